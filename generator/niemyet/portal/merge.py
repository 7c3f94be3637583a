"""Merges a later import into a record: changes of the source, and corrections that people have made.

`imported.parts` holds the fingerprint of each part as the last import wrote it. A part that still has it follows the source; any
other part was corrected by people and stays, recorded under `corrections`.
"""

import json
from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from niemyet.load.yaml_writer import spell
from niemyet.model.procedure import Procedure
from niemyet.portal.convert import TakenProcedure
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.words import likeness
from niemyet.values import dataclass

ChangeKind = Literal["functional", "other", "cosmetic", "kept", "conflict"]
PARTS = (
    "name", "field", "audience", "authority", "receiver", "non_territorial", "channels", "cases", "deadlines", "fees",
    "waivers", "papers", "forms", "steps", "results", "requirements", "legal_basis", "decision", "notes",
)  # fmt: skip
"""The keys that an import writes; every other key of a record belongs to people."""

NO_REASON = "Sửa tay sau khi lấy về; chưa ghi lý do."
_ABOUT_OFFICES = frozenset({"field", "authority", "receiver", "notes"})
"""Parts about offices and the source; their changes need no review by communes."""

_ORDERED = frozenset({"steps"})
_KEYS = {field.alias or name: place for place, (name, field) in enumerate(Procedure.model_fields.items())}


@dataclass(frozen=True, slots=True)
class SourceChange:
    """One part that differs.

    functional: what a citizen relies on; other: offices, notes, the date of the decision; cosmetic: spacing, punctuation, order;
    kept: corrected by people, unchanged in the source; conflict: corrected by people and changed in the source.
    """

    part: str
    kind: ChangeKind
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The record to write, by the model's keys, and what changed in it."""

    record: dict[str, Any]
    changes: tuple[SourceChange, ...]
    conflicts: tuple[RaisedDoubt, ...]
    other_marks: bool
    """Whether doubts or verbatim text differ from those in the file."""

    @property
    def untouched(self) -> bool:
        """Whether only the date of the export is to be written."""
        return not self.changes and not self.other_marks

    @property
    def functional(self) -> bool:
        """Whether communes must review their postings."""
        return any(change.kind == "functional" for change in self.changes)


def as_text(value: Any) -> Any:
    """A value as the loader reads it back: every scalar as text, no empty values."""
    if isinstance(value, Mapping):
        return {str(key): as_text(child) for key, child in value.items() if child is not None}
    if isinstance(value, list | tuple):
        return [as_text(child) for child in value]
    return spell(value)


