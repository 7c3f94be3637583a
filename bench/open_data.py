"""Measures what open data cost in a build from nothing: by turns with them and without, and by samples of what is under way.

    python bench/open_data.py [--communes 10 60] [--procedures 376] [--runs 3] [--folder DIR] [--parts]

With `--parts` one part of the setting after the other is asked for, and each is told with those before it.

Each build is one process with one job, and only its CPU time counts, because others may use the machine as well; of several
runs the least is told. Where others do, the samples are what to trust: a share of one run is not disturbed as a ratio of two is.
A sample counts for open data if it is in their program, or where a file of theirs is written or digested; what many more files
cost at the end of a build (listing, moving) is in the ratio alone.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from os import wait4
from pathlib import Path
from types import FrameType

from make_catalogue import make_catalogue
from sampling import sample

TODAY = "2026-11-28"
EVERY = 0.002
PIECES = {
    "postings": {"open_data/postings.py"},
    "tables of answers": {"open_data/answer_tables.py"},
    "lists of communes": {"open_data/communes.py"},
    "workbooks": {"open_data/workbook.py"},
    "linked data": {"open_data/linked.py"},
    "the law and the places": {"open_data/law.py", "open_data/places.py", "open_data/packages.py"},
    "what describes the data": {"open_data/entry.py"},
    "texts of other pages": {"render/page_texts.py"},
}
"""What is counted apart: each by the files of which one is under way. They overlap."""


_PROGRAM = ("open_data/", "render/page_texts.py")
BY_PARTS = ("api", "assistants", "embed", "tables", "linked", "calendars")
"""The parts of the setting, in the order in which they are added."""


def _is_data(path: str) -> bool:
    return path.startswith(("api/", "nhung/")) or path.endswith("/index.md") or path == "llms.txt"


def _look(counted: Counter[str], frame: FrameType | None) -> None:
    """Counts for what the time goes now."""
    files: set[str] = set()
    written = False
    while frame is not None:
        file = frame.f_code.co_filename.rpartition("/niemyet/")[2]
        if file == "building/context.py" and frame.f_code.co_name == "write":
            below = {"publish/staging.py", "publish/listing.py"}
            written = not files.isdisjoint(below) and _is_data(frame.f_locals.get("path", ""))
        files.add(file)
        frame = frame.f_back
    counted["all"] += 1
    if written:
        counted["open data"] += 1
        counted["writing and digesting their files"] += 1
    elif any(file.startswith(_PROGRAM) and file != "open_data/addresses.py" for file in files):
        counted["open data"] += 1
        counted.update(name for name, of in PIECES.items() if not files.isdisjoint(of))


def build(root: Path, sampled: Path | None) -> None:
    """One build in this process."""
    from niemyet.cli import run

    if sampled is not None:
        sample(_look, sampled, EVERY)
    sys.argv = ["niemyet", "build", "--root", str(root), "--as-of", TODAY, "--jobs", "1"]
    run()


def measure(root: Path, sampled: Path | None = None) -> float:
    """The CPU seconds of a build from nothing; its samples are left in the file `sampled`."""
    shutil.rmtree(root / "site", ignore_errors=True)
    words = [sys.executable, __file__, "--root", str(root), *(["--sampled", str(sampled)] if sampled is not None else [])]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{words}: {status}")
    return used.ru_utime + used.ru_stime


def run(communes: int, procedures: int, runs: int, folder: Path, parts: bool) -> None:
    """Makes the catalogue and prints what was measured."""
    without, with_data = folder / f"without-{communes}", folder / f"with-{communes}"
    make_catalogue(without, communes, procedures, 1)
    shutil.copytree(without, with_data)
    settings = (with_data / "mkdocs.yml").read_text("utf-8")
    (with_data / "mkdocs.yml").write_text(settings.replace("{reference: own}", "{reference: own, open_data: true}"), "utf-8")
    measure(with_data, folder / "samples.json")
    counted = Counter(json.loads((folder / "samples.json").read_text("utf-8")))
    print(f"\n{communes} communes × {procedures}: {counted['all']:,} samples, of open data in percent", flush=True)
    for name in ("open data", "writing and digesting their files", *PIECES):
        print(f"| {name} | {100 * counted[name] / counted['all']:.1f} |", flush=True)
    roots = [without, *([_ask_for(with_data, number) for number in range(1, len(BY_PARTS))] if parts else []), with_data]
    taken: dict[Path, list[float]] = {root: [] for root in roots}
    for _ in range(runs):
        for root, seconds in taken.items():
            seconds.append(measure(root))
    least = {root: min(seconds) for root, seconds in taken.items()}
    print("\n| what | least, s | ratio |\n| --- | --: | --: |")
    for root, took in least.items():
        print(f"| {root.name} | {took:.2f} | {took / least[without]:.2f} |", flush=True)


def _ask_for(root: Path, number: int) -> Path:
    """A copy of the project whose site has the first `number` of `BY_PARTS`."""
    copied = root.with_name("+".join(BY_PARTS[:number]))
    shutil.copytree(root, copied, ignore=shutil.ignore_patterns("site", ".site.*"))
    settings = (copied / "mkdocs.yml").read_text("utf-8")
    left_out = ", ".join(f"{part}: false" for part in BY_PARTS[number:])
    (copied / "mkdocs.yml").write_text(settings.replace("open_data: true", f"open_data: {{{left_out}}}"), "utf-8")
    return copied


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, nargs="+", default=[10, 60])
    parser.add_argument("--procedures", type=int, default=376)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--root", type=Path)
    parser.add_argument("--sampled", type=Path)
    asked = parser.parse_args()
    if asked.root is not None:
        build(asked.root, asked.sampled)
    else:
        for number in asked.communes:
            with tempfile.TemporaryDirectory(prefix="niemyet-bench-", dir=asked.folder) as made:
                run(number, asked.procedures, asked.runs, Path(made), asked.parts)
