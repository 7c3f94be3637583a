"""What each command does, from contents.toml, for the help of the program: loading all commands takes ten times as long.

Importing it adds commands of these names to the application that do nothing: it is loaded where no command is named.
`tests/test_help.py` holds that the file says what the commands say; `python tests/test_help.py` writes it anew.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from niemyet.cli.application import app

FILE = files(__package__).joinpath("contents.toml")


def read_contents() -> Mapping[str, str]:
    """Name of a command → what it does, in the order of the help."""
    return tomllib.loads(FILE.read_text("utf-8"))


def _stand_in() -> None:
    raise AssertionError("a command that is named is loaded")


for _name, _told in read_contents().items():
    app.command(_name, help=_told)(_stand_in)
