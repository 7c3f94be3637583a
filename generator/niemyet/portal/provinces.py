"""What belongs to one province: who published a record, which documents are a province's, and where its records lie."""

import re
from pathlib import Path

from niemyet.load.finding import SourceFile
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units
from niemyet.model.codes import PROCEDURE_CODE as FILE_CODE_NAME
from niemyet.model.folding import to_slug
from niemyet.model.kinds import path_of
from niemyet.model.unit_folders import official_folders
from niemyet.portal.words import CAPITALS

_PUBLISHER = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Văn phòng UBND)(?: cấp)? (?:tỉnh|thành phố|TP\.?) "
    rf"(?P<name>(?-i:[{CAPITALS}]\w+(?: [{CAPITALS}]\w+){{0,3}}))",
    re.IGNORECASE,
)
_SIGN = re.compile(r"-(?:UBND|HĐND)\b")


def publisher_of(body: str) -> str:
    """The name of the province whose body this is: "UBND tỉnh Lai Châu" → "Lai Châu"; '' for any other body."""
    match = _PUBLISHER.search(body)
    return match["name"].strip() if match else ""


def is_of(body: str, province: str) -> bool:
    """Whether a body belongs to the province in the folder `province`."""
    return bool(province) and to_slug(publisher_of(body)) == province


def is_unknown(root: Path, province: str) -> bool:
    """Whether the list of units has provinces, and none with this folder."""
    source, _ = read_text(root, SourceFile(path_of("units"), "units"))
    units = parse_units(source)[0] if source is not None else []
    return bool(units) and province not in official_folders({unit.code: unit for unit in units}).values()


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


def folder_of(province: str) -> str:
    """The folder of a province's own procedures, relative to the root."""
    return f"catalogue/{province}/procedures"


def path_of_own(province: str, field: str, name: str) -> str:
    """The file of a province's own procedure, relative to the root. `name` is the file's name with its version."""
    return f"{folder_of(province)}/{field}/{name}"


def find_own(root: Path, province: str) -> dict[str, SourceFile]:
    """The files of a province's own procedures by code; of several versions that without a day."""
    folder = root / folder_of(province)
    files = (
        sorted(path for path in folder.glob("*/*.yaml") if path.is_file() and not path.is_symlink()) if folder.is_dir() else []
    )
    found = {}
    for file in files:
        if "@" not in file.name and FILE_CODE_NAME.fullmatch(file.stem):
            size = file.stat()
            path = file.relative_to(root).as_posix()
            found[file.stem] = SourceFile(path, "procedure", size=size.st_size, modified=size.st_mtime_ns)
    return found


def path_of_documents(province: str) -> str:
    """The list of a province's own documents, relative to the root."""
    return f"catalogue/{province}/documents.yaml"
