"""The law of the next build: after whatever change, what it makes is what a build from nothing makes, byte for byte.

Held for every key of every model and for every kind of file; tests/test_left_out.py holds that the law can be broken.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import pytest

from candidates import Key, Occurrence, field_of, find_occurrences, is_only_a_frame, look_up, other_records
from conftest import TODAY, is_long, some_of
from given_files import make_docx, make_pdf
from incremental import (
    FORM,
    Options,
    Project,
    Tree,
    differ,
    divide,
    join,
    make_history,
    make_png,
    make_project,
    quick_folder,
    start,
    templates_compiled_once,
    without_guide,
)
from niemyet.building import site
from niemyet.building.checking import check_catalogue
from niemyet.building.parts import PARTS, Part
from niemyet.building.pipeline import BuildResult
from niemyet.cache.cache_file import open_cache_file
from niemyet.changes.chronicle import Chronicle
from niemyet.diagnostics.report import Report
from niemyet.diagnostics.rulebook import severity_of
from niemyet.editing.form import NO_REPOSITORY, Site
from niemyet.editing.guide import GuideView
from niemyet.mkdocs_plugin import begin_frames
from niemyet.model import kinds
from niemyet.model.kinds import HANDWRITTEN, KINDS, FileKind, KindName, path_of
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.render.renderer import OutputFile, TemplateRenderer
from test_everything_is_told import EVERY_KEY

FIRST = "catalogue/reference/procedures/ho-tich/1.000001.yaml"
BIRTH = "catalogue/reference/procedures/ho-tich/1.001193.yaml"
HA_NOI, HA_TINH = "catalogue/ha-noi", "catalogue/ha-tinh"
KIM_LIEN, THUONG_TIN, THACH_KHE = f"{HA_NOI}/kim-lien", f"{HA_NOI}/thuong-tin", f"{HA_TINH}/thach-khe"
REFERENCE = "catalogue/reference"
FIGURES, OTHER_LEVELS = f"{THUONG_TIN}/oversight", "very_satisfied: 59, satisfied: 50, neutral: 5"
BOARD_PHOTO = f"{FIGURES}/bang.png"
OWN, OWN_DOCUMENTS = path_of("province-procedure", "ha-noi", "ho-tich", "2.000001"), f"{HA_NOI}/documents.yaml"
LIKE_THE_NATIONS = ("province-procedure", "province-documents", "oversight", "province-oversight")
"""Kinds of files with the models of the nation's, where each key is changed alone, and figures, which go into one digest whole:
here several are changed together, which is enough to see that they reach the site from here too."""
ARTICLE, PICTURE = "news/2026/bai-mau.md", "news/2026/anh-mau.png"
FORM_FILE, TEXT_FILE = f"{REFERENCE}/tep/to-khai-mau.pdf", f"{REFERENCE}/tep/van-ban-mau.pdf"
GIVEN_FILE = "news/2026/ke-hoach-mau.pdf"
DECISION_FILE = f"{HA_NOI}/tep/quyet-dinh-mau.pdf"
PAGE, FIGURE = "docs/muc/trang-mau.md", "docs/muc/hinh-mau.png"
PORTIONS = 8 if is_long() else 1
TRIES = 30
"""Values that are tried for a key."""
_ELSEWHERE = "it stands elsewhere too, in the file's name or in the list of units: see STORIES"
_ADDS_UP = "it adds up with others: see STORIES"
_LEVELS = ("very_satisfied", "satisfied", "neutral", "dissatisfied", "very_dissatisfied")
TOLD_BY_STORIES: Mapping[Key, str] = {
    **{("oversight", ("surveys", 0, "levels", level)): _ADDS_UP for level in _LEVELS},
    **{("province-oversight", ("surveys", 0, "levels", level)): _ADDS_UP for level in _LEVELS},
    ("procedure", ("code",)): _ELSEWHERE,
    ("procedure", ("field",)): _ELSEWHERE,
    ("procedure", ("effective", "from")): _ELSEWHERE,
    ("province-procedure", ("code",)): _ELSEWHERE,
    ("province-procedure", ("field",)): _ELSEWHERE,
    ("province-procedure", ("effective", "from")): _ELSEWHERE,
    ("province", ("code",)): _ELSEWHERE,
    ("province", ("name",)): _ELSEWHERE,
    ("province", ("kind",)): _ELSEWHERE,
    ("commune", ("code",)): _ELSEWHERE,
    ("commune", ("kind",)): _ELSEWHERE,
    ("commune", ("name",)): _ELSEWHERE,
    ("calendar", ("year",)): _ELSEWHERE,
    ("life-events", ("ten-rieng", "question")): "changed by its own keys; it goes only with the answers of the steps",
    ("oversight", ("board_checks", 0, "photos", 0, "file")): "names a picture beside it: told by the stories of pictures",
    ("oversight", ("reform_index", 0, "max")): "is the sum of those of its areas",
    ("province-oversight", ("par_index", 0, "max")): "is the sum of those of its areas",
}
"""Keys that cannot be changed alone, and why."""


def is_a_translation(key: Key) -> bool:
    """Whether a key is shown in another language only: tests/test_languages.py holds the law for a site in two."""
    return "translations" in key[0] or not {*LANGUAGE_CODES}.isdisjoint(key[1])


VIETNAMESE_KEYS = [key for key in EVERY_KEY if not is_a_translation(key)]
KEYS = [key for key in VIETNAMESE_KEYS if key not in TOLD_BY_STORIES and not is_only_a_frame(key)]
"""The keys that can: a part that must be there is changed by its own keys."""
ALONE = [key for key in KEYS if key[0] not in LIKE_THE_NATIONS]
TOGETHER = [key for key in KEYS if key[0] in LIKE_THE_NATIONS]
Occurrences: TypeAlias = dict[Key, list[Occurrence]]


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    """The complete catalogue with frames that are made once."""
    with quick_folder() as folder, without_guide():
        yield make_project(folder)


@pytest.fixture(autouse=True, scope="module")
def compiled_templates(project: Project) -> Iterator[None]:
    """See there."""
    with templates_compiled_once(project):
        yield


@pytest.fixture(scope="module")
def occurrences(project: Project) -> Occurrences:
    """Where each key stands."""
    return find_occurrences(project.files)


@pytest.fixture(scope="module")
def history(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Chronicle:
    """One event: a fee of a province and an office are other ones."""
    return make_history(project, tmp_path_factory.mktemp("later") / "project")


@pytest.fixture(scope="module")
def basic_tree(project: Project) -> Tree:
    """What is published of its basic state, whatever tests have asked of it before."""
    project.begin()
    built, tree = project.clean()
    assert built.report.errors == 0
    return tree


class Basic(NamedTuple):
    """What a build from nothing tells and publishes of the basic state."""

    report: Report
    tree: Tree


def stale(project: Project) -> list[str]:
    """What the next build leaves otherwise than a build from nothing makes it, or why it does not build."""
    return compare(project, project.build())


def compare(project: Project, warm: BuildResult) -> list[str]:
    """What a build has left otherwise than one from nothing makes it."""
    if warm.report.errors:
        return [f"{told.rule} {told.place}" for told in warm.report.diagnostics if severity_of(told) == "error"]
    clean, tree = project.clean()
    same = (warm.report, warm.pages) == (clean.report, clean.pages)
    return differ(project.tree(), tree) + ([] if same else ["the report"])


def test_every_key_occurs(occurrences: Occurrences) -> None:
    """The complete catalogue has each key of each model; it is valid."""
    assert [key for key in VIETNAMESE_KEYS if key not in occurrences] == []


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (
            "ha-noi/thuong-tin/1.000001",
            'Quyết định công bố</dt><dd><a class="given" href="../../../ha-noi/tep/quyet-dinh-mau.pdf"',
        ),
        (
            "ha-noi/thuong-tin/1.000001",
            'Quyết định của tỉnh</dt><dd><a class="given" href="../../../ha-noi/tep/quyet-dinh-tinh.pdf"',
        ),
        ("ha-noi/kim-lien/1.000001", 'của bộ</dt><dd><a class="given" href="../../../tep/quyet-dinh-mau.pdf"'),
        ("ha-noi/kim-lien/1.000001", "Quyết định công bố</dt><dd>3200/QĐ-UBND ngày 26/06/2025</dd>"),
        ("thu-tuc/1.000001", 'của bộ</dt><dd><a class="given" href="../../tep/quyet-dinh-mau.pdf"'),
        ("thu-tuc/2.000001", 'thành phố Hà Nội</dt><dd><a class="given" href="../../ha-noi/tep/quyet-dinh-rieng.pdf"'),
        ("ha-noi", '<li>Quyết định <a class="given" href="../ha-noi/tep/danh-muc.pdf" download>3200/QĐ-UBND ngày 26/06/2025</a>'),
        ("ha-noi", '4100/QĐ-UBND ngày 02/02/2026</a> <span class="given__facts">(PDF, 1 KB)</span>, áp dụng từ 15/02/2026'),
        ("ha-noi", "<li>Quyết định 4300/QĐ-UBND ngày 01/12/2026: thay danh mục bằng 2 thủ tục.</li>"),
    ],
)
def test_a_decision_is_shown_with_its_file(page: str, shown: str, basic_tree: Tree) -> None:
    """On the pages of postings, procedures and provinces: its number leads to the file of its issuer, which is published."""
    assert shown in basic_tree[f"{page}/index.html"].decode()
    for folder in ("tep/quyet-dinh-mau", "ha-noi/tep/quyet-dinh-mau", "ha-noi/tep/danh-muc-sua"):
        assert f"{folder}.pdf" in basic_tree


def put(project: Project, occurrence: Occurrence, value: Any) -> None:
    """Gives a key another value; None: takes it away."""
    record, body = divide((project.root / occurrence.file).read_text("utf-8"))
    parent = look_up(record, occurrence.way[:-1])
    if value is None:
        del parent[occurrence.way[-1]]
    else:
        parent[occurrence.way[-1]] = value
    project.write(occurrence.file, join(record, body))


def other_values_of(project: Project, key: Key, places: list[Occurrence]) -> Iterator[tuple[Occurrence, Any]]:
    """Where to put which other value of a key."""
    if key[1][-3:-1] == ("parts", 0) and key[1][-1] in ("first", "last"):
        moved = [{"first": "1", "last": "5", "amount": "2000"}, {"first": "6", "amount": "1000"}]
        yield places[0]._replace(way=places[0].way[:-2]), moved
    if key[1][-1] == "level":  # with the reasons, which only what is online in part has
        yield places[0]._replace(way=places[0].way[:-1]), {"kind": "online", "level": "full"}
    if key[1][-3:] == ("exceptions", 0, "communes"):
        yield places[0], ["00229"]  # phường Kim Liên
    yield from islice(other_records(project.files, key, places), TRIES)


def ways_to_remove(key: Key, places: list[Occurrence]) -> Iterator[tuple[Occurrence, Any]]:
    """What to put where so that a key is gone: nothing; that the value is not known; nothing in the place of the whole part."""
    if not field_of(key).is_required():
        yield from ((place, None) for place in places)
        yield from ((place._replace(way=place.way[:-1]), None) for place in places if isinstance(place.way[-2:][0], int))


def try_in_turn(project: Project, changes: Iterable[tuple[Occurrence, Any]], forget: bool = False) -> bool:
    """Makes the first change after which a build goes well; whether there is one."""
    for place, value in changes:
        project.restore()
        put(project, place, value)
        if not project.build(forget=forget).report.errors:
            return True
    return False


def break_law(project: Project, basic: Basic, key: Key, places: list[Occurrence]) -> Iterator[tuple[Key, list[str]]]:
    """How the law does not hold for a key, if it does not.

    The site is built from nothing with another value; then the key is taken away, and then it is as it was. What a build leaves
    standing shows that other value, or that there is none, where it has to show the basic state.
    """
    edited = try_in_turn(project, other_values_of(project, key, places), forget=True)
    removed = try_in_turn(project, ways_to_remove(key, places), forget=not edited)
    if not (edited or removed):
        yield key, ["cannot be changed"]
    project.restore()
    warm = project.build()
    wrong = differ(project.tree(), basic.tree) + ([] if warm.report == basic.report else ["the report"])
    if wrong:
        yield key, wrong


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_after_any_change_of_any_key(portion: int, project: Project, occurrences: Occurrences) -> None:
    """Another value, none, and the same again: for every key of every model in a long run, else for some keys of each."""
    basic = Basic(project.begin().report, project.tree())
    keys = some_of(ALONE, of=192)[portion::PORTIONS]
    assert [wrong for key in keys for wrong in break_law(project, basic, key, occurrences[key])] == []


def put_as_allowed(project: Project, changes: Iterable[tuple[Occurrence, Any]]) -> bool:
    """Makes the first change that the check accepts, beside those that were made before."""
    for place, value in changes:
        text = project.read(place.file)
        try:
            put(project, place, value)
        except (LookupError, TypeError):  # what stood here is gone with another change
            continue
        if not check_catalogue(project.root, TODAY).errors:
            return True
        project.write(place.file, text)
    return False


@pytest.mark.parametrize("kind", some_of(LIKE_THE_NATIONS, of=4))
def test_after_a_change_of_many_keys(kind: KindName, project: Project, basic_tree: Tree, occurrences: Occurrences) -> None:
    """Other values of as many keys as the check accepts together, then of the others, until every key has had its turn."""
    project.begin()
    keys = [key for key in TOGETHER if key[0] == kind]
    waiting = some_of(keys, of=96)
    while waiting:
        project.restore()
        others = {
            key: (other_values_of(project, key, occurrences[key]), ways_to_remove(key, occurrences[key])) for key in waiting
        }
        left = [key for key, changes in others.items() if not put_as_allowed(project, chain(*changes))]
        assert len(left) < len(waiting), left
        assert stale(project) == [], waiting
        waiting = left
    project.restore()
    project.build()
    assert differ(project.tree(), basic_tree) == []


def add_procedure(project: Project) -> None:
    project.write(path_of("procedure", "ho-tich", "1.000003"), project.read(BIRTH).replace("1.001193", "1.000003"))


def move_procedure(project: Project) -> None:
    project.rename(path_of("procedure", "ho-tich", "1.000003"), path_of("procedure", "cu-tru", "1.000003"))
    project.substitute(path_of("procedure", "cu-tru", "1.000003"), "field: ho-tich", "field: cu-tru")


def add_version(project: Project, day: str, eve: str) -> None:
    """The birth procedure has another version from `day` on, and its first one holds until the eve."""
    text = project.files[BIRTH].decode()
    project.write(BIRTH, f"{text}effective: {{until: {eve}}}\n")
    project.write(
        BIRTH.replace(".yaml", f"@{day}.yaml"), f"{text}effective: {{from: {day}}}\n".replace("Ghi việc", "Từ nay ghi việc")
    )


def bring_version_forward(project: Project) -> None:
    """The version that was to come holds already."""
    project.remove(BIRTH.replace(".yaml", "@2027-03-01.yaml"))
    add_version(project, "2026-03-01", "2026-02-28")


def drop_version(project: Project) -> None:
    project.remove(BIRTH.replace(".yaml", "@2026-03-01.yaml"))
    project.write(BIRTH, project.files[BIRTH])


def add_commune(project: Project) -> None:
    text = project.read(f"{KIM_LIEN}/commune.yaml").replace("00229", "00235").replace("Kim Liên", "Đống Đa")
    project.write(f"{HA_NOI}/dong-da/commune.yaml", text)
    project.copy(f"{KIM_LIEN}/1.001193.yaml", f"{HA_NOI}/dong-da/1.001193.yaml")


def drop_commune(project: Project) -> None:
    for name in ("commune", "1.001193"):
        project.remove(f"{HA_NOI}/dong-da/{name}.yaml")


def move_commune(project: Project) -> None:
    """The state's list has another name for a commune, and so have its folder and its record."""
    for path in [path for path in project.files if path.startswith(KIM_LIEN)]:
        project.rename(path, path.replace("kim-lien", "lang"))
    project.substitute(f"{HA_NOI}/lang/commune.yaml", "name: Kim Liên", "name: Láng")
    project.substitute(f"{REFERENCE}/units.csv", "Kim Liên", "Láng")


