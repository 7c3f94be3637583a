"""The repository's own site, built once and served, in a real Chromium of the system's.

Playwright's own browsers are not used: `make test` installs Debian's where it can. Where there is none, these tests
are skipped and say so.
"""

import gzip
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from niemyet.mkdocs_door import begin_frames
from niemyet.pipeline import Order, build_site

REPOSITORY = Path(__file__).parent.parent.parent
BUILT_FOR = date(2026, 11, 22)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip

POSTING = "ha-noi/thuong-tin/1.004222/"
KINDS = {
    "home": "", "search": "tim-kiem/", "procedures": "thu-tuc/", "alphabet": "thu-tuc/a-z/", "procedure": "thu-tuc/1.001193/",
    "comparison": "thu-tuc/1.001193/ha-noi/", "field": "linh-vuc/ho-tich/", "life-events": "su-kien/",
    "life-event": "su-kien/sinh-con/", "documents": "van-ban/", "document": "van-ban/60-2014-qh13/", "news": "tin-tuc/",
    "topic": "tin-tuc/chu-de/thu-tuc-hanh-chinh/", "article": "tin-tuc/2026/dong-da-mot-nam-cai-cach-2017/",
    "province": "ha-noi/", "commune": "ha-noi/thuong-tin/", "posting": POSTING, "guide": "huong-dan/",
    "changes": "thay-doi/", "editors": "soan-thao/", "tasks": "soan-thao/viec-thuong-lam/", "samples": "soan-thao/ban-ghi-mau/",
    "keys": "soan-thao/cac-muc/", "messages": "soan-thao/thong-bao/",
}  # fmt: skip
"""One address of each kind of page."""


class CompressingServer(SimpleHTTPRequestHandler):
    """Serves files compressed, as any web server does, without a word."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answers with the file, or with the index of the folder."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path.name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built from the repository's records."""
    folder = tmp_path_factory.mktemp("built") / "site"
    built = build_site(Order(REPOSITORY, BUILT_FOR, begin_frames(REPOSITORY / "mkdocs.yml")), folder)
    assert not built.report.errors
    return folder


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """The site's address, at the root of a server of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(CompressingServer, directory=os.fspath(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address of the repository's own site."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, never alone on the network."""
    if CHROMIUM is None:
        pytest.skip("không có Chromium trên máy này: cài gói chromium rồi chạy lại")
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture
def opened(page: Page) -> Page:
    """The posting of a procedure with seven cases and fees that differ by the way of filing."""
    page.goto(POSTING, wait_until="networkidle")
    return page
