"""Publishing: all or nothing, the same bytes for the same records, and only changed files are written."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import TODAY, some_of
from known_frames import begin_known_frames
from niemyet.building import site as site_parts
from niemyet.building import workers
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.cli import app
from niemyet.publish.sitemap import MOST_ADDRESSES, make_sitemaps
from niemyet.publish.staging import INSIDE, StagingError, stage
from test_site import build, same_tree

pytestmark = pytest.mark.usefixtures("frames_at_hand")
POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"
FEE = "catalogue/ha-noi/1.001193.yaml"
NAMED_IN_AN_ARTICLE = "catalogue/ha-noi/thuong-tin/1.004222.yaml"
WITH_WORKERS = "from niemyet import cli; from niemyet.building import workers; workers.FEWEST_FILES = 0; cli.app()"
"""The command as it works on a large catalogue: a small one is done in one process."""


def command(root: Path, *words: str) -> list[str]:
    return [sys.executable, "-c", WITH_WORKERS, "build", "--root", str(root), "--as-of", TODAY.isoformat(), *words]


def run_build(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["build", "--root", str(root), "--as-of", TODAY.isoformat(), *words])


def processes_of(root: Path) -> list[str]:
    """Every process whose command line names `root`."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(root) in (entry / "cmdline").read_bytes().split(b"\0"):
                found.append(entry.name)
        except OSError:
            continue  # it has ended since it was listed
    return found


