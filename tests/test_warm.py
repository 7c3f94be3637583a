"""The next build makes only what changed, whatever stands or happens beside it; that it makes it right: test_incremental.py."""

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest

from conftest import HERE, REPOSITORY, TODAY, is_long, some_of
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, BuildResult, build_site
from niemyet.publish import replacing
from test_publish import snapshot
from test_site import bytes_of, same_tree

STEPS = 10 if is_long() else 3
LONG_AGO = 1_000_000_000
Edit = Callable[[Path, random.Random], None]


@pytest.fixture
def project(site_root: Path) -> Path:
    """A project whose theme can be changed too."""
    shutil.copytree(REPOSITORY / "theme", site_root / "theme")
    config = site_root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: niemyet\n", "name: niemyet\n  custom_dir: theme\n"), "utf-8")
    return site_root


def build(root: Path, site: Path | None = None, day: date = TODAY) -> BuildResult:
    return build_site(BuildRequest(root, day, begin_known_frames(root / "mkdocs.yml")), site or root / "site")


def pick(root: Path, rng: random.Random, pattern: str) -> Path:
    """A file of the project; a new one, which nothing reads, where there is none."""
    return rng.choice(sorted(root.glob(pattern)) or [root / "docs/trang-moi.md"])


def add_line(file: Path, line: str) -> None:
    file.touch()
    file.write_text(file.read_text("utf-8").rstrip("\n") + f"\n{line}\n", "utf-8")


def substitute(file: Path, pattern: str, to: str) -> None:
    file.touch()
    file.write_text(re.sub(pattern, to, file.read_text("utf-8"), count=1), "utf-8")


def differences(left: Path, right: Path) -> set[str]:
    """The files that stand in one tree only or have other bytes."""
    one, other = bytes_of(left), bytes_of(right)
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def grow_old(root: Path, moment: int) -> None:
    """Gives what has just been written a time of long ago, as in a project that nobody has touched for a day."""
    for file in root.rglob("*"):
        if file.is_file() and file.stat().st_mtime > LONG_AGO * 1.5 and "site" not in file.parts:
            os.utime(file, (LONG_AGO + moment, LONG_AGO + moment))


def change_posting(root: Path, rng: random.Random) -> None:
    file = pick(root, rng, "catalogue/*/*/[0-9].*.yaml")
    substitute(file, r"counter: .*\n", "")
    office = file.with_name("commune.yaml")
    listed = office.is_file() and "counters:" in office.read_text("utf-8")
    add_line(file, f"counter: Quầy số {rng.choice((1, 3)) if listed else rng.randrange(1, 99)}")


def promise_less_time(root: Path, rng: random.Random) -> None:
    file = pick(root, rng, "catalogue/*/*/1.004222.yaml")
    substitute(file, r"deadlines:\n  - .*\n", "")
    add_line(file, f"deadlines:\n  - {{amount: {rng.randrange(1, 6)}, unit: working_day}}")


def remove_posting(root: Path, rng: random.Random) -> None:
    pick(root, rng, "catalogue/*/*/[0-9].*.yaml").unlink(missing_ok=True)


def post_again(root: Path, rng: random.Random) -> None:
    folder = pick(root, rng, "catalogue/*/*/commune.yaml").parent
    code = rng.choice(["1.001193", "1.004222"])
    text = "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2025-07-02\nsample: true\n"
    (folder / f"{code}.yaml").write_text(text, "utf-8")


def withdraw_posting(root: Path, rng: random.Random) -> None:
    day = TODAY + timedelta(days=rng.randrange(-3, 3))
    file = pick(root, rng, "catalogue/*/*/[0-9].*.yaml")
    substitute(file, r"withdrawn: .*\n", "")
    add_line(file, f"withdrawn: {{from: {day}, reason: Thử ngừng niêm yết}}")


def move_office(root: Path, rng: random.Random) -> None:
    file = pick(root, rng, "catalogue/*/*/commune.yaml")
    substitute(file, r"address: .*", f"address: Nhà số {rng.randrange(1, 99)} (mẫu)")


def rename_posting(root: Path, rng: random.Random) -> None:
    for file in sorted(root.glob("catalogue/*/*/1.001193.yaml"))[: rng.randrange(1, 3)]:
        file.replace(file.with_name("1.004222.yaml"))


def change_provincial_fee(root: Path, rng: random.Random) -> None:
    substitute(root / "catalogue/ha-noi/1.001193.yaml", r"amount: \d+", f"amount: {rng.randrange(1, 20)}000")


def change_law(root: Path, rng: random.Random) -> None:
    file = pick(root, rng, "catalogue/reference/procedures/*/*.yaml")
    substitute(file, r"\nname: (.*?)( \(.*\))?\n", rf"\nname: \1 ({rng.randrange(99)})\n")


