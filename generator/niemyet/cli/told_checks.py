"""What a check has told, for whoever asks the same again of the very same files: answered before any library is loaded.

A question is the command line with what else of the machine a check asks for. The files are told by content
(`cache/snapshots.py`), and everything that a check looks at is among them. Of links, revisions or corrections nothing is kept.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.cache.digests import digest
from niemyet.cache.kept import put, recall
from niemyet.cache.placing import is_cut_off
from niemyet.cache.program import digest_program
from niemyet.cache.snapshots import NoSnapshotError, take_snapshot, take_stamps

_GROUP, _MOST = "told", 24
"""So many answers are kept; of more, the oldest go."""
_OPTIONS = frozenset({"--errors", "--errors-only", "--summary", "--format", "--lang", "--as-of", "--jobs", "-j", "--root"})
_VARIABLES = ("NIEMYET_LANG", "NO_COLOR", "SOURCE_DATE_EPOCH", "TERM")
_NOT_WITH = ("GITHUB_STEP_SUMMARY", "_NIEMYET_COMPLETE")
_HOURS_AHEAD = 7
"""Of Việt Nam: a check is that of a day there."""


class Looked(NamedTuple):
    """What a check looks at: the root, and how it was found; files and whole folders, by content; folders, by the names in them;
    and paths of which it asks only whether they are there."""

    root: str
    given: str
    paths: Sequence[str]
    listed: Sequence[str]
    there: Sequence[tuple[str, bool]]


class _Answer(NamedTuple):
    looked: Looked
    snapshot: str
    text: str
    status: int


def tell_again(words: Sequence[str]) -> int | None:
    """Tells what was told before, and returns the exit status; None if the check must be made."""
    question = _name_question(words)
    if question is None or (data := recall(_GROUP, question, digest_program())) is None:
        return None
    with suppress(ValueError, TypeError, KeyError):  # not as it was written
        looked, snapshot, text, status = json.loads(data)
        answer = _Answer(Looked(*looked), snapshot, text, status)
        if _see(answer.looked) == answer.snapshot:
            return _say(answer)
    return None


class Telling:
    """A check under way. Begun before it reads anything, it keeps its answer only if nobody wrote meanwhile."""

    def __init__(self, words: Sequence[str], looked: Looked | None) -> None:
        """`looked` is None where nobody knows all that it looks at."""
        self._question, self._looked = _name_question(words), looked
        self._before = _see_unwritten(looked) if self._question is not None and looked is not None else None

    def keep(self, text: str, status: int) -> None:
        """Keeps the whole text that was told, and the exit status."""
        if self._question is None or self._looked is None or self._before is None:
            return
        if _take(take_stamps, self._looked) != self._before[0]:
            return
        answer = _Answer(self._looked, self._before[1], text, status)
        put(_GROUP, self._question, digest_program(), json.dumps(answer).encode("utf-8"), _MOST)


def _name_question(words: Sequence[str]) -> str | None:
    """The name of the question that a command line asks; None if its answer is not kept."""
    if list(words[:1]) != ["check"] or any(name in os.environ for name in _NOT_WITH):
        return None
    if any(word.startswith("-") and word.partition("=")[0] not in _OPTIONS for word in words):
        return None
    day = int(time.time() + _HOURS_AHEAD * 3600) // 86_400
    said = [os.environ.get(name, "") for name in _VARIABLES]
    with suppress(UnicodeEncodeError, OSError):
        return digest(json.dumps([*words]), os.getcwd(), *said, f"{sys.stdout.isatty()} {day}").hex()
    return None


def find_given_root(root: Path | None) -> str:
    """How a root was found: as it was given, '' where it is the nearest folder with settings."""
    return "" if root is None else str(root)


def _see(looked: Looked) -> str | None:
    """The snapshot of all that is looked at; None if there is none, or another root would be found now."""
    if os.path.realpath(looked.given) != looked.root if looked.given else _find_nearest() != looked.root:
        return None
    seen = _see_unwritten(looked)
    return None if seen is None else seen[1]


def _find_nearest() -> str:
    here = os.getcwd()
    while not os.path.isfile(os.path.join(here, "mkdocs.yml")):
        above = os.path.dirname(here)
        if above == here:
            return ""
        here = above
    return here


def _see_unwritten(looked: Looked) -> tuple[str, str] | None:
    """The stamps, and behind them the snapshot; None if there is none. Of the same it is taken once."""
    return _see_once(json.dumps(looked))


@cache
def _see_once(described: str) -> tuple[str, str] | None:
    looked = Looked(*json.loads(described))
    if is_cut_off(Path(looked.root)) or any(os.path.lexists(path) != there for path, there in looked.there):
        return None
    stamps, snapshot = _take(take_stamps, looked), _take(take_snapshot, looked)
    return None if stamps is None or snapshot is None else (stamps, snapshot)


def _take(take: Any, looked: Looked) -> str | None:
    try:
        taken: bytes = take(looked.paths, looked.listed)
    except NoSnapshotError:
        return None
    return taken.hex()


def _say(answer: _Answer) -> int:
    try:
        print(answer.text, flush=True)
    except BrokenPipeError:  # whoever reads it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.status
