"""A doubt raised by the import: something in the source that only a person can decide."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RaisedDoubt:
    """`part` is the model's key, `text` what to decide, `source_text` the source's words ('' if it has none)."""

    part: str
    text: str
    source_text: str = ""
