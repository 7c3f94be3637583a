"""Real servers for the tests of publishing: S3 by moto, SFTP by asyncssh, both in this process and on 127.0.0.1.

The line to each can be cut after any number of changes: from then on nobody gets an answer, until it is mended.
"""

import asyncio
import errno
import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.request import Request, urlopen

import asyncssh
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import s3_backends
from werkzeug.serving import make_server

from niemyet.publish.addresses import S3Address, SftpAddress

ACCOUNT = "123456789012"
"""The one that moto takes for everybody's."""
_CHANGES = ("PUT", "POST", "DELETE")


@dataclass
class Line:
    """The line to a server."""

    changes_left: int = -1
    """How many changes pass before it is cut; negative: all."""
    answers: bool = True
    """Whether the change at which it is cut is done, and only the answer lost."""
    is_cut: bool = False
    lock: Lock = field(default_factory=Lock)

    def stops(self, is_change: bool) -> bool:
        """To be asked before a request is done: whether it gets nowhere."""
        with self.lock:
            self.is_cut = self.is_cut or (is_change and self.changes_left == 0 and not self.answers)
            return self.is_cut

    def loses(self, is_change: bool) -> bool:
        """To be asked when a request is done: whether its answer is lost."""
        with self.lock:
            self.is_cut = self.is_cut or (is_change and self.changes_left == 0)
            self.changes_left -= is_change and self.changes_left > 0
            return self.is_cut

    def cut_after(self, changes: int, answers: bool) -> None:
        self.changes_left, self.answers, self.is_cut = changes, answers, False

    def mend(self) -> None:
        self.cut_after(-1, answers=True)


class S3Server:
    """A store. `keeps_conditions` false: it ignores them without a word."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app, self.port, self.line, self.keeps_conditions = app, 0, Line(), True
        self.requests: list[str] = []

    def make_bucket(self, name: str) -> None:
        urlopen(Request(f"http://127.0.0.1:{self.port}/{name}", method="PUT")).close()

    def objects(self, bucket: str) -> dict[str, bytes]:
        """All objects by their names, past the line."""
        keys = s3_backends[ACCOUNT]["aws"].buckets[bucket].keys
        return {name: key.value for name, key in keys.items()}

    def address(self, bucket: str, prefix: str = "", key_id: str = "key", secret: str = "secret") -> S3Address:
        return S3Address(bucket, prefix, f"http://127.0.0.1:{self.port}", "", key_id, secret, retries=0)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        is_change = environ["REQUEST_METHOD"] in _CHANGES
        self.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        if not self.keeps_conditions:
            environ = {key: value for key, value in environ.items() if key not in ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH")}
        if self.line.stops(is_change):
            return self._hang_up(environ)
        answer = self.app(environ, start_response)
        return self._hang_up(environ) if self.line.loses(is_change) else answer

    @staticmethod
    def _hang_up(environ: dict[str, Any]) -> Any:
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return []


@contextmanager
def run_s3() -> Iterator[S3Server]:
    """A store in which everything is allowed."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    served = S3Server(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, served, threaded=True)
    served.port = server.server_port
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()


class SftpServer:
    """A machine that lets in one user with one key, to a folder; what its system cannot is in `lacks`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.line = folder, 0, Line()
        self.lacks: set[str] = set()
        self.is_full = self.refuses = False
        self.host_key = asyncssh.generate_private_key("ssh-ed25519")
        self.user_key = asyncssh.generate_private_key("ssh-ed25519")

    def let_in(self, home: Path) -> None:
        """Gives the account in `home` the key."""
        (home / ".ssh").mkdir(parents=True, exist_ok=True)
        key = home / ".ssh/id_ed25519"
        key.write_bytes(self.user_key.export_private_key())
        key.chmod(0o600)
        (home / ".ssh/config").write_text(f"IdentityFile {key}\n", "utf-8")

    def address(self, home: Path, path: str) -> SftpAddress:
        """The address for who has the key and knows the machine."""
        known, settings = home / ".ssh/known_hosts", home / ".ssh/config"
        if not settings.exists():
            self.let_in(home)
            known.write_text(f"[127.0.0.1]:{self.port} {self.host_key.export_public_key().decode()}", "utf-8")
        return SftpAddress("127.0.0.1", path, self.port, "dang", "", (known,), "", (settings,))


def _served_folder(server: SftpServer) -> type[asyncssh.SFTPServer]:
    class ServedFolder(asyncssh.SFTPServer):
        def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
            super().__init__(channel, chroot=os.fsencode(server.folder))

        def _hang_up(self) -> None:
            self.connection.abort()
            raise asyncssh.SFTPConnectionLost("cut")

        def _change(self, kind: str, change: Callable[[], Any]) -> Any:
            if server.refuses:
                raise asyncssh.SFTPPermissionDenied(kind)
            if kind in server.lacks:
                raise asyncssh.SFTPOpUnsupported(kind)
            if server.line.stops(True):
                self._hang_up()
            done = change()
            if server.line.loses(True):
                self._hang_up()
            return done

        def write(self, file_obj: object, offset: int, data: bytes) -> Any:
            if server.is_full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(file_obj, offset, data)

        def statvfs(self, path: bytes) -> Any:
            found = asyncssh.SFTPVFSAttrs.from_local(os.statvfs(server.folder))
            found.bavail = 0 if server.is_full else found.bavail
            return found

        def remove(self, path: bytes) -> Any:
            do = super().remove
            return self._change("remove", lambda: do(path))

        def mkdir(self, path: bytes, attrs: asyncssh.SFTPAttrs) -> Any:
            do = super().mkdir
            return self._change("mkdir", lambda: do(path, attrs))

        def link(self, oldpath: bytes, newpath: bytes) -> Any:
            do = super().link
            return self._change("link", lambda: do(oldpath, newpath))

        def rename(self, oldpath: bytes, newpath: bytes) -> Any:
            do = super().rename
            return self._change("rename", lambda: do(oldpath, newpath))

        def posix_rename(self, oldpath: bytes, newpath: bytes) -> Any:
            do = super().posix_rename
            return self._change("posix_rename", lambda: do(oldpath, newpath))

    return ServedFolder


@contextmanager
def run_sftp(folder: Path) -> Iterator[SftpServer]:
    """A machine that serves a folder."""
    server = SftpServer(folder)

    class Gate(asyncssh.SSHServer):
        def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
            if server.line.is_cut:
                conn.abort()

    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncssh.SSHAcceptor:
        allowed = asyncssh.import_authorized_keys(server.user_key.export_public_key().decode())
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=Gate,
            server_host_keys=[server.host_key],
            authorized_client_keys=allowed,
            sftp_factory=_served_folder(server),
            encoding=None,
            kex_algs=["curve25519-sha256"],  # the quickest
            encryption_algs=["aes128-gcm@openssh.com"],
        )

    acceptor = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    server.port = acceptor.get_port()
    try:
        yield server
    finally:

        async def end() -> None:
            acceptor.close()
            await acceptor.wait_closed()

        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
