"""`niemyet diff` reports a changed value of every key of every model, with its title and both values."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from typer.testing import CliRunner

from conftest import TODAY, some_of
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.data import describe
from niemyet.changes.entries import Content, FileChanges, compare_contents, format_entry
from niemyet.changes.markdown import escape, format_markdown
from niemyet.cli import app
from niemyet.load.finding import find_files
from niemyet.model.kinds import KINDS, KindName
from niemyet.validate.shapes import SHAPES, shape_at

STEPS: dict[Any, str | int] = {tuple: 0, dict: "ten-rieng"}


def _keys(kind: KindName, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every key of a kind of record, through the first of every list."""
    shape = shape_at(SHAPES[kind], path)
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        below = [(*path, field.alias or name) for name, field in shape.model_fields.items()]
        return [way for key in below for way in (key, *_keys(kind, key))]
    origin = getattr(shape, "__origin__", None)
    if origin in STEPS:
        return _keys(kind, (*path, STEPS[origin]))
    return []


def _record(path: tuple[str | int, ...], value: str) -> Any:
    """A record in which this value stands at the end of the way and nothing else."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}  # type: ignore[assignment]
    return value


EVERY_KEY = [(kind, path) for kind in KINDS if kind in SHAPES for path in _keys(kind)]


@pytest.mark.parametrize("kind", dict.fromkeys(kind for kind, _ in EVERY_KEY))
def test_every_key_is_told_by_its_title(kind: KindName) -> None:
    """Another value, a new one and one that is gone."""
    for path in some_of([path for of, path in EVERY_KEY if of == kind], of=1):
        check_key(kind, path)


def check_key(kind: KindName, path: tuple[str | int, ...]) -> None:
    parent = shape_at(SHAPES[kind], path[:-1])
    title = next(field.title for name, field in parent.model_fields.items() if path[-1] in (name, field.alias))
    versions = [Content(_record(path, value), "") for value in ("trước", "sau")]
    assert [format_entry(kind, one) for one in compare_contents(kind, *versions)] != []
    (told,) = (format_entry(kind, one) for one in compare_contents(kind, *versions))
    assert told.startswith("Đổi mục ")
    assert f"‹{title}›" in told
    assert told.endswith(": trước → sau")
    (come,) = (format_entry(kind, one) for one in compare_contents(kind, Content({}, ""), versions[1]))
    assert come.startswith("Thêm mục ")
    assert "sau" in come
    (gone,) = (format_entry(kind, one) for one in compare_contents(kind, versions[0], Content({}, "")))
    assert gone.startswith("Bỏ mục ")


def test_there_are_as_many_keys_as_models_have() -> None:
    """The law above speaks of every kind of record; the site's settings are none."""
    assert {kind for kind, _ in EVERY_KEY} == set(SHAPES) - {"settings"}
    assert len(EVERY_KEY) > 250


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, one in value.items() for leaf in _leaves(one, (*path, key))]
    if isinstance(value, list):
        return [leaf for i, one in enumerate(value) for leaf in _leaves(one, (*path, i))]
    return [path]


def _changed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _changed(one) for key, one in value.items()}
    return [_changed(one) for one in value] if isinstance(value, list) else f"{value} khác"


@pytest.mark.slow("every value")
def test_every_value_of_every_record_is_told(small: Path, tmp_path: Path) -> None:
    """Each file of a catalogue in turn has all of its values changed: all of them stand in the comment, and nothing is silent."""
    for find in [find for find in find_files(small).every if find.kind in SHAPES]:
        later = tmp_path / "later"
        shutil.rmtree(later, ignore_errors=True)
        shutil.copytree(small, later)
        text = (small / find.path).read_text("utf-8")
        _, front, body = text.split("---\n", 2) if find.path.endswith(".md") else ("", text, "")
        record = yaml.load(front, yaml.BaseLoader)  # it makes text of everything
        written = yaml.safe_dump(_changed(record), allow_unicode=True, sort_keys=False)
        (later / find.path).write_text(f"---\n{written}---\n{body}" if body else written, "utf-8")
        differences = compare_catalogues(small, later, TODAY)
        (file,) = (file for file in differences.files if file.file == find.path)
        assert {change.path for change in file.entries} == set(_leaves(record)), find.path
        told = format_markdown(differences)
        assert "Không có gì thay đổi" not in told
        for change in file.entries:
            assert escape(format_entry(find.kind, change)) in told


OTHER_CHANGES: dict[str, Callable[[Path], object]] = {
    "a new article": lambda root: shutil.copy(root / "news/2026/tin-mau.md", root / "news/2026/tin-khac.md"),
    "an article is gone": lambda root: (root / "news/2026/tin-mau.md").unlink(),
    "other words in an article": lambda root: _append(root / "news/2026/tin-mau.md", "\nĐã duyệt.\n"),
    "another picture": lambda root: _append(root / "news/2026/anh-mau.png", "x"),
    "a page": lambda root: _append(root / "docs/huong-dan.md", "\nĐã duyệt.\n"),
    "a new page": lambda root: _append(root / "docs/moi.md", "# Mới\n"),
    "a unit": lambda root: _append(root / "catalogue/reference/units.csv", "x,y,z,t\n"),
    "a former name": lambda root: _append(root / "catalogue/reference/former-units.csv", "x,y,z,t\n"),
    "a broken record": lambda root: (root / "catalogue/ha-noi/kim-lien/1.001193.yaml").write_text("a: [", "utf-8"),
    "a link": lambda root: _link(root / "news/2026/anh-mau.png"),
}


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(text)


def _link(file: Path) -> None:
    file.unlink()
    file.symlink_to("tin-mau.md")


