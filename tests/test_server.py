"""The files of `niemyet server`: nginx, Caddy and Apache are started with them and asked as browsers ask."""

import gzip
import json
import os
import re
import shutil
import ssl
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
import yaml
from typer.testing import CliRunner, Result

from conftest import HERE, TODAY, add_settings, make_site_root
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.cli import app
from niemyet.publish.built_site import UnfitSiteError, read_built_site
from niemyet.publish.server_files import FILES, UnfitValueError, read_moved
from web_servers import BROTLI, PROGRAMS, Answer, ask, find_port, need, open_folder, run_server

POSTING = "ha-noi/thuong-tin/1.001193/"
ENDINGS = {
    "ics": "text/calendar; charset=utf-8", "csv": "text/csv; charset=utf-8", "txt": "text/plain; charset=utf-8",
    "json": "application/json", "xml": "application/xml", "webmanifest": "application/manifest+json", "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "odt": "application/vnd.oasis.opendocument.text",
    "doc": "application/msword", "svg": "image/svg+xml", "avif": "image/avif", "webp": "image/webp",
    "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
}  # fmt: skip
MOVED = "# địa chỉ của trang cũ\n/dvc/index.php?id=5 /dvc/ha-noi/\n/dvc/trang-cu.html https://tinh.example/tin/\n"


def command(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["server", *map(str, words)])


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """For everything that is served here."""
    with open_folder() as opened:
        yield opened


@pytest.fixture(scope="module")
def root(folder: Path) -> Path:
    """The small catalogue, built for a folder of a host."""
    root = folder / "tỉnh ta"
    shutil.copytree(HERE / "small", root)
    make_site_root(root)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("https://niemyet.example/", "https://localhost/dvc/"), "utf-8")
    add_settings(root, "languages: [vi, en]")
    order = BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml"), sheets=True, open_data=("api", "embed"))
    assert not build_site(order, root / "site").report.errors
    for ending in ENDINGS:
        (root / f"site/thu.{ending}").write_bytes(b"noi dung " * 200)
    (root / "site/.bi-mat").write_text("bí mật", "utf-8")
    (root / "site/ha-noi/.git").mkdir()
    (root / "site/ha-noi/.git/config").write_text("bí mật", "utf-8")
    return root


