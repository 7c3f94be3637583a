"""Mistakes that people make in every kind of file are told, by the right rule, in words that help; what only looks wrong is not.

The rows are in tests/mistakes.yaml, which says how they are written. A row's diagnostics are all that is told of the whole
catalogue, so one mistake has one message.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from conftest import HERE, TODAY, read_yaml, some_of
from examples import write_example
from niemyet.building.checking import check_catalogue
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.rulebook import put_into_words

REFERENCE, KIM_LIEN = "catalogue/reference", "catalogue/ha-noi/kim-lien"
FILES = {
    "posting": f"{KIM_LIEN}/1.001193.yaml",
    "residence": f"{KIM_LIEN}/1.004222.yaml",
    "other-posting": "catalogue/ha-noi/thuong-tin/1.004222.yaml",
    "overlay": "catalogue/ha-noi/1.001193.yaml",
    "residence-overlay": "catalogue/ha-noi/1.004222.yaml",
    "commune": f"{KIM_LIEN}/commune.yaml",
    "hours": f"{KIM_LIEN}/commune.yaml",
    "province": "catalogue/ha-noi/province.yaml",
    "procedure": f"{REFERENCE}/procedures/ho-tich/1.001193.yaml",
    "residence-law": f"{REFERENCE}/procedures/cu-tru/1.004222.yaml",
    "documents": f"{REFERENCE}/documents.yaml",
    "fields": f"{REFERENCE}/fields.yaml",
    "life-events": f"{REFERENCE}/life-events.yaml",
    "calendar": f"{REFERENCE}/calendar/2026.yaml",
    "synonyms": f"{REFERENCE}/synonyms.yaml",
    "elsewhere": f"{REFERENCE}/elsewhere.yaml",
    "translations": f"{REFERENCE}/translations.yaml",
    "doubts": "catalogue/doubts.yaml",
    "units": f"{REFERENCE}/units.csv",
    "article": "news/2026/tin-mau.md",
    "body": "news/2026/tin-mau.md",
    "picture": "news/2026/anh-mau.png",
    "settings": "mkdocs.yml",
    "duty": "catalogue/ha-noi/thuong-tin/duty.yaml",
}
MORE = {
    "synonyms": "khai-sinh:\n  words: [khai sinh, làm giấy khai sinh]\n",
    "elsewhere": "ly-hon:\n  name: Ly hôn\n  where: Tòa án\n  summary: Đến Tòa án.\n  source: Luật.\n",
    "translations": "texts:\n  - {vi: Tờ khai đăng ký khai sinh, en: Birth registration form}\n",
    "doubts": "phi-khai-sinh:\n  part: fees\n  text: Mức nào?\n  answer: giữ nguyên\n  date: 2026-11-01\n",
}
"""Kinds of records that the small catalogue lacks."""
ROWS: Sequence[Sequence[Any]] = read_yaml(HERE / "mistakes.yaml")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small catalogue with more kinds of records; every test leaves it as it was."""
    root = copytree(HERE / "small", tmp_path_factory.mktemp("mistakes") / "small")
    for name, text in MORE.items():
        (root / FILES[name]).write_text(text, "utf-8")
    (root / "mkdocs.yml").write_bytes((HERE / "frozen" / "mkdocs.yml").read_bytes())
    assert told_of(root) == []
    return root


def told_of(root: Path) -> list[Diagnostic]:
    return list(check_catalogue(root, TODAY).diagnostics)


def make(root: Path, name: str, written: str) -> list[Path]:
    """Makes the mistake; gives the files that are new."""
    file = root / FILES[name]
    mark, _, rest = written.partition(" ")
    if mark == "-" and not rest:
        file.unlink()
    elif mark in ("->", "@"):
        target = root / rest
        new = [path for path in (target, *target.parents) if not path.exists()]
        target.parent.mkdir(parents=True, exist_ok=True)
        data = file.read_bytes()
        if mark == "->":
            file.unlink()
        target.write_bytes(data)
        return new
    elif name == "body":
        head = file.read_text("utf-8").rpartition("---\n")[0]
        file.write_text(f"{head}---\n\n{'' if written == '=' else written}\n", "utf-8")
    elif mark == "=":
        new = [] if file.exists() else [file]
        file.write_text(rest, "utf-8")
        return new
    elif mark == "+":
        write_example(root, FILES[name], f"{rest}\n", whole=False)
    else:
        old, _, fresh = written.partition(" => ")
        text = file.read_text("utf-8")
        assert text.count(old) == 1, old
        file.write_text(text.replace(old, fresh), "utf-8")
    return []


def told_of_mistake(root: Path, name: str, written: str) -> list[Diagnostic]:
    """What is told with the mistake; the catalogue is as it was afterwards."""
    before = {path: path.read_bytes() for path in map(root.joinpath, FILES.values()) if path.is_file()}
    new = make(root, name, written)
    try:
        return told_of(root)
    finally:
        for path in new:
            path.rmdir() if path.is_dir() else path.unlink()
        for path, data in before.items():
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)


def _rows() -> Iterator[Any]:
    for number, (name, written, *_) in enumerate(ROWS):
        yield pytest.param(number, id=f"{name}-{written[:50]}".encode("unicode_escape").decode())


@pytest.mark.parametrize("number", some_of(_rows(), of=4))
def test_a_mistake_is_told_by_its_rule(number: int, catalogue: Path) -> None:
    """By that rule alone, in the words that a person needs."""
    name, written, rules, *words = ROWS[number]
    told = told_of_mistake(catalogue, name, written)
    said = [put_into_words(one, "vi") for one in told]
    assert sorted({one.rule for one in told}) == sorted(set([rules] if isinstance(rules, str) else rules) - {"nothing"}), said
    for word in words:
        found = any(word.removeprefix("!") in f"{one.message}; {one.help}" for one in said)
        assert found != word.startswith("!"), said
