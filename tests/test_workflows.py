"""The workflows: safe for a proposal from anybody, pinned, and calling only commands that exist."""

import re
import subprocess
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
