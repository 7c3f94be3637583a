"""The command `publish`: the built site to a folder, an S3-compatible store or another machine, or back to the release before."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.application import app
from niemyet.cli.language import say
from niemyet.cli.publishing_access import open_target
from niemyet.cli.publishing_place import take_place
from niemyet.cli.publishing_setting import need_destination, read_destination
from niemyet.cli.terminal import Root, find_root, format_refusal, show_progress, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.external.websub import find_hub, list_topics, tell_hub
from niemyet.model.kinds import TOP_FOLDERS
from niemyet.publish.addresses import Address, AddressError, FolderAddress, S3Address, SftpAddress, read_address
from niemyet.publish.compressing import ENDINGS, with_siblings
from niemyet.publish.publishing import Bringing, Published, foresee, publish
from niemyet.publish.refusals import TargetError
from niemyet.publish.site_files import NotWholeError, read_file, read_site
from niemyet.publish.staging import StagingError, lock_site
from niemyet.publish.summary import count_in_words, describe_summary, sum_up
from niemyet.publish.target import Claimant, Target


@app.command(
    "publish",
    epilog="""
    niemyet publish
    niemyet publish /srv/www/niemyet --dry-run
    niemyet publish s3://kho/trang --endpoint https://s3.example
    niemyet publish sftp://dang@may.example/srv/www/niemyet
    niemyet publish /srv/www/niemyet --rollback
    """,
)
def publish_(
    target: Annotated[
        str,
        typer.Argument(
            metavar="NƠI ĐẾN",
            envvar="NIEMYET_TARGET",
            help="Thư mục, s3://kho/thư-mục hoặc sftp://tên@máy/thư-mục. Bỏ trống thì theo mục publish của mkdocs.yml.",
            show_default=False,
        ),
    ] = "",
    site_dir: Annotated[
        Path | None, typer.Option("--site-dir", help="Thư mục trang đã tạo. Mặc định: site, cạnh mkdocs.yml.", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ nêu những gì sẽ gửi và xóa, không gửi gì.")] = False,
    rollback: Annotated[bool, typer.Option("--rollback", help="Đưa nơi đến trở lại bản trước bản đang công bố.")] = False,
    compress: Annotated[bool, typer.Option("--compress", help="Gửi kèm bản nén (.gz, .br) của mỗi tệp chữ.")] = False,
    adopt: Annotated[
        bool,
        typer.Option("--adopt", help="Nơi đến đang có tệp khác thì vẫn đưa vào: tệp trùng tên bị thay, tệp khác giữ nguyên."),
    ] = False,
    in_place: Annotated[bool, typer.Option("--in-place", help="Thư mục: thay từng tệp, không thay cả thư mục một lúc.")] = False,
    take_over: Annotated[bool, typer.Option("--take-over", help="Làm thay một lần đưa lên chắc chắn đã dừng.")] = False,
    endpoint: Annotated[
        str, typer.Option("--endpoint", metavar="ĐỊA CHỈ", help="S3: địa chỉ của kho, nếu không phải AWS.", show_default=False)
    ] = "",
    host_key: Annotated[
        str,
        typer.Option(
            "--host-key", metavar="KHÓA", help="SFTP: khóa của máy ấy, ví dụ SHA256:…, nếu chưa biết máy.", show_default=False
        ),
    ] = "",
    where: Annotated[
        bool, typer.Option("--where", help="Chỉ in nơi đến ghi ở mục publish của mkdocs.yml; không ghi thì không in gì.")
    ] = False,
    root: Root = None,
) -> None:
    """Đưa trang đã tạo lên nơi công bố: chỉ gửi phần khác với lần trước, trang nào cũng nguyên vẹn trong lúc gửi.

    Khóa và mật khẩu chỉ lấy từ biến môi trường, ssh-agent và tệp của tài khoản, không ghi trên dòng lệnh.
    """
    if where:
        known = read_destination(root)
        typer.echo(known.target if known else "", nl=known is not None)
        return
    if not target:
        known = need_destination(root)
        target, in_place = known.target, in_place or known.in_place
        endpoint, host_key = endpoint or known.endpoint, host_key or known.host_key
        compress = compress or (known.compress and not rollback)
    address = _read_address(target)
    _refuse_useless(
        {
            "--endpoint": bool(endpoint) and not isinstance(address, S3Address),
            "--host-key": bool(host_key) and not isinstance(address, SftpAddress),
            "--in-place": in_place and not isinstance(address, FolderAddress),
            "--compress": compress and rollback,
            "--adopt": adopt and rollback,
        }
    )
    site = _find_site(site_dir, root, needed=not rollback)
    if isinstance(address, FolderAddress):
        _refuse_own(address.folder, site, root)
    began = time.monotonic()
    with _says_why():
        bringing = None if rollback else _read_site(site or Path(), compress, adopt)
        opened = open_target(address, endpoint, host_key, in_place)
        try:
            if dry_run:
                _tell_foreseen(opened, foresee(opened, bringing))
                return
            with take_place(site, opened.name) as token, show_progress() as progress:
                claimant = Claimant(token, lambda: datetime.now(UTC), take_over)
                label = say(Bilingual("Đưa lên", "Publishing"))
                done = publish(opened, bringing, claimant, lambda count, total: progress(label, count, total))
            _tell(opened, done, rollback, time.monotonic() - began)
            _tell_hub(site, done)
        finally:
            opened.close()


def _refuse_useless(options: Mapping[str, bool]) -> None:
    for option, is_useless in options.items():
        if is_useless:
            vi = f"{option} không dùng được với nơi đến và việc này; bỏ nó đi"
            stop(Bilingual(vi, f"{option} does not go with this target and this work; leave it out"), status=2)


def _read_address(target: str) -> Address:
    try:
        return read_address(target)
    except AddressError as error:
        stop(error.said, status=2)


def _find_site(site_dir: Path | None, root: Path | None, needed: bool) -> Path | None:
    """The built site; None if it is not needed and no project is there."""
    if site_dir is not None:
        return site_dir.resolve()
    if not needed and root is None and not any((folder / "mkdocs.yml").is_file() for folder in (Path.cwd(), *Path.cwd().parents)):
        return None
    return (find_root(root) / "site").resolve()  # of a link, lock and cache lie beside the folder behind it


def _refuse_own(folder: Path, site: Path | None, root: Path | None) -> None:
    """Ends the command if the folder holds, or is in, what the site is made of."""
    real = folder.resolve()
    own = [site.resolve()] if site else []
    project = root.resolve() if root else site.resolve().parent if site else None
    if project and (project / "mkdocs.yml").is_file():
        own += [(project / name).resolve() for name in (*TOP_FOLDERS, "theme")]
        if real == project or real in project.parents:
            own.append(real)
    if any(real == one or real in one.parents or one in real.parents for one in own):
        vi = f"không đưa trang vào {folder}: đó là trang đã tạo, danh mục hoặc thư mục chứa chúng; chọn thư mục khác"
        stop(Bilingual(vi, f"{folder} is the built site, the records, or a folder around them; choose another one"), status=2)


def _read_site(site: Path, compress: bool, adopt: bool) -> Bringing:
    """The site with the digests of its files. While they are read, no build changes them."""
    with _no_build(site):
        release = read_site(site)
    return Bringing(with_siblings(release, ENDINGS if compress else ()), partial(read_file, site), adopt)


@contextmanager
def _no_build(site: Path) -> Iterator[None]:
    if not os.access(site.absolute().parent, os.W_OK):  # then no build can change it either
        yield
        return
    with lock_site(site.absolute()):
        yield


@contextmanager
def _says_why() -> Iterator[None]:
    """Ends the command on every expected failure, with one line."""
    try:
        yield
    except (TargetError, NotWholeError) as error:
        stop(Bilingual(show(error.said.vi), show(error.said.en)))
    except StagingError as error:
        stop(Bilingual(f"chưa đọc được trang {error.filename}: {error.said.vi}", f"{error.filename}: {error.said.en}"))
    except OSError as error:
        if error.filename is None:  # a bug
            raise
        why = format_refusal(error)
        stop(
            Bilingual(f"chưa đọc được trang, {error.filename}: {why.vi}", f"the site cannot be read, {error.filename}: {why.en}")
        )
    except KeyboardInterrupt:
        vi = "đã dừng giữa chừng; chạy lại lệnh này để làm tiếp, hoặc thêm --rollback để bỏ phần gửi dở"
        stop(Bilingual(vi, "stopped; run this again to go on, or add --rollback to give up what was sent"))


def _tell_foreseen(target: Target, foreseen: Published) -> None:
    if foreseen.intention.is_nothing:
        _tell_nothing(target)
        return
    typer.echo(say(Bilingual(f"Chạy thử, chưa gửi gì. Tại {target.name} sẽ có:", f"Dry run, nothing sent. At {target.name}:")))
    for line in describe_summary(sum_up(foreseen.intention)):
        typer.echo(f"  {show(say(line))}")
    typer.echo(f"  {say(_ALL_AT_ONCE if foreseen.at_once else _FILE_BY_FILE)}")


def _tell_nothing(target: Target) -> None:
    vi = f"{target.name} đã đúng như trang này, không phải gửi gì."
    typer.echo(say(Bilingual(vi, f"{target.name} holds this very site; there is nothing to send.")))


_ALL_AT_ONCE = Bilingual(
    "thay cả thư mục trong một bước: người xem thấy trọn bản cũ hoặc trọn bản mới",
    "the folder is replaced in one step: readers see the old release or the new one as a whole",
)
_FILE_BY_FILE = Bilingual(
    "thay từng tệp: tệp phụ trước, rồi trang mới, trang sửa, dữ liệu tìm kiếm; xóa sau cùng",
    "file by file: assets first, then new pages, changed pages, search data; removals last",
)


def _tell_hub(site: Path | None, done: Published) -> None:
    """Tells the hub that the feeds name, if there is one, of the feeds that are new."""
    hub = find_hub(site) if site else None
    if hub is None:
        return
    summary = sum_up(done.intention)
    topics = list_topics(hub, (*summary.new, *summary.changed, *summary.restored))
    if topics and (why := tell_hub(hub, topics)):
        vi = f"trang đã đưa lên, nhưng chưa báo được cho trung tâm {hub.address}: {why}"
        en = f"the site is published, but the hub {hub.address} could not be told: {why}"
        typer.echo(show(f"{say(Bilingual('lưu ý', 'note'))}: {say(Bilingual(vi, en))}"), err=True)
    elif topics:
        vi = f"Đã báo cho trung tâm {hub.address}: {len(topics)} nguồn tin có bài mới."
        typer.echo(show(say(Bilingual(vi, f"The hub {hub.address} was told of {len(topics)} feeds with something new."))))


def _tell(target: Target, done: Published, rollback: bool, seconds: float) -> None:
    for note in target.notes():
        typer.echo(f"{say(Bilingual('lưu ý', 'note'))}: {say(note)}", err=True)
    if done.intention.is_nothing:
        _tell_nothing(target)
        return
    counts = count_in_words(sum_up(done.intention))
    vi = f"{target.name}: {counts.vi}, trong {f'{seconds:.1f}'.replace('.', ',')} giây"
    typer.echo(show(say(Bilingual(vi, f"{target.name}: {counts.en}, in {seconds:.1f} seconds"))))
    if done.intention.attempt.returns_to == "last":
        vi = "Đã bỏ phần gửi dở; nơi đến trở lại đúng bản đang công bố."
        typer.echo(say(Bilingual(vi, "What was sent is given up; the target holds the last whole release again.")))
    elif rollback:
        vi = "Bản vừa rời khỏi được giữ ở nơi đến; chạy lại lệnh này thì trở lại nó."
        typer.echo(say(Bilingual(vi, "The release that was left is kept at the target; this command once more brings it back.")))
    elif done.intention.found.manifest:
        vi = "Bản trước được giữ ở nơi đến cho tới lần đưa lên sau; quay về nó bằng chính lệnh này thêm --rollback."
        en = "The release before is kept at the target until the next one; this command with --rollback brings it back."
        typer.echo(say(Bilingual(vi, en)))
