"""The commands `schema`, `format` and `owners`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cache.placing import place_together
from niemyet.catalogue.communes import load_commune
from niemyet.catalogue.reference import read_reference
from niemyet.cli.application import app
from niemyet.cli.language import say
from niemyet.cli.proposing import say_what_is_left
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import Root, find_below, find_root, format_refusal, read_day, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.layout import look_at_layout
from niemyet.editing.owners import NoAccountError, write_owners
from niemyet.editing.schema import list_schemas
from niemyet.load.laying_over import find_catalogue
from niemyet.resolve.site import law_of_communes, resolve_reference


@app.command(
    epilog="""
    niemyet schema
    niemyet schema --out schemas
    """,
)
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
        place_together(folder, {folder / name: text.encode() for name, text in written.items()})
    except OSError as error:
        where, why = error.filename or folder, format_refusal(error)
        stop(Bilingual(f"không ghi được vào {where}: {why.vi}", f"{where} cannot be written: {why.en}"))
    typer.echo(say(Bilingual(f"Đã ghi {len(written)} tệp vào {folder}", f"{len(written)} files were written into {folder}")))


@app.command(
    "format",
    epilog="""
    niemyet format
    niemyet format catalogue/ha-noi/thuong-tin --check
    """,
)
def format_(
    path: Annotated[
        Path | None, typer.Argument(metavar="ĐƯỜNG DẪN", help="Chỉ xếp lại tệp hoặc thư mục này.", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Không ghi gì, chỉ nêu tệp nào chưa theo thứ tự.")] = False,
    root: Root = None,
) -> None:
    """Xếp các mục theo thứ tự chung và viết mã trong ngoặc kép; giữ chú thích, không đổi nội dung."""
    folder = find_root(root)
    below = find_below(folder, path)
    looked = dict(look_at_layout(folder, below))
    unsettled = {file: data for file, data in looked.items() if isinstance(data, bytes)}
    if not check:
        _replace(folder, {folder / file: data for file, data in unsettled.items()})
    for file in unsettled:
        typer.echo(file)
    unread = [file for file in looked if file not in unsettled]
    if unsettled and check:
        vi = f"{len(unsettled)} tệp chưa theo thứ tự chung; chạy 'niemyet format' để xếp lại."
        typer.echo(say(Bilingual(vi, f"{len(unsettled)} files are not in the common order; 'niemyet format' settles them.")))
    elif unsettled:
        typer.echo(say(Bilingual(f"{len(unsettled)} tệp đã được xếp lại.", f"{len(unsettled)} files were settled.")))
    elif not unread:
        typer.echo(say(Bilingual("Mọi tệp đã theo thứ tự chung.", "Every file is in the common order.")))
    if unread:
        named = ", ".join(unread)
        vi = f"không đọc được {len(unread)} tệp nên để nguyên, xem lỗi bằng 'niemyet check': {named}"
        stop(Bilingual(vi, f"{len(unread)} files cannot be read and stay; 'niemyet check' tells why: {named}"))
    raise typer.Exit(1 if check and unsettled else 0)


def _replace(folder: Path, contents: Mapping[Path, bytes]) -> None:
    try:
        place_together(folder, contents)
    except OSError as error:
        where, why, left = error.filename or folder, format_refusal(error), say_what_is_left(folder)
        vi = f"không ghi được {where}: {why.vi}; {left.vi}"
        stop(Bilingual(vi, f"{where} cannot be written: {why.en}; {left.en}"))


@app.command(
    epilog="""
    niemyet owners
    niemyet owners --check
    """,
)
def owners(
    check: Annotated[bool, typer.Option("--check", help="Không ghi gì, chỉ báo khi tệp không còn khớp.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="TỆP", help="Nơi ghi. Mặc định: .github/CODEOWNERS.", show_default=False),
    ] = None,
    root: Root = None,
) -> None:
    """Ghi CODEOWNERS: ai được mời duyệt khi tệp của tỉnh, của xã thay đổi."""
    folder, today = find_root(root), read_day("")
    reference, _ = read_reference(folder, find_catalogue(folder, find_reference(folder), ("catalogue",)), today)
    resolved = resolve_reference(reference, today)
    maintainers = {path: province.province.maintainers for path, province in reference.provinces.items()}
    for files in reference.communes:
        commune = load_commune(folder, files, law_of_communes(reference, resolved, files.province)).records.commune
        if commune is not None:
            maintainers[files.path] = commune.maintainers
    try:
        text = write_owners(maintainers)
    except NoAccountError as error:
        vi = f"'{error.value}' ở mục maintainers của {error.path} không phải là tài khoản; viết như @ten-tai-khoan"
        stop(Bilingual(vi, f"'{error.value}' in maintainers of {error.path} is no account; write it like @account"))
    target = out or folder / ".github" / "CODEOWNERS"
    if check:
        if not target.is_file() or target.read_text("utf-8") != text:
            vi = f"{target} không còn khớp với maintainers; chạy: niemyet owners"
            stop(Bilingual(vi, f"{target} no longer says what maintainers say; run: niemyet owners"))
        typer.echo(say(Bilingual(f"{target} khớp với maintainers.", f"{target} says what maintainers say.")))
        return
    _replace(folder, {target: text.encode()})
    typer.echo(say(Bilingual(f"Đã ghi {target}", f"{target} was written")))
