"""Guesses where a misplaced or misnamed file belongs.

Takes a path relative to the root; gives the intended path, or "" if it is not certain. It uses names only, and the beginning of
the file where the name is not enough: a procedure's field, an article's date.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable

from niemyet.model.codes import BEFORE_DAY
from niemyet.model.folding import to_slug
from niemyet.model.kinds import FOLDERS, KINDS, KindName, path_of
from niemyet.model.meant import mend_figures
from niemyet.patterns import regex

_BACKUP = regex(r"(?:~|\.(?:bak|old|orig|tmp|swp))$", re.IGNORECASE)
_ENDINGS = regex(r"(?:~|\.(?:bak|old|orig|tmp|swp|txt|yaml|yml|md|markdown|csv))+$", re.IGNORECASE)
_RECORD = regex(r"\.ya?ml(?![a-z0-9])", re.IGNORECASE)
_ARTICLE = regex(r"\.(?:md|markdown|txt)(?![a-z0-9])", re.IGNORECASE)
_OTHER_ENDING = regex(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
"""The extension of another kind of file, such as a Word document or a picture."""
_COPY = regex(r"(?:[\s_–-]*(?:copy|bản sao|ban sao|sao chép|\([0-9]+\)))+(?:\s*(?:of|của)\b)?", re.IGNORECASE)
_CODE = regex(r"(?<![0-9])([0-9])[.,_ -]?([0-9]{6})((?:\.[0-9]{2,3}){0,3}(?:\.[A-Z][0-9]{1,3})?)(?![0-9A-Za-z])")
_DAY = regex(r"@\s*(?:([0-9]{4})[-/._ ]?([0-9]{1,2})[-/._ ]?([0-9]{1,2})|([0-9]{1,2})[-/._ ]([0-9]{1,2})[-/._ ]([0-9]{4}))\s*$")
_YEAR = regex(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_FIELD = regex(r"^field:\s*[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)", re.MULTILINE)
_DATE = regex(r"^date:\s*[\"']?(20[0-9]{2})-", re.MULTILINE)
_LISTS = {
    kind.file_name.partition(".")[0]: kind.name
    for kind in KINDS.values()
    if kind.place == f"catalogue/reference/{kind.file_name}"
}
"""File name without extension → kind, for the kinds with a single file in catalogue/reference/."""

Peek = Callable[[], str]
"""Returns the beginning of the file."""


def is_meant_as_record(path: str) -> bool:
    """Whether a file at `path` was certainly meant as a record or an article."""
    name = path.rsplit("/", 1)[-1]
    if path.startswith("news/"):
        return bool(_ARTICLE.search(name))
    stem = _stem(name)
    return bool(_RECORD.search(name) or (_CODE.search(stem) and not _OTHER_ENDING.search(stem)))


def is_backup(name: str) -> bool:
    """Whether `name` is that of an editor's backup or temporary file."""
    return bool(_BACKUP.search(name))


def guess_folder(path: str) -> str:
    """The folder that was meant by the folder `path`."""
    parts = [to_slug(_COPY.sub("", part)) or "…" for part in path.split("/")]
    if parts[0] == "news":
        guess = parts[:2]
    elif parts[1:2] != ["reference"]:
        guess = parts[:4] if parts[2:3] == ["procedures"] else parts[:3]
    elif len(parts) > 2 and parts[2] not in ("procedures", "calendar"):
        guess = ["catalogue", "reference", "procedures", *parts[2:3]]
    else:
        guess = parts[:4] if parts[2:3] == ["procedures"] else parts[:3]
    found = "/".join(guess)
    return found if FOLDERS.fullmatch(found) and found != path else ""


