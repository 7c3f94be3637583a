"""Words a waiver: who pays nothing or less, and on which basis; the same on pages, sheets and the command line.

No markup: the page's template links the document and emphasises the verb.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from niemyet.model.money import Waiver
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.procedure import Procedure
from niemyet.model.reference import LegalDocument
from niemyet.model.vocabulary import name_areas
from niemyet.render.wording import format_channels, format_waiver, limit_waiver

_DEEDS = ("bổ sung", "chấm dứt", "có", "cấp", "gia hạn", "không", "mất", "nộp", "phải", "sửa", "thay đổi", "thành lập", "tách",
          "xin", "xác định", "đăng ký", "đề nghị", "đổi", "được")  # fmt: skip
"""First words of case names that describe an action: these follow "khi" directly. Any other case name is a noun."""


@dataclass(frozen=True, slots=True)
class WordedWaiver:
    """A waiver in parts: `verb` ("Miễn"), `text` (the rest of the sentence), `remarks` (sentences), `basis` (a document)."""

    verb: str
    text: str
    remarks: tuple[str, ...]
    basis: str

    @property
    def sentences(self) -> str:
        """The waiver as text: "Miễn: Người khuyết tật khi đăng ký quá hạn. Căn cứ: Luật Hộ tịch số 60/2014/QH13."."""
        return " ".join((f"{self.verb}: {self.text}.", *self.remarks, f"Căn cứ: {self.basis}."))


def describe_waiver(waiver: Waiver, procedure: Procedure, documents: Mapping[str, LegalDocument]) -> WordedWaiver:
    """Words a waiver of the procedure. `documents` supplies the basis's name; it may be missing there."""
    limits = limit_waiver(waiver)
    limited = [f"({limits})"] if limits else []
    text = " ".join([waiver.who.rstrip().removesuffix("."), *limited, *_format_when(waiver, procedure)])
    remarks = tuple(f"{capitalize(words.rstrip().removesuffix('.'))}." for words in (waiver.undetermined, waiver.notes) if words)
    return WordedWaiver(format_waiver(waiver), text, remarks, name_basis(waiver.basis, documents))


def name_waivers(waivers: Iterable[Waiver]) -> str:
    """The title above a list of waivers. It states the sum, 0 đồng, because a sheet does so nowhere else."""
    listed = tuple(waivers)
    free = any(waiver.undetermined is None and waiver.reduction is None for waiver in listed)
    less = ", được giảm" if any(waiver.reduction is not None for waiver in listed) else ""
    return f"Được miễn (phải nộp 0 đồng){less}" if free else "Được miễn, giảm"


def name_basis(number: str, documents: Mapping[str, LegalDocument]) -> str:
    """A document as cited in a sentence: a law by name, others by kind; by number if it is not in the register."""
    document = documents.get(number)
    if document is None:
        return number
    title = (document.title or "").rstrip(".")
    named = title if title.startswith(f"{document.kind} ") else document.kind
    return f"{named} số {number}"


def _format_when(waiver: Waiver, procedure: Procedure) -> Iterator[str]:
    """The cases, ways of filing and areas that the waiver is for, question by question."""
    question_of, names = procedure.question_of, procedure.case_names
    for _, cases in groupby(sorted(waiver.case, key=lambda case: list(names).index(case)), key=question_of.__getitem__):
        yield _format_cases([names[case] for case in cases])
    if waiver.channel:
        yield f"khi nộp {format_channels(waiver.channel)}"
    if waiver.area:
        yield f"ở {name_areas(waiver.area)}"


def _format_cases(names: list[str]) -> str:
    said = " hoặc ".join(map(lower_first, names))
    if all(f"{name} ".startswith(tuple(f"{deed} " for deed in _DEEDS)) for name in map(lower_first, names)):
        return f"khi {said}"
    return f"({said})" if said.startswith("trường hợp ") else f"(trường hợp: {said})"
