"""An incomplete catalogue: what is missing is no error, and what is there is published completely."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import TODAY
from niemyet.building.checking import check_catalogue
from niemyet.cli import app
from test_site import broken_links, build, pages

LACKS = {
    "no news": ["news"],
    "a folder of news with nothing in it": ["news/*"],
    "no provinces": ["catalogue/ha-noi"],
    "no provinces and no news": ["catalogue/ha-noi", "news"],
    "a province without communes": ["catalogue/ha-noi/*/"],
    "communes without postings": ["catalogue/ha-noi/*/1.*.yaml"],
}
"""What is taken out of the small catalogue. An article that names a place which has gone names none."""
EMPTY_SECTION = re.compile(r"<section[^>]*>\s*<h2[^>]*>[^<]*</h2>\s*</section>")


@pytest.fixture(params=LACKS)
def begun(request: pytest.FixtureRequest, site_root: Path) -> Path:
    """A project that lacks something."""
    for pattern in LACKS[request.param]:
        for path in site_root.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    article = site_root / "news/2026/tin-mau.md"
    if article.is_file() and not (site_root / "catalogue/ha-noi/thuong-tin").is_dir():
        article.write_text(article.read_text("utf-8").replace("places: [ha-noi/thuong-tin]\n", ""), "utf-8")
    return site_root


def test_what_is_not_there_yet_is_no_mistake(begun: Path) -> None:
    assert check_catalogue(begun, TODAY).diagnostics == ()


@pytest.mark.slow("a build")
def test_the_rest_is_published_whole(begun: Path) -> None:
    """Every link leads somewhere, and no heading stands over nothing."""
    assert build(begun).report.errors == 0
    assert not broken_links(begun / "site", "https://niemyet.example/")
    for page in pages(begun / "site"):
        assert not EMPTY_SECTION.findall(page.read_text("utf-8")), page


def test_the_commands_that_look_across_end_well(begun: Path) -> None:
    for words in ("report", "report --format csv", "report --format json", "owners", "format --check"):
        told = CliRunner().invoke(app, [*words.split(), "--root", str(begun)])
        assert (told.exit_code, told.exception) == (0, None), told.output
