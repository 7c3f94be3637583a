"""Finds what somebody asks for by the words of people: dialect, everyday names, whole sentences, with marks or without.

A question is a row of terms: a term is a group of words that mean the same, or a word. A term weighs the more, the fewer names
have it, so that "đăng ký" finds nothing by itself; what a name leaves out of the question counts against it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from niemyet.model.folding import fold_words
from niemyet.patterns import regex

ENOUGH = 0.5
"""The share of the question, by weight, that a name must have."""
WHOLE = 0.95
"""The share of a question or of a name that counts as all of it: a name that somebody says in full is meant."""
_IN_A_ROW = 0.2
"""What it adds that a name has the question word for word: most words of "nhà ở xã hội" are said in any question, too."""
_LEAST = 1.0
"""So much must the words of such a name weigh."""
_UNKNOWN = 0.45
"""What a word that stands in no name weighs, as a share of the heaviest."""


def _spell(text: str) -> str:
    """The words folded, with "y" as "i" where people write both: "đăng kí", "lí lịch"."""
    return re.sub(r"\b([bcdghklmnprstvx]{1,2})y\b", r"\1i", fold_words(text))


_FILLERS = frozenset(
    _spell(
        "tôi tui mình em anh chị ông bà muốn cần xin cho để thì là gì nào bao nhiêu ở tại giúp hỏi về và hay "
        "được không phải làm thế bị của với à ạ nhé đi ra vậy sao đâu mấy giấy tờ hồ sơ thủ tục việc đang sẽ "
        "đã này kia ấy người ta lắm hết luôn giùm dùm nha hả"
    ).split()
)
_WHOM = "ban|anh|chi|em|co|chu|bac|can bo|moi nguoi|quy vi|co quan|ad|admin"
_COURTESY = regex(
    rf"\b(?:xin |kinh )?(?:chao|cam on)(?: (?:ca|cac|quy|{_WHOM}|nhieu))*(?= |$)|\b(?:lam on|vui long|cho hoi|alo)(?= |$)"
)
"""Folded, as in a question: not its words one by one, for "bạn" and "bản" are the same there."""
_HOW_MUCH = regex(
    r"\b(?:(?:co|phai|thi|gio) )*(?:mat|ton|het) (?:khoang |chung )?(?:bao nhieu|bao lau|may|tien|phi|le phi|thoi gian|lau)"
    r"(?: (?:tien|phi|le phi|ngay|thang|tuan|thoi gian|lau|khong|ko))*(?= |$)"
    r"|\bbao (?:nhieu (?:tien|ngay)|lau)(?: (?:thi|xong|co|duoc|lay))*(?= |$)"
)
"""What one asks of every matter. Whoever asks what it takes ("mất") has lost nothing and nobody."""
_SEVERAL = regex(r"\s+(?:và|va|rồi|roi|cùng với|cung voi|với lại|voi lai)\s+|[,;+]")


class Found(NamedTuple):
    """What fits a question. `share` is the part of the question that it has, by weight."""

    place: int
    score: float
    share: float


class Names:
    """The names of many things, each with several, to be searched."""

    def __init__(self, names: Sequence[Sequence[str]], synonyms: Iterable[Sequence[str]]) -> None:
        self._groups = _read_groups(synonyms)
        self._names = [[self._read(name) for name in one if name] for one in names]
        self._spelled = [[f" {_spell(name)} " for name in one if name] for one in names]
        held: dict[str, int] = {}
        for one in self._names:
            for term in {term for terms in one for term in terms}:
                held[term] = held.get(term, 0) + 1
        most = log(len(names) + 1)
        self._weights = {term: log((len(names) + 1) / number) + 0.05 for term, number in held.items()}
        self._unknown = most * _UNKNOWN

    def find(self, asked: str, without: Iterable[str] = ()) -> list[Found]:
        """What fits, the best first; `without` are folded phrases that are no part of the matter, such as the name of a place."""
        left = self._leave(asked, without)
        every = [*dict.fromkeys(self._read(left))]
        terms = [term for term in every if term not in _FILLERS] or every
        found = (self._judge(place, terms, f" {left} ") for place in range(len(self._names)))
        return sorted((one for one in found if one is not None), key=lambda one: (-one.score, one.place))

    def names_a_matter(self, asked: str, without: Iterable[str] = ()) -> bool:
        """Whether a part of a question says more than who asks, from where, and how kindly."""
        return not _FILLERS.issuperset(self._read(self._leave(asked, without)))

    def _leave(self, asked: str, without: Iterable[str]) -> str:
        """What is left of a question without courtesy, places and what one asks of every matter."""
        text = f" {_HOW_MUCH.sub('', _COURTESY.sub('', _spell(asked)))} "
        for phrase in without:
            text = text.replace(f" {_spell(phrase)} ", " ")
        return " ".join(text.split())

    def _judge(self, place: int, terms: Sequence[str], left: str) -> Found | None:
        best: Found | None = None
        asked = sum(map(self._weigh, terms))
        for name, spelled in zip(self._names[place], self._spelled[place], strict=True):
            shared = [term for term in terms if term in name]
            if not shared or not asked:
                continue
            share = sum(map(self._weigh, shared)) / asked
            said = sum(map(self._weigh, {*shared})) / sum(map(self._weigh, {*name}))
            score = share + said / 2 + (_IN_A_ROW if left in spelled else 0)
            fits = share >= ENOUGH or (said >= WHOLE and sum(map(self._weigh, shared)) >= _LEAST)
            if fits and (best is None or score > best.score):
                best = Found(place, score, share)
        return best

    def _weigh(self, term: str) -> float:
        return self._weights.get(term, self._unknown)

    def _read(self, text: str) -> list[str]:
        """The terms of a text, the longest phrases first: a group's by its first phrase."""
        words, terms = _spell(text).split(), list[str]()
        while words:
            for length in range(min(len(words), self._groups.longest), 0, -1):
                group = self._groups.by_phrase.get(" ".join(words[:length]))
                if group is not None or length == 1:
                    terms.append(group or words[0])
                    del words[:length]
                    break
        return terms


class _Groups(NamedTuple):
    by_phrase: Mapping[str, str]
    longest: int


def _read_groups(synonyms: Iterable[Sequence[str]]) -> _Groups:
    by_phrase: dict[str, str] = {}
    for group in synonyms:
        phrases = [_spell(one) for one in group]
        for phrase in phrases:
            by_phrase.setdefault(phrase, f"={phrases[0]}")
    return _Groups(by_phrase, max((len(one.split()) for one in by_phrase), default=1))


def divide(asked: str) -> Iterator[str]:
    """The parts of a question that may be about several matters."""
    return (part.strip() for part in _SEVERAL.split(asked) if part.strip())
