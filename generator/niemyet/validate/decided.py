"""The decisions under which a commune's postings hang, small enough to be kept: what is told across postings is then told anew
whenever one of them is read. Takes valid postings, and what was kept of those that were not read."""

from __future__ import annotations  # so that the models of postings are not loaded

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from datetime import date

    from niemyet.model.overlay import Posting


class Decided(NamedTuple):
    """A decision, by its number and the day of its signing, and the codes of the postings of one commune that name it so."""

    number: str
    day: date
    codes: tuple[str, ...]


def list_decisions(postings: Mapping[str, Posting], others: Iterable[Decided] = ()) -> tuple[Decided, ...]:
    """The decisions of `postings` and of `others`, in order."""
    found: dict[tuple[str, date], set[str]] = {}
    for number, day, codes in others:
        found.setdefault((number, day), set()).update(codes)
    for code, posting in postings.items():
        if posting.decision.date is not None:
            found.setdefault((posting.decision.number, posting.decision.date), set()).add(code)
    return tuple(Decided(number, day, tuple(sorted(codes))) for (number, day), codes in sorted(found.items()))


def narrow_decisions(decisions: Iterable[Decided], kept: Container[str]) -> tuple[Decided, ...]:
    """What the postings of the `kept` codes alone name."""
    narrowed = (one._replace(codes=tuple(code for code in one.codes if code in kept)) for one in decisions)
    return tuple(one for one in narrowed if one.codes)
