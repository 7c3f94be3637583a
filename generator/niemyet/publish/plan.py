"""What has to be done on a target, and in which order, so that it becomes a release. Pure: no target is asked.

Whatever happens after any act, these hold:

- a page that is there finds every file that its release refers to: assets come before pages and go after them;
- pages that readers already know lead to pages that are there: new pages come before changed ones, search data after all of
  them, deletions last;
- what an act replaces or removes has been kept before, so there is a way back;
- a path that neither the release before nor an unfinished attempt has is left alone: it is somebody else's.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias

from niemyet.publish.file_kinds import Kind, kind_of
from niemyet.publish.releases import COMPRESSED, Entry, Known, Release, same_bytes
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Keep:
    """Copies a file of the last release to the kept files. `unsure`: unless it is kept already, for the path may have changed."""

    path: str
    digest: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class Send:
    """Removes the obsolete siblings, writes the file, then its new siblings."""

    path: str
    entry: Entry
    obsolete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restore:
    """Removes the siblings, then copies a kept file back. `unsure`: if it was not kept, it has not changed and stays."""

    path: str
    digest: str
    unsure: bool
    obsolete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Removes the siblings, then the file."""

    path: str
    obsolete: tuple[str, ...]


Act: TypeAlias = Keep | Send | Restore | Remove


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done. The acts of a stage may be done in any order and at once; stages are done one after another."""

    stages: tuple[tuple[Act, ...], ...]

    def acts(self) -> Iterator[Act]:
        """All acts in order."""
        for stage in self.stages:
            yield from stage

    def touched(self) -> set[str]:
        """The paths that are written or removed."""
        return {act.path for act in self.acts() if not isinstance(act, Keep)}


def plan_release(new: Release, known: Known) -> Plan:
    """The plan that makes a target hold `new`, whose bytes and siblings are at hand."""

    def write(path: str, entry: Entry) -> Act:
        return Send(path, entry, _siblings(path, known))

    return _plan(new, known, write, lambda path, entry: known.files[path].siblings != entry.siblings)


def plan_return(old: Release, known: Known) -> Plan:
    """The plan that makes a target hold `old` again, whose bytes it has kept. Files that come back have no siblings."""

    def write(path: str, entry: Entry) -> Act:
        unsure = same_bytes(known.files.get(path), entry)  # only an attempt may have changed it
        return Restore(path, entry.digest, unsure, _siblings(path, known))

    return _plan(old, known, write, lambda _path, _entry: False)


def _siblings(path: str, known: Known) -> tuple[str, ...]:
    """The siblings that a path may have now."""
    if path in known.unsure:
        return COMPRESSED
    return known.files[path].siblings if path in known.files else ()


def _plan(new: Release, known: Known, write: Callable[[str, Entry], Act], otherwise: Callable[[str, Entry], bool]) -> Plan:
    """`otherwise` says whether a path with the right bytes has to be written all the same."""
    stale = [
        path
        for path, entry in sorted(new.items())
        if path in known.unsure or not same_bytes(known.files.get(path), entry) or otherwise(path, entry)
    ]
    gone = sorted((known.files.keys() | known.unsure) - new.keys())
    in_the_way = _find_in_the_way(stale, gone)
    removals = [path for path in gone if path not in in_the_way]
    stages: list[list[Act]] = [
        list(_keep(new, known)),
        [Remove(path, _siblings(path, known)) for path in sorted(in_the_way)],
    ]
    for kind in Kind:
        of_kind = [path for path in stale if kind_of(path) is kind]
        stages.append([write(path, new[path]) for path in of_kind if path not in known.files])
        stages.append([write(path, new[path]) for path in of_kind if path in known.files])
    for kind in reversed(Kind):
        stages.append([Remove(path, _siblings(path, known)) for path in removals if kind_of(path) is kind])
    return Plan(tuple(tuple(stage) for stage in stages if stage))


def _keep(new: Release, known: Known) -> Iterator[Keep]:
    """Each digest once, from a path that is sure to have it where there is one."""
    lost = {path: entry for path, entry in known.files.items() if not same_bytes(new.get(path), entry)}
    chosen: dict[str, str] = {}
    for path in sorted(lost, key=lambda path: (path in known.unsure, path)):
        chosen.setdefault(lost[path].digest, path)
    for digest, path in sorted(chosen.items()):
        yield Keep(path, digest, path in known.unsure)


def _find_in_the_way(stale: Iterable[str], gone: Collection[str]) -> set[str]:
    """The paths in `gone` that are folders of paths to be written, or have such a path for their folder."""
    folders = {path[:end] for path in stale for end, sign in enumerate(path) if sign == "/"}
    files = set(stale)
    inside = {path for path in gone if any(path[:end] in files for end, sign in enumerate(path) if sign == "/")}
    return folders.intersection(gone) | inside
