"""Publishing, whatever the target: what holds at every moment, after every cut, and after the way back."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conftest import share
from memory_target import CutError, MemoryTarget, Site, release_of, without_siblings
from niemyet.publish import compressing, sending
from niemyet.publish.compressing import with_siblings
from niemyet.publish.file_kinds import Kind, kind_of
from niemyet.publish.intentions import Intention, intend_release, intend_return
from niemyet.publish.plan import Keep, Plan, plan_release
from niemyet.publish.refusals import TargetError
from niemyet.publish.releases import ATTEMPT, KEPT, MANIFEST, Known
from niemyet.publish.sending import carry_out, check_ground, read_found

ASSETS = ("assets/a.js", "assets/b.css", "du-lieu/lich.json", "tep/mau.pdf")
PAGES = ("404.html", "ha-noi/index.html", "index.html", "thu-tuc/1/index.html")
INDEXES = ("sitemap.xml", "tim-kiem/du-lieu.json", "sw.js")
THEIRS = {".well-known/x.txt": b"others", "index.html.bak": b"others", "ha-noi/rieng.html": b"others"}


def make_page(version: int, leads_to: Collection[str]) -> bytes:
    return f"{version} {' '.join(sorted(leads_to))}".encode()


def leads_to(page: bytes) -> list[str]:
    return page.decode().split()[1:]


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """A site whose pages refer to some of its files only."""
    paths = draw(st.sets(st.sampled_from(ASSETS + PAGES + INDEXES)))
    versions = {path: draw(st.integers(1, 3)) for path in sorted(paths)}
    return {
        path: make_page(version, draw(st.sets(st.sampled_from(sorted(paths)))))
        if kind_of(path) is Kind.PAGE
        else f"{path} {version}".encode()
        for path, version in versions.items()
    }


def bring(target: MemoryTarget, site: Site, endings: tuple[str, ...] = (), adopt: bool = False) -> None:
    intention = intend_release(read_found(target, adopt), with_siblings(release_of(site), endings))
    check_ground(target, intention)
    carry(target, intention, site)


def carry(target: MemoryTarget, intention: Intention, site: Site) -> None:
    carry_out(target, intention, lambda path, _: site[path], lambda: None, lambda done, total: None)


def go_back(target: MemoryTarget) -> None:
    intention = intend_return(read_found(target))
    check_ground(target, intention)
    carry(target, intention, {})


@pytest.fixture(autouse=True)
def _small_files_are_packed_and_few_acts_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressing, "_SMALLEST", 0)
    monkeypatch.setattr(sending, "NOTED_EVERY", 2)


def check_references(files: Mapping[str, bytes]) -> None:
    """Every page that is there finds all other kinds of files that it refers to."""
    for path in set(PAGES).intersection(files):
        wanted = {other for other in leads_to(files[path]) if kind_of(other) is Kind.ASSET}
        assert wanted <= files.keys(), path


def check_links(files: Mapping[str, bytes], known: Collection[str]) -> None:
    """Every page of these leads to pages that are there."""
    for path in set(PAGES).intersection(files, known):
        wanted = {other for other in leads_to(files[path]) if kind_of(other) is Kind.PAGE}
        assert wanted <= files.keys(), path


def watch(target: MemoryTarget) -> None:
    files = target.published()
    assert files.items() >= THEIRS.items()
    check_references(without_siblings({path: data for path, data in files.items() if path not in THEIRS}))


class Model:
    """What a target must hold: the last whole release and the one before, by their bytes."""

    def __init__(self) -> None:
        self.target = MemoryTarget()
        self.target.files |= THEIRS
        self.target.watch = lambda: watch(self.target)
        self.last: Site = {}
        self.before: Site | None = None
        self.cut = False
        """Whether the last step was cut off."""

    def step(self, site: Site | None, endings: tuple[str, ...] = ()) -> None:
        """Brings the site, or goes back if there is none."""
        target, manifest = self.target, self.target.read(MANIFEST)
        cut = target.read(ATTEMPT) and read_found(target).attempt
        goal = site if site is not None else self.last if cut and cut.returns_to != "before" else self.before
        if goal is None:
            with pytest.raises(TargetError):
                go_back(target)
            return
        self.cut = False
        try:
            if site is None:
                go_back(target)
            else:
                bring(target, site, endings, adopt=manifest is None)
        except CutError:
            self.cut = True
        if target.read(MANIFEST) != manifest and goal != self.last:
            self.last, self.before = dict(goal), self.last if manifest else None

    def check(self) -> None:
        """Nothing is left to be done, and the target holds exactly what it should."""
        published = self.target.published()
        assert without_siblings({path: data for path, data in published.items() if path not in THEIRS}) == self.last
        assert not self.target.exists(ATTEMPT)
        manifest = read_found(self.target).manifest
        assert manifest is not None
        needed = {KEPT + entry.digest for entry in (manifest.before or {}).values() if entry}
        assert {path for path in self.target.files if path.startswith(KEPT)} == needed


AGAIN: Site = {"again": b""}
"""Stands for the site that was to be brought last."""
steps = st.tuples(
    st.one_of(sites(), st.none(), st.just(AGAIN), st.just(AGAIN)),  # None: back
    st.sampled_from([(), ("gz",), ("br", "gz")]),
    st.one_of(st.integers(0, 25), st.just(-1)),
    st.booleans(),
)


@given(
    noted_every=st.sampled_from([2, 100]),
    begun=sites(),
    what_follows=st.lists(steps, min_size=1, max_size=6),
    finally_=st.one_of(sites(), st.none()),
)
@settings(max_examples=share(60), deadline=None, phases=[Phase.generate])
def test_the_target_becomes_the_site_whatever_was_cut_off_before(
    noted_every: int, begun: Site, what_follows: list[tuple[Site | None, tuple[str, ...], int, bool]], finally_: Site | None
) -> None:
    """Cut off at any operation, done or not; then brought again, brought another or taken back: nothing of others is touched, no
    page lacks what it refers to, no sibling is stale, and what is whole is exactly the site or the one before."""
    sending.NOTED_EVERY = noted_every  # the fixture puts it back
    model = Model()
    model.step(begun, ("gz",))
    model.check()
    brought: Site = begun
    packed: tuple[str, ...] = ("gz",)
    for site, endings, cut_after, answers in what_follows:
        model.target.changes_left, model.target.answers = cut_after, answers
        if site is not None and site is not AGAIN:
            brought, packed = site, endings
        model.step(brought if site is AGAIN else site, packed)
    model.target.changes_left = -1
    model.step(finally_)
    if finally_ is None and model.target.exists(ATTEMPT):  # there was nothing to go back to
        model.step(begun)
    model.check()
    model.step(None)
    if model.before is not None:
        model.check()


ONE = {"index.html": b"1 ha-noi/index.html assets/a.js", "ha-noi/index.html": b"1", "assets/a.js": b"1", "sitemap.xml": b"1"}
TWO = {"index.html": b"2 thu-tuc/1/index.html", "thu-tuc/1/index.html": b"2", "assets/b.css": b"2", "sitemap.xml": b"2"}
THREE = {"index.html": b"3 assets/a.js", "assets/a.js": b"3", "tep/mau.pdf": b"3", "sitemap.xml": b"1"}


@pytest.mark.slow("many times")
@pytest.mark.parametrize("noted_every", [2, 100])
@pytest.mark.parametrize("then", [TWO, THREE, ONE, None], ids=["the same", "another", "the old one", "back"])
def test_a_run_that_was_cut_off_at_any_operation_can_be_gone_on_with(
    then: Site | None, noted_every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same site, another one or the way back; and from there is a way back to what was whole before."""
    monkeypatch.setattr(sending, "NOTED_EVERY", noted_every)
    for number in count():
        for answers in (False, True):
            model = Model()
            model.step(ONE, ("gz",))
            model.target.changes_left, model.target.answers = number, answers
            model.step(TWO, ("gz",))
            was_cut, model.target.changes_left = model.cut, -1
            if was_cut:
                model.step(then, ("gz",))
                model.check()
            if model.before is not None:
                model.step(None)
                model.check()
        if not was_cut:
            break
    assert number > 15


