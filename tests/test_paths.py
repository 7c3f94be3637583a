"""Paths and owners: whatever a file, folder or link is called and wherever it lies, nothing is read or written outside, and every
address keeps its one owner."""

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import TODAY, is_long, some_of
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.diagnostics.diagnostic import Severity
from niemyet.diagnostics.rulebook import severity_of
from niemyet.model.data_parts import DATA_PARTS
from niemyet.model.scalars import RESERVED
from niemyet.own_frames import begin_own_frames

SECRET = "matkhau-ngoai-thu-muc"
ARTICLE = (
    "---\ntitle: Tin mẫu khác\ndate: 2026-11-10\nlead: Tóm tắt mẫu.\nauthor: Ban biên tập\ntopics: [cong-vu]\n---\n\nNội dung.\n"
)
STEMS = (
    "con", "NUL", "aux", "com1", "lpt9", "a.", "a ", " a", "-a", "~a", "a~", "#a", "A", "Á", "á", "a\u0301", "ấ",
    "a\u0302\u0301", "ａ", "ı", "İ", "ß", "\u212a", "a\u200d", "a\u202e", "a\nb", "a\tb", "a\\b", "a:b", "a*b", "a?b",
    "%2e%2e", "a%2fb", "..a", "...", "$x", "{a}", "<a>", "a'b", 'a"b', "index", "404", "sw", "robots", "sitemap",
    ".htaccess", "_headers", "assets", "api", "nhung", "tim-kiem", "thu-tuc", "ha-noi", "en", "quan-tri", "llms", "build",
    "van-ban", "tin-tuc", "theo-doi", "k", "tep", "xa", "su-kien", "linh-vuc", "thay-doi", "nam", "noi", "thang", "trang-2",
    "1.001193", "1.001193@2027-01-01", "commune", "province", "duty", "boundary", "ratings", "units", "a" * 250, "tin-mau",
    "TIN-MAU", "huong-dan", "Huong-Dan", "hướng-dẫn", "a--b", "a_b", "a.b", "trang-moi", "trang-moi-2",
)  # fmt: skip
PLACES = (
    ("docs", ".md"), ("docs/muc", ".md"), ("docs/ha-noi", ".md"), ("docs/thu-tuc", ".md"), ("docs/api/v1", ".md"),
    ("docs/en", ".md"), ("docs/assets", ".png"), ("docs", ".png"), ("docs/muc", ".js"), ("docs/CON", ".md"),
    ("docs/Muc", ".md"), ("news/2026", ".md"), ("news/2027", ".md"), ("news/2026", ".png"), ("news/2026", ".pdf"),
    ("catalogue/ha-noi/thuong-tin", ".yaml"), ("catalogue/ha-noi", ".yaml"), ("catalogue/reference", ".yaml"),
    ("catalogue/reference/tep", ".pdf"), ("catalogue", ".yaml"),
)  # fmt: skip
TARGETS = ("../outside.txt", "/etc/passwd", "nowhere", "../../mkdocs.yml", ".", "/", "..", "/proc/self/environ")


def cases() -> Iterator[tuple[str, str]]:
    """The folder and the name of each file."""
    for folder, ending in PLACES:
        for stem in STEMS:
            if len((stem + ending).encode()) <= 255 and "/" not in stem:
                yield folder, stem + ending


@pytest.fixture
def root(site_root: Path) -> Path:
    """A project with something beside it that is nobody's business, and its site."""
    (site_root.parent / "outside.txt").write_text(SECRET, "utf-8")
    build(site_root)
    return site_root


def build(root: Path) -> None:
    request = BuildRequest(root, TODAY, begin_own_frames(root / "mkdocs.yml"), open_data=DATA_PARTS)
    report = build_site(request, root.parent / "site", forget=True).report
    assert report.errors == 0, report.diagnostics


def owners(root: Path) -> dict[str, str]:
    """Every file of the site with the address that it says it has."""
    found = {}
    for file in (root.parent / "site").rglob("*"):
        if file.is_file():
            named = re.search(rb'<link rel="canonical" href="([^"]*)"', file.read_bytes()) if file.suffix == ".html" else None
            found[file.relative_to(root.parent / "site").as_posix()] = named[1].decode() if named else ""
    return found


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in (".png", ".pdf", ".js"):
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + SECRET.encode())
    else:
        path.write_text(ARTICLE if "news" in path.parts else "# Trang mẫu\n\nChữ.\n", "utf-8")


def refused(root: Path) -> set[str]:
    """The files of which an error is told."""
    told = check_catalogue(root, TODAY).diagnostics
    return {one.place.file for one in told if severity_of(one) is Severity.ERROR}


def around(root: Path) -> dict[str, bytes]:
    """What lies beside the project and its site."""
    beside = (path for path in root.parent.iterdir() if path.name not in ("small", "site") and not path.name.startswith(".site"))
    return {path.name: path.read_bytes() for path in beside if path.is_file()}


@pytest.mark.slow("many examples")
def test_every_name_is_refused_or_has_an_address_of_its_own(root: Path) -> None:
    """Of more than 300 names at 20 places: reserved by systems, alike but for case or marks, taken by the program or a place."""
    tried = list(cases())
    assert len(tried) > 1_000
    before, beside = owners(root), around(root)
    there = {path.relative_to(root).as_posix() for path in root.rglob("*")}
    written = set()
    for folder, name in tried if is_long() else some_of(tried, of=10):
        path = root / folder / name
        if not path.exists():
            write(path)
            written.add(f"{folder}/{name}")
    for wrong in refused(root) - there:
        if (root / wrong).is_dir():
            shutil.rmtree(root / wrong)
        else:
            (root / wrong).unlink(missing_ok=True)
    for wrong in refused(root) - there:  # what was hidden by another mistake
        (root / wrong).unlink(missing_ok=True)
    kept = {name for name in written if (root / name).exists()}
    assert 0 < len(kept) < len(written)
    build(root)
    after = owners(root)
    assert {path: after.get(path) for path in before if "trang-" not in path} == {
        p: o for p, o in before.items() if "trang-" not in p
    }
    folded = [unicodedata.normalize("NFKC", address).casefold() for address in after]
    assert len(set(folded)) == len(folded)
    for address in after:
        for part in address.split("/"):
            assert re.fullmatch(r"[A-Za-z0-9@][A-Za-z0-9@._-]*(?<![.])", part) and not RESERVED.fullmatch(part), address
    assert around(root) == beside


@pytest.mark.parametrize("target", some_of(TARGETS, of=4))
def test_no_link_is_followed_from_anywhere(target: str, site_root: Path) -> None:
    """As a page, a picture, a record, a folder, at each of the places: all are told, and nothing is built."""
    (site_root.parent / "outside.txt").write_text(SECRET, "utf-8")
    for folder in dict.fromkeys(folder for folder, _ in PLACES):
        for name in ("trang.md", "anh.png", "xa", "1.001193.yaml"):
            path = site_root / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(path):
                path.symlink_to(target)
    links = {path.relative_to(site_root).as_posix() for path in site_root.rglob("*") if path.is_symlink()}
    assert len(links) > 45
    told_of = refused(site_root)
    assert {path for path in links if not any(path.startswith(f"{above}/") for above in told_of)} <= told_of
    request = BuildRequest(site_root, TODAY, begin_own_frames(site_root / "mkdocs.yml"))
    assert build_site(request, site_root.parent / "site", forget=True).report.errors
    assert not (site_root.parent / "site").exists()
