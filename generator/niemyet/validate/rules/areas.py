"""Kinds of area: a commune says of which it is, once, and none of its postings does."""

from collections.abc import Iterable, Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune
from niemyet.validate.entries import Entry

_LONGEST_NAME = 80


def check_areas_are_said(entry: Entry[Commune], depending: Iterable[str]) -> Iterator[Diagnostic]:
    """A commune that posts procedures that depend on the kind of area says of which it is. `depending` are their names."""
    names = list(depending)
    if entry.record.areas is None and names:
        name = names[0] if len(names[0]) <= _LONGEST_NAME else names[0][: _LONGEST_NAME - 1] + "…"
        yield Diagnostic("areas-not-said", entry.document.source.place(1), {"count": str(len(names)), "value": name})


def check_areas_of_posting(entry: Entry[Posting]) -> Iterator[Diagnostic]:
    """A commune promises for itself, whatever its areas are."""
    for i, promise in enumerate(entry.record.deadlines):
        if promise.area:
            yield Diagnostic("area-in-posting", entry.document.key("deadlines", i, "area"))
