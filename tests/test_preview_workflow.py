"""The scripts of the workflow `preview.yml`, which `niemyet init` gives, run as GitHub runs them, against the tests' forge."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import REPOSITORY
from forges.forge import Forge, Person
from forges.repository import UPSTREAM, Change
from forges.server import run_forges

WORKFLOW = REPOSITORY / "generator/niemyet/editing/repository/preview.yml"
POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"
BOT = "github-actions[bot]"
pytestmark = pytest.mark.skipif(not all(map(shutil.which, ("curl", "jq"))), reason="không có curl, jq trên máy này")


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    """A GitHub with two open proposals; the workflow's token is its robot's."""
    with run_forges(tmp_path / "forges", {POSTING: "posted: 2025-07-03\n"}) as forges:
        _, forge = forges.all[forges.begin("github")]
        forge.people = {"token-bot": Person(BOT, "")}
        for number in ("mot", "hai"):
            forge.push(UPSTREAM, number, [Change(POSTING, number.encode())])
            forge.propose(UPSTREAM, number, (number, ""), Person("lan", ""))
        yield forge


def run(forge: Forge, folder: Path, job: str, name: str, **given: str) -> None:
    """One step, by the beginning of its name."""
    jobs: Any = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
    [script] = [step["run"] for step in jobs[job]["steps"] if step.get("name", "").startswith(name)]
    remote = f"https://x-access-token:token-bot@forge.example/{UPSTREAM}.git"
    known = {
        "GH_TOKEN": "token-bot",
        "GITHUB_API_URL": forge.address,
        "GITHUB_REPOSITORY": UPSTREAM,
        "GITHUB_SERVER_URL": "https://forge.example",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{forge.repository.folder}.insteadOf",
        "GIT_CONFIG_VALUE_0": remote,
    }
    folder.mkdir(exist_ok=True)
    subprocess.run(
        ["bash", "-e", "-o", "pipefail"], input=script, text=True, cwd=folder, env=os.environ | known | given, check=True
    )


def publish(forge: Forge, folder: Path, number: str, page: str = "", comment: str = "") -> None:
    """The job that may write, with what the other one left."""
    if number:
        (folder / "xem-thu/trang").mkdir(parents=True)
        (folder / "xem-thu/trang/index.html").write_text(page, "utf-8")
        (folder / "xem-thu/trang/la.html").symlink_to("/etc/passwd")
        (folder / "xem-thu/binh-luan.md").write_text(comment, "utf-8")
    for name in ("Đặt bản xem thử vào nhánh", "Ghi một bình luận"):
        run(forge, folder, "publish", name, NUMBER=number)


def served(forge: Forge) -> dict[str, str]:
    """What the branch holds: path → text."""
    head = forge.head("xem-thu")
    assert forge.repository.resolve(f"{head}^") is None  # one commit, however often
    found = {}
    for one in forge.repository.list(head, "de-xuat") or ():
        for file in forge.repository.list(head, f"de-xuat/{one.name}") or ():
            found[f"{one.name}/{file.name}"] = forge.repository.text(file.id)
    return found


@pytest.mark.slow("processes")
def test_previews_stand_while_their_proposals_are_open(forge: Forge, tmp_path: Path) -> None:
    """One folder and one comment a proposal, each brought up to date; gone when it is closed; the site is published anew."""
    publish(forge, tmp_path / "1", "1", "mot", "bình luận")
    publish(forge, tmp_path / "2", "2", "hai", "khác\n")
    publish(forge, tmp_path / "3", "1", "mot nua", "bình luận mới")
    assert served(forge) == {"1/index.html": "mot nua", "2/index.html": "hai"}
    first, second = forge.proposals
    assert [told["body"] for told in first.comments] == ["<!-- niemyet-diff -->\nbình luận mới"]
    first.state = "closed"
    publish(forge, tmp_path / "4", "")
    assert served(forge) == {"2/index.html": "hai"}
    assert [told["body"] for told in first.comments] == ["<!-- niemyet-diff -->\nĐề xuất đã đóng; bản xem thử đã được gỡ.\n"]
    assert [told["body"] for told in second.comments] == ["<!-- niemyet-diff -->\nkhác\n"]
    assert forge.requests.count(f"POST /repos/{UPSTREAM}/actions/workflows/publish.yml/dispatches") == 4


def test_a_comment_of_others_that_looks_so_is_left_alone(forge: Forge, tmp_path: Path) -> None:
    """Only the robot's own is changed."""
    theirs = {"id": 5, "user": {"login": "x"}, "body": "<!-- niemyet-diff --> của tôi"}
    forge.proposals[0].comments.append(dict(theirs))
    publish(forge, tmp_path / "1", "1", "mot", "bình luận")
    assert forge.proposals[0].comments[0] == theirs and len(forge.proposals[0].comments) == 2


def test_the_proposal_is_found_by_the_commit_that_was_checked(forge: Forge, tmp_path: Path) -> None:
    """What a proposal says of itself is not asked; a closed one, or one with a newer commit, is none."""
    told = tmp_path / "told"
    for commit, number in ((forge.head("hai"), "2"), (forge.head("main"), "")):
        told.write_text("", "utf-8")
        run(forge, tmp_path / "find", "build", "Tìm đề xuất", COMMIT=commit, GITHUB_OUTPUT=os.fspath(told))
        assert told.read_text("utf-8") == f"number={number}\n"
