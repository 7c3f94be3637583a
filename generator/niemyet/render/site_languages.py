"""The languages of a site by their codes, with what the program says in them."""

from collections.abc import Sequence

from niemyet.load.message_catalogues import compile_catalogue, list_script_messages
from niemyet.render.language import VIETNAMESE, Language, OtherLanguage


def choose_languages(codes: Sequence[str]) -> tuple[Language, ...]:
    """The languages with these codes, of which the first is Vietnamese. Raises NoCatalogueError."""
    return (VIETNAMESE, *(_choose(code, place) for place, code in enumerate(codes[1:], 1)))


def _choose(code: str, place: int) -> Language:
    return OtherLanguage(
        code, place, compile_catalogue(code), list_script_messages(code), list_script_messages(code, embedded=True)
    )
