"""Elements of HTML in an article that no page shows, which are left out with what is in them, and links that are torn in two."""

import re
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.articles import ArticleText
from niemyet.patterns import regex

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


def check_markup(text: ArticleText) -> Iterator[Diagnostic]:
    """Each kind of element is told once, where it stands first; one in backquotes is an example. No link is torn in two."""
    if "] (" in text.body:
        yield from _find_torn_links(text)
    yield from _find_marks_without_blank(text)
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
