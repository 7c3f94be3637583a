"""Reads the chronicle from git: what each commit changed for citizens.

It begins where the content begins: a clone of the program's repository brings commits that know nothing of this catalogue's
provinces. Which commits there are is found out at once; what they changed only if somebody asks.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from niemyet.building.progress import Progress
from niemyet.cache.digests import digest, digest_paths
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.chronicle import NO_HISTORY, Chronicle, Event, Gap, PastChanges
from niemyet.external.git import HistoryError, Revision, check_out, find_holding, is_shallow, list_revisions
from niemyet.load.laying_over import REFERENCE
from niemyet.model.kinds import KINDS, folder_of_place, path_of
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class _Past:
    """Which past is told: of the catalogue at `root`, by commits, the latest first; the last is what the one before it is
    compared with."""

    root: Path
    revisions: tuple[Revision, ...]
    provinces: tuple[str, ...]
    packaged: Path | None


def find_past_changes(
    root: Path, most: int, since: date | None, today: date, progress: Progress, packaged: Path | None = None
) -> PastChanges:
    """The latest changes, at most `most`, none later than `today` or earlier than `since`; nothing is told where `most` is 0.

    All states are laid over the `packaged` reference of this version of the program.
    """
    if not most:
        return NO_HISTORY
    provinces = _list_provinces(root)
    try:
        listed = list_revisions(root, most + 1, today)
        holding = find_holding(root, [one.commit for one in listed], [folder_of_place(path) for path in provinces])
        shallow = is_shallow(root)
    except HistoryError:
        return PastChanges(digest("no git"), today, "no-git", partial(Chronicle, (), today, "no-git"))
    known = next((number for number, one in enumerate(listed) if one.commit not in holding), len(listed))
    told = [number for number in range(known - 1) if since is None or listed[number].day >= since]
    revisions = tuple(listed[: told[-1] + 2] if told else listed[:1])
    begins = max(filter(None, (since, revisions[-1].day if revisions else today)))
    gap: Gap = "shallow" if shallow and known == len(listed) <= most else ""
    past = _Past(root, revisions, provinces, packaged)
    reference = digest_paths([packaged / REFERENCE]) if packaged else b""
    commits = [f"{one.commit} {one.day}" for one in revisions]
    key = digest(*commits, "", *provinces, "", begins.isoformat(), gap, reference)
    return PastChanges(key, begins, gap, lambda: Chronicle(tuple(_read_events(past, progress)), begins, gap))


def _list_provinces(root: Path) -> tuple[str, ...]:
    """The provinces that the catalogue has today."""
    fixed = KINDS["province"].fixed_folder
    folders = sorted(one.name for one in (root / fixed).iterdir()) if (root / fixed).is_dir() else []
    return tuple(name for name in folders if (root / path_of("province", name)).is_file())


def _read_events(past: _Past, progress: Progress) -> Iterator[Event]:
    """What each revision changed; two states are unpacked at a time."""
    revisions: Sequence[Revision] = past.revisions
    with ExitStack() as later:
        after: Path | None = None
        for number, revision in enumerate(revisions):
            progress("Lịch sử", number + 1, len(revisions))
            with ExitStack() as opened:
                before, _ = opened.enter_context(check_out(past.root, revision.commit))
                if after is not None:
                    newer = revisions[number - 1]
                    yield _compare(past, before, after, newer)
                later.close()
                later.enter_context(opened.pop_all())
                after = before


def _compare(past: _Past, before: Path, after: Path, revision: Revision) -> Event:
    """What a revision changed in the provinces of today."""
    found = compare_catalogues(before, after, revision.day, past.packaged)
    communes = tuple(one for one in found.communes if one.path.partition("/")[0] in past.provinces)
    return Event(revision.day, revision.commit, replace(found, communes=communes))
