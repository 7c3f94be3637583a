"""The fees of a province as a table, out to officials and back: the lines of its files, and what the law leaves to it besides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from niemyet.editing.edits import Edit
from niemyet.editing.fee_drafts import NOTES, change_fees, list_fees_to_set, list_procedures, name_people, write_line
from niemyet.editing.proposals import FileChange, Unchanged
from niemyet.editing.table_cells import CellError, Remark, name_rows, read_code, read_day, read_text, remark_on
from niemyet.editing.table_rows import MARK, CellChange, know_columns, make_mark, read_changes, read_head
from niemyet.law.versions import current_version
from niemyet.load.tables import Cell, Row, Table
from niemyet.load.written_tables import OutColumn, OutSheet
from niemyet.model.folding import fold_words
from niemyet.model.kinds import path_of
from niemyet.model.money import Fee
from niemyet.model.procedure import Procedure
from niemyet.resolve.site import ResolvedReference
from niemyet.validate.records import Reference

COLUMNS = (
    OutColumn("place", "Thư mục của tỉnh", width=14),
    OutColumn("code", "Mã thủ tục", width=12),
    OutColumn("name", "Tên thủ tục", width=50),
    OutColumn("fee", "Khoản thu", width=40),
    OutColumn("case", "Trường hợp", width=14),
    OutColumn("words", "Trường hợp bằng lời", width=40),
    OutColumn("channel", "Cách nộp", width=12),
    OutColumn("area", "Vùng", width=12),
    OutColumn("amount", "Mức thu (đồng)", "money", filled_in=True),
    OutColumn("basis", "Căn cứ (số nghị quyết)", width=20, filled_in=True),
    OutColumn("from", "Áp dụng từ", "day", filled_in=True),
    OutColumn("until", "Áp dụng đến hết", "day", filled_in=True),
    OutColumn("notes", "Ghi chú", width=30, filled_in=True),
    OutColumn("sample", "Số mẫu", width=9, filled_in=True),
    MARK,
)
KNOWN = know_columns(
    COLUMNS,
    {
        "tinh": "place", "thu muc": "place", "ma": "code", "ten khoan thu": "fee", "muc thu": "amount", "so tien": "amount",
        "can cu": "basis", "nghi quyet": "basis", "so nghi quyet": "basis", "tu ngay": "from", "den ngay": "until",
    },
)  # fmt: skip
NEEDED = frozenset({"code", "amount"})
BY_FORMULA = "theo cách tính"
YES = "có"
_FIXED = ("amount",)
_HEADINGS = {column.key: column.heading.partition(" (")[0].lower() for column in COLUMNS}
_NEW = "+"


def export_fees(reference: Reference, resolved: ResolvedReference, province: str, today: date) -> OutSheet:
    """The sheet of a province's fees."""
    overlays = reference.provinces[province].overlays
    rows: list[list[Cell]] = []
    for code, dated in list_procedures(resolved):
        overlay = overlays.get(code)
        lines = list(enumerate(overlay.fees)) if overlay is not None else []
        missing = list_fees_to_set(reference.law.versions(code), overlay, today)
        for head, fee in (*((str(i), fee) for i, fee in lines), *((_NEW, fee) for fee in missing)):
            cells: dict[str, Cell] = {"place": province, "code": code, "name": dated.procedure.name}
            cells |= _identity(fee, dated.procedure) | (_cells_of(fee) if head != _NEW else {})
            cells[MARK.key] = make_mark(COLUMNS, cells, head)
            rows.append([cells.get(column.key) for column in COLUMNS])
    return OutSheet("Mức thu", COLUMNS, tuple(rows))


def _identity(fee: Fee, procedure: Procedure) -> dict[str, Cell]:
    return {
        "fee": fee.name,
        "case": ", ".join(fee.case) or None,
        "words": "; ".join(name_people(fee, procedure)) or None,
        "channel": ", ".join(fee.channel) or None,
        "area": ", ".join(fee.area) or None,
    }


def _cells_of(fee: Fee) -> dict[str, Cell]:
    return {
        "amount": BY_FORMULA if fee.formula is not None else fee.amount,
        "basis": fee.basis,
        "from": fee.valid_from,
        "until": fee.valid_until,
        "notes": fee.notes,
        "sample": YES if fee.sample else None,
    }


@dataclass(slots=True)
class _Wanted:
    """What the rows of one procedure want of its file."""

    edits: list[Edit] = field(default_factory=list)
    lines: list[Mapping[str, Any]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)


