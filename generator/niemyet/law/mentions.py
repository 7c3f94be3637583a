"""Documents that a running text names, by number or as a law by its name: where each name stands, and which document is meant.

Takes text and the documents that are known; says nothing unless it is certain. What stands around a number counts too: the kind
before it, the day and the issuer behind it. Every committee and council numbers its documents independently, so one of theirs is
meant only where the text says whose it is or of which day, or where its author names it among the documents.
"""

from __future__ import annotations  # so that whoever reads a posting loads no model of articles

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from niemyet.model.document_numbers import fold_issuer, likeness
from niemyet.model.folding import fold_words
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import LegalDocument
from niemyet.patterns import regex
from niemyet.values import dataclass

if TYPE_CHECKING:
    from niemyet.model.article import Article

UNKNOWN_KIND = "Chưa rõ loại"
"""Of a document that is cited by a number alone."""

_DASH = "[-–‑]"
_NUMBER = regex(
    rf"(?<![\w/.–‑-])(?:[0-9]{{1,5}}(?:\.?[a-z])?(?:/[0-9]{{4}})?/"
    rf"(?:[A-ZĐ][A-Za-zĐđ]{{0,7}}{_DASH}[A-ZĐ][A-Za-zĐđ]*(?:{_DASH}[A-ZĐ][A-Za-zĐđ]*)*"
    rf"|[A-ZĐ]{{1,6}}(?: {_DASH} ?|{_DASH} )(?:[A-ZĐ]{{2,}}|TTg)|(?:QH|UBTVQH) ?[0-9]{{1,2}})"
    rf"|[0-9]{{1,4}}{_DASH}(?:NQ|CT|KL|QĐ|CTr|KH|TB|BC|HD|ĐA|QC)/[A-ZĐ][A-Za-zĐđ]*)(?![\w/]|{_DASH}\w)"
)
"""Also with spaces beside the dash, as many type it."""
_KIND = regex(
    r"(quyết định|nghị định|nghị quyết|thông tư liên tịch|thông tư|công văn|kế hoạch|thông báo|chỉ thị|bộ luật|luật|kết luận)"
    r"(?:\s+số:?)?\s*\Z",
    re.IGNORECASE,
)
_DAY = regex(r",?\s+ngày\s+([0-9]{1,2})(?:[-/.]|\s+tháng\s+)([0-9]{1,2})(?:[-/.]|\s+năm\s+)([0-9]{4})\b")
_ISSUER = regex(r",?\s+của\s+([^.,;:()\n<>“”\"]{2,80})")
_LEVELS = frozenset(["quận", "huyện", "xã", "phường", "tỉnh", "thành", "thị", "đặc"])
_YEAR = regex(r"\s+(?:năm\s+)?((?:19|20)[0-9]{2})\b")
_ENDS = regex(r"\Z|[.,;:)!?”\"]|\s+(?:[(–]|quy định|có hiệu lực|thay thế)")
_GIVEN_LOCALLY = regex(r"UBND|HĐND|HDND|UBNĐ")
_BODY = 4
"""Words of "ủy ban nhân dân", behind which the place stands."""
_ENOUGH = _BODY + 2
"""Words of "ủy ban nhân dân thành phố": with one more, a place is named."""
_AROUND = 40
"""Letters before a number in which its kind is looked for."""

QUOTED = frozenset({"source_text", "original", "doubts", "title", "issuer"})
"""Keys of records whose text is kept as it was written elsewhere."""
CITING = frozenset({"basis", "by", "legal_basis", "amends", "document", "number"})
"""Keys whose value is a number alone: what else stands there is told by their own rules."""


class Mention(NamedTuple):
    """A name of a document in a text, from `start` to `end`; `number` is the document that is meant."""

    start: int
    end: int
    number: str


@dataclass(frozen=True, slots=True)
class Around:
    """What a text is about: the paths of provinces, the documents that its author names, and its day."""

    provinces: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()
    owner: str = ""
    """The province whose record it is: numbers of its own list mean its own documents."""
    day: date | None = None
    """On which a law by its name alone is the one in force; None: such names say nothing."""


def around_article(article: Article) -> Around:
    """What an article is about. One that tells of another time than its own may mean a law of that time."""
    provinces = frozenset(place.split("/")[0] for place in article.places)
    return Around(provinces, article.documents, day=None if article.period else article.date)


def texts_of(procedure: Procedure) -> Iterator[str]:
    """The running texts of a procedure that its pages show."""
    yield from (*procedure.requirements, *procedure.notes)
    for step in procedure.steps:
        yield step.text
    for paper in (*procedure.papers.submit, *procedure.papers.present):
        yield from (text for text in (paper.name, paper.when, paper.notes) if text)
    for listed in (procedure.fees, procedure.deadlines, procedure.waivers, procedure.channels):
        yield from (part.notes for part in listed if part.notes)


def texts_of_overlay(overlay: ProvinceOverlay) -> Iterator[str]:
    """The same of what a province sets on a procedure."""
    yield from overlay.notes
    for listed in (overlay.fees, overlay.deadlines, overlay.waivers):
        yield from (part.notes for part in listed if part.notes)


def keep_naming(text: str) -> str:
    """The paragraphs of a text that may name documents: `find` finds in them whatever it finds in the whole."""
    return "\n\n".join(paragraph for paragraph in text.split("\n\n") if may_name(paragraph))


