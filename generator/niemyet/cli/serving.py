"""The command `serve`: the site while it is edited, with what is wrong shown in the browser."""

import errno
import socket
import sys
from typing import Annotated

import typer

from niemyet.cli.application import app
from niemyet.cli.terminal import Root, find_root, read_day, stop
from niemyet.model.settings import SETTINGS_FILE

HOST, PORT = "127.0.0.1", 8000
LAST_PORT = 65_535
_TAKEN = (errno.EADDRINUSE, errno.EACCES)
"""EACCES is how Windows says it, and how systems refuse low numbers."""


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=LAST_PORT, metavar="SỐ", help="Cổng của máy này.")] = PORT,
    open_: Annotated[bool, typer.Option("--open", help="Mở trang trong trình duyệt.")] = False,
    root: Root = None,
) -> None:
    """Xem trang ngay trên máy này trong khi sửa: lưu tệp là trang đổi theo, còn lỗi thì trang nêu lỗi và cách sửa."""
    folder = find_root(root)
    if not (folder / SETTINGS_FILE).is_file():
        stop(f"không thấy {folder / SETTINGS_FILE}; trang cần tệp này để biết tên, địa chỉ và giao diện")
    from niemyet.mkdocs_plugin import serve as serve_site  # here, because it loads MkDocs, which is slow

    try:
        serve_site(folder / SETTINGS_FILE, HOST, port, lambda: read_day(""), _tell, open_)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except OSError as error:
        if error.errno not in _TAKEN or error.filename is not None:
            raise
        free = _find_free(port)
        stop(f"cổng {port} đang có chương trình khác dùng; chọn cổng khác, ví dụ: niemyet serve --port {free}")


def _tell(text: str) -> None:
    typer.echo(text)
    sys.stdout.flush()


def _find_free(port: int) -> int:
    """The next port that nobody uses."""
    for other in range(max(port, 1023) + 1, LAST_PORT):
        with socket.socket() as tried:
            try:
                tried.bind((HOST, other))
            except OSError:
                continue
            return other
    return PORT
