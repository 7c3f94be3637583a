"""Names that were meant: a key, a short name or a word of a closed list with a slip of the pen in it.

Takes what was written and what exists; gives the one that was meant, or None. A code, a number of a document and a place are
never taken for their neighbour, which is another thing: only ways of writing the same may differ there (`same_name`).
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from niemyet.model.document_numbers import likeness
from niemyet.model.meant import bare
from niemyet.model.scalars import Record


def same_name(written: str, known: Collection[str]) -> str | None:
    """The only known name that differs in nothing but Đ, capitals, marks, leading zeros and signs between words."""
    wanted = likeness(written)
    same = [name for name in known if likeness(name) == wanted] if wanted else []
    if not same and (glued := "".join(wanted)):
        same = [name for name in known if "".join(likeness(name)) == glued]
    return same[0] if len(same) == 1 else None


def near_word(written: str, known: Collection[str]) -> str | None:
    """The only known word that is one letter away, or the same but for capitals, marks and signs; digits must agree."""
    if same := same_name(written, known):
        return same
    word = bare(written)
    near = [other for other in known if len(word) >= MIN_LETTERS and _is_one_slip(word, bare(other))]
    return near[0] if len(near) == 1 else None


MIN_LETTERS = 3
"""Shorter words are all one letter away from one another."""


def _is_one_slip(a: str, b: str) -> bool:
    """Whether one letter was left out, put in, mistaken or changed places; no digit."""
    if re.findall("[0-9]", a) != re.findall("[0-9]", b) or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    turned = len(rest_a) > 1 and len(rest_b) > 1 and (rest_a[0], rest_a[1]) == (rest_b[1], rest_b[0])
    return rest_a[1:] == rest_b[1:] or rest_a == rest_b[1:] or rest_a[1:] == rest_b or (turned and rest_a[2:] == rest_b[2:])


def meant_key(written: str, model: Any, present: Collection[str]) -> str | None:
    """The key of `model` that was meant, by a slip of the pen or by its Vietnamese title; none that is there already."""
    titles = dict(_titles(model))
    free = [key for key in titles if key not in present]
    word = bare(written)
    same = [key for key in free if bare(key) == word] if word else []
    same = same or [key for key in free if key == _SHORT_NAMES.get(word)]
    same = same or [key for key in free if bare(key).replace(" ", "") == word.replace(" ", "")]
    if same:
        return same[0]
    by_title = _by_title(word, titles)
    if by_title is not None:
        return by_title if by_title in free else None
    digits = re.findall("[0-9]", written)
    near = difflib.get_close_matches(
        written.lower(), [key for key in titles if re.findall("[0-9]", key) == digits], 1, cutoff=0.7
    )
    return near[0] if near and near[0] in free else None


_SHORT_NAMES = {
    "lat": "latitude", "lng": "longitude", "lon": "longitude", "long": "longitude", "tel": "phone", "sdt": "phone", "dt": "phone",
    "mail": "email", "e mail": "email", "link": "url", "web": "url", "website": "url", "img": "images",
}  # fmt: skip
"""What keys are called elsewhere."""


def _by_title(word: str, titles: Mapping[str, str]) -> str | None:
    """The only key whose title the words are, or a part of it between commas, how it begins or ends."""
    if not word:
        return None
    whole = [key for key, title in titles.items() if bare(title) == word]
    part = [key for key, title in titles.items() if word in map(bare, re.split("[,;/]", title))]
    beginning = [key for key, title in titles.items() if bare(title).startswith(word + " ")]
    elsewhere = [key for key in titles if word in _titles_elsewhere().get(key, ())]
    ending = [key for key, title in titles.items() if bare(title).endswith(" " + word)]
    return next((found[0] for found in (whole, part, beginning, elsewhere, ending) if len(found) == 1), None)


@cache
def _titles_elsewhere() -> Mapping[str, frozenset[str]]:
    """Every title that a key has in any model: what is called "Lưu ý" here is called "Ghi chú" there."""
    titles: dict[str, set[str]] = {}
    models = [Record]
    for model in models:
        models += model.__subclasses__()
        for key, title in _titles(model):
            titles.setdefault(key, set()).add(bare(title))
    return {key: frozenset(known) for key, known in titles.items()}


def _titles(model: Any) -> Iterator[tuple[str, str]]:
    if isinstance(model, type) and issubclass(model, BaseModel):
        yield from ((field.alias or name, field.title or "") for name, field in model.model_fields.items())
