"""What the page on open data tells programmers to type, typed."""

import re
import subprocess
import sys
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from conftest import REPOSITORY
from serving import serve

PAGE = REPOSITORY / "docs/van-hanh/du-lieu-mo/index.md"
ENGLISH = ("du-lieu-mo", "mot-buoi")
"""The pages for operators that are there in English too."""
BLOCKS = re.compile(r"(?:^    .*\n|^\n)+", re.MULTILINE)
HOME = "https://niemyet.example/"
EXAMPLES = [dedent(block).strip() for block in BLOCKS.findall(PAGE.read_text("utf-8")) if "import " in block]
PRINTED = ("Đăng ký khai sinh 5000 đồng (số mẫu)", "bản niêm yết; 1.", "xã Thường Tín ")


class PlainServer(SimpleHTTPRequestHandler):
    """Serves files as they are, without a word."""

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site(open_data_site: Path) -> Path:
    """The frozen catalogue with open data."""
    return open_data_site


@pytest.mark.parametrize(("example", "printed"), [*zip(EXAMPLES, PRINTED, strict=True)], ids=("fees", "table", "sql"))
def test_every_example_runs_and_prints_what_it_says(example: str, printed: str, site: Path) -> None:
    """As it stands on the page, with the address of a site that is served."""
    with serve(site, PlainServer) as address:
        code = example.replace(HOME, address.rstrip("/") + "/")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert printed in done.stdout


def test_every_address_of_the_page_is_there(site: Path) -> None:
    """A file of the site for each that is written out in full."""
    named = re.findall(r"`((?:api/v1/|ha-noi/)[\w./-]+\.(?:json|csv|jsonld|ics|md))`", PAGE.read_text("utf-8"))
    assert len(named) > 8
    assert [path for path in named if not (site / path).is_file()] == []


@pytest.mark.parametrize("name", ENGLISH)
def test_a_page_in_english_has_the_same_examples_and_addresses(name: str) -> None:
    """So what is tried of the Vietnamese page is tried of both: `test_wheel.py` types the commands of the afternoon."""
    folders = REPOSITORY / "docs/van-hanh", REPOSITORY / "docs/en/van-hanh"
    told = [(folder / name / "index.md").read_text("utf-8") for folder in folders]
    blocks = [[block.strip("\n") for block in BLOCKS.findall(text) if block.strip()] for text in told]
    assert blocks[0] == blocks[1] and len(blocks[0]) > 5
    named = [{*re.findall(r"`((?:api/v1|nhung)/[^` ]+)`", text)} for text in told]
    assert named[0] == named[1]
