"""Measures what people wait for most, in two or three minutes, and compares it with the last release.

    python bench/quick.py [--runs 3] [--write]

CPU time of each command and of all that it starts, as a multiple of that of `python -c 'import pydantic, yaml'` in the same run,
so that machines compare; of several runs, the least disturbed. What takes more than a tenth longer than in results/quick.json is
warned of: a tenth is nothing to end a run for. `--write` writes that file: before a release.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from make_catalogue import make_catalogue

RESULTS = Path(__file__).parent / "results" / "quick.json"
CALIBRATION = (sys.executable, "-c", "import pydantic, yaml")
NIEMYET = (sys.executable, "-m", "niemyet")
PROCEDURES = 376
MOST_SLOWER = 1.1
CALIBRATIONS_A_RUN = 3


@dataclass(frozen=True)
class Place:
    """A catalogue of one commune, its site, and a folder for what the program keeps."""

    root: Path
    cache: Path
    posting: Path
    text: str = field(repr=False)

    def change(self, number: int) -> None:
        """Another number of the decision in one posting."""
        self.posting.write_text(re.sub(r"number: [0-9]+/", f"number: {5000 + number}/", self.text), "utf-8")

    def measure(self, *words: str) -> float:
        """CPU seconds of a command and all that it starts."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=kept | {"XDG_CACHE_HOME": str(self.cache)}
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(words)}: status {process.returncode}\n{said.decode()}")
        return used.ru_utime + used.ru_stime


def list_tasks(place: Place) -> Mapping[str, Callable[[int], float]]:
    """What is measured, by name; each is given the number of the run. They are done in this order."""
    here = ("--root", str(place.root), "--as-of", "2026-11-22")

    def check_anew(_: int) -> float:
        for file in (*place.cache.rglob("check-*"), *place.cache.rglob("law-*")):
            file.unlink()
        return place.measure(*NIEMYET, "check", *here)

    def check_changed(number: int) -> float:
        place.change(2 * number)
        return place.measure(*NIEMYET, "check", str(place.posting), *here)

    def build_changed(number: int) -> float:
        place.change(2 * number + 1)
        return place.measure(*NIEMYET, "build", *here)

    return {
        "niemyet --help": lambda _: place.measure(*NIEMYET, "--help"),
        "check, for the first time": check_anew,
        "check, nothing changed": lambda _: place.measure(*NIEMYET, "check", *here),
        "check FILE, one posting changed": check_changed,
        "build, from nothing": lambda _: place.measure(*NIEMYET, "build", "--clean", *here),
        "build, one posting changed": build_changed,
        "build, nothing changed": lambda _: place.measure(*NIEMYET, "build", *here),
    }


def measure_all(runs: int, folder: Path) -> dict[str, float]:
    """Each task as a multiple of the calibration."""
    root = folder / "catalogue-to-measure"
    make_catalogue(root, 1, PROCEDURES, seed=1)
    posting = next(root.glob("catalogue/*/*/9.000001.yaml"))
    place = Place(root, folder / "cache", posting, posting.read_text("utf-8"))
    tasks = list_tasks(place)
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    calibrations = []
    for number in range(runs + 1):  # the first compiles what Python keeps, and is not counted
        for name, do in tasks.items():
            seconds = do(number)
            if number:
                taken[name].append(seconds)
                calibrations.append(min(place.measure(*CALIBRATION) for _ in range(CALIBRATIONS_A_RUN)))
    unit = min(calibrations)
    print(f"calibration: {unit:.3f} s of CPU time; {runs} runs\n")
    return {name: round(min(seconds) / unit, 2) for name, seconds in taken.items()}


def compare(now: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    """Prints the table; returns what is to be warned of."""
    print(f"{'':34}{'now':>9}{'before':>9}{'':>8}")
    warnings = []
    for name, taken in now.items():
        known = before.get(name)
        print(f"{name:34}{taken:>9.2f}" + (f"{known:>9.2f}{taken / known - 1:>+8.0%}" if known else ""))
        if known and taken > MOST_SLOWER * known:
            warnings.append(f"{name} takes {taken / known - 1:.0%} longer than in the last release ({known} → {taken})")
    return warnings


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="what is measured becomes what is compared with")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="niemyet-quick-", dir=os.environ.get("TMPDIR")) as made:
        measured = measure_all(asked.runs, Path(made))
    known = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    mark = "::warning::" if os.environ.get("GITHUB_ACTIONS") else "warning: "
    for warning in compare(measured, known):
        print(f"{mark}{warning}")
    if asked.write:
        RESULTS.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
