"""What belongs to one province: who published a record, which documents are a province's, and where its records lie."""

import re
from collections.abc import Iterable
from pathlib import Path

from niemyet.load.finding import SourceFile
from niemyet.load.laying_over import find_catalogue
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units
from niemyet.model.codes import code_of_file
from niemyet.model.folding import to_slug
from niemyet.model.kinds import path_of
from niemyet.model.reference import Unit
from niemyet.model.unit_folders import official_folders
from niemyet.patterns import regex
from niemyet.portal.words import CAPITALS

_PUBLISHER = regex(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Văn phòng UBND)(?: cấp)? (?:tỉnh|thành phố|TP\.?) "
    rf"(?P<name>(?-i:[{CAPITALS}]\w+(?: [{CAPITALS}]\w+){{0,3}}))",
    re.IGNORECASE,
)
_SIGN = regex(r"-(?:UBND|HĐND)\b")


def publisher_of(body: str) -> str:
    """The name of the province whose body this is: "UBND tỉnh Lai Châu" → "Lai Châu"; '' for any other body."""
    match = _PUBLISHER.search(body)
    return match["name"].strip() if match else ""


def is_of(body: str, province: str) -> bool:
    """Whether a body belongs to the province in the folder `province`."""
    return bool(province) and to_slug(publisher_of(body)) == province


def is_unknown(root: Path, packaged: Path | None, province: str) -> bool:
    """Whether the list of units has provinces, and none with this folder."""
    units = _read_units(root, packaged)
    return bool(units) and province not in official_folders(units).values()


def name_committee(root: Path, packaged: Path | None, province: str) -> str:
    """The People's Committee of the province in this folder, which publishes its procedures; '' if no such province is known."""
    units = _read_units(root, packaged)
    code = next((code for code, folder in official_folders(units).items() if folder == province), "")
    return f"Ủy ban nhân dân {units[code].kind} {units[code].name}" if code else ""


def _read_units(root: Path, packaged: Path | None) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for file in find_catalogue(root, packaged, ("catalogue/reference",)).above:
        if file.kind == "units":
            source, _ = read_text(root, file)
            units |= {unit.code: unit for unit in (parse_units(source)[0] if source is not None else ())}
    return units


def is_provincial(number: str) -> bool:
    """Whether a document's number is that of a province's People's Committee or Council."""
    return bool(_SIGN.search(number))


def name_issuer(number: str, body: str) -> str:
    """The issuer of a province's own document in the words of the body that published the record; '' if it names no province."""
    match = _PUBLISHER.search(body)
    if match is None:
        return ""
    kind = "tỉnh" if re.search(r"\btỉnh\b", match[0], re.IGNORECASE) else "thành phố"
    return f"{'Hội đồng nhân dân' if 'HĐND' in number else 'Ủy ban nhân dân'} {kind} {match['name'].strip()}"


def path_of_own(province: str, field: str, name: str) -> str:
    """The file of a province's own procedure, relative to the root. `name` is the file's name with its version."""
    return path_of("province-procedure", province, field, name.removesuffix(".yaml"))


def find_own(source_files: Iterable[SourceFile], province: str) -> dict[str, SourceFile]:
    """The files of a province's own procedures by code; of several versions that without a day."""
    own = (file for file in source_files if file.kind == "province-procedure" and file.path.split("/")[1] == province)
    return {code_of_file(file.path): file for file in own if "@" not in file.path}


def path_of_documents(province: str) -> str:
    """The list of a province's own documents, relative to the root."""
    return path_of("province-documents", province)
