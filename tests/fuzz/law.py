"""The law: whatever `check` accepts builds, prints, can be searched, answers, and is told by `diff`.

One input is a list of changes, of values in files of every kind: records, articles, pages, boundaries, counts, settings. Those
that the check accepts are made one upon the other; then everything that follows is done once, and has to go well.
"""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import yaml

from conftest import REPOSITORY, TODAY, make_site_root
from fuzz.mutating import SIGNS
from niemyet.building.boards import print_boards, read_boards
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.catalogue.selection import select_communes
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.markdown import escape, format_markdown
from niemyet.law.answers import Answers
from niemyet.law.choices import WAIVER
from niemyet.model.data_parts import DATA_PARTS
from niemyet.own_frames import begin_own_frames
from niemyet.resolve.answers import answers_of
from niemyet.sheets.book import PaperFormat
from node import find_node

TESTS = Path(__file__).parent.parent
ENGINE = REPOSITORY / "theme" / "assets" / "search-engine.js"
TABLES = re.compile(r'<script type="application/json" data-answers="\w+">(.*?)</script>', re.DOTALL)
PROVINCES = ("ha-noi", "ha-tinh")
ASK = f"""
import {{ makeEngine }} from {json.dumps(ENGINE.as_uri())};
import {{ readFileSync }} from "node:fs";
const [data, ...others] = process.argv.slice(1).map((path) => JSON.parse(readFileSync(path, "utf8")));
makeEngine(data);
if (!others.length) throw new Error("fees and times are missing");
"""
CHANGES = 24
"""Changes that one input proposes; of these perhaps a third is accepted."""
NOT_TOLD = ("mkdocs.yml", "docs/")
"""What `diff` does not compare: settings and hand-written pages are no records."""

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

Way = tuple[str | int, ...]


def make_project(root: Path) -> None:
    """A site with a file of every kind, without errors."""
    for name in ("small", "complete"):
        shutil.copytree(TESTS / name, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("docs"))
    make_site_root(root)
    shutil.rmtree(root / "docs")
    shutil.copytree(TESTS / "complete/docs", root / "docs")


@cache
def _texts() -> dict[str, str]:
    """The files whose values are changed, by path; files of the small catalogue are covered by those of the complete one."""
    found = {"mkdocs.yml": (TESTS / "frozen/mkdocs.yml").read_text("utf-8")}
    for name in ("small", "complete"):
        for path in sorted((TESTS / name).rglob("*")):
            if path.suffix in (".yaml", ".md", ".geojson") or path.name == "ratings.csv":
                found[path.relative_to(TESTS / name).as_posix()] = path.read_text("utf-8")
    return {path: text for path, text in found.items() if not path.startswith("docs/") or (TESTS / "complete" / path).exists()}


def read_values(path: str, text: str) -> tuple[Any, str]:
    """The values of a file as text in tables and lists, and the Markdown behind them."""
    if path.endswith(".csv"):
        return list(csv.reader(io.StringIO(text))), ""
    if text.startswith("---\n"):
        _, front, body = text.split("---\n", 2)
        return yaml.load(front, yaml.CBaseLoader), body
    return ({}, text) if path.endswith(".md") else (yaml.load(text, yaml.CBaseLoader), "")


def write_values(path: str, values: Any, body: str) -> str:
    """The file with these values, in the form of its kind."""
    if path.endswith(".csv"):
        return "".join(",".join(str(cell) for cell in row) + "\n" for row in values if isinstance(row, list))
    if path.endswith(".geojson"):
        return json.dumps(values, ensure_ascii=False)
    written: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
    return (f"---\n{written}---\n{body}" if values else body) if path.endswith(".md") else written


def leaves_of(value: Any, path: Way = ()) -> Iterator[Way]:
    """The way to each text."""
    if isinstance(value, (dict, list)):
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves_of(below, (*path, step))
    else:
        yield path


@cache
def _ways() -> list[tuple[str, list[Way]]]:
    return [(path, ways) for path, text in _texts().items() if (ways := list(leaves_of(read_values(path, text)[0])) or [()])]


@cache
def _values_by_key() -> dict[str, list[Any]]:
    """What stands below each key, in any file: a value of another record is often one that this may have."""
    found: dict[str, list[Any]] = {}
    stack: list[Any] = [read_values(path, text)[0] for path, text in _texts().items()]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            for key, below in value.items():
                found.setdefault(key, []).append(below)
        stack += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found


def _propose(random: Random) -> tuple[str, Way, Any, str]:
    """A file, the way to what is to change or be added, the new value (None: leave it out), and words for its text."""
    path, ways = random.choice(_ways())
    way = random.choice(ways)
    way = way[: random.randint(1, len(way))] if way and random.random() < 0.3 else way
    key = next((step for step in reversed(way) if isinstance(step, str)), "")
    if random.random() < 0.15 and key:
        way = (*way[: way.index(key)], random.choice(sorted(_values_by_key())))
        key = str(way[-1])
    kind = random.random()
    words = random.choice((*NASTY, *LIVELY, *SIGNS))
    if kind < 0.45 and key in _values_by_key():
        value = random.choice(_values_by_key()[key])
    elif kind < 0.55:
        value = None
    elif kind < 0.75:
        value = random.choice(LIVELY)
    else:
        value = f"Chữ {words}" if random.random() < 0.5 else words
    return path, way, value, words if random.random() < 0.3 else ""


