"""The command `doubts`: lists what an import left to people, takes their answers, and puts them into the records."""

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeAlias

import typer

from niemyet.cli.application import app
from niemyet.cli.dialogue.asking import is_at_terminal, prompt, tell
from niemyet.cli.language import say
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.staged_output import write_output
from niemyet.cli.terminal import AsOf, Root, find_root, format_refusal, read_day, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show, show_json, show_lines, show_table
from niemyet.load.finding import CatalogueFiles, SourceFile
from niemyet.load.laying_over import find_catalogue
from niemyet.load.workbooks import write_workbook
from niemyet.portal.answer_file import PATH, BrokenAnswersError, add_answers, read_answers, spell_answers, take_answers
from niemyet.portal.answers import UnfitAnswerError, read_answer
from niemyet.portal.applying import Applied, apply_answers
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.lists import add_documents
from niemyet.portal.questions import (
    BadAnswerFileError,
    Question,
    find_questions,
    lay_out,
    read_procedures,
    read_table,
    write_table,
)
from niemyet.portal.record_files import BrokenCatalogueError, refuse_hidden
from niemyet.portal.write import place_files
from niemyet.publish.staging import StagingError

_SHOWN = 600
"""Characters of the source's words that a question shows on the terminal; the table has all."""

PROCEDURES, SOURCE = Bilingual("thủ tục", "procedures"), Bilingual("nguồn ghi", "the source says")
ANSWERS = Bilingual("trả lời", "answer")
_NAMED = 5
"""Procedures that a question names on the terminal."""


class DoubtsFormat(StrEnum):
    """The formats of the list of questions."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


@app.command(
    epilog="""
    niemyet doubts
    niemyet doubts --ask --apply
    niemyet doubts --out hoi.csv
    niemyet doubts --answers hoi.csv --apply
    """,
)
def doubts(
    format_: Annotated[DoubtsFormat, typer.Option("--format", help="Dạng của danh sách câu hỏi.")] = DoubtsFormat.TEXT,
    out: Annotated[
        Path | None,
        typer.Option(metavar="TỆP", help="Ghi bảng câu hỏi (CSV, Excel) để điền cột “trả lời”.", show_default=False),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="Nhận bảng đã điền, CSV, .xlsx.", show_default=False)
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Hỏi lần lượt ngay trên màn hình này.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Đưa các câu trả lời đã có vào bản ghi.")] = False,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Liệt kê các điều ngờ của lần lấy về, mỗi câu hỏi một lần; nhận câu trả lời và nhớ cho lần lấy sau."""
    folder, today = find_root(root), read_day(as_of)
    wrong: tuple[str, ...] = ()
    try:
        catalogue = _open(folder, today)
        questions = find_questions(catalogue.records)
        given: list[Given] = []
        if answers is not None:
            table = read_table(answers.read_bytes(), questions)
            wrong, given = table.wrong, [*table.taken]
            for line in wrong:
                typer.echo(f"{say(Bilingual('chưa nhận', 'not taken:'))} {show(line)}", err=True)
        if ask:
            _ask(catalogue, questions, given)
        refusals = _keep(catalogue, given, apply) if apply or ask or answers is not None else ()
        if not apply and (answers is not None or ask):
            typer.echo(
                say(Bilingual("Đưa vào bản ghi: niemyet doubts --apply", "Put them into the records: niemyet doubts --apply"))
            )
        if out is not None:
            workbook = out.suffix.lower() == ".xlsx"
            write_output(out, write_workbook([lay_out(questions)]) if workbook else write_table(questions).encode())
            typer.echo(say(Bilingual(f"{len(questions)} câu hỏi: {out}", f"{len(questions)} questions: {out}")))
    except BadAnswerFileError as error:
        stop(Bilingual(f"{answers}: {error}", f"{answers}: {error}"))
    except (BrokenAnswersError, BrokenCatalogueError) as error:
        stop(Bilingual(f"{error}; chưa ghi gì vào danh mục", f"{error}; nothing was written into the catalogue"))
    except StagingError as error:
        vi = f"không ghi được vào {error.filename}: {error.said.vi}; danh mục giữ nguyên"
        stop(Bilingual(vi, f"{error.filename} cannot be written: {error.said.en}; the catalogue stays as it was"))
    except OSError as error:
        why = format_refusal(error)
        vi = f"không đọc hoặc không ghi được {error.filename}: {why.vi}"
        stop(Bilingual(vi, f"{error.filename} cannot be read or written: {why.en}"))
    if answers is None and not ask and not apply and out is None:
        _list(questions, format_)
    if wrong or refusals:
        raise typer.Exit(1)