def fingerprint(value: Any) -> str:
    """A 12-character digest of a value, independent of its layout in a file; '' for an empty value."""
    if value in (None, "", [], {}, ()):
        return ""
    return sha256(json.dumps(as_text(value), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def are_alike(part: str, one: Any, other: Any) -> bool:
    """Whether two values of a part differ only in spacing, punctuation, case and order."""
    ordered = part in _ORDERED
    return _essence(as_text(one), ordered) == _essence(as_text(other), ordered)


def _essence(value: Any, ordered: bool) -> str:
    if isinstance(value, Mapping):
        return json.dumps({key: _essence(child, ordered) for key, child in value.items()}, sort_keys=True)
    if isinstance(value, list):
        essences = [_essence(child, ordered) for child in value]
        return json.dumps(essences if ordered else sorted(essences))
    return likeness(value or "")


def new_record(taken: TakenProcedure, field: str, retrieved: date, today: date) -> dict[str, Any]:
    """The record of a procedure that is new to the catalogue."""
    parts = taken.parts | {"field": field}
    return _in_order({"code": taken.code} | parts | _marks(taken, parts, (), taken.doubts, retrieved, today))


def merge(old: Mapping[str, Any], taken: TakenProcedure, field: str, retrieved: date, today: date) -> Merged:
    """Updates an imported record from the source. `old` is as loaded: texts, lists and tables."""
    mark = old.get("imported", {})
    written: Mapping[str, str] = mark.get("parts", {})
    theirs = taken.parts | {"field": field}
    record = dict(old)
    changes: list[SourceChange] = []
    corrections = list(old.get("corrections", []))
    for part in PARTS:
        before, after = old.get(part), theirs.get(part)
        if fingerprint(before) == fingerprint(after):
            if before is not None and after is not None:
                record[part] = after  # the same, its numbers as numbers
            continue
        if fingerprint(before) != written.get(part, ""):
            changed_upstream = fingerprint(after) != written.get(part, "")
            changes.append(SourceChange(part, "conflict" if changed_upstream else "kept", before, after))
            if not any(correction.get("part") == part for correction in corrections):
                corrections.append({"part": part, "reason": NO_REASON, "date": today})
            continue
        record[part] = after
        changes.append(SourceChange(part, _kind(part, before, after), before, after))
    changes += _back_again(record, written)
    conflicts = tuple(
        RaisedDoubt(change.part, "Nguồn đã đổi phần được sửa tay; bản sửa tay được giữ.", _shorten(change.after))
        for change in changes
        if change.kind == "conflict"
    )
    doubts = _open_doubts(old, mark, (*taken.doubts, *conflicts))
    record |= {"corrections": corrections or None}
    raised = {fingerprint(_doubt_table(doubt)) for doubt in (*taken.doubts, *conflicts)}
    raised |= set(mark.get("doubts", []))
    record |= _marks(taken, theirs, raised, doubts, retrieved, today)
    if any(change.kind == "functional" for change in changes):
        record["changed"] = today
    other_marks = any(fingerprint(record.get(key)) != fingerprint(old.get(key)) for key in ("doubts", "original", "corrections"))
    return Merged(_in_order(record), tuple(changes), conflicts, other_marks)


def _kind(part: str, before: Any, after: Any) -> ChangeKind:
    if are_alike(part, before, after):
        return "cosmetic"
    same_decision = part == "decision" and before and after and before.get("number") == after.get("number")
    return "other" if same_decision or part in _ABOUT_OFFICES else "functional"


def _back_again(record: dict[str, Any], written: Mapping[str, str]) -> list[SourceChange]:
    """Removes the end of a record that an earlier import had ended and the source has again."""
    ended = record.get("effective")
    if not ended or fingerprint(ended) != written.get("effective"):
        return []
    del record["effective"]
    return [SourceChange("effective", "functional", ended, None)]


def end_record(old: Mapping[str, Any], last: date, today: date) -> dict[str, Any]:
    """The record of a procedure that the source no longer has: kept, with `last` as its last day."""
    record = dict(old)
    effective = dict(old.get("effective", {})) | {"until": last}
    mark = old["imported"]
    doubt = RaisedDoubt("effective", "Nguồn không còn thủ tục này; ngày hết hiệu lực và văn bản bãi bỏ cần được xác nhận.")
    record["effective"] = effective
    record["changed"] = today
    record["doubts"] = [*old.get("doubts", []), _doubt_table(doubt)]
    record["imported"] = mark | {"date": today, "parts": mark.get("parts", {}) | {"effective": fingerprint(effective)}}
    return _in_order(record)


def differences(old: Mapping[str, Any], taken: TakenProcedure, field: str) -> tuple[SourceChange, ...]:
    """How a record written by people differs from the source, by part, without cosmetic differences."""
    theirs = taken.parts | {"field": field}
    return tuple(
        SourceChange(part, "kept", old.get(part), theirs.get(part))
        for part in PARTS
        if not are_alike(part, old.get(part, ""), theirs.get(part, ""))
    )


def _open_doubts(old: Mapping[str, Any], mark: Mapping[str, Any], raised: tuple[RaisedDoubt, ...]) -> tuple[RaisedDoubt, ...]:
    """The open doubts: new ones, and earlier ones that nobody has decided."""
    left = {fingerprint(table) for table in old.get("doubts", [])}
    known = set(mark.get("doubts", []))
    return tuple(d for d in raised if (key := fingerprint(_doubt_table(d))) in left or key not in known)


def _doubt_table(doubt: RaisedDoubt) -> dict[str, Any]:
    return {"part": doubt.part, "text": doubt.text} | ({"source_text": doubt.source_text} if doubt.source_text else {})


def _marks(
    taken: TakenProcedure,
    parts: Mapping[str, Any],
    raised: Collection[str],
    doubts: tuple[RaisedDoubt, ...],
    retrieved: date,
    today: date,
) -> dict[str, Any]:
    """The keys an import writes about itself. `raised` are fingerprints of all doubts ever raised."""
    tables = [_doubt_table(doubt) for doubt in doubts]
    return {
        "source": {"url": taken.url, "retrieved": retrieved},
        "doubts": tables or None,
        "imported": {
            "date": today,
            "confidence": taken.confidence,
            "parts": {part: fingerprint(parts[part]) for part in PARTS if fingerprint(parts.get(part))},
            "doubts": sorted(set(raised) | {fingerprint(table) for table in tables}) or None,
        },
        "original": [{"title": title, "text": text} for title, text in taken.original if text.strip()],
    }


def _in_order(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: record[key] for key in sorted(record, key=lambda key: _KEYS.get(key, len(_KEYS)))}


def _shorten(value: Any, most: int = 400) -> str:
    text = json.dumps(as_text(value), ensure_ascii=False) if not isinstance(value, str) else value
    return text if len(text) <= most else text[: most - 1] + "…"