class Served(NamedTuple):
    """A running server."""

    kind: str
    port: int
    folder: str
    site: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Asks for what lies at a path of the site."""
        return ask(self.port, self.folder + path, method, **headers)


def write_settings(kind: str, site: Path, out: Path, *words: str | Path) -> str:
    """The text that `niemyet server` writes."""
    result = command(kind, "--site-dir", site, "--root", site.parent, "--out", out, *words)
    assert result.exit_code == 0, result.output
    [name] = FILES[kind]
    return (out / name).read_text("utf-8")


@pytest.fixture(scope="module", params=[(kind, below) for kind in PROGRAMS for below in ("/dvc/", "/")], ids=str)
def served(request: pytest.FixtureRequest, root: Path, folder: Path) -> Iterator[Served]:
    """The site behind each server, in a folder of the host and at its root."""
    kind, below = request.param
    need(kind)
    room, port = folder / f"{kind}{len(below)}", find_port()
    site = room / "site"
    shutil.copytree(root / "site", site)
    home = site / "index.html"
    home.write_text(home.read_text("utf-8").replace("https://localhost/dvc/", f"https://localhost{below}"), "utf-8")
    (room / "cu.txt").write_text(MOVED.replace("/dvc/", below), "utf-8")
    words = () if kind == "apache" else ("--port", str(port))
    settings = write_settings(kind, site, room / "out", "--moved", room / "cu.txt", *words)
    if kind == "apache":  # the test serves no https, for which Apache has a file of its own
        settings = re.sub(r"RewriteCond %\{HTTPS\}.*\n.*\n", "", settings)
    with run_server(kind, settings, site, below, port, room / "run"):
        yield Served(kind, port, below, site)


def test_pages_carry_what_they_cannot_say_themselves(served: Served) -> None:
    """Whatever the answer is: the page's own policy and no frame, no guessing of types, no word of the server's version."""
    policy = read_built_site(served.site).policy
    for path, status in (("", 200), (POSTING, 200), ("khong/co/", 404), ("assets/", 404)):
        answer = served.ask(path)
        assert answer.status == status, path
        headers = answer.headers
        assert headers["content-security-policy"] == f"{policy}; frame-ancestors 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "geolocation=()" in headers["permissions-policy"]
        assert headers["cache-control"] == "no-cache"
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert "strict-transport-security" not in headers
        assert not re.search("[0-9]", headers.get("server", ""))
        assert "x-powered-by" not in headers


def test_pages_for_frames_alone_may_be_framed(served: Served) -> None:
    """By any site, under a policy of their own; neither what is missing there, nor what only looks like them."""
    site = read_built_site(served.site)
    assert site.embed_policy != site.policy
    for path in (f"nhung/{POSTING}", "nhung/ha-noi/thuong-tin/", "en/nhung/ha-noi/thuong-tin/hoi/", f"en/nhung/{POSTING}"):
        answer = served.ask(path)
        assert (answer.status, answer.headers.get("x-frame-options")) == (200, None), path
        assert answer.headers["content-security-policy"] == f"{site.embed_policy}; frame-ancestors *"
        assert answer.headers["cache-control"] == "no-cache"
    for path in (
        "nhung/",
        "nhung/khong/co/",
        f"km/nhung/{POSTING}",
        f"en/{POSTING}",
        "nhung/ha-noi/thuong-tin/9.999999/",
        f"{POSTING}?nhung/a/b/",
        f"nhung/../{POSTING}",
    ):
        answer = served.ask(path)
        assert answer.headers["x-frame-options"] == "DENY", path
        assert answer.headers["content-security-policy"] == f"{site.policy}; frame-ancestors 'none'", path
    assert served.ask(f"nhung/{POSTING}oembed.json").headers["access-control-allow-origin"] == "*"


def test_an_old_fee_never_comes_back(served: Served) -> None:
    """A new fee may have the length and the time of the old one: whatever a browser remembers, it gets the new page."""
    page = served.site / POSTING / "index.html"
    before, old = page.stat(), page.read_bytes()
    first = served.ask(POSTING)
    assert b"5.000" in first.body
    page.write_bytes(old.replace(b"5.000", b"9.000"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    try:
        assert page.stat().st_size == before.st_size
        assert not {"etag", "last-modified", "expires", "age"} & set(first.headers)
        day = first.headers["date"]
        seconds, size = int(before.st_mtime), before.st_size
        tag = f'"{seconds:x}-{size:x}"'
        base36 = f'"{to_base36(seconds)}{to_base36(size)}"'
        for asked in (
            {},
            {"If_Modified_Since": day},
            {"If_None_Match": tag},
            {"If_None_Match": f"W/{tag}, {base36}", "If_Modified_Since": day},
            {"If_None_Match": base36},
            {"Range": "bytes=0-", "If_Range": tag},
        ):
            for encoding in ("identity", "gzip"):
                answer = served.ask(POSTING, Accept_Encoding=encoding, **asked)
                assert answer.status in (200, 206), (asked, encoding)
                body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
                assert b"9.000" in body
                assert b"5.000" not in body
    finally:
        page.write_bytes(old)


def to_base36(number: int) -> str:
    """As Caddy writes times and sizes in its tags."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (to_base36(number // 36) if number >= 36 else "") + digits[number % 36]


def test_styles_are_fetched_again_only_if_they_have_changed(served: Served) -> None:
    """They are asked for with each page; a build gives a changed one a later second."""
    if served.kind == "apache":
        pytest.skip("Apache gửi lại tất cả")
    style = served.site / "assets/niemyet.css"
    first = served.ask("assets/niemyet.css")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    assert served.ask("assets/niemyet.css", If_None_Match=tag).status == 304
    os.utime(style, (int(style.stat().st_mtime) + 1,) * 2)
    assert served.ask("assets/niemyet.css", If_None_Match=tag).status == 200


def test_words_are_compressed(served: Served) -> None:
    """For who takes it; caches are told; pictures and small files go out as they are."""
    packed, whole = (served.ask(POSTING, Accept_Encoding=encoding) for encoding in ("gzip, deflate", "identity"))
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert gzip.decompress(packed.body) == whole.body == (served.site / POSTING / "index.html").read_bytes()
    assert len(packed.body) < len(whole.body) / 2
    assert "content-encoding" not in served.ask("tin-tuc/2026/anh-mau.png", Accept_Encoding="gzip").headers


