"""Folders, S3 and SFTP as targets of publishing: real servers on this machine, cut off at every change."""

import errno
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import obstore
import pytest
from obstore.store import S3Store

from memory_target import CutError, Site, release_of, without_siblings
from niemyet.publish import swapped_folder
from niemyet.publish.compressing import with_siblings
from niemyet.publish.publishing import Bringing, Published, publish
from niemyet.publish.refusals import BusyError, TargetError
from niemyet.publish.releases import MANIFEST, OWN_FOLDER
from niemyet.publish.target import Claimant, Target
from niemyet.publish.targets.folder import Folder
from niemyet.publish.targets.s3 import S3
from niemyet.publish.targets.sftp import Sftp
from niemyet.system import exchange_folders
from publish_servers import Line, S3Server, SftpServer, run_s3, run_sftp

if TYPE_CHECKING:
    from obstore.store import S3Config  # a type only

OLD = {
    "assets/a.js": b"old script",
    "index.html": b"old home",
    "ha-noi/index.html": b"a province",
    "sitemap.xml": b"<old/>",
}
NEW = {
    "assets/a.js": b"old script",
    "assets/anh.png": b"picture",
    "index.html": b"new home",
    "hue/index.html": b"another",
    "sitemap.xml": b"<new/>",
}
KEY: "S3Config" = {"access_key_id": "key", "secret_access_key": "secret", "region": "us-east-1"}
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
US = Claimant("us", lambda: NOON)


def bring(target: Target, site: Site, endings: tuple[str, ...] = (), adopts: bool = False, who: Claimant = US) -> Published:
    release = with_siblings(release_of(site), endings)
    return publish(target, Bringing(release, lambda path, _: site[path], adopts), who, lambda done, total: None)


def go_back(target: Target) -> Published:
    return publish(target, None, US, lambda done, total: None)


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    with run_s3() as server:
        yield server


@pytest.fixture(scope="module")
def sftp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SftpServer]:
    with run_sftp(tmp_path_factory.mktemp("machine")) as server:
        yield server


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder but ours about them."""
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {path: data for path, data in files.items() if not path.startswith(OWN_FOLDER)}


def test_a_folder_is_swapped_as_a_whole_and_back(tmp_path: Path) -> None:
    """The link that leads to it stays, unchanged files stay the same files, and the release before lies beside it."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "www").symlink_to(tmp_path / "disk" / "site")
    target = Folder(tmp_path / "www")
    assert bring(target, OLD).at_once
    assert tree(tmp_path / "www") == OLD
    kept = (tmp_path / "www/assets/a.js").stat()
    assert bring(target, NEW, ("gz",)).at_once
    assert without_siblings(tree(tmp_path / "www")) == NEW
    assert (tmp_path / "www/assets/a.js").stat().st_ino == kept.st_ino
    assert tree(tmp_path / "disk/.site.before") == OLD
    assert go_back(target).at_once
    assert tree(tmp_path / "disk/site") == OLD
    go_back(target)
    assert without_siblings(tree(tmp_path / "www")) == NEW
    assert (tmp_path / "www").is_symlink()
    assert sorted(os.listdir(tmp_path / "disk")) == [".site.before", ".site.lock", "site"]


def test_there_is_always_a_release_to_go_back_to(tmp_path: Path) -> None:
    """The old release takes the place of the one before it in one step: a kill before that one is removed loses nothing."""
    present, old, before = (tmp_path / name for name in ("site", ".site.new", ".site.before"))
    for folder in (present, old, before):
        (folder / MANIFEST).parent.mkdir(parents=True)
        (folder / MANIFEST).write_text(folder.name, "utf-8")
    swapped_folder.put_aside(old, present)
    assert [(folder / MANIFEST).read_text("utf-8") for folder in (before, old)] == [".site.new", ".site.before"]


