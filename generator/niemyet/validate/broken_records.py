"""Says what is wrong with a record that its model refuses: where, and by which rule.

Takes the errors of pydantic; gives diagnostics. One mistake gives one diagnostic: a misspelt key suppresses the report of the
missing key it was meant to be. Loaded only where there is a mistake: it knows what people mean by what they write.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.letters import mend_letters
from niemyet.load.nodes import Document, Node, find_node
from niemyet.load.syntax_hints import write
from niemyet.load.yaml_writer import write_scalar
from niemyet.model.folding import fold_words
from niemyet.model.kinds import RECORD_NAMES, RecordKind
from niemyet.model.meant import meant_choice, meant_days
from niemyet.model.overlay import owner_of_key
from niemyet.patterns import regex
from niemyet.validate.broken_tables import (
    DASHES,
    find_slips,
    format_list,
    format_periods,
    format_quoted,
    format_table,
    format_whole_day,
)
from niemyet.validate.levels import LEVEL_NAMES, find_other_level, path_at_level
from niemyet.validate.mending import A_DAY_EACH, list_cases, mend_value
from niemyet.validate.moved_entries import find_pairs, find_split_items, say_other_table
from niemyet.validate.near_names import meant_key, near_word
from niemyet.validate.shapes import SHAPES, bare_shape, keys_of, shape_at

Values: TypeAlias = dict[str, str | Bilingual]
_Cases: TypeAlias = Callable[[], Mapping[str, str]]

_WANTED: Mapping[str, Bilingual] = {
    "text": Bilingual("một dòng chữ", "a line of text"),
    "list": Bilingual("danh sách, mỗi dòng bắt đầu bằng dấu gạch", "a list, each line starting with a dash"),
    "table": Bilingual("các mục con dạng 'tên: giá trị', thụt vào hai dấu cách", "entries 'name: value', indented by two spaces"),
}
_QUOTED = Bilingual(
    "một dòng chữ; có dấu hai chấm thì đặt cả dòng trong ngoặc kép",
    "a line of text; one with a colon goes into quotation marks",
)
_NO_LIST_HERE = Bilingual(
    "ở đây chỉ viết một dòng chữ: xóa dấu gạch nối hoặc cặp ngoặc vuông thừa",
    "one line of text stands here: delete the second hyphen or the brackets",
)
_DASHED = Bilingual(
    "danh sách, mỗi dòng là dấu gạch nối '-', một dấu cách, rồi nội dung", "a list, each line a hyphen '-', a space and the words"
)
_WANTED_BY_TYPE = {
    "tuple_type": "list", "list_type": "list", "dict_type": "table", "model_type": "table", "model_attributes_type": "table",
    "string_type": "text", "int_type": "text", "float_type": "text", "bool_type": "text", "date_type": "text",
    "date_from_datetime_inexact": "text", "time_type": "text", "literal_error": "text",
}  # fmt: skip


def explain_no_table(document: Document, kind: RecordKind) -> Diagnostic:
    """The diagnostic of a file that is no table of keys at all."""
    return Diagnostic("wrong-shape", document.place(document.root), {"key": RECORD_NAMES[kind], "wanted": _WANTED["table"]})


def _name_of(document: Document) -> str:
    """The value of the record's `name` as written, or ''."""
    value = document.root.value
    found = [value[key].value for key in ("name", "title") if isinstance(value, dict) and key in value]
    return next((one for one in found if isinstance(one, str)), "")


def explain_errors(document: Document, kind: RecordKind, errors: list[ErrorDetails], cases: _Cases) -> Iterator[Diagnostic]:
    """The diagnostics of a record of this kind; `cases` are those of the procedure it is about."""
    if elsewhere := find_other_level(document, kind):
        yield elsewhere
        return
    strangers = [e["loc"] for e in errors if e["type"] == "extra_forbidden"]
    slips = list(find_slips(document, strangers, lambda path: shape_at(SHAPES[kind], path)))
    slips += find_split_items(document, (e["loc"] for e in errors), lambda path: shape_at(SHAPES[kind], path))
    slips += find_pairs(document, strangers, lambda path: shape_at(SHAPES[kind], path))
    yield from (replace(slip.diagnostic, record=_name_of(document)) for slip in slips)
    explained = {path for slip in slips for path in slip.explains}
    errors = [e for e in errors if not any(e["loc"][:end] in explained for end in range(1, len(e["loc"]) + 1))]
    missing = {(e["loc"][:-1], str(e["loc"][-1])) for e in errors if e["type"] == "missing"}
    meant: set[tuple[tuple[str | int, ...], str]] = set()
    record = _name_of(document)
    broken_lists = {path[:end] for path in (*explained, *(e["loc"] for e in errors)) for end in range(len(path))}
    for error in sorted(errors, key=lambda e: e["type"] not in _TOLD_FIRST):
        loc = error["loc"]
        if error["type"] == "missing" and (loc[:-1], str(loc[-1])) in meant:
            continue
        if error["type"] == "too_short" and loc in broken_lists:
            continue  # the list is too short only because broken items are left out
        rule, place, values = _explain(document, kind, error, cases)
        near = str(values.get("near", "")).partition(":")[0]
        if values.get("fix") is A_DAY_EACH:
            meant.add((loc[:-1], "date"))
        if rule == "bad-time" and "closes:" in str(values.get("fix", "")):
            meant.add((loc[:-1], "closes"))
        if rule == "unknown-key":  # a key whose correction is known replaces reports of missing keys
            meant |= {(above, name) for above, name in missing if above == loc[:-1] and ("fix" in values or name == near)}
        yield Diagnostic(rule, place, values, record)


