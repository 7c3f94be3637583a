"""The pictures of an article: each exists beside it and is described for those who cannot see it."""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.article import Article
from niemyet.validate.entries import Entry

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
        for found in _MARKDOWN_IMAGE.finditer(line):
            place = entry.document.source.place(number, found.start() + 1, len(found[0]) + 1)
            if str(folder / found["file"]) not in images:
                yield Diagnostic("image-missing", place, {"value": found["file"]})
            if not found["alt"].strip():
                yield Diagnostic("image-without-alt", place, {"value": found["file"]})
