"""A commune as text for assistants: Markdown beside its page, with where to go, what is posted there, and what is not known.

Takes the rows of the commune's table, so that text and data cannot differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from niemyet.model.orthography import format_day, lower_first
from niemyet.model.vocabulary import STANDING_NAMES, Standing
from niemyet.open_data.addresses import of_commune_text
from niemyet.open_data.said import SAMPLE
from niemyet.open_data.texts import IN_A_LINK, write_lines, write_place
from niemyet.open_data.writing import Data
from niemyet.render.addresses import TEXT, of_place
from niemyet.render.language import VIETNAMESE
from niemyet.render.page_texts import NOTHING_UNKNOWN
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedCommune

_UNKNOWN = "chưa xác định"
_SAID = ("name", "code", "standing", "fees", "deadline", "to_review")


def write_commune_text(resolved: ResolvedCommune, rows: Sequence[Data], site_url: str, today: date) -> OutputFile:
    """The text of a commune whose table has these `rows`."""
    head = [
        f"# Thủ tục niêm yết tại {VIETNAMESE.name_unit(resolved.commune)}, {VIETNAMESE.name_unit(resolved.province)}",
        "",
        f"- Địa chỉ của trang (dẫn khi trả lời): {site_url}{of_place(resolved.path)}",
        f"- Nội dung của ngày {format_day(today)}",
        *(["", f"**{SAMPLE}**"] if resolved.commune.sample else []),
    ]
    text = f"{write_lines(head)}{write_place(resolved, None)}{_join_lines(_list_posted(rows))}{write_lines(_list_unknown(rows))}"
    return OutputFile(of_commune_text(resolved.path), text.encode())


def _join_lines(lines: Iterable[str]) -> str:
    """Lines of which each is one already."""
    return "\n".join([*lines, ""])


def _list_posted(rows: Iterable[Data]) -> Iterator[str]:
    yield from ("", "## Thủ tục", "", "Phí và thời hạn từng trường hợp ở bản chữ của mỗi thủ tục.", "")
    for row in rows:
        name, said = _say_posted(*map(row.__getitem__, _SAID))
        yield f"- [{name}]({row['url']}{TEXT}): {said}"


@lru_cache(maxsize=8192)  # what communes say of a procedure is mostly what others have said
def _say_posted(
    name: str, code: str, standing: Standing, fees: str | None, deadline: str | None, to_review: bool
) -> tuple[str, str]:
    """The name of a procedure in a link, and what is said of its posting."""
    words = [f"mã {code}"]
    if standing == "in_force":
        words += [f"nộp: {lower_first(fees or _UNKNOWN)}", f"thời hạn: {lower_first(deadline or _UNKNOWN)}"]
    else:
        words.append(f"{STANDING_NAMES[standing]}, không trả lời từ bản này")
    words += ["cần rà soát"] if to_review else []
    return " ".join(name.translate(IN_A_LINK).split()), " ".join("; ".join(words).split())


def _list_unknown(rows: Iterable[Data]) -> Iterator[str]:
    yield from ("", "## Chưa xác định", "")
    told = [
        f"- {named} của thủ tục {row['code']}"
        for key, named in (("fees", "Phí, lệ phí"), ("deadline", "Thời hạn"))
        for row in rows
        if row["standing"] == "in_force" and row[key] is None
    ]
    yield from told or [f"- {NOTHING_UNKNOWN}"]
