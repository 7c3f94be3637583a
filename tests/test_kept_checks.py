"""What a check has left for the next one: never another answer than that of a check that knows nothing."""

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from conftest import TODAY, some_of
from niemyet.building import checking
from niemyet.building.checking import check_catalogue
from niemyet.building.kept_checks import KeptChecks
from niemyet.cache import kept as kept_files
from niemyet.catalogue import communes, reading
from niemyet.cli.workers import workers
from niemyet.diagnostics.report import Report
from niemyet.load.finding import SourceFile


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, of this test alone."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(kept_files, "folder_of_user", lambda: folder)
    return folder


def check_again(root: Path) -> Report:
    """A check that knows the last one, and lets the next know it."""
    kept = KeptChecks(root)
    report = check_catalogue(root, TODAY, kept=kept)
    kept.save()
    return report


def compare(root: Path) -> None:
    """A check that knows the last one tells what a first one tells, and so does one of the same files after it."""
    fresh = check_catalogue(root, TODAY)
    assert check_again(root) == fresh
    assert check_again(root) == fresh


def spoil_unseen(file: Path) -> None:
    """Changes one byte; size and times stay."""
    before, data = file.stat(), file.read_bytes()
    at = data.rindex(b"\n", 0, -1) + 1
    file.write_bytes(data[:at] + (b"X" if data[at : at + 1] != b"X" else b"Y") + data[at + 1 :])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def empty(file: Path) -> None:
    file.write_bytes(b"")


def remove(file: Path) -> None:
    file.unlink()


def forbid(file: Path) -> None:
    """Replaces it by what is not read."""
    file.unlink()
    file.symlink_to("elsewhere")


def misplace(file: Path) -> None:
    file.rename(file.with_name("la.yaml"))


EDITS: tuple[Callable[[Path], None], ...] = (spoil_unseen, empty, remove, forbid, misplace)


def list_records(root: Path) -> list[Path]:
    return sorted(file for top in ("catalogue", "news") for file in (root / top).rglob("*") if file.is_file())


@pytest.mark.parametrize("seed", some_of(range(24), of=8))
def test_after_any_change_it_tells_what_a_first_check_tells(seed: int, small: Path) -> None:
    """One byte, a file emptied, removed, made a link or called otherwise, above the communes or in one."""
    compare(small)
    chance = random.Random(seed)
    for _ in range(2):
        chance.choice(EDITS)(chance.choice(list_records(small)))
        compare(small)


def test_of_the_same_files_nothing_is_read_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the law nor a commune; of a commune in which one posting has changed, that one alone."""
    told = check_again(small)
    posting = next(file for file in list_records(small) if file.name[0].isdigit() and len(file.relative_to(small).parts) == 4)
    asked: list[str] = []
    for module in (communes, reading):
        monkeypatch.setattr(module, "read_entry", partial(_read_and_note, module.read_entry, asked))
    assert check_again(small) == told
    assert asked == []
    posting.write_text(posting.read_text("utf-8") + "\n", "utf-8")
    assert check_again(small) == told
    assert asked == [posting.relative_to(small).as_posix()]


def _read_and_note(read: Callable[..., object], asked: list[str], root: Path, file: SourceFile, *more: object) -> object:
    asked.append(file.path)
    return read(root, file, *more)


def test_what_is_told_across_postings_is_told_anew(small: Path) -> None:
    """That two postings date one decision otherwise is told of one because of the other, also where that alone has changed."""
    folder = small / "catalogue/ha-noi/kim-lien"
    first, second = folder / "1.001193.yaml", folder / "1.004222.yaml"
    told = []
    for file, day in ((first, "06"), (second, "06"), (first, "05"), (first, "06")):
        file.write_text(f"decision: {{number: 661/QĐ-UBND, date: 2026-02-{day}}}\nposted: 2026-02-10\nsample: true\n", "utf-8")
        compare(small)
        found = [one.place for one in check_again(small).diagnostics if one.rule == "decision-of-two-days"]
        told.append([(place.file.rsplit("/", 1)[1], place.column) for place in found])
    assert told == [[], [], [(second.name, 39)], []]


def test_what_is_damaged_or_of_another_day_is_not_believed(small: Path, own_cache: Path) -> None:
    told = check_again(small)
    kept = [*own_cache.glob("check-*"), *own_cache.glob("law-*")]
    assert len(kept) == 2
    for file in kept:
        whole = file.read_bytes()
        for data in (b"", whole[:100], whole[:-1], whole[:40] + b"\0" + whole[41:]):
            file.write_bytes(data)
            assert check_again(small) == told
            assert file.read_bytes() == whole
    later = TODAY.replace(year=TODAY.year + 3)
    assert check_catalogue(small, later, kept=KeptChecks(small)) == check_catalogue(small, later)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders to that user")
def test_what_others_may_have_written_is_not_believed(small: Path, own_cache: Path) -> None:
    check_again(small)
    assert KeptChecks(small).law is not None
    own_cache.chmod(0o777)
    assert KeptChecks(small).law is None


def test_few_catalogues_are_kept(small: Path, own_cache: Path, tmp_path: Path) -> None:
    for number in range(12):
        kept = KeptChecks(tmp_path / f"{number}")
        kept.settled.add(b"0123456789abcdef")
        kept.save()
    assert len([*own_cache.glob("check-*")]) == 8


@pytest.mark.slow("a build")
def test_workers_leave_what_one_process_leaves(small: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What they are given can be sent to them, and the next check believes them."""
    told = check_again(small)
    [file] = own_cache.glob("check-*")
    alone = file.read_bytes()
    file.unlink()
    monkeypatch.setattr(checking, "are_many", lambda _: True)
    kept = KeptChecks(small)
    assert check_catalogue(small, TODAY, workers(2), kept=kept) == told
    kept.save()
    assert file.read_bytes() == alone
