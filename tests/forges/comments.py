"""Comments below a proposal, as GitHub and, after it, Gitea and Forgejo keep them: a proposal is an issue too."""

import re

from forges.forge import Forge, Person, RefusalError, Reply, Request


def comment_on_issue(forge: Forge, request: Request, person: Person, rest: str) -> Reply:
    """Lists, writes or changes; only one's own comments can be changed. `rest` is the path behind the repository."""
    user = {"id": 1, "login": person.login}
    below = re.fullmatch(r"issues/(\d+)/comments", rest)
    one = re.fullmatch(r"issues/comments/(\d+)", rest)
    if below:
        proposal = next(proposal for proposal in forge.proposals if proposal.number == int(below[1]))
        if request.method == "GET":
            return Reply(200, proposal.comments if request.query.get("page", "1") == "1" else [])
        proposal.comments.append(told := {"id": 1000 * proposal.number + len(proposal.comments), "user": user, **request.body})
        return Reply(201, told)
    for proposal in forge.proposals if one and request.method == "PATCH" else ():
        for told in proposal.comments:
            if told["id"] == int(one[1] if one else 0) and told["user"] == user:
                told.update(request.body)
                return Reply(200, told)
    raise RefusalError(404, {"message": "Not Found"})
