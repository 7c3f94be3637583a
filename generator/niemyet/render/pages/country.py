"""The communes of the whole country by province, for whoever's commune does not post here: an honest page of its own kind.

One page a province, with a place for each of its communes (`#thach-ha`): whether it posts here, what it was before July 2025.
With script the place becomes the page's subject (theme/assets/commune-place.js); without, it is marked in the list.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from niemyet.model.former_units import FormerDistrict
from niemyet.model.orthography import capitalize
from niemyet.model.places import Province
from niemyet.model.reference import Unit
from niemyet.model.unit_folders import official_folders
from niemyet.render import addresses
from niemyet.render.alphabet import Term, arrange
from niemyet.render.former import describe_former, has_doubts, name_former_source
from niemyet.render.language import Language
from niemyet.render.mapped import NOTHING_MAPPED, MappedCommune, say_facts
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.values import dataclass

FEW = 12
"""So many communes stand in one list; more are divided by letters."""


@dataclass(frozen=True, slots=True)
class CountryView:
    """The inputs of these pages."""

    units: Mapping[str, Unit]
    former: Mapping[str, tuple[FormerDistrict, ...]]
    province_records: Mapping[str, Province]
    commune_names: Mapping[str, str]
    """Path → name of the communes that take part in the site."""
    mapped: Mapping[str, MappedCommune]
    """Path → what the map shows of a commune, of those of which there is anything."""


class ListedProvince(NamedTuple):
    """A province of the country: its folder, its official name with the kind, its communes as (folder, unit), and how many of
    them take part in the site."""

    folder: str
    name: str
    communes: tuple[tuple[str, Unit], ...]
    taking_part: int


class Place(NamedTuple):
    """A commune in the list of its province. `former` says what it was, '' if the register does not; `facts` are its area and
    population."""

    folder: str
    unit: Unit
    title: str
    posts: bool
    former: str
    facts: str = ""
    mapped: MappedCommune = NOTHING_MAPPED


def render_country(renderer: TemplateRenderer, view: CountryView) -> Iterator[Page]:
    """Yields the list of provinces, then every province's list of communes."""
    say, listed = renderer.language.say, list_provinces(view)
    yield renderer.render_page(
        "country",
        addresses.COMMUNES,
        title=say("Tìm xã, phường của bạn"),
        description=say("Mọi xã, phường, đặc khu của cả nước, cả tên trước ngày 01/07/2025: nơi nào đã niêm yết tại đây."),
        file="",
        listed=sorted(listed, key=lambda one: not one.taking_part),
        total=renderer.language.number(sum(len(one.communes) for one in listed)),
    )
    for one in listed:
        yield _render_province(renderer, view, one)


def list_provinces(view: CountryView) -> list[ListedProvince]:
    """The provinces of the register in its order, each with its communes in the order of their folders."""
    folders = official_folders(view.units)
    communes: dict[str, list[tuple[str, Unit]]] = {}
    for code, unit in view.units.items():
        if unit.province_code:
            communes.setdefault(unit.province_code, []).append((folders[code].split("/")[1], unit))
    return [
        ListedProvince(
            folders[code],
            f"{unit.kind} {unit.name}",
            tuple(sorted(communes.get(code, ()))),
            sum(f"{folders[code]}/{folder}" in view.commune_names for folder, _ in communes.get(code, ())),
        )
        for code, unit in view.units.items()
        if not unit.province_code
    ]


def _render_province(renderer: TemplateRenderer, view: CountryView, listed: ListedProvince) -> Page:
    language = renderer.language
    name = language.unit(listed.name)
    places = [_describe(view, listed, folder, unit, language) for folder, unit in listed.communes]
    former = [view.former.get(f"{listed.folder}/{folder}", ()) for folder, _ in listed.communes]
    about = "{number} xã, phường, đặc khu của {name}, cả tên trước ngày 01/07/2025: nơi nào đã niêm yết tại đây."
    return renderer.render_page(
        "country-province",
        addresses.of_communes_in(listed.folder),
        title=language.say("Xã, phường, đặc khu của {name}", name=name),
        description=language.many(about, len(places), name=name),
        file="",
        name=listed.name,
        folder=listed.folder,
        province=view.province_records.get(listed.folder),
        places=places,
        by_letter=_group_by_letter(places),
        taking_part=listed.taking_part,
        former_source=name_former_source(chain.from_iterable(former), language),
        doubts=any(map(has_doubts, former)),
    )


def _group_by_letter(places: list[Place]) -> list[tuple[str, list[Place]]]:
    """The places by the first letter of their names, in the order of the alphabet; together where they are few."""
    if len(places) <= FEW:
        return [("", places)]
    by_name = {Term(place.unit.name, place.folder): place for place in places}
    return [(letter, [by_name[term] for term in terms]) for letter, terms in arrange(by_name)]


def _describe(view: CountryView, listed: ListedProvince, folder: str, unit: Unit, language: Language) -> Place:
    path = f"{listed.folder}/{folder}"
    title = capitalize(language.unit(view.commune_names.get(path, f"{unit.kind} {unit.name}")))
    former, mapped = describe_former(view.former.get(path, ()), language), view.mapped.get(path, NOTHING_MAPPED)
    return Place(folder, unit, title, path in view.commune_names, former, say_facts(mapped, language), mapped)