def import_fees(
    root: Path, reference: Reference, table: Table, place: str, today: date
) -> Iterator[FileChange | Unchanged | Remark]:
    """What the rows change. `place` is the province of a table that has no such column."""
    wanted: dict[tuple[str, str], _Wanted] = {}
    codes: dict[str, frozenset[str]] = {}
    for row in table.rows:
        province = read_text(table, row, "place").strip("/").removeprefix("catalogue/") or place
        if province not in reference.provinces:
            yield remark_on(table, row, "place", f"không có tỉnh '{province}' trong danh mục; viết như ha-noi")
            continue
        if province not in codes:
            procedures = reference.law_of(province).procedures
            codes[province] = frozenset(code for code, versions in procedures.items() if versions)
        try:
            code = read_code(table, row, "code", codes[province])
        except CellError as error:
            yield remark_on(table, row, "code", str(error))
            continue
        overlay = reference.provinces[province].overlays.get(code)
        lines = overlay.fees if overlay is not None else ()
        procedure = current_version(reference.versions(code), today)
        yield from _read_row(table, row, lines, procedure, wanted.setdefault((province, code), _Wanted()))
    for (province, code), one in wanted.items():
        if one.words:
            name = current_version(reference.versions(code), today).name
            overlay = reference.provinces[province].overlays.get(code)
            path, notes = path_of("overlay", province, code), (f"# {name}", NOTES[0])
            title, words, origin = f"{code} {name}", "; ".join(one.words), name_rows(table, one.rows)
            yield change_fees(root, path, code, overlay, one.edits, one.lines, title, words, notes, origin)


def _read_row(table: Table, row: Row, lines: tuple[Fee, ...], procedure: Procedure, wanted: _Wanted) -> Iterator[Remark]:
    lawful = [fee for fee in procedure.fees if fee.set_by == "province"]
    alike = [i for i, fee in enumerate(lines) if _is_row_of(table, row, fee)]
    head = read_head(table, row)
    if head.isdecimal() and int(head) not in alike:
        yield remark_on(table, row, "fee", "tệp của tỉnh đã đổi sau khi xuất bảng; xuất lại rồi sửa")
        return
    index = int(head) if head.isdecimal() else alike[0] if len(alike) == 1 and head != _NEW else None
    if index is None and len(alike) > 1:
        yield remark_on(table, row, "fee", "khoản này có nhiều dòng trong tệp; xuất bảng ra rồi sửa trong bảng ấy")
        return
    copied = index is None and head != _NEW
    if index is not None and index in wanted.used:
        index = _line_from(table, row, lines, alike, wanted.used)  # a copied row: the same fee from another day
        copied = True
    now = _cells_of(lines[index]) if index is not None else {}
    changes: list[CellChange] = []
    for one in read_changes(table, row, COLUMNS, now, _FIXED, marked=not copied):
        if isinstance(one, Remark):
            yield one
        else:
            changes.append(one)
    if index is not None:
        wanted.used.add(index)
    values = {change.key: change.value for change in changes}
    label = read_text(table, row, "fee") or "phí, lệ phí"
    said = f"{label}: " + ", ".join(f"{_HEADINGS[change.key]} {change.words}" for change in changes)
    if index is not None and changes:
        if lines[index].formula is not None and "amount" in values:
            yield remark_on(table, row, "amount", "khoản này thu theo cách tính; sửa trong tệp")
            return
        wanted.edits += _edits(index, lines[index], changes)
        wanted.words.append(said)
        wanted.rows.append(row)
    elif changes and "amount" not in values:
        yield remark_on(table, row, "amount", f"thiếu mức thu của '{label}'")
    elif changes:
        fee = next((fee for fee in (*lawful, *lines) if _is_row_of(table, row, fee)), None)
        if fee is None:
            yield remark_on(table, row, "fee", f"luật không giao cho tỉnh khoản thu '{label}' ở trường hợp này")
            return
        wanted.lines.append(write_line(fee, **_in_file(values)))
        wanted.words.append(said)
        wanted.rows.append(row)


def _line_from(table: Table, row: Row, lines: tuple[Fee, ...], alike: list[int], used: set[int]) -> int | None:
    """The line of the same fee that begins on the day of the row, if the file has it already."""
    try:
        day = read_day(table, row, "from") if read_text(table, row, "from") else None
    except CellError:
        return None
    return next((i for i in alike if i not in used and lines[i].valid_from == day), None)


def _in_file(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they stand in a file, in the order of the model."""
    written = {key: values[key] for key in ("amount", "basis", "notes", "from", "until") if values.get(key) is not None}
    return written | ({"sample": True} if _is_yes(values.get("sample")) else {})


def _is_yes(value: Any) -> bool:
    return isinstance(value, str) and fold_words(value) not in ("", "khong", "sai", "false", "0")


def _edits(index: int, fee: Fee, changes: list[CellChange]) -> Iterator[Edit]:
    for change in changes:
        if change.key == "sample":
            yield Edit(("fees", index, "sample"), True if _is_yes(change.value) else None)
        else:
            yield Edit(("fees", index, change.key), change.value)
        if change.key == "amount":
            for other in ("undetermined", "set_by"):
                if getattr(fee, other) is not None:
                    yield Edit(("fees", index, other), None)


def _is_row_of(table: Table, row: Row, fee: Fee) -> bool:
    """Whether a row is about this fee: same name, cases, ways of filing and kinds of area."""

    def listed(key: str) -> set[str]:
        return {part for part in read_text(table, row, key).replace(";", ",").replace(" ", "").split(",") if part}

    return (
        read_text(table, row, "fee") == " ".join((fee.name or "").split())
        and listed("case") == set(fee.case)
        and listed("channel") == set(fee.channel)
        and listed("area") == set(fee.area)
    )
