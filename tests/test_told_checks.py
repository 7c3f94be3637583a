"""An answer that is told again is the answer of a check, to the very same question about the very same files."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import some_of
from niemyet.cache import kept as kept_files
from niemyet.cli import app, told_checks
from niemyet.cli.told_checks import tell_again

POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"
SETTINGS = "site_name: {}\nsite_url: https://thu.example/\ntheme: {{name: niemyet}}\nplugins: {{niemyet: {{reference: own}}}}\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, of this test alone."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(kept_files, "folder_of_user", lambda: folder)
    return folder


@pytest.fixture
def settled(small: Path) -> Path:
    """The small catalogue with settings: without them a check does not know all that it looks at."""
    (small / "mkdocs.yml").write_text(
        "site_name: Thử\nsite_url: https://thu.example/\ntheme: {name: niemyet}\nplugins: {niemyet: {reference: own}}\n", "utf-8"
    )
    return small


def ask(*words: str) -> list[str]:
    """The words of a check, as of a day on which nothing in the small catalogue ends."""
    return ["check", *words, "--as-of", "2026-11-22"]


def check(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> tuple[str, int]:
    """What the command tells, and its status."""
    monkeypatch.setattr(sys, "argv", ["niemyet", *words])
    result = CliRunner().invoke(app, words)
    return result.output, result.exit_code


def write(path: str, text: str = "x\n") -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return change


def alter_unseen(root: Path) -> None:
    """One letter of a posting; its size and times stay."""
    file = root / POSTING
    before, data = file.stat(), file.read_bytes()
    file.write_bytes(data[:-2] + b"#\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], None]] = {
    "a letter": alter_unseen,
    "the settings": write(
        "mkdocs.yml",
        "site_name: Khác\nsite_url: https://thu.example/\ntheme: {name: niemyet}\nplugins: {niemyet: {reference: own}}\n",
    ),
    "a posting more": write("catalogue/ha-noi/kim-lien/9.999999.yaml"),
    "a posting less": lambda root: (root / POSTING).unlink(),
    "an empty folder": lambda root: (root / "catalogue/ha-noi/moi").mkdir(),
    "a folder at the root": lambda root: (root / "Catalogue").mkdir(),
    "a hidden file": write("catalogue/.git/x"),
    "a page": write("docs/trang.md", "# Trang\n"),
    "a link": lambda root: (root / "news").symlink_to("docs") if not (root / "news").exists() else write("news/x.txt")(root),
    "a former name": write("catalogue/reference/units.csv"),
}


def test_of_the_same_files_it_tells_the_same(
    settled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors too, with the same status; what was not asked before is not told."""
    words = ask("--root", str(settled))
    assert tell_again(words) is None
    for spoil in (None, write(POSTING, "posted: hôm qua\n")):
        if spoil:
            spoil(settled)
            assert tell_again(words) is None
        told, status = check(monkeypatch, words)
        capsys.readouterr()
        assert tell_again(words) == status
        assert capsys.readouterr().out == told
    assert status == 1
    assert tell_again(ask("--root", str(settled), "--lang", "en")) is None


@pytest.mark.parametrize("name", some_of(sorted(CHANGES), of=5))
def test_after_any_change_nothing_is_told_again(name: str, settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it is, a check may tell something else."""
    words = ask("--root", str(settled))
    check(monkeypatch, words)
    assert tell_again(words) is not None
    CHANGES[name](settled)
    assert tell_again(words) is None


def test_what_a_check_asks_of_the_machine_is_part_of_the_question(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The language, the day, the folder it is asked in; what is done besides is not kept at all."""
    words = ask("--root", str(settled))
    check(monkeypatch, words)
    for name in ("NIEMYET_LANG", "SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY"):
        with monkeypatch.context() as here:
            here.setenv(name, "en" if name == "NIEMYET_LANG" else "1")
            assert tell_again(words) is None
    with monkeypatch.context() as here:
        here.setattr(time, "time", lambda: 0.0)
        assert tell_again(words) is None
    with monkeypatch.context() as here:
        here.chdir("/")
        assert tell_again(words) is None
    fixing = ask("--root", str(settled), "--fix", "--dry-run")
    check(monkeypatch, fixing)
    assert tell_again(fixing) is None
    assert tell_again(words) is not None


def test_a_nearer_catalogue_is_another(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --root, the nearest settings upwards say which catalogue is checked; of a single file nothing is kept."""
    below = settled / "catalogue" / "ha-noi"
    monkeypatch.chdir(below)
    words = ask()
    check(monkeypatch, words)
    assert tell_again(words) is not None
    one = ask("kim-lien")
    check(monkeypatch, one)
    assert tell_again(one) is None
    (below.parent / "mkdocs.yml").write_text("site_name: Gần hơn\n", "utf-8")
    assert tell_again(words) is None


def test_an_answer_is_not_kept_while_somebody_writes(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows then which state was checked."""
    words = ask("--root", str(settled))
    monkeypatch.setattr(sys, "argv", ["niemyet", *words])
    keep = told_checks.Telling.keep

    def write_and_keep(self: told_checks.Telling, text: str, status: int) -> None:
        (settled / POSTING).touch()
        keep(self, text, status)

    monkeypatch.setattr(told_checks.Telling, "keep", write_and_keep)
    CliRunner().invoke(app, words)
    assert tell_again(words) is None
