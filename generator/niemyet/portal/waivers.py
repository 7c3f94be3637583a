"""Reads who is freed from a fee, or pays less of it."""

import re
from collections.abc import Iterable
from typing import Any

from niemyet.model.orthography import capitalize
from niemyet.patterns import regex
from niemyet.portal.documents import numbers_in
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.words import likeness

_FREED = regex(
    r"(?:^|[.;\n] ?)(?P<sentence>(?:miễn|giảm)(?: thu)?(?: lệ phí| phí)?[^.\n]{0,20} (?:cho|đối với)[^.\n]+)", re.IGNORECASE
)
_FREED_BEHIND = regex(
    r"(?:^|[.;\n] ?)[-– ]*(?P<sentence>(?!mức)[^.;:\n]{5,120}: ?(?:được )?miễn(?: (?:lệ )?phí)?)(?=[.;\n]|$)",
    re.IGNORECASE,
)
"""The people first: "Người từ 60 tuổi trở lên: miễn"."""
_FREED_SENTENCE = regex(
    r"miễn(?: thu)?(?: lệ phí| phí)? (?:cho|đối với) (?P<who>[^.;:]+?),? theo (?:quy định tại )?(?P<basis>[^.;]+)", re.IGNORECASE
)
_WHO = regex(r"miễn(?: thu)?(?: lệ phí| phí)? (?:cho|đối với) (?P<who>[^.:]+)\.?", re.IGNORECASE)


def read_waivers(texts: Iterable[str]) -> tuple[list[dict[str, Any]], list[RaisedDoubt]]:
    """Waivers that name their document. Others raise doubts and stay in the fee's quotation."""
    waivers: dict[str, dict[str, Any]] = {}
    doubts = []
    for text in texts:
        for found in (*_FREED.finditer(text), *_FREED_BEHIND.finditer(text)):
            sentence = found["sentence"].rstrip(")").strip()
            match, numbers = _FREED_SENTENCE.fullmatch(sentence), numbers_in(sentence)
            if match and len(numbers) == 1 and numbers[0] in match["basis"]:
                waivers[likeness(sentence)] = {"who": match["who"], "basis": numbers[0], "notes": sentence}
            else:
                why = "Nguồn nêu người được miễn, giảm nhưng không dẫn rõ văn bản."
                doubts.append(RaisedDoubt("waivers", why, sentence))
    return list(waivers.values()), doubts


def who_is_freed(sentence: str) -> list[str]:
    """The people in "Miễn lệ phí cho …; …; …", each by themselves; none if the sentence has another form."""
    match = _WHO.fullmatch(sentence.strip())
    return [capitalize(who.strip()) for who in match["who"].split(";") if who.strip()] if match else []
