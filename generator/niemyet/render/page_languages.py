"""The pages of a site in several languages: where the frames of each come from, and how a page leads to its counterparts.

Pages of another language than Vietnamese lie in a folder of its code: en/thu-tuc/, docs/en/huong-dan.md. A page may be there in
Vietnamese only; links of the frame then lead to that one.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from niemyet.render.frame_sources import FRAME_FOLDER, frame_text, kind_of_frame
from niemyet.render.frames import FRAME_KINDS
from niemyet.render.language import VIETNAMESE, Language

LINKED = ("huong-dan/", "tro-nang/", "soan-thao/")
"""The hand-written pages to which every page leads."""


class FrameName(NamedTuple):
    """The frame of a kind of page in a language."""

    kind: str
    language: Language


def list_frames_of(language: Language) -> Iterator[tuple[str, str]]:
    """The path below docs/ and the text of the source of each frame of another language but that of its home page."""
    for kind, (depth, section, translated) in FRAME_KINDS.items():
        if depth and translated:
            yield f"{FRAME_FOLDER}/{'x/' * (depth - 1)}{language.code}@{kind}.md", frame_text(section)


def name_frame_at(path: str, languages: Sequence[Language]) -> FrameName | None:
    """The frame that is made from the source at this path below docs/; None for a page that is written by hand alone."""
    for language in languages:
        if path == f"{language.folder}index.md":
            return FrameName("home", language)
    name = kind_of_frame(path)
    if name is None:
        return None
    code, _, kind = name.rpartition("@")
    return FrameName(kind, next((one for one in languages if one.code == code), VIETNAMESE))


def language_of(path: str, languages: Sequence[Language]) -> Language:
    """The language of the hand-written page at this path below docs/."""
    return next((one for one in languages if one.folder and path.startswith(one.folder)), VIETNAMESE)


class Tongue(NamedTuple):
    """A page in another language: the language's own name and its code, and the page's address."""

    name: str
    code: str
    address: str


class Counterparts(NamedTuple):
    """How a page leads to itself in other languages: `alternates` (`hreflang` and address) for search engines, `switch` for
    readers. `only_vietnamese` are addresses of pages that are not there in the page's language."""

    alternates: tuple[tuple[str, str], ...]
    switch: tuple[Tongue, ...]
    only_vietnamese: tuple[str, ...]


def find_counterparts(
    language: Language, address: str, languages: Sequence[Language], pages: Collection[str], *, everywhere: bool
) -> Counterparts:
    """Those of the page in `language` at `address`, which does not say the language.

    `pages` are the addresses of the hand-written pages; `everywhere`: it is a frame, of a kind that is there in every language.
    """
    there = [one for one in languages if everywhere or one.folder + address in pages]
    alternates = [(one.code, one.folder + address) for one in there]
    switch = tuple(
        Tongue(one.say_as("the name of this language", "Tiếng Việt"), one.code, one.folder + (address if one in there else ""))
        for one in languages
        if one is not language
    )
    missing = tuple(page for page in LINKED if language.folder + page not in pages) if language.folder else ()
    if len(there) < 2:
        return Counterparts((), switch, missing)
    return Counterparts((*alternates, ("x-default", alternates[0][1])), switch, missing)
