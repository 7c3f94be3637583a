"""Installs the peers, pinned by hashes, into a folder of their own; what is installed there already is taken as it is."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

GIVEN = Path(__file__).parent / "given"


class NoToolError(Exception):
    """Something that a peer needs is not here and could not be had; the message is for whoever runs the comparison."""


def install_python_peers(tools: Path) -> Path:
    """Installs requirements.txt into a virtual environment; the folder of its programs. Raises NoToolError."""
    folder, wanted = tools / "python", GIVEN / "requirements.txt"
    programs = folder / "bin"
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    environment = [sys.executable, "-m", "venv", "--clear", str(folder)]
    _install_once(folder, wanted, environment, [*pip, "--require-hashes", "-r", str(wanted)])
    return programs


def install_node_peers(tools: Path) -> Path:
    """Installs package-lock.json; the folder of the modules. Raises NoToolError."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            raise NoToolError(f"Eleventy needs {program}, which is not here: install Node.js, or leave Eleventy out with --peers")
    folder, wanted = tools / "node", GIVEN / "eleventy" / "package-lock.json"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(wanted.with_name(name), folder)
    _install_once(
        folder, wanted, ["npm", "ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    )
    return folder / "node_modules"


def _install_once(folder: Path, wanted: Path, *commands: Sequence[str]) -> None:
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_bytes() == wanted.read_bytes():
        return
    for command in commands:
        if done := subprocess.run(command).returncode:
            raise NoToolError(f"{wanted.name} could not be installed: {' '.join(command)} ended with status {done}")
    stamp.write_bytes(wanted.read_bytes())


def ask(*command: str) -> str:
    """What a command says, without the last line end."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def format_version(programs: Path, package: str) -> str:
    """The version of a Python package in the environment of these programs."""
    return ask(str(programs / "python"), "-c", f"from importlib.metadata import version; print(version({package!r}))")
