"""The past as it is published: for each day on which the records changed, what was told then, the latest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from niemyet.changes.change import CommuneChanges, Differences
from niemyet.changes.wording import format_change


@dataclass(frozen=True, slots=True)
class Event:
    """One change of the records: its day, its revision, and what it changed as seen on that day."""

    day: date
    revision: str
    differences: Differences


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Events, the latest first; none where this site knows no history."""

    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldPosting:
    """The very same sentences of one procedure, and the names of the communes in which they hold."""

    code: str
    name: str
    said: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    """Path and name of each commune."""


def group_postings(communes: Iterable[CommuneChanges]) -> list[ToldPosting]:
    """What is told of postings, procedure by procedure; communes in which the very same changes stand together."""
    together: dict[tuple[str, str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for commune in communes:
        for posting in commune.postings:
            if posting.changes:
                said = tuple(format_change(change, posting.cases) for change in posting.changes)
                together.setdefault((posting.code, posting.name, said), []).append((commune.path, commune.name))
    return [ToldPosting(*key, tuple(places)) for key, places in sorted(together.items(), key=lambda item: item[0])]


def format_offices(commune: CommuneChanges) -> list[str]:
    """What is told of a commune's office."""
    return [format_change(change, {}) for change in commune.office]
