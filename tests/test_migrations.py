"""A repository of an older version becomes one of this version: every migration, by itself and by the command."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from niemyet.cli import app
from niemyet.editing.migrations import MIGRATIONS, Setting, move_links, name_theme, pin_version, plan_migrations

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
    assert name_theme(before, Setting(old, "0.1.0")) == after


def test_templates_of_ones_own_stay(tmp_path: Path) -> None:
    """A folder theme/ that is no copy of the program's still lies over it."""
    (tmp_path / "theme").mkdir()
    assert "  custom_dir: theme\n" in name_theme(FIRST_ROUND, Setting(tmp_path, "0.1.0"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "plugins:\n  - niemyet\nextra:\n  # A\n  edit: https://a.example/{file}\n  editor: {app_id: x}\n  generator: false\n",
            "plugins:\n  - niemyet:\n      # A\n      edit: https://a.example/{file}\n      editor_backend: {app_id: x}\n",
        ),
        (
            "extra:\n  rating: https://a.example/r\n\nplugins:\n  - niemyet: {reference: own}\nsite_name: x\n",
            "plugins:\n  - niemyet:\n      reference: own\n      rating: https://a.example/r\nsite_name: x\n",
        ),
        ("plugins:\n  - niemyet\nextra:\n  generator: false\n", "plugins:\n  - niemyet\n"),
        ("plugins:\n  - niemyet\nextra:\n  social: []\n", "plugins:\n  - niemyet\nextra:\n  social: []\n"),
        ("plugins: [niemyet]\nextra:\n  edit: x\n", "plugins: [niemyet]\nextra:\n  edit: x\n"),
    ],
)
def test_settings_stand_in_one_place(before: str, after: str, old: Path) -> None:
    """What stood below `extra` stands below the plugin, with its remarks; what is somebody's own stays."""
    assert move_links(before, Setting(old, "0.1.0")) == after


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
    assert pin_version(before, Setting(old, "0.10.0")) == after


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


def test_the_ends_of_lines_and_strange_bytes_stay(old: Path) -> None:
    """A file from Windows stays one, and what is no UTF-8 stays as it is."""
    (old / "mkdocs.yml").write_bytes(FIRST_ROUND.replace("\n", "\r\n").encode() + b"# \xff\r\n")
    [change, _] = plan_migrations(Setting(old, "0.1.0"))
    assert change.after.count(b"\r\n") == change.after.count(b"\n") == FIRST_ROUND.count("\n") - 2
    assert change.after.endswith(b"# \xff\r\n")


def test_the_table_goes_from_old_to_new() -> None:
    """Each sees what those before it have made; the number of the version comes last."""
    versions = [tuple(map(int, migration.since.split("."))) for migration in MIGRATIONS]
    assert versions == sorted(versions)
    assert MIGRATIONS[-1].carry_over is pin_version
