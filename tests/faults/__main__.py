"""Every file operation of every command that writes fails once, or the command ends there: what is left must be whole.

    make faults                                                # every command, every operation
    PYTHONPATH=generator:tests python -m faults --only format,confirm --most 20 --seed 7

A layer over the file functions (tests/faults/layer.c) counts the operations below a folder of the run. A command is run once
undisturbed: what it leaves is "new", what was there before is "old". Then for each operation it is run again from the old state,
and that one fails (no space, input/output error, no permission, too many files; also: no space from then on), or the process is
killed. What has to hold then is in `judging.py`. What a kill leaves among records, sheets and other files of people may be part
old and part new until the next command; those are counted apart (`Scenario.at_once`).

A run that is stopped goes on: `.fuzz/` keeps what each command has shown, by seed; what is named with `--only` is tried again,
and so is everything that was judged by other rules than those of this folder now.
"""

import argparse
import ctypes
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path

from faults.judging import Counts
from faults.scenarios import SCENARIOS
from faults.trying import Wanted, try_scenario

KEPT = Path(__file__).parent.parent.parent / ".fuzz"
RULES = ("judging.py", "trying.py", "scenarios.py", "layer.c")
JUDGED_BY = hashlib.sha256(b"".join(Path(__file__).with_name(name).read_bytes() for name in RULES)).hexdigest()
"""What was counted by other versions of these is not counted with the rest."""
LAYER = "NIEMYET_FAULTS_LAYER"
HEAD = "| command | operations | made to fail | killed | old | new | partly | wrong |\n| --- |" + " --: |" * 7


def main() -> int:
    """Tries what is asked for and says what became of it; 1 if a promise was not kept."""
    parser = argparse.ArgumentParser(prog="faults", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="commands whose names begin so, by comma")
    parser.add_argument("--most", type=int, default=10**9, help="at most so many faults and so many kills of a command")
    parser.add_argument("--every-kill", action="store_true", help="before, after and halfway of each operation, not one of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a folder for faults.md, the summary")
    given = parser.parse_args()
    if LAYER not in os.environ:
        return _run_below_the_layer()
    kept = KEPT / f"faults-{given.seed}.json"
    every = read_counts(kept)
    layer, place = ctypes.CDLL(os.environ[LAYER]), Path(os.environ[LAYER]).parent
    wanted = Wanted(given.most, given.seed, given.every_kill)
    names = tuple(filter(None, given.only.split(",")))
    print(HEAD, flush=True)
    for scenario in (one for one in SCENARIOS if not names or one.name.startswith(names)):
        if (counts := every.get(scenario.name)) is None or counts.wrong or given.only:
            counts = every[scenario.name] = try_scenario(scenario, place, layer, wanted)
        print(_row(scenario.name, counts), flush=True)
        for wrong in counts.wrong[:40]:
            print("   ", wrong, flush=True)
        kept.parent.mkdir(exist_ok=True)
        write_counts(kept, every)
    print(_row("all", _sum(every)))
    if given.out is not None:
        (given.out / "faults.md").write_text(_page(), "utf-8")
    return int(any(one.wrong for one in every.values()))


def _run_below_the_layer() -> int:
    """Compiles the layer and runs this program again with it before the C library."""
    with tempfile.TemporaryDirectory(prefix="niemyet-faults-") as folder:
        made = f"{folder}/layer.so"
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", made, Path(__file__).parent / "layer.c", "-ldl"], check=True)
        env = os.environ | {
            LAYER: made, "LD_PRELOAD": made, "TMPDIR": f"{folder}/tmp", "XDG_CACHE_HOME": f"{folder}/cache",
            "PYTHONDONTWRITEBYTECODE": "1", "NIEMYET_LANG": "vi", "COLUMNS": "120", "GIT_CEILING_DIRECTORIES": folder,
        }  # fmt: skip
        Path(folder, "tmp").mkdir()
        return subprocess.run([sys.executable, "-m", "faults", *sys.argv[1:]], env=env, check=False).returncode


def _row(name: str, counts: Counts) -> str:
    numbers = (counts.operations, counts.failed, counts.killed, counts.old, counts.new, counts.mixed, len(counts.wrong))
    return f"| {name} | {' | '.join(f'{number:,}' for number in numbers)} |"


def _sum(every: Mapping[str, Counts]) -> Counts:
    total = Counts()
    for one in every.values():
        for key in fields(Counts):
            setattr(total, key.name, getattr(total, key.name) + getattr(one, key.name))
    return total


def write_counts(kept: Path, every: Mapping[str, Counts]) -> None:
    """Keeps what each command has shown."""
    found = {"judged by": JUDGED_BY, "commands": {name: asdict(one) for name, one in every.items()}}
    kept.write_text(json.dumps(found), "utf-8")


def read_counts(kept: Path) -> dict[str, Counts]:
    """What was found before; nothing, and a sentence, where it was judged by other rules."""
    if not kept.exists():
        return {}
    found = json.loads(kept.read_text("utf-8"))
    if found.get("judged by") != JUDGED_BY:
        print(f"{kept.name} was judged by other rules and is not counted: everything of that seed is tried anew", file=sys.stderr)
        return {}
    return {name: Counts(**one) for name, one in found["commands"].items()}


def _page() -> str:
    read = {file.stem.partition("-")[2]: read_counts(file) for file in sorted(KEPT.glob("faults-*.json"))}
    seeds = {seed: every for seed, every in read.items() if every}
    tables = [[_row(name, one) for name, one in (*every.items(), ("all", _sum(every)))] for every in seeds.values()]
    told = [f"## Seed {seed}\n\n{HEAD}\n{chr(10).join(rows)}\n" for seed, rows in zip(seeds, tables, strict=True)]
    sums = _sum({seed: _sum(every) for seed, every in seeds.items()})
    return f"""# Every file operation fails once, or the command is killed there

Written by `python -m faults --out bench/results` on {datetime.now(UTC).date()}; not to be edited by hand. With all seeds together
{sums.failed:,} operations were made to fail and commands were killed {sums.killed:,} times, {len(sums.wrong):,} wrong.

{chr(10).join(told)}

A layer under the C library (`tests/faults/layer.c`) counts the operations below a copy of `tests/small` and makes one of them
fail (no space, input/output error, no permission, too many files; also no space from then on), or kills the process before it,
after it, or with half of it done. *Operations* are all that there are; where fewer were tried, these are spread evenly. *Old* and
*new*: the files were wholly as before or as after an undisturbed run. *Partly*: killed between two renames and completed by the
next command; where each file is treated for itself (`format`, `check --fix`, publishing in place) also one told and left.
*Wrong*: anything else, no sentence, something left behind, or a next run that does not complete. Rows of
one seed are kept from run to run; a command that is not named was not tried.

On {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}.
"""


if __name__ == "__main__":
    sys.exit(main())
