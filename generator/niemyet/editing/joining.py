"""Joins the modules of a browser script into one file, so that a page asks for one.

Takes the first module, and a function that gives a module's text by its path; follows `import … from "./x.js"`. Each module
becomes a function that gives what it exports; nothing is renamed. Not taken: default exports, `export * from`, circles. Comments
that fill their line, those of types, and indentation are left out, but no indentation within a template of several lines.
"""

import posixpath
import re
from collections.abc import Callable, Iterator

from niemyet.patterns import regex

_IMPORT = regex(r"^import\s+\{([^}]*)\}\s+from\s+['\"](\.[^'\"]+)['\"];?[ \t]*$", re.MULTILINE)
_PASSED_ON = regex(r"^export\s+\{([^}]*)\}\s+from\s+(['\"]\.[^'\"]+['\"]);?[ \t]*$", re.MULTILINE)
_EXPORT_LIST = regex(r"^export\s+\{([^}]*)\};?[ \t]*$", re.MULTILINE)
_EXPORT = regex(r"^export\s+((?:async\s+)?(?:function\*?|class|const)\s+)([\w$]+)", re.MULTILINE)
_ANY = regex(r"^(?:import|export)\b.*$", re.MULTILINE)
_BLOCK_COMMENT = regex(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_TYPE_COMMENT = regex(r"/\*\* @[^*]*\*/ ?")
_LINE_COMMENT = regex(r"^[ \t]*//.*\n", re.MULTILINE)


class UnjoinableError(ValueError):
    """A module is written in a way that is not taken; the message names it."""


def join_modules(first: str, read: Callable[[str], str]) -> str:
    """The script. `first` and what `read` is given are paths with '/', without '..'. Raises UnjoinableError."""
    joined: dict[str, str] = {}
    _join(first, read, joined, ())
    return '"use strict";\n' + "".join(joined.values())


def _join(path: str, read: Callable[[str], str], joined: dict[str, str], above: tuple[str, ...]) -> None:
    if path in joined:
        return
    if path in above:
        raise UnjoinableError(f"{path}: {' → '.join(above)}")
    text = _PASSED_ON.sub(_pass_on, read(path))
    for _, target in _IMPORT.findall(text):
        _join(_resolve(path, target), read, joined, (*above, path))
    joined[path] = _wrap(path, text)


def _pass_on(found: re.Match[str]) -> str:
    """`export { a } from` as an import and an export, under a name that no module uses."""
    pairs = [(name, re.split(r"\s+as\s+", name)) for name in _names(found[1])]
    brought = ", ".join(f"{parts[0]} as $of_{parts[0]}" for _, parts in pairs)
    told = ", ".join(f"$of_{parts[0]} as {parts[-1]}" for _, parts in pairs)
    return f"import {{ {brought} }} from {found[2]};\nexport {{ {told} }};"


def _resolve(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _name(path: str) -> str:
    """The name of a module's exports: letters and digits of its path, so that none is another's."""
    return "$" + re.sub(r"[^A-Za-z0-9]", lambda sign: f"_{ord(sign[0]):x}_", path.removesuffix(".js"))


def _wrap(path: str, text: str) -> str:
    exported: list[str] = []

    def bring(found: re.Match[str]) -> str:
        names = ", ".join(_spell(name, ": ") for name in _names(found[1]))
        return f"const {{ {names} }} = {_name(_resolve(path, found[2]))};"

    def keep(found: re.Match[str]) -> str:
        exported.append(found[2])
        return found[1] + found[2]

    def tell(found: re.Match[str]) -> str:
        exported.extend(_spell_out(name) for name in _names(found[1]))
        return ""

    body = _EXPORT_LIST.sub(tell, _EXPORT.sub(keep, _IMPORT.sub(bring, _strip(text))))
    if strange := _ANY.search(body):
        raise UnjoinableError(f"{path}: {strange[0]}")
    given = f"return {{ {', '.join(exported)} }};\n" if exported else ""
    return f"const {_name(path)} = (() => {{\n{body.strip()}\n{given}}})();\n"


def _names(inside: str) -> Iterator[str]:
    return (name.strip() for name in inside.split(",") if name.strip())


def _spell(name: str, between: str) -> str:
    """ "a as b" for taking apart an object: "a: b"."""
    return between.join(re.split(r"\s+as\s+", name))


def _spell_out(name: str) -> str:
    """ "a as b" for making an object: "b: a"."""
    parts = re.split(r"\s+as\s+", name)
    return parts[0] if len(parts) == 1 else f"{parts[1]}: {parts[0]}"


def _strip(text: str) -> str:
    """Without comments on lines of their own and without indentation, unless a template may go over lines."""
    text = text.replace("\r\n", "\n")
    without = _LINE_COMMENT.sub("", _TYPE_COMMENT.sub("", _BLOCK_COMMENT.sub("", text)))
    if any(line.count("`") % 2 for line in without.split("\n")):
        return without
    return re.sub(r"^[ \t]+", "", without, flags=re.MULTILINE)
