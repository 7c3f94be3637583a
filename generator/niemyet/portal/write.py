"""Writes the files of an import in one step, so that an interrupted import leaves the catalogue as it was."""

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from niemyet.publish.staging import replace_site, stage
from niemyet.system import link_file

REFERENCE = "catalogue/reference"


def place_files(root: Path, texts: Mapping[str, str], removed: Collection[str] = ()) -> None:
    """Writes `texts` and removes `removed`; paths are relative to the root and lie in catalogue/reference.

    A copy of the folder, made of hard links if possible, is changed and then swapped with it. If `OSError` is raised, nothing has
    changed.
    """
    reference = root / REFERENCE
    with stage(reference, marker=None) as staging:
        _link_all(reference, staging.folder, {*texts, *removed})
        for path, text in texts.items():
            target = staging.folder / path.removeprefix(f"{REFERENCE}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
        replace_site(staging, reference)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file in one step, so that nobody ever sees half of it. Raises OSError; then the file is as it was."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _link_all(reference: Path, folder: Path, but: Collection[str]) -> None:
    for directory, folders, names in os.walk(reference):
        below = Path(directory).relative_to(reference)
        for name in folders:
            source = Path(directory, name)
            if source.is_symlink():
                (folder / below / name).symlink_to(os.readlink(source))
            else:
                (folder / below / name).mkdir()
        for name in names:
            if f"{REFERENCE}/{(below / name).as_posix()}" not in but:
                old, new = os.path.join(directory, name), os.path.join(folder, below, name)
                if not link_file(old, new):
                    shutil.copy2(old, new, follow_symlinks=False)
