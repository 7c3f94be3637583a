"""Frames: one finished page of the site's own look a kind, with marks where a record goes.

A frame is made once, by MkDocs or by anything else that can make one HTML page, and split at its marks; a
record is poured in by joining strings. Nothing here grows with the number of records.
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
    "procedure": FrameKind(2, "thu-tuc"),
    "comparison": FrameKind(3, "thu-tuc"),
    "field": FrameKind(2, "thu-tuc"),
    "life-events": FrameKind(1, "su-kien"),
    "life-event": FrameKind(2, "su-kien"),
    "documents": FrameKind(1, "van-ban"),
    "document": FrameKind(2, "van-ban"),
    "news": FrameKind(1, "tin-tuc"),
    "news-page": FrameKind(3, "tin-tuc"),
    "topic": FrameKind(3, "tin-tuc"),
    "article": FrameKind(3, "tin-tuc"),
    "province": FrameKind(1, "noi-o"),
    "commune": FrameKind(2, "noi-o"),
    "posting": FrameKind(3, "noi-o"),
}
SLOTS = ("title", "description", "address", "file", "content")
_INDENTATION = re.compile(r"\n\s+")
"""Space at the beginning of lines, which a frame would carry into every page."""

_MARK = re.compile("niemyet-mark-(" + "|".join(SLOTS) + ")-here")


def mark(slot: str) -> str:
    """The text that stands in a frame where `slot` goes. Plain ASCII: no template or filter changes it."""
    return f"niemyet-mark-{slot}-here"


class FrameError(ValueError):
    """A page was made without the mark of a slot, so records cannot be poured into it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page split at its marks: literal, slot, literal, slot, …, literal."""

    pieces: tuple[str, ...]

    def pour(self, *, title: str, description: str, address: str, file: str, content: str) -> str:
        """The finished page. `content` is HTML; the other values are plain text and are escaped here."""
        values = {
            "title": html.escape(title),
            "description": html.escape(description),
            "address": html.escape(address),
            "file": html.escape(file),
            "content": content,
        }
        pieces = list(self.pieces)
        for i in range(1, len(pieces), 2):
            pieces[i] = values[pieces[i]]
        return "".join(pieces)


def split_frame(page: str) -> Frame:
    """The frame in a finished page; `title` and `content` must be marked in it."""
    pieces = tuple(_MARK.split(_INDENTATION.sub("\n", page)))
    missing = {"title", "content"} - set(pieces[1::2])
    if missing:
        raise FrameError(", ".join(sorted(missing)))
    return Frame(pieces)