def make_changes(random: Random) -> bytes:
    """One input."""
    return json.dumps([_propose(random) for _ in range(CHANGES)], ensure_ascii=True).encode()


def change(root: Path, path: str, way: Way, value: Any, words: str) -> bytes:
    """Writes a file with another value; gives its bytes before. The words go behind the text of an article or a page."""
    before = (root / path).read_bytes()
    values, body = read_values(path, before.decode())
    parent = values
    for step in way[:-1]:
        if not (step in parent if isinstance(parent, dict) else _has(parent, step)) or not isinstance(parent[step], (dict, list)):
            return before  # an earlier change took it out
        parent = parent[step]
    if way and isinstance(parent, dict):
        parent.pop(way[-1], None) if value is None else parent.update({way[-1]: value})
    elif way and isinstance(parent, list) and _has(parent, way[-1]):
        parent[int(way[-1]) : int(way[-1]) + 1] = [] if value is None else [value]
    text = write_values(path, values, f"{body}\n{words}\n" if body and words else body)
    (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))
    return before


def _has(values: list[Any], step: str | int) -> bool:
    return isinstance(step, int) and step < len(values)


def follow_the_law(data: bytes, scratch: Path) -> bool:
    """Makes every change that the check accepts, then does all that follows; whether there was one."""
    root, before = scratch / "law", scratch / "before"
    if not before.is_dir():
        make_project(before)
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(before, root)
    changed: set[str] = set()
    for path, way, value, words in json.loads(data):
        old = change(root, path, tuple(way), value, words)
        if check_catalogue(root, TODAY).errors:
            (root / path).write_bytes(old)
        else:
            changed.add(path)
    changed = {path for path in changed if _read(root, path) != _read(before, path)}
    if changed:
        request = BuildRequest(root, TODAY, begin_own_frames(root / "mkdocs.yml"), open_data=DATA_PARTS)
        publish(request, scratch / "site", PROVINCES)
        look_up_every_table(scratch / "site")
        tell(before, root, changed)
    return bool(changed)


def _read(root: Path, path: str) -> Any:
    return json.dumps(read_values(path, (root / path).read_bytes().decode()), ensure_ascii=False).split()


def publish(request: BuildRequest, site: Path, provinces: Iterable[str]) -> None:
    """The site, its search, the sheets, and every answer."""
    built = build_site(request, site, forget=True)
    assert built.report.errors == 0, built.report.diagnostics
    assert built.pages
    for province in provinces:
        report, boards = read_boards(request.root, province, TODAY, "https://niemyet.example/")
        assert report.errors == 0
        assert all(printed.pdf.startswith(b"%PDF") for printed in print_boards(boards, REPOSITORY / "theme", PaperFormat()))
    data = sorted((site / "tim-kiem").glob("*.json"), key=lambda file: file.name != "du-lieu.json")
    asked = subprocess.run([find_node(), "--input-type=module", "-e", ASK, *data], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    answer_everything(request.root)


def _every_choice(answers: Answers) -> Iterator[dict[str, str]]:
    """Every way to answer all questions, without a waiver and with each."""
    people = next((choice for choice in answers.choices if choice.key == WAIVER), None)
    for row in answers.scope.rows((choice.key for choice in answers.choices if choice.key != WAIVER), {}):
        yield row
        yield from ({**row, WAIVER: who.key} for who in (people.options if people else ()))


def answer_everything(root: Path) -> None:
    """Every posting gives an answer to every way to choose."""
    report, _, communes = select_communes(root, "", TODAY)
    assert report.errors == 0
    for posted in (posted for commune in communes for posted in commune.postings.values()):
        answers = answers_of(posted)
        for chosen in _every_choice(answers):
            answers.check(chosen)
            assert answers.papers(chosen) is not None and answers.fees(chosen).rows and answers.deadlines(chosen).rows


def look_up_every_table(site: Path) -> None:
    """The site's own script finds a view for every row of every table that a page carries."""
    pages = [page.read_text("utf-8") for page in sorted(site.glob("*/*/[0-9].*/index.html"))]
    asked = []
    for table in (json.loads(found) for page in pages for found in TABLES.findall(page)):
        ways = product(*([("", *options) for _, options in table["by"]]))
        chosen = [{key: option for (key, _), option in zip(table["by"], way, strict=True) if option} for way in ways]
        assert len(table["at"]) == len(chosen)
        asked.append({"table": table, "rows": [{"chosen": one, "counts": [{}]} for one in chosen]})
    assert asked
    done = subprocess.run(
        [find_node(), str(TESTS / "oracle/tables.mjs")],
        input=json.dumps(asked),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for table, views in zip(asked, json.loads(done.stdout), strict=True):
        assert [one["view"] for one in views] == [table["table"]["views"][at] for at in table["table"]["at"]]


def tell(before: Path, root: Path, changed: set[str]) -> None:
    """The comparison names every file that has changed."""
    told = format_markdown(compare_catalogues(before, root, TODAY))
    for path in changed:
        if not path.startswith(NOT_TOLD):
            assert escape(path.rsplit("/", 1)[-1]) in told, path
