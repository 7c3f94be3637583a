"""What a file that citizens take away is by its content, and what it must not hold: macros, a password, parts from elsewhere.

Takes the bytes of a whole file and the ending of its name; gives the fault, if there is one. Nothing in it is run, written to
a disk or fetched; what is decompressed to be looked at is limited. Formats: PDF (ISO 32000), packages (ECMA-376 Part 2, and OASIS
ODF 1.2 Part 3), compound files with a Word document ([MS-CFB], [MS-DOC] 2.5.2).
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.attachment_faults import DAMAGED, LOCKED, LOOKED_AT, BrokenContentError, Fault, active
from niemyet.load.office_parts import CONTROL, EMBEDDED, LAUNCH, MACRO, REMOTE, judge_part, judge_relations, may_hold_any
from niemyet.load.pdf_contents import judge_pdf
from niemyet.model.kinds import ATTACHMENT_ENDINGS
from niemyet.patterns import regex

MOST_MEMBERS = 2_000
"""Parts of a package; a form has ten to thirty."""
LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts together, as their package states them."""


_BROKEN = (
    BrokenContentError,
    BadZipFile,
    RuntimeError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    ElementTree.ParseError,
)
"""What reading a damaged package raises; a compression of another kind is a RuntimeError."""


def find_fault(ending: str, data: bytes) -> Fault | None:
    """What is wrong with the content of a file with this ending; None if nothing is."""
    if not data:
        return DAMAGED
    if data.startswith(b"%PDF-"):
        try:
            return _differs(ending, "pdf") or judge_pdf(data)
        except (BrokenContentError, zlib.error):
            return DAMAGED
    if data.startswith(b"PK\x03\x04"):
        try:
            with ZipFile(BytesIO(data)) as package:
                return _judge_package(ending, package)
        except _BROKEN:
            return DAMAGED
    if data.startswith(_COMPOUND):
        return _judge_compound(ending, data)
    what = next((words for begins, words in _OTHERS if re.match(begins, data[:512].lstrip(), re.IGNORECASE)), _UNKNOWN)
    return Fault("attachment-of-other-kind", {"ending": ending, "what": what})


_UNKNOWN = Bilingual("một loại tệp khác", "another kind of file")
_OTHERS = (
    (rb"\{\\rtf", Bilingual("văn bản RTF", "an RTF text")),
    (rb"(?:\xef\xbb\xbf)?<(?:!doctype html|html|\?xml)", Bilingual("một trang web", "a web page")),
    (rb"\xff\xd8\xff|\x89PNG|GIF8|BM", Bilingual("một tấm ảnh", "a picture")),
    (rb"MZ|\x7fELF", Bilingual("một chương trình", "a program")),
    (rb"Rar!|7z\xbc\xaf", Bilingual("một tệp nén", "an archive")),
)
"""The first bytes of what people rename, and its name."""
_FORMATS: Mapping[str, Bilingual] = {
    "pdf": Bilingual("văn bản PDF", "a PDF"),
    "docx": Bilingual("văn bản Word (.docx)", "a Word document (.docx)"),
    "doc": Bilingual("văn bản Word kiểu cũ (.doc)", "an old Word document (.doc)"),
    "xlsx": Bilingual("bảng tính Excel (.xlsx)", "an Excel workbook (.xlsx)"),
    "odt": Bilingual("văn bản OpenDocument (.odt)", "an OpenDocument text (.odt)"),
    "zip": Bilingual("một tệp nén", "an archive"),
    "": _UNKNOWN,
}


def _differs(ending: str, kind: str) -> Fault | None:
    if kind == ending:
        return None
    near = {"near": kind} if kind in ATTACHMENT_ENDINGS else {}
    return Fault("attachment-of-other-kind", {"ending": ending, "what": _FORMATS[kind], **near})


