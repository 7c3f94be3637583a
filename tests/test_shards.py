"""A site built in shards is identical to one built at once."""

import os
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import TODAY, add_settings, some_of
from niemyet.building.shards import CACHE, Shard
from niemyet.cli import app
from test_site import build, bytes_of, same_tree

pytestmark = pytest.mark.usefixtures("frames_at_hand")
POSTING = "catalogue/ha-noi/kim-lien/1.004222.yaml"


def run(command: str, root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [command, *words, "--root", str(root), "--as-of", TODAY.isoformat()])


def make_shards(root: Path, folder: Path, count: int, *words: str) -> list[str]:
    """Makes every shard from a clone of its own, as machines do; gives their folders."""
    made = []
    for number in range(1, count + 1):
        clone = folder / f"clone-{number}"
        shutil.copytree(root, clone)
        for file in clone.rglob("*"):
            os.utime(file, (number, number))
        made.append(str(folder / f"shard-{number}"))
        assert run("build", clone, "--shard", f"{number}/{count}", "--site-dir", made[-1], *words).exit_code == 0
        shutil.rmtree(clone)
    return made


@pytest.mark.parametrize("count", some_of([1, 2, 5], of=2))
def test_shards_merged_are_the_whole_site(count: int, site_root: Path, tmp_path: Path) -> None:
    """However many there are, and wherever they were made; with open data too."""
    if count == 2:
        add_settings(site_root, "open_data: true")
    shards = make_shards(site_root, tmp_path / "machines", count)
    result = run("merge", site_root, *shards)
    assert result.exit_code == 0, result.output
    assert run("build", site_root, "--site-dir", str(tmp_path / "whole")).exit_code == 0
    assert same_tree(site_root / "site", tmp_path / "whole")
    result = run("build", site_root)
    assert ", ghi 0 tệp," in result.output


def test_printed_sheets_come_with_their_shards(site_root: Path, tmp_path: Path) -> None:
    """The merge takes every sheet over as it was set, whichever sheets were set beside it."""
    shards = make_shards(site_root, tmp_path / "machines", 2, "--sheets")
    assert run("merge", site_root, *shards, "--sheets").exit_code == 0
    assert run("build", site_root, "--sheets", "--site-dir", str(tmp_path / "whole")).exit_code == 0
    assert same_tree(site_root / "site", tmp_path / "whole")
    set_there = {sheet.stat().st_ino for folder in shards for sheet in Path(folder).rglob("*.pdf")}
    assert {sheet.stat().st_ino for sheet in (site_root / "site").rglob("*.pdf")} == set_there


def test_every_commune_is_in_one_shard(site_root: Path, tmp_path: Path) -> None:
    """No page is made twice, none is left out, and a shard has nothing but its communes' pages."""
    shards = [bytes_of(Path(folder)) for folder in make_shards(site_root, tmp_path, 3)]
    pages = [path for shard in shards for path in shard if path != CACHE]
    build(site_root)
    communes = {f"{folder.parent.name}/{folder.name}" for folder in (site_root / "catalogue").glob("*/*/")}
    of_communes = re.compile(rf"(theo-doi/(truc-tuyen/)?)?({'|'.join(communes)})/")
    expected = {path for path in bytes_of(site_root / "site") if of_communes.match(path)}
    assert sorted(pages) == sorted(expected)
    for path in ("ha-noi/thuong-tin", "ha-noi/kim-lien"):
        assert sum(Shard(number, 7).has(path) for number in range(1, 8)) == 1


def test_what_has_changed_since_is_made_by_the_merge(site_root: Path, tmp_path: Path) -> None:
    """A shard of older records, or one that is missing, costs time and never a wrong page."""
    shards = make_shards(site_root, tmp_path, 2)
    (site_root / POSTING).write_text((site_root / POSTING).read_text("utf-8") + "counter: Quầy số 9\n", "utf-8")
    assert run("merge", site_root, shards[0]).exit_code == 0
    assert run("merge", site_root, *shards, "--site-dir", str(tmp_path / "both")).exit_code == 0
    build(site_root, tmp_path / "whole")
    assert same_tree(site_root / "site", tmp_path / "whole")
    assert same_tree(tmp_path / "both", tmp_path / "whole")


@pytest.mark.parametrize("words", ["0/2", "3/2", "1", "a/b", "1/0"])
def test_a_shard_that_cannot_be(words: str, site_root: Path, tmp_path: Path) -> None:
    """One line says how it is written."""
    result = run("build", site_root, "--shard", words, "--site-dir", str(tmp_path / "shard"))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "--shard 1/4" in result.stderr


def test_a_shard_has_a_folder_of_its_own(site_root: Path) -> None:
    """It never takes the place of the site."""
    build(site_root)
    before = bytes_of(site_root / "site")
    assert run("build", site_root, "--shard", "1/2").exit_code == 2
    assert run("build", site_root, "--shard", "1/2", "--site-dir", str(site_root / "site")).exit_code == 1
    assert bytes_of(site_root / "site") == before


@pytest.mark.parametrize("harm", ["no shard", "another program", "lost page"])
def test_a_harmed_shard_is_told_in_one_line(harm: str, site_root: Path, tmp_path: Path) -> None:
    """Nothing is published, and the message names the folder or the file."""
    (shard,) = make_shards(site_root, tmp_path, 1)
    page = Path(shard, "ha-noi/kim-lien/1.004222/index.html")
    if harm == "no shard":
        Path(shard, CACHE).unlink()
    elif harm == "another program":
        Path(shard, CACHE).write_bytes(b"SQLite format 3\0")
    else:
        page.unlink()
    result = run("merge", site_root, shard)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert ("1.004222/index.html" if harm == "lost page" else shard) in result.stderr
    assert not (site_root / "site").exists()


def test_a_shard_with_errors_is_not_made(site_root: Path, tmp_path: Path) -> None:
    """As a site: it is told, and nothing is written."""
    (site_root / POSTING).write_text("posted: hôm qua\n", "utf-8")
    result = run("build", site_root, "--shard", "1/1", "--site-dir", str(tmp_path / "shard"))
    assert result.exit_code == 1
    assert POSTING in result.stderr
    assert not (tmp_path / "shard").exists()
