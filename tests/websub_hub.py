"""A WebSub hub for tests, as the recommendation describes one: it verifies subscribers, fetches what is new, hands it on."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen


class Hub:
    """Who subscribes to what, and what the hub was asked for."""

    def __init__(self) -> None:
        self.subscribers: defaultdict[str, list[str]] = defaultdict(list)
        self.told: list[str] = []

    def answer(self, form: dict[str, list[str]]) -> int:
        """The status of a request with this form."""
        match form.get("hub.mode"):
            case ["subscribe"]:
                [topic], [callback] = form["hub.topic"], form["hub.callback"]
                asked = {"hub.mode": "subscribe", "hub.topic": topic, "hub.challenge": "thu-thach", "hub.lease_seconds": "86400"}
                with urlopen(f"{callback}?{urlencode(asked)}") as answer:
                    if answer.read() != b"thu-thach":
                        return 404
                self.subscribers[topic].append(callback)
                return 202
            case ["publish"]:
                for topic in form["hub.url"]:
                    self.told.append(topic)
                    self._hand_on(topic)
                return 204
        return 400

    def _hand_on(self, topic: str) -> None:
        with urlopen(topic) as feed:
            data = feed.read()
        for callback in self.subscribers[topic]:
            request = Request(callback, data, {"Content-Type": "application/atom+xml", "Link": f'<{topic}>; rel="self"'})
            urlopen(request).close()


@contextmanager
def serve(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serves on a free port of this machine; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # the name is the library's
        """Says nothing."""

    def read(self) -> bytes:
        """The body of the request."""
        return self.rfile.read(int(self.headers["Content-Length"]))

    def reply(self, status: int, data: bytes = b"") -> None:
        """Answers."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def run_hub() -> Iterator[tuple[str, Hub]]:
    """A hub, by its address."""
    hub = Hub()

    class Handler(_Quiet):
        def do_POST(self) -> None:
            self.reply(hub.answer(parse_qs(self.read().decode())))

    with serve(Handler) as address:
        yield address, hub


@contextmanager
def run_subscriber() -> Iterator[tuple[str, list[bytes]]]:
    """Somebody who subscribes, by the address that a hub calls, and what was handed to them."""
    received: list[bytes] = []

    class Handler(_Quiet):
        def do_GET(self) -> None:
            self.reply(200, parse_qs(urlsplit(self.path).query)["hub.challenge"][0].encode())

        def do_POST(self) -> None:
            received.append(self.read())
            self.reply(200)

    with serve(Handler) as address:
        yield address, received
