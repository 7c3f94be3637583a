"""The long run: `make fuzz`, or from the root `PYTHONPATH=generator:tests python -m fuzz`."""

import argparse
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from fuzz.fields import attack_fields, format_fields
from fuzz.formats import FORMATS
from fuzz.measuring import measure_files, measure_growth
from fuzz.running import SLOWEST, State, Tally, make_input, run

ROOT = Path(__file__).parent.parent.parent


def main() -> int:
    """Tries inputs, says what became of them; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=int, default=1_000_000, help="of all formats together")
    parser.add_argument("--minutes", type=float, default=1e6, help="stop after so long; the next run goes on from there")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="formats, separated by commas")
    parser.add_argument("--show", default="", help="write the bytes of one input to the output: yaml:1234")
    parser.add_argument("--pathological", action="store_true", help="measure the files that are made to take all time")
    parser.add_argument("--growth", action="store_true", help="measure how the time of check grows with each entry of each file")
    parser.add_argument("--fields", action="store_true", help="plant attacks until each field has got thousands")
    parser.add_argument("--out", type=Path, help="a folder for the summary")
    given = parser.parse_args()
    if given.show:
        name, _, number = given.show.partition(":")
        sys.stdout.buffer.write(make_input(given.seed, name, int(number)))
        return 0
    if given.pathological or given.growth:
        return (measure_files if given.pathological else measure_growth)()
    until = time.time() + given.minutes * 60
    if given.fields:
        return _attack_fields(given.seed, until, given.out)
    names = given.only.split(",") if given.only else list(FORMATS)
    shares = sum(FORMATS[name].weight for name in names)
    state = State(ROOT / f".fuzz/{given.seed}.json", given.seed)
    wanted = {name: round(given.inputs * FORMATS[name].weight / shares) for name in names}
    run(state, wanted, given.jobs, until)
    print()
    print(_summary(state))
    if given.out is not None:
        (given.out / "fuzz.md").write_text(_page(state), "utf-8")
    return int(any(tally.faults for tally in state.tallies.values()))


def _attack_fields(seed: int, until: float, out: Path | None) -> int:
    with tempfile.TemporaryDirectory() as folder:
        got = attack_fields(ROOT / f".fuzz/fields-{seed}.json", seed, until, Path(folder))
    if out is not None:
        (out / "injection.md").write_text(format_fields(got, seed), "utf-8")
    return 0


def _summary(state: State) -> str:
    rows = ["| format | inputs | accepted | ms each | slowest, ms | faults |", "| --- | --: | --: | --: | --: | --: |"]
    total = Tally()
    for name, tally in state.tallies.items():
        total.add(tally)
        rows.append(_row(name, tally))
    rows.append(_row("all", total))
    for name, tally in state.tallies.items():
        for what, numbers in sorted(tally.faults.items()):
            rows.append(f"\n{name}: {what}: {len(numbers)} × (--show {name}:{numbers[0]})")
    return "\n".join(rows)


def _row(name: str, tally: Tally) -> str:
    each = tally.seconds / tally.done * 1000 if tally.done else 0
    faults = sum(map(len, tally.faults.values()))
    return f"| {name} | {tally.done:,} | {tally.taken:,} | {each:.2f} | {tally.slowest * 1000:.0f} | {faults} |"


def _page(state: State) -> str:
    today = datetime.now(UTC).date()
    return f"""# Inputs at random

Written by `python -m fuzz --seed {state.seed} --out bench/results` on {today}; not to be edited by hand.

{_summary(state)}

A run may be stopped and goes on: the table counts what was tried, however much was asked for. Faults that have been mended since
are tried again and no longer counted.

## What it is

Each input is a real file of `tests/` in which something was changed, or a package of which a part was; seed and number give the
same bytes again. The program's own readers read it. A fault is an exception that is no diagnostic, a process that ends, more than
{SLOWEST:g} s of the processor, or a diagnostic that points outside its file. `catalogue` is a whole catalogue with one file
changed, checked with every rule. Times are of the processor.

## On what

- {_processor()}, {os.cpu_count()} cores
- {platform.system()} {platform.release()}, Python {platform.python_version()}
"""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in info.read_text("utf-8").splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    sys.exit(main())
