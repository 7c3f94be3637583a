"""Eleventy, with one paginated JavaScript template."""

import shutil
import subprocess
from pathlib import Path
from typing import ClassVar

from measuring import Command
from peer import HERE, Peer

MODULES = "node_modules"


class Eleventy(Peer):
    """JavaScript template literals, the quickest of its languages; what pages share is made once."""

    key: ClassVar[str] = "eleventy"
    title: ClassVar[str] = "Eleventy"
    given: ClassVar[str] = (
        "the records read, checked and worded beforehand, as JSON data; one paginated JavaScript template, the quickest of its"
        " languages, with our own cache for what a procedure's or a commune's pages share; nothing in collections; as much"
        " memory as the machine has. Its `--incremental` needs a process that goes on watching: it runs again"
    )

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @classmethod
    def install(cls, tools: Path) -> None:
        folder = tools / "eleventy"
        wanted, installed = HERE / "eleventy" / "package-lock.json", folder / "installed.json"
        if installed.exists() and installed.read_bytes() == wanted.read_bytes():
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "eleventy" / name, folder)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        shutil.copy(wanted, installed)

    @classmethod
    def say_version(cls, tools: Path) -> str:
        words = ["node", str(tools / "eleventy" / MODULES / ".bin" / "eleventy"), "--version"]
        node = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout.strip()
        return f"{subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()} on Node {node}"

    def lay_out(self) -> None:
        shutil.copytree(HERE / "eleventy", self.folder)
        shutil.copytree(HERE / "frame", self.folder / "frame")
        (self.folder / MODULES).symlink_to(self.tools / "eleventy" / MODULES)
        (self.folder / "records").symlink_to(self.workload.records)

    def take_over(self) -> None:
        pass  # it reads the records themselves

    def command(self) -> Command:
        node = "node", "--max-old-space-size=65536", "node_modules/.bin/eleventy"
        return Command(node, self.folder)
