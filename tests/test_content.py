"""What must hold of the repository's own records, pages and settings, whatever a province has put there, even nothing.

All other tests use catalogues of their own. If a test here fails, a file of content must be corrected.
"""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import FROZEN, REPOSITORY, TODAY, share
from every_value import change_every_value
from niemyet.building.pipeline import build_site
from niemyet.catalogue.reference import read_reference
from niemyet.catalogue.settings import read_settings
from niemyet.cli import app
from niemyet.cli.frames import begin_frames
from niemyet.external.order import Override, order_build
from niemyet.load.finding import SourceFile, find_files
from niemyet.load.former_units import parse_former_units
from niemyet.load.texts import read_text
from niemyet.model.scalars import LONGEST_LABEL, LONGEST_NAME
from niemyet.model.settings import Settings
from test_site import PageReader, broken_links

DAY = max(date.today(), TODAY)
"""The day on which a province publishes is today; the sample was written for no earlier day than that of the other tests."""


@pytest.mark.slow("the repository's content")
def test_the_check_finds_no_error() -> None:
    """What it finds is told."""
    told = CliRunner().invoke(app, ["check", "--errors-only", "--root", str(REPOSITORY), "--as-of", DAY.isoformat()])
    assert told.exit_code == 0, told.output


@pytest.mark.long("tests/test_form.py holds it for the small catalogue")
def test_every_value_of_every_record_is_changed_on_its_line(tmp_path: Path) -> None:
    """By the form's code: what it writes, our loader reads; nothing is refused."""
    changed = change_every_value(REPOSITORY, tmp_path)
    assert changed.refused == []
    assert changed.on_one_line >= 0.98 * changed.values


@pytest.mark.slow("the repository's content")
def test_every_commune_has_its_former_names() -> None:
    """The register of former communes has an entry for each of today's, and for no other."""
    units = read_reference(REPOSITORY, find_files(REPOSITORY), DAY)[0].law.units
    source, _ = read_text(REPOSITORY, SourceFile("catalogue/reference/former-units.csv", "former-units"))
    former = parse_former_units(source)[0] if source else {}
    assert former.keys() in ({code for code in units if len(code) == 5}, set())


@pytest.mark.slow("the repository's content")
def test_every_procedure_of_the_nation_is_told_in_few_words() -> None:
    """Its title, and every case and answer as it stands on a button; who pays less likewise."""
    long: list[str] = []
    for versions in read_reference(REPOSITORY, find_files(REPOSITORY), DAY)[0].law.procedures.values():
        for one in versions:
            cases = [one.short_cases.get(key, words) for key, words in one.case_names.items()]
            people = [waiver.short_who or waiver.who for waiver in one.waivers]
            long += [f"{one.code}: {one.title}"] if len(one.title) > LONGEST_NAME else []
            long += [f"{one.code}: {label}" for label in (*cases, *people) if len(label) > LONGEST_LABEL]
            long += [f"{one.code}: no question"] if one.cases and not one.case_question else []
    assert long == []


@pytest.mark.slow("the whole of the repository's content")
def test_the_site_is_built_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    """Those of records, articles and pages written by hand alike, at the address that mkdocs.yml gives."""
    site = tmp_path / "site"
    frames = begin_frames(REPOSITORY / "mkdocs.yml", 1)
    order = order_build(REPOSITORY, "mkdocs.yml", DAY, frames, tmp_path / "npm", Override(editor=False, history=share(12)))
    built = build_site(order, site)
    assert built.report.errors == 0
    elements = PageReader((site / "index.html").read_text("utf-8")).elements
    [base] = [attributes["href"] for _, attributes in elements if attributes.get("rel") == "canonical"]
    assert base and not broken_links(site, base)


@pytest.mark.slow("the repository's content")
def test_who_is_asked_to_approve_is_written_as_the_records_say() -> None:
    """`niemyet owners` would change nothing."""
    told = CliRunner().invoke(app, ["owners", "--check", "--root", str(REPOSITORY)])
    assert told.exit_code == 0, told.output


def test_the_program_is_tested_with_the_same_plugins_and_theme() -> None:
    """A province gives names, addresses and more; with another theme the other tests would not speak of its site. The records of
    the tests stand alone, without the reference that travels with the program."""
    ours, tested = (read_settings(root).site for root in (REPOSITORY, FROZEN))
    assert ours is not None and tested is not None
    assert (ours.plugins.model_extra, tested.plugins.model_extra) == ({}, {})
    assert tested.settings == Settings(reference="own")
    assert ours.theme == tested.theme
