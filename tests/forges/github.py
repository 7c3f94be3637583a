"""GitHub's interface: the GraphQL questions and the REST requests that the form sends, and those of the workflows."""

import base64
import re
from typing import Any

from forges.comments import comment_on_issue
from forges.forge import Forge, Person, Proposal, RefusalError, Reply, Request
from forges.repository import UPSTREAM, Change

_FILES = re.compile(r"(\w+): object\(expression: \$(\w+)\)")
_RIGHTS = {"write": "WRITE", "read": "READ"}


class GitHub(Forge):
    """Answers as api.github.com: errors of GraphQL with status 200, what one may not see with 404."""

    exposed = "ETag, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Used"

    def reply(self, request: Request) -> Reply:
        person = self.who(request)
        if person is None:
            raise RefusalError(401, {"message": "Bad credentials", "status": "401"})
        if request.path == "/user":
            return Reply(200, {"login": person.login, "name": person.name, "id": 1})
        if request.path == "/graphql":
            return self._graphql(request.body, person)
        found = re.fullmatch(r"/repos/([^/]+/[^/]+)/(.+)", request.path)
        home = found[1] if found else ""
        if found is None or person.right == "none" or home not in (UPSTREAM, *self.forks):
            raise RefusalError(404, {"message": "Not Found", "status": "404"})
        return self._rest(request, person, home, found[2])

    def _rest(self, request: Request, person: Person, home: str, rest: str) -> Reply:
        if request.method == "POST" and re.fullmatch(r"actions/workflows/[\w.]+/dispatches", rest):
            return Reply(204)
        if rest.startswith("issues/"):
            return comment_on_issue(self, request, person, rest)
        ref = re.fullmatch(r"git/ref/heads/(.+)", rest)
        compared = re.fullmatch(r"compare/(\w+)\.\.\.(.+)", rest)
        if request.method == "GET" and ref:
            if home != UPSTREAM and self.slow_forks > 0:
                self.slow_forks -= 1
                raise RefusalError(404, {"message": "Not Found", "status": "404"})
            return self._ref(home, ref[1])
        if request.method == "GET" and compared:
            head = self.repository.head(home, compared[2])
            if head is None:
                raise RefusalError(404, {"message": "Not Found", "status": "404"})
            return Reply(200, {"ahead_by": self.repository.ahead(compared[1], head)})
        if request.method == "GET" and rest == "pulls":
            return Reply(200, [self._pull(pull) for pull in self.open_ones() if request.query.get("head") in (None, _name(pull))])
        if request.method == "POST":
            return self._change(request.body, person, home, rest)
        raise RefusalError(404, {"message": "Not Found", "status": "404"})

    def _change(self, body: Any, person: Person, home: str, rest: str) -> Reply:
        if rest == "forks":
            return Reply(202, {"full_name": self.fork(person)})
        if rest == "pulls":
            return self._open(body, person)
        if not self.may_write(person, home):
            raise RefusalError(403, {"message": "Resource not accessible by personal access token", "status": "403"})
        if rest == "git/refs":
            branch = body["ref"].removeprefix("refs/heads/")
            if self.repository.head(home, branch):
                raise RefusalError(422, {"message": "Reference already exists", "status": "422"})
            if home != UPSTREAM and self.repository.ahead(self.head("main", home), body["sha"]):
                raise RefusalError(422, {"message": "Object does not exist", "status": "422"})
            self.repository.move(home, branch, body["sha"])
            return Reply(201, self._ref(home, branch).body)
        assert rest == "merge-upstream"
        self.repository.move(home, body["branch"], self.head(body["branch"]))
        return Reply(200, {"merge_type": "fast-forward"})

    def _ref(self, home: str, branch: str) -> Reply:
        head = self.repository.head(home, branch)
        if head is None:
            raise RefusalError(404, {"message": "Not Found", "status": "404"})
        return Reply(200, {"ref": f"refs/heads/{branch}", "object": {"type": "commit", "sha": head}})

    def _open(self, body: Any, person: Person) -> Reply:
        owner, _, branch = body["head"].rpartition(":")
        home = next(name for name in (UPSTREAM, *self.forks) if name.partition("/")[0] == (owner or UPSTREAM.partition("/")[0]))
        head = self.repository.head(home, branch)
        if head is None or any((pull.home, pull.branch) == (home, branch) for pull in self.open_ones()):
            message = f"A pull request already exists for {body['head']}."
            raise RefusalError(422, {"message": "Validation Failed", "errors": [{"message": message}], "status": "422"})
        if not self.repository.ahead(self.head(body["base"]), head):
            raise RefusalError(
                422, {"message": "Validation Failed", "errors": [{"message": "No commits between"}], "status": "422"}
            )
        return Reply(201, self._pull(self.propose(home, branch, (body["title"], body["body"]), person)))

    def _pull(self, pull: Proposal) -> dict[str, Any]:
        head = {"ref": pull.branch, "sha": self.repository.head(pull.home, pull.branch), "repo": {"full_name": pull.home}}
        address = f"{self.address}/{UPSTREAM}/pull/{pull.number}"
        return {"number": pull.number, "html_url": address, "state": pull.state, "title": pull.title, "head": head}

    def _graphql(self, body: Any, person: Person) -> Reply:
        query, values = body["query"], body["variables"]
        if query.startswith("mutation"):
            return self._commit(values["input"], person)
        if person.right == "none" or f"{values['owner']}/{values['name']}" != UPSTREAM:
            return _error("NOT_FOUND", "Could not resolve to a Repository with the name.", {"repository": None})
        if "viewerPermission" in query:
            head = self.repository.resolve(values["branch"])
            ref = {"target": {"oid": head}} if head else None
            return Reply(200, {"data": {"repository": {"viewerPermission": _RIGHTS[person.right], "ref": ref}}})
        if "entries" in query:
            at, _, folder = values["folder"].partition(":")
            listed = self.repository.list(at, folder)
            entries = [{"name": entry.name, "type": entry.kind, "oid": entry.id} for entry in listed or ()]
            return Reply(200, {"data": {"repository": {"object": None if listed is None else {"entries": entries}}}})
        with_text = "text" in query
        places = {alias: values[named].partition(":") for alias, named in _FILES.findall(query)}
        files = {alias: self._file(at, path, with_text) for alias, (at, _, path) in places.items()}
        return Reply(200, {"data": {"repository": files}})

    def _file(self, at: str, path: str, text: bool) -> dict[str, Any] | None:
        blob = self.repository.id_of(at, path)
        told = {"text": self.repository.text(blob), "isTruncated": False} if text and blob else {}
        return {"oid": blob} | told if blob else None

    def _commit(self, order: Any, person: Person) -> Reply:
        home, branch = order["branch"]["repositoryNameWithOwner"], order["branch"]["branchName"]
        if not self.may_write(person, home):
            return _error("FORBIDDEN", "Resource not accessible by personal access token", {"createCommitOnBranch": None})
        if self.repository.head(home, branch) != order["expectedHeadOid"]:
            words = f'Expected branch to point to "{order["expectedHeadOid"]}" but it did not.  Pull and try again.'
            return _error("STALE_DATA", words, {"createCommitOnBranch": None})
        additions = [Change(file["path"], base64.b64decode(file["contents"])) for file in order["fileChanges"]["additions"]]
        deletions = [Change(file["path"], None) for file in order["fileChanges"]["deletions"]]
        message = f"{order['message']['headline']}\n\n{order['message']['body']}"
        commit = self.repository.commit(order["expectedHeadOid"], [*additions, *deletions], message)
        self.repository.move(home, branch, commit)
        return Reply(200, {"data": {"createCommitOnBranch": {"commit": {"oid": commit}}}})


def _name(pull: Proposal) -> str:
    return f"{pull.home.partition('/')[0]}:{pull.branch}"


def _error(kind: str, words: str, data: Any) -> Reply:
    return Reply(200, {"data": data, "errors": [{"type": kind, "message": words}]})