def _list(questions: list[Question], format_: DoubtsFormat) -> None:
    if format_ is DoubtsFormat.CSV:
        typer.echo(show_table(write_table(questions)), nl=False)
    elif format_ is DoubtsFormat.JSON:
        typer.echo(show_json(json.dumps([_as_data(question) for question in questions], ensure_ascii=False, indent=2)))
    else:
        records = {code for question in questions for code in question.procedures}
        vi = f"{len(questions)} câu hỏi về {len(records)} thủ tục"
        typer.echo(say(Bilingual(vi, f"{len(questions)} questions about {len(records)} procedures")))
        for number, question in enumerate(questions, 1):
            typer.echo(_format(question, number))


def _as_data(question: Question) -> dict[str, Any]:
    return {
        "key": question.key, "part": question.doubt.part, "text": question.doubt.text, "source_text": question.doubt.source_text,
        "choices": question.choices, "procedures": dict(question.procedures),
    }  # fmt: skip


def _format(question: Question, number: int, of: int = 0) -> str:
    """The question for people; `of` how many there are, where that is not said before."""
    words = question.doubt.source_text
    shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    codes = ", ".join(list(question.procedures)[:5]) + (", …" if len(question.procedures) > 5 else "")
    place = f"{number}/{of}" if of else str(number)
    lines = [f"\n{place}. {question.part_name}: {question.doubt.text} ({len(question.procedures)} {say(PROCEDURES)}: {codes})"]
    lines += [f"   {say(SOURCE)}: {line}" for line in shown.splitlines()]
    return show_lines("\n".join([*lines, f"   {say(ANSWERS)}: {question.choices}"]))


class _Opened(NamedTuple):
    """The catalogue on a day, and its records of procedures."""

    folder: Path
    found: CatalogueFiles
    records: list[tuple[SourceFile, dict[str, Any]]]
    today: date


Given: TypeAlias = tuple[RaisedDoubt, str, tuple[str, ...]]
"""A doubt, its answer, and the codes that it is for (none: all)."""


def _ask(catalogue: _Opened, questions: list[Question], given: list[Given]) -> None:
    """Asks question after question, adding to `given`; Ctrl-C and Ctrl-D end the command and keep what was answered before."""
    if not is_at_terminal():
        vi = "--ask cần một màn hình để hỏi; dùng --out và --answers thay cho nó"
        stop(Bilingual(vi, "--ask needs a terminal to ask at; use --out and --answers instead"), status=2)
    tell("Bỏ trống để qua câu sau; gõ “thôi” để dừng.", "Leave it empty to go on to the next; type “stop” to end.")
    try:
        _ask_all(questions, given)
    except (EOFError, KeyboardInterrupt):
        if given:
            _keep(catalogue, given, apply=False)
        raise


def _ask_all(questions: list[Question], given: list[Given]) -> None:
    """Asks question after question, adding to `given`; an empty answer passes on, `thôi` ends."""
    for number, question in enumerate(questions, 1):
        typer.echo(_format(question, number, len(questions)))
        while text := prompt("   > ").strip():
            if text.lower() in ("thôi", "stop"):
                return
            try:
                read_answer(question.doubt.part, question.doubt.text, text)
            except UnfitAnswerError as error:
                tell(f"   {error}", f"   {error}")
            else:
                given.append((question.doubt, text, ()))
                break


def _open(folder: Path, today: date) -> _Opened:
    """Raises `BrokenCatalogueError` if a file or folder cannot be opened."""
    found = find_catalogue(folder, find_reference(folder), ("catalogue",))
    refuse_hidden(found.diagnostics)
    return _Opened(folder, found, list(read_procedures(folder, found.above)), today)


def _keep(catalogue: _Opened, given: Sequence[Given], apply: bool) -> tuple[tuple[str, str], ...]:
    """Adds answers to the file of answers and, if asked, puts all that it holds into the records: everything or nothing.

    Gives the records in which an answer could not be put, each with the reason.
    """
    folder, above, today = catalogue.folder, catalogue.found.above, catalogue.today
    _, held = read_answers(folder, above)
    content = add_answers(held, given, today)
    texts = {PATH: spell_answers(content)} if given else {}
    applied = apply_answers(catalogue.records, take_answers(content), today) if apply else Applied({}, (), 0, ())
    if applied.texts:
        texts |= dict(applied.texts) | add_documents(folder, above, applied.documents)
    if texts:
        place_files(folder, texts)
    if given or not apply:
        typer.echo(say(Bilingual(f"đã nhận {len(given)} câu trả lời: {PATH}", f"{len(given)} answers taken: {PATH}")))
    if apply:
        vi = f"đã giải {applied.settled} điều ngờ trong {len(applied.texts)} bản ghi"
        typer.echo(say(Bilingual(vi, f"{applied.settled} doubts settled in {len(applied.texts)} records")))
    for path, reason in applied.refusals:
        typer.echo(f"{show(path)}: {show(reason)}", err=True)
    return applied.refusals
