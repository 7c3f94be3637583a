"""The Typer application to which the modules add their commands."""

from importlib.metadata import version
from typing import Annotated

import typer

from niemyet.cli.command_group import CommandGroup

app = typer.Typer(
    cls=CommandGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"niemyet {version('niemyet')}")
        raise typer.Exit


@app.callback()
def _stay_a_group(
    _: Annotated[
        bool, typer.Option("--version", help="Phiên bản của chương trình.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Niêm yết thủ tục hành chính cấp xã: kiểm tra các bản ghi và tạo trang công khai."""
    # With a single command, as loaded by `run`, Typer would take the command's name for an argument.
