"""The records as the peers get them: already read, checked, laid over each other and put into words, as JSON.

Takes a catalogue; gives one file a province with what its communes share of each procedure, and one a commune with its own
words. The peers are spared all of that work and its time is not counted; what is left to them is to make pages of it.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from niemyet.catalogue.selection import select_communes
from niemyet.law.answers import Answers
from niemyet.law.choices import CHANNEL, NO_WAIVER, WAIVER, Conditional
from niemyet.law.deadlines import DeadlineLine
from niemyet.law.papers import USES, list_papers
from niemyet.law.terms import FeeLine
from niemyet.model.money import Waiver
from niemyet.model.orthography import capitalize, format_day, lower_first
from niemyet.model.places import name_unit
from niemyet.model.procedure import Form, Paper, Procedure, Result
from niemyet.model.vocabulary import AUDIENCE_NAMES, CHANNEL_NAMES, FEE_KIND_NAMES
from niemyet.render import addresses
from niemyet.render.choosing import (
    FeeWords,
    asked_questions,
    people_who_pay_less,
    spell_deadlines,
    spell_fees,
    spell_papers,
)
from niemyet.render.hours import format_weekend_counter, tabulate_hours
from niemyet.render.language import VIETNAMESE
from niemyet.render.paper_summaries import name_papers
from niemyet.render.summaries import card_deadlines, card_fees, card_papers
from niemyet.render.waivers import describe_waiver, group_people, title_waivers
from niemyet.render.wording import (
    begin_text,
    explain_deadline,
    format_channels,
    format_condition,
    format_deadline,
    format_decision,
    format_fee,
    format_promise,
    format_retrieved,
)
from niemyet.resolve.answers import answers_in, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.procedures import ProvincialProcedure
from niemyet.resolve.sheet_codes import code_of_sheet
from niemyet.resolve.site import ResolvedReference
from niemyet.resolve.version_codes import VersionCoder

TODAY = date(2026, 11, 22)
"""The day on which every site is built."""

SHORT = 80
"""Letters: a remark on a paper is folded if it has more."""

Words: TypeAlias = dict[str, Any]


def write_records(root: Path, folder: Path) -> None:
    """Writes shared/<province>.json and communes/<province>--<commune>.json, one province in memory at a time."""
    for part in ("shared", "communes"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for province in sorted(path.parent.name for path in (root / "catalogue").glob("*/province.yaml")):
        reference, communes = _read(root, province)
        procedures = reference.provinces[province].procedures.values()
        shared = {provincial.procedure.code: _share(provincial, reference, province) for provincial in procedures}
        _write(folder / "shared" / f"{province}.json", shared)
        for commune in communes:
            write_commune(commune, folder)


def rewrite_commune(root: Path, path: str, folder: Path) -> None:
    """Writes the file of one commune again, after something in its records has changed."""
    for commune in _read(root, path)[1]:
        write_commune(commune, folder)


def write_commune(resolved: ResolvedCommune, folder: Path) -> None:
    """Writes the file of one commune."""
    coder = VersionCoder()
    postings = [_describe_posting(resolved, posted, coder) for posted in resolved.postings.values()]
    _write(
        folder / "communes" / f"{resolved.path.replace('/', '--')}.json", {**_describe_commune(resolved), "postings": postings}
    )


def _read(root: Path, place: str) -> tuple[ResolvedReference, list[ResolvedCommune]]:
    report, reference, communes = select_communes(root, place, TODAY)
    assert not report.errors, "the catalogue is made to be valid"
    return reference, communes


def _write(path: Path, words: Words) -> None:
    path.write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _share(provincial: ProvincialProcedure, reference: ResolvedReference, province: str) -> Words:
    procedure, terms, answers = provincial.procedure, provincial.terms, answers_in(provincial)
    named = name_unit(reference.provinces[province].province)
    alike = procedure.decision is not None and not provincial.coming and not provincial.law and provincial.dated.outdated is None
    assert alike and procedure.decision, "the made-up procedures are all alike in this"
    words = FeeWords(answers, reference.documents, VIETNAMESE)
    said = words.say({})
    whens = dict.fromkeys(paper.when for _, paper in list_papers(procedure) if paper.when)
    cited = list(dict.fromkeys(line.fee.basis for line in terms.fees if line.fee.basis))
    ways = [CHANNEL_NAMES[channel.kind] for channel in procedure.channels]
    return {
        "code": procedure.code,
        "name": procedure.name,
        "field": reference.fields[procedure.field].name,
        "papers_card": card_papers(answers, {}, VIETNAMESE),
        "papers_note": name_papers(answers.papers({}), VIETNAMESE),
        "fees_described": card_fees(answers, {}, VIETNAMESE),
        "fees_card": said.open[0],
        "fees_note": said.note,
        "questions": list(_describe_questions(answers)),
        "always": list(_describe_papers(procedure, conditional=False)),
        "sometimes": list(_describe_papers(procedure, conditional=True)),
        "conditions": " · ".join(begin_text(capitalize(when)) for when in whens),
        "papers_answers": spell_papers(answers, VIETNAMESE),
        "total": said.open[1],
        "people": [
            {"title": title, "named": "; ".join(map(lower_first, named))} for title, named in group_people(answers, VIETNAMESE)
        ],
        "fees_in_few": " · ".join((f"{len(terms.fees)} khoản", *cited[:2])),
        "fees": [_describe_fee(line, procedure, named) for line in terms.fees],
        "fees_answers": spell_fees(words),
        "waivers": [
            {"title": title, "lines": [_describe_waiver(waiver, procedure, reference) for waiver in titled]}
            for title, titled in title_waivers(terms.waivers, VIETNAMESE)
        ],
        "deadlines": _describe_deadlines(answers, terms.deadlines),
        "ways": ", ".join((*ways[:1], *map(lower_first, ways[1:]))),
        "channels": [
            {"kind": channel.kind, "name": CHANNEL_NAMES[channel.kind], "notes": channel.notes or "", "url": channel.url or ""}
            for channel in procedure.channels
        ],
        "steps": [{"name": step.name, "text": step.text} for step in procedure.steps],
        "results": [_describe_result(result) for result in procedure.results],
        "requirements": procedure.requirements,
        "requirements_begin": begin_text(procedure.requirements[0]) if procedure.requirements else "",
        "audience": "; ".join(AUDIENCE_NAMES[kind] for kind in procedure.audience),
        "authority": procedure.authority,
        "legal": [_cite(number) for number in procedure.legal_basis],
        "forms": [{"id": name, **_describe_form(form, procedure)} for name, form in procedure.forms.items()],
        "decision": format_decision(procedure.decision, VIETNAMESE),
        "retrieved": format_retrieved(procedure.source, VIETNAMESE),
        "source": procedure.source.url,
    }


def _describe_questions(answers: Answers) -> Iterator[Words]:
    """What the page's form asks, as it stands in it: the ways of filing last."""
    asked = asked_questions(answers, VIETNAMESE)
    for question in asked:
        if question["key"] != CHANNEL:
            yield _describe_question(question, question["words"] or "Trường hợp của bạn là gì?", question["options"])
    if people := people_who_pay_less(answers):
        yield _describe_question(
            {"key": WAIVER, "likely": ""}, "Bạn có thuộc diện được miễn, giảm?", [(NO_WAIVER, "Không"), *people]
        )
    for question in asked:
        if question["key"] == CHANNEL:
            yield _describe_question(question, "Bạn nộp hồ sơ thế nào?", question["options"])


