"""A catalogue is laid over the reference that travels with the program: file by file, named plainly, and never silently."""

import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import HERE, REPOSITORY, TODAY, add_settings, make_site_root, some_of
from known_frames import begin_known_frames
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.catalogue.selection import select_communes
from niemyet.catalogue.settings import read_settings
from niemyet.changes.catalogues import compare_catalogues
from niemyet.cli import app
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.formats import FORMATS
from niemyet.diagnostics.report import Report
from niemyet.diagnostics.rulebook import put_into_words
from niemyet.load import packaged as packaged_data
from niemyet.load.laying_over import REFERENCE, find_catalogue
from niemyet.load.packaged import choose_reference, find_packaged
from test_import import DAY, FILE, plan, with_fee
from test_site import bytes_of

PROCEDURE = f"{REFERENCE}/procedures/ho-tich/1.001193.yaml"
FIELDS = f"{REFERENCE}/fields.yaml"


@pytest.fixture
def packaged(tmp_path: Path) -> Path:
    """A program whose reference is that of the small catalogue."""
    folder = tmp_path / "program"
    shutil.copytree(HERE / "small" / REFERENCE, folder / REFERENCE)
    return folder


@pytest.fixture
def province(small: Path) -> Path:
    """A project with nothing of the nation's."""
    shutil.rmtree(small / REFERENCE)
    make_site_root(small)
    settings = (small / "mkdocs.yml").read_text("utf-8")
    (small / "mkdocs.yml").write_text(settings.replace("{reference: own}", "{reference: packaged}"), "utf-8")
    return small


def check(root: Path, packaged: Path | None) -> Report:
    return check_catalogue(root, TODAY, packaged=packaged)


def lay(packaged: Path, root: Path, path: str, old: str = "", new: str = "", to: str = "") -> None:
    """Writes a packaged file into the catalogue, with other words, at another place."""
    file = root / (to or path)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = (packaged / path).read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def told(report: Report, rule: str) -> Diagnostic:
    [found] = [one for one in report.diagnostics if one.rule == rule]
    return found


# -- what is read ---------------------------------------------------------------------------------------------


def test_a_catalogue_without_a_reference_reads_the_programs(province: Path, packaged: Path) -> None:
    """It is as if all of its files were its own; without them it is wrong in every record."""
    whole = select_communes(HERE / "small", "", TODAY)
    laid = select_communes(province, "", TODAY, packaged)
    assert (laid.report.diagnostics, laid.communes) == ((), whole.communes)
    assert check(province, None).errors > 5


def test_an_own_file_stands_in_the_place_of_the_packaged_one(province: Path, packaged: Path) -> None:
    """At the same path; all others stay the program's, and know where their bytes are."""
    lay(packaged, province, FIELDS, "Hộ tịch\n", "Hộ tịch và quốc tịch\n")
    found = find_catalogue(province, packaged)
    [fields] = [find for find in found.above if find.kind == "fields"]
    assert (fields.packaged, fields.locate(province)) == (False, str(province / FIELDS))
    [units] = [find for find in found.above if find.kind == "units"]
    assert (units.packaged, units.locate(province)) == (True, str(packaged / REFERENCE / "units.csv"))
    assert [(own.path, one.path) for own, one in found.covered] == [(FIELDS, FIELDS)]
    assert [find.path for find in found.above] == [find.path for find in find_catalogue(HERE / "small", None).above]


def test_a_procedure_in_another_field_is_the_same_procedure(province: Path, packaged: Path) -> None:
    """The catalogue's file takes the place of the packaged one of its name, in whatever folder it lies."""
    lay(packaged, province, PROCEDURE, "field: ho-tich", "field: cu-tru", to=PROCEDURE.replace("ho-tich", "cu-tru"))
    report = check(province, packaged)
    assert report.errors == 0
    assert told(report, "replaces-packaged").values == {"value": "field"}
    [commune, *_] = select_communes(province, "", TODAY, packaged).communes
    assert commune.postings["1.001193"].procedure.field == "cu-tru"


def test_a_dated_version_stands_beside_the_packaged_one(province: Path, packaged: Path) -> None:
    """It is another version of the same procedure: until its day the program's holds."""
    later = PROCEDURE.replace(".yaml", "@2027-03-01.yaml")
    lay(packaged, province, PROCEDURE, "code: ", "effective: {from: 2027-03-01}\ncode: ", to=later)
    file = province / later
    file.write_text(file.read_text("utf-8").replace("\nname: ", "\nname: Tên mới "), "utf-8")
    assert check(province, packaged).errors == 0
    for day, new in ((TODAY, False), (TODAY.replace(year=2027, month=3), True)):
        [commune, *_] = select_communes(province, "", day, packaged).communes
        assert commune.postings["1.001193"].procedure.name.startswith("Tên mới ") == new


