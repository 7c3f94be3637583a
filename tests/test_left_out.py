"""The law of the next build can be broken: whatever is left out of a key, some change is then not followed.

Each part of the site is rendered from a view whose fields are its inputs; communes, postings and procedures have keys that are
put together in niemyet.building.input_digests. What could be left out of a key without harm would stand there in vain.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeAlias, cast

import pytest

from conftest import some_of
from given_files import make_pdf
from incremental import FORM as FORM_KIT
from incremental import (
    Options,
    Project,
    Tree,
    differ,
    make_history,
    make_png,
    make_project,
    quick_folder,
    templates_compiled_once,
    without_guide,
)
from niemyet.building import kept_pages, procedures
from niemyet.building.input_digests import InputDigests
from niemyet.building.parts import FORM, PARTS, Part, SitePart
from niemyet.building.pipeline import BuildResult
from niemyet.building.site import SiteBuilder
from niemyet.building.site_inputs import SiteInputs
from niemyet.cache.digests import digest
from niemyet.changes import page
from niemyet.changes.chronicle import Chronicle
from niemyet.load.finding import CommuneFiles
from niemyet.render.pages.procedures import ProcedureView, render_procedure
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer

Render: TypeAlias = Callable[..., Iterable[Page | OutputFile]]
Key: TypeAlias = Callable[..., bytes]
REFERENCE, FIRST = "catalogue/reference", "catalogue/reference/procedures/ho-tich/1.000001.yaml"
HA_NOI, HA_TINH = "catalogue/ha-noi", "catalogue/ha-tinh"
THUONG_TIN = f"{HA_NOI}/thuong-tin"
FIGURES = f"{THUONG_TIN}/oversight/2026.yaml"
TOUCHED = f"{HA_TINH}/thach-khe/commune.yaml"


class Given(NamedTuple):
    """What renderers are given in a build."""

    renderer: TemplateRenderer
    inputs: SiteInputs
    procedures: list[tuple[TemplateRenderer, Any, ProcedureView]]


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    """The complete catalogue with history and form."""
    with quick_folder() as folder, without_guide(), pytest.MonkeyPatch.context() as patch:
        project = make_project(folder)
        history = make_history(project, folder / "later")
        patch.setattr(page, "MOST_FEEDS", 1)  # so that the page of changes leads to provinces too
        project.begin(Options(chronicle=history, form=FORM_KIT))
        with templates_compiled_once(project):
            yield project


@pytest.fixture(scope="module")
def given(project: Project) -> Given:
    """What one build of everything gives its renderers."""
    found: dict[str, Any] = {"procedures": []}
    build_parts = SiteBuilder.build_parts

    def note_parts(self: SiteBuilder, inputs: SiteInputs) -> None:
        found.update(renderer=self.context.renderers[0], inputs=inputs)
        build_parts(self, inputs)

    def note_procedure(*given: Any) -> Iterator[Page]:
        found["procedures"].append(given)
        return render_procedure(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SiteBuilder, "build_parts", note_parts)
        patch.setattr(procedures, "render_procedure", note_procedure)
        project.build(forget=True)
    return Given(**found)


def without(view: type[Any], values: Mapping[str, Any]) -> Any:
    """A view that has these fields and lacks the others."""
    lacking = object.__new__(view)
    for name, value in values.items():
        object.__setattr__(lacking, name, value)
    return lacking


def pairs(parts: Iterable[SitePart]) -> list[tuple[SitePart, str]]:
    return [(part, name) for part in parts for name in part.inputs]


@pytest.mark.parametrize(
    ("part", "name"), some_of(pairs((*PARTS, FORM)), of=6), ids=lambda it: it if isinstance(it, str) else it.name
)
def test_every_field_of_a_view_is_needed(part: SitePart, name: str, given: Given) -> None:
    """Rendered from a view without one of its fields, a part of the complete catalogue asks for that field."""
    made = cast("Part[Any]", part)
    view = without(made.view, {one: given.inputs.value(one) for one in made.inputs if one != name})
    with pytest.raises(AttributeError, match=name):
        list(made.render(given.renderer, view))


@pytest.mark.parametrize("name", ProcedureView.__dataclass_fields__)
def test_every_field_of_a_procedures_view_is_needed(name: str, given: Given) -> None:
    """As above, for the pages of procedures."""
    renderer, fragments, view = given.procedures[0]
    values = {one: getattr(view, one) for one in ProcedureView.__dataclass_fields__ if one != name}
    with pytest.raises(AttributeError, match=name):
        list(render_procedure(renderer, fragments, without(ProcedureView, values)))


def make_phuong(project: Project) -> None:
    """A commune becomes a ward."""
    project.substitute(f"{REFERENCE}/units.csv", "10183,xã", "10183,phường")
    project.substitute(f"{THUONG_TIN}/commune.yaml", "kind: xã", "kind: phường")


def make_city(project: Project) -> None:
    """A province becomes a city."""
    project.substitute(f"{REFERENCE}/units.csv", "42,tỉnh", "42,thành phố")
    project.substitute(f"{HA_TINH}/province.yaml", "kind: tỉnh", "kind: thành phố")


def other_history(history: Chronicle) -> Chronicle:
    """The same event on another day."""
    return replace(history, events=(replace(history.events[0], day=date(2026, 11, 1)),))


CHANGES: Mapping[str, Callable[[Project], object]] = {
    "field added": lambda it: it.add(f"{REFERENCE}/fields.yaml", "dat-dai: {name: Đất đai}\n"),
    "field renamed": lambda it: it.substitute(f"{REFERENCE}/fields.yaml", "Đăng ký, quản lý cư trú", "Cư trú"),
    "document cited by news": lambda it: it.substitute(f"{REFERENCE}/documents.yaml", "Bộ luật Lao động", "Bộ luật mẫu"),
    "document cited by law": lambda it: it.substitute(f"{REFERENCE}/documents.yaml", "title: Quy định mức thu", "title: Mức thu"),
    "document to come": lambda it: it.substitute(
        f"{REFERENCE}/documents.yaml", "03/2026/QH16:\n  title: Luật Hộ tịch", "03/2026/QH16:\n  title: Luật mẫu"
    ),
    "document added": lambda it: it.add(
        f"{REFERENCE}/documents.yaml", "1/2026/TT-BTC: {kind: Thông tư, issuer: Bộ mẫu, effective: 2026-12-01}\n"
    ),
    "document gone": lambda it: it.write(
        f"{REFERENCE}/documents.yaml", it.read(f"{REFERENCE}/documents.yaml").split("99/2016/TT-BTC")[0]
    ),
    "life event": lambda it: it.substitute(f"{REFERENCE}/life-events.yaml", "Làm giấy mẫu", "Xin giấy mẫu"),
    "calendar": lambda it: it.substitute(f"{REFERENCE}/calendar/2026.yaml", "Nghỉ bù mẫu", "Nghỉ mẫu"),
    "unit renamed": lambda it: it.substitute(f"{REFERENCE}/units.csv", "Đống Đa", "Láng"),
    "unit is a ward": lambda it: it.substitute(f"{REFERENCE}/units.csv", "10210,xã", "10210,phường"),
    "unit is not as the commune says": lambda it: it.substitute(f"{REFERENCE}/units.csv", "18604,xã", "18604,phường"),
    "day off": lambda it: it.substitute(
        f"{REFERENCE}/calendar/2026.yaml", "days_off:", "days_off:\n  - {date: 2026-12-01, name: Nghỉ mẫu}"
    ),
    "unit added": lambda it: it.add(f"{REFERENCE}/units.csv", "00300,phường,Láng,01\n"),
    "unit gone": lambda it: it.substitute(f"{REFERENCE}/units.csv", "18604,xã,Thạch Khê,42\n", ""),
    "old commune": lambda it: it.substitute(f"{REFERENCE}/former-units.csv", "xã Nhị Khê", "xã Nhị Mẫu"),
    "old commune of none": lambda it: it.substitute(
        f"{REFERENCE}/former-units.csv", "10210,huyện Thường Tín,,xã Liên", "10210,huyện Thường Tín,,xã Mẫu"
    ),
    "synonyms": lambda it: it.substitute(f"{REFERENCE}/synonyms.yaml", "GKS", "KS"),
    "elsewhere": lambda it: it.substitute(f"{REFERENCE}/elsewhere.yaml", "Cơ quan mẫu", "Cơ quan khác"),
    "article": lambda it: it.substitute("news/2026/bai-mau.md", "Một bài mẫu.", "Hai bài mẫu."),
    "article title": lambda it: it.substitute("news/2026/bai-mau.md", "Bài mẫu có đủ mọi mục", "Bài mẫu"),
    "day of a document": lambda it: it.substitute(
        f"{REFERENCE}/documents.yaml", "2014-11-20\n  effective: 2016-01-01", "2014-11-20\n  effective: 2015-12-31"
    ),
    "procedure in news": lambda it: it.substitute("news/2026/tin-mau.md", '"1.004222"]', '"1.004222", "1.000001"]'),
    "title of news": lambda it: it.substitute("news/2026/tin-mau.md", "Thường Tín niêm yết", "Thường Tín đăng"),
    "picture": lambda it: it.write("news/2026/anh-mau.png", make_png(7)),
    "text of a document": lambda it: it.write("catalogue/reference/tep/van-ban-mau.pdf", make_pdf("x" * 3000)),
    "file of an article": lambda it: it.write("news/2026/ke-hoach-mau.pdf", make_pdf("x" * 3000)),
    "file of a posting's decision": lambda it: it.write(f"{HA_NOI}/tep/quyet-dinh-mau.pdf", make_pdf("x" * 3000)),
    "file of a list's decision": lambda it: it.write(f"{HA_NOI}/tep/danh-muc.pdf", make_pdf("x" * 3000)),
    "procedure": lambda it: it.substitute(
        FIRST, "name: Thủ tục mẫu thứ nhất\nshort_name: Mẫu thứ nhất", "name: Thủ tục mẫu đầu tiên\nshort_name: Mẫu"
    ),
    "version to come": lambda it: it.substitute(
        FIRST.replace(".yaml", "@2027-01-01.yaml"), "decision: {number: ", "decision: {number: 1"
    ),
    "time of a procedure": lambda it: it.substitute(FIRST, "amount: 3", "amount: 2"),
    "procedure that nobody posts": lambda it: it.substitute(FIRST.replace("01.yaml", "02.yaml"), "mẫu thứ hai", "mẫu"),
    "province": lambda it: it.substitute(f"{HA_NOI}/province.yaml", "Nơi nhận mẫu", "Nơi nhận khác"),
    "province is a city": make_city,
    "basis in an overlay": lambda it: it.substitute(f"{HA_NOI}/1.000005.yaml", "75/2022/TT-BTC", "68/2020/QH14"),
    "name of what is done elsewhere": lambda it: it.substitute(f"{REFERENCE}/elsewhere.yaml", "Việc mẫu làm", "Việc khác làm"),
    "overlay": lambda it: it.substitute(f"{HA_NOI}/1.001193.yaml", "amount: 5000", "amount: 6000"),
    "fee to come": lambda it: it.substitute(
        f"{HA_NOI}/1.001193.yaml",
        "amount: 5000, sample: true}",
        "amount: 5000, until: 2026-12-31, sample: true}\n"
        "  - {name: Lệ phí đăng ký khai sinh, case: late, amount: 8000, from: 2027-01-01, sample: true}",
    ),
    "province added": lambda it: it.write(
        "catalogue/quang-ngai/province.yaml", 'code: "51"\nname: Quảng Ngãi\nkind: tỉnh\nsample: true\n'
    ),
    "commune": lambda it: it.substitute(f"{THUONG_TIN}/commune.yaml", "Trụ sở Ủy ban", "Nhà của Ủy ban"),
    "boundary gone": lambda it: it.remove(f"{THUONG_TIN}/boundary.geojson"),
    "former names": lambda it: it.substitute(f"{THUONG_TIN}/commune.yaml", "xã Văn Bình", "xã Văn Phú"),
    "commune is a ward": make_phuong,
    "commune added": lambda it: it.write(
        f"{HA_NOI}/dong-da/commune.yaml",
        it.read(f"{HA_NOI}/kim-lien/commune.yaml").replace("Kim Liên", "Đống Đa").replace("00229", "00235"),
    ),
    "commune of which nothing is on a map added": lambda it: it.write(
        f"{HA_NOI}/dong-da/commune.yaml",
        it.read(f"{HA_NOI}/kim-lien/commune.yaml")
        .replace("Kim Liên", "Đống Đa")
        .replace("00229", "00235")
        .replace("sample: true\n", ""),
    ),
    "posting": lambda it: it.substitute(f"{THUONG_TIN}/1.000001.yaml", "counter: Quầy số 1", "counter: Quầy số 3"),
    "promise": lambda it: it.substitute(f"{THUONG_TIN}/1.001193.yaml", "16:00", "15:30"),
    "posting withdrawn": lambda it: it.substitute(f"{HA_NOI}/kim-lien/1.000001.yaml", "from: 2026-12-01", "from: 2026-11-01"),
    "posting gone": lambda it: it.remove(f"{HA_NOI}/kim-lien/1.001193.yaml"),
    "file renamed": lambda it: it.rename(f"{HA_TINH}/thach-khe/1.000001.yaml", f"{HA_TINH}/thach-khe/1.000002.yaml"),
    "figures of a year": lambda it: it.substitute(FIGURES, "offline: 80", "offline: 81"),
    "review of a year": lambda it: it.substitute(FIGURES, "Bỏ một giấy tờ mẫu", "Bỏ hai giấy tờ mẫu"),
    "finding of a year": lambda it: it.substitute(FIGURES, "due: 2026-12-31", "due: 2026-11-01"),
    "earlier services": lambda it: it.substitute(FIGURES, "procedures: 15", "procedures: 16"),
    "day": lambda it: it.ask(day=date(2026, 12, 20)),
    "history": lambda it: it.ask(chronicle=other_history(it.basic.chronicle)),
    "form": lambda it: it.ask(form=FORM_KIT._replace(articles={"sveltia-cms.js": b"other"})),
}
"""Changes of which one at least must be followed by each input of each key."""


class CleanTrees:
    """What a build from nothing gives after each change."""

    def __init__(self, project: Project) -> None:
        self.project, self.basic = project, project.clean()[1]
        self._known: dict[str, tuple[BuildResult, Tree]] = {}

    def after(self, change: str) -> tuple[BuildResult, Tree]:
        """The project stands as it is after the change."""
        if change not in self._known:
            self._known[change] = self.project.clean()
        return self._known[change]

    def find_unfollowed(self, changes: Iterable[str]) -> str | None:
        """The first change that the next build does not follow, with keys as they are now."""
        project = self.project
        for change in changes:
            project.restore()
            project.write(TOUCHED, project.files[TOUCHED])  # else the site is known to be whole, and no key is looked at
            project.build()
            assert not differ(project.tree(), self.basic)
            CHANGES[change](project)
            warm = project.build()
            clean, tree = self.after(change)
            if warm.report != clean.report or (not clean.report.errors and differ(project.tree(), tree)):
                return change
        return None


@pytest.fixture(scope="module")
def clean_trees(project: Project) -> CleanTrees:
    """Made when they are asked for, once."""
    return CleanTrees(project)


def test_every_change_is_followed(clean_trees: CleanTrees) -> None:
    """With nothing left out: each change in a long run, else some of them."""
    assert clean_trees.find_unfollowed(some_of(CHANGES, of=32)) is None


SHOWN_BY: Mapping[str, tuple[str, ...]] = {
    "fields": ("field added", "field renamed"),
    "documents": ("day of a document", "document cited by news", "document to come", "document added"),
    "life_events": ("life event",),
    "calendars": ("calendar",),
    "units": ("unit added", "unit gone", "unit is a ward"),
    "former": ("old commune of none", "old commune"),
    "articles": ("article title", "article"),
    "synonyms": ("synonyms",),
    "elsewhere": ("elsewhere", "name of what is done elsewhere"),
    "document_uses": ("basis in an overlay",),
    "article_heads": ("article title", "title of news", "procedure in news"),
    "telling_heads": ("procedure in news", "title of news"),
    "naming_articles": ("title of news", "article title"),
    "procedure_versions": ("version to come",),
    "attachments": ("text of a document", "file of an article", "file of a list's decision"),
    "given_files": ("text of a document",),
    "procedures": ("procedure", "time of a procedure", "procedure that nobody posts"),
    "provinces": ("fee to come", "overlay", "province is a city", "province added"),
    "province_names": ("province is a city",),
    "plain_province_names": ("province added",),
    "reported": ("figures of a year", "review of a year", "finding of a year", "earlier services"),
    "communes": ("posting gone", "former names", "commune is a ward", "commune added"),
    "mapped": ("boundary gone",),
    "overseen": ("posting gone", "posting withdrawn", "posting", "promise"),
    "commune_names": ("commune is a ward", "commune added", "commune of which nothing is on a map added"),
    "chronicle": ("history",),
    "form": ("form",),
}
"""The changes that touch an input."""


def stands_elsewhere(part: SitePart, name: str) -> bool:
    """Whether the key of a part has an input in any case, or another test holds it.

    The day and the site's address are in what every part is made with; the digest of the provinces has that of every procedure,
    that of a procedure all its versions; whose a list or a procedure is changes only over a packaged reference
    (tests/test_packaged.py); what mkdocs.yml sets is not among the changes that are made
    here; what a commune posts is in its figures too, but where one posting takes the place of another that is like it.
    """
    elsewhere = ("today", "websub", "site_url", "list_files", "procedure_files", "look", "hidden", "home", "languages")
    figured = name == "communes" and "overseen" in part.inputs
    versions = name == "procedure_versions" and "procedures" in part.inputs
    return name in elsewhere or figured or versions or (name == "procedures" and "provinces" in part.inputs)


@pytest.mark.parametrize(
    ("part", "name"),
    some_of([pair for pair in pairs((*PARTS, FORM)) if not stands_elsewhere(*pair)], of=48),
    ids=lambda it: it if isinstance(it, str) else it.name,
)
def test_what_is_left_out_of_a_parts_key_is_missed(
    part: SitePart, name: str, clean_trees: CleanTrees, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One input of one part does not go into its key: some change leaves that part stale."""
    key = Part.key

    def shorter(self: Part[Any], inputs: SiteInputs) -> bytes:
        kept = (one for one in self.inputs if one != name)
        return digest(inputs.base, *map(inputs.digest, kept)) if self is part else key(self, inputs)

    monkeypatch.setattr(Part, "key", shorter)
    assert clean_trees.find_unfollowed(SHOWN_BY[name]) is not None


