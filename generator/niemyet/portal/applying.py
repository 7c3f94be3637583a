"""Puts answers into the records of a catalogue that have their doubts. What people have corrected stays as it is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from niemyet.load.finding import SourceFile
from niemyet.model.codes import code_of_file
from niemyet.portal.answers import UnfitAnswerError
from niemyet.portal.merge import PARTS, fingerprint
from niemyet.portal.questions import doubts_of
from niemyet.portal.record_files import UnwritableRecordError, spell_record
from niemyet.portal.settling import Answers, settle
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Applied:
    """Files to write, by path; documents that the answers name; how many doubts are settled; what could not be, and why."""

    texts: Mapping[str, str]
    documents: tuple[str, ...]
    settled: int
    refusals: tuple[tuple[str, str], ...]


def apply_answers(records: Iterable[tuple[SourceFile, Mapping[str, Any]]], answers: Answers, today: date) -> Applied:
    """The records with the answers in them. Records without the mark of an import are people's own and stay."""
    texts: dict[str, str] = {}
    documents: dict[str, None] = {}
    refusals: list[tuple[str, str]] = []
    count = 0
    for find, record in records:
        doubts = doubts_of(record)
        if not doubts or "imported" not in record:
            continue
        try:
            changed, left, named = _apply(record, answers, code_of_file(find.path), today)
            if changed is None:
                continue
            texts[find.path] = spell_record(find.path, changed)
        except (UnfitAnswerError, UnwritableRecordError) as error:
            refusals.append((find.path, str(error)))
            continue
        documents |= dict.fromkeys(named)
        count += len(doubts) - left
    return Applied(texts, tuple(documents), count, tuple(refusals))


def _apply(
    record: Mapping[str, Any], answers: Answers, code: str, today: date
) -> tuple[dict[str, Any] | None, int, tuple[str, ...]]:
    """The changed record (None: nothing changes), the number of doubts left, and the documents named."""
    written: Mapping[str, str] = record["imported"].get("parts", {})
    ours = [part for part in PARTS if fingerprint(record.get(part)) == written.get(part, "")]
    doubts = [doubt for doubt in doubts_of(record) if doubt.part in ours or doubt.part not in PARTS]
    settled = settle({part: record[part] for part in PARTS if part in record}, doubts, answers, code)
    if len(settled.doubts) == len(doubts):
        return None, len(doubts), ()
    changed = {
        part: settled.parts.get(part) for part in PARTS if fingerprint(settled.parts.get(part)) != fingerprint(record.get(part))
    }
    if not set(changed) <= set(ours):
        return None, len(doubts), ()
    answered = {doubt for doubt in doubts if doubt not in settled.doubts}
    left = [table for doubt, table in zip(doubts_of(record), record["doubts"], strict=True) if doubt not in answered]
    marks = {part: fingerprint(value) for part, value in changed.items()}
    parts = {part: mark for part in PARTS if (mark := marks.get(part, written.get(part)))}
    result = dict(record) | changed | {"doubts": left or None}
    result["imported"] = dict(record["imported"]) | {"parts": parts | {k: v for k, v in written.items() if k not in PARTS}}
    if changed:
        result["changed"] = today
    return {key: value for key, value in result.items() if value is not None}, len(left), settled.documents
