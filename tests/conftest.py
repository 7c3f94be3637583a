"""A small valid catalogue, with and without the project around it, fresh for every test."""

import shutil
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
TODAY = date(2026, 11, 22)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-pictures", action="store_true", help="take the pictures of the guide again")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small catalogue: records only."""
    root = tmp_path / "small"
    shutil.copytree(HERE / "small", root)
    return root


@pytest.fixture
def site_root(small: Path) -> Path:
    """The small catalogue as a project that can be built: with mkdocs.yml, docs and the repository's theme."""
    make_site_root(small)
    return small


def make_site_root(root: Path) -> None:
    """Puts around the records in `root` what a build needs besides: mkdocs.yml, docs and the repository's theme."""
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    assert "custom_dir: theme\n" in config
    config = config.replace("custom_dir: theme\n", f"custom_dir: {REPOSITORY / 'theme'}\n")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    shutil.copytree(REPOSITORY / "docs", root / "docs")
