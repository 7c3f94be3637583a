"""Makes Python on Linux look to niemyet like Python on Windows: with this folder in PYTHONPATH, a code page in CODE_PAGE.

The program lacks the modules and functions of `os` that Windows lacks, takes the Windows branches of `niemyet.system`, spawns
its workers, writes CRLF wherever text is written without `newline`, has streams in an old code page, and gets an error for text
without an encoding. As on Windows, a file that a process has open, or a folder with such a file, can neither be renamed nor
removed. Libraries see Linux.
"""

import builtins
import contextlib
import errno
import fcntl
import io
import multiprocessing.context  # noqa: F401  # it must not see the other platform
import os
import sys
import types
import warnings
from typing import Any

MODULES = {
    "fcntl",
    "resource",
    "pwd",
    "grp",
    "termios",
    "tty",
    "pty",
    "syslog",
    "readline",
    "curses",
    "posix",
    "crypt",
    "spwd",
    "nis",
}
FUNCTIONS = [
    "O_ASYNC", "O_CLOEXEC", "O_DIRECTORY", "O_DSYNC", "O_NDELAY", "O_NOATIME", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK",
    "O_PATH", "O_SYNC", "O_TMPFILE", "WEXITSTATUS", "WIFEXITED", "WIFSIGNALED", "WNOHANG", "WTERMSIG", "chown", "chroot",
    "confstr", "copy_file_range", "ctermid", "fchdir", "fchmod", "fchown", "fdatasync", "fork", "forkpty", "fpathconf",
    "fstatvfs", "fwalk", "getegid", "geteuid", "getgid", "getgrouplist", "getgroups", "getloadavg", "getpgid", "getpgrp",
    "getpriority", "getrandom", "getresgid", "getresuid", "getsid", "getuid", "getxattr", "initgroups", "killpg", "lchown",
    "listxattr", "lockf", "major", "makedev", "memfd_create", "minor", "mkfifo", "mknod", "nice", "openpty", "pathconf",
    "pidfd_open", "pipe2", "posix_fadvise", "posix_fallocate", "posix_spawn", "posix_spawnp", "pread", "preadv", "pwrite",
    "pwritev", "readv", "register_at_fork", "removexattr", "sched_getaffinity", "sched_setaffinity", "sched_yield",
    "sendfile", "setegid", "seteuid", "setgid", "setgroups", "setpgid", "setpriority", "setregid", "setreuid", "setsid",
    "setuid", "setxattr", "spawnlp", "spawnvp", "splice", "statvfs", "sync", "sysconf", "tcgetpgrp", "tcsetpgrp", "ttyname",
    "uname", "wait", "wait3", "wait4", "waitid", "writev",
]  # fmt: skip
BINARY = 0x8000
"""A bit that Linux does not look at."""
REAL = types.SimpleNamespace(open=os.open, rename=os.rename, replace=os.replace, unlink=os.unlink, text=io.open, find=__import__)


def refuse_if_open(*paths: Any) -> None:
    """Raises what Windows says where a process of this command has a file open, or stands in a folder."""
    wanted = [os.path.realpath(os.fspath(path)) for path in paths if not isinstance(path, bytes)]
    for process in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if os.getpgid(int(process)) != os.getpgrp():
                continue
            held = [f"/proc/{process}/fd/{number}" for number in os.listdir(f"/proc/{process}/fd")]
            for link in [*held, f"/proc/{process}/cwd"]:
                with contextlib.suppress(FileNotFoundError):
                    file = os.readlink(link)
                    if any(file == path or file.startswith(f"{path}/") for path in wanted):
                        break
            else:
                continue
            error = PermissionError(errno.EACCES, "used by another process", str(paths[0]))
            error.winerror = 32  # type: ignore[attr-defined]  # as on Windows
            break
    else:
        return
    raise error


def guarded(act: Any) -> Any:
    """The function, which refuses files that are open."""

    def guard(*paths: Any, **options: Any) -> Any:
        if not options.get("dir_fd"):  # the library's own walk, which knows folders by number
            refuse_if_open(*paths)
        return act(*paths, **options)

    return guard


def open_binary(path: Any, flags: int, *more: Any, **options: Any) -> int:
    """As os.open on Windows, which would put CR before every LF."""
    assert flags & BINARY, f"{path} is opened as text"
    number: int = REAL.open(path, flags & ~BINARY, *more, **options)
    return number


def is_ours(names: Any) -> bool:
    """Whether these are the names of one of niemyet's modules."""
    return bool(names) and names.get("__name__", "").split(".")[0] == "niemyet"


def open_text(file: Any, mode: str = "r", *more: Any, **options: Any) -> Any:
    """As open on Windows: text is written with CRLF where nobody asks for something else."""
    if "b" not in mode and len(more) < 2 and options.get("encoding") is None and is_ours(sys._getframe(1).f_globals):
        raise EncodingWarning(f"{file} is opened without an encoding")
    if "b" not in mode and "r" not in mode:
        if len(more) > 3:
            more = (*more[:3], more[3] if more[3] is not None else "\r\n", *more[4:])
        elif options.get("newline") is None:
            options["newline"] = "\r\n"
    return REAL.text(file, mode, *more, **options)


def refuse_link(*_: Any, **__: Any) -> None:
    """As os.symlink on Windows for an ordinary account."""
    raise OSError(errno.EINVAL, "a required privilege is not held by the client")


def lock(file: int, mode: int, size: int) -> None:
    """As msvcrt.locking."""
    assert (mode, size) == (2, 1)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PermissionError(errno.EACCES, "permission denied") from error


def make_module(name: str, like: Any, but: Any = (), **other: Any) -> types.ModuleType:
    """A module with the names of another, but some."""
    module = types.ModuleType(name)
    vars(module).update({key: value for key, value in vars(like).items() if key not in but} | other)
    return module


WINDOWS_OS = make_module("os", os, FUNCTIONS, O_BINARY=BINARY, open=open_binary, symlink=refuse_link)
WINDOWS_SYS = make_module("sys", sys, platform="win32")


def find(name: str, globals: Any = None, *more: Any, **options: Any) -> Any:
    """As import, but niemyet finds what there is on Windows."""
    if is_ours(globals):
        if name.split(".")[0] in MODULES:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        if name == "os":
            return WINDOWS_OS
    return REAL.find(name, globals, *more, **options)


for function in ("rename", "replace", "unlink", "rmdir", "remove"):
    windows = guarded(getattr(os, function))
    setattr(os, function, windows)
    setattr(WINDOWS_OS, function, windows)
builtins.open = io.open = open_text
builtins.__import__ = find
warnings.filterwarnings("error", category=EncodingWarning, module=r"niemyet\b.*")

sys.modules["msvcrt"] = types.ModuleType("msvcrt")
vars(sys.modules["msvcrt"]).update(LK_NBLCK=2, locking=lock)
platform, sys.platform = sys.platform, "win32"
import niemyet.system  # noqa: E402  # its branches are chosen now

sys.platform = platform
del sys.modules["msvcrt"]
vars(niemyet.system)["sys"] = WINDOWS_SYS

for stream in (sys.stdin, sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper) and "PYTHONIOENCODING" not in os.environ:
        stream.reconfigure(encoding=os.environ["CODE_PAGE"], errors="strict", newline="\r\n")