def _describe_question(asked: Words, words: str, options: Sequence[tuple[str, str]]) -> Words:
    key, likely = asked["key"], asked["likely"]
    named = [{"key": option, "words": said, "checked": option == likely} for option, said in (*options, ("", "Chưa rõ"))]
    return {"key": key, "words": words, "by_way": key == CHANNEL, "options": named}


def _cite(number: str | None) -> Words | None:
    return {"number": number, "to": addresses.of_document(number)} if number else None


def _describe_limits(part: Conditional, procedure: Procedure) -> Words:
    """For which cases and which ways of filing it is, as they stand on the page."""
    return {
        "cases": [procedure.case_names[name] for name in part.case],
        "channel": f"Nộp {format_channels(part.channel, VIETNAMESE)}" if part.channel else "",
    }


def _describe_papers(procedure: Procedure, *, conditional: bool) -> Iterator[Words]:
    """The papers by what becomes of them: those that all bring, or those that only a condition asks for."""
    sets = f" ({procedure.papers.sets} bộ)" if procedure.papers.sets and not conditional else ""
    titles = {"submit": f"Nộp{sets}", "present": "Xuất trình để đối chiếu, không phải nộp"}
    listed = list(enumerate(list_papers(procedure)))
    for kind in USES:
        papers = [(place, paper) for place, (use, paper) in listed if use == kind and (paper.when is not None) is conditional]
        if papers:
            described = [_describe_paper(place, paper, procedure) for place, paper in papers]
            yield {"kind": kind, "title": titles[kind], "papers": described}


