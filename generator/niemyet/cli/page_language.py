"""The language in which a command tells what pages tell."""

from dataclasses import replace

from niemyet.cli.language import Language
from niemyet.render.language import VIETNAMESE, OtherLanguage
from niemyet.render.language import Language as Speech
from niemyet.resolve.glossary import make_glossary
from niemyet.resolve.site import ResolvedReference


def choose_speech(lang: Language, reference: ResolvedReference) -> Speech:
    """The language of pages that is meant by a language of the command, with the names that records have in it."""
    if lang is Language.VI:
        return VIETNAMESE
    from niemyet.render.site_languages import choose_languages  # here, because it loads Babel, which most commands do not need

    (found,) = (one for one in choose_languages((VIETNAMESE.code, lang.value)) if isinstance(one, OtherLanguage))
    return replace(found, glossary=make_glossary(reference, lang.value))
