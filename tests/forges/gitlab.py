"""GitLab's interface, behind /api: REST of version 4, and the one GraphQL question by which the form reads."""

import base64
import re
from typing import Any

from forges.forge import Forge, Person, Proposal, RefusalError, Reply, Request
from forges.repository import UPSTREAM, Change

NUMBER = 7
"""The project's."""
_ACTIONS = {"create": False, "update": True, "delete": True}
"""Whether the file must be there."""


class GitLab(Forge):
    """Answers as gitlab.com: what one may not see with 404, a commit that cannot be made with 400."""

    exposed = "Link, X-Total, X-Total-Pages, X-Per-Page, X-Page, X-Next-Page, X-Prev-Page"
    a_page = 100

    def ref_of(self, number: int) -> str:
        return f"refs/merge-requests/{number}/head"

    def reply(self, request: Request) -> Reply:
        person = self.who(request)
        if person is None:
            raise RefusalError(401, {"message": "401 Unauthorized"})
        if request.path == "/v4/user":
            return Reply(200, {"id": 1, "username": person.login, "name": person.name})
        if request.path == "/graphql":
            return self._blobs(request.body["variables"], person)
        found = re.fullmatch(r"/v4/projects/([^/]+)(/.*)?", request.path)
        known = {UPSTREAM.replace("/", "%2F"): UPSTREAM, str(NUMBER): UPSTREAM} | {str(n): home for home, n in self.forks.items()}
        home = known.get(found[1]) if found else None
        if found is None or home is None or person.right == "none":
            raise RefusalError(404, {"message": "404 Project Not Found"})
        return self._project(request, person, home, found[2] or "")

    def _project(self, request: Request, person: Person, home: str, rest: str) -> Reply:
        number = NUMBER if home == UPSTREAM else self.forks[home]
        branch = re.fullmatch(r"/repository/branches/(.+)", rest)
        match request.method, rest:
            case "GET", "":
                level = 30 if self.may_write(person, home) else 20
                own = {"access_level": level} if level == 30 else None
                ready = "finished" if self.slow_forks <= 0 else "started"
                self.slow_forks -= home != UPSTREAM
                told = {"id": number, "permissions": {"project_access": own, "group_access": None}}
                return Reply(200, told | ({} if home == UPSTREAM else {"import_status": ready}))
            case "GET", "/forks":
                mine = [{"id": n} for name, n in self.forks.items() if name.partition("/")[0] == person.login]
                return Reply(200, mine)
            case "POST", "/fork":
                return Reply(201, {"id": self.forks[self.fork(person)], "import_status": "scheduled"})
            case "GET", "/repository/tree":
                return self._tree(request)
            case "GET", "/merge_requests":
                asked = request.query.get("source_branch")
                return Reply(200, [self._merge_request(one) for one in self.open_ones() if asked in (None, one.branch)])
            case "POST", "/merge_requests":
                return self._open(request.body, person, home)
            case "POST", "/repository/commits":
                return self._commit(request.body, person, home)
            case "GET", _ if branch and self.repository.head(home, branch[1]):
                return Reply(200, {"name": branch[1], "commit": {"id": self.head(branch[1], home)}})
        return self._notes(request, person, rest)

    def _notes(self, request: Request, person: Person, rest: str) -> Reply:
        found = re.fullmatch(r"/merge_requests/(\d+)/notes(?:/(\d+))?", rest)
        proposal = next((one for one in self.proposals if found and one.number == int(found[1])), None)
        if found is None or proposal is None:
            raise RefusalError(404, {"message": "404 Not Found"})
        if request.method == "GET":
            return Reply(200, proposal.comments)
        if request.method == "POST":
            proposal.comments.append(
                note := {"id": 100 + len(proposal.comments), "author": {"id": 1, "username": person.login}, **request.body}
            )
            return Reply(201, note)
        [note] = [
            note for note in proposal.comments if note["id"] == int(found[2]) and note["author"]["username"] == person.login
        ]
        return Reply(200, note | request.body if not note.update(request.body) else None)

    def _tree(self, request: Request) -> Reply:
        listed = self.repository.list(request.query["ref"], request.query["path"])
        if listed is None:
            raise RefusalError(404, {"message": "404 Tree Not Found"})
        size, page = min(int(request.query["per_page"]), self.a_page), int(request.query["page"])
        part = listed[(page - 1) * size : page * size]
        entries = [{"id": e.id, "name": e.name, "type": e.kind, "path": f"{request.query['path']}/{e.name}"} for e in part]
        return Reply(200, entries, {"X-Next-Page": str(page + 1) if page * size < len(listed) else ""})

    def _blobs(self, values: Any, person: Person) -> Reply:
        if person.right == "none" or values["project"] != UPSTREAM:
            return Reply(200, {"data": {"project": None}})
        blobs = {path: self.repository.id_of(values["ref"], path) for path in values["paths"]}
        nodes = [{"path": path, "oid": blob, "rawTextBlob": self.repository.text(blob)} for path, blob in blobs.items() if blob]
        return Reply(200, {"data": {"project": {"repository": {"blobs": {"nodes": nodes}}}}})

    def _commit(self, body: Any, person: Person, home: str) -> Reply:
        if not self.may_write(person, home):
            raise RefusalError(403, {"message": "403 Forbidden"})
        if self.repository.head(home, body["branch"]):
            words = f"A branch called '{body['branch']}' already exists. Switch to that branch in order to make changes"
            raise RefusalError(400, {"message": words})
        assert home == UPSTREAM or body["start_project"] == NUMBER
        changes = []
        for action in body["actions"]:
            is_there = self.repository.id_of(body["start_sha"], action["file_path"]) is not None
            if is_there != _ACTIONS[action["action"]]:
                said = "A file with this name doesn't exist" if not is_there else "A file with this name already exists"
                raise RefusalError(400, {"message": said})
            changes.append(Change(action["file_path"], base64.b64decode(action["content"]) if "content" in action else None))
        commit = self.repository.commit(body["start_sha"], changes, body["commit_message"])
        self.repository.move(home, body["branch"], commit)
        return Reply(201, {"id": commit})

    def _open(self, body: Any, person: Person, home: str) -> Reply:
        assert body["target_project_id"] == NUMBER
        if any((one.home, one.branch) == (home, body["source_branch"]) for one in self.open_ones()):
            raise RefusalError(409, {"message": ["Another open merge request already exists for this source branch: !1"]})
        return Reply(
            201, self._merge_request(self.propose(home, body["source_branch"], (body["title"], body["description"]), person))
        )

    def _merge_request(self, one: Proposal) -> dict[str, Any]:
        source = NUMBER if one.home == UPSTREAM else self.forks[one.home]
        address = f"{self.address}/{UPSTREAM}/-/merge_requests/{one.number}"
        return {
            "iid": one.number,
            "web_url": address,
            "source_project_id": source,
            "sha": self.head(one.branch, one.home),
            "title": one.title,
        }
