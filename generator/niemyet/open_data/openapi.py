"""The description of the interface in OpenAPI 3.1, and the JSON Schemas of its files, made from the modules of shapes."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from niemyet.model.data_parts import DataPart
from niemyet.open_data import addresses, beginning_shapes, figure_shapes, shapes
from niemyet.open_data.interface import VERSION, type_of_file
from niemyet.open_data.parts import is_there
from niemyet.open_data.writing import Data, write_json
from niemyet.render.renderer import OutputFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"schema": {"type": "string"}}
_NO_TEXT = ("json", "jsonld", "xlsx")


class _Way(NamedTuple):
    """A kind of file: its path with slots, the name of its operation, what it is, its shape; None where that is a standard's."""

    path: str
    name: str
    summary: str
    shape: type[BaseModel] | None


WAYS = (
    _Way(addresses.INDEX, "begin", "What there is, and the rules of its use", beginning_shapes.Entry),
    _Way(addresses.PROCEDURES, "listProcedures", "All procedures", shapes.ProcedureList),
    _Way(addresses.of_procedure_data("{code}"), "getProcedure", "One procedure, with its answers", shapes.ProcedureFile),
    _Way(addresses.PROVINCES, "listProvinces", "The provinces of the site", shapes.ProvinceList),
    _Way(addresses.of_province_data("{province}"), "getProvince", "One province with its communes", shapes.ProvinceFile),
    _Way(addresses.COMMUNES, "listCommunes", "The communes of the site", shapes.CommuneList),
    _Way(addresses.of_commune_data("{province}/{commune}"), "getCommune", "One commune with its postings", shapes.CommuneFile),
    _Way(
        addresses.of_posting_data("{province}/{commune}", "{code}"),
        "getPosting",
        "One posting, with its answers for every choice",
        shapes.PostingFile,
    ),
    _Way(addresses.DOCUMENTS, "listDocuments", "All legal documents", shapes.DocumentList),
    _Way(f"{addresses.API}documents/{{document}}.json", "getDocument", "One legal document", shapes.ListedDocument),
    _Way(
        f"{addresses.API}documents/{{province}}/{{document}}.json",
        "getOwnDocument",
        "One document of a province's own list",
        shapes.ListedDocument,
    ),
    _Way(addresses.COMING_CHANGES, "listChanges", "What is known to change, and when", beginning_shapes.ChangeList),
    _Way(addresses.ARTICLES, "listArticles", "All articles", shapes.ArticleList),
    _Way(addresses.FIELDS, "listFields", "The fields of work", shapes.FieldList),
    _Way(addresses.LIFE_EVENTS, "listLifeEvents", "The life events", beginning_shapes.LifeEventList),
    _Way(addresses.ELSEWHERE, "listElsewhere", "What is not done at a commune, and where", beginning_shapes.ElsewhereList),
    _Way(addresses.SYNONYMS, "listSynonyms", "Words that mean the same, for a search", beginning_shapes.SynonymList),
    _Way(addresses.CALENDARS, "listCalendars", "The official days off", shapes.CalendarList),
    _Way(addresses.COMPLIANCE, "listCompliance", "How far postings are as they must be, by province", figure_shapes.FiguresList),
    _Way(
        addresses.of_compliance_data("{province}"),
        "getComplianceOfProvince",
        "How far the communes of a province have posted what they must",
        figure_shapes.ProvinceFigures,
    ),
    _Way(
        addresses.of_compliance_data("{province}/{commune}"),
        "getCompliance",
        "How far a commune has posted what it must, with what is missing",
        figure_shapes.CommuneFigures,
    ),
    _Way(
        addresses.of_duty_data("{province}/{commune}"),
        "getDuty",
        "Who is planned to receive at an office, as far as the commune publishes it",
        figure_shapes.DutyFile,
    ),
    _Way(addresses.PROCEDURES_TABLE, "tableOfProcedures", "All procedures as a table", None),
    _Way(addresses.COMMUNES_TABLE, "tableOfCommunes", "The communes as a table", None),
    _Way(addresses.of_commune_table("{province}/{commune}"), "tableOfPostings", "The postings of a commune as a table", None),
    _Way(
        addresses.of_commune_workbook("{province}/{commune}"), "workbookOfPostings", "The postings of a commune for Excel", None
    ),
    _Way(addresses.of_province_table("{province}"), "tableOfProvince", "The postings of a province as a table", None),
    _Way(addresses.of_province_lines("{province}"), "linesOfProvince", "The postings of a province as JSON Lines", None),
    _Way(addresses.of_commune_services("{province}/{commune}"), "servicesOfCommune", "A commune's services, CPSV-AP", None),
    _Way(addresses.SERVICES, "listServices", "The procedures as services, CPSV-AP", None),
    _Way(addresses.CATALOGUE, "getCatalogue", "The data of the site, DCAT", None),
    _Way(addresses.PACKAGE, "getPackage", "The tables as a Frictionless Data Package", None),
    _Way(addresses.of_commune_calendar("{province}/{commune}"), "calendarOfCommune", "When a commune's office receives", None),
)
"""Every kind of file of the interface, except this description itself."""
_SLOTS = {
    "code": ("The procedure's code.", "1.001193"),
    "province": ("The province's folder.", "ha-noi"),
    "commune": ("The commune's folder.", "thuong-tin"),
    "document": ("The document's number as in the address of its page.", "60-2014-qh13"),
}


