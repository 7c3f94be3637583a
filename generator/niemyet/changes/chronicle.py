"""The published history: for each change of the records, what changed for citizens on that day."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal, TypeAlias

from niemyet.cache.digests import digest
from niemyet.changes.change import CommuneChanges, Differences
from niemyet.changes.wording import format_change
from niemyet.render.language import Language
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One revision of the records: its day, its id, and what changed, as seen on that day."""

    day: date
    revision: str
    differences: Differences


Gap: TypeAlias = Literal["", "shallow", "no-git"]
"""Why less is known than is asked for: the clone goes back no further, or there is no history at all. '': nothing is missing."""


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Events, the latest first, and the day since which they are told; None if the site tells of no past."""

    events: tuple[Event, ...] = ()
    since: date | None = None
    gap: Gap = ""


@dataclass(frozen=True, slots=True)
class PastChanges:
    """What a site tells of the past, before it is read: that takes longer than all else. The same `key`: the same chronicle."""

    key: bytes
    since: date | None
    gap: Gap
    read: Callable[[], Chronicle]

    @property
    def told(self) -> bool:
        """Whether anything of the past is told, though nothing may have changed: communes then have feeds."""
        return self.since is not None


def known_past(chronicle: Chronicle) -> PastChanges:
    """A chronicle that has been read."""
    return PastChanges(digest(repr(chronicle)), chronicle.since, chronicle.gap, lambda: chronicle)


NO_HISTORY = known_past(Chronicle())


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
