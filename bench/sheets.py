"""Measures printing sheets for the notice board, beside WeasyPrint and Chromium on the same sheets, in one run.

    python bench/sheets.py [--sheets 1000] [--communes 8] [--peers 40] [--jobs N] [--out bench/results]

Ours are typeset as by `niemyet sheets ha-noi`: PDF/UA-1 and PDF/A-2a, by workers, grouped by procedure for eight communes, 1,000
by default; then those of one commune. Starting workers counts. The peers get the same words as plain HTML with the same font and
paper, already in memory, in one process each and one browser for all sheets, and need not be accessible or archivable; they are
slower, so they print fewer. WeasyPrint is installed into a folder of its own for the run.
"""

import argparse
import html
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

from fontpkg_be_vietnam_pro import ROOT as FONT
from playwright.sync_api import sync_playwright

from contest.machine import describe_machine
from make_catalogue import make_catalogue
from niemyet.building.boards import print_boards, read_boards
from niemyet.cli.workers import workers
from niemyet.sheets.book import COMMUNES_TOGETHER, Board, PaperFormat

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from browser.conftest import ARGUMENTS, CHROMIUM  # noqa: E402  # the path is set above

WEASYPRINT = "weasyprint==70.0"
LOOK = f"""@page {{ size: A4; margin: 20mm 15mm 22mm 30mm }} body {{ font: 12.5pt/1.6 'Be Vietnam Pro' }}
@font-face {{ font-family: 'Be Vietnam Pro'; src: url('file://{FONT}/files/BeVietnamPro-Regular.ttf') }}
@font-face {{ font-family: 'Be Vietnam Pro'; font-weight: 700; src: url('file://{FONT}/files/BeVietnamPro-Bold.ttf') }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ border: 1px solid; padding: 4px 6px; text-align: left }}"""


def as_html(sheet: dict[str, Any]) -> str:
    """The same words in the same order as plain HTML."""

    def item(value: Any) -> str:
        if isinstance(value, dict):
            return "<br>".join(html.escape(str(part)) for part in (value.get("value"), *value.get("tags", ()), *value["notes"]))
        return html.escape(str(value))

    def piece(part: dict[str, Any]) -> str:
        if part["kind"] == "papers":
            rows = "".join(
                f"<tr><td>{item(row['name'])}<br>{'<br>'.join(map(item, row['notes']))}<td>{item(row['counts'])}"
                for row in part["rows"]
            )
            return f"<table><thead><tr><th>Giấy tờ<th>Số bản</thead>{rows}</table>"
        if part["kind"] in ("text", "subtitle"):
            return f"<p>{item(part['text'])}</p>"
        tag = "ol" if part["kind"] == "steps" else "ul"
        return f"<{tag}>{''.join(f'<li>{item(entry)}' for entry in part['items'])}</{tag}>"

    sections = "".join(f"<h2>{item(s['title'])}</h2>{''.join(map(piece, s['pieces']))}" for s in sheet["sections"])
    answers = "".join(f"<tr><td>{item(label)}<td><b>{item(value)}</b>" for label, value in sheet["answers"])
    head = f"<!doctype html><html lang=vi><title>{item(sheet['code'])}</title><style>{LOOK}</style>"
    body = f"<h1>{item(sheet['name'])}</h1>{sheet['qr']}<table>{answers}</table>{sections}<p>{item(sheet['dates'])}"
    return head + body


class Table:
    """Rows of figures; the first is what the others are compared with. Each is printed as soon as it is known."""

    def __init__(self) -> None:
        self.lines = ["| by | sheets | ms a sheet | × ours | KB a sheet |", "| --- | --: | --: | --: | --: |"]
        self._ours = 0.0
        print("\n".join(self.lines), flush=True)

    def measure(self, label: str, count: int, work: Callable[[], Iterable[int]]) -> None:
        """Adds the row of what sets `count` sheets and gives their sizes in bytes."""
        started = time.perf_counter()
        size = sum(work())
        each = 1000 * (time.perf_counter() - started) / count
        self._ours = self._ours or each
        self.lines.append(f"| {label} | {count:,} | {each:.1f} | {each / self._ours:.1f} | {size / count / 1024:.0f} |")
        print(self.lines[-1], flush=True)


