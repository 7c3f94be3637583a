"""Messages about wrong usage of commands: in Vietnamese, naming the wrong option."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from niemyet.cli import app
from niemyet.cli.usage_errors import run_and_answer

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


def mistakes() -> Iterator[tuple[str, str]]:
    """Every mistake that the library can find in a command line, for every command and every option, and what is said of it."""
    for names, command in COMMANDS.items():
        line = " ".join(names)
        yield f"{line} --khong-co", "không có tùy chọn --khong-co"
        yield f"{line} -X", "không có tùy chọn -X"
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        if not any(param.nargs == -1 for param in arguments):
            yield f"{line} {'a ' * len(arguments)}thua ra", "thừa 'thua ra'"
        if missing := next((param for param in arguments if param.required), None):
            yield line, f"thiếu {missing.metavar or missing.name}"
        for param in options(command):
            option, shown = param.opts[0], " / ".join(param.opts)
            if param.is_flag:
                yield f"{line} {option}=x", f"{option} không đi cùng giá trị nào"
                continue
            yield f"{line} {option}", f"sau {option} phải có giá trị"
            annotation, least = param.type_descriptor.annotation, param.type_descriptor.parameter_info.min
            if annotation is int:
                yield f"{line} {option} hai", f"{shown} phải là số nguyên"
                yield f"{line} {option} {'9' * 5000}", f"{shown} phải là số nguyên"
                yield f"{line} {option}=-1", f"{shown} phải là số từ {least} trở lên"
            elif isinstance(annotation, type) and issubclass(annotation, Enum):
                known = ", ".join(one.value for one in annotation)
                yield f"{line} {option} la", f"{shown} không thể là 'la'; chọn một trong: {known}"
    yield "khong", "không có lệnh 'khong'"
    yield "new khong", "không có lệnh 'khong'"
    yield "chek", "không có lệnh 'chek'; có phải check, schema?"
    yield "new comune", "không có lệnh 'comune'; có phải commune, communes?"
    yield "check --chaged=x", "không có tùy chọn --chaged; có phải --changed?"
    yield "check --lang fr", "--lang không thể là 'fr'; chọn một trong: vi, en"
    yield "check a b", "thừa 'b'"
    yield "check --format pdf", "--format không thể là 'pdf'; chọn một trong: text, github, gitlab, sarif, json"
    yield "build --jobs 0", "--jobs / -j phải là số từ 1 trở lên"
    yield "sheets", "thiếu NƠI"
    yield "--", "thiếu tên lệnh"
    yield "new --", "thiếu tên lệnh"


MISTAKES = dict(mistakes())


@pytest.mark.parametrize("line", MISTAKES, ids=lambda line: line[:60])
def test_a_mistake_is_named_in_vietnamese(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, with what may have been meant, and where to read on."""
    assert run_and_answer(app, line.split()) == 2
    assert capsys.readouterr() == ("", f"lỗi: {MISTAKES[line]}\nxem cách dùng: thêm --help vào lệnh\n")


LIBRARY = ("No such ", "Missing ", "Got unexpected ", "Option ", "Invalid value for ")
ENGLISH = [line for line in MISTAKES if "--lang" not in line]


@pytest.mark.parametrize("line", ENGLISH, ids=lambda line: line[:60])
def test_a_mistake_is_named_in_english_where_asked_for(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In the library's own words."""
    words = line.split()
    at = len(words) if words[-1] != "--" else len(words) - 1
    if words[-1] in {option for command in COMMANDS.values() for param in options(command) for option in param.opts}:
        at = len(words) - 1  # it is to lack its value
    assert run_and_answer(app, [*words[:at], "--lang=en", *words[at:]]) == 2
    out, told = capsys.readouterr()
    assert out == ""
    assert MISTAKES[line] not in told
    assert told.split(": ", 1)[1].startswith(LIBRARY)
    assert told.endswith("\nniemyet --help\n")


def test_every_command_is_tried() -> None:
    """Each has at least three mistakes of its own."""
    for names in COMMANDS:
        assert sum(line.startswith(" ".join(names)) for line in MISTAKES) >= 3
