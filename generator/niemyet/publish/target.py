"""What a target must be able to do, whatever its kind, and how it says that it cannot.

Paths are relative to the target, with slashes, as `releases.check_path` accepts them, or below `releases.OWN_FOLDER`. Each method
may be called from several threads at once. A file is replaced as a whole: no reader meets half of it.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.file_kinds import Headers
from niemyet.publish.intentions import Intention
from niemyet.publish.releases import Entry, Manifest, Release
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who wants to work on a target."""

    token: str
    """A name that only this place has. A claim under it is left by an earlier run here: no other runs, the caller sees to it."""
    now: Callable[[], datetime]
    """The time, with its zone."""
    takes_over: bool = False
    """Whether to take over from a publisher that may still be at work."""


ReadFile: TypeAlias = Callable[[str, Entry], bytes]
"""Gives the bytes of a file of the release; raises if they are no longer those of its entry."""
Told: TypeAlias = Callable[[int, int], None]
"""Called with the number of things done and their total."""
Renew: TypeAlias = Callable[[], None]
"""To be called again and again by who holds a claim. Raises BusyError if somebody has taken it over."""


class Target(Protocol):
    """A place where a site is published. All methods raise TargetError."""

    name: str
    """What people call it; without any password."""
    workers: int = 1
    """How many calls at once pay off."""

    def is_empty(self) -> bool:
        """Whether nothing is there but our own folder, or not even the place."""
        ...

    def exists(self, path: str) -> bool:
        """Whether there is a file of this path."""
        ...

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None if there is none."""
        ...

    def write(self, path: str, data: bytes, headers: Headers) -> None:
        """Writes or replaces a file."""
        ...

    def copy(self, source: str, path: str) -> bool:
        """Writes or replaces a file with the bytes and headers of another; False if there is no `source`."""
        ...

    def remove(self, paths: Sequence[str]) -> None:
        """Removes files, if they are there, and folders that become empty."""
        ...

    def hold(self, claimant: Claimant) -> AbstractContextManager[Renew]:
        """Keeps all other publishers away. Raises BusyError. A publisher that is cut off keeps its hold for a while."""
        ...

    def notes(self) -> Sequence[Bilingual]:
        """What the user should know of this target, seen while working on it."""
        return ()

    def close(self) -> None:
        """Ends the connection."""
        ...

    def swaps(self, intention: Intention) -> bool:
        """Whether `swap` will replace everything in one step, as far as can be seen."""
        return False

    def swap(self, intention: Intention, read_file: ReadFile, told: Told) -> bool:
        """Replaces everything in one step by the release; False, and nothing has changed, if that is impossible."""
        return False

    def kept_whole(self, manifest: Manifest) -> tuple[Release, ReadFile] | None:
        """The release before this one, if a swap has kept it as a whole."""
        return None
