"""Finds the files at or below a path; of a single file nothing else is looked at: people check the one that they are writing."""

import os
from pathlib import Path

from niemyet.load.finding import SourceFile, find_files
from niemyet.model.kinds import TOP_FOLDERS, kind_of
from niemyet.model.scalars import RESERVED


def find_files_below(root: Path, below: str, folders: tuple[str, ...] = TOP_FOLDERS) -> list[SourceFile]:
    """As `find_files(root, folders).every`, only what is `below` or lies in it ('' for all). A single file has no stamps."""
    kind = kind_of(below)
    if kind is not None and below.partition("/")[0] in folders and _is_plain_file(root, below):
        return [SourceFile(below, kind)]
    every = find_files(root, folders).every
    return [file for file in every if f"{file.path}/".startswith(f"{below}/")] if below else every


def _is_plain_file(root: Path, path: str) -> bool:
    """Whether it is a file under its very name, and no link leads to it within the root."""
    name = path.rpartition("/")[2]
    itself = Path(os.path.realpath(root)) / path
    if name.startswith(".") or RESERVED.fullmatch(name) or Path(os.path.realpath(root / path)) != itself:
        return False
    return itself.is_file() and name in os.listdir(itself.parent)
