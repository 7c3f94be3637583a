"""The interface of Gitea, and of Forgejo, which answers 409 where Gitea answers 422, behind /api/v1."""

import base64
import re
from typing import Any

from forges.comments import comment_on_issue
from forges.forge import Forge, Person, Proposal, RefusalError, Reply, Request
from forges.repository import UPSTREAM, Change


class Gitea(Forge):
    """Answers as Gitea 1.24."""

    status_of_moved = 422
    updates_forks_by = "merge-upstream"

    def reply(self, request: Request) -> Reply:
        person = self.who(request)
        if person is None:
            raise RefusalError(401, {"message": "invalid username, password or token"})
        if request.path == "/user":
            return Reply(200, {"id": 1, "login": person.login, "full_name": person.name})
        found = re.fullmatch(r"/repos/([^/]+/[^/]+)(/.*)?", request.path)
        home = found[1] if found else ""
        if found is None or person.right == "none" or home not in (UPSTREAM, *self.forks):
            raise _not_found()
        return self._repository(request, person, home, found[2] or "")

    def _repository(self, request: Request, person: Person, home: str, rest: str) -> Reply:
        if rest.startswith("/issues/"):
            return comment_on_issue(self, request, person, rest[1:])
        contents = re.fullmatch(r"/contents/(.+)", rest)
        branch = re.fullmatch(r"/branches/(.+)", rest)
        if request.method == "GET":
            if rest == "":
                return Reply(200, {"full_name": home, "permissions": {"push": self.may_write(person, home), "pull": True}})
            if contents:
                return self._contents(home, contents[1], request.query["ref"])
            if branch and self.repository.head(home, branch[1]) and not self._is_slow(home):
                return Reply(200, {"name": branch[1], "commit": {"id": self.head(branch[1], home)}})
            if rest == "/pulls":
                return Reply(200, [self._pull(one) for one in self.open_ones()])
            raise _not_found()
        if rest == "/forks":
            return Reply(202, {"full_name": self.fork(person)})
        if rest == "/pulls":
            return self._open(request.body, person)
        if not self.may_write(person, home):
            raise RefusalError(403, {"message": "user should have a permission to write to the target branch"})
        if rest == "/contents":
            return self._commit(request.body, home)
        if rest.startswith(f"/{self.updates_forks_by}"):
            self.repository.move(home, "main", self.head("main"))
            return Reply(200, {"merge_type": "fast-forward"})
        raise _not_found()

    def _is_slow(self, home: str) -> bool:
        self.slow_forks -= home != UPSTREAM
        return home != UPSTREAM and self.slow_forks >= 0

    def _contents(self, home: str, path: str, ref: str) -> Reply:
        at = self.head(ref, home)
        listed = self.repository.list(at, path)
        if listed is not None:
            kinds = {"blob": "file", "tree": "dir"}
            return Reply(200, [{"type": kinds[e.kind], "path": f"{path}/{e.name}", "name": e.name, "sha": e.id} for e in listed])
        blob = self.repository.id_of(at, path)
        if blob is None:
            raise RefusalError(404, {"message": f"object does not exist [id: , rel_path: {path}]"})
        content = base64.b64encode(self.repository.text(blob).encode()).decode()
        return Reply(200, {"type": "file", "path": path, "sha": blob, "encoding": "base64", "content": content})

    def _commit(self, body: Any, home: str) -> Reply:
        if self.repository.head(home, body["new_branch"]):
            raise RefusalError(422, {"message": f"branch already exists [name: {body['new_branch']}]"})
        at, changes = self.head(body["branch"], home), []
        for file in body["files"]:
            now = self.repository.id_of(at, file["path"])
            if file["operation"] == "create" and now:
                raise RefusalError(422, {"message": f"repository file already exists [path: {file['path']}]"})
            if file["operation"] != "create" and not now:
                raise RefusalError(404, {"message": f"repository file does not exist [path: {file['path']}]"})
            if file["operation"] != "create" and now != file["sha"]:
                raise RefusalError(
                    self.status_of_moved, {"message": f"sha does not match [given: {file['sha']}, expected: {now}]"}
                )
            changes.append(Change(file["path"], base64.b64decode(file["content"]) if "content" in file else None))
        commit = self.repository.commit(at, changes, body["message"])
        self.repository.move(home, body["new_branch"], commit)
        return Reply(201, {"commit": {"sha": commit}})

    def _open(self, body: Any, person: Person) -> Reply:
        owner, _, branch = body["head"].rpartition(":")
        home = next((name for name in self.forks if name.partition("/")[0] == owner), UPSTREAM)
        if any((one.home, one.branch) == (home, branch) for one in self.open_ones()):
            raise RefusalError(409, {"message": "pull request already exists for these targets"})
        return Reply(201, self._pull(self.propose(home, branch, (body["title"], body["body"]), person)))

    def _pull(self, one: Proposal) -> dict[str, Any]:
        head = {"ref": one.branch, "sha": self.head(one.branch, one.home), "repo": {"full_name": one.home}}
        address = f"{self.address}/{UPSTREAM}/pulls/{one.number}"
        return {"number": one.number, "html_url": address, "head": head, "title": one.title, "state": one.state}


class Forgejo(Gitea):
    """Answers as Forgejo 12."""

    status_of_moved = 409
    updates_forks_by = "sync_fork"


def _not_found() -> RefusalError:
    return RefusalError(404, {"message": "The target couldn't be found."})
