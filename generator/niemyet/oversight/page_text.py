"""A fragment of a page of figures as plain lines for a terminal: headings, paragraphs, items, tables with aligned columns.

Takes the HTML that the page shows; gives lines. So report and page cannot say different things. Drawings are left out, and what
only goes with them: their numbers stand in tables anyway.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

_LEFT_OUT = frozenset({"hid", "chart__scale", "chart__ends", "chart__keys", "multiples", "ways"})
"""Classes of what belongs to drawings, repeats a table, or leads to files beside the page."""
_VOID = frozenset({"br", "wbr", "hr", "img"})
_LINES = frozenset({"p", "li", "h2", "h3", "h4", "summary", "figcaption", "caption", "dt", "dd", "div", "section", "ul"})
"""Elements that begin and end a line."""
_HEADINGS = frozenset({"h2", "h3", "h4"})
_STARTS = {"li": "  - ", "dd": "      "}
_CELLS = frozenset({"th", "td"})


def write_lines(fragment: str, indent: int = 0) -> Iterator[str]:
    """The lines, headings `indent` spaces in, what is below them two more."""
    for line in _PageReader(fragment).lines:
        yield f"{' ' * indent}{line}"


class _PageReader(HTMLParser):
    """Gathers the lines of a fragment."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._words: list[str] = []
        self._rows: list[list[str]] = []
        self._start, self._skipped = "  ", 0
        self.feed(fragment)
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a line, a cell, or something that is left out."""
        if tag in _VOID:
            if tag == "br":
                self._end_line("    ")
            return
        classes = next((value or "" for name, value in attrs if name == "class"), "").split()
        if self._skipped or tag == "svg" or not _LEFT_OUT.isdisjoint(classes):
            self._skipped += 1
        elif tag in _LINES:
            self._end_line("" if tag in _HEADINGS else _STARTS.get(tag, "  "))
        elif tag == "tr":
            self._rows.append([])
        elif tag in _CELLS:
            self._words.clear()
        elif "bars__more" in classes or "more__what" in classes or "tag" in classes or "count" in classes:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Ends what has begun."""
        if tag in _VOID:
            return
        if self._skipped:
            self._skipped -= 1
        elif tag in _CELLS and self._rows:
            self._rows[-1].append(self._take())
        elif tag == "table":
            self._end_table()
        elif tag in _LINES:
            self._end_line()

    def handle_data(self, data: str) -> None:
        """Notes words."""
        if not self._skipped:
            self._words.append(data)

    def _take(self) -> str:
        said = " ".join("".join(self._words).split())
        self._words.clear()
        return said

    def _end_line(self, start: str = "  ") -> None:
        said = self._take()
        if said:
            self.lines.append(self._start + said)
        self._start = start

    def _end_table(self) -> None:
        rows, self._rows = [row for row in self._rows if any(row)], []
        wide = max((len(row) for row in rows), default=0)
        widths = [max(len(row[k]) for row in rows if k < len(row)) for k in range(wide)]
        for row in rows:
            self.lines.append(f"    {'  '.join(f'{cell:<{width}}' for cell, width in zip(row, widths, strict=False))}".rstrip())
