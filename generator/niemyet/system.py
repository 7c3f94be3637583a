"""Differences between operating systems. No other module asks which system it runs on.

| what is needed | Linux | elsewhere |
| --- | --- | --- |
| swap two folders in one step | `renameat2` | two renames, the first undone where the second fails |
| have files on the disk before they are relied on | `syncfs` | macOS `sync`; Windows leaves it to the system |
| know a folder that cannot be renamed | the table of mounts | where another file system begins |
| one build at a time | `flock` | macOS the same; Windows `msvcrt.locking` |
| keep a file that has not changed | hard link | the same; where the file system has none, a copy |
| see a change whose time was put back | the time of the last change of any kind | macOS the same; Windows: not told |
| follow no link | `O_NOFOLLOW` | macOS the same; Windows checks first, so a link created in between is followed |
| start a worker | fork: it inherits what was read before | spawn: it is sent what it needs |
| end a worker with its command | the kernel kills it | a thread in it waits for the command to end |
| processor time, peak memory | of all processes | macOS the same; Windows: processor time of the command alone |
| bytes in files | as written | Windows: `O_BINARY`, and `newline="\\n"` wherever text is written |
| encoding of a pipe | the locale's, which is UTF-8 | UTF-8 |
| letters that a console lacks | none | the nearest that it has |

Never run on real Windows: `tests/test_windows.py` runs its branches on Linux and imitates what Windows refuses.
"""

import codecs
import errno
import os
import signal
import stat
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from io import TextIOWrapper
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from niemyet.patterns import regex

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl
    import resource

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
READ_BYTES = os.O_RDONLY | _BINARY
"""Flags of `os.open` for reading."""
WRITE_BYTES = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
"""Flags of `os.open` for writing a file that must not exist yet."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_PR_SET_PDEATHSIG = 1
_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION = 5, 32, 33
"""Windows errors for a file held open by a program, or a folder with such a file."""
_MOUNT_POINT = 0xA0000003
"""The reparse tag of a junction."""
_MOUNTS = "/proc/self/mountinfo"
"""One mount a line, its folder in the fifth place. A folder mounted from the same file system is told nowhere else."""
_OCTAL = regex(rb"\\([0-7]{3})")
"""A blank in that table."""
_MOST_WORKERS = 61 if sys.platform == "win32" else None
"""Windows cannot wait for more processes at once."""
_START_METHOD = "fork" if sys.platform == "linux" else "spawn"


def open_no_link(path: str) -> int:
    """Opens a file for reading without following a link. The caller closes the descriptor. Raises OSError."""
    if not _NO_LINK and os.path.islink(path):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    return os.open(path, READ_BYTES | _NO_LINK)


def _refuse(error: OSError) -> None:
    raise error


def walk(folder: str | Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk`, but a folder that cannot be listed is no empty one. Raises OSError."""
    return os.walk(folder, onerror=_refuse)


def measure_delay(found: os.stat_result) -> int:
    """Nanoseconds from the time that a file gives to the last change that the system saw; 0 on Windows, which does not tell."""
    return 0 if sys.platform == "win32" else found.st_ctime_ns - found.st_mtime_ns


