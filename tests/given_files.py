"""Files that citizens take away, made in memory: the smallest that are what they seem, and the same with something wrong."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX_TYPE = f"{_OFFICE}.wordprocessingml.document.main+xml"
XLSX_TYPE = f"{_OFFICE}.spreadsheetml.sheet.main+xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_pdf(words: str = "", body: bytes = b"") -> bytes:
    """A PDF without pages."""
    return b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog %b >>\nendobj\n%% %b\ntrailer << /Root 1 0 R >>\n%%%%EOF\n" % (
        body,
        words.encode(),
    )


def make_object_stream(inside: bytes) -> bytes:
    """Objects of a PDF, compressed, to be put into its body."""
    packed = zlib.compress(inside)
    return b">> endobj 2 0 obj << /Type /ObjStm /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\nendobj 3 0 obj <<" % (
        len(packed), packed,
    )  # fmt: skip


def make_zip(members: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def make_types(*types: str) -> str:
    """The list of the content types of a package."""
    listed = "".join(f'<Override PartName="/part{i}" ContentType="{one}"/>' for i, one in enumerate(types))
    return f'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{listed}</Types>'


def make_relationship(kind: str, target: str) -> str:
    """A list of relationships with one that leads outside."""
    one = f'<Relationship Id="r1" Type="{_OF_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONSHIPS}">{one}</Relationships>'


def make_docx(words: str = "", *types: str, **members: str | bytes) -> bytes:
    """A Word document. Names of further parts have __ for / and _DOT_ for a dot."""
    more = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in members.items()}
    return make_zip({"[Content_Types].xml": make_types(DOCX_TYPE, *types), "word/document.xml": f"<d>{words}</d>", **more})


def make_xlsx(**members: str | bytes) -> bytes:
    """An Excel workbook."""
    more = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in members.items()}
    return make_zip({"[Content_Types].xml": make_types(XLSX_TYPE), "xl/workbook.xml": "<w/>", **more})


def make_odt(manifest: str = "<m/>", **members: str | bytes) -> bytes:
    """An OpenDocument text."""
    more = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in members.items()}
    return make_zip({"mimetype": ODT_TYPE, "content.xml": "<c/>", "META-INF/manifest.xml": manifest, **more})


def make_doc(*entries: str, locked: bool = False) -> bytes:
    """A compound file with a Word document and further entries of its directory."""
    names = ("Root Entry", "WordDocument", *entries)
    directory = b"".join(_entry(name, 5 if not i else 2) for i, name in enumerate(names))
    begin = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\0") + b"\x09\0"
    word = b"\xec\xa5".ljust(10, b"\0") + (b"\0\x01" if locked else b"\0\0")
    return begin.ljust(512, b"\0") + word.ljust(512, b"\0") + directory.ljust(-(-len(directory) // 512) * 512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return written.ljust(64, b"\0") + len(written).to_bytes(2, "little") + bytes((kind, 1)) + bytes(60)
