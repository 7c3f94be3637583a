"""The form's configuration is made from the models, valid for Sveltia CMS, and has the right repository."""

import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from typer.testing import CliRunner

from conftest import REPOSITORY
from niemyet.cli import app
from niemyet.editing.form import NO_REPOSITORY, PlaceOption, Repository, Site, Vocabulary, make_form, read_repository
from niemyet.editing.form_files import OWN, FormKit, StrangePackageError, list_form_files, read_package
from niemyet.model.overlay import Posting

PACKAGE = REPOSITORY / ".venv" / "form" / "node_modules" / "@sveltia" / "cms"
HA_NOI, THUONG_TIN = PlaceOption("ha-noi", "thành phố Hà Nội"), PlaceOption("ha-noi/thuong-tin", "xã Thường Tín")
WORDS = Vocabulary({"ho-tich": "Hộ tịch"}, {"ha-noi/thuong-tin": "xã Thường Tín"})
SITE = Site("Niêm yết", "https://niemyet.example/")
unpacked = pytest.mark.skipif(not PACKAGE.exists(), reason="không có npm: bỏ qua biểu mẫu trong trình duyệt")


def form(repository: Repository = NO_REPOSITORY) -> dict[str, Any]:
    return make_form(SITE, repository, [HA_NOI], [THUONG_TIN], WORDS)


def collection(name: str) -> dict[str, Any]:
    return next(c for c in form()["collections"] if c.get("name") == name)


@unpacked
@pytest.mark.parametrize(
    "link", ["", "https://github.com/don-vi/kho/edit/main/{file}", "https://git.example/nhom/kho/-/edit/main/{file}"]
)
def test_the_package_takes_the_configuration(link: str) -> None:
    """It is valid by the schema that the package ships, wherever the repository is."""
    check = fastjsonschema.compile(json.loads((PACKAGE / "schema" / "sveltia-cms.json").read_text("utf-8")))
    repository = read_repository(link) or NO_REPOSITORY
    check(form(repository))


@unpacked
def test_no_address_of_a_cdn_is_left_in_the_script() -> None:
    """What it would ask others for lies beside it."""
    files = read_package(PACKAGE)
    script = files["sveltia-cms.js"].decode()
    assert "https://unpkg.com" not in script
    assert "cdn.jsdelivr.net" not in script
    version = json.loads(files["@sveltia/cms/package.json"])["version"]
    assert json.loads(files[f"@sveltia/cms@{version}/locales/vi.json"])


def test_a_strange_package_is_refused(tmp_path: Path) -> None:
    """Whatever stands in the place of the package, no file of it is published that the lock file does not prove."""
    package = tmp_path / "node_modules" / "@sveltia" / "cms"
    (package / "dist").mkdir(parents=True)
    (package / "dist" / "sveltia-cms.js").write_text("https://other.example/", "utf-8")
    with pytest.raises(StrangePackageError):
        read_package(package)


@unpacked
@pytest.mark.parametrize("file", json.loads(OWN.joinpath("checksums.json").read_text("utf-8")))
def test_a_file_that_was_changed_after_it_was_unpacked_is_refused(file: str, tmp_path: Path) -> None:
    """One byte is enough."""
    modules = tmp_path / "node_modules"
    for name in json.loads(OWN.joinpath("checksums.json").read_text("utf-8")):
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_bytes((PACKAGE.parent.parent / name).read_bytes())
    assert read_package(modules / "@sveltia" / "cms")
    (modules / file).write_bytes((modules / file).read_bytes() + b" ")
    with pytest.raises(StrangePackageError):
        read_package(modules / "@sveltia" / "cms")


def test_a_posting_is_offered_key_by_key_in_the_words_of_the_model() -> None:
    """Every key of the model has its field, with its title, its description, and whether it must be there."""
    fields = {field["name"]: field for field in collection("ha-noi--thuong-tin")["fields"]}
    known = {key: field for key, field in Posting.model_fields.items() if key != "code"}
    assert set(fields) == {"code", *known}
    for key, field in known.items():
        told = fields[key]
        assert (told["label"], told["hint"], told["required"]) == (field.title, field.description, field.is_required())


def test_records_lie_where_the_check_looks_for_them() -> None:
    """A posting in its commune's folder, named by its code; text in double quotes; nothing is deleted by a form."""
    posting = collection("ha-noi--thuong-tin")
    assert (posting["folder"], posting["slug"]["template"]) == ("catalogue/ha-noi/thuong-tin", "{{code}}")
    assert posting["delete"] is False
    assert form()["output"]["yaml"]["quote"] == "double"
    assert [file["file"] for file in collection("xa-phuong")["files"]] == ["catalogue/ha-noi/thuong-tin/commune.yaml"]
    assert [file["file"] for file in collection("tinh")["files"]] == ["catalogue/ha-noi/province.yaml"]


@pytest.mark.parametrize(
    ("link", "backend", "services"),
    [
        ("https://github.com/don-vi/kho/edit/main/{file}", {"name": "github", "repo": "don-vi/kho"}, ("https://api.github.com",)),
        (
            "https://gitlab.com/nhom/con/kho/-/edit/chinh/{file}",
            {"name": "gitlab", "repo": "nhom/con/kho", "branch": "chinh", "api_root": "https://gitlab.com/api/v4"},
            ("https://gitlab.com",),
        ),
    ],
)
def test_proposals_go_where_the_edit_links_lead(link: str, backend: dict[str, str], services: tuple[str, ...]) -> None:
    """By pull request or merge request; the page may ask that service and no other."""
    repository = read_repository(link)
    assert repository is not None
    assert backend.items() <= repository.backend.items()
    assert form(repository)["publish_mode"] == "editorial_workflow"
    page = list_form_files(FormKit({}, SITE, repository), [], [], WORDS)["quan-tri/index.html"].decode()
    assert repository.services == services
    assert f"connect-src 'self' data: blob: {services[0]};" in page
    assert "script-src 'self';" in page


def test_a_repository_elsewhere_is_not_guessed() -> None:
    """Gitea has no proposals that the form could open."""
    assert read_repository("https://gitea.example/don-vi/kho/_edit/main/{file}") is None


def test_without_npm_the_build_says_what_is_missing(site_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, only where the form was asked for, and no site is touched."""
    monkeypatch.setenv("PATH", "")
    target = tmp_path / "site"
    result = CliRunner().invoke(app, ["build", "--editor", "--root", str(site_root), "--site-dir", str(target)])
    assert result.exit_code == 1
    assert "biểu mẫu cập nhật cần npm" in result.output
    assert "nodejs.org" in result.output
    assert not target.exists()


def test_what_the_form_would_lose_it_does_not_hold() -> None:
    """It writes no empty list: an empty `areas`, by which a commune says that it is of none, would be gone after any saving."""
    assert form()["output"]["omit_empty_optional_fields"] is True
    (commune,) = collection("xa-phuong")["files"]
    names = [field["name"] for field in commune["fields"]]
    assert "former_names" in names and "areas" not in names