def guess_place(path: str, peek: Peek) -> str:
    """The path that was meant by `path`, at which no record belongs; '' if it is not certain."""
    folder, _, name = path.rpartition("/")
    parts = folder.split("/")
    if parts[0] == "news":
        return _guess_article(parts, name, peek)
    stem = _stem(name)
    if parts[1:2] == ["reference"]:
        return _guess_reference(parts, stem, peek)
    if parts[2:3] == ["procedures"]:
        return _guess_procedure("province-procedure", (parts[1],), parts[3:4], stem, peek)
    code = _CODE.search(stem)
    year = _YEAR.search(stem)
    if year and not code and parts[-1] == "oversight" and len(parts) in (3, 4):
        return f"{folder}/{year[0]}.yaml"
    if code and len(parts) in (2, 3) and "@" not in stem:
        return f"{folder}/{_format_code(code)}.yaml"
    own = {2: ("province", "documents"), 3: ("commune", "duty")}.get(len(parts), ())
    near = difflib.get_close_matches(to_slug(stem), own, 1, 0.8)
    return f"{folder}/{near[0]}.yaml" if near else _guess_by_keys(folder, peek()) if len(parts) == len(_COMMUNE) else ""


_COMMUNE = ("catalogue", "<province>", "<commune>")
_KEY = regex(r"^([a-z_]+):", re.MULTILINE)
_OWN_CODE = regex(r"^code: *[\"']?([0-9]\.[0-9]{6}(?:\.[0-9A-Z]+)*)[\"']? *$", re.MULTILINE)
_UPDATED = regex(r"^updated: *(20[0-9]{2})-", re.MULTILINE)


def _guess_by_keys(folder: str, text: str) -> str:
    """What a file in a commune's folder was meant as, by the entries at its beginning."""
    keys = set(_KEY.findall(text))
    code, year = _OWN_CODE.search(text), _UPDATED.search(text)
    if "shifts" in keys:
        return f"{folder}/duty.yaml"
    if {"office", "kind"} <= keys:
        return f"{folder}/commune.yaml"
    if year and keys & {"dossiers", "petitions", "surveys", "inspections"}:
        return f"{folder}/oversight/{year[1]}.yaml"
    return f"{folder}/{code[1]}.yaml" if code and "posted" in keys else ""


def _guess_reference(parts: list[str], stem: str, peek: Peek) -> str:
    year = _YEAR.search(stem)
    if _CODE.search(stem):
        return _guess_procedure("procedure", (), parts[3:4], stem, peek)
    if year:
        return path_of("calendar", year[0])
    near = difflib.get_close_matches(to_slug(stem), _LISTS, 1, 0.75)
    return path_of(_LISTS[near[0]]) if near else ""


def _guess_procedure(kind: KindName, owner: tuple[str, ...], folder: list[str], stem: str, peek: Peek) -> str:
    """`owner` is the province whose own procedure it is; `folder` is that of its field, if it lies in one."""
    code, day = _CODE.search(stem), _DAY.search(stem)
    found = _FIELD.search(peek())
    field = folder[0] if folder else found[1] if found else ""
    if not code or not field or ("@" in stem and day is None):
        return ""
    numbers = (day[1], day[2], day[3]) if day and day[1] else (day[6], day[5], day[4]) if day else ()
    behind = f"{BEFORE_DAY}{numbers[0]}-{int(numbers[1]):02}-{int(numbers[2]):02}" if numbers else ""
    return path_of(kind, *owner, field, f"{_format_code(code)}{behind}")


def _guess_article(parts: list[str], name: str, peek: Peek) -> str:
    if not _ARTICLE.search(name):
        return ""
    found = _DATE.search(peek())
    year = parts[1] if len(parts) > 1 else found[1] if found else ""
    slug = to_slug(_stem(name))
    return path_of("article", year, slug) if slug and re.fullmatch("[0-9]{4}", year) else ""


def _stem(name: str) -> str:
    return mend_figures(unicodedata.normalize("NFKC", _COPY.sub("", _ENDINGS.sub("", name.strip())).strip()))


def _format_code(code: re.Match[str]) -> str:
    return f"{code[1]}.{code[2]}{code[3]}"
