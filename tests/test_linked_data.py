"""The data as others' tools read them: linked data by their shapes, tables by their package."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF
from typer.testing import CliRunner

from conftest import HERE
from niemyet.cli import app
from niemyet.open_data import addresses
from niemyet.open_data.query import QueryError, Tables

CPSV = Namespace("http://purl.org/vocab/cpsv#")
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # rdflib's own reader of JSON-LD uses it
    pytest.mark.filterwarnings("ignore:Dataset.* is deprecated"),  # and so does pyshacl
]
SHAPES = [HERE / "shacl/cpsv-ap.ttl", *map(Path, filter(None, [os.environ.get("NIEMYET_CPSV_SHAPES")]))]


@pytest.fixture(scope="module")
def site(open_data_site: Path) -> Path:
    """The frozen catalogue with open data."""
    return open_data_site


def validate(graph: Graph, shapes: Path) -> tuple[bool, str]:
    """Whether a graph has these shapes, and what is told of it."""
    import pyshacl  # here, like Frictionless below: it takes a second of each worker that only asks which tests there are

    fits, _, told = pyshacl.validate(graph, shacl_graph=str(shapes))
    return bool(fits), str(told)


def read(file: Path) -> Graph:
    return Graph().parse(file, format="json-ld")


@pytest.mark.slow("a build")
@pytest.mark.parametrize("shapes", SHAPES, ids=lambda file: file.name)
def test_services_have_the_shapes_of_cpsv_ap(shapes: Path, site: Path) -> None:
    """Of each commune, and of the nation."""
    files = [*sorted((site / addresses.API / "communes").rglob("*.jsonld")), site / addresses.SERVICES]
    assert len(files) > 2
    for file in files:
        fits, told = validate(read(file), shapes)
        assert fits, told


@pytest.mark.slow("shapes of many kinds")
def test_the_catalogue_has_the_shapes_of_dcat_ap(site: Path) -> None:
    """Each data set is described, each file is licensed; also as CPSV-AP describes a data set."""
    for shapes in (HERE / "shacl/dcat-ap.ttl", *SHAPES):
        fits, told = validate(read(site / addresses.CATALOGUE), shapes)
        assert fits, told


@pytest.mark.slow("DuckDB opens every table")
def test_the_catalogue_has_the_tables_of_every_province(site: Path) -> None:
    """All postings of a province are one data set: its data, its table, its lines."""
    graph = read(site / addresses.CATALOGUE)
    files = {str(one).partition(addresses.API)[2] for one in graph.objects(None, DCAT.downloadURL)}
    for path in ("ha-noi", "ha-tinh"):
        assert {f"provinces/{path}.{ending}" for ending in ("json", "csv", "jsonl")} <= files


def test_a_shape_that_is_not_held_is_told(site: Path) -> None:
    """Without its title a service does not fit, so that the test above can fail."""
    graph = read(site / addresses.SERVICES)
    service = next(graph.subjects(RDF.type, CPSV.PublicService))
    graph.remove((service, DCTERMS.title, None))
    assert not validate(graph, SHAPES[0])[0]


def test_every_posting_in_force_is_one_service(site: Path) -> None:
    """With its code and the address of its page, and no other."""
    graph = read(site / addresses.of_commune_services("ha-noi/thuong-tin"))
    services = {str(one): str(graph.value(one, DCTERMS.identifier)) for one in graph.subjects(RDF.type, CPSV.PublicService)}
    pages = {page.parent.name for page in (site / "ha-noi/thuong-tin").glob("[0-9]*/index.html")}
    assert set(services.values()) <= pages
    assert all(address.endswith(f"/ha-noi/thuong-tin/{code}/") for address, code in services.items())


def test_the_catalogue_leads_to_its_files(site: Path) -> None:
    """Each data set has a licence and files, and each file is one of the site."""
    graph = read(site / addresses.CATALOGUE)
    catalogue = next(graph.subjects(RDF.type, DCAT.Catalog))
    home = str(catalogue).partition(addresses.API)[0]
    sets = list(graph.objects(catalogue, DCAT.dataset))
    assert len(sets) == len(set(sets)) > 3
    for one in sets:
        assert isinstance(graph.value(one, DCTERMS.license), URIRef)
        files = [str(file).removeprefix(home) for file in graph.objects(one, DCAT.distribution)]
        assert files
        assert [path for path in files if not (site / path).is_file()] == []


def test_the_tables_are_a_data_package(site: Path) -> None:
    """Every table has the columns and the types that the package names."""
    from frictionless import Package

    report = Package(str(site / addresses.PACKAGE)).validate()
    assert report.flatten(["rowNumber", "fieldNumber", "message"]) == []
    assert report.stats["tasks"] == 4


def test_a_query_reads_the_tables_and_nothing_else(site: Path, tmp_path: Path) -> None:
    """Codes stay text, days are days; no file outside can be read and no setting changed."""
    tables = Tables(site)
    assert {name for name, _, _ in tables.list_tables()} == {"thu_tuc", "xa_phuong", "niem_yet"}
    files = sorted(tables.write_parquet(tmp_path / "bang"))
    assert [file.name for file in files] == ["niem-yet.parquet", "thu-tuc.parquet", "xa-phuong.parquet"]
    tables.close_off()
    code, posted = tables.ask("SELECT code, posted FROM niem_yet WHERE commune = 'ha-noi/thuong-tin' ORDER BY code").rows[0]
    assert (code, type(posted)) == ("1.000656", date)
    for query in (
        f"SELECT * FROM read_csv('{site}/api/v1/communes.csv')",
        "SET enable_external_access = true",
        "SELEC 1",
        " ;",
        "-- a",
    ):
        with pytest.raises(QueryError):
            tables.ask(query)


def test_the_command_answers_a_query(site: Path) -> None:
    """As text, CSV and JSON; without a query it names the tables; a wrong one is a sentence and status 2."""
    run = CliRunner()
    query = "SELECT code FROM niem_yet WHERE commune = 'ha-noi/thuong-tin' ORDER BY code LIMIT 1"
    where = ["--site-dir", str(site)]
    assert run.invoke(app, ["sql", query, *where]).output == "code\n1.000656\n"
    assert run.invoke(app, ["sql", query, "--format", "csv", *where]).output == "code\n1.000656\n"
    assert json.loads(run.invoke(app, ["sql", query, "--format", "json", *where]).output) == [{"code": "1.000656"}]
    assert "niem_yet (" in run.invoke(app, ["sql", *where]).output
    assert "niem_yet (" in run.invoke(app, ["sql", "  ", *where]).output
    assert "\x1b" not in run.invoke(app, ["sql", 'SELECT 1 AS "\x1b[2J"', *where]).output
    wrong = run.invoke(app, ["sql", "SELEC 1", *where])
    assert (wrong.exit_code, "không trả lời được" in wrong.output) == (2, True)
    nothing = run.invoke(app, ["sql", "--site-dir", str(site / "api")])
    assert (nothing.exit_code, "open_data: true" in nothing.output) == (1, True)
