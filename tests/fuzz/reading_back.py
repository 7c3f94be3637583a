"""Whether what the program has made of words that attack holds nothing but words: pages, data, feeds, tables, terminals."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import openpyxl

HOST = "evil.example"
"""Where attacks lead: no page fetches anything there."""
ELEMENTS = frozenset({"iframe", "object", "embed", "style", "base", "frame", "applet", "math", "portal"})
RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)
OURS = re.compile(r"(?:\.\./)*assets/[\w-]+\.js|/assets/[\w-]+\.js")
_ALERT = re.compile(r"alert(?:\(|%28)1337(?:\)|%29)")
COMPUTED = re.compile(r"\s*(?:[=＝]|[-+@＋－＠]\s*\w*[(|!])")
ANNOTATION = re.compile(r"::(?:error|warning|notice) file=[^:,]*,line=\d+,col=\d+,endColumn=\d+,title=[a-z-]+::")
LINES_OF_CALENDARS = re.compile(r"(?:BEGIN|END|VERSION|PRODID|[A-Z][A-Z-]*)(?:;[^:]*)?:|[ \t]")


def look_at_file(file: Path) -> None:
    """That it holds nothing but what it is for."""
    texts = (".html", ".json", ".xml", ".csv", ".ics", ".txt", ".md", ".geojson")
    text = file.read_bytes().decode() if file.suffix in texts else ""
    match file.suffix:
        case ".html":
            look_at_page(file.name, text)
        case ".json" if file.name == "oembed.json":
            look_at_frame_line(json.loads(text)["html"])
        case ".json" | ".geojson":
            json.loads(text)
        case ".xml":
            look_at_feed(text)
        case ".csv":
            look_at_cells(text)
        case ".ics":
            assert all(LINES_OF_CALENDARS.match(line) and len(line.encode()) <= 75 for line in text.split("\r\n") if line), file
            assert "\nX-EVIL" not in text and text.count("\nEND:VCALENDAR\r\n") == 1 and "\n" not in text.replace("\r\n", "")
        case ".txt" | ".md":
            assert "\nX-EVIL" not in text and "\n::error" not in text and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), file


def look_at_cells(text: str) -> None:
    """No cell is computed, whatever the country of the spreadsheet takes for the end of a cell."""
    assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.lstrip()[:1] in tuple("=+@\t\r") and cell]
    for sign in ";\t":
        found = [cell for row in csv.reader(io.StringIO(text), delimiter=sign) for cell in row if COMPUTED.match(cell)]
        assert not found, (sign, found[0])


def look_at_feed(text: str) -> None:
    """Well-formed, and no element of HTML stands in it as such."""
    for element in ElementTree.fromstring(text).iter():
        assert element.tag.startswith(("{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/", "{http", "OpenSearch")), (
            element.tag
        )
        assert "xhtml" not in element.tag or element.tag.endswith("}link"), element.tag
        assert not RUNS.match(element.get("href", ""))
        if element.get("type") == "html":
            look_at_fragment(element.text or "")


def look_at_fragment(text: str) -> None:
    """HTML that a feed carries: read by programs that may know no content policy."""
    for tag, attributes in _Reader(text).elements:
        assert tag not in {*ELEMENTS, "script", "form", "input", "link", "meta"}, (tag, attributes)
        assert not any(key.startswith("on") or key == "style" for key in attributes), (tag, attributes)
        for _, value in _addresses(attributes):
            assert not RUNS.match(re.sub(r"[\t\n\r]", "", value)) and (HOST not in value or tag == "a"), (tag, value)


def look_at_frame_line(text: str) -> None:
    """What oEmbed gives to another site's page: one frame of ours, and words in its title."""
    [(tag, attributes)] = _Reader(text).elements
    assert tag == "iframe" and urlsplit(attributes["src"] or "").netloc == "niemyet.example", text
    assert not any(key.startswith("on") or key == "srcdoc" for key in attributes), text


def look_at_workbook(file: Path) -> None:
    """No cell of a workbook is computed, and none leads anywhere else."""
    book = openpyxl.load_workbook(file)
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        assert cell.data_type != "f", (file, cell.coordinate, cell.value)
        assert cell.hyperlink is None or HOST not in str(cell.hyperlink.target), (file, cell.coordinate)


def look_at_terminal(text: str) -> None:
    """Nothing commands a terminal, turns the direction of letters, or begins a line that a runner of jobs obeys."""
    found = re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|^::|^##\[", text, re.MULTILINE)
    assert not found, text[max(0, found.start() - 80) : found.end() + 80]


def look_at_annotations(text: str, told: int) -> None:
    """What GitHub obeys: one line for each diagnostic and one that counts them, and nothing that a terminal obeys."""
    lines = text.split("\n")
    assert len(lines) == told + 1 and all(ANNOTATION.match(line) for line in lines[:told]), text
    look_at_terminal("\n".join(ANNOTATION.sub("", line) for line in lines[:told]) + "\n" + lines[told])


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
    assert text.count("<title>") == text.count("</title>") == 1
    assert "1337" not in _ALERT.sub("", text), name  # 7 times 191
    for data in reader.data:
        if data.strip().startswith(("{", "[")):
            json.loads(data)


def _addresses(attributes: dict[str, str | None]) -> Iterator[tuple[str, Any]]:
    for key in ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"):
        if value := attributes.get(key):
            yield key, value
