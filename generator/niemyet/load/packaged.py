"""The data that travel with the program, so that a new version brings the new law.

In a wheel they lie in `niemyet/packaged/` (pyproject.toml puts them there), in a checkout at the top of the repository, at the
same paths in both: `catalogue/reference/fields.yaml`. Commands and the plugin ask here, and hand the folder down.
"""

import os
from pathlib import Path

from niemyet.load.laying_over import REFERENCE
from niemyet.model.settings import Reference

_PROGRAM = Path(__file__).parent.parent


def find_packaged() -> Path:
    """The folder of the data: below it they lie as in the repository."""
    inside = _PROGRAM / "packaged"
    return inside if inside.is_dir() else _PROGRAM.parent.parent


def choose_theme(root: Path, own: str | None) -> Path:
    """The folder of the templates: the program's, or the copy in the folder of its `own` that a project at `root` names."""
    return root / own if own and (root / own / "records").is_dir() else find_packaged() / "theme"


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
