"""The forge as a server on 127.0.0.1, with CORS: any number of forges, each begun afresh, and a door for tests at `/test/`."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from forges.forge import Fault, Forge, LineCutError, Person, Reply, Request
from forges.gitea import Forgejo, Gitea
from forges.github import GitHub
from forges.gitlab import GitLab
from forges.repository import Repository
from forges.signing_in import SignIn

KINDS: Mapping[str, type[Forge]] = {"github": GitHub, "gitlab": GitLab, "forgejo": Forgejo, "gitea": Gitea}
BEHIND = {"github": "", "gitlab": "/api", "forgejo": "/api/v1", "gitea": "/api/v1"}
"""Where the interface begins behind the forge's address."""


class Forges:
    """All that run, by number; the first repository is made once and copied."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes]) -> None:
        self.folder, self.address = folder, ""
        self.all: dict[str, tuple[str, Forge]] = {}
        self.sign_ins: dict[str, SignIn] = {}
        self.first = Repository(folder / "first", files)

    def begin(self, kind: str) -> str:
        """A forge with the repository as it was at first; gives its number."""
        number = str(len(self.all) + 1)
        self.open(kind, self.first.copy(self.folder / number))
        return number

    def open(self, kind: str, repository: Repository) -> Forge:
        """A forge for a repository that is there."""
        number = str(len(self.all) + 1)
        self.all[number] = kind, KINDS[kind](repository, f"{self.address}/{number}")
        return self.all[number][1]

    def act(self, order: Any) -> Any:
        """What a test wants, by `do`."""
        if order["do"] == "begin":
            number = self.begin(order["kind"])
            return {
                "site": f"{self.address}/{number}",
                "api": f"{self.address}/{number}{BEHIND[order['kind']]}",
                "number": number,
            }
        _, forge = self.all[order["number"]]
        match order["do"]:
            case "edit":
                forge.edit(order["path"], order["text"])
            case "right":
                forge.people["token-lan"] = Person("lan", "Nguyễn Thị Lan", order["right"])
            case "fail":
                forge.faults += [Fault(**fault) for fault in order["faults"]]
            case "slow":
                forge.slow_forks = order["times"]
            case "forget":
                forge.people = {"another": next(iter(forge.people.values()))}
            case "client":
                self.sign_ins[order["number"]] = SignIn(forge, order["client"], order["redirect"], order.get("secret"))
        return forge.state()

    def answer(self, request: Request) -> tuple[Forge | None, Reply]:
        """Whom it is for, and what they say."""
        if request.path.startswith("/test/"):
            return None, Reply(200, self.act(request.body))
        _, number, rest = request.path.split("/", 2)
        kind, forge = self.all[number]
        inside, sign_in = "/" + rest, self.sign_ins.get(number)
        if sign_in and inside.endswith("/oauth/authorize"):
            return forge, sign_in.authorize(request)
        if sign_in and inside in ("/oauth/token", "/login/oauth/access_token"):
            return forge, sign_in.token(request)
        return forge, forge.answer(request._replace(path=inside.removeprefix(BEHIND[kind])))


class Handler(BaseHTTPRequestHandler):
    """Answers one request after the other: git's index is one file."""

    protocol_version = "HTTP/1.1"
    forges: ClassVar[Forges]
    lock = threading.Lock()

    def _answer(self) -> None:
        asked = urlsplit(self.path)
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        is_form = self.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded")
        body: Any = dict(parse_qsl(data.decode())) if is_form else json.loads(data) if data else None
        request = Request(self.command, asked.path, dict(parse_qsl(asked.query)), dict(self.headers), body)
        try:
            with self.lock:
                forge, reply = self.forges.answer(request)
        except LineCutError:
            self.close_connection = True
            return
        self.send_response(reply.status)
        if not (isinstance(forge, GitHub) and asked.path.endswith("/access_token")):  # GitHub lets no page ask for a token
            self._allow(forge)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(reply.data)))
        self.end_headers()
        self.wfile.write(reply.data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer

    def do_OPTIONS(self) -> None:
        """What a browser asks before it lets a page ask."""
        self.send_response(204)
        self._allow(None)
        self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _allow(self, forge: Forge | None) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        if forge is not None:
            self.send_header("Access-Control-Expose-Headers", forge.exposed)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def run_forges(folder: Path, files: Mapping[str, str | bytes]) -> Iterator[Forges]:
    """The server; its repositories lie in the folder."""
    forges = Forges(folder, files)
    handler = type("OurHandler", (Handler,), {"forges": forges})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        forges.address = f"http://127.0.0.1:{running.server_port}"
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield forges
        running.shutdown()
