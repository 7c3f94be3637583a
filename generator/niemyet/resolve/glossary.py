"""What the records have in other languages, as one table for each: from the Vietnamese text to its translation.

A page looks a text up and shows the Vietnamese where there is no translation, so a text that was changed since is not shown with
a translation of what it said before.
"""

from collections.abc import Mapping

from niemyet.model.life_events import LifeEvent
from niemyet.model.procedure import Procedure
from niemyet.model.reference import FieldOfWork
from niemyet.model.translations import ProcedureTranslation, Translation
from niemyet.resolve.site import ResolvedReference


def make_glossary(resolved: ResolvedReference, code: str) -> Mapping[str, str]:
    """The translations into the language of this code: of names and summaries, and of the texts in translations.yaml."""
    procedures = (dated.procedure for dated in resolved.procedures.values())
    records: tuple[FieldOfWork | LifeEvent | Procedure, ...] = (
        *resolved.fields.values(),
        *resolved.life_events.values(),
        *procedures,
    )
    glossary: dict[str, str] = {}
    for record in records:
        translation: Translation | None = getattr(record, code, None)
        if translation is not None:
            glossary |= _pair(record.name, translation.name) | _pair(record.summary, translation.summary)
        if isinstance(record, Procedure) and isinstance(translation, ProcedureTranslation):
            glossary |= _pair(record.short_name, translation.short_name or translation.name)
    for text, translations in resolved.translations.items():
        glossary |= _pair(text, getattr(translations, code, None))
    return glossary


def _pair(text: str | None, translation: str | None) -> dict[str, str]:
    return {text: translation} if text and translation else {}
