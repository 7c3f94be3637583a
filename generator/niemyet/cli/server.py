"""The command `server`: the files that set up a web server for the site, with what the site already says filled in."""

import os
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cache.placing import place_together
from niemyet.cli.application import app
from niemyet.cli.language import Lang, Language, say
from niemyet.cli.terminal import Root, find_root, format_refusal, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.external.git import follows_another
from niemyet.publish.addresses import AddressError, FolderAddress, read_address
from niemyet.publish.built_site import UnfitSiteError, read_built_site
from niemyet.publish.server_files import (
    TAKES_MOVED,
    ServerWishes,
    UnfitValueError,
    read_moved,
    write_server_files,
)


class ServerKind(StrEnum):
    """What the site is served or kept up to date with."""

    NGINX = "nginx"
    CADDY = "caddy"
    APACHE = "apache"
    IIS = "iis"
    CONTAINER = "container"
    SYSTEMD = "systemd"
    RELAY = "relay"


TLS = (ServerKind.NGINX, ServerKind.CADDY)
"""The kinds whose files name the certificate."""
HEADERS = (ServerKind.NGINX, ServerKind.CADDY, ServerKind.APACHE, ServerKind.IIS, ServerKind.CONTAINER)
"""The kinds whose files say what the server sends with the pages."""


@app.command(
    epilog="""
    niemyet server nginx
    niemyet server caddy --hsts --out cau-hinh
    niemyet server systemd
    """
)
def server(
    kind: Annotated[
        ServerKind,
        typer.Argument(
            metavar="LOẠI",
            help="nginx, caddy, apache, iis, container: tệp cấu hình máy chủ. systemd: tạo lại trang mỗi ngày. "
            "relay: cầu đăng nhập GitHub cho biểu mẫu.",
            show_default=False,
        ),
    ],
    site_dir: Annotated[
        Path | None, typer.Option("--site-dir", help="Thư mục chứa trang. Mặc định: site, cạnh mkdocs.yml.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="THƯ MỤC", help="Nơi ghi tệp. Mặc định: may-chu/<loại>.", show_default=False),
    ] = None,
    certificate: Annotated[str, typer.Option("--certificate", metavar="TỆP", help="Chứng thư https, khi có sẵn.")] = "",
    key: Annotated[str, typer.Option("--key", metavar="TỆP", help="Khóa của chứng thư ấy.")] = "",
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="Cổng http, khi máy chủ khác đứng trước lo https.", show_default=False),
    ] = None,
    hsts: Annotated[
        bool, typer.Option("--hsts", help="Dặn trình duyệt một năm chỉ dùng https. Không rút lại ngay được.")
    ] = False,
    precompressed: Annotated[
        bool, typer.Option("--precompressed", help="Dùng các tệp .br, .gz mà 'niemyet publish' đã nén sẵn.")
    ] = False,
    moved: Annotated[
        Path | None,
        typer.Option("--moved", metavar="TỆP", help="Địa chỉ cũ và mới, mỗi dòng một cặp.", show_default=False),
    ] = None,
    publish_to: Annotated[
        str,
        typer.Option("--publish", metavar="NƠI ĐẾN", help="systemd: tạo xong thì đưa trang lên đó, như 'niemyet publish'."),
    ] = "",
    replace_files: Annotated[bool, typer.Option("--replace", help="Ghi đè tệp đã có.")] = False,
    root: Root = None,
    lang: Lang = Language.VI,
) -> None:
    """Ghi tệp cấu hình máy chủ cho trang này, đã điền sẵn địa chỉ, thư mục và chính sách của chính trang."""
    folder = find_root(root)
    _refuse_useless(kind, certificate or key, port, hsts, precompressed, moved, publish_to)
    if bool(certificate) != bool(key):
        stop(Bilingual("--certificate và --key đi cùng nhau", "--certificate and --key go together"), status=2)
    python = os.path.abspath(sys.executable) if kind is ServerKind.SYSTEMD else ""
    target = _read_target(publish_to)
    try:
        wishes = ServerWishes(
            port, hsts, precompressed, certificate, key, (), folder.as_posix(), python, follows_another(folder), target
        )
        texts = _write(kind, folder, site_dir, wishes, moved)
    except (UnfitSiteError, UnfitValueError) as error:
        stop(error.said)
    place = out or folder / "may-chu" / kind
    try:
        _place(texts, place, replace_files)
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không ghi được {error.filename}: {why.vi}", f"{error.filename} cannot be written: {why.en}"))
    for name in texts:
        typer.echo(
            say(Bilingual(f"đã ghi {place / name}; đầu tệp nói chép vào đâu", f"wrote {place / name}; its head says where to"))
        )
    if hsts:
        vi = "lưu ý: trong một năm, trình duyệt từng vào trang sẽ từ chối http; chứng thư hết hạn thì không ai vào được nữa"
        en = "note: for a year, browsers that have been here refuse http; once the certificate has expired, nobody gets in"
        typer.echo(say(Bilingual(vi, en)), err=True)


