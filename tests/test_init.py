"""`niemyet init`: a folder from which a province begins, complete at once, and never at the cost of what is there."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from conftest import TODAY, some_of
from incremental import make_png
from known_frames import begin_known_frames
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.catalogue.settings import read_settings
from niemyet.cli import app
from niemyet.editing.new_repository import PLACES, TEMPLATES
from niemyet.load.packaged import choose_reference
from niemyet.model.settings import NOT_YET, Settings
from test_site import broken_links


def init(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["init", str(folder), *words])


def read_all(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that was just made. It is to be read only."""
    folder = tmp_path_factory.mktemp("init") / "kho"
    result = init(folder, "--province", "Hà Nội", "--commune", "thuong tin", "--commune", "Kim Liên", "--yes")
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.slow("a build")
def test_it_passes_the_check_as_it_is(begun: Path) -> None:
    """No error, keys in their order, owners as they are; what is a sample says so."""
    report = check_catalogue(begun, TODAY, packaged=choose_reference(begun, "packaged"))
    assert report.diagnostics == ()
    for words in (("format", "--check"), ("owners", "--check")):
        assert CliRunner().invoke(app, [*words, "--root", str(begun)]).exit_code == 0
    for commune in ("thuong-tin", "kim-lien"):
        text = (begun / f"catalogue/ha-noi/{commune}/commune.yaml").read_text("utf-8")
        assert text.startswith("# BẢN NHÁP") and text.endswith("\nsample: true\n")


@pytest.mark.slow("a province and its postings")
def test_it_says_all_that_leads_to_a_first_site(tmp_path: Path) -> None:
    """Each step is a command that can be typed as it stands, for a commune that is there; without one nothing is said of any."""
    told = init(tmp_path / "kho", "--province", "Lào Cai", "--commune", "Cam Đường", "--yes").output
    steps = [line.split() for line in told.splitlines() if line.startswith("    ")]
    assert steps[0] == ["cd", str(tmp_path / "kho")]
    assert [words[1] for words in steps[1:]] == ["new", "check", "build", "sheets", "serve"]
    posted = CliRunner().invoke(app, [*steps[1][1:], "--decision", "3200/QĐ-UBND", "--decision-date", "26/06/2026", "--posted",
        "30/06/2026", "--root", str(tmp_path / "kho")])  # fmt: skip
    assert posted.exit_code == 0, posted.output
    assert len([*(tmp_path / "kho/catalogue" / steps[4][2]).glob("[0-9]*.yaml")]) >= 10
    assert "new posting" not in init(tmp_path / "trong", "--province", "Lào Cai", "--yes").output


@pytest.mark.slow("a build")
def test_it_builds_at_once_and_every_link_leads_somewhere(begun: Path, tmp_path: Path) -> None:
    """With no article and no posting yet; the guide and the help for citizens come with the program."""
    request = BuildRequest(begun, TODAY, begin_known_frames(begun / "mkdocs.yml"), packaged=choose_reference(begun, "packaged"))
    assert build_site(request, tmp_path / "site").report.errors == 0
    assert not broken_links(tmp_path / "site", NOT_YET)
    assert "của thành phố Hà Nội" in (tmp_path / "site/index.html").read_text("utf-8")
    assert {"huong-dan", "tro-nang", "soan-thao", "ha-noi"} <= {path.name for path in (tmp_path / "site").iterdir()}