def _explain(document: Document, kind: RecordKind, error: ErrorDetails, cases: _Cases) -> tuple[str, Place, Values]:
    loc, type_ = error["loc"], error["type"]
    named_key = bool(loc) and loc[-1] == "[key]"
    path = loc[:-1] if named_key else loc
    node = find_node(document.root, path)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    values: Values = {"key": key, "value": _shown(node), "title": _title(kind, path)}
    if type_ == "extra_forbidden":
        return _explain_unknown_key(document, kind, path)
    if type_ == "missing":
        parent = find_node(document.root, path[:-1])
        whole = not path[:-1]
        place = document.source.place(document.first_line) if whole else document.place(parent)
        return "missing-key", place, values
    if named_key:
        return type_, document.key(*path), values | {"value": key} | _fix(mend_value(type_, key, None, ""))
    if isinstance(node.value, str) and not node.value.strip() and not _above(document.root, path):
        return "empty-value", document.key(*path), values
    model = shape_at(SHAPES[kind], path[: path.index(key)]) if key else None
    if type_ == "literal_error":
        allowed = tuple(_allowed(shape_at(SHAPES[kind], path)))
        values |= {"allowed": ", ".join(allowed)}
        if isinstance(node.value, str):
            values |= _meant_choice(node.value, allowed)
            return ("unknown-topic" if key == "topics" else "unknown-value"), document.place(node), values
    if type_ in _WANTED_BY_TYPE:
        wanted = _WANTED_BY_TYPE[type_]
        values |= {"wanted": _format_wanted(wanted, kind, path, node)}
        if wanted == "text" and isinstance(node.value, list) and len(node.value) == 1 and isinstance(node.value[0].value, str):
            only = node.value[0].value
            if isinstance(path[-1], int):
                return "wrong-shape", document.place(node), values | {"fix": _NO_LIST_HERE}
            values |= _fix(write(f"{key}: {only if _PLAIN_DAY.fullmatch(only) else write_scalar(only)}"))
            return "wrong-shape", document.key(*path), values
        if key == "date" and isinstance(node.value, list):
            return "wrong-shape", document.key(*path), values | {"fix": A_DAY_EACH}
        if quoted := format_quoted(document, node) if wanted == "text" else None:
            return "wrong-shape", quoted.place, values | {"fix": quoted.fix}
        say = {"list": format_list, "table": format_table}.get(wanted)
        fix = say(document, path, shape_at(SHAPES[kind], path)) if say else None
        return "wrong-shape", document.key(*path), values | _fix(fix)
    if type_ == "too_short":
        return "empty-value", document.key(*path), values
    rule = "bad-number" if type_ in ("less_than_equal", "greater_than_equal") else type_
    if rule == "bad-name" and key == "case" and kind != "life-events":
        values |= _fix(list_cases(str(node.value), cases() or _own_cases(document)))
    elif rule == "bad-name" and key == "answer":
        values |= _fix(_name_answer(str(node.value), _words_at(document, (*path[:1], "question", "options"))))
    elif rule == "bad-time" and key == "opens" and (periods := format_periods(model, key, node)):
        return rule, document.key(*path), values | _fix(periods)
    elif isinstance(node.value, str):
        unit = _words_at(document, path[:-1]).get("unit", "") if path and path[-1] == "amount" else ""
        values |= _fix(mend_value(rule, node.value, model, key, unit))
    return rule, document.place(node), values | error.get("ctx", {})


def _name_answer(written: str, options: Mapping[str, str]) -> Bilingual | None:
    """The answer that was meant by its words or its name."""
    same = [name for name, words in options.items() if fold_words(written) in (fold_words(name), fold_words(words))]
    known = ", ".join(f"{name} ({words})" for name, words in options.items())
    if len(same) == 1:
        return write(same[0])
    return Bilingual(f"dùng tên một câu trả lời: {known}", f"use the name of one of the answers: {known}") if known else None


_PLAIN_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _fix(said: Bilingual | None) -> Values:
    return {"fix": said} if said is not None else {}


def _own_cases(document: Document) -> Mapping[str, str]:
    """The cases and answers that the record itself defines, as far as they can be read."""
    found = _words_at(document, ("cases",))
    questions = find_node(document.root, ("questions",)).value
    for question in questions if isinstance(questions, dict) and questions is not document.root.value else ():
        answers = _words_at(document, ("questions", question, "options"))
        found |= {f"{question}-{answer}": words for answer, words in answers.items()}
    return found