def _read_target(publish_to: str) -> str:
    """Where each run publishes; a folder by its whole path, since nobody knows where the run begins."""
    try:
        address = read_address(publish_to) if publish_to else None
    except AddressError as error:
        stop(error.said, status=2)
    return Path(os.path.abspath(address.folder)).as_posix() if isinstance(address, FolderAddress) else publish_to


def _refuse_useless(
    kind: ServerKind, tls: str, port: int | None, hsts: bool, precompressed: bool, moved: Path | None, publish_to: str
) -> None:
    """Ends the command where an option would be ignored."""
    given = {
        "--certificate": (bool(tls), kind in TLS and port is None),
        "--port": (port is not None, kind in TLS),
        "--hsts": (hsts, kind in HEADERS),
        "--precompressed": (precompressed, kind in (*TLS, ServerKind.CONTAINER)),
        "--moved": (moved is not None, kind in TAKES_MOVED),
        "--publish": (bool(publish_to), kind is ServerKind.SYSTEMD),
    }
    for option, (there, useful) in given.items():
        if there and not useful:
            stop(
                Bilingual(
                    f"{option} không có tác dụng với '{kind}' như thế này", f"{option} does nothing for '{kind}' like this"
                ),
                2,
            )


def _write(kind: str, folder: Path, site_dir: Path | None, wishes: ServerWishes, moved: Path | None) -> dict[str, str]:
    """The files of a server. Raises UnfitSiteError, UnfitValueError; ends the command if a file cannot be read."""
    place = Path(os.path.abspath(site_dir or folder / "site"))
    try:
        site = read_built_site(place)
        pairs = read_moved(moved.read_text("utf-8")) if moved else ()
    except (OSError, UnicodeDecodeError) as error:
        why = format_refusal(error) if isinstance(error, OSError) else Bilingual("không phải là chữ UTF-8", "it is no UTF-8 text")
        name = getattr(error, "filename", None) or moved
        stop(Bilingual(f"không đọc được {name}: {why.vi}", f"{name} cannot be read: {why.en}"))
    if wishes.hsts and site.address.scheme != "https":
        vi = f"--hsts cần site_url bắt đầu bằng https, mà trang ở {site.address}"
        stop(Bilingual(vi, f"--hsts needs a site_url that begins with https, and the site is at {site.address}"), status=2)
    return write_server_files(kind, site, replace(wishes, moved=pairs))


def _place(texts: dict[str, str], target: Path, replaces: bool) -> None:
    """Writes the files, but over no other text unless it `replaces`. Raises OSError."""
    for name, text in texts.items():
        file = target / name
        if not replaces and file.exists() and file.read_text("utf-8", "replace") != text:
            vi = f"{file} đã có và khác; xem lại rồi thêm --replace để ghi đè, hoặc chọn nơi khác bằng --out"
            stop(
                Bilingual(vi, f"{file} is there and differs; look at it, then add --replace, or choose another place with --out")
            )
    place_together(target, {target / name: text.encode() for name, text in texts.items()})
