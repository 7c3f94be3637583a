"""Proposals as links to look at: the preview, the one comment, and that whoever proposes decides nothing about what runs."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import TODAY, add_settings
from forges.forge import Forge
from forges.repository import UPSTREAM, Change, Repository
from forges.server import BEHIND, Forges, run_forges
from niemyet.cli import app, previewing
from niemyet.editing.forge_settings import ForgeSettings, read_forge
from niemyet.external.git import HistoryError
from niemyet.external.proposals import MARK, ForgeError, ProposalsOfForge
from niemyet.model.services import ForgeKind, SignIn

POSTING = "catalogue/ha-noi/thuong-tin/1.001193.yaml"
KINDS = ("github", "gitlab", "forgejo", "gitea")


@pytest.fixture(scope="module")
def forges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forges]:
    """The tests' forges, empty but for one file."""
    with run_forges(tmp_path_factory.mktemp("forges"), {POSTING: "posted: 2025-07-03\n"}) as running:
        yield running


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://github.com/tinh/kho/edit/main/{file}", ("github", "https://api.github.com", "tinh/kho", "main")),
        ("https://git.tinh.example/tinh/kho/edit/main/{file}", ("github", "https://git.tinh.example/api/v3", "tinh/kho", "main")),
        ("https://gitlab.com/tinh/so/kho/-/edit/main/{file}", ("gitlab", "https://gitlab.com/api", "tinh/so/kho", "main")),
        ("https://codeberg.org/tinh/kho/_edit/main/{file}", ("forgejo", "https://codeberg.org/api/v1", "tinh/kho", "main")),
        (
            "https://may.example/git/tinh/kho/_edit/chinh/{file}",
            ("forgejo", "https://may.example/git/api/v1", "tinh/kho", "chinh"),
        ),
    ],
)
def test_the_forge_is_known_by_the_edit_link(link: str, told: tuple[str, ...]) -> None:
    """Nothing has to be said twice."""
    forge = read_forge(link, SignIn())
    assert forge is not None
    assert (forge.kind, forge.api, forge.repository, forge.branch) == told


def test_the_form_may_ask_the_forge_and_nobody_else() -> None:
    """A pasted token goes to the interface; signing in asks the forge itself, at GitHub the relay."""
    gitlab, github = "https://gitlab.com/tinh/kho/-/edit/main/{file}", "https://github.com/tinh/kho/edit/main/{file}"
    relayed = SignIn(client="ma", relay="https://dang-nhap.tinh.example/doi")
    origins = [
        found.origins
        for link, how in ((gitlab, SignIn(client="ma")), (github, SignIn()), (github, relayed))
        if (found := read_forge(link, how))
    ]
    assert origins == [
        ("https://gitlab.com",),
        ("https://api.github.com",),
        ("https://api.github.com", "https://dang-nhap.tinh.example"),
    ]
    assert read_forge("https://tinh.example/sua?tep={file}", SignIn()) is None


def begin(forges: Forges, kind: ForgeKind) -> tuple[Forge, ForgeSettings]:
    number = forges.begin(kind)
    _, forge = forges.all[number]
    api = f"{forge.address}{BEHIND[kind]}"
    return forge, ForgeSettings(kind, forge.address, api, UPSTREAM, "main", None, None)


