"""The help of the program itself, from program.json: whoever asks for it waits for no library.

`tests/test_help.py` holds that the file says what the commands say; `python tests/test_help.py` writes it anew.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from niemyet.cli.help.layout import HelpPage, format_page
from niemyet.cli.speech import UnknownLanguageError, find_language, speaking

FILE = Path(__file__).with_name("program.json")
_WIDEST, _NARROWEST, _MARGIN = 100, 50, 2
"""Letters of a line, as Typer counts them for every other help."""
_WRONG_USAGE = 2


def read_page(lang: str) -> HelpPage:
    """What stands in the help, in a language."""
    return HelpPage(**json.loads(FILE.read_text("utf-8"))[lang])


def tell_program(words: list[str]) -> int | None:
    """Answers a command line that asks for the help of the program, or for nothing: the exit status; None for any other."""
    if words not in ([], ["--help"], ["-h"]):
        return None
    try:
        lang = find_language(words, os.environ)
    except UnknownLanguageError:
        return None
    width = max(min(shutil.get_terminal_size().columns, _WIDEST) - _MARGIN, _NARROWEST)
    with speaking(lang):
        page = format_page(read_page(lang), width, shows_colour())
    try:
        print(page, flush=True)
    except BrokenPipeError:  # whoever reads it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0 if words else _WRONG_USAGE


def shows_colour() -> bool:
    """Whether to colour: the output is a terminal that knows colours, and NO_COLOR is not set (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
