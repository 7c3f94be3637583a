"""The levels of the catalogue: what a kind of record is called, and a record that lies at another level than its own.

Takes a document that its model refused; gives where the whole file, or one of its entries, belongs.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document, find_node
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure

KIND_NAMES: Mapping[str, Bilingual] = {
    "procedure": Bilingual("một thủ tục", "a procedure"),
    "overlay": Bilingual("phần riêng của tỉnh", "a province's overlay"),
    "posting": Bilingual("một bản niêm yết", "a posting"),
    "province": Bilingual("thông tin của tỉnh", "a province"),
    "commune": Bilingual("thông tin của xã", "a commune"),
    "article": Bilingual("phần đầu của một bài viết", "an article's front matter"),
    "calendar": Bilingual("lịch ngày nghỉ", "a calendar"),
    "fields": Bilingual("danh sách lĩnh vực", "the list of fields"),
    "documents": Bilingual("danh sách văn bản", "the list of documents"),
    "life-events": Bilingual("danh sách sự kiện", "the list of life events"),
    "synonyms": Bilingual("danh sách từ đồng nghĩa", "the list of synonyms"),
}
LEVEL_NAMES: Mapping[str, Bilingual] = {
    "reference": Bilingual("trung ương (thư mục reference)", "the reference level"),
    "province": Bilingual("tỉnh", "the province"),
    "commune": Bilingual("xã, phường, đặc khu", "the commune"),
}
_ONLY_IN_PROCEDURE = frozenset(Procedure.model_fields) - frozenset(ProvinceOverlay.model_fields) - frozenset(Posting.model_fields)
_ONLY_IN_OVERLAY = frozenset(ProvinceOverlay.model_fields) - frozenset(Posting.model_fields)
_ONLY_IN_POSTING = frozenset(Posting.model_fields) - frozenset(ProvinceOverlay.model_fields) - frozenset(Procedure.model_fields)
FEWEST_KEYS_OF_A_PROCEDURE = 4
"""So many entries that only a procedure has make a record one."""


def find_other_level(document: Document, kind: str) -> Diagnostic | None:
    """That the record is one of another level as a whole, with the path at which it belongs; else None."""
    level = _LEVEL_OF_KIND.get(kind)
    keys = set(document.root.value) if isinstance(document.root.value, dict) else set()
    if level is None:
        return None
    if len(keys & _ONLY_IN_PROCEDURE) >= FEWEST_KEYS_OF_A_PROCEDURE:
        own = "procedure"
    elif "posted" in keys and not keys & _ONLY_IN_OVERLAY:
        own = "posting"
    elif keys & _ONLY_IN_OVERLAY and not keys & _ONLY_IN_POSTING and not keys & _ONLY_IN_PROCEDURE:
        own = "overlay"
    else:
        return None
    if own == kind:
        return None
    path = path_at_level(document.source.path, _LEVEL_OF_KIND[own], _text(document, "field"))
    values: dict[str, str | Bilingual] = {"kind": KIND_NAMES[own], "place": _PLACES[level], "path": path}
    return Diagnostic("record-at-other-level", document.source.place(1), values)


def path_at_level(path: str, level: str, field: str = "") -> str:
    """Where the file at `path`, or an entry of it, belongs at `level`; what cannot be known of it between < and >."""
    parts = PurePosixPath(path).parts
    name = parts[-1]
    if level == "reference":
        return f"catalogue/reference/procedures/{field or '<lĩnh vực>'}/{name}"
    province = parts[1] if parts[1] != "reference" else "<thư mục của tỉnh>"
    return f"catalogue/{province}/{name}" if level == "province" else f"catalogue/{province}/<thư mục của xã>/{name}"


def _text(document: Document, key: str) -> str:
    value = find_node(document.root, (key,)).value
    return value if isinstance(value, str) else ""


_LEVEL_OF_KIND = {"procedure": "reference", "overlay": "province", "posting": "commune"}
_PLACES: Mapping[str, Bilingual] = {
    "reference": Bilingual("trung ương (reference)", "the reference level"),
    "province": Bilingual("tỉnh", "the province"),
    "commune": Bilingual("xã", "the commune"),
}
