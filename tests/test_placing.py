"""Files take their places together: whatever the system refuses and whenever the program is killed, all of them or none."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import REPOSITORY
from faults.__main__ import read_counts, write_counts
from faults.judging import Counts
from niemyet.cache import placing
from niemyet.cache.placing import complete_placing, is_cut_off, open_placing, place_together

BEFORE = {"a": b"old a", "deep/b": b"old b"}
AFTER = {"a": b"new a", "new/c": b"new c"}
STEPS = ("mkdir", "replace", "unlink", "write_bytes")
"""What is done to files: made to fail, or where the program is killed."""


def contents_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some files, and a folder of the user's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, data in BEFORE.items():
        file = tmp_path / "files" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (tmp_path / "files/a").chmod(0o640)
    return tmp_path / "files"


def change(folder: Path) -> None:
    """Two files are written and one is removed."""
    place_together(folder, {folder / "a": b"new a", folder / "new/c": b"new c", folder / "deep/b": None})


def at_step(number: int, act: Callable[[], None]) -> Callable[[pytest.MonkeyPatch], list[str]]:
    """Makes the operation of that number do `act` first; returns the names of those that were met."""

    def arm(patch: pytest.MonkeyPatch) -> list[str]:
        met: list[str] = []

        def around(name: str, real: Callable[..., object]) -> Callable[..., object]:
            def meet(*words: object, **more: object) -> object:
                met.append(name)
                if len(met) == number:
                    act()
                return real(*words, **more)

            return meet

        for name in ("mkdir", "unlink", "write_bytes"):
            patch.setattr(Path, name, around(name, getattr(Path, name)))
        for name in ("replace", "write"):
            patch.setattr(os, name, around(name, getattr(os, name)))
        return met

    return arm


def test_they_take_their_places(folder: Path) -> None:
    """With the rights that the old files had, and nothing beside them."""
    change(folder)
    assert contents_of(folder) == AFTER
    assert (folder / "a").stat().st_mode & 0o777 == 0o640
    assert list((folder.parent / "cache").rglob("placing-*")) == []


def refuse() -> None:
    raise OSError(errno.ENOSPC, "full")


def end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_whatever_is_refused_everything_is_as_it_was(folder: Path) -> None:
    """Each operation fails once; and where nothing more can be done, the error names a file."""
    number, refused = 0, 0
    seen: set[int | None] = set()
    while True:
        number += 1
        with pytest.MonkeyPatch.context() as patch:
            met = at_step(number, refuse)(patch)
            try:
                change(folder)
            except OSError as error:
                refused += 1
                seen.add(error.errno)
                assert contents_of(folder) == BEFORE, (number, met)
                assert not (folder / "new").exists()
                continue
        assert contents_of(folder) == AFTER
        if len(met) < number:
            break
        place_together(folder, {folder / name: data for name, data in BEFORE.items()} | {folder / "new/c": None})
        (folder / "new").rmdir()
    assert refused > 10
    assert seen == {errno.ENOSPC}


def test_what_cannot_come_back_either_is_completed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full from the second rename on, and cuts what is written short: no file is torn by the next command."""
    replace, write, renamed = os.replace, Path.write_bytes, list[int]()

    def refuse_second(*words: str | Path) -> None:
        renamed.append(1)
        replace(*words) if len(renamed) == 1 else refuse()

    def cut_short(file: Path, data: bytes) -> int:
        if len(renamed) < 2:
            return write(file, data)
        write(file, data[:1])
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse_second)
        patch.setattr(Path, "write_bytes", cut_short)
        with pytest.raises(OSError, match="full"):
            change(folder)
    assert is_cut_off(folder)
    complete_placing(folder)
    assert contents_of(folder) == AFTER
    assert not is_cut_off(folder)


