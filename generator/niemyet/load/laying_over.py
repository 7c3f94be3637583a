"""Lays a catalogue over the reference that travels with the program, file by file.

The packaged folder is all that is ever read outside the root. Which folder that is, or that there is none, is said from above
(`load/packaged.py`).
"""

from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from niemyet.load.finding import CatalogueFiles, Covered, SourceFile, find_files
from niemyet.load.outside_province import take_out_communes
from niemyet.model.kinds import KINDS, TOP_FOLDERS

REFERENCE = KINDS["fields"].fixed_folder
"""The folder of what holds in the whole country, in a catalogue and in the packaged data alike."""


def find_catalogue(root: Path, packaged: Path | None, folders: tuple[str, ...] = TOP_FOLDERS) -> CatalogueFiles:
    """The files of the project at `root`, and of the reference below `packaged` those that it does not have itself.

    None: the project's own are all there are.
    """
    found = take_out_communes(root, packaged, find_files(root, folders))
    return found if packaged is None else _lay_over(found, find_files(packaged, (REFERENCE,)), str(packaged))


def _lay_over(own: CatalogueFiles, below: CatalogueFiles, base: str) -> CatalogueFiles:
    by_name = {_name_for_law(find): find for find in reversed(own.above)}
    above, covered = list(own.above), []
    for find in (one._replace(base=base) for one in below.above):
        over = by_name.get(_name_for_law(find))
        if over is None:
            above.append(find)
        else:
            covered.append(Covered(over, find))
    told = (replace(one, place=replace(one.place, packaged=True)) for one in below.diagnostics)
    return own._replace(
        above=tuple(sorted(above, key=attrgetter("path"))), diagnostics=[*own.diagnostics, *told], covered=tuple(covered)
    )


def _name_for_law(find: SourceFile) -> str:
    """What two files have in common that are one to the law: the path, but of a procedure the file's name, in whatever field's
    folder it lies. So a procedure that the catalogue files elsewhere takes the place of the packaged one, version by version."""
    return find.path.rsplit("/", 1)[-1] if find.kind == "procedure" else find.path
