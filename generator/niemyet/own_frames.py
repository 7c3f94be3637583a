"""The frames made without MkDocs: the same pages from the same templates, byte for byte, and no need to load MkDocs.

Takes mkdocs.yml, docs/ and the theme; gives a `FrameSet`. Whatever only MkDocs knows – Markdown extensions, other plugins, hooks,
templates of one's own – is refused, not left out.
"""

import shutil
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

from niemyet.building.frame_cache import BeginFrames, FrameMakerError
from niemyet.catalogue.handwritten import check_docs, read_page
from niemyet.catalogue.settings import ReadSettings, read_settings
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import make_report
from niemyet.load.finding import find_files
from niemyet.load.packaged import DOCS, find_docs, find_theme, list_docs
from niemyet.model.settings import Home, SiteFile
from niemyet.render.compiled import keep_compiled
from niemyet.render.frame_sources import LOST, list_frame_sources
from niemyet.render.frames import Frame, name_frame, split_frame
from niemyet.render.handwritten import finish_page
from niemyet.render.look import describe_frame, make_look
from niemyet.render.markdown import convert_page
from niemyet.render.page_languages import LINKED, FrameLanguages, name_frame_at
from niemyet.render.renderer import CarriedBytecode, FrameSet, compile_templates, open_frame_templates
from niemyet.render.site_languages import choose_languages
from niemyet.system import walk

_NOT_PUBLISHED = (".html", ".typ", ".d.ts", ".yml")
"""Endings of files of the theme that are for the program and for those who change it."""
_ONLY_MKDOCS = ("markdown_extensions", "hooks")


def begin_own_frames(config_file: Path, serve_url: str = "") -> BeginFrames:
    """A `BeginFrames` that makes the frames when they are waited for."""
    return lambda folder: partial(make_own_frames, config_file, folder, serve_url)


def make_own_frames(config_file: Path, folder: Path, serve_url: str = "") -> FrameSet:
    """Writes the hand-written pages and the theme's files to `folder`; returns the frames.

    `serve_url` is the address of a site that is served while it is edited. Raises FrameMakerError.
    """
    root, theme = config_file.parent, find_theme()
    read = read_settings(root, config_file.name)
    site = _admit(root, read)
    templates = compile_templates(theme)
    known = len(templates.compiled)
    maker = _FrameMaker(root, read, site, serve_url, templates)
    frames, own_addresses = dict[str, Frame](), list[str]()
    for path in maker.sources:
        page, frame = maker.render(path), name_frame_at(path, maker.speech.languages)
        if frame is not None:
            frames[name_frame(frame.kind, frame.language.code)] = split_frame(page)
        else:
            own_addresses.append(maker.addresses[path])
            _write(folder / maker.addresses[path] / "index.html", page)
    for name in sorted(LOST):
        _write(folder / name, maker.render_lost(name))
    if len(templates.compiled) > known:
        keep_compiled(theme, templates.compiled)
    for name, file in maker.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / name)
    sources = (config_file, root / DOCS, find_docs(), theme, *(root / file.path for file in read.look_files))
    address = serve_url or site.address
    return FrameSet(frames, theme, templates, address, tuple(own_addresses), sources, maker.speech.languages)


def _admit(root: Path, read: ReadSettings) -> SiteFile:
    """The settings, if all is right with them and the pages. Raises FrameMakerError."""
    report = make_report([*read.diagnostics, *check_docs(root)], 0)
    if report.errors or read.site is None:
        raise FrameMakerError("\n" + format_text(report, "vi"))
    only = [key for key in _ONLY_MKDOCS if getattr(read.site, key)]
    only += [f"plugins: {name}" for name in read.site.plugins.model_extra or {}]
    only += ["theme: custom_dir"] if read.site.theme.custom_dir else []
    if only:
        raise FrameMakerError(f"mkdocs.yml: '{only[0]}' chỉ MkDocs hiểu được; muốn dùng thì cài MkDocs và bỏ --without-mkdocs")
    return read.site


