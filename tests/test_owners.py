"""CODEOWNERS, and the check of a proposal's files against its owner."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from niemyet.cli import app
from niemyet.editing.owners import HEAD, NoAccountError, write_owners

POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_a_commune_stands_behind_its_province() -> None:
    """The last line that fits is the one that counts; who names nobody has no line."""
    text = write_owners({"ha-noi/thuong-tin": ["@xa", "to/nhom"], "ha-noi": ["tinh"], "ha-noi/kim-lien": []})
    assert text == HEAD + "/catalogue/ha-noi/ @tinh\n/catalogue/ha-noi/thuong-tin/ @xa @to/nhom\n"


@pytest.mark.parametrize("value", ["a b", "@x\n* @y", "#", "*", "", "@"])
def test_no_maintainer_writes_a_rule_of_his_own(value: str) -> None:
    """Only accounts and addresses of mail go into the file."""
    with pytest.raises(NoAccountError):
        write_owners({"ha-noi": [value]})


def test_what_is_refused_comes_through_a_context_manager() -> None:
    """Which puts its own traceback into the error that it passes on."""

    @contextmanager
    def passing() -> Iterator[None]:
        yield

    with pytest.raises(NoAccountError) as refused, passing():
        write_owners({"ha-noi": ["#"]})
    assert (refused.value.path, refused.value.value) == ("ha-noi", "#")


def test_owners_are_written_and_compared(small: Path) -> None:
    """A change of the maintainers is noticed until the file is written again."""
    words = ["owners", "--root", str(small)]
    assert run(*words).exit_code == 0
    assert run(*words, "--check").exit_code == 0
    file = small / "catalogue/ha-noi/kim-lien/commune.yaml"
    file.write_text(file.read_text("utf-8") + 'maintainers: ["@kim-lien"]\n', "utf-8")
    assert run(*words, "--check").exit_code == 1
    run(*words)
    assert "/catalogue/ha-noi/kim-lien/ @kim-lien\n" in (small / ".github/CODEOWNERS").read_text("utf-8")


@pytest.fixture
def repository(small: Path) -> Path:
    """The small catalogue with one commit behind it."""
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "một"]):
        subprocess.run(["git", "-C", str(small), *words], check=True)
    return small


@pytest.mark.parametrize(
    ("owner", "status"), [("ha-noi/kim-lien", 0), ("ha-noi", 0), ("ha-noi/thuong-tin", 1), ("ha-noi/khong-co", 2)]
)
def test_one_changes_ones_own_folder_only(repository: Path, owner: str, status: int) -> None:
    """New files count; a province has its communes; a place that does not exist is a mistake."""
    (repository / POSTING).write_text((repository / POSTING).read_text("utf-8") + "counter: Quầy số 1\n", "utf-8")
    result = run("check", "--root", str(repository), "--as-of", "2026-11-22", "--changed", "HEAD", "--owner", owner)
    assert result.exit_code == status, result.output
    assert (f"{POSTING}:1:1" in result.output and "[outside-own-folder]" in result.output) == (status == 1)


@pytest.mark.slow("a build")
def test_a_new_file_elsewhere_is_refused(repository: Path) -> None:
    """Even outside the catalogue, and before it is added."""
    (repository / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    words = ("check", "--root", str(repository), "--as-of", "2026-11-22", "--changed", "HEAD", "--owner", "ha-noi")
    told = {name: run(*words, "--format", name) for name in ("text", "github", "gitlab", "sarif", "json")}
    assert {result.exit_code for result in told.values()} == {1}
    assert all("outside-own-folder" in result.output and "mkdocs.yml" in result.output for result in told.values())
    assert "::error file=mkdocs.yml,line=1" in told["github"].output


def test_github_gets_every_message_in_its_summary(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also those beyond the ten that it shows at their lines; marks in a record format nothing."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    (small / POSTING).write_text("".join(f"'<b>|{i:02}': x\n" for i in range(20)), "utf-8")
    assert run("check", "--root", str(small), "--as-of", "2026-11-22", "--format", "github").exit_code == 1
    text = summary.read_text("utf-8")
    assert text.count("`unknown-key`") == 20
    assert "<b>" not in text
    assert "&lt;b>\\|07" in text


def test_the_check_takes_the_accounts_that_the_file_takes(small: Path) -> None:
    """A person's name is told by the check, before the command refuses it."""
    file = small / "catalogue/ha-noi/kim-lien/commune.yaml"
    file.write_text(file.read_text("utf-8") + "maintainers: [Nguyễn Văn An]\n", "utf-8")
    told = run("check", "--root", str(small), "--as-of", "2026-11-22")
    assert told.exit_code == 1
    assert "bad-account" in told.output
    assert run("owners", "--root", str(small)).exit_code == 1
