"""Compares two states of a commune's board: which sheets to take down and which to put up."""

from collections.abc import Mapping
from datetime import date

from niemyet.model.vocabulary import VERSION_PART_NAMES
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.version_codes import VERSION_PARTS, VersionCode, VersionCoder
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class HangingSheet:
    """A sheet on the board: the procedure's name and the version printed on it."""

    name: str
    version: VersionCode


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A sheet to take down or to put up, and why."""

    code: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetChanges:
    """Sheets to take down and to put up, by code. A replaced sheet is in both."""

    down: tuple[SheetChange, ...]
    up: tuple[SheetChange, ...]


def hang_sheets(commune: ResolvedCommune, posted_by: date | None = None) -> dict[str, HangingSheet]:
    """The sheets that belong on the commune's board, by code; with a day, only those that were posted by then."""
    coder = VersionCoder()
    return {
        code: HangingSheet(one.procedure.name, coder.code(one, commune.commune, commune.path))
        for code, one in commune.postings.items()
        if one.standing == "in_force" and (posted_by is None or one.posting.posted <= posted_by)
    }


def compare_boards(before: Mapping[str, HangingSheet], now: Mapping[str, HangingSheet]) -> SheetChanges:
    """What to do at the board. Sheets with an unchanged version stay."""
    down, up = [], []
    for code in sorted({*before, *now}):
        old, new = before.get(code), now.get(code)
        if old is not None and new is not None:
            if old.version != new.version:
                why = f"Thay đổi: {_format_parts(old.version, new.version)}"
                down.append(SheetChange(code, old.name, why))
                up.append(SheetChange(code, new.name, why))
        elif old is not None:
            down.append(SheetChange(code, old.name, "Không còn niêm yết"))
        elif new is not None:
            up.append(SheetChange(code, new.name, "Mới niêm yết"))
    return SheetChanges(tuple(down), tuple(up))


def _format_parts(old: VersionCode, new: VersionCode) -> str:
    pairs = zip(VERSION_PARTS, old.groups, new.groups, strict=True)
    return "; ".join(VERSION_PART_NAMES[part] for part, a, b in pairs if a != b)
