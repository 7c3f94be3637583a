"""Names used for searching contain words: a remark or punctuation alone finds nothing."""

import re
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.places import Commune
from niemyet.model.reference import Synonyms
from niemyet.validate.entries import Entry

_REMARK = re.compile(r"\([^()]*\)")
_KIND = re.compile(r"(?:xã|phường|thị trấn|đặc khu)(?= |$)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")


def check_former_names(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """A former name still has a word without remarks in brackets and without the kind of unit."""
    for i, name in enumerate(entry.record.former_names):
        if not _WORD.search(_KIND.sub("", _REMARK.sub("", name).strip(), count=1)):
            yield Diagnostic("name-without-words", entry.document.at("former_names", i), {"value": name})


def check_synonyms(entry: Entry[dict[str, Synonyms]]) -> Iterator[Diagnostic]:
    """Every synonym contains a word."""
    for key, group in entry.record.items():
        for i, word in enumerate(group.words):
            if not _WORD.search(word):
                yield Diagnostic("name-without-words", entry.document.at(key, "words", i), {"value": word})
