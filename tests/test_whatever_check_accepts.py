"""Whatever `check` accepts can be built, printed, searched, answered and compared."""

import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import HERE, TODAY, make_site_root, share
from fuzz.law import LIVELY, NASTY, follow_the_law, look_up_every_table, make_changes, publish
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import BuildRequest
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.markdown import format_markdown
from niemyet.load.finding import SourceFile, find_files
from niemyet.mkdocs_plugin import make_frames
from niemyet.model.letters import find_unprintable, quote_to_print, to_print
from niemyet.render.renderer import FrameSet
from niemyet.validate.shapes import SHAPES

PROCEDURE = "catalogue/reference/procedures/ho-tich/1.001193.yaml"
PLANTED: dict[str, dict[str, Any]] = {
    PROCEDURE: {
        "questions": {"xac-minh": {"name": "Có phải xác minh không?", "options": {"co": "Phải xác minh", "khong": "Không phải"}}},
        "deadlines": [{"case": ["xac-minh-co"], "amount": "5", "unit": "working_day", "basis": "60/2014/QH13"}],
        "fees": [
            {"name": "Bản sao", "kind": "optional", "per": "bản", "amount": "8000", "basis": "60/2014/QH13"},
            {"name": "Chuyển phát", "kind": "service", "channel": ["post"], "undetermined": "Bưu điện tính theo nơi nhận."},
            {
                "name": "Chứng thực", "case": ["xac-minh-co"], "basis": "60/2014/QH13",
                "formula": {
                    "unit": "trang", "at_most": "200000",
                    "parts": [{"first": "1", "last": "2", "amount": "2000"}, {"first": "3", "amount": "1000"}],
                },
            },
        ],
        "waivers": [
            {"who": "Trẻ em", "fees": ["Chứng thực"], "reduction": "50", "basis": "60/2014/QH13", "until": "2027-12-31"},
            {"who": "Người cao tuổi", "undetermined": "Nguồn không nêu.", "basis": "60/2014/QH13"},
        ],
        "outdated": {"from": "2027-03-01", "by": "03/2026/QH16", "text": "Luật mới thay.", "parts": ["papers", "fees"]},
        "steps": [{"text": "Cán bộ xác minh.", "case": ["xac-minh-co"]}],
    },
    "catalogue/reference/documents.yaml": {
        "44/2017/TT-BTC": {
            "title": "Quy định", "kind": "Thông tư", "issuer": "Bộ Tài chính", "unverified": "Nguồn có thể ghi nhầm số.",
            "parts_ended": [{"part": "Điều 2", "from": "2026-01-01", "by": "60/2014/QH13"}],
        },
    },
    "catalogue/reference/calendar/2026.yaml": {"days_off": [{"date": "2026-12-24", "name": "Nghỉ bù", "expected": "true"}]},
}  # fmt: skip
"""What the small catalogue lacks: keys on which the answers depend."""
TEXTS = (
    st.sampled_from(LIVELY)
    | st.sampled_from(NASTY)
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
    | st.dates().map(str)
)


@pytest.fixture(scope="module")
def project() -> Iterator[Path]:
    """The small catalogue with a theme, and its frames made once."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "small"
        shutil.copytree(HERE / "small", root)
        make_site_root(root)
        for path in PLANTED:
            find = next(find for find in FINDS if find.path == path)
            (root / path).write_text(_write(*_divide(find)), "utf-8")
        assert check_catalogue(root, TODAY).errors == 0
        shutil.copytree(root, root.with_name("before"))
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


def _divide(find: SourceFile) -> tuple[Any, str]:
    text = (HERE / "small" / find.path).read_text("utf-8")
    _, front, body = text.split("---\n", 2) if find.path.endswith(".md") else ("", text, "")
    record = yaml.load(front, yaml.BaseLoader)  # it makes text of everything
    for key, value in PLANTED.get(find.path, {}).items():
        record[key] = [*record[key], *value] if key in record else value
    return record, body


def _write(record: Any, body: str, more: str = "") -> str:
    written = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{written}---\n{body}\n{more}\n" if body else written


Way: TypeAlias = tuple[SourceFile, tuple[str | int, ...]]
FINDS = [find for find in find_files(HERE / "small").every if find.kind in SHAPES]
WAYS = [(find, leaf) for find in FINDS for leaf in _leaves(_divide(find)[0])]


def _change(root: Path, find: SourceFile, leaf: tuple[str | int, ...], value: str, more: str) -> None:
    record, body = _divide(find)
    parent = record
    for step in leaf[:-1]:
        parent = parent[step]
    parent[leaf[-1]] = value
    (root / find.path).write_text(_write(record, body, more), "utf-8")


@settings(max_examples=share(60), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.sampled_from(WAYS), value=TEXTS, more=TEXTS)
def test_whatever_check_accepts_is_published(
    project: Path, way: tuple[SourceFile, tuple[str | int, ...]], value: str, more: str
) -> None:
    """One value of one record is another: where the check is silent, everything that follows goes well and says so."""
    find, leaf = way
    original = (project / find.path).read_text("utf-8")
    try:
        _change(project, find, leaf, value, more)
        if check_catalogue(project, TODAY).errors:
            return
        publish(BuildRequest(project, TODAY, lambda _: lambda: _frames(project)), project / "site", ["ha-noi"])
        look_up_every_table(project / "site")
        told = format_markdown(compare_catalogues(project.with_name("before"), project, TODAY))
        before, _ = _divide(find)
        for step in leaf:
            before = before[step]
        if value.split() != before.split():
            assert find.path.rsplit("/", 1)[-1].replace("_", "\\_") in told, (find.path, leaf)
    finally:
        (project / find.path).write_text(original, "utf-8")


@pytest.mark.long("the test above, of the kinds of the small catalogue; `python -m fuzz --only law` tries any number")
@pytest.mark.parametrize("number", range(12))
def test_whatever_check_accepts_of_every_kind_is_published(number: int, tmp_path: Path) -> None:
    """Years, rosters, boundaries, counts, articles, notices, pages and settings too, several changes one upon the other."""
    follow_the_law(make_changes(Random(f"22/law/{number}")), tmp_path)


def test_a_quotation_never_stops_the_printing() -> None:
    """What a source says may have any letters: those that a sheet lacks become dots, the others stay as they are."""
    assert quote_to_print("Nguồn ghi → 中文 № 5") == "Nguồn ghi → …… № 5"
    assert find_unprintable(quote_to_print("中😀\ue000\u202e")) is None


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
