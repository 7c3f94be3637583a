"""The models by kind of file, and what they say about a path in a record: its type, keys and title.

A path is a tuple of keys and indices, as in the `loc` of a pydantic error.
"""

import types
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from niemyet.model.kinds import RECORD_NAMES, RecordKind

_MODELS: Mapping[RecordKind, str] = {
    "procedure": "procedure.Procedure",
    "overlay": "overlay.ProvinceOverlay",
    "posting": "overlay.Posting",
    "province": "places.Province",
    "commune": "places.Commune",
    "duty": "duty.Duty",
    "article": "article.Article",
    "calendar": "reference.Calendar",
    "fields": "scalars.Slug reference.FieldOfWork",
    "documents": "scalars.DocumentNumber reference.LegalDocument",
    "life-events": "scalars.Slug life_events.LifeEvent",
    "synonyms": "scalars.Slug reference.Synonyms",
    "elsewhere": "scalars.Slug reference.Elsewhere",
    "translations": "translations.Translations",
    "province-translations": "translations.Translations",
    "province-procedure": "procedure.Procedure",
    "province-documents": "scalars.DocumentNumber reference.LegalDocument",
    "doubts": "scalars.Slug imported.AnsweredDoubt",
    "oversight": "oversight.record.CommuneYear",
    "province-oversight": "oversight.record.ProvinceYear",
    "settings": "settings.SiteFile",
}
"""The module in `model/` and the name of a model; of a table of records, before it those of its keys."""


@cache
def _load_shape(kind: RecordKind) -> Any:
    """The model of a kind. Loaded when it is asked for: a posting is checked without the models of everything else."""
    named = (one.rpartition(".") for one in _MODELS[kind].split())
    found = [getattr(import_module(f"niemyet.model.{module}"), name) for module, _, name in named]
    return found[0] if len(found) == 1 else dict[found[0], found[1]]  # type: ignore[valid-type]  # known when it is run


class _Shapes(Mapping[RecordKind, Any]):
    def __getitem__(self, kind: RecordKind) -> Any:
        if kind not in RECORD_NAMES:
            raise KeyError(kind)
        return _load_shape(kind)

    def __contains__(self, kind: object) -> bool:
        return kind in RECORD_NAMES

    def __iter__(self) -> Iterator[RecordKind]:
        return iter(RECORD_NAMES)

    def __len__(self) -> int:
        return len(RECORD_NAMES)


if RECORD_NAMES.keys() != _MODELS.keys():
    raise LookupError(RECORD_NAMES.keys() ^ _MODELS.keys())  # a kind of file that holds a record has a model
SHAPES: Mapping[RecordKind, Any] = _Shapes()
"""The model of every kind of file that holds a record, in the order of `model/kinds.py`."""


def shape_at(shape: Any, path: tuple[str | int, ...]) -> Any:
    """The type of the value at `path` in a record of type `shape`; None if there is no such key."""
    for step in path:
        shape = _shape_below(bare_shape(shape), step)
    return bare_shape(shape)


def bare_shape(shape: Any) -> Any:
    """The type without `Annotated` and without `| None`."""
    while True:
        origin = get_origin(shape)
        if origin is Annotated:
            shape = get_args(shape)[0]
        elif origin in (Union, types.UnionType):
            shape = next(arg for arg in get_args(shape) if arg is not types.NoneType)
        else:
            return shape


def _shape_below(shape: Any, step: str | int) -> Any:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        field = next((f for n, f in shape.model_fields.items() if step in (n, f.alias)), None)
        return None if field is None else field.annotation
    args = get_args(shape)
    return (args[1] if get_origin(shape) is dict else args[0]) if args else None


def keys_of(shape: Any) -> Iterator[str]:
    """The keys of a model as written in files, in order; empty if the type is no model."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        yield from (field.alias or name for name, field in shape.model_fields.items())


def title_of_key(kind: RecordKind, path: tuple[str | int, ...]) -> str:
    """The Vietnamese title of the last key of `path`; '' if that key is a name chosen by people."""
    if kind not in SHAPES or not path:
        return ""
    parent, name = shape_at(SHAPES[kind], path[:-1]), path[-1]
    if isinstance(name, str) and isinstance(parent, type) and issubclass(parent, BaseModel):
        field = next((f for n, f in parent.model_fields.items() if name in (n, f.alias)), None)
        return (field.title or "") if field else ""
    return ""