def test_new_pages_come_before_those_that_lead_to_them() -> None:
    """And assets before pages, search data after them, the service worker last; what goes goes the other way round."""
    old = {
        "index.html": b"1",
        "assets/a.js": b"1",
        "du-lieu/lich.json": b"1",
        "cu/index.html": b"1",
        "sitemap.xml": b"1",
        "sw.js": b"1",
    }
    new = {
        "index.html": b"2 moi/index.html assets/b.js",
        "moi/index.html": b"2",
        "assets/a.js": b"2",
        "assets/b.js": b"2",
        "tim-kiem/du-lieu.json": b"2",
        "sitemap.xml": b"2",
        "sw.js": b"2",
    }
    known = Known(release_of(old))
    acts = [(type(act).__name__, act.path) for act in plan_release(release_of(new), known).acts() if not isinstance(act, Keep)]
    assert acts == [
        ("Send", "assets/b.js"),
        ("Send", "assets/a.js"),
        ("Send", "moi/index.html"),
        ("Send", "index.html"),
        ("Send", "tim-kiem/du-lieu.json"),
        ("Send", "sitemap.xml"),
        ("Send", "sw.js"),
        ("Remove", "cu/index.html"),
        ("Remove", "du-lieu/lich.json"),
    ]


@given(old=sites(), new=sites(), data=st.data())
@settings(max_examples=share(60), deadline=None, phases=[Phase.generate])
def test_the_acts_of_a_stage_may_come_in_any_order(old: Site, new: Site, data: st.DataObject) -> None:
    """At no moment does a page lack what it refers to, or a page that stays lead to one that is not there."""
    target = MemoryTarget()
    bring(target, old)

    def watch() -> None:
        check_references(target.published())
        check_links(target.published(), old.keys() & new.keys())

    target.watch = watch
    intention = intend_release(read_found(target), release_of(new))
    stages = tuple(tuple(data.draw(st.permutations(stage))) for stage in intention.plan.stages)
    carry(target, replace(intention, plan=Plan(stages)), new)
    assert target.published() == new
