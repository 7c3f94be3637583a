"""What travels with the program: the law, so that a new version brings the new one, the theme, written pages, the schemas.

In a wheel they lie in `niemyet/packaged/` (pyproject.toml puts them there), in a checkout at the top of the repository, at the
same paths in both: `catalogue/reference/fields.yaml`. Commands and the plugin ask here, and hand the folder down.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from niemyet.load.laying_over import REFERENCE
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.load.units import parse_units
from niemyet.model.reference import Unit

PACKAGED, OWN = "packaged", "own"
THEME = "theme"
DOCS = "docs"
"""Written pages, which a project's own of the same address cover."""
_PROGRAM = Path(__file__).parent.parent
_PLUGINS = re.compile(r"^plugins:[^\n]*\n(?:(?:[ \t#-][^\n]*)?\n)*", re.MULTILINE)
"""The plugins in mkdocs.yml. The rest may hold what only MkDocs understands."""


class UnknownSettingError(ValueError):
    """The setting `reference` has another value than it may; the message is the value."""


def find_packaged() -> Path:
    """The folder of the data: below it they lie as in the repository."""
    inside = _PROGRAM / "packaged"
    return inside if inside.is_dir() else _PROGRAM.parent.parent


def find_theme() -> Path:
    """The folder of the theme: the templates of the frames, of the records and of the sheets, styles and scripts."""
    return find_packaged() / THEME


def find_docs() -> Path:
    """The folder of the pages that travel with the program: the editors' guide, and what every site says to citizens."""
    return find_packaged() / DOCS


def list_docs() -> Iterator[tuple[str, Path]]:
    """The files of these pages: their paths below docs/, and where they are."""
    folder = find_docs()
    return ((file.relative_to(folder).as_posix(), file) for file in sorted(folder.rglob("*")) if file.is_file())


def read_register() -> dict[str, Unit]:
    """The provinces and communes of the register that travels with the program, by code."""
    path = f"{REFERENCE}/units.csv"
    units, _ = parse_units(SourceText(path, (find_packaged() / path).read_text("utf-8")))
    return {unit.code: unit for unit in units}


def choose_reference(root: Path) -> Path | None:
    """The folder with the reference that is laid under the catalogue's at `root`; None where the catalogue's own is all there is.

    That is where mkdocs.yml says `reference: own`, where there is no mkdocs.yml, so that the records are no project, and where
    the catalogue's own is the one that travels with the program. Raises UnknownSettingError; OSError if mkdocs.yml is unreadable.
    """
    settings = root / "mkdocs.yml"
    if not settings.is_file() or read_setting(settings.read_text("utf-8", "replace")) == OWN:
        return None
    packaged = find_packaged()
    ours, theirs = packaged / REFERENCE, root / REFERENCE
    if not ours.is_dir() or (theirs.is_dir() and os.path.samefile(ours, theirs)):
        return None
    return packaged


def read_setting(settings: str) -> str:
    """The value of `reference` of the plugin niemyet in the text of mkdocs.yml. Raises UnknownSettingError."""
    found = _PLUGINS.search(settings + "\n")
    document, _ = parse_document(SourceText("mkdocs.yml", found[0])) if found else (None, ())
    plugins = plain(document.root).get("plugins") if document and isinstance(document.root.value, dict) else None
    listed = plugins if isinstance(plugins, list) else [plugins]
    options = [one["niemyet"] for one in listed if isinstance(one, dict) and "niemyet" in one]
    value = options[0].get("reference", PACKAGED) if options and isinstance(options[0], dict) else PACKAGED
    if value not in (PACKAGED, OWN):
        raise UnknownSettingError(str(value))
    return str(value)
