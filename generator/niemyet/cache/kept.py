"""What takes long to make and depends on the program and its libraries alone is kept in the user's own folder for such things:
`~/.cache/niemyet` on Linux (XDG_CACHE_HOME), its like elsewhere. The only module that imports platformdirs.

Whoever deletes the folder loses nothing but time.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from niemyet.cache.digests import DIGEST_SIZE, digest


def keep(name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, or gave on an earlier day for the same `key`: the digest of all that it is made from.

    A file that is damaged is made again; where nothing can be written nothing is kept.
    """
    file = folder_of_user() / f"{name}-{key.hex()}"
    with suppress(OSError):
        written = file.read_bytes()
        seal, data = written[:DIGEST_SIZE], written[DIGEST_SIZE:]
        if seal == digest(key, data):
            return data
    data = make()
    with suppress(OSError):
        _write(file, digest(key, data) + data)
    return data


def folder_of_user() -> Path:
    """The user's own folder for such things; it may not be there yet."""
    from platformdirs import user_cache_path  # here, because most commands keep nothing

    return user_cache_path("niemyet", appauthor=False)


def _write(file: Path, data: bytes) -> None:
    """Writes the file whole or not at all, whoever else writes it at the same time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, waiting = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(waiting, file)
    except OSError:
        with suppress(OSError):
            os.unlink(waiting)
        raise
