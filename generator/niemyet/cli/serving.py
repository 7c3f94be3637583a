"""The command `serve`: the site while it is edited, with what is wrong shown in the browser."""

import socket
import sys
from typing import Annotated

import typer

from niemyet.cli.application import app
from niemyet.cli.language import say
from niemyet.cli.terminal import Root, find_root, read_day, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.settings import SETTINGS_FILE

HOST, PORT = "127.0.0.1", 8000
LAST_PORT = 65_535
FIRST_FREE = 1024
"""Lower ports are the system's."""


@app.command(
    epilog="""
    niemyet serve
    niemyet serve --port 8080 --open
    """,
)
def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=LAST_PORT, metavar="SỐ", help="Cổng của máy này.")] = PORT,
    open_: Annotated[bool, typer.Option("--open", help="Mở trang trong trình duyệt.")] = False,
    root: Root = None,
) -> None:
    """Xem trang ngay trên máy này trong khi sửa: lưu tệp là trang đổi theo, còn lỗi thì trang nêu lỗi và cách sửa."""
    folder = find_root(root)
    if not (folder / SETTINGS_FILE).is_file():
        vi = f"không thấy {folder / SETTINGS_FILE}; trang cần tệp này để biết tên, địa chỉ và giao diện"
        stop(Bilingual(vi, f"there is no {folder / SETTINGS_FILE}; it gives the site its name, its address and its looks"))
    if not _is_free(port):
        other = next((one for one in range(max(port + 1, FIRST_FREE), LAST_PORT) if _is_free(one)), PORT)
        vi = f"cổng {port} không dùng được, có lẽ chương trình khác đang dùng; chọn cổng khác: niemyet serve --port {other}"
        stop(
            Bilingual(vi, f"port {port} cannot be used, maybe another program has it; take another: niemyet serve --port {other}")
        )
    from niemyet.mkdocs_plugin import serve as serve_site  # here, because they load MkDocs, which is slow
    from niemyet.serving import Words

    try:
        serve_site(folder / SETTINGS_FILE, HOST, port, lambda: read_day(""), Words(say, _write), open_)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _write(text: str) -> None:
    typer.echo(text)
    sys.stdout.flush()


def _is_free(port: int) -> bool:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True
