"""Frames: finished HTML with marked slots, made once and filled many times by joining strings.

The frame of a kind of page is made by MkDocs, or by anything else that makes one HTML page. The frame of a procedure is a page
rendered with everything that the communes of a province share; `hold` marks its open slots.
"""

import html
from collections.abc import Mapping
from typing import NamedTuple

from niemyet.patterns import regex
from niemyet.values import dataclass


class FrameKind(NamedTuple):
    """A kind of page: the number of folders in its address, its entry of the main menu, and whether it is there in every
    language of the site."""

    depth: int
    section: str
    translated: bool = True


FRAME_KINDS: Mapping[str, FrameKind] = {
    "home": FrameKind(0, "home"),
    "search": FrameKind(1, "tim-kiem"),
    "procedures": FrameKind(1, "thu-tuc"),
    "alphabet": FrameKind(2, "thu-tuc"),
    "procedure": FrameKind(2, "thu-tuc"),
    "comparison": FrameKind(3, "thu-tuc"),
    "history": FrameKind(3, "thu-tuc"),
    "field": FrameKind(2, "thu-tuc"),
    "elsewhere": FrameKind(1, "thu-tuc"),
    "done-elsewhere": FrameKind(2, "thu-tuc"),
    "hours": FrameKind(1, "noi-o"),
    "life-events": FrameKind(1, "su-kien"),
    "life-event": FrameKind(2, "su-kien"),
    "documents": FrameKind(1, "van-ban"),
    "document": FrameKind(2, "van-ban"),
    "province-document": FrameKind(3, "van-ban"),
    "changes": FrameKind(1, "thay-doi"),
    "coming": FrameKind(1, "thay-doi"),
    "check": FrameKind(1, "kiem-tra"),
    "guide": FrameKind(2, "huong-dan", translated=False),
    "online": FrameKind(2, "theo-doi"),
    "online-province": FrameKind(3, "theo-doi"),
    "online-commune": FrameKind(4, "theo-doi"),
    "reviews": FrameKind(2, "theo-doi"),
    "reviews-province": FrameKind(3, "theo-doi"),
    "oversight": FrameKind(1, "theo-doi"),
    "oversight-province": FrameKind(2, "theo-doi"),
    "oversight-commune": FrameKind(3, "theo-doi"),
    "oversight-promises": FrameKind(2, "theo-doi"),
    "oversight-promises-province": FrameKind(3, "theo-doi"),
    "reform": FrameKind(1, "tin-tuc"),
    "reform-area": FrameKind(2, "tin-tuc"),
    "oversight-visits": FrameKind(3, "theo-doi"),
    "news": FrameKind(1, "tin-tuc"),
    "news-page": FrameKind(3, "tin-tuc"),
    "topic": FrameKind(3, "tin-tuc"),
    "topic-page": FrameKind(4, "tin-tuc"),
    "article": FrameKind(3, "tin-tuc"),
    "notices": FrameKind(2, "tin-tuc"),
    "news-deep-page": FrameKind(5, "tin-tuc"),
    "country": FrameKind(1, "noi-o"),
    "country-province": FrameKind(2, "noi-o"),
    "province": FrameKind(1, "noi-o"),
    "commune": FrameKind(2, "noi-o"),
    "posting": FrameKind(3, "noi-o"),
}
SLOTS = ("title", "told", "description", "address", "file", "edit", "links", "content")
_INDENTATION = regex(r"\n\s+")
"""Indentation, removed because a frame would repeat it in every page."""

_MARK = regex("niemyet-mark-(" + "|".join(SLOTS) + ")-here")
_HELD = regex(b"\0([a-z_]+)\0")


def name_frame(kind: str, language: str = "vi") -> str:
    """The name of the frame of a kind of page in a language: "posting", "en/posting"."""
    return kind if language == "vi" else f"{language}/{kind}"


def mark(slot: str) -> str:
    """The mark of a slot in a page made by MkDocs. Plain ASCII, so that no template or filter changes it."""
    return f"niemyet-mark-{slot}-here"


def disarm(text: str) -> str:
    """HTML that looks the same but cannot contain a mark; for contributors' text."""
    return text.replace("niemyet-mark-", "niemyet&#45;mark-")


def hold(slot: str) -> str:
    """The mark of a slot in a page rendered by us. It contains NUL, which no record can hold, so it cannot be forged."""
    return f"\0{slot}\0"


class FrameError(ValueError):
    """A page lacks the mark of a required slot."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page split at its marks: literal, slot, literal, …, literal. Literals are UTF-8, so most of a page is encoded once."""

    literals: tuple[bytes, ...]
    slots: tuple[str, ...]
    """One fewer than the literals."""

    def fill(self, values: Mapping[str, bytes]) -> bytes:
        """The finished page. `values` are HTML in UTF-8; every slot needs one."""
        pieces = [b""] * (2 * len(self.slots) + 1)
        pieces[::2] = self.literals
        pieces[1::2] = [*map(values.__getitem__, self.slots)]
        return b"".join(pieces)

    def narrow(self, values: Mapping[str, bytes]) -> "Frame":
        """The frame with some of its slots filled; `values` may hold others."""
        return split_held(self.fill({slot: values[slot] if slot in values else hold(slot).encode() for slot in self.slots}))

    def fill_page(
        self, *, title: str, description: str, address: str, file: str, content: str, links: str = "", told: str = ""
    ) -> bytes:
        """The finished page. `content` and `links` (elements for the head) are HTML; the rest is plain text, escaped here.

        `told` is the title where somebody passes the page on, if it says more than `title`. Without a `file` the link for editing
        is hidden: what travels with the program is edited elsewhere."""
        plain = {"title": title, "told": told or title, "description": description, "address": address, "file": file}
        values = {slot: html.escape(value) for slot, value in plain.items()} | {"content": content, "links": links}
        values["edit"] = "" if file else " hidden"
        return self.fill({slot: value.encode() for slot, value in values.items()})


def split_frame(page: str) -> Frame:
    """The frame of a page made by MkDocs. Raises FrameError if `title` or `content` is not marked in it."""
    pieces = _MARK.split(_INDENTATION.sub("\n", page))
    missing = {"title", "content"} - set(pieces[1::2])
    if missing:
        raise FrameError(", ".join(sorted(missing)))
    return Frame(tuple(literal.encode() for literal in pieces[::2]), tuple(pieces[1::2]))


def split_held(page: bytes) -> Frame:
    """The frame of a page rendered with `hold` marks."""
    pieces = _HELD.split(page)
    return Frame(tuple(pieces[::2]), tuple(slot.decode() for slot in pieces[1::2]))
