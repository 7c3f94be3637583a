"""Finds the name that was meant by a misspelt key, short name or value of a closed list.

Takes what was written and what exists; gives the one that was meant, or None. For codes, document numbers and places use
`same_name`, which accepts other spellings only: the nearest other one would be a different thing.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from niemyet.model.document_numbers import likeness
from niemyet.model.folding import fold_words
from niemyet.model.scalars import Record


def same_name(written: str, known: Collection[str]) -> str | None:
    """The only known name that differs just in Đ, case, diacritics, leading zeros or punctuation between words; else None."""
    wanted = likeness(written)
    same = [name for name in known if likeness(name) == wanted] if wanted else []
    if not same and (glued := "".join(wanted)):
        same = [name for name in known if "".join(likeness(name)) == glued]
    return same[0] if len(same) == 1 else None


def near_word(written: str, known: Collection[str]) -> str | None:
    """The only known word that is one letter away, or equal but for case, diacritics and punctuation; digits must be equal."""
    if same := same_name(written, known):
        return same
    word = fold_words(written)
    near = [other for other in known if len(word) >= MIN_LETTERS and _is_one_slip(word, fold_words(other))]
    return near[0] if len(near) == 1 else None


MIN_LETTERS = 3
"""Shorter words are too often one letter away from each other."""


def _is_one_slip(a: str, b: str) -> bool:
    """Whether one letter was omitted, inserted, replaced or transposed; digits must be equal."""
    if re.findall("[0-9]", a) != re.findall("[0-9]", b) or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    turned = len(rest_a) > 1 and len(rest_b) > 1 and (rest_a[0], rest_a[1]) == (rest_b[1], rest_b[0])
    return rest_a[1:] == rest_b[1:] or rest_a == rest_b[1:] or rest_a[1:] == rest_b or (turned and rest_a[2:] == rest_b[2:])


def meant_key(written: str, model: Any, present: Collection[str]) -> str | None:
    """The key of `model` that was meant, by its names or by a slip of the pen; never one of `present`. Else None."""
    named, other = named_key(written, model, present)
    if named or other:
        return named
    digits = re.findall("[0-9]", written)
    known = [key for key, _ in _titles(model) if re.findall("[0-9]", key) == digits]
    near = difflib.get_close_matches(written.lower(), known, 1, cutoff=0.7)
    return near[0] if near and near[0] not in present else None


def named_key(written: str, model: Any, present: Collection[str]) -> tuple[str | None, bool]:
    """The key of `model` that is called so: by its spelling, a common other name or its Vietnamese title; never one of `present`.

    And whether the words are the title of a key that is among `present`, so that no other can be meant.
    """
    titles = dict(_titles(model))
    free = [key for key in titles if key not in present]
    word = fold_words(written)
    same = [key for key in free if fold_words(key) == word] if word else []
    same = same or [key for key in free if key in _SHORT_NAMES.get(word, "").split()]
    same = same or [key for key in free if fold_words(key).replace(" ", "") == word.replace(" ", "")]
    if same:
        return same[0], False
    by_title = _by_title(word, titles)
    return (by_title, False) if by_title in free else (None, by_title is not None)


_SHORT_NAMES = {
    "lat": "latitude", "lng": "longitude", "lon": "longitude", "long": "longitude", "tel": "phone", "sdt": "phone", "dt": "phone",
    "mail": "email", "e mail": "email", "link": "url", "web": "url", "website": "url", "img": "images",
    "date": "from", "day": "date", "start": "from", "starts": "from", "since": "from", "begin": "from", "to": "until",
    "content": "text", "contents": "text", "price": "amount", "fee": "amount fees", "note": "notes", "remark": "notes",
    "end": "until to", "ends": "until to", "until": "to", "reviewed": "checked", "quay": "counter counters",
}  # fmt: skip
"""Other common names of keys."""


def _by_title(word: str, titles: Mapping[str, str]) -> str | None:
    """The only key whose title, or a part of it between commas, equals the words or begins or ends with them."""
    if not word:
        return None
    whole = [key for key, title in titles.items() if fold_words(title) == word]
    part = [key for key, title in titles.items() if word in map(fold_words, re.split("[,;/]", title))]
    beginning = [key for key, title in titles.items() if fold_words(title).startswith(word + " ")]
    elsewhere = [key for key in titles if word in _titles_elsewhere().get(key, ())]
    ending = [key for key, title in titles.items() if fold_words(title).endswith(" " + word)]
    return next((found[0] for found in (whole, part, beginning, elsewhere, ending) if len(found) == 1), None)


@cache
def _titles_elsewhere() -> Mapping[str, frozenset[str]]:
    """Key → its titles in all models: what one model calls "Lưu ý", another calls "Ghi chú"."""
    titles: dict[str, set[str]] = {}
    models = [Record]
    for model in models:
        models += model.__subclasses__()
        for key, title in _titles(model):
            titles.setdefault(key, set()).add(fold_words(title))
    return {key: frozenset(known) for key, known in titles.items()}


def _titles(model: Any) -> Iterator[tuple[str, str]]:
    if isinstance(model, type) and issubclass(model, BaseModel):
        yield from ((field.alias or name, field.title or "") for name, field in model.model_fields.items())
