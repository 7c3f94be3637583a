"""Other values for a key of a model, from which one is chosen that the check accepts; and where each key occurs."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from itertools import zip_longest
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from conftest import TODAY
from incremental import divide
from niemyet.model.kinds import KindName, kind_of
from niemyet.model.scalars import parse_day
from niemyet.validate.shapes import SHAPES, bare_shape, shape_at

Way: TypeAlias = tuple[str | int, ...]
"""To a value in a record."""
Key: TypeAlias = tuple[KindName, Way]
"""A way through a model: 0 stands for every position of a list, "ten-rieng" for every name of people's own."""

DAYS = tuple(str(TODAY + timedelta(days=days)) for days in (1, 0, 45, -45))
"""Days around that of the build, so that what holds today may hold no longer."""
LIVELY = ("3", "khai-sinh", "ho-tich", "cu-tru", "ha-noi/kim-lien", "fees", "papers", "Lệ phí mẫu", "Chuyển phát mẫu")
"""Words that mean something to one key or another."""


_LIKE = (
    (re.compile("[0-9]+/(QĐ|NQ)-.*"), ("165/QĐ-BTP", "3201/QĐ-UBND")),
    (re.compile("[0-9]+/[0-9]{4}/.*"), ("60/2014/QH13", "75/2022/TT-BTC", "123/2015/NĐ-CP")),
    (re.compile("https?://.*"), ("https://khac.example/",)),
    (re.compile("[^ ]+@.*[.].*"), ("khac@khac.example",)),
    (re.compile("024 .*"), ("024 3385 9999",)),
    (re.compile("[0-9][.][0-9]{6}"), ("1.001193", "1.000001")),
    (re.compile("[a-z-]+"), ("lan-dau", "cap-lai", "xac-minh-co", "to-khai-mau", "to-khai-khac")),
    (re.compile("Quầy.*"), ("Quầy số 3",)),
)
"""Values that may stand in the place of one that is written like this."""


class Occurrence(NamedTuple):
    """A place in a file where a key stands."""

    file: str
    way: Way


def find_occurrences(files: Mapping[str, bytes]) -> dict[Key, list[Occurrence]]:
    """Where each key stands in the records among these files."""
    found: dict[Key, list[Occurrence]] = {}
    for path in sorted(files):
        kind = kind_of(path)
        if kind is not None and kind in SHAPES:
            record, _ = divide(files[path].decode())
            for way, general in _ways(SHAPES[kind], record):
                found.setdefault((kind, general), []).append(Occurrence(path, way))
    return found


def _ways(shape: Any, value: Any, way: Way = (), general: Way = ()) -> Iterator[tuple[Way, Way]]:
    shape = bare_shape(shape)
    named = get_origin(shape) is dict
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in below:
        here: str | int = "ten-rieng" if named else step if isinstance(value, dict) else 0
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            yield (*way, step), (*general, here)
        yield from _ways(shape_at(shape, (step,)), one, (*way, step), (*general, here))


def field_of(key: Key) -> FieldInfo:
    """What the model says of a key."""
    kind, way = key
    model = shape_at(SHAPES[kind], way[:-1])
    return next(field for name, field in model.model_fields.items() if way[-1] in (name, field.alias))  # type: ignore[no-any-return]


def is_only_a_frame(key: Key) -> bool:
    """Whether a key is nothing but the frame of other keys that must be there."""
    return field_of(key).is_required() and _is_model(shape_at(SHAPES[key[0]], key[1]))


def other_records(files: Mapping[str, bytes], key: Key, occurrences: list[Occurrence]) -> Iterator[tuple[Occurrence, Any]]:
    """Other values of a key, place by place in turn, none twice."""
    values = [look_up(divide(files[one.file].decode())[0], one.way) for one in occurrences]
    shape = shape_at(SHAPES[key[0]], key[1])
    tried: set[str] = set()
    places = [
        [(one, other) for other in other_values(shape, value, values)] for one, value in zip(occurrences, values, strict=True)
    ]
    for place in zip_longest(*places):
        for found in place:
            if found is not None and str(found) not in tried:
                tried.add(str(found))
                yield found


def look_up(record: Any, way: Way) -> Any:
    for step in way:
        record = record[step]
    return record


def other_values(shape: Any, value: Any, known: list[Any]) -> Iterator[Any]:
    """Values that a key of this shape may have instead: near ones first, then `known`, what it has elsewhere."""
    shape = bare_shape(shape)
    if isinstance(value, list):
        if value[::-1] != value:
            yield value[::-1]
        if not _is_model(shape_at(shape, (0,))):
            yield from ([one, *value[1:]] for one in other_values(shape_at(shape, (0,)), value[0], [x for k in known for x in k]))
            yield from ([*value, one] for one in other_values(shape_at(shape, (0,)), value[0], [x for k in known for x in k]))
        if value[1:]:
            yield value[:-1]
    elif isinstance(value, dict):
        name, first = next(iter(value.items()))
        if get_origin(shape) is dict and not _is_model(shape_at(shape, (name,))):
            yield from ({**value, name: one} for one in other_values(shape_at(shape, (name,)), first, []))
        if get_origin(shape) is dict and len(value) > 1:
            yield dict(reversed(value.items()))
    else:
        yield from (one for one in (*_near(shape, value), *known, *LIVELY) if one != value)


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)


def _near(shape: Any, value: str) -> Iterator[str]:
    if get_origin(shape) is Literal:
        yield from get_args(shape)
    elif get_origin(shape) is tuple:  # a single word that stands for a list
        yield from _near(bare_shape(get_args(shape)[0]), value)
    elif shape is bool:
        yield from ("false", "true")
    elif shape is date:
        day = parse_day(value)
        yield from (*DAYS, str(day + timedelta(days=1)), str(day - timedelta(days=1)), str(day + timedelta(days=30)))
    elif shape is time:
        moment = time.fromisoformat(value)
        yield from (f"{moment.hour - 1:02}:{moment.minute:02}", f"{moment.hour + 1:02}:{moment.minute:02}")
    elif shape in (int, float):
        number = float(value)
        yield from (f"{one:g}" for one in (number + 1, number - 1, number + 1000, number * 2, number + 0.01) if one >= 0)
    elif shape is str:
        yield from next((others for pattern, others in _LIKE if pattern.fullmatch(value)), ())
        yield f"{value} khác"
