"""Measures how long after a record is saved `mkdocs serve` shows it, in a catalogue of any size.

python bench/serve.py [--communes 100] [--changes 9]
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from make_catalogue import make_catalogue

PORT = 8765


def _read(url: str) -> str:
    try:
        with urlopen(url) as answer:
            return str(answer.read().decode())
    except URLError:
        return ""


def _wait(url: str, text: str) -> float:
    """Seconds until the page has the text."""
    started = time.perf_counter()
    while text not in _read(url):
        time.sleep(0.02)
    return time.perf_counter() - started


def main() -> None:
    """Serves, saves and looks, and prints how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=100)
    parser.add_argument("--changes", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        root = Path(folder, "catalogue-to-serve")
        make_catalogue(root, asked.communes, 376, seed=1)
        posting = next(file for file in sorted(root.glob("catalogue/*/*/[0-9].*.yaml")) if "reference" not in file.parts)
        page = posting.relative_to(root / "catalogue").with_suffix("").as_posix()
        words = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-q", "-a", f"127.0.0.1:{PORT}"]
        with subprocess.Popen(words, cwd=root) as server:
            try:
                site_url = re.search(r"^site_url: https?://[^/]+(/.*)$", (root / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
                url = f"http://127.0.0.1:{PORT}{site_url[1] if site_url else '/'}{page}/"
                first = _wait(url, "<html")
                taken = []
                commune = posting.with_name("commune.yaml")  # without a list of counters any may be named
                commune.write_text(re.sub(r"counters:\n(?:  .*\n)+", "", commune.read_text("utf-8")), "utf-8")
                text = re.sub(r"counter: .*\n", "", posting.read_text("utf-8"))
                for number in range(asked.changes):
                    posting.write_text(f"{text.rstrip()}\ncounter: Quầy số {100 + number}\n", "utf-8")
                    taken.append(_wait(url, f"Quầy số {100 + number}"))
            finally:
                server.terminate()
    print(f"{asked.communes} communes: first page after {first:.1f} s; a change is seen after {statistics.median(taken):.2f} s")
    print("at most", f"{max(taken):.2f} s", "of", ", ".join(f"{each:.2f}" for each in taken))


if __name__ == "__main__":
    main()
