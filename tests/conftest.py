"""Fixtures: the catalogues that tests use, with and without a project around them. None is the repository's own content."""

import shutil
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
FROZEN = HERE / "frozen"
"""The frozen catalogue, to be read only; tests/frozen/README.md says when it may change."""
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


@pytest.fixture(scope="session")
def frozen_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen catalogue as a project that can be built. All tests share it, so none may change it."""
    root = tmp_path_factory.mktemp("frozen") / "project"
    shutil.copytree(FROZEN, root)
    make_site_root(root)
    return root


def make_site_root(root: Path) -> None:
    """Puts around the records in `root` what a build needs besides.

    Settings and pages that a province may rewrite are the frozen ones; the guide for editors and the theme are the program's.
    """
    config = (FROZEN / "mkdocs.yml").read_text("utf-8")
    assert "custom_dir: theme\n" in config
    config = config.replace("custom_dir: theme\n", f"custom_dir: {REPOSITORY / 'theme'}\n")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    shutil.copytree(FROZEN / "docs", root / "docs", dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "docs/soan-thao", root / "docs/soan-thao")
