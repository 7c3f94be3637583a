"""Whatever makes one HTML page can make the frames: ProperDocs, which goes on where MkDocs stopped, and Zensical, Material's
successor, give those that MkDocs gives.

Both stand in requirements-test.lock beside MkDocs, which neither touches.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY
from niemyet.mkdocs_plugin import make_frames
from niemyet.render.frame_sources import frame_meta, list_frame_sources
from niemyet.render.frames import FRAME_KINDS, Frame, mark, split_frame
from test_site import build, same_tree

THEME = REPOSITORY / "theme"
DAY = {"SOURCE_DATE_EPOCH": "1795305600"}  # 22 November 2026
REPLACED = "import properdocs.replacement, sys; from niemyet.cli import run; sys.exit(run())"
"""The program, with ProperDocs wherever it asks for MkDocs."""


def run(root: Path, *words: str) -> None:
    """Runs Python in the project; it must succeed."""
    ran = subprocess.run([sys.executable, *words], cwd=root, env=os.environ | DAY, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr + ran.stdout


@pytest.mark.long("another maker of frames is tried below")
def test_properdocs_makes_the_same_site(site_root: Path) -> None:
    """Byte for byte: `properdocs build`, and our own build with the frames that ProperDocs makes."""
    pytest.importorskip("properdocs", reason="không có ProperDocs: bỏ qua")
    build(site_root)
    run(site_root, "-m", "properdocs", "build", "--strict", "--quiet", "--site-dir", str(site_root / "other"))
    run(site_root, "-c", REPLACED, "build", "--jobs", "1", "--site-dir", str(site_root / "ours"))
    assert same_tree(site_root / "site", site_root / "other")
    assert same_tree(site_root / "site", site_root / "ours")


def test_zensical_makes_the_same_frames(site_root: Path, tmp_path: Path) -> None:
    """Zensical runs no plugin of MkDocs: the frames go in as pages among the hand-written ones, and are split afterwards."""
    pytest.importorskip("zensical", reason="không có Zensical: bỏ qua")
    lay_out_for_zensical(site_root, tmp_path / "zensical")
    run(tmp_path / "zensical", "-m", "zensical", "build")
    files = {kind: path.removesuffix(".md") for kind, path in zip(_below_home(), _paths(), strict=True)}
    made = {kind: _split(tmp_path / "zensical/site" / files.get(kind, "") / "index.html") for kind in FRAME_KINDS}
    assert made == make_frames(site_root / "mkdocs.yml", tmp_path / "usual").frames


def lay_out_for_zensical(root: Path, folder: Path) -> None:
    """The project at `root` as Zensical takes it: settings, hand-written pages and frames, and the theme without its sheets."""
    shutil.copytree(root / "docs", folder / "docs")
    for path, source in list_frame_sources():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(source, "utf-8")
    home = folder / "docs/index.md"
    front = "".join(f"{key}: {value}\n" for key, value in frame_meta(FRAME_KINDS["home"].section).items())
    home.write_text(f"---\n{front}---\n{home.read_text('utf-8').split('---', 2)[2]}\n\n{mark('content')}\n", "utf-8")
    shutil.copytree(THEME, folder / "theme", ignore=shutil.ignore_patterns("*.typ"))
    settings = _settings(root)
    (folder / "zensical.toml").write_text(settings, "utf-8")


def _settings(root: Path) -> str:
    lines = (root / "mkdocs.yml").read_text("utf-8").split("\n")
    said = [line.split(": ", 1) for line in lines if line.startswith("site_")]
    project = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in said)
    return (
        f'[project]\n{project}[project.theme]\nlanguage = "vi"\nfont = false\nfeatures = []\ncustom_dir = "theme"\n'
        "[project.plugins.search]\nenabled = false\n"
        "[project.markdown_extensions.toc]\n[project.markdown_extensions.tables]\n[project.markdown_extensions.fenced_code]\n"
    )


def _below_home() -> list[str]:
    return [kind for kind, place in FRAME_KINDS.items() if place.depth]


def _paths() -> list[str]:
    return [path for path, _ in list_frame_sources()]


def _split(page: Path) -> Frame:
    """The frame in a page; the mark of the content stands in a paragraph, out of which block elements must come."""
    return split_frame(page.read_text("utf-8").replace(f"<p>{mark('content')}</p>", mark("content")))