def snapshot(site: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file with its inode, its time and its bytes."""
    return {
        str(file.relative_to(site)): (file.stat().st_ino, file.stat().st_mtime_ns, file.read_bytes())
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize(
    "path", [POSTING, NAMED_IN_AN_ARTICLE, "catalogue/ha-noi/province.yaml", "catalogue/reference/documents.yaml"]
)
def test_a_build_with_errors_leaves_the_old_site(path: str, site_root: Path) -> None:
    """An error in a commune, a province or the law is told, and writes nothing at all."""
    build(site_root)
    before = snapshot(site_root / "site")
    (site_root / path).write_text("posted: hôm qua\n", "utf-8")
    result = run_build(site_root)
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == 1
    assert f"--> {path}:1:" in result.stderr
    assert snapshot(site_root / "site") == before
    assert sorted(p.name for p in site_root.glob(".site.*")) == [".site.cache", ".site.lock"]


def _is_begun(staging: Path) -> bool:
    return staging.is_dir()


def _has_pages(staging: Path) -> bool:
    return (staging / "huong-dan/index.html").exists()


WITH_COUNTER = {"build.json", "ha-noi/kim-lien/1.001193/index.html", "ha-noi/kim-lien/phi-thoi-han.json"}
"""What shows the counter of POSTING: its page, what search results say of the commune's postings, and what vouches for both."""


def _has_records(staging: Path) -> bool:
    return any((staging / name).exists() for name in ("ha-noi", "thu-tuc"))


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks for processes where Linux lists them")
@pytest.mark.parametrize(("moment", "jobs"), some_of(product([_is_begun, _has_pages, _has_records], ["1", "3"]), of=4))
def test_a_killed_build_leaves_the_old_site_and_the_next_one_works(
    moment: Callable[[Path], bool], jobs: str, site_root: Path
) -> None:
    """Killed at any moment of its writing, it leaves the site alone and nothing running, and the next build clears up."""
    build(site_root)
    before = snapshot(site_root / "site")
    (site_root / POSTING).write_text((site_root / POSTING).read_text("utf-8") + "counter: Quầy số 9\n", "utf-8")
    process = subprocess.Popen(
        command(site_root, "--clean", "--jobs", jobs),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        staging = site_root / ".site.new"
        while process.poll() is None and not moment(staging):
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert snapshot(site_root / "site") == before
        assert build(site_root).pages > 0
        assert "Quầy số 9" in (site_root / "site/ha-noi/kim-lien/1.001193/index.html").read_text("utf-8")
        assert not staging.exists()
        assert processes_of(site_root) == []
    finally:
        for left in processes_of(site_root):
            os.kill(int(left), signal.SIGKILL)


def test_unchanged_files_keep_their_inode_and_time(site_root: Path) -> None:
    """One changed posting touches its own page and the lists that name it, and nothing else."""
    build(site_root)
    before = snapshot(site_root / "site")
    text = (site_root / POSTING).read_text("utf-8")
    (site_root / POSTING).write_text(text.rstrip("\n") + "\ncounter: Quầy số 9\n", "utf-8")
    build(site_root)
    after = snapshot(site_root / "site")
    assert {path for path in after if after[path] != before[path]} == WITH_COUNTER


@pytest.mark.parametrize("number", some_of([errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK], of=5))
def test_a_site_is_built_again_where_no_file_has_two_names(number: int, site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On FAT and some network folders a hard link is refused: the next whole build still gives the whole site."""
    assert run_build(site_root).exit_code == 0
    before = {path: data for path, (_, _, data) in snapshot(site_root / "site").items()}

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "no links")

    monkeypatch.setattr(os, "link", refuse)
    result = run_build(site_root, "--clean")
    assert result.exit_code == 0, result.output
    assert {path: data for path, (_, _, data) in snapshot(site_root / "site").items()} == before


def test_a_removed_record_loses_its_page(site_root: Path) -> None:
    """What is gone from the catalogue is gone from the site."""
    build(site_root)
    (site_root / POSTING).unlink()
    build(site_root)
    assert not (site_root / "site/ha-noi/kim-lien/1.001193").exists()
    assert (site_root / "site/ha-noi/kim-lien/1.004222/index.html").is_file()


def test_the_same_records_give_the_same_bytes(site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the site's folder and whoever does the work; in a catalogue as large as a country's they wait for the disk."""
    build(site_root)
    monkeypatch.setattr(workers, "FEWEST_FILES", 0)
    monkeypatch.setattr(site_parts, "FILES_OF_A_COUNTRY", 1)
    asked: list[bool] = []

    def start(take_over: Callable[[object], None], task: object, waits: bool) -> ProcessPoolExecutor:
        asked.append(waits)
        return ProcessPoolExecutor(2 + waits, initializer=take_over, initargs=(task,))

    other = site_root / "elsewhere" / "deep"
    build_site(BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml"), start), other)
    assert same_tree(site_root / "site", other)
    assert asked.count(True) == 1


@pytest.mark.long("shards, workers and Windows, imitated, give the same bytes")
def test_the_machine_leaves_no_trace_in_the_site(site_root: Path, tmp_path: Path) -> None:
    """Another root, umask, zone, language, order of sets and number of workers give the same bytes."""
    other = tmp_path / "another place" / "é"
    shutil.copytree(site_root, other)
    for file in other.rglob("*"):
        os.utime(file, (1, 1))
    plain = os.environ | {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    odd = os.environ | {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "20"}
    subprocess.run(command(site_root, "--jobs", "1"), env=plain, check=True, capture_output=True)
    subprocess.run(command(other, "--jobs", "2"), env=odd, check=True, capture_output=True, umask=0o077)
    assert same_tree(site_root / "site", other / "site")
    for file in (other / "site").rglob("*"):
        assert file.is_dir() or os.fsencode(other) not in file.read_bytes(), file


@pytest.mark.parametrize("kind", ["file", "link to the records", "link to itself"])
def test_a_site_goes_only_into_a_folder(kind: str, site_root: Path) -> None:
    """A file in the site's place, or a link to what is no place for a site, is refused in one line, and kept."""
    site = site_root / "site"
    if kind == "file":
        site.write_text("mine", "utf-8")
    else:
        site.symlink_to(site_root / ("docs" if kind == "link to the records" else "site"))
    with pytest.raises(StagingError):
        build(site_root)
    result = run_build(site_root)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert os.path.lexists(site)
    assert (site_root / "docs" / "index.md").is_file()


def test_a_folder_that_is_no_site_is_kept(site_root: Path) -> None:
    """Somebody's own files are never thrown away for a site: a folder that no build made is refused in one line."""
    mine = site_root / "thu-rieng"
    mine.mkdir()
    (mine / "luan-van.txt").write_text("mine", "utf-8")
    result = run_build(site_root, "--site-dir", str(mine))
    assert (mine / "luan-van.txt").is_file()
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("there", [True, False])
def test_of_a_link_the_folder_is_replaced(there: bool, site_root: Path) -> None:
    """Who serves a link goes on serving it: the folder behind it is swapped, with its lock and its cache beside it."""
    (site_root / "releases").mkdir()
    folder, site = site_root / "releases/1", site_root / "site"
    site.symlink_to("releases/1")
    if there:
        build(site_root, folder)
    before = folder.stat().st_ino if there else 0
    assert run_build(site_root, "--clean").exit_code == 0
    assert os.readlink(site) == "releases/1"
    assert folder.stat().st_ino != before
    assert sorted(path.name for path in folder.parent.iterdir()) == [".1.cache", ".1.lock", "1"]
    assert run_build(site_root).stdout.split(", ")[1] == "ghi 0 tệp"


@pytest.fixture(params=some_of(["another file system", "the same one"], of=2))
def mounted(request: pytest.FixtureRequest, site_root: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder at which a volume is mounted, as in a container."""
    site, volume = site_root / "trang công khai", tmp_path / "volume"
    for folder in (site, volume):
        folder.mkdir()
    what = ["--bind", str(volume)] if request.param == "the same one" else ["-t", "tmpfs", "none"]
    if not shutil.which("mount") or subprocess.run(["mount", *what, str(site)], check=False, capture_output=True).returncode:
        pytest.skip("tài khoản này không gắn được ổ đĩa vào thư mục")
    (site / "lost+found").mkdir()
    yield site
    subprocess.run(["umount", str(site)], check=True)


def test_a_mounted_site_is_changed_file_by_file(mounted: Path, site_root: Path) -> None:
    """It holds the site and what belongs to the file system, and nothing else; what is unchanged keeps inode and time."""

    def write(*words: str) -> int:
        result = run_build(site_root, "--site-dir", str(mounted), *words)
        assert result.exit_code == 0, result.stderr
        return int(result.stdout.split(", ghi ")[1].split(" ")[0])

    assert write() > 0
    before = snapshot(mounted)
    assert write() == 0
    (site_root / POSTING).write_text((site_root / POSTING).read_text("utf-8").rstrip("\n") + "\ncounter: Quầy số 9\n", "utf-8")
    assert write() == len(WITH_COUNTER - {"build.json"})
    (mounted / "ha-noi/xa-cu").mkdir()
    (mounted / "ha-noi/xa-cu/index.html").write_text("cũ", "utf-8")
    (mounted / "ra-ngoai").symlink_to(site_root / "docs")
    assert write() > 1
    (mounted / "lost+found").rmdir()
    build(site_root)
    assert same_tree(mounted, site_root / "site")
    changed = {path for path, file in snapshot(mounted).items() if file != before[path]}
    assert changed == WITH_COUNTER
    assert (site_root / "docs/index.md").is_file()


def test_a_mounted_site_is_made_again_after_a_build_was_killed(
    mounted: Path, site_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be half old and half new, or have no list of pages yet: nobody takes it for whole, or for somebody else's."""
    build(site_root, mounted)

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(os, "replace", end)
        with pytest.raises(KeyboardInterrupt):
            build_site(BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml")), mounted, forget=True)
    (mounted / "ha-noi/kim-lien/1.001193/index.html").write_text("nửa", "utf-8")
    (mounted / "sitemap.xml").unlink()
    (mounted / INSIDE).mkdir()
    build(site_root, mounted)
    (mounted / "lost+found").rmdir()
    build(site_root)
    assert same_tree(mounted, site_root / "site")


@pytest.mark.parametrize("whole", [False, True])
def test_a_changed_page_is_known_by_its_second(whole: bool, site_root: Path) -> None:
    """A new fee has the length of the old one and may come in the same second: servers that go by these tell them apart."""
    build(site_root)
    page, asset = site_root / "site/ha-noi/thuong-tin/1.001193/index.html", site_root / "site/assets/niemyet.css"
    ahead = int(time.time()) + 60
    for file in (page, asset):
        os.utime(file, (ahead, ahead))
    size = page.stat().st_size
    overlay = site_root / FEE
    overlay.write_text(overlay.read_text("utf-8").replace("5000", "6000"), "utf-8")
    build_site(BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml")), site_root / "site", forget=whole)
    assert (page.stat().st_size, page.stat().st_mtime_ns) == (size, (ahead + 1) * 10**9)
    assert asset.stat().st_mtime_ns == ahead * 10**9


def test_an_empty_folder_becomes_the_site(site_root: Path) -> None:
    """Nothing is lost in it."""
    (site_root / "site").mkdir()
    assert run_build(site_root).exit_code == 0
    assert (site_root / "site/index.html").is_file()


def test_records_are_not_overwritten_through_a_link(site_root: Path) -> None:
    """A way into the catalogue through a link is a way into the catalogue."""
    (site_root / "ra").symlink_to(site_root / "catalogue")
    result = run_build(site_root, "--site-dir", str(site_root / "ra" / "ha-noi"))
    assert (site_root / "catalogue/ha-noi/province.yaml").is_file()
    assert result.exit_code == 1


def test_one_build_at_a_time(site_root: Path) -> None:
    """A second build of the same site is refused in one line while the first one runs, and disturbs nothing."""
    site = site_root / "site"
    with stage(site) as first:
        (first.folder / "begun").touch()
        with pytest.raises(StagingError), stage(site):
            pass
        result = run_build(site_root)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert (first.folder / "begun").exists()
    assert not site.exists()
    with stage(site):
        assert os.path.isdir(site_root / ".site.new")


@pytest.mark.parametrize("name", [".site.new", ".site.old"])
def test_what_lies_at_a_name_of_the_builds_is_no_way_elsewhere(name: str, tmp_path: Path) -> None:
    """A link or a file there, as a proposal could put one, is neither followed nor in the way for ever."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs").touch()
    for lies in (lambda at: at.symlink_to(elsewhere), Path.touch):
        lies(tmp_path / name)
        with stage(tmp_path / "site") as staging:
            assert staging.published is None and not [*staging.folder.iterdir()]
        (tmp_path / name).unlink(missing_ok=True)
    assert [*elsewhere.iterdir()] == [elsewhere / "theirs"]
    (tmp_path / ".site.lock").unlink()
    (tmp_path / ".site.lock").symlink_to(tmp_path / "made")
    with pytest.raises(OSError, match="lock"), stage(tmp_path / "site"):
        pass
    assert not (tmp_path / "made").exists()


def test_a_large_sitemap_is_split() -> None:
    """No file names more than 50,000 addresses; together they name each once."""
    addresses = [f"{n}/" for n in range(MOST_ADDRESSES + 1)]
    files = dict(make_sitemaps("https://x/", addresses, {"vi": ""}))
    assert set(files) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}
    assert files["sitemap-1.xml"].count("<loc>") == MOST_ADDRESSES
    assert files["sitemap-2.xml"].count("<loc>") == 1
    assert "https://x/sitemap-2.xml" in files["sitemap.xml"]
