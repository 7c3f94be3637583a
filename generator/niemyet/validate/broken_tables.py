"""Finds layout mistakes that make many keys wrong at once, so that each is reported once, where it was made.

Takes the document and the paths that the model refused; gives the mistakes, each with the paths it explains. There are two: the
entries of a table are not indented below its key, and a value between braces contains a comma.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.nodes import Document, Node, find_node
from niemyet.load.syntax_hints import write
from niemyet.load.yaml_writer import quote, write_list
from niemyet.model.deadline import Deadline
from niemyet.model.document_numbers import find_fault
from niemyet.model.duty import Substitute
from niemyet.model.folding import fold_words, to_slug
from niemyet.model.meant import meant_choice, meant_day, meant_days, meant_term, meant_truth
from niemyet.model.meant_hours import meant_periods
from niemyet.model.places import Location, Opening, OpeningException, Person
from niemyet.model.procedure import Decision
from niemyet.model.reference import DocumentRepeal
from niemyet.model.scalars import Record, Slug, Text
from niemyet.patterns import regex
from niemyet.validate.mending import mend_value

Path = tuple[str | int, ...]
_CLOSED = frozenset({"closed", "close", "dong cua", "nghi", "nghi ca ngay", "off", "holiday", "day off", "dong cua ca ngay"})
_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEHIND_KEY = regex(r"\s*[,}]")
_UNTIL_NEXT = regex(r"[^,:{}\[\]]*(?:,[^,:{}\[\]]*(?=[,}]))*")


class Slip(NamedTuple):
    """A layout mistake, and the paths that the model refused because of it."""

    diagnostic: Diagnostic
    explains: tuple[Path, ...]


def find_slips(document: Document, strangers: Iterable[Path], shape_at: Callable[[Path], Any]) -> Iterator[Slip]:
    """The layout mistakes behind unknown keys. `shape_at` gives the type the model has at a path."""
    below: dict[Path, list[str]] = {}
    for path in strangers:
        below.setdefault(path[:-1], []).append(str(path[-1]))
    for parent, keys in below.items():
        written = list(getattr(find_node(document.root, parent), "value", ()))
        yield from _find_outdented(document, parent, written, keys, shape_at)
        yield from _find_split(document, parent, written, keys, shape_at)


def _is_empty(document: Document, path: Path) -> bool:
    return find_node(document.root, path).value == ""


def _keys_of(shape: Any) -> set[str]:
    fields = shape.model_fields.items() if isinstance(shape, type) and issubclass(shape, Record) else ()
    return {field.alias or name for name, field in fields}


def _find_outdented(
    document: Document, parent: Path, written: Sequence[str], strangers: Sequence[str], shape_at: Callable[[Path], Any]
) -> Iterator[Slip]:
    """Tables whose entries are on the level of the table's own key."""
    for i, key in enumerate(written):
        path = (*parent, key)
        known = _keys_of(shape_at(path)) if key not in strangers and _is_empty(document, path) else set()
        fallen = []
        for other in written[i + 1 :]:
            if other not in strangers or other not in known:
                break
            fallen.append(other)
        if fallen:
            names = ", ".join(fallen)
            line = document.key(*parent, fallen[0]).line
            vi = f"thụt vào hai dấu cách các mục con của '{key}' ở dưới, từ dòng {line}: {names}"
            fix = Bilingual(vi, f"indent the entries of '{key}' below by two spaces, from line {line}: {names}")
            yield Slip(
                Diagnostic("wrong-shape", document.key(*path), {"key": key, "fix": fix}),
                (path, *((*parent, name) for name in fallen)),
            )


def _find_split(
    document: Document, parent: Path, written: Sequence[str], strangers: Sequence[str], shape_at: Callable[[Path], Any]
) -> Iterator[Slip]:
    """Values between braces that are split by a comma."""
    for i, key in enumerate(written):
        value = find_node(document.root, (*parent, key)).value
        if key in strangers or not isinstance(value, str):
            continue
        pieces: list[str] = []
        for other in written[i + 1 :]:
            if other not in strangers or not _stands_alone(document, (*parent, other)):
                break
            pieces.append(other)
        if pieces:
            fix = _format_whole(document, (*parent, key), shape_at)
            yield Slip(
                Diagnostic("wrong-shape", document.key(*parent, key), {"key": key, "fix": fix}),
                ((*parent, key), *((*parent, piece) for piece in pieces)),
            )


def _stands_alone(document: Document, path: Path) -> bool:
    """Whether the key has no value: only a comma or a brace follows."""
    place = document.key(*path)
    return _is_empty(document, path) and bool(_BEHIND_KEY.match((place.text or "")[place.column - 1 + place.width :]))


