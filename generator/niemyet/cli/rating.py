"""The commands `rating serve` and `rating counts`: a receiver of ratings beside a site, and its counts by commune and month."""

import csv
import io
import time
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from niemyet.cli.application import app
from niemyet.cli.help.commands import Application
from niemyet.cli.language import say
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.staged_output import write_output
from niemyet.cli.terminal import AsOf, Root, find_root, format_refusal, read_day, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.kinds import path_of
from niemyet.model.ratings import COLUMNS
from niemyet.rating.receiver import Limit, Receiver
from niemyet.rating.serving import open_server
from niemyet.rating.store import Store, StoreError

rating = Application(
    "Nhận và đếm câu trả lời “Thông tin này có ích không?”, không ghi ai trả lời.",
    examples="""
    niemyet rating serve --store /var/lib/niemyet/danh-gia.csv --site /srv/www/niemyet --site-url https://tinh.example/
    niemyet rating counts ha-noi --store /var/lib/niemyet/danh-gia.csv
    """,
)
app.add_typer(rating, name="rating")
_HOST, _PORT, _LAST_PORT = "127.0.0.1", 8767, 65_535
_MINUTE = 60

StoreFile = Annotated[Path, typer.Option("--store", metavar="TỆP", help="Tệp đếm (CSV) của nơi nhận; chưa có thì được tạo.")]


@rating.command(
    "serve",
    epilog="""
    niemyet rating serve --store /var/lib/niemyet/danh-gia.csv --site /srv/www/niemyet --site-url https://tinh.example/
    """,
)
def serve(
    store: StoreFile,
    site: Annotated[
        Path, typer.Option("--site", metavar="THƯ MỤC", help="Thư mục của trang đã đăng: chỉ trang có ở đó mới được đếm.")
    ],
    site_url: Annotated[
        str, typer.Option("--site-url", metavar="ĐỊA CHỈ", help="Địa chỉ của trang: chỉ nhận biểu mẫu gửi từ đó.")
    ],
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=_LAST_PORT, metavar="SỐ", help="Cổng của máy này.")] = _PORT,
) -> None:
    """Nhận đánh giá trên máy này, sau máy chủ web: chỉ đếm có ích hay chưa, theo trang và theo tháng."""
    parts = urlsplit(site_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or not site_url.endswith("/"):
        vi = f"--site-url '{site_url}' không phải địa chỉ của một trang; viết như https://tinh.example/, có dấu / ở cuối"
        stop(Bilingual(vi, f"--site-url '{site_url}' is no address of a site; write https://tinh.example/, with / at the end"), 2)
    if not (site / "index.html").is_file():
        vi = f"{site} không có trang nào; ghi thư mục mà 'niemyet build' đã tạo"
        stop(Bilingual(vi, f"there is no site in {site}; name the folder that 'niemyet build' has made"), status=2)
    counts = _open_store(store)
    try:
        counts.hold()
    except BlockingIOError:
        stop(Bilingual(f"một nơi nhận khác đang dùng {store}", f"another receiver has {store} open"))
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không ghi được cạnh {store}: {why.vi}", f"nothing can be written beside {store}: {why.en}"))
    limit = Limit(lambda: int(time.monotonic() // _MINUTE))
    receiver = Receiver(counts, site_url, lambda page: (site / page / "index.html").is_file(), lambda: read_day(""), limit)
    try:
        server = open_server(receiver, _HOST, port)
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không mở được cổng {port}: {why.vi}", f"port {port} cannot be opened: {why.en}"))
    typer.echo(say(Bilingual(f"Nhận đánh giá tại http://{_HOST}:{port}/", f"Receiving ratings at http://{_HOST}:{port}/")))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    finally:
        server.server_close()


@rating.command(
    "counts",
    epilog="""
    niemyet rating counts ha-noi --store /var/lib/niemyet/danh-gia.csv
    niemyet rating counts ha-noi --store danh-gia.csv --out -
    """,
)
def counts(
    province: Annotated[str, typer.Argument(metavar="TỈNH", help="Tỉnh, ví dụ ha-noi.")],
    store: StoreFile,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar="TỆP",
            help="Nơi ghi, - là màn hình. Mặc định: ratings.csv của tỉnh trong danh mục.",
            show_default=False,
        ),
    ] = "",
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Ghi số lượt đánh giá của các xã trong tỉnh, theo tháng đã hết, để công bố."""
    if not store.is_file():
        stop(Bilingual(f"không thấy {store}", f"there is no {store}"), status=2)
    folder = folder_of_province(province)
    last = read_day(as_of).replace(day=1) - timedelta(days=1)
    listed = _open_store(store).by_commune(folder, f"{last:%Y-%m}")
    if not out:  # a commune that was renamed or merged has counts still, and no record that they could stand beside
        here = (find_root(root) / path_of("ratings", folder)).parent
        listed = {commune: months for commune, months in listed.items() if (here / commune / "commune.yaml").is_file()}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((one.month, commune, one.helpful, one.unhelpful) for commune, months in listed.items() for one in months)
    if out == "-":
        typer.echo(text.getvalue(), nl=False)
        return
    target = Path(out) if out else find_root(root) / path_of("ratings", folder)
    if not target.parent.is_dir():
        stop(Bilingual(f"không có thư mục {target.parent}", f"there is no folder {target.parent}"), status=2)
    try:
        write_output(target, text.getvalue().encode())
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không ghi được {target}: {why.vi}", f"{target} cannot be written: {why.en}"))
    months = sum(map(len, listed.values()))
    vi = f"{target}: {months} dòng của {len(listed)} xã, đến hết tháng {last:%m/%Y}"
    typer.echo(say(Bilingual(vi, f"{target}: {months} lines of {len(listed)} communes, up to {last:%Y-%m}")))


def _open_store(path: Path) -> Store:
    try:
        return Store(path)
    except StoreError as error:
        place = f"{path}:{error.line}" if error.line else str(path)
        vi = f"{place} không phải tệp đếm của nơi nhận; khôi phục từ bản sao lưu, hoặc đổi tên tệp ấy để bắt đầu lại"
        stop(Bilingual(vi, f"{place} is no file of counts; restore it from a backup, or rename it to begin anew"))
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không đọc được {path}: {why.vi}", f"{path} cannot be read: {why.en}"))
