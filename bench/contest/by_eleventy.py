"""Eleventy, with one paginated JavaScript template."""

import shutil
from pathlib import Path

from contest.installing import GIVEN, ask, install_node_peers
from contest.measuring import Command
from contest.peer import Peer


class Eleventy(Peer):
    """JavaScript template literals, the quickest of its languages; what pages share is made once."""

    key, title = "eleventy", "Eleventy"
    given = (
        "the records read, checked, laid over each other and worded beforehand, as JSON; one paginated JavaScript template, the"
        " quickest of its languages, with a cache of ours for what the pages of a procedure or a commune share; nothing in"
        " collections; as much memory as the machine has."
        " Its `--incremental` needs a process that goes on watching: it runs again"
    )

    @staticmethod
    def install(tools: Path) -> Path:
        return install_node_peers(tools)

    @staticmethod
    def format_version(tools: Path) -> str:
        return f"{ask('node', str(tools / '.bin' / 'eleventy'), '--version')} on Node {ask('node', '--version')}"

    def lay_out(self) -> None:
        shutil.copytree(GIVEN / "eleventy", self.folder)
        shutil.copytree(GIVEN / "frame", self.folder / "frame")
        (self.folder / "node_modules").symlink_to(self.tools)
        (self.folder / "records").symlink_to(self.workload.records)

    def take_over(self) -> None:
        pass  # it reads the records themselves

    def command(self, warm: bool) -> Command:
        return Command(("node", "--max-old-space-size=65536", "node_modules/.bin/eleventy"), self.folder)
