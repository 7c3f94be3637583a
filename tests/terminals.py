"""A real terminal for tests: runs a command in this process and types answers when their questions appear.

Ctrl-C is only sent to a process of its own, see `run_in_terminal`.
"""

import contextlib
import fcntl
import io
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from niemyet.cli import app
from niemyet.cli.help.usage_errors import run_and_answer

PATIENCE = 20
"""Seconds for the next question; a slow machine needs some."""
CTRL_C, CTRL_D = "\x03", "\x04"


class Talk(NamedTuple):
    """A conversation that has ended: exit status, and all that stood on the screen."""

    status: int
    screen: str


@contextlib.contextmanager
def _streams_at(terminal: int) -> Iterator[None]:
    """Meanwhile, the standard streams are this terminal."""
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.FileIO(os.dup(terminal), "r"), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(io.FileIO(os.dup(terminal), "w"), encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(os.dup(terminal), "w"), encoding="utf-8", write_through=True)
    try:
        yield
    finally:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.close()
        sys.stdin, sys.stdout, sys.stderr = before


def _type(master: int, answers: Sequence[tuple[str, str]], shown: list[bytes]) -> None:
    """Types each answer when its question has appeared behind the last one, and reads on to the end.

    Whoever asks what nobody answers gets Ctrl-D, or Ctrl-C once more: what comes just before a program begins to read interrupts
    nothing.
    """
    seen, waiting = 0, [*answers]
    last = CTRL_C if answers and answers[-1][1] == CTRL_C else CTRL_D
    while True:
        if not select.select([master], [], [], PATIENCE)[0]:
            os.write(master, (CTRL_D if waiting else last).encode())
            continue
        try:
            read = os.read(master, 65536)
        except OSError:  # the other end is closed
            return
        if not read:
            return
        shown.append(read)
        text = b"".join(shown).decode("utf-8", "ignore")
        while waiting and waiting[0][0] in text[seen:]:
            seen = text.index(waiting[0][0], seen) + len(waiting[0][0])
            os.write(master, (waiting.pop(0)[1]).encode())


def _open(columns: int) -> tuple[int, int]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    settings = termios.tcgetattr(slave)
    settings[3] &= ~termios.ECHO  # what is typed is known
    termios.tcsetattr(slave, termios.TCSANOW, settings)
    return master, slave


def converse(words: Sequence[str], *answers: tuple[str, str], columns: int = 100) -> Talk:
    """Runs a command at a terminal; `answers` are questions, in part, with what is typed, Enter included."""
    master, slave = _open(columns)
    shown: list[bytes] = []
    typist = threading.Thread(target=_type, args=(master, answers, shown), daemon=True)
    typist.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_COLOR", "1")
        with _streams_at(slave):
            status = run_and_answer(app, list(words))
    os.close(slave)
    typist.join(PATIENCE)
    os.close(master)
    return Talk(status, b"".join(shown).decode("utf-8", "replace").replace("\r\n", "\n"))


def run_in_terminal(words: Sequence[str], root: Path, *answers: tuple[str, str], columns: int = 100, **environment: str) -> Talk:
    """The same in a process whose controlling terminal it is, so that Ctrl-C reaches it."""
    master, slave = _open(columns)
    known = os.environ | {"NO_COLOR": "1", "COLUMNS": str(columns)} | environment
    command = [sys.executable, "-m", "niemyet", *words]
    process = subprocess.Popen(
        command, cwd=root, stdin=slave, stdout=slave, stderr=slave, env=known, start_new_session=True, preexec_fn=_take_terminal
    )
    os.close(slave)
    shown: list[bytes] = []
    _type(master, answers, shown)
    os.close(master)
    return Talk(process.wait(PATIENCE), re.sub("\r+\n", "\n", b"".join(shown).decode("utf-8", "replace")))


def _take_terminal() -> None:
    """Ctrl-C is heard again also where the tests were started in the background, which do not hear it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
