"""niemyet itself, and the floor below it: copying what it wrote."""

import shutil
import sys
from importlib.metadata import version
from pathlib import Path

from contest.measuring import Command
from contest.peer import Peer
from contest.records import TODAY
from contest.written import look_at


class Niemyet(Peer):
    """Ours, on the same terms: a fresh process for every run."""

    key = title = "niemyet"
    given = (
        "the YAML files as officials write them: it reads and checks every one, lays commune over province over law, and writes"
        " besides the postings all other pages of the site, the search data and the sitemap. After a change the same command"
        " runs again and finds by itself what has changed"
    )

    @staticmethod
    def install(tools: Path) -> Path:
        return tools  # it is what runs this

    @staticmethod
    def format_version(tools: Path) -> str:
        return version("niemyet")

    def lay_out(self) -> None:
        self.folder.mkdir(parents=True)

    def take_over(self) -> None:
        pass  # it reads the workload itself

    def command(self, warm: bool) -> Command:
        root, day = str(self.workload.root), TODAY.isoformat()
        words = (sys.executable, "-m", "niemyet", "build", "--root", root, "--site-dir", str(self.site), "--as-of", day)
        return Command(words, self.workload.root)

    def forget(self) -> None:
        shutil.rmtree(self.folder)  # what it remembers lies beside the site
        self.folder.mkdir()


class Copy:
    """The floor: `cp -r` of our site into the same file system."""

    title = "`cp -r` of niemyet’s site"
    given = "the finished site of niemyet; it reads, decides and makes nothing"

    def __init__(self, site: Path, folder: Path) -> None:
        self.source, self.site = site, folder / "copy"

    def command(self) -> Command:
        """The command that copies."""
        return Command(("cp", "-r", str(self.source), str(self.site)), self.source.parent)

    def fits(self) -> bool:
        """Whether there is space for a second site."""
        taken = sum(stat[2] for stat in look_at(self.source).values())
        return 1.5 * taken < shutil.disk_usage(self.source).free

    def forget(self) -> None:
        """Throws the copy away."""
        shutil.rmtree(self.site, ignore_errors=True)
