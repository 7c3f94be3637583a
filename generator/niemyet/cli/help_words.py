"""The words that Typer itself adds to the help of a command, in Vietnamese."""

from typing import Any

_TITLES = {
    "ARGUMENTS_PANEL_TITLE": "Phải ghi",
    "OPTIONS_PANEL_TITLE": "Tùy chọn",
    "COMMANDS_PANEL_TITLE": "Các lệnh",
    "DEFAULT_STRING": "[mặc định: {}]",
    "REQUIRED_LONG_STRING": "[bắt buộc]",
}
HELP_NAMES = frozenset({"--help", "-h"})


def put_help_into_vietnamese(command: Any, context: Any) -> None:
    """For the help of `command`, which is about to be shown; `context` is its own or that of its group."""
    from typer import rich_utils  # here, because it is slow to load

    for name, words in _TITLES.items():
        setattr(rich_utils, name, words)
    if (option := command.get_help_option(context)) is not None:
        option.help = "Hiện lời hướng dẫn này."
