"""Whether every diagnostic points at something in its file."""

from collections.abc import Callable, Iterable
from functools import partial

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.formats import FORMATS
from niemyet.diagnostics.report import Report, make_report


def _write(write: Callable[[Report, str, bool], str], language: str, report: Report) -> None:
    write(report, language, False).encode()


_WAYS = [partial(_write, write, language) for write in FORMATS.values() for language in ("vi", "en")]


class WrongPlaceError(AssertionError):
    """A diagnostic points outside its file, or an excerpt is none of its lines."""


def look_at_places(told: Iterable[Diagnostic], data: bytes) -> None:
    """All `told` are of the file with these bytes; they are worded in one of the formats. Raises `WrongPlaceError`."""
    listed = list(told)
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in listed:
        place = one.place
        inside = 1 <= place.line <= len(lines)
        if not inside or place.column < 1 or place.width < 1:
            raise WrongPlaceError(one.rule, place.line, place.column, place.width)
        # Invisible letters are left out and others joined before a file is read: a line is never longer than it was.
        longest = max(len(lines[place.line - 1]), len(place.text or "")) + 1
        if place.column > longest or (place.text is not None and place.column > len(place.text) + 1):
            raise WrongPlaceError(one.rule, place.line, place.column, place.text)
    if listed:
        write = _WAYS[len(data) % len(_WAYS)]
        write(make_report(listed, 1))
