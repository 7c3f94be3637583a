"""The application: its name, its help, its language."""

import typer

from niemyet.cli.command_group import CommandGroup

app = typer.Typer(
    cls=CommandGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _stay_a_group() -> None:
    """Niêm yết thủ tục hành chính cấp xã: kiểm tra các bản ghi và tạo trang công khai."""
    # With one command only, which is all that `run` loads, the application would take the command's name for an argument.
