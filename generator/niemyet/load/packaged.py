"""What travels with the program: the law, so that a new version brings the new one, the theme, written pages, the schemas.

In a wheel they lie in `niemyet/packaged/` (pyproject.toml puts them there), in a checkout at the top of the repository, at the
same paths in both: `catalogue/reference/fields.yaml`. Commands and the plugin ask here, and hand the folder down.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from niemyet.load.laying_over import REFERENCE
from niemyet.load.texts import SourceText
from niemyet.load.units import parse_units
from niemyet.model.reference import Unit
from niemyet.model.settings import Reference
from niemyet.system import walk

THEME = "theme"
DOCS = "docs"
"""Written pages, which a project's own of the same address cover; there and here the same folder."""
_PROGRAM = Path(__file__).parent.parent


def find_packaged() -> Path:
    """The folder of the data: below it they lie as in the repository."""
    inside = _PROGRAM / "packaged"
    return inside if inside.is_dir() else _PROGRAM.parent.parent


def find_theme() -> Path:
    """The folder of the theme: the templates of the frames, of the records and of the sheets, styles and scripts."""
    return find_packaged() / THEME


def choose_theme(root: Path, own: str | None) -> Path:
    """The folder of the templates: the theme's, or the copy of it in the folder of their `own` that a project at `root` names."""
    return root / own if own and (root / own / "records").is_dir() else find_theme()


def find_docs() -> Path:
    """The folder of the pages that travel with the program: the editors' guide, and what every site says to citizens."""
    return find_packaged() / DOCS


def list_docs() -> Iterator[tuple[str, Path]]:
    """The files of these pages: their paths below docs/, and where they are."""
    folder = find_docs()
    files = (Path(at, name) for at, _, names in (walk(folder) if folder.is_dir() else ()) for name in names)
    return ((file.relative_to(folder).as_posix(), file) for file in sorted(files) if file.is_file())


def read_register() -> dict[str, Unit]:
    """The provinces and communes of the register that travels with the program, by code."""
    path = f"{REFERENCE}/units.csv"
    units, _ = parse_units(SourceText(path, (find_packaged() / path).read_text("utf-8")))
    return {unit.code: unit for unit in units}


def choose_reference(root: Path, setting: Reference) -> Path | None:
    """The folder with the reference that is laid under the catalogue's at `root`; None where the catalogue's own is all there is.

    That is where the settings say `own`, and where the catalogue's own is the one that travels with the program.
    """
    if setting == "own":
        return None
    packaged = find_packaged()
    ours, theirs = packaged / REFERENCE, root / REFERENCE
    if not ours.is_dir() or (theirs.is_dir() and os.path.samefile(ours, theirs)):
        return None
    return packaged