@pytest.mark.parametrize("kind", KINDS)
def test_one_comment_is_kept_up_to_date(kind: ForgeKind, forges: Forges) -> None:
    """Whatever others write below a proposal, also what looks like ours; nothing in it is a command to the forge."""
    forge, settings = begin(forges, kind)
    lan = forge.people["token-lan"]
    forge.push(UPSTREAM, "sua", [Change(POSTING, b"posted: 2025-07-04\n")])
    proposal = forge.propose(UPSTREAM, "sua", ("Sửa", ""), lan)
    others = {"id": 1, "body": f"{MARK} giả", "user": {"id": 2, "login": "x"}, "author": {"id": 2, "username": "x"}}
    proposal.comments.append(dict(others))
    asked = ProposalsOfForge(settings, "token-lan")
    [found] = asked.list_open()
    assert (found.number, found.commit) == (1, forge.head("sua"))
    assert forge.repository.resolve(found.ref) == found.commit
    for text in ("phí 5.000 đồng\n", "phí 6.000 đồng\n/merge\n", "phí 6.000 đồng\n/merge\n"):
        asked.say(1, text)
    assert proposal.comments[0] == others
    [told] = proposal.comments[1:]
    assert told["body"] == f"{MARK}\nphí 6.000 đồng\n" + ("\\/merge\n" if kind == "gitlab" else "/merge\n")
    assert sum(request.startswith(("PUT", "PATCH")) for request in forge.requests) == 1
    proposal.state = "merged"
    assert asked.list_open() == []
    with pytest.raises(ForgeError, match="401"):
        ProposalsOfForge(settings, "of-nobody").list_open()


@pytest.fixture
def project(site_root: Path, forges: Forges, tmp_path: Path) -> tuple[Forge, Path]:
    """The small catalogue as a repository on a Forgejo, and a clone of it on the province's machine."""
    number = len(forges.all) + 1
    add_settings(site_root, f'edit: "{forges.address}/{number}/{UPSTREAM}/_edit/main/{{file}}"')
    files = {f.relative_to(site_root).as_posix(): f.read_bytes() for f in sorted(site_root.rglob("*")) if f.is_file()}
    forge = forges.open("forgejo", Repository(tmp_path / "bare", files))
    subprocess.run(["git", "clone", "--quiet", tmp_path / "bare", tmp_path / "clone"], check=True)
    return forge, tmp_path / "clone"


def bring(project: Path, folder: Path) -> str:
    """Runs the command as a timer would."""
    words = [
        "previews",
        str(folder),
        "--url",
        "https://xem.example/",
        "--root",
        str(project),
        "--as-of",
        TODAY.isoformat(),
        "--jobs",
        "1",
    ]
    done = CliRunner().invoke(app, words, env=os.environ | {"NIEMYET_FORGE_TOKEN": "token-lan"})
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.slow("builds of proposals")
def test_open_proposals_can_be_looked_at(project: tuple[Forge, Path], tmp_path: Path) -> None:
    """Every link of the comment leads to a page or sheet as it will be; closed ones go; nothing is made twice."""
    forge, clone = project
    folder = tmp_path / "served"
    before = (clone / POSTING).read_text("utf-8")
    evil = {
        "mkdocs.yml": b"site_name: Of somebody else\nhooks: [evil.py]\n",
        "evil.py": b"raise SystemExit('ran')\n",
        "theme/assets/evil.js": b"alert(1)\n",
        ".github/workflows/check.yml": b"on: push\n",
    }
    promised = before.replace('"16:00"', '"15:30"').encode()
    forge.push("lan/kho", "sua", [Change(POSTING, promised), *(Change(path, data) for path, data in evil.items())])
    proposal = forge.propose("lan/kho", "sua", ("Sửa", ""), forge.people["token-lan"])
    assert "1: có bản xem thử" in bring(clone, folder)
    page = (folder / "1/ha-noi/thuong-tin/1.001193/index.html").read_text("utf-8")
    assert "15:30" in page and "Bản xem thử, chưa ai duyệt" in page and "Đề xuất số 1." in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "https://xem.example/1/ha-noi/thuong-tin/1.001193/" in page  # the canonical address is not the real site's
    assert "Of somebody else" not in page and not (folder / "1/assets/evil.js").exists()
    [comment] = proposal.comments
    links = re.findall(r"\]\(https://xem\.example/1/(.*?)\)", comment["body"])
    assert {"", "ha-noi/thuong-tin/1.001193/", "ha-noi/thuong-tin/to-niem-yet/1.001193.pdf"} <= set(links)
    assert all((folder / "1" / link / ("index.html" if not link or link.endswith("/") else "")).is_file() for link in links)
    assert "Không có lỗi" in comment["body"] and "15:30" in comment["body"]
    asked = len(forge.requests)
    assert bring(clone, folder) == ""
    assert len(forge.requests) == asked + 1
    forge.push("lan/kho", "sua", [Change(POSTING, b"posted: hom-qua\n")])
    assert "1: còn lỗi" in bring(clone, folder)
    [comment] = proposal.comments
    assert "lỗi phải sửa" in comment["body"] and "hom-qua" in comment["body"] and "Xem thử" not in comment["body"]
    assert not (folder / "1/index.html").exists()
    proposal.state = "closed"
    bring(clone, folder)
    assert not (folder / "1").exists()
    assert "đã được gỡ" in proposal.comments[0]["body"]


