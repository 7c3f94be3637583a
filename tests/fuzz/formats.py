"""What is fuzzed: for each format real files to begin with, how they are changed, and the program's own readers of it.

A reader takes bytes and says whether they were accepted. It raises `WrongPlaceError` where a diagnostic points outside its file;
whatever else it raises is what the program does not expect.
"""

import io
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import yaml
from PIL import Image

from fuzz.catalogues import read_catalogue
from fuzz.injection import attack, make_attacks
from fuzz.law import follow_the_law, make_changes
from fuzz.mutating import change_bytes, change_file, change_package
from fuzz.places import look_at_places
from given_files import make_doc, make_docx, make_object_stream, make_odt, make_pdf, make_relationship, make_xlsx
from niemyet.catalogue.entries import read_entry
from niemyet.catalogue.handwritten import check_handwritten, read_page
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.editing.pasted_article import take_article
from niemyet.load.archives import UnreadableError
from niemyet.load.articles import parse_article
from niemyet.load.attachment_contents import find_fault
from niemyet.load.boundaries import BoundaryProblem, read_boundary
from niemyet.load.finding import SourceFile
from niemyet.load.former_units import parse_former_units
from niemyet.load.picture_ends import is_whole
from niemyet.load.pictures import count_pixels, kind_of_picture
from niemyet.load.pixels import MOST_PIXELS, UnreadablePictureError, decode, fit, measure
from niemyet.load.ratings import parse_ratings
from niemyet.load.table_files import read_sheets
from niemyet.load.tangles import find_tangles
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units
from niemyet.model.kinds import KindName, kind_of
from niemyet.portal.exports import read_data
from niemyet.render.markdown import clean_page, convert_page, render_markdown
from niemyet.render.outline import COARSE, draw_outline
from niemyet.validate.article_body import find_headings, find_links, find_pictures
from niemyet.validate.entries import check_entry
from niemyet.validate.shapes import SHAPES
from office_files import in_windows_1258, word_blocks, word_file, workbook, zip_file

TESTS = Path(__file__).parent.parent
CATALOGUES = ("small", "complete")
LARGEST_SEED = 6_000
"""Bytes: longer files are cut there; what is read of them is the same over and over."""


@dataclass(frozen=True)
class Format:
    """A format: `make` gives the bytes of one input, `read` has the program read them and says whether it took them."""

    make: Callable[[Random], bytes]
    read: Callable[[bytes, Path], bool]
    weight: float
    """How many of a thousand inputs are of it."""
    whole: bool = False
    """Whether a site is built of each: that takes its time, and starts other programs."""


def _seeds(fits: Callable[[str], bool]) -> list[bytes]:
    """The files of the catalogues of the tests at these paths, and those that the cases of the rulebook change."""
    found = []
    for name in CATALOGUES:
        root = TESTS / name
        files = [path for path in sorted(root.rglob("*")) if path.is_file()]
        found += [path.read_bytes()[:LARGEST_SEED] for path in files if fits(path.relative_to(root).as_posix())]
    found += [text.encode()[:LARGEST_SEED] for path, text in _cases() if fits(path)]
    return list(dict.fromkeys(found))


@cache
def _cases() -> list[tuple[str, str]]:
    """Path and text of the files that the cases of the rulebook change."""
    cases = (yaml.load(case.read_text("utf-8"), yaml.CSafeLoader) for case in sorted((TESTS / "cases").glob("*.yaml")))
    return [(path, text) for case in cases for path, text in case.get("files", {}).items() if text]


@cache
def _records() -> list[tuple[SourceFile, list[bytes]]]:
    """A place of every kind of file that holds a record, and files of the kind."""
    paths = [path.relative_to(TESTS / name).as_posix() for name in CATALOGUES for path in sorted((TESTS / name).rglob("*"))]
    found: dict[KindName, SourceFile] = {}
    for path in (*paths, *(path for path, _ in _cases())):
        kind = kind_of(path)
        if kind is not None and kind in SHAPES and kind != "article":
            found.setdefault(kind, SourceFile(path, kind))
    return [(file, _seeds(partial(_is_of, kind))) for kind, file in found.items()]


