"""What is left after a command that failed or was killed, held against what was there before and what it would have left.

- old or new as a whole, and new if the command said that it was done;
- a command that failed has said so in a sentence, and nothing lies about;
- the same command, run again, completes: new as a whole, and nothing lies about.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from faults.scenarios import Scenario

ALLOWED = (".site.cache", ".site.lock", ".xem-thu.lock", ".target.lock", "counts/.ratings.csv.lock")
"""What may lie beside the files after a command, whatever became of it."""
LEFT = "sẽ ghi nốt"
"""What a command says that could not even put back what was there: the next one completes it."""
STANDS = "giữ nguyên"
"""What a command says that failed: all is as it was."""
OF_PUBLISHER = (".site.publish", "target/.niemyet", ".target.before", ".git/")
"""What the publisher and git keep for themselves."""

Files: TypeAlias = dict[str, bytes]
"""Every file by its path; a link by where it leads; an empty folder by its path with a stroke."""


@dataclass
class Counts:
    """What one scenario has shown. `wrong` holds a sentence for each promise that was not kept."""

    operations: int = 0
    failed: int = 0
    killed: int = 0
    old: int = 0
    new: int = 0
    mixed: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Ended:
    """How a run ended – its status, negative if it was killed – what it said, and the files that it left."""

    status: int
    said: str
    files: Files


def snapshot(root: Path) -> Files:
    """Every file, but what may always lie about and what the publisher keeps for itself."""
    found = {}
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if name not in ("__pycache__", ".git"))
        inside = os.path.relpath(folder, root)
        for name in (*names, *(one for one in below if os.path.islink(os.path.join(folder, one)))):
            path = os.path.normpath(os.path.join(inside, name))
            if path not in ALLOWED and not path.startswith(OF_PUBLISHER):
                file = os.path.join(folder, name)
                found[path] = os.readlink(file).encode() if os.path.islink(file) else Path(file).read_bytes()
        if not below and not names and inside != "." and not inside.startswith(OF_PUBLISHER):
            found[f"{inside}/"] = b""
    return found


@dataclass(frozen=True)
class Known:
    """The files before, after an undisturbed run, and after two: the same as after one, unless who asks twice asks for more."""

    old: Files
    new: Files
    twice: Files

    def is_old_or_new(self, path: str, now: Files) -> bool:
        """Whether a file is as before or as afterwards: with that content, or not there."""
        return now.get(path) in (self.old.get(path), self.new.get(path))


def judge(scenario: Scenario, where: str, killed: bool, known: Known, runs: tuple[Ended, Ended], counts: Counts) -> None:
    """Counts one try: the first run was disturbed, the second is the same again."""
    (old, new), (first, second) = (known.old, known.new), runs
    wholly = "old" if first.files == old else "new" if first.files == new else ""
    counts.killed += killed
    counts.failed += not killed
    counts.old += wholly == "old"
    counts.new += wholly == "new"
    tail = f"[{first.said.strip()[-160:]}]"
    if first.status == 0 and first.files != new:
        counts.wrong.append(f"{where}: said to be done, but {differing(first.files, new)}")
    elif not wholly and (killed or scenario.one_by_one or LEFT in first.said):
        _judge_mixed(scenario, where, killed, known, first, counts)
    elif not wholly:
        counts.wrong.append(f"{where}: neither old nor new: {differing(first.files, old)} {tail}")
    if not killed and first.status:
        if not _is_sentence(first):
            counts.wrong.append(f"{where}: no sentence: {first.status} {first.said.strip()[-300:]!r}")
        if STANDS in first.said and first.files != old:
            counts.wrong.append(f"{where}: says that all is as it was: {differing(first.files, old)} {tail}")
    once_more = wholly == "new" or killed or LEFT in first.said or bool(second.status)
    if second.files != new and not (once_more and scenario.asks_again and _is_more(scenario, known, second.files)):
        said = f"[{second.said.strip()[-160:]}]"
        counts.wrong.append(f"{where}: run again ({second.status}), {differing(second.files, new)} {said}")


def _is_sentence(ended: Ended) -> bool:
    said = ended.said
    return ended.status <= 2 and bool(said.strip()) and "Traceback" not in said and "Errno" not in said


def _is_more(scenario: Scenario, known: Known, now: Files) -> bool:
    """Whether every file is as after one run or after two; a report of what was done is whole, whatever that was."""
    return now.keys() in (known.new.keys(), known.twice.keys()) and all(
        data.endswith(b"\n") if path in scenario.reports else data in (known.new.get(path), known.twice.get(path))
        for path, data in now.items()
    )


def _judge_mixed(scenario: Scenario, where: str, killed: bool, known: Known, first: Ended, counts: Counts) -> None:
    """After a kill, or where a file could not be read or put back: every file is old or new, and unfinished ones are left only by
    a kill or to the next command; where a scenario promises more, all of them are one."""
    old, new, now = known.old, known.new, first.files
    strange = {path for path in {*old, *new, *now} if not known.is_old_or_new(path, now)}
    if killed or LEFT in first.said:
        strange = {path for path in strange if not _is_unfinished(path)}
    if strange:
        counts.wrong.append(f"{where}: torn {sorted(strange)[:3]} [{first.said.strip()[-160:]}]")
    elif _finished(now) not in (_finished(old), _finished(new)):
        counts.mixed += 1
        if scenario.at_once and not scenario.one_by_one:
            counts.wrong.append(f"{where}: partly old: {differing(now, old)}; {differing(now, new)}")


def _finished(files: Files) -> Files:
    return {path: data for path, data in files.items() if not _is_unfinished(path)}


def _is_unfinished(path: str) -> bool:
    """Whether a path is of a file or an empty folder that is still being made, which only a kill may leave."""
    unfinished = any(part.startswith(".") and part.endswith((".new", ".old", ".lock")) for part in path.split("/"))
    return unfinished or path.startswith("tmp") or path.endswith(("-journal", "/"))


def differing(now: Files, other: Files) -> str:
    """How many files are more, less and other, with some of their names."""
    more, less = sorted(now.keys() - other.keys()), sorted(other.keys() - now.keys())
    changed = sorted(path for path in now.keys() & other.keys() if now[path] != other[path])
    return f"{len(more)} more {more[:2]}, {len(less)} less {less[:2]}, {len(changed)} other {changed[:2]}"