def change_a_field(root: Path, rng: random.Random) -> None:
    substitute(root / "catalogue/reference/fields.yaml", r"name: (.*?)( \d+)?\n", rf"name: \1 {rng.randrange(99)}\n")


def change_the_provinces_list(root: Path, rng: random.Random) -> None:
    substitute(root / "catalogue/ha-noi/province.yaml", r"posting_days: \d+", f"posting_days: {rng.randrange(1, 9)}")


def write_article(root: Path, rng: random.Random) -> None:
    source = (HERE / "small/news/2026/tin-mau.md").read_text("utf-8")
    (root / f"news/2026/tin-{rng.randrange(4)}.md").write_text(source.replace("title: ", f"title: {rng.randrange(99)} "), "utf-8")


def rename_article(root: Path, rng: random.Random) -> None:
    pick(root, rng, "news/2026/*.md").replace(root / f"news/2026/doi-ten-{rng.randrange(9)}.md")


def change_a_hand_written_page(root: Path, rng: random.Random) -> None:
    add_line(root / "docs/index.md", f"Thêm một câu số {rng.randrange(99)}.")


def change_a_template(root: Path, rng: random.Random) -> None:
    add_line(pick(root, rng, "theme/records/[a-z]*.html"), f"<!-- {rng.randrange(99)} -->")


def change_the_look(root: Path, rng: random.Random) -> None:
    add_line(root / "theme/assets/niemyet.css", f"/* {rng.randrange(99)} */")


def touch(root: Path, rng: random.Random) -> None:
    pick(root, rng, "catalogue/**/*.yaml").touch()


EDITS: tuple[Edit, ...] = (
    change_posting, change_posting, promise_less_time, remove_posting, post_again, withdraw_posting, move_office,
    rename_posting, change_provincial_fee, change_law, change_a_field, change_the_provinces_list, write_article,
    rename_article, change_a_hand_written_page, change_a_template, change_the_look, touch,
)  # fmt: skip


def deal(rng: random.Random) -> Iterator[Edit]:
    """The edits in any order, each once before any comes again."""
    while True:
        yield from rng.sample(EDITS, len(EDITS))


@pytest.mark.parametrize("seed", range(1))
def test_any_sequence_of_changes_gives_what_a_clean_build_gives(seed: int, project: Path, tmp_path: Path) -> None:
    """Edits, deletions, renames, another day: after each the tree is, byte for byte, that of a build from nothing."""
    rng, day, told = random.Random(seed), TODAY, 0
    deck = deal(random.Random(seed))
    grow_old(project, 0)
    build(project)
    kept = tmp_path / "kept"
    for step in range(STEPS):
        shutil.copytree(project, kept, ignore=shutil.ignore_patterns("site", ".site*"))
        names = [edit.__name__ for edit in islice(deck, rng.randrange(1, 4)) if edit(project, rng) is None]
        if rng.random() < 0.2:
            day += timedelta(days=rng.randrange(-5, 10))
        clean = tmp_path / "clean"
        built, expected = build(project, day=day), build(project, clean, day)
        assert built.report == expected.report, (step, names)
        if built.report.errors:
            told += 1
            for folder in ("catalogue", "news", "docs", "theme"):
                shutil.rmtree(project / folder)
                shutil.copytree(kept / folder, project / folder)
            build(project, day=day)
            build(project, clean, day)
        assert differences(project / "site", clean) == set(), (step, names, day)
        shutil.rmtree(clean)
        shutil.rmtree(kept)
    assert told < STEPS


def test_nothing_changed_writes_nothing(project: Path) -> None:
    """A second build of the same touches no file, not even the build cache."""
    first = build(project)
    before = snapshot(project / "site")
    second = build(project)
    assert (second.pages, second.files_written, second.report) == (first.pages, 0, first.report)
    assert snapshot(project / "site") == before


def test_a_changed_posting_touches_what_depends_on_it(project: Path) -> None:
    """Its page and what search results say of it where only its counter changes; with a promise of less time also the pages that
    name its deadline."""
    build(project)
    posting = project / "catalogue/ha-noi/kim-lien/1.004222.yaml"
    add_line(posting, "counter: Quầy số 7")
    assert build(project).files_written == 2
    before = snapshot(project / "site")
    substitute(posting, r"amount: 5", "amount: 4")
    build(project)
    after = snapshot(project / "site")
    touched = {path for path in after if after[path] != before[path]}
    assert {"ha-noi/kim-lien/1.004222/index.html", "ha-noi/kim-lien/index.html", "thu-tuc/1.004222/index.html"} <= touched
    assert not any("1.001193" in path or "thuong-tin" in path for path in touched)


