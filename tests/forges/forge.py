"""What every forge has: people and their tokens, what they may do, limits, faults, proposals and the comments below them."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from forges.repository import UPSTREAM, Change, Repository


class Request(NamedTuple):
    """What somebody asks: the path behind the forge's address, decoded by nobody yet."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass
class Reply:
    """What is answered, as JSON unless it is text."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        return b"" if self.body is None else json.dumps(self.body, ensure_ascii=False).encode()


@dataclass
class Person:
    """Somebody with an account: may `write`, `read` or do `none` here."""

    login: str
    name: str
    right: str = "write"


@dataclass
class Proposal:
    """A pull or merge request."""

    number: int
    home: str
    branch: str
    title: str
    body: str
    author: str
    state: str = "open"
    comments: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Fault:
    """What goes wrong with the next request whose method and path begin so.

    `lost`: it is done and its answer never comes; `cut`: it is not even done; else it is answered by `status`.
    """

    method: str
    path: str
    lost: bool = False
    cut: bool = False
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None


class LineCutError(Exception):
    """Nobody gets an answer."""


class RefusalError(Exception):
    """The forge says no: a reply in its own manner."""

    def __init__(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        super().__init__(body)
        self.reply = Reply(status, body, headers or {})


class Forge(ABC):
    """One repository, its forks, and those who work on it. Interfaces are made on top: they answer a `Request`."""

    own_headers: Mapping[str, str] = {}
    exposed = ""
    """The headers that a page of another origin may read."""

    def __init__(self, repository: Repository, address: str) -> None:
        self.repository = repository
        self.address = address
        self.people: dict[str, Person] = {"token-lan": Person("lan", "Nguyễn Thị Lan")}
        self.proposals: list[Proposal] = []
        self.forks: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.requests: list[str] = []
        self.slow_forks = 0
        """How often a fork that was just made is not ready yet."""

    def answer(self, request: Request) -> Reply:
        """Does what is asked, or fails as it was told to."""
        self.requests.append(f"{request.method} {request.path}")
        fault = next((f for f in self.faults if f.method == request.method and request.path.startswith(f.path)), None)
        if fault is not None:
            self.faults.remove(fault)
            if fault.cut:
                raise LineCutError
            if not fault.lost:
                return Reply(fault.status, fault.body, fault.headers)
        try:
            reply = self.reply(request)
        except RefusalError as refusal:
            reply = refusal.reply
        if fault is not None:
            raise LineCutError
        return reply

    @abstractmethod
    def reply(self, request: Request) -> Reply:
        """What the interface answers."""

    def who(self, request: Request) -> Person | None:
        """Whose token came with the request."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        return self.people.get(token or request.headers.get("PRIVATE-TOKEN", "")) if kind in ("Bearer", "token", "") else None

    def may_write(self, person: Person, home: str) -> bool:
        """In the repository itself, or in a fork of their own."""
        return person.right == "write" if home == UPSTREAM else home.partition("/")[0] == person.login

    def fork(self, person: Person) -> str:
        """Their fork, made now if there is none."""
        home = f"{person.login}/{UPSTREAM.partition('/')[2]}"
        if home not in self.forks:
            self.forks[home] = 100 + len(self.forks)
            self.repository.move(home, "main", self.head("main"))
        return home

    def head(self, branch: str, home: str = UPSTREAM) -> str:
        """The commit of a branch that is there."""
        commit = self.repository.head(home, branch)
        assert commit is not None
        return commit

    def edit(self, path: str, text: str | None) -> None:
        """Somebody else changes a file of the main branch."""
        change = Change(path, None if text is None else text.encode())
        self.repository.move(UPSTREAM, "main", self.repository.commit(self.head("main"), [change], "Người khác sửa"))

    def propose(self, home: str, branch: str, words: tuple[str, str], person: Person) -> Proposal:
        """A new proposal, numbered."""
        proposal = Proposal(len(self.proposals) + 1, home, branch, *words, person.login)
        self.proposals.append(proposal)
        self.refresh(proposal)
        return proposal

    def refresh(self, proposal: Proposal) -> None:
        """Lets the ref by which git fetches a proposal stand where its branch does."""
        self.repository.point(self.ref_of(proposal.number), self.head(proposal.branch, proposal.home))

    def ref_of(self, number: int) -> str:
        """The ref of a proposal."""
        return f"refs/pull/{number}/head"

    def push(self, home: str, branch: str, changes: Iterable[Change]) -> None:
        """A commit of whoever proposes, on a new branch or behind the last one of it."""
        at = self.repository.head(home, branch) or self.head("main")
        self.repository.move(home, branch, self.repository.commit(at, changes, "Sửa"))
        for proposal in self.open_ones():
            if (proposal.home, proposal.branch) == (home, branch):
                self.refresh(proposal)

    def open_ones(self) -> Iterator[Proposal]:
        """The proposals that are neither taken nor closed."""
        return (proposal for proposal in self.proposals if proposal.state == "open")

    def state(self) -> dict[str, Any]:
        """All that happened, for a test to look at."""
        return {
            "requests": self.requests,
            "branches": self.repository.branches(UPSTREAM),
            "proposals": [self._tell(proposal) for proposal in self.proposals],
        }

    def _tell(self, proposal: Proposal) -> dict[str, Any]:
        head = self.head(proposal.branch, proposal.home)
        told = {key: getattr(proposal, key) for key in ("number", "home", "branch", "title", "body", "state", "comments")}
        base = self.head("main")
        return told | {"commits": self.repository.ahead(base, head), "files": self.repository.changed(base, head)}
