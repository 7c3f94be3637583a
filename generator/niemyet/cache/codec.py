"""Encodes values as bytes and decodes them, for files that are not trusted: decoding builds values and executes nothing.

Supported are plain values, containers and this program's value classes (frozen dataclasses, named tuples, records). A class is
looked up by name and filled field by field, without calling its constructor. The first line of the
encoding is JSON in which every container is a list that begins with its kind; bytes values follow. A value that occurs several
times is written once and is decoded to one object.
"""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from niemyet.patterns import regex

_PLAIN = frozenset({str, int, bool, float, type(None)})
_LIST, _TUPLE, _DICT, _FROZENSET, _BYTES, _AGAIN, _DAY, _CLOCK, _PATH, _OBJECT = range(10)
_PROGRAM = "niemyet."
_DEFINING = regex(r"niemyet\.(?:model|law|validate)(?:\.[a-z_]+)+")
"""Modules that do nothing when they are loaded: those of the records. A check loads them only where it opens what is kept."""


class CodecError(ValueError):
    """The bytes were not written by `encode`, or the value cannot be encoded."""


Build: TypeAlias = Callable[[list[Any]], Any]
"""Builds an instance of a value class from the values of its fields, in order."""


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    """The field names of a value class of this program. Raises CodecError for any other class."""
    if kind.__module__.startswith(_PROGRAM):
        if issubclass(kind, BaseModel):
            return tuple(kind.model_fields)
        if issubclass(kind, tuple | str) and hasattr(kind, "_fields"):
            return tuple(kind._fields)
        if is_dataclass(kind):
            return tuple(field.name for field in fields(kind))
    raise CodecError(kind.__qualname__)


def _learn_to_build(kind: type, given: tuple[str, ...]) -> Build:
    """The builder for a class from the fields `given`. Raises CodecError if the class has other fields."""
    names = _names_of(kind)
    if not set(given) <= set(names):
        raise CodecError(kind.__qualname__)
    new: Any = kind.__new__
    if issubclass(kind, BaseModel):
        defaults = {name: known.default for name, known in kind.model_fields.items()}
        place = object.__setattr__

        def build_record(values: list[Any]) -> Any:
            record = new(kind)
            place(record, "__dict__", defaults | dict(zip(given, values, strict=True)))
            place(record, "__pydantic_fields_set__", set(given))
            place(record, "__pydantic_extra__", None)
            place(record, "__pydantic_private__", None)
            return record

        return build_record
    if given != names:
        raise CodecError(kind.__qualname__)
    if issubclass(kind, tuple):
        return lambda values: tuple.__new__(kind, values)
    if issubclass(kind, str):  # text with more than its letters, which the class itself puts together
        return lambda values: new(kind, *values)

    def build_value(values: list[Any]) -> Any:
        value = new(kind)
        for name, part in zip(names, values, strict=True):
            object.__setattr__(value, name, part)
        return value

    return build_value


def _find_class(name: str) -> type:
    """The class named "module:qualname", if it is ours and its module is loaded or has definitions only. Raises CodecError
    otherwise."""
    module, _, qualified = name.partition(":")
    if _DEFINING.fullmatch(module) and module not in sys.modules:
        with suppress(ImportError):
            import_module(module)
    found = getattr(sys.modules.get(module), qualified, None) if module.startswith(_PROGRAM) else None
    if not isinstance(found, type) or found.__module__ != module:
        raise CodecError(name)
    return found


@cache
def _builder_of(name: str, given: tuple[str, ...]) -> Build:
    """As `_learn_to_build`, once for each class and its fields: many small values are decoded one by one."""
    return _learn_to_build(_find_class(name), given)


def encode(value: object) -> bytes:
    """The value as bytes; equal bytes for equal values with the same sharing. Raises CodecError for unsupported types."""
    writer = _Writer()
    tree = writer.write(value)
    shapes = [[name, *given] for name, given in writer.shapes]
    return b"\n".join([_write_json([shapes, tree]), *writer.blobs])


def _write_json(value: list[Any]) -> bytes:
    """JSON by the library of the models, in a fifth of the time; by Python's own where there are lone surrogates, as in names of
    files that are no text."""
    try:
        return to_json(value)
    except ValueError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _read_json(data: bytes) -> Any:
    try:
        return from_json(data)
    except ValueError:
        return json.loads(data.decode("utf-8", "surrogatepass"))


