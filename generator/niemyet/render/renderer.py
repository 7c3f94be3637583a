"""The press: the templates of theme/records/ with the words and addresses that they may use."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket
from markupsafe import Markup

from niemyet.model.article import TOPIC_NAMES
from niemyet.render import addresses, wording
from niemyet.render.frames import Frame, hold, split_held


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its address ("ha-noi/", "" for the home page) and its HTML in UTF-8."""

    address: str
    body: bytes


@dataclass(frozen=True, slots=True)
class TemplateRenderer:
    """Templates and frames, ready to print."""

    templates: Environment
    frames: Mapping[str, Frame]

    def render_fragment(self, template: str, **values: Any) -> Markup:
        """A fragment of a page."""
        return Markup(self.templates.get_template(template).render(**values))

    def render_page(
        self, kind: str, address: str, *, title: str, description: str, file: str, links: str = "", **values: Any
    ) -> Page:
        """A whole page: the template named like its kind, poured into the frame of that kind.

        `file` is the record that the page is made from, relative to the root, for the link that edits it; `links` are
        elements for its head, as HTML.
        """
        root = Markup(addresses.root_from(address))
        content = self.templates.get_template(f"{kind}.html").render(root=root, **values)
        words = {"title": title, "description": description, "address": address, "file": file}
        return Page(address, self.frames[kind].fill_page(**words, links=links, content=content))

    def render_frame(self, kind: str, slots: Iterable[str], *, root: str, **values: Any) -> Frame:
        """A page of which `slots` and the plain values of `print_page` are left open; the template has the slots in `own`."""
        own = {slot: Markup(hold(slot)) for slot in slots}
        content = self.templates.get_template(f"{kind}.html").render(root=root, own=own, **values)
        plain = {name: hold(name) for name in ("title", "description", "address", "file")}
        return split_held(self.frames[kind].fill_page(**plain, content=content))


class CarriedBytecode(BytecodeCache):
    """Templates compiled once and carried to the workers: compiling them takes longer than printing a commune."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the template's code where it was compiled before."""
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the template's code."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()


def compile_templates(theme: Path) -> CarriedBytecode:
    """The record templates of the theme folder, compiled."""
    bytecode = CarriedBytecode()
    templates = _set_up_templates(theme, bytecode)
    for name in templates.list_templates(extensions=["html"]):
        templates.get_template(name)
    return bytecode


@dataclass(frozen=True, slots=True)
class FrameSet:
    """What a frame maker gives: a frame for each kind of page, and the addresses of its own, hand-written pages.

    `theme` is the folder with the record templates, `templates` are these, compiled.
    """

    frames: Mapping[str, Frame]
    theme: Path
    templates: CarriedBytecode
    site_url: str
    own_addresses: tuple[str, ...]
    sources: tuple[Path, ...] = ()
    """The files and folders that all of this was made from; none where they are not known."""


def set_up_renderer(frame_set: FrameSet) -> TemplateRenderer:
    """A press with the templates and the frames of the set."""
    return TemplateRenderer(_set_up_templates(frame_set.theme, frame_set.templates), frame_set.frames)


def _set_up_templates(theme: Path, bytecode: CarriedBytecode) -> Environment:
    templates = Environment(
        loader=FileSystemLoader(theme / "records"),
        bytecode_cache=bytecode,
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    filters: dict[str, Callable[..., str]] = {
        "day": wording.format_day,
        "clock": "{:%H:%M}".format,
        "number": wording.format_number,
        "money": wording.format_money,
        "capital": wording.capitalize,
    }
    templates.filters.update(filters)
    templates.globals |= {"to": addresses, "words": wording, "topic_names": TOPIC_NAMES}
    return templates
