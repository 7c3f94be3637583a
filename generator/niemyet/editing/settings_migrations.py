"""How mkdocs.yml follows new versions: its text → its new text, in which comments and everything else stay.

Where the file is written in a way that these functions do not know, it stays as it is: the check tells what to do.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from niemyet.load.nodes import Document, parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.patterns import regex
from niemyet.values import dataclass

_THEME = regex(r"^theme:[ \t]*\n((?:[ \t]+[^\n]*\n|[ \t]*\n)+)", re.MULTILINE)
_THEME_ON_ONE_LINE = regex(r"^theme:[ \t]*\{([^{}\n]*)\}", re.MULTILINE)
_MATERIAL, _NIEMYET = "name: material", "name: niemyet"
_COPIED = ("custom_dir: theme", "language: vi", "font: false")
"""Settings of the theme that the theme `niemyet` makes itself."""
_ENDED = ("generator", "branch")
"""What once stood below `extra` and means nothing any more."""
_PLUGIN = "niemyet"
_ITEM = regex(r"(?P<dash>[ \t]*-[ \t]+)niemyet[ \t]*:?[ \t]*(?:\{(?P<settings>[^{}]*)\})?[ \t]*(?P<remark>#.*)?")
_ONLY_ITEM = regex(r"plugins:[ \t]*\[[ \t]*niemyet[ \t]*\][ \t]*(#.*)?")


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What a migration may know besides the text: the repository's folder, and the installed version."""

    root: Path
    version: str


def name_theme(text: str, upgrade: Upgrade) -> str:
    """mkdocs.yml names the theme `niemyet`, not Material with a copy of the program's folder theme/.

    A folder of one's own that is no copy stays.
    """
    theme = upgrade.root / "theme"
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


def move_settings(text: str, _: Upgrade) -> str:
    """What mkdocs.yml says below `extra` it says below the plugin `niemyet`, comments too, but for `_ENDED`."""
    document = _parse(text)
    extra = document.root.value.get("extra") if document and isinstance(document.root.value, dict) else None
    if document is None or extra is None or not extra.keys:
        return text
    lines = text.split("\n")
    start, end = _find_block(document, lines, "extra")
    first = min(key.line for key in extra.keys.values()) - 1
    if first == start:  # on one line
        return text
    margin = extra.column - 1
    if (editor := extra.keys.get("editor")) is not None:
        lines[editor.line - 1] = lines[editor.line - 1].replace("editor", "editor_backend", 1)
    inside = lines[start + 1 : end]
    ended = [extra.keys[key].line - 1 - (start + 1) for key in _ENDED if key in extra.keys]
    inside = [line for at, line in enumerate(inside) if at not in ended]
    while inside and not inside[-1].strip():
        inside.pop()
    del lines[start:end]
    settings = [line[margin:] if line[:margin].isspace() else line.lstrip() for line in inside]
    moved = "\n".join(put_below_plugin(lines, settings) if settings else lines)
    return moved if _says_the_same(document, _parse(moved)) else text


def _parse(text: str) -> Document | None:
    """The whole file; None where it is not valid, or holds what only MkDocs understands."""
    document, diagnostics = parse_document(SourceText("mkdocs.yml", text))
    return None if diagnostics else document


def _find_block(document: Document, lines: Sequence[str], name: str) -> tuple[int, int]:
    """The first line of an entry at the left margin, counted from 0, and the line behind its last one."""
    keys = document.root.keys
    start = keys[name].line - 1
    end = min((key.line - 1 for key in keys.values() if key.line - 1 > start), default=len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return start, end


def put_below_plugin(lines: Sequence[str], settings: Sequence[str]) -> list[str]:
    """The lines of mkdocs.yml with these as the last settings of the plugin; unchanged where it is named in another way."""
    put = list(lines)
    for at, line in enumerate(lines):
        if only := _ONLY_ITEM.fullmatch(line):
            above = f"plugins:  {only[1]}" if only[1] else "plugins:"
            put[at : at + 1] = [above, "  - niemyet:", *_indent(settings, 6)]
            return put
        if item := _ITEM.fullmatch(line):
            margin = len(item["dash"])
            below = at + 1
            while below < len(lines) and len(lines[below]) - len(lines[below].lstrip()) > margin:
                below += 1
            inner = len(lines[at + 1]) - len(lines[at + 1].lstrip()) if below > at + 1 else margin + 2
            own = [part.strip() for part in (item["settings"] or "").split(",") if part.strip()]
            head = f"{item['dash']}niemyet:" + (f"  {item['remark']}" if item["remark"] else "")
            put[at:below] = [head, *_indent(own, inner), *lines[at + 1 : below], *_indent(settings, inner)]
            return put
    return put


def _indent(lines: Sequence[str], margin: int) -> list[str]:
    return [" " * margin + line if line.strip() else "" for line in lines]


def _says_the_same(before: Document, after: Document | None) -> bool:
    """Whether nothing has become of the settings but what `move_settings` promises."""
    if after is None:
        return False
    old, new = plain(before.root), plain(after.root)
    moved = {("editor_backend" if key == "editor" else key): value for key, value in old.pop("extra").items()}
    moved = {key: value for key, value in moved.items() if key not in _ENDED}
    return _settings_of(old) | moved == _settings_of(new) and _without_plugin(old) == _without_plugin(new)


def _settings_of(settings: dict[str, Any]) -> dict[str, Any]:
    for one in settings["plugins"]:
        if isinstance(one, dict) and isinstance(one.get(_PLUGIN), dict):
            found: dict[str, Any] = one[_PLUGIN]
            return found
    return {}


def _without_plugin(settings: dict[str, Any]) -> dict[str, Any]:
    named = [next(iter(one)) if isinstance(one, dict) else one for one in settings["plugins"]]
    return settings | {"plugins": named}
