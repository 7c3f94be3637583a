"""Renders the templates of theme/records/ with the functions they may call. The only module that imports Jinja2."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame as CodeFrame
from jinja2.nodes import Template as ParsedTemplate
from jinja2.runtime import Context
from markupsafe import Markup, escape

from niemyet.model import vocabulary
from niemyet.model.orthography import capitalize
from niemyet.render import addresses, wording
from niemyet.render.compiled import keep_compiled, recall_compiled
from niemyet.render.escaping import escape_unless_html
from niemyet.render.foreign_text import lang_of, lang_of_vietnamese, mark_composed, mark_text, show_text
from niemyet.render.frames import Frame, hold, name_frame, split_held
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.page_texts import OF_PAGES, PageTexts, link_texts
from niemyet.render.picture_markup import show_figure, show_picture
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its address ("ha-noi/"; "" for the home page) and its HTML in UTF-8."""

    address: str
    body: bytes
    text: bytes = b""
    """What stands beside it for assistants; nothing where the site has no such texts, or the kind of page has others."""

    @property
    def path(self) -> str:
        """Its file, relative to the site's root."""
        return f"{self.address}index.html"

    @property
    def data(self) -> bytes:
        """The content of its file."""
        return self.body


class OutputFile(NamedTuple):
    """A file of the site that is no page: its path relative to the site's root, and its content."""

    path: str
    data: bytes


_SHARE = (
    '<meta property="og:image" content="{}"><meta property="og:image:width" content="1200">'
    '<meta property="og:image:height" content="630"><meta property="og:image:alt" content="{}">'
)


@dataclass(frozen=True, slots=True)
class TemplateRenderer:
    """Renders fragments, pages and frames from templates, in one language."""

    templates: Environment
    frames: Mapping[str, Frame]
    language: Language = VIETNAMESE
    shared_at: str = ""
    """The address of the site, where pages have pictures of their own for who passes them on."""
    shares_postings: bool = False
    """Whether postings have, too."""
    texts: PageTexts | None = None
    """Writes what stands beside pages for assistants."""

    def share_links(self, address: str, title: str) -> str:
        """The elements for the head of a page that has such a picture; '' where none have, and in other languages."""
        if not self.shared_at or self.language.folder:
            return ""
        return Markup(_SHARE).format(self.shared_at + addresses.share_picture(address), title)

    def render_fragment(self, template: str, **values: Any) -> Markup:
        """Renders a template that is part of a page."""
        return Markup(self.templates.get_template(template).render(**values))

    def render_page(
        self,
        kind: str,
        address: str,
        *,
        title: str,
        description: str,
        file: str = "",
        links: str = "",
        told: str = "",
        unknown: Iterable[str] = (),
        **values: Any,
    ) -> Page:
        """Renders a page: the template named like its kind, in the frame of that kind.

        `address` is that of the page in any language; it lies in the folder of this one. `file` is the source record, relative to
        the root, for the edit link ('' of a page that is made of many, or of the program's own: no link); `links` are HTML
        elements for the head, `told` is the title for who passes the page on ('': the same), `unknown` what the
        page does not know, for its text.
        """
        root = Markup(addresses.root_from(address))
        content = self.templates.get_template(f"{kind}.html").render(root=root, **values)
        words = {"title": title, "description": description, "address": address, "file": file, "told": told}
        body = self._frame_of(kind).fill_page(**words, links=links, content=content)
        text = self.texts.write(address, title, content, unknown) if self.texts and kind in OF_PAGES else b""
        return Page(self.language.folder + address, body, text)

    def _frame_of(self, kind: str) -> Frame:
        return self.frames[name_frame(kind, self.language.code)]

    def render_frame(self, kind: str, slots: Iterable[str], *, root: str, links: str = "", **values: Any) -> Frame:
        """A page as a frame: `slots` and the plain values of `render_page` are open. The template finds the slots in `own`;
        `links` are as there, and may hold slots."""
        own = {slot: Markup(hold(slot)) for slot in slots}
        content = self.templates.get_template(f"{kind}.html").render(root=root, own=own, **values)
        plain = {name: hold(name) for name in ("title", "told", "description", "address", "file")}
        return split_held(self._frame_of(kind).fill_page(**plain, links=links, content=content))


class _Context(Context):
    """Calls what a template calls as it is: Jinja2 would ask each function, every time, whether it wants to be given the context,
    and none of ours does."""

    def call(self, called: Any, /, *values: Any, _loop_vars: object = None, _block_vars: object = None, **named: Any) -> Any:
        """Called by the code of templates."""
        return called(*values, **named)


class _Compiler(CodeGenerator):
    """Gives the code of templates an `escape` that costs nothing for what is HTML already."""

    def visit_Template(self, node: ParsedTemplate, frame: CodeFrame | None = None) -> None:  # Jinja2's name
        """Called by Jinja2: writes the code of a template."""
        super().visit_Template(node, frame)
        self.writeline(f"from {escape_unless_html.__module__} import {escape_unless_html.__name__} as escape")


class _Templates(Environment):
    """Gives templates what all of them know as it is: Jinja2 would look each name up in two mappings, for every page."""

    context_class = _Context
    code_generator_class = _Compiler

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Called by Jinja2; `d` are the values of a template alone."""
        return super().make_globals(d) if d else self.globals


class CarriedBytecode(BytecodeCache):
    """Compiled templates, sent to the workers: compiling them takes longer than rendering a commune."""

    def __init__(self, kept: Mapping[str, bytes] | None = None) -> None:
        """`kept` is the code of templates that were compiled on an earlier day."""
        self.compiled: dict[str, bytes] = dict(kept or {})

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja2: loads the template's code if it was compiled before."""
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja2: stores the template's code."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()