@pytest.mark.parametrize("file", some_of(["docs/trang-rieng.md", "theme/assets/niemyet.css"], of=2))
def test_what_is_written_by_hand_is_seen_where_no_record_has_changed(file: str, project: Path, tmp_path: Path) -> None:
    """A page of its own and the look, of a site whose records have long stood as they are."""
    add_line(project / "docs/trang-rieng.md", "# Một trang riêng")
    for record in (project / "catalogue").rglob("*.yaml"):
        os.utime(record, (1, 1))
    build(project)
    assert build(project).files_written == 0
    add_line(project / file, "/* thêm */")
    assert build(project).files_written > 0
    build(project, tmp_path / "clean")
    assert same_tree(project / "site", tmp_path / "clean")


def test_a_file_whose_size_and_time_stay_is_seen(project: Path) -> None:
    """Written twice in a moment, because the time of what has just been written is not trusted; of long ago, with the time put
    back, because the system tells that it has changed since. Of files that were copied, times and all, nothing is made again."""
    folder = project / "catalogue/ha-noi/kim-lien"
    recent, old = folder / "1.001193.yaml", folder / "1.004222.yaml"
    for posting in (recent, old):
        add_line(posting, "counter: Quầy số 1")
    os.utime(old, (LONG_AGO, LONG_AGO))
    build(project)
    for posting in (recent, old):
        stamp = posting.stat()
        substitute(posting, "Quầy số 1", "Quầy số 2")
        os.utime(posting, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        assert (posting.stat().st_size, posting.stat().st_mtime_ns) == (stamp.st_size, stamp.st_mtime_ns)
    build(project)
    for posting in (recent, old):
        assert "Quầy số 2" in (project / f"site/ha-noi/kim-lien/{posting.stem}/index.html").read_text("utf-8")
    shutil.copytree(project / "catalogue", project / "copied")
    shutil.rmtree(project / "catalogue")
    (project / "copied").rename(project / "catalogue")
    assert build(project).files_written == 0


@pytest.mark.parametrize("harm", some_of(["lost cache", "lost page", "empty site", "broken cache", "another site"], of=4))
def test_a_site_that_the_build_cache_does_not_know_is_made_anew(harm: str, project: Path, tmp_path: Path) -> None:
    """A build cache is believed only for the very tree that it describes; without one everything is made again."""
    build(project)
    site, build_cache = project / "site", project / ".site.cache"
    clean = bytes_of(site)  # made from nothing
    if harm == "lost page":
        (site / "ha-noi/kim-lien/1.004222/index.html").unlink()
        substitute(project / "catalogue/reference/documents.yaml", r"issuer: (.*)", r"issuer: \1 khóa XV")
        build(project, tmp_path / "clean")  # every posting stands on the register
        clean = bytes_of(tmp_path / "clean")
    elif harm == "lost cache":
        build_cache.unlink()
    elif harm == "broken cache":
        build_cache.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    else:
        shutil.rmtree(site)
        if harm == "another site":
            shutil.copytree(project / "docs", site)
            (site / "sitemap.xml").touch()
        else:
            site.mkdir()
    build(project)
    assert bytes_of(site) == clean


def test_a_build_killed_while_it_publishes_is_made_good(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped between two files of a small change in a large site, the next build trusts nothing and the site is whole again."""
    monkeypatch.setattr(replacing, "MOST_AT_ONCE", 0)
    build(project)
    clean = bytes_of(project / "site")
    posting = project / "catalogue/ha-noi/kim-lien/1.004222.yaml"
    text = posting.read_text("utf-8")
    substitute(posting, r"amount: 5", "amount: 4")
    replace = os.replace
    done: list[str] = []

    def stop_after_the_first(source: str, target: str) -> None:
        if Path(target).is_relative_to(project / "site"):
            if done:
                raise KeyboardInterrupt
            done.append(target)
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stop_after_the_first)
        with pytest.raises(KeyboardInterrupt):
            build(project)
    assert len(done) == 1
    assert bytes_of(project / "site") != clean
    posting.write_text(text, "utf-8")
    build(project)
    assert bytes_of(project / "site") == clean


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_nothing_that_is_refused_is_read(project: Path, tmp_path: Path) -> None:
    """A pipe in a record's place is told, not waited for; a link out of the project is not followed to learn its digest."""
    os.mkfifo(project / "catalogue/ha-noi/kim-lien/1.000001.yaml")
    (tmp_path / "secret.yaml").write_text("a secret", "utf-8")
    (project / "catalogue/ha-noi/1.000001.yaml").symlink_to(tmp_path / "secret.yaml")
    report = build(project).report
    assert {diagnostic.rule for diagnostic in report.diagnostics} >= {"not-a-file", "outside-root"}
