"""What to bring, in few words: for cards, lists, tables and sheets. Takes the answers of `law`; computes nothing of its own."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from niemyet.law.papers import NeededPaper, PapersAnswer
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.procedure import Paper
from niemyet.model.vocabulary import COPY_NAMES, PaperUse
from niemyet.render.language import Language

MOST_LETTERS = 120
"""Letters of a sentence that names papers: three lines of a phone."""
NO_PAPERS = "Nguồn không nêu giấy tờ"


class _PaperSentences(NamedTuple):
    """How a number of papers is told: of those that are always needed, exactly or at least; of those that may be needed, exactly
    or at most; and without a number."""

    exactly: str
    at_least: str
    if_needed: str
    at_most_if_needed: str
    it_depends: str


_PAPERS: Mapping[PaperUse, _PaperSentences] = {
    "submit": _PaperSentences(
        "nộp {number} loại giấy tờ",
        "nộp ít nhất {number} loại giấy tờ",
        "nộp {number} loại nếu có điều kiện kèm theo",
        "nộp tối đa {number} loại nếu có điều kiện kèm theo",
        "nộp giấy tờ tùy trường hợp",
    ),
    "present": _PaperSentences(
        "xuất trình {number} loại giấy tờ",
        "xuất trình ít nhất {number} loại giấy tờ",
        "xuất trình {number} loại nếu có điều kiện kèm theo",
        "xuất trình tối đa {number} loại nếu có điều kiện kèm theo",
        "xuất trình giấy tờ tùy trường hợp",
    ),
}


def sum_up_papers(answer: PapersAnswer, language: Language) -> str:
    """The number of kinds of papers: "3 loại giấy tờ", "Ít nhất 2 loại giấy tờ"."""
    if not answer.papers:
        return language.say(NO_PAPERS)
    least = min(count.sure for count in answer.counts)
    if not least:
        return language.say("Giấy tờ tùy trường hợp")
    exact = len(answer.counts) == 1 and not any(needed.conditional for needed in answer.papers)
    return language.many("{number} loại giấy tờ" if exact else "Ít nhất {number} loại giấy tờ", least)


def name_papers(answer: PapersAnswer, language: Language) -> str:
    """What everybody hands in and shows by name, where that is one short sentence; else the numbers (`spell_out_papers`)."""
    said = []
    for use in _PAPERS:
        sure = [needed for needed in answer.papers if needed.use == use and not needed.conditional]
        if any(needed.open for needed in sure):
            return spell_out_papers(answer, language)
        if sure:
            names = ", ".join(lower_first(language.text(needed.paper.name)) for needed in sure)
            submit = use == "submit"
            said.append(language.say("Nộp: {names}.", names=names) if submit else language.say("Cho xem: {names}.", names=names))
    sentence = " ".join(said)
    return sentence if 0 < len(sentence) <= MOST_LETTERS else spell_out_papers(answer, language)


def spell_out_papers(answer: PapersAnswer, language: Language) -> str:
    """What to hand in and to show; with the number of copies if one row is left."""
    if not answer.papers:
        return language.say(NO_PAPERS)
    parts = []
    for use, sentences in _PAPERS.items():
        sure = {getattr(count, use) for count in answer.counts}
        rest = {getattr(count, f"{use}_if") for count in answer.counts}
        if min(sure):
            said = language.many(sentences.exactly if len(sure) == 1 else sentences.at_least, min(sure))
            copies = _format_copies(answer.of(use), language) if len(sure) == 1 and use == "submit" else ""
            parts.append(said + copies + _format_rest(rest, language))
        elif max(rest) and not max(sure):
            parts.append(language.many(sentences.if_needed if len(rest) == 1 else sentences.at_most_if_needed, max(rest)))
        elif answer.of(use):
            parts.append(language.say(sentences.it_depends))
    return capitalize("; ".join(parts))


def _format_rest(rest: Collection[int], language: Language) -> str:
    """How many papers may be needed besides; '' for none."""
    if not max(rest):
        return ""
    if len(rest) == 1:
        return language.many(", thêm {number} loại nếu có điều kiện kèm theo", max(rest))
    return language.many(", thêm tối đa {number} loại nếu có điều kiện kèm theo", max(rest))


def _format_copies(papers: Iterable[NeededPaper], language: Language) -> str:
    """The copies of all papers that are always needed; '' if they are not the same for everybody."""
    sure = [needed for needed in papers if not needed.conditional]
    if any(needed.open or len({_copies_of(line) for line in needed.lines.values()}) > 1 for needed in sure):
        return ""
    totals = zip(map(sum, zip(*(_copies_of(needed.paper) for needed in sure), strict=True)), COPY_NAMES.values(), strict=True)
    said = ", ".join(language.many(f"{{number}} {words}", total) for total, words in totals if total)
    return f" ({said})" if said else ""


def _copies_of(paper: Paper) -> tuple[int, ...]:
    return tuple(paper.counts.values())
