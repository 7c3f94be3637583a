"""The Typer application to which the modules add their commands."""

from niemyet.cli.help.commands import Application

app = Application(
    "Niêm yết thủ tục hành chính cấp xã: kiểm tra các bản ghi và tạo trang công khai.",
    examples="""
    niemyet check
    niemyet build
    niemyet new posting --commune ha-noi/thuong-tin
    niemyet explain bad-date
    """,
)


@app.callback()
def _stay_a_group() -> None:
    """With a single command, as loaded by `run`, Typer would take the command's name for an argument."""