def test_every_example_of_a_setting_works(begun: Path, tmp_path: Path) -> None:
    """Whoever takes away the signs before them finds no mistake, one after the other or, where one may be chosen, the last."""
    text = (begun / "mkdocs.yml").read_text("utf-8")
    shown = re.findall(r"^      # ((?:  )*(?:- )?(?:[a-z_]+: |[a-z_]+:$|- [{a-z]).*)$", text, re.MULTILINE)
    shown = [line for line in shown if line.startswith(" ") or line.split(":")[0] in Settings.model_fields]
    examples = {line.split(":")[0]: line for line in shown if not line.startswith(" ")}
    below = [line for line in shown if line.startswith(" ") or line in examples.values()]
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/gioi-thieu.md").write_text("# Giới thiệu\n", "utf-8")
    shutil.copytree(begun / "catalogue", tmp_path / "catalogue")
    (tmp_path / "bieu-trung.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>', "utf-8")
    (tmp_path / "bieu-tuong.png").write_bytes(make_png(1))
    (tmp_path / "mkdocs.yml").write_text(text + "".join(f"      {line}\n" for line in below), "utf-8")
    read = read_settings(tmp_path)
    assert read.diagnostics == ()
    assert {*examples} | {"reference", "history", "open_data", "share_pictures", "preview"} == {*Settings.model_fields}


def test_no_gap_is_left_and_the_settings_are_read_as_they_were_meant(begun: Path) -> None:
    """Whatever the name of the site."""
    assert not [path for path, text in read_all(begun).items() if re.search(r"@[A-Z_]+@", text)]
    assert {path for path in PLACES.values() if path not in read_all(begun)} == set()
    settings = yaml.safe_load((begun / "mkdocs.yml").read_text("utf-8"))
    assert settings["site_name"] == "Thủ tục hành chính thành phố Hà Nội"
    assert settings["theme"] == {"name": "niemyet"}


@pytest.mark.parametrize("name", some_of(["Tỉnh: trang #1", "'Niêm yết'", "yes", "- a", "{x}", "2026"], of=6))
def test_a_name_is_written_so_that_it_is_read_as_it_is(name: str, tmp_path: Path) -> None:
    """With signs that mean something in the settings."""
    assert init(tmp_path / "kho", "--province", "38", "--name", name, "--yes").exit_code == 0
    assert yaml.safe_load((tmp_path / "kho/mkdocs.yml").read_text("utf-8"))["site_name"] == name


@pytest.mark.parametrize("words", some_of(["Hà Nội", "ha noi", "ha-noi", "Thành phố Hà Nội", "TP. Hà Nội", "01"], of=3))
def test_a_province_is_known_by_all_of_its_names(words: str, tmp_path: Path) -> None:
    """With marks or without them, with its kind, by its code."""
    assert init(tmp_path / "kho", "--province", words, "--yes").exit_code == 0
    assert (tmp_path / "kho/catalogue/ha-noi/province.yaml").is_file()


@pytest.mark.slow("a build")
def test_all_communes_of_a_province(tmp_path: Path) -> None:
    """As many as the register has, all of the province."""
    assert init(tmp_path / "kho", "--province", "Cao Bằng", "--commune", "tất cả", "--yes").exit_code == 0
    communes = [*(tmp_path / "kho/catalogue/cao-bang").glob("*/commune.yaml")]
    assert len(communes) == 56
    assert check_catalogue(tmp_path / "kho", TODAY, packaged=choose_reference(tmp_path / "kho", "packaged")).errors == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--province", "Hà Nộj"), "danh sách chính thức không có 'Hà Nộj'; gần giống: 01 thành phố Hà Nội"),
        (("--province", "Hà Tĩnh", "--commune", "Kim Liên"), "tỉnh Hà Tĩnh không có xã, phường 'Kim Liên'"),
        (("--province", "Hà Nội", "--url", "thutuc"), "'thutuc' không phải là địa chỉ"),
        (("--yes",), "thiếu --province"),
    ],
)
def test_what_is_not_understood_is_told_and_nothing_is_written(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """In one sentence."""
    result = init(tmp_path / "kho", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "kho").exists()


def test_a_folder_with_anything_in_it_stays_as_it_is(tmp_path: Path) -> None:
    """Even a file that nobody would miss; with a repository from a forge and the installed program alone, it is empty."""
    (tmp_path / "ghi-chu.txt").write_text("x", "utf-8")
    result = init(tmp_path, "--province", "01", "--yes")
    assert (result.exit_code, read_all(tmp_path)) == (2, {"ghi-chu.txt": "x"})
    assert "không trống" in result.stderr
    (tmp_path / "kho/.git").mkdir(parents=True)
    (tmp_path / "kho/.venv").mkdir()
    assert init(tmp_path / "kho", "--province", "01", "--yes").exit_code == 0


@pytest.mark.slow("a build")
def test_where_it_cannot_write_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full in the middle leaves the folder as it was, empty."""
    opened = Path.open

    def full(path: Path, *words: str, **named: str) -> object:
        if "province.yaml" in path.name:
            raise OSError(28, "No space left on device")
        return opened(path, *words, **named)  # type: ignore[call-overload]  # passed on as it came

    (tmp_path / "kho").mkdir()
    monkeypatch.setattr(Path, "open", full)
    result = init(tmp_path / "kho", "--province", "01", "--yes")
    assert result.exit_code == 1
    assert "/ha-noi/province.yaml: đĩa đã đầy" in result.stderr
    assert list((tmp_path / "kho").iterdir()) == []


def test_every_template_has_its_place() -> None:
    """No file lies among the templates that nobody gets."""
    with_folders = {path.relative_to(str(TEMPLATES)).as_posix() for path in Path(str(TEMPLATES)).rglob("*") if path.is_file()}
    assert with_folders == set(PLACES)