def drop_province(project: Project) -> None:
    for name in ("province", "1.001193"):
        project.remove(f"catalogue/quang-ngai/{name}.yaml")


def make_province(project: Project) -> None:
    """A city becomes a province."""
    project.substitute(f"{HA_NOI}/province.yaml", "kind: thành phố", "kind: tỉnh")
    project.substitute(f"{REFERENCE}/units.csv", "01,thành phố", "01,tỉnh")


def rename_field(project: Project) -> None:
    """A field of work has another short name, wherever it is named."""
    project.substitute(f"{REFERENCE}/fields.yaml", "cu-tru:", "noi-o:")
    for commune in (THUONG_TIN, "catalogue/ha-tinh/thach-khe"):
        project.substitute(f"{commune}/commune.yaml", "[cu-tru]", "[noi-o]")
    project.rename(path_of("procedure", "cu-tru", "1.004222"), path_of("procedure", "noi-o", "1.004222"))
    project.substitute(path_of("procedure", "noi-o", "1.004222"), "field: cu-tru", "field: noi-o")


def rename_picture(project: Project) -> None:
    project.rename(PICTURE, "news/2026/anh-khac.png")
    for path in (ARTICLE, "news/2026/tin-mau.md"):
        project.write(path, project.read(path).replace("anh-mau.png", "anh-khac.png"))


