"""schema, format, owners: what helps those who write records, without changing what a record says."""

from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.app import app
from niemyet.cli.terminal import Root, find_below, find_root, stop
from niemyet.editing.layout import find_unsettled
from niemyet.editing.schema import list_schemas


@app.command()
def schema(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="THƯ MỤC", help="Nơi ghi. Mặc định: schemas, cạnh mkdocs.yml.", show_default=False),
    ] = None,
    root: Root = None,
) -> None:
    """Ghi JSON Schema của mọi loại bản ghi, để trình soạn thảo gợi ý và báo lỗi ngay khi gõ."""
    folder = out or find_root(root) / "schemas"
    written = list_schemas()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in written.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        stop(f"không ghi được vào {error.filename}: {error.strerror}")
    typer.echo(f"Đã ghi {len(written)} tệp vào {folder}")


@app.command(name="format")
def format_(
    path: Annotated[
        Path | None, typer.Argument(metavar="[ĐƯỜNG DẪN]", help="Chỉ xếp lại tệp hoặc thư mục này.", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Không ghi gì, chỉ nêu tệp nào chưa theo thứ tự.")] = False,
    root: Root = None,
) -> None:
    """Xếp các mục theo thứ tự chung và viết mã trong ngoặc kép; giữ chú thích, không đổi nội dung."""
    folder = find_root(root)
    below = find_below(folder, path)
    unsettled = dict(find_unsettled(folder, below))
    for file, text in unsettled.items():
        if not check:
            (folder / file).write_bytes(text.encode())
        typer.echo(file)
    done = "chưa theo thứ tự chung; chạy 'niemyet format' để xếp lại" if check else "đã được xếp lại"
    typer.echo(f"{len(unsettled)} tệp {done}." if unsettled else "Mọi tệp đã theo thứ tự chung.")
    raise typer.Exit(1 if check and unsettled else 0)
