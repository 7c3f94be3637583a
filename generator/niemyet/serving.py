"""A site that is shown while it is edited: built again after each change, and what is wrong is shown where a page was asked for.

Knows of the web server only what `Server` says.
"""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path
from string import Template
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from niemyet.building.frame_cache import BeginFrames, FrameMakerError
from niemyet.building.pipeline import BuildRequest, BuildResult, build_site
from niemyet.cache.digests import digest
from niemyet.catalogue.settings import read_settings
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import without_warnings
from niemyet.external.form_package import FormError
from niemyet.external.order import order_build
from niemyet.load.laying_over import REFERENCE
from niemyet.load.packaged import choose_reference, choose_theme
from niemyet.model.kinds import TOP_FOLDERS
from niemyet.system import link_file
from niemyet.watching import ChangeObserver

_MARK = "X-Niemyet-Faults"
"""The header of a page of faults: by it the page sees that they have changed or are mended."""
_FAULTS = Template("""\
<!doctype html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1.1rem/1.6 system-ui, sans-serif; }
pre { padding: 1rem; border: 1px solid; border-left-width: 5px; border-radius: 4px; font-size: 0.95rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
<noscript><meta http-equiv="refresh" content="3"></noscript>
</head>
<body>
<h1>$title</h1>
<p>$lead</p>
<pre>$told</pre>
<script>
setInterval(async () => {
  const found = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
  if (found && found.headers.get("$mark") !== "$version") location.reload();
}, 1000);
</script>
</body>
</html>
""")
_LANG = Bilingual("vi", "en")
_TITLE = Bilingual("Chưa xem được trang này: còn lỗi", "This page cannot be shown yet: there are errors")
_LEAD = Bilingual(
    "Sửa rồi lưu tệp, trang sẽ tự hiện lại. Trang đã đăng không bị ảnh hưởng.",
    "Mend them and save the file; the page then comes back by itself. The published site is not touched.",
)
StartResponse = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Server(Protocol):
    """A web server that builds the site again when a watched file changes, and then makes browsers load it again."""

    url: str
    root: str
    builder: Callable[[], None]
    observer: Any

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """The WSGI application that answers with files below `root`."""
        ...

    def set_app(self, application: Any) -> None:
        """Sets the WSGI application."""
        ...

    def serve(self, *, open_in_browser: bool) -> Any:
        """Serves until it is interrupted."""
        ...

    def shutdown(self) -> None:
        """Ends all that it has begun."""
        ...

    def watch(self, path: str, *, recursive: bool = True) -> None:
        """Watches a file or folder."""
        ...


class Words(NamedTuple):
    """How the one who serves is spoken to: in which language, and where."""

    choose: Callable[[Bilingual], str]
    write: Callable[[str], None]

    def tell(self, said: Bilingual) -> None:
        """Says something in the language of who serves."""
        self.write(self.choose(said))