def drop_pictures(project: Project) -> None:
    for path in (ARTICLE, "news/2026/tin-mau.md"):
        project.remove(path)
    project.remove("news/2026/anh-khac.png")


FEE_OF_HA_TINH = "fees: [{name: Lệ phí đăng ký khai sinh, case: late, amount: 6000, basis: 28/2026/QĐ-UBND, sample: true}]\n"
OWN_DOCUMENT = "28/2026/QĐ-UBND: {kind: Quyết định, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}\n"


def own_of_ha_tinh(project: Project) -> str:
    """A procedure of another province, under the name of that of Hà Nội."""
    text = project.read(path_of("procedure", "ho-tich", "1.000002")).replace("1.000002", "2.000009")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("repealed:"))


def copy_overlay(project: Project) -> None:
    """Another province sets the same, without the file of the decision."""
    text = project.read(f"{HA_NOI}/1.000001.yaml")
    project.write(f"{HA_TINH}/1.000001.yaml", text.replace(", file: quyet-dinh-tinh.pdf", ""))


def make_procedure_national(project: Project) -> None:
    """What one province had is the whole country's."""
    project.rename(path_of("province-procedure", "ha-tinh", "ho-tich", "2.000009"), path_of("procedure", "ho-tich", "2.000009"))


def give_another_form(project: Project) -> None:
    """Another file of another format, named in the record."""
    project.write(f"{REFERENCE}/tep/to-khai.docx", make_docx("mẫu"))
    project.substitute(FIRST, "to-khai-mau.pdf", "to-khai.docx")


