"""The MkDocs plugin, and the frames of `niemyet build`. The only module that imports MkDocs.

MkDocs renders the hand-written pages and one frame per kind of page; our own renderer fills the frames with records. `mkdocs
build` and `mkdocs serve` use `NiemyetPlugin`; `niemyet build` gets the frames from `make_frames`, `niemyet serve` its server.
The settings are read by `catalogue/settings.py`, as everywhere: of what MkDocs has read only its own is used.
"""

import logging
import os
import shutil
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from niemyet.building.checking import check_catalogue
from niemyet.building.frame_cache import BeginFrames, FrameCache, FrameMakerError
from niemyet.building.inputs import gather_inputs
from niemyet.building.pipeline import BuildRequest, build_parts
from niemyet.building.vouching import state_facts, vouch_for_folder
from niemyet.cache.build_cache import BuildCache
from niemyet.catalogue.handwritten import check_docs, read_page
from niemyet.catalogue.settings import ReadSettings, read_settings
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import Report, make_report
from niemyet.external.form_package import FormError
from niemyet.external.mkdocs_log import OURS as log
from niemyet.external.mkdocs_log import keep_errors, keep_quiet
from niemyet.external.order import order_build
from niemyet.load.packaged import DOCS, choose_reference, choose_theme, find_docs, find_theme, list_docs
from niemyet.model.settings import Home
from niemyet.publish.staging import Staging
from niemyet.render.frame_sources import LOST, list_frame_sources
from niemyet.render.frames import Frame, name_frame, split_frame
from niemyet.render.handwritten import finish_page
from niemyet.render.look import describe_frame, make_look
from niemyet.render.page_languages import LINKED, FrameLanguages, name_frame_at
from niemyet.render.renderer import FrameSet, compile_templates
from niemyet.render.site_languages import choose_languages
from niemyet.resolve.today import NoDayError, choose_moment
from niemyet.serving import ServedSite, Words
from niemyet.system import settle_streams

_FOR_DEVELOPERS = (".typ", ".d.ts")
"""Endings of files of our theme that no reader needs: templates of sheets, types of scripts."""


class _NoConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """MkDocs knows nothing of our settings."""


