"""The pages written by hand, as the template of the frame is given them: their head, their text, what the home page becomes.

Takes a page's front matter and its Markdown converted to HTML; gives `HandwrittenPage`. Contributors' text is cleaned and escaped
here, whatever has converted it. Knows no frame maker.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from itertools import count
from pathlib import PurePosixPath
from typing import NamedTuple

from niemyet.catalogue.handwritten import PAGE_KEYS
from niemyet.model.settings import Home
from niemyet.patterns import regex
from niemyet.render.frame_sources import frame_meta
from niemyet.render.frames import FRAME_KINDS, disarm, mark
from niemyet.render.look import open_home
from niemyet.render.markdown import clean_page
from niemyet.render.page_languages import FrameName

_FIRST_HEADING = regex(r"\s*<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = regex(r"<[^<>]*>")
_ROOTED = regex(r'(<(?:a|img) [^<>]*?(?:href|src)=")/(?!/)')
"""A link from the home page on: "/kiem-tra/". The site may lie in a folder of its host."""
_ID = regex(r'(?<=<h[1-6] )id="([^"]*)"')
_OF_PAGES = frozenset({"noi-dung", "trinh-don"})
_OF_HOME = frozenset({"linh-vuc", "noi-o", "sap-thay-doi", "su-kien", "thong-bao", "tim", "tin"})
"""Ids in the frame of every page (`theme/main.html`), and of what the home page shows."""


class HandwrittenPage(NamedTuple):
    """The HTML of a page's text, and its front matter as escaped text, because templates put it into the page's head."""

    content: str
    meta: dict[str, str]


def finish_page(path: str, front: Mapping[str, object], html: str, frame: FrameName | None, home: Home) -> HandwrittenPage:
    """The page at `path` below docs/; of a frame the mark of its content alone, which must not stand in a paragraph, because
    block elements replace it. The home page is both; `home` is what the settings say of it."""
    if frame is not None and frame.kind != "home":
        return HandwrittenPage(mark("content"), frame_meta(FRAME_KINDS[frame.kind].section))
    content = disarm(_ROOTED.sub(lambda found: f"{found[1]}{_root_of(path)}", clean_page(html)))
    if frame is None:
        content = _name_apart(content, _OF_PAGES)
        known = {key: _as_text(value) for key, value in front.items() if key in PAGE_KEYS and value}
        return HandwrittenPage(content, {"title": _as_text(_find_title(path, content))} | known)
    content = _name_apart(content, _OF_PAGES | _OF_HOME)
    head = open_home(home, content) if path == "index.md" else ""
    return HandwrittenPage(f"{head}{content}\n{mark('content')}", frame_meta(FRAME_KINDS["home"].section))


def _name_apart(content: str, taken: frozenset[str]) -> str:
    """The page with other ids for headings that are called like a place of its frame."""
    used = {found[1] for found in _ID.finditer(content)} | taken

    def name(found: re.Match[str]) -> str:
        if found[1] not in taken:
            return found[0]
        other = next(other for number in count(2) if (other := f"{found[1]}-{number}") not in used)
        used.add(other)
        return f'id="{other}"'

    return _ID.sub(name, content)


def _root_of(path: str) -> str:
    """The way from the page at `path` below docs/ to the home page."""
    page = PurePosixPath(path).with_suffix("")
    folder = page.parent if page.name == "index" else page
    return "../" * len(folder.parts) or "./"


def _find_title(path: str, content: str) -> str:
    """The heading that a page begins with, else its file's name in words."""
    heading = _FIRST_HEADING.match(content)
    if heading and (title := unescape(_TAG.sub("", heading[1])).strip()):
        return title
    return PurePosixPath(path).stem.replace("-", " ").replace("_", " ").capitalize()


def _as_text(value: object) -> str:
    return disarm(escape(" ".join(str(value).split())))
