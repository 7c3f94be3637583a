"""The content of a sheet: one posting as plain data, in the words of the site and the order of the law.

The parts follow Nghị định 63/2010/NĐ-CP Điều 8 khoản 2; forms come right after the dossier that asks for them (Thông tư
02/2017/TT-VPCP, rules of posting). Values are texts and lists only, because the typesetter reads them as JSON.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from niemyet.model.orthography import capitalize, format_day, lower_first
from niemyet.model.procedure import OutdatedPart, Procedure
from niemyet.model.reference import LegalDocument
from niemyet.model.vocabulary import (
    ANSWER_TITLES,
    AUDIENCE_NAMES,
    CHANNEL_NAMES,
    ONLINE_LEVEL_NAMES,
    PARTIAL_REASON_NAMES,
    SECTION_TITLES,
    SheetSection,
    ShortAnswer,
)
from niemyet.render import wording
from niemyet.render.addresses import CHECK, SHORT_CHECK, of_sheet
from niemyet.render.coming import describe_coming
from niemyet.render.hours import format_weekend_counter, tabulate_hours
from niemyet.render.language import VIETNAMESE
from niemyet.render.summaries import card_deadlines, card_fees, card_papers
from niemyet.resolve.answers import answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.procedures import Coming
from niemyet.resolve.sheet_codes import code_of_sheet
from niemyet.resolve.version_codes import VersionCode
from niemyet.sheets.poster import describe_poster
from niemyet.sheets.qr import draw_short_qr
from niemyet.sheets.rows import Piece, describe_deadline, describe_fees, describe_papers, format_cases


class Section(NamedTuple):
    """A section of a sheet and its content."""

    part: SheetSection
    pieces: list[Piece]

    def describe(self) -> dict[str, Any]:
        """The section as data for the templates."""
        return {"title": SECTION_TITLES[self.part], "pieces": self.pieces}


MAIN_SECTIONS: Sequence[SheetSection] = ("papers", "fees", "deadlines", "channels", "results", "requirements")
"""Sections of a sheet behind its poster, in this order. The rest – steps, remarks, grounds, bodies – stands in the book that lies
at the counter and behind the QR code, and on the sheet if the site wishes so."""
HAND_OUT_SECTIONS: frozenset[SheetSection] = frozenset({"papers", "deadlines", "fees", "channels", "place"})
"""Sections of a hand-out to take home: what to bring, when and where. The page behind the QR code has the rest."""


def sheet_address(site_url: str, sheet_code: str) -> str:
    """The URL in the QR code of a sheet: a short one, which leads to the posting and says whether the sheet still holds."""
    return site_url + of_sheet(sheet_code.replace("-", ""), SHORT_CHECK)


def describe_sheet(
    resolved: ResolvedCommune, posted: PostedProcedure, number: int, version: VersionCode, site_url: str,
    *, hand_out: bool = False, whole: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """The data of one sheet, the `number`-th of its commune, for the template `sheet.typ`. A hand-out has no poster; without
    `whole`, a sheet has only the main sections."""
    procedure, commune = posted.procedure, resolved.commune
    code = code_of_sheet(commune.code, posted.code, version)
    drawn = draw_short_qr(sheet_address(site_url, code))
    answers = answers_of(posted)
    short: dict[ShortAnswer, str] = {
        "papers": card_papers(answers, {}, VIETNAMESE),
        "fees": card_fees(answers, {}, VIETNAMESE),
        "deadlines": card_deadlines(answers, {}, VIETNAMESE),
        "place": posted.posting.counter or f"Nơi tiếp nhận của {commune.kind}",
    }
    sections = [_mark_stale(section, posted) for section in _describe_parts(resolved, posted, site_url, whole or hand_out)]
    if hand_out:
        sections = [section for section in sections if section.part in HAND_OUT_SECTIONS]
    elif not whole:
        sections = [section for part in MAIN_SECTIONS for section in sections if section.part == part]
    return {
        "code": procedure.code,
        "name": procedure.name,
        "short_name": procedure.title,
        "field": posted.provincial.dated.field_name,
        "owner": _name_owner(posted),
        "number": number,
        "version": code,
        "check": (site_url + CHECK).partition("://")[2].rstrip("/"),
        "qr": drawn.svg,
        "modules": drawn.modules,
        "whole": whole or hand_out,
        "poster": None if hand_out else describe_poster(resolved, posted),
        "warnings": [*_warn_of_law(posted)],
        "answers": [(title, short[asked]) for asked, title in ANSWER_TITLES.items()],
        "coming": [_describe_coming(change, procedure) for change in posted.provincial.coming],
        "coming_from": ", ".join(dict.fromkeys(format_day(change.day) for change in posted.provincial.coming)),
        "sections": [section.describe() for section in sections],
        "letters": _count_letters([section.pieces for section in sections]),
        "dates": " ".join(_format_dates(posted)),
    }


def _count_letters(value: Any) -> int:
    """The letters of some pieces, by which the template chooses their size; a line of its own counts as some more."""
    if isinstance(value, dict):
        return sum(_count_letters(inner) for key, inner in value.items() if key != "kind")
    if isinstance(value, (list, tuple)):
        return sum(map(_count_letters, value))
    return len(str(value)) + 12


def _name_owner(posted: PostedProcedure) -> str:
    """Whose the procedure is, for the line above its name; '' if it is the nation's."""
    owner = posted.provincial.dated.owner
    return f"Thủ tục riêng của {owner.name}" if owner is not None else ""


