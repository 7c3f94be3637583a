"""What MkDocs says while it works, through `logging`: what is wrong is kept or passed on, all else is left out."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MKDOCS = logging.getLogger("mkdocs")
OURS = logging.getLogger("mkdocs.plugins.niemyet")


class _Told(logging.Handler):
    """Keeps errors for the one who tells of the failure; passes warnings on where nobody else says them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Called by `logging`."""
        if record.levelno >= logging.ERROR:
            self.errors.append(record.getMessage())
        elif len(MKDOCS.handlers) == 1:
            print(record.getMessage(), file=sys.stderr)


@contextmanager
def keep_errors() -> Iterator[list[str]]:
    """The errors that MkDocs tells meanwhile."""
    told = _Told()
    MKDOCS.setLevel(logging.WARNING)
    MKDOCS.addHandler(told)
    try:
        yield told.errors
    finally:
        MKDOCS.removeHandler(told)


def keep_quiet() -> None:
    """Leaves of its words only what is wrong, and our own."""
    MKDOCS.setLevel(logging.WARNING)
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    OURS.setLevel(logging.INFO)
