"""The reference level as data: procedures, legal documents, fields of work, life events, calendars."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from niemyet.law.answers import Answers
from niemyet.law.citations import cited_documents
from niemyet.model.data_parts import DataPart
from niemyet.model.life_events import LifeEvent
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import Calendar, Elsewhere, FieldOfWork, LegalDocument, Synonyms
from niemyet.open_data.addresses import (
    CALENDARS,
    DOCUMENTS,
    ELSEWHERE,
    FIELDS,
    LIFE_EVENTS,
    PROCEDURES,
    PROCEDURES_TABLE,
    SYNONYMS,
    of_document_data,
    of_procedure_data,
    of_procedure_text,
)
from niemyet.open_data.answer_tables import list_coming
from niemyet.open_data.linked import write_national_services
from niemyet.open_data.texts import begin_national_text, write_body, write_deadlines, write_end
from niemyet.open_data.writing import Data, dump_record, write_json, write_table
from niemyet.render import addresses
from niemyet.render.pages.elsewhere import is_posted
from niemyet.render.pages.procedures import ProcedureView
from niemyet.render.renderer import OutputFile
from niemyet.resolve.answers import answers_in
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

COLUMNS = ("code", "name", "short_name", "field", "field_name", "standing", "owner", "authority", "legal_basis", "url", "sample")
"""The columns of the table of procedures. A contract."""
_OF_THE_IMPORT = ("imported", "original")
"""Keys that say how a record came to be, not what it says."""


@dataclass(frozen=True, slots=True)
class LawDataView:
    """The inputs of the data of the reference level."""

    today: date
    site_url: str
    fields: Mapping[str, FieldOfWork]
    life_events: Mapping[str, LifeEvent]
    calendars: tuple[Calendar, ...]
    elsewhere: Mapping[str, Elsewhere]
    synonyms: tuple[Synonyms, ...]
    procedures: Mapping[str, DatedProcedure]
    documents: Mapping[str, LegalDocument]
    open_data: tuple[DataPart, ...]


def write_procedure(
    site_url: str,
    view: ProcedureView,
    with_parts: Collection[DataPart],
    tabulate: Callable[[Answers], tuple[Data, Data]],
    today: date,
) -> Iterator[OutputFile]:
    """One procedure: its record, its answers where no province sets anything, and what each province sets; then as text.

    `tabulate` gives the tables of answers and of their deadlines."""
    national, procedure = view.national, view.national.procedure
    tables, deadlines = tabulate(answers_in(national))
    record = {key: value for key, value in dump_record(procedure).items() if key not in _OF_THE_IMPORT}
    data = {
        **_list_procedure(site_url, national.dated),
        "record": record,
        "coming": list_coming(national),
        "law_changes": [
            {"number": str(one.number), "event": one.event, "part": one.part or None, "by": one.by, "from": one.day.isoformat()}
            for one in national.law
        ],
        **tables,
        "deadlines": deadlines,
        "provinces": [
            {
                "path": path,
                "postings": len(rows),
                "sets": dump_record(overlay) if (overlay := view.provinces[path].procedures[procedure.code].overlay) else None,
                "page": site_url + addresses.of_procedure_in(procedure.code, path),
            }
            for path, rows in view.compared.posted.items()
        ],
    }
    if "api" in with_parts:
        yield OutputFile(of_procedure_data(procedure.code), write_json(data))
    if "assistants" not in with_parts:
        return
    parts = (
        write_body(tables),
        write_deadlines(tables, deadlines),
        write_end(tables, deadlines, procedure.legal_basis, data["coming"]),
    )
    text = begin_national_text(national, site_url + addresses.of_procedure(procedure.code), today) + "".join(parts)
    yield OutputFile(of_procedure_text(procedure.code), text.encode())


def write_law(view: LawDataView) -> Iterator[OutputFile]:
    """The lists of the reference level, and each legal document."""
    procedures = [_list_procedure(view.site_url, one) for one in view.procedures.values()]
    yield OutputFile(PROCEDURES, write_json({"procedures": procedures}))
    yield OutputFile(PROCEDURES_TABLE, write_table(COLUMNS, map(_flatten, procedures)))
    yield write_national_services(view.procedures, view.site_url, view.open_data)
    yield OutputFile(FIELDS, write_json({"fields": _by_key(view.fields)}))
    yield OutputFile(LIFE_EVENTS, write_json({"life_events": _by_key(view.life_events)}))
    yield OutputFile(CALENDARS, write_json({"calendars": [dump_record(one) for one in view.calendars]}))
    yield OutputFile(ELSEWHERE, write_json({"elsewhere": list(_list_elsewhere(view))}))
    yield OutputFile(SYNONYMS, write_json({"synonyms": [list(one.words) for one in view.synonyms]}))
    cited = _cite(view.procedures.values())
    documents = [_list_document(view, number, cited.get(number, [])) for number in view.documents]
    yield OutputFile(DOCUMENTS, write_json({"documents": documents}))
    for number, data in zip(view.documents, documents, strict=True):
        yield OutputFile(of_document_data(number), write_json(data))


def _list_procedure(site_url: str, dated: DatedProcedure) -> Data:
    procedure, owner = dated.procedure, dated.owner
    return {
        "code": procedure.code,
        "name": procedure.name,
        "short_name": procedure.short_name,
        "aliases": list(procedure.aliases),
        "field": {"key": procedure.field, "name": dated.field_name},
        "standing": dated.standing,
        "owner": {"path": owner.path, "name": owner.name} if owner is not None else None,
        "authority": procedure.authority,
        "legal_basis": [str(number) for number in procedure.legal_basis],
        "sample": any(one.sample for one in procedure.fees) or any(one.sample for one in procedure.waivers),
        "url": site_url + addresses.of_procedure(procedure.code),
        "data": site_url + of_procedure_data(procedure.code),
    }


def _flatten(listed: Data) -> Data:
    owner = listed["owner"]
    return {
        **listed,
        "field": listed["field"]["key"],
        "field_name": listed["field"]["name"],
        "owner": owner["path"] if owner else None,
        "legal_basis": "; ".join(listed["legal_basis"]),
    }


def _cite(procedures: Iterable[DatedProcedure]) -> dict[str, list[str]]:
    """Number of a document → the codes of the procedures that cite it."""
    cited: dict[str, list[str]] = {}
    for dated in procedures:
        for number in dict.fromkeys(number for _, number in cited_documents(dated.procedure)):
            cited.setdefault(number, []).append(dated.procedure.code)
    return cited


def _list_document(view: LawDataView, number: str, cited_by: list[str]) -> Data:
    document = view.documents[number]
    ended = document.repealed is not None and document.repealed.since <= view.today
    begun = document.effective is None or document.effective <= view.today
    return {
        "number": str(number),
        "province": number.province if isinstance(number, ProvincialNumber) else None,
        **dump_record(document),
        "in_force": begun and not ended,
        "procedures": cited_by,
        "page": view.site_url + addresses.of_document(number),
        "data": view.site_url + of_document_data(number),
    }


def _list_elsewhere(view: LawDataView) -> Iterator[Data]:
    """What is done elsewhere, without what has become a procedure here."""
    for key, one in view.elsewhere.items():
        if not is_posted(one, view.procedures):
            yield {"key": key, **dump_record(one), "page": view.site_url + addresses.of_elsewhere(key)}


def _by_key(records: Mapping[str, FieldOfWork] | Mapping[str, LifeEvent]) -> list[Data]:
    return [{"key": key, **dump_record(record)} for key, record in records.items()]
