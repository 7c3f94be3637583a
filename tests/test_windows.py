"""Windows, imitated on Linux: the program lacks what Windows lacks, is refused what it refuses, and makes the same site.

`windows/sitecustomize.py` says what is imitated. No test here has run on Windows.
"""

import errno
import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from conftest import HERE, REPOSITORY, is_long, make_site_root, some_of
from niemyet.cache.cache_file import DamagedCacheError, create_cache_file, part_of
from niemyet.cli import app
from niemyet.model.folding import strip_marks
from niemyet.publish.staging import stage
from niemyet.system import spell_as_found
from test_site import build

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what is open is looked up where Linux lists it")

DAY = ("--as-of", "2026-11-22")
POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"
COMMAND = "from niemyet.building import workers; workers.FEWEST_FILES = 0; from niemyet.cli import run; run()"
"""The command as it works on a large catalogue, with workers."""
LONGEST_NAME = 160
"""Letters of a file's path below the site, of the 260 that Windows allows the whole path unless it is told otherwise."""
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


class Ran(NamedTuple):
    """A command that has ended."""

    status: int
    out: bytes
    err: str


def run(root: Path, *words: str, windows: str = "", **environment: str) -> Ran:
    """Runs a command of niemyet in a folder. `windows`: as on Windows with this code page."""
    known = os.environ | {"PYTHONPATH": os.fspath(REPOSITORY / "generator")} | environment
    known.pop("GITHUB_STEP_SUMMARY", None)
    if windows:
        path = os.pathsep.join(map(os.fspath, (HERE / "windows", REPOSITORY / "generator")))
        known |= {"PYTHONPATH": path, "CODE_PAGE": windows, "PYTHONWARNDEFAULTENCODING": "1"}
    done = subprocess.run([sys.executable, "-c", COMMAND, *words], cwd=root, env=known, capture_output=True, check=False)
    assert b"sitecustomize" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout.replace(b"\r\n", b"\n"), done.stderr.decode("utf-8", "replace").replace("\r\n", "\n"))


def take_picture(folder: Path) -> dict[str, bytes]:
    """Every file of a folder that is not for a program alone, with its bytes."""
    of_programs = (".site.", "/.git/", "/.coverage.")
    files = (
        file for file in sorted(folder.rglob("*")) if file.is_file() and not any(one in file.as_posix() for one in of_programs)
    )
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """Two equal projects, one for each system."""
    roots = tmp_path / "linux", tmp_path / "windows"
    for root in roots:
        shutil.copytree(HERE / "small", root)
        make_site_root(root)
    return roots


def test_the_site_is_the_same(both: tuple[Path, Path], frames_at_hand: None) -> None:
    """Built from nothing with workers, with a posting changed, and again whole: the same bytes, at names that Windows has."""
    here, there = both

    def compare(*more: str) -> None:
        words = ("build", "--jobs", "2", *DAY, *more)
        usual = CliRunner().invoke(app, [*words, "--root", os.fspath(here)])
        odd = run(there, *words, windows="cp1258")
        assert (odd.status, usual.exit_code) == (0, 0), odd.err
        assert take_picture(there) == take_picture(here)

    compare("--sheets")
    for root in both:
        text = (root / POSTING).read_text("utf-8")
        (root / POSTING).write_text(text.rstrip("\n") + "\ncounter: Quầy số 9\n", "utf-8")
    compare("--sheets")
    for root in both if is_long() else ():
        settings = (root / "mkdocs.yml").read_text("utf-8")
        (root / "mkdocs.yml").write_text(settings.replace("site_name: ", "site_name: Thử "), "utf-8")
    if is_long():
        compare("--profile")
    names = list(take_picture(there / "site"))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name) <= LONGEST_NAME
        assert not any(RESERVED.fullmatch(part) or part.endswith((".", " ")) for part in name.split("/")), name
        assert not re.search(r'[\x00-\x1f<>:"\\|?*]', name), name


