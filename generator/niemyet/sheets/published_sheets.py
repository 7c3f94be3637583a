"""The sheets of communes as files of the site: one per posting, a bound book and the duty roster per commune, and a list of
the sheets.

A sheet whose data, template and font are unchanged is taken from the published site instead of being typeset again.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from niemyet.render.addresses import of_place
from niemyet.sheets.book import Board, NumberedPosting, PaperFormat, go_by_procedure
from niemyet.sheets.duty import describe_duty
from niemyet.sheets.typesetter import Template, Typesetter

FOLDER = "to-niem-yet/"
BOOK = "so-niem-yet.pdf"
DUTY = "lich-truc.pdf"
LIST = "danh-sach.json"


def name_sheet(code: str) -> str:
    """The file name of a procedure's sheet."""
    return f"{code}.pdf"


ReadPublished: TypeAlias = Callable[[str], bytes | None]
"""Returns the bytes of a published file, None if there is none."""


class PublishedFile(NamedTuple):
    """A file for the site: the commune's path, the file's path relative to the site's root, and its bytes."""

    commune: str
    path: str
    data: bytes


class Printing(NamedTuple):
    """With what the sheets of a site are printed, and how."""

    typesetter: Typesetter
    format: PaperFormat
    read_published: ReadPublished


def fill_published_sheets(boards: Sequence[Board], printing: Printing) -> Iterator[PublishedFile]:
    """Yields the files of some communes, grouped by procedure, because Typst reuses the layout of what sheets share."""
    published = {board.resolved.path: _PublishedSheets(board, printing) for board in boards}
    for sheets in go_by_procedure(boards):
        for board, numbered in sheets:
            yield published[board.resolved.path].set_sheet(numbered)
    for sheets_of_commune in published.values():
        yield from sheets_of_commune.set_rest()


class _PublishedSheets:
    def __init__(self, board: Board, printing: Printing) -> None:
        self.board, self.path = board, board.resolved.path
        self.typesetter, self.format, self.read_published = printing
        self.folder = of_place(self.path) + FOLDER
        self.before = json.loads(self.read_published(self.folder + LIST) or b"{}").get("keys", {})
        self.keys: dict[str, str] = {}

    def set_sheet(self, numbered: NumberedPosting) -> PublishedFile:
        code = numbered.posted.code
        data = self.board.describe_sheet(numbered, self.format)
        return self._set_once(name_sheet(code), f"{self.path}/{code}", "sheet", data)

    def set_rest(self) -> Iterator[PublishedFile]:
        if self.board.postings:
            yield self._set_once(BOOK, self.path, "book", self.board.describe_book(self.format))
        if (duty := describe_duty(self.board, self.format)) is not None:
            yield self._set_once(DUTY, self.path, "duty", duty)
        sheets = [{"code": n.posted.code, "number": n.number, "version": str(n.version)} for n in self.board.postings]
        listed = {"sheets": sheets, "keys": dict(sorted(self.keys.items()))}
        yield PublishedFile(self.path, self.folder + LIST, json.dumps(listed, ensure_ascii=False, indent=1).encode())

    def _set_once(self, name: str, what: str, template: Template, data: Mapping[str, Any]) -> PublishedFile:
        key = self.keys[name] = self.typesetter.key(template, data)
        published = self.read_published(self.folder + name) if self.before.get(name) == key else None
        return PublishedFile(self.path, self.folder + name, published or self.typesetter.typeset(template, what, data))
