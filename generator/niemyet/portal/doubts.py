"""A doubt: something in the source that only a person can decide."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RaisedDoubt:
    """`part` is the model's key, `text` what is to be decided, `source_text` what the source says ('' where it says nothing)."""

    part: str
    text: str
    source_text: str = ""
