"""Recognises a record, or a key, that belongs to another level of the catalogue.

Takes a document that its model refused; gives where the file, or one of its keys, belongs.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document, find_node
from niemyet.model.kinds import KINDS, RECORD_NAMES, KindName, Level, RecordKind, path_of
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure

LEVEL_NAMES: Mapping[Level, Bilingual] = {
    "reference": Bilingual("trung ương (thư mục reference)", "the reference level"),
    "province": Bilingual("tỉnh", "the province"),
    "commune": Bilingual("xã, phường, đặc khu", "the commune"),
}
_ONLY_IN_PROCEDURE = frozenset(Procedure.model_fields) - frozenset(ProvinceOverlay.model_fields) - frozenset(Posting.model_fields)
_ONLY_IN_OVERLAY = frozenset(ProvinceOverlay.model_fields) - frozenset(Posting.model_fields)
_ONLY_IN_POSTING = frozenset(Posting.model_fields) - frozenset(ProvinceOverlay.model_fields) - frozenset(Procedure.model_fields)
FEWEST_KEYS_OF_A_PROCEDURE = 4
"""A record with this many keys that only a procedure has was meant as a procedure."""


def find_other_level(document: Document, kind: RecordKind) -> Diagnostic | None:
    """A diagnostic with the right path if the whole record belongs to another level; else None."""
    level = _LEVELS.get(kind)
    keys = set(document.root.value) if isinstance(document.root.value, dict) else set()
    if level is None:
        return None
    own: KindName
    if len(keys & _ONLY_IN_PROCEDURE) >= FEWEST_KEYS_OF_A_PROCEDURE:
        own = "procedure"
    elif "posted" in keys and not keys & _ONLY_IN_OVERLAY:
        own = "posting"
    elif keys & _ONLY_IN_OVERLAY and not keys & _ONLY_IN_POSTING and not keys & _ONLY_IN_PROCEDURE:
        own = "overlay"
    else:
        return None
    if own == kind or (own, kind) == ("procedure", "province-procedure"):
        return None
    path = path_at_level(document.source.path, _LEVELS[own], _text(document, "field"))
    values: dict[str, str | Bilingual] = {"kind": RECORD_NAMES[own], "place": _PLACES[level], "path": path}
    return Diagnostic("record-at-other-level", document.source.place(1), values)


def path_at_level(path: str, level: Level, field: str = "") -> str:
    """The path at `level` that corresponds to the file `path`. Unknown parts are placeholders in angle brackets."""
    parts = PurePosixPath(path).parts
    name = parts[-1].removesuffix(".yaml")
    if level == "reference":
        return path_of("procedure", field or "<lĩnh vực>", name)
    province = parts[1] if parts[1] != "reference" else "<thư mục của tỉnh>"
    return path_of("overlay", province, name) if level == "province" else path_of("posting", province, "<thư mục của xã>", name)


def _text(document: Document, key: str) -> str:
    value = find_node(document.root, (key,)).value
    return value if isinstance(value, str) else ""


_ABOUT_A_PROCEDURE: tuple[KindName, ...] = ("procedure", "province-procedure", "overlay", "posting")
_LEVELS: Mapping[RecordKind, Level] = {
    name: kind.level for name, kind in KINDS.items() if name in _ABOUT_A_PROCEDURE and kind.level != "site"
}
"""The kinds of records about one procedure, which may be confused with one another."""
_PLACES: Mapping[Level, Bilingual] = {
    "reference": Bilingual("trung ương (reference)", "the reference level"),
    "province": Bilingual("tỉnh", "the province"),
    "commune": Bilingual("xã", "the commune"),
}