def test_two_versions_of_one_day_are_told_at_the_catalogues_own(province: Path, packaged: Path) -> None:
    """And the packaged one is named as such: it cannot be mended here."""
    later = PROCEDURE.replace(".yaml", "@2027-03-01.yaml")
    lay(packaged, packaged, PROCEDURE, "code: ", "effective: {from: 2027-03-01}\ncode: ", to=later)
    (packaged / PROCEDURE).write_bytes((packaged / later).read_bytes())
    (packaged / later).unlink()
    lay(packaged, province, PROCEDURE, to=later)
    one = told(check(province, packaged), "same-version-twice")
    assert (one.place.file, one.place.packaged) == (later, False)
    assert f"ở (kèm chương trình) {PROCEDURE}" in put_into_words(one, "vi").message


def test_no_link_is_followed_into_or_out_of_the_programs_reference(province: Path, packaged: Path, tmp_path: Path) -> None:
    """Neither one of the catalogue's that covers a packaged file, nor a packaged one."""
    elsewhere = tmp_path / "elsewhere.yaml"
    shutil.copy(packaged / FIELDS, elsewhere)
    (packaged / FIELDS).unlink()
    (packaged / FIELDS).symlink_to(elsewhere)
    assert told(check(province, packaged), "outside-root").place.packaged
    (province / REFERENCE).mkdir()
    (province / FIELDS).symlink_to(elsewhere)
    assert {one.place.packaged for one in check(province, packaged).diagnostics if one.rule == "outside-root"} == {False, True}


# -- what is told ---------------------------------------------------------------------------------------------


def test_a_packaged_file_is_named_as_such_in_every_format(province: Path, packaged: Path) -> None:
    """With its line; no reader looks for it in the catalogue."""
    file = packaged / PROCEDURE
    file.write_text(file.read_text("utf-8").replace("field: ho-tich", "field: ho-tihc"), "utf-8")
    report = check(province, packaged)
    one = told(report, "unknown-field")
    assert one.place.packaged and one.place.text == "field: ho-tihc"
    text = FORMATS["text"](report, "vi", False)
    assert f"--> (kèm chương trình) {PROCEDURE}:{one.place.line}:" in text and "| field: ho-tihc" in text
    assert f"--> (with the program) {PROCEDURE}:" in FORMATS["text"](report, "en", False)
    assert f"file=(kèm chương trình) {PROCEDURE},line=" in FORMATS["github"](report, "vi", False)
    for name in ("gitlab", "json"):
        assert f'"(kèm chương trình) {PROCEDURE}"' in FORMATS[name](report, "vi", False)
    assert f"%29%20{PROCEDURE}" in FORMATS["sarif"](report, "vi", False)


@pytest.mark.parametrize(
    ("text", "rule"), [(b"", "empty-file"), (b"\xff\xfe", "wrong-encoding"), (b"a: [", "yaml-syntax"), (b"- 1\n", "wrong-shape")]
)
def test_an_unreadable_packaged_file_is_named_too(province: Path, packaged: Path, text: bytes, rule: str) -> None:
    """Whatever stands in it."""
    (packaged / FIELDS).write_bytes(text)
    assert told(check(province, packaged), rule).place.packaged


def test_a_note_is_no_fault(province: Path, packaged: Path) -> None:
    """It is counted apart, in every format, and where there is none nothing is said of notes."""
    lay(packaged, province, FIELDS)
    report = check(province, packaged)
    assert (report.errors, report.warnings, report.notes) == (0, 0, 1)
    assert FORMATS["text"](report, "vi", False).endswith(f"0 lỗi, 0 cảnh báo, 1 lưu ý trong {report.files} tệp.")
    assert FORMATS["text"](report, "en", False).endswith(f"0 errors, 0 warnings, 1 note in {report.files} files.")
    assert f"::notice file={FIELDS},line=1" in FORMATS["github"](report, "vi", False)
    for name, words in (("gitlab", '"severity": "info"'), ("json", '"notes": 1'), ("sarif", '"level": "note"')):
        assert words in FORMATS[name](report, "vi", False)


