"""What the XML parts of Word documents, workbooks and OpenDocument texts must not hold: commands, parts from elsewhere, objects.

Takes a list of relationships (ECMA-376 Part 2, clause 9) or the bytes of any other part; gives what it holds, in words. A
link that a reader follows by himself is no part from elsewhere.
"""

import re
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.patterns import regex

MACRO = Bilingual("macro", "macros")
CONTROL = Bilingual("nút điều khiển ActiveX", "ActiveX controls")
EMBEDDED = Bilingual("tệp hoặc đối tượng nhúng bên trong", "files or objects embedded in it")
REMOTE = Bilingual("phần phải tải từ máy khác (mẫu, ảnh hay bảng ngoài tệp)", "parts that come from another machine")
SCRIPT = Bilingual("mã JavaScript", "JavaScript")
LAUNCH = Bilingual("lệnh mở chương trình khác", "a command that starts another program")

_ACTIVE_RELATIONS = {
    "vbaproject": MACRO, "wordvbadata": MACRO, "xlmacrosheet": MACRO, "xlintlmacrosheet": MACRO,
    "control": CONTROL, "activexcontrolbinary": CONTROL, "afchunk": EMBEDDED,
}  # fmt: skip
"""The end of a relationship's type, in small letters. An `afchunk` is a file of any kind that Word takes in as text."""
_OBJECTS = ("oleobject", "package")
_OFFICE_FILE = regex(r".*\.(?:docx|xlsx|pptx)", re.IGNORECASE | re.DOTALL)
_LOCAL = regex(r"(?:file:/*)?[a-z]:[\\/].*|(?![\\/]{2})(?![a-z][a-z0-9+.-]*:).*", re.IGNORECASE | re.DOTALL)
"""What names no other machine: a path on some disk, or beside the file."""
_LINK = regex(r"(?:https?|mailto|tel|ftp|file):.*|(?![a-z][a-z0-9+.-]+:).*", re.IGNORECASE | re.DOTALL)
"""What a reader may follow."""


def judge_relations(relations: ElementTree.Element) -> Bilingual | None:
    """What a list of relationships brings in that it must not; None if nothing."""
    for one in relations:
        kind = one.get("Type", "").rpartition("/")[2].lower()
        target = unquote(one.get("Target", "")).strip()
        if kind in _ACTIVE_RELATIONS:
            return _ACTIVE_RELATIONS[kind]
        if not (_LINK if kind == "hyperlink" else _LOCAL).fullmatch(target):
            return REMOTE
        if kind in _OBJECTS and not _OFFICE_FILE.fullmatch(target):
            return EMBEDDED
    return None


_LONGEST_FIELD = 200
_FIELD = regex(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_ODF_LINK = "{http://www.w3.org/1999/xlink}href"
_MAY_LINK = regex("a|bibliography-mark")
_ACTIVE_ELEMENTS = {
    name: what
    for what, names in (
        (LAUNCH, "ddeLink dde-source dde-connection dde-connection-decl"),
        (MACRO, "event-listener event-listeners"),
        (SCRIPT, "script"),
        (EMBEDDED, "object-ole plugin applet"),
        (REMOTE, "floating-frame oleLink"),
    )
    for name in names.split()
}
"""Local names of elements of WordprocessingML, SpreadsheetML and ODF 1.2 (9.3, 10.4, 14.4, 14.6)."""


_NEEDLES = regex("|".join(map(re.escape, (*_ACTIVE_ELEMENTS, "href", "instrText", "fldSimple"))).encode())
"""The names of elements and attributes that matter: XML has no other way to write a name."""


def may_hold_any(data: bytes) -> bool:
    """Whether an XML part need be looked at closely."""
    return _NEEDLES.search(data) is not None


def judge_part(data: bytes) -> Bilingual | None:
    """What an XML part holds that it must not; None if nothing. Raises ElementTree.ParseError, also for a document type, which
    packages may not have (ECMA-376 Part 2, 9.1.1)."""
    if b"<!DOCTYPE" in data:
        raise ElementTree.ParseError
    above: list[ElementTree.Element] = []
    field = ""
    for event, element in ElementTree.iterparse(BytesIO(data), ("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            above.append(element)
            if what := _judge_element(name, element):
                return what
            field = "" if name == "fldChar" else field
            continue
        if name == "instrText":
            field = (field + (element.text or ""))[:_LONGEST_FIELD]
            if _FIELD.match(field):
                return LAUNCH
        above.pop()
        if above:
            above[-1].clear()  # what has been looked at takes no memory
    return None


def _judge_element(name: str, element: ElementTree.Element) -> Bilingual | None:
    target = element.get(_ODF_LINK, "").strip()
    if target and not _MAY_LINK.fullmatch(name) and not target.startswith("data:") and not _LOCAL.fullmatch(unquote(target)):
        return REMOTE
    if name == "fldSimple" and any(map(_FIELD.match, element.attrib.values())):
        return LAUNCH
    return _ACTIVE_ELEMENTS.get(name)
