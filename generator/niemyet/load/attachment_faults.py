"""What may be wrong with the content of an attached file, as the readers of the formats say it."""

from collections.abc import Mapping
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual

LOOKED_AT = 16 * 1024 * 1024
"""Bytes that are decompressed of one file at most, to look at them."""


class Fault(NamedTuple):
    """The rule that a content breaks, and the values of its sentences."""

    rule: str
    values: Mapping[str, str | Bilingual] = {}


DAMAGED = Fault("damaged-attachment")
LOCKED = Fault("encrypted-attachment")


class BrokenContentError(Exception):
    """The content is not as its format has it."""


def active(what: Bilingual) -> Fault:
    """The fault of a content that does something by itself; `what` names it."""
    return Fault("active-attachment", {"what": what})