class NiemyetPlugin(BasePlugin[_NoConfig]):  # type: ignore[no-untyped-call]  # as above
    """Adds a source for each frame, collects the rendered frames, and builds the records' pages at the end."""

    only_frames = False
    """True while `make_frames` runs MkDocs: the caller builds the records' pages."""
    read: ReadSettings
    """What mkdocs.yml says, of the last run."""

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.frames: dict[str, Frame] = {}
        self.own_addresses: tuple[str, ...] = ()
        self.speech = FrameLanguages()

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[ConfigErrors, ConfigWarnings]:
        """Leaves the settings below `niemyet:` to our own reader."""
        return super().load_config({}, config_file_path)

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Remembers whether the command is `serve`, which then speaks of what matters only."""
        self.serving = command == "serve"
        settle_streams()
        if self.serving:
            keep_quiet()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Checks settings and records before MkDocs empties the site's folder. Raises PluginError.

        With `serve` nothing is emptied; records are then checked when their pages are built.
        """
        # MkDocs adds an inline script for reloading to served pages, so these have no content policy.
        config.extra["serving"] = self.serving
        config.validation.nav.omitted_files = logging.DEBUG  # the menu is ours
        self.frames, self.own_addresses = {}, ()  # MkDocs may use a plugin again
        config.theme.static_templates |= LOST  # whatever theme lies below ours
        self.read = read_settings(_root(config), Path(config.config_file_path).name)
        _refuse_errors(make_report(self.read.diagnostics, 0))
        self.speech = FrameLanguages(choose_languages(self.read.settings.languages))
        if os.path.islink(config.docs_dir):
            raise PluginError(f"mkdocs.yml: '{DOCS}' phải là một thư mục, không phải liên kết")
        _refuse_errors(make_report(check_docs(_root(config)), 0))  # before MkDocs reads files or follows links
        if not self.only_frames and not self.serving:
            packaged = choose_reference(_root(config), self.read.reference or "packaged")
            _refuse_errors(check_catalogue(_root(config), self._today(), packaged=packaged))
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
        if self.read.settings.home != Home() and files.get_file_from_path("index.md") is None:
            files.append(File.generated(config, "index.md", content=""))
        own = {file.dest_uri for file in files}
        below = (File.generated(config, uri, abs_src_path=str(path)) for uri, path in list_docs())
        for file in (one for one in below if one.dest_uri not in own):
            files.append(file)
        for file in (one for one in list(files) if self.speech.is_foreign(one.src_uri)):
            files.remove(file)
        self.speech.written = written = frozenset(file.url for file in files.documentation_pages())
        for uri, source in self.speech.list_sources(files.src_uris):
            files.append(File.generated(config, uri, content=source))
        config.extra["site"] = words = describe_frame(self.read.settings, make_look(self.read), written)
        self.speech.linked = (*LINKED, *(way.address for way in (*words.menu, *words.ways) if way.address in written))
        return files

    def on_env(self, env: Any, **_: Any) -> Any:
        """Lets the templates of the frame speak as those of the records do."""
        env.globals |= self.speech.list_words()
        return env

    def on_template_context(self, context: Any, /, *, template_name: str, config: MkDocsConfig) -> Any:
        """Lets the links of a page that is shown at any address begin at the host's root; MkDocs does so for errors alone."""
        return context | {"base_url": urlsplit(config.site_url or "/").path} if template_name in LOST else context

    def on_page_context(self, context: Any, /, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
        """Gives a page the words of its language, and the way to itself in the others."""
        return context | self.speech.find_words(page.file.src_uri, page.url, bool(config.site_url))

    @event_priority(100)
    def on_page_markdown(self, _: str, page: Page, **__: Any) -> str:
        """Splits a page as the check does: MkDocs takes more for front matter, and reads values as YAML."""
        page.meta, text = read_page(page.file.content_string)
        return text

    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        """Gives the template what `finish_page` makes of the page."""
        frame = name_frame_at(page.file.src_uri, self.speech.languages)
        made = finish_page(page.file.src_uri, page.meta, html, frame, self.read.settings.home)
        ours = page.file.generated_by and (frame is None or frame.kind == "home")  # it is edited elsewhere
        hidden = {"edit": " hidden", "file": ""} if ours else {}
        page.meta = {**made.meta, **hidden}
        return made.content

    @event_priority(-100)
    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        """Keeps a finished frame and returns '', so that MkDocs writes no file for it."""
        frame = name_frame_at(page.file.src_uri, self.speech.languages)
        if frame is None:
            self.own_addresses = (*self.own_addresses, page.url)
            return output
        self.frames[name_frame(frame.kind, frame.language.code)] = split_frame(output)
        return ""

    def on_post_template(self, output_content: str, template_name: str, **_: Any) -> str:
        """Suppresses MkDocs' sitemap, which would list the frames; ours is made later."""
        return "" if template_name == "sitemap.xml" else output_content

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Builds the records' pages into the site's folder; for `serve` into the served one, which is kept, and from there."""
        if self.only_frames:
            return
        if self.serving:
            site = self._served_site(config)
            site.build(lambda folder: partial(self._hand_over, folder, config))
            site.copy_to(Path(config.site_dir))
            return
        order = self._order(config)
        staging, build_cache = Staging(Path(config.site_dir), None), BuildCache()
        room = FrameCache(order.begin_frames, build_cache, staging)
        of_order = order.options, order.progress, order.packaged, order.settings_file, order.clock
        inputs = gather_inputs(order.root, order.today, room, staging, build_cache, *of_order)
        built = build_parts(order, inputs, staging, build_cache)
        _refuse_errors(built.report)
        vouch_for_folder(Path(config.site_dir), state_facts(order.today, built.records, built.report))
        log.info("Đã tạo %d trang từ danh mục", built.pages)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Serves a folder that is kept up to date; MkDocs runs again only when its own sources change."""
        try:
            socket.create_server((config.dev_addr.host, config.dev_addr.port)).close()
        except OSError as error:
            raise PluginError(f"cổng {config.dev_addr.port} đang có chương trình khác dùng; chọn cổng khác với -a") from error
        for path in (config.docs_dir, str(config.config_file_path)):
            server.unwatch(path)
        self._served_site(config).show_on(server)
        return server

    def _served_site(self, config: MkDocsConfig) -> ServedSite:
        settings_file, url = Path(config.config_file_path), str(config.site_url)
        return ServedSite(
            settings_file, url, begin_frames(settings_file, url), self._today, Words(lambda said: said.vi, log.info)
        )

    def _order(self, config: MkDocsConfig) -> BuildRequest:
        site_dir, settings_file = Path(config.site_dir), Path(config.config_file_path)
        form_folder = site_dir.with_name(f".{site_dir.name}.npm")
        now = self._now()
        try:
            order = order_build(
                _root(config), settings_file.name, now.date(), lambda _: lambda: self.frame_set(config), form_folder
            )
        except FormError as error:
            raise PluginError(error.said.vi) from error
        return replace(order, clock=now.time())

    def _hand_over(self, folder: Path, config: MkDocsConfig) -> FrameSet:
        """Copies what MkDocs has just written to `folder`; returns its frames."""
        shutil.copytree(config.site_dir, folder, dirs_exist_ok=True)
        return self.frame_set(config)

    def frame_set(self, config: MkDocsConfig) -> FrameSet:
        """The frames of the MkDocs build that has just run."""
        site_url = (config.site_url or "/").rstrip("/") + "/"
        theme = choose_theme(_root(config), config.theme.custom_dir)
        frames, templates = dict(self.frames), compile_templates(theme)
        return FrameSet(frames, theme, templates, site_url, self.own_addresses, _sources(config), self.speech.languages)

    def _today(self) -> date:
        return self._now().date()

    def _now(self) -> datetime:
        try:
            return choose_moment("", os.environ.get("SOURCE_DATE_EPOCH", ""))
        except NoDayError as error:
            raise PluginError(f"{error.source}: '{error.value}' không phải là một ngày") from error


def _refuse_errors(report: Report) -> None:
    if report.errors:
        raise PluginError("\n" + format_text(report, "vi"))


def begin_frames(config_file: Path, serve_url: str = "") -> BeginFrames:
    """A `BeginFrames` that makes the frames in this process, when they are waited for."""
    return lambda folder: partial(make_frames, config_file, folder, serve_url)


def make_frames(config_file: Path, folder: Path, serve_url: str = "") -> FrameSet:
    """Runs MkDocs, which writes the hand-written pages and the theme's files to `folder`; returns the frames.

    `serve_url` is the address of a site that is served while it is edited. Raises FrameMakerError.
    """
    with keep_errors() as errors:
        try:
            config = load_config(str(config_file), site_dir=str(folder), **({"site_url": serve_url} if serve_url else {}))
            plugin = config.plugins["niemyet"]
            if not isinstance(plugin, NiemyetPlugin):
                raise TypeError(f"the plugin 'niemyet' of {config_file} is not ours")
            plugin.only_frames, plugin.serving = True, bool(serve_url)
            build_mkdocs(config)
        except MkDocsException as error:
            raise FrameMakerError("\n".join([*errors, str(error)])) from error
    return plugin.frame_set(config)


def serve(settings_file: Path, host: str, port: int, today: Callable[[], date], told: Words, open_in_browser: bool) -> None:
    """Serves a site while it is edited, until it is interrupted."""
    keep_quiet()
    read = read_settings(settings_file.parent, settings_file.name)
    server = LiveReloadServer(lambda: None, host, port, "", urlsplit(read.site.address if read.site else "/").path)
    site = ServedSite(settings_file, server.url, begin_frames(settings_file, server.url), today, told)
    site.run_on(server, open_in_browser)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _own_themes(config: MkDocsConfig) -> tuple[Path, ...]:
    """The folders that templates and files of the theme are taken from."""
    own = config.theme.custom_dir
    return (Path(own), find_theme()) if own else (find_theme(),)


def _sources(config: MkDocsConfig) -> tuple[Path, ...]:
    """The sources of the MkDocs build; empty if other programs make them uncertain."""
    settings = Path(config.config_file_path)
    look = [_root(config) / file.path for file in read_settings(_root(config), settings.name).look_files]
    if config.hooks or {*config.plugins} != {"niemyet"}:
        return ()
    return (settings, Path(config.docs_dir), find_docs(), *_own_themes(config), *look)
