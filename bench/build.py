"""Measures check and build on a generated catalogue, each in a fresh process, and prints a table.

    python bench/build.py [--communes 10] [--runs 5] [--folder DIR]

Wall time covers the whole command, including the start of Python and loading MkDocs; CPU time and peak memory cover the command
and its workers. `--folder` is where catalogue and site are written: on a slow disk, creating thousands of files takes as long as
rendering them.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_catalogue import make_catalogue

NIEMYET = [sys.executable, "-m", "niemyet"]


def measure(*words: str) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds and peak memory (MB, the largest process) of one command."""
    started = time.perf_counter()
    process = subprocess.Popen([*NIEMYET, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        raise RuntimeError(f"niemyet {' '.join(words)}: status {os.waitstatus_to_exitcode(status)}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def row(label: str, runs: list[tuple[float, float, int]], pages: int) -> str:
    """One line of the table: medians, and the fastest and slowest wall time."""
    walls = [wall for wall, _, _ in runs]
    wall, cpu = statistics.median(walls), statistics.median(cpu for _, cpu, _ in runs)
    span = f"{min(walls):.2f}–{max(walls):.2f}"
    return f"| {label} | {wall:.2f} | {span} | {cpu:.2f} | {1000 * wall / pages:.2f} | {max(m for _, _, m in runs)} |"


def sizes(site: Path) -> tuple[int, int, int]:
    """The smallest, the median and the largest posting page, in bytes."""
    found = sorted(page.stat().st_size for page in site.glob("*/*/9.*/index.html") if page.parts[-4] != "thu-tuc")
    return found[0], int(statistics.median(found)), found[-1]


def run(communes: int, runs: int, folder: Path) -> None:
    """Makes the workloads and prints the table."""
    many, few = folder / "many", folder / "few"
    make_catalogue(many, communes, 376, seed=1)
    make_catalogue(few, 1, 376, seed=1)
    site = many / "site"
    here = ("--root", str(many), "--as-of", "2026-11-22")
    checks, colds, warms = [], [], []
    posting = next(many.glob("catalogue/*/*/9.000001.yaml"))
    for number in range(runs):
        checks.append(measure("check", *here))
        shutil.rmtree(site, ignore_errors=True)
        colds.append(measure("build", *here))
        posting.write_text(re.sub(r"number: [0-9]+/", f"number: {5000 + number}/", posting.read_text("utf-8")), "utf-8")
        warms.append(measure("build", *here))
    measure("build", "--root", str(few), "--as-of", "2026-11-22")
    pages = sum(1 for _ in site.rglob("index.html"))
    print(f"\n{communes} communes × 376 procedures: {communes * 376:,} postings, {pages:,} pages; {os.cpu_count()} cores\n")
    print("| command | wall, s (median) | fastest–slowest | CPU, s | ms a page | peak, MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    print(row("check", checks, pages))
    print(row("build, from nothing", colds, pages))
    print(row("build, one posting changed", warms, pages))
    print("\nbytes of a posting page, smallest / median / largest:")
    print(f"  {communes} communes: {sizes(site)}\n  1 commune:  {sizes(few / 'site')}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=10)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="niemyet-bench-", dir=asked.folder) as made:
        run(asked.communes, asked.runs, Path(made))
