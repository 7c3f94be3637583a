"""The command `publish`: what it says and refuses, with folders, S3 and SFTP on this machine."""

import gzip
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto import settings
from moto.core.authorization import ActionAuthenticatorMixin
from moto.iam.models import iam_backends
from typer.testing import CliRunner, Result

from conftest import FROZEN, add_settings
from niemyet.cache.build_cache import open_build_cache
from niemyet.cli import app, publishing
from niemyet.publish.releases import Release
from niemyet.publish.site_files import read_site
from niemyet.publish.staging import lock_site
from niemyet.system import open_lock
from publish_servers import ACCOUNT, S3Server, SftpServer, run_s3, run_sftp
from test_site import build

HOME, CHANGED = "index.html", "ha-noi/index.html"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site; the account has no files and no environment of its own."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "NIEMYET_", "SSH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home/.ssh").mkdir(parents=True)
    folder = tmp_path / "project/site"
    for path in (HOME, CHANGED, "sitemap.xml", "assets/a.js"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"this is {path}", "utf-8")
    return folder


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    with run_s3() as server:
        yield server


@pytest.fixture(scope="module")
def sftp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SftpServer]:
    with run_sftp(tmp_path_factory.mktemp("machine")) as server:
        yield server


def run(*words: object) -> Result:
    result = CliRunner().invoke(app, ["publish", *map(str, words)])
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    return result


def refused(*words: object, status: int = 1) -> str:
    """What is said, in one line and nothing besides."""
    result = run(*words)
    assert result.exit_code == status, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


def tree(folder: Path) -> dict[str, bytes]:
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {path: data for path, data in files.items() if not path.startswith(".niemyet-publish/")}


def test_a_dry_run_says_what_would_happen_and_does_nothing(site: Path, tmp_path: Path) -> None:
    """What is new, changed and removed, how much is to be sent, and how it is replaced; then the run does that, and back."""
    www = tmp_path / "www"
    result = run(www, "--site-dir", site, "--dry-run")
    assert "4 tệp mới: assets/a.js, ha-noi/index.html, index.html, sitemap.xml\n" in result.stdout
    assert "phải gửi khoảng 1 kB" in result.stdout
    assert not www.exists()
    assert "4 tệp mới, trong" in run(www, "--site-dir", site).stdout
    before = tree(www)
    (site / CHANGED).write_text("another", "utf-8")
    (site / "assets/a.js").unlink()
    (site / "assets/b.js").write_text("new", "utf-8")
    for kind, words in ((), "cả thư mục trong một bước"), (("--in-place",), "từng tệp"):
        told = run(www, "--site-dir", site, "--dry-run", *kind).stdout
        assert "1 tệp mới: assets/b.js\n" in told
        assert "1 tệp thay đổi: ha-noi/index.html\n" in told
        assert "1 tệp bị xóa: assets/a.js\n" in told
        assert words in told
    assert tree(www) == before
    assert "--rollback" in run(www, "--site-dir", site).stdout
    assert tree(www) == tree(site)
    assert "không phải gửi gì" in run(www, "--site-dir", site, "--dry-run").stdout
    assert "there is nothing to send" in run(www, "--site-dir", site, "--lang", "en").stdout
    assert run(www, "--rollback").exit_code == 0
    assert tree(www) == before


