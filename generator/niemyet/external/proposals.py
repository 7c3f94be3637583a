"""The open proposals of a repository on a forge, and the one comment below each: GitHub, GitLab, Forgejo and Gitea.

Takes the forge and a token; asks over HTTPS. A forge's words are data: nothing of them is run or followed.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.forge_settings import ForgeSettings

MARK = "<!-- niemyet-diff -->"
"""Begins the comment, so that the next one is written into the same."""
_A_PAGE = 50
_MOST_PAGES = 20
_SECONDS = 30


class ForgeError(Exception):
    """The forge cannot be asked, or refuses."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


class Proposed(NamedTuple):
    """An open proposal: its number, the commit it stands on, and the ref by which git fetches it."""

    number: int
    commit: str
    ref: str


class _Ways(NamedTuple):
    """Addresses of an interface, with {repository} and {number}, and the names of its fields."""

    user: str
    proposals: str
    comments: str
    comment: str
    ref: str
    number: str
    change: str
    """The method by which a comment is changed."""


_GITHUB = _Ways(
    "/user", "/repos/{repository}/pulls?state=open", "/repos/{repository}/issues/{number}/comments",
    "/repos/{repository}/issues/comments/{id}", "refs/pull/{number}/head", "number", "PATCH",
)  # fmt: skip
_GITLAB = _Ways(
    "/v4/user", "/v4/projects/{project}/merge_requests?state=opened", "/v4/projects/{project}/merge_requests/{number}/notes",
    "/v4/projects/{project}/merge_requests/{number}/notes/{id}", "refs/merge-requests/{number}/head", "iid", "PUT",
)  # fmt: skip
_WAYS: Mapping[str, _Ways] = {"github": _GITHUB, "gitlab": _GITLAB, "forgejo": _GITHUB, "gitea": _GITHUB}


class ProposalsOfForge:
    """What is open, and what is said below it. Every method may raise ForgeError."""

    def __init__(self, forge: ForgeSettings, token: str) -> None:
        self._forge, self._token, self._ways = forge, token, _WAYS[forge.kind]

    def list_open(self) -> list[Proposed]:
        """All that are neither taken nor closed."""
        return [self._read(one) for one in self._pages(self._ways.proposals)]

    def say(self, number: int, text: str) -> None:
        """Writes the comment, or changes the one that this account wrote before; not if it says just that."""
        body = f"{MARK}\n{text}"
        if self._forge.kind == "gitlab":
            body = body.replace("\n/", "\n\\/")  # GitLab takes such a line for a command
        own = self._ask("GET", self._ways.user)["id"]
        for told in self._pages(self._ways.comments, number):
            if (told.get("author") or told.get("user") or {}).get("id") == own and told["body"].startswith(MARK):
                if told["body"] != body:
                    self._ask(self._ways.change, self._fill(self._ways.comment, number, told["id"]), {"body": body})
                return
        self._ask("POST", self._fill(self._ways.comments, number), {"body": body})

    def _read(self, told: Mapping[str, Any]) -> Proposed:
        number = int(told[self._ways.number])
        commit = told["sha"] if self._forge.kind == "gitlab" else told["head"]["sha"]
        return Proposed(number, str(commit), self._ways.ref.format(number=number))

    def _fill(self, way: str, number: int = 0, comment: int = 0) -> str:
        repository = self._forge.repository
        return way.format(repository=repository, project=quote(repository, safe=""), number=number, id=comment)

    def _pages(self, way: str, number: int = 0) -> Iterator[Mapping[str, Any]]:
        path = self._fill(way, number)
        size = "limit" if self._forge.kind in ("forgejo", "gitea") else "per_page"
        for page in range(1, _MOST_PAGES + 1):
            part = self._ask("GET", f"{path}{'&' if '?' in path else '?'}{size}={_A_PAGE}&page={page}")
            yield from part
            if len(part) < _A_PAGE:
                return

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Accept": "application/json", "Content-Type": "application/json", "User-Agent": "niemyet"}
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._forge.api + path, data, headers | {"Authorization": f"Bearer {self._token}"}, method=method)
        try:
            with urlopen(request, timeout=_SECONDS) as answer:
                return json.load(answer)
        except HTTPError as error:
            vi = f"{self._forge.site} từ chối ({error.code}): xem lại quyền của mã truy cập và tên kho {self._forge.repository}"
            en = f"{self._forge.site} refuses ({error.code}): look at the token's rights and {self._forge.repository}"
            raise ForgeError(Bilingual(vi, en)) from error
        except (URLError, TimeoutError, ValueError) as error:
            vi = f"không hỏi được {self._forge.site}: {getattr(error, 'reason', error)}"
            raise ForgeError(Bilingual(vi, f"{self._forge.site} cannot be asked: {getattr(error, 'reason', error)}")) from error
