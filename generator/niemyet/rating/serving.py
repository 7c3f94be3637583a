"""Serves the receiver over HTTP with the standard library alone, one request after the other, for a web server before it.

That web server holds slow senders off and speaks TLS; here nothing is logged, because a line of a log has an address in it.
"""

from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from niemyet.rating.receiver import Receiver

SECONDS = 10
"""Until a connection that says nothing is closed."""


class _Handler(WSGIRequestHandler):
    timeout = SECONDS
    server_version, sys_version = "niemyet", ""

    def log_message(self, format: str, *args: Any) -> None:  # as in the class above
        """Nothing."""


class _Server(WSGIServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that breaks off is told nobody: the message would name who sent."""


def open_server(receiver: Receiver, host: str, port: int) -> WSGIServer:
    """The server; `serve_forever` runs it. Raises OSError if the port is taken."""
    return make_server(host, port, receiver, server_class=_Server, handler_class=_Handler)
