"""The MkDocs plugin, and the frames of `niemyet build`. The only module that imports MkDocs.

MkDocs renders the hand-written pages and one frame per kind of page; our own renderer fills the frames with records. `mkdocs
build` and `mkdocs serve` use `NiemyetPlugin`; `niemyet build` gets the frames from `make_frames`.
"""

import logging
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, NamedTuple, cast

from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from niemyet.building.frame_cache import BeginFrames, FrameCache
from niemyet.building.inputs import gather_inputs
from niemyet.building.pipeline import BuildRequest, build_parts, build_site, check_catalogue
from niemyet.cache.build_cache import BuildCache
from niemyet.catalogue.handwritten import DOCS, PAGE_KEYS, check_docs
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import Report, make_report
from niemyet.load.laying_over import REFERENCE
from niemyet.load.message_catalogues import NoCatalogueError, compile_catalogue, list_script_messages
from niemyet.load.packaged import OWN, PACKAGED, UnknownSettingError, choose_reference, find_docs, find_theme, list_docs
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.publish.staging import Staging
from niemyet.render.frame_sources import frame_meta, list_frame_sources
from niemyet.render.frames import FRAME_KINDS, Frame, disarm, mark, name_frame, split_frame
from niemyet.render.language import VIETNAMESE, Language, OtherLanguage
from niemyet.render.markdown import clean_page
from niemyet.render.page_languages import Counterparts, FrameName, find_counterparts, language_of, list_frames_of, name_frame_at
from niemyet.render.renderer import FrameSet, compile_templates, template_words
from niemyet.resolve.today import NoDayError, choose_today
from niemyet.system import settle_streams
from niemyet.watching import ChangeObserver

_FOR_DEVELOPERS = (".typ", ".d.ts")
"""Endings of files of our theme that no reader needs: templates of sheets, types of scripts."""
log = logging.getLogger("mkdocs.plugins.niemyet")


class NiemyetConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """Settings under `plugins: - niemyet:` in mkdocs.yml."""

    as_of = Type(str, default="")
    reference = Choice((PACKAGED, OWN), default=PACKAGED)
    """Whether the reference that travels with the program is laid under the catalogue's own."""
    languages = ListOfItems(Choice((VIETNAMESE.code, *LANGUAGE_CODES)), default=[VIETNAMESE.code])
    """The languages of the site, Vietnamese first."""