def test_a_forgotten_sibling_is_not_served(served: Served) -> None:
    """Somebody once compressed the site by hand: what is served is the page of today."""
    page = served.site / POSTING / "index.html"
    siblings = [page.with_name("index.html.gz"), page.with_name("index.html.br")]
    for sibling in siblings:
        sibling.write_bytes(gzip.compress(b"cu"))
    try:
        answer = served.ask(POSTING, Accept_Encoding="br, gzip")
        assert gzip.decompress(answer.body) == page.read_bytes()
    finally:
        for sibling in siblings:
            sibling.unlink()


def test_a_missing_page_is_the_sites_own_at_any_depth(served: Served) -> None:
    """With the status that search engines and link checkers go by."""
    lost = (served.site / "404.html").read_bytes()
    for path in (
        "khong-co",
        "khong-co/",
        "ha-noi/khong/co/o/dau/ca/",
        "khong-co.pdf",
        "khong-co.docx",
        "thu.ics/",
    ):
        answer = served.ask(path)
        assert (answer.status, answer.body) == (404, lost), path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "content-disposition" not in answer.headers


def test_nothing_hidden_and_nothing_outside_is_served(served: Served) -> None:
    """Hidden files lie there by mistake; no way leads above the site."""
    paths = [
        served.folder + path
        for path in (".bi-mat", "%2ebi-mat", "ha-noi/.git/config", "ha-noi/.git/", "assets/.x", "x/../.bi-mat")
    ]
    for path in (
        *paths,
        served.folder.rstrip("/") + "../site/index.html",
        served.folder + "..%2f..%2fetc/passwd",
        served.folder + "../../etc/passwd",
        "/.env",
    ):
        answer = ask(served.port, path)
        assert answer.status in (400, 404), path
        assert "bí mật" not in answer.body.decode()


def test_an_address_without_its_slash_leads_to_the_one_with_it(served: Served) -> None:
    """On the same host, whatever its name and port are there; what a printed code asks stays with it."""
    answer = served.ask(f"{POSTING[:-1]}?v=ab-cd")
    assert answer.status in (301, 308)
    location = re.sub(r"^http://(?:localhost|127\.0\.0\.1)(?::\d+)?/", "/", answer.headers["location"])
    assert location == f"{served.folder}{POSTING}?v=ab-cd"


def test_a_site_in_a_folder_leaves_the_rest_of_the_host_alone(served: Served) -> None:
    """Its own address without the slash leads to it."""
    if served.folder == "/" or served.kind == "apache":
        pytest.skip("chỉ khi trang ở dưới một thư mục của máy chủ riêng")
    assert ask(served.port, "/dvc").headers["location"].endswith("/dvc/")
    assert ask(served.port, "/").headers["location"].endswith("/dvc/")
    assert ask(served.port, "/thu-tuc/").status == 404
    assert ask(served.port, "/dvcs/").status == 404


def test_former_addresses_lead_on(served: Served) -> None:
    """With their query, which is all that old sites tell pages apart by."""
    told = {"index.php?id=5": f"{served.folder}ha-noi/", "trang-cu.html": "https://tinh.example/tin/"}
    for path, to in told.items():
        answer = served.ask(path)
        assert answer.status in (301, 302)
        assert answer.headers["location"].endswith(to)
    assert served.ask("index.php?id=6").status == 404