def test_units_are_compared_one_by_one(province: Path, packaged: Path) -> None:
    """A list of units differs where a unit does, and long differences are counted."""
    lay(packaged, province, f"{REFERENCE}/units.csv", "Kim Liên", "Kim Liên Mới")
    assert "/" not in str(told(check(province, packaged), "replaces-packaged").values["value"])
    (packaged / REFERENCE / "units.csv").write_text("code,kind,name,province\n", "utf-8")
    words = put_into_words(told(check(province, packaged), "replaces-packaged"), "vi").message
    assert words.endswith(" mục khác")


# -- what is built --------------------------------------------------------------------------------------------


def same_as_the_programs(root: Path, packaged: Path) -> None:
    lay(packaged, root, PROCEDURE)


def another_name(root: Path, packaged: Path) -> None:
    lay(packaged, root, PROCEDURE, "name: Đăng ký khai sinh", "name: Đăng ký khai sinh tại nhà")


def the_list_of_fields(root: Path, packaged: Path) -> None:
    lay(packaged, root, FIELDS, "name: Hộ tịch", "name: Việc hộ tịch")


def no_own_procedure(root: Path, packaged: Path) -> None:
    (root / PROCEDURE).unlink()


def a_new_law(root: Path, packaged: Path) -> None:
    lay(packaged, packaged, PROCEDURE, "name: Đăng ký khai sinh", "name: Khai sinh")


def nothing_of_its_own(root: Path, packaged: Path) -> None:
    shutil.rmtree(root / REFERENCE)


STORY: tuple[Callable[[Path, Path], None], ...] = (
    same_as_the_programs, another_name, the_list_of_fields, no_own_procedure, a_new_law, nothing_of_its_own,
)  # fmt: skip


@pytest.mark.slow("a build")
def test_the_next_build_follows_every_layer(province: Path, packaged: Path) -> None:
    """An own file that comes, changes and goes, and a new law of the program: each gives the site of a build from nothing."""

    def build(site: str, forget: bool = False) -> dict[str, bytes]:
        request = BuildRequest(province, TODAY, begin_known_frames(province / "mkdocs.yml"), packaged=packaged)
        assert build_site(request, province.parent / site, forget=forget).report.errors == 0
        return bytes_of(province.parent / site)

    add_settings(province, "edit: https://kho.example/{file}")
    trees = [build("site")]
    for step in STORY:
        step(province, packaged)
        trees.append(build("site"))
        if step in some_of(STORY, of=3):
            assert trees[-1] == build("clean", forget=True), step.__name__
    assert all(before != after for before, after in pairwise(trees))


@pytest.mark.slow("a build")
def test_only_what_is_the_catalogues_own_can_be_edited(province: Path, packaged: Path) -> None:
    """A page of a packaged record has no link to edit it; one of an own record has."""
    add_settings(province, "edit: https://kho.example/{file}")
    lay(packaged, province, FIELDS, "name: Hộ tịch", "name: Việc hộ tịch")
    request = BuildRequest(province, TODAY, begin_known_frames(province / "mkdocs.yml"), packaged=packaged)
    build_site(request, province / "site")
    shown = f'<li><a href="https://kho.example/{FIELDS}">Sửa trang này'
    assert shown in (province / "site/linh-vuc/ho-tich/index.html").read_text("utf-8")
    for page in ("thu-tuc/1.001193", "van-ban", "su-kien"):
        text = (province / "site" / page / "index.html").read_text("utf-8")
        assert '<li hidden><a href="https://kho.example/">Sửa trang này' in text


# -- what is compared, imported -------------------------------------------------------------------------------


def test_an_own_record_is_a_change_of_the_law(province: Path, packaged: Path, tmp_path: Path) -> None:
    """Between two states laid over the same reference only what the catalogue changes is told."""
    before = shutil.copytree(province, tmp_path / "before")
    assert not compare_catalogues(before, province, TODAY, packaged).communes
    another_name(province, packaged)
    found = compare_catalogues(before, province, TODAY, packaged)
    assert {posting.code for commune in found.communes for posting in commune.postings} == {"1.001193"}
    assert found.unread == ()


def test_an_import_does_not_copy_what_the_program_has(province: Path, packaged: Path) -> None:
    """A record that is as it was taken stays the program's; one that has changed goes into the catalogue."""
    for path, text in plan(HERE / "small", with_fee(type="FEE", value=8000, description="")).texts.items():
        (packaged / path).parent.mkdir(parents=True, exist_ok=True)
        (packaged / path).write_text(text, "utf-8")
    same = plan(province, with_fee(type="FEE", value=8000, description=""), retrieved=DAY, packaged=packaged)
    assert (same.texts, same.removed, [row.outcome for row in same.rows]) == ({}, (), ["same"])
    changed = plan(province, with_fee(type="FEE", value=9000, description=""), retrieved=DAY, packaged=packaged)
    assert (set(changed.texts), changed.removed) == ({FILE}, ())


