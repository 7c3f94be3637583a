"""The option `--lang`, and, for whoever has it, what speaks the language (`speech.py`)."""

from typing import Annotated

import typer

from niemyet.cli.speech import (
    OPTION,
    VARIABLE,
    Language,
    UnknownLanguageError,
    find_language,
    language,
    say,
    speaking,
)

__all__ = ["OPTION", "VARIABLE", "Lang", "Language", "UnknownLanguageError", "find_language", "language", "say", "speaking"]


def _as_spoken(_: Language) -> Language:
    return language()


Lang = Annotated[
    Language,
    typer.Option(
        OPTION,
        help=f"Ngôn ngữ của thông báo và lời hướng dẫn. Mặc định: biến {VARIABLE}, hoặc vi.",
        callback=_as_spoken,
        is_eager=True,
        show_default=False,
    ),
]
"""For a command that hands its language on; all others take the option too (help/commands.py)."""
