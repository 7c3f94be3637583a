"""The questions that the records of a catalogue leave open: equal doubts are one question, for all records that have it.

Also the file that a person fills in: CSV that spreadsheets open, one row a question, or one row a record for another answer.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.diagnostics.showing import show_cell
from niemyet.load.archives import UnreadableError
from niemyet.load.finding import SourceFile
from niemyet.load.table_files import read_sheets
from niemyet.load.tables import find_table
from niemyet.load.written_tables import OutColumn, OutSheet
from niemyet.model.codes import PROCEDURE_CODE, code_of_file
from niemyet.model.folding import fold_words
from niemyet.model.orthography import capitalize
from niemyet.model.vocabulary import name_part
from niemyet.portal.answers import UnfitAnswerError, describe_choices, read_answer
from niemyet.portal.doubts import RaisedDoubt, key_of
from niemyet.portal.record_files import read_values
from niemyet.portal.words import likeness
from niemyet.values import dataclass

COLUMNS = (
    "mã câu hỏi",
    "số thủ tục",
    "phần",
    "câu hỏi",
    "nguồn ghi",
    "trả lời được",
    "trả lời",
    "chỉ cho thủ tục",
    "các thủ tục",
)
_KEY, _ANSWER, _ONLY = COLUMNS[0], COLUMNS[6], COLUMNS[7]
_WIDTHS: Mapping[str, int] = {"câu hỏi": 50, "nguồn ghi": 60, "trả lời được": 50, "trả lời": 40, "các thủ tục": 60}
_HEADINGS: Mapping[str, str] = {fold_words(column): column for column in COLUMNS}


class BadAnswerFileError(ValueError):
    """A filled-in file cannot be taken; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """The answers in a filled-in file: doubt, answer, and the codes it is for (none: all).

    `wrong`: what was not taken, each a sentence in Vietnamese with its row.
    """

    taken: tuple[tuple[RaisedDoubt, str, tuple[str, ...]], ...]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the doubt as first found, and the procedures that it is asked of, as code → name."""

    doubt: RaisedDoubt
    procedures: Mapping[str, str]

    @property
    def key(self) -> str:
        """The key of the question in the file of answers."""
        return key_of(self.doubt)

    @property
    def choices(self) -> str:
        """The answers that it takes, as examples."""
        return describe_choices(self.doubt.part, self.doubt.text)

    @property
    def part_name(self) -> str:
        """The Vietnamese name of the part that it is about."""
        return capitalize(name_part(self.doubt.part))


def doubts_of(record: Mapping[str, Any]) -> list[RaisedDoubt]:
    """The open doubts of a record as loaded."""
    listed = record.get("doubts", ())
    tables = [table for table in listed if isinstance(table, Mapping)] if isinstance(listed, list) else []
    return [
        RaisedDoubt(str(table["part"]), str(table["text"]), str(table.get("source_text", "")))
        for table in tables
        if "part" in table and "text" in table
    ]


def read_procedures(root: Path, source_files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, dict[str, Any]]]:
    """The procedures of the nation and of provinces that can be read, with their files. Raises `BrokenCatalogueError`."""
    for find in source_files:
        if find.kind in ("procedure", "province-procedure"):
            values, _ = read_values(root, find)
            if isinstance(values, dict):
                yield find, values


def find_questions(records: Iterable[tuple[SourceFile, Mapping[str, Any]]]) -> list[Question]:
    """The questions, those first that settle most records."""
    found: dict[str, tuple[RaisedDoubt, dict[str, str]]] = {}
    for find, record in records:
        for doubt in doubts_of(record):
            _, procedures = found.setdefault(key_of(doubt), (doubt, {}))
            procedures[code_of_file(find.path)] = str(record.get("name", ""))
    questions = [Question(doubt, procedures) for doubt, procedures in found.values()]
    return sorted(questions, key=lambda question: (-len(question.procedures), question.doubt.part, question.key))


def write_table(questions: Iterable[Question]) -> str:
    """The questions as CSV with a byte-order mark, to be filled in."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for question in questions:
        table.writerow(show_cell(cell) if isinstance(cell, str) else cell for cell in _cells(question))
    return "\ufeff" + text.getvalue()