def test_only_reading_is_allowed(served: Served) -> None:
    """Nothing can be sent, changed or traced."""
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"):
        answer = served.ask(POSTING, method, Content_Length="0")
        assert answer.status == 405, method
        assert answer.headers["allow"] == "GET, HEAD" or served.kind == "apache"  # which names what it would do itself
    assert served.ask("", "TRACE").status == 405
    head = served.ask(POSTING, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-security-policy"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_files_are_what_their_endings_say(ending: str, served: Served) -> None:
    """Browsers do not guess, so a wrong type is a file that does not open."""
    answer = served.ask(f"thu.{ending}")
    assert answer.status == 200
    assert answer.headers["content-type"] == ENDINGS[ending]
    assert (answer.headers.get("content-disposition") == "attachment") == (ending in ("docx", "doc", "xlsx", "odt"))
    assert ("access-control-allow-origin" in answer.headers) == (ending in ("json", "xml", "csv", "ics"))


def test_a_sheet_is_shown_and_saved_under_its_place(served: Served) -> None:
    """All communes' sheets of a procedure have one name; the policy of pages would stop some viewers."""
    answer = served.ask("ha-noi/thuong-tin/to-niem-yet/1.001193.pdf")
    assert answer.body.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="ha-noi-thuong-tin-1.001193.pdf"'
    assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert not {"etag", "last-modified"} & set(answer.headers)


@pytest.mark.slow("a server")
@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_compressed_siblings_are_served_where_they_are_known_to_be_of_today(kind: str, root: Path, folder: Path) -> None:
    """`niemyet publish` writes them together with their pages."""
    need(kind)
    if kind == "nginx" and not BROTLI.exists():
        pytest.skip("nginx trên máy này không có phần brotli")
    room, port = folder / f"{kind}-nén", find_port()
    site = room / "site"
    shutil.copytree(root / "site", site)
    page = site / POSTING / "index.html"
    for ending in ("br", "gz"):
        page.with_name(f"index.html.{ending}").write_bytes(f"nén {ending}".encode())
    settings = write_settings(kind, site, room / "out", "--port", str(port), "--precompressed")
    with run_server(kind, settings, site, "/dvc/", port, room / "run"):
        served = Served(kind, port, "/dvc/", site)
        for asked, body in (("br, gzip", "nén br"), ("gzip", "nén gz"), ("identity", page.read_text("utf-8"))):
            answer = served.ask(POSTING, Accept_Encoding=asked, If_Modified_Since="Sun, 29 Nov 2037 00:00:00 GMT")
            assert (answer.status, answer.body.decode()) == (200, body)
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            assert not {"etag", "last-modified"} & set(answer.headers)
            assert "accept-encoding" in answer.headers["vary"].lower()
        assert served.ask("index.html.gz", Accept_Encoding="identity").status == 404


@pytest.mark.slow("a server")
@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_http_leads_to_https(kind: str, root: Path, folder: Path) -> None:
    """To the same address with its query; the promise to stay there is given only if it was asked for."""
    need(kind)
    if not shutil.which("openssl"):
        pytest.skip("không có openssl trên máy này")
    room, plain, secure = folder / f"{kind}-tls", find_port(), find_port()
    room.mkdir()
    certificate, key = room / "chung-thu.pem", room / "khoa.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out", certificate, "-keyout", key],
        check=True, capture_output=True,
    )  # fmt: skip
    words = ("--certificate", certificate, "--key", key, "--hsts")
    settings = write_settings(kind, root / "site", room / "out", *words)
    more = f"http_port {plain}\nhttps_port {secure}"
    if kind == "nginx":  # the ports of everybody are taken
        settings = settings.replace(" 80;", f" {plain};").replace(":80;", f":{plain};")
        settings = settings.replace(" 443 ssl", f" {secure} ssl").replace(":443 ssl", f":{secure} ssl")
    with run_server(kind, settings, root / "site", "/dvc/", plain, room / "run", more):
        answer = ask(plain, f"/dvc/{POSTING}?v=1", Host="localhost")
        assert answer.status in (301, 308)
        assert re.sub(r":\d+/", "/", answer.headers["location"]) == f"https://localhost/dvc/{POSTING}?v=1"
        trusted = ssl.create_default_context(cafile=certificate)
        with urllib.request.urlopen(f"https://localhost:{secure}/dvc/{POSTING}", context=trusted) as page:
            assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
            assert page.read() == (root / "site" / POSTING / "index.html").read_bytes()


@pytest.mark.slow("a server")
def test_the_form_has_its_own_policy(root: Path, tmp_path: Path) -> None:
    """It speaks with the service that keeps the records, which pages may not."""
    site = tmp_path / "site"
    (site / "quan-tri/tin-bai").mkdir(parents=True)
    shutil.copy(root / "site/index.html", site)
    form = "default-src 'none'; connect-src 'self' https://api.github.com"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{form}">'
    (site / "quan-tri/index.html").write_text(meta, "utf-8")
    articles = form.replace("default-src 'none'", "default-src 'none'; style-src 'unsafe-inline'")
    (site / "quan-tri/tin-bai/index.html").write_text(meta.replace(form, articles), "utf-8")
    for kind in ("nginx", "caddy", "apache", "iis"):
        text = write_settings(kind, site, tmp_path / kind)
        assert text.count(f"\"{form}; frame-ancestors 'none'") == 1
        assert text.count(f"\"{articles}; frame-ancestors 'none'") == 1
        assert text.count(f"{read_built_site(site).policy}; frame-ancestors 'none'") == (2 if kind == "caddy" else 1)