def is_private(folder: Path) -> bool:
    """Whether only the user of this process can write into a folder. Windows keeps the profile of a user to that user."""
    if sys.platform == "win32":
        return True
    found = folder.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether a folder is a Windows junction, which acts like a link."""
    if sys.platform != "win32":
        return False
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _MOUNT_POINT


def link_file(old: str, new: str) -> bool:
    """Creates a hard link; False if the file system cannot or `new` exists. Raises FileNotFoundError."""
    try:
        os.link(old, new, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except (OSError, AttributeError, NotImplementedError):  # file systems refuse with different errors
        return False
    return True


def spell_as_found(folder: Path, below: PurePath) -> PurePath:
    """A path below a folder, spelt as on disk: a case-insensitive file system opens `Ha-Noi` for `ha-noi`."""
    spelt = PurePath()
    for part in below.parts:
        names = os.listdir(folder / spelt) if (folder / spelt).is_dir() else []
        alike = [name for name in names if name.casefold() == part.casefold()]
        spelt /= part if part in names or len(alike) != 1 else alike[0]
    return spelt


def make_link(target: bytes, file: bytes) -> None:
    """Creates a symbolic link; does nothing if the account may not, as on Windows. Raises FileExistsError."""
    if sys.platform != "win32":
        os.symlink(target, file)
        return
    try:
        os.symlink(target, file)
    except FileExistsError:
        raise
    except OSError:  # the privilege is not held
        return


def copy_access(source: Path, folder: Path) -> None:
    """Gives a folder the mode of another and, where this account may, its group."""
    found = os.stat(source)
    os.chmod(folder, found.st_mode & 0o7777)
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(folder, -1, found.st_gid)


def settle_disk(folder: Path) -> None:
    """Waits until what was written in the file system of a folder is on its disk, so that no cut of power takes it back."""
    if sys.platform == "linux":
        import ctypes  # here, because most commands need it not

        handle = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(handle):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(folder))
        finally:
            os.close(handle)
    elif sys.platform != "win32":
        os.sync()


CAN_EXCHANGE = sys.platform == "linux"
"""Whether folders are swapped in one step, where the file system can."""


def exchange_folders(a: Path, b: Path) -> bool:
    """Swaps two folders atomically; False if the system or file system cannot."""
    if sys.platform != "linux":
        return False
    try:
        import ctypes  # here, because most commands swap and end nothing

        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # an older C library
        return False
    return bool(swap(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0)


def is_mount_point(folder: Path) -> bool:
    """Whether a file system, or a part of one, is mounted at this folder: nobody can rename or swap it then."""
    try:
        table = Path(_MOUNTS).read_bytes() if sys.platform == "linux" else b""
    except OSError:
        table = b""
    real = os.fsencode(os.path.realpath(folder))
    points = (_OCTAL.sub(lambda found: bytes([int(found[1], 8)]), line.split(b" ", 5)[4]) for line in table.splitlines())
    return os.path.ismount(folder) or real in points


def open_lock(path: Path) -> int:
    """Opens and locks a file until it is closed or the process ends. Raises BlockingIOError if it is locked already, OSError if
    it is a link: what that leads to would be made."""
    file = os.open(path, os.O_CREAT | os.O_RDWR | _BINARY | _NO_LINK, 0o644)
    try:
        if sys.platform == "win32":
            try:
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            except OSError as error:
                raise BlockingIOError(errno.EWOULDBLOCK, error.strerror, str(path)) from error
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        raise
    return file


def is_held_open(error: OSError) -> bool:
    """Whether Windows refused because a program holds the file, or one in the folder, open. Always False elsewhere."""
    return getattr(error, "winerror", None) in (_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION)


def choose_workers(wanted: int) -> int:
    """The number of worker processes to start if `wanted` are asked for."""
    return min(wanted, _MOST_WORKERS or wanted)


def choose_context(inherits: bool = True) -> "BaseContext":
    """The multiprocessing context. `inherits`: fork, where there is such a thing, so that workers share memory; else spawn."""
    import multiprocessing  # here, because most commands start no workers

    os.environ.setdefault("PYTHONSAFEPATH", "1")  # a new Python looks for modules where it was started: among content
    return multiprocessing.get_context(_START_METHOD if inherits else "spawn")


def end_with_parent(parent: int) -> None:
    """Makes this worker end when its `parent` process ends, so that it never writes into a later build."""
    if sys.platform == "linux":
        import ctypes  # as above

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent has already ended
            os._exit(1)
    else:
        threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    import multiprocessing  # as above

    if command := multiprocessing.parent_process():
        command.join()
        os._exit(1)


_PLAIN_SIGNS = {
    "đ": "d", "Đ": "D", "₫": "d", "–": "-", "—": "-", "…": "...", "→": "->", "“": '"', "”": '"', "‘": "'", "’": "'", "•": "*",
    "█": "#", "━": "-", "×": "x", "≥": ">=", "≤": "<=",
}  # fmt: skip
"""What stands for signs that an old code page lacks."""


class Usage(NamedTuple):
    """Resources used by the command and its finished workers."""

    processor: float
    """Processor time in seconds; of the command alone if that of the workers is not known."""
    peaks: tuple[int, ...]
    """Peak memory in bytes: of the command, and of the largest worker; empty if not known."""


def measure_usage() -> Usage:
    """The resources used so far."""
    if sys.platform == "win32":
        return Usage(time.process_time(), ())
    else:
        own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
        processor = sum(usage.ru_utime + usage.ru_stime for usage in (own, others))
        return Usage(processor, (own.ru_maxrss * unit, others.ru_maxrss * unit))


def settle_streams() -> None:
    """Makes the standard streams read and write any character, whatever the system's code page.

    Pipes and files use UTF-8 unless PYTHONIOENCODING says otherwise. Of a character that cannot be written, what can be read of
    it is: its base letter with such marks as the code page has, a plain sign for a typographic one, else '?'.
    """
    asked = bool(os.environ.get("PYTHONIOENCODING")) and not sys.flags.ignore_environment
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):  # None, or replaced by a test
            continue
        with suppress(ValueError):  # closed
            if not (asked or stream.isatty()):
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="replace" if stream is sys.stdin else _readable_in(stream.encoding))


def _readable_in(encoding: str) -> str:
    """The name of an error handler that writes in this encoding what can be read of a character."""
    name = f"niemyet-{encoding}"
    codecs.register_error(name, partial(_write_readably, encoding))
    return name


def _write_readably(encoding: str, error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plainest(letter, encoding) for letter in error.object[error.start : error.end]), error.end


def _plainest(letter: str, encoding: str) -> str:
    """The way to write a letter that keeps most of it: "ế" is "ê" and an accent in cp1258, "ê" in cp1252, "e" in ASCII."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    composed = [(unicodedata.normalize("NFC", base + mark), "".join(m for m in marks if m != mark)) for mark in (*marks, "")]
    ways = [*(one + rest for one, rest in composed), *(one for one, _ in composed), _PLAIN_SIGNS.get(letter, "")]
    return next((way for way in ways if way and _fits(way, encoding)), "?")


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
