"""The Typer application to which the modules add their commands."""

from importlib.metadata import version
from typing import Annotated

import typer

from niemyet.cli.help.commands import Application

app = Application(
    "Niêm yết thủ tục hành chính cấp xã: kiểm tra các bản ghi và tạo trang công khai.",
    examples="""
    niemyet init thu-tuc
    niemyet check
    niemyet build
    niemyet new posting --commune ha-noi/thuong-tin
    """,
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
    """With a single command, as loaded by `run`, Typer would take the command's name for an argument."""