def test_the_target_may_come_from_the_environment(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NIEMYET_TARGET, so that a timetable needs no address."""
    monkeypatch.setenv("NIEMYET_TARGET", str(tmp_path / "www"))
    assert run("--site-dir", site).exit_code == 0
    assert tree(tmp_path / "www") == tree(site)


def test_the_target_may_stand_in_the_settings(site: Path, tmp_path: Path) -> None:
    """Then the command needs no word, and a workflow can ask whether there is one; a folder is counted from mkdocs.yml."""
    project = site.parent
    shutil.copy(FROZEN / "mkdocs.yml", project)
    assert run("--root", project, "--where").stdout == ""
    assert "publish" in refused("--root", project, status=2)
    add_settings(project, "publish: {target: ../www, in_place: true}")
    assert run("--root", project, "--where").stdout == f"{tmp_path / 'www'}\n"
    assert run("--root", project).exit_code == 0
    assert tree(tmp_path / "www") == tree(site)
    assert run("--root", project, "--rollback", tmp_path / "www").exit_code == 1, "there is none before"
    assert run(tmp_path / "other", "--root", project).exit_code == 0, "what is typed counts"
    assert tree(tmp_path / "other") == tree(site)


def test_a_folder_of_others_is_refused_unless_adopted(site: Path, tmp_path: Path) -> None:
    """Their files stay, but for those of the same name; later runs need no word any more."""
    www = tmp_path / "www"
    www.mkdir()
    (www / "theirs.txt").write_text("theirs", "utf-8")
    (www / HOME).write_text("theirs", "utf-8")
    assert "--adopt" in refused(www, "--site-dir", site)
    assert tree(www) == {"theirs.txt": b"theirs", HOME: b"theirs"}
    assert run(www, "--site-dir", site, "--adopt").exit_code == 0
    assert tree(www) == tree(site) | {"theirs.txt": b"theirs"}
    (site / "theirs.txt").write_text("ours", "utf-8")
    assert "theirs.txt" in refused(www, "--site-dir", site)
    assert tree(www)["theirs.txt"] == b"theirs"


def test_going_back_needs_a_release_before(site: Path, tmp_path: Path) -> None:
    """There is none after the first one."""
    run(tmp_path / "www", "--site-dir", site)
    assert "không giữ bản nào" in refused(tmp_path / "www", "--rollback")
    assert tree(tmp_path / "www") == tree(site)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ftp://may/www"], "không rõ nơi đến"),
        (["s3://KHO/trang"], "không rõ nơi đến"),
        (["sftp://may"], "không rõ nơi đến"),
        (["sftp://may/../etc"], "viết không đúng"),
        (["sftp://dang:matkhau@may/www"], "NIEMYET_SFTP_PASSWORD"),
        (["/srv/www", "--endpoint", "https://x"], "--endpoint"),
        (["s3://kho", "--in-place"], "--in-place"),
        (["/srv/www", "--rollback", "--compress"], "--compress"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: list[str], said: str, site: Path) -> None:
    """In one line, which never repeats a password."""
    told = refused(*words, "--site-dir", site, status=2)
    assert said in told
    assert "matkhau" not in told


def test_the_site_and_its_sources_are_no_target(site: Path) -> None:
    """Neither what it is made of nor a folder around it."""
    project = site.parent
    (project / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (project / "catalogue").mkdir()
    for folder in (site, site / "ha-noi", project, project / "catalogue/ha-noi", project.parent):
        assert "chọn thư mục khác" in refused(folder, "--root", project, status=2)


@pytest.mark.parametrize("lost", ["sitemap.xml", HOME])
def test_a_folder_that_is_no_whole_site_is_refused(lost: str, site: Path, tmp_path: Path) -> None:
    """It lacks what every build makes, or holds a link."""
    (site / lost).unlink()
    assert "niemyet build" in refused(tmp_path / "www", "--site-dir", site)
    (site / lost).symlink_to("/etc/hostname")
    assert "niemyet build" in refused(tmp_path / "www", "--site-dir", site)
    assert not (tmp_path / "www").exists()


@pytest.mark.usefixtures("frames_at_hand")
def test_what_is_published_is_exactly_what_was_built(site_root: Path, tmp_path: Path) -> None:
    """A file that no build has written, one that is missing and a build that was cut off are told by the build's own cache."""
    build(site_root)
    site, www = site_root / "site", tmp_path / "www"
    assert run(www, "--root", site_root).exit_code == 0
    assert tree(www) == tree(site)
    (site / "rieng.html").write_text("mine", "utf-8")
    assert "rieng.html" in refused(www, "--root", site_root)
    (site / "rieng.html").unlink()
    (site / "404.html").rename(tmp_path / "404.html")
    assert "thiếu tệp 404.html" in refused(www, "--root", site_root)
    (tmp_path / "404.html").rename(site / "404.html")
    with open_build_cache(site) as build_cache:
        build_cache.distrust()
    assert "nửa cũ nửa mới" in refused(www, "--root", site_root)
    with lock_site(site):
        assert "đang chạy" in refused(www, "--root", site_root)


def test_a_file_that_changes_while_it_is_published_ends_it(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read of the site and what is sent are the same bytes."""

    def read_and_change(folder: Path) -> Release:
        release = read_site(folder)
        (folder / CHANGED).write_text("just changed", "utf-8")
        return release

    monkeypatch.setattr(publishing, "read_site", read_and_change)
    assert "vừa thay đổi" in refused(tmp_path / "www", "--site-dir", site)


def test_one_run_from_a_place_at_a_time(site: Path, tmp_path: Path) -> None:
    """Whatever the target can keep apart."""
    www = tmp_path / "www"
    run(www, "--site-dir", site)
    [trace] = site.parent.glob(".site.publish-*")
    lock = open_lock(trace)
    try:
        assert "từ đây" in refused(www, "--site-dir", site)
    finally:
        os.close(lock)


def test_siblings_are_sent_on_request_and_go_with_their_page(site: Path, tmp_path: Path) -> None:
    """None is left beside a newer page, and all go when they are no longer asked for."""
    www, long = tmp_path / "www", "<p>phí: 8.000 đồng</p>" * 100
    (site / HOME).write_text(long, "utf-8")
    run(www, "--site-dir", site, "--compress")
    assert sorted(path.name for path in www.glob("index.html*")) == ["index.html", "index.html.br", "index.html.gz"]
    (site / HOME).write_text(long.replace("8", "9"), "utf-8")
    run(www, "--site-dir", site, "--compress", "--in-place")
    assert gzip.decompress((www / "index.html.gz").read_bytes()) == (site / HOME).read_bytes()
    run(www, "--site-dir", site, "--in-place")
    assert tree(www) == tree(site)


def test_s3_from_keys_in_the_environment_or_a_file(
    site: Path, s3: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And none of them is written anywhere or said; the trace beside the site holds no key either."""
    s3.make_bucket("keys")
    words = ("s3://keys/trang", "--site-dir", site, "--endpoint", f"http://127.0.0.1:{s3.port}")
    assert "AWS_ACCESS_KEY_ID" in refused(*words)
    aws = tmp_path / "home/.aws"
    aws.mkdir()
    (aws / "credentials").write_text("[default]\naws_access_key_id = K3Y\naws_secret_access_key = S3CRET\n", "utf-8")
    first = run(*words)
    assert "4 tệp mới" in first.stdout
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "K3Y")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "S3CRET")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{s3.port}")
    second = run("s3://keys/trang", "--site-dir", site)
    assert "không phải gửi gì" in second.stdout
    objects = s3.objects("keys")
    assert {name: data for name, data in objects.items() if "/." not in name} == {f"trang/{k}": v for k, v in tree(site).items()}
    written = [*objects.values(), *(file.read_bytes() for file in site.parent.glob(".site*")), first.output, second.output]
    assert not [one for one in written if any(key in str(one) for key in ("K3Y", "S3CRET"))]


