"""A proposal is a commit that anybody may have made by hand: what is in it is told in a sentence, and takes no memory or time."""

import subprocess
from pathlib import Path

import pytest

from conftest import TODAY
from niemyet.external import git
from niemyet.external.git import HistoryError, check_out, list_revisions


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one record and one commit."""
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue/a.yaml").write_text("x: 1\n", "utf-8")
    run(tmp_path, "init", "--quiet", "--initial-branch=main")
    run(tmp_path, "add", ".")
    run(tmp_path, "commit", "--quiet", "--message=a")
    return tmp_path


def run(root: Path, *words: str, given: str = "") -> str:
    person = ("-c", "user.name=a", "-c", "user.email=a@niemyet.example")
    return subprocess.run(
        ["git", "-C", root, *person, *words], input=given, capture_output=True, text=True, check=True
    ).stdout.strip()


def forge_commit(root: Path, tree: str, time: str = "1790000000") -> str:
    """A commit object as it would be pushed by whoever does not use git to make it."""
    parent, who = run(root, "rev-parse", "HEAD"), f"a <a@b> {time} +0000"
    text = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\na\n"
    return run(root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=text)


def forge_tree(root: Path, file: str, depth: int = 0) -> str:
    """A tree with one file, that many folders down."""
    tree = run(root, "mktree", given=f"100644 blob {file}\ta.yaml\n")
    for _ in range(depth):
        tree = run(root, "mktree", given=f"040000 tree {tree}\ta\n")
    return run(root, "mktree", given=f"040000 tree {tree}\tcatalogue\n")


@pytest.mark.parametrize("time", ["99999999999999", "253402300800", "9223372036854775807", "-5"])
def test_a_commit_of_no_time_is_told(time: str, repository: Path) -> None:
    """One proposal keeps none of the others from a preview, and a page of changes leaves such a commit out."""
    forged = forge_commit(repository, run(repository, "rev-parse", "HEAD^{tree}"), time)
    with pytest.raises(HistoryError, match="không có thật"), check_out(repository, forged):
        raise AssertionError("it was unpacked")
    run(repository, "update-ref", "refs/heads/main", forged)
    assert forged not in {one.commit for one in list_revisions(repository, 10, TODAY)}


def test_folders_without_end_are_told(repository: Path) -> None:
    """Not even the sentence is as long as the path."""
    tree = forge_tree(repository, run(repository, "rev-parse", "HEAD:catalogue/a.yaml"), depth=60)
    with pytest.raises(HistoryError, match="tên tệp lạ") as told, check_out(repository, forge_commit(repository, tree)):
        raise AssertionError("it was unpacked")
    assert len(str(told.value)) < 400


def test_gigabytes_in_a_few_bytes_are_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git packs a file of zeros into nothing; files are counted before they are unpacked, and read a few at a time."""
    blob = run(repository, "hash-object", "-w", "--stdin", given="\0" * 30_000)
    forged = forge_commit(repository, forge_tree(repository, blob))
    monkeypatch.setattr(git, "_BYTES_AT_A_TIME", 20_000)
    with check_out(repository, forged) as (folder, _):
        assert (folder / "catalogue/a.yaml").stat().st_size == 30_000
    monkeypatch.setattr(git, "_LARGEST", 20_000)
    with pytest.raises(HistoryError, match="GB"), check_out(repository, forged):
        raise AssertionError("it was unpacked")
