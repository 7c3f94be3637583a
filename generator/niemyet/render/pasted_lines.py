"""Keeps line breaks, lists and tables pasted from Word or the web, which Markdown would join into one paragraph.

Takes Markdown as written; gives Markdown in which bullets are lists, tab-separated columns are tables, and lines ended on purpose
stay separate. Lines wrapped by an editor are left to Markdown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from niemyet.patterns import regex

_WRAPPED_AT_LEAST, _WRAPPED_AT_MOST = 60, 160
"""Lengths in characters at which an editor may wrap lines. Shorter and longer lines were ended by hand."""
_GLYPH = regex(r"[•·●▪◦‣∙○■□❖➢✓\uf0b7\uf0a7\uf0d8\uf0fc][ \t\u00a0]*(?=\S)")
_DASH = regex(r"[-–—+*][ \t\u00a0]+(?=\S)")
_NUMBER = regex(r"[0-9]{1,3}[.)][ \t\u00a0]+(?=\S)")
_LETTER = regex(r"(?:[a-zđ][.)]|[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?)[ \t\u00a0]+(?=\S)")
_ENDED = (".", ":", ";", "!", "?", "…", "”", '"', ")")
_OTHER_BLOCK = regex(r"#|>|\||<|!\[|(?:[-=*_] ?){3,}$|\[[^\]]+\]:")


@dataclass(slots=True)
class _List:
    """The list that the preceding lines belong to. `number`: its items are numbered; `plus`: they begin with +."""

    number: bool
    plus: bool


def keep_lines(body: str) -> str:
    """The text with lists, tables and line breaks as Markdown needs them."""
    lines = list(_make_tables(body.split("\n")))
    wrapped = _width(lines)
    made: list[str] = []
    inside: _List | None = None
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else ""
        text = line.strip(" \t\u00a0")
        if not text.strip() or text.startswith("|"):
            made.append(line if text.strip() else "")
            continue
        indented = line[:1] == "\t" or line.startswith("    ")
        item = _read_item(text, before, inside is not None, lines[i + 1] if i + 1 < len(lines) else "")
        if item is not None:
            if before.strip() and inside is None:
                made.append("")
            inside, line = _place_item(item, line, indented, inside)
        elif not before.strip() and not indented:
            inside = None
        if item is None:
            line = line.replace("\t", "    ") if inside is not None and indented else text.replace("\t", "\u2003")
            if made and before.strip() and _ended_on_purpose(before.rstrip(), text, wrapped):
                made[-1] = made[-1].rstrip() + "  "
        made.append(line)
    return "\n".join(made)


@dataclass(frozen=True, slots=True)
class _Item:
    marker: str
    text: str


def _read_item(text: str, before: str, inside: bool, after: str) -> _Item | None:
    """The list item that the line begins, or None. A dash or number in the middle of a sentence begins none."""
    for pattern in (_GLYPH, _NUMBER, _DASH):
        found = pattern.match(text)
        if found is None or _OTHER_BLOCK.match(text):
            continue
        free = pattern is _GLYPH or inside or not before.strip() or before.rstrip().endswith((*_ENDED, ","))
        if free or (pattern is _DASH and after.strip()[:2] == text[:2]):
            return _Item(found[0].strip(" \t\u00a0"), text[found.end() :].replace("\t", "\u2003"))
    return None


def _place_item(item: _Item, line: str, indented: bool, inside: _List | None) -> tuple[_List, str]:
    """The item's list and its rewritten line. Bullets below a number, and + below -, are nested."""
    number, plus = item.marker[:1].isdigit(), item.marker == "+"
    marker = f"{item.marker.rstrip('.)')}." if number else "-"
    deeper = inside is not None and ((inside.number and not number) or (plus and not inside.plus))
    if indented and inside is not None:
        depth = len(line.replace("\t", "    ")) - len(line.replace("\t", "    ").lstrip())
        return inside, f"{' ' * depth}{marker} {item.text}"
    if deeper:
        assert inside is not None
        return inside, f"    {marker} {item.text}"
    return _List(number, plus), f"{marker} {item.text}"


def _width(lines: Sequence[str]) -> int:
    """The wrapping width of this text in characters, estimated from lines that another line follows."""
    lengths = sorted(
        len(line.rstrip())
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and len(line.rstrip()) <= _WRAPPED_AT_MOST
    )
    return max(_WRAPPED_AT_LEAST, lengths[(4 * len(lengths) - 1) // 5] if lengths else 0)


def _ended_on_purpose(before: str, text: str, wrapped: int) -> bool:
    """Whether the line before was ended by hand: the next word would have fitted, and it begins a sentence or a name."""
    if _OTHER_BLOCK.match(text) or before.lstrip().startswith(("#", "|")) or before.endswith("\\"):
        return False
    room = len(before) > _WRAPPED_AT_MOST or len(before) + 1 + len(text.split(maxsplit=1)[0]) <= wrapped
    begins = not (text[0].islower() or text[0] in "-–—") or _LETTER.match(text) is not None
    short = len(before) < _WRAPPED_AT_LEAST or len(before) > _WRAPPED_AT_MOST
    return room and begins and (short or before.endswith(_ENDED))


def _make_tables(lines: Sequence[str]) -> Iterator[str]:
    """Turns consecutive lines with tab-separated columns into a Markdown table; the first line is its head."""
    i = 0
    while i < len(lines):
        columns = _columns(lines[i])
        end = i + 1
        while columns and end < len(lines) and _columns(lines[end]) == columns:
            end += 1
        if columns and end - i > 1:
            rows = [_row(line) for line in lines[i:end]]
            yield from ("", rows[0], "|" + " --- |" * (columns + 1), *rows[1:], "")
        else:
            yield lines[i]
            end = i + 1
        i = end


def _row(line: str) -> str:
    cells = (cell.strip().replace("|", "\\|") for cell in line.strip().split("\t"))
    return f"| {' | '.join(cells)} |"


def _columns(line: str) -> int:
    """The number of tabs in a line, not counting leading ones and one after a bullet."""
    text = line.strip()
    if "\t" not in text:
        return 0
    return 0 if any(pattern.match(text) for pattern in (_GLYPH, _DASH, _NUMBER, _LETTER)) else text.count("\t")
