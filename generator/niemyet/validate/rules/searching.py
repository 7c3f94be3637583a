"""Names used for searching contain words: a remark or punctuation alone finds nothing."""

import re
from collections.abc import Iterable, Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.folding import fold_words, spell_alike
from niemyet.model.former_units import PART, FormerCommune, FormerDistrict
from niemyet.model.places import Commune
from niemyet.model.reference import Elsewhere, Synonyms
from niemyet.patterns import regex
from niemyet.validate.entries import Entry
from niemyet.validate.near_names import near_word

_REMARK = regex(r"\([^()]*\)")
_PART = regex(r"\bphần\b", re.IGNORECASE)
_KIND = regex(r"(?:xã|phường|thị trấn|đặc khu)(?= |$)", re.IGNORECASE)
_WORD = regex(r"[^\W_]")


def check_former_names(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """A former name still has a word without remarks in brackets and without the kind of unit."""
    for i, name in enumerate(entry.record.former_names):
        if not _WORD.search(_KIND.sub("", _REMARK.sub("", name).strip(), count=1)):
            yield Diagnostic("name-without-words", entry.document.at("former_names", i), {"value": name})


def check_against_register(entry: Entry[Commune], register: Iterable[FormerDistrict]) -> Iterator[Diagnostic]:
    """A former name that stands in the register of former communes has the same kind there, and is whole or a part as there.

    `register` is what it says of this commune; what its sources tell differently contradicts nobody.
    """
    known: dict[str, list[FormerCommune]] = {}
    for one in (one for district in register for one in district.communes):
        known.setdefault(_bare(one.name), []).append(one)
    written = {_bare(name) for name in entry.record.former_names}
    unlisted = [bare for bare in known if bare not in written]
    for i, name in enumerate(entry.record.former_names):
        bare = _bare(name)
        same = known.get(bare) or known.get(near_word(bare, unlisted) or "", [])
        if same and not any(one.doubtful or _says(name, one) for one in same):
            official = f"{same[0].name} ({PART.strip()})" if same[0].part else same[0].name
            yield Diagnostic("former-name-differs", entry.document.at("former_names", i), {"value": name, "official": official})


def _bare(name: str) -> str:
    return fold_words(_KIND.sub("", _REMARK.sub("", name).strip().removeprefix(PART), count=1))


def _says(name: str, register: FormerCommune) -> bool:
    text = _REMARK.sub("", name).strip().removeprefix(PART)
    kind, own = _KIND.match(text), _KIND.match(register.name)
    is_kind = kind is None or own is None or fold_words(kind[0]) == fold_words(own[0])
    same = spell_alike(_KIND.sub("", text, count=1)) == spell_alike(_KIND.sub("", register.name, count=1))
    return is_kind and same and bool(_PART.search(name)) == register.part


def check_aliases(entry: Entry[dict[str, Elsewhere]]) -> Iterator[Diagnostic]:
    """Every name by which people ask for what is done elsewhere contains a word."""
    for key, one in entry.record.items():
        for i, name in enumerate(one.aliases):
            if not _WORD.search(name):
                yield Diagnostic("name-without-words", entry.document.at(key, "aliases", i), {"value": name})


def check_synonyms(entry: Entry[dict[str, Synonyms]]) -> Iterator[Diagnostic]:
    """Every synonym contains a word."""
    for key, group in entry.record.items():
        for i, word in enumerate(group.words):
            if not _WORD.search(word):
                yield Diagnostic("name-without-words", entry.document.at(key, "words", i), {"value": word})