@pytest.mark.slow("builds of proposals")
def test_of_many_communes_a_preview_has_those_that_change(
    project: tuple[Forge, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A province has tens of thousands of pages: the links lead to what is there all the same."""
    monkeypatch.setattr(previewing, "MOST_COMMUNES", 1)
    forge, clone = project
    changed = (clone / POSTING).read_text("utf-8").replace('"16:00"', '"15:30"').encode()
    forge.push("lan/kho", "sua", [Change(POSTING, changed)])
    forge.propose("lan/kho", "sua", ("Sửa", ""), forge.people["token-lan"])
    bring(clone, tmp_path / "served")
    assert (tmp_path / "served/1/ha-noi/thuong-tin/1.001193/index.html").is_file()
    assert not (tmp_path / "served/1/ha-noi/kim-lien").exists()


def test_a_link_in_the_place_of_the_sites_own_file_is_refused(tmp_path: Path) -> None:
    """Else a file anywhere would be written over."""
    records = tmp_path / "records"
    (records / "docs").mkdir(parents=True)
    (tmp_path / "dau.svg").write_text("<svg/>", "utf-8")
    (tmp_path / "quan-trong").write_text("giữ", "utf-8")
    (records / "docs/dau.svg").symlink_to(tmp_path / "quan-trong")
    (records / "anh").symlink_to(tmp_path)
    for path in ("docs/dau.svg", "anh/khac.svg"):
        with pytest.raises(HistoryError):
            previewing._put(tmp_path / "dau.svg", records, path)
    assert (tmp_path / "quan-trong").read_text("utf-8") == "giữ" and not (tmp_path / "khac.svg").exists()


def test_what_is_not_a_preview_stays(project: tuple[Forge, Path], tmp_path: Path) -> None:
    """A folder of others is neither replaced nor removed."""
    forge, clone = project
    folder = tmp_path / "served"
    (folder / "7").mkdir(parents=True)
    (folder / "1").mkdir()
    (folder / "1/index.html").write_text("của người khác", "utf-8")
    forge.push("lan/kho", "sua", [Change(POSTING, b"posted: hom-qua\n")])
    forge.propose("lan/kho", "sua", ("Sửa", ""), forge.people["token-lan"])
    words = ["previews", str(folder), "--url", "https://xem.example/", "--root", str(clone)]
    done = CliRunner().invoke(app, words, env=os.environ | {"NIEMYET_FORGE_TOKEN": "token-lan"})
    assert done.exit_code == 2 and "không phải bản xem thử" in done.output
    assert (folder / "1/index.html").read_text("utf-8") == "của người khác" and (folder / "7").is_dir()
    assert CliRunner().invoke(app, words, env=os.environ | {"NIEMYET_FORGE_TOKEN": ""}).exit_code == 2


def test_a_preview_takes_the_place_of_a_preview_only(project: tuple[Forge, Path], tmp_path: Path) -> None:
    """A folder of a person's own, named by mistake, keeps what is in it."""
    _, clone = project
    out = tmp_path / "tai-lieu"
    out.mkdir()
    (out / "quan-trong").write_text("giữ", "utf-8")
    words = ["preview", "HEAD", "--url", "https://xem.example/", "--name", "Mẫu.", "--out", str(out), "--root", str(clone)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2 and "thư mục đang chứa tệp khác" in done.output, done.output
    assert [path.name for path in out.iterdir()] == ["quan-trong"]
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".new")] == []
