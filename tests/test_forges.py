"""The form's clients of the forges, run in Node against the tests' own forge (`forges/`)."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import HERE, REPOSITORY
from forges.server import Forges, run_forges
from node import find_node

RELAY = REPOSITORY / "generator/niemyet/publish/servers/github_relay.py"
FOLDER = "catalogue/ha-noi/kim-lien"
POSTING = (
    "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2025-07-03\nchecked: 2026-11-02\ncounter: Quầy số 1 – Tư pháp\n"
)
FILES = {
    "catalogue/ha-noi/province.yaml": "name: Hà Nội\n",
    f"{FOLDER}/ben-trong/anh.yaml": "name: ảnh\n",
    **{f"{FOLDER}/{code}.yaml": POSTING for code in ("1.001193", "1.004222", *(f"3.{number:06}" for number in range(110)))},
}
"""A commune with more files than GitLab gives at once."""


@pytest.fixture(scope="module")
def forges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forges]:
    """The server, with that commune's repository."""
    with run_forges(tmp_path_factory.mktemp("forges"), FILES) as running:
        yield running


@pytest.fixture(scope="module")
def relayed(forges: Forges) -> Iterator[dict[str, str]]:
    """A GitHub whose client has a secret, and the relay that knows it."""
    begun: dict[str, str] = forges.act({"do": "begin", "kind": "github"})
    client, home = "ma-cua-trang", "https://tinh.example"
    forges.act({"do": "client", "number": begun["number"], "client": client, "redirect": f"{home}/quan-tri/", "secret": "bi-mat"})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    known = {"SITE_ORIGIN": home, "GITHUB_CLIENT_ID": client, "GITHUB_CLIENT_SECRET": "bi-mat", "PORT": port}
    tokens = {"GITHUB_TOKENS": f"{begun['site']}/login/oauth/access_token"}
    running = subprocess.Popen([sys.executable, RELAY], env=os.environ | known | tokens)
    while running.poll() is None:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", int(port))) == 0:
                break
        time.sleep(0.02)
    yield begun | {"relay": f"http://127.0.0.1:{port}/"}
    running.terminate()
    running.wait()


@pytest.mark.slow("servers and a process")
@pytest.mark.parametrize("module", ["forges", "signing-in"])
def test_the_clients_keep_their_laws(module: str, forges: Forges, relayed: dict[str, str]) -> None:
    """What fails is told by its name, with what was expected."""
    script: Path = HERE / "forges" / f"{module}.test.js"
    given = {"NIEMYET_FORGES": forges.address, "NIEMYET_RELAYED": json.dumps(relayed)}
    command = [find_node(), "--test", "--test-reporter=spec", str(script)]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    failing = done.stdout.partition("failing tests:")[2]
    assert done.returncode == 0, failing or done.stdout + done.stderr
    assert re.search(r"^ℹ pass [1-9]", done.stdout, re.MULTILINE), done.stdout
