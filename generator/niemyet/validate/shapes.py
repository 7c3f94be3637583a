"""The models by kind of file, and what they say about a path in a record: its type, keys and title.

A path is a tuple of keys and indices, as in the `loc` of a pydantic error.
"""

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from niemyet.model.article import Article
from niemyet.model.duty import Duty
from niemyet.model.imported import AnsweredDoubt
from niemyet.model.kinds import RECORD_NAMES, RecordKind
from niemyet.model.life_events import LifeEvent
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.model.places import Commune, Province
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, Elsewhere, FieldOfWork, LegalDocument, Synonyms
from niemyet.model.scalars import DocumentNumber, Slug
from niemyet.model.settings import SiteFile
from niemyet.model.translations import Translations

_MODELS: Mapping[RecordKind, Any] = {
    "procedure": Procedure,
    "overlay": ProvinceOverlay,
    "posting": Posting,
    "province": Province,
    "commune": Commune,
    "duty": Duty,
    "article": Article,
    "calendar": Calendar,
    "fields": dict[Slug, FieldOfWork],
    "documents": dict[DocumentNumber, LegalDocument],
    "life-events": dict[Slug, LifeEvent],
    "synonyms": dict[Slug, Synonyms],
    "elsewhere": dict[Slug, Elsewhere],
    "translations": Translations,
    "province-translations": Translations,
    "province-procedure": Procedure,
    "province-documents": dict[DocumentNumber, LegalDocument],
    "doubts": dict[Slug, AnsweredDoubt],
    "oversight": CommuneYear,
    "province-oversight": ProvinceYear,
    "settings": SiteFile,
}
SHAPES: Mapping[RecordKind, Any] = {kind: _MODELS[kind] for kind in RECORD_NAMES}
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
