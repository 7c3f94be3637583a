"""The communes before 1 July 2025 in words, and as data of the search."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from niemyet.model.folding import fold_words
from niemyet.model.former_units import FormerCommune, FormerDistrict
from niemyet.render.foreign_text import write_text
from niemyet.render.language import Language

FORMER_COMMUNE_KINDS = ("xã", "phường", "thị trấn")
STAR = "*"
"""Marks what only one of two sources says."""


def name_former_source(former: Iterable[FormerDistrict], language: Language) -> Markup:
    """Where the old names are from, as the register says; empty if it does not."""
    source = next((one.source for one in former), "")
    return Markup(write_text(source, language)) if source else Markup()


def describe_former(former: Sequence[FormerDistrict], language: Language) -> str:
    """ "các xã Nhị Khê, Văn Bình, một phần xã Khánh Hà (huyện Thường Tín); một phần xã Đại Áng* (huyện Thanh Trì)" """
    return "; ".join(_describe_district(one, language) for one in former)


def has_doubts(former: Sequence[FormerDistrict]) -> bool:
    """Whether `describe_former` has a star."""
    return any(one.doubtful for district in former for one in district.communes)


def _describe_district(district: FormerDistrict, language: Language) -> str:
    own = language.unit(district.district)
    above = f"{own}, {language.unit(district.province)}" if district.province else own
    return f"{', '.join(_name_together(district.communes, language))} ({above})" if district.communes else above


def _name_together(communes: Iterable[FormerCommune], language: Language) -> Iterator[str]:
    """Those of one kind, whole or in part, in one phrase."""
    ordered = sorted(communes, key=lambda one: (one.part, _kind(one)))
    for (part, kind), group in groupby(ordered, key=lambda one: (one.part, _kind(one))):
        names = [one.name.removeprefix(f"{kind} ") + STAR * one.doubtful for one in group]
        if len(names) > 1:
            sentence = f"một phần các {kind} {{name}}" if part else f"các {kind} {{name}}"
        else:
            sentence = f"một phần {kind} {{name}}" if part else f"{kind} {{name}}"
        yield language.say(sentence, name=", ".join(names))


def _kind(commune: FormerCommune) -> str:
    return next(kind for kind in FORMER_COMMUNE_KINDS if commune.name.startswith(f"{kind} "))


def other_names(own: Iterable[str], former: Iterable[FormerDistrict]) -> list[str]:
    """The names that a commune adds to those of the register."""
    known = {fold_words(one.name) for district in former for one in district.communes}
    return [name for name in own if fold_words(name.partition("(")[0]) not in known]
