"""The pictures of an article: each exists beside it and is described for those who cannot see it."""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.article import Article
from niemyet.validate.entries import Entry

_HTML_IMAGE = re.compile(r"<img\b[^>]*>?", re.IGNORECASE)
_HTML_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[^)\s]*)")


def check_images(entry: Entry[Article], body: str, body_line: int, images: Collection[str]) -> Iterator[Diagnostic]:
    """Every picture named in the front matter or the body exists and has an alternative text.

    `images` holds the paths of all picture files; the body's pictures lie beside the article too.
    """
    folder = PurePosixPath(entry.path).parent
    for i, image in enumerate(entry.record.images):
        if str(folder / image.file) not in images:
            yield Diagnostic("image-missing", entry.document.at("images", i, "file"), {"value": image.file})
        if image.alt is None:
            yield Diagnostic("image-without-alt", entry.document.at("images", i, "file"), {"value": image.file})
    for number, line in enumerate(body.split("\n"), body_line):
        for start, width, file, alt in _pictures_in(line):
            place = entry.document.source.place(number, start + 1, width)
            if str(folder / file) not in images:
                yield Diagnostic("image-missing", place, {"value": file})
            if not alt.strip():
                yield Diagnostic("image-without-alt", place, {"value": file})


def _pictures_in(line: str) -> Iterator[tuple[int, int, str, str]]:
    """Where each picture stands in a line of the body (from 0), how many characters it takes, its file and its alt text."""
    for found in _MARKDOWN_IMAGE.finditer(line):
        yield found.start(), len(found[0]) + 1, found["file"], found["alt"]
    for found in _HTML_IMAGE.finditer(line):
        attributes = {name.lower(): "".join(values) for name, *values in _HTML_ATTRIBUTE.findall(found[0])}
        yield found.start(), len(found[0]), attributes.get("src", ""), attributes.get("alt", "")
