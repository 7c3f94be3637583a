"""A commune's notice board: its sheets numbered by field, the bound book, and the list of changes."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal, TypeAlias

from niemyet.model.letters import quote_to_print
from niemyet.model.orthography import capitalize, format_day
from niemyet.model.places import name_unit
from niemyet.model.vocabulary import NOTICE_NAMES
from niemyet.render import wording
from niemyet.render.addresses import of_article, of_place
from niemyet.render.hours import tabulate_hours
from niemyet.render.language import VIETNAMESE
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.news import NewsHead
from niemyet.resolve.version_codes import VersionCode, VersionCoder
from niemyet.sheets.changes import SheetChange, SheetChanges
from niemyet.sheets.content import describe_sheet, read_short_answers
from niemyet.sheets.qr import draw_qr
from niemyet.values import dataclass

PaperSize: TypeAlias = Literal["a4", "a3", "a5"]


COMMUNES_TOGETHER = 8
"""Communes whose sheets are typeset together; with more, the gain is small."""


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """The paper size, whether to print in large letters, and whether a sheet has steps and grounds too."""

    paper: PaperSize = "a4"
    large: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class NumberedPosting:
    """A posting on the board: its number, from 1, and its version."""

    number: int
    posted: PostedProcedure
    version: VersionCode


@dataclass(frozen=True, slots=True)
class Board:
    """A commune's board on a day: every posting in force, by field, then by code."""

    resolved: ResolvedCommune
    today: date
    site_url: str
    postings: tuple[NumberedPosting, ...]
    notices: tuple[NewsHead, ...] = ()
    """The notices that are posted on the day."""

    def describe(self, postings: Sequence[NumberedPosting], format_: PaperFormat) -> dict[str, Any]:
        """The data that every template needs, with the sheets of `postings`.

        The date on paper is the day on which the content was last confirmed, never that of the printing, so that the same
        content gives the same paper.
        """
        commune, province = self.resolved.commune, self.resolved.province
        office = commune.office
        feedback = dict.fromkeys((*commune.feedback, *province.feedback))
        touched = max(map(_last_confirmed, postings or self.postings), default=self.today)
        day = format_day(touched)
        return {
            "paper": format_.paper,
            "large": format_.large,
            "place": name_unit(commune),
            "province": name_unit(province),
            "office": office.name,
            "address": office.address,
            "phone": office.phone or "",
            "sample": commune.sample or any(numbered.posted.sample for numbered in postings),
            "total": len(self.postings),
            "day": day,
            "date": (touched.year, touched.month, touched.day),
            "foot": f"{capitalize(name_unit(commune))} · nội dung rà soát đến ngày {day}",
            "feedback": [wording.format_feedback(address) for address in feedback],
            "hours": [(capitalize(row.said_days), row.said_hours) for row in tabulate_hours(office.hours, VIETNAMESE)],
            "exceptions": [wording.format_exception(exception, VIETNAMESE) for exception in office.exceptions],
            "sheets": [self._describe_sheet(numbered, format_) for numbered in postings],
        }

    def describe_sheet(self, numbered: NumberedPosting, format_: PaperFormat) -> dict[str, Any]:
        """The data of one sheet on its own, for `sheet.typ`."""
        data = self.describe([numbered], format_)
        foot = f"{capitalize(data['place'])} · tờ số {numbered.number} · {numbered.posted.code} · {data['sheets'][0]['version']}"
        return data | {"foot": foot}

    def describe_book(self, format_: PaperFormat) -> dict[str, Any]:
        """The data of the bound book, for `book.typ`."""
        url = f"{self.site_url}{of_place(self.resolved.path)}"
        data = self.describe(self.postings, replace(format_, whole=True))
        rows: dict[str, list[dict[str, Any]]] = {}
        for sheet in data["sheets"]:
            answers = read_short_answers(sheet)
            row = {key: sheet[key] for key in ("number", "code", "name", "short_name", "qr")}
            row |= {"deadline": answers["deadlines"], "fee": answers["fees"], "place": answers["place"]}
            rows.setdefault(sheet["field"], []).append(row)
        index = [{"field": field, "rows": listed} for field, listed in rows.items()]
        return data | {"url": url, "qr": draw_qr(url), "index": index, "notices": [*map(self._describe_notice, self.notices)]}

    def posted_in(self, month: str) -> tuple[NumberedPosting, ...]:
        """The postings of a month ("2026-11"); all of them for ''."""
        return tuple(numbered for numbered in self.postings if f"{numbered.posted.posting.posted:%Y-%m}".startswith(month))

    def describe_index(self, month: str, format_: PaperFormat) -> dict[str, Any]:
        """The data of the poster that lists the postings of a month, for `index.typ`."""
        book = self.describe_book(format_)
        wanted = {numbered.posted.code for numbered in self.posted_in(month)}
        groups = ({**group, "rows": [row for row in group["rows"] if row["code"] in wanted]} for group in book["index"])
        year, _, number = month.partition("-")
        title = f"Thủ tục niêm yết tháng {number}/{year}" if month else "Thủ tục làm ở đây"
        return {**book, "sheets": [], "index": [group for group in groups if group["rows"]], "title": title}

    def _describe_notice(self, notice: NewsHead) -> dict[str, Any]:
        url = f"{self.site_url}{of_article(notice.path)}"
        words = {"title": notice.title, "told": _tell_notice(notice)}  # pages show letters, which no font of sheets has
        return {key: quote_to_print(text) for key, text in words.items()} | {"qr": draw_qr(url)}

    def describe_changes(self, changes: SheetChanges, since: str, format_: PaperFormat) -> dict[str, Any]:
        """The data of the checklist with the sheets to put up, for `changes.typ`."""
        up = {change.code for change in changes.up}
        data = self.describe([numbered for numbered in self.postings if numbered.posted.code in up], format_)
        return data | {
            "since": since,
            "down": [{"code": change.code, "name": change.name, "why": change.why} for change in changes.down],
            "up": [{"code": c.code, "name": c.name, "why": self._format_why(c)} for c in changes.up],
        }

    def _format_why(self, change: SheetChange) -> str:
        waits = any(n.posted.code == change.code and n.posted.to_review for n in self.postings)
        return f"{change.why}. Cần rà soát trước khi treo" if waits else change.why

    def _describe_sheet(self, numbered: NumberedPosting, format_: PaperFormat) -> dict[str, Any]:
        return describe_sheet(
            self.resolved, numbered.posted, numbered.number, numbered.version, self.site_url,
            hand_out=format_.paper == "a5", whole=format_.whole,
        )  # fmt: skip


