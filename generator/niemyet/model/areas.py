"""Kinds of area (miền núi, hải đảo, …) that a commune may belong to, and the parts of records that hold only there.

Which communes are of a kind is decided by lists of the law; a commune may be of several kinds. The kinds are those that the
procedures themselves name: "các xã miền núi, hải đảo, vùng sâu, vùng xa, vùng có điều kiện kinh tế - xã hội khó khăn, …".
"""

from collections.abc import Iterable
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import BaseModel, BeforeValidator, WithJsonSchema

from niemyet.model.scalars import one_or_many

AreaKind = Literal["mountainous", "island", "border", "remote", "difficult", "very_difficult", "ethnic_minority"]
_WRITTEN = {"type": "string", "enum": [*get_args(AreaKind)]}
Areas = Annotated[
    tuple[AreaKind, ...],
    BeforeValidator(one_or_many),
    WithJsonSchema({"anyOf": [_WRITTEN, {"type": "array", "items": _WRITTEN}]}),
]
"""The kinds of area that a part is for: it holds in the communes of at least one of them; empty: everywhere."""
AreaGroup: TypeAlias = tuple[AreaKind, ...]
"""Kinds that some parts always name together, in the order of the closed list."""


def area_of(part: object) -> tuple[AreaKind, ...]:
    """The kinds of area that a part of a record is for; () for parts that cannot name any."""
    if isinstance(part, BaseModel):  # asked in this way because a model takes its time to say that it has no such attribute
        of_model: tuple[AreaKind, ...] = vars(part).get("area", ())
        return of_model
    area: tuple[AreaKind, ...] = getattr(part, "area", ())
    return area


def kinds_named(parts: Iterable[object]) -> tuple[AreaKind, ...]:
    """The kinds that some of these parts name, in the order of the closed list."""
    named = {kind for part in parts for kind in area_of(part)}
    return tuple(kind for kind in get_args(AreaKind) if kind in named)


def group_areas(parts: Iterable[object]) -> tuple[AreaGroup, ...]:
    """The kinds that these parts name, those together of which every part names all or none."""
    listed = tuple(parts)
    groups: dict[frozenset[int], list[AreaKind]] = {}
    for kind in kinds_named(listed):
        groups.setdefault(frozenset(i for i, part in enumerate(listed) if kind in area_of(part)), []).append(kind)
    return tuple(map(tuple, groups.values()))
