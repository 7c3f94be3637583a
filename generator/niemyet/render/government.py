"""A commune's land and people in figures, as pages show them."""

from niemyet.model.government import LandAndPeople
from niemyet.render.language import Language


def density_of(known: LandAndPeople | None) -> int | None:
    """People on a square kilometre; None where area or population is not known."""
    if known is None or known.area is None or known.population is None:
        return None
    return round(known.population / known.area)


def format_area(area: float, language: Language) -> str:
    """Square kilometres with as many decimals as are known: "28,29"."""
    whole, _, part = f"{area:.2f}".rstrip("0").rstrip(".").partition(".")
    number = language.number(int(whole))
    return language.say("{whole},{part}", whole=number, part=part) if part else number


def format_kilometres(length: float, language: Language) -> str:
    """With one decimal: "8,1"."""
    return format_area(round(max(length, 0.1), 1), language)
