"""Reads the chronicle from git: what each commit changed for citizens."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path

from niemyet.building.workers import Progress
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.chronicle import Chronicle, Event
from niemyet.cli.history import HistoryError, check_out, list_revisions


def read_chronicle(root: Path, most: int, today: date, progress: Progress, packaged: Path | None = None) -> Chronicle:
    """The latest events, at most `most`, none later than `today`. Empty, not an error, without git or history.

    Two states are unpacked at a time. A shallow clone gives as many events as it has commits. All states are laid
    over the `packaged` reference of this version of the program.
    """
    try:
        revisions = [revision for revision in list_revisions(root, most + 1) if revision[1] <= today]
    except HistoryError:
        return Chronicle()
    events = []
    with ExitStack() as later:
        after: Path | None = None
        for number, (commit, _) in enumerate(revisions):
            progress("Lịch sử", number + 1, len(revisions))
            with ExitStack() as opened:
                try:
                    before, _ = opened.enter_context(check_out(root, commit))
                except HistoryError:
                    break
                if after is not None:
                    newer, day = revisions[number - 1]
                    events.append(Event(day, newer, compare_catalogues(before, after, day, packaged)))
                later.close()
                later.enter_context(opened.pop_all())
                after = before
    return Chronicle(tuple(events))