def give_form_no_file(project: Project) -> None:
    """The form waits for its file again."""
    project.substitute(FIRST, "file: to-khai.docx, ", "")
    project.remove(f"{REFERENCE}/tep/to-khai.docx")


def give_another_decision(project: Project, name: str) -> None:
    """A larger file under the same name."""
    project.write(f"{HA_NOI}/tep/{name}.pdf", make_pdf("khác" * 999))


def rename_decision_file(project: Project) -> None:
    """One file under another name, in the posting that names it too."""
    project.rename(DECISION_FILE, f"{HA_NOI}/tep/quyet-dinh-khac.pdf")
    project.substitute(f"{THUONG_TIN}/1.000001.yaml", "quyet-dinh-mau.pdf", "quyet-dinh-khac.pdf")


def rename_given_file(project: Project) -> None:
    project.rename(GIVEN_FILE, "news/2026/ke-hoach-khac.pdf")
    project.substitute(ARTICLE, "ke-hoach-mau.pdf", "ke-hoach-khac.pdf")


Step: TypeAlias = Callable[[Project], object]
STORIES: Mapping[KindName, tuple[Step, ...]] = {
    "procedure": (
        add_procedure, move_procedure,
        lambda it: it.copy(f"{KIM_LIEN}/1.001193.yaml", f"{KIM_LIEN}/1.000003.yaml"),
        lambda it: it.remove(f"{KIM_LIEN}/1.000003.yaml"),
        lambda it: it.remove(path_of("procedure", "cu-tru", "1.000003")),
        lambda it: add_version(it, "2027-03-01", "2027-02-28"), bring_version_forward, drop_version,
    ),
    "overlay": (
        copy_overlay,
        lambda it: it.substitute(f"{HA_TINH}/1.000001.yaml", "amount: 5000", "amount: 7000"),
        lambda it: it.remove(f"{HA_TINH}/1.000001.yaml"),
        lambda it: it.rename(f"{HA_TINH}/1.001193.yaml", f"{HA_TINH}/1.004222.yaml"),
        lambda it: it.remove(f"{HA_NOI}/1.001193.yaml"),
    ),
    "posting": (
        lambda it: it.copy(f"{KIM_LIEN}/1.001193.yaml", f"{THACH_KHE}/1.004222.yaml"),
        lambda it: it.add(f"{THACH_KHE}/1.004222.yaml", "notes: [Lời nhắn mẫu.]\n"),
        lambda it: it.rename(f"{THACH_KHE}/1.004222.yaml", f"{THACH_KHE}/1.001193.yaml"),
        lambda it: it.remove(f"{THACH_KHE}/1.001193.yaml"),
        lambda it: it.remove(f"{KIM_LIEN}/1.001193.yaml"),
    ),
    "province": (
        lambda it: it.write("catalogue/quang-ngai/province.yaml", 'code: "51"\nname: Quảng Ngãi\nkind: tỉnh\nsample: true\n'),
        lambda it: it.add("catalogue/quang-ngai/province.yaml", "url: https://quang-ngai.example\n"),
        lambda it: it.write("catalogue/quang-ngai/1.001193.yaml", "notes: [Lưu ý mẫu.]\n"),
        drop_province,
        make_province,
    ),
    "commune": (
        add_commune,
        lambda it: it.add(f"{HA_NOI}/dong-da/commune.yaml", "former_names: [phường Cũ]\n"),
        lambda it: it.substitute(f"{HA_NOI}/dong-da/commune.yaml", "sample: true\n", ""),
        lambda it: it.add(f"{HA_NOI}/dong-da/commune.yaml", "staff: [{role: Người trực mẫu}]\n"),
        lambda it: it.substitute(f"{HA_NOI}/dong-da/commune.yaml", '"07:00"', '"08:00"'),
        drop_commune, move_commune,
    ),
    "duty": (
        lambda it: it.substitute(f"{THUONG_TIN}/duty.yaml", "Công chức mẫu", "Công chức khác"),
        lambda it: it.write(
            f"{KIM_LIEN}/duty.yaml", "from: 2026-11-01\nuntil: 2026-11-27\nshifts: [{role: Công chức mẫu, days: [mon, sun]}]\n"
        ),
        lambda it: it.substitute(f"{KIM_LIEN}/duty.yaml", "2026-11-27", "2026-11-20"),
        lambda it: it.remove(f"{KIM_LIEN}/duty.yaml"),
        lambda it: it.remove(f"{THUONG_TIN}/duty.yaml"),
    ),
    "boundary": (
        lambda it: it.substitute(f"{THUONG_TIN}/boundary.geojson", "105.89454", "105.93454"),
        lambda it: it.copy(f"{THUONG_TIN}/boundary.geojson", f"{KIM_LIEN}/boundary.geojson"),
        lambda it: it.remove(f"{THUONG_TIN}/boundary.geojson"),
        lambda it: it.rename(f"{KIM_LIEN}/boundary.geojson", f"{THACH_KHE}/boundary.geojson"),
        lambda it: it.remove(f"{THACH_KHE}/boundary.geojson"),
    ),
    "ratings": (
        lambda it: it.substitute(f"{HA_NOI}/ratings.csv", "2026-10,thuong-tin,2,1", "2026-10,thuong-tin,40,1"),
        lambda it: it.add(f"{HA_NOI}/ratings.csv", "2026-10,kim-lien,3,0\n"),
        lambda it: it.remove(f"{HA_NOI}/ratings.csv"),
        lambda it: it.write(f"{HA_TINH}/ratings.csv", "month,commune,helpful,unhelpful\n2026-10,thach-khe,3,0\n"),
        lambda it: it.remove(f"{HA_TINH}/ratings.csv"),
    ),
    "article": (
        lambda it: it.write("news/2025/bai-cu.md", it.read(ARTICLE).split("images:")[0] + "---\nBài cũ.\n"),
        lambda it: it.add(ARTICLE, "\nThêm một đoạn mẫu.\n"),
        lambda it: it.rename(ARTICLE, "news/2026/ten-khac.md"),
        lambda it: it.remove("news/2026/ten-khac.md"),
        lambda it: it.remove("news/2026/tin-mau.md"),
    ),
    "calendar": (
        lambda it: it.write(f"{REFERENCE}/calendar/2027.yaml", "year: 2027\nstatus: expected\n"),
        lambda it: it.add(f"{REFERENCE}/calendar/2027.yaml", "days_off: [{date: 2027-01-01, name: Tết Dương lịch}]\n"),
        lambda it: it.substitute(f"{REFERENCE}/calendar/2027.yaml", "expected", "official"),
        lambda it: it.remove(f"{REFERENCE}/calendar/2027.yaml"),
    ),
    "fields": (
        lambda it: it.add(f"{REFERENCE}/fields.yaml", "dat-dai: {name: Đất đai}\n"),
        lambda it: it.substitute(f"{REFERENCE}/fields.yaml", "Đất đai", "Nhà đất"),
        lambda it: it.substitute(f"{REFERENCE}/fields.yaml", "dat-dai: {name: Nhà đất}\n", ""),
        rename_field,
    ),
    "documents": (
        lambda it: it.add(f"{REFERENCE}/documents.yaml", "1/2026/TT-BTC: {kind: Thông tư, issuer: Bộ Tài chính}\n"),
        lambda it: it.substitute(f"{REFERENCE}/documents.yaml", "{kind: Thông tư", "{amends: [75/2022/TT-BTC], kind: Thông tư"),
        lambda it: it.restore(),
        lambda it: it.substitute(f"{REFERENCE}/documents.yaml", "issuer: Quốc hội", "issuer: Quốc hội khóa XV"),
    ),
    "life-events": (
        lambda it: it.add(f"{REFERENCE}/life-events.yaml", "ket-hon: {name: Kết hôn}\n"),
        lambda it: it.substitute(f"{REFERENCE}/life-events.yaml", "Kết hôn", "Lập gia đình"),
        lambda it: it.restore(),
    ),
    "synonyms": (
        lambda it: it.add(f"{REFERENCE}/synonyms.yaml", "cu-tru: {words: [hộ khẩu, thường trú]}\n"),
        lambda it: it.substitute(f"{REFERENCE}/synonyms.yaml", "GKS", "KS"),
        lambda it: it.remove(f"{REFERENCE}/synonyms.yaml"),
    ),
    "elsewhere": (
        lambda it: it.write(f"{REFERENCE}/elsewhere.yaml", "x: {name: Mẫu, where: Tòa án, summary: Đến đó., source: Luật.}\n"),
        lambda it: it.substitute(f"{REFERENCE}/elsewhere.yaml", "where: Tòa án", "where: Tòa án nhân dân"),
        lambda it: it.remove(f"{REFERENCE}/elsewhere.yaml"),
    ),
    "translations": (
        lambda it: it.write(f"{REFERENCE}/translations.yaml", "texts:\n  - {vi: Tờ khai mẫu, en: Form}\n"),
        lambda it: it.substitute(f"{REFERENCE}/translations.yaml", "en: Form", "en: Declaration"),
        lambda it: it.remove(f"{REFERENCE}/translations.yaml"),
    ),
    "province-translations": (
        lambda it: it.write(f"{HA_NOI}/translations.yaml", "texts:\n  - {vi: Tờ khai mẫu, en: Form}\n"),
        lambda it: it.substitute(f"{HA_NOI}/translations.yaml", "en: Form", "en: Declaration"),
        lambda it: it.remove(f"{HA_NOI}/translations.yaml"),
    ),
    "doubts": (
        lambda it: it.write("catalogue/doubts.yaml", "q0: {part: fees, text: A, answer: B, date: 2026-08-20}\n"),
        lambda it: it.substitute("catalogue/doubts.yaml", "answer: B", "answer: C"),
        lambda it: it.remove("catalogue/doubts.yaml"),
    ),
    "units": (
        lambda it: it.substitute(f"{REFERENCE}/units.csv", "Đống Đa", "Ô Chợ Dừa"),
        lambda it: it.add(f"{REFERENCE}/units.csv", "00300,phường,Láng,01\n"),
        lambda it: it.substitute(f"{REFERENCE}/units.csv", "10210,xã,Hồng Vân,01\n", ""),
    ),
    "former-units": (
        lambda it: it.substitute(f"{REFERENCE}/former-units.csv", "xã Nhị Khê; ", "một phần xã Nhị Khê (?); "),
        lambda it: it.add(f"{REFERENCE}/former-units.csv", "00229,quận Hai Bà Trưng,tỉnh Cũ,phường Mẫu\n"),
        lambda it: it.substitute(f"{REFERENCE}/former-units.csv", "10210,huyện Thường Tín", "10210,huyện Thanh Oai"),
        lambda it: it.substitute(f"{REFERENCE}/former-units.csv", "xã Văn Bình", "phường Văn Bình"),
        lambda it: it.remove(f"{REFERENCE}/former-units.csv"),
    ),
    "province-procedure": (
        lambda it: it.write(path_of("province-procedure", "ha-tinh", "ho-tich", "2.000009"), own_of_ha_tinh(it)),
        lambda it: it.copy(f"{KIM_LIEN}/1.001193.yaml", f"{THACH_KHE}/2.000009.yaml"),
        lambda it: it.substitute(path_of("province-procedure", "ha-tinh", "ho-tich", "2.000009"), "amount: 0,", "amount: 1000,"),
        lambda it: it.add(f"{HA_TINH}/province.yaml", 'list: {decision: {number: 1/QĐ-UBND}, procedures: ["2.000009"]}\n'),
        make_procedure_national,
        lambda it: it.restore(),
        lambda it: it.remove(f"{KIM_LIEN}/2.000001.yaml"),
        lambda it: it.substitute(OWN, "name: Thủ tục mẫu riêng", "name: Việc mẫu riêng"),
        make_province,
    ),
    "province-documents": (
        lambda it: it.remove(f"{HA_TINH}/documents.yaml"),
        lambda it: it.write(f"{HA_TINH}/documents.yaml", OWN_DOCUMENT),
        lambda it: it.write(f"{HA_TINH}/1.001193.yaml", FEE_OF_HA_TINH),
        lambda it: it.substitute(f"{HA_TINH}/documents.yaml", "kind: Quyết định", "title: Tên khác, kind: Quyết định"),
        lambda it: it.add(f"{HA_TINH}/documents.yaml", OWN_DOCUMENT.replace("28/", "31/")),
        lambda it: it.substitute(ARTICLE, "45/2019/QH14]", "29/2026/QĐ-UBND]"),
        lambda it: it.restore(),
        lambda it: it.add(OWN_DOCUMENTS, OWN_DOCUMENT.replace("28/", "32/")),
    ),
    "oversight": (
        lambda it: it.write(f"{FIGURES}/2024.yaml", it.read(f"{FIGURES}/2025.yaml").replace("2025-1", "2024-1")),
        lambda it: it.substitute(f"{FIGURES}/2025.yaml", "early: 120, on_time: 125", "early: 125, on_time: 120"),
        lambda it: it.substitute(f"{FIGURES}/2025.yaml", "sample: true\n", ""),
        lambda it: it.substitute(f"{FIGURES}/2026.yaml", "very_satisfied: 60, satisfied: 48, neutral: 6", OTHER_LEVELS),
        lambda it: it.substitute(f"{FIGURES}/2026.yaml", " 5, very_dissatisfied: 1", " 4, very_dissatisfied: 2"),
        lambda it: it.copy(f"{FIGURES}/2025.yaml", f"{KIM_LIEN}/oversight/2025.yaml"),
        lambda it: it.remove(f"{FIGURES}/2025.yaml"),
        lambda it: it.restore(),
    ),
    "board-photo": (
        lambda it: it.write(BOARD_PHOTO, make_png(2)),
        lambda it: it.substitute(f"{FIGURES}/2026.yaml", "Bảng niêm yết ở sảnh", "Bảng ở cửa"),
        lambda it: it.substitute(f"{FIGURES}/2026.yaml", ", photos: [{file: bang.png, alt: Bảng ở cửa, date: 2026-10-02}]", ""),
        lambda it: it.remove(BOARD_PHOTO),
    ),
    "province-oversight": (
        lambda it: it.substitute(f"{HA_NOI}/oversight/2026.yaml", "points: 90.1", "points: 90.11"),
        lambda it: it.substitute(f"{HA_NOI}/oversight/2026.yaml", "satisfied: 480, neutral: 60", "satisfied: 479, neutral: 61"),
        lambda it: it.copy(f"{HA_NOI}/oversight/2026.yaml", f"{HA_TINH}/oversight/2026.yaml"),
        lambda it: it.remove(f"{HA_NOI}/oversight/2026.yaml"),
    ),
    "national-file": (
        lambda it: it.write(FORM_FILE, make_pdf("khác")),
        lambda it: it.write(TEXT_FILE, make_pdf("văn bản khác")),
        lambda it: it.write(f"{REFERENCE}/tep/bo-quen.pdf", make_pdf()),
        give_another_form, lambda it: it.remove(FORM_FILE), give_form_no_file,
    ),
    "province-file": (
        lambda it: it.write(f"{HA_NOI}/tep/mau-cua-tinh.pdf", make_pdf("khác")),
        lambda it: it.rename(f"{HA_NOI}/tep/mau-cua-tinh.pdf", f"{HA_TINH}/tep/mau-cua-tinh.pdf"),
        lambda it: it.remove(f"{HA_TINH}/tep/mau-cua-tinh.pdf"),
        *(partial(give_another_decision, name=name) for name in ("quyet-dinh-mau", "quyet-dinh-tinh", "danh-muc")),
        lambda it: it.substitute(f"{THUONG_TIN}/1.000001.yaml", ", file: quyet-dinh-mau.pdf", ""),
        lambda it: it.remove(DECISION_FILE),
        lambda it: it.copy(f"{HA_NOI}/tep/danh-muc.pdf", DECISION_FILE),
        lambda it: it.substitute(f"{KIM_LIEN}/1.001193.yaml", "number:", "file: quyet-dinh-mau.pdf, number:"),
        lambda it: it.remove(f"{KIM_LIEN}/1.001193.yaml"),
        lambda it: it.restore(),
        rename_decision_file,
    ),
    "article-file": (
        lambda it: it.write(GIVEN_FILE, make_pdf("kế hoạch khác")),
        lambda it: it.write("news/2026/bang-mau.pdf", make_pdf("bảng khác")),
        rename_given_file,
        lambda it: it.remove(ARTICLE),
        lambda it: it.remove("news/2026/ke-hoach-khac.pdf"),
    ),
    "image": (
        lambda it: it.write(PICTURE, make_png(2)),
        lambda it: it.write("news/2026/anh-moi.png", make_png(3)),
        rename_picture, drop_pictures,
    ),
}  # fmt: skip
"""What happens to files of a kind, one thing after the other: new ones, other words, other names, gone. Keys are told above."""