class NiemyetPlugin(BasePlugin[NiemyetConfig]):  # type: ignore[no-untyped-call]  # as above
    """Adds a source for each frame, collects the rendered frames, and builds the records' pages at the end."""

    only_frames = False
    """True while `make_frames` runs MkDocs: the caller builds the records' pages."""

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.frames: dict[str, Frame] = {}
        self.own_addresses: tuple[str, ...] = ()
        self.languages: tuple[Language, ...] = (VIETNAMESE,)
        self.written: frozenset[str] = frozenset()
        """The addresses of the hand-written pages."""
        self.built_with: MkDocsConfig | None = None
        """The configuration of the last build."""

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Remembers whether the command is `serve`."""
        self.serving = command == "serve"
        settle_streams()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Checks settings and records before MkDocs empties the site's folder. Raises PluginError.

        With `serve` nothing is emptied; records are then checked when their pages are built.
        """
        # MkDocs adds an inline script for reloading to served pages, so these have no content policy.
        config.extra["serving"] = self.serving
        rating = config.extra.get("rating")
        if rating is not None and not (isinstance(rating, str) and re.fullmatch(r"https://[\w.:/-]+", rating)):
            raise PluginError("mkdocs.yml: 'extra: rating' phải là một địa chỉ https, ví dụ https://tinh.example/danh-gia")
        self.own_addresses = ()
        config.theme.static_templates.add("404.html")  # whatever theme lies below ours
        self.languages = _choose_languages(self.config.languages)
        if Path(config.docs_dir) != _root(config) / DOCS or os.path.islink(config.docs_dir):
            raise PluginError(f"mkdocs.yml: 'docs_dir' phải là '{DOCS}', thư mục mà 'niemyet check' kiểm tra")
        _refuse_errors(make_report(check_docs(_root(config)), 0))  # before MkDocs reads files or follows links
        if not self.only_frames and not self.serving:
            _refuse_errors(check_catalogue(_root(config), self._today(), packaged=_packaged(config)))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Adds a generated source for each kind of page and the program's own pages; removes all that a theme below ours has."""
        published = {Path(config.docs_dir), *_own_themes(config)}
        for file in list(files):
            foreign = not file.generated_by and Path(str(file.src_dir)) not in published
            if foreign or file.src_uri.endswith(_FOR_DEVELOPERS):
                files.remove(file)
        for uri, source in list_frame_sources():
            files.append(File.generated(config, uri, content=source))
        own = {file.dest_uri for file in files}
        below = (File.generated(config, uri, abs_src_path=str(path)) for uri, path in list_docs())
        for file in below:
            if file.dest_uri not in own:
                files.append(file)
        self._speak(files, config)
        return files

    def _speak(self, files: Files, config: MkDocsConfig) -> None:
        """Adds the sources of the frames of other languages than Vietnamese; removes pages of languages that the site lacks."""
        for file in list(files):
            code = file.src_uri.partition("/")[0]
            if code in LANGUAGE_CODES and all(code != language.code for language in self.languages):
                files.remove(file)
        self.written = frozenset(file.url for file in files.documentation_pages())
        for language in self.languages[1:]:
            for uri, source in list_frames_of(language):
                files.append(File.generated(config, uri, content=source))
            if files.get_file_from_path(f"{language.folder}index.md") is None:
                title = language.say("Thủ tục hành chính tại xã, phường")
                files.append(File.generated(config, f"{language.folder}index.md", content=f"# {title}\n"))

    def on_env(self, env: Any, **_: Any) -> Any:
        """Lets the templates of the frame speak as those of the records do."""
        env.globals |= template_words(VIETNAMESE) | Counterparts((), (), ())._asdict() | {"others": self.languages[1:]}
        return env

    def on_page_context(self, context: Any, /, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
        """Gives a page the words of its language, and the way to itself in the others."""
        frame = name_frame_at(page.file.src_uri, self.languages)
        language = frame.language if frame else language_of(page.file.src_uri, self.languages)
        address = mark("address") if frame else page.url.removeprefix(language.folder)
        everywhere = frame is not None and FRAME_KINDS[frame.kind].translated
        found = find_counterparts(language, address, self.languages, self.written, everywhere=everywhere)
        if not config.site_url:
            found = found._replace(alternates=())
        return context | template_words(language) | (found._asdict() if len(self.languages) > 1 else {})

    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """Reduces a page's front matter to the allowed keys, as escaped text, because templates put it into the page's head."""
        if not _is_frame_alone(name_frame_at(page.file.src_uri, self.languages)):
            known = {key: value for key, value in cast("dict[str, Any]", page.meta).items() if key in PAGE_KEYS}
            page.meta = {key: _as_text(value) for key, value in known.items()}
            if page.file.generated_by:  # the program's page, which is edited elsewhere
                page.meta |= {"edit": " hidden", "file": ""}
        return markdown

    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        """Returns the mark alone for a frame, and sanitised HTML for a hand-written page; the home page is both.

        The mark must not be in a paragraph, because block elements replace it.
        """
        frame = name_frame_at(page.file.src_uri, self.languages)
        if frame is not None and frame.kind != "home":
            return mark("content")
        html = disarm(clean_page(html))
        if frame is None:
            meta = cast("dict[str, Any]", page.meta)
            meta.setdefault("title", _as_text(page.title))
            return html
        cast("dict[str, Any]", page.meta).update(frame_meta(FRAME_KINDS["home"].section))
        return f"{html}\n{mark('content')}"

    @event_priority(-100)
    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        """Keeps a finished frame and returns '', so that MkDocs writes no file for it."""
        frame = name_frame_at(page.file.src_uri, self.languages)
        if frame is None:
            self.own_addresses = (*self.own_addresses, page.url)
            return output
        self.frames[name_frame(frame.kind, frame.language.code)] = split_frame(output)
        return ""

    def on_post_template(self, output_content: str, template_name: str, **_: Any) -> str:
        """Suppresses MkDocs' sitemap, which would list the frames; ours is made later."""
        return "" if template_name == "sitemap.xml" else output_content

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Builds the records' pages, into the site's folder or into the served one."""
        self.built_with = config
        if self.only_frames:
            return
        if self.serving:
            self._build_served(config, lambda folder: partial(self._hand_over, folder))
            return
        root, packaged = _root(config), _packaged(config)
        order = BuildRequest(root, self._today(), lambda _: lambda: self.frame_set(config), packaged=packaged)
        staging, build_cache = Staging(Path(config.site_dir), None), BuildCache()
        room = FrameCache(order.begin_frames, build_cache, staging)
        inputs = gather_inputs(root, order.today, room, staging, build_cache, "", packaged=packaged)
        built = build_parts(order, inputs, staging, build_cache)
        _refuse_errors(built.report)
        log.info("Đã tạo %d trang từ danh mục", built.pages)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
        """Serves a folder that `build_site` keeps up to date; MkDocs runs only when its own sources change."""

        def make_frames_again(folder: Path) -> Callable[[], FrameSet]:
            self.only_frames = True
            try:
                builder()
            finally:
                self.only_frames = False
            return partial(self._hand_over, folder)

        server.root = str(_served(config))
        server.builder = lambda: self._rebuild(config, make_frames_again)
        own = [config.docs_dir, str(config.config_file_path)]
        for path in own:
            server.unwatch(path)
        server.observer = ChangeObserver()  # MkDocs' own polls every file twice a second
        folders = [str(folder) for folder in (_root(config) / "catalogue", _root(config) / "news", _theme(config))]
        folders += [str(folder / REFERENCE) for folder in (_packaged(config),) if folder is not None]
        for path in (*own, *filter(os.path.isdir, folders)):
            server.watch(path)
        return server

    def _rebuild(self, config: MkDocsConfig, begin_frames: BeginFrames) -> None:
        """Logs errors and keeps the old pages. Otherwise MkDocs would stop answering until the error is corrected."""
        try:
            self._build_served(config, begin_frames)
        except PluginError as error:
            log.error("%s", error)

    def _build_served(self, config: MkDocsConfig, begin_frames: BeginFrames) -> None:
        request = BuildRequest(_root(config), self._today(), begin_frames, packaged=_packaged(config))
        built = build_site(request, _served(config))
        _refuse_errors(built.report)
        log.info("%d trang từ danh mục, ghi %d tệp", built.pages, built.files_written)

    def _hand_over(self, folder: Path) -> FrameSet:
        """Copies what MkDocs wrote in the last build to `folder`; returns its frames."""
        assert self.built_with is not None
        shutil.copytree(self.built_with.site_dir, folder, dirs_exist_ok=True)
        return self.frame_set(self.built_with)

    def frame_set(self, config: MkDocsConfig) -> FrameSet:
        """The frames of the MkDocs build that has just run."""
        site_url = (config.site_url or "/").rstrip("/") + "/"
        theme = _theme(config)
        frames, templates = dict(self.frames), compile_templates(theme)
        return FrameSet(frames, theme, templates, site_url, self.own_addresses, _sources(config), self.languages)

    def _today(self) -> date:
        try:
            return choose_today(self.config.as_of, os.environ.get("SOURCE_DATE_EPOCH", ""))
        except NoDayError as error:
            raise PluginError(f"{error.source}: '{error.value}' không phải là một ngày") from error


def _refuse_errors(report: Report) -> None:
    if report.errors:
        raise PluginError("\n" + format_text(report, "vi"))


def _served(config: MkDocsConfig) -> Path:
    """The served folder. It is kept, so that the next `mkdocs serve` starts from it."""
    return _root(config) / ".niemyet" / f"serve-{config.dev_addr.host.replace(':', '_')}-{config.dev_addr.port}"


def begin_frames(config_file: Path) -> BeginFrames:
    """A `BeginFrames` that makes the frames in this process, when they are waited for."""
    return lambda folder: partial(make_frames, config_file, folder)


def make_frames(config_file: Path, folder: Path) -> FrameSet:
    """Runs MkDocs, which writes the hand-written pages and the theme's files to `folder`; returns the frames."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(config_file), site_dir=str(folder))
    plugin = config.plugins["niemyet"]
    if not isinstance(plugin, NiemyetPlugin):
        raise TypeError(f"the plugin 'niemyet' of {config_file} is not ours")
    plugin.only_frames = True
    build_mkdocs(config)
    return plugin.frame_set(config)


class SiteSettings(NamedTuple):
    """Settings of mkdocs.yml: the site's URL with a final slash ('' if none), the theme's folder, the site's name, the URL for
    editing a file ('' if none), and further settings of the form's backend."""

    site_url: str
    theme: Path
    site_name: str
    edit_link: str
    backend: Mapping[str, Any]


def read_settings(config_file: Path) -> SiteSettings:
    """The settings in mkdocs.yml."""
    config = load_config(str(config_file))
    return SiteSettings(
        config.site_url.rstrip("/") + "/" if config.site_url else "",
        _theme(config),
        config.site_name,
        config.extra.get("edit") or "",
        config.extra.get("editor") or {},
    )


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _packaged(config: MkDocsConfig) -> Path | None:
    """The folder of what travels with the program, as the commands find it."""
    try:
        return choose_reference(_root(config))
    except UnknownSettingError as error:
        raise PluginError(f"mkdocs.yml: 'reference: {error}' phải là '{PACKAGED}' hoặc '{OWN}'") from error


def _theme(config: MkDocsConfig) -> Path:
    """The folder of the templates: the program's, or a copy of it that `custom_dir` names."""
    own = config.theme.custom_dir
    return Path(own) if own and os.path.isdir(os.path.join(own, "records")) else find_theme()


def _own_themes(config: MkDocsConfig) -> tuple[Path, ...]:
    """The folders that templates and files of the theme are taken from."""
    own = config.theme.custom_dir
    return (Path(own), find_theme()) if own else (find_theme(),)


def _sources(config: MkDocsConfig) -> tuple[Path, ...]:
    """The sources of the MkDocs build; empty if inherited settings or other plugins make them uncertain."""
    settings = Path(config.config_file_path)
    plugins = {name.rsplit("/", 1)[-1] for name in config.plugins} - {"niemyet", "search"}
    if plugins or config.hooks or re.search(r"!ENV|^INHERIT:|!relative", settings.read_text("utf-8"), re.MULTILINE):
        return ()
    return (settings, Path(config.docs_dir), find_docs(), *_own_themes(config))


def _is_frame_alone(frame: FrameName | None) -> bool:
    """Whether a source is nothing but a frame: a home page is written by hand too."""
    return frame is not None and frame.kind != "home"


def _choose_languages(codes: Sequence[str]) -> tuple[Language, ...]:
    """The languages with these codes. Raises PluginError."""
    if codes[:1] != [VIETNAMESE.code] or len(set(codes)) < len(codes):
        raise PluginError("mkdocs.yml: 'languages' bắt đầu bằng 'vi', mỗi ngôn ngữ một lần, ví dụ [vi, en]")
    try:
        return (VIETNAMESE, *(_choose_language(code, place) for place, code in enumerate(codes[1:], 1)))
    except NoCatalogueError as error:
        raise PluginError(f"mkdocs.yml: chương trình chưa có lời bằng ngôn ngữ '{error}'") from error


def _choose_language(code: str, place: int) -> Language:
    return OtherLanguage(code, place, compile_catalogue(code), list_script_messages(code))


def _as_text(value: object) -> str:
    """A value of the front matter, escaped, because MkDocs' templates escape nothing."""
    return disarm(escape(" ".join(str(value).split())))
