"""Writes the files of an import in one step, so that an interrupted import leaves the catalogue as it was."""

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from niemyet.publish.replacing import replace_site
from niemyet.publish.staging import stage
from niemyet.system import link_file

REFERENCE = "catalogue/reference"


def place_files(root: Path, texts: Mapping[str, str], removed: Collection[str] = ()) -> None:
    """Writes `texts` and removes `removed`; paths are relative to the root and lie in catalogue/.

    Files of the reference: a copy of its folder, made of hard links if possible, is changed and then swapped with it, so that an
    `OSError` leaves everything as it was. Files of a province are then renamed into place one by one; they were written
    before, so that nothing but a rename can fail.
    """
    reference = root / REFERENCE
    inside = {path: text for path, text in texts.items() if path.startswith(f"{REFERENCE}/")}
    outside = {path: text for path, text in texts.items() if path not in inside}
    ready = [(root / path, _write_beside(root / path, text)) for path, text in outside.items()]
    try:
        if inside or any(path.startswith(f"{REFERENCE}/") for path in removed):
            with stage(reference, marker=None) as staging:
                _link_all(reference, staging.folder, {*inside, *removed})
                for path, text in inside.items():
                    target = staging.folder / path.removeprefix(f"{REFERENCE}/")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text(text, "utf-8", newline="\n")
                replace_site(staging, reference)
        for target, written in ready:
            os.replace(written, target)
        for path in removed:
            if not path.startswith(f"{REFERENCE}/"):
                (root / path).unlink(missing_ok=True)
    finally:
        for _, written in ready:
            written.unlink(missing_ok=True)


def _write_beside(target: Path, text: str) -> Path:
    """Writes a text into a hidden file beside its target, and gives that file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = target.with_name(f".{target.name}.new")
    written.write_text(text, "utf-8", newline="\n")
    return written


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
