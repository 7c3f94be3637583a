"""Commands and groups whose help, option `--lang` and errors are in the language of the invocation."""

import os
import sys
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from niemyet.cli.help.page import format_help
from niemyet.cli.language import OPTION, VARIABLE, Lang, Language, UnknownLanguageError, find_language, say, speaking
from niemyet.cli.terminal import report_wrong_input
from niemyet.diagnostics.diagnostic import Bilingual

Function = TypeVar("Function", bound=Callable[..., Any])
WRONG_USAGE = 2
"""Exit status."""


class NoSuchCommandError(typer.BadParameter):
    """There is no command `name`; `near` are similar ones."""

    def __init__(self, name: str, near: list[str], context: Any) -> None:
        super().__init__(name, context)
        self.name, self.near = name, near


@cache
def _language_option() -> Any:
    """The option `--lang`, as Typer makes it."""
    made = typer.Typer(add_completion=False)

    @made.command()
    def _take(lang: Lang = Language.VI) -> None: ...

    [option] = typer.main.get_command(made).params
    option.expose_value = False
    return option


class _InBothLanguages:
    """For a Typer command: takes `--lang` besides its own options, and writes its help in that language."""

    def get_params(self: Any, ctx: Any) -> list[Any]:
        """Its own parameters, `--lang` unless it is among them, and `--help`."""
        own = self.params if any(OPTION in param.opts for param in self.params) else [*self.params, _language_option()]
        return [*own, self.get_help_option(ctx)]

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        """Its help, see help/page.py."""
        formatter.write(format_help(self, ctx, formatter.width))


class Command(_InBothLanguages, TyperCommand):
    """A single command."""


class CommandGroup(_InBothLanguages, TyperGroup):
    """A group of commands. Asked for none, it shows its help; an unknown one raises NoSuchCommandError."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Runs a command line, which is the first of `args`, in its language."""
        given = args[0] if args else settings.get("args")
        try:
            lang = find_language(sys.argv[1:] if given is None else given, os.environ)
        except UnknownLanguageError as error:
            vi = f"biến {VARIABLE} phải là vi hoặc en, không phải '{error}'"
            report_wrong_input(say(Bilingual(vi, f"{VARIABLE} must be vi or en, not '{error}'")))
            if settings.get("standalone_mode", True):
                sys.exit(WRONG_USAGE)
            return WRONG_USAGE
        with speaking(lang):
            return super().main(*args, **settings)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads what stands before the command's name."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            typer.echo(ctx.get_help())
            ctx.exit(WRONG_USAGE)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Returns name, command and remaining arguments; `args` begin with the name."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise NoSuchCommandError(args[0], get_close_matches(args[0], self.commands), ctx)
        return super().resolve_command(ctx, args)


class Application(typer.Typer):
    """What commands are added to: the program, or one of its groups."""

    def __init__(self, about: str, examples: str) -> None:
        super().__init__(
            cls=CommandGroup,
            help=about,
            epilog=examples,
            no_args_is_help=True,
            add_completion=False,
            pretty_exceptions_enable=False,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )

    def command(self, *args: Any, **settings: Any) -> Callable[[Function], Function]:
        """Adds a command: the docstring is its description, `epilog` its examples, one a line."""
        return super().command(*args, cls=Command, **settings)
