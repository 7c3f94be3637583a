"""The page of changes and the feeds are made from the git history; without one, the build still works."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from conftest import add_settings
from niemyet.cli import app
from niemyet.load.yaml_writer import quote

pytestmark = pytest.mark.usefixtures("frames_at_hand")
ATOM = "{http://www.w3.org/2005/Atom}"
PROVINCE = "catalogue/ha-noi/1.001193.yaml"
COMMUNE = "catalogue/ha-noi/kim-lien/commune.yaml"


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example", *words], check=True)


def commit(root: Path, day: str, clock: str = "12:00:00+0700") -> None:
    git(root, "add", "catalogue")
    subprocess.run(
        ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", day],
        check=True,
        env={"GIT_COMMITTER_DATE": f"{day}T{clock}", "GIT_AUTHOR_DATE": f"{day}T{clock}", "PATH": "/usr/bin:/bin"},
    )


def change_hours(root: Path, opens: str) -> None:
    """The office of Kim Liên opens at another time."""
    text = (root / COMMUNE).read_text("utf-8")
    (root / COMMUNE).write_text(re.sub('opens: "[0-9:]+"', f'opens: "{opens}"', text, count=1), "utf-8")


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


def run(root: Path, *words: str, as_of: str = "2026-11-22") -> Result:
    result = CliRunner().invoke(app, ["build", "--root", str(root), "--as-of", as_of, "--jobs", "1", *words])
    assert result.exit_code == 0, result.output
    return result


def build(root: Path, history: int, as_of: str = "2026-11-22") -> Path:
    run(root, "--history", str(history), as_of=as_of)
    return root / "site"


@pytest.mark.slow("a build")
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


@pytest.mark.slow("a build")
def test_beyond_some_communes_the_page_leads_to_provinces(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of feeds does not grow with the country."""
    listed = (build(repository, 20) / "thay-doi/index.html").read_text("utf-8")
    assert 'href="../ha-noi/kim-lien/thay-doi.xml"' in listed
    monkeypatch.setattr("niemyet.changes.page.MOST_FEEDS", 1)
    shutil.rmtree(repository / "site")
    many = (build(repository, 20) / "thay-doi/index.html").read_text("utf-8")
    assert "thay-doi.xml" not in many
    assert '<a href="../ha-noi/">Thành phố Hà Nội</a>' in many


@pytest.mark.slow("a build")
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


@pytest.mark.slow("a build")
def test_the_page_of_a_commune_leads_to_its_feed_where_there_is_one(repository: Path) -> None:
    """In its head for programs and in its text for people; a site without feeds has neither, and no page but those."""
    with_feeds = build(repository, 20)
    page = (with_feeds / "ha-noi/kim-lien/index.html").read_text("utf-8")
    link = '<link rel="alternate" type="application/atom+xml" title="Thay đổi tại phường Kim Liên" href="thay-doi.xml">'
    assert link in page.partition("</head>")[0]
    assert '<a class="quiet" href="thay-doi.xml"' in page
    feed = re.compile(r"<[^>]*application/atom\+xml[^>]*thay-doi\.xml|<[^>]*thay-doi\.xml[^>]*application/atom")
    told = {str(file.relative_to(with_feeds)) for file in with_feeds.rglob("*.html") if feed.search(file.read_text("utf-8"))}
    assert told == {"ha-noi/kim-lien/index.html", "ha-noi/thuong-tin/index.html", "sap-thay-doi/index.html"}
    without = build(repository, 0)
    assert not [file for file in without.rglob("*.html") if re.search(r"[\"/]thay-doi\.xml", file.read_text("utf-8"))]


@pytest.mark.slow("a build")
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


def test_a_site_that_tells_no_past_has_no_feeds(site_root: Path) -> None:
    """The page says so."""
    site = build(site_root, 0)
    assert "không kèm lịch sử thay đổi" in (site / "thay-doi/index.html").read_text("utf-8")
    assert not list(site.rglob("thay-doi.xml"))


def test_where_there_is_no_git_the_page_says_so_and_feeds_stay(site_root: Path) -> None:
    """Whoever has subscribed to a feed still finds it; whoever builds is told what is missing."""
    told = run(site_root, "--history", "20")
    assert "ở đây chưa có lịch sử git" in told.stderr
    assert "nơi không có lịch sử của dữ liệu" in (site_root / "site/thay-doi/index.html").read_text("utf-8")
    feed = ElementTree.parse(site_root / "site/ha-noi/kim-lien/thay-doi.xml").getroot()
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00+07:00"
    assert not feed.findall(f"{ATOM}entry")