@pytest.mark.parametrize("change", OTHER_CHANGES)
def test_whatever_else_changes_a_page_is_told(change: str, site_root: Path, tmp_path: Path) -> None:
    """News, pictures, pages written by hand, and what can no longer be read."""
    later = tmp_path / "later"
    shutil.copytree(site_root, later)
    OTHER_CHANGES[change](later)
    told = format_markdown(compare_catalogues(site_root, later, TODAY))
    assert "Không có gì thay đổi" not in told
    assert "tệp" in told.lower()


def test_a_picture_is_told_by_its_file_alone(small: Path, tmp_path: Path) -> None:
    """It has no name and no entries."""
    later = Path(shutil.copytree(small, tmp_path / "later"))
    _append(later / "news/2026/anh-mau.png", "x")
    assert compare_catalogues(small, later, TODAY).files == (FileChanges("news/2026/anh-mau.png", "image", ""),)


@pytest.mark.parametrize("mark", ["\r", "\x1b", "\x85", "\u2028", "\u2029", "\n", "\x9b", "\x00"])
def test_no_sign_in_a_value_begins_a_line(mark: str) -> None:
    """A heading, a line or a command to the terminal cannot be forged."""
    assert escape(f"x{mark}{mark}Đã duyệt.{mark}==={mark}") == "x Đã duyệt. === "


def test_a_state_is_read_whole_whatever_it_asks_for(small: Path) -> None:
    """No .gitattributes hides a file from the difference, or puts other words into it."""
    git = ["git", "-C", str(small), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "1"], check=True)
    (small / "catalogue/.gitattributes").write_text("* export-ignore ident export-subst\n", "utf-8")
    province = small / "catalogue/ha-noi/province.yaml"
    province.write_text(province.read_text("utf-8").replace("name: Hà Nội", "name: Hà Nội $Format:%H$"), "utf-8")
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "2"], check=True)
    told = CliRunner().invoke(app, ["diff", "HEAD~1", "HEAD", "--root", str(small), "--as-of", TODAY.isoformat()])
    assert told.exit_code == 0, told.output
    assert "Hà Nội $Format:%H$" in told.output
    assert told.output.count("Bỏ ") == 0


def test_what_differs_far_behind_in_a_long_value_is_shown(small: Path, tmp_path: Path) -> None:
    """Both ends of a long text are other ones: what stands behind its first 300 letters is shown, or said to be missing."""
    later = tmp_path / "later"
    shutil.copytree(small, later)
    words = "Người dân mang theo giấy tờ tùy thân và bản sao. " * 20
    for root, end in ((small, "Nộp tại quầy."), (later, "Chuyển tiền vào tài khoản 123.")):
        posting = root / "catalogue/ha-noi/kim-lien/1.004222.yaml"
        written = yaml.load(posting.read_text("utf-8"), yaml.BaseLoader) | {"notes": [words + end]}
        posting.write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    told = format_markdown(compare_catalogues(small, later, TODAY))
    assert "Chuyển tiền vào tài khoản 123." in told
    posting.write_text(posting.read_text("utf-8").replace("Người dân mang", "Công dân mang", 1), "utf-8")
    told = format_markdown(compare_catalogues(small, later, TODAY))
    assert "chữ, xem trong tệp" in told


def test_a_key_that_stands_twice_is_no_other_way_of_writing(small: Path, tmp_path: Path) -> None:
    """The second of two entries of one name is told, though only the first is read."""
    later = tmp_path / "later"
    shutil.copytree(small, later)
    _append(later / "catalogue/ha-noi/kim-lien/commune.yaml", "name: Đã duyệt\n")
    _append(later / "catalogue/ha-noi/province.yaml", "# Đã duyệt\n")
    told = format_markdown(compare_catalogues(small, later, TODAY))
    assert "name: Đã duyệt" in told
    assert "1 tệp chỉ đổi cách viết" in told


def test_a_forged_tree_writes_nothing_outside(small: Path, tmp_path: Path) -> None:
    """A tree in which a link and a folder have one name is refused, and nothing is written where the link leads."""
    git = ["git", "-C", str(small), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run([*git, "init", "-q"], check=True)

    def write(kind: str, data: bytes) -> bytes:
        command = [*git, "hash-object", "-w", "--literally", "-t", kind, "--stdin"]
        return bytes.fromhex(subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode())

    outside = tmp_path / "outside"
    outside.mkdir()
    link, page = write("blob", str(outside).encode()), write("blob", b"x")
    below = write("tree", b"100644 a.md\0" + page)
    for news in (b"120000 x\0" + link + b"40000 x\0" + below, b"40000 ..\0" + below):
        top = write("tree", b"40000 catalogue\0" + below + b"40000 news\0" + write("tree", news))
        commit = [*git, "commit-tree", "-m", "1", top.hex()]
        number = subprocess.run(commit, capture_output=True, text=True, check=True).stdout.strip()
        told = CliRunner().invoke(app, ["diff", number, "--root", str(small), "--as-of", TODAY.isoformat()])
        assert told.exit_code == 2, told.output
        assert isinstance(told.exception, SystemExit)
    assert list(outside.iterdir()) == []


def test_the_data_names_every_entry(small: Path, tmp_path: Path) -> None:
    """The JSON has both values whole."""
    later = tmp_path / "later"
    shutil.copytree(small, later)
    commune = later / "catalogue/ha-noi/kim-lien/commune.yaml"
    _append(commune, "url: https://kim-lien.example/\n")
    (file,) = describe(compare_catalogues(small, later, TODAY))["files"]
    assert file["entries"] == [{"path": ["url"], "before": None, "after": "https://kim-lien.example/"}]
    assert file["text"] == ["Thêm mục ‹Trang thông tin›: https://kim-lien.example/"]
