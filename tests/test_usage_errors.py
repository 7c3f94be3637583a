"""Messages about wrong usage of commands: in the language of the command, naming the wrong option."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from conftest import some_of
from niemyet.cli import app
from niemyet.cli.help.english import in_both
from niemyet.cli.help.usage_errors import run_and_answer
from niemyet.cli.language import Language, language

PROGRAM: Any = typer.main.get_command(app)


def commands(group: Any = PROGRAM, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that name it."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, (*names, name))
        else:
            yield (*names, name), command


COMMANDS = dict(commands())


def options(command: Any) -> Iterator[Any]:
    return (param for param in command.params if param.param_type_name == "option" and not param.is_eager)


def mistakes() -> Iterator[tuple[str, str, str]]:
    """Every mistake that can be made in a command line, for every command and every option, and what is said of it."""
    for names, command in COMMANDS.items():
        line = " ".join(names)
        yield f"{line} --khong-co", "không có tùy chọn --khong-co", "there is no option --khong-co"
        yield f"{line} -X", "không có tùy chọn -X", "there is no option -X"
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        if not any(param.nargs == -1 for param in arguments):
            good = [str(next(iter(one.type_descriptor.choices or ("a",)))) for one in arguments]
            good += [word for param in options(command) if param.required for word in (param.opts[0], "a")]
            yield " ".join((line, *good, "thua ra")), "thừa 'thua ra'", "'thua ra' is too much"
        if missing := next((param for param in arguments if param.required), None):
            name = in_both(missing.metavar)
            yield line, f"thiếu {name.vi}", f"{name.en} is missing"
        for param in options(command):
            option, shown = param.opts[0], " / ".join(param.opts)
            if param.is_flag:
                yield f"{line} {option}=x", f"{option} không đi cùng giá trị nào", f"{option} takes no value"
                continue
            yield f"{line} {option}", f"sau {option} phải có giá trị", f"{option} needs a value behind it"
            annotation, least = param.type_descriptor.annotation, param.type_descriptor.parameter_info.min
            if annotation is int:
                whole = f"{shown} phải là số nguyên", f"{shown} must be a whole number"
                yield f"{line} {option} hai", *whole
                yield f"{line} {option} {'9' * 5000}", *whole
                more = f"{shown} phải là số từ {least} trở lên", f"{shown} must be a number, {least} or more"
                yield f"{line} {option}=-1", *more
            elif isinstance(annotation, type) and issubclass(annotation, Enum):
                known = ", ".join(one.value for one in annotation)
                vi = f"{shown} không thể là 'la'; chọn một trong: {known}"
                yield f"{line} {option} la", vi, f"{shown} cannot be 'la'; choose one of: {known}"
    yield "khong", "không có lệnh 'khong'", "there is no command 'khong'"
    yield "new khong", "không có lệnh 'khong'", "there is no command 'khong'"
    yield "chek", "không có lệnh 'chek'; có phải check, schema?", "there is no command 'chek'; did you mean check, schema?"
    commune = "có phải commune, communes?", "did you mean commune, communes?"
    yield "new comune", f"không có lệnh 'comune'; {commune[0]}", f"there is no command 'comune'; {commune[1]}"
    changed = "không có tùy chọn --chaged; có phải --changed?", "there is no option --chaged; did you mean --changed?"
    yield "check --chaged=x", *changed
    yield "check --lang", "sau --lang phải có giá trị", "--lang needs a value behind it"
    yield "check --lang fr", "--lang không thể là 'fr'; chọn một trong: vi, en", "--lang cannot be 'fr'; choose one of: vi, en"
    yield "owners --lang fr", "--lang không thể là 'fr'; chọn một trong: vi, en", "--lang cannot be 'fr'; choose one of: vi, en"
    yield "check a b", "thừa 'b'", "'b' is too much"
    yield "build --jobs 0", "--jobs / -j phải là số từ 1 trở lên", "--jobs / -j must be a number, 1 or more"
    yield "sheets", "thiếu NƠI", "PLACE is missing"
    yield "--", "thiếu tên lệnh", "the name of a command is missing"
    yield "new --", "thiếu tên lệnh", "the name of a command is missing"


MISTAKES = {line: (vi, en) for line, vi, en in mistakes()}


@pytest.mark.parametrize("line", some_of(MISTAKES, of=3), ids=lambda line: line[:60])
def test_a_mistake_is_named_in_the_language_of_the_command(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, with what may have been meant, and where to read on: in Vietnamese, or in English where that is asked for."""
    vi, en = MISTAKES[line]
    assert run_and_answer(app, line.split()) == 2
    assert capsys.readouterr() == ("", f"lỗi: {vi}\nxem cách dùng: thêm --help vào lệnh\n")
    english = f"error: {en}\nfor the usage add --help to the command\n"
    assert run_and_answer(app, ["--lang=en", *line.split()]) == 2
    assert capsys.readouterr() == ("", english)
    monkeypatch.setenv("NIEMYET_LANG", "en")
    assert run_and_answer(app, line.split()) == 2
    assert capsys.readouterr() == ("", english)


def test_every_command_is_tried() -> None:
    """Each has at least three mistakes of its own."""
    for names in COMMANDS:
        assert sum(line.startswith(" ".join(names)) for line in MISTAKES) >= 3


def test_a_language_that_there_is_not_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable is named; nothing runs in a language that nobody asked for."""
    monkeypatch.setenv("NIEMYET_LANG", "fr")
    assert run_and_answer(app, ["explain"]) == 2
    assert capsys.readouterr() == ("", "lỗi: biến NIEMYET_LANG phải là vi hoặc en, không phải 'fr'\n")


@pytest.mark.parametrize(
    "line", ["--lang en explain", "explain --lang en", "explain bad-date --lang=en", "explain --lang en --as-of"]
)
def test_a_language_ends_with_its_command(line: str) -> None:
    """Also where the command is not understood: the next one in the same process speaks Vietnamese."""
    told = CliRunner().invoke(app, line.split()).output
    assert language() is Language.VI
    assert "lỗi" not in told
    assert "lỗi" in CliRunner().invoke(app, ["explain"]).output