class _FrameMaker:
    """The sources of all pages by path below docs/, their addresses, and what templates are given."""

    def __init__(self, root: Path, read: ReadSettings, site: SiteFile, serve_url: str, templates: CarriedBytecode) -> None:
        self.home = read.settings.home
        self.speech = FrameLanguages(choose_languages(read.settings.languages))
        self.files = dict(_list_theme(find_theme()))
        self.sources: dict[str, str] = dict(list_frame_sources())
        self.own: frozenset[str] = frozenset()
        """The sources in docs/."""
        self._gather(root)
        self.addresses = {path: _address_of(path) for path in self.sources}
        self.speech.written = frozenset(self.addresses.values()) - {""}
        more = dict(self.speech.list_sources(self.sources))
        self.sources |= more
        self.addresses |= {path: _address_of(path) for path in more}
        words = describe_frame(read.settings, make_look(read), self.speech.written)
        self.speech.linked = (*LINKED, *(way.address for way in (*words.menu, *words.ways) if way.address in self.speech.written))
        self.site_url = serve_url or site.address
        self.config = SimpleNamespace(
            site_name=site.site_name,
            site_description=site.site_description,
            site_url=self.site_url,
            extra={"serving": bool(serve_url), "site": words},
        )
        self._render = open_frame_templates(find_theme(), self.speech.list_words(), templates)

    def _gather(self, root: Path) -> None:
        """Takes the pages and pictures of docs/, and of the program's own those that they do not cover."""
        own = {file.path.removeprefix(f"{DOCS}/"): root / file.path for file in find_files(root, (DOCS,)).handwritten}
        covered = {_address_of(path) for path in own}
        if self.home != Home() and "" not in covered:
            self.sources["index.md"] = ""
            covered.add("")
        below = {path: file for path, file in list_docs() if _address_of(path) not in covered}
        for path, file in {**own, **below}.items():
            if self.speech.is_foreign(path):
                continue
            if path.endswith(".md"):
                self.sources[path] = file.read_text("utf-8-sig")
            else:
                self.files[path] = file
        self.own = frozenset(own)

    def render(self, path: str) -> str:
        """The page made from the source at `path`."""
        front, text = read_page(self.sources[path])
        frame = name_frame_at(path, self.speech.languages)
        html = convert_page(text, partial(_place, path, self.addresses | {name: name for name in self.files}))
        made = finish_page(path, front, html, frame, self.home)
        ours = path not in self.own and (frame is None or frame.kind == "home")  # it is edited elsewhere
        hidden = {"edit": " hidden", "file": ""} if ours else {}
        url = self.addresses[path]
        page = SimpleNamespace(
            meta=made.meta | hidden,
            content=made.content,
            is_homepage=not url,
            canonical_url=self.site_url + url,
            url=url,
            file=SimpleNamespace(src_uri=path),
        )
        words = self.speech.find_words(path, url, True)
        return self._render("main.html", page=page, base_url=_go(url, "."), config=self.config, **words)

    def render_lost(self, name: str) -> str:
        """One of `LOST`; its links begin at the host's root."""
        return self._render(name, page=None, base_url=urlsplit(self.site_url).path, config=self.config)


def _list_theme(theme: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(Path(folder, name) for folder, _, names in walk(theme) for name in names):
        if file.is_file() and not file.name.endswith(_NOT_PUBLISHED):
            yield file.relative_to(theme).as_posix(), file


def _address_of(path: str) -> str:
    """Where the page of a source is published; a picture where it is."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem.rpartition("/")[2] == "index" else f"{stem}/"


def _place(path: str, addresses: Mapping[str, str], target: str) -> str:
    """Where a link in the source at `path` leads, as seen from its page: to a source as to its page, else as it stands there."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path or target.startswith(("/", "\\")):
        return target
    address = addresses.get(normpath(join(dirname(path), unquote(parts.path))))
    return target if address is None else parts._replace(path=_go(addresses[path], address)).geturl()


def _go(start: str, address: str) -> str:
    """The relative way from the page at `start` to an address."""
    way = relpath(f"/{address}", f"/{start}")
    return f"{way}/" if address.endswith("/") or not address else way


def _write(file: Path, page: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(page.encode())
