"""Linked data (JSON-LD): what communes and the nation offer as CPSV-AP 3.2.

The contexts are written out, so that a reader asks nobody for them. Only what is sure is said: no fee and no deadline, because
neither has room here for its exceptions; they are in the data that `rdfs:seeAlso` names.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from niemyet.model.data_parts import DataPart
from niemyet.model.places import Commune, Province, name_unit
from niemyet.open_data import addresses as data
from niemyet.open_data.graphs import leads, says, write_graph
from niemyet.open_data.writing import Data, quote
from niemyet.render import addresses
from niemyet.render.listings import ListedPosting, ListedProcedure
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.procedures import DatedProcedure

_UNIT = "http://data.europa.eu/88u/dataset/atu-type"
_LEGAL_RESOURCE = "http://data.europa.eu/eli/ontology#LegalResource"
CONTEXT: Mapping[str, Any] = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "title": says("dct:title"),
    "description": says("dct:description"),
    "prefLabel": says("skos:prefLabel"),
    "keyword": says("dcat:keyword"),
    "identifier": "dct:identifier",
    "seeAlso": leads("rdfs:seeAlso"),
    "authority": leads("cv:hasCompetentAuthority"),
    "channel": leads("cv:hasChannel"),
    "contact": leads("cv:contactPoint"),
    "sector": leads("cv:sector"),
    "spatial": leads("dct:spatial"),
    "legal": leads("cv:hasLegalResource"),
    "produces": leads("cpsv:produces"),
    "input": leads("cv:hasInputType"),
    "contactPage": leads("cv:contactPage"),
    "telephone": "cv:telephone",
    "partOf": leads("dct:isPartOf"),
}
SAMPLE = "Dữ liệu mẫu, không phải của xã, phường thật."
"""How a service says that it is an illustration: the vocabulary has no mark for it."""


def write_commune_services(
    resolved: ResolvedCommune,
    listed: Iterable[ListedPosting],
    procedures: Mapping[str, ListedProcedure],
    site_url: str,
    parts: Collection[DataPart],
) -> OutputFile:
    """The services of one commune: each posting in force, with its data where there are any."""
    commune, place = resolved.commune, site_url + addresses.of_place(resolved.path)
    current = [one for one in listed if one.standing == "in_force"]
    told = f"niêm yết tại {name_unit(commune)}, {name_unit(resolved.province)}."
    fields = {procedures[one.code].field for one in current}
    graph: list[Data] = [*_describe_authority(commune, resolved.province, place)]
    graph += [_describe_sector(key, field.name, site_url) for key, field in resolved.provincial.fields.items() if key in fields]
    services = _write_services(resolved, current, procedures, site_url, told, parts)
    return write_graph(data.of_commune_services(resolved.path), CONTEXT, graph, [*services])


def _write_services(
    resolved: ResolvedCommune,
    current: Iterable[ListedPosting],
    procedures: Mapping[str, ListedProcedure],
    site_url: str,
    told: str,
    parts: Collection[DataPart],
) -> Iterator[str]:
    """The services of postings as JSON; a value a time would take longer than the postings' texts do."""
    path, of_sample = resolved.path, resolved.commune.sample
    place, seen = quote(site_url + addresses.of_place(path))[:-1], quote(site_url)[:-1]
    begun = f'{{"@id":{place}'
    ends = {sample: f"” {quote(f'{told} {SAMPLE}' if sample else told)[1:]}" for sample in (False, True)}
    offered = f',"authority":{place}#co-quan","channel":{place}#noi-nop","contact":{place}#lien-he","sector":'
    with_data = "api" in parts
    for one in current:
        code, procedure = one.code, procedures[one.code]
        name, see = quote(procedure.name), f',"seeAlso":{seen}{data.of_posting_data(path, code)}"}}' if with_data else "}"
        yield (
            f'{begun}{code}/","@type":"cpsv:PublicService","identifier":"{code}","title":{name},"description":"Thủ tục “'
            f"{name[1:-1]}{ends[of_sample or one.sample]}{offered}{quote(site_url + addresses.of_field(procedure.field))}{see}"
        )


