"""The command line: reads words, the clock and the terminal, calls the spine, prints. Nothing else knows of these.

Exit status: 0 clean, 1 errors in the records or the build, 2 a command that was not understood.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typer import Typer

MODULES = {
    "check": "records",
    "explain": "records",
    "build": "building",
    "merge": "building",
    "sheets": "sheets",
    "new": "drafts",
    "format": "editing",
    "schema": "editing",
    "owners": "editing",
    "diff": "differences",
    "report": "reporting",
    "answer": "answers",
    "import": "importing",
}
"""The module of each command."""


def run() -> None:
    """The command `niemyet`. Only the module of the command asked for is loaded: all of them take longer than most run."""
    words = sys.argv[1:]
    asked = next((word for word in words if word in MODULES), "")
    try:
        app = _load(MODULES[asked] if asked else "")
        sys.exit(import_module("niemyet.cli.usage_errors").run_and_answer(app, words))
    except KeyboardInterrupt:  # while the program was still loading
        sys.exit(130)


def _load(module: str) -> "Typer":
    """The application with the commands of one module; '' for all."""
    for name in [module] if module else dict.fromkeys(MODULES.values()):
        import_module(f"niemyet.cli.{name}")
    app: Typer = import_module("niemyet.cli.application").app
    return app


def __getattr__(name: str) -> Any:
    """`app` is the application with all its commands."""
    if name == "app":
        return _load("")
    raise AttributeError(name)