@cache
def make_schemas(used: tuple[type[BaseModel], ...]) -> tuple[dict[str, str], Data]:
    """The name of each shape's schema, and all schemas by name."""
    names, made = models_json_schema(
        [(shape, "validation") for shape in used], by_alias=True, ref_template="#/components/schemas/{model}"
    )
    return {shape.__name__: names[shape, "validation"]["$ref"] for shape in used}, made["$defs"]


def write_openapi(site_url: str, title: str, licence: str, parts: Collection[DataPart]) -> Iterator[OutputFile]:
    """openapi.json, and a JSON Schema for each kind of file that stands alone, of a site with these parts."""
    ways = [way for way in WAYS if is_there(way.path, parts)]
    references, schemas = make_schemas(tuple(dict.fromkeys(way.shape for way in ways if way.shape is not None)))
    paths = {
        f"/{way.path.removeprefix(addresses.API)}": {
            "get": {
                "operationId": way.name,
                "summary": way.summary,
                "parameters": list(_describe_slots(way.path)),
                "responses": {
                    "200": {
                        "description": way.summary,
                        "content": {type_of_file(way.path): {} if way.path.endswith(_NO_TEXT) else _TEXT}
                        if way.shape is None
                        else {"application/json": {"schema": {"$ref": references[way.shape.__name__]}}},
                    },
                    "404": {"description": "There is no such file."},
                },
            }
        }
        for way in ways
    }
    about = {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": VERSION,
            "description": "Static files: ask with GET, as often as you like. Within v1 keys are added, never renamed, "
            "removed or given another meaning. null is unknown, never 0. What is marked `sample` must not be shown as real. "
            "Where the site is in further languages, the files of communes and postings are there in each of them too, below the "
            "folder of the language: `en/api/v1/`.",
            "license": {"name": licence, "url": licence},
        },
        "servers": [{"url": (site_url or "/") + addresses.API.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": schemas},
    }
    yield OutputFile(addresses.OPENAPI, write_json(about))
    inside = write_json(schemas).rstrip().replace(b"#/components/schemas/", b"#/$defs/")
    for name in references:
        head = write_json({"$schema": DIALECT, "$ref": f"#/$defs/{name}"}).rstrip(b"}\n")
        yield OutputFile(f"{addresses.SCHEMAS}{name}.json", b'%b,"$defs":%b}\n' % (head, inside))


def _describe_slots(path: str) -> Iterator[Data]:
    for name, (description, example) in _SLOTS.items():
        if f"{{{name}}}" in path:
            yield {
                "name": name,
                "in": "path",
                "required": True,
                "description": description,
                "schema": {"type": "string"},
                "example": example,
            }