def blank(self: InputDigests, *names: str, **others: Any) -> InputDigests:
    """The same without some values, and without others."""
    return self._replace(values={**self.values, **dict.fromkeys(names, b"")}, **others)


def same(digests: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """One value for all."""
    return dict.fromkeys(digests, b"")


def alike(self: InputDigests) -> InputDigests:
    """The same with one value for every procedure of a province."""
    return self._replace(provincial={path: same(one) for path, one in self.provincial.items()})


def moved(of: Key, it: InputDigests, base: bytes, files: CommuneFiles, stamps: Iterable[tuple[int, int]]) -> bytes:
    """The key of a commune as if all lay in one folder."""
    return of(it, base, files._replace(path=f"{files.province}/x"), stamps)


LEFT_OUT: Mapping[str, tuple[str, str, Callable[..., bytes]]] = {
    "ground: base": ("of_ground", "day", lambda of, it, _, *more: of(it, b"", *more)),
    "ground: fields": ("of_ground", "field renamed", lambda of, it, *more: of(blank(it, "fields"), *more)),
    "ground: documents": ("of_ground", "document gone", lambda of, it, *more: of(blank(it, "national_documents"), *more)),
    "ground: units": ("of_ground", "unit is not as the commune says", lambda of, it, *more: of(blank(it, "units"), *more)),
    "ground: calendars": ("of_ground", "day off", lambda of, it, *more: of(blank(it, "calendars"), *more)),
    "ground: old communes": ("of_ground", "old commune", lambda of, it, *more: of(it._replace(former={}), *more)),
    "ground: province": ("of_ground", "province", lambda of, it, *more: of(blank(it, provinces={}), *more)),
    "ground: its own files": ("of_ground", "commune", lambda of, it, base, province, *own: of(it, base, province)),
    "posting: ground": ("of_posting", "province", lambda of, it, _, *more: of(it, b"", *more)),
    "posting: versions": ("of_posting", "procedure", lambda of, it, *more: of(blank(it, versions={}), *more)),
    "posting: provincial": ("of_posting", "overlay", lambda of, it, *more: of(blank(it, provincial={}), *more)),
    "posting: its file": ("of_posting", "posting", lambda of, it, *more: of(it, *more[:3], b"", *more[4:])),
    "posting: file of its decision": (
        "of_posting", "file of a posting's decision", lambda of, it, *more: of(it._replace(files={}), *more)
    ),
    "commune: base": ("of_commune", "day", lambda of, it, _, *more: of(it, b"", *more)),
    "commune: fields": ("of_commune", "field renamed", lambda of, it, *more: of(blank(it, "fields"), *more)),
    "commune: documents": ("of_commune", "document gone", lambda of, it, *more: of(blank(it, "national_documents"), *more)),
    "commune: units": ("of_commune", "unit is not as the commune says", lambda of, it, *more: of(blank(it, "units"), *more)),
    "commune: calendars": ("of_commune", "day off", lambda of, it, *more: of(blank(it, "calendars"), *more)),
    "commune: old communes": ("of_commune", "old commune", lambda of, it, *more: of(it._replace(former={}), *more)),
    "commune: province": ("of_commune", "province", lambda of, it, *more: of(blank(it, provinces={}), *more)),
    "commune: versions": ("of_commune", "procedure", lambda of, it, *more: of(blank(it, versions={}), *more)),
    "commune: provincial": ("of_commune", "overlay", lambda of, it, *more: of(blank(it, provincial={}), *more)),
    "commune: files of its province": (
        "of_commune", "file of a posting's decision", lambda of, it, *more: of(blank(it, files_of_provinces={}), *more)
    ),
    "commune: list": ("of_commune", "procedure that nobody posts", lambda of, it, *more: of(it._replace(lists={}), *more)),
    "figures: the list": ("of_figures", "procedure that nobody posts", lambda of, it, path: of(it._replace(lists={}), path)),
    "figures: what is reported": ("of_figures", "figures of a year", lambda of, it, path: of(it._replace(reported={}), path)),
    "commune: what is reported": ("of_commune", "figures of a year", lambda of, it, *more: of(it._replace(reported={}), *more)),
    "commune: path": ("of_commune", "file renamed", moved),
    "commune: stamps": ("of_commune", "posting", lambda of, it, base, files, stamps: of(it, base, files, ())),
    "procedure: national": (
        "of_procedure", "procedure that nobody posts", lambda of, it, *more: of(it._replace(national=same(it.national)), *more)
    ),
    "procedure: rows": ("of_procedure", "promise", lambda of, it, *more: of(it, *more[:-1], b"")),
    "procedure: provinces": (
        "of_procedure", "province is a city", lambda of, it, *more: of(it._replace(provinces=same(it.provinces)), *more)
    ),
    "procedure: provincial": (
        "of_procedure", "overlay",
        lambda of, it, *more: of(alike(it), *more),
    ),
}  # fmt: skip
"""What may be left out of the keys of communes, postings and procedures: from which key; the change that is then missed; how that
key is made without."""
IN_VAIN: Mapping[str, str] = {
    "posting: versions": "what a procedure is in a province has the digest of all its versions",
    "commune: versions": "as above",
    "commune: path": "the part is kept under its path",
}
"""What is left out without harm, and why it stands there."""


@pytest.mark.parametrize("what", some_of(LEFT_OUT, of=12))
def test_what_is_left_out_of_another_key_is_missed(what: str, clean_trees: CleanTrees, monkeypatch: pytest.MonkeyPatch) -> None:
    """One digest does not go into the keys of communes, postings or procedures: some change leaves pages stale."""
    method, change, shorter = LEFT_OUT[what]
    of = getattr(InputDigests, method)
    monkeypatch.setattr(InputDigests, method, lambda *given: shorter(of, *given))
    unfollowed = clean_trees.find_unfollowed([change])
    assert (unfollowed is None) == (what in IN_VAIN)


KEPT: Mapping[str, tuple[str, str, Callable[..., bytes]]] = {
    "online: ground": ("key_online", "commune is a ward", lambda of, it, served: of(it._replace(ground=b""), served)),
    "online: what is served": ("key_online", "posting gone", lambda of, it, _: of(it, b"")),
    "figures: ground": ("key_figures", "commune is a ward", lambda of, it, called: of(it._replace(ground=b""), called)),
    "figures: what is required": (
        "key_figures", "figures of a year", lambda of, it, called: of(it._replace(required=b""), called)
    ),
    "figures: what it is called": ("key_figures", "procedure", lambda of, it, _: of(it, b"")),
}  # fmt: skip
"""The same of the keys of a commune's pages that show all of its postings: `CommuneMemory.online` and `.figures`."""


@pytest.mark.parametrize("what", some_of(KEPT, of=4))
def test_what_is_left_out_of_the_key_of_a_kept_page_is_missed(
    what: str, clean_trees: CleanTrees, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of online services, or of figures, is kept though what it shows has changed."""
    name, change, shorter = KEPT[what]
    of = getattr(kept_pages, name)
    monkeypatch.setattr(kept_pages, name, lambda *given: shorter(of, *given))
    clean_trees.project.restore()
    clean_trees.project.build(forget=True)  # a commune that is not opened would keep its whole key
    assert clean_trees.find_unfollowed([change]) is not None