def record_number(kind: KindName) -> int:
    """What an input of YAML begins with to be taken for this kind of file."""
    return next(number for number, (file, _) in enumerate(_records()) if file.kind == kind)


def _is_of(kind: KindName, path: str) -> bool:
    return kind_of(path) == kind


def _change_one_of(seeds: Callable[[], Sequence[bytes]]) -> Callable[[Random], bytes]:
    return lambda random: change_file(random, random.choice(seeds()), seeds())


def _change_bytes_of(seeds: Callable[[], Sequence[bytes]]) -> Callable[[Random], bytes]:
    return lambda random: change_bytes(random, random.choice(seeds()), seeds())


# -- YAML -----------------------------------------------------------------------------------------------------------------------


def _make_yaml(random: Random) -> bytes:
    number = random.randrange(len(_records()))
    seeds = _records()[number][1]
    return bytes([number]) + change_file(random, random.choice(seeds), seeds)


def _read_yaml(data: bytes, _: Path) -> bool:
    """The first byte is the kind of file that the others are taken for."""
    file = _records()[data[0] % len(_records())][0]
    entry, told = read_entry(Path(), file, data[1:])
    look_at_places(told, data[1:])
    return entry is not None


# -- Markdown -------------------------------------------------------------------------------------------------------------------


@cache
def _articles() -> list[bytes]:
    return _seeds(partial(_is_of, "article"))


@cache
def _pages() -> list[bytes]:
    guide = [path.read_bytes()[:LARGEST_SEED] for path in sorted((TESTS.parent / "docs").rglob("*.md"))]
    return [*_seeds(partial(_is_of, "page")), *guide]


def _read_article(data: bytes, _: Path) -> bool:
    source, told = read_text(Path(), SourceFile("a.md", "article"), data)
    text, more = parse_article(source) if source is not None else (None, [])
    told += more
    accepted = False
    if source is not None and text is not None:
        tangled = list(find_tangles(source, text.body.split("\n"), text.body_line))
        entry, more = check_entry(text.document, "article")
        told += [*tangled, *more]
        if not tangled:
            _place_in_body(text.body, find_pictures(text.body), find_links(text.body))
            find_headings(text.body)
            render_markdown(text.body, "../../../", "../")
            accepted = entry is not None
    look_at_places(told, data)
    return accepted


def _place_in_body(body: str, *found: Iterable[Any]) -> None:
    lines = body.split("\n")
    for one in (one for some in found for one in some):
        assert 0 <= one.line < len(lines) and 1 <= one.column <= len(lines[one.line]) + 1, one


def _read_page(data: bytes, scratch: Path) -> bool:
    told = list(check_handwritten(scratch, [_put(data, scratch, "docs/a.md", "page")]))
    look_at_places(told, data)
    source, _ = read_text(scratch, SourceFile("docs/a.md", "page"), data)
    if told or source is None:
        return False
    _, body = read_page(source.text)
    clean_page(convert_page(body, lambda link: link))
    return True


def _put(data: bytes, scratch: Path, path: str, kind: KindName) -> SourceFile:
    (scratch / path).parent.mkdir(parents=True, exist_ok=True)
    (scratch / path).write_bytes(data)
    return SourceFile(path, kind, size=len(data))


# -- CSV ------------------------------------------------------------------------------------------------------------------------

_ROWS = 'Mã thủ tục;Tên thủ tục;Lĩnh vực\n9.000001;Xác nhận việc mẫu;Việc mẫu\n9.000002;"Việc; khác";Việc mẫu\n'
_TABLES = (
    *(_ROWS.replace(";", sign).encode(encoding) for encoding in ("utf-8", "utf-16") for sign in (";", ",", "\t")),
    in_windows_1258(_ROWS), b"sep=;\n" + _ROWS.encode(),
)  # fmt: skip


@cache
def _csv_seeds() -> list[list[bytes]]:
    wanted: tuple[KindName, ...] = ("ratings", "units", "former-units")
    return [*(_seeds(partial(_is_of, kind)) for kind in wanted), list(_TABLES)]


