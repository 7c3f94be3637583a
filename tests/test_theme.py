"""The theme stands alone: what readers get is the program's own, and none of it is for nothing."""

import re
from pathlib import Path

import pytest

from conftest import REPOSITORY, some_of
from niemyet.mkdocs_plugin import make_frames
from test_site import bytes_of

THEME = REPOSITORY / "theme"
LOOK = "".join(
    (THEME / "assets" / f"{name}.css").read_text("utf-8") for name in ("niemyet", "figures", "news", "guide", "journey")
)
RULES = re.sub(r"/\*.*?\*/", "", LOOK, flags=re.DOTALL)
_SELECTORS = re.compile(r"[^{}]*(?=\{)")


@pytest.mark.slow("a build")
def test_every_class_of_the_look_is_given_to_something() -> None:
    """No rule is for what no template and no script makes."""
    sources = [*THEME.rglob("*.html"), *THEME.glob("assets/*.js"), *(REPOSITORY / "generator").rglob("*.py")]
    given = "\n".join(path.read_text("utf-8") for path in sources)
    classes = {name for selector in _SELECTORS.findall(RULES) for name in re.findall(r"\.([a-z][\w-]*)", selector)}
    assert len(classes) > 100
    put_together = set(re.findall(r"(?<![\w-])([a-z][\w-]*(?:__|--))\{", given))
    made = {name for name in classes if any(name.startswith(begun) for begun in put_together)}
    assert sorted(name for name in classes - made if not re.search(rf"(?<![\w-]){name}(?![\w-])", given)) == []


def test_every_colour_has_its_name() -> None:
    """Colours, and the letters of code, are set once; a rule names them, so that day, night and paper cannot differ by chance."""
    rules = re.sub(r"@media print \{.*?\n\}\n", "", RULES[RULES.index("*, ::before") :], flags=re.DOTALL)
    used, named = set(re.findall(r"var\((--[\w-]+)", rules)), set(re.findall(r"(?<![\w-])(--[\w-]+):", RULES))
    assert used <= named
    assert named - used <= {"--paper", "--system-text"}, "a name that nothing uses"
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*\})", rules) == []


@pytest.mark.slow("a build")
@pytest.mark.parametrize("theme", some_of(["{name: null, custom_dir: %s}", "{name: mkdocs, custom_dir: %s}"], of=2))
def test_without_material_the_frames_are_the_same(theme: str, site_root: Path, tmp_path: Path) -> None:
    """Nothing of the theme below ours reaches a reader: with another, or with none, every frame and file is the same."""
    usual = make_frames(site_root / "mkdocs.yml", tmp_path / "usual")
    settings = (site_root / "mkdocs.yml").read_text("utf-8")
    other = re.sub(r"^theme:\n(?:  .*\n)+", f"theme: {theme % THEME}\n", settings, flags=re.MULTILINE)
    assert other != settings
    (site_root / "mkdocs.yml").write_text(other, "utf-8")
    made = make_frames(site_root / "mkdocs.yml", tmp_path / "other")
    assert made.frames == usual.frames
    assert bytes_of(tmp_path / "other") == bytes_of(tmp_path / "usual")
    published = {path.removeprefix("assets/") for path in bytes_of(tmp_path / "usual") if path.startswith("assets/")}
    assert published == {path.name for path in (THEME / "assets").iterdir()}
