"""The workflows: safe for a proposal from anybody, pinned, and calling only commands that exist."""

import json
import os
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from conftest import REPOSITORY
from niemyet.cli import app

GITHUB = [*sorted((REPOSITORY / ".github" / "workflows").glob("*.yml")), REPOSITORY / "ci" / "github-shards.yml"]
ALL = [*GITHUB, REPOSITORY / ".gitlab-ci.yml", REPOSITORY / "ci" / "gitlab-shards.yml"]


def read(path: Path) -> dict[str, Any]:
    """The workflow with all its values as text."""
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return loaded


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", GITHUB, ids=lambda p: p.name)
def test_every_action_is_pinned_by_its_full_commit(path: Path) -> None:
    """A tag can be moved; a commit cannot."""
    for step in steps(path):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", "actions/x@" + "0" * 40))


@pytest.mark.parametrize("path", GITHUB, ids=lambda p: p.name)
def test_nothing_of_a_stranger_runs_with_rights(path: Path) -> None:
    """What runs a proposal's code may only read and has no secret; what may write checks out and runs none of it."""
    workflow, text = read(path), path.read_text("utf-8")
    assert "pull_request_target" not in text
    assert "secrets." not in text
    rights = [workflow["permissions"] or {}, *(job.get("permissions", {}) for job in workflow["jobs"].values())]
    if any("write" in given.values() for given in rights):
        assert set(workflow["on"]) == {"workflow_run"}
        assert not any("uses" in step for step in steps(path))
        assert "niemyet" not in "".join(step["run"] for step in steps(path)).replace("niemyet-diff", "")
    else:
        assert all(step["with"]["persist-credentials"] == "false" for step in steps(path) if "checkout" in step.get("uses", ""))


@pytest.mark.parametrize("path", GITHUB, ids=lambda p: p.name)
def test_no_words_of_a_proposal_are_put_into_a_script(path: Path) -> None:
    """They come through the environment, where the shell reads them as they are."""
    for step in steps(path):
        script = step.get("run", "")
        assert "${{" not in script
        assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.name)
def test_the_commands_exist_with_their_options(path: Path) -> None:
    """A renamed option would break every check of every proposal."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group
    for name, words in re.findall(r"bin/niemyet (\w+)([^\n|;>}]*)", path.read_text("utf-8")):
        known = {option for parameter in commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", words)) <= known, name


class Forge(BaseHTTPRequestHandler):
    """So much of GitLab as keeps the notes of one merge request; two of them are others' and try to look like ours."""

    notes: list[dict[str, Any]]
    token = "glpat-for-the-test"

    def answer(self) -> None:
        """Does what is asked, for the owner of the token only."""
        assert self.headers["PRIVATE-TOKEN"] == self.token
        path, _, _ = self.path.partition("?")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"]))) if "Content-Length" in self.headers else {}
        notes = "/api/v4/projects/7/merge_requests/3/notes"
        told: Any = self.notes
        if path == "/api/v4/user":
            told = {"id": 1}
        elif self.command == "POST":
            assert path == notes
            self.notes.append(told := {"id": 100 + len(self.notes), "author": {"id": 1}, **body})
        elif self.command == "PUT":
            [told] = [note for note in self.notes if path == f"{notes}/{note['id']}" and note["author"]["id"] == 1]
            told |= body
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    do_GET = do_POST = do_PUT = answer

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def test_gitlab_gets_one_note_that_is_edited(tmp_path: Path) -> None:
    """The second run edits the note of the first, never another's; nothing in it is a command to GitLab."""
    script = read(REPOSITORY / ".gitlab-ci.yml")["comment"]["script"][0]
    others = [{"id": 8, "author": {"id": 2}, "body": "<!-- niemyet-diff -->"}, {"id": 9, "author": {"id": 1}, "body": "Chào"}]
    Forge.notes = [dict(note) for note in others]
    with ThreadingHTTPServer(("127.0.0.1", 0), Forge) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        known = {
            "CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}/api/v4",
            "CI_PROJECT_ID": "7",
            "CI_MERGE_REQUEST_IID": "3",
            "NIEMYET_COMMENT_TOKEN": Forge.token,
        }
        for text in ("## Thay đổi đối với người dân\n\nphí 5.000 đồng\n", "/merge\n- thời hạn\n/close\n"):
            (tmp_path / "thay-doi.md").write_text(text, "utf-8")
            subprocess.run(["sh", "-e"], input=script, text=True, cwd=tmp_path, env=os.environ | known, check=True)
        server.shutdown()
    assert Forge.notes[:2] == others
    [note] = Forge.notes[2:]
    assert note["body"].split("\n") == ["<!-- niemyet-diff -->", "\\/merge", "- thời hạn", "\\/close", ""]


def test_gitlabs_token_meets_nothing_of_the_proposal() -> None:
    """Only the job that posts knows of it; that job runs for the project's own branches, and takes and installs nothing."""
    jobs = read(REPOSITORY / ".gitlab-ci.yml")
    [name] = [name for name, job in jobs.items() if "NIEMYET_COMMENT_TOKEN" in json.dumps(job)]
    job = jobs[name]
    assert (job["variables"], job["before_script"]) == ({"GIT_STRATEGY": "none"}, [])
    [rule] = job["rules"]
    conditions = {part.strip() for part in rule["if"].split("&&")}
    assert {"$NIEMYET_COMMENT_TOKEN", "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID"} <= conditions
    assert "niemyet " not in job["script"][0]
