"""niemyet itself, and the floor below it: copying what it wrote."""

import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from measuring import Command
from peer import Peer
from records import TODAY


class Niemyet(Peer):
    """Ours, on the same terms: a fresh process for every run."""

    key: ClassVar[str] = "niemyet"
    title: ClassVar[str] = "niemyet"
    given: ClassVar[str] = (
        "the YAML files as officials write them: it reads and checks every one, lays commune over province over law, and writes"
        " besides the postings all other pages of the site, the search data and the sitemap"
    )

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @classmethod
    def install(cls, tools: Path) -> None:
        pass  # it runs this program

    @classmethod
    def say_version(cls, tools: Path) -> str:
        return version("niemyet")

    def lay_out(self) -> None:
        self.folder.mkdir(parents=True)

    def take_over(self) -> None:
        pass  # it reads the workload itself

    def command(self) -> Command:
        root, day = str(self.workload.root), TODAY.isoformat()
        words = (sys.executable, "-m", "niemyet", "build", "--root", root, "--site-dir", str(self.site), "--as-of", day)
        return Command(words, self.workload.root)


class Copy:
    """The floor: `cp -r` of our site into the same file system."""

    title = "`cp -r` of our site"
    given = "the finished site of niemyet; it reads, decides and makes nothing"

    def __init__(self, site: Path, folder: Path) -> None:
        self.source, self.site = site, folder / "copy"

    def command(self) -> Command:
        """The command that copies."""
        return Command(("cp", "-r", str(self.source), str(self.site)), self.source.parent)

    def forget(self) -> None:
        """Throws the copy away."""
        shutil.rmtree(self.site, ignore_errors=True)