class ServedSite:
    """The site in a folder that is served at `url`, and what is wrong with its sources at the moment."""

    def __init__(self, settings_file: Path, url: str, begin_frames: BeginFrames, today: Callable[[], date], told: Words) -> None:
        self.settings_file, self.url, self.begin_frames = settings_file, url, begin_frames
        self.today, self.told = today, told
        self._faults = ""

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.settings_file.parent

    @cached_property
    def folder(self) -> Path:
        """The folder that is served. It is kept, so that the next time starts from it."""
        address = urlsplit(self.url)
        return self.root / ".niemyet" / f"serve-{(address.hostname or '').replace(':', '_')}-{address.port}"

    def copy_to(self, folder: Path) -> None:
        """Puts the site into another folder too, without a second copy of its files where the system can do so."""

        def place(old: str, new: str) -> None:
            if not link_file(old, new):
                shutil.copy2(old, new)

        if self.folder.is_dir():
            shutil.copytree(self.folder, folder, copy_function=place, dirs_exist_ok=True)

    def order(self) -> BuildRequest:
        """The build by the settings as they are now. Raises FormError."""
        return order_build(self.root, self.settings_file.name, self.today(), self.begin_frames, self.folder.with_suffix(".npm"))

    def build(self, frames: BeginFrames | None = None) -> None:
        """Builds what has changed, with `frames` that are at hand. With errors the folder stays as it is, and pages show them."""
        try:
            order = self.order()
            built = build_site(order if frames is None else replace(order, begin_frames=frames), self.folder)
        except FormError as error:
            self._report(error.said)
        except FrameMakerError as error:
            self._report(Bilingual(f"MkDocs chưa tạo được khung trang\n{error}", f"MkDocs made no frames\n{error}"))
        except OSError as error:
            if error.filename is None:  # not about a file: a full disk, or a bug
                raise
            why = f"{error.filename}: {error.strerror}"
            self._report(Bilingual(f"không đọc hoặc không ghi được {why}", f"cannot be read or written: {why}"))
        else:
            self._faults = ""
            report = built.report
            if report.errors:
                report = without_warnings(report)
                self._report(Bilingual(format_text(report, "vi"), format_text(report, "en")))
            else:
                self.told.tell(_sum_up(built))

    def _report(self, faults: Bilingual) -> None:
        self._faults = self.told.choose(faults)
        self.told.tell(faults)

    def show_on(self, server: Server) -> None:
        """Makes a server show the site, and watch all that it is made of."""
        server.root, server.builder = str(self.folder), self.build
        server.set_app(self._guard(server.serve_request))
        server.observer = ChangeObserver()  # MkDocs' own polls every file twice a second
        read = read_settings(self.root, self.settings_file.name)
        packaged = choose_reference(self.root, read.reference or "packaged")
        folders = [self.root / name for name in TOP_FOLDERS]
        folders += [choose_theme(self.root, read.site.theme.custom_dir if read.site else None)]
        folders += [packaged / REFERENCE] if packaged else []
        folders += [(self.root / file.path).parent for file in read.look_files]
        for folder in dict.fromkeys(folder for folder in folders if folder.is_dir() and folder != self.root):
            server.watch(str(folder))
        server.watch(str(self.root), recursive=False)

    def run_on(self, server: Server, open_in_browser: bool) -> None:
        """Shows the site on a server until it is interrupted."""
        self.show_on(server)
        try:
            self.build()
            vi = f"Xem trang tại {server.url} (dừng: Ctrl+C)"
            self.told.tell(Bilingual(vi, f"The site is at {server.url} (stop: Ctrl+C)"))
            server.serve(open_in_browser=open_in_browser)
        finally:
            server.shutdown()

    def _guard(self, answer: Application) -> Application:
        """The application that answers with the faults, if there are any, where a page is asked for."""

        def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
            if not self._faults or not re.search(r"(?:/|\.html|/[^./]*)$", environ["PATH_INFO"]):
                return answer(environ, start_response)
            version = digest(self._faults).hex()
            lang, title, lead = map(self.told.choose, (_LANG, _TITLE, _LEAD))
            said = {"lang": lang, "title": title, "lead": lead, "told": escape(self._faults)}
            body = _FAULTS.substitute(said, mark=_MARK, version=version).encode()
            headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
            start_response("500 Internal Server Error", [*headers, ("Cache-Control", "no-store"), (_MARK, version)])
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

        return application


def _sum_up(built: BuildResult) -> Bilingual:
    """What a build without errors did."""
    pages, files, warnings = built.pages, built.files_written, built.report.warnings
    vi, en = f"{pages} trang, ghi {files} tệp", f"{pages} pages, {files} files written"
    if warnings:
        vi += f"; {warnings} cảnh báo, xem bằng 'niemyet check'"
        en += f"; {warnings} warnings, see 'niemyet check'"
    return Bilingual(vi, en)
