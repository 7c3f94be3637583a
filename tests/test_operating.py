"""The pages for those who operate a site: their commands, in their order, keep a site alive, bring it back and put it right."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from conftest import HERE, REPOSITORY, TODAY, make_site_root
from niemyet.cli import app
from serving import CompressingServer, serve

PAGES = REPOSITORY / "docs/van-hanh"
IN_ENGLISH = REPOSITORY / "docs/en/van-hanh"
DAY = "1795305600"
"""22 November 2026."""
TRIED_ELSEWHERE = {"init", "migrate", "publish"}
"""Commands that ask, or send to another machine: their own tests run them."""
COMMAND = re.compile(r"^ {4,}((?:niemyet|git|tar|diff|curl) [^\n]+)$", re.MULTILINE)
POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"


def commands_of(page: str) -> list[str]:
    """The commands of a page that are to be typed, in order."""
    return COMMAND.findall((PAGES / page / "index.md").read_text("utf-8"))


def test_every_command_exists_with_its_options() -> None:
    """A renamed option would leave an office before a sentence that is not true."""
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group
    named = []
    for page in sorted([*PAGES.rglob("*.md"), *IN_ENGLISH.rglob("*.md")]):
        text = page.read_text("utf-8")
        for name, words in re.findall(r"(?:^ {4,}|`)niemyet ([a-z]+)([^\n`]*)", text, re.MULTILINE):
            if name in TRIED_ELSEWHERE and name not in known:
                continue
            named.append(name)
            below = getattr(known[name], "commands", {name: known[name]})
            options = {option for command in below.values() for parameter in command.params for option in parameter.opts}
            assert set(re.findall(r"--[a-z-]+", words)) <= options | {"--help"}, (page, name)
    assert {"build", "check", "server", "licences", "report", "diff"} <= set(named)


def test_who_reads_english_types_the_same() -> None:
    """Every page is there in English, with the same examples in the same order; what they print may be other words."""
    pages = {page.relative_to(PAGES).as_posix(): page.read_text("utf-8") for page in PAGES.rglob("*.md")}
    english = {page.relative_to(IN_ENGLISH).as_posix(): page.read_text("utf-8") for page in IN_ENGLISH.rglob("*.md")}
    assert pages.keys() == english.keys()
    for name, text in pages.items():
        ours, theirs = ([_TOLD.sub("", line) for line in EXAMPLE.findall(one)] for one in (text, english[name]))
        assert ours == theirs, name


EXAMPLE = re.compile(r"^ {4,}(\S.*)$", re.MULTILINE)
_TOLD = re.compile(r"^#.*|echo \".*?\"")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames_at_hand: None) -> Path:
    """A repository of records with two commits, the second of which is to be taken back."""
    root = tmp_path / "niemyet"
    shutil.copytree(HERE / "small", root)
    make_site_root(root)
    (root / ".gitignore").write_text("site/\n.site.*\nmay-chu/\n", "utf-8")
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "Tỉnh")
        monkeypatch.setenv(f"{name}_EMAIL", "tinh@tinh.example")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.chdir(root)
    for words in ("git init -q -b main", "git add -A", "git commit -qm dau"):
        subprocess.run(shlex.split(words), check=True)
    file = root / POSTING
    file.write_text(file.read_text("utf-8").rstrip("\n") + "\ncounter: Quầy số 9\n", "utf-8")
    subprocess.run(shlex.split("git commit -qam nham"), check=True)
    (root / "dia-chi-cu.txt").write_text("/dvc/index.php?id=5 /dvc/thu-tuc/\n", "utf-8")
    return root


def run(command: str) -> str:
    """What a command prints; it must end well."""
    words = shlex.split(command)
    if words[0] == "niemyet":
        result = CliRunner().invoke(app, words[1:], catch_exceptions=False)
        assert result.exit_code == 0, (command, result.output)
        return result.stdout
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout


@pytest.mark.slow("five builds, as the pages have them")
def test_the_commands_of_the_pages_keep_a_site(office: Path) -> None:
    """From nothing to a site, its servers' files, a copy elsewhere that is the same byte for byte, and back to before."""
    page = office / "site/ha-noi/kim-lien/1.001193/index.html"
    told = {}
    for name in (".", "may-chu", "hang-ngay", "giu-gin"):
        for command in commands_of(name):
            if command.split()[1] not in TRIED_ELSEWHERE and not command.startswith("curl"):
                if command.startswith("git revert"):
                    assert "Quầy số 9" in page.read_text("utf-8")
                told[command] = run(command)
    assert told["diff --recursive --brief site ../khoi-phuc/site"] == ""
    assert "Quầy số 9" in told["niemyet diff HEAD~1 HEAD"]
    assert "Quầy số 9" not in page.read_text("utf-8")
    made = {path.parent.name for path in (office / "may-chu").rglob("*") if path.is_file()}
    assert made == {"nginx", "caddy", "apache", "iis", "container", "systemd"}