@pytest.mark.slow("a build")
@pytest.mark.parametrize(("depth", "since"), [(1, "20/10/2026"), (2, "10/10/2026")])
def test_a_shallow_clone_tells_what_it_has_and_that_it_is_not_all(
    depth: int, since: str, repository: Path, tmp_path: Path
) -> None:
    """The oldest state that it has is only what the next is compared with. The page says since when it tells."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", str(depth), f"file://{repository}", str(clone)], check=True)
    for name in ("mkdocs.yml", "docs"):
        subprocess.run(["cp", "-r", str(repository / name), str(clone / name)], check=True)
    assert f"trang chỉ kể thay đổi từ {since}" in run(clone, "--history", "20").stderr
    page = (clone / "site/thay-doi/index.html").read_text("utf-8")
    assert f"Chỉ kể được thay đổi từ ngày {since}" in page
    assert ("Ngày 20/10/2026" in page) == (depth == 2)
    assert "Ngày 10/10/2026" not in page
    assert (clone / "site/ha-noi/kim-lien/thay-doi.xml").is_file()


@pytest.mark.slow("a build")
def test_the_settings_tell_how_much_of_the_past(repository: Path) -> None:
    """Without an option the site is the one of the settings, and the next build finds nothing to do; an option is for one run."""
    add_settings(repository, "history: 20")
    run(repository)
    page = repository / "site/thay-doi/index.html"
    told = page.read_text("utf-8")
    assert "Ngày 10/10/2026" in told
    assert "ghi 0 tệp" in run(repository).stdout
    run(repository, "--history", "0")
    assert "không kèm lịch sử thay đổi" in page.read_text("utf-8")
    add_settings(repository, "history_since: 2026-10-15")
    run(repository)
    assert "Ngày 20/10/2026" in page.read_text("utf-8")
    assert "Ngày 10/10/2026" not in page.read_text("utf-8")


@pytest.mark.slow("a build")
def test_the_past_begins_where_the_content_begins(repository: Path) -> None:
    """A province that begins in a clone tells its citizens nothing of the samples that lay there before, nor of their end."""
    sample = repository / "catalogue/ha-noi"
    own = repository / "catalogue/ha-tinh"
    (own / "thach-khe").mkdir(parents=True)
    (own / "province.yaml").write_text('code: "42"\nname: Hà Tĩnh\nkind: tỉnh\nsample: true\n', "utf-8")
    text = (repository / COMMUNE).read_text("utf-8")
    text = text.replace('"00229"', '"18604"').replace("Kim Liên", "Thạch Khê").replace("kind: phường", "kind: xã")
    (own / "thach-khe/commune.yaml").write_text(text, "utf-8")
    shutil.copy(sample / "kim-lien/1.004222.yaml", own / "thach-khe/1.004222.yaml")
    commit(repository, "2026-11-01")
    shutil.rmtree(sample)
    shutil.rmtree(repository / "news")
    commit(repository, "2026-11-02")
    page = (build(repository, 20) / "thay-doi/index.html").read_text("utf-8")
    assert "Từ ngày 01/11/2026 đến nay chưa có thay đổi nào" in page
    posting = own / "thach-khe/1.004222.yaml"
    posting.write_text(posting.read_text("utf-8").replace("amount: 5", "amount: 4"), "utf-8")
    commit(repository, "2026-11-03")
    page = (build(repository, 20) / "thay-doi/index.html").read_text("utf-8")
    assert re.findall(r"Ngày ([0-9/]+)</h3>", page) == ["03/11/2026"]


@pytest.mark.slow("a build")
def test_days_are_those_of_viet_nam(repository: Path) -> None:
    """Whatever the clock of who commits: in London it is still the day before."""
    change_hours(repository, "07:45")
    commit(repository, "2026-10-24", "20:00:00+0000")
    assert "Ngày 25/10/2026" in (build(repository, 20) / "thay-doi/index.html").read_text("utf-8")
    assert "Ngày 25/10/2026" not in (build(repository, 20, "2026-10-24") / "thay-doi/index.html").read_text("utf-8")
