"""Answers to a command that was not understood, in Vietnamese: the library of the command line knows English only.

It gives its sentence ready made, so what it means is read out of that; a sentence that is not known here stays as it is.
"""

import errno
import re
from collections.abc import Sequence
from itertools import pairwise

import typer
from typer.exceptions import TyperException

from niemyet.cli.terminal import report_wrong_input, say
from niemyet.diagnostics.diagnostic import Bilingual

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""There is no room left, wherever it happens."""
INTERRUPTED = 130
"""What the library makes of Ctrl-C."""
_STOPPED = Bilingual("đã dừng giữa chừng; những gì có từ trước giữ nguyên", "stopped; what was there before stays as it was")

_FORMS = (
    (r"No such option: (?P<it>\S+)(?: \(Possible options: (?P<near>.+)\))?", "không có tùy chọn {it}"),
    (r"No such command '(?P<it>.*?)'\.(?: Did you mean (?P<near>.+)\?)?", "không có lệnh '{it}'"),
    (r"Missing command\.", "thiếu tên lệnh"),
    (r"Missing (?:argument|option|parameter) '(?P<it>.+?)'\..*", "thiếu {it}"),
    (r"Got unexpected extra argument\(s\) \((?P<it>.*)\)", "thừa '{it}'"),
    (r"Option '(?P<it>.+)' requires an argument\.", "sau {it} phải có giá trị"),
    (r"Option '(?P<it>.+)' does not take a value\.", "{it} không đi cùng giá trị nào"),
    (
        r"Invalid value for '(?P<it>.+)': Value error, '(?P<value>.*)' is not one of (?P<known>.+)\.",
        "{it} không thể là '{value}'; chọn một trong: {known}",
    ),
    (
        r"Invalid value for '(?P<it>.+)': Input should be greater than or equal to (?P<least>\d+)",
        "{it} phải là số từ {least} trở lên",
    ),
    (r"Invalid value for '(?P<it>.+)': Input should be a valid integer.*", "{it} phải là số nguyên"),
)
_SENTENCES = tuple((re.compile(form, re.DOTALL), sentence) for form, sentence in _FORMS)


def run_and_answer(app: typer.Typer, words: Sequence[str]) -> int:
    """Runs the command that these words ask for, and answers where they ask for none; the exit status."""
    try:
        status: int = app(list(words), standalone_mode=False) or 0
        if status == INTERRUPTED:
            report_wrong_input(say(_STOPPED))
        return status
    except TyperException as error:
        if message := error.format_message():  # there is none where the help was shown instead
            english = "--lang=en" in words or ("--lang", "en") in pairwise(words)
            report_wrong_input(message if english else put_into_vietnamese(message))
            typer.echo("niemyet --help" if english else "xem cách dùng: thêm --help vào lệnh", err=True)
        return error.exit_code
    except OSError as error:
        if error.errno not in FULL:  # a mistake of ours
            raise
        report_wrong_input(f"{error.filename or ''} {error.strerror}; {say(_STOPPED)}".lstrip())
        return 1
    except typer.Abort:
        report_wrong_input(say(_STOPPED))
        return 1


def put_into_vietnamese(message: str) -> str:
    """The library's message in Vietnamese, with what may have been meant."""
    for form, sentence in _SENTENCES:
        if found := form.fullmatch(message):
            parts = {name: re.sub(r"'", "", part) if name != "value" else part for name, part in found.groupdict("").items()}
            near = f"; có phải {parts['near']}?" if parts.get("near") else ""
            return sentence.format_map(parts) + near
    return message
