"""The page of changes and the feeds are made from the git history; without one, the build still works."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from niemyet.cli import app
from niemyet.load.yaml_writer import quote

pytestmark = pytest.mark.usefixtures("frames_at_hand")
ATOM = "{http://www.w3.org/2005/Atom}"
PROVINCE = "catalogue/ha-noi/1.001193.yaml"
COMMUNE = "catalogue/ha-noi/kim-lien/commune.yaml"


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example", *words], check=True)


def commit(root: Path, day: str) -> None:
    git(root, "add", "catalogue")
    subprocess.run(
        ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", day],
        check=True,
        env={"GIT_COMMITTER_DATE": f"{day}T12:00:00+0700", "GIT_AUTHOR_DATE": f"{day}T12:00:00+0700", "PATH": "/usr/bin:/bin"},
    )


@pytest.fixture
def repository(site_root: Path) -> Path:
    """The small project with three commits: the beginning, a fee, and an office's hours and a layout."""
    git(site_root, "init", "-q")
    commit(site_root, "2026-10-01")
    for file, old, new, day in (
        (PROVINCE, "amount: 5000", "amount: 8000", "2026-10-10"),
        (COMMUNE, 'opens: "07:00"', 'opens: "07:30"', "2026-10-20"),
    ):
        text = (site_root / file).read_text("utf-8")
        assert old in text
        (site_root / file).write_text(text.replace(old, new), "utf-8")
        commit(site_root, day)
    return site_root


def build(root: Path, history: int, as_of: str = "2026-11-22") -> Path:
    words = ["build", "--root", str(root), "--as-of", as_of, "--jobs", "1", "--history", str(history)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return root / "site"


def test_the_page_tells_each_day_and_the_feed_what_is_the_communes_own(repository: Path) -> None:
    """The latest day first; a commune's feed has no other commune's office."""
    site = build(repository, 20)
    page = (site / "thay-doi/index.html").read_text("utf-8")
    assert page.index("Ngày 20/10/2026") < page.index("Ngày 10/10/2026")
    assert "5.000 đồng → 8.000 đồng" in page
    assert "Ngày 01/10/2026" not in page
    titles = {}
    for name in ("kim-lien", "thuong-tin"):
        feed = ElementTree.parse(site / f"ha-noi/{name}/thay-doi.xml").getroot()
        entries = feed.findall(f"{ATOM}entry")
        titles[name] = [entry.findtext(f"{ATOM}title") for entry in entries]
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
        own, home = (str(link.get("href")) for link in feed.findall(f"{ATOM}link"))
        assert own == feed.findtext(f"{ATOM}id") == f"{home}thay-doi.xml"
        assert home.endswith(f"/ha-noi/{name}/")
        assert feed.findtext(f"{ATOM}updated") == "2026-10-20T00:00:00+07:00"
    assert titles == {
        "kim-lien": ["Nơi tiếp nhận của phường Kim Liên", "Đăng ký khai sinh"],
        "thuong-tin": ["Đăng ký khai sinh"],
    }


def test_beyond_some_communes_the_page_leads_to_provinces(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of feeds does not grow with the country."""
    listed = (build(repository, 20) / "thay-doi/index.html").read_text("utf-8")
    assert 'href="../ha-noi/kim-lien/thay-doi.xml"' in listed
    monkeypatch.setattr("niemyet.changes.page.MOST_FEEDS", 1)
    shutil.rmtree(repository / "site")
    many = (build(repository, 20) / "thay-doi/index.html").read_text("utf-8")
    assert "thay-doi.xml" not in many
    assert '<a href="../ha-noi/">Thành phố Hà Nội</a>' in many


def test_words_of_a_record_are_only_words_in_a_feed(repository: Path) -> None:
    """Signs that mean something in XML come out of the feed as they stand in the record."""
    name = """Bộ phận <b> & "hai" 'ba' ]]>"""
    lines = (repository / COMMUNE).read_text("utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("  name:"))
    lines[at] = f"  name: {quote(name)}"
    (repository / COMMUNE).write_text("\n".join(lines), "utf-8")
    commit(repository, "2026-10-25")
    feed = ElementTree.parse(build(repository, 20) / "ha-noi/kim-lien/thay-doi.xml").getroot()
    assert name in str(feed.findtext(f"{ATOM}entry/{ATOM}summary"))


def test_the_page_of_a_commune_leads_to_its_feed_where_there_is_one(repository: Path) -> None:
    """In its head for programs and in its text for people; a site without feeds has neither, and no page but those."""
    with_feeds = build(repository, 20)
    page = (with_feeds / "ha-noi/kim-lien/index.html").read_text("utf-8")
    link = '<link rel="alternate" type="application/atom+xml" title="Thay đổi tại phường Kim Liên" href="thay-doi.xml">'
    assert link in page.partition("</head>")[0]
    assert '<a class="quiet" href="thay-doi.xml"' in page
    told = {
        str(file.relative_to(with_feeds)) for file in with_feeds.rglob("*.html") if "application/atom" in file.read_text("utf-8")
    }
    assert told == {"ha-noi/kim-lien/index.html", "ha-noi/thuong-tin/index.html"}
    without = build(repository, 0)
    assert not [file for file in without.rglob("*.html") if "thay-doi.xml" in file.read_text("utf-8")]


def test_shards_of_a_site_with_feeds_stand_in_the_merge(repository: Path, tmp_path: Path) -> None:
    """A part knows from the latest change that there will be feeds: the merge makes none of its pages again."""
    part = tmp_path / "part"
    words = ["--root", str(repository), "--as-of", "2026-11-22", "--jobs", "1", "--history", "20"]
    result = CliRunner().invoke(app, ["build", *words, "--shard", "1/1", "--site-dir", str(part)])
    assert result.exit_code == 0, result.output
    page = part / "ha-noi/kim-lien/index.html"
    page.write_text(page.read_text("utf-8") + "<!-- of the part -->", "utf-8")
    result = CliRunner().invoke(app, ["merge", str(part), *words])
    assert result.exit_code == 0, result.output
    merged = (repository / "site/ha-noi/kim-lien/index.html").read_text("utf-8")
    assert merged.endswith("<!-- of the part -->")
    assert "thay-doi.xml" in merged


def test_nothing_is_told_before_its_day(repository: Path) -> None:
    """A site as of an earlier day knows what was known then."""
    page = (build(repository, 20, "2026-10-15") / "thay-doi/index.html").read_text("utf-8")
    assert "Ngày 10/10/2026" in page
    assert "Ngày 20/10/2026" not in page


@pytest.mark.parametrize("history", [0, 20])
def test_a_project_without_a_history_is_built(site_root: Path, history: int) -> None:
    """The page says so, and there is no feed that would never tell anything."""
    site = build(site_root, history)
    assert "không kèm lịch sử thay đổi" in (site / "thay-doi/index.html").read_text("utf-8")
    assert not list(site.rglob("thay-doi.xml"))


def test_a_shallow_clone_tells_what_it_has(repository: Path, tmp_path: Path) -> None:
    """The oldest state it has is only what the next is compared with."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{repository}", str(clone)], check=True)
    for name in ("mkdocs.yml", "docs"):
        subprocess.run(["cp", "-r", str(repository / name), str(clone / name)], check=True)
    page = (build(clone, 20) / "thay-doi/index.html").read_text("utf-8")
    assert "Ngày 20/10/2026" in page
    assert "Ngày 10/10/2026" not in page
