"""nginx, Caddy and Apache for tests, as Debian has them: each is started with the files of `niemyet server`, and nothing else.

`make test` installs them if it can. Tests of one that is missing are skipped and say so; never on a forge.
"""

import http.client
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from niemyet.publish import server_files

PROGRAMS = {"nginx": "/usr/sbin/nginx", "caddy": "/usr/bin/caddy", "apache": "/usr/sbin/apache2"}
BROTLI = Path("/usr/share/nginx/modules-available/mod-http-brotli-static.conf")
_APACHE = """
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog /dev/stderr
DefaultRuntimeDir {folder}
Listen 127.0.0.1:{port}
ServerName localhost
User www-data
Group www-data
{modules}
ServerTokens Prod
TraceEnable Off
TypesConfig /dev/null
DocumentRoot {folder}/empty
<Directory {site}>
Require all granted
AllowOverride None
{settings}
</Directory>
{alias}
"""
_APACHE_MODULES = ("mpm_event", "authz_core", "mime", "dir", "alias", "headers", "rewrite", "deflate", "filter", "setenvif")


class Answer(NamedTuple):
    """What a server answers. Names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def find_port() -> int:
    """A port that is free now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def need(kind: str) -> str:
    """The program of a server; skips the test if this machine has none and is no forge's."""
    program = PROGRAMS[kind]
    if not Path(program).exists():
        assert "CI" not in os.environ, f"{kind} is missing: make servers"
        pytest.skip(f"không có {kind} trên máy này: chạy 'make servers' rồi thử lại")
    return program


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request as it is written: no redirect is followed. An underline in a header's name stands for a dash."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that the servers may read, whose account is not ours."""
    with tempfile.TemporaryDirectory(prefix="niemyet-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def run_server(kind: str, settings: str, site: Path, folder: str, port: int, room: Path, more: str = "") -> Iterator[None]:
    """Runs a server with these settings until the end of the block; `room` is for its own files. `more` are settings of the whole
    server, which an administrator has."""
    program = need(kind)
    room.mkdir(parents=True)
    if kind == "nginx":
        words = [program, "-e", "stderr", "-c", str(_set_up_nginx(settings, room)), "-g", "daemon off;"]
    elif kind == "caddy":
        (room / "Caddyfile").write_text(f"{{\nadmin off\n{more}\n}}\n{settings}", "utf-8")
        words = [program, "run", "--adapter", "caddyfile", "--config", str(room / "Caddyfile")]
    else:
        words = [program, "-f", str(_set_up_apache(settings, site, folder, port, room)), "-DFOREGROUND"]
    with (room / "said").open("wb") as said:
        environment = os.environ | {"HOME": str(room), "XDG_DATA_HOME": str(room), "XDG_CONFIG_HOME": str(room)}
        running = subprocess.Popen(words, stdout=said, stderr=said, env=environment)
    try:
        _wait_for(port, running, room / "said")
        yield
    finally:
        running.terminate()
        running.wait(20)


def _set_up_nginx(settings: str, room: Path) -> Path:
    """The main file is the container's, which needs no rights, but for its folders."""
    main = server_files.read_template("container-nginx.conf").replace("/tmp/", f"{room}/").replace("/etc/nginx/conf.d", str(room))
    for line in [line for line in settings.splitlines() if "listen [::]" in line and not _has_ipv6()]:
        settings = settings.replace(line, "")
    (room / "site.conf").write_text(settings, "utf-8")
    (room / "main").write_text(main, "utf-8")
    return room / "main"


def _has_ipv6() -> bool:
    try:
        socket.socket(socket.AF_INET6).close()
    except OSError:
        return False
    return Path("/proc/net/if_inet6").exists()


def _set_up_apache(settings: str, site: Path, folder: str, port: int, room: Path) -> Path:
    """What stands in .htaccess goes into <Directory>, where Apache takes the same."""
    (room / "empty").mkdir()
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in _APACHE_MODULES)
    filled = _APACHE.format(
        folder=room,
        port=port,
        modules=modules,
        site=site,
        settings=settings,
        alias=f"Alias {folder} {site}/",
    )
    (room / "httpd.conf").write_text(filled, "utf-8")
    return room / "httpd.conf"


def _wait_for(port: int, running: "subprocess.Popen[bytes]", said: Path) -> None:
    for _ in range(400):
        assert running.poll() is None, said.read_text("utf-8", "replace")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(said.read_text("utf-8", "replace"))