@pytest.mark.slow("a server")
def test_a_file_of_iis_is_whole(root: Path, tmp_path: Path) -> None:
    """It cannot be run here; it is well formed, names each ending once and says what the others say."""
    text = write_settings("iis", root / "site", tmp_path, "--hsts")
    tree = ElementTree.fromstring(text.encode())
    headers = {one.get("name"): one.get("value") for one in tree.findall("system.webServer/httpProtocol/customHeaders/add")}
    assert headers["Content-Security-Policy"] == f"{read_built_site(root / 'site').policy}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    types = {one.get("fileExtension"): one.get("mimeType") for one in tree.iter("mimeMap")}
    assert {ending: types[f".{ending}"] for ending in ENDINGS} == {e: name.partition(";")[0] for e, name in ENDINGS.items()}
    assert len(types) == len(tree.findall(".//mimeMap"))
    assert [one.get("path") for one in tree.iter("error")] == ["404.html"]
    assert {one.get("verb") for one in tree.iter("add") if one.get("verb")} == {"GET", "HEAD"}


@pytest.mark.slow("a build")
def test_a_container_runs_without_rights(root: Path, tmp_path: Path) -> None:
    """It cannot be built here. Its nginx is the one that these tests run, with the same main file; only /tmp can be written."""
    result = command("container", "--site-dir", root / "site", "--root", root, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    [service] = yaml.safe_load((tmp_path / "compose.yaml").read_text("utf-8"))["services"].values()
    assert (service["read_only"], service["cap_drop"], service["user"]) == (True, ["ALL"], "www-data")
    [volume] = service["volumes"]
    assert volume["source"] == str(root)
    assert volume["read_only"] is True
    lines = (tmp_path / "Containerfile").read_text("utf-8").splitlines()
    known = ("#", "FROM ", "RUN ", "COPY ", "USER www-data", "EXPOSE 8080", "CMD [", " && ")
    assert all(line.startswith(known) for line in lines)
    copied = {line.split()[1] for line in lines if line.startswith("COPY ")}
    assert copied == {path.name for path in tmp_path.iterdir()} - {"Containerfile", "compose.yaml"}
    assert json.loads(lines[-1].removeprefix("CMD "))[0] == "nginx"
    settings = (tmp_path / "niemyet.conf").read_text("utf-8")
    assert f'alias "{volume["target"]}/site/";' in settings
    assert "listen 8080;" in settings
    assert "[::]" not in settings


@pytest.mark.slow("systemd is asked")
def test_the_daily_run_is_right_by_systemd_itself(root: Path, tmp_path: Path) -> None:
    """Five minutes past midnight in Việt Nam, whatever the machine's own time; it may write the site and the records only."""
    result = command("systemd", "--site-dir", root / "site", "--root", root, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    service = (tmp_path / "niemyet.service").read_text("utf-8")
    assert "git pull" not in service
    assert "niemyet publish" not in service
    if not shutil.which("systemd-analyze"):
        pytest.skip("không có systemd trên máy này")
    words = ["systemd-analyze", "verify", "--recursive-errors=no", *map(str, sorted(tmp_path.iterdir()))]
    verified = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    when = re.search("OnCalendar=(.*)", (tmp_path / "niemyet.timer").read_text("utf-8"))
    assert when
    calendar = subprocess.run(["systemd-analyze", "calendar", when[1]], capture_output=True, text=True, check=True)
    assert "17:05:00" in calendar.stdout


def test_the_daily_run_publishes_what_it_has_built(root: Path, tmp_path: Path) -> None:
    """After the build, only if that succeeded (systemd stops at the first line that fails), and it may write there."""
    given = ("systemd", "--site-dir", root / "site", "--root", root, "--out", tmp_path, "--publish", tmp_path / "www/site")
    assert command(*given).exit_code == 0
    service = (tmp_path / "niemyet.service").read_text("utf-8")
    assert [line.split(" -m niemyet ")[1].split()[0] for line in service.split("\n") if line.startswith("ExecStart=")] == [
        "build",
        "publish",
    ]
    assert service.count(" -P -m niemyet ") == service.count(" -m niemyet ")  # what lies among content is no module
    assert f' -m niemyet publish "{tmp_path}/www/site" --site-dir "{root}/site"\n' in service
    assert f'\nReadWritePaths="{tmp_path}/www"\n' in service


def test_what_does_nothing_is_refused(root: Path, tmp_path: Path) -> None:
    """Whoever asks for something and does not get it thinks that they have it."""
    for words in (
        ("iis", "--port", "80"), ("systemd", "--hsts"), ("apache", "--precompressed"), ("iis", "--moved", "x"),
        ("nginx", "--publish", "/srv/www/x"), ("systemd", "--publish", "ftp://x"), ("nginx", "--certificate", "a"),
        ("nginx", "--port", "80", "--certificate", "a", "--key", "b"),
    ):  # fmt: skip
        result = command(*words, "--site-dir", root / "site", "--root", root, "--out", tmp_path / "out")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), words
    assert not (tmp_path / "out").exists()


def test_a_file_that_somebody_has_changed_is_kept(root: Path, tmp_path: Path) -> None:
    """Unless it is to be replaced."""
    words = ("caddy", "--site-dir", root / "site", "--root", root, "--out", tmp_path)
    assert command(*words).exit_code == 0
    assert command(*words).exit_code == 0
    (tmp_path / "niemyet.caddy").write_text("của tôi", "utf-8")
    result = command(*words)
    assert result.exit_code == 1
    assert "--replace" in result.stderr
    assert (tmp_path / "niemyet.caddy").read_text("utf-8") == "của tôi"
    assert command(*words, "--replace").exit_code == 0
    assert (tmp_path / "niemyet.caddy").read_text("utf-8") != "của tôi"


@pytest.mark.parametrize(
    "url", ["", "ftp://x/", "https:///", "https://x y/", 'https://x"; }/', "https://x/a;b/", "https://x:99999/", "http://[::1/"]
)
def test_a_site_without_a_fit_address_is_refused(url: str, root: Path, tmp_path: Path) -> None:
    """In one line that says what to write: nothing of a setting is a command to a server."""
    home = (root / "site/index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(home.replace("https://localhost/dvc/", url.replace('"', "&quot;")), "utf-8")
    with pytest.raises(UnfitSiteError):
        read_built_site(tmp_path)
    result = command("nginx", "--site-dir", tmp_path, "--root", root, "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "site_url" in result.stderr


def test_without_a_site_the_command_says_so(root: Path, tmp_path: Path) -> None:
    """And for a folder in which somebody looks at the site while editing, which has no policy."""
    result = command("nginx", "--site-dir", tmp_path, "--root", root)
    assert result.exit_code == 1
    assert "niemyet build" in result.stderr
    (tmp_path / "index.html").write_text("<title>x</title>", "utf-8")
    result = command("nginx", "--site-dir", tmp_path, "--root", root)
    assert result.exit_code == 1
    assert "niemyet build" in result.stderr


def test_the_relay_answers_the_site_alone(root: Path, tmp_path: Path) -> None:
    """Its origin is filled in, the secret is not; `test_forges.py` runs it."""
    text = write_settings("relay", root / "site", tmp_path)
    assert 'os.environ.get("SITE_ORIGIN", "https://localhost")' in text and "GITHUB_CLIENT_SECRET" in text
    compile(text, "github_relay.py", "exec")


@pytest.mark.parametrize("name", ["tỉnh $x", 'tỉnh"', "tỉnh{x}", "tỉnh;x", "tỉnh\\x"])
def test_a_path_that_a_server_would_misread_is_refused(name: str, root: Path, tmp_path: Path) -> None:
    """A dollar sign is a variable, a brace the end of a block."""
    site = tmp_path / name
    site.mkdir()
    shutil.copy(root / "site/index.html", site)
    result = command("nginx", "--site-dir", site, "--root", root, "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize("line", ["/cu", "cu /moi", "/cu /moi /nua", "/cu javascript:1", '/cu" /moi', "/cu /mới", "/cu $x"])
def test_former_addresses_are_pairs(line: str) -> None:
    """Anything else is named by its line."""
    assert read_moved("# lời ghi\n\n/a /b\n") == (("/a", "/b"),)
    with pytest.raises(UnfitValueError, match="dòng 2"):
        read_moved(f"/a /b\n{line}\n")
