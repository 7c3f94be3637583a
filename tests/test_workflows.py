"""The CI workflows: safe for proposals from anybody, pinned, and calling only existing commands."""

import json
import os
import re
import subprocess
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from conftest import REPOSITORY
from niemyet.cli import app

PROJECT = (REPOSITORY / "pyproject.toml").parent
GIVEN = REPOSITORY / "generator/niemyet/editing/repository"
"""What `niemyet init` gives to a content repository."""
GITHUB = [
    *sorted((REPOSITORY / ".github" / "workflows").glob("*.yml")), REPOSITORY / "ci" / "github-shards.yml", GIVEN / "check.yml",
    GIVEN / "preview.yml", GIVEN / "publish.yml",
]  # fmt: skip
ALL = [*GITHUB, REPOSITORY / ".gitlab-ci.yml", REPOSITORY / "ci" / "gitlab-shards.yml", GIVEN / "gitlab-ci.yml"]

COMMENTING = [(REPOSITORY / ".gitlab-ci.yml", "thay-doi.md"), (GIVEN / "gitlab-ci.yml", "xem-thu/binh-luan.md")]
"""Those that write a note below a merge request, and the file that they take its words from."""


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


def test_an_action_is_the_same_everywhere() -> None:
    """One commit an action, with the version that it is beside it: whoever brings one up to date brings all."""
    named = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # (v[0-9]+\.[0-9]+\.[0-9]+)$", re.MULTILINE)
    texts = [path.read_text("utf-8") for path in GITHUB]
    used = {found for text in texts for found in named.findall(text)}
    assert len(used) == len({action for action, _, _ in used})
    assert sum(text.count("uses: ") for text in texts) == sum(len(named.findall(text)) for text in texts)


@pytest.mark.parametrize("path", GITHUB, ids=lambda p: p.name)
def test_nothing_of_a_stranger_runs_with_rights(path: Path) -> None:
    """What runs a proposal's code may only read and has no secret; what may write takes and runs no code of the project.
    The access to a site's own server is for the step alone that publishes there, which no proposal starts."""
    workflow, text = read(path), path.read_text("utf-8")
    assert "pull_request_target" not in text
    secret = [step for step in steps(path) if "secrets." in str(step)]
    assert all(step["run"].endswith("&& niemyet publish") for step in secret)
    assert len(secret) == 0 or workflow["on"].keys() <= {"push", "schedule", "workflow_dispatch"}
    assert text.count("secrets.") == sum(str(step).count("secrets.") for step in secret)
    assert "write" not in (workflow["permissions"] or {}).values()
    for job in workflow["jobs"].values():
        if "write" in job.get("permissions", {}).values():
            assert workflow["on"].keys() <= {"workflow_run", "push", "schedule", "workflow_dispatch"}
            assert workflow["on"].get("push", {}) in ({}, {"branches": ["main"]}, {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]})
            scripts = "".join(step.get("run", "") for step in job["steps"]).replace("niemyet-diff", "")
            assert not re.search(r"niemyet|make |python|\.venv|\bpip\b", scripts)
            assert not any("checkout" in step.get("uses", "") for step in job["steps"])
        for step in job["steps"]:
            assert "checkout" not in step.get("uses", "") or step["with"]["persist-credentials"] == "false"


def test_a_job_that_may_write_may_write_only_what_it_does() -> None:
    """A note below a proposal, its preview; a release and the proof of where it comes from; the pages of a province's site."""
    given = {
        (path.name, name): {right for right, word in job["permissions"].items() if word == "write"}
        for path in GITHUB
        for name, job in read(path)["jobs"].items()
        if "write" in job.get("permissions", {}).values()
    }
    assert given == {
        ("comment.yml", "comment"): {"pull-requests"},
        ("release.yml", "publish"): {"attestations", "contents", "id-token"},
        ("publish.yml", "publish"): {"pages", "id-token"},
        ("preview.yml", "publish"): {"actions", "contents", "pull-requests"},
    }


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.name)
def test_the_make_targets_exist(path: Path) -> None:
    """A renamed target would break every check of every proposal."""
    targets = re.findall(r"^([\w./ -]+):(?!=)", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE)
    known = {name for line in targets for name in line.split()}
    assert set(re.findall(r"\bmake ([\w./-]+)", path.read_text("utf-8"))) <= known


def test_whatever_the_program_is_made_of_is_tested() -> None:
    """Both forges run every test where the same files change, on the same versions of Python; all of these files exist."""
    program = read(REPOSITORY / ".github" / "workflows" / "program.yml")
    paths = program["on"]["pull_request"]["paths"]
    assert program["on"]["push"]["paths"] == paths
    gitlab = read(REPOSITORY / ".gitlab-ci.yml")["program"]
    assert [path.removesuffix("/*").removesuffix("/**") for path in gitlab["rules"][0]["changes"]] == [
        path.removesuffix("/**") for path in paths
    ]
    assert all(any(PROJECT.glob(path.removesuffix("/**"))) for path in paths)
    assert gitlab["parallel"]["matrix"][0]["PYTHON"] == program["jobs"]["test"]["strategy"]["matrix"]["python"]
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    assert settings["project"]["requires-python"] == f">={gitlab['parallel']['matrix'][0]['PYTHON'][0]}"
    for script in (gitlab["script"], [step["run"] for step in program["jobs"]["test"]["steps"] if "run" in step]):
        assert script == ["make test-long", "make wheel"]


def test_content_is_checked_whatever_changes() -> None:
    """A change of the program may make a record wrong, too."""
    assert read(REPOSITORY / ".github" / "workflows" / "check.yml")["on"]["pull_request"] == ""
    assert not {"rules", "only"} & set(read(REPOSITORY / ".gitlab-ci.yml")["check"])


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
    for name, words in re.findall(r"(?:bin/|run: |- )niemyet (\w+)([^\n|;>}]*)", path.read_text("utf-8")):
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


@pytest.mark.slow("processes")
@pytest.mark.parametrize(("path", "note"), COMMENTING, ids=lambda named: str(named)[-20:])
def test_gitlab_gets_one_note_that_is_edited(path: Path, note: str, tmp_path: Path) -> None:
    """The second run edits the note of the first, never another's; nothing in it is a command to GitLab."""
    script = read(path)["comment"]["script"][0]
    (tmp_path / note).parent.mkdir(exist_ok=True)
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
            (tmp_path / note).write_text(text, "utf-8")
            subprocess.run(["sh", "-e"], input=script, text=True, cwd=tmp_path, env=os.environ | known, check=True)
        server.shutdown()
    assert Forge.notes[:2] == others
    [told] = Forge.notes[2:]
    assert told["body"].split("\n") == ["<!-- niemyet-diff -->", "\\/merge", "- thời hạn", "\\/close", ""]


@pytest.mark.parametrize("path", [path for path, _ in COMMENTING], ids=lambda path: path.name)
def test_gitlabs_token_meets_nothing_of_the_proposal(path: Path) -> None:
    """Only the job that posts knows of it; that job runs for the project's own branches, and takes and installs nothing."""
    jobs = read(path)
    [name] = [name for name, job in jobs.items() if "NIEMYET_COMMENT_TOKEN" in json.dumps(job)]
    job = jobs[name]
    assert (job["variables"], job["before_script"]) == ({"GIT_STRATEGY": "none"}, [])
    [rule] = job["rules"]
    conditions = {part.strip() for part in rule["if"].split("&&")}
    assert {"$NIEMYET_COMMENT_TOKEN", "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID"} <= conditions
    assert "niemyet " not in job["script"][0]
