"""Says where and why libyaml could not read a text: where the slip began, which it often notices much later."""

from typing import Any

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.slips_above import find_slip_above
from niemyet.load.syntax_hints import explain_slip, find_merge
from niemyet.load.texts import SourceText

_BEGUN_BEFORE = ("unexpected end of stream", "did not find expected ',' or", "could not find expected ':'")
"""Problems that libyaml notices only after the place where they began."""


def place_syntax_error(source: SourceText, first_line: int, error: Any) -> Diagnostic:
    """The diagnostic of an error of libyaml in a text that begins at a line of the source."""
    problem = error.problem or ""
    begun_before = any(part in problem for part in _BEGUN_BEFORE)
    mark = (error.context_mark if begun_before else None) or error.problem_mark
    if "<document start>" in problem and mark is not None:
        return Diagnostic("several-documents", source.place(mark.line + first_line, mark.column + 1))
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    last = source.text.rstrip("\n").count("\n") + 1
    place = source.place(min(line, last), column if line <= last else 1)
    merged = find_merge(source.text)
    if above := None if merged else find_slip_above(problem, source.text.split("\n")[first_line - 1 : place.line]):
        place, slip = source.place(place.line - above[0]), above[1]
    else:
        place = source.place(merged) if merged else place
        slip = explain_slip(problem, place.text or "")
    if slip.column:
        place = source.place(place.line, slip.column, slip.width)
    return Diagnostic("yaml-syntax", place, {"detail": slip.detail, "fix": slip.fix})
