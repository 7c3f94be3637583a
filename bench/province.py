"""Measures check and build on the catalogue of one whole province, each in a fresh process, and prints a table.

    python bench/province.py [--communes 126] [--runs 3] [--folder DIR]

The catalogue is that of `make_province.py`. After a build from nothing, and one with nothing to do, one thing at a time is
changed: a fee that the province sets, one of its own procedures, a file of a form, a posting. Wall time covers the whole command;
CPU time and peak memory cover the command and its workers. The load of the machine is told beside each figure: where others work
on it too, compare CPU times, and those of the same minutes only.
"""

import argparse
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from build import measure
from make_province import make_province


def _edit(file: Path, pattern: str, new: str) -> None:
    text, found = re.subn(pattern, new, file.read_text("utf-8"), count=1, flags=re.M)
    if not found:
        raise ValueError(f"{file}: {pattern}")
    file.write_text(text, "utf-8")


def list_changes(root: Path, province: Path) -> dict[str, Callable[[int], None]]:
    """What is changed before a build, by the label of its row; each takes the number of the run."""
    reference = root / "catalogue" / "reference"
    fee = min(file for file in province.glob("9.*.yaml") if "amount: " in file.read_text("utf-8"))
    own, posting = min(province.glob("procedures/*/*.yaml")), min(province.glob("*/9.*.yaml"))
    form = min(reference.glob("tep/*.docx"))

    def change_form(run: int) -> None:
        with ZipFile(form, "a") as package:
            package.writestr(f"word/part{run}.xml", "<d/>")

    return {
        "build, nothing changed": lambda _: None,
        "build, one fee of the province changed": lambda run: _edit(fee, r"amount: \d+", f"amount: {13000 + run}"),
        "build, one own procedure changed": lambda run: _edit(own, "^summary: .*$", f"summary: Lời tóm tắt mẫu {run}"),
        "build, one file of a form changed": change_form,
        "build, one posting changed": lambda run: _edit(posting, "^counter: .*$", f"counter: Quầy số {1 + run % 6}"),
    }


def run(communes: int, runs: int, folder: Path) -> None:
    """Makes the catalogue and prints the table."""
    root = folder / "province"
    province = make_province(root, communes)
    here = ("--root", str(root), "--as-of", "2026-11-22")
    changes = list_changes(root, province)
    measured: dict[str, list[tuple[float, float, int]]] = {
        "check": [],
        "build, from nothing": [],
        **{name: [] for name in changes},
    }
    loads: dict[str, list[float]] = {name: [] for name in measured}

    def take(label: str, command: str) -> None:
        measured[label].append(measure(command, *here))
        loads[label].append(os.getloadavg()[0])

    for number in range(runs):
        take("check", "check")
        shutil.rmtree(root / "site", ignore_errors=True)
        take("build, from nothing", "build")
        for label, change in changes.items():
            change(number)
            take(label, "build")
    pages = sum(1 for _ in (root / "site").rglob("index.html"))
    print(f"\n{communes} communes, {pages:,} pages; {os.cpu_count()} cores; median of {runs}\n")
    print("| command | wall, s | fastest–slowest | CPU, s | peak, MB | load of the machine |")
    print("| --- | --: | --: | --: | --: | --: |")
    for label, rows in measured.items():
        walls, load = [wall for wall, _, _ in rows], statistics.median(loads[label])
        cpu, peak = statistics.median(cpu for _, cpu, _ in rows), max(memory for _, _, memory in rows)
        span = f"{min(walls):.2f}–{max(walls):.2f}"
        print(f"| {label} | {statistics.median(walls):.2f} | {span} | {cpu:.2f} | {peak} | {load:.1f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=126)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="niemyet-bench-", dir=asked.folder) as made:
        run(asked.communes, asked.runs, Path(made))