class _Writer:
    def __init__(self) -> None:
        self.shapes: dict[tuple[str, tuple[str, ...]], int] = {}
        self.blobs: list[bytes] = []
        self._at = count()
        self._size = 0
        self._seen: dict[int, int] = {}
        self._alive: list[object] = []

    def write(self, value: Any) -> Any:
        kind = value.__class__
        if kind in _PLAIN:
            return value
        if kind is bytes:
            place = [_BYTES, self._size, len(value)]
            self.blobs.append(value)
            self._size += len(value) + 1
            return place
        if kind is date:
            return [_DAY, value.toordinal()]
        again = self._seen.get(id(value))
        if again is not None:
            return [_AGAIN, again]
        written = self._write_container(value, kind)
        self._seen[id(value)] = next(self._at)
        self._alive.append(value)  # keeps its id from being reused
        return written

    def _write_container(self, value: Any, kind: type) -> list[Any]:
        write = self.write
        if kind is tuple or kind is list:
            sign = _TUPLE if kind is tuple else _LIST
            if _PLAIN.issuperset(map(type, value)):  # a column of a table, or a line of it
                return [sign, *value]
            return [sign, *[one if one.__class__ in _PLAIN else write(one) for one in value]]
        if kind is dict:
            flat: list[Any] = [_DICT]
            for key, one in value.items():
                flat.append(key if key.__class__ is str else write(key))
                flat.append(one if one.__class__ in _PLAIN else write(one))
            return flat
        if kind is frozenset:
            return [_FROZENSET, *map(write, sorted(value))]
        if kind is time:
            return [_CLOCK, value.isoformat()]
        if isinstance(value, Path):
            return [_PATH, str(value)]
        given = _names_of(kind)
        if isinstance(value, BaseModel):  # fields that were not set keep their defaults
            given = tuple(name for name in given if name in value.model_fields_set)
        number = self.shapes.setdefault((f"{kind.__module__}:{kind.__qualname__}", given), len(self.shapes))
        parts = [getattr(value, name) for name in given]
        return [_OBJECT, number, *[one if one.__class__ in _PLAIN else write(one) for one in parts]]


def decode(data: bytes) -> Any:
    """Reverses `encode`. Raises CodecError for bytes that it has not written."""
    head, _, blobs = data.partition(b"\n")
    try:
        shapes, tree = _read_json(head)
        builders = [_builder_of(name, tuple(given)) for name, *given in shapes]
        return _Reader(builders, blobs).read(tree)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        raise CodecError(str(error)) from error


class _Reader:
    def __init__(self, builders: list[Build], blobs: bytes) -> None:
        self._builders, self._blobs = builders, blobs
        self._seen: list[Any] = []

    def read(self, node: Any) -> Any:
        if node.__class__ is not list:
            return node
        kind = node[0]  # the most frequent kinds first: hundreds of thousands of values are read one by one
        read = self.read
        value: Any
        if kind == _OBJECT:
            value = self._builders[node[1]]([part if part.__class__ is not list else read(part) for part in node[2:]])
        elif kind == _TUPLE:
            value = tuple([part if part.__class__ is not list else read(part) for part in node[1:]])
        elif kind == _DAY:
            return date.fromordinal(node[1])
        elif kind == _AGAIN:
            return self._seen[node[1]]
        elif kind == _DICT:
            parts = [part if part.__class__ is not list else read(part) for part in node[1:]]
            value = dict(zip(parts[::2], parts[1::2], strict=True))
        elif kind == _BYTES:
            found = self._blobs[node[1] : node[1] + node[2]]
            if len(found) != node[2]:
                raise CodecError("cut off")
            return found
        else:
            value = self._read_rare(kind, node)
        self._seen.append(value)
        return value

    def _read_rare(self, kind: int, node: list[Any]) -> Any:
        if kind == _LIST:
            return node[1:] if list not in map(type, node) else [*map(self.read, node[1:])]
        if kind == _FROZENSET:
            return frozenset(map(self.read, node[1:]))
        if kind == _CLOCK:
            return time.fromisoformat(node[1])
        if kind == _PATH:
            return Path(node[1])
        raise CodecError(str(kind))