def _format_whole(document: Document, path: Path, shape_at: Callable[[Path], Any]) -> Bilingual:
    """Help text: the split value in quotation marks."""
    place, key = document.at(*path), str(path[-1])
    found = _UNTIL_NEXT.match((place.text or "")[place.column - 1 :])
    pieces = [piece.strip() for piece in (found[0] if found else "").split(",")]
    shape, model = shape_at(path), shape_at(path[:-1])
    if shape in (int, float) or (model, key) == (Deadline, "amount"):
        mended = mend_value("bad-number", ",".join(pieces), model, key)
        if mended is not None:
            return mended
    several = getattr(shape, "__origin__", None) is tuple
    whole = write_list(pieces) if several else quote(", ".join(pieces))
    return write(f"{key}: {whole}")


def format_list(document: Document, path: Path, shape: Any) -> Bilingual | None:
    """Help text: a single text as the expected list on one line; None if several lines would be better."""
    node, key = find_node(document.root, path), path[-1]
    item = (get_args(shape) or (str,))[0]
    if isinstance(node.value, dict) and node.value:
        return _format_dash(document, path, node)
    if isinstance(node.value, str) and re.search(r"(?m)^ *- ", _lines_below(document, node)):
        first = node.value.partition(" - ")[0]
        return Bilingual(f"thêm dấu gạch nối và một dấu cách trước '{first}'", f"put a hyphen and a space before '{first}'")
    if key == "languages" and isinstance(node.value, str) and re.fullmatch("[a-z]{2,3}", node.value) and node.value != "vi":
        return write(f"languages: [vi, {node.value}]")
    if isinstance(node.value, str) and fold_words(node.value) in _NONE:
        return write(f"{key}: []")
    if isinstance(node.value, str) and (table := _as_table(node.value, item)):
        return write(f"{key}: [{{{table}}}]")
    if not isinstance(node.value, str) or not isinstance(key, str) or _keys_of(item) or node.value.startswith(DASHES):
        return None
    if "mon" in get_args(item) and (days := meant_days(node.value)):
        return write(f"{key}: {write_list(days)}")
    place = document.place(node)
    if _is_words(item):
        between_braces = "{" in (place.text or "")[: place.column - 1]
        one_word = len(node.value.split()) == 1 and not re.search("[,;]", node.value)
        return write(f"{key}: {write_list([node.value])}") if between_braces or one_word else None
    items = [_mend_item(part.strip(), item) for part in re.split("[,;]", node.value) if part.strip()]
    return write(f"{key}: {write_list(items)}")


def _lines_below(document: Document, node: Node) -> str:
    """The lines on which a text of several lines goes on, as they are written."""
    words = str(node.value)
    if " - " not in words:
        return ""
    line = document.place(node).line
    return "\n".join(document.source.text.split("\n")[line : line + words.count(" - ")])


_NONE = frozenset({"none", "khong", "khong co", "khong thuoc", "khong ap dung", "[]"})


def _mend_item(text: str, shape: Any) -> str:
    """A list item as it was meant, if it must be a value of a closed list or a short name."""
    if get_origin(shape) is Literal:
        return meant_choice(text, get_args(shape)) or text
    return to_slug(text) if get_args(shape) == get_args(Slug) else text


DASHES = ("-", "–", "—", "−", "•", "·", "▪", "●", "*", "+")
"""Characters with which people begin the lines of a list."""


def _format_dash(document: Document, path: Path, node: Node) -> Bilingual:
    """Help text: a single table as a list with one item."""
    first = next(iter(node.keys))
    if first.startswith("-"):
        return Bilingual("thêm một dấu cách sau dấu gạch nối ở đầu dòng", "put a space after the hyphen that begins the line")
    if first.startswith(DASHES):
        return Bilingual(
            f"thay dấu '{first[0]}' ở đầu mỗi dòng bằng dấu gạch nối '-' và một dấu cách",
            f"put a hyphen '-' and a space in place of '{first[0]}' at the beginning of each line",
        )
    place = document.place(node)
    line = (place.text or "").rstrip()
    if line[place.column - 1 : place.column] == "{" and line.endswith("}") and line.count("{") == line.count("}"):
        return write(f"{path[-1]}: [{line[place.column - 1 :]}]")
    return Bilingual(
        f"thêm dấu gạch nối và một dấu cách trước '{first}', các mục sau của dòng ấy thụt vào thẳng với '{first}'",
        f"put a hyphen and a space before '{first}', and align the entries below with '{first}'",
    )


class Quoted(NamedTuple):
    """A line of text that became a table because of a colon: its place and its corrected form."""

    place: Place
    fix: Bilingual


def format_quoted(document: Document, node: Node) -> Quoted | None:
    """The line in quotation marks, if a single line of text was meant; else None."""
    if not isinstance(node.value, dict) or len(node.value) != 1:
        return None
    first = document.place(next(iter(node.keys.values())))
    words = (first.text or "")[first.column - 1 :].rstrip()
    value = next(iter(node.value.values())).value
    if not isinstance(value, str) or not words.endswith(value) or re.search(r"[{}\[\]]| #", words):
        return None
    return Quoted(document.source.place(first.line, first.column, len(words)), write(quote(words)))


