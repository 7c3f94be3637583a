"""Reads the tables of a workbook or CSV file: records, or a list of codes.

A table of records has columns for their content. Further sheets with codes, and a row for each paper, channel, document, result
or step, belong to these records. A code that Excel has made a number is taken only if none of its digits can be missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.tables import Cell, Row, Sheet, Table, find_table, letters_of_place, name_columns, text_of_cell
from niemyet.model.codes import PROCEDURE_CODE
from niemyet.model.folding import fold_words
from niemyet.model.procedure_kinds import says_ended, says_in_force
from niemyet.patterns import regex
from niemyet.portal.english import explain
from niemyet.portal.headings import CONTENT, IN_VIETNAMESE, PART_KEYS, columns_of, kind_of_table
from niemyet.portal.items import Item, ListedCode, Recognised
from niemyet.portal.named_parts import take_part, take_row
from niemyet.portal.parted_record import PartedRecord, read_parted_record
from niemyet.portal.raw_record import NotARecordError
from niemyet.portal.words import clean, clean_line

_CODE = regex(rf"(?<![\w.,]){PROCEDURE_CODE.pattern}(?![\w,]|\.[0-9A-Z])")
_DAYS = frozenset({"decision_date", "day", "effective"})
_SEVEN_FIGURES = regex(r"([1-9])[, ]?([0-9]{6})")
_LOST_ZERO = regex(r"[0-9][.,][0-9]{1,5}")
_FIELD_ROW = regex(r"^(?:[IVXLC0-9]+[.)]?\s*)?(?:lĩnh vực)[: ]+(?P<name>.+)$", re.IGNORECASE)
_OF_A_LIST = ("name", "field", "ministry", "executing", "kind", "state", "counter")
_NO_CODE_COLUMN = Bilingual(
    "không thấy cột mã thủ tục; ghi rõ cột, ví dụ --columns code=B,name=C",
    "there is no column with codes of procedures; name it, for instance --columns code=B,name=C",
)
_NO_MAIN = Bilingual(
    "chỉ có bảng phụ (giấy tờ, cách nộp…), không có bảng thủ tục với mã và tên",
    "there are only further tables (papers, ways of filing…), none of procedures with code and name",
)
_NO_CODE = Bilingual("có tên thủ tục nhưng thiếu mã", "it has the name of a procedure but no code")
_HIDDEN = Bilingual(
    "trang tính ẩn có mã thủ tục: không lấy; bỏ ẩn rồi lấy lại nếu cần",
    "a hidden sheet has codes of procedures: not taken; unhide it and import again if it is needed",
)


def read_sheets(origin: str, sheets: Sequence[Sheet], named: Mapping[str, str], recognised: list[Recognised]) -> Iterator[Item]:
    """The items of a file. `named`: columns that a person has named, by key; tables found are added to `recognised`.

    Raises `UnknownColumnError` if a named column is in no sheet.
    """
    tables: list[tuple[Sheet, Table]] = []
    for sheet in sheets:
        table = find_table(sheet, PART_KEYS)
        if table is not None and "code" not in table.columns:
            table = None if not named else table
        table = table or _find_bare_codes(sheet)
        if named and not sheet.hidden and sheet.rows:
            table = name_columns(sheet, table, named)
        if table is None or "code" not in table.columns:
            continue
        if sheet.hidden:
            yield Item(_place(origin, sheet), refusal=_HIDDEN)
            continue
        for remark in sheet.remarks:
            yield Item(_place(origin, sheet), refusal=remark)
        tables.append((sheet, table))
    if not tables:
        yield Item(origin, refusal=_NO_CODE_COLUMN)
        return
    main = [(sheet, table) for sheet, table in tables if not kind_of_table(table.headings)]
    main = main or [(sheet, table) for sheet, table in tables if "name" in table.columns]
    beside = [one for one in tables if one not in main]
    if not main:
        yield Item(origin, refusal=_NO_MAIN)
    for sheet, table in tables:
        recognised.append(_describe(_place(origin, sheet), table))
    for sheet, table in main:
        if beside or CONTENT & table.columns.keys():
            yield from _read_records(_place(origin, sheet), table, beside)
        else:
            yield from _read_list(_place(origin, sheet), table, _section_above(sheet, table))


def _place(origin: str, sheet: Sheet) -> str:
    return f"{origin}!{sheet.name}" if sheet.name else origin


def _describe(origin: str, table: Table) -> Recognised:
    columns = tuple(
        (letters_of_place(place), table.headings[place] if place < len(table.headings) else "", IN_VIETNAMESE.get(key, key))
        for key, place in sorted(table.columns.items(), key=lambda column: column[1])
        if key != "order"
    )
    return Recognised("table", origin, columns, table.rows[0].number if table.rows else 0)


def _find_bare_codes(sheet: Sheet) -> Table | None:
    """A table without headings: a column in which every cell, and at least one, is a code; or cells of which all are codes."""
    every = [(row.number, text) for row in sheet.rows for cell in row.cells if (text := clean_line(text_of_cell(cell)))]
    if every and all(PROCEDURE_CODE.fullmatch(text) for _, text in every):
        return Table(sheet.name, (), {"code": 0}, tuple(Row(number, (text,)) for number, text in every))
    width = max((len(row.cells) for row in sheet.rows), default=0)
    for place in range(width):
        cells = [text_of_cell(row.cells[place]) for row in sheet.rows if place < len(row.cells)]
        if any(cells) and all(PROCEDURE_CODE.fullmatch(cell) for cell in cells if cell):
            return Table(sheet.name, (), {"code": place}, tuple(row for row in sheet.rows if any(map(text_of_cell, row.cells))))
    return None


def _lost_zero(text: str) -> str:
    return f"ô mã là con số {text}, có thể đã mất số 0 ở cuối; định dạng cột mã thành chữ (Text) rồi ghi lại mã"


def read_code(cell: Cell) -> str:
    """The code in a cell. Raises `NotARecordError` where a digit may be missing, or there is no single code."""
    text = clean_line(text_of_cell(cell))
    if whole := _SEVEN_FIGURES.fullmatch(text):  # nothing is missing: a comma of the country, or the point left out
        return f"{whole[1]}.{whole[2]}"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if PROCEDURE_CODE.fullmatch(text):  # six decimals: no zero is missing
            return text
        raise NotARecordError(_lost_zero(text))
    if _LOST_ZERO.fullmatch(text):
        raise NotARecordError(_lost_zero(text))
    codes = {found[0] for found in _CODE.finditer(text)}
    if len(codes) == 1:
        return codes.pop()
    if codes:
        raise NotARecordError(f"ô có {len(codes)} mã: {', '.join(sorted(codes))}; ghi mỗi mã một dòng")
    raise NotARecordError(f"'{text[:40]}' không phải là mã thủ tục; mã có dạng 1.001193")


def _read_list(origin: str, table: Table, section: str) -> Iterator[Item]:
    """The entries; `section` is the title above them if it says that they are no longer in force."""
    field = ""
    for row, problem, code in _rows_with_codes(table):
        if problem is None and not code:
            field = _field_of(row) or field
            section = _section_of(_words_of(row), section)
            continue
        where = f"{origin}:{row.number}"
        if problem is not None:
            yield Item(where, refusal=problem)
            continue
        said = {key: clean_line(table.text(row, key)) for key in _OF_A_LIST}
        body = said["ministry"] or said["executing"]
        state = section or said["state"]
        listed = ListedCode(code, said["name"], said["field"] or field, body, said["kind"], state, said["counter"])
        yield Item(where, listed=listed)


def _section_above(sheet: Sheet, table: Table) -> str:
    """The last title above a table if it says that what is below is no longer in force; '' else."""
    first = table.rows[0].number if table.rows else 0
    section = sheet.name if says_ended(sheet.name) else ""
    for row in sheet.rows:
        if row.number >= first:
            break
        section = _section_of(_words_of(row), section)
    return section


def _section_of(words: str, before: str) -> str:
    """The title that holds from here on; `before` if the words are no title that says anything of validity."""
    return words if says_ended(words) else "" if says_in_force(words) else before


def _words_of(row: Row) -> str:
    """The words of a row that may be a title: it has them in one cell, or in two with its number; '' else."""
    own = [text_of_cell(cell) for i, cell in enumerate(row.cells) if i not in row.repeated]
    written = [text for cell in own if (text := clean_line(cell))]
    return " ".join(written) if len(written) <= 2 else ""


def _read_records(origin: str, table: Table, beside: Sequence[tuple[Sheet, Table]]) -> Iterator[Item]:
    inner = _read_beside(beside)
    for place, odd in ((origin, table), *((f"{origin.partition('!')[0]}!{sheet.name}", further) for sheet, further in beside)):
        yield from _days_as_numbers(place, odd)
    records: list[tuple[str, PartedRecord]] = []
    field = ""
    for row, problem, code in _rows_with_codes(table):
        where = f"{origin}:{row.number}"
        if problem is not None:
            yield Item(where, refusal=problem)
        elif code and table.columns["code"] in row.repeated and records:
            _take_cells(records[-1][1], table, row, skip=row.repeated)
        elif code:
            parted = PartedRecord({"code": code})
            _take_cells(parted, table, row, skip=frozenset((table.columns["code"],)))
            parted.texts.setdefault("field", field)
            for part, entries in inner.pop(code, ()):
                take_part(parted, part, entries)
            records.append((where, parted))
        else:
            field = _field_of(row) or field
    for where, parted in records:
        try:
            yield Item(where, record=read_parted_record(parted))
        except NotARecordError as error:
            yield Item(where, refusal=explain(str(error)))
    for code in inner:
        said = Bilingual(
            f"mã {code} có ở trang tính phụ nhưng không có ở trang chính",
            f"code {code} is in a further sheet but not in the main one",
        )
        yield Item(origin, refusal=said)


def _days_as_numbers(origin: str, table: Table) -> Iterator[Item]:
    """Cells for days that hold a number: which day it is depends on the workbook, so it is told and not taken."""
    keys = columns_of(kind, table.headings) if (kind := kind_of_table(table.headings)) else {}
    places = {place for place, key in keys.items() if key in _DAYS} | {p for key, p in table.columns.items() if key in _DAYS}
    for row in table.rows:
        for place in sorted(places):
            cell = row.cells[place] if place < len(row.cells) else None
            if isinstance(cell, int | float):
                where, number = f"{letters_of_place(place)}{row.number}", text_of_cell(cell)
                vi = f"ô {where}: ngày ghi thành con số {number}, không lấy; định dạng ô thành ngày rồi lấy lại"
                en = f"cell {where}: a day as the number {number}, not taken; format the cell as a date and import again"
                yield Item(origin, refusal=Bilingual(vi, en))


def _take_cells(parted: PartedRecord, table: Table, row: Row, skip: frozenset[int]) -> None:
    for key, place in table.columns.items():
        if place not in skip and place < len(row.cells) and (text := clean(text_of_cell(row.cells[place]))):
            take_part(parted, key, text)


def _read_beside(beside: Sequence[tuple[Sheet, Table]]) -> dict[str, list[tuple[str, list[Mapping[str, str]]]]]:
    """The rows of further sheets: by code, the part and its rows by heading."""
    found: dict[str, list[tuple[str, list[Mapping[str, str]]]]] = {}
    for _, table in beside:
        kind = kind_of_table(table.headings)
        places = columns_of(kind, table.headings)
        by_code: dict[str, list[Mapping[str, str]]] = {}
        for row, _, code in _rows_with_codes(table):
            if code:
                entry = {table.headings[p]: text_of_cell(row.cells[p]) for p in places if p < len(row.cells)}
                if take_row(kind, entry):
                    by_code.setdefault(code, []).append(entry)
        for code, entries in by_code.items():
            found.setdefault(code, []).append((kind, entries))
    return found


def _rows_with_codes(table: Table) -> Iterator[tuple[Row, Bilingual | None, str]]:
    """Each row with the problem of its code, or its code ('' for a row without one that is no procedure)."""
    for row in table.rows:
        cell = table.cell(row, "code")
        if _is_of_the_form(row, table):
            continue
        if text_of_cell(cell) == "" or _FIELD_ROW.match(clean_line(text_of_cell(cell))):
            named = table.text(row, "name") and table.columns.get("name", -1) not in row.repeated
            numbered = text_of_cell(table.cell(row, "order")).isdecimal() or table.text(row, "field")
            yield row, (_NO_CODE if named and numbered and not _field_of(row) else None), ""
        elif fold_words(text_of_cell(cell)) in PART_KEYS:  # the headings again, on a further printed page
            yield row, None, ""
        else:
            try:
                yield row, None, read_code(cell)
            except NotARecordError as error:
                if not isinstance(cell, str) or any(letter.isdigit() for letter in cell) or table.text(row, "name"):
                    yield row, explain(str(error)), ""
                else:
                    yield row, None, ""


_NUMBER_OF_COLUMN = regex(r"\(?[0-9]{1,2}\)?")
_SUM = regex(r"^(?:tổng (?:cộng|số)|cộng)\b", re.IGNORECASE)


def _is_of_the_form(row: Row, table: Table) -> bool:
    """Whether a row belongs to the form: the numbers of its columns ("(1)", "(2)"), or the sum at its end."""
    cells = [clean_line(text_of_cell(cell)) for cell in row.cells]
    written = [cell for cell in cells if cell]
    numbered = len(written) > 1 and all(_NUMBER_OF_COLUMN.fullmatch(cell) for cell in written)
    is_sum = any(_SUM.match(cell) for cell in written) and _CODE.search(text_of_cell(table.cell(row, "code"))) is None
    return is_sum or (numbered and row is table.rows[0])


def _field_of(row: Row) -> str:
    """The field that a row between the others opens ("I. Lĩnh vực Hộ tịch"); '' if it opens none."""
    for i, cell in enumerate(row.cells):
        match = _FIELD_ROW.match(clean_line(text_of_cell(cell))) if i not in row.repeated else None
        if match:
            return match["name"].strip(" .:")
    return ""