def _mark_stale(section: Section, posted: PostedProcedure) -> Section:
    """The section, preceded by a warning if the law has replaced its content."""
    part = section.part if section.part in get_args(OutdatedPart) else ""
    if not wording.is_outdated(posted.provincial.dated.outdated, part):
        return section
    return Section(section.part, [{"kind": "text", "text": "Phần này đã cũ, chỉ để tra cứu."}, *section.pieces])


def _warn_of_law(posted: PostedProcedure) -> Iterator[Piece]:
    """Warnings that the law has changed since the record was written, shown before everything else."""
    outdated, law = posted.provincial.dated.outdated, posted.provincial.law
    if outdated is not None:
        replaced = f"Từ {format_day(outdated.since)}, {outdated.by} đã thay quy định cũ. {outdated.text}"
        text = f"{replaced} {wording.format_outdated_parts(outdated, VIETNAMESE)} Hỏi nơi tiếp nhận trước khi chuẩn bị hồ sơ."
        yield {"title": "Nội dung ở đây đã cũ.", "text": text}
    if law:
        changes = " ".join(map(wording.format_law_change, law))
        text = f"Giấy tờ, phí, thời hạn ở đây có thể không còn đúng; hỏi nơi tiếp nhận trước khi chuẩn bị hồ sơ. {changes}"
        yield {"title": "Căn cứ pháp lý đã thay đổi.", "text": text}


def _format_dates(posted: PostedProcedure) -> Iterator[str]:
    posting, procedure, overlay = posted.posting, posted.procedure, posted.provincial.overlay
    yield f"Niêm yết ngày {format_day(posting.posted)} theo Quyết định {wording.format_decision(posting.decision, VIETNAMESE)}."
    if posting.checked:
        yield f"Rà soát ngày {format_day(posting.checked)}."
    if overlay and overlay.decision:
        yield f"Quyết định công bố của tỉnh: {wording.format_decision(overlay.decision, VIETNAMESE)}."
    if procedure.decision:
        whose = wording.name_decision(posted.provincial.dated.owner, VIETNAMESE)
        yield f"{whose}: {wording.format_decision(procedure.decision, VIETNAMESE)}."
    yield f"Dữ liệu gốc lấy {wording.format_retrieved(procedure.source, VIETNAMESE)}."


