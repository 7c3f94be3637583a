"""Communes from a table of officials: unit, address, telephone, hours, feedback → new files and remarks.

A row that lacks what nobody may invent (the address, the hours) gives one sentence and no file; the other rows are taken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from niemyet.editing.drafts import draft_commune
from niemyet.editing.proposals import FileChange, Unchanged
from niemyet.editing.table_cells import CellError, Remark, name_rows, read_text, remark_on
from niemyet.editing.unit_names import find_units, find_units_by_former, name_without_committee, spell_out
from niemyet.load.tables import Row, Table
from niemyet.model.areas import AreaKind
from niemyet.model.folding import fold_words
from niemyet.model.meant import meant_link, meant_unit_code
from niemyet.model.meant_contacts import meant_email, meant_phone
from niemyet.model.meant_hours import meant_periods
from niemyet.model.reference import Unit
from niemyet.model.vocabulary import AREA_NAMES
from niemyet.validate.records import Reference

_TERMS = {
    "unit": "ma don vi|ma don vi hanh chinh|ma xa|ma xa phuong|ma dvhc|ma|unit",
    "name": "don vi|xa phuong|xa phuong dac khu|ten xa|ten xa phuong|ten don vi|ten|xa|phuong|name",
    "province": "tinh|tinh thanh pho|ten tinh",
    "office": "noi tiep nhan|ten noi tiep nhan|trung tam|bo phan mot cua|office",
    "address": "dia chi|dia chi noi tiep nhan|tru so|address",
    "phone": "dien thoai|so dien thoai|dien thoai huong dan|sdt|phone",
    "email": "thu dien tu|email|hop thu",
    "hours": "gio lam viec|gio tiep nhan|thoi gian lam viec|thoi gian tiep nhan|gio|hours",
    "morning": "gio buoi sang|buoi sang|sang|gio sang|gio lam viec buoi sang|gio lam viec sang|ca sang",
    "afternoon": "gio buoi chieu|buoi chieu|chieu|gio chieu|gio lam viec buoi chieu|gio lam viec chieu|ca chieu",
    "areas": "vung|thuoc vung|khu vuc|loai vung|areas",
    "saturday": "thu bay|gio thu bay|sang thu bay",
    "feedback": "phan anh|phan anh kien nghi|email phan anh|dien thoai phan anh|"
    "noi nhan phan anh|tiep nhan phan anh|noi nhan phan anh kien nghi|feedback",
}
KNOWN: Mapping[str, str] = {term: key for key, terms in _TERMS.items() for term in terms.split("|")}
"""Folded headings of the table and their columns."""
_AREAS: Mapping[str, AreaKind] = {
    **{fold_words(kind): kind for kind in AREA_NAMES},
    **{fold_words(name): kind for kind, name in AREA_NAMES.items()},
    "vung sau": "remote",
    "vung xa": "remote",
    "vung kho khan": "difficult",
    "vung dac biet kho khan": "very_difficult",
    "kho khan": "difficult",
    "dac biet kho khan": "very_difficult",
    "dan toc thieu so": "ethnic_minority",
    "vung dong bao dan toc thieu so": "ethnic_minority",
}


Periods: TypeAlias = Sequence[tuple[str, str]]
"""Opening and closing times: ("07:30", "11:30")."""


def read_communes(
    root: Path, reference: Reference, table: Table, province: str, usual: Periods
) -> Iterator[FileChange | Unchanged | Remark]:
    """What becomes of the rows.

    `province` is the folder of the province of units given by name, '' if any; `usual` are the periods for rows without hours.
    """
    seen: dict[str, int] = {}
    for row in table.rows:
        try:
            unit = _find_unit(reference, table, row, province)
            if unit.code in seen:
                raise _RowError("unit", f"{unit.kind} {unit.name} đã có ở dòng {seen[unit.code]}")
            seen[unit.code] = row.number
            yield _draft(root, reference, table, row, unit, usual)
        except _RowError as error:
            yield remark_on(table, row, _unit_column(table) if error.key == "unit" else error.key, str(error))


def _unit_column(table: Table) -> str:
    return "unit" if "unit" in table.columns else "name"


class _RowError(CellError):
    """As `CellError`; `key` is the column."""

    def __init__(self, key: str, said: str) -> None:
        super().__init__(said)
        self.key = key


def _find_unit(reference: Reference, table: Table, row: Row, province: str) -> Unit:
    words = read_text(table, row, "unit") or read_text(table, row, "name")
    if not words:
        raise _RowError("unit", "thiếu mã hoặc tên xã, phường")
    communes = [unit for unit in reference.law.units.values() if unit.province_code]
    code = (meant_unit_code(words, 5) or words).strip('"')
    if code.isdecimal():
        known = reference.law.units.get(code)
        if known is None or not known.province_code:
            raise _RowError("unit", f"danh sách chính thức không có mã '{words}'")
        name = name_without_committee(read_text(table, row, "name"))
        if name and name != words and not [*find_units([known], name)]:
            raise _RowError("name", f"mã {known.code} là {known.kind} {known.name}, còn bảng ghi '{name}'")
        return known
    within = _find_province(reference, table, row, province)
    found = [unit for unit in find_units(communes, spell_out(words)) if within is None or unit.province_code == within.code]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{u.code} ({u.kind} {u.name}, {reference.law.units[u.province_code].name})" for u in found)
        raise _RowError("unit", f"có {len(found)} đơn vị tên '{words}': {listed}; ghi mã, hoặc thêm cột Tỉnh")
    where = f" ở {within.name}" if within is not None else ""
    inside = [unit for unit in communes if within is None or unit.province_code == within.code]
    if now := [*find_units_by_former(inside, words, reference.folders, reference.law.former)]:
        listed = ", ".join(f"{u.kind} {u.name} ({u.code})" for u in now)
        raise _RowError("unit", f"'{words}' là tên cũ, nay thuộc {listed}; ghi tên hoặc mã hiện nay")
    raise _RowError("unit", f"danh sách chính thức không có '{words}'{where}; ghi mã hoặc tên đầy đủ")


def _find_province(reference: Reference, table: Table, row: Row, province: str) -> Unit | None:
    words = read_text(table, row, "province")
    provinces = [unit for unit in reference.law.units.values() if not unit.province_code]
    if words:
        found = list(find_units(provinces, words.zfill(2) if words.isdecimal() else words))
        if len(found) != 1:
            raise _RowError("province", f"không có tỉnh, thành phố '{words}'")
        return found[0]
    return next((unit for unit in provinces if reference.folders[unit.code] == province), None)


def _draft(root: Path, reference: Reference, table: Table, row: Row, unit: Unit, usual: Periods) -> FileChange | Unchanged:
    folder, title = reference.folders[unit.code], f"{unit.kind} {unit.name}"
    if folder.split("/")[0] not in reference.provinces:
        raise _RowError("unit", f"chưa có tệp của tỉnh; hãy chạy trước: niemyet new province --unit {unit.province_code}")
    address = read_text(table, row, "address")
    if not address:
        raise _RowError("address", f"thiếu địa chỉ của {title}")
    hours = _read_hours(table, row) or usual
    if not hours:
        raise _RowError(
            "hours", f"thiếu giờ làm việc của {title}; ghi như 7h30-11h30; 13h30-17h00, hoặc thêm --hours cho mọi dòng thiếu"
        )
    draft = draft_commune(
        unit,
        folder,
        read_text(table, row, "office") or f"Trung tâm Phục vụ hành chính công {title}",
        address,
        _read_phone(table, row),
        hours,
        email=_read_email(table, row),
        saturday=_read_periods(table, row, "saturday"),
        feedback=_read_feedback(table, row, title),
        areas=_read_areas(table, row),
    )
    if (root / draft.path).exists():
        return Unchanged(draft.path, "đã có từ trước")
    periods = ", ".join(f"{opens}–{closes}" for opens, closes in hours)
    return FileChange(draft.path, None, draft.text.encode(), title, f"thêm: {address}; {periods}", name_rows(table, [row]))


def _read_areas(table: Table, row: Row) -> Sequence[AreaKind] | None:
    """The kinds of area in a cell: none for "không", None for an empty cell, because nobody has said."""
    cell = read_text(table, row, "areas")
    if not cell:
        return None
    if fold_words(cell) in ("khong", "khong thuoc vung nao", "0"):
        return []
    parts = [part for part in re.split(r"\s*[,;]\s*", cell) if part]
    found = [_AREAS.get(re.sub("^xa ", "", fold_words(part))) for part in parts]
    if None in found:
        strange = parts[found.index(None)]
        raise _RowError(
            "areas", f"không rõ vùng '{strange}'; ghi một hay nhiều trong: {', '.join(AREA_NAMES.values())}; hoặc không"
        )
    return list(dict.fromkeys(kind for kind in found if kind))


def _read_hours(table: Table, row: Row) -> Periods:
    whole = _read_periods(table, row, "hours")
    return whole or [*_read_periods(table, row, "morning"), *_read_periods(table, row, "afternoon")]


def _read_periods(table: Table, row: Row, key: str) -> list[tuple[str, str]]:
    cell = table.text(row, key)
    if not cell or fold_words(cell) in ("khong", "nghi", "khong lam viec"):
        return []
    periods = meant_periods(cell)
    if periods is None:
        raise _RowError(key, f"không đọc được giờ '{' '.join(cell.split())}'; viết như 7h30-11h30; 13h30-17h00")
    return periods


def _read_phone(table: Table, row: Row) -> str:
    text = read_text(table, row, "phone")
    for written in (text, f"0{text}") if text.isdecimal() else (text,):  # a spreadsheet drops the leading zero
        if text and (phone := meant_phone(written)):
            return phone
    if text:
        raise _RowError("phone", f"'{text}' không phải là một số điện thoại; viết như 024 3385 1234")
    return ""


def _read_email(table: Table, row: Row) -> str:
    text = read_text(table, row, "email")
    email = meant_email(text) if text else ""
    if email is None:
        raise _RowError("email", f"'{text}' không phải là một địa chỉ thư; viết như motcua@hanoi.gov.vn")
    return email


def _read_feedback(table: Table, row: Row, title: str) -> dict[str, str]:
    """Where feedback goes: the parts of the cell by what they are; {} if it is empty."""
    found: dict[str, str] = {}
    for part in re.split(r"\s*[;\n]\s*", table.text(row, "feedback")):
        link = meant_link(part) if "@" not in part else None
        for key, meant in (("url", link), ("email", meant_email(part)), ("phone", meant_phone(part)), ("address", part)):
            if meant:
                found.setdefault(key, meant)
                break
    return {"name": f"Ủy ban nhân dân {title}", **found} if found else {}
