"""The application: its name, its help, its language."""

import gc

import typer

# Records are trees that nobody changes: looking for cycles among them took a third of the time of a build.
gc.set_threshold(200_000, 20, 20)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _stay_a_group() -> None:
    """Niêm yết thủ tục hành chính cấp xã: kiểm tra các bản ghi và tạo trang công khai."""
    # With one command only, which is all that `run` loads, the application would take the command's name for an argument.
