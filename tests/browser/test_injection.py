"""Words of records that attack, in a browser that no content policy holds back: nothing runs, nothing is fetched elsewhere.

Every text of a whole catalogue is an attack (`fuzz/injection.py`). Reading the pages back holds their markup, this what scripts
make of their data.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from fuzz.injection import build, plant
from fuzz.law import make_project
from serving import serve

TRAP = """
window.ran = [];
for (const name of ["alert", "prompt", "confirm"]) window[name] = (...words) => { window.ran.push([name, String(words)]); };
"""
FOUND = """() => [
  ...window.ran,
  ...[...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
    .filter(({ name, value }) => /^on/i.test(name) || /^[\\x00-\\x20]*(javascript|vbscript):/i.test(value))
    .map(({ name, value }) => [element.tagName, name, value])),
  ...[...document.querySelectorAll("iframe, object, embed, base, style, math")].map((element) => [element.tagName]),
]"""
KINDS = (
    "", "tim-kiem/", "thu-tuc/", "su-kien/", "van-ban/", "tin-tuc/", "linh-vuc/", "sap-thay-doi/", "lam-o-dau/", "theo-doi/",
    "xa/", "gio-lam-viec/", "kiem-tra/", "ha-noi/", "ha-noi/thuong-tin/", "ha-noi/thuong-tin/1.001193/", "thu-tuc/1.001193/",
    "theo-doi/ha-noi/", "theo-doi/ha-noi/thuong-tin/", "nhung/ha-noi/thuong-tin/1.001193/", "nhung/ha-noi/thuong-tin/",
)  # fmt: skip
ASKED = (
    "tim-kiem/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", "tim-kiem/?q=%27%22%3E%3Csvg/onload%3Dalert(1)%3E&noi=%3Cb%3E",
    "kiem-tra/#%3Cimg%20src=x%20onerror=alert(1)%3E", "kiem-tra/#javascript:alert(1)", "kiem-tra/#%E0%A4%A",
    "ha-noi/thuong-tin/1.001193/?v=%3Cimg%20src=x%20onerror=alert(1)%3E", "ha-noi/thuong-tin/1.001193/#%E0%A4%A",
    "ha-noi/thuong-tin/#%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "nhung/ha-noi/thuong-tin/#%E0%A4%A",
    "nhung/ha-noi/thuong-tin/1.001193/#%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
)  # fmt: skip
"""What a stranger's link may ask a page, behind the address that the reader trusts."""


@pytest.fixture(scope="module")
def lawless(browser: Browser) -> Iterator[Page]:
    """A page that obeys no content policy, so that what one would have stopped is seen."""
    with browser.new_context(bypass_csp=True, service_workers="block", accept_downloads=False) as context:
        context.add_init_script(TRAP)
        yield context.new_page()


class Watch:
    """What a page asks of others, and what goes wrong in its scripts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url} {error}"))

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.elsewhere.append(request.url)

    def open(self, address: str) -> None:
        """Opens a page of the site: nothing has run."""
        self.page.goto("about:blank")
        self.page.goto(self.address + address, wait_until="networkidle")
        assert self.page.evaluate(FOUND) == [], address


def test_what_a_strangers_link_asks_is_words(base_url: str, lawless: Page) -> None:
    """The address is the reader's own office's; what stands behind it is anybody's, and breaks no script."""
    watch = Watch(lawless, base_url)
    for address in ASKED:
        watch.open(address)
    assert (watch.elsewhere, watch.errors) == ([], [])


@pytest.mark.long("test_trust.py, which reads the pages of a smaller catalogue back")
@pytest.mark.parametrize("number", [4711, 101, 202, 303, 404])
def test_nothing_of_a_record_runs(number: int, tmp_path: Path, lawless: Page) -> None:
    """On every kind of page, and in what the search finds, where every text of the catalogue attacks."""
    make_project(tmp_path / "before")
    assert plant(str(number).encode(), tmp_path / "before", tmp_path / "evil").total() > 300
    build(tmp_path / "evil", tmp_path / "site")
    addresses = [kind for kind in KINDS if (tmp_path / "site" / kind / "index.html").is_file()]
    assert len(addresses) > len(KINDS) * 2 // 3
    with serve(tmp_path / "site") as address:
        watch = Watch(lawless, address)
        for one in (*addresses, *ASKED):
            watch.open(one)
        watch.open("tim-kiem/")
        for words in ("alert 1337", "script", "<img src=x onerror=alert(1337)>", "khai sinh", "thuong tin"):
            lawless.locator("input[type=search]").first.fill(words)
            lawless.wait_for_timeout(300)
            assert lawless.evaluate(FOUND) == [], words
    assert (watch.elsewhere, watch.errors) == ([], [])
