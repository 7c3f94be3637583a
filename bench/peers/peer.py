"""What the comparison asks of every program: to lay out its project, to say its command, and to take over a change."""

import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from measuring import Command
from workload import Workload

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
UNLIMITED = 1 << 40


class Peer(ABC):
    """A program beside which we are measured. Laying out and taking over are not counted."""

    key: ClassVar[str]
    """What it is called on the command line."""
    title: ClassVar[str]
    """What it is called in the table."""
    given: ClassVar[str]
    """What it was given and spared, in a sentence or two."""
    most: ClassVar[int] = UNLIMITED
    """The most postings that it is asked for: beyond, it would take longer than all others together."""

    def __init__(self, tools: Path, folder: Path, workload: Workload) -> None:
        """`tools` is where programs are installed, `folder` its own for this workload."""
        self.tools, self.folder, self.workload = tools, folder, workload

    @property
    @abstractmethod
    def site(self) -> Path:
        """The folder of the pages that it makes."""

    @classmethod
    @abstractmethod
    def install(cls, tools: Path) -> None:
        """Installs the program, where it is not yet."""

    @classmethod
    @abstractmethod
    def say_version(cls, tools: Path) -> str:
        """The program's version."""

    @abstractmethod
    def lay_out(self) -> None:
        """Writes the project, with all that it needs but the site."""

    @abstractmethod
    def take_over(self) -> None:
        """Brings the project up to the workload as it is now."""

    @abstractmethod
    def command(self) -> Command:
        """The command that makes the site, from nothing or over the old one."""

    def forget(self) -> None:
        """Throws away the site and whatever was kept for the next one."""
        shutil.rmtree(self.site, ignore_errors=True)


class PythonTools:
    """The programs of requirements.txt, in an environment of their own."""

    def __init__(self, tools: Path) -> None:
        self.folder = tools / "python"

    def install(self) -> None:
        """Installs them, where they are not yet."""
        wanted = HERE / "requirements.txt"
        installed = self.folder / "installed.txt"
        if installed.exists() and installed.read_bytes() == wanted.read_bytes():
            return
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(self.folder)], check=True)
        pip = [str(self.folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(wanted)], check=True)
        installed.write_bytes(wanted.read_bytes())

    @cached_property
    def programs(self) -> Path:
        """The folder of their commands."""
        return self.folder / "bin"

    def say_version(self, package: str) -> str:
        """The version of one package."""
        code = f"from importlib.metadata import version; print(version({package!r}))"
        done = subprocess.run([str(self.programs / "python"), "-c", code], check=True, capture_output=True, text=True)
        return done.stdout.strip()
