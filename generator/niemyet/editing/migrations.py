"""How the files of a content repository follow a new version of the program: what is written differently, never what it says.

A migration is a row of `list_migrations` and a small function from a file's text to its new text, with a test of its own. Whoever
renames a key or a setting adds the row that carries old repositories over, and says in CHANGELOG.md what changes.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.proposals import FileChange
from niemyet.editing.settings_migrations import Upgrade, move_settings, name_theme
from niemyet.editing.workspace import list_schema_files
from niemyet.patterns import regex

REQUIREMENTS, SETTINGS = "requirements.txt", "mkdocs.yml"
_PIN = regex(r"^(niemyet(?:\[[\w, -]*\])?\s*==\s*)([0-9]+(?:\.[0-9]+)*)(?=\s|;|$)", re.MULTILINE)


_THEME = Bilingual(
    "giao diện là của chương trình, không chép vào kho", "the theme is the program's, with no copy in the repository"
)
_SETTINGS = Bilingual(
    "thiết lập của trang ở một nơi, dưới 'plugins: - niemyet:'",
    "the settings of the site in one place, below 'plugins: - niemyet:'",
)
_SCHEMA = Bilingual("gợi ý cho trình soạn thảo theo bản này", "what editors complete and explain, as this version has it")
_VERSION = Bilingual("phiên bản của chương trình", "the version of the program")


class Migration(NamedTuple):
    """One change of the way something is written: the version that wants it so, the files, what it is in words."""

    since: str
    files: str
    """A pattern below the root: "mkdocs.yml", "catalogue/*/province.yaml"."""
    words: Bilingual
    carry_over: Callable[[str, Upgrade], str]
    """The text of a file → its new text; the same where nothing is to be done."""


def pin_version(text: str, upgrade: Upgrade) -> str:
    """requirements.txt names the installed version; a newer one that it asks for stays."""

    def newer(found: re.Match[str]) -> str:
        return found[1] + max(found[2], upgrade.version, key=_read_version)

    return _PIN.sub(newer, text)


def _renew(text: str, before: str, upgrade: Upgrade) -> str:
    return text


@cache
def list_migrations() -> Sequence[Migration]:
    """From the oldest to the newest; of one version, the number of that version last. Makes the schemas of all models."""
    return (
        Migration("0.1.0", SETTINGS, _THEME, name_theme),
        Migration("0.1.0", SETTINGS, _SETTINGS, move_settings),
        *(Migration("0.1.0", path, _SCHEMA, partial(_renew, text)) for path, text in list_schema_files().items()),
        Migration("0.1.0", REQUIREMENTS, _VERSION, pin_version),
    )


def plan_migrations(upgrade: Upgrade, say: Callable[[Bilingual], str]) -> list[FileChange]:
    """What the migrations change, file by file; each sees what those before it have made of a file. `say` chooses the language.

    A file that is no UTF-8 is left alone: the check refuses it.
    """
    before: dict[str, bytes] = {}
    texts: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for migration in list_migrations():
        for file in sorted(upgrade.root.glob(migration.files)):
            path = file.relative_to(upgrade.root).as_posix()
            if path not in texts:
                before[path] = file.read_bytes()
                texts[path] = before[path].decode("utf-8", "replace").replace("\r\n", "\n")
            text = texts[path] if "\ufffd" in texts[path] else migration.carry_over(texts[path], upgrade)
            if text != texts[path]:
                texts[path] = text
                said.setdefault(path, []).append(say(migration.words))
    return [FileChange(path, before[path], _encode(texts[path], before[path]), path, "; ".join(said[path])) for path in said]


def _encode(text: str, before: bytes) -> bytes:
    """The text with the ends of line that the file has."""
    return text.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


def _read_version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))
