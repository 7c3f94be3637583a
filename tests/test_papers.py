"""The papers without which no office may start: licences, how to cite, how to report, and what the program stands on."""

import csv
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from packaging.licenses import canonicalize_license_expression
from typer.testing import CliRunner

from conftest import HERE, REPOSITORY, read_yaml
from niemyet.cli import app, licences
from niemyet.cli.installed_libraries import PROGRAM, Licensed, find_licensed, find_needs

TOP = (REPOSITORY / "pyproject.toml").parent
PROJECT: dict[str, Any] = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
FIT = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-2.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "OFL-1.1", "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip
"""Licences of libraries that a program under Apache-2.0 may be given away with: they ask for their own text, and of some for the
changes in their own files."""
PAPERS = {"publiccode.yml": "publiccode", "CITATION.cff": "citation"}


@cache
def installed() -> tuple[Licensed, ...]:
    return (*find_licensed(),)


@pytest.fixture(scope="module", autouse=True)
def looked_up_once() -> Iterator[None]:
    """Whatever asks for the libraries of this machine finds what was found before: they stay as they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(licences, "find_licensed", installed)
        patch.setattr(licences, "find_needs", cache(find_needs))
        yield


def read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml(TOP / name)
    return loaded


def names_in(expression: str) -> set[str]:
    return set(re.findall(r"[\w.+-]+", expression)) - {"AND", "OR", "WITH"}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_valid(name: str) -> None:
    """By the rules of its standard, which catalogues apply; it names the version and the licence of this project."""
    paper = read(name)
    schema = json.loads((HERE / "papers" / f"{PAPERS[name]}.schema.json").read_text("utf-8"))
    check = fastjsonschema.compile(schema)
    check(paper)
    for key in schema["required"]:
        with pytest.raises(fastjsonschema.JsonSchemaException):
            check({other: value for other, value in paper.items() if other != key})
    assert paper.get("version", paper.get("softwareVersion")) == PROJECT["version"]
    licence = paper.get("license") or paper["legal"]["license"]
    assert names_in(licence) <= names_in(PROJECT["license"])


def test_whatever_lies_here_has_a_licence_whose_text_lies_here() -> None:
    """The program and what it tells have one each; both travel with the wheel."""
    assert canonicalize_license_expression(PROJECT["license"]) == PROJECT["license"]
    given = {path.stem for path in (TOP / "LICENSES").iterdir()}
    whose = tomllib.loads((TOP / "REUSE.toml").read_text("utf-8"))["annotations"]
    assert whose[0]["path"] == "**"
    assert {one["SPDX-License-Identifier"] for one in whose} == given == names_in(PROJECT["license"])
    assert (TOP / "LICENSE").read_bytes() == (TOP / "LICENSES/Apache-2.0.txt").read_bytes()
    assert set(PROJECT["license-files"]) == {"LICENSE", "LICENSES/*.txt"}
    for path in {*whose[1]["path"]} - {"news/**"}:  # a province that deletes the sample articles has none yet
        assert any(TOP.glob(path.removesuffix("/**"))), path
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert all(f"LICENSES/{name}.txt" in readme for name in given)


def test_no_person_is_named() -> None:
    """Nobody has agreed to be: maintainers are named as such."""
    cited, public = read("CITATION.cff"), read("publiccode.yml")
    named = [*cited["authors"], *public["maintenance"]["contacts"]]
    assert {one["name"] for one in named} == {"The maintainers of niemyet"}


def test_the_papers_lead_to_one_another() -> None:
    """Whoever finds one finds the others."""
    conduct, readme = ((TOP / name).read_text("utf-8") for name in ("CODE_OF_CONDUCT.md", "README.md"))
    assert "(SECURITY.md)" in conduct
    assert {"(SECURITY.md)", "(CODE_OF_CONDUCT.md)", "(LICENSE)"} <= set(re.findall(r"\([A-Z_]+(?:\.md)?\)", readme))


def fits(expression: str) -> bool:
    """Whether the licences of an expression without brackets may be taken: all that are joined, one of several to choose from."""
    return any(names_in(choice) <= FIT for choice in expression.split(" OR "))


def libraries() -> Iterator[tuple[str, str]]:
    return ((one.name, one.licence) for one in installed() if one.name != PROGRAM)


@pytest.mark.slow("every library")
def test_every_library_has_a_known_licence_that_fits_ours() -> None:
    """An office need not read thirty texts to know what it may do."""
    found = dict(libraries())
    needed = {re.split(r"[^\w-]", line)[0].lower() for line in PROJECT["dependencies"]}
    assert needed <= set(found)
    assert not {name: licence for name, licence in found.items() if not licence or not fits(licence)}
    assert not fits("GPL-3.0-only")
    assert fits("EPL-2.0 OR GPL-2.0-or-later")
    assert not fits("MIT AND AGPL-3.0-only")


@pytest.mark.slow("every library")
def test_the_command_lists_them_all() -> None:
    """For a person, for a table and for a program; the texts are where it says."""
    runner = CliRunner()
    text, table, data = (runner.invoke(app, ["licences", "--format", name]).stdout for name in ("text", "csv", "json"))
    listed = json.loads(data)
    rows = list(csv.DictReader(table.splitlines()))
    names = [one["name"] for one in listed]
    assert names == sorted(names) == [row["name"] for row in rows] == [line.split()[0] for line in text.splitlines()]
    assert {"niemyet", "mkdocs", "typst", "fontpkg-be-vietnam-pro"} <= set(names)
    assert "pytest" not in names
    [one] = [one for one in listed if one["name"] == "jinja2"]
    assert one["licence"] == "BSD-3-Clause"
    assert "Redistribution" in Path(one["texts"][0]).read_text("utf-8")


@pytest.mark.slow("every library")
def test_the_bill_of_materials_names_every_library_and_what_needs_it() -> None:
    """Valid by the rules of CycloneDX; every library but none twice, each with its licence, each needed by something; the same
    bytes each time."""
    told = CliRunner().invoke(app, ["licences", "--format", "cyclonedx"]).stdout
    bill = json.loads(told)
    check = fastjsonschema.compile(json.loads((HERE / "papers" / "cyclonedx.schema.json").read_text("utf-8")))
    check(bill)
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check(bill | {"components": [{"type": "library"}]})
    listed = {one["purl"]: one for one in bill["components"]}
    assert sorted(one["name"] for one in listed.values()) == sorted(name for name, _ in libraries())
    assert all(one["licenses"] for one in listed.values())
    edges = {one["ref"]: set(one["dependsOn"]) for one in bill["dependencies"]}
    program = bill["metadata"]["component"]["bom-ref"]
    assert edges.keys() == {program, *listed}
    assert {ref for needed in edges.values() for ref in needed} == {*listed}
    assert CliRunner().invoke(app, ["licences", "--format", "cyclonedx"]).stdout == told


@pytest.mark.slow("every library")
def test_the_bill_of_materials_has_the_hashes_of_the_lock_file() -> None:
    """Of each library that the lock pins, the digests of the files that may be installed: they are those that pip demands."""
    lock = TOP / "requirements.lock"
    told = CliRunner().invoke(app, ["licences", "--format", "cyclonedx", "--lock", str(lock)]).stdout
    fastjsonschema.compile(json.loads((HERE / "papers" / "cyclonedx.schema.json").read_text("utf-8")))(json.loads(told))
    text = lock.read_text("utf-8")
    bill = {one["name"]: one for one in json.loads(told)["components"]}
    versions = re.findall(r"^([a-z0-9._-]+)==([^\s\\;]+)", text, re.MULTILINE)
    pinned = {name for name, number in versions if name in bill and bill[name]["version"] == number}
    named = {name: one["externalReferences"][0]["hashes"] for name, one in bill.items() if "externalReferences" in one}
    assert pinned == named.keys()
    assert len(pinned) > 20
    assert all(f"--hash=sha256:{one['content']}" in text for hashes in named.values() for one in hashes)
    jinja = text.partition("jinja2==")[2].partition("\njs")[0]
    assert {one["content"] for one in named["jinja2"]} == set(
        re.findall(r"sha256:([0-9a-f]{64})", re.split(r"\n(?=\S)", jinja)[0])
    )
    assert CliRunner().invoke(app, ["licences", "--format", "cyclonedx", "--lock", "khong-co"]).exit_code == 1


def test_the_release_says_where_the_program_is_published() -> None:
    """The address is the forge's own: here nobody can know it, and the workflow puts it in its line."""
    assert sum(line.startswith("url:") for line in (TOP / "publiccode.yml").read_text("utf-8").splitlines()) == 1
    release = (TOP / ".github/workflows/release.yml").read_text("utf-8")
    assert 'sed "s|^url:.*|url: $GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git|" publiccode.yml' in release
