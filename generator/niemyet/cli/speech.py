"""The language that a command speaks: what `--lang` says, before or behind its name, else NIEMYET_LANG, else Vietnamese.

Loads no library: the help of the program is in its words.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from itertools import pairwise

from niemyet.diagnostics.diagnostic import Bilingual

OPTION, VARIABLE = "--lang", "NIEMYET_LANG"


class Language(StrEnum):
    """The language of messages and help."""

    VI = "vi"
    EN = "en"


class UnknownLanguageError(ValueError):
    """NIEMYET_LANG names no language of the program; the message is what it says."""


_LANGUAGE = ContextVar("language", default=Language.VI)
"""Of the running command; `speaking` alone sets it, and sets it back."""


@contextmanager
def speaking(lang: Language) -> Iterator[None]:
    """Meanwhile, messages are in this language."""
    before = _LANGUAGE.set(lang)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def language() -> Language:
    """The language of the running command."""
    return _LANGUAGE.get()


def say(said: Bilingual) -> str:
    """The text in the language of the running command."""
    return said.en if language() is Language.EN else said.vi


def find_language(words: Iterable[str], environment: Mapping[str, str]) -> Language:
    """The language that a command line asks for. Raises UnknownLanguageError; what is wrong in `words`, their parser tells."""
    asked = environment.get(VARIABLE, "")
    if asked and asked not in [*Language]:
        raise UnknownLanguageError(asked)
    for word, following in pairwise([*words, ""]):
        if word == "--":
            break
        said = following if word == OPTION else word.removeprefix(f"{OPTION}=")
        asked = said if said in [*Language] and said != word else asked
    return Language(asked) if asked else Language.VI
