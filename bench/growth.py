"""How a build from nothing grows: CPU time and memory against communes, procedures, articles, files and years of history.

    python bench/growth.py [--sizes 4] [--folder DIR] [--out bench/results]

Each is measured at sizes that double, the others staying small, in one process, and beside a site with as good as none of it:
the difference is what grows. The exponent is the slope of a straight line through the differences on logarithmic scales: 1 is
twice as much for twice the size. CPU times are those of the command and all that it starts: others may use the machine as well.
"""

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape
from math import log, log2
from pathlib import Path
from typing import NamedTuple

from build import measure
from contest.chart import LOOK
from contest.machine import describe_machine
from make_catalogue import write
from make_province import make_province
from news import make_site

TODAY = "2026-11-28"
CHANGES_A_YEAR = 12
FILE = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PANEL, MARGIN = 360, 48


class Grown(NamedTuple):
    """What is let grow: its name, how a project with so much of it is made, as good as none of it, the first size."""

    name: str
    make: Callable[[Path, int], None]
    least: int
    first: int
    options: Callable[[int], tuple[str, ...]] = lambda _: ()


class Measured(NamedTuple):
    """What one size took."""

    size: int
    cpu: float
    memory: int


class Growth(NamedTuple):
    """All sizes of one thing, the smallest first, which is the site without it."""

    name: str
    runs: Sequence[Measured]

    @property
    def added(self) -> list[tuple[int, float]]:
        """How much more of it than the least, and how much more CPU time."""
        least = self.runs[0]
        return [(one.size - least.size, one.cpu - least.cpu) for one in self.runs[1:]]

    @property
    def exponent(self) -> float:
        """Of the CPU time that is added."""
        points = [(log(size), log(max(added, 0.01))) for size, added in self.added]
        middle = [sum(column) / len(points) for column in zip(*points, strict=True)]
        above = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
        return float(above / sum((x - middle[0]) ** 2 for x, _ in points))


def with_communes(root: Path, communes: int) -> None:
    """A province of so many communes with 40 postings each."""
    make_province(root, communes, 40, 13)


def with_procedures(root: Path, procedures: int) -> None:
    """Two communes that post so many procedures, a third of them the province's own."""
    make_province(root, 2, procedures, procedures // 3)


def with_articles(root: Path, articles: int) -> None:
    """So many articles without pictures."""
    make_site(root, articles, 0)


def with_files(root: Path, files: int) -> None:
    """So many small files of a province's own documents."""
    folder = make_province(root, 1, 20, 6)
    register = folder / "documents.yaml"
    lines = []
    for number in range(1001, 1001 + files):
        name = f"quyet-dinh-{number}.pdf"
        (folder / "tep" / name).write_bytes(FILE + f"% {number}\n".encode())
        issuer = "Ủy ban nhân dân thành phố Hà Nội"
        lines.append(f"{number}/2026/QĐ-UBND: {{kind: Quyết định, issuer: {issuer}, issued: 2026-01-06, file: {name}}}\n")
    write(register, register.read_text("utf-8") + "".join(lines))


def with_history(root: Path, years: int) -> None:
    """A repository whose counter of one posting changed every month for so many years."""
    folder = make_province(root, 1, 20, 6)
    posting = min(folder.glob("*/9.*.yaml"))

    def commit(day: date, what: str) -> None:
        when = f"{day} 08:00:00 +0700"
        who = ("-c", "user.name=Mẫu", "-c", "user.email=mau@example.invalid", "-c", "commit.gpgsign=false")
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin", "HOME": str(root)}
        subprocess.run(["git", "add", "--all"], cwd=root, check=True)
        subprocess.run(["git", *who, "commit", "--quiet", "--message", what], cwd=root, check=True, env=dates)

    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    months, last = years * CHANGES_A_YEAR, date.fromisoformat(TODAY)
    commit(last - timedelta(30 * (months + 1)), "Danh mục mẫu")
    for number in range(months):
        text = posting.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in text if not line.startswith("counter:")]
        posting.write_text("".join([*kept, f"counter: Quầy số {1 + number % 6}\n"]), "utf-8")
        commit(last - timedelta(30 * (months - number)), f"Đổi quầy lần {number + 1}")


GROWN = (
    Grown("communes", with_communes, 1, 4),
    Grown("procedures", with_procedures, 6, 30),
    Grown("articles", with_articles, 0, 100),
    Grown("files", with_files, 0, 100),
    Grown("years of history", with_history, 0, 1, lambda years: ("--history", str(years * CHANGES_A_YEAR))),
)


