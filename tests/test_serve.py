"""`mkdocs serve`: a changed record is shown in the browser, and only its pages are made again."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

PATIENCE = 60
"""Seconds to wait for what must come; nothing is measured with them."""
POSTING = "catalogue/ha-noi/kim-lien/1.004222.yaml"
PAGE = "ha-noi/kim-lien/1.004222/"


class Served:
    """A project that is being served."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.root, self.log = root, root.parent / "serve.log"
        self.folder = root / ".niemyet" / f"serve-127.0.0.1-{port}"
        words = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                words, cwd=root, stdout=log, stderr=log, env=os.environ | {"SOURCE_DATE_EPOCH": "1795305600"}
            )
        site_url = re.search(r"^site_url: https?://[^/]+(/.*)$", (root / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
        self.url = f"http://127.0.0.1:{port}{site_url[1] if site_url else '/'}"

    def page(self, address: str) -> str:
        """The page as a browser gets it, be it one that tells of faults; '' where there is none."""
        try:
            with urlopen(self.url + address, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            with error:
                return "" if error.code == 404 else error.read().decode()
        except URLError:
            return ""

    def wait(self, comes: Callable[[], bool]) -> None:
        """Waits until something has come."""
        end = time.monotonic() + PATIENCE
        while not comes():
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < end, self.log.read_text("utf-8")
            time.sleep(0.05)


@pytest.fixture
def served(site_root: Path) -> Iterator[Served]:
    served = Served(site_root)
    try:
        served.wait(lambda: PAGE in served.page("ha-noi/kim-lien/") or "1.004222" in served.page("ha-noi/kim-lien/"))
        yield served
    finally:
        served.process.terminate()  # an interrupt is ignored by what was begun in the background
        served.process.wait()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_changed_record_is_seen_and_nothing_else_is_made(served: Served) -> None:
    """Its page changes; MkDocs does not build again, and the other pages keep their files."""
    other = served.folder / "ha-noi/thuong-tin/1.001193/index.html"
    before = other.stat()
    edit(served.root / POSTING, "amount: 5", "amount: 4")
    served.wait(lambda: "4 ngày làm việc" in served.page(PAGE))
    after = other.stat()  # another name given to the same file, or taken, is no change
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    first, second = map(int, re.findall(r"ghi ([0-9]+) tệp", served.log.read_text("utf-8")))
    assert second < 12 < first


def test_a_mistake_is_told_where_the_page_was_until_it_is_mended(served: Served) -> None:
    """What is wrong is told in the terminal and in the browser, with its place; the next save mends it. Warnings, which keep no
    page from being shown, do not stand between."""
    edit(served.root / "catalogue/ha-noi/province.yaml", "feedback:\n  -", "# feedback:\n#  -")
    edit(served.root / POSTING, "posted: 2025-07-04", "posted: hôm qua")
    served.wait(lambda: f"{POSTING}:2" in served.page(PAGE))
    assert f"{POSTING}:2" in served.log.read_text("utf-8")
    assert "hôm qua" in served.page(PAGE) and "cảnh báo[" not in served.page(PAGE)
    edit(served.root / POSTING, "posted: hôm qua", "posted: 2025-07-05")
    served.wait(lambda: "05/07/2025" in served.page(PAGE) or "5/7/2025" in served.page(PAGE))


@pytest.mark.long("a changed record is seen; frames follow hand-written pages in test_warm")
def test_a_hand_written_page_is_seen(served: Served) -> None:
    """MkDocs builds its own pages again when they change."""
    edit(served.root / "docs/index.md", "\nXem trước khi đi", "\nMột câu chưa từng có. Xem trước khi đi")
    served.wait(lambda: "Một câu chưa từng có." in served.page(""))


@pytest.mark.long("a changed record is seen")
def test_a_new_and_a_removed_record_are_seen(served: Served) -> None:
    """A posting's page comes and goes with its file."""
    text = (served.root / POSTING).read_text("utf-8")
    (served.root / POSTING).unlink()
    served.wait(lambda: not served.page(PAGE))
    (served.root / POSTING).write_text(text, "utf-8")
    served.wait(lambda: bool(served.page(PAGE)))
