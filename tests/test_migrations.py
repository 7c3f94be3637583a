"""A repository of an older version becomes one of this version: every migration, by itself and by the command."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from niemyet.cli import app
from niemyet.cli.language import say
from niemyet.editing.migrations import list_migrations, pin_version, plan_migrations
from niemyet.editing.settings_migrations import Upgrade, move_settings, name_theme

FIRST_ROUND = """\
site_name: Trang  # của tỉnh
theme:
  name: material
  custom_dir: theme
  language: vi   # tiếng Việt
  font: false

plugins:
  - niemyet
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A repository of the first round, as a checkout of the whole project, and its own record."""
    (tmp_path / "mkdocs.yml").write_text(FIRST_ROUND, "utf-8")
    (tmp_path / "requirements.txt").write_text("# chương trình\nniemyet[publish]==0.0.9\n", "utf-8")
    (tmp_path / "theme/records").mkdir(parents=True)
    (tmp_path / "catalogue/ha-noi").mkdir(parents=True)
    (tmp_path / "catalogue/ha-noi/province.yaml").write_text('code: "01"\nname: Hà Nội\nkind: thành phố\n', "utf-8")
    return tmp_path


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["migrate", *words, "--root", str(root)])


def read_all(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# -- one by one -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FIRST_ROUND, "site_name: Trang  # của tỉnh\ntheme:\n  name: niemyet\n\nplugins:\n  - niemyet\n"),
        ("theme: {name: material, custom_dir: theme, language: vi}\n", "theme: {name: niemyet}\n"),
        ("theme:\n  # màu\n  name: material\n  custom_dir: rieng\n", "theme:\n  # màu\n  name: niemyet\n  custom_dir: rieng\n"),
        ("theme:\n  name: niemyet\nextra: {name: material}\n", "theme:\n  name: niemyet\nextra: {name: material}\n"),
        ("theme: readthedocs\nsite_name: x\n", "theme: readthedocs\nsite_name: x\n"),
    ],
)
def test_the_theme_is_the_programs(before: str, after: str, old: Path) -> None:
    """What the theme sets itself goes; comments, other settings and other themes stay."""
    assert name_theme(before, Upgrade(old, "0.1.0")) == after


def test_templates_of_ones_own_stay(tmp_path: Path) -> None:
    """A folder theme/ that is no copy of the program's still lies over it."""
    (tmp_path / "theme").mkdir()
    assert "  custom_dir: theme\n" in name_theme(FIRST_ROUND, Upgrade(tmp_path, "0.1.0"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("niemyet==0.1.0\n", "niemyet==0.10.0\n"),
        ("# niemyet==0.1.0\nniemyet[a, b] == 0.9  # cố định\n", "# niemyet==0.1.0\nniemyet[a, b] == 0.10.0  # cố định\n"),
        ("niemyet==0.11.2\n", "niemyet==0.11.2\n"),
        ("niemyet>=0.1\nniemyet-khac==0.1.0\n", "niemyet>=0.1\nniemyet-khac==0.1.0\n"),
    ],
)  # fmt: skip
def test_the_pin_is_the_installed_version(before: str, after: str, old: Path) -> None:
    """Compared by number; one never goes back, and a range is its author's."""
    assert pin_version(before, Upgrade(old, "0.10.0")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "plugins:\n  - niemyet  # a\nextra:\n  # nối\n  edit: https://kho.example/{file}\n\n  generator: false\n",
            "plugins:\n  - niemyet:  # a\n      # nối\n      edit: https://kho.example/{file}\n",
        ),
        (
            "extra:\n    edit: x\n    editor:\n        id: x\n# cuối\nplugins:\n- search\n- niemyet:\n    reference: own\n- x\n",
            "# cuối\nplugins:\n- search\n- niemyet:\n    reference: own\n    edit: x\n    editor_backend:\n        id: x\n- x\n",
        ),
        ("plugins:\n  - niemyet\nextra:\n  branch: main\n  generator: false\n", "plugins:\n  - niemyet\n"),
        ("plugins:\n  - niemyet\nextra:\n  branch: main\n  edit: x\n", "plugins:\n  - niemyet:\n      edit: x\n"),
        (
            "plugins: [niemyet]\nextra:\n  report: x\nsite_name: x\n",
            "plugins:\n  - niemyet:\n      report: x\nsite_name: x\n",
        ),
        (
            "plugins:\n  - niemyet: {reference: own}\nextra:\n  report: x\n",
            "plugins:\n  - niemyet:\n      reference: own\n      report: x\n",
        ),
        ("plugins: [search, niemyet]\nextra:\n  report: x\n", None),
        ("plugins:\n  - niemyet\nextra: {report: x}\n", None),
        ("plugins:\n  - niemyet\nextra:\n  report: !ENV X\n", None),
        ("plugins:\n  - niemyet:\n      edit: a\n", None),
    ],
)  # fmt: skip
def test_the_settings_stand_below_the_plugin(before: str, after: str | None, old: Path) -> None:
    """With their comments, wherever the two stand; what is written in a strange way is left to a person."""
    assert move_settings(before, Upgrade(old, "0.1.0")) == (before if after is None else after)


# -- the command ----------------------------------------------------------------------------------------------


def test_the_command_shows_and_writes_nothing_unasked(old: Path) -> None:
    """Neither to try it, nor without a person who agrees."""
    before = read_all(old)
    tried, silent = run(old, "--dry-run"), run(old)
    assert (tried.exit_code, silent.exit_code) == (0, 2)
    assert "-  custom_dir: theme" in tried.output and "+niemyet[publish]==" in tried.output
    assert "2 tệp sẽ đổi, chưa ghi gì" in tried.output
    assert read_all(old) == before


def test_it_carries_over_once_and_leaves_the_content_alone(old: Path) -> None:
    """All of it at once; the second time there is nothing to do."""
    before = read_all(old)
    assert run(old, "--yes").exit_code == 0
    after = read_all(old)
    assert {path for path, data in after.items() if data != before[path]} == {"mkdocs.yml", "requirements.txt"}
    assert "Mọi tệp đã đúng với phiên bản" in run(old).output


def test_the_ends_of_lines_stay_and_what_is_no_text_too(old: Path) -> None:
    """A file from Windows stays one; one in an old encoding is for the check to tell of."""
    (old / "mkdocs.yml").write_bytes(FIRST_ROUND.replace("\n", "\r\n").encode())
    [change, _] = plan_migrations(Upgrade(old, "0.1.0"), say)
    assert change.after.count(b"\r\n") == change.after.count(b"\n") == FIRST_ROUND.count("\n") - 3
    (old / "mkdocs.yml").write_bytes(FIRST_ROUND.encode() + b"# \xff\n")
    assert [change.path for change in plan_migrations(Upgrade(old, "0.1.0"), say)] == ["requirements.txt"]


def test_the_table_goes_from_old_to_new() -> None:
    """Each sees what those before it have made; the number of the version comes last."""
    versions = [tuple(map(int, migration.since.split("."))) for migration in list_migrations()]
    assert versions == sorted(versions)
    assert list_migrations()[-1].carry_over is pin_version