@pytest.mark.parametrize("why", ["asked", "no exchange", "others"])
def test_a_folder_that_cannot_be_swapped_is_changed_file_by_file(
    why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Because somebody says so, the system cannot, or others have files there, which stay."""
    theirs = {}
    if why == "others":
        (tmp_path / "www/.well-known").mkdir(parents=True)
        (tmp_path / "www/.well-known/x").write_bytes(b"theirs")
        theirs = {".well-known/x": b"theirs"}
    if why == "no exchange":
        monkeypatch.setattr(swapped_folder, "exchange_folders", lambda a, b: False)
    target = Folder(tmp_path / "www", in_place=why == "asked")
    assert not bring(target, OLD, adopts=why == "others").at_once
    assert not bring(target, NEW).at_once
    assert tree(tmp_path / "www") == NEW | theirs
    assert not (tmp_path / "www/ha-noi").exists()
    second = int((tmp_path / "www/index.html").stat().st_mtime)
    assert not go_back(target).at_once
    assert tree(tmp_path / "www") == OLD | theirs
    assert int((tmp_path / "www/index.html").stat().st_mtime) > second  # or a browser would be told that nothing changed


def test_the_way_back_is_found_whichever_way_came_before(tmp_path: Path) -> None:
    """A release brought in one step, the next file by file, and others' files in between: the release before is the right one."""
    whole, by_file = Folder(tmp_path / "www"), Folder(tmp_path / "www", in_place=True)
    bring(whole, OLD)
    bring(by_file, NEW)
    go_back(whole)
    assert tree(tmp_path / "www") == OLD
    bring(whole, NEW)
    (tmp_path / "www/theirs.txt").write_bytes(b"theirs")
    assert not go_back(whole).at_once
    assert tree(tmp_path / "www") == OLD | {"theirs.txt": b"theirs"}


def test_what_others_write_while_a_folder_is_swapped_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written after the look round and before the exchange, it is moved into the new folder."""
    target = Folder(tmp_path / "www")
    bring(target, OLD)

    def write_and_exchange(new: Path, old: Path) -> bool:
        (old / "theirs.txt").write_bytes(b"theirs")
        return exchange_folders(new, old)

    monkeypatch.setattr(swapped_folder, "exchange_folders", write_and_exchange)
    bring(target, NEW)
    assert tree(tmp_path / "www") == NEW | {"theirs.txt": b"theirs"}


def test_a_full_disk_is_said_and_leaves_a_site_that_can_be_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At whatever file it happens."""
    for number in count():
        folder = tmp_path / f"www{number}"
        target, replace, left = Folder(folder, in_place=True), os.replace, [number]
        bring(target, OLD)

        def fill_up(old: Path, new: Path, left: list[int] = left, replace: Callable[[Path, Path], None] = replace) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            replace(old, new)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", fill_up)
            said = try_to_bring(target, NEW)
        if not said:
            break
        assert "đã đầy" in said
        bring(target, NEW)
        assert tree(folder) == NEW
    assert number > 6


@pytest.mark.parametrize("in_place", [False, True])
def test_a_file_may_give_way_to_a_folder_of_its_name(in_place: bool, tmp_path: Path) -> None:
    """And a folder to a file."""
    one, other = {"a": b"file", "b/c/d": b"below", "index.html": b"1"}, {"a/x": b"below", "b": b"file", "index.html": b"1"}
    target = Folder(tmp_path / "www", in_place)
    for site in (one, other, one):
        bring(target, site)
        assert tree(tmp_path / "www") == site
    go_back(target)
    assert tree(tmp_path / "www") == other


def test_nothing_is_written_through_a_link_inside_a_folder(tmp_path: Path) -> None:
    """It could lead anywhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "www").mkdir()
    (tmp_path / "www/ha-noi").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TargetError) as caught:
        bring(Folder(tmp_path / "www"), OLD, adopts=True)
    assert "liên kết" in caught.value.said.vi
    assert not os.listdir(tmp_path / "elsewhere")


def test_two_publishers_of_a_folder_do_not_mix(tmp_path: Path) -> None:
    """The second is refused at once."""
    target = Folder(tmp_path / "www")
    bring(target, OLD)
    with target.hold(US), pytest.raises(BusyError):
        bring(Folder(tmp_path / "www"), NEW)
    assert tree(tmp_path / "www") == OLD


def try_to_bring(target: Target, site: Site) -> str:
    """What is said if it fails; '' if not."""
    try:
        bring(target, site)
        return ""
    except TargetError as error:
        return error.said.vi


def cut_at_every_change(line: Line, connect: Callable[[], Target], read: Callable[[], Site]) -> int:
    """Brings a small site over another, again and again, each time cut one change later. Returns how many changes there were.

    That a run after any of these cuts makes the target whole is seen in test_sending.py; here it is one after all of them.
    """
    old = {path: OLD[path] for path in ("assets/a.js", "index.html", "ha-noi/index.html")}
    new = {path: NEW[path] for path in ("assets/a.js", "index.html", "hue/index.html")}
    bring(connect(), old)
    for number in count():
        line.cut_after(number, answers=bool(number % 2))
        said = try_to_bring(connect(), new)
        line.mend()
        assert read()["index.html"] in (old["index.html"], new["index.html"])
        if not said:
            break
        assert "đường truyền bị đứt" in said
    assert read() == new
    go_back(connect())
    assert read() == old
    return number


@pytest.mark.slow("a server")
def test_s3_becomes_the_site_however_often_it_was_cut_off(s3: S3Server) -> None:
    """Whether the last change was done or not."""
    s3.make_bucket("cut")

    def read() -> Site:
        objects = {path.removeprefix("a/b/"): data for path, data in s3.objects("cut").items()}
        return {path: data for path, data in objects.items() if not path.startswith(OWN_FOLDER)}

    assert cut_at_every_change(s3.line, lambda: S3(s3.address("cut", "a/b")), read) > 4


def test_sftp_becomes_the_site_however_often_it_was_cut_off(sftp: SftpServer, tmp_path: Path) -> None:
    """Whether the last change was done or not."""
    with ExitStack() as connections:

        def connect() -> Sftp:
            target = Sftp(sftp.address(tmp_path, "/cut"))
            connections.callback(target.close)
            return target

        assert cut_at_every_change(sftp.line, connect, lambda: tree(sftp.folder / "cut")) > 4


def test_objects_carry_their_headers(s3: S3Server) -> None:
    """Pages are asked for each time, a name that changes with its bytes is kept for ever, a sibling says how it is packed."""
    s3.make_bucket("headers")
    site = {"index.html": b"home " * 200, "assets/main.57a0d79d.min.css": b"a{}", "tep/mẫu.docx": b"PK", "sw.js": b"w"}
    bring(S3(s3.address("headers")), site, ("br", "gz"))
    store = S3Store("headers", endpoint=f"http://127.0.0.1:{s3.port}", client_options={"allow_http": True}, config=KEY)
    names = ("Content-Type", "Cache-Control", "Content-Encoding")
    found = {
        path: [obstore.get(store, path).attributes.get(name) for name in names]
        for path in (*site, "index.html.gz", "index.html.br")
    }
    assert found == {
        "index.html": ["text/html; charset=utf-8", "no-cache", None],
        "assets/main.57a0d79d.min.css": ["text/css; charset=utf-8", "public, max-age=31536000, immutable", None],
        "tep/mẫu.docx": ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "no-cache", None],
        "sw.js": ["text/javascript; charset=utf-8", "no-cache", None],
        "index.html.gz": ["text/html; charset=utf-8", "no-cache", "gzip"],
        "index.html.br": ["text/html; charset=utf-8", "no-cache", "br"],
    }


def test_only_what_differs_is_sent(s3: S3Server) -> None:
    """One changed page: it alone is written, nothing is listed, and a run with nothing to do writes no file at all."""
    s3.make_bucket("difference")
    bring(S3(s3.address("difference")), OLD)
    s3.requests.clear()
    bring(S3(s3.address("difference")), OLD | {"index.html": b"changed"})
    of_the_site = [line for line in s3.requests if f"/{OWN_FOLDER}/" not in line and not line.startswith("POST")]
    assert of_the_site == ["PUT /difference/index.html"]
    s3.requests.clear()
    bring(S3(s3.address("difference")), OLD | {"index.html": b"changed"})
    assert not [line for line in s3.requests if line.startswith("PUT") and "/claim" not in line]


@pytest.fixture(params=["s3", "s3 that keeps no conditions", "sftp"])
def connect(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Target]]:
    """Opens a target anew, which begins empty."""
    name = f"b{abs(hash(request.node.name)) % 10**9}"
    with ExitStack() as connections:
        if request.param == "sftp":
            machine: SftpServer = request.getfixturevalue("sftp")

            def open_sftp() -> Target:
                target = Sftp(machine.address(tmp_path, f"/{name}"))
                connections.callback(target.close)
                return target

            yield open_sftp
            return
        store: S3Server = request.getfixturevalue("s3")
        store.make_bucket(name)
        store.keeps_conditions = request.param == "s3"
        connections.callback(setattr, store, "keeps_conditions", True)
        yield lambda: S3(store.address(name))


def be_cut_off(target: Target) -> None:
    """In the middle of the work."""
    with pytest.raises(CutError), target.hold(US):
        raise CutError


@pytest.mark.slow("a server")
def test_two_publishers_do_not_mix(connect: Callable[[], Target], request: pytest.FixtureRequest) -> None:
    """Who comes second is refused while the first is at work or was cut off a moment ago, unless told to take over."""
    other = Claimant("other", lambda: NOON + timedelta(minutes=14))
    first, second = connect(), connect()
    bring(first, OLD)
    with pytest.raises(ZeroDivisionError), first.hold(US):  # noqa: PT012  # a hold that something else ends is given up
        with pytest.raises(BusyError) as caught:
            bring(second, NEW, who=other)
        assert "đợi 1 phút" in caught.value.said.vi
        raise ZeroDivisionError
    with second.hold(other):
        pass
    be_cut_off(first)
    with pytest.raises(BusyError), second.hold(other):
        pass
    with connect().hold(US):  # the same place, so that run is dead
        pass
    for who in (replace(other, takes_over=True), Claimant("later", lambda: NOON + timedelta(minutes=16))):
        be_cut_off(first)
        with second.hold(who):
            pass
    assert bool(first.notes()) is ("no conditions" in request.node.name)


def test_who_was_taken_over_from_stops_before_the_next_file(connect: Callable[[], Target]) -> None:
    """A publisher that slept too long notices that another has begun."""
    times = iter([NOON, NOON, *(NOON + timedelta(minutes=20) for _ in range(50))])
    slow = Claimant("slow", lambda: next(times))
    with pytest.raises(BusyError), connect().hold(slow) as renew:  # noqa: PT012  # the hold is what fails
        with connect().hold(Claimant("other", lambda: NOON + timedelta(minutes=16))):
            pass
        renew()


def test_of_two_that_begin_at_once_one_is_refused(connect: Callable[[], Target], request: pytest.FixtureRequest) -> None:
    """Both have seen that nobody is at work."""
    if "no conditions" in request.node.name:
        pytest.skip("such a store cannot keep them apart, and says so")
    target = connect()
    bring(target, OLD)
    with ThreadPoolExecutor(2) as pool:
        barrier = Barrier(2, timeout=10)

        def hold(name: str) -> bool:
            mine = connect()
            seen: list[int] = []

            def now() -> datetime:
                if not seen:
                    seen.append(barrier.wait())  # the claim that was found has been read
                return NOON

            try:
                with mine.hold(Claimant(name, now)):
                    seen.append(barrier.wait())
                return True
            except BusyError:
                barrier.wait()
                return False

        assert sorted(pool.map(hold, ("one", "two"))) == [False, True]
