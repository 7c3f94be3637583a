"""Laws for every kind of page: accessible, within the content policy, no third parties, fits a small phone, by keyboard."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from browser.conftest import BLOCKED, KINDS
from conftest import is_long, some_of

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""Those of them that ask what colour anything has."""
PRESSED = (
    "button, select, input:not([type=checkbox], [type=radio], [type=hidden]), "
    ".choice, .ticked, .button, .quiet, .menu a, .cards a, .tiles a, .places a"
)
FOCUSED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
FACTS = "main :is(.paper__name, .line__value, .steps li, .place__name, .hours td, .legal li)"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LIKE_OTHERS = {
    "keys": "samples", "messages": "samples", "five": "tasks", "guide to figures": "tasks", "whole-province": "tasks",
    "country-province": "country", "topic": "news", "news of a year": "news", "news of a place": "news", "reform-area": "reform",
    "promises-province": "promises", "reviews-province": "reviews", "online-province": "online", "online-commune": "online",
    "oversight of a province": "oversight",
}  # fmt: skip
"""Kinds of pages made of the same pieces as another, which stands for them outside a long run."""
VISITED = [kind for kind in KINDS if is_long() or kind not in LIKE_OTHERS]
EXAMINED = {*VISITED} if is_long() else {"posting", "home", *some_of(VISITED, of=3)}
"""Kinds of pages that axe looks at."""
STEPS = 400
"""More than the elements of any of these pages that can have the focus."""

ARRIVED = """() => Promise.allSettled(
  document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished)
).then(() => null)"""
"""Waits until every colour is the one that it was to become."""

WIDTHS = "[innerWidth, document.documentElement.scrollWidth <= innerWidth]"

COVERED = """node => {
  const style = getComputedStyle(node);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def find_barriers(page: Page, kind: str) -> list[str]:
    """WCAG 2.2 A and AA and best practices, with everything that scripts show, by day and by night.

    By night only colours are others, so only their rules are asked again, but for one page. Outside a long run axe looks at a
    page once, by day or by night; a kind of page stands for others with the same looks.
    """
    reports = []
    first = [*KINDS, kind].index(kind) % 2
    for scheme in SCHEMES if is_long() or kind == "posting" else SCHEMES[first : first + 1]:
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme)
        page.evaluate(ARRIVED)
        all_rules = scheme == "light" or kind == "posting" or not is_long()
        asked = {"type": "tag", "values": RULES} if all_rules else {"type": "rule", "values": RULES_OF_COLOURS}
        found = Axe().run(page, options={"runOnly": asked, "resultTypes": ["violations"]})
        reports += [f"{scheme}: {found.generate_report()}"] if found.violations_count else []
    return reports


def find_misfits(page: Page) -> list[str]:
    """No page is wider than a phone enlarged twice, a small phone, a tablet; buttons, fields and choices are 44 px high or more
    on a phone, and letters of twice the size neither widen the page nor let the masthead fill the screen.

    Links that stand within a sentence may be smaller. The narrowest is the first to be too narrow: the tablet is for a long run.
    """
    wide = []
    for width in (195, 320, 768) if is_long() else (195, 320):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(WIDTHS) != [width, True]:
            wide.append(f"wider than {width} px")
    page.set_viewport_size({"width": 390, "height": 800})
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    if page.evaluate(WIDTHS) != [390, True] or page.evaluate("document.querySelector('.masthead').offsetHeight") > 108:
        wide.append("too large when its letters are twice the size")
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    small: list[str] = page.evaluate(
        """pressed => [...document.querySelectorAll(pressed)]
            .filter(node => node.checkVisibility() && node.getBoundingClientRect().height < 43.5)
            .map(node => node.outerHTML.slice(0, 80) + ' ' + node.getBoundingClientRect().height)""",
        PRESSED,
    )
    return wide + small


class Watched(NamedTuple):
    """A page with what is told against it and what it asks for."""

    page: Page
    told: list[str]
    asked: list[str]


@pytest.fixture(scope="module")
def visitor(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Watched]:
    """Who visits one page after the other."""
    with browser.new_context(**browser_context_args, color_scheme="light") as context:
        page, told, asked = Watched(context.new_page(), [], [])
        page.on("console", lambda message: told.append(message.text) if message.text != BLOCKED else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda answer: told.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
        yield Watched(page, told, asked)


@pytest.mark.parametrize("kind", VISITED)
def test_a_page_harms_and_hinders_nobody(kind: str, visitor: Watched, base_url: str) -> None:
    """In one visit: no violation of the Content-Security-Policy, no error, no request to another host, nothing missing; it fits
    the screen and the finger; axe finds nothing."""
    assert LIKE_OTHERS.get(kind, kind) in KINDS and LIKE_OTHERS.get(kind) not in LIKE_OTHERS
    page, told, asked = visitor
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="light")
    told.clear()
    asked.clear()
    page.goto(KINDS[kind], wait_until="networkidle")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert told == []
    assert [url for url in asked if not url.startswith((base_url, "data:", "blob:"))] == []
    assert find_misfits(page) == []
    if kind in EXAMINED:
        page.set_viewport_size({"width": 1280, "height": 720})
        assert find_barriers(page, kind) == []


@pytest.mark.own_page
def test_what_opens_and_closes_brings_no_image_with_it(page: Page) -> None:
    """The verbatim text of an imported record stands in such an element; the frame's icons would break the policy."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.text != BLOCKED else None)
    page.goto(KINDS["procedure"], wait_until="networkidle")
    page.evaluate("""() => {
        const [opens, says] = ['details', 'summary'].map(name => document.createElement(name));
        says.textContent = 'Mở nguyên văn';
        opens.append(says);
        document.querySelector('main article').append(opens);
    }""")
    page.get_by_text("Mở nguyên văn").click()
    page.wait_for_load_state("networkidle")
    assert told == []