def test_what_a_store_refuses_is_said(
    site: Path, s3: S3Server, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """No such bucket, a wrong key, a key without rights, nobody there."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3.port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "K3Y")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "S3CRET")
    s3.make_bucket("guarded")
    words = ("s3://guarded", "--site-dir", site)
    assert "không có kho 'nirgends'" in refused("s3://nirgends", "--site-dir", site)
    assert "there is no bucket" in refused("s3://nirgends", "--site-dir", site, "--lang", "en")
    monkeypatch.setattr(settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0.0)  # the store asks for keys from now on
    monkeypatch.setattr(ActionAuthenticatorMixin, "request_count", 0)
    assert "không nhận khóa này" in refused(*words)
    iam = iam_backends[ACCOUNT]["aws"]
    iam.create_user("aws", "dang")
    key = iam.create_access_key("dang")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key.access_key_id)
    assert "không nhận khóa này" in refused(*words)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key.secret_access_key)
    assert "s3:ListBucket" in refused(*words)
    assert "đường truyền bị đứt" in refused(*words, "--endpoint", "http://127.0.0.1:9")


def test_a_machine_that_is_not_known_gets_nothing(site: Path, sftp: SftpServer, tmp_path: Path) -> None:
    """Its key is shown, and accepted only when it is given, in either form, or stands among those that are known."""
    sftp.let_in(tmp_path / "home")
    words = (f"sftp://dang@127.0.0.1:{sftp.port}/one", "--site-dir", site)
    shown = sftp.host_key.get_fingerprint()
    assert f"--host-key {shown}" in refused(*words)
    assert "không phải khóa ghi ở --host-key" in refused(*words, "--host-key", "SHA256:" + "A" * 43)
    assert not (sftp.folder / "one").exists()
    whole = sftp.host_key.export_public_key().decode()
    assert "4 tệp mới" in run(*words, "--host-key", shown).stdout
    assert "không phải gửi gì" in run(*words, "--host-key", whole).stdout
    (tmp_path / "home/.ssh/known_hosts").write_text(f"[127.0.0.1]:{sftp.port} {whole}", "utf-8")
    assert "không phải gửi gì" in run(*words).stdout
    assert tree(sftp.folder / "one") == tree(site)


def test_what_a_machine_refuses_is_said(site: Path, sftp: SftpServer, tmp_path: Path) -> None:
    """A login, a folder that is not there, one without rights, a full disk, nobody there."""
    start, end = f"sftp://dang@127.0.0.1:{sftp.port}/", ("--site-dir", site, "--host-key", sftp.host_key.get_fingerprint())
    assert "không cho đăng nhập" in refused(f"{start}two", *end)
    sftp.let_in(tmp_path / "home")
    assert "không có thư mục" in refused(f"{start}nirgends/two", *end)
    sftp.refuses = True
    try:
        assert "không được ghi" in refused(f"{start}two", *end)
    finally:
        sftp.refuses = False
    sftp.is_full = True
    try:
        assert "đã đầy" in refused(f"{start}two", *end)
    finally:
        sftp.is_full = False
    assert "4 tệp mới" in run(f"{start}two", *end).stdout
    assert "đường truyền bị đứt" in refused("sftp://dang@127.0.0.1:9/two", *end)


def test_a_machine_that_cannot_replace_or_link_is_served_too(site: Path, sftp: SftpServer, tmp_path: Path) -> None:
    """In two steps, which is said, and there is a way back."""
    sftp.let_in(tmp_path / "home")
    words = (f"sftp://dang@127.0.0.1:{sftp.port}/three", "--host-key", sftp.host_key.get_fingerprint())
    sftp.lacks = {"posix_rename", "link"}
    try:
        assert "trong một bước" in run(*words, "--site-dir", site).stderr
        old = tree(site)
        (site / CHANGED).write_text("another", "utf-8")
        run(*words, "--site-dir", site)
        assert tree(sftp.folder / "three") == tree(site)
        run(*words, "--rollback")
        assert tree(sftp.folder / "three") == old
    finally:
        sftp.lacks = set()


def test_without_the_libraries_it_is_said_which_to_install(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """S3 and SFTP are an extra."""
    monkeypatch.setitem(sys.modules, "niemyet.publish.targets.sftp", None)
    assert "niemyet[publish]" in refused("sftp://dang@may/www", "--site-dir", site)
