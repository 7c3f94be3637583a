"""A group of commands in which an unknown name is an error with the name in it; Typer gives a sentence only."""

from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup


class NoSuchCommandError(typer.BadParameter):
    """There is no command `name`; `near` are those that look like it."""

    def __init__(self, name: str, near: list[str], context: Any) -> None:
        meant = f" Did you mean {', '.join(map(repr, near))}?" if near else ""
        super().__init__(f"No such command {name!r}.{meant}", context)
        self.name, self.near = name, near

    def format_message(self) -> str:
        """The sentence of the library."""
        return self.message


class CommandGroup(TyperGroup):
    """Raises NoSuchCommandError."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The name, the command and its words; `args` begin with the name."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise NoSuchCommandError(args[0], get_close_matches(args[0], self.commands), ctx)
        return super().resolve_command(ctx, args)