def _make_csv(random: Random) -> bytes:
    number = random.randrange(4)
    seeds = _csv_seeds()[number]
    return bytes([number]) + change_file(random, random.choice(seeds)[:2_000], seeds)


def _read_csv(data: bytes, _: Path) -> bool:
    """The first byte is the kind of file that the others are taken for; 3 is a table that a person gives."""
    number, data = data[0] % 4, data[1:]
    if number == 3:
        return _read_given("a.csv", data)
    source, told = read_text(Path(), SourceFile("a.csv", "units"), data)
    found: Any = None
    more: list[Diagnostic] = []
    if source is not None:
        parse = (partial(parse_ratings, last="2026-11"), parse_units, parse_former_units)[number]
        found, more = parse(source)
    look_at_places([*told, *more], data)
    return bool(found) and not more


def _read_given(name: str, data: bytes) -> bool:
    found = list(read_data(name, data))
    with suppress(UnreadableError):
        read_sheets(data)
    return any(one.record or one.listed for one in found)


# -- JSON -----------------------------------------------------------------------------------------------------------------------


@cache
def _json_seeds() -> list[bytes]:
    exported = json.loads((TESTS / "export/000.json").read_bytes())
    items = exported if isinstance(exported, list) else [exported]
    small = [json.dumps(one, ensure_ascii=False).encode()[:LARGEST_SEED] for one in items[:20]]
    rows = json.dumps([{"Mã thủ tục": "9.000001", "Tên thủ tục": "Xác nhận việc mẫu", "Phí": 8000}], ensure_ascii=False).encode()
    return [*small, rows, rows.strip(b"[]") + b"\n" + rows.strip(b"[]") + b"\n"]