# -- packages: .docx .xlsx .odt -------------------------------------------------------------------------------

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_MAIN_TYPES = {
    f"{_OPEN_XML}wordprocessingml.document.main+xml": "docx",
    f"{_OPEN_XML}spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.ms-word.document.macroenabled.main+xml": "docx",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": "xlsx",
}
"""The content type of the main part, in small letters → the ending. Those with macros are told of as such."""
_ODF_TEXT = b"application/vnd.oasis.opendocument.text"
_TYPES, _MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
_ACTIVE_MEMBERS = (
    (regex(r"(?:.*/)?vbaproject[^/]*|.*/macrosheets/.+|(?:basic|scripts)/.+", re.IGNORECASE), MACRO),
    (regex(r".*/activex/.+", re.IGNORECASE), CONTROL),
    (regex(r"(?:.*/)?embeddings/.+(?<!\.docx)(?<!\.xlsx)(?<!\.pptx)", re.IGNORECASE), EMBEDDED),
    (regex(r"xl/connections\.xml", re.IGNORECASE), REMOTE),
)
_ACTIVE_TYPES = (
    (regex(".*(?:macroenabled|vbaproject|macrosheet).*"), MACRO),
    (regex(".*activex.*"), CONTROL),
    (regex(".*oleobject.*"), EMBEDDED),
)
_EMBEDDED_PACKAGE = regex(r"(?:^|/)embeddings/[^/]+\.(?:docx|xlsx|pptx)$", re.IGNORECASE)
_PEEKED = 64
_STRANGE_NAME = regex(r"^/|\\|//|(?:^|/)\.\.?(?:/|$)|[\x00-\x1f\x7f]")
"""Names that programs take for different places."""


def _judge_package(ending: str, package: ZipFile, deep: bool = False) -> Fault | None:
    members = package.infolist()
    names = [member.filename for member in members]
    if len({name.lower() for name in names}) < len(names) or len(names) > MOST_MEMBERS:
        return DAMAGED
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        return Fault("attachment-too-large")
    if any(member.flag_bits & 1 for member in members):
        return LOCKED
    if any(map(_STRANGE_NAME.search, names)) or _hides_something(package):
        return DAMAGED
    reader = _PackageReader(package)
    types = [one.lower() for one in reader.read_types()] if _TYPES in names else []
    kind = next((_MAIN_TYPES[one] for one in types if one in _MAIN_TYPES), "" if types else "zip")
    if "mimetype" in names:
        kind = "odt" if reader.read("mimetype").strip() == _ODF_TEXT and "content.xml" in names else ""
    if fault := _differs(ending, kind):
        return fault
    if kind == "odt" and _MANIFEST in names and b"encryption-data" in reader.read(_MANIFEST):
        return LOCKED
    for texts, forbidden in ((names, _ACTIVE_MEMBERS), (types, _ACTIVE_TYPES)):
        for pattern, what in forbidden:
            if any(map(pattern.fullmatch, texts)):
                return active(what)
    for name in names:
        if name.lower().endswith(".rels") and (brought := judge_relations(reader.read_xml(name))):
            return active(brought)
    return _judge_parts(reader, members, deep)


def _judge_parts(reader: "_PackageReader", members: list[ZipInfo], deep: bool) -> Fault | None:
    for member in members:
        begin = reader.peek(member)
        if _EMBEDDED_PACKAGE.search(member.filename):
            if deep or not begin.startswith(b"PK\x03\x04"):
                return active(EMBEDDED)
            inside = BytesIO(reader.read(member.filename))
            with ZipFile(inside) as package:
                fault = _judge_package(member.filename.rpartition(".")[2].lower(), package, deep=True)
            if fault is not None and fault.rule != "attachment-of-other-kind":
                return fault
        elif _may_be_xml(begin):
            data = reader.read_freely(member)
            if may_hold_any(data):
                if len(data) > LOOKED_AT:
                    raise BrokenContentError(member.filename)
                if what := judge_part(data):
                    return active(what)
    return None


