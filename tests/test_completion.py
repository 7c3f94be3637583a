"""`niemyet completion`: the Tab key proposes what can be typed, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from niemyet.cli import MODULES, app
from niemyet.cli.completing import SCRIPTS, Shell, propose

HA_NOI = ["ha-noi/kim-lien", "ha-noi/thuong-tin"]


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        (["che"], ["check"]),
        ([""], [*MODULES]),
        (["--v"], ["--version"]),
        (["check", "--sum"], ["--summary"]),
        (["check", "--format", "g"], ["github", "gitlab"]),
        (["check", "--lang", ""], ["vi", "en"]),
        (["server", "--port", "8080", "ngi"], ["nginx"]),
        (["new", "post"], ["posting"]),
        (["new", "posting", "--commune", "ha-noi/"], HA_NOI),
        (["sheets", "ha-noi/t"], ["ha-noi/thuong-tin"]),
        (["sheets", "ha-noi/thuong-tin", "--procedure", "1.00119"], ["1.001193"]),
        (["sheets", "ha-noi/thuong-tin", ""], []),
        (["answer", "ha-noi/thuong-tin", "1.00119"], ["1.001193"]),
        (["confirm", "ha-noi/kim-lien", "ha-noi/"], HA_NOI),
        (["new", "fees", ""], ["ha-noi"]),
        (["publish", ""], []),
        (["no-such", "x"], []),
    ],
)
def test_what_can_follow_is_proposed(typed: list[str], proposed: list[str], small: Path) -> None:
    """Commands, their options, values that are named, places of the catalogue and codes; else the shell proposes files."""
    assert [*propose(typed, small)] == proposed


def test_the_codes_of_a_provinces_own_procedures_are_proposed(small: Path) -> None:
    own = small / "catalogue/ha-noi/procedures/ho-tich/9.123456.yaml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert [*propose(["answer", "ha-noi/thuong-tin", "9.1"], small)] == ["9.123456"]


def test_a_place_needs_a_catalogue() -> None:
    """Outside a project no place is proposed."""
    assert [*propose(["sheets", ""], None)] == []


ASK = {
    "bash": 'COMP_WORDS=(niemyet sheets ha-noi/t); COMP_CWORD=2; _niemyet; printf "%s\\n" "${COMPREPLY[@]}"',
    "zsh": 'compadd() { print -l -- "${(@P)2}" }; _files() { print files }; CURRENT=3; '
    'words=(niemyet sheets ha-noi/t); _niemyet; words=(niemyet publish ""); _niemyet',
    "fish": 'complete --do-complete "niemyet sheets ha-noi/t"; complete --do-complete "niemyet server ngi"',
}
"""Shell → what asks the script as the Tab key does."""
SEEN = {"bash": ["ha-noi/thuong-tin"], "zsh": ["ha-noi/thuong-tin", "files"], "fish": ["ha-noi/thuong-tin", "nginx"]}


@pytest.mark.slow("the command runs in a process of its own")
@pytest.mark.parametrize("shell", ASK)
def test_a_shell_asks_for_the_words_on_its_line(shell: str, small: Path, tmp_path: Path) -> None:
    """The script as it is written, in the shell itself."""
    if not shutil.which(shell):
        pytest.skip(f"không có {shell} trên máy này")
    (small / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    script = tmp_path / "script"
    result = CliRunner().invoke(app, ["completion", shell])
    assert result.exit_code == 0 and result.stdout == SCRIPTS[Shell(shell)]
    compdef = "compdef() { : }\n" if shell == "zsh" else ""
    script.write_text(f"{compdef}{result.stdout}\n{ASK[shell]}\n", "utf-8")
    (tmp_path / "niemyet").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m niemyet "$@"\n', "utf-8")
    (tmp_path / "niemyet").chmod(0o755)
    env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    ran = subprocess.run([shell, str(script)], cwd=small, env=env, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == SEEN[shell], ran.stderr


@pytest.mark.parametrize("shell", Shell)
def test_every_shell_gets_a_script(shell: Shell) -> None:
    """It names the command that it asks again."""
    assert f"niemyet completion {shell}" in SCRIPTS[shell]
