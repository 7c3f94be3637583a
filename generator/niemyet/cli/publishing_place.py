"""Where `publish` runs: knows its own trace on a target again after it was cut off, and lets one run at a time work from here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from niemyet.cache.digests import digest
from niemyet.cli.terminal import stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.system import open_lock


@contextmanager
def take_place(site_dir: Path | None, target: str) -> Iterator[str]:
    """Gives the token under which this place is known on a target. Ends the command if another run from here is at work on it.

    The token stands in a file beside the site; where that cannot be written, the token is a new one each time. A copy of the file
    gives another token, because the file's own number is part of it.
    """
    fresh = uuid4().hex
    if site_dir is None:
        yield fresh
        return
    site_dir = site_dir.absolute()
    file = site_dir.with_name(f".{site_dir.name}.publish-{digest(target).hex()[:12]}")
    try:
        lock = open_lock(file)
    except BlockingIOError:
        vi = f"một lần đưa trang từ đây lên {target} đang chạy; đợi nó xong rồi chạy lại"
        stop(Bilingual(vi, f"another run is publishing from here to {target}; run this again when it is done"))
    except OSError:
        yield fresh
        return
    try:
        token, _, number = os.read(lock, 100).decode("ascii", "replace").partition(" ")
        if number != str(os.fstat(lock).st_ino):
            token = fresh
            os.lseek(lock, 0, os.SEEK_SET)
            os.ftruncate(lock, 0)
            os.write(lock, f"{token} {os.fstat(lock).st_ino}".encode())
        yield token
    finally:
        os.close(lock)
