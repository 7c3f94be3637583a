"""Whatever a record names exists: fields, documents, life events, procedures, cases, forms, places."""

from __future__ import annotations  # so that whoever checks a posting loads no model of other records

import difflib
import re
from typing import TYPE_CHECKING, Any

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.law.citations import cited_documents
from niemyet.load.letters import find_strange_letters
from niemyet.load.syntax_hints import write
from niemyet.model.codes import code_of_file
from niemyet.model.document_numbers import find_fault
from niemyet.model.folding import to_slug
from niemyet.model.kinds import KINDS, kind_of, path_of
from niemyet.model.meant import meant_code
from niemyet.patterns import regex
from niemyet.validate.mending import list_cases, mend_number_of_document
from niemyet.validate.near_names import near_word, same_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from niemyet.law.citations import CitingRecord, Path
    from niemyet.model.article import Article
    from niemyet.model.overlay import Posting, ProvinceOverlay
    from niemyet.model.oversight.record import CommuneYear, ProvinceYear
    from niemyet.model.places import Commune, Province
    from niemyet.model.procedure import Paper, Procedure
    from niemyet.model.reference import Calendar, Elsewhere, LegalDocument
    from niemyet.validate.entries import Entry
    from niemyet.validate.reference_index import ReferenceIndex


def _unknown(
    rule: str, entry: Entry[object], path: Path, value: str, known: Collection[str] | None, fix: Bilingual | None = None
) -> Iterator[Diagnostic]:
    """One diagnostic, unless `value` is in `known`. `known` is None if the list could not be read; nothing is reported then.

    For a procedure, a document, a place or a case, only another spelling of the same is proposed: the nearest number is another
    law. `fix` is the help if nothing is proposed.
    """
    if known is None or value in known:
        return
    find = near_word if rule in _WORDS else same_name
    near = find(value, known) if rule != "unknown-procedure" else None
    more: dict[str, str | Bilingual] = {"near": near} if near else {"fix": fix} if fix else {}
    yield Diagnostic(rule, entry.document.at(*path), {"value": value} | more)


_WORDS = frozenset({"unknown-field", "unknown-life-event", "unknown-form"})
"""Rules about short names made up by people, which differ by more than a letter, so that a near one may be proposed."""


def check_procedure(entry: Entry[object], path: Path, code: str, law: ReferenceIndex) -> Iterator[Diagnostic]:
    """A procedure exists, and is one that this record may name."""
    if code not in law.procedures:
        yield tell_unknown_procedure(entry.document.at(*path), code, law)


def tell_unknown_procedure(place: Place, code: str, law: ReferenceIndex) -> Diagnostic:
    """No procedure has this code, or only another province has it."""
    if code in law.owners:
        return Diagnostic("procedure-of-other-province", place, {"value": code, "owner": law.owners[code]})
    inside = _CODE_INSIDE.findall(code)
    meant = inside[0] if len(inside) == 1 and inside[0] != code else (meant_code(code) or "").strip('"')
    return Diagnostic("unknown-procedure", place, {"value": code} | ({"near": meant} if meant in law.procedures else {}))


_CODE_INSIDE = regex(r"(?<![0-9.])[0-9]\.[0-9]{6}(?![0-9.])")
"""A code among other words: the name behind it was copied with it."""
_PROVINCIAL = ("UBND", "HĐND")
"""How numbers end that a province may have given: those of its People's Committee and its People's Council."""


def check_number(entry: Entry[object], path: Path, number: str, known: Collection[str] | None) -> Iterator[Diagnostic]:
    """The document number is in `known`, the list of documents."""
    if known is None or number in known:
        return
    place = entry.document.at(*path)
    if next(find_strange_letters(place.file, place.text or ""), None) is not None:
        return  # its line is told for letters of other scripts
    alike = same_name(number, known)
    if alike is not None and find_fault(alike) is not None:
        return  # the list has it under a number that is told there
    fault = find_fault(number)
    fix = _list_numbers(number, known)
    if fix is None and fault is not None:
        fix = write(fault.meant) if fault.meant in known else mend_number_of_document(number)
        if fault.meant and fault.meant not in known:
            fix = _say_spelling_first(fault.meant)
    yield from _unknown("unknown-document", entry, path, number, known, fix or _say_lists(entry.path, number))


def _say_spelling_first(meant: str) -> Bilingual:
    return Bilingual(
        f"viết '{meant}' nếu văn bản ghi như thế, rồi thêm văn bản vào documents.yaml",
        f"write '{meant}' if the document says so, then add the document to documents.yaml",
    )


def _say_lists(path: str, number: str) -> Bilingual | None:
    """The help that names the lists in which a province's document may stand; None for other records and other documents."""
    kind = kind_of(path)
    if kind is None or KINDS[kind].level not in ("province", "commune") or not number.endswith(_PROVINCIAL):
        return None
    own, common = path_of("province-documents", path.split("/")[1]), path_of("documents")
    return Bilingual(
        f"xem lại số, ký hiệu trên chính văn bản; đúng rồi thì thêm văn bản vào {own} nếu tỉnh ban hành, không thì vào {common}",
        f"compare the number with the document itself; if it is right, add the document to {own} if the province issued it, "
        f"else to {common}",
    )