@pytest.mark.browser_context_args(service_workers="allow")
def test_the_first_visit_to_a_posting_is_light(page: Page, site: Path) -> None:
    """At most 70 KB over the wire with everything that the page and its worker ask for; of 1.001193, what the page alone asks for
    is at most 60 KB as servers compress it."""
    weights: dict[str, int] = {}
    own: set[str] = set()

    def weigh(answer: Response) -> None:
        weights[answer.url] = int(answer.headers["content-length"])
        if answer.request.service_worker is None:
            own.add(urlsplit(answer.url).path)

    page.context.on("response", weigh)
    page.goto("ha-tinh/thach-khe/1.001193/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_load_state("networkidle")
    files = [site / (f"{path[1:]}index.html" if path.endswith("/") else path[1:]) for path in own]
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= 60_000
    assert any(url.endswith("offline.html") for url in weights)  # the worker's own requests are counted
    assert sum(weights.values()) <= 70_000


@pytest.mark.parametrize("kind", some_of(["home", "search", "commune", "posting", "article"], of=2))
def test_the_keyboard_reaches_everything_and_leaves_again(kind: str, page: Page) -> None:
    """Every link, button and field once, each visibly focused; then the page lets go."""
    page.goto(KINDS[kind], wait_until="networkidle")
    # Of a group of radio buttons the tab key reaches one; the arrow keys reach the others.
    waiting = page.evaluate(
        """focused => {
            const nodes = [...document.querySelectorAll(focused)]
                .filter(node => node.checkVisibility() && !(node.type === 'radio' && !node.checked));
            nodes.forEach((node, i) => { node.dataset.at = i; });
            return nodes.length;
        }""",
        FOCUSED,
    )
    reached: set[str] = set()
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate_handle("document.activeElement")
        number = focused.evaluate("node => node.dataset?.at ?? ''")
        if number == "" and len(reached) == waiting:
            break
        if number:
            reached.add(number)
            assert focused.evaluate(COVERED), focused.evaluate("node => node.outerHTML.slice(0, 120)")
    assert len(reached) == waiting
    assert page.evaluate("document.activeElement === document.body || !document.hasFocus()")


@pytest.mark.parametrize("kind", ["posting", "procedure", "commune", "article"])
def test_every_fact_is_there_without_script(kind: str, browser: Browser, page: Page, base_url: str) -> None:
    """All text of the page that a script does not compute is visible where none runs."""
    plain = browser.new_context(base_url=base_url, java_script_enabled=False).new_page()
    plain.goto(KINDS[kind])
    text = plain.locator("main").inner_text()
    for block in plain.locator("main .block:not([hidden])").all():
        assert block.is_visible()
    page.goto(KINDS[kind], wait_until="networkidle")
    for said in page.locator(FACTS).all_inner_texts():
        assert said.strip() in text
    plain.context.close()
