"""A hub is told of the feeds that a publishing made new, and hands them on; one that is out of reach stops nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from niemyet.cli import app
from niemyet.render.news_feeds import write_news_feeds
from test_news_feeds import VIEW, head
from websub_hub import run_hub, run_subscriber, serve


def make_site(folder: Path, site_url: str, hub: str, newest: str) -> None:
    """A built site with the feeds of some news."""
    heads = (head(99, title=newest, topics=("bo-may",)), *VIEW.article_heads)
    view = replace(VIEW, site_url=site_url, websub=hub, article_heads=heads)
    files = {file.path: file.data for file in write_news_feeds(view)}
    for path, data in {**files, "index.html": b"home", "sitemap.xml": b"map"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def publish(site: Path, www: Path) -> tuple[str, str]:
    done = CliRunner().invoke(app, ["publish", str(www), "--in-place", "--site-dir", str(site)])
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # the name is the library's
            """Says nothing."""

    handler = partial(Quiet, directory=str(folder))
    with serve(handler) as address:  # type: ignore[arg-type]  # a handler with its folder
        yield address


def test_who_subscribes_is_handed_what_is_new(tmp_path: Path) -> None:
    """By what the feed says of its hub and of itself: the subscriber of a topic gets its feed as published, when it changes."""
    site, www = tmp_path / "site", tmp_path / "www"
    www.mkdir()
    with serve_folder(www) as site_url, run_hub() as (address, hub), run_subscriber() as (callback, received):
        make_site(site, site_url, address, "Bài cũ")
        publish(site, www)
        assert {one for one in hub.told if one.endswith("tin-tuc/tin.xml")} == {f"{site_url}tin-tuc/tin.xml"}
        feed = (www / "tin-tuc/chu-de/bo-may/tin.xml").read_text("utf-8")
        links = dict(re.findall(r'<link rel="(hub|self)"[^>]* href="([^"]+)"', feed))
        asked = {"hub.mode": "subscribe", "hub.topic": links["self"], "hub.callback": callback}
        urlopen(links["hub"], urlencode(asked).encode()).close()
        assert received == []

        hub.told.clear()
        make_site(site, site_url, address, "Bài mới")
        said, _ = publish(site, www)
        assert received == [(www / "tin-tuc/chu-de/bo-may/tin.xml").read_bytes()] and "Bài mới".encode() in received[0]
        lists = ("tin-tuc/", "tin-tuc/chu-de/bo-may/")
        assert set(hub.told) == {f"{site_url}{one}{name}" for one in lists for name in ("tin.xml", "tin.json")}
        assert f"Đã báo cho trung tâm {address}: 4 nguồn tin có bài mới." in said

        hub.told.clear()
        publish(site, www)
        assert (hub.told, len(received)) == ([], 1)


def test_a_hub_out_of_reach_stops_nothing(tmp_path: Path) -> None:
    """The site is published; the sentence says that the hub was not told."""
    with run_hub() as (address, _):
        gone = address
    make_site(tmp_path / "site", "https://niemyet.example/", gone, "Bài")
    (tmp_path / "www").mkdir()
    _, told = publish(tmp_path / "site", tmp_path / "www")
    assert told.startswith("lưu ý: trang đã đưa lên, nhưng chưa báo được cho trung tâm") and told.count("\n") == 1
    assert (tmp_path / "www/tin-tuc/tin.xml").is_file()


@pytest.mark.parametrize("hub", ["", "javascript:alert(1)", "file:///etc/passwd"])
def test_without_a_hub_nobody_is_told(hub: str, tmp_path: Path) -> None:
    make_site(tmp_path / "site", "https://niemyet.example/", hub, "Bài")
    (tmp_path / "www").mkdir()
    said, told = publish(tmp_path / "site", tmp_path / "www")
    assert "trung tâm" not in said + told
