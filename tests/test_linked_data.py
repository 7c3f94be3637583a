"""The data as others' tools read them: linked data by their shapes, tables by their package."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import Package
from pyshacl import validate
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

from conftest import HERE, TODAY
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.open_data import addresses

CPSV = Namespace("http://purl.org/vocab/cpsv#")
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # rdflib's own reader of JSON-LD uses it
    pytest.mark.filterwarnings("ignore:Dataset.* is deprecated"),  # and so does pyshacl
]
SHAPES = [HERE / "shacl/cpsv-ap.ttl", *map(Path, filter(None, [os.environ.get("NIEMYET_CPSV_SHAPES")]))]


@pytest.fixture(scope="module")
def site(frozen_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen catalogue with open data."""
    made = tmp_path_factory.mktemp("linked") / "site"
    order = replace(BuildRequest(frozen_root, TODAY, begin_known_frames(frozen_root / "mkdocs.yml")), open_data=True)
    assert build_site(order, made).report.errors == 0
    return made


def read(file: Path) -> Graph:
    return Graph().parse(file, format="json-ld")


@pytest.mark.parametrize("shapes", SHAPES, ids=lambda file: file.name)
def test_services_have_the_shapes_of_cpsv_ap(shapes: Path, site: Path) -> None:
    """Of each commune, and of the nation."""
    files = [*sorted((site / addresses.API / "communes").rglob("*.jsonld")), site / addresses.SERVICES]
    assert len(files) > 2
    for file in files:
        fits, _, told = validate(read(file), shacl_graph=str(shapes))
        assert fits, told


def test_a_shape_that_is_not_held_is_told(site: Path) -> None:
    """Without its title a service does not fit, so that the test above can fail."""
    graph = read(site / addresses.SERVICES)
    service = next(graph.subjects(RDF.type, CPSV.PublicService))
    graph.remove((service, DCTERMS.title, None))
    assert not validate(graph, shacl_graph=str(SHAPES[0]))[0]


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
    report = Package(str(site / addresses.PACKAGE)).validate()
    assert report.flatten(["rowNumber", "fieldNumber", "message"]) == []
    assert report.stats["tasks"] == 4
