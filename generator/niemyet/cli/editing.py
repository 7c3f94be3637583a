"""schema, format, owners: what helps those who write records, without changing what a record says."""

from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.app import app
from niemyet.cli.terminal import Root, find_root, stop
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
