"""Compares changed files key by key, so that no change goes unreported, even if no sentence about postings covers it.

Works on the values alone, whatever they mean: a key added to a model tomorrow is reported without further code.
"""

import difflib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from niemyet.catalogue.entries import read_document
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.load.articles import parse_article
from niemyet.load.finding import SourceFile
from niemyet.load.nodes import Document, plain
from niemyet.load.texts import SourceText
from niemyet.model.kinds import KINDS, KindName
from niemyet.validate.shapes import SHAPES, title_of_key
from niemyet.values import dataclass

LONGEST_VALUE = 300
"""Characters of a value that are shown; the JSON has the whole value."""
_AROUND = 40
"""Characters of context shown before and after a difference in a long value."""


class EntryChange(NamedTuple):
    """One entry that differs: its path (keys and indices) and both values as written; None: no such entry."""

    path: tuple[str | int, ...]
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class FileChanges:
    """A changed file: the entries that differ, or that the file is new (`began`) or gone (`ended`)."""

    file: str
    kind: KindName
    name: str
    entries: tuple[EntryChange, ...] = ()
    began: bool = False
    ended: bool = False


def compare_values(before: Any, after: Any, path: tuple[str | int, ...] = ()) -> Iterator[EntryChange]:
    """The entries that differ between two values of texts, lists and dicts, as deep as possible."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from compare_values(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        old, new = ([repr(one) for one in values] for values in (before, after))
        for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if what == "equal":
                continue
            paired = min(b - a, d - c)
            for i in range(paired):
                yield from compare_values(before[a + i], after[c + i], (*path, c + i))
            yield from (EntryChange((*path, i), before[i], None) for i in range(a + paired, b))
            yield from (EntryChange((*path, i), None, after[i]) for i in range(c + paired, d))
        if sorted(old) == sorted(new):
            yield EntryChange(path, "…", "…")  # only the order differs
    else:
        yield EntryChange(path, before, after)


def compare_texts(before: str, after: str) -> Iterator[EntryChange]:
    """The ranges of lines that differ."""
    old, new = before.split("\n"), after.split("\n")
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield EntryChange((c + 1,), "\n".join(old[a:b]) or None, "\n".join(new[c:d]) or None)


class Content(NamedTuple):
    """The content of a file: the values of its record, None if it has none or is broken, and its text."""

    record: Any
    text: str


def read_content(file: SourceFile, root: Any, source: SourceText | None) -> Content:
    """The content of a file; `source` is its text, None if it is not text."""
    if source is None:
        return Content(None, "")
    if file.path.endswith(".yaml"):
        document, found = read_document(root, file)
        return Content(_values(document, found), source.text)
    if file.kind == "article":
        article, found = parse_article(source)
        record = None if article is None else _values(article.document, found)
        return Content(record, source.text if article is None or record is None else article.body)
    return Content(None, source.text)


def _values(document: Document | None, found: Sequence[Diagnostic]) -> Any:
    """The values of a document; None if it has errors: with a duplicate key, one value would go unseen."""
    return None if document is None or make_report(found, 0).errors else plain(document.root)


def name_of_record(record: Any) -> str:
    """The record's own name as written, or ''."""
    found = record.get("name", record.get("title")) if isinstance(record, dict) else None
    return found if isinstance(found, str) else ""


def compare_contents(kind: KindName, before: Content, after: Content) -> tuple[EntryChange, ...]:
    """The entries that differ between two contents of a file."""
    if before.record is not None and after.record is not None:
        entries = tuple(compare_values(before.record, after.record))
        return entries + (tuple(compare_texts(before.text, after.text)) if kind == "article" else ())
    return tuple(compare_texts(before.text, after.text))


def format_entry(kind: KindName, change: EntryChange) -> str:
    """The change of an entry as a sentence without full stop, with the model's title."""
    where = _format_path(kind, change.path)
    if change.before == change.after:
        return f"Xếp lại thứ tự {where}"
    if change.before is None:
        return f"Thêm {where}: {_format_value(kind, change.path, change.after)}"
    if change.after is None:
        return f"Bỏ {where}: {_format_value(kind, change.path, change.before)}"
    old, new = _cut_to_difference(*(_format_whole(kind, change.path, value) for value in (change.before, change.after)))
    return f"Đổi {where}: {_cut(old)} → {_cut(new)}"


def _cut_to_difference(old: str, new: str) -> tuple[str, str]:
    """Two long values, shortened at common beginnings and ends so that the difference is visible."""
    if max(len(old), len(new)) <= LONGEST_VALUE:
        return old, new
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    behind = next((i for i in range(shorter - start) if old[-1 - i] != new[-1 - i]), shorter - start)
    first, last = max(0, start - _AROUND), max(0, behind - _AROUND)
    return (_shorten(old, first, last), _shorten(new, first, last))


def _shorten(text: str, first: int, last: int) -> str:
    return ("…" if first else "") + text[first : len(text) - last] + ("…" if last else "")


def format_file(change: FileChanges) -> list[str]:
    """The sentences about a file."""
    if change.began:
        return [f"Thêm {KINDS[change.kind].file}"]
    if change.ended:
        return [f"Bỏ {KINDS[change.kind].file}"]
    return [format_entry(change.kind, entry) for entry in change.entries] or [f"Đổi {KINDS[change.kind].file}"]


def _format_path(kind: KindName, path: Sequence[str | int]) -> str:
    if kind not in SHAPES or (len(path) == 1 and isinstance(path[0], int)):
        return f"dòng {path[0]}"
    titles = [title_of_key(kind, tuple(path[: end + 1])) or str(step) for end, step in enumerate(path) if isinstance(step, str)]
    return "mục " + " của ".join(f"‹{title}›" for title in reversed(titles)) if titles else "nội dung"


def _format_value(kind: KindName, path: tuple[str | int, ...], value: Any) -> str:
    return _cut(_format_whole(kind, path, value))


def _cut(said: str) -> str:
    """At most `LONGEST_VALUE` characters of a value, and the number of characters left out."""
    if len(said) <= LONGEST_VALUE:
        return said
    return f"{said[:LONGEST_VALUE]}… (còn {len(said) - LONGEST_VALUE} chữ, xem trong tệp)"


def _format_whole(kind: KindName, path: tuple[str | int, ...], value: Any) -> str:
    if isinstance(value, dict):
        parts = ((title_of_key(kind, (*path, key)) or key, _format_whole(kind, (*path, key), one)) for key, one in value.items())
        return "; ".join(f"{title}: {said}" for title, said in parts)
    if isinstance(value, list):
        return ", ".join(_format_whole(kind, (*path, i), one) for i, one in enumerate(value))
    return str(value) or "(trống)"