# -- which reference it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "value"),
    [
        ("site_name: x\n", "packaged"),
        ("plugins:\n  - niemyet\n", "packaged"),
        ("plugins: [niemyet]\n", "packaged"),
        ("plugins:\n- other\n\n# của ta\n- niemyet:\n    reference: own\ntheme: {name: x}\n", "own"),
        ("plugins:\n  niemyet: {reference: own}", "own"),
        ("extra: {reference: own}\nplugins:\n  - other: {reference: own}\n  - niemyet:\n", "packaged"),
        ("plugins:\n  - niemyet: {reference: onw}\n", None),
        ("plugins: [\n", None),
    ],
)
def test_the_setting_is_read_from_the_plugins(settings: str, value: str | None, tmp_path: Path) -> None:
    """Whatever else is wrong. Without it the program's reference is laid under."""
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    assert read_settings(tmp_path).reference == value


@pytest.mark.slow("a build")
def test_an_unknown_setting_is_refused(province: Path) -> None:
    """The check tells it as it tells all else; what only reads records does not guess which law is meant."""
    settings = province / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("reference: packaged", "reference: onw"), "utf-8")
    told = CliRunner().invoke(app, ["check", "--root", str(province), "--format", "github"])
    assert told.exit_code == 1
    assert re.search("::error file=mkdocs.yml,line=[0-9]+,", told.stdout)
    assert "'reference' (Phần chung cả nước) không nhận giá trị 'onw'" in told.stdout
    stopped = CliRunner().invoke(app, ["report", "--root", str(province)])
    assert stopped.exit_code == 1
    assert "niemyet check mkdocs.yml" in stopped.stderr


def test_a_reference_is_not_laid_over_itself(province: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the repository that the program comes from nothing is laid under; nor where there is no mkdocs.yml, or it says so."""
    assert find_packaged() == (REPOSITORY / "generator").parent
    monkeypatch.setattr(packaged_data, "find_packaged", lambda: packaged)
    assert choose_reference(province, "packaged") == packaged
    assert choose_reference(packaged, "packaged") is None
    assert choose_reference(province, "own") is None
    (province / "mkdocs.yml").unlink()
    assert read_settings(province).reference == "own"


# -- the commands ---------------------------------------------------------------------------------------------


def run(root: Path, *words: str) -> Result:
    day = () if words[0] in ("owners", "format", "schema") else ("--as-of", TODAY.isoformat())
    return CliRunner().invoke(app, [*words, "--root", str(root), *day])


@pytest.mark.slow("a build")
def test_the_commands_work_where_nothing_is_the_nations(
    province: Path, packaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that a province begins from nothing, without a copy of the law."""
    monkeypatch.setattr(packaged_data, "find_packaged", lambda: packaged)
    (packaged / "theme").symlink_to(REPOSITORY / "theme")
    shutil.rmtree(province / "catalogue")
    shutil.rmtree(province / "news")
    place = ("--commune", "ha-noi/kim-lien")
    for words in (
        ("check",),
        ("new", "province", "--unit", "01", "--decision", "1/QĐ-UBND", "--decision-date", "2026-01-05"),
        ("new", "commune", "--unit", "Kim Liên", "--address", "Số 1 (mẫu)"),
        ("new", "posting", *place, "--list", "--posted", "2026-11-20"),
        ("check", "--errors-only"),
        ("answer", "ha-noi/kim-lien", "1.001193"),
        ("report", "ha-noi"),
        ("owners",),
        ("format", "--check"),
        ("diff", str(province)),
        ("sheets", "ha-noi/kim-lien", "--procedure", "1.001193", "--out", str(tmp_path / "sheets")),
    ):
        result = run(province, *words)
        assert result.exit_code == 0, (words, result.output)
    assert not (province / REFERENCE).exists()
    written = run(province, "new", "procedure", "--code", "9.000009", "--name", "Thử", "--field", "ho-tich", "--result", "Giấy",
                  "--basis", "60/2014/QH13", "--decision", "1/QĐ-BTP")  # fmt: skip
    assert f"Đã ghi {REFERENCE}/procedures/ho-tich/9.000009.yaml" in written.output
    lay(packaged, province, FIELDS)
    packaged.joinpath(PROCEDURE).write_text("", "utf-8")
    assert "empty-file" not in run(province, "check", "catalogue/reference").output.split("Ngoài")[0]
