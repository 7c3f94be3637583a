"""The files at or below a path are those that a walk through everything finds there."""

from pathlib import Path

import pytest

from niemyet.load.finding import find_files
from niemyet.load.finding_below import find_files_below

POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"


@pytest.mark.parametrize("below", ["", "catalogue/ha-noi", "catalogue/ha-noi/kim-lien", POSTING, "news", "catalogue/ha", "docs"])
@pytest.mark.parametrize("folders", [("catalogue", "news", "docs"), ("news",)])
def test_what_lies_below_is_what_is_found_there(below: str, folders: tuple[str, ...], small: Path) -> None:
    """A beginning of a name is no folder."""
    found = [file.path for file in find_files_below(small, below, folders)]
    assert found == [
        file.path for file in find_files(small, folders).every if not below or f"{file.path}/".startswith(f"{below}/")
    ]


def test_what_is_refused_in_a_walk_is_refused_alone(small: Path) -> None:
    """Links, folders that are links, other capitals, hidden files, what is no record and what is not there."""
    linked, folder = small / "catalogue/ha-noi/kim-lien/1.004222.yaml", small / "catalogue/ha-noi/lien-ket"
    linked.unlink()
    linked.symlink_to(small / POSTING)
    folder.symlink_to(small / "catalogue/ha-noi/kim-lien")
    for name in ("1.004222.yaml", ".1.001193.yaml", "1.001193.YAML", "ghi-chu.txt", "9.999999.yaml"):
        assert is_told_alike(small, f"catalogue/ha-noi/kim-lien/{name}")
    assert is_told_alike(small, "catalogue/ha-noi/lien-ket/1.001193.yaml")
    assert not find_files_below(small, "catalogue/ha-noi/lien-ket/1.001193.yaml")


def is_told_alike(root: Path, path: str) -> bool:
    """Whether a file is found alone as it is found in a walk."""
    walked = [file for file in find_files(root).every if file.path == path]
    return [file[:3] for file in find_files_below(root, path)] == [file[:3] for file in walked]
