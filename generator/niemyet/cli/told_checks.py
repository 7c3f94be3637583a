"""What a check has told, for whoever asks the same again of the very same files: answered before any library is loaded.

A question is the command line with what else of the machine a check asks for. The files are told by content
(`cache/snapshots.py`), and everything that a check looks at is among them. Of links, revisions or corrections nothing is kept.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from niemyet.cache.digests import digest
from niemyet.cache.kept import put, recall
from niemyet.cache.placing import is_cut_off
from niemyet.cache.program import digest_program
from niemyet.cache.snapshots import NoSnapshotError, take_snapshot, take_stamps

_GROUP, _MOST = "told", 24
"""So many answers are kept; of more, the oldest go."""
_ALONE = frozenset({"--errors", "--errors-only", "--summary"})
_WITH_VALUE = frozenset({"--format", "--lang", "--as-of", "--jobs", "-j", "--root"})
_VARIABLES = ("NIEMYET_LANG", "NO_COLOR", "SOURCE_DATE_EPOCH", "TERM")
_NOT_WITH = ("GITHUB_STEP_SUMMARY", "_NIEMYET_COMPLETE")
_HOURS_AHEAD = 7
"""Of Việt Nam: a check is that of a day there."""


class Looked(NamedTuple):
    """What a check looks at: the root, and how it was given, '' if it was found; files and whole folders, by content; and
    folders, by the names in them."""

    root: str
    given: str
    paths: Sequence[str]
    listed: Sequence[str]


class _Answer(NamedTuple):
    looked: Looked
    stamps: str
    snapshot: str
    text: str
    status: int


def tell_again(words: Sequence[str]) -> int | None:
    """Tells what was told before, and returns the exit status; None if the check must be made."""
    question = _name_question(words)
    if question is None or (data := recall(_GROUP, question, digest_program())) is None:
        return None
    with suppress(ValueError, TypeError, KeyError):  # not as it was written
        looked, stamps, snapshot, text, status = json.loads(data)
        answer = _Answer(Looked(*looked), stamps, snapshot, text, status)
        # With other times files are hardly the same, and reading all of them would be in vain. The same times prove nothing.
        if _is_found(answer.looked) and _stamp(answer.looked) == stamps and _see(answer.looked) == snapshot:
            return _say(answer)
    return None


class Telling:
    """A check under way. Begun before it reads anything, it keeps its answer only if nobody has written meanwhile."""

    def __init__(self, words: Sequence[str], looked: Looked | None) -> None:
        """`looked` is None where nobody knows all that it looks at."""
        self._question, self._looked = _name_question(words), looked
        self._before = None if self._question is None or looked is None else _stamp(looked)

    def keep(self, text: str, status: int) -> None:
        """Keeps the whole text that was told, and the exit status."""
        if self._question is None or self._looked is None or self._before is None:
            return
        snapshot = _see(self._looked)
        if snapshot is not None and _stamp(self._looked) == self._before:
            answer = _Answer(self._looked, self._before, snapshot, text, status)
            put(_GROUP, self._question, digest_program(), json.dumps(answer).encode("utf-8"), _MOST)


def _name_question(words: Sequence[str]) -> str | None:
    """The name of the question that a command line asks; None if its answer is not kept."""
    if list(words[:1]) != ["check"] or any(name in os.environ for name in _NOT_WITH) or not _asks_for_all(words[1:]):
        return None
    day = int(time.time() + _HOURS_AHEAD * 3600) // 86_400
    said = [os.environ.get(name, "") for name in _VARIABLES]
    with suppress(UnicodeEncodeError, OSError):
        return digest(json.dumps([*words]), os.getcwd(), *said, f"{sys.stdout.isatty()} {day}").hex()
    return None


def _asks_for_all(words: Sequence[str]) -> bool:
    """Whether a whole catalogue is asked about, with options that change words alone. A single file is asked about once it has
    changed: what was told of it before is of no use."""
    left = list(words)
    while left:
        word = left.pop(0)
        name, sign, _ = word.partition("=")
        if name in _WITH_VALUE and not sign and left:
            left.pop(0)
        elif word not in _ALONE and not (name in _WITH_VALUE and sign):
            return False
    return True


def _is_found(looked: Looked) -> bool:
    """Whether the same root would be found now, and nobody is at work there."""
    root = os.path.realpath(looked.given) if looked.given else _find_nearest()
    return root == looked.root and not is_cut_off(Path(root))


def _find_nearest() -> str:
    here = os.getcwd()
    while not os.path.isfile(os.path.join(here, "mkdocs.yml")):
        above = os.path.dirname(here)
        if above == here:
            return ""
        here = above
    return here


def _see(looked: Looked) -> str | None:
    return _take(take_snapshot, looked)


def _stamp(looked: Looked) -> str | None:
    return _take(take_stamps, looked)


def _take(take: Callable[[Sequence[str], Sequence[str]], bytes], looked: Looked) -> str | None:
    """None if there is something that has no snapshot."""
    with suppress(NoSnapshotError):
        return take(looked.paths, looked.listed).hex()
    return None


def _say(answer: _Answer) -> int:
    try:
        print(answer.text, flush=True)
    except BrokenPipeError:  # whoever reads it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.status
