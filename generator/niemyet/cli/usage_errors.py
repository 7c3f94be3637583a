"""Words usage errors in Vietnamese, because Typer has English messages only.

The words are made from the attributes of Typer's errors; an unknown error keeps Typer's message.
"""

import errno
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup
from typer.exceptions import TyperException

from niemyet.cli.command_group import NoSuchCommandError
from niemyet.cli.terminal import report_wrong_input, say
from niemyet.diagnostics.diagnostic import Bilingual

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Error numbers for a full disk, a quota, or a file size limit."""
INTERRUPTED = 130
"""Exit status after Ctrl-C."""
_STOPPED = Bilingual("đã dừng giữa chừng; những gì có từ trước giữ nguyên", "stopped; what was there before stays as it was")


def run_and_answer(app: typer.Typer, words: Sequence[str]) -> int:
    """Runs the command in `words`, or reports wrong usage. Returns the exit status."""
    try:
        status: int = app(list(words), standalone_mode=False) or 0
        if status == INTERRUPTED:
            report_wrong_input(say(_STOPPED))
        return status
    except TyperException as error:
        if message := error.format_message():  # empty if the help was shown instead
            english = "--lang=en" in words or ("--lang", "en") in pairwise(words)
            report_wrong_input(message if english else put_into_vietnamese(error, typer.main.get_command(app), words))
            typer.echo("niemyet --help" if english else "xem cách dùng: thêm --help vào lệnh", err=True)
        return error.exit_code
    except OSError as error:
        if error.errno not in FULL:  # a bug
            raise
        report_wrong_input(f"{error.filename or ''} {error.strerror}; {say(_STOPPED)}".lstrip())
        return 1
    except typer.Abort:
        report_wrong_input(say(_STOPPED))
        return 1


def put_into_vietnamese(error: TyperException, program: Any, words: Sequence[str]) -> str:
    """The error in Vietnamese, with suggestions. `program` is the application that was given `words`."""
    if isinstance(error, NoSuchCommandError):
        return f"không có lệnh '{error.name}'{_suggest(error.near)}"
    if isinstance(error, typer.BadParameter) and error.param is not None:
        name = error.param.get_error_hint().replace("'", "")
        if isinstance(error.__cause__, ValidationError):
            return _explain_value(error.__cause__, name, error.param) or error.format_message()
        return f"thiếu {name}" if hasattr(error, "param_type") else error.format_message()
    command, rest = _find_command(program, words)
    option, context = getattr(error, "option_name", ""), getattr(error, "ctx", None)
    if hasattr(error, "possibilities"):
        return f"không có tùy chọn {option}{_suggest(sorted(error.possibilities or ()))}"
    if option:
        takes_none = any(option in param.opts and param.is_flag for param in command.params if param.param_type_name == "option")
        return f"{option} không đi cùng giá trị nào" if takes_none else f"sau {option} phải có giá trị"
    if context is not None and isinstance(command, TyperGroup):
        return "thiếu tên lệnh"
    if context is not None and (extra := command.make_parser(context).parse_args(list(rest))[1]):
        return f"thừa '{' '.join(extra)}'"
    return error.format_message()


def _suggest(near: Iterable[str]) -> str:
    meant = ", ".join(near)
    return f"; có phải {meant}?" if meant else ""


def _explain_value(error: ValidationError, name: str, param: Any) -> str:
    """Why a value is invalid for `param`; '' if only Typer's message is available."""
    fault = error.errors()[0]
    if fault["type"] == "greater_than_equal":
        return f"{name} phải là số từ {fault['ctx']['ge']} trở lên"
    if fault["type"].startswith("int_"):
        return f"{name} phải là số nguyên"
    if choices := param.type_descriptor.choices:
        return f"{name} không thể là '{fault['input']}'; chọn một trong: {', '.join(choice.value for choice in choices)}"
    return ""


def _find_command(program: Any, words: Sequence[str]) -> tuple[Any, Sequence[str]]:
    """The command that the words name, and its remaining arguments."""
    for i, word in enumerate(words):
        if not isinstance(program, TyperGroup):
            return program, words[i:]
        program = program.commands.get(word, program)
    return program, ()
