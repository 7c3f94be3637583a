"""A web server for tests: compresses files, and answers missing addresses with the folder's 404.html."""

import gzip
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@lru_cache(maxsize=256)
def _compress(data: bytes) -> bytes:
    """The look and the scripts go out with every page: they are compressed once."""
    return gzip.compress(data, mtime=0)


class CompressingServer(SimpleHTTPRequestHandler):
    """Serves files compressed, as any web server does, without a word."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answers with the file, with the index of the folder, or with the nearest 404.html above."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        if status == 404:
            above = [folder / "404.html" for folder in path.parents if folder.is_relative_to(self.directory)]
            path = next(filter(Path.is_file, above), path)
        data = _compress(path.read_bytes() if path.is_file() else b"")
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path.name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def serve(site: Path, server: type[SimpleHTTPRequestHandler] = CompressingServer) -> Iterator[str]:
    """The site's address, at the root of a server of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(server, directory=os.fspath(site))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
