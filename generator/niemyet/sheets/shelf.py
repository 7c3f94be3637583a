"""The printed sheets of a commune as files of its site: one a posting, the bound book, and the list of them.

A sheet whose data, template and font are those of the published one is not set again.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from niemyet.render.addresses import of_place
from niemyet.sheets.book import Board, Format
from niemyet.sheets.typesetter import Template, Typesetter

FOLDER = "to-niem-yet/"
BOOK = "so-niem-yet.pdf"
LIST = "danh-sach.json"


ReadPublished: TypeAlias = Callable[[str], bytes | None]
"""Gives a file of the published site, None where there is none."""


def fill_shelf(board: Board, typesetter: Typesetter, read_published: ReadPublished) -> Iterator[tuple[str, bytes]]:
    """Paths below the site's root and their bytes."""
    folder = of_place(board.resolved.path) + FOLDER
    before = json.loads(read_published(folder + LIST) or b"{}").get("keys", {})
    keys: dict[str, str] = {}

    def set_once(name: str, what: str, template: Template, data: Mapping[str, Any]) -> tuple[str, bytes]:
        keys[name] = typesetter.key(template, data)
        published = read_published(folder + name) if before.get(name) == keys[name] else None
        return folder + name, published or typesetter.typeset(template, what, data)

    for numbered in board.postings:
        code = numbered.posted.code
        yield set_once(f"{code}.pdf", f"{board.resolved.path}/{code}", "sheet", board.describe_sheet(numbered, Format()))
    if board.postings:
        yield set_once(BOOK, board.resolved.path, "book", board.describe_book(Format()))
    sheets = [{"code": n.posted.code, "number": n.number, "version": str(n.version)} for n in board.postings]
    yield folder + LIST, json.dumps({"sheets": sheets, "keys": keys}, ensure_ascii=False, indent=1).encode()
