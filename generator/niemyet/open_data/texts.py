"""A posting as text for assistants: Markdown beside the page, with the page's address, the version, and what is not known.

Takes the tables of `answer_tables.py`, so that text and data cannot differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from niemyet.model.orthography import capitalize, format_day, lower_first
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import STANDING_NAMES, Standing
from niemyet.open_data.said import REPLACED, SAMPLE, name_paper, say_length, still_holds
from niemyet.open_data.writing import Data
from niemyet.render.frames import Frame, hold, split_held
from niemyet.render.hours import tabulate_hours
from niemyet.render.language import VIETNAMESE
from niemyet.render.page_texts import NOTHING_UNKNOWN
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.procedures import ProvincialProcedure

IN_A_LINK = str.maketrans({"[": "\\[", "]": "\\]"})
"""For words between the brackets of a link."""


def frame_text(procedure: Procedure, body: str) -> Frame:
    """The text of a procedure's postings around its `body`: of what, where, which version, confirmed when.

    Open are "place" (its name), "url", "version", "posted" and "confirmed", "cautions" (`write_cautions`), "said_deadlines",
    "said_office" and "end"."""
    lines = [
        f"# {procedure.title}",
        "",
        f"- Nơi niêm yết: {hold('place')}",
        f"- Mã thủ tục: {procedure.code}",
        f"- Địa chỉ của bản niêm yết (dẫn khi trả lời): {hold('url')}",
        f"- Bản: {hold('version')}; niêm yết {hold('posted')}, xác nhận còn đúng {hold('confirmed')}",
    ]
    rest = "".join(map(hold, ("said_deadlines", "said_office", "end")))
    return split_held(f"{write_lines(lines)}{hold('cautions')}{body}{rest}".encode())


def write_cautions(standing: Standing, sample: bool, since: str = "", reason: str = "") -> str:
    """Why a posting may not be answered from; since when (as in the data), and the reason, where it is not in force."""
    lines = ["", f"**{capitalize(STANDING_NAMES[standing])}. Không trả lời từ bản này.**"] if standing != "in_force" else []
    if lines and since:
        day = format_day(date.fromisoformat(since))
        lines += ["", f"Từ {day}: {lower_first(reason)}" if reason else f"Từ {day}."]
    return write_lines([*lines, *(["", f"**{SAMPLE}**"] if sample else [])])


def begin_national_text(national: ProvincialProcedure, url: str, today: date) -> str:
    """The head of the text of a procedure where no province sets anything."""
    dated, procedure = national.dated, national.procedure
    lines = [
        f"# {procedure.title}",
        "",
        f"- Mã thủ tục: {procedure.code}",
        f"- Lĩnh vực: {dated.field_name}",
        f"- Cơ quan giải quyết: {procedure.authority}",
        f"- Địa chỉ của trang (dẫn khi trả lời): {url}",
        f"- Nội dung của ngày {format_day(today)}",
        "",
        "Đây là phần chung; phí, thời hạn và nơi nộp của từng xã, phường ở bản niêm yết của nơi đó.",
    ]
    if dated.standing != "in_force":
        lines += ["", f"**{capitalize(STANDING_NAMES[dated.standing])}. Không trả lời từ bản này.**"]
    return write_lines(lines)


def write_body(tables: Data) -> str:
    """What to bring and what is due, for every choice."""
    lines = ["", "## Phải nộp", ""]
    if still_holds(tables["outdated"], "fees"):
        lines += [case for one in tables["fees"]["summary"] for case in _list_cases(one["said"], capitalize(one["words"]))]
    else:
        lines.append(f"- {REPLACED}")
    lines += ["", "## Giấy tờ"]
    if not still_holds(tables["outdated"], "papers"):
        lines += ["", f"- {REPLACED}"]
    for row in tables["papers"]["rows"] if still_holds(tables["outdated"], "papers") else ():
        where = " / ".join(row["said"])
        lines += ["", *([f"{where}:", ""] if where else [])]
        lines += [f"- Nộp: {name_paper(one, VIETNAMESE)}" for one in row["submit"]]
        lines += [f"- Xuất trình: {name_paper(one, VIETNAMESE)}" for one in row["present"]]
    return write_lines(lines)


def write_deadlines(tables: Data, deadlines: Data) -> str:
    """How long it takes, for every choice."""
    lines = ["", "## Thời hạn", ""]
    if not still_holds(tables["outdated"], "deadlines"):
        return "\n".join((*lines, f"- {REPLACED}")) + "\n"
    for row in deadlines["rows"]:
        sooner = f" (sớm hơn luật: luật cho {say_length(row['law'], VIETNAMESE)})" if row["promise"] else ""
        lines += _list_cases(row["said"], capitalize(say_length(row["deadline"], VIETNAMESE)) + sooner)
    return write_lines(lines)


def write_place(resolved: ResolvedCommune, counter: str | None) -> str:
    """Where and when to go."""
    office = resolved.commune.office
    lines = ["", "## Nơi nộp", "", f"- {office.name}, {office.address}"]
    lines += [f"- {counter}"] if counter else []
    hours = tabulate_hours(office.hours, VIETNAMESE)
    lines += [f"- {capitalize(row.said_days)}: {row.said_hours}" for row in hours]
    return write_lines(lines)


def write_end(tables: Data, deadlines: Data, legal_basis: Iterable[str], coming: Sequence[Data]) -> str:
    """What is known to change, as `list_coming` gives it; what is not known, and the grounds."""
    unknown = list(dict.fromkeys(_list_unknown(tables, deadlines)))
    lines = ["", "## Sắp thay đổi", "", *map(_say_coming, coming)] if coming else []
    lines += ["", "## Chưa xác định", "", *(f"- {one}" for one in unknown or [NOTHING_UNKNOWN])]
    lines += ["", "## Căn cứ", "", *(f"- {number}" for number in legal_basis)]
    return write_lines(lines)


def write_lines(lines: Iterable[str]) -> str:
    """The text of the lines. What a record writes on several is one here, so that no name adds a line that nobody wrote; and no
    words of a record are HTML where somebody shows the text as a page."""
    return "".join([f"{' '.join(line.split())}\n" for line in lines]).replace("<", "&lt;")


def _say_coming(change: Data) -> str:
    basis = f" Căn cứ: {change['basis']}." if change["basis"] else ""
    return f"- Từ {format_day(date.fromisoformat(change['from']))}: {change['text'].rstrip('.')}.{basis}"


def _list_unknown(tables: Data, deadlines: Data) -> Iterator[str]:
    if tables["outdated"]:
        yield f"Pháp luật đã thay nội dung này từ {tables['outdated']['since']}: {tables['outdated']['text']}"
    yield from (f"Phí, lệ phí: {row['unknown']}" for row in tables["fees"]["rows"] if row["unknown"])
    yield from (f"Thời hạn: {row['deadline']['unknown']}" for row in deadlines["rows"] if row["deadline"].get("unknown"))


def _list_cases(cases: Iterable[str], words: str) -> Iterator[str]:
    """A line for each group of combinations with the same answer."""
    return (f"- {said}: {lower_first(words)}" if said else f"- {words}" for said in cases)
