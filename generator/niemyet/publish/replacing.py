"""A staged site takes the place of the published one: swapped with it, or moved into it file by file."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from niemyet.cache.build_cache import BuildCache
from niemyet.diagnostics.refusals import HELD_OPEN
from niemyet.publish.listing import VOUCHER, Listing
from niemyet.publish.staging import NOBODYS, Staging, StagingError, name_old
from niemyet.system import CAN_EXCHANGE, exchange_folders, is_held_open, settle_disk, walk

MOST_AT_ONCE = 10_000
"""Files of a site that is replaced as a whole after a small change too: more folders take longer to make than the change."""


def replace_site(staging: Staging, site_dir: Path) -> None:
    """Replaces the published site by the staged one, atomically where the system can exchange folders.

    In a mount point it goes file by file. Raises StagingError if another program holds a file open and the system minds; the
    published site then stays.
    """
    site_dir = site_dir.absolute()
    if staging.inside:
        _fill(staging, site_dir)
    elif not site_dir.exists():
        _rename(staging.folder, site_dir)
    elif not exchange_folders(staging.folder, site_dir):
        old = name_old(site_dir)
        shutil.rmtree(old, ignore_errors=True)
        _rename(site_dir, old)
        try:
            _rename(staging.folder, site_dir)
        except OSError:
            os.rename(old, site_dir)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _rename(folder: Path, target: Path) -> None:
    try:
        os.rename(folder, target)
    except OSError as error:
        if is_held_open(error):
            raise StagingError(errno.EBUSY, HELD_OPEN, folder) from error
        raise


def publish_site(staging: Staging, build_cache: BuildCache, site_dir: Path, listing: Listing) -> int:
    """Publishes the staged site, whose files are listed, and updates the cache to match.

    Returns the number of files written or removed, without what vouches for them. Raises LostFileError if a file to be kept is
    missing.
    """
    if staging.whole:
        files = len(listing) - 1
        settle_disk(staging.folder)
        build_cache.finish_anew(staging.folder)
        if staging.inside:
            build_cache.withdraw()
        replace_site(staging, site_dir)
        with suppress(OSError):  # the site stands: without its cache the next build makes all of it anew
            build_cache.install(site_dir if staging.inside else None)
        return files
    if CAN_EXCHANGE and not staging.inside and len(listing) <= MOST_AT_ONCE:
        changed, gone = set(staging.list_files()), build_cache.find_gone()
        replace(staging, whole=True).keep((path for path in listing if path not in changed), site_dir)
        settle_disk(staging.folder)
        build_cache.finish_in_place(staging.folder)  # killed before the exchange, it describes no site and is not believed
        replace_site(staging, site_dir)
        return len(changed - {VOUCHER}) + len(gone)
    settle_disk(staging.folder)
    build_cache.distrust()
    voucher = (staging.folder / VOUCHER).exists()
    touched = change_site(staging, site_dir, build_cache.find_gone())
    with suppress(OSError):  # likewise
        build_cache.finish_in_place()
    return touched - voucher


def change_site(staging: Staging, site_dir: Path, gone: Iterable[str]) -> int:
    """Moves the staged files into the published site, each atomically, and removes the files in `gone`.

    Returns the number of files written or removed. Killed midway it leaves whole pages, some old and some new.
    """
    removed, staged = sorted(gone), staging.list_files()
    for path in removed:
        _remove(site_dir, path)
    for path in staged:
        target = site_dir / path
        try:
            os.replace(staging.folder / path, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging.folder / path, target)
    return len(removed) + len(staged)


def _fill(staging: Staging, site_dir: Path) -> None:
    """Makes a mounted site consist of the staged files. Killed midway it leaves whole pages, some old and some new."""
    staged = set(staging.list_files())
    for path in staged:
        new, old = staging.folder / path, site_dir / path
        if old.is_file() and os.path.samefile(old, new):
            new.unlink()
    change_site(staging, site_dir, set(_list_published(site_dir)) - staged)


def _list_published(site_dir: Path) -> Iterator[str]:
    """The paths of all files and links of a mounted site."""
    for folder, folders, names in walk(site_dir):
        below = Path(folder).relative_to(site_dir)
        if below == Path():
            folders[:] = [name for name in folders if name not in NOBODYS]
        links = (name for name in folders if os.path.islink(os.path.join(folder, name)))
        yield from ((below / name).as_posix() for name in (*names, *links))


def _remove(site_dir: Path, path: str) -> None:
    """Removes a file, and the folders that become empty."""
    file = site_dir / path
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == site_dir or any(folder.iterdir()):
            return
        folder.rmdir()