def find_numbers(text: str) -> Iterator[re.Match[str]]:
    """Whatever looks like the number of a document."""
    return _NUMBER.finditer(text) if "/" in text else iter(())


@dataclass(frozen=True, slots=True)
class KnownDocuments:
    """The documents that a text may mean, found by number and by name."""

    documents: Mapping[str, LegalDocument]
    _alike: dict[tuple[str, ...], list[str]] = field(init=False, default_factory=dict)
    _laws: dict[str, list[str]] = field(init=False, default_factory=dict)
    _names: list[str] = field(init=False, default_factory=list)
    """The names of laws as a pattern; not compiled, because the build cache keeps values alone."""

    def __post_init__(self) -> None:
        """Files the documents."""
        for number, document in self.documents.items():
            self._alike.setdefault(likeness(number), []).append(number)
            if document.title and document.title.startswith(("Luật ", "Bộ luật ")) and "sửa đổi" not in document.title:
                self._laws.setdefault(document.title, []).append(number)
        if self._laws:
            longest_first = sorted(self._laws, key=len, reverse=True)
            self._names.append(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def knows(self, number: str) -> bool:
        """Whether any list has a document of this number, whosoever it is."""
        return likeness(number) in self._alike

    def find(self, text: str, around: Around) -> list[Mention]:
        """The documents that are certainly meant, in the order of the text."""
        found = [Mention(*one.span(), meant) for one in find_numbers(text) if (meant := self._choose(one, text, around))]
        return sorted((*found, *self._find_laws(text, around)))

    def mentioned_in(self, texts: Iterable[str], around: Around) -> dict[str, LegalDocument]:
        """The documents that the texts of a record name."""
        found = (one.number for text in texts if may_name(text) for one in self.find(text, around))
        return {number: self.documents[number] for number in found}

    def _choose(self, found: re.Match[str], text: str, around: Around) -> str:
        alike = self._alike.get(likeness(found[0]), [])
        own = [n for n in alike if n in around.named or (around.owner and _province_of(n) == around.owner)]
        near = own or [n for n in alike if _province_of(n) in around.provinces] or [n for n in alike if not _province_of(n)]
        said = [(n, _compare(self.documents[n], text, found)) for n in near]
        local = not own and _GIVEN_LOCALLY.search(found[0]) is not None
        fitting = [n for n, fits in said if fits is not False and (fits or not local)]
        return fitting[0] if len(fitting) == 1 else ""

    def _find_laws(self, text: str, around: Around) -> Iterator[Mention]:
        if "uật " not in text:
            return
        for found in (one for pattern in self._names for one in _compile(pattern).finditer(text)):
            year = _YEAR.match(text, found.end())
            if not year and not _ENDS.match(text, found.end()):
                continue
            called = self._laws[found[0]]
            if year:
                meant = [n for n in called if (issued := self.documents[n].issued) and f"{issued:%Y}" == year[1]]
            else:
                meant = self._in_force(called, around.day)
            if len(meant) == 1:
                yield Mention(*found.span(), meant[0])

    def _in_force(self, numbers: Collection[str], day: date | None) -> list[str]:
        """Those of one name that a text of this day may mean: more than one, as soon as a new law of the name is issued."""
        if day is None:
            return []
        documents = [(number, self.documents[number]) for number in numbers]
        if any(one.effective is None or one.effective > day >= (one.issued or date.min) for _, one in documents):
            return []
        return [n for n, one in documents if (one.effective or day) <= day and not (one.repealed and one.repealed.since <= day)]


@lru_cache(maxsize=128)
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def may_name(text: str) -> bool:
    """Whether a text may name a document at all."""
    return "/" in text or "uật " in text


def _province_of(number: str) -> str:
    return number.province if isinstance(number, ProvincialNumber) else ""


def _compare(document: LegalDocument, text: str, found: re.Match[str]) -> bool | None:
    """Whether the words around a number say that it is this document: True by its day or issuer, False if they say that it is
    another of the same number, None if they say nothing."""
    kind = _KIND.search(text[max(0, found.start() - _AROUND) : found.start()])
    if kind and document.kind != UNKNOWN_KIND and fold_words(kind[1]) != fold_words(document.kind):
        return False
    end, fits = found.end(), None
    day = _DAY.match(text, end)
    if day:
        end = day.end()
        if document.issued is not None:
            said = (int(day[3]), int(day[2]), int(day[1]))
            if said != (document.issued.year, document.issued.month, document.issued.day):
                return False
            fits = True
    issuer = _ISSUER.match(text, end)
    by = _compare_issuer(issuer[1], document.issuer) if issuer else None
    return by if by is not None else fits


def _compare_issuer(said: str, issuer: str) -> bool | None:
    """The same of "Ủy ban nhân dân huyện Thường Tín về …" behind a number: where it parts from the issuer's name, another name or
    level begins, or the sentence goes on. The committee alone ("của thành phố"), of no place, says nothing."""
    known, words = fold_issuer(issuer).split(), said.split()
    at = _BODY if words[0].lower() in _LEVELS and fold_words(words[0]) in known[_BODY : _BODY + 1] else 0
    for word in words:
        for part in fold_issuer(word).split():
            if at >= len(known):
                return True
            if part != known[at]:
                return False if word[0].isupper() or word.lower() in _LEVELS else at > _ENOUGH or None
            at += 1
    return at > _ENOUGH or None
