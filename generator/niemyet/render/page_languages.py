"""The pages of a site in several languages: where the frames of each come from, and how a page leads to its counterparts.

Pages of another language than Vietnamese lie in a folder of its code: en/thu-tuc/, docs/en/huong-dan.md. A page may be there in
Vietnamese only; links of the frame then lead to that one.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from niemyet.model.translations import LANGUAGE_CODES
from niemyet.render.frame_sources import FRAME_FOLDER, frame_text, kind_of_frame
from niemyet.render.frames import FRAME_KINDS, mark
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.renderer import template_words

LINKED: tuple[str, ...] = ("huong-dan/", "tro-nang/", "soan-thao/")
"""The pages to which every page leads, if the settings say nothing else, and that may be there in Vietnamese only: they are
written by hand."""


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
    language: Language,
    address: str,
    languages: Sequence[Language],
    pages: Collection[str],
    linked: Iterable[str] = LINKED,
    *,
    everywhere: bool,
) -> Counterparts:
    """Those of the page in `language` at `address`, which does not say the language.

    `pages` are the addresses of the hand-written pages, `linked` those to which every page leads; `everywhere`: it is a frame, of
    a kind that is there in every language.
    """
    there = [one for one in languages if everywhere or one.folder + address in pages]
    alternates = [(one.code, one.folder + address) for one in there]
    switch = tuple(
        Tongue(one.say_as("the name of this language", "Tiếng Việt"), one.code, one.folder + (address if one in there else ""))
        for one in languages
        if one is not language
    )
    missing = tuple(page for page in linked if language.folder + page not in pages) if language.folder else ()
    if len(there) < 2:
        return Counterparts((), switch, missing)
    return Counterparts((*alternates, ("x-default", alternates[0][1])), switch, missing)


@dataclass
class FrameLanguages:
    """The languages of a site while its frames are made, and the hand-written pages that there are in them."""

    languages: tuple[Language, ...] = (VIETNAMESE,)
    written: frozenset[str] = frozenset()
    """The addresses of the hand-written pages."""
    linked: tuple[str, ...] = LINKED
    """Those of them to which every page leads."""

    def is_foreign(self, path: str) -> bool:
        """Whether a source below docs/ is of a language that the site lacks."""
        code = path.partition("/")[0]
        return code in LANGUAGE_CODES and all(code != language.code for language in self.languages)

    def list_sources(self, paths: Container[str]) -> Iterator[tuple[str, str]]:
        """The path and the text of the sources that other languages than Vietnamese need besides those at `paths`."""
        for language in self.languages[1:]:
            yield from list_frames_of(language)
            if f"{language.folder}index.md" not in paths:
                yield f"{language.folder}index.md", f"# {language.say('Thủ tục hành chính tại xã, phường')}\n"

    def list_words(self) -> dict[str, Any]:
        """What every template of the frame may call: the words of the records' templates, in Vietnamese."""
        return template_words(VIETNAMESE) | Counterparts((), (), ())._asdict() | {"others": self.languages[1:]}

    def find_words(self, path: str, url: str, has_address: bool) -> dict[str, Any]:
        """What the template of the frame is given for the page at `url`, made from the source at `path`: the words of its
        language, and the way to itself in the others. `has_address`: the site's own address is known."""
        frame = name_frame_at(path, self.languages)
        language = frame.language if frame else language_of(path, self.languages)
        address = mark("address") if frame else url.removeprefix(language.folder)
        everywhere = frame is not None and FRAME_KINDS[frame.kind].translated
        found = find_counterparts(language, address, self.languages, self.written, self.linked, everywhere=everywhere)
        if not has_address:
            found = found._replace(alternates=())
        return template_words(language) | (found._asdict() if len(self.languages) > 1 else {})
