"""Serves an application over HTTP to programs of this machine: it refuses other hosts' names, long bodies, and whoever is slow.

A page that somebody reads on the same machine must not reach it by a name that leads here (DNS rebinding): the SDK checks `Host`
and `Origin` by what `protocol.py` gives it. Here are the limits that it does not have.
"""

import asyncio

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

LONGEST_BODY = 64 * 1024
SLOWEST = 10.0
"""Seconds in which a question must have arrived."""
MOST_AT_ONCE = 64


class HastyProtocol(H11Protocol):
    """Hangs up where the head of a question does not arrive in time."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn says so too
        """Starts the clock."""
        super().connection_made(transport)
        self.loop.call_later(SLOWEST, self._give_up)

    def _give_up(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


class InTime:
    """Answers 408 where the body of a question does not arrive in time."""

    def __init__(self, app: ASGIApp, slowest: float = SLOWEST) -> None:
        self.app, self.slowest = app, slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reads the whole question first; its length is limited further in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        arrived: list[Message] = []
        try:
            async with asyncio.timeout(self.slowest):
                length = 0
                while True:
                    message = await receive()
                    arrived.append(message)
                    length += len(message.get("body", b""))
                    if not message.get("more_body") or length > LONGEST_BODY:
                        break
        except TimeoutError:
            await Response("Too slow", status_code=408)(scope, receive, send)
            return

        async def read_again() -> Message:
            return arrived.pop(0) if arrived else await receive()

        await self.app(scope, read_again, send)


def serve_http(app: ASGIApp, host: str, port: int) -> None:
    """Serves until it is stopped. Each connection is closed after its answer: nothing is kept for anybody."""
    uvicorn.run(
        InTime(app),
        host=host,
        port=port,
        http=HastyProtocol,
        log_level="warning",
        headers=[("Connection", "close")],
        limit_concurrency=MOST_AT_ONCE,
        h11_max_incomplete_event_size=16 * 1024,
        server_header=False,
    )
