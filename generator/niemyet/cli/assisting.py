"""The command `assist`: answers for assistants, by the Model Context Protocol, from a built site."""

from pathlib import Path
from typing import Annotated

import typer

from niemyet.assist.published import NoDataError, PublishedData
from niemyet.cli.application import app
from niemyet.cli.language import Lang, Language
from niemyet.cli.terminal import Root, find_root, stop
from niemyet.diagnostics.diagnostic import Bilingual

_OWN_MACHINE = "127.0.0.1"


@app.command(
    epilog="""
    niemyet assist
    niemyet assist /srv/www/niemyet --port 8765
    """
)
def assist(
    site: Annotated[
        Path | None,
        typer.Argument(metavar="TRANG", help="Thư mục của trang đã tạo. Mặc định: site, cạnh mkdocs.yml.", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=1,
            max=65535,
            metavar="CỔNG",
            help="Trả lời qua HTTP tại cổng này của máy (đường dẫn /mcp). Mặc định: qua đầu vào, đầu ra chuẩn.",
            show_default=False,
        ),
    ] = None,
    lang: Lang = Language.VI,
    root: Root = None,
) -> None:
    """Trả lời trợ lý ảo (giao thức MCP) từ dữ liệu mở của trang: tìm thủ tục, trả lời theo trường hợp, kiểm tra tờ, thay đổi."""
    folder = site if site is not None else find_root(root) / "site"
    try:
        data = PublishedData(folder)
    except NoDataError as error:
        vi = f"{error} không có dữ liệu mở; ghi 'open_data: true' dưới niemyet trong mkdocs.yml rồi chạy 'niemyet build'"
        en = f"{error} holds no open data; write 'open_data: true' below niemyet in mkdocs.yml, then run 'niemyet build'"
        stop(Bilingual(vi, en))
    try:
        from niemyet.assist.protocol import serve
    except ImportError:
        vi = "thiếu thư viện mcp; cài bằng: pip install 'niemyet[assist]'"
        stop(Bilingual(vi, "the library mcp is missing; install it with: pip install 'niemyet[assist]'"))
    serve(data, _OWN_MACHINE, port)