def _may_be_xml(begin: bytes) -> bool:
    """By the first bytes of a part. Raises BrokenContentError for UTF-16, which no program writes into a package."""
    if begin.startswith((b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")):
        raise BrokenContentError
    written = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    return written.startswith(b"<") or (not written and len(begin) == _PEEKED)


def _hides_something(package: ZipFile) -> bool:
    """Whether there is anything before the first part, behind the list of parts, or between: other programs may read that."""
    members = package.infolist()
    return bool(package.comment) or not members or min(member.header_offset for member in members) > 0


class _PackageReader:
    """Reads parts of a package, `LOOKED_AT` bytes in all. Raises one of `_BROKEN`."""

    def __init__(self, package: ZipFile) -> None:
        self._package, self._left = package, LOOKED_AT

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        member = self._package.getinfo(name)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise BrokenContentError(name)
        with self._package.open(member) as stream:
            data = stream.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise BrokenContentError(name)
        return data

    def peek(self, member: ZipInfo) -> bytes:
        """The first bytes of a part, whose own header must say what the list of parts says."""
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise BrokenContentError(member.filename)
        with self._package.open(member) as stream:
            return stream.read(_PEEKED)

    def read_freely(self, member: ZipInfo) -> bytes:
        """The bytes of a part beside the limit: all parts together have `LARGEST_UNPACKED` bytes at most."""
        return self._package.read(member)

    def read_xml(self, name: str) -> ElementTree.Element:
        """A part in XML. Packages may have no document type (ECMA-376 Part 2), which could make a small part a large one."""
        text = self.read(name).decode("utf-8-sig")
        if "<!DOCTYPE" in text:
            raise BrokenContentError(name)
        return ElementTree.fromstring(text)

    def read_types(self) -> list[str]:
        """The content types of the parts."""
        return [element.get("ContentType", "") for element in self.read_xml(_TYPES)]


# -- compound files: .doc -------------------------------------------------------------------------------------

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
"""Bytes of an entry of the directory; sectors are multiples of it, so every entry begins at one."""


_COMMAND_FIELD = regex(rb"\x13\s*DDE(?:AUTO)?\s|\x13\0(?:\s\0)*D\0D\0E\0(?:A\0U\0T\0O\0)?\s\0", re.IGNORECASE)
"""A field that starts a program, in letters of one byte or two ([MS-DOC] 2.8.25)."""


def _judge_compound(ending: str, data: bytes) -> Fault | None:
    entries = dict(_list_entries(data))
    if "EncryptedPackage" in entries:
        return LOCKED
    main = entries.get("WordDocument")
    if fault := _differs(ending, "doc" if main is not None else ""):
        return fault
    begin = data[main : main + 12] if main is not None else b""
    if len(begin) < 12 or begin[:2] != b"\xec\xa5":
        return DAMAGED
    if begin[11] & 1:  # fEncrypted, the ninth bit of the flags at byte 10
        return LOCKED
    found = {name.lower() for name in entries}
    if {"macros", "_vba_project", "vba"} & found:
        return active(MACRO)
    if {"\x03objinfo", "\x01ole10native", "equation native"} & found:
        return active(EMBEDDED)
    return active(LAUNCH) if _COMMAND_FIELD.search(data) else None


def _list_entries(data: bytes) -> Iterator[tuple[str, int]]:
    """The names in the directory, and where the first sector of each begins. Wherever an entry lies it is found, for the table of
    sectors may be damaged or made to mislead; a name ends where its letters do, whatever length is stated."""
    shift = data[30] if len(data) > 30 and data[30] in (9, 12) else 9
    for at in range(1 << shift, len(data) - _ENTRY + 1, _ENTRY):
        if data[at + 66] in (1, 2, 5) and data[at] and not data[at + 1]:
            name = data[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
            yield name, (int.from_bytes(data[at + 116 : at + 120], "little") + 1) << shift
