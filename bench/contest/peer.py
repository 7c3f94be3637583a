"""What the comparison asks of every program: to lay out its project, to take over a change, and to say its command."""

import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from contest.installing import install_python_peers
from contest.measuring import Command
from contest.workload import Workload


class Peer(ABC):
    """A program on one workload. Installing, laying out and taking over are not counted; the command is."""

    key: ClassVar[str]
    """What it is called on the command line."""
    title: ClassVar[str]
    """What it is called in the table."""
    given: ClassVar[str]
    """What it was given and spared, in a sentence or two."""
    most: ClassVar[int | None] = None
    """The most postings that it is asked for, where there is such a number."""

    def __init__(self, tools: Path, folder: Path, workload: Workload) -> None:
        """`tools` is what `install` gave, `folder` its own for this workload."""
        self.tools, self.folder, self.workload = tools, folder, workload

    @property
    def site(self) -> Path:
        """The folder of the pages that it makes."""
        return self.folder / "site"

    @staticmethod
    @abstractmethod
    def install(tools: Path) -> Path:
        """Installs the program below `tools`, where it is not yet; the folder that it is run from. Raises NoToolError."""

    @staticmethod
    @abstractmethod
    def format_version(tools: Path) -> str:
        """The version of what is in the folder that `install` gave."""

    @abstractmethod
    def lay_out(self) -> None:
        """Writes the project, with all that it needs but the site."""

    @abstractmethod
    def take_over(self) -> None:
        """Brings the project up to the workload as it is now."""

    @abstractmethod
    def command(self, warm: bool) -> Command:
        """The command that makes the site from nothing, or after a change over the old one."""

    def forget(self) -> None:
        """Throws away the site and whatever was kept for the next one."""
        shutil.rmtree(self.site, ignore_errors=True)


class PythonPeer(Peer):
    """A program that comes from the Python package index."""

    @staticmethod
    def install(tools: Path) -> Path:
        return install_python_peers(tools)