def _describe_paper(place: int, paper: Paper, procedure: Procedure) -> Words:
    return {
        "place": place,
        "name": paper.name,
        "counts": "".join(f", {n} {kind}" for n, kind in ((paper.originals, "bản chính"), (paper.copies, "bản sao")) if n),
        **_describe_limits(paper, procedure),
        "when_begins": begin_text(paper.when) if paper.when else "",
        "when": format_condition(paper.when, VIETNAMESE) if paper.when else "",
        "notes_begin": begin_text(paper.notes) if paper.notes and len(paper.notes) > SHORT else "",
        "notes": paper.notes or "",
        "form": _describe_form(procedure.forms[paper.form], procedure) if paper.form else None,
    }


def _describe_form(form: Form, procedure: Procedure) -> Words:
    return {"name": form.name, "document": _cite(form.document), "url": form.url or "", "source": procedure.source.url}


def _describe_fee(line: FeeLine, procedure: Procedure, province: str) -> Words:
    fee = line.fee
    return {
        "value": format_fee(line, VIETNAMESE),
        "sample": fee.sample,
        "facts": [*([fee.name] if fee.name else []), *([FEE_KIND_NAMES[fee.kind]] if fee.kind != "due" else [])],
        **_describe_limits(fee, procedure),
        "note": f"Mức do Hội đồng nhân dân {province} quy định." if line.level == "province" else "",
        "basis": _cite(fee.basis),
    }


def _describe_waiver(waiver: Waiver, procedure: Procedure, reference: ResolvedReference) -> Words:
    said = describe_waiver(waiver, procedure, reference.documents, VIETNAMESE)
    return {"verb": said.verb, "text": said.text, "basis": {"number": said.basis, "to": addresses.of_document(waiver.basis)}}


def _describe_result(result: Result) -> Words:
    return {"name": result.name, "originals": result.originals}


def _describe_deadlines(answers: Answers, lines: Sequence[DeadlineLine]) -> Words:
    """The lines, and what the page's form chooses from as finished JSON."""
    described = [
        {
            "amount": line.deadline.amount,
            "unit": line.deadline.unit,
            "until": f"{line.deadline.same_day_until:%H:%M}" if line.deadline.same_day_until else "",
            "value": format_deadline(line.deadline, VIETNAMESE),
            **_describe_limits(line.deadline, answers.procedure),
            "explained": explain_deadline(line.deadline, VIETNAMESE),
            "promise": format_promise(line, VIETNAMESE),
            "basis": _cite(line.deadline.basis),
        }
        for line in lines
    ]
    return {"lines": described, "answers": spell_deadlines(answers, lines, VIETNAMESE)}


def _describe_commune(resolved: ResolvedCommune) -> Words:
    commune, office = resolved.commune, resolved.commune.office
    return {
        "path": resolved.path,
        "name": name_unit(commune),
        "title": capitalize(name_unit(commune)),
        "province": {"path": resolved.province_path, "title": resolved.province.name, "name": name_unit(resolved.province)},
        "sample": commune.sample,
        "office": office.name,
        "address": office.address,
        "map": addresses.of_map(office),
        "phone": {"number": office.phone, "to": addresses.of_phone(office.phone)} if office.phone else None,
        "email": office.email or "",
        "hours": [
            {"days": " ".join(row.days), "spans": row.spans, "said_days": capitalize(row.said_days), "said_hours": row.said_hours}
            for row in tabulate_hours(office.hours, VIETNAMESE)
        ],
        "weekend": format_weekend_counter(office.hours, VIETNAMESE),
        "feedback": [{"name": address.name, "url": address.url} for address in commune.feedback],
    }


def _describe_posting(resolved: ResolvedCommune, posted: PostedProcedure, coder: VersionCoder) -> Words:
    posting, answers = posted.posting, answers_of(posted)
    version = coder.code(posted, resolved.commune, resolved.path)
    return {
        "code": posted.code,
        "address": addresses.of_posting(resolved.path, posted.code),
        "counter": posting.counter,
        "deadline_card": card_deadlines(answers, {}, VIETNAMESE),
        "deadlines": _describe_deadlines(answers, posted.deadlines) if posting.deadlines else None,
        "notes": posting.notes,
        "posted": format_day(posting.posted),
        "checked": format_day(posting.checked) if posting.checked else "chưa có",
        "decision": format_decision(posting.decision, VIETNAMESE),
        "version": code_of_sheet(resolved.commune.code, posted.code, version),
        "groups": version.groups,
    }
