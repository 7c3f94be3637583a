"""Doubts raised by the import: things in the source that only a person can decide. Equal doubts are one question."""

from hashlib import sha256

from niemyet.portal.words import likeness
from niemyet.values import dataclass

_LENGTH_OF_KEY = 12


@dataclass(frozen=True, slots=True)
class RaisedDoubt:
    """`part` is the model's key, `text` what to decide, `source_text` the source's words ('' if it has none)."""

    part: str
    text: str
    source_text: str = ""


def key_of(doubt: RaisedDoubt) -> str:
    """The key of the question that a doubt is: equal for doubts that differ in spacing, punctuation and case only."""
    words = "\n".join((doubt.part, likeness(doubt.text), likeness(doubt.source_text)))
    return "q" + sha256(words.encode()).hexdigest()[:_LENGTH_OF_KEY]
