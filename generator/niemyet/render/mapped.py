"""What the administrative map of a province shows of a commune: its outline, area, population, and its own site."""

from typing import NamedTuple

from niemyet.render.government import format_area
from niemyet.render.language import Language
from niemyet.render.outline import COARSE, Outline, draw_outline
from niemyet.resolve.communes import ResolvedCommune


class MappedCommune(NamedTuple):
    """A commune on the map. `area` is in square kilometres."""

    url: str = ""
    area: float | None = None
    population: int | None = None
    outline: Outline | None = None
    sample: bool = False
    """Whether what is drawn is a sample."""


NOTHING_MAPPED = MappedCommune()


def map_commune(resolved: ResolvedCommune) -> MappedCommune:
    """The commune on the map of its province; its outline is coarser than on its own page."""
    commune, given = resolved.commune, resolved.boundary
    land = commune.land_and_people
    return MappedCommune(
        commune.url or "",
        land.area if land is not None else None,
        land.population if land is not None else None,
        draw_outline(given.boundary, COARSE) if given is not None else None,
        commune.sample,
    )


def say_facts(mapped: MappedCommune, language: Language) -> str:
    """Area and population: "28,29 km², 60.000 người"; '' where neither is known."""
    facts = []
    if mapped.area is not None:
        facts.append(f"{format_area(mapped.area, language)} km²")
    if mapped.population is not None:
        facts.append(language.say("{people} người", people=language.number(mapped.population)))
    return ", ".join(facts)
