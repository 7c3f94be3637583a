"""The postings of communes as a table: decision, day of posting, day of review, counter; out to officials and back.

Procedures of the province's list that a commune does not post yet have rows too: filled in, they become postings.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from niemyet.catalogue.communes import LoadedCommune, load_commune
from niemyet.editing.drafts import draft_posting
from niemyet.editing.edits import Edit, NotEditableError, edit_text
from niemyet.editing.proposals import NOT_EDITABLE, UNREADABLE, FileChange, Unchanged
from niemyet.editing.table_cells import CellError, Remark, name_rows, read_code, read_text, remark_on
from niemyet.editing.table_rows import MARK, CellChange, know_columns, make_mark, read_changes
from niemyet.law.provincial_lists import required_procedures
from niemyet.law.versions import current_version
from niemyet.load.finding import CommuneFiles
from niemyet.load.tables import Cell, Row, Table
from niemyet.load.written_tables import OutColumn, OutSheet
from niemyet.model.folding import fold_words, to_slug
from niemyet.model.kinds import path_of
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune, name_unit
from niemyet.model.procedure import Decision
from niemyet.patterns import regex
from niemyet.resolve.commune_law import CommuneLaw
from niemyet.resolve.site import ResolvedReference, law_of_communes
from niemyet.validate.records import CommuneRecords, Reference

COLUMNS = (
    OutColumn("place", "Thư mục của xã", width=24),
    OutColumn("unit", "Xã, phường", width=20),
    OutColumn("code", "Mã thủ tục", width=12),
    OutColumn("name", "Tên thủ tục", width=60),
    OutColumn("number", "Số quyết định", width=18, filled_in=True),
    OutColumn("signed", "Ngày ký quyết định", "day", filled_in=True),
    OutColumn("posted", "Ngày niêm yết", "day", filled_in=True),
    OutColumn("checked", "Ngày rà soát", "day", filled_in=True),
    OutColumn("counter", "Quầy", filled_in=True),
    MARK,
)
KNOWN = know_columns(
    COLUMNS,
    {
        "thu muc": "place", "noi": "place", "ma": "code", "ma so": "code", "quyet dinh": "number",
        "so quyet dinh cong bo": "number", "ngay ky": "signed", "ngay quyet dinh": "signed",
        "ngay ra soat gan nhat": "checked", "quay tiep nhan": "counter",
    },
)  # fmt: skip
NEEDED = frozenset({"place", "code"})
_UNIT_KIND = regex(r"(?:xã|phường|đặc khu|thị trấn)\s+", re.IGNORECASE)
_COUNTER_NUMBER = regex(r"(?:quay )?(?:so )?0*([0-9]{1,3})")
_PATHS: Mapping[str, tuple[str, ...]] = {
    "number": ("decision", "number"), "signed": ("decision", "date"), "posted": ("posted",), "checked": ("checked",),
    "counter": ("counter",),
}  # fmt: skip
_FIXED = ("number", "posted")
_OF_DECISION = ("number", "signed")
"""Cells that name one decision together: of half of it another decision would come."""
_HEADINGS = {column.key: column.heading.lower() for column in COLUMNS}


def export_postings(
    root: Path, reference: Reference, resolved: ResolvedReference, communes: list[CommuneFiles], today: date
) -> OutSheet:
    """The sheet of these communes' postings, and of what their province's list asks for besides."""
    rows: list[list[Cell]] = []
    for files in communes:
        law = law_of_communes(reference, resolved, files.province)
        loaded = load_commune(root, files, law, resolves=False)
        if loaded.records.commune is None:
            continue
        for code in _list_codes(law, loaded.records, loaded.records.commune):
            cells: dict[str, Cell] = {"place": files.path, "unit": name_unit(loaded.records.commune), "code": code}
            cells["name"] = current_version(law.index.versions(code), today).name
            cells |= _cells_of(loaded.records.postings.get(code))
            cells[MARK.key] = make_mark(COLUMNS, cells)
            rows.append([cells.get(column.key) for column in COLUMNS])
    return OutSheet("Niêm yết", COLUMNS, tuple(rows))


def _list_codes(law: CommuneLaw, records: CommuneRecords, commune: Commune) -> list[str]:
    listed = required_procedures(law.records.province, commune, law.today) if law.records is not None else {}
    posted = [code for code, posting in records.postings.items() if posting.withdrawn is None]
    withdrawn = records.postings.keys() - set(posted)
    return [code for code in dict.fromkeys((*posted, *listed)) if code not in withdrawn and law.index.versions(code)]


def _cells_of(posting: Posting | None) -> dict[str, Cell]:
    if posting is None:
        return {}
    decision = posting.decision
    return {
        "number": decision.number,
        "signed": decision.date,
        "posted": posting.posted,
        "checked": posting.checked,
        "counter": posting.counter,
    }


def import_postings(
    root: Path, reference: Reference, resolved: ResolvedReference, table: Table, today: date
) -> Iterator[FileChange | Unchanged | Remark]:
    """What the rows change: files, files that cannot be changed, and a remark for each cell that is not taken."""
    known = {files.path: files for files in reference.communes}
    loaded: dict[str, LoadedCommune] = {}
    seen: dict[tuple[str, str], int] = {}
    laws: dict[str, tuple[CommuneLaw, frozenset[str]]] = {}
    for row in table.rows:
        written = read_text(table, row, "place") or read_text(table, row, "unit")
        place = _find_place(written, known)
        if not place:
            said = f"không có xã, phường '{written}' trong danh mục" if written else "thiếu thư mục của xã"
            yield remark_on(table, row, "place", f"{said}; viết như ha-noi/thuong-tin")
            continue
        province = known[place].province
        if province not in laws:
            of_province = law_of_communes(reference, resolved, province)
            laws[province] = of_province, frozenset(code for code, found in of_province.index.procedures.items() if found)
        law, codes = laws[province]
        try:
            code = read_code(table, row, "code", codes)
        except CellError as error:
            yield remark_on(table, row, "code", str(error))
            continue
        if (place, code) in seen:
            yield remark_on(table, row, "code", f"thủ tục {code} của {place} đã có ở dòng {seen[place, code]}")
            continue
        seen[place, code] = row.number
        if place not in loaded:
            loaded[place] = load_commune(root, known[place], law, resolves=False)
        name = current_version(law.index.versions(code), today).name
        yield from _read_row(root, table, row, (place, code, name), loaded[place], today)


def _find_place(written: str, known: Collection[str]) -> str:
    """The commune meant by its folder, spelled in any way, or by a name that only one of the catalogue has; '' if none is."""
    folder = "/".join(map(to_slug, written.strip("/").removeprefix("catalogue/").split("/")))
    if folder in known:
        return folder
    name = to_slug(_UNIT_KIND.sub("", written.strip()))
    named = [path for path in known if path.rpartition("/")[2] == name]
    return named[0] if len(named) == 1 else ""


def _find_counter(written: str, counters: Sequence[str]) -> str:
    """The counter meant: its name spelled in any way, or the number that only one has ("Quầy 2", "2"); '' if none is."""
    words = fold_words(written)
    same = [name for name in counters if fold_words(name) == words]
    if not same and (number := _COUNTER_NUMBER.fullmatch(words)):
        same = [
            name for name in counters if (own := _COUNTER_NUMBER.fullmatch(fold_words(name))) and int(own[1]) == int(number[1])
        ]
    return same[0] if len(same) == 1 else ""


def _read_row(
    root: Path, table: Table, row: Row, named: tuple[str, str, str], loaded: LoadedCommune, today: date
) -> Iterator[FileChange | Unchanged | Remark]:
    place, code, name = named
    posting, path = loaded.records.postings.get(code), path_of("posting", place, code)
    changes, remarks = list[CellChange](), list[Remark]()
    for one in read_changes(table, row, COLUMNS, _cells_of(posting), _FIXED):
        if isinstance(one, Remark):
            remarks.append(one)
        elif one.key == "counter" and isinstance(one.value, str):
            counter = _find_counter(one.value, _list_counters(loaded))
            if not counter:
                known = ", ".join(_list_counters(loaded)) or "chưa có quầy nào"
                remarks.append(
                    remark_on(table, row, one.key, f"xã không có quầy '{one.value}'; các quầy ở commune.yaml: {known}")
                )
            elif counter != one.before:
                changes.append(replace(one, value=counter))
        elif one.key == "checked" and isinstance(one.value, date) and one.value > today:
            remarks.append(remark_on(table, row, one.key, f"ngày rà soát {one.value:%d/%m/%Y} còn ở tương lai"))
        else:
            changes.append(one)
    refused = {one.place for one in remarks}
    if refused.intersection(table.columns[key] for key in _OF_DECISION if key in table.columns):
        for one in [change for change in changes if change.key in _OF_DECISION]:
            said = f"số và ngày ký là của một quyết định, nên chưa đổi khi ô kia chưa đúng: {one.words}"
            remarks.append(remark_on(table, row, one.key, said))
            changes.remove(one)
    yield from remarks
    if not changes:
        return
    words = "; ".join(f"{_HEADINGS[change.key]}: {change.words}" for change in changes)
    if posting is not None:
        yield _change(root, path, changes, f"{code} {name}", words, name_rows(table, [row]))
    elif (root / path).exists():
        yield Unchanged(path, UNREADABLE)
    else:
        yield _post(table, row, named, {change.key: change.value for change in changes})


def _list_counters(loaded: LoadedCommune) -> list[str]:
    return [counter.name for counter in loaded.records.commune.counters] if loaded.records.commune is not None else []


def _change(root: Path, path: str, changes: list[CellChange], title: str, words: str, origin: str) -> FileChange | Unchanged:
    data = (root / path).read_bytes()
    try:
        text = edit_text(data.decode("utf-8"), "posting", [Edit(_PATHS[one.key], one.value) for one in changes])
    except (UnicodeDecodeError, NotEditableError):
        return Unchanged(path, NOT_EDITABLE)
    return FileChange(path, data, text.encode(), title, words, origin)


def _post(table: Table, row: Row, named: tuple[str, str, str], values: Mapping[str, Any]) -> FileChange | Remark:
    """A new posting, if the row has what it needs."""
    place, code, name = named
    missing = next((key for key in _FIXED if key not in values), None)
    if missing is not None:
        return remark_on(table, row, missing, f"thiếu {_HEADINGS[missing]} nên chưa niêm yết {code}")
    try:
        decision = Decision(number=values["number"], date=values.get("signed"))
    except ValidationError:
        return remark_on(table, row, "number", f"'{values['number']}' không phải là số quyết định; viết như 3200/QĐ-UBND")
    draft = draft_posting(place, code, name, decision, values["posted"], values.get("counter") or "")
    checked = [Edit(("checked",), values["checked"])] if "checked" in values else []
    text = edit_text(draft.text, "posting", checked)
    words = f"niêm yết mới theo {decision.number}"
    return FileChange(draft.path, None, text.encode(), f"{code} {name}", words, name_rows(table, [row]))
