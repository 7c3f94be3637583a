"""The published history: for each change of the records, what changed for citizens on that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from niemyet.changes.change import CommuneChanges, Differences
from niemyet.changes.wording import format_change
from niemyet.render.language import Language


@dataclass(frozen=True, slots=True)
class Event:
    """One revision of the records: its day, its id, and what changed, as seen on that day."""

    day: date
    revision: str
    differences: Differences


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Events, the latest first; empty if the site has no history."""

    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldPosting:
    """Identical sentences about one procedure, and the communes they are about."""

    code: str
    name: str
    said: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    """Path and name of each commune."""


def group_postings(communes: Iterable[CommuneChanges], language: Language) -> list[ToldPosting]:
    """The sentences about postings by procedure; communes with identical changes are grouped."""
    together: dict[tuple[str, str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for commune in communes:
        for posting in commune.postings:
            if posting.changes:
                said = tuple(format_change(change, posting.cases, language) for change in posting.changes)
                together.setdefault((posting.code, posting.name, said), []).append((commune.path, commune.name))
    return [ToldPosting(*key, tuple(places)) for key, places in sorted(together.items(), key=lambda item: item[0])]


def format_offices(commune: CommuneChanges, language: Language) -> list[str]:
    """The sentences about a commune's office."""
    return [format_change(change, {}, language) for change in commune.office]
