"""A command group whose error for an unknown command carries the name; Typer's has a sentence only."""

from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup

from niemyet.cli.help_words import HELP_NAMES, put_help_into_vietnamese


class NoSuchCommandError(typer.BadParameter):
    """There is no command `name`; `near` are similar ones."""

    def __init__(self, name: str, near: list[str], context: Any) -> None:
        meant = f" Did you mean {', '.join(map(repr, near))}?" if near else ""
        super().__init__(f"No such command {name!r}.{meant}", context)
        self.name, self.near = name, near

    def format_message(self) -> str:
        """Typer's own sentence."""
        return self.message


class CommandGroup(TyperGroup):
    """A TyperGroup that raises NoSuchCommandError."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Returns name, command and remaining arguments; `args` begin with the name."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise NoSuchCommandError(args[0], get_close_matches(args[0], self.commands), ctx)
        found = super().resolve_command(ctx, args)
        if HELP_NAMES & {*args}:
            put_help_into_vietnamese(found[1], ctx)
        return found

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The group's own help."""
        put_help_into_vietnamese(self, ctx)
        super().format_help(ctx, formatter)