def break_story(project: Project, story: Iterable[Step]) -> Iterator[tuple[int, list[str]]]:
    """The steps after which the law does not hold. Outside a long run the story is laid beside a build from nothing at its end:
    what a build leaves standing still stands there, unless a later step has had it made again."""
    project.restore()
    told = [*story]
    for number, step in enumerate(told, 1):
        step(project)
        warm = project.build()
        if (is_long() or number == len(told)) and (wrong := compare(project, warm)):
            yield number, wrong


@pytest.mark.parametrize("kind", some_of(STORIES, of=8))
def test_after_whatever_happens_to_files_of_a_kind(kind: KindName, project: Project, basic_tree: Tree) -> None:
    """After each step of a story, or at its end, and after all of it is undone. A kind stands for its neighbours, whose files
    are read and shown alike."""
    project.resume()
    assert list(break_story(project, STORIES[kind])) == []
    project.restore()
    project.build()
    assert differ(project.tree(), basic_tree) == []


def test_with_history_and_form(project: Project, occurrences: Occurrences, history: Chronicle) -> None:
    """A site with feeds and with the form for those who write: what these show follows too."""
    basic = Basic(project.begin(Options(chronicle=history, form=FORM)).report, project.tree())
    assert "quan-tri/index.html" in basic.tree
    shown: list[Key] = [("procedure", ("name",)), ("fields", ("ten-rieng", "name"))]
    keys = [*shown, *random.Random(1).sample(ALONE, 10)] if is_long() else shown[:1]
    assert [wrong for key in keys for wrong in break_law(project, basic, key, occurrences[key])] == []
    followed: tuple[KindName, ...] = ("province", "commune", "fields")
    for kind in some_of(followed, of=3):
        assert list(break_story(project, STORIES[kind])) == []


