"""A folder of this machine that is replaced as a whole: readers see the old release or the new one and nothing between.

The new release is made beside the folder, where unchanged files are links to the present ones, and the two are exchanged in one
step. The old one stays beside it until the next release, under the name with the ending `.before`. A folder in which
somebody else has files, and one that the system cannot exchange (a mount point, a parent that this account may not write to), is
changed file by file instead (`targets/folder.py`).
"""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.compressing import pack
from niemyet.publish.folder_errors import says_why
from niemyet.publish.intentions import Intention
from niemyet.publish.refusals import BusyError, TargetError
from niemyet.publish.releases import (
    MANIFEST,
    OWN_FOLDER,
    BrokenRecordError,
    Entry,
    Manifest,
    Release,
    format_record,
    read_record,
    sibling_names,
)
from niemyet.publish.site_files import digest_bytes
from niemyet.publish.staging import LostFileError, Staging, StagingError, stage
from niemyet.publish.target import ReadFile, Told
from niemyet.system import copy_access, exchange_folders, is_mount_point, walk


def can_be_swapped(folder: Path, intention: Intention) -> bool:
    """Whether `swap` may be tried: nothing of others is in the folder, and it can have a neighbour."""
    if is_mount_point(folder) or not os.access(folder.parent, os.W_OK | os.X_OK):
        return False
    beside = name_before(folder)
    if os.path.lexists(beside) and _read_manifest(beside) is None:  # somebody else's, by chance
        return False
    return next(_find_others(folder, intention), None) is None


def swap(folder: Path, intention: Intention, read_file: ReadFile, told: Told) -> bool:
    """Replaces the folder, which exists, by the release. False, and nothing has changed, if the system cannot."""
    with says_why(folder):
        try:
            with stage(folder, marker=None) as staging:
                _fill(staging, folder, intention, read_file, told)
                copy_access(folder, staging.folder)
                if not exchange_folders(staging.folder, folder):
                    return False
                _bring_back(staging.folder, folder, intention)
                put_aside(staging.folder, folder)
                return True
        except StagingError as error:
            if error.errno == errno.EBUSY:
                raise BusyError(error.said) from error
            raise


def read_before(folder: Path, manifest: Manifest) -> Release | None:
    """The release before the one of this manifest, if a swap has put it beside the folder; None if not."""
    beside = _read_manifest(name_before(folder))
    return beside.files if beside and beside.attempt == manifest.follows else None


def read_kept(beside: Path, path: str, entry: Entry) -> bytes:
    """The bytes of a file of the release before. Raises TargetError if somebody has changed them."""
    with says_why(beside / path):
        data = (beside / path).read_bytes()
    if digest_bytes(data) != entry.digest:
        vi = f"tệp được giữ lại để quay về đã bị sửa: {beside / path}"
        raise TargetError(Bilingual(vi, f"a file that was kept for going back has been changed: {beside / path}"))
    return data


def _read_manifest(folder: Path) -> Manifest | None:
    try:
        return read_record(Manifest, MANIFEST, (folder / MANIFEST).read_bytes())
    except (OSError, BrokenRecordError):
        return None


def name_before(folder: Path) -> Path:
    """Where the release before is put."""
    return folder.with_name(f".{folder.name}.before")


def _fill(staging: Staging, folder: Path, intention: Intention, read_file: ReadFile, told: Told) -> None:
    present = _surely_present(intention)
    total = len(intention.release)
    for done, (path, entry) in enumerate(intention.release.items(), start=1):
        if not (present.get(path) == entry and _keep(staging, folder, [path, *sibling_names(path, entry.siblings)])):
            data = read_file(path, entry)
            staging.write(path, data)
            for ending in entry.siblings:
                staging.write(f"{path}.{ending}", pack(data, ending))
        told(done, total)
    last = intention.found.manifest
    manifest = Manifest(dict(intention.release), attempt=intention.attempt.name, follows=last.attempt if last else "")
    staging.write(MANIFEST, format_record(manifest))


def _keep(staging: Staging, folder: Path, files: Sequence[str]) -> bool:
    """Links files of the present release; False if somebody has removed one."""
    try:
        staging.keep(files, folder)
        return True
    except LostFileError:
        return False


def _surely_present(intention: Intention) -> Release:
    known = intention.found.known(intention.attempt.unsure)
    return {path: entry for path, entry in known.files.items() if path not in known.unsure}


def _find_others(folder: Path, intention: Intention) -> Iterator[str]:
    """The files, links and empty folders that no record tells of."""
    known = intention.found.known(intention.attempt.unsure)
    ours = {*known.files, *known.unsure, *(intention.found.attempt.touched if intention.found.attempt else ())}
    ours |= {name for path in ours for name in sibling_names(path, ("br", "gz"))}
    for directory, below, names in walk(folder) if folder.is_dir() else ():
        inside = Path(directory).relative_to(folder)
        if directory == str(folder) and OWN_FOLDER in below:
            below.remove(OWN_FOLDER)
        if not below and not names and inside.parts:
            yield inside.as_posix()
        for name in (*names, *(name for name in below if Path(directory, name).is_symlink())):
            path = (inside / name).as_posix()
            if path not in ours or name in below:
                yield path


def _bring_back(old: Path, folder: Path, intention: Intention) -> None:
    """Moves what others have put into the folder in the last moment from the old one into the new one."""
    for path in _find_others(old, intention):
        target = folder / path
        if not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.rename(old / path, target)


def put_aside(old: Path, folder: Path) -> None:
    """Keeps the old release for going back: in one step where another is kept, so that a kill leaves one to go back to."""
    beside = name_before(folder)
    is_release = (old / MANIFEST).exists()
    if beside.exists():  # `can_be_swapped` has seen that it is ours
        if is_release and exchange_folders(old, beside):
            return  # what was kept before goes with the staging folder
        shutil.rmtree(beside)
    if is_release:
        os.rename(old, beside)
