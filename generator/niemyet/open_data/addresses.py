"""Where the open data lie in the site. A contract: other services rely on these addresses."""

from collections.abc import Iterable, Iterator

from niemyet.render.addresses import EMBEDDED, OEMBED, of_document, of_place, of_posting, of_procedure
from niemyet.render.addresses import LLMS as LLMS
from niemyet.render.addresses import TEXT as TEXT

API = "api/v1/"
INDEX = f"{API}index.json"
OPENAPI = f"{API}openapi.json"
PROCEDURES = f"{API}procedures.json"
PROCEDURES_TABLE = f"{API}procedures.csv"
PROVINCES = f"{API}provinces.json"
COMMUNES = f"{API}communes.json"
COMMUNES_TABLE = f"{API}communes.csv"
DOCUMENTS = f"{API}documents.json"
ARTICLES = f"{API}articles.json"
FIELDS = f"{API}fields.json"
COMING_CHANGES = f"{API}changes.json"
LIFE_EVENTS = f"{API}life-events.json"
CALENDARS = f"{API}calendars.json"
ELSEWHERE = f"{API}elsewhere.json"
SYNONYMS = f"{API}synonyms.json"
SERVICES = f"{API}procedures.jsonld"
CATALOGUE = f"{API}dcat.jsonld"
PACKAGE = f"{API}datapackage.json"
SCHEMAS = f"{API}schemas/"
COMPLIANCE = f"{API}compliance.json"


def of_procedure_data(code: str) -> str:
    """One procedure."""
    return f"{API}procedures/{code}.json"


def of_province_data(path: str) -> str:
    """One province with its communes: "ha-noi"."""
    return f"{API}provinces/{path}.json"


def of_province_table(path: str) -> str:
    """The postings of one province as a table."""
    return f"{API}provinces/{path}.csv"


def of_province_lines(path: str) -> str:
    """The postings of one province as JSON Lines."""
    return f"{API}provinces/{path}.jsonl"


def of_commune_services(path: str) -> str:
    """The services of one commune as linked data."""
    return f"{API}communes/{path}.jsonld"


def of_commune_data(path: str) -> str:
    """One commune with its postings in few words: "ha-noi/thuong-tin"."""
    return f"{API}communes/{path}.json"


def of_commune_table(path: str) -> str:
    """The postings of one commune as a table."""
    return f"{API}communes/{path}.csv"


def of_commune_calendar(path: str) -> str:
    """When the office of one commune receives."""
    return f"{API}communes/{path}.ics"


def of_commune_workbook(path: str) -> str:
    """The postings of one commune as a workbook."""
    return f"{API}communes/{path}.xlsx"


def of_compliance_data(path: str) -> str:
    """How far a commune, or the communes of a province, have posted what they must."""
    return f"{API}compliance/{path}.json"


def of_duty_data(path: str) -> str:
    """Who is planned to receive at the office of one commune."""
    return f"{API}duty/{path}.json"


def of_embedded(commune_path: str, code: str = "") -> str:
    """The page for frames of a posting, or of a commune's list."""
    return f"{EMBEDDED}{of_posting(commune_path, code) if code else of_place(commune_path)}"


def of_embedded_questions(commune_path: str) -> str:
    """The page for frames that asks what is needed at a commune."""
    return f"{of_embedded(commune_path)}hoi/"


def of_posting_data(commune_path: str, code: str) -> str:
    """One posting with its answers."""
    return f"{API}postings/{commune_path}/{code}.json"


def of_procedure_text(code: str) -> str:
    """One procedure as text, in the folder of its page."""
    return of_procedure(code) + TEXT


def of_commune_text(path: str) -> str:
    """One commune as text, in the folder of its page."""
    return of_place(path) + TEXT


def of_posting_text(commune_path: str, code: str) -> str:
    """One posting as text, in the folder of its page."""
    return of_posting(commune_path, code) + TEXT


def of_document_data(number: str) -> str:
    """One legal document: "60/2014/QH13" → api/v1/documents/60-2014-qh13.json."""
    return f"{API}documents/{of_document(number).removeprefix('van-ban/').rstrip('/')}.json"


def files_of_posting(commune_path: str, code: str, folders: Iterable[str]) -> Iterator[str]:
    """All files of one posting, whatever parts the site has; `folders` are those of its languages."""
    framed = of_embedded(commune_path, code)
    yield of_posting_text(commune_path, code)
    for folder in folders:
        yield from (folder + path for path in (of_posting_data(commune_path, code), f"{framed}index.html", framed + OEMBED))