def test_with_sheets(project: Project, occurrences: Occurrences) -> None:
    """A site with sheets for the notice boards."""
    basic = Basic(project.begin(Options(sheets=True)).report, project.tree())
    assert any(path.endswith(".pdf") for path in basic.tree)
    shown: list[Key] = [("commune", ("office", "address")), ("procedure", ("papers", "submit", 0, "notes"))]
    keys = [*shown, *random.Random(2).sample(KEYS, 3)] if is_long() else shown[:1]
    assert [wrong for key in keys for wrong in break_law(project, basic, key, occurrences[key])] == []
    followed: tuple[KindName, ...] = ("national-file", "posting")
    for kind in followed if is_long() else ():
        assert list(break_story(project, STORIES[kind])) == []


def test_whatever_else_is_asked_for(project: Project, basic_tree: Tree, history: Chronicle) -> None:
    """Other days, with and without history, form and sheets, one after the other."""
    later = Chronicle((replace(history.events[0], day=TODAY - timedelta(days=1)),), date(2026, 10, 1))
    asked: tuple[dict[str, Any], ...] = (
        {"day": date(2026, 11, 23)}, {"day": date(2027, 1, 4)}, {"day": date(2027, 3, 1)}, {"day": TODAY},
        {"chronicle": history}, {"chronicle": later}, {"form": FORM},
        {"form": FORM._replace(articles={"sveltia-cms.js": b"other"})}, {"form": FORM._replace(site=Site("Trang", "/"))},
        {"form": FORM._replace(repository=NO_REPOSITORY.with_settings({"branch": "khac"}))}, {"chronicle": Chronicle()},
        {"sheets": True}, {"day": date(2026, 12, 16)}, {"form": None}, {"day": TODAY, "sheets": False},
    )  # fmt: skip
    project.begin()
    # Of what is asked for in several ways, one:
    some = asked if is_long() else (asked[2], asked[4], asked[6], *asked[10:12], *asked[13:])
    assert list(break_story(project, [partial(Project.ask, **options) for options in some])) == []
    assert differ(project.tree(), basic_tree) == []


