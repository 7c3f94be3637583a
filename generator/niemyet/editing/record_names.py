"""The names that the form for records offers: places, procedures with their cases and fees, documents; and its sentences.

Takes what the build knows; gives data for JSON as `records_form/types.d.ts` describes it (`Names`). Written once for the site.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from niemyet.diagnostics.rulebook import read_rulebook
from niemyet.editing.forge_settings import ForgeSettings
from niemyet.model.kinds import KINDS, RECORD_NAMES, KindName
from niemyet.model.orthography import capitalize
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import FieldOfWork, LegalDocument
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

RECORDS: tuple[KindName, ...] = (
    "posting", "commune", "duty", "province", "overlay", "procedure", "documents", "calendar",
    "province-procedure", "province-documents", "oversight",
    "province-oversight",
)  # fmt: skip
"""The kinds of records that the form edits."""
_SENTENCES = (
    "checked-in-future", "day-in-future", "day-of-other-year", "days-out-of-order", "deadline-without-unit",
    "deadline-without-value", "fee-without-basis", "fee-without-value", "feedback-without-address", "hours-at-night",
    "hours-out-of-order", "posted-before-decision", "small-amount",
)  # fmt: skip
"""The rules that `records_form/rules.js` applies: it says of them what `niemyet check` says."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the build knows of places and law."""

    fields: Mapping[str, FieldOfWork]
    documents: Mapping[str, LegalDocument]
    procedures: Mapping[str, DatedProcedure]
    procedure_files: Mapping[str, str]
    province_names: Mapping[str, str]
    commune_names: Mapping[str, str]


def make_names(site: str, forge: ForgeSettings | None, known: KnownNames) -> dict[str, Any]:
    """The data; `forge` is None if the site has no repository."""
    rules = read_rulebook()
    sentences = {code: rules[code].message.vi for code in _SENTENCES}
    return {
        "site": site,
        "forge": forge._asdict() if forge else None,
        "kinds": [{"kind": kind, "title": _title(kind), "pattern": KINDS[kind].pattern} for kind in RECORDS],
        "places": [[path, capitalize(name)] for path, name in _name_places(known)],
        "procedures": [_name_procedure(code, one, known) for code, one in known.procedures.items()],
        "fields": [[slug, field.name] for slug, field in known.fields.items()],
        "documents": [_name_document(number, one) for number, one in known.documents.items()],
        "sentences": {"missing-key": rules["missing-key"].message.vi.replace("'{key}' ({title})", "“{title}”"), **sentences},
    }


def _title(kind: KindName) -> str:
    return capitalize(RECORD_NAMES[kind].vi)


def _name_places(known: KnownNames) -> Iterator[tuple[str, str]]:
    """Each province and then its communes, which are named with it."""
    yield from known.province_names.items()
    for path, name in known.commune_names.items():
        yield path, f"{name}, {known.province_names.get(path.partition('/')[0], '')}".removesuffix(", ")


def _name_procedure(code: str, dated: DatedProcedure, known: KnownNames) -> dict[str, Any]:
    procedure = dated.procedure
    return {
        "code": code,
        "name": procedure.name,
        "field": procedure.field,
        "file": known.procedure_files.get(code, ""),
        "province": dated.owner.path if dated.owner else "",
        "cases": dict(procedure.cases),
        "fees": list(dict.fromkeys(fee.name for fee in procedure.fees if fee.name)),
    }


def _name_document(number: str, document: LegalDocument) -> list[str]:
    owner = number.province if isinstance(number, ProvincialNumber) else ""
    return [str(number), document.title or f"{document.kind}, {document.issuer}", owner]
