"""The help of a command as text, in the language of the invocation: usage, what it does, examples, what it takes.

A command's docstring is its description, its epilog its examples, one command a line. Takes Typer's commands.
"""

import inspect
import sys
from collections.abc import Iterator
from enum import Enum
from typing import Any

from typer.core import TyperGroup

from niemyet.cli.help import words
from niemyet.cli.help.english import in_both
from niemyet.cli.help.layout import HelpPage, format_page
from niemyet.cli.language import say
from niemyet.cli.terminal import shows_colour


def format_help(command: Any, context: Any, width: int) -> str:
    """The whole help of `command`, in lines of at most `width` letters where words allow it."""
    return format_page(describe_page(command, context), width, shows_colour(sys.stdout))


def describe_page(command: Any, context: Any) -> HelpPage:
    """What stands in the help of `command`, in the language of the invocation."""
    group = isinstance(command, TyperGroup)
    pieces = [say(words.OPTIONS_METAVAR), *map(name_value, _arguments(command)), *([say(words.COMMAND_METAVAR)] if group else [])]
    return HelpPage(
        f"{say(words.USAGE)}{context.command_path}",
        " ".join(pieces),
        describe(command),
        list_examples(command),
        [[name_value(one), _explain(one)] for one in _arguments(command)],
        [[name, describe(one)] for name, one in command.commands.items()] if group else [],
        [[_name_option(one), _explain(one)] for one in _options(command, context)],
    )


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
