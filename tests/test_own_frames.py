"""Our own frame maker gives what MkDocs gives, byte for byte, and refuses what only MkDocs can give."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import HERE
from niemyet.building.frame_cache import FrameMakerError
from niemyet.mkdocs_plugin import make_frames
from niemyet.own_frames import make_own_frames
from test_site import build, bytes_of, same_tree

PAGES = {
    "index.md": "Lời ở [trang đầu](trang.md).\n",
    "trang.md": (
        "# Đề mục & <b>chữ</b> `mã`\n\n- Một\n    - Hai\n\n| a | b |\n|---|---|\n| 1 | [hai](huong-dan.md#tim-thu-tuc) |\n"
    ),
    "sau/index.md": (
        "---\ntitle: 2027\nsection: huong-dan\n---\n\n[Lên](../trang.md) [ảnh](anh.png) [nhà](../index.md) ![x](anh.png)\n"
    ),
    "sau/hon/trang-khac.md": (
        "Note: dòng đầu có dấu hai chấm.\n\n```yaml\na: 1\n```\n\n[không có](nua.md) <a@b.vn> [ngoài](https://x.vn/a.md)\n"
    ),
    "sau/co.md": '---\ntitle: no\ndescription: "a < b & c"\n---\r\n\r\nChữ.\r\n\r\n## Mục đ\r\n\r\n> Trích\r\n',
    "en/huong-dan.md": "# How to use this site\n\n[Tiếng Việt](../huong-dan.md)\n",
}
SETTINGS = """site_name: Thủ tục & việc <làng>
site_url: https://tinh.example/dvc/
theme: {name: niemyet}
plugins:
  - niemyet:
      reference: own
      languages: [vi, en]
      edit: https://kho.example/edit/{file}
      report: https://kho.example/new?x={address}
      rating: https://tinh.example/danh-gia
      menu: [thu-tuc, {page: sau, label: "Trang <của> tôi"}, {url: "https://x.vn/", label: Ngoài}]
      colours: {main: "#003366"}
      home: {lead: Lời dẫn riêng}
      contact: {name: Văn phòng, phone: 024 3385 1234}
"""


@pytest.fixture
def rich(site_root: Path) -> Path:
    """A project with pages of every sort, in two languages, and with a look of its own."""
    for name, text in PAGES.items():
        (site_root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (site_root / "docs" / name).write_bytes(text.encode())
    shutil.copy(next((HERE / "small").rglob("*.png")), site_root / "docs/sau/anh.png")
    (site_root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return site_root


def compare(root: Path, folder: Path, serve_url: str = "") -> None:
    """Both makers give the same frames, pages and files."""
    theirs = make_frames(root / "mkdocs.yml", folder / "mkdocs", serve_url)
    ours = make_own_frames(root / "mkdocs.yml", folder / "own", serve_url)
    assert ours.frames == theirs.frames
    assert bytes_of(folder / "own") == bytes_of(folder / "mkdocs")
    assert sorted(ours.own_addresses) == sorted(theirs.own_addresses)
    assert (ours.site_url, ours.theme, ours.sources) == (theirs.site_url, theirs.theme, theirs.sources)
    assert ours.languages == theirs.languages


@pytest.mark.slow("a build")
def test_frames_pages_and_files_are_those_of_mkdocs(rich: Path, tmp_path: Path) -> None:
    """Whatever stands in docs/ and in the settings; also for a site that is served while it is edited."""
    compare(rich, tmp_path)
    compare(rich, tmp_path, "http://127.0.0.1:8000/dvc/")


@pytest.mark.slow("a build")
def test_so_they_are_without_a_home_page_and_without_docs(site_root: Path, tmp_path: Path) -> None:
    """The settings may say all that the home page says, and the program's own pages fill what is not there."""
    shutil.rmtree(site_root / "docs")
    (site_root / "docs").mkdir()
    settings = (site_root / "mkdocs.yml").read_text("utf-8")
    (site_root / "mkdocs.yml").write_text(settings.replace("{reference: own}", "{reference: own, home: {title: Xã ta}}"), "utf-8")
    compare(site_root, tmp_path)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ("markdown_extensions: [attr_list]\n", "markdown_extensions"),
        ("hooks: [x.py]\n", "hooks"),
        ("plugins: [niemyet, macros]\n", "plugins: macros"),
        ("theme: {name: niemyet, custom_dir: docs}\n", "theme: custom_dir"),
    ],
)
def test_what_only_mkdocs_understands_is_refused_by_name(more: str, named: str, site_root: Path, tmp_path: Path) -> None:
    settings = (site_root / "mkdocs.yml").read_text("utf-8")
    (site_root / "mkdocs.yml").write_text(_with(settings, more), "utf-8")
    with pytest.raises(FrameMakerError, match=f"'{named}'"):
        make_own_frames(site_root / "mkdocs.yml", tmp_path / "own")


def _with(settings: str, more: str) -> str:
    """The settings with an entry instead of the one of that name, or beside the others."""
    name = more.split(":")[0]
    return re.sub(rf"^{name}:\n(?:  .*\n)+", "", settings, flags=re.MULTILINE) + more


def test_errors_are_told_before_anything_is_written(site_root: Path, tmp_path: Path) -> None:
    (site_root / "docs/a.md").write_text("---\ntemplate: x.html\n---\n# A\n", "utf-8")
    with pytest.raises(FrameMakerError, match="unknown-key"):
        make_own_frames(site_root / "mkdocs.yml", tmp_path / "own")
    assert not (tmp_path / "own").exists()


@pytest.mark.slow("a build")
def test_a_site_is_built_where_there_is_no_mkdocs(site_root: Path) -> None:
    """The command needs no option then; where MkDocs is, `--without-mkdocs` gives the same site."""
    build(site_root)
    blocked = "import sys; sys.modules['mkdocs'] = None; from niemyet.cli import run; sys.exit(run())"
    words = [
        sys.executable,
        "-c",
        blocked,
        "build",
        "--as-of",
        "2026-11-22",
        "--jobs",
        "1",
        "--site-dir",
        str(site_root / "other"),
    ]
    ran = subprocess.run(words, cwd=site_root, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert same_tree(site_root / "site", site_root / "other")
