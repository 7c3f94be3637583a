"""Markup of an article that pages do not show as it was meant: elements of HTML that are left out with what is in them, links
that are torn in two, footnotes without a mark and marks without a footnote."""

import re
from collections import Counter
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.articles import ArticleText
from niemyet.patterns import regex
from niemyet.validate.article_body import NoteSign, find_notes

_LEFT_OUT = (
    "script", "style", "iframe", "form", "input", "button", "select", "textarea", "object", "embed", "video", "audio", "svg",
    "meta", "link", "base",
)  # fmt: skip
_ELEMENT = regex(rf"<({'|'.join(_LEFT_OUT)})(?=[\s/>])[^<>\n]*>?", re.IGNORECASE)
_CODE = regex(r"`[^`\n]*`")


_TORN = regex(r"\[[^\[\]\n]+\] +\((?=/|https?://|mailto:)[^()\s]*\)")


def _find_torn_links(text: ArticleText) -> Iterator[Diagnostic]:
    """Links with a blank between the words and the address, which pages show as they stand."""
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        for found in _TORN.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
            values = {"value": found[0], "right": re.sub(r"\] +\(", "](", found[0])}
            yield Diagnostic("torn-link", text.document.source.place(number, found.start() + 1, len(found[0])), values)


_NO_BLANK = regex(r"(?P<mark>#{2,6}|-)(?P<rest>[^\W\d_].*)|(?P<star>\*)(?P<words>[^\W\d_][^*]*)")


def _find_marks_without_blank(text: ArticleText) -> Iterator[Diagnostic]:
    """Headings and items of lists without a blank behind their mark, which pages show as text."""
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        if found := _NO_BLANK.fullmatch(line):
            mark, rest = found["mark"] or found["star"], found["rest"] or found["words"]
            place = text.document.source.place(number, 1, len(mark))
            yield Diagnostic("no-blank-behind-mark", place, {"value": mark, "right": f"{mark} {rest.split()[0]}"})


def _check_footnotes(text: ArticleText) -> Iterator[Diagnostic]:
    """A mark and a note that are left are each other's if there is one of each: the slip between them is told once."""
    if "[^" not in text.body:
        return
    signs = find_notes(text.body)
    notes = {one.name: one for one in reversed(signs) if one.is_note}
    marks = {one.name: one for one in reversed(signs) if not one.is_note}
    alone = {name: one for name, one in notes.items() if name not in marks}
    missing = {name: one for name, one in marks.items() if name not in notes}
    meant = next(iter(alone)) if len(alone) == len(missing) == 1 else ""
    for name, mark in missing.items():
        yield _tell_note(text, "mark-without-note", mark, {"value": f"[^{name}]"} | ({"near": f"[^{meant}]"} if meant else {}))
    for name, note in alone.items():
        if not meant:
            yield _tell_note(text, "note-without-mark", note, {"value": f"[^{name}]"})
    written = Counter(one.name for one in signs if one.is_note)
    for name, number in written.items():
        if number > 1:
            last = [one for one in signs if one.is_note and one.name == name][-1]
            yield _tell_note(text, "note-twice", last, {"value": f"[^{name}]"})


def _tell_note(text: ArticleText, rule: str, sign: NoteSign, values: dict[str, str]) -> Diagnostic:
    place = text.document.source.place(text.body_line + sign.line, sign.column, len(sign.name) + len("[^]"))
    return Diagnostic(rule, place, {**values})


def check_markup(text: ArticleText) -> Iterator[Diagnostic]:
    """Each kind of element is told once, where it stands first; one in backquotes is an example. No link is torn in two."""
    if "] (" in text.body:
        yield from _find_torn_links(text)
    yield from _find_marks_without_blank(text)
    yield from _check_footnotes(text)
    if "<" not in text.body:
        return
    told: set[str] = set()
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        for found in _ELEMENT.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
            name = found[1].lower()
            if name not in told:
                told.add(name)
                place = text.document.source.place(number, found.start() + 1, len(found[0]))
                yield Diagnostic("markup-left-out", place, {"value": f"<{name}>"})