def grow(grown: Grown, sizes: int, folder: Path) -> Growth:
    """Makes and builds each size."""
    runs = []
    for size in (grown.least, *(grown.first * 2**step for step in range(sizes))):
        root = folder / "site-that-grows"
        grown.make(root, size)
        words = ("build", "--root", str(root), "--as-of", TODAY, "--jobs", "1", "--without-mkdocs", *grown.options(size))
        _, cpu, memory = measure(*words)
        runs.append(Measured(size, cpu, memory))
        print(f"{grown.name}: {size:,}: {cpu:.2f} s, {memory} MB", flush=True)
        shutil.rmtree(root)
    return Growth(grown.name, runs)


def tabulate(all_of_them: Sequence[Growth]) -> str:
    """The tables."""
    lines = [
        "| what grows | exponent of the CPU time added | CPU s for each more | MB of memory added |",
        "| --- | --: | --: | --: |",
    ]
    for one in all_of_them:
        size, added = one.added[-1]
        more = one.runs[-1].memory - one.runs[0].memory
        lines.append(f"| {one.name} | {one.exponent:.2f} | {added / size:.4f} | {more} for {size:,} |")
    lines += ["", "| what | size | CPU, s | peak, MB |", "| --- | --: | --: | --: |"]
    lines += [f"| {one.name} | {run.size:,} | {run.cpu:.2f} | {run.memory} |" for one in all_of_them for run in one.runs]
    return "\n".join(lines)


def draw(all_of_them: Sequence[Growth]) -> str:
    """Lines on logarithmic scales: how many times the first size, how many times the CPU time that it adds."""
    steps = max(len(one.added) for one in all_of_them) - 1
    scale, top = PANEL / (steps or 1), MARGIN / 2
    body = [f'<line class="grid" x1="{MARGIN}" y1="{top + PANEL}" x2="{MARGIN + PANEL}" y2="{top}" stroke-dasharray="4 4"/>']
    for step in range(steps + 1):
        x, y = MARGIN + step * scale, top + PANEL - step * scale
        body.append(f'<line class="grid" x1="{x:.0f}" x2="{x:.0f}" y1="{top}" y2="{top + PANEL}"/>')
        body.append(f'<line class="grid" x1="{MARGIN}" x2="{MARGIN + PANEL}" y1="{y:.0f}" y2="{y:.0f}"/>')
        body.append(f'<text class="tick" x="{x:.0f}" y="{top + PANEL + 18}" text-anchor="middle">× {2**step}</text>')
        body.append(f'<text class="tick" x="{MARGIN - 8}" y="{y + 4:.0f}" text-anchor="end">× {2**step}</text>')
    ends = []
    for one in all_of_them:
        first = max(one.added[0][1], 0.01)
        ways = [log2(max(added, 0.01) / first) for _, added in one.added]
        points = " ".join(f"{MARGIN + step * scale:.0f},{top + PANEL - way * scale:.0f}" for step, way in enumerate(ways))
        body.append(f'<polyline points="{points}" fill="none" class="line" stroke-width="2"/>')
        ends.append((top + PANEL - ways[-1] * scale, f"{one.name}: {one.exponent:.2f}"))
    before = 0.0
    for y, words in sorted(ends):
        before = max(y + 4, before + 18)
        body.append(f'<text x="{MARGIN + PANEL + 8}" y="{before:.0f}">{escape(words)}</text>')
    said = "; ".join(f"{one.name} {one.exponent:.2f}" for one in all_of_them)
    lines = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {MARGIN + PANEL + 200} {PANEL + MARGIN + 24}" role="img"'
        f' aria-labelledby="t d">\n<title id="t">CPU time added, on logarithmic scales; dashed: in proportion</title>\n'
        f'<desc id="d">Exponents: {escape(said)}</desc>\n<style>{LOOK}\n.line {{ stroke: #8f1f1b }}\n'
        f"@media (prefers-color-scheme: dark) {{ .line {{ stroke: #e0736c }} }}\n</style>\n"
        f'<rect class="back" width="100%" height="100%"/>\n{lines}\n</svg>\n'
    )


def word(all_of_them: Sequence[Growth]) -> str:
    """The whole report."""
    machine = "\n".join(f"- {line}" for line in describe_machine())
    return f"""# How a build from nothing grows

Written by `python bench/growth.py --out bench/results`; not to be edited by hand.

![CPU time added](growth.svg)

{tabulate(all_of_them)}

The first size of each is a site with as good as none of it; the exponents are of what is added to that. Everything ran in one
process, the frames made without MkDocs; CPU times are those of the process and all that it started, one run of each. A year has
{CHANGES_A_YEAR} changes.

## On what

{machine}
"""


def main(sizes: int, folder: Path, out: Path | None) -> None:
    """Measures everything and writes or prints the report."""
    measured = [grow(one, sizes, folder) for one in GROWN]
    if out is None:
        print(word(measured))
        return
    (out / "growth.md").write_text(word(measured), "utf-8")
    (out / "growth.svg").write_text(draw(measured), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, default=4)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="niemyet-growth-", dir=asked.folder) as made:
        main(asked.sizes, Path(made), asked.out)
