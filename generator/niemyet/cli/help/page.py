"""The help of a command as text, in the language of the invocation: usage, what it does, examples, what it takes.

A command's docstring is its description, its epilog its examples, one command a line. Takes Typer's commands.
"""

import inspect
import sys
from collections.abc import Iterator, Sequence
from enum import Enum
from textwrap import TextWrapper
from typing import Any

import typer
from typer.core import TyperGroup

from niemyet.cli.help import words
from niemyet.cli.help.english import in_both
from niemyet.cli.language import say
from niemyet.cli.terminal import shows_colour
from niemyet.diagnostics.diagnostic import Bilingual

WIDEST_NAME = 24
"""Letters of an option and its value; what is longer stands on a line of its own."""


def format_help(command: Any, context: Any, width: int) -> str:
    """The whole help of `command`, in lines of at most `width` letters where words allow it."""
    pieces = [say(words.OPTIONS_METAVAR), *map(name_value, _arguments(command))]
    if isinstance(command, TyperGroup):
        pieces.append(say(words.COMMAND_METAVAR))
    usage = f"{say(words.USAGE)}{context.command_path} "
    parts = [_fill(" ".join(pieces), width, usage), _fill(describe(command), width)]
    if examples := list_examples(command):
        parts.append(_section(words.EXAMPLES, [f"  {line}" for line in examples]))
    parts.append(_list(words.ARGUMENTS, [(name_value(one), _explain(one)) for one in _arguments(command)], width))
    if isinstance(command, TyperGroup):
        parts.append(_list(words.COMMANDS, [(name, describe(one)) for name, one in command.commands.items()], width))
    parts.append(_list(words.OPTIONS, [(_name_option(one), _explain(one)) for one in _options(command, context)], width))
    return "\n\n".join(filter(None, parts))


def describe(command: Any) -> str:
    """What a command does."""
    return say(in_both(" ".join(inspect.cleandoc(command.help or "").split())))


def list_examples(command: Any) -> list[str]:
    """The examples of a command, as they are typed."""
    return inspect.cleandoc(command.epilog or "").splitlines()


def name_value(param: Any) -> str:
    """What stands for the value of an argument or an option: "NGÀY"; in brackets if an argument may be left out."""
    name = say(in_both(param.metavar)) if param.metavar else _name_type(param)
    return f"[{name}]" if param.param_type_name == "argument" and not param.required else name


def _name_type(param: Any) -> str:
    kind = param.type_descriptor
    if kind.choices:
        return "|".join(str(choice.value) for choice in kind.choices)
    return say(words.PATH if kind.is_path else words.NUMBER if kind.annotation is int else words.TEXT)


def _name_option(param: Any) -> str:
    names = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
    return names if param.is_flag else f"{names} {name_value(param)}"


def _explain(param: Any) -> str:
    """The sentences about an argument or an option."""
    if "--help" in param.opts:
        return say(words.THIS_HELP)
    told = [say(in_both(param.help or ""))]
    if param.min is not None:
        told.append(say(words.at_least(param.min)))
    if param.param_type_name == "option" and param.multiple:
        told.append(say(words.REPEATABLE))
    if param.param_type_name == "option" and param.required:
        told.append(say(words.REQUIRED))
    if param.envvar:
        told.append(say(words.or_variable(str(param.envvar))))
    held = param.default.value if isinstance(param.default, Enum) else param.default
    if param.show_default and held not in (None, "", False):
        told.append(say(words.default(str(held))))
    return " ".join(filter(None, told))


def _arguments(command: Any) -> list[Any]:
    return [param for param in command.params if param.param_type_name == "argument"]


def _options(command: Any, context: Any) -> Iterator[Any]:
    return (p for p in command.get_params(context) if p.param_type_name == "option" and not p.hidden)


def _section(title: Bilingual, lines: Sequence[str]) -> str:
    heading = f"{say(title)}:"
    return "\n".join((typer.style(heading, bold=True) if shows_colour(sys.stdout) else heading, *lines))


def _list(title: Bilingual, rows: Sequence[tuple[str, str]], width: int) -> str:
    """Names with their explanations beside them; '' if there are none."""
    if not rows:
        return ""
    column = 4 + max((len(name) for name, _ in rows if len(name) <= WIDEST_NAME), default=WIDEST_NAME)
    lines = []
    for name, told in rows:
        beside = f"  {name:<{column - 4}}  "
        lines.append(_fill(told, width, beside) if len(beside) <= column else f"  {name}\n{_fill(told, width, ' ' * column)}")
    return _section(title, lines)


def _fill(text: str, width: int, begin: str = "") -> str:
    """The text in lines, the first behind `begin`, the others below it; names such as ha-noi/thuong-tin stay whole."""
    below = " " * len(begin)
    return (
        TextWrapper(width, initial_indent=begin, subsequent_indent=below, break_on_hyphens=False, break_long_words=False)
        .fill(text or " ")
        .rstrip()
    )
