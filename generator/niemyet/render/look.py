"""The site's own look: the files that carry it, and what the frame of every page says by the settings.

Takes the settings and the files that they name; gives `SiteLook`, from which the style sheet, the logo and the icon are written,
and `FrameWords` for whatever makes the frames. Colours go into a style sheet: the content policy lets no style into a page.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

from niemyet.cache.digests import digest
from niemyet.catalogue.settings import ReadSettings
from niemyet.load.look_files import LookFile
from niemyet.model.colours import DARK, LIGHT, complete
from niemyet.model.settings import Contact, Home, Settings, Way
from niemyet.render import addresses
from niemyet.render.renderer import OutputFile
from niemyet.values import dataclass

STYLES = "assets/look.css"
_WRITTEN = ("huong-dan", "soan-thao", "tro-nang")
"""Pages of the usual menu and footer that are written by hand."""
_VARIABLES = {"main": "seal", "on_main": "on-seal", "main_ink": "seal-ink"}
"""What the style sheet calls a colour, where that is another name."""
HOME_TITLE = "Thủ tục hành chính tại xã, phường"
HOME_LEAD = "Giấy tờ cần mang, phí, thời hạn, nơi nộp và giờ làm việc cho từng thủ tục tại xã, phường của bạn."
"""The head of the home page where nobody has written another."""
_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


@dataclass(frozen=True, slots=True)
class SiteLook:
    """The colours that differ from the theme's, by day and by night, and the logo and the icon."""

    day: Mapping[str, str]
    night: Mapping[str, str]
    main: str = LIGHT["main"]
    logo: LookFile | None = None
    icon: LookFile | None = None
    own_letters: bool = True
    """Whether pages have the letters of the program, or the reader's own."""

    @property
    def has_styles(self) -> bool:
        """Whether a style sheet of the site's own is needed."""
        return bool(self.day or self.night or not self.own_letters)

    @property
    def key(self) -> bytes:
        """Digest of all of it."""
        return digest(repr(self))


NO_LOOK = SiteLook({}, {})


class HomePage(NamedTuple):
    """The head of the home page by the settings, and the file of its text; '' if nobody has written any."""

    head: Home
    file: str


@dataclass(frozen=True, slots=True)
class LookView:
    """The inputs of the files of the look."""

    look: SiteLook


class FrameWay(NamedTuple):
    """A link of the menu or the footer: the name of the page, which is its address without a slash, or ''; the address in the
    site, or `url` elsewhere; its words, '' for the usual ones."""

    name: str
    address: str
    url: str
    label: str


class FramePicture(NamedTuple):
    """A picture in the frame: its address, its type, its width and height."""

    address: str
    type: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What the frame of every page says by the settings. Plain text: templates have to escape it."""

    menu: tuple[FrameWay, ...]
    """The site's own menu; empty for the usual one."""
    ways: tuple[FrameWay, ...]
    """The footer's links, likewise."""
    left_out: tuple[str, ...]
    """Names of pages that the usual menu and footer do not lead to: hidden ones, and those that are not there."""
    text: str
    """The words of the footer; '' for the usual ones."""
    contact: Contact | None
    dialled: str
    """The tel: link of the contact's number; '' if there is none."""
    logo: FramePicture | None
    icon: FramePicture
    styles: str
    """The address of the style sheet with the site's own colours; '' if it has none."""
    main: str
    """The main colour."""
    own_letters: bool
    edit: str
    report: str
    rating: str
    names: Mapping[str, str]
    """What the site is called in other languages than Vietnamese, by their codes."""
    preview: str
    """The name of the proposal whose preview this is; '' for the site itself."""


def make_look(read: ReadSettings) -> SiteLook:
    """The look by the settings, with the files that they name."""
    settings = read.settings
    day, night = complete(settings.colours.list_set(), settings.colours.dark.list_set())
    logo, icon = read.find_look(settings.logo), read.find_look(settings.favicon)
    return SiteLook(_differing(day, LIGHT), _differing(night, DARK), day["main"], logo, icon, settings.letters == "niemyet")


def _differing(colours: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {name: colour for name, colour in colours.items() if colour != known[name]}


def describe_frame(settings: Settings, look: SiteLook, written: Collection[str]) -> FrameWords:
    """What the frame says. `written` are the addresses of the hand-written pages; nothing usual leads to others."""
    contact = settings.contact
    return FrameWords(
        tuple(_list_ways(settings.menu or ())),
        tuple(_list_ways(settings.footer.links or ())),
        (*settings.hide, *(name for name in _WRITTEN if f"{name}/" not in written)),
        settings.footer.text or "",
        contact,
        addresses.of_phone(contact.phone) if contact and contact.phone else "",
        _show(look.logo, "logo"),
        _show(look.icon, "favicon") or FramePicture("assets/mark.svg", _TYPES[".svg"], "", ""),
        STYLES if look.has_styles else "",
        look.main,
        look.own_letters,
        settings.edit or "",
        settings.report or "",
        settings.rating or "",
        {str(code): name for code, name in settings.names.items()},
        settings.preview or "",
    )


def _list_ways(own: Iterable[Way]) -> Iterator[FrameWay]:
    for way in own:
        name = (way.page or "").strip("/")
        yield FrameWay(name, f"{name}/" if name else "", way.url or "", way.label or "")


def _show(file: LookFile | None, name: str) -> FramePicture | None:
    if file is None:
        return None
    return FramePicture(f"assets/{name}{file.ending}", _TYPES[file.ending], f"{file.width:g}", f"{file.height:g}")


def open_home(home: Home, text: str) -> str:
    """The head of the home page as HTML, to stand before the `text` of docs/index.md; '' if that has a title of its own."""
    if "<h1" in text:
        return ""
    lead = home.lead or ("" if text.strip() else HOME_LEAD)
    said = f'\n<p class="heading__lead">{escape(lead)}</p>' if lead else ""
    return f'<header class="heading">\n<h1>{escape(home.title or HOME_TITLE)}</h1>{said}\n</header>\n'


def write_look(view: LookView) -> Iterator[OutputFile]:
    """The style sheet with the site's own colours, the logo and the icon: nothing where the settings name none."""
    look = view.look
    if look.has_styles:
        yield OutputFile(STYLES, _write_styles(look).encode())
    for file, shown in ((look.logo, _show(look.logo, "logo")), (look.icon, _show(look.icon, "favicon"))):
        if file is not None and shown is not None:
            yield OutputFile(shown.address, file.data)


def _write_styles(look: SiteLook) -> str:
    """Dark is for screens, and so are grounds; on paper only the main colour is the site's own."""
    on_paper = {name: colour for name, colour in look.day.items() if name in _VARIABLES}
    rules = [
        f":root {{ {_set(on_paper)} }}" if on_paper else "",
        f"@media screen {{ :root {{ {_set(look.day)} }} }}" if look.day else "",
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-scheme="light"]) {{ {_set(look.night)} }} }}',
        f'@media screen {{ :root[data-scheme="dark"] {{ {_set(look.night)} }} }}',
    ]
    letters = [] if look.own_letters else [":root { --text: var(--system-text); }"]
    return "".join(f"{rule}\n" for rule in (*letters, *rules[: 4 if look.night else 2]) if rule)


def _set(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{_VARIABLES.get(name, name.replace('_', '-'))}: {colour};" for name, colour in colours.items())
