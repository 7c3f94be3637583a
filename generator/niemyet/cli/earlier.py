"""An earlier state of the records, as the option `--since` names it: a day, or a revision of git."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from niemyet.cli.terminal import stop, stop_at_day
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.external.git import CONTENT, HistoryError, check_out
from niemyet.model.scalars import parse_day


@contextmanager
def earlier_records(folder: Path, since: str, content: Sequence[str] = CONTENT) -> Iterator[tuple[Path, date]]:
    """The folder and the day to compare with: the same records on an earlier day, or those of a git revision.

    Of a revision only what lies in the folders `content`. Ends the command if there is no such day or revision.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", since):
        try:
            yield folder, parse_day(since)
        except ValueError:
            stop_at_day(since)
        return
    try:
        with check_out(folder, since, content) as (records, day):
            yield records, day
    except HistoryError as error:
        stop(Bilingual(f"--since {since}: {error.said.vi}", f"--since {since}: {error.said.en}"), status=2)
