"""The command line: the only package that reads arguments, the clock, the environment and the terminal.

Exit status: 0 success, 1 errors in the records or the build, 2 wrong usage.
"""

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from niemyet.system import settle_streams

if TYPE_CHECKING:
    from typer import Typer

MODULES = {
    "init": "beginning",
    "check": "records",
    "explain": "records",
    "build": "building",
    "merge": "building",
    "serve": "serving",
    "publish": "publishing",
    "sheets": "sheets",
    "new": "drafts posting_drafts document_drafts bulk_drafts provincial_lists oversight_drafts",
    "format": "editing",
    "schema": "editing",
    "owners": "editing",
    "diff": "differences",
    "preview": "previewing",
    "previews": "previewing_open",
    "report": "reporting",
    "doctor": "doctor",
    "confirm": "confirming",
    "repost": "confirming",
    "table": "tables",
    "answer": "answers",
    "import": "importing",
    "doubts": "doubts",
    "assist": "assisting",
    "sql": "querying",
    "server": "server",
    "licences": "licences",
    "migrate": "migrating",
    "rating": "rating",
    "completion": "completing",
}
"""Command → its module, or the several that its commands are in."""
_CONTENTS = "help.contents"
"""Has the names of all commands and what they do: enough for whoever names none."""


def run() -> None:
    """The entry point of `niemyet`. Loads only the module of the command: loading all takes longer than most commands."""
    settle_streams()
    # Records are immutable trees; searching them for cycles took a third of a build's time.
    gc.set_threshold(200_000, 20, 20)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them reads the metadata of every library there is
    words = sys.argv[1:]
    if (status := import_module("niemyet.cli.help.program").tell_program(words)) is not None:
        sys.exit(status)
    if words[:1] == ["check"] and (status := import_module("niemyet.cli.told_checks").tell_again(words)) is not None:
        sys.exit(status)
    asked = next((word for word in words if word in MODULES), "")
    try:
        app = load_commands("application" if words == ["--version"] else MODULES.get(asked, _CONTENTS))
        sys.exit(import_module("niemyet.cli.help.usage_errors").run_and_answer(app, words))
    except KeyboardInterrupt:  # while modules are still being loaded
        sys.exit(130)


def load_commands(modules: str) -> "Typer":
    """The application with the commands of these modules, or of all if there are none."""
    for name in dict.fromkeys((modules or " ".join(MODULES.values())).split()):
        import_module(f"niemyet.cli.{name}")
    app: Typer = import_module("niemyet.cli.application").app
    return app


def __getattr__(name: str) -> Any:
    """Loads `app`, the application with all commands, on first access."""
    if name == "app":
        return load_commands("")
    raise AttributeError(name)
