"""The press: the templates of theme/records/ with the words and addresses that they may use."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket
from markupsafe import Markup

from niemyet.model.article import TOPIC_NAMES
from niemyet.render import addresses, wording
from niemyet.render.frames import Frame


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its address ("ha-noi/", "" for the home page) and its HTML."""

    address: str
    body: str


@dataclass(frozen=True, slots=True)
class Press:
    """Templates and frames, ready to print."""

    templates: Environment
    frames: dict[str, Frame]

    def print_part(self, template: str, **values: Any) -> Markup:
        """A fragment of a page."""
        return Markup(self.templates.get_template(template).render(**values))

    def print_page(self, kind: str, address: str, *, title: str, description: str, file: str, **values: Any) -> Page:
        """A whole page: the template named like its kind, poured into the frame of that kind.

        `file` is the record that the page is made from, relative to the root, for the link that edits it.
        """
        root = Markup(addresses.root_from(address))
        content = self.templates.get_template(f"{kind}.html").render(root=root, **values)
        body = self.frames[kind].pour(title=title, description=description, address=address, file=file, content=content)
        return Page(address, body)


USED_BY_WORKERS = ("_parts", "part-", "posting", "commune", "procedure.", "comparison")
"""Names of templates begin so that are printed by the hundred; the others are compiled where one is needed."""


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
    """The record templates of the theme folder that workers use, compiled."""
    bytecode = CarriedBytecode()
    templates = set_up_press(theme, {}, bytecode).templates
    for name in templates.list_templates(extensions=["html"]):
        if name.startswith(USED_BY_WORKERS):
            templates.get_template(name)
    return bytecode


def set_up_press(theme: Path, frames: dict[str, Frame], bytecode: CarriedBytecode | None = None) -> Press:
    """A press with the record templates of the theme folder, compiled before where `bytecode` has them."""
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
        "day": wording.say_day,
        "clock": "{:%H:%M}".format,
        "money": wording.say_money,
        "capital": wording.capitalize,
    }
    templates.filters.update(filters)
    templates.globals |= {"to": addresses, "words": wording, "topic_names": TOPIC_NAMES}
    return Press(templates, frames)
