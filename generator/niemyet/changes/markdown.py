"""Differences as Markdown, for comments on proposals: flagged changes first, then by province and procedure."""

from collections.abc import Iterable, Iterator

from niemyet.changes.change import CommuneChanges, Differences
from niemyet.changes.chronicle import format_offices, group_postings
from niemyet.changes.entries import format_file
from niemyet.changes.wording import format_change
from niemyet.model.orthography import capitalize, format_day, lower_first
from niemyet.model.vocabulary import VERSION_PART_NAMES, VersionPart
from niemyet.patterns import regex
from niemyet.render.language import VIETNAMESE

MOST_NAMED = 12
"""Communes or sheets that are named; the rest are counted. The JSON names all."""

_SPECIAL = regex(r"([\\`*_{}\[\]<>#|~])")
_BREAKS = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Characters that Markdown, a terminal or a log could treat as a line break or a command."""


def format_markdown(differences: Differences, limit: int = 0) -> str:
    """The differences as Markdown. Lines beyond `limit` characters are counted instead of shown; 0: no limit."""
    lines = [*_write(differences)]
    if not limit or sum(len(line) + 1 for line in lines) <= limit:
        return "\n".join(lines) + "\n"
    kept: list[str] = []
    size = 120  # room for the last line
    for line in lines:
        size += len(line) + 1
        if size > limit:
            break
        kept.append(line)
    return "\n".join([*kept, "", f"… còn {len(lines) - len(kept)} dòng; chạy `niemyet diff` để xem tất cả."]) + "\n"


def escape(text: str) -> str:
    """Escapes contributors' text, so that Markdown shows it literally and mentions nobody."""
    return _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", text).replace("&", "&amp;")).replace("@", "@<!-- -->")


def _write(differences: Differences) -> Iterator[str]:
    yield "## Thay đổi đối với người dân"
    yield ""
    yield from _sum_up(differences)
    yield from _warn(differences)
    for path, name in sorted(differences.provinces.items()):
        communes = [commune for commune in differences.communes if commune.path.startswith(f"{path}/")]
        told = [*_write_postings(communes), *_write_offices(communes)]
        if told:
            yield from ("", f"### {escape(capitalize(name))}", *told)
    yield from _write_sheets(differences.communes)
    yield from _write_files(differences)


def _warn(differences: Differences) -> Iterator[str]:
    """The flagged changes, which come first."""
    places: dict[tuple[str, str], list[str]] = {}
    for commune in differences.communes:
        for posting in commune.postings:
            for change in posting.changes:
                if change.flagged:
                    places.setdefault((posting.name, format_change(change, posting.cases, VIETNAMESE)), []).append(commune.name)
    if places:
        yield from ("", f"> **Cần xem kỹ: {differences.flagged} chỗ thời hạn dài hơn trước.**")
        for (name, said), communes in [*places.items()][:MOST_NAMED]:
            yield f"> - {escape(name)}, tại {_name(communes)}: {escape(lower_first(said))}"


def _sum_up(differences: Differences) -> Iterator[str]:
    offices = sum(bool(commune.office) for commune in differences.communes)
    parts = [f"**{differences.postings}** bản niêm yết"] if differences.postings else []
    parts += [f"**{offices}** nơi tiếp nhận"] if offices else []
    if parts:
        yield f"{' và '.join(parts)} thay đổi, xem như hôm nay là ngày {format_day(differences.today)}."
    elif differences.files or differences.unread:
        yield f"Không bản niêm yết nào đổi phí, giấy tờ, thời hạn, xem như hôm nay là ngày {format_day(differences.today)}."
    else:
        yield f"Không có gì thay đổi đối với người dân, xem như hôm nay là ngày {format_day(differences.today)}."


def _write_postings(communes: Iterable[CommuneChanges]) -> Iterator[str]:
    """The changes by procedure; communes with identical changes are grouped."""
    heading = ""
    for told in group_postings(communes, VIETNAMESE):
        if heading != told.code:
            yield from ("", f"#### {escape(told.name)} ({escape(told.code)})")
            heading = told.code
        names = [name for _, name in told.places]
        yield from ("", f"Tại {_name(names)}:", "", *(f"- {escape(sentence)}" for sentence in told.said))


def _write_offices(communes: Iterable[CommuneChanges]) -> Iterator[str]:
    for commune in communes:
        if commune.office:
            yield from ("", f"#### Nơi tiếp nhận của {escape(commune.name)}", "")
            yield from (f"- {escape(said)}" for said in format_offices(commune, VIETNAMESE))


def _name(names: list[str], others: str = "nơi") -> str:
    named = ", ".join(map(escape, names[:MOST_NAMED]))
    return named if len(names) <= MOST_NAMED else f"{named} và {len(names) - MOST_NAMED} {others} khác"


def _write_sheets(communes: Iterable[CommuneChanges]) -> Iterator[str]:
    told = [f"- {escape(commune.name)}: {'; '.join(tasks)}" for commune in communes if (tasks := list(_list_tasks(commune)))]
    if told:
        yield from ("", "### Tờ niêm yết phải thay", "", *told)


def _list_tasks(commune: CommuneChanges) -> Iterator[str]:
    groups: dict[tuple[VersionPart, ...], list[str]] = {}
    for posting in commune.postings:
        if posting.reprint:
            groups.setdefault(posting.reprint, []).append(posting.code)
    for parts, codes in groups.items():
        yield f"in lại {len(codes)} tờ vì đổi {', '.join(VERSION_PART_NAMES[part] for part in parts)} ({_name(codes, 'tờ')})"
    fresh = [posting.code for posting in commune.postings if posting.hangs_now and not posting.hung_before]
    gone = [posting.code for posting in commune.postings if posting.hung_before and not posting.hangs_now]
    if fresh:
        yield f"in mới {len(fresh)} tờ ({_name(fresh, 'tờ')})"
    if gone:
        yield f"gỡ {len(gone)} tờ ({_name(gone, 'tờ')})"


def _write_files(differences: Differences) -> Iterator[str]:
    """Every entry that differs, by file; files with identical changes are grouped."""
    together: dict[tuple[str, ...], list[str]] = {}
    for file in differences.files:
        together.setdefault((file.name, *format_file(file)), []).append(file.file)
    if together:
        yield from ("", "### Từng mục đã đổi trong tệp")
    for (name, *said), files in together.items():
        yield from ("", f"{_name(files, 'tệp')}{f' – {escape(name)}' if name else ''}:", "")
        yield from (f"- {escape(one)}" for one in said)
    if differences.cosmetic:
        yield from ("", f"Ngoài ra: {len(differences.cosmetic)} tệp chỉ đổi cách viết.")
    if differences.unread:
        yield from ("", f"Không so sánh được {len(differences.unread)} tệp vì còn lỗi: {_name(list(differences.unread), 'tệp')}.")