WORDS = [
    ("check", "--help"),
    ("check", *DAY, "--jobs", "2"),
    ("answer", "ha-noi/kim-lien", "1.001193", *DAY),
    ("diff", "HEAD", *DAY),
    ("buidl",),
]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in git, changed since its only commit, in which there is a link; a record of this year's news is wrong."""
    root = tmp_path_factory.mktemp("changed")
    shutil.copytree(HERE / "small", root, dirs_exist_ok=True)
    make_site_root(root)
    (root / "catalogue/ha-noi/link.yaml").symlink_to("province.yaml")
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "một")):
        subprocess.run([*git, *words], cwd=root, check=True)
    (root / "catalogue/ha-noi/link.yaml").unlink()
    text = (root / POSTING).read_text("utf-8")
    (root / POSTING).write_text(text.rstrip("\n") + "\ncounter: Quầy số 9\n", "utf-8")
    (root / "news/2026/sai.md").write_text("---\ntitle: Phường\nngày: 30/02/2026\n---\n", "utf-8")
    return root


@pytest.mark.parametrize("words", some_of(WORDS, of=3), ids=" ".join)
def test_a_pipe_gets_every_letter(words: tuple[str, ...], changed: Path) -> None:
    """What is written to a file is UTF-8, whatever the code page; a console of Việt Nam shows every letter too, in two parts."""
    usual = run(changed, *words)
    assert run(changed, *words, windows="cp1252") == usual
    odd = run(changed, *words, windows="cp1252", PYTHONIOENCODING="cp1258")
    assert odd.status == usual.status, odd.err
    assert "Traceback" not in odd.err
    shown = unicodedata.normalize("NFC", odd.out.decode("cp1258"))
    assert shown == usual.out.decode().replace("→", "->").replace("ð", "?")


def test_any_command_can_be_read_on_any_console(changed: Path) -> None:
    """Where the code page has no Vietnamese, letters lose marks, but none becomes a question mark and nothing breaks."""
    script = (
        "import sys; from niemyet.system import settle_streams; settle_streams(); from niemyet.cli import app;"
        "from niemyet.cli.help.usage_errors import run_and_answer\n"
        "for words in sys.argv[1:]: print(words, run_and_answer(app, words.split()))"
    )
    lines = [
        "--help", "new --help", "import --help --lang en", "explain bad-date", "check", "check --summary", "buidl",
        "new posting --lis", "report ha-noi", "diff HEAD", "format --check", "confirm ha-noi --dry-run",
    ]  # fmt: skip
    for page in some_of(("cp1258", "cp1252"), of=2):
        known = os.environ | {"PYTHONPATH": os.fspath(REPOSITORY / "generator"), "PYTHONIOENCODING": page}
        command = [sys.executable, "-c", script, *lines]
        done = subprocess.run(command, cwd=changed, env=known, capture_output=True, check=False)
        told = done.stdout.decode(page) + done.stderr.decode(page)
        assert (done.returncode, "Traceback" in told) == (0, False), told
        for line in lines:
            assert re.search(rf"(?m)^{re.escape(line)} [012]\r?$", told), line
        words = strip_marks(told)
        assert "kiem tra moi ban ghi" in words and "khong co lenh 'buidl'" in words
        assert not re.search(r"[a-z]\?[a-z]", words), re.search(r".{20}[a-z]\?[a-z].{20}", words)


def test_mkdocs_can_be_read_on_any_console(changed: Path, tmp_path: Path) -> None:
    """Its own words and the program's: an error of a record ends it with a sentence, and the logger breaks on no letter."""
    known = os.environ | {"PYTHONPATH": os.fspath(REPOSITORY / "generator"), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=changed, env=known, capture_output=True, check=False)
    told = (done.stdout + done.stderr).decode("cp1252")
    assert done.returncode == 1, told
    assert "Logging error" not in told and "UnicodeEncodeError" not in told
    assert "news/2026/sai.md" in told and "[unknown-key]" in told, told


