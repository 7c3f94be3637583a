"""The basis of the comparison with other generators: a generated catalogue without errors, and the same text from all.

Here Markdown is converted as by MkDocs; `bench/peers.py` compares the text of Hugo and Eleventy when it runs.
"""

from pathlib import Path

import pytest
from markdown import markdown

from conftest import TODAY, some_of
from contest.markdown_pages import write_pages
from contest.sameness import read_article, tell_difference
from contest.workload import Workload, make_workload
from niemyet.building.checking import check_catalogue
from test_site import build

PROCEDURES = 60
"""Enough for every kind of part that is made up to be there."""


@pytest.fixture(scope="module")
def workload(frozen_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Workload:
    """Two communes with all their records for the peers."""
    return make_workload(tmp_path_factory.mktemp("peers") / "workload", 2, PROCEDURES, frozen_root)


@pytest.mark.slow("a build")
def test_check_finds_nothing_in_the_made_up_catalogue(workload: Workload) -> None:
    """Law: a catalogue that is made up to be measured has neither errors nor warnings."""
    report = check_catalogue(workload.root, TODAY)
    assert not report.diagnostics, report.diagnostics


@pytest.mark.slow("a build")
def test_every_kind_of_part_is_made_up(workload: Workload) -> None:
    """Law: what makes an answer depend on something is in the made-up records, or nobody would be measured with it."""
    records = "".join(path.read_text("utf-8") for path in workload.root.glob("catalogue/**/*.yaml"))
    keys = (
        "cases:",
        "questions:",
        "kind: optional",
        "channel: [",
        "fees: [",
        "reduction:",
        "when:",
        "form: ",
        "set_by: province",
    )
    assert [key for key in keys if key not in records] == []


@pytest.mark.slow("a build")
def test_markdown_says_what_our_pages_say(workload: Workload, tmp_path: Path) -> None:
    """Law: every posting's page has the same words, links, data to choose from and form, made by us or of the peers' records.

    Outside a long run some of them are read.
    """
    build(workload.root, tmp_path / "site")
    write_pages(workload.records, tmp_path / "docs")
    for address in some_of(workload.list_addresses(), of=3):
        ours = (tmp_path / "site" / address / "index.html").read_text("utf-8")
        text = (tmp_path / "docs" / f"{address.removesuffix('/')}.md").read_text("utf-8").split("---\n", 2)[2]
        theirs = f"<article>{markdown(text, extensions=['attr_list'])}</article>"
        article = read_article(ours, address)
        assert any(option.startswith("waiver=") for option in article.choosing), address
        assert sum(text.startswith("{") for text in article.choosing) == 3, "papers, fees and deadlines"
        assert tell_difference(article, read_article(theirs, address)) == "", address
