"""Words usage errors in both languages, because Typer has English messages only, which name options in its own way.

The words are made from the attributes of Typer's errors; an unknown error keeps Typer's message.
"""

import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup
from typer.exceptions import TyperException

from niemyet.cli.help.commands import NoSuchCommandError
from niemyet.cli.help.page import name_value
from niemyet.cli.language import Language, UnknownLanguageError, find_language, say, speaking
from niemyet.cli.terminal import report_wrong_input
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.refusals import FULL, word_refusal

_OF_THE_SYSTEM = FULL | {errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EIO}
"""Error numbers of what any command may meet at any file; others would be our mistake."""
INTERRUPTED = 130
"""Exit status after Ctrl-C."""
_STOPPED = Bilingual(
    "đã dừng giữa chừng; mỗi tệp vẫn như cũ hoặc đã được ghi trọn vẹn", "stopped; each file is as it was or written as a whole"
)
_READ_ON = Bilingual("xem cách dùng: thêm --help vào lệnh", "for the usage add --help to the command")


def run_and_answer(app: typer.Typer, words: Sequence[str]) -> int:
    """Runs the command in `words`, or reports wrong usage. Returns the exit status."""
    lang = Language.VI
    with suppress(UnknownLanguageError):  # the command itself tells it
        lang = find_language(words, os.environ)
    with speaking(lang):
        return _run(app, words)


def _run(app: typer.Typer, words: Sequence[str]) -> int:
    try:
        status: int = app(list(words), standalone_mode=False) or 0
        if status == INTERRUPTED:
            report_wrong_input(say(_STOPPED))
        return status
    except TyperException as error:
        report_wrong_input(say(put_into_words(error, typer.main.get_command(app), words)))
        typer.echo(say(_READ_ON), err=True)
        return error.exit_code
    except OSError as error:
        if error.errno not in _OF_THE_SYSTEM:  # a bug
            raise
        where = f"{error.filename}: " if error.filename else ""
        report_wrong_input(f"{where}{say(word_refusal(error))}; {say(_STOPPED)}")
        return 1
    except typer.Abort:
        report_wrong_input(say(_STOPPED))
        return 1


def put_into_words(error: TyperException, program: Any, words: Sequence[str]) -> Bilingual:
    """The error in words, with suggestions. `program` is the application that was given `words`."""
    typers_own = Bilingual(error.format_message(), error.format_message())
    if isinstance(error, NoSuchCommandError):
        return _suggest(Bilingual(f"không có lệnh '{error.name}'", f"there is no command '{error.name}'"), error.near)
    if isinstance(error, typer.BadParameter) and error.param is not None:
        named = name_value(error.param) if error.param.param_type_name == "argument" else " / ".join(error.param.opts)
        if isinstance(error.__cause__, ValidationError):
            return _explain_value(error.__cause__, named, error.param) or typers_own
        return Bilingual(f"thiếu {named}", f"{named} is missing") if hasattr(error, "param_type") else typers_own
    command, rest = _find_command(program, words)
    option, context = getattr(error, "option_name", ""), getattr(error, "ctx", None)
    if hasattr(error, "possibilities"):
        return _suggest(
            Bilingual(f"không có tùy chọn {option}", f"there is no option {option}"), sorted(error.possibilities or ())
        )
    if option:
        takes_none = any(option in param.opts and param.is_flag for param in command.params if param.param_type_name == "option")
        if takes_none:
            return Bilingual(f"{option} không đi cùng giá trị nào", f"{option} takes no value")
        return Bilingual(f"sau {option} phải có giá trị", f"{option} needs a value behind it")
    if context is not None and isinstance(command, TyperGroup):
        return Bilingual("thiếu tên lệnh", "the name of a command is missing")
    if context is not None and (extra := command.make_parser(context).parse_args(list(rest))[1]):
        left = " ".join(extra)
        return Bilingual(f"thừa '{left}'", f"'{left}' is too much")
    return typers_own


def _suggest(said: Bilingual, near: Iterable[str]) -> Bilingual:
    meant = ", ".join(near)
    return Bilingual(f"{said.vi}; có phải {meant}?", f"{said.en}; did you mean {meant}?") if meant else said


def _explain_value(error: ValidationError, name: str, param: Any) -> Bilingual | None:
    """Why a value is invalid for `param`; None if only Typer's message is available."""
    fault = error.errors()[0]
    if fault["type"] == "greater_than_equal":
        least = fault["ctx"]["ge"]
        return Bilingual(f"{name} phải là số từ {least} trở lên", f"{name} must be a number, {least} or more")
    if fault["type"].startswith("int_"):
        return Bilingual(f"{name} phải là số nguyên", f"{name} must be a whole number")
    if choices := param.type_descriptor.choices:
        given, known = fault["input"], ", ".join(choice.value for choice in choices)
        vi = f"{name} không thể là '{given}'; chọn một trong: {known}"
        return Bilingual(vi, f"{name} cannot be '{given}'; choose one of: {known}")
    return None


def _find_command(program: Any, words: Sequence[str]) -> tuple[Any, Sequence[str]]:
    """The command that the words name, and its remaining arguments."""
    for i, word in enumerate(words):
        if not isinstance(program, TyperGroup):
            return program, words[i:]
        program = program.commands.get(word, program)
    return program, ()
