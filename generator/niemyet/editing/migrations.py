"""How the files of a content repository follow a new version of the program: what is written differently, never what it says.

A migration is a row of `MIGRATIONS` and a small function from a file's text to its new text, with a test of its own. Whoever
renames a key or a setting adds the row that carries old repositories over, and says in CHANGELOG.md what changes.
"""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from niemyet.editing.proposals import FileChange

REQUIREMENTS, SETTINGS = "requirements.txt", "mkdocs.yml"
_PIN = re.compile(r"^(niemyet(?:\[[\w, -]*\])?\s*==\s*)([0-9]+(?:\.[0-9]+)*)(?=\s|;|$)", re.MULTILINE)
_THEME = re.compile(r"^theme:[ \t]*\n((?:[ \t]+[^\n]*\n|[ \t]*\n)+)", re.MULTILINE)
_THEME_ON_ONE_LINE = re.compile(r"^theme:[ \t]*\{([^{}\n]*)\}", re.MULTILINE)
_EXTRA = re.compile(r"^extra:[ \t]*\n((?:[ \t]+[^\n]*\n?|[ \t]*\n)+)", re.MULTILINE)
_PLUGIN = re.compile(r"^(  - niemyet)(?::?|: *\{([^{}\n]*)\})[ \t]*\n", re.MULTILINE)
_MOVED = frozenset({"edit", "report", "rating", "editor", "generator"})
"""What stood below `extra`; `generator` was Material's."""
_MATERIAL, _NIEMYET = "name: material", "name: niemyet"
_COPIED = ("custom_dir: theme", "language: vi", "font: false")
"""Settings of the theme that the theme `niemyet` makes itself."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a migration may know besides the text: the repository's folder, and the installed version."""

    root: Path
    version: str


class Migration(NamedTuple):
    """One change of the way something is written: the version that wants it so, the files, what it is in words."""

    since: str
    files: str
    """A pattern below the root: "mkdocs.yml", "catalogue/*/province.yaml"."""
    words: str
    carry_over: Callable[[str, Setting], str]
    """The text of a file → its new text; the same where nothing is to be done."""


def pin_version(text: str, setting: Setting) -> str:
    """requirements.txt names the installed version; a newer one that it asks for stays."""

    def newer(found: re.Match[str]) -> str:
        return found[1] + max(found[2], setting.version, key=_read_version)

    return _PIN.sub(newer, text)


def name_theme(text: str, setting: Setting) -> str:
    """mkdocs.yml names the theme `niemyet`, not Material with a copy of the program's folder theme/.

    A folder of one's own that is no copy stays.
    """
    theme = setting.root / "theme"
    left_out = _COPIED if not theme.is_dir() or (theme / "records").is_dir() else ()
    if (found := _THEME_ON_ONE_LINE.search(text)) is not None:
        entries = [entry.strip() for entry in found[1].split(",")]
        if _MATERIAL in entries:
            kept = [_NIEMYET if entry == _MATERIAL else entry for entry in entries if entry not in left_out]
            return text[: found.start(1)] + ", ".join(kept) + text[found.end(1) :]
    elif (found := _THEME.search(text)) is not None:
        lines = found[1].splitlines(keepends=True)
        entries = [line.partition("#")[0].strip() for line in lines]
        if _MATERIAL in entries:
            kept = [
                line.replace(_MATERIAL, _NIEMYET) for line, entry in zip(lines, entries, strict=True) if entry not in left_out
            ]
            return text[: found.start(1)] + "".join(kept) + text[found.end(1) :]
    return text


def move_links(text: str, setting: Setting) -> str:
    """mkdocs.yml has the site's own settings in one place, below the plugin, not below `extra`.

    With other things below `extra`, or a plugin that is not written in a line of its own, the file stays: the check tells of it.
    """
    extra, plugin = _EXTRA.search(text), _PLUGIN.search(text)
    if extra is None or plugin is None:
        return text
    lines = [line for line in extra[1].splitlines() if line.strip()]
    keys = {line.split(":")[0].strip() for line in lines if not line.lstrip().startswith("#")}
    if not keys <= _MOVED:
        return text
    kept = [re.sub("^editor:", "editor_backend:", line.strip()) for line in lines if not line.strip().startswith("generator:")]
    options = [part.strip() for part in (plugin[2] or "").split(",") if part.strip()]
    below = "".join(f"      {line}\n" for line in (*options, *kept))
    rest = text[: extra.start()] + text[extra.end() :]
    at = _PLUGIN.search(rest)
    if at is None or not below:
        return rest
    return f"{rest[: at.start()]}{at[1]}:\n{below}{rest[at.end() :]}"


MIGRATIONS = (
    Migration("0.1.0", SETTINGS, "giao diện là của chương trình, không chép vào kho", name_theme),
    Migration("0.1.0", SETTINGS, "thiết lập của trang ở một nơi, dưới 'plugins: - niemyet:'", move_links),
    Migration("0.1.0", REQUIREMENTS, "phiên bản của chương trình", pin_version),
)
"""From the oldest to the newest; of one version, the number of that version last."""


def plan_migrations(setting: Setting) -> list[FileChange]:
    """What the migrations change, file by file; each sees what those before it have made of a file."""
    before: dict[str, bytes] = {}
    texts: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for migration in MIGRATIONS:
        for file in sorted(setting.root.glob(migration.files)):
            path = file.relative_to(setting.root).as_posix()
            if path not in before:
                before[path] = file.read_bytes()
                texts[path] = before[path].decode("utf-8", "surrogateescape").replace("\r\n", "\n")
            text = migration.carry_over(texts[path], setting)
            if text != texts[path]:
                texts[path] = text
                said.setdefault(path, []).append(migration.words)
    return [FileChange(path, before[path], _encode(texts[path], before[path]), path, "; ".join(said[path])) for path in said]


def show_change(change: FileChange) -> Iterator[str]:
    """The lines that change, with those around them, as people know it from git."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (change.before or b"", change.after))
    return difflib.unified_diff(old, new, change.path, change.path, lineterm="")


def _encode(text: str, before: bytes) -> bytes:
    """The text with the ends of line that the file has."""
    return text.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode("utf-8", "surrogateescape")


def _read_version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))
