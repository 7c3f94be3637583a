"""What a reviewer reads below a proposal, as Markdown: what the check says, links to pages and sheets, what changes.

Takes the report and the differences; knows neither a forge nor where the preview is published but its address.
"""

from collections.abc import Iterable, Iterator

from niemyet.changes.change import Differences
from niemyet.changes.markdown import escape, format_markdown
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import Report, without_warnings
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import KINDS
from niemyet.model.orthography import capitalize
from niemyet.render import addresses
from niemyet.values import dataclass

MOST_LINKS = 20
MOST_LINES = 60
"""Lines of the check that are shown; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at: its address in the site and its words."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The address of the built preview, with a final slash, and the sheets beside it that hang differently. `index`: a folder's
    page is asked for by its name, where whoever serves the files knows no folders."""

    address: str
    sheets: tuple[Look, ...] = ()
    index: bool = False

    def lead_to(self, address: str) -> str:
        """The whole address of something in the preview."""
        return self.address + address + ("index.html" if self.index and (not address or address.endswith("/")) else "")


def list_pages(differences: Differences) -> list[Look]:
    """The pages that show something new, those of communes first; each once."""
    found: dict[str, str] = {}
    for commune in differences.communes:
        if (commune.office or commune.began) and not commune.ended:
            found[addresses.of_place(commune.path)] = capitalize(commune.name)
        for posting in commune.postings:
            if posting.hangs_now or posting.changes:
                found[addresses.of_posting(commune.path, posting.code)] = f"{posting.name} – {commune.name}"
    for file in differences.files:
        try:
            address = "" if file.ended else KINDS[file.kind].address_of(file.file)
        except ValueError:  # no page is made from it alone
            continue
        if address:
            found.setdefault(address, _name(file.name, file.file))
    return [Look(address, words) for address, words in found.items()]


def _name(name: str, path: str) -> str:
    place = "/".join(path.split("/")[1:-1])
    return f"{name or code_of_file(path)} – {place}"


def list_sheets(differences: Differences) -> list[tuple[str, str, str]]:
    """The sheets to print again or for the first time: the commune's path, the procedure's code, words."""
    return [
        (commune.path, posting.code, f"{posting.name} – {commune.name}")
        for commune in differences.communes
        for posting in commune.postings
        if posting.hangs_now and (posting.reprint or not posting.hung_before)
    ]


def format_preview(report: Report, differences: Differences | None, preview: Preview | None, limit: int) -> str:
    """The comment: at most about `limit` characters. Without a preview or differences, which errors prevent, it says so."""
    lines = [*_tell_check(report), *(_tell_links(differences, preview) if differences and preview else ())]
    head = "\n".join(lines) + "\n"
    return head + ("\n" + format_markdown(differences, max(limit - len(head), 1000)) if differences else "")


def _tell_check(report: Report) -> Iterator[str]:
    yield "## Kiểm tra"
    yield ""
    if report.errors:
        yield f"**{report.errors} lỗi phải sửa**, {report.warnings} điều cần xem. Còn lỗi thì chưa có bản xem thử."
        yield from _quote(format_text(without_warnings(report), "vi"))
    elif report.warnings:
        yield f"Không có lỗi; {report.warnings} điều cần xem."
        yield from _quote(format_text(report, "vi"))
    else:
        yield "Không có lỗi."


def _quote(text: str) -> Iterator[str]:
    """As code by indentation: nothing in it can end it."""
    lines = [f"    {line}" for line in text.splitlines()]
    yield from ("", *lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield from ("", f"… còn {len(lines) - MOST_LINES} dòng; chạy `niemyet check` để xem tất cả.")


def _tell_links(differences: Differences, preview: Preview) -> Iterator[str]:
    yield from ("", "## Xem thử", "", f"- [Cả trang, như khi đề xuất được nhận]({preview.lead_to('')})")
    yield from _link(list_pages(differences), preview, "trang")
    if preview.sheets:
        yield from ("", "Tờ niêm yết phải in:", "")
        yield from _link(preview.sheets, preview, "tờ")


def _link(looks: Iterable[Look], preview: Preview, what: str) -> Iterator[str]:
    every = [*looks]
    for look in every[:MOST_LINKS]:
        yield f"- [{escape(look.words)}]({preview.lead_to(look.address)})"
    if len(every) > MOST_LINKS:
        yield f"- và {len(every) - MOST_LINKS} {what} khác"
