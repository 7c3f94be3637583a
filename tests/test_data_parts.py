"""A site has the parts of the open data that its settings ask for, and names nowhere what it does not have."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import TODAY, add_settings, make_site_root, some_of
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.catalogue.settings import read_settings
from niemyet.external.order import order_build
from niemyet.model.data_parts import DATA_PARTS, DataPart
from niemyet.open_data import addresses
from niemyet.open_data.parts import part_of
from niemyet.render.addresses import EMBEDDED

PARTS = [*((part,) for part in DATA_PARTS), *(tuple(one for one in DATA_PARTS if one != part) for part in DATA_PARTS)]
"""Each part alone, and all but one."""
HOME = "https://niemyet.example/"


def is_of_the_data(path: str) -> bool:
    """Whether a file of a site is open data."""
    return path.startswith((addresses.API, EMBEDDED)) or path == addresses.LLMS or path.endswith("/" + addresses.TEXT)


def make(root: Path, parts: tuple[DataPart, ...], into: Path) -> set[str]:
    """The files of a site with these parts."""
    order = replace(BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml")), open_data=parts)
    assert build_site(order, into).report.errors == 0
    return {file.relative_to(into).as_posix() for file in into.rglob("*") if file.is_file()}


@pytest.mark.parametrize("parts", some_of(PARTS, of=6), ids="+".join)
def test_each_part_is_there_or_is_not(parts: tuple[DataPart, ...], small: Path, tmp_path: Path) -> None:
    """The files of each part that is asked for, and of no other; what describes them names no file that is not there."""
    make_site_root(small)
    site = tmp_path / "site"
    made = make(small, parts, site)
    assert {part_of(path) for path in made if is_of_the_data(path)} == {*parts, None}
    describing = [addresses.INDEX, addresses.OPENAPI, addresses.CATALOGUE, addresses.LLMS, addresses.PACKAGE, "sitemap.xml"]
    told = "".join((site / path).read_text("utf-8") for path in describing if path in made)
    told += "".join(
        (site / path).read_text("utf-8")
        for path in made
        if is_of_the_data(path) and "/schemas/" not in path and ".xlsx" not in path
    )
    named = {url.partition("#")[0] for url in re.findall(rf"{HOME}([^\s\"'<>)\\,;&]*)", told)}
    assert [url for url in named if is_of_the_data(url) and not (site / url).exists()] == []
    ways = {path.rpartition(".")[2] for path in json.loads((site / addresses.OPENAPI).read_text("utf-8"))["paths"]}
    assert {part_of(f"{addresses.API}communes/a/b.{ending}") for ending in ways - {"json"}} <= {*parts}
    pages = (site / "ha-noi/thuong-tin/1.001193/index.html").read_text("utf-8")
    assert ("ld+json" in pages, "json+oembed" in pages) == ("linked" in parts, "embed" in parts)
    assert EMBEDDED not in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("open_data: true", DATA_PARTS),
        ("open_data: false", ()),
        ("open_data: {linked: false, embed: false}", ("api", "tables", "assistants", "calendars")),
        ("open_data: {api: true}", DATA_PARTS),
        ("", ()),
        ("open_data: true\npreview: Đề xuất số 5", ()),
    ],
)
def test_the_setting_is_all_none_or_a_table(written: str, parts: tuple[DataPart, ...], small: Path, tmp_path: Path) -> None:
    """A table names what is left out. Of what nobody has approved yet there are no data."""
    make_site_root(small)
    if written:
        add_settings(small, written)
    frames = begin_known_frames(small / "mkdocs.yml")
    assert order_build(small, "mkdocs.yml", TODAY, frames, tmp_path).open_data == parts
    assert read_settings(small).diagnostics == ()


@pytest.mark.parametrize(
    ("written", "rule"),
    [("open_data: có", "bad-truth"), ("open_data: {tables: maybe}", "bad-truth"), ("open_data: {excel: true}", "unknown-key")],
)
def test_a_wrong_setting_is_named_once(written: str, rule: str, small: Path) -> None:
    """At its line, like any other mistake."""
    make_site_root(small)
    add_settings(small, written)
    assert [one.rule for one in read_settings(small).diagnostics] == [rule]