@pytest.mark.slow("commands that are killed")
def test_after_a_kill_the_next_command_completes_it_or_takes_it_back(folder: Path) -> None:
    """Killed at each operation: afterwards all or none, nothing beside them, and both happen."""
    seen = set()
    for number in range(1, 30):
        child = os.fork()
        if child == 0:
            with pytest.MonkeyPatch.context() as patch:
                at_step(number, end)(patch)
                change(folder)
            os._exit(0)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        complete_placing(folder)
        now = contents_of(folder)
        assert now in (BEFORE, AFTER), number
        assert (folder / "new").exists() == (now == AFTER)
        seen.add(now == AFTER)
        if not killed:
            assert now == AFTER
            break
        if now == AFTER:
            place_together(folder, {folder / name: data for name, data in BEFORE.items()} | {folder / "new/c": None})
            (folder / "new").rmdir()
    assert not killed
    assert seen == {True, False}


def test_what_another_command_has_under_way_is_left_alone(folder: Path) -> None:
    """A command that begins while another writes completes nothing of it."""
    with open_placing(folder) as under_way:
        under_way.add(folder / "a", b"new a")
        complete_placing(folder)
        under_way.commit()
    assert contents_of(folder)["a"] == b"new a"


def test_no_file_of_the_repository_is_taken_for_the_journal(folder: Path) -> None:
    """A stranger's proposal may hold any file; what is under way stands in the user's own folder alone."""
    journal = placing._journal_of(folder)
    assert folder not in journal.parents
    (folder / journal.name).write_text('["new", "a"]\n["ready", "."]\n', "utf-8")
    (folder / ".a.new").write_bytes(b"evil")
    complete_placing(folder)
    assert contents_of(folder)["a"] == b"old a"


def test_a_journal_that_cannot_be_removed_while_it_is_open_says_nothing_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: it goes once it is closed; and should it stay, a file of the name of a removed one is not removed again."""
    journal, unlink = placing._journal_of(folder), Path.unlink

    def refuse_journal(path: Path, missing_ok: bool = False) -> None:
        if path == journal:
            raise PermissionError(errno.EACCES, "used by another process", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse_journal)
    change(folder)
    assert journal.exists()
    (folder / "deep/b").write_bytes(b"again")
    complete_placing(folder)
    assert contents_of(folder) == AFTER | {"deep/b": b"again"}


def test_without_a_folder_of_its_own_files_are_written_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The account of a service often has none."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    change(folder)
    assert contents_of(folder) == AFTER


@pytest.mark.slow("a compiler and many processes")
@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="không có trình biên dịch C trên máy này")
@pytest.mark.parametrize(
    "words",
    [["--only", "format", "--most", "1"], pytest.param(["--most", "6"], marks=pytest.mark.long("the same of `format` alone"))],
    ids=["format", "every command"],
)
def test_each_operation_of_a_command_may_fail(words: list[str]) -> None:
    """A slice of `make faults`, with the real layer: old or new as a whole, a sentence, and the next run completes."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (REPOSITORY / "generator", REPOSITORY / "tests")))}
    done = subprocess.run([sys.executable, "-m", "faults", *words], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert " | 1 | 1 |" in done.stdout or "--only" not in words


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="cần quyền root để làm việc bằng tài khoản khác")
def test_another_account_with_the_environment_of_this_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its user's folder may not be entered: nothing there is cut off, and what it writes is written."""
    (folder.parent / "locked").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent / "locked" / "cache"))
    for place in (folder, folder / "deep"):
        os.chown(place, 65534, 65534)
    os.seteuid(65534)
    try:
        assert not is_cut_off(folder)
        complete_placing(folder)
    finally:
        os.seteuid(0)


def test_what_other_rules_have_judged_is_not_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The counts of another version of the judging are said and left out."""
    kept = tmp_path / "faults-7.json"
    assert read_counts(kept) == {}
    write_counts(kept, {"format": Counts(1, 2, 3)})
    assert read_counts(kept) == {"format": Counts(1, 2, 3)}
    kept.write_text('{"format": {"operations": 1, "mixed_by_kill": 2}}', "utf-8")
    assert (read_counts(kept), "faults-7.json" in capsys.readouterr().err) == ({}, True)
