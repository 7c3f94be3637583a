"""Whose a record is: each procedure and each document has one owner, the nation or one province, and so one address."""

from collections.abc import Iterator, Mapping

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.law.document_scopes import list_candidates
from niemyet.model.article import Article
from niemyet.model.codes import code_of_file
from niemyet.model.document_numbers import fold_issuer, likeness
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.reference import LegalDocument
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.rules.references import check_number
from niemyet.validate.site_pages import SitePages


def check_owner_of_code(path: str, code: str, other: str) -> Iterator[Diagnostic]:
    """A province's own procedure has a code that neither the nation nor another province has."""
    yield Diagnostic("same-code-twice", Place(path), {"value": code, "other": other})


def check_overlay(entry: Entry[ProvinceOverlay], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """A province lays nothing over a procedure of its own: it writes it there."""
    code, province = code_of_file(entry.path), entry.path.split("/")[1]
    versions = law.versions(code) if code in law.owners else ()
    if versions:
        path = f"catalogue/{province}/procedures/{versions[0].field}/{code}.yaml"
        yield Diagnostic("overlay-of-own-procedure", entry.document.source.place(1), {"value": code, "path": path})


def check_owner_of_documents(
    entry: Entry[Mapping[str, LegalDocument]], others: Mapping[str, Mapping[str, LegalDocument]]
) -> Iterator[Diagnostic]:
    """A document that a province lists stands in no other list: the same number by another issuer is another document.

    `others` are the lists by their files.
    """
    for file, listed in others.items():
        known: dict[tuple[str, ...], list[LegalDocument]] = {}
        for number, document in listed.items():
            known.setdefault(likeness(number), []).append(document)
        for number, document in entry.record.items():
            issuers = {fold_issuer(other.issuer) for other in known.get(likeness(number), ())}
            if fold_issuer(document.issuer) in issuers:
                values = {"value": number, "issuer": document.issuer, "other": file}
                yield Diagnostic("document-in-two-lists", entry.document.key(number), values)


def check_documents_of_article(entry: Entry[Article], pages: SitePages) -> Iterator[Diagnostic]:
    """It is certain which document an article cites: see `list_candidates`. Nothing is told while a list could not be read."""
    nation = pages.law.documents
    if nation is None or pages.unread_lists:
        return
    for i, number in enumerate(entry.record.documents):
        found = list_candidates(number, nation, pages.own_documents, entry.record.places)
        if not found:
            yield from check_number(entry, ("documents", i), number, nation)
        elif len(found) > 1:
            provinces = [getattr(one, "province", "") for one in found]
            listed = ", ".join(provinces)
            values: dict[str, str | Bilingual] = {"value": number, "provinces": listed, "province": provinces[0]}
            yield Diagnostic("document-of-several-provinces", entry.document.at("documents", i), values)
