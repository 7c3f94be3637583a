"""Whatever `check` accepts can be built, printed, searched, answered and compared."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import HERE, REPOSITORY, TODAY, make_site_root, share
from niemyet.building.boards import print_boards, read_boards
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.catalogue.selection import select_communes
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.markdown import format_markdown
from niemyet.law.answers import Answers
from niemyet.law.choices import WAIVER
from niemyet.load.finding import SourceFile, find_files
from niemyet.mkdocs_plugin import make_frames
from niemyet.model.letters import find_unprintable, to_print
from niemyet.render.renderer import FrameSet
from niemyet.resolve.answers import answers_of
from niemyet.sheets.book import PaperFormat
from niemyet.validate.shapes import SHAPES
from node import find_node

ENGINE = REPOSITORY / "theme" / "assets" / "search-engine.js"
TABLES = re.compile(r'<script type="application/json" data-answers="\w+">(.*?)</script>', re.DOTALL)
ASK = f"""
import {{ makeEngine }} from {json.dumps(ENGINE.as_uri())};
import {{ readFileSync }} from "node:fs";
const [data, ...others] = process.argv.slice(1).map((path) => JSON.parse(readFileSync(path, "utf8")));
makeEngine(data);
if (!others.length) throw new Error("fees and times are missing");
"""

NASTY = (
    "→ ✓ □ ● Ⅱ ☐ № \u2011 \uf0b7", "(một phần xã Nhị Khê)", "…", "+", "9999-12-31", "2199-12-31", "1900-01-01", "0001-01-01",
    "999999999999", "100000000000", "3650", "0", "00", "-1", "* " * 540, "[" * 3000, "![" * 3000, "x\r\rĐã duyệt.\r===\r",
    "\x1b[2J", "\u2028", "\ud7ff\ue000", "😀", "中文", "<script>alert(1)</script>", "{{ 7*7 }}", "\\", '"', "'", "`", "%s", "$x$",
    "#let x = 1", "&amp;", "a" * 400, "Ａ Ｂ \u3000", "\u202e", "niemyet-mark-content-here", "1.000000", "ha-noi/kim-lien",
    "=HYPERLINK(1)", "\uffff",
)  # fmt: skip
LIVELY = (
    "true", "false", "due", "optional", "service", "late", "on-time", "xac-minh-co", "online", "post", "papers", "fees", "0.5",
    "15",
    "100", "month", "working_hour", "day", "15:00", "2026-11-22", "2026-11-23", "2027-03-01", "60/2014/QH13", "03/2026/QH16",
    "Lệ phí đăng ký khai sinh", "Bản sao", "trang",
)  # fmt: skip
"""Words that mean something to one key or another, so that many changes pass the check."""
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


def _every_choice(answers: Answers) -> Iterator[dict[str, str]]:
    """Every way to answer all questions, without a waiver and with each."""
    people = next((choice for choice in answers.choices if choice.key == WAIVER), None)
    for row in answers.scope.rows((choice.key for choice in answers.choices if choice.key != WAIVER), {}):
        yield row
        yield from ({**row, WAIVER: who.key} for who in (people.options if people else ()))


def _answer_everything(project: Path) -> None:
    """Every posting gives an answer to every way to choose."""
    report, _, communes = select_communes(project, "", TODAY)
    assert report.errors == 0
    for posted in (posted for commune in communes for posted in commune.postings.values()):
        answers = answers_of(posted)
        for chosen in _every_choice(answers):
            answers.check(chosen)
            assert answers.papers(chosen) and answers.fees(chosen).rows and answers.deadlines(chosen).rows


def _look_up_every_table(site: Path) -> None:
    """The site's own script finds a view for every row of every table that a page carries."""
    pages = [page.read_text("utf-8") for page in sorted(site.glob("ha-noi/*/1.*/index.html"))]
    tables = [json.loads(found) for page in pages for found in TABLES.findall(page)]
    assert tables
    asked = []
    for table in tables:
        ways = product(*([("", *options) for _, options in table["by"]]))
        chosen = [{key: option for (key, _), option in zip(table["by"], way, strict=True) if option} for way in ways]
        assert len(table["at"]) == len(chosen)
        asked.append({"table": table, "rows": [{"chosen": one, "counts": [{}]} for one in chosen]})
    done = subprocess.run(
        [find_node(), str(HERE / "oracle/tables.mjs")],
        input=json.dumps(asked),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for table, views in zip(asked, json.loads(done.stdout), strict=True):
        assert [one["view"] for one in views] == [table["table"]["views"][at] for at in table["table"]["at"]]


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
        built = build_site(BuildRequest(project, TODAY, lambda _: lambda: _frames(project)), project / "site", forget=True)
        assert built.report.errors == 0
        assert built.pages
        report, boards = read_boards(project, "ha-noi", TODAY, "https://niemyet.example/")
        assert report.errors == 0
        assert all(printed.pdf.startswith(b"%PDF") for printed in print_boards(boards, REPOSITORY / "theme", PaperFormat()))
        data = sorted((project / "site/tim-kiem").glob("*.json"), key=lambda file: file.name != "du-lieu.json")
        asked = subprocess.run(
            [find_node(), "--input-type=module", "-e", ASK, *data], capture_output=True, text=True, check=False
        )
        assert asked.returncode == 0, asked.stderr
        _answer_everything(project)
        _look_up_every_table(project / "site")
        told = format_markdown(compare_catalogues(project.with_name("before"), project, TODAY))
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
