"""Lighthouse's four scores, speed included, of the four pages that citizens open first, on a phone with a slow connection.

    python bench/lighthouse.py [--site site] [--runs 3]

Needs npm and Chromium. The site is served compressed from this machine; Lighthouse simulates the slow connection and processor.
Prints the median of the runs.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from browser.conftest import ARGUMENTS, CHROMIUM, KINDS  # noqa: E402  # the path is set above
from serving import serve  # noqa: E402  # likewise

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def run(lighthouse: Path, address: str, folder: Path) -> dict[str, Any]:
    """One report of one page."""
    report = folder / "report.json"
    flags = f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}"
    command = [str(lighthouse), address, "--quiet", "--output=json", f"--output-path={report}", flags]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"CHROME_PATH": CHROMIUM or ""})
    read: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return read


def main(site: Path, runs: int) -> None:
    """Installs the pinned Lighthouse into a temporary folder and prints the table."""
    with tempfile.TemporaryDirectory(prefix="niemyet-lighthouse-") as made:
        folder = Path(made)
        for name in ("package.json", "package-lock.json"):
            (folder / name).write_bytes((HERE / "lighthouse" / name).read_bytes())
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        with serve(site) as home:
            print(f"| page | {' | '.join(CATEGORIES)} | bytes |\n| --- |{' --- |' * (len(CATEGORIES) + 1)}")
            for kind in ("home", "commune", "posting", "article"):
                address = home + KINDS[kind]
                reports = [run(folder / "node_modules" / ".bin" / "lighthouse", address, folder) for _ in range(runs)]
                scores = [statistics.median(r["categories"][name]["score"] for r in reports) for name in CATEGORIES]
                weight = int(reports[0]["audits"]["total-byte-weight"]["numericValue"])
                print(f"| {kind} | {' | '.join(f'{100 * score:.0f}' for score in scores)} | {weight:,} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=HERE.parent / "site")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    main(asked.site, asked.runs)
