"""What the records on a target say, and what a publisher means to do there: a plan, and what is to be written down of it.

Pure: `sending.py` reads the records and carries the intention out.
"""

from collections.abc import Iterable
from typing import Literal
from uuid import uuid4

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.plan import Keep, Plan, Send, plan_release, plan_return
from niemyet.publish.refusals import TargetError
from niemyet.publish.releases import Attempt, Entry, Known, Manifest, Release, differing, identify_release, sibling_names
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """What the records on a target say."""

    manifest: Manifest | None = None
    attempt: Attempt | None = None
    """One that was cut off."""
    over: Attempt | None = None
    """One that was cut off when all was done but the cleaning up."""
    acts_done: int = 0
    adopts: bool = False
    """Whether files may lie there of which no record tells, and that may be replaced."""

    def known(self, unsure: Iterable[str]) -> Known:
        """What is known of the files if these paths are not."""
        return Known(self.manifest.files if self.manifest else {}, frozenset(unsure))


@dataclass(frozen=True, slots=True)
class Intention:
    """What is to be done on a target."""

    release: Release
    plan: Plan
    found: Found
    attempt: Attempt
    acts_done: int = 0
    """How many acts of the plan an attempt that was cut off has done."""

    @property
    def is_nothing(self) -> bool:
        """Whether the target is as it should be."""
        return not self.plan.stages and self.found.attempt is None and self.found.manifest is not None

    def finished(self) -> Manifest:
        """The manifest to be written when all acts are done."""
        return Manifest(dict(self.release), _before(self.found.manifest, self.release), self.attempt.name)

    def claimed_paths(self) -> list[str]:
        """Paths that are written though no record tells of a file there: it would be somebody else's. None if adopted."""
        if self.found.adopts:
            return []
        files = self.found.known(()).files
        touched = {*self.found.attempt.touched} if self.found.attempt else set()
        paths = []
        for act in self.plan.acts():
            if isinstance(act, Send) and act.path not in touched:
                entry = files.get(act.path)
                paths += [] if entry else [act.path]
                paths += sibling_names(act.path, set(act.entry.siblings).difference(entry.siblings if entry else ()))
        return paths


def _before(last: Manifest | None, release: Release) -> dict[str, Entry | None] | None:
    """What `Manifest.before` is when the release follows the last one: of one with the same files it stays."""
    if last is None:
        return None
    return differing(release, last.files) or last.before


def _digests(before: dict[str, Entry | None] | None) -> set[str]:
    return {entry.digest for entry in (before or {}).values() if entry}


def intend_release(found: Found, release: Release) -> Intention:
    """Means to bring a release."""
    cut = found.attempt
    aim = identify_release(release)
    if cut and not cut.returns_to and cut.aim == aim:
        return Intention(release, plan_release(release, found.known(cut.unsure)), found, cut, found.acts_done)
    unsure = {*cut.touched} if cut else set()
    if found.adopts:
        unsure.update(release.keys() - found.known(()).files.keys())
    return _begin(found, release, aim, plan_release(release, found.known(unsure)), unsure, "")


def intend_return(found: Found) -> Intention:
    """Means to go back: from an attempt that was cut off to the last whole release, else to the one before.

    A return that was cut off goes on. Raises TargetError if there is nothing to go back to.
    """
    cut, manifest = found.attempt, found.manifest
    to: Literal["last", "before"] = "last" if cut and cut.returns_to != "before" else "before"
    release = None if manifest is None else manifest.files if to == "last" else manifest.release_before()
    if release is None:
        vi, en = "nơi đến không giữ bản nào trước bản đang công bố", "the target keeps no release before the present one"
        raise TargetError(Bilingual(vi, en))
    goes_on = cut is not None and cut.returns_to == to
    unsure = set() if cut is None else {*(cut.unsure if goes_on else cut.touched)}
    release = {path: entry._replace(siblings=()) if path in unsure else entry for path, entry in release.items()}
    plan = plan_return(release, found.known(unsure))
    if cut and goes_on:
        return Intention(release, plan, found, cut, found.acts_done)
    return _begin(found, release, identify_release(release), plan, unsure, to)


def _begin(
    found: Found, release: Release, aim: str, plan: Plan, unsure: set[str], returns_to: Literal["", "last", "before"]
) -> Intention:
    kept = {act.digest for act in plan.acts() if isinstance(act, Keep)} | {*(found.attempt.kept if found.attempt else ())}
    left = kept | _digests(found.manifest.before if found.manifest else None)
    left -= _digests(_before(found.manifest, release))
    paths, touched = sorted(unsure), sorted(plan.touched() | unsure)
    attempt = Attempt(uuid4().hex, aim, returns_to, tuple(paths), tuple(touched), tuple(sorted(kept)), tuple(sorted(left)))
    return Intention(release, plan, found, attempt)
