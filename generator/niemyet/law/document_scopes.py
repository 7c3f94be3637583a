"""Which document is meant by a number: that depends on whose record cites it.

A national record cites the nation's documents. A record of a province, or of its communes, cites the province's own documents
and the nation's, the province's first. An article cites those of the provinces that it is about, then the nation's, then those
of any one province.
"""

from __future__ import annotations  # so that whoever opens a few records loads the models of these alone

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from niemyet.law.citations import CitingRecord, Path, Register, cited_documents, make_register
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import LegalDocument
from niemyet.values import dataclass

if TYPE_CHECKING:
    from niemyet.model.article import Article

C = TypeVar("C", bound=CitingRecord)
OwnDocuments = Mapping[str, Mapping[str, LegalDocument]]
"""Path of a province → its own documents by plain number."""
NO_OWN_DOCUMENTS: OwnDocuments = {}


@dataclass(frozen=True, slots=True)
class DocumentScope:
    """What numbers mean in the records of the province at a path; of the nation if the path is ''."""

    province: str = ""
    own: frozenset[str] = frozenset()
    """The numbers in the province's own list."""

    def find(self, number: str) -> str:
        """The document that is meant: a `ProvincialNumber` for the province's own."""
        return ProvincialNumber(number, self.province) if number in self.own else number

    def read(self, record: C) -> C:
        """The record with the documents that are meant; the same object if all are the nation's."""
        meant = {path: self.find(number) for path, number in cited_documents(record) if number in self.own}
        return _put_numbers(record, meant) if meant else record


NATION = DocumentScope()


def scope_of_province(path: str, own: Mapping[str, LegalDocument]) -> DocumentScope:
    """The scope of a province's records; `own` are the documents in its own list."""
    return DocumentScope(path, frozenset(own))


def make_register_of_province(nation: Register, scope: DocumentScope, own: Mapping[str, LegalDocument]) -> Register:
    """The nation's register with the province's own documents laid beside it."""
    if not own:
        return nation
    documents = {scope.find(number): _read_document(document, scope) for number, document in own.items()}
    more = make_register(documents)
    amended = {number: (*nation.amended.get(number, ()), *by) for number, by in more.amended.items()}
    return Register({**nation.documents, **documents}, {**nation.amended, **amended})


def list_candidates(number: str, nation: Mapping[str, LegalDocument], own: OwnDocuments, places: Iterable[str]) -> list[str]:
    """The documents that an article about these places may mean by a number: one if it is certain, none if there is none."""
    about = dict.fromkeys(place.split("/")[0] for place in places)
    near: list[str] = [ProvincialNumber(number, path) for path in about if number in own.get(path, {})]
    if near:
        return near
    if number in nation:
        return [number]
    return [ProvincialNumber(number, path) for path, documents in own.items() if number in documents]


def read_article(article: Article, nation: Mapping[str, LegalDocument], own: OwnDocuments) -> Article:
    """The article with the documents that are meant; itself where it is as it was."""
    if not own or not article.documents:
        return article
    meant = []
    for number in article.documents:
        found = list_candidates(number, nation, own, article.places)
        meant.append(found[0] if found else number)
    return article.model_copy(update={"documents": tuple(meant)})


def _read_document(document: LegalDocument, scope: DocumentScope) -> LegalDocument:
    """A document of the scope's own list with the documents that it means."""
    meant: dict[Path, str] = {("amends", i): scope.find(number) for i, number in enumerate(document.amends)}
    meant |= {("replaces", i): scope.find(number) for i, number in enumerate(document.replaces)}
    if document.repealed is not None and document.repealed.by is not None:
        meant["repealed", "by"] = scope.find(document.repealed.by)
    for i, ended in enumerate(document.parts_ended):
        if ended.by is not None:
            meant["parts_ended", i, "by"] = scope.find(ended.by)
    return _put_numbers(document, meant) if meant else document


def _put_numbers(value: Any, meant: Mapping[Path, str]) -> Any:
    """The value with other texts at some ways down into it."""
    if () in meant:
        return meant[()]
    below: dict[str | int, dict[Path, str]] = {}
    for (step, *rest), number in meant.items():
        below.setdefault(step, {})[tuple(rest)] = number
    if isinstance(value, tuple):
        return tuple(_put_numbers(one, below[i]) if i in below else one for i, one in enumerate(value))
    if isinstance(value, dict):
        return {key: _put_numbers(one, below[key]) if key in below else one for key, one in value.items()}
    return value.model_copy(update={str(key): _put_numbers(getattr(value, str(key)), some) for key, some in below.items()})
