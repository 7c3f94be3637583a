"""The wheel: it holds all that the commands need, and what it makes is what a checkout makes."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import REPOSITORY, TODAY, make_site_root
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.load.packaged import choose_reference
from niemyet.mkdocs_plugin import begin_frames
from test_site import bytes_of

PROJECT = (REPOSITORY / "pyproject.toml").parent
TAKEN_IN = ("catalogue/reference", "docs/soan-thao", "schemas", "theme")
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


@pytest.fixture
def province(small: Path) -> Path:
    """A content repository: nothing of the nation's, nothing of the program's."""
    shutil.rmtree(small / "catalogue/reference")
    make_site_root(small)
    settings = (small / "mkdocs.yml").read_text("utf-8").replace("{reference: own}", "{reference: packaged}")
    (small / "mkdocs.yml").write_text(settings.replace("extra:\n", "extra:\n  edit: https://kho.example/{file}\n"), "utf-8")
    return small


def run(installed: Path, root: Path, *words: str) -> str:
    """What the installed command prints; it must succeed."""
    surroundings = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    ran = subprocess.run(
        [sys.executable, "-m", "niemyet", *words], cwd=root, env=surroundings | {"PYTHONPATH": os.fspath(installed)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


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


def test_the_wheel_makes_the_site_of_the_checkout(installed: Path, province: Path) -> None:
    """Byte for byte, with theme and guide, of a catalogue that has neither; and it prints."""
    run(installed, province, "build", "--as-of", TODAY.isoformat(), "--site-dir", "site-of-the-wheel")
    frames = begin_frames(province / "mkdocs.yml")
    build_site(BuildRequest(province, TODAY, frames, packaged=choose_reference(province)), province / "site")
    made, expected = (bytes_of(province / name) for name in ("site-of-the-wheel", "site"))
    assert made == expected
    assert {"soan-thao/index.html", "soan-thao/viec-thuong-lam/phi-sau.png", "assets/niemyet.css"} <= made.keys()
    run(
        installed,
        province,
        "sheets",
        "ha-noi/kim-lien",
        "--procedure",
        "1.001193",
        "--as-of",
        TODAY.isoformat(),
        "--out",
        "board",
    )
    assert list((province / "board").glob("*.pdf"))