def write_report(table: Table) -> str:
    """The whole text."""
    head = "# Sheets for the notice board, ours beside those of others\n\n"
    written = "Written by `python bench/sheets.py --out bench/results`; not to be edited by hand.\n\n"
    how = " ".join((__doc__ or "").split("\n\n", 2)[2].split())
    machine = "\n".join(f"- {fact}" for fact in describe_machine())
    rows = "\n".join(table.lines)
    return f"{head}{written}{rows}\n\n## How it was measured\n\n{fill(how, 130)}\n\n## On what\n\n{machine}\n"


def by_weasyprint(folder: Path, pages: list[str]) -> list[int]:
    """Sizes of the PDFs; one process sets all."""
    files = []
    for i, page in enumerate(pages):
        files.append(folder / f"{i}.html")
        files[-1].write_text(page, "utf-8")
    code = "import sys, weasyprint\nfor f in sys.argv[1:]: weasyprint.HTML(f).write_pdf(f[:-4] + 'pdf')"
    subprocess.run([str(folder / "venv/bin/python"), "-c", code, *map(str, files)], check=True, capture_output=True)
    return [file.with_suffix(".pdf").stat().st_size for file in files]


def by_chromium(pages: list[str]) -> list[int]:
    """Sizes of the PDFs; one browser, one tab."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        tab = browser.new_page()
        sizes = []
        for page in pages:
            tab.set_content(page)
            sizes.append(len(tab.pdf(format="A4", prefer_css_page_size=True)))
        browser.close()
        return sizes


def main(count: int, communes: int, peers: int, jobs: int, out: Path | None) -> None:
    """Makes the workload, prints the table, and writes it where asked for."""
    with tempfile.TemporaryDirectory(prefix="niemyet-bench-") as made:
        folder = Path(made)
        make_catalogue(folder / "catalogue", communes, -(-count // communes), seed=1)
        _, boards = read_boards(folder / "catalogue", "ha-noi", date(2026, 11, 22), "https://niemyet.example/")
        few = [replace(boards[0], postings=boards[0].postings[:peers])]
        pages = [as_html(few[0].describe_sheet(numbered, PaperFormat())["sheets"][0]) for numbered in few[0].postings]
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([str(folder / "venv/bin/pip"), "install", "-q", WEASYPRINT], check=True)
        theme, table = HERE.parent / "theme", Table()

        def by_us(some: Sequence[Board], with_workers: bool) -> Iterator[int]:
            codes = {numbered.posted.code for board in some for numbered in board.postings}
            start = workers(jobs) if with_workers else None
            return (len(printed.pdf) for printed in print_boards(some, theme, PaperFormat(), codes, start))

        number = sum(len(board.postings) for board in boards)
        table.measure(f"niemyet, {communes} communes, {jobs} processes", number, lambda: by_us(boards, True))
        alone = boards[:1]
        table.measure(f"niemyet, one commune, {jobs} processes", len(alone[0].postings), lambda: by_us(alone, True))
        table.measure("niemyet, one commune, one process", peers, lambda: by_us(few, False))
        table.measure("WeasyPrint", peers, lambda: by_weasyprint(folder, pages))
        if CHROMIUM:
            table.measure("Chromium", peers, lambda: by_chromium(pages))
        if out:
            (out / "sheets.md").write_text(write_report(table), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheets", type=int, default=1000)
    parser.add_argument("--communes", type=int, default=COMMUNES_TOGETHER)
    parser.add_argument("--peers", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, help="folder for sheets.md")
    asked = parser.parse_args()
    main(asked.sheets, asked.communes, asked.peers, asked.jobs, asked.out)