def test_a_line_more_moves_what_is_told_below_it(project: Project) -> None:
    """A comment changes no value and no page, but the places of the warnings below it."""
    project.begin()
    path = "catalogue/reference/procedures/ho-tich/1.000001.yaml"
    assert any(told.place.file == path for told in project.build().report.diagnostics)
    project.write(path, f"# đã đối chiếu\n{project.read(path)}")
    assert stale(project) == []


def test_a_mistake_leaves_the_site_as_it_was(project: Project, basic_tree: Tree) -> None:
    """Told as the check tells it; what was right beside it is not forgotten."""
    project.begin()
    for path in some_of((f"{KIM_LIEN}/1.001193.yaml", FIRST, f"{REFERENCE}/documents.yaml", ARTICLE), of=4):
        project.add(f"{THUONG_TIN}/1.001193.yaml", "notes: [Lời nhắn mẫu.]\n")
        project.write(path, "x: [")
        assert project.build().report == check_catalogue(project.root, TODAY)
        assert differ(project.tree(), basic_tree) == []
        project.write(path, project.files[path])
        assert stale(project) == [], path
        project.restore()
        assert project.build().report.errors == 0
        assert differ(project.tree(), basic_tree) == [], path


def change_pages(project: Project) -> None:
    """Other words, another figure, and new ones."""
    project.add(PAGE, "\nThêm một câu mẫu.\n")
    project.write(FIGURE, make_png(4))
    project.copy(PAGE, "docs/muc/trang-moi.md")
    project.write("docs/muc/hinh-moi.png", make_png(5))