_TWO_NUMBERS = regex(r"[\[(]?\s*([0-9.]+)(?:\s*[,;]\s*|\s+)([0-9.]+)\s*[\])]?")
_POINT_OF_MAP = regex(r"https?://\S*?[@=/]([0-9]{1,2}\.[0-9]+),\+?(1[0-9]{2}\.[0-9]+)")
"""Coordinates in the URL of a map: …/@20.87,105.86,17z."""


_NUMBER_AND_DAY = regex(r"(?:(?:Quyết định )?số )?(\S+)(?:,? (?:ngày )?(\S.*))?", re.IGNORECASE)


def format_table(document: Document, path: Path, shape: Any) -> Bilingual | None:
    """Help text: one line as the expected table (two coordinates, a decision with its day, a deadline with its unit)."""
    node = find_node(document.root, path)
    if isinstance(node.value, list) and len(node.value) == 1 and node.value[0].keys:
        first = next(iter(node.value[0].keys))
        return Bilingual(
            f"xóa dấu gạch nối trước '{first}': ở đây chỉ có một, không phải danh sách",
            f"delete the hyphen before '{first}': this is one thing and no list",
        )
    if isinstance(node.value, list) and len(node.value) > 1 and all(len(item.keys) == 1 for item in node.value):
        names = ", ".join(f"'{next(iter(item.keys))}'" for item in node.value)
        return Bilingual(
            f"xóa các dấu gạch nối trước {names}: ở đây chỉ có một, không phải danh sách",
            f"delete the hyphens before {names}: this is one thing and no list",
        )
    before = f"{path[-1]}: " if isinstance(path[-1], str) else ""
    words = [item.value for item in node.value if isinstance(item.value, str)] if isinstance(node.value, list) else []
    text = ", ".join(words) if shape is Location and len(words) == len(node.value) else node.value
    table = _as_table(text, shape) if isinstance(text, str) else None
    return write(f"{before}{{{table}}}") if table else None


def _as_table(text: str, shape: Any) -> str | None:
    """The entries between the braces; None if the meaning is not certain."""
    if shape is Location and (point := _TWO_NUMBERS.fullmatch(text) or _POINT_OF_MAP.search(text)):
        return f"latitude: {point[1]}, longitude: {point[2]}"
    if shape is Deadline and (term := meant_term(text)) and term[1]:
        return f"amount: {term[0]}, unit: {term[1]}"
    if shape is Decision and (found := _NUMBER_AND_DAY.fullmatch(text)) and find_fault(found[1]) is None:
        day = meant_day(found[2]) if found[2] else None
        if day or not found[2]:
            return f"number: {found[1]}, date: {day}" if day else f"number: {found[1]}"
    if shape is DocumentRepeal and (day := meant_day(text) or (text if _DAY.fullmatch(text) else None)):
        return f"from: {day}"
    if shape is Person and _ROLE.match(text) and not re.search(r"[,:{}\[\]#]", text):
        return f"role: {text}"
    if shape is Substitute and not re.search(r"[,:{}\[\]#]", text) and not text.istitle():  # else it is a name, without a role
        return f"role: {text}"
    return None


_ROLE = regex(r"(?:công chức|cán bộ|viên chức|nhân viên|phụ trách|người|chuyên viên|công an)\b", re.IGNORECASE)
"""How the duty of a person begins; anything else may be a name."""


def _is_words(shape: Any) -> bool:
    """Whether the items are free text, in which a comma may be punctuation."""
    return shape is Text or (get_origin(shape) is Annotated and get_args(shape) == get_args(Text))


def format_periods(model: Any, key: str, node: Node) -> Bilingual | None:
    """Help text for "hours: 7h30-11h30" where opening and closing are two entries; else None."""
    if not {"opens", "closes"} <= _keys_of(model) or not isinstance(node.value, str) or not re.search("[0-9]", node.value):
        return None
    periods = meant_periods(node.value)
    return write(f'opens: "{periods[0][0]}", closes: "{periods[0][1]}"') if periods and len(periods) == 1 else None


def format_whole_day(model: Any, key: str, node: Node) -> Bilingual | None:
    """Help text for "closed: true" and the like: how a day without opening hours is written; else None."""
    says_yes = isinstance(node.value, str) and (node.value == "" or meant_truth(node.value) is not None)
    if fold_words(key) not in _CLOSED or not says_yes or model not in (Opening, OpeningException):
        return None
    if model is Opening:
        return Bilingual(
            "xóa cả dòng này: ngày không nêu ở mục hours là ngày nghỉ",
            "delete the whole line: a day that is not among the hours is a day off",
        )
    return Bilingual(
        "xóa mục này: nghỉ cả ngày thì chỉ viết date và reason, không viết opens, closes",
        "delete this entry: for a whole day write date and reason only, neither opens nor closes",
    )
