"""Publishing: all or nothing, the same bytes for the same records, and only what changed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from conftest import TODAY
from niemyet import tasks
from niemyet.mkdocs_door import begin_frames
from niemyet.pipeline import build_site
from niemyet.publish.sitemap import MOST_ADDRESSES, make_sitemaps
from niemyet.publish.staging import StagingError, stage
from test_site import build, same_tree

POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"


def snapshot(site: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file with its inode, its time and its bytes."""
    return {
        str(file.relative_to(site)): (file.stat().st_ino, file.stat().st_mtime_ns, file.read_bytes())
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def test_a_build_with_errors_leaves_the_old_site(site_root: Path) -> None:
    """An error in a posting, or in the law, writes nothing at all."""
    build(site_root)
    before = snapshot(site_root / "site")
    for path in (POSTING, "catalogue/reference/documents.yaml"):
        good = (site_root / path).read_text("utf-8")
        (site_root / path).write_text("posted: hôm qua\n", "utf-8")
        built = build(site_root)
        (site_root / path).write_text(good, "utf-8")
        assert built.report.errors
        assert built.pages == 0
        assert snapshot(site_root / "site") == before
        assert [p.name for p in site_root.glob(".site.*")] == [".site.lock"]


def test_a_killed_build_leaves_the_old_site_and_the_next_one_works(site_root: Path) -> None:
    """Killed as soon as it has begun to write, whatever it had done is thrown away by the next build."""
    build(site_root)
    before = snapshot(site_root / "site")
    (site_root / POSTING).write_text((site_root / POSTING).read_text("utf-8") + "counter: Quầy số 9\n", "utf-8")
    command = [sys.executable, "-m", "niemyet", "build", "--root", str(site_root), "--as-of", TODAY.isoformat()]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    staging = site_root / ".site.new"
    while process.poll() is None and not (staging.is_dir() and any(staging.iterdir())):
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert snapshot(site_root / "site") == before
    assert build(site_root).pages > 0
    assert "Quầy số 9" in (site_root / "site/ha-noi/kim-lien/1.001193/index.html").read_text("utf-8")
    assert not staging.exists()


def test_unchanged_files_keep_their_inode_and_time(site_root: Path) -> None:
    """One changed posting touches its own page and the lists that name it, and nothing else."""
    build(site_root)
    before = snapshot(site_root / "site")
    text = (site_root / POSTING).read_text("utf-8")
    (site_root / POSTING).write_text(text.rstrip("\n") + "\ncounter: Quầy số 9\n", "utf-8")
    build(site_root)
    after = snapshot(site_root / "site")
    assert {path for path in after if after[path] != before[path]} == {"ha-noi/kim-lien/1.001193/index.html"}


def test_a_removed_record_loses_its_page(site_root: Path) -> None:
    """What is gone from the catalogue is gone from the site."""
    build(site_root)
    (site_root / POSTING).unlink()
    build(site_root)
    assert not (site_root / "site/ha-noi/kim-lien/1.001193").exists()
    assert (site_root / "site/ha-noi/kim-lien/1.004222/index.html").is_file()


def test_the_same_records_give_the_same_bytes(site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the folder and the number of workers."""
    build(site_root)
    monkeypatch.setattr(tasks, "FEWEST_FILES", 0)
    other = site_root / "elsewhere" / "deep"

    def start(take_over: Callable[[tasks.Task], None], task: tasks.Task) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(2, initializer=take_over, initargs=(task,))

    build_site(site_root, other, TODAY, begin_frames(site_root / "mkdocs.yml"), start)
    assert same_tree(site_root / "site", other)


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_site_goes_only_into_a_folder(kind: str, site_root: Path) -> None:
    """A file or a link in the site's place is refused and kept."""
    site = site_root / "site"
    if kind == "file":
        site.write_text("mine", "utf-8")
    else:
        site.symlink_to(site_root / "docs")
    with pytest.raises(StagingError):
        build(site_root)
    assert site.exists()
    assert (site_root / "docs" / "index.md").is_file()


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """A second build of the same site is refused while the first one runs."""
    with stage(tmp_path / "site"), pytest.raises(StagingError), stage(tmp_path / "site"):
        pass
    with stage(tmp_path / "site"):
        assert os.path.isdir(tmp_path / ".site.new")


def test_a_large_sitemap_is_split() -> None:
    """No file names more than 50,000 addresses; together they name each once."""
    addresses = [f"{n}/" for n in range(MOST_ADDRESSES + 1)]
    files = dict(make_sitemaps("https://x/", addresses))
    assert set(files) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}
    assert files["sitemap-1.xml"].count("<loc>") == MOST_ADDRESSES
    assert files["sitemap-2.xml"].count("<loc>") == 1
    assert "https://x/sitemap-2.xml" in files["sitemap.xml"]
