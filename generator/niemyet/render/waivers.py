"""Words a waiver: who pays nothing or less, and on which basis; the same on pages, sheets and the command line.

No markup: the page's template links the document and emphasises the verb.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeVar

from niemyet.law.answers import Answers
from niemyet.law.choices import WAIVER
from niemyet.model.money import Waiver
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.procedure import Procedure
from niemyet.model.reference import LegalDocument
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.wording import format_channels, format_waiver, limit_waiver
from niemyet.values import dataclass

T = TypeVar("T")

_DEEDS = ("bổ sung", "chấm dứt", "có", "cấp", "gia hạn", "không", "mất", "nộp", "phải", "sửa", "thay đổi", "thành lập", "tách",
          "xin", "xác định", "đăng ký", "đề nghị", "đổi", "được")  # fmt: skip
"""First words of case names that describe an action: these follow "khi" directly. Any other case name is a noun."""


@dataclass(frozen=True, slots=True)
class WordedWaiver:
    """A waiver in parts: `verb` ("Miễn"), `text` (the rest of the sentence), `remarks` (sentences), `basis` (a document).

    `sources` are the texts of the record that the remarks were made of."""

    verb: str
    text: str
    remarks: tuple[str, ...]
    basis: str
    sources: tuple[str, ...] = ()

    @property
    def sentences(self) -> str:
        """The waiver as text: "Miễn: Người khuyết tật khi đăng ký quá hạn. Căn cứ: Luật Hộ tịch số 60/2014/QH13."."""
        return " ".join((f"{self.verb}: {self.text}.", *self.remarks, f"Căn cứ: {self.basis}."))


def describe_waiver(
    waiver: Waiver, procedure: Procedure, documents: Mapping[str, LegalDocument], language: Language
) -> WordedWaiver:
    """Words a waiver of the procedure. `documents` supplies the basis's name; it may be missing there."""
    limits = limit_waiver(waiver, language)
    limited = [f"({limits})"] if limits else []
    who = language.text(waiver.who).rstrip().removesuffix(".")
    text = " ".join([who, *limited, *format_when(waiver, procedure, language)])
    sources = tuple(words for words in (waiver.undetermined, waiver.notes) if words)
    remarks = tuple(f"{capitalize(language.text(words).rstrip().removesuffix('.'))}." for words in sources)
    basis = name_basis(waiver.basis, documents, language)
    return WordedWaiver(format_waiver(waiver, language), text, remarks, basis, sources)


FREE, LESS, UNSURE = "Được miễn (phải nộp 0 đồng)", "Được miễn, giảm một phần", "Chưa rõ có được miễn, giảm không"


def title_waivers(waivers: Iterable[Waiver], language: Language) -> Iterator[tuple[str, tuple[Waiver, ...]]]:
    """Waivers under titles: of all that is due, with the sum, which a sheet states nowhere else; the others; those not known to
    hold."""

    def title(waiver: Waiver) -> str:
        if waiver.undetermined is not None:
            return UNSURE
        return LESS if waiver.reduction is not None or waiver.fees else FREE

    listed = [(title(waiver), waiver) for waiver in waivers]
    return _group(listed, language)


def group_people(answers: Answers, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who pays nothing of what is due, who pays less, of whom it is not known, each in few words under a title.

    Nobody is promised 0 đồng of one fee where another is due, nor where it is not sure."""
    waivers = answers.terms.waivers
    named = {one.who: one.short_who or one.who for one in reversed(waivers)}
    unsure = {one.who for one in waivers if one.undetermined is not None}

    def title(who: str) -> str:
        return FREE if _pays_nothing(answers, who) else UNSURE if who in unsure else LESS

    return _group(dict.fromkeys((title(who), named[who]) for who in dict.fromkeys(one.who for one in waivers)), language)


def _group(titled: Iterable[tuple[str, T]], language: Language) -> Iterator[tuple[str, tuple[T, ...]]]:
    listed = [*titled]
    for title in (FREE, LESS, UNSURE):
        if below := tuple(one for of, one in listed if of == title):
            yield language.say(title), below


def _pays_nothing(answers: Answers, who: str) -> bool:
    due = [row.sums for row in answers.fees({WAIVER: who}).rows if row.due]
    return bool(due) and all(costs == (0, 0) for costs in due)


def name_basis(number: str, documents: Mapping[str, LegalDocument], language: Language) -> str:
    """A document as cited in a sentence: a law by name, others by kind; by number if it is not in the register."""
    document = documents.get(number)
    if document is None:
        return number
    if language.code != VIETNAMESE.code:  # laws have no name of their own there
        return language.say("{document} số {no}", document=language.text(document.kind), no=number)
    title = (document.title or "").rstrip(".")
    named = title if title.startswith(f"{document.kind} ") else document.kind
    return f"{named} số {number}"


def format_when(waiver: Waiver, procedure: Procedure, language: Language) -> Iterator[str]:
    """The cases, ways of filing and areas that the waiver is for, question by question."""
    question_of, names = procedure.question_of, procedure.case_names
    for _, cases in groupby(sorted(waiver.case, key=lambda case: list(names).index(case)), key=question_of.__getitem__):
        yield _format_cases([names[case] for case in cases], language)
    if waiver.channel:
        yield language.say("khi nộp {channels}", channels=format_channels(waiver.channel, language))
    if waiver.area:
        yield language.say("ở {areas}", areas=language.areas(waiver.area))


def _format_cases(names: list[str], language: Language) -> str:
    said = language.say(" hoặc ").join(lower_first(language.text(name)) for name in names)
    if language.code != VIETNAMESE.code:
        return f"({said})"
    if all(f"{name} ".startswith(tuple(f"{deed} " for deed in _DEEDS)) for name in map(lower_first, names)):
        return f"khi {said}"
    return f"({said})" if said.startswith("trường hợp ") else f"(trường hợp: {said})"