def _words_at(document: Document, path: tuple[str | int, ...]) -> dict[str, str]:
    """The table of names and words at `path`; empty if there is none."""
    nodes = find_node(document.root, path)
    if path and nodes is find_node(document.root, path[:-1]):
        return {}
    pairs = nodes.value.items() if isinstance(nodes.value, dict) else ()
    return {name: node.value for name, node in pairs if isinstance(node.value, str)}


def _meant_choice(written: str, allowed: tuple[str, ...]) -> Values:
    """The value of the closed list that was meant, or the days of the week if several were written in one."""
    if meant := meant_choice(written, allowed):
        return {"near": meant}
    if "mon" in allowed and (days := meant_days(written)):
        return _fix(write(", ".join(days)))
    near = near_word(written, allowed)
    return {"near": near} if near else {}


def _format_wanted(wanted: str, kind: RecordKind, path: tuple[str | int, ...], node: Node) -> Bilingual:
    """The expected shape: for a table its possible keys, for others the likely mistake."""
    said = _WANTED[wanted]
    if wanted == "text" and isinstance(node.value, dict):
        return _QUOTED
    if wanted == "list" and isinstance(node.value, str) and node.value.startswith(DASHES):
        return _DASHED
    shape = shape_at(SHAPES[kind], path)
    table = shape if wanted == "table" else bare_shape((get_args(shape) or (None,))[0]) if wanted == "list" else None
    known = ", ".join(keys_of(table))
    return Bilingual(f"{said.vi}, gồm: {known}", f"{said.en}: {known}") if known else said


def _explain_unknown_key(document: Document, kind: RecordKind, path: tuple[str | int, ...]) -> tuple[str, Place, Values]:
    key = str(path[-1])
    place = document.key(*path)
    values: Values = {"value": key, "kind": RECORD_NAMES[kind]}
    owner = owner_of_key(key)
    if kind in ("overlay", "posting") and len(path) == 1 and owner is not None:
        values["owner"] = LEVEL_NAMES[owner]
        if owner != "reference":
            home = path_at_level(document.source.path, owner)
            values["fix"] = Bilingual(f"chuyển mục này vào {home}", f"move this entry to {home}")
        return "key-of-other-level", place, values
    model = shape_at(SHAPES[kind], path[:-1])
    written, glued, _ = key.partition("=" if "=" in key else ":")  # between braces, what no blank follows belongs to the key
    if written in _ENDS_OF_DAYS and "date" in keys_of(model) and "from" not in keys_of(model):
        return "unknown-key", place, values | {"fix": A_DAY_EACH}
    whole_day = format_whole_day(model, written, find_node(document.root, path))
    if whole_day is not None:
        return "unknown-key", place, values | {"fix": whole_day}
    if periods := format_periods(model, written, find_node(document.root, path)):
        return "unknown-key", place, values | {"fix": periods}
    is_table = isinstance(model, type) and issubclass(model, BaseModel)
    if path[:-1] and isinstance(path[-2], int) and not key.isascii() and not is_table:
        quoted = format_quoted(document, find_node(document.root, path[:-1]))
        if quoted is not None:  # a line of text that became a table because of its colon
            return "unknown-key", quoted.place, values | {"fix": quoted.fix}
    meant = meant_key(mend_letters(written).strip(), model, find_node(document.root, path[:-1]).keys)
    values["known"] = ", ".join(keys_of(model))
    if (
        meant is None
        and kind != "settings"
        and (elsewhere := say_other_table(document, path, lambda path: shape_at(SHAPES[kind], path)))
    ):
        return "unknown-key", place, values | {"fix": elsewhere}
    return "unknown-key", place, values | ({"near": f"{meant}: …" if glued else meant} if meant else {})


_TOLD_FIRST = frozenset({"extra_forbidden", "bad-time"})
"""What may say the key that is missing."""
_ENDS_OF_DAYS = frozenset({"from", "until", "to", "start", "end"})


def _above(node: Node, path: tuple[str | int, ...]) -> bool:
    """Whether there is no value at `path`, so that `find_node` gives the node above it, which is not empty itself."""
    return bool(path) and find_node(node, path) is find_node(node, path[:-1]) and not isinstance(path[-1], int)


def _shown(node: Node) -> str:
    text = node.value if isinstance(node.value, str) else "…"
    return text if len(text) <= 60 else text[:57] + "…"


def _allowed(shape: Any) -> Iterator[str]:
    if get_origin(shape) is Literal:
        yield from get_args(shape)


def _title(kind: RecordKind, path: tuple[str | int, ...]) -> str:
    """The Vietnamese title of the last key of `path` in the model, or ''."""
    for end in range(len(path), 0, -1):
        name = path[end - 1]
        parent = shape_at(SHAPES[kind], path[: end - 1])
        if isinstance(name, str) and isinstance(parent, type) and issubclass(parent, BaseModel):
            field = next((f for n, f in parent.model_fields.items() if name in (n, f.alias)), None)
            return (field.title or "") if field else ""
    return ""
