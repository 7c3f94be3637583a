"""The forms under /quan-tri/: their fields are those of the models, their packages are proved, their weight is small."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import fastjsonschema
import pytest
from typer.testing import CliRunner

from conftest import HERE, REPOSITORY
from every_value import MODULES, change_every_value
from niemyet.cli import app
from niemyet.diagnostics.rulebook import read_rulebook
from niemyet.editing.forge_settings import read_forge
from niemyet.editing.form import NO_REPOSITORY, Repository, Site, make_form, read_repository
from niemyet.editing.form_files import (
    PACKAGES,
    FormKit,
    StrangePackageError,
    list_article_files,
    list_form_files,
    read_package,
    read_parser,
)
from niemyet.editing.joining import UnjoinableError, join_modules
from niemyet.editing.record_fields import FormField, make_record_fields
from niemyet.editing.record_names import RECORDS, KnownNames, make_names
from niemyet.model.services import SignIn
from niemyet.validate.shapes import SHAPES, keys_of

PACKAGE = REPOSITORY / ".venv" / "form" / "node_modules" / "@sveltia" / "cms"
PLACES = {"ha-noi": "thành phố Hà Nội", "ha-noi/thuong-tin": "xã Thường Tín"}
KNOWN = KnownNames({}, {}, {}, {}, {"ha-noi": PLACES["ha-noi"]}, {"ha-noi/thuong-tin": PLACES["ha-noi/thuong-tin"]})
SITE = Site("Niêm yết", "https://niemyet.example/")
unpacked = pytest.mark.skipif(not (MODULES / "yaml").exists(), reason="không có npm: bỏ qua biểu mẫu trong trình duyệt")


def form(repository: Repository = NO_REPOSITORY) -> dict[str, Any]:
    return make_form(SITE, repository, PLACES, {"1.001193": "Đăng ký khai sinh (1.001193)"})


@pytest.mark.slow("a process")
@unpacked
@pytest.mark.parametrize(
    "link", ["", "https://github.com/don-vi/kho/edit/main/{file}", "https://git.example/nhom/kho/-/edit/main/{file}"]
)
def test_the_package_takes_the_configuration(link: str) -> None:
    """That of articles is valid by the schema that the package ships, wherever the repository is."""
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
@pytest.mark.parametrize("file", json.loads(PACKAGES.joinpath("checksums.json").read_text("utf-8")))
def test_a_file_that_was_changed_after_it_was_unpacked_is_refused(file: str, tmp_path: Path) -> None:
    """One byte is enough."""
    modules = tmp_path / "node_modules"
    for name in json.loads(PACKAGES.joinpath("checksums.json").read_text("utf-8")):
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_bytes((MODULES / name).read_bytes())
    assert read_parser(modules)
    (modules / file).write_bytes((modules / file).read_bytes() + b" ")
    with pytest.raises(StrangePackageError):
        read_parser(modules)


def walk(field: FormField) -> Iterator[FormField]:
    yield field
    for below in (*field.get("fields", ()), *([field["item"]] if "item" in field else [])):
        yield from walk(below)


@pytest.mark.parametrize("kind", RECORDS)
def test_every_key_of_a_model_has_its_field(kind: Any) -> None:
    """In the model's order, since the form writes by it; and nothing is said of the way a file is written."""
    whole = make_record_fields(kind)
    if whole["kind"] == "table":
        assert [field["name"] for field in whole["fields"]] == list(keys_of(SHAPES[kind]))
    for field in walk(whole):
        assert not re.search(r"ngoặc kép|yaml|true:", field.get("hint", "")), field
        assert field["kind"] not in ("table", "either") or field["fields"], field
        assert field["kind"] not in ("list", "many", "register") or field["item"], field


def test_the_form_says_of_a_rule_what_the_check_says() -> None:
    """Every rule that its script applies has its sentence; no other is carried."""
    script = Path(str(PACKAGES)).parent.joinpath("records_form/rules.js").read_text("utf-8")
    said = make_names("", None, KNOWN)["sentences"]
    rules = read_rulebook()
    assert {*re.findall(r'rule: "([a-z-]+)"', script), "missing-key"} == said.keys()
    assert all(said[code] == rules[code].message.vi for code in said if code != "missing-key")


@pytest.mark.slow("a process")
@unpacked
def test_the_form_is_light_and_keeps_a_strict_policy() -> None:
    """A first visit is less than 60 KB compressed with the fields of a kind, in five requests; no style is written by script."""
    kit = FormKit(
        {}, read_parser(MODULES), SITE, NO_REPOSITORY, read_forge("https://git.example/a/b/-/edit/main/{file}", SignIn())
    )
    files = list_form_files(kit, KNOWN)
    visit = [files[name] for name in ("index.html", "bieu-mau.css", "bieu-mau.js", "ten.json", "muc-procedure.json")]
    assert sum(len(brotli.compress(data)) for data in visit) < 55_000  # and names: 5 KB for what the country has
    page = files["index.html"].decode()
    assert "unsafe-inline" not in page
    assert "connect-src 'self' https://git.example;" in page
    assert "script-src 'self';" in page
    assert b"style=" not in files["bieu-mau.js"] and b".style." not in files["bieu-mau.js"]


@pytest.mark.slow("a process")
@unpacked
def test_every_value_is_changed_on_its_line(tmp_path: Path) -> None:
    """Of records with every key, by the form's code: what it writes, our loader reads; almost all on one line."""
    changed = change_every_value(HERE / "complete", tmp_path)
    assert changed.refused == []
    assert changed.values > 500 and changed.on_one_line >= 0.98 * changed.values


def test_modules_are_joined_in_the_order_in_which_they_need_each_other() -> None:
    """Each sees what it imports, under the name that it gives it; comments are left out; what is not understood is refused."""
    modules = {
        "a.js": '// x\nimport { two as b } from "./below/b.js";\nexport const one =\n  /** @type {1} */ (b) + 1;\n/** Note. */\n',
        "below/b.js": "/** @type {number} */\nconst inner = 1;\nexport { inner as two };\n",
    }
    joined = join_modules("a.js", modules.__getitem__)
    assert joined == (
        '"use strict";\nconst $below_2f_b = (() => {\nconst inner = 1;\nreturn { two: inner };\n})();\n'
        "const $a = (() => {\nconst { two: b } = $below_2f_b;\nconst one =\n(b) + 1;\nreturn { one };\n})();\n"
    )
    for strange in (
        'import x from "./b.js";\n',
        "export default 1;\n",
        'export * from "./below/b.js";\n',
        'import { one } from "./a.js";\n',
    ):
        with pytest.raises(UnjoinableError):
            join_modules("a.js", {**modules, "a.js": strange}.__getitem__)


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
def test_articles_are_proposed_where_the_edit_links_lead(link: str, backend: dict[str, str], services: tuple[str, ...]) -> None:
    """By pull request or merge request; the page may ask that service and no other."""
    repository = read_repository(link)
    assert repository is not None
    assert backend.items() <= repository.backend.items()
    assert form(repository)["publish_mode"] == "editorial_workflow"
    page = list_article_files(FormKit({}, {}, SITE, repository), KNOWN)["tin-bai/index.html"].decode()
    assert repository.services == services
    assert f"connect-src 'self' data: blob: {services[0]};" in page
    assert "script-src 'self';" in page


def test_a_repository_elsewhere_is_not_guessed() -> None:
    """Gitea has no proposals that the form for articles could open."""
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
