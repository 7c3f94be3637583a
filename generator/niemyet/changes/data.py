"""Differences as JSON: every change as a sentence and as values."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from niemyet.changes.change import Change, Differences
from niemyet.changes.entries import format_file
from niemyet.changes.wording import format_change
from niemyet.diagnostics.showing import show_json
from niemyet.law.terms import FeeLine
from niemyet.render.language import VIETNAMESE


def format_json(differences: Differences) -> str:
    """The differences as JSON text. Its keys are a contract: new ones may be added, none renamed."""
    return show_json(json.dumps(describe(differences), ensure_ascii=False, indent=2)) + "\n"


def describe(differences: Differences) -> dict[str, Any]:
    """The differences as plain lists, dicts, texts and numbers."""
    return {
        "as_of": differences.today.isoformat(),
        "postings": differences.postings,
        "flagged": differences.flagged,
        "communes": [
            {
                "path": commune.path,
                "name": commune.name,
                "began": commune.began,
                "ended": commune.ended,
                "office": [_describe_change(change, {}) for change in commune.office],
                "postings": [
                    {
                        "code": posting.code,
                        "name": posting.name,
                        "sheet": _format_sheet(posting.hung_before, posting.hangs_now, posting.reprint),
                        "reprint": list(posting.reprint),
                        "changes": [_describe_change(change, dict(posting.cases)) for change in posting.changes],
                    }
                    for posting in commune.postings
                ],
            }
            for commune in differences.communes
        ],
        "files": [
            {
                "file": file.file,
                "kind": file.kind,
                "name": file.name,
                "change": "added" if file.began else "removed" if file.ended else "changed",
                "text": format_file(file),
                "entries": [{"path": [*entry.path], "before": entry.before, "after": entry.after} for entry in file.entries],
            }
            for file in differences.files
        ],
        "cosmetic_files": list(differences.cosmetic),
        "unseen_files": list(differences.unseen),
        "unread_files": list(differences.unread),
    }


def _format_sheet(before: bool, now: bool, reprint: tuple[str, ...]) -> str:
    if before != now:
        return "print" if now else "take_down"
    return "reprint" if reprint else "keep"


def _describe_change(change: Change, cases: dict[str, str]) -> dict[str, Any]:
    kind = "added" if change.before is None else "removed" if change.after is None else "changed"
    return {
        "part": change.part,
        "kind": "changed" if change.before is None and change.after is None else kind,
        "flagged": change.flagged,
        "text": format_change(change, cases, VIETNAMESE),
        "before": _plain(change.before),
        "after": _plain(change.after),
    }


def _plain(value: object) -> Any:
    if isinstance(value, FeeLine):
        return _plain(value.fee) | {"awaited": value.pending}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in (part.name for part in fields(value))}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
