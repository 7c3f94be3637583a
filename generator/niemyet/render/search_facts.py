"""What search results say beside a name: fee and time, from the answers, as lists say them; for the country and for a commune,
which also says at which counter.

They are files of their own: results are there before them.
"""

from collections.abc import Mapping
from datetime import date

from niemyet.render.data_files import spell_json
from niemyet.render.language import Language
from niemyet.render.listings import ListedPosting, ListedProcedure
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import OutputFile
from niemyet.render.summaries import card_deadlines, card_due, name_unknown, name_who_sets
from niemyet.resolve.answers import answers_in
from niemyet.resolve.procedures import DatedProcedure, ProvincialProcedure, resolve_for_province
from niemyet.values import dataclass

FACTS = "tim-kiem/phi-thoi-han.json"
"""The file of the whole country; that of a commune has the same name after the commune's path."""
IN_COMMUNE = "phi-thoi-han.json"


@dataclass(frozen=True, slots=True)
class SearchFactsView:
    """The inputs of what results for the whole country say."""

    today: date
    procedures: Mapping[str, DatedProcedure]


Facts = Mapping[str, tuple[str, ...]]
"""Code → fee, time, and of a commune its counter, '' where it names none."""


def write_country_facts(view: SearchFactsView, language: Language) -> OutputFile:
    """The file of the whole country in a language: fee and time where no province sets anything; of a province's own procedure,
    there."""

    def sum_up(dated: DatedProcedure) -> tuple[str, str]:
        fees, deadlines = _sum_up(resolve_for_province(dated, None, view.today), language)
        return name_unknown(fees if dated.owner else name_who_sets(fees, language), deadlines, language)

    facts = {dated.procedure.code: sum_up(dated) for dated in in_force(view.procedures.values())}
    return OutputFile(language.folder + FACTS, spell_facts(facts))


def _sum_up(provincial: ProvincialProcedure, language: Language) -> tuple[str, str]:
    answers = answers_in(provincial)
    return card_due(answers, {}, language), card_deadlines(answers, {}, language)


def write_commune_facts(
    path: str, listed: Mapping[str, ListedPosting], procedures: Mapping[str, ListedProcedure], language: Language
) -> OutputFile:
    """Fee, time and counter of what a commune posts, in a language."""
    place = language.place
    facts = {
        code: (
            *name_unknown(procedures[code].due[place], one.deadlines[place], language),
            language.text(one.counter) if one.counter else "",
        )
        for code, one in listed.items()
        if one.standing == "in_force"
    }
    return OutputFile(f"{language.folder}{path}/{IN_COMMUNE}", spell_facts(facts))


def spell_facts(facts: Facts) -> bytes:
    """Texts once, and by code the places of what is told among them."""
    texts = list(dict.fromkeys(text for told in facts.values() for text in told))
    at = {text: i for i, text in enumerate(texts)}
    data = {"texts": texts, "of": {code: [at[text] for text in told] for code, told in facts.items()}}
    return spell_json(data)