@pytest.mark.long("the site is held to be the same")
def test_what_is_written_is_the_same(both: tuple[Path, Path]) -> None:
    """Schemas, owners, drafts, settled records, sheets and imports: LF and UTF-8 everywhere."""
    here, there = both
    steps: list[tuple[str, ...]] = [
        ("schema", "--out", "schemas"),
        ("owners",),
        ("new", "article", "--title", "Phường thử", "--topic", "du-an", *DAY),
        ("format",),
        ("sheets", "ha-noi/kim-lien", *DAY),
    ]
    for root in both:
        text = (root / POSTING).read_text("utf-8")
        (root / POSTING).write_text(text.replace("\n", "\r\n"), "utf-8", newline="")
    for words in steps:
        usual, odd = run(here, *words), run(there, *words, windows="cp1252")
        assert (usual.status, usual.out.replace(b"linux", b"windows")) == (odd.status, odd.out), odd.err
        assert take_picture(there) == take_picture(here), words
    assert not any(b"\r\n" in data for name, data in take_picture(there).items() if name.endswith((".json", ".md")))


@pytest.mark.long("the imitation is held to refuse an open file")
def test_a_file_that_is_open_is_told_and_the_site_stays(both: tuple[Path, Path]) -> None:
    """Windows moves no folder with an open file in it: a plain sentence, and the next build works.

    In a long run a page that is written alone, too: it is refused at the same place.
    """
    _, root = both
    assert run(root, "build", "--jobs", "1", *DAY, windows="cp1252").status == 0
    before = take_picture(root / "site")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("site_name: ", "site_name: Thử "), "utf-8")
    with (root / "site/index.html").open("rb"):
        refused = run(root, "build", "--jobs", "1", *DAY, windows="cp1252")
    assert refused.status == 1
    assert f"không ghi được vào {root / 'site'}: một chương trình khác đang mở tệp ở đó" in refused.err
    assert "Traceback" not in refused.err
    assert take_picture(root / "site") == before
    assert run(root, "build", "--jobs", "1", *DAY, windows="cp1252").status == 0
    assert "Thử" in (root / "site/index.html").read_text("utf-8")
    if not is_long():
        return
    (root / POSTING).write_text((root / POSTING).read_text("utf-8").rstrip("\n") + "\ncounter: Quầy số 9\n", "utf-8")
    with (root / "site/ha-noi/kim-lien/1.001193/index.html").open("rb"):
        refused = run(root, "build", "--jobs", "1", *DAY, windows="cp1252")
    assert (refused.status, "một chương trình khác đang mở tệp ở đó" in refused.err) == (1, True)
    assert run(root, "build", "--jobs", "1", *DAY, windows="cp1252").status == 0
    assert "Quầy số 9" in (root / "site/ha-noi/kim-lien/1.001193/index.html").read_text("utf-8")


