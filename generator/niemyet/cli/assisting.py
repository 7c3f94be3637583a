"""The command `assist`: answers for assistants, by the Model Context Protocol, from a built site."""

from pathlib import Path
from typing import Annotated

import typer

from niemyet.assist.published import NoDataError, PublishedData
from niemyet.cli.application import app
from niemyet.cli.built_data import find_built_site, stop_without_data, stop_without_library
from niemyet.cli.language import Lang, Language
from niemyet.cli.terminal import Root

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
    folder = find_built_site(site, root)
    try:
        data = PublishedData(folder)
    except NoDataError:
        stop_without_data(folder)
    try:
        from niemyet.assist.protocol import serve
    except ImportError:
        stop_without_library("mcp", "assist")
    serve(data, _OWN_MACHINE, port)