@cache
def _boundaries() -> list[bytes]:
    ring = [[105.8, 20.9], [105.9, 20.9], [105.9, 21.0], [105.8, 21.0], [105.8, 20.9]]
    polygon = {"type": "Polygon", "coordinates": [ring]}
    several = {"type": "MultiPolygon", "coordinates": [[ring], [ring[:2] + ring[:1] + ring[:1]]]}
    made = [polygon, several, {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": polygon}]}]
    return [*_seeds(partial(_is_of, "boundary")), *(json.dumps(one).encode() for one in made)]


def _read_boundary(data: bytes, _: Path) -> bool:
    read = read_boundary(data)
    if isinstance(read, BoundaryProblem):
        return False
    draw_outline(read, COARSE)
    return True


# -- packages -------------------------------------------------------------------------------------------------------------------


def _unpack(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


_ROWS_OF_BOOK = [("Mã thủ tục", "Tên thủ tục", "Phí"), ("9.000001", "Việc mẫu", 8000), ("9.000002", "=1+1", 0.5)]
_BOOK: dict[str, list[tuple[Any, ...]]] = {"A": [*_ROWS_OF_BOOK], "-B": [("x",)]}


@cache
def _packages(kind: str) -> list[dict[str, bytes]]:
    made = {
        "xlsx": lambda: [workbook(_BOOK, {"A": ["A3:B3"]}), workbook({"A": [("Mã", "Tên")]})],
        "docx": lambda: [word_file(word_blocks()), word_file(["Một đoạn.", (("a", "b"), ("c", "d"))])],
        "zip": lambda: [zip_file({"a.json": _json_seeds()[0], "b/c.csv": _TABLES[0], "d.zip": zip_file({"e.csv": _TABLES[1]})})],
        "attachment": lambda: [
            make_docx(word__a_DOT_xml="<a/>", word___rels__document_DOT_xml_DOT_rels=make_relationship("a", "b")),
            make_xlsx(xl__a_DOT_xml="<a/>"), make_odt(),
        ],
    }  # fmt: skip
    return [_unpack(data) for data in made[kind]()]


def _make_package(kind: str, random: Random) -> bytes:
    packages = _packages(kind)
    parts = random.choice(packages)
    return change_package(random, parts, list(random.choice(packages).values()))


@cache
def _attachments() -> list[bytes]:
    streams = (b"4 0 << /Type /Page >>", b"4 0 << /S /JavaScript >>")
    pdfs = [make_pdf("chữ", make_object_stream(inside)) for inside in streams]
    return [*pdfs, make_pdf(body=b"/AcroForm << /XFA 4 0 R >>"), make_doc(), make_doc("Macros")]


def _make_attachment(random: Random) -> bytes:
    if random.random() < 0.4:
        return _make_package("attachment", random)
    return change_bytes(random, random.choice(_attachments()), _attachments())


def _read_attachment(data: bytes, _: Path) -> bool:
    return not all(find_fault(ending, data) for ending in ("pdf", "docx", "xlsx", "odt", "doc"))


# -- pictures -------------------------------------------------------------------------------------------------------------------


@cache
def _pictures() -> list[bytes]:
    found = []
    for mode in ("RGB", "L", "P", "RGBA", "1", "CMYK"):
        picture = Image.new(mode, (24, 16), 1)
        for ending in ("png", "jpeg", "gif", "webp", "avif"):
            stream = io.BytesIO()
            try:
                picture.save(stream, ending)
            except (OSError, ValueError):
                continue
            found.append(stream.getvalue())
    return found


def _read_picture(data: bytes, _: Path) -> bool:
    kind = kind_of_picture(data)
    if kind is None or count_pixels(kind, data) > MOST_PIXELS or not is_whole(data, kind):
        return False
    try:
        measured = measure(data, kind)
    except UnreadablePictureError:
        return False
    if measured.width * measured.height > 1_000_000:
        return True  # it is drawn, in the time that so many pixels take
    try:
        decode(data, kind).make(fit(measured.width, measured.height)[0], "webp")
    except UnreadablePictureError:
        return False
    return True


# -- pages of the web -----------------------------------------------------------------------------------------------------------

_PAGES = tuple(
    f"<!doctype html><meta charset={name}><title>Tin</title><main><h1>Tin mẫu</h1><p>Một <b>đoạn</b> văn <a href='/a'>dài</a>."
    "<!-- x --><figure><img src='data:image/png;base64,iVBORw0KGgo=' alt='Ảnh'><figcaption>Chú</figcaption></figure>"
    "<table><tr><th>a<td colspan=2>b</table><ul><li>một<li>hai<ol><li>ba</ol></ul></main>".encode(encoding)
    for name, encoding in (("utf-8", "utf-8"), ("utf-8", "utf-16"))
)  # fmt: skip


def _read_web_page(data: bytes, _: Path) -> bool:
    try:
        return bool(take_article(data, lambda _: None).body)
    except UnreadableError:
        return False


FORMATS: dict[str, Format] = {
    "yaml": Format(_make_yaml, _read_yaml, 240),
    "article": Format(_change_one_of(_articles), _read_article, 60),
    "page": Format(_change_one_of(_pages), _read_page, 10),
    "csv": Format(_make_csv, _read_csv, 180),
    "json": Format(_change_one_of(_json_seeds), lambda data, _: _read_given("a.json", data), 130),
    "geojson": Format(_change_one_of(_boundaries), _read_boundary, 182),
    "zip": Format(partial(_make_package, "zip"), lambda data, _: _read_given("a.zip", data), 14),
    "xlsx": Format(partial(_make_package, "xlsx"), lambda data, _: _read_given("a.xlsx", data), 10),
    "docx": Format(partial(_make_package, "docx"), lambda data, _: _read_given("a.docx", data), 5),
    "attachment": Format(_make_attachment, _read_attachment, 80),
    "picture": Format(_change_bytes_of(_pictures), _read_picture, 60),
    "html": Format(_change_one_of(lambda: _PAGES), _read_web_page, 28),
    "catalogue": Format(read_catalogue.make, read_catalogue, 1),
    "law": Format(make_changes, follow_the_law, 0.1, whole=True),
    "injection": Format(make_attacks, attack, 0.1, whole=True),
}
"""By name. `catalogue` is a whole one of which one file is changed, checked with every rule; `law` one that is then
published, `injection` one whose texts attack and whose site is read back."""
