"""Catalogues of messages: every sentence of the program in another language than Vietnamese. The only module that imports Babel.

They are GNU gettext catalogues (PO), from the Vietnamese as it stands in the program to the other language, and lie in the
program's folder `languages/`, one for each language. They are compiled when they are read.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "languages"
SCRIPTS = "theme/assets/"
"""Where the browser's scripts lie: a catalogue says of each sentence in which files it stands."""
EMBED = f"{SCRIPTS}embed.js"
"""The one that speaks on pages of other sites."""


class NoCatalogueError(LookupError):
    """There is no catalogue of a language; the message is its code."""


@cache
def compile_catalogue(code: str) -> bytes:
    """The catalogue of the language with this code, compiled (GNU MO). Raises NoCatalogueError."""
    compiled = BytesIO()
    write_mo(compiled, _read(code))
    return compiled.getvalue()


def list_script_messages(code: str, *, embedded: bool = False) -> dict[str, str | list[str]]:
    """The sentences of the site's own scripts, or of the one that is `embedded` elsewhere, by the Vietnamese; one that speaks of
    a number as those for one and for several.

    A sentence that means several things goes by its context and its text, as in the compiled catalogue. Raises NoCatalogueError.
    """
    messages: dict[str, str | list[str]] = {}
    for message in _read(code):
        if message.id and any(file.startswith(SCRIPTS) and (file == EMBED) is embedded for file, _ in message.locations):
            text, said = message.id, message.string
            key = text if isinstance(text, str) else text[0]
            if message.context:
                key = f"{message.context}\x04{key}"
            messages[key] = said if isinstance(said, str) else [*(said or ())]
    return messages


def list_languages() -> list[str]:
    """The codes of the languages that there is a catalogue of."""
    return sorted(file.stem for file in FOLDER.glob("*.po"))


@cache
def _read(code: str) -> Catalog:
    file = FOLDER / f"{code}.po"
    if not file.is_file():
        raise NoCatalogueError(code)
    with file.open("rb") as stream:
        return read_po(stream, locale=code, abort_invalid=True)