def test_one_build_at_a_time(both: tuple[Path, Path]) -> None:
    """Where another holds the lock, it is said so."""
    _, root = both
    with (root / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = run(root, "build", "--jobs", "1", *DAY, windows="cp1252")
    assert refused.status == 1
    assert "một lần tạo trang khác đang chạy" in refused.err


def test_a_worker_ends_with_its_command() -> None:
    """Without help of the kernel, and though the command is killed."""
    words = (
        "import os, sys, time; from concurrent.futures import ProcessPoolExecutor;"
        "from niemyet.system import choose_context, end_with_parent;"
        "pool = ProcessPoolExecutor(1, mp_context=choose_context(), initializer=end_with_parent, initargs=(os.getpid(),));"
        "print(pool.submit(os.getpid).result(), flush=True); time.sleep(600)"
    )
    path = os.pathsep.join(map(os.fspath, (HERE / "windows", REPOSITORY / "generator")))
    known = os.environ | {"PYTHONPATH": path, "CODE_PAGE": "cp1252"}
    with subprocess.Popen([sys.executable, "-c", words], env=known, stdout=subprocess.PIPE) as command:
        assert command.stdout is not None
        worker = int(command.stdout.readline())
        command.kill()
    end = time.monotonic() + 60
    try:
        while is_running(worker):
            assert time.monotonic() < end
            time.sleep(0.01)
    finally:
        if is_running(worker):
            os.kill(worker, signal.SIGKILL)


def is_running(process: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{process}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False


def test_a_build_killed_between_two_renames_is_taken_back(site_root: Path) -> None:
    """The site of before stands aside then; the next build begins by putting it in its place."""
    build(site_root)
    before = take_picture(site_root / "site")
    (site_root / "site").rename(site_root / ".site.old")
    with stage(site_root / "site") as staging:
        assert staging.published == site_root / "site"
    assert take_picture(site_root / "site") == before


@pytest.mark.parametrize("number", some_of([errno.EINVAL, errno.EACCES, errno.ENOSYS], of=3))
def test_where_no_file_gets_a_second_name_files_are_copied(number: int, site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT, a network folder, a phone: a whole build again keeps every unchanged file's bytes and time."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    build(site_root)
    times = {file: file.stat().st_mtime_ns for file in (site_root / "site").rglob("*.html")}
    before = take_picture(site_root / "site")
    monkeypatch.setattr(os, "link", refuse)
    (site_root / ".site.cache").unlink()
    build(site_root)
    assert take_picture(site_root / "site") == before
    assert {file: file.stat().st_mtime_ns for file in times} == times


@pytest.mark.parametrize("name", ["..\\ngoai.html", "ha-noi\\..\\..\\x", "C:x", "c:/x", "\\x", "//x/y", "x/.."])
def test_a_build_cache_names_no_file_elsewhere_on_any_system(name: str, tmp_path: Path) -> None:
    """Windows parts folders by '\\' too, and knows drives."""
    cache_file = create_cache_file(None, tmp_path)
    cache_file.put("communes/a/b", part_of(b"key", ["trang/..x/index.html", "ab:c/c..d"]))
    assert len(cache_file.list_files("communes/a/b")) == 2
    cache_file.put("communes/a/b", part_of(b"key", ["trang/index.html", name, "x"]))
    with pytest.raises(DamagedCacheError, match=f"^{re.escape(name)}$"):
        cache_file.list_files("communes/a/b")


def test_a_state_of_git_leads_nowhere_else(changed: Path, tmp_path: Path) -> None:
    """A name in a tree may hold '\\..\\', which is the folder above on Windows."""
    root = tmp_path / "forged"
    shutil.copytree(changed, root)
    blob = subprocess.run(
        ["git", "rev-parse", "HEAD:mkdocs.yml"], cwd=root, capture_output=True, check=True, text=True
    ).stdout.strip()
    subprocess.run(["git", "update-index", "--add", "--cacheinfo", f"100644,{blob},catalogue/..\\..\\x"], cwd=root, check=True)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run([*git, "commit", "-q", "-m", "hai"], cwd=root, check=True)
    told = run(root, "diff", "HEAD", *DAY)
    assert told.status != 0
    assert "cây có tên tệp lạ" in told.err


def test_a_path_is_spelt_as_its_folder_spells_it(tmp_path: Path) -> None:
    """Where HA-NOI opens ha-noi, what is asked for must still be found among the records."""
    (tmp_path / "catalogue/ha-noi").mkdir(parents=True)
    for asked in ("catalogue/ha-noi", "Catalogue/HA-NOI", "CATALOGUE/ha-noi/x.yaml"):
        spelt = spell_as_found(tmp_path, PurePath(asked))
        assert spelt.as_posix().startswith("catalogue/ha-noi")


def test_it_is_an_imitation_that_bites(tmp_path: Path) -> None:
    """The words of these tests would be empty if what is hidden could be had."""
    file = tmp_path / "x"
    file.write_text("x", "utf-8")
    path = os.pathsep.join(map(os.fspath, (HERE / "windows", REPOSITORY / "generator")))
    known = os.environ | {"PYTHONPATH": path, "CODE_PAGE": "cp1252", "PYTHONWARNDEFAULTENCODING": "1"}
    for words in (
        "import resource",
        "import os; os.fork()",
        "import os; os.open(FILE, os.O_RDONLY)",
        "import os; stream = open(FILE, 'rb'); os.replace(FILE, FILE + '2')",
        "import sys; sys.stdout.write('ế')",
        "open(FILE)",
        "from niemyet import system; assert system._START_METHOD == 'fork'",
        "open(FILE, 'w', encoding='utf-8').write('\\n'); assert open(FILE, 'rb').read() == b'\\n'",
    ):
        script = f"__name__ = 'niemyet.x'; FILE = {os.fspath(file)!r}; {words}"
        done = subprocess.run([sys.executable, "-c", script], env=known, capture_output=True, check=False)
        assert done.returncode == 1, words
