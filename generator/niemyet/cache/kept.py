"""What takes long to make and depends on the program and its libraries alone, and what a check leaves to the next one.

Kept in the user's own folder for such things: `~/.cache/niemyet` on Linux (XDG_CACHE_HOME), its like elsewhere. The only module
that imports platformdirs. Whoever deletes the folder loses nothing but time. What was not asked for in a long time goes, and what
is more than a limit.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from niemyet.cache.digests import DIGEST_SIZE, digest
from niemyet.cache.whole_files import write_whole
from niemyet.system import is_private

MOST_BYTES = 8_000_000_000
"""Five thousand photographs in all their sizes take some five."""
UNUSED = timedelta(days=90)
_TIDIED, _DAY = "tidied", 86_400
_NAMES = ("check-", "interface-", "law-", "letters-", "pages-", "picture-", "program-", "share-", "told-", "workbook-")
"""What the names of our files begin with: nothing else in the folder is touched."""


def keep(name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, or gave on an earlier day for the same `key`: the digest of all that it is made from.

    A file that is damaged is made again; where nothing can be written nothing is kept.
    """
    file = folder_of_user() / f"{name}-{key.hex()}"
    with suppress(OSError):
        written = file.read_bytes()
        seal, data = written[:DIGEST_SIZE], written[DIGEST_SIZE:]
        if seal == digest(key, data):
            with suppress(OSError):
                os.utime(file)  # asked for today
            return data
    data = make()
    with suppress(OSError):
        write_whole(file, digest(key, data) + data, 0o700)
    return data


def recall(group: str, name: str, program: bytes) -> bytes | None:
    """What `put` has kept under a name for the same `program`; None if there is nothing, if it is damaged, or if others than its
    owner may write there."""
    file = folder_of_user() / f"{group}-{name}"
    with suppress(OSError):
        if not is_private(file.parent):
            return None
        written = file.read_bytes()
        seal, data = written[:DIGEST_SIZE], written[DIGEST_SIZE:]
        if seal == digest(group, name, program, data):
            return data
    return None


def put(group: str, name: str, program: bytes, data: bytes, most: int) -> None:
    """Keeps data under a name, in place of any other; of a group with more than `most` names, the oldest go."""
    folder = folder_of_user()
    with suppress(OSError):
        write_whole(folder / f"{group}-{name}", digest(group, name, program, data) + data, 0o700)
        others = sorted(folder.glob(f"{group}-*"), key=lambda file: -file.stat().st_mtime_ns)
        for file in others[most:]:
            file.unlink(missing_ok=True)


def tidy(now: float, most: int = MOST_BYTES) -> None:
    """Removes what was not asked for in the time `UNUSED` before `now` (seconds since 1970), then the longest unused until the
    rest has at most `most` bytes. Looks once a day."""
    folder = folder_of_user()
    mark = folder / _TIDIED
    with suppress(OSError):
        if mark.exists() and 0 <= now - mark.stat().st_mtime < _DAY:
            return
        with os.scandir(folder) as listed:
            files = [
                (one.stat(), one.path) for one in listed if one.name.startswith(_NAMES) and one.is_file(follow_symlinks=False)
            ]
        mark.touch()
        os.utime(mark, (now, now))
        whole = sum(known.st_size for known, _ in files)
        for known, path in sorted(files, key=lambda file: file[0].st_mtime):
            if now - known.st_mtime <= UNUSED.total_seconds() and whole <= most:
                break
            os.unlink(path)
            whole -= known.st_size


def folder_of_user() -> Path:
    """The user's own folder for such things; it may not be there yet."""
    from platformdirs import user_cache_path  # here, because most commands keep nothing

    return user_cache_path("niemyet", appauthor=False)
