"""The law of the whole: whatever `check` accepts builds, prints, can be searched, and is told by `diff`."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import HERE, REPOSITORY, TODAY
from niemyet.boards import print_boards, read_boards
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.markdown import format_markdown
from niemyet.load.finding import Find, find_files
from niemyet.mkdocs_door import make_frames
from niemyet.model.letters import find_unprintable, to_print
from niemyet.pipeline import Order, build_site, check_catalogue
from niemyet.render.press import FrameSet
from niemyet.sheets.book import Format
from niemyet.validate.entries import SHAPES

ENGINE = REPOSITORY / "theme" / "assets" / "search-engine.js"
ASK = f"""
import {{ makeEngine }} from {json.dumps(ENGINE.as_uri())};
import {{ readFileSync }} from "node:fs";
makeEngine(JSON.parse(readFileSync(process.argv[1], "utf8")));
"""

NASTY = (
    "→ ✓ □ ● Ⅱ ☐ № \u2011 \uf0b7", "(một phần xã Nhị Khê)", "…", "+", "9999-12-31", "2199-12-31", "1900-01-01", "0001-01-01",
    "999999999999", "100000000000", "3650", "0", "00", "-1", "* " * 540, "[" * 3000, "![" * 3000, "x\r\rĐã duyệt.\r===\r",
    "\x1b[2J", "\u2028", "\ud7ff\ue000", "😀", "中文", "<script>alert(1)</script>", "{{ 7*7 }}", "\\", '"', "'", "`", "%s", "$x$",
    "#let x = 1", "&amp;", "a" * 400, "Ａ Ｂ \u3000", "\u202e", "niemyet-mark-content-here", "1.000000", "ha-noi/kim-lien",
    "=HYPERLINK(1)", "\uffff",
)  # fmt: skip
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.dates().map(str)


@pytest.fixture(scope="module")
def project() -> Iterator[Path]:
    """The small catalogue with a theme, and its frames made once."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "small"
        shutil.copytree(HERE / "small", root)
        config = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
        (root / "mkdocs.yml").write_text(config.replace("custom_dir: theme\n", f"custom_dir: {REPOSITORY / 'theme'}\n"), "utf-8")
        shutil.copytree(REPOSITORY / "docs", root / "docs")
        yield root


@cache
def _frames(root: Path) -> FrameSet:
    return make_frames(root / "mkdocs.yml", root.with_name("frames"))


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, one in value.items() for leaf in _leaves(one, (*path, key))]
    if isinstance(value, list):
        return [leaf for i, one in enumerate(value) for leaf in _leaves(one, (*path, i))]
    return [path]


def _divide(find: Find) -> tuple[Any, str]:
    text = (HERE / "small" / find.path).read_text("utf-8")
    _, front, body = text.split("---\n", 2) if find.path.endswith(".md") else ("", text, "")
    return yaml.load(front, yaml.BaseLoader), body  # it makes text of everything


Way: TypeAlias = tuple[Find, tuple[str | int, ...]]
FINDS = [find for find in find_files(HERE / "small").every if find.kind in SHAPES]
WAYS = [(find, leaf) for find in FINDS for leaf in _leaves(_divide(find)[0])]


def _change(root: Path, find: Find, leaf: tuple[str | int, ...], value: str, more: str) -> None:
    record, body = _divide(find)
    parent = record
    for step in leaf[:-1]:
        parent = parent[step]
    parent[leaf[-1]] = value
    written = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000)
    (root / find.path).write_text(f"---\n{written}---\n{body}\n{more}\n" if body else written, "utf-8")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.sampled_from(WAYS), value=TEXTS, more=TEXTS)
def test_whatever_check_accepts_is_published(
    project: Path, way: tuple[Find, tuple[str | int, ...]], value: str, more: str
) -> None:
    """One value of one record is another: where the check is silent, everything that follows goes well and says so."""
    find, leaf = way
    original = (HERE / "small" / find.path).read_text("utf-8")
    try:
        _change(project, find, leaf, value, more)
        if check_catalogue(project, TODAY).errors:
            return
        built = build_site(Order(project, TODAY, lambda _: lambda: _frames(project)), project / "site", forget=True)
        assert built.report.errors == 0
        assert built.pages
        report, boards = read_boards(project, "ha-noi", TODAY, "https://niemyet.example/")
        assert report.errors == 0
        assert all(printed.pdf.startswith(b"%PDF") for printed in print_boards(boards, REPOSITORY / "theme", Format()))
        data = project / "site/tim-kiem/du-lieu.json"
        asked = subprocess.run(["node", "--input-type=module", "-e", ASK, data], capture_output=True, text=True, check=False)
        assert asked.returncode == 0, asked.stderr
        told = format_markdown(compare_catalogues(HERE / "small", project, TODAY))
        before, _ = _divide(find)
        for step in leaf:
            before = before[step]
        if value.split() != before.split():
            assert find.path.rsplit("/", 1)[-1].replace("_", "\\_") in told, (find.path, leaf)
    finally:
        (project / find.path).write_text(original, "utf-8")


def test_every_letter_that_a_sheet_is_said_to_have_is_in_its_font() -> None:
    """Each of them is printed as it is, by every style; what stands for another is printed too."""
    import typst
    from fontpkg_be_vietnam_pro import ROOT

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(ROOT / "files")])
    compiler = typst.Compiler(font_paths=fonts)
    letters = "".join(chr(number) for number in range(0x20, 0x2300) if find_unprintable(chr(number)) is None)
    text = to_print(letters).replace('"', "”").replace("\\", "/")
    assert find_unprintable(text) is None
    for weight in ("regular", "bold"):
        source = f'#set text(font: "Be Vietnam Pro", fallback: false, weight: "{weight}")\n#"{text}"'
        _, warnings = compiler.compile_with_warnings(input=source.encode(), format="pdf", pdf_standards=["a-2a"])
        assert [str(warning) for warning in warnings if "font" in str(warning)] == []
