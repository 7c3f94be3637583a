"""Writes a file whole or not at all, whoever else writes it at the same time: for what can be made again where it is lost."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, data: bytes, mode: int = 0o777) -> None:
    """Puts the data in the file's place at once. Folders that are missing are made with `mode`. Raises OSError."""
    import tempfile  # here, because most commands write nothing of this kind

    file.parent.mkdir(mode=mode, parents=True, exist_ok=True)
    handle, waiting = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(waiting, file)
    except OSError:
        with suppress(OSError):
            os.unlink(waiting)
        raise