def _describe_parts(resolved: ResolvedCommune, posted: PostedProcedure, site_url: str, whole: bool) -> Iterator[Section]:
    """All parts; without `whole` those that have grounds leave them out, and fees have no waivers that the poster tells of."""
    procedure, documents = posted.procedure, posted.provincial.documents
    steps = [_join(_named(step.name, step.text), format_cases(step.case, procedure)) for step in procedure.steps]
    yield _section("steps", {"kind": "steps", "items": steps})
    yield _section("channels", {"kind": "list", "items": list(_format_channels(procedure))})
    yield _section("papers", *describe_papers(procedure))
    if procedure.forms:
        yield _section("forms", {"kind": "list", "items": list(_describe_forms(posted, site_url))})
    yield _section("deadlines", {"kind": "lines", "items": [describe_deadline(d, procedure, whole) for d in posted.deadlines]})
    audience = "; ".join(AUDIENCE_NAMES[kind] for kind in procedure.audience)
    yield _section("audience", {"kind": "text", "text": f"{audience}."})
    authority = [f"Cơ quan quyết định: {procedure.authority}."]
    authority += [f"Nơi tiếp nhận: {procedure.receiver}."] if procedure.receiver else []
    yield _section("bodies", {"kind": "text", "text": " ".join(authority)})
    results = [_note(_join(result.name, format_cases(result.case, procedure)), result.notes) for result in procedure.results]
    yield _section("results", {"kind": "list", "items": results})
    if procedure.requirements:
        yield _section("requirements", {"kind": "list", "items": list(procedure.requirements)})
    yield _section("fees", *describe_fees(posted, documents, whole))
    notes = (*procedure.notes, *(posted.provincial.overlay.notes if posted.provincial.overlay else ()), *posted.posting.notes)
    if notes:
        yield _section("notes", {"kind": "list", "items": list(notes)})
    yield _section("place", *_describe_place(resolved, posted))
    if procedure.legal_basis:
        legal = [_named_document(number, documents) for number in procedure.legal_basis]
        yield _section("legal_basis", {"kind": "list", "items": legal})


def _describe_forms(posted: PostedProcedure, site_url: str) -> Iterator[str]:
    """The forms by their names, each with the address at which its file can be had, short enough to be typed."""
    files, short = posted.provincial.dated.files, site_url.removeprefix("https://")
    for name, form in posted.procedure.forms.items():
        document = f" (ban hành kèm theo {form.document})" if form.document else ""
        where = (
            f". Tải mẫu tại {short}{files[name].address} ({wording.format_file(files[name], VIETNAMESE)})"
            if name in files
            else ""
        )
        yield f"{form.name}{document}{where}"


def _section(part: SheetSection, *pieces: Piece) -> Section:
    return Section(part, [piece for piece in pieces if piece.get("items", True) and piece.get("rows", True)])


def read_short_answers(sheet: Mapping[str, Any]) -> dict[ShortAnswer, str]:
    """The short answers in the data of a sheet, by subject."""
    return dict(zip(ANSWER_TITLES, (said for _, said in sheet["answers"]), strict=True))


def _describe_coming(change: Coming, procedure: Procedure) -> str:
    return describe_coming(change, procedure.case_names, VIETNAMESE).dated_sentence(VIETNAMESE)


def _describe_place(resolved: ResolvedCommune, posted: PostedProcedure) -> Iterator[Piece]:
    office = resolved.commune.office
    yield {"kind": "text", "text": f"{office.name}. {office.address}." + (f" Điện thoại {office.phone}." if office.phone else "")}
    if posted.posting.counter:
        yield {"kind": "text", "text": f"Quầy tiếp nhận: {posted.posting.counter}."}
    hours = [f"{capitalize(row.said_days)}: {row.said_hours}" for row in tabulate_hours(office.hours, VIETNAMESE)]
    yield {"kind": "list", "items": hours}
    if weekend := format_weekend_counter(office.hours, VIETNAMESE):
        yield {"kind": "text", "text": weekend}


def _format_channels(procedure: Procedure) -> Iterator[str]:
    for channel in procedure.channels:
        because = ", ".join(PARTIAL_REASON_NAMES[reason] for reason in channel.reasons)
        level = f" ({ONLINE_LEVEL_NAMES[channel.level]}{f': {because}' if because else ''})" if channel.level else ""
        yield f"{CHANNEL_NAMES[channel.kind]}{level}" + (f": {lower_first(channel.notes)}" if channel.notes else "")
    if procedure.non_territorial:
        yield "Nộp được ở bất kỳ xã, phường nào trong tỉnh (phi địa giới)."


def _named_document(number: str, documents: Mapping[str, LegalDocument]) -> str:
    title = documents[number].title
    return f"{number}: {title}" if title else number


def _named(name: str | None, text: str) -> str:
    return f"{name}. {text}" if name else text


def _note(text: str, note: str | None) -> str:
    """The text followed by a note as a separate sentence."""
    return f"{text.removesuffix('.')}. {note}" if note else text


def _join(*texts: str) -> str:
    return " ".join(text for text in texts if text)