def _list_numbers(text: str, known: Collection[str]) -> Bilingual | None:
    """The help that lists known numbers in a text: "Điều 5 60/2014/QH13 và 123/2015/NĐ-CP" has two. None if there are none."""
    found = [word for word in re.split(r"[\s,;()]+", text) if word in known]
    if len(found) == 1:
        return write(found[0])
    listed = ", ".join(found)
    return Bilingual(f"mỗi văn bản ghi thành một mục riêng: {listed}", f"make an entry of each: {listed}") if found else None


def check_documents(entry: Entry[CitingRecord], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """Every cited document is in documents.yaml."""
    for path, number in cited_documents(entry.record):
        yield from check_number(entry, path, number, law.documents)


def check_documents_of_calendar(entry: Entry[Calendar], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The documents behind a calendar's days are in documents.yaml."""
    cited = [(("days_off", i, "basis"), day.basis) for i, day in enumerate(entry.record.days_off)]
    cited += [(("worked_days", i, "basis"), day.basis) for i, day in enumerate(entry.record.worked_days)]
    for path, number in cited:
        if number is not None:
            yield from check_number(entry, path, number, law.documents)


def check_documents_of_elsewhere(entry: Entry[dict[str, Elsewhere]], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The documents behind what is done elsewhere are in the list of documents."""
    for name, one in entry.record.items():
        for i, number in enumerate(one.basis):
            yield from check_number(entry, (name, "basis", i), number, law.documents)


def check_amended_documents(entry: Entry[dict[str, LegalDocument]], known: Mapping[str, LegalDocument]) -> Iterator[Diagnostic]:
    """Documents that amend or repeal another are `known`: in the same list, or for a province in the nation's."""
    for number, document in entry.record.items():
        for i, other in enumerate(document.amends):
            yield from check_number(entry, (number, "amends", i), other, known)
        for i, other in enumerate(document.replaces):
            yield from check_number(entry, (number, "replaces", i), other, known)
        if document.repealed is not None and document.repealed.by is not None:
            path = (number, "repealed", "by")
            yield from check_number(entry, path, document.repealed.by, known)
        for i, ended in enumerate(document.parts_ended):
            if ended.by is not None:
                yield from check_number(entry, (number, "parts_ended", i, "by"), ended.by, known)


def check_field(entry: Entry[Procedure], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """A procedure's field is in fields.yaml."""
    yield from _unknown("unknown-field", entry, ("field",), entry.record.field, law.fields)


def check_counters(entry: Entry[Commune], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """A counter's fields are in fields.yaml."""
    for i, counter in enumerate(entry.record.counters):
        for j, field in enumerate(counter.fields):
            yield from _unknown("unknown-field", entry, ("counters", i, "fields", j), field, law.fields)


def check_names_of_year(entry: Entry[CommuneYear] | Entry[ProvinceYear], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The fields and procedures that figures are about are known."""
    record = entry.record
    for i, figures in enumerate(getattr(record, "dossiers", ())):  # a commune's
        if figures.field is not None:
            yield from _unknown("unknown-field", entry, ("dossiers", i, "field"), figures.field, law.fields)
    for i, inspection in enumerate(record.inspections):
        for k, finding in enumerate(inspection.findings or ()):
            for n, code in enumerate(finding.procedures):
                yield from check_procedure(entry, ("inspections", i, "findings", k, "procedures", n), code, law)
    for i, review in enumerate(record.reviews):
        yield from check_procedure(entry, ("reviews", i, "procedure"), review.procedure, law)


def check_life_events(entry: Entry[Procedure], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """A procedure's life events are in life-events.yaml."""
    for i, event in enumerate(entry.record.life_events):
        yield from _unknown("unknown-life-event", entry, ("life_events", i), event, law.life_events)


def check_procedure_of_overlay(entry: Entry[ProvinceOverlay] | Entry[Posting], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """An overlay or posting is named by the code of a procedure that exists."""
    code = code_of_file(entry.path)
    if code not in law.procedures:
        yield tell_unknown_procedure(entry.document.source.place(1), code, law)


def check_provincial_list(entry: Entry[Province], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The procedures on a province's list exist."""
    listed = entry.record.list
    for i, code in enumerate(listed.procedures if listed else ()):
        yield from check_procedure(entry, ("list", "procedures", i), code, law)
    for i, change in enumerate(listed.changes if listed else ()):
        for k, code in enumerate(change.add):
            yield from check_procedure(entry, ("list", "changes", i, "add", k), code, law)


def check_replacement(entry: Entry[Procedure], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """A repealed procedure names a successor that exists."""
    repealed = entry.record.repealed
    if repealed is not None and repealed.replaced_by is not None:
        yield from check_procedure(entry, ("repealed", "replaced_by"), repealed.replaced_by, law)


def check_cases(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """Every case named in a procedure is one of its own cases or answers."""
    record = entry.record
    parts: list[tuple[Path, tuple[str, ...]]] = []
    for key in ("fees", "deadlines", "waivers", "steps", "results"):
        parts += [((key, i, "case"), part.case) for i, part in enumerate(getattr(record, key))]
    for key in ("submit", "present"):
        parts += [(("papers", key, i, "case"), p.case) for i, p in enumerate(getattr(record.papers, key))]
    yield from _check_cases(entry, parts, record.case_names)


def check_cases_of_overlay(entry: Entry[ProvinceOverlay] | Entry[Posting], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """Every case named in an overlay or posting is one of the procedure's."""
    versions = law.versions(code_of_file(entry.path))
    if not versions:
        return
    known = {case: words for version in versions for case, words in version.case_names.items()}
    parts: list[tuple[Path, tuple[str, ...]]] = []
    for key in ("fees", "deadlines", "waivers"):
        parts += [((key, i, "case"), part.case) for i, part in enumerate(getattr(entry.record, key, ()))]
    yield from _check_cases(entry, parts, known)


def _check_cases(
    entry: Entry[object], parts: Iterable[tuple[Path, tuple[str, ...]]], known: Mapping[str, str]
) -> Iterator[Diagnostic]:
    for path, cases in parts:
        for i, case in enumerate(cases):
            if case not in known:
                yield from _unknown("unknown-case", entry, (*path, i), case, known, list_cases(case, known))


def check_channels(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """Every way of filing named in a part is one of the procedure's channels."""
    known = tuple(channel.kind for channel in entry.record.channels)
    papers = entry.record.papers
    yield from _check_channels(entry, known, {("papers", "submit"): papers.submit, ("papers", "present"): papers.present})


def check_channels_of_overlay(entry: Entry[ProvinceOverlay] | Entry[Posting], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """Every way of filing named in an overlay or posting is one of the procedure's channels."""
    versions = law.versions(code_of_file(entry.path))
    if versions:
        yield from _check_channels(
            entry, tuple(dict.fromkeys(channel.kind for version in versions for channel in version.channels)), {}
        )


def _check_channels(
    entry: Entry[Procedure] | Entry[ProvinceOverlay] | Entry[Posting],
    known: Collection[str],
    more: Mapping[Path, Iterable[Paper]],
) -> Iterator[Diagnostic]:
    parts: dict[Path, Iterable[Any]] = {(key,): getattr(entry.record, key, ()) for key in ("fees", "deadlines", "waivers")}
    for path, listed in {**parts, **more}.items():
        for i, part in enumerate(listed):
            strange = [channel for channel in part.channel if channel not in known]
            if strange:
                values = {"value": strange[0], "known": ", ".join(known)}
                yield Diagnostic("unknown-channel", entry.document.at(*path, i, "channel"), values)


def check_fees_of_waivers(
    entry: Entry[Procedure] | Entry[ProvinceOverlay], versions: Iterable[Procedure]
) -> Iterator[Diagnostic]:
    """A waiver names fees of the procedure."""
    known = dict.fromkeys(fee.name for version in versions for fee in version.fees if fee.name is not None)
    for i, waiver in enumerate(entry.record.waivers):
        for k, name in enumerate(waiver.fees):
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.6)
                listed = "; ".join(known)
                values = {"value": name, "known": f": {listed}" if listed else ""} | ({"near": near[0]} if near else {})
                yield Diagnostic("waiver-of-unknown-fee", entry.document.at("waivers", i, "fees", k), values)


def check_forms(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """A paper's form is one of the record's own forms."""
    papers, forms = entry.record.papers, entry.record.forms
    names = ", ".join(forms)
    fix = Bilingual(
        f"dùng tên có ở mục forms: {names}; hoặc thêm mẫu vào đó", f"use a name from the entry forms: {names}; or add the form"
    )
    for key, listed in (("submit", papers.submit), ("present", papers.present)):
        for i, paper in enumerate(listed):
            if paper.form is not None:
                yield from _unknown("unknown-form", entry, ("papers", key, i, "form"), paper.form, forms, fix if forms else None)


def check_subjects_of_article(entry: Entry[Article], law: ReferenceIndex, places: Collection[str]) -> Iterator[Diagnostic]:
    """An article names procedures and places that exist."""
    for i, code in enumerate(entry.record.procedures):
        yield from check_procedure(entry, ("procedures", i), code, law)
    for i, place in enumerate(entry.record.places):
        same = [one for one in places if one.rpartition("/")[2] == to_slug(place)]
        fix = write(f"'{same[0]}'") if len(same) == 1 and place not in places else None
        yield from _unknown("unknown-place", entry, ("places", i), place, places, fix)
