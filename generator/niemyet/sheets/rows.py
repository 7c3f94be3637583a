"""The parts of a sheet with rows: papers, fees and deadlines, as plain data in the words of the site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from niemyet.law.deadlines import DeadlineLine
from niemyet.law.terms import FeeLine
from niemyet.model.letters import quote_to_print
from niemyet.model.orthography import format_money
from niemyet.model.procedure import Paper, Procedure
from niemyet.model.reference import LegalDocument
from niemyet.model.vocabulary import COPY_NAMES, FEE_KIND_NAMES
from niemyet.render import wording
from niemyet.render.language import VIETNAMESE
from niemyet.render.waivers import describe_waiver, title_waivers
from niemyet.resolve.communes import PostedProcedure

Piece: TypeAlias = dict[str, Any]


def describe_papers(procedure: Procedure) -> Iterator[Piece]:
    """What to hand in and what to show, in rows, then the remarks of the record."""
    papers = procedure.papers
    for title, listed in (
        (f"Nộp ({papers.sets} bộ)" if papers.sets else "Nộp", papers.submit),
        ("Xuất trình để đối chiếu, không phải nộp", papers.present),
    ):
        if listed:
            yield {"kind": "subtitle", "text": title}
            yield {"kind": "papers", "rows": [_describe_paper(paper, procedure) for paper in listed]}
    if not papers.submit and not papers.present:
        yield {"kind": "text", "text": "Nguồn không nêu giấy tờ nào."}
    yield {"kind": "list", "items": list(papers.notes)}


def _describe_paper(paper: Paper, procedure: Procedure) -> dict[str, Any]:
    notes = [
        format_cases(paper.case, procedure),
        f"Khi nộp {wording.format_channels(paper.channel, VIETNAMESE)}." if paper.channel else "",
        wording.format_condition(paper.when, VIETNAMESE) if paper.when else "",
        f"Theo mẫu: {procedure.forms[paper.form].name}" if paper.form else "",
        paper.notes or "",
    ]
    numbers = (f"{count} {COPY_NAMES[kind]}" for kind, count in paper.counts.items() if count)
    said = ", ".join((*["điền trực tuyến"] * paper.electronic, *numbers))
    return {"name": paper.name, "notes": [note for note in notes if note], "counts": said}


def describe_fees(posted: PostedProcedure, documents: Mapping[str, LegalDocument], whole: bool) -> Iterator[Piece]:
    """The fees and who pays less; without `whole` only those of whom it is not known, and no grounds: the poster has the rest."""
    terms, procedure = posted.provincial.terms, posted.procedure
    yield {"kind": "lines", "items": [_describe_fee(line, procedure, whole) for line in terms.fees]}
    for title, waivers in title_waivers((one for one in terms.waivers if whole or one.undetermined is not None), VIETNAMESE):
        yield {"kind": "subtitle", "text": title}
        said = [describe_waiver(waiver, procedure, documents, VIETNAMESE).sentences for waiver in waivers]
        samples = (" (số mẫu)" if waiver.sample else "" for waiver in waivers)
        yield {"kind": "list", "items": list(map(str.__add__, said, samples))}


def _describe_fee(line: FeeLine, procedure: Procedure, whole: bool) -> Piece:
    fee = line.fee
    ceiling = (
        f"Tối đa {format_money(fee.formula.at_most)}{f'/{fee.per}' if fee.per else ''}."
        if fee.formula and fee.formula.at_most
        else ""
    )
    pending = "Hội đồng nhân dân cấp tỉnh quy định khoản này; hỏi nơi tiếp nhận." if line.pending else ""
    quoted = f"Nguồn ghi: “{quote_to_print(fee.source_text)}”" if fee.source_text else ""
    basis = f"Căn cứ: {fee.basis}" if fee.basis and whole else ""
    kind = FEE_KIND_NAMES[fee.kind] if fee.kind != "due" else ""
    tags = [
        fee.name or "",
        kind,
        *wording.format_conditions(fee, procedure.case_names, VIETNAMESE),
        "số mẫu" if fee.sample else "",
    ]
    return _line(wording.format_fee(line, VIETNAMESE), tags, (ceiling, pending, fee.undetermined, quoted, fee.notes, basis))


def describe_deadline(line: DeadlineLine, procedure: Procedure, whole: bool) -> Piece:
    """One deadline; without `whole` no ground."""
    deadline = line.deadline
    quoted = f"Nguồn ghi: “{quote_to_print(deadline.source_text)}”" if deadline.source_text else ""
    basis = f"Căn cứ: {deadline.basis}" if deadline.basis and whole else ""
    notes = (
        wording.explain_deadline(deadline, VIETNAMESE),
        wording.format_promise(line, VIETNAMESE),
        deadline.undetermined,
        quoted,
        deadline.notes,
        basis,
    )
    tags = wording.format_conditions(deadline, procedure.case_names, VIETNAMESE)
    return _line(wording.format_deadline(deadline, VIETNAMESE), tags, notes)


def _line(value: str, tags: Iterable[str], notes: Iterable[str | None]) -> Piece:
    return {"value": value, "tags": [tag for tag in tags if tag], "notes": [note for note in notes if note]}


def format_cases(cases: Sequence[str], procedure: Procedure) -> str:
    """For which cases a part is, in brackets; '' if it is for all."""
    return f"[{'; '.join(procedure.case_names[case] for case in cases)}]" if cases else ""