def _describe_authority(commune: Commune, province: Province, place: str) -> Iterator[Data]:
    name = name_unit(commune)
    yield {"@id": place, "@type": _UNIT, "identifier": commune.code, "prefLabel": f"{name}, {name_unit(province)}"}
    yield {
        "@id": f"{place}#co-quan",
        "@type": "cv:PublicOrganisation",
        "identifier": commune.code,
        "prefLabel": f"Ủy ban nhân dân {name}",
        "spatial": place,
    }
    yield {
        "@id": f"{place}#noi-nop",
        "@type": "cv:Channel",
        "identifier": f"{commune.code}-noi-nop",
        "description": f"{commune.office.name}, {commune.office.address}",
    }
    phone = {"telephone": commune.office.phone} if commune.office.phone else {}
    yield {"@id": f"{place}#lien-he", "@type": "cv:ContactPoint", "contactPage": f"{place}#trang", **phone}
    yield {"@id": f"{place}#trang", "@type": "foaf:Document", "seeAlso": place}


def _describe_sector(key: str, name: str, site_url: str) -> Data:
    return {"@id": site_url + addresses.of_field(key), "@type": "skos:Concept", "prefLabel": name}


def write_national_services(procedures: Mapping[str, DatedProcedure], site_url: str, parts: Collection[DataPart]) -> OutputFile:
    """The procedures in force, as they hold where no place sets anything: what goes in, what comes out, and the law behind."""
    nation, graph = f"{site_url}{data.API}#viet-nam", list[Data]()
    current = [dated for dated in procedures.values() if dated.standing == "in_force"]
    graph.append({"@id": nation, "@type": _UNIT, "identifier": "VN", "prefLabel": "Việt Nam"})
    organisations = {dated.procedure.authority: f"{site_url}{data.API}#co-quan-{n}" for n, dated in enumerate(current)}
    for name, own in organisations.items():
        graph.append({"@id": own, "@type": "cv:PublicOrganisation", "prefLabel": name, "spatial": nation})
    documents = dict.fromkeys(number for dated in current for number in dated.procedure.legal_basis)
    for number in documents:
        graph.append({"@id": site_url + addresses.of_document(number), "@type": _LEGAL_RESOURCE, "identifier": str(number)})
    fields = {dated.procedure.field: dated.field_name for dated in current}
    graph += [_describe_sector(key, name, site_url) for key, name in fields.items()]
    for dated in current:
        graph += _describe_service(dated, organisations[dated.procedure.authority], site_url, parts)
    return write_graph(data.SERVICES, CONTEXT, graph)


def _describe_service(dated: DatedProcedure, authority: str, site_url: str, parts: Collection[DataPart]) -> Iterator[Data]:
    procedure = dated.procedure
    url = site_url + addresses.of_procedure(procedure.code)
    papers = list(dict.fromkeys(paper.name for paper in (*procedure.papers.submit, *procedure.papers.present)))
    results = list(dict.fromkeys(result.name for result in procedure.results))
    inputs = [
        {
            "@id": f"{url}#giay-to-{n}",
            "@type": "cv:EvidenceType",
            "identifier": f"{procedure.code}-giay-to-{n}",
            "prefLabel": name,
        }
        for n, name in enumerate(papers, 1)
    ]
    outputs = [
        {"@id": f"{url}#ket-qua-{n}", "@type": "cv:Output", "identifier": f"{procedure.code}-ket-qua-{n}", "title": name}
        for n, name in enumerate(results, 1)
    ]
    yield from inputs
    yield from outputs
    yield {
        "@id": url,
        "@type": "cpsv:PublicService",
        "identifier": procedure.code,
        "title": procedure.name,
        "description": procedure.summary or f"Thủ tục hành chính “{procedure.name}”.",
        "keyword": list(procedure.aliases),
        "authority": authority,
        "sector": site_url + addresses.of_field(procedure.field),
        "input": [one["@id"] for one in inputs],
        "produces": [one["@id"] for one in outputs],
        "legal": [site_url + addresses.of_document(number) for number in procedure.legal_basis],
        **({"seeAlso": site_url + data.of_procedure_data(procedure.code)} if "api" in parts else {}),
    }