def lay_out(questions: Iterable[Question]) -> OutSheet:
    """The same as a sheet of a workbook."""
    columns = (OutColumn(name, name, width=_WIDTHS.get(name, 16), filled_in=name in (_ANSWER, _ONLY)) for name in COLUMNS)
    return OutSheet("Câu hỏi", tuple(columns), tuple(map(_cells, questions)))


def _cells(question: Question) -> tuple[str | int, ...]:
    doubt = question.doubt
    return (
        question.key,
        len(question.procedures),
        question.part_name,
        doubt.text,
        doubt.source_text,
        question.choices,
        "",
        "",
        ", ".join(question.procedures),
    )


def read_table(data: bytes, questions: Iterable[Question]) -> GivenAnswers:
    """The answers in a filled-in file, as CSV or saved as a workbook. Empty answers are passed over.

    Raises `BadAnswerFileError` if it is not such a file; a wrong row is named, and the others are taken.
    """
    known = {question.key: question for question in questions}
    try:
        tables = [(sheet, table) for sheet in read_sheets(data) if (table := find_table(sheet, _HEADINGS))]
    except UnreadableError as error:
        raise BadAnswerFileError(error.said.vi) from None
    sheet, table = next(((sheet, table) for sheet, table in tables if {_KEY, _ANSWER} <= {*table.columns}), (None, None))
    if sheet is None or table is None:
        raise BadAnswerFileError(f"tệp thiếu cột '{_KEY}' hoặc '{_ANSWER}'; dùng tệp do niemyet doubts --out ghi ra")
    # a row of a CSV file may have several lines, and its number is that of the last; a spreadsheet counts rows
    numbers = {} if sheet.name else {row.number: place for place, row in enumerate(sheet.rows, 1)}
    given: list[_FilledIn] = []
    wrong: list[tuple[int, str]] = []
    for row in table.rows:
        answer = table.text(row, _ANSWER)
        if not answer:
            continue
        number, key = numbers.get(row.number, row.number), table.text(row, _KEY)
        question = known.get(key)
        codes = tuple(code for code in table.text(row, _ONLY).replace(";", ",").replace(" ", "").split(",") if code)
        if question is None:
            why = f"không còn câu hỏi '{key[:20]}'; có lẽ đã được trả lời và đưa vào bản ghi, hoặc ô mã câu hỏi đã bị sửa"
            wrong.append((number, why))
        elif strange := [code for code in codes if not PROCEDURE_CODE.fullmatch(code) or code not in question.procedures]:
            wrong.append((number, f"câu này không hỏi về thủ tục {', '.join(code[:20] for code in strange)}"))
        else:
            try:
                read_answer(question.doubt.part, question.doubt.text, answer)
            except UnfitAnswerError as error:
                wrong.append((number, str(error)))
            else:
                given.append(_FilledIn(number, question.doubt, answer, codes))
    against = {filled.number: why for filled in given if (why := _answered_otherwise(filled, given))}
    wrong += against.items()
    taken = tuple((filled.doubt, filled.answer, filled.codes) for filled in given if filled.number not in against)
    return GivenAnswers(taken, tuple(f"dòng {number}: {why}" for number, why in sorted(wrong)))


class _FilledIn(NamedTuple):
    """A row with an answer, and its number as a spreadsheet counts."""

    number: int
    doubt: RaisedDoubt
    answer: str
    codes: tuple[str, ...]


def _answered_otherwise(filled: _FilledIn, given: Iterable[_FilledIn]) -> str:
    """Why a row is not taken: another one answers the same question, for all or for the same procedure, in another way."""
    for other in given:
        same = key_of(other.doubt) == key_of(filled.doubt) and likeness(other.answer) != likeness(filled.answer)
        if same and (not {*other.codes}.isdisjoint(filled.codes) if filled.codes else not other.codes):
            return f"dòng {other.number} trả lời câu này khác đi ('{other.answer[:40]}'); để lại một dòng"
    return ""
