"""Receives the form “Thông tin này có ích không?” (WSGI, PEP 3333) and counts the answer: yes or no, the page, the month.

Takes a store, the site's address, what pages there are, and the clock; gives an application. It reads neither the address of who
sends nor a cookie, a name of a browser or a time finer than the month, and writes no log. Because it knows nobody, it cannot tell
one from another: floods are held off for all together, so that a number is never worth more than its limit.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import parse_qs, urlsplit

from niemyet.rating.store import Store

LONGEST = 4096
"""Bytes of a form; the real one has some hundred."""
LONGEST_PAGE, LONGEST_PART = 300, 100
"""Letters of an address and of a part of it; a file system knows no name of more than 255."""
PER_MINUTE, PER_MINUTE_AND_PAGE = 120, 20
"""Ratings that are counted in a minute, of all pages and of one."""
StartResponse: TypeAlias = Callable[..., Any]
Environment: TypeAlias = Mapping[str, Any]
_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
]
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title></head>
<body><main><h1>{title}</h1><p>{words}</p><p><a href="{back}">Trở lại trang</a></p></main></body></html>
"""


class Answer(NamedTuple):
    """What is sent back: the status, a title, a sentence, further headers."""

    status: str
    title: str
    words: str
    headers: tuple[tuple[str, str], ...] = ()


COUNTED = Answer("200 OK", "Đã ghi nhận, cảm ơn bạn", "Nơi nhận chỉ đếm câu trả lời theo tháng, không ghi ai trả lời.")
NOT_OURS = Answer("403 Forbidden", "Không nhận", "Câu trả lời không được gửi từ trang này.")
NOT_A_FORM = Answer("400 Bad Request", "Không đọc được", "Câu trả lời không đúng dạng của biểu mẫu trên trang.")
NO_SUCH_PAGE = Answer("404 Not Found", "Không có trang này", "Trang được đánh giá không có trong trang công khai.")
WRONG_METHOD = Answer(
    "405 Method Not Allowed", "Nơi nhận đánh giá", "Trả lời bằng biểu mẫu ở cuối mỗi trang.", (("Allow", "POST"),)
)
WRONG_TYPE = Answer("415 Unsupported Media Type", "Không đọc được", "Câu trả lời không được gửi bằng biểu mẫu.")
TOO_LARGE = Answer("413 Content Too Large", "Quá dài", "Câu trả lời dài hơn biểu mẫu.")
TOO_MANY = Answer("429 Too Many Requests", "Đang có quá nhiều câu trả lời", "Xin thử lại sau một phút.", (("Retry-After", "60"),))
NOT_WRITTEN = Answer("503 Service Unavailable", "Chưa ghi được", "Xin thử lại sau.", (("Retry-After", "600"),))


class Limit:
    """At most so many in a minute. Counts minutes as they come; remembers nothing of the one before."""

    def __init__(self, minute: Callable[[], int], whole: int = PER_MINUTE, page: int = PER_MINUTE_AND_PAGE) -> None:
        self._minute, self._whole, self._page = minute, whole, page
        self._now, self._counted = -1, dict[str, int]()

    def allows(self, page: str) -> bool:
        """Whether one more of this page is counted in this minute."""
        now = self._minute()
        if now != self._now:
            self._now, self._counted = now, {}
        known = self._counted.get(page, 0)
        if known >= self._page or sum(self._counted.values()) >= self._whole:
            return False
        self._counted[page] = known + 1
        return True


class Receiver:
    """The application. It handles one rating at a time; a server must not call it from several threads at once."""

    def __init__(
        self, store: Store, site_url: str, has_page: Callable[[str], bool], today: Callable[[], date], limit: Limit
    ) -> None:
        """`has_page` says whether the site has a page at an address such as "ha-noi/thuong-tin/1.001193/"."""
        self._store, self._site, self._has_page, self._today, self._limit = store, site_url, has_page, today, limit
        parts = urlsplit(site_url)
        self._origin = f"{parts.scheme}://{parts.netloc}".lower()

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Counts one form."""
        answer, page = self._take(environ)
        back = self._site + (page if page else "")
        body = _PAGE.format(title=escape(answer.title), words=escape(answer.words), back=escape(back)).encode()
        start_response(answer.status, [*_HEADERS, *answer.headers, ("Content-Length", str(len(body)))])
        return [b"" if environ.get("REQUEST_METHOD") == "HEAD" else body]

    def _take(self, environ: Environment) -> tuple[Answer, str]:
        """The answer, and the page that was rated if there is one."""
        if environ.get("REQUEST_METHOD") != "POST":
            return WRONG_METHOD, ""
        if not self._is_from_the_site(environ):
            return NOT_OURS, ""
        if str(environ.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
            return WRONG_TYPE, ""
        length = str(environ.get("CONTENT_LENGTH") or "")
        if not (length.isascii() and length.isdecimal()):
            return NOT_A_FORM, ""
        if len(length) > len(str(LONGEST)) or int(length) > LONGEST:
            return TOO_LARGE, ""
        try:
            form = _read_form(environ["wsgi.input"].read(int(length)))
        except OSError:  # who sends is too slow, or gone
            return NOT_A_FORM, ""
        if form is None:
            return NOT_A_FORM, ""
        page, helpful = form
        if not self._has_page(page):
            return NO_SUCH_PAGE, ""
        if not self._limit.allows(page):
            return TOO_MANY, page
        try:
            self._store.count(f"{self._today():%Y-%m}", page, helpful)
        except OSError:
            return NOT_WRITTEN, page
        return COUNTED, page

    def _is_from_the_site(self, environ: Environment) -> bool:
        """By the origin that every browser sends with a form since 2020. Of who sends none nothing is taken."""
        return str(environ.get("HTTP_ORIGIN", "")).lower() == self._origin


def _read_form(data: bytes) -> tuple[str, bool] | None:
    """The page and whether it was helpful; None if it is not the form of the site."""
    try:
        form = parse_qs(data.decode("ascii"), keep_blank_values=True, max_num_fields=8, errors="strict")
    except ValueError:  # of other letters, of too many fields
        return None
    pages, answers = form.get("page", []), form.get("helpful", [])
    if len(pages) != 1 or answers not in (["yes"], ["no"]):
        return None
    page = pages[0]
    if len(page) > LONGEST_PAGE or (page and not page.endswith("/")) or not _is_plain(page):
        return None
    return page, answers == ["yes"]


def _is_plain(page: str) -> bool:
    """Whether it may be an address of the site: no way out of it, and no letter that a file could hide."""
    return all(part not in ("", ".", "..") and len(part) <= LONGEST_PART for part in page.split("/")[:-1]) and all(
        letter.isascii() and (letter.isalnum() or letter in "/.-_") for letter in page
    )
