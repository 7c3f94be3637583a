"""A browser that knows a page from before, and the servers as `niemyet server` sets them up."""

import os
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.conftest import POSTING
from niemyet.publish.built_site import read_built_site
from niemyet.publish.server_files import ServerWishes, write_server_files
from web_servers import find_port, need, open_folder, run_server

BEFORE, AFTER = "20.000", "90.000"
COMMUNE = "ha-noi/thuong-tin/"


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_a_page_seen_before_shows_todays_fee(kind: str, site: Path, browser: Browser) -> None:
    """Opened again by a link, without a service worker: the new fee, though length and time of the file are those of the old one.

    The page is ten days old, so a browser that is told nothing would call it fresh for another day.
    """
    need(kind)
    with open_folder() as folder:
        served, port = shutil.copytree(site, folder / "site"), find_port()
        page_file = served / POSTING / "index.html"
        [settings] = write_server_files(kind, read_built_site(served), ServerWishes(port)).values()
        with run_server(kind, settings, served, "/", port, folder / "run"):
            page = browser.new_page(service_workers="block", base_url=f"http://127.0.0.1:{port}/")
            old, day = page_file.read_bytes(), time.time() - 10 * 86400
            os.utime(page_file, (day, day))
            for fee, other in ((BEFORE, AFTER), (AFTER, BEFORE)):
                page_file.write_bytes(old.replace(BEFORE.encode(), fee.encode()))
                os.utime(page_file, (day, day))
                page.goto(COMMUNE)
                page.locator("summary", has_text="cư trú").click()
                page.locator("main a[href$='1.004222/']").first.click()
                expect(page.locator("main")).to_contain_text(fee)
                expect(page.locator("main")).not_to_contain_text(other)
            page.context.close()
