"""The wheel: it holds all that the commands need, and what it makes is what a checkout makes."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import REPOSITORY, TODAY
from niemyet.building.pipeline import build_site
from niemyet.external.order import order_build
from niemyet.mkdocs_plugin import begin_frames
from test_site import bytes_of

PROJECT = (REPOSITORY / "pyproject.toml").parent
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


def test_the_installed_program_goes_the_whole_way(installed: Path, tmp_path: Path) -> None:
    """From an empty folder outside any checkout to a site, which is that of a checkout byte for byte, and to a printed sheet."""
    day, place = ("--as-of", TODAY.isoformat()), "ha-noi/thuong-tin"
    posted = ("--decision", "1/QĐ-UBND", "--decision-date", "2026-01-05", "--posted", "2026-01-06")
    run(installed, tmp_path, "init", "kho", "--province", "Hà Nội", "--commune", "Thường Tín", "--yes")
    root = tmp_path / "kho"
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("  # edit: https://github", "  edit: https://github", 1), "utf-8")
    run(installed, root, "new", "posting", "--commune", place, "--procedure", "1.001193", *posted, *day)
    run(installed, root, "build", *day)
    order = order_build(root, "mkdocs.yml", TODAY, begin_frames(settings), tmp_path / "npm")
    build_site(order, tmp_path / "of-the-checkout")
    made, expected = bytes_of(root / "site"), bytes_of(tmp_path / "of-the-checkout")
    assert made == expected
    assert {f"{place}/1.001193/index.html", "soan-thao/viec-thuong-lam/phi-sau.png", "huong-dan/index.html"} <= made.keys()
    run(installed, root, "sheets", place, "--procedure", "1.001193", *day, "--out", "board")
    assert list((root / "board").glob("*.pdf"))
    assert "Mọi tệp đã đúng" in run(installed, root, "migrate", "--dry-run")
