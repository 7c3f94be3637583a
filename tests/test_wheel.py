"""The wheel: it holds all that the commands need, and what it makes is what a checkout makes."""

import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from conftest import REPOSITORY, TODAY
from niemyet.building.pipeline import build_site
from niemyet.external.order import order_build
from niemyet.mkdocs_plugin import begin_frames
from test_site import bytes_of

PROJECT = (REPOSITORY / "pyproject.toml").parent
PAGE = REPOSITORY / "docs/van-hanh/mot-buoi/index.md"
NOON = str(int(datetime.combine(TODAY, time(12), UTC).timestamp()))
TAKEN_IN = ("catalogue/reference", "docs", "schemas", "theme")
"""What stands beside the program in a checkout."""


def build_wheel(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", os.fspath(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    [wheel] = folder.iterdir()
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the installed wheel; what it depends on is taken from where the tests have it."""
    folder = tmp_path_factory.mktemp("installed")
    words = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-compile", "--target")
    subprocess.run([sys.executable, "-m", "pip", "install", *words, os.fspath(folder), os.fspath(wheel)], check=True)
    return folder


RUNNER = """
import os, shlex, sys
from niemyet.cli import app
for line in sys.stdin:
    program, *words = shlex.split(line)
    print(line)
    os.chdir(words[0]) if program == "cd" else app(words, standalone_mode=False)
"""
"""Runs commands one after another in one process: loading the program takes longer than most of them."""


def run(installed: Path, here: Path, commands: str) -> None:
    """Runs the commands by the installed program; all of them must succeed."""
    surroundings = os.environ | {"PYTHONPATH": os.fspath(installed), "SOURCE_DATE_EPOCH": NOON}
    ran = subprocess.run(
        [sys.executable, "-c", RUNNER], input=commands, cwd=here, env=surroundings, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_wheel_holds_what_the_commands_need_and_is_the_same_each_time(wheel: Path, tmp_path: Path) -> None:
    """Every file of the package, what stands beside it and nothing else of the project; the same bytes twice."""
    assert wheel.read_bytes() == build_wheel(tmp_path / "again").read_bytes()
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        [entries] = [archive.read(name).decode() for name in archive.namelist() if name.endswith("entry_points.txt")]
    package = REPOSITORY / "generator"
    own = (file for file in package.joinpath("niemyet").rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    beside = (file for folder in TAKEN_IN for file in (PROJECT / folder).rglob("*") if file.is_file())
    assert names == {file.relative_to(package).as_posix() for file in own} | {
        f"niemyet/packaged/{file.relative_to(PROJECT).as_posix()}" for file in beside
    }
    assert {"niemyet = niemyet.cli:run", "[mkdocs.plugins]", "[mkdocs.themes]"} <= set(entries.splitlines())


@pytest.mark.long("the commands of the page are tried by test_operating and test_guide")
def test_the_page_for_an_afternoon_goes_the_whole_way(installed: Path, tmp_path: Path) -> None:
    """Its commands lead from an empty folder outside any checkout to a printed sheet and to the site that a checkout makes."""
    commands = re.findall("^    ((?:niemyet|cd) .+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(commands) > 9
    run(installed, tmp_path, "\n".join(commands))
    here = tmp_path / "kho"
    order = order_build(here, "mkdocs.yml", TODAY, begin_frames(here / "mkdocs.yml"), tmp_path / "npm")
    build_site(order, tmp_path / "of-the-checkout")
    made, commune = bytes_of(here / "site"), "ha-noi/thuong-tin"
    assert made == bytes_of(tmp_path / "of-the-checkout")
    assert {f"{commune}/1.001193/index.html", "soan-thao/viec-thuong-lam/phi-sau.png", "huong-dan/index.html"} <= made.keys()
    assert len([*here.glob(f"catalogue/{commune}/[0-9]*.yaml")]) > 9
    assert [*here.glob(f"to-niem-yet/{commune}/*.pdf")]