def _tell_notice(notice: NewsHead) -> str:
    kind = NOTICE_NAMES[notice.kind or "khac"]
    until = f", niêm yết đến hết {format_day(notice.ends)}" if notice.ends is not None else ""
    return f"{kind} {notice.number}{until}" if notice.number else f"{kind}{until}"


def _last_confirmed(numbered: NumberedPosting) -> date:
    posting = numbered.posted.posting
    return max(posting.posted, posting.checked or posting.posted)


def set_up_board(resolved: ResolvedCommune, today: date, site_url: str, notices: tuple[NewsHead, ...] = ()) -> Board:
    """Numbers the commune's postings in force on `today`; `notices` are those that it posts then."""
    order = {name: place for place, name in enumerate(resolved.provincial.fields)}
    current = [posted for posted in resolved.postings.values() if posted.standing == "in_force"]
    current.sort(key=lambda posted: (order[posted.procedure.field], posted.code))
    coder = VersionCoder()
    postings = (
        NumberedPosting(number, posted, coder.code(posted, resolved.commune, resolved.path))
        for number, posted in enumerate(current, 1)
    )
    return Board(resolved, today, site_url, tuple(postings), notices)


def go_by_procedure(boards: Sequence[Board], codes: Collection[str] = ()) -> list[list[tuple[Board, NumberedPosting]]]:
    """Groups the sheets of some boards by procedure; with `codes`, only these procedures. Sheets of one procedure share most of
    their text, whose layout Typst reuses."""
    sheets: dict[str, list[tuple[Board, NumberedPosting]]] = {}
    for board in boards:
        for numbered in board.postings:
            if not codes or numbered.posted.code in codes:
                sheets.setdefault(numbered.posted.code, []).append((board, numbered))
    return list(sheets.values())