def move_pages(project: Project) -> None:
    """Other names, and some are gone."""
    project.rename(PAGE, "docs/trang-mau.md")
    project.rename(FIGURE, "docs/hinh-mau.png")
    project.remove("docs/muc/trang-moi.md")
    project.remove("docs/muc/hinh-moi.png")


PAGES: tuple[Step, ...] = (
    change_pages,
    move_pages,
    lambda it: it.write("other.py", "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nThêm một câu.\\n'\n"),
    lambda it: it.add("mkdocs.yml", "hooks: [other.py]\n"),
    lambda it: it.add("docs/index.md", "\nThêm một câu, khi không biết trang được làm từ những gì.\n"),
)
"""What happens to pages and figures that are written by hand, and to the site's settings; MkDocs makes the frames each time."""


def test_after_whatever_happens_to_pages(project: Project, tmp_path: Path) -> None:
    """They are told of in the site's own words, and all pages stand in its frame."""
    shutil.copytree(project.root, tmp_path / "project")
    pages = start(tmp_path / "project", begin_frames(tmp_path / "project/mkdocs.yml"))
    pages.build()
    assert list(break_story(pages, PAGES)) == []


def test_there_is_a_story_for_every_kind_of_file() -> None:
    """The kinds of docs/ have one story together."""
    assert {*STORIES, *HANDWRITTEN} == {*KINDS}


def test_a_kind_that_nobody_names_counts_for_every_part(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds a kind of file above the communes, and shows it somewhere, need say nowhere what it counts for."""
    path = f"{REFERENCE}/surprise.yaml"
    surprise = FileKind(cast("KindName", "surprise"), "reference", path, "tệp mẫu")
    by_number = [*kinds._BY_NUMBER, surprise]
    monkeypatch.setattr(kinds, "_BY_NUMBER", by_number)
    monkeypatch.setattr(kinds, "_PLACE", re.compile("|".join(f"({kind.pattern})" for kind in by_number)))

    def show(_: TemplateRenderer, _view: GuideView) -> Iterator[OutputFile]:
        yield OutputFile("surprise.txt", (project.root / path).read_bytes())

    monkeypatch.setattr(site, "PARTS", (*PARTS, Part("surprise", GuideView, show)))
    project.files[path] = b"one: 1\n"
    try:
        project.write(path, project.files[path])
        project.begin()
        before = keys_of(project)
        project.write(path, "two: 2\n")
        assert stale(project) == []
        after = keys_of(project)
        kept = [name for name in before if before[name] == after[name]]
        assert {name.partition("/")[0] for name in kept} <= {"pictures", "picture sizes"}, "made of the bytes of pictures alone"
        assert {"lists", "calendar", "surprise", "communes/ha-noi/kim-lien", "procedures/1.001193", "base", "whole"} <= {*after}
    finally:
        del project.files[path]
        (project.root / path).unlink()


def keys_of(project: Project) -> dict[str, bytes]:
    """The keys of the parts of the site, of whose making records have a say: the listing is made of all files of every build."""
    cache_file = open_cache_file(project.root.parent / ".site.cache", project.root.parent / "site")
    assert cache_file is not None
    keys = {name: key for name, key in cache_file.keys().items() if name not in ("inputs", "frames", "sitemaps", "listing")}
    cache_file.close()
    return keys