@pytest.mark.slow("four builds, as the page has them")
def test_the_site_of_a_past_day_is_made_again(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the commit that held at its end, byte for byte what was posted then, whatever has been changed since; and the page of
    changes leads to the page that tells how."""

    def git(*words: str, given: bytes = b"") -> bytes:
        return subprocess.run(["git", *words], input=given, capture_output=True, check=True).stdout

    later = git("diff", "HEAD~1", "HEAD")
    git("reset", "--hard", "HEAD~1")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-22T08:00:00+07:00")
    git("commit", "--amend", "--no-edit")
    run("niemyet build --as-of 22/11/2026")
    posted = (office / "site/build.json").read_bytes()
    git("apply", given=later)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-23T00:30:00+07:00")
    git("commit", "--all", "--message", "hôm sau")
    run("niemyet build --as-of 23/11/2026")
    assert (office / "site/build.json").read_bytes() != posted
    (office / "luu").mkdir()
    (office / "luu/2026-11-22.json").write_bytes(posted)
    told = {command: run(command) for command in commands_of("ngay-ay") if "worktree remove" not in command}
    [same] = [command for command in told if command.startswith("diff")]
    assert told[same] == ""
    again = office.parent / "ngay-ay/site/ha-noi/kim-lien/1.001193/index.html"
    assert "Quầy số 9" not in again.read_text("utf-8")
    assert "Quầy số 9" in (office / "site/ha-noi/kim-lien/1.001193/index.html").read_text("utf-8")
    run("git worktree remove --force ../ngay-ay")
    run("niemyet build --history 5 --as-of 23/11/2026")
    changes = (office / "site/thay-doi/index.html").read_text("utf-8")
    assert 'href="../van-hanh/ngay-ay/"' in changes
    assert (office / "site/van-hanh/ngay-ay/index.html").is_file()


def test_the_looks_at_a_site_see_what_they_are_for(office: Path) -> None:
    """Silent where all is well; a word where the site stands still, or the server lets browsers keep pages."""
    if not shutil.which("curl"):
        pytest.skip("không có curl trên máy này")
    [day, kept] = [command for command in commands_of("hang-ngay") if command.startswith("curl")]
    run("niemyet build")
    page = office / "site/sap-thay-doi/index.html"
    today = subprocess.run(
        ["date", "+%-d/%-m/%Y"], env=os.environ | {"TZ": "Asia/Ho_Chi_Minh"}, capture_output=True, text=True, check=True
    )
    with serve(office / "site", Telling) as address:
        for command, said in ((day, "trang cũ\n"), (kept, "")):
            assert run(command.replace("https://TRANG/", address)) == said
        page.write_text(page.read_text("utf-8").replace(f"{TODAY:%-d/%-m/%Y}", today.stdout.strip()), "utf-8")
        assert run(day.replace("https://TRANG/", address)) == ""
    with serve(office / "site", Plain) as address:
        assert run(kept.replace("https://TRANG/", address)) == "thiếu no-cache\n"


class Plain(CompressingServer):
    """A server that says nothing of keeping pages, and compresses nothing."""

    def do_GET(self) -> None:
        """As Python's own server does."""
        super(CompressingServer, self).do_GET()

    do_HEAD = CompressingServer.do_HEAD


class Telling(Plain):
    """A server that says it."""

    def end_headers(self) -> None:
        """With what browsers are to do."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()
