"""Frames: finished text with marks where something goes, made once and filled many times by joining strings.

The frame of a kind of page is made by MkDocs or by anything else that can make one HTML page. A frame of a procedure
is such a page with everything in it that all communes of a province share (`hold` marks what is left open).
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class FrameKind(NamedTuple):
    """A kind of page: how deep its address lies and which entry of the main menu it belongs to."""

    depth: int
    section: str


FRAME_KINDS: Mapping[str, FrameKind] = {
    "home": FrameKind(0, "home"),
    "search": FrameKind(1, "tim-kiem"),
    "procedures": FrameKind(1, "thu-tuc"),
    "alphabet": FrameKind(2, "thu-tuc"),
    "procedure": FrameKind(2, "thu-tuc"),
    "comparison": FrameKind(3, "thu-tuc"),
    "field": FrameKind(2, "thu-tuc"),
    "life-events": FrameKind(1, "su-kien"),
    "life-event": FrameKind(2, "su-kien"),
    "documents": FrameKind(1, "van-ban"),
    "document": FrameKind(2, "van-ban"),
    "changes": FrameKind(1, "thay-doi"),
    "coming": FrameKind(1, "thay-doi"),
    "guide": FrameKind(2, "huong-dan"),
    "news": FrameKind(1, "tin-tuc"),
    "news-page": FrameKind(3, "tin-tuc"),
    "topic": FrameKind(3, "tin-tuc"),
    "topic-page": FrameKind(4, "tin-tuc"),
    "article": FrameKind(3, "tin-tuc"),
    "province": FrameKind(1, "noi-o"),
    "commune": FrameKind(2, "noi-o"),
    "posting": FrameKind(3, "noi-o"),
}
SLOTS = ("title", "description", "address", "file", "links", "content")
_INDENTATION = re.compile(r"\n\s+")
"""Space at the beginning of lines, which a frame would carry into every page."""

_MARK = re.compile("niemyet-mark-(" + "|".join(SLOTS) + ")-here")
_HELD = re.compile(b"\0([a-z_]+)\0")


def mark(slot: str) -> str:
    """The text that stands in a page of MkDocs where `slot` goes. Plain ASCII: no template or filter changes it."""
    return f"niemyet-mark-{slot}-here"


def disarm(text: str) -> str:
    """HTML in which contributors' words look the same and are no mark."""
    return text.replace("niemyet-mark-", "niemyet&#45;mark-")


def hold(slot: str) -> str:
    """The text that stands in a page of ours where `slot` goes: no record can hold a character NUL and forge it."""
    return f"\0{slot}\0"


class FrameError(ValueError):
    """A page was made without the mark of a slot, so records cannot be poured into it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page split at its marks: literal, slot, literal, slot, …, literal. Literals are UTF-8: most of a page is never
    encoded again."""

    literals: tuple[bytes, ...]
    slots: tuple[str, ...]
    """One fewer than the literals."""

    def fill(self, values: Mapping[str, bytes]) -> bytes:
        """The finished page. `values` are HTML in UTF-8."""
        pieces = [b""] * (2 * len(self.slots) + 1)
        pieces[::2] = self.literals
        pieces[1::2] = [values[slot] for slot in self.slots]
        return b"".join(pieces)

    def fill_page(self, *, title: str, description: str, address: str, file: str, content: str, links: str = "") -> bytes:
        """The finished page. `content` and `links`, which go into its head, are HTML; the others are plain text, escaped here."""
        plain = {"title": title, "description": description, "address": address, "file": file}
        values = {slot: html.escape(value) for slot, value in plain.items()} | {"content": content, "links": links}
        return self.fill({slot: value.encode() for slot, value in values.items()})


def split_frame(page: str) -> Frame:
    """The frame in a page of MkDocs; `title` and `content` must be marked in it."""
    pieces = _MARK.split(_INDENTATION.sub("\n", page))
    missing = {"title", "content"} - set(pieces[1::2])
    if missing:
        raise FrameError(", ".join(sorted(missing)))
    return Frame(tuple(literal.encode() for literal in pieces[::2]), tuple(pieces[1::2]))


def split_held(page: bytes) -> Frame:
    """The frame in a page of ours, open where `hold` stands."""
    pieces = _HELD.split(page)
    return Frame(tuple(pieces[::2]), tuple(slot.decode() for slot in pieces[1::2]))