def recall_templates(theme: Path) -> CarriedBytecode:
    """What is kept of the compiled templates of the theme folder: all of them or none, which are then compiled where needed."""
    return CarriedBytecode(recall_compiled(theme))


def compile_templates(theme: Path) -> CarriedBytecode:
    """The compiled record templates of the theme folder, which are kept for later days."""
    bytecode = recall_templates(theme)
    if not bytecode.compiled:
        templates = _set_up_templates(theme, bytecode, VIETNAMESE)
        for name in templates.list_templates(extensions=["html"]):
            templates.get_template(name)
        keep_compiled(theme, bytecode.compiled)
    return bytecode


def open_frame_templates(theme: Path, words: Mapping[str, Any], bytecode: CarriedBytecode) -> Callable[..., str]:
    """Renders a template of the frame by its name, with values, for a frame maker that has no templates of its own. Nothing is
    escaped, as in MkDocs; `words` are what every template may call. What is compiled is added to `bytecode`."""
    templates = Environment(loader=FileSystemLoader(theme), bytecode_cache=bytecode, auto_reload=False)
    templates.globals |= words
    return lambda name, **values: templates.get_template(name).render(**values)


@cache
def compile_xml(source: str) -> Callable[..., str]:
    """An XML template, one of the few of the program, as a function of its values, which are escaped."""
    templates = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    return templates.from_string(source).render


@dataclass(frozen=True, slots=True)
class FrameSet:
    """The result of a frame maker: a frame for each kind of page, and the addresses of the hand-written pages.

    `theme` is the folder of the record templates, `templates` holds their compiled code.
    """

    frames: Mapping[str, Frame]
    theme: Path
    templates: CarriedBytecode
    site_url: str
    own_addresses: tuple[str, ...]
    sources: tuple[Path, ...] = ()
    """The files and folders that the frames were made from; empty if they are not known."""
    languages: tuple[Language, ...] = (VIETNAMESE,)
    """The languages of the site, Vietnamese first. There is a frame of each kind for each of them (`name_frame`)."""


def set_up_renderer(
    frame_set: FrameSet,
    language: Language = VIETNAMESE,
    shared: bool = False,
    postings: bool = False,
    texts: PageTexts | None = None,
) -> TemplateRenderer:
    """A renderer with the templates and frames of the set; `shared`: pages have pictures for who passes them on, `postings`
    their own; `texts` writes those beside pages in this language, to which these then lead."""
    templates = _set_up_templates(frame_set.theme, frame_set.templates, language)
    frames = link_texts(frame_set.frames, language) if texts is not None else frame_set.frames
    shared_at = frame_set.site_url if shared else ""
    return TemplateRenderer(templates, frames, language, shared_at, postings, texts)


@cache
def _divide_sentence(sentence: str) -> tuple[tuple[str, str], ...] | None:
    """Its words, each with the name of the value that follows them ('' at the end); None if values are formatted in it."""
    parts = [*Formatter().parse(sentence)]
    if any(name and (format_ or conversion or not name.isidentifier()) for _, name, format_, conversion in parts):
        return None
    return tuple((words, name or "") for words, name, _, _ in parts)


def fill_sentence(sentence: str, values: Mapping[str, Any]) -> Markup:
    """What `Markup.format` gives, for a sentence that is divided once. Values are escaped unless they are HTML."""
    parts = _divide_sentence(sentence)
    if parts is None:
        return Markup(sentence).format(**values)
    return Markup("".join([f"{words}{escape(values[name])}" if name else words for words, name in parts]))


def template_words(language: Language) -> dict[str, Any]:
    """What the templates call to speak a language.

    `say` and `many` are the sentences of the program, as HTML: values are escaped. `text` shows a text of a record, `marked`
    words that are made of one, `composed` words that are made of several; `lang_of` and `vi` are the attribute of an element that
    holds such a text, or Vietnamese; `foreign` tells whether some texts are still Vietnamese.
    """

    @cache
    def say_plainly(message: str) -> Markup:
        return Markup(language.find(message)).format()

    def say(message: str, **values: Any) -> Markup:
        return fill_sentence(language.find(message), values) if values else say_plainly(message)

    def say_as(context: str, message: str, **values: Any) -> Markup:
        return fill_sentence(language.find(message, context), values)

    def many(message: str, number: int, **values: Any) -> Markup:
        return fill_sentence(language.find_many(message, number), {"number": language.number(number), **values})

    return {
        "language": language,
        "say": say,
        "say_as": say_as,
        "many": many,
        "text": lambda text: show_text(text, language),
        "lang_of": lambda text: lang_of(text, language),
        "marked": lambda said, text: mark_text(said, text, language),
        "composed": lambda said: mark_composed(said, language),
        "foreign": lambda texts: any(text and not language.knows(text) for text in texts),
        "vi": lang_of_vietnamese(language),
        "name_unit": language.name_unit,
        "show_picture": show_picture,
        "show_figure": show_figure,
    }


def _set_up_templates(theme: Path, bytecode: CarriedBytecode, language: Language) -> Environment:
    templates = _Templates(
        loader=FileSystemLoader(theme / "records"),
        bytecode_cache=bytecode,
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,  # all are kept; counting which is used least takes its time
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    filters: dict[str, Callable[..., str]] = {
        "day": language.day,
        "clock": "{:%H:%M}".format,
        "number": language.number,
        "money": language.money,
        "capital": capitalize,
    }
    templates.filters.update(filters)
    templates.globals |= {"to": addresses, "words": wording, "vocabulary": vocabulary, **template_words(language)}
    return templates
