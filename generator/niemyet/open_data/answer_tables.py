"""The answers of a posting for every choice, as data: what is due, what to bring, how long it takes.

A table names the questions on which it depends (`by`); each row holds one answer and, under `when`, every combination of choices
for which it is the answer. A combination answers all of these questions, so a reader looks a row up and computes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from niemyet.law.answers import Answers
from niemyet.law.choices import CHANNEL, NO_WAIVER, WAIVER, Choice, Chosen
from niemyet.open_data.option_names import OptionNames
from niemyet.open_data.writing import Data
from niemyet.render.answer import Typed, describe_deadlines, describe_fees, describe_outdated, describe_paper, name_option
from niemyet.render.coming import describe_coming
from niemyet.render.language import VIETNAMESE, Language
from niemyet.resolve.procedures import ProvincialProcedure

_NOTHING_TYPED = Typed()


def list_questions(answers: Answers, language: Language) -> list[Data]:
    """The questions on which some answer depends, with their options: keys, and words for people."""
    return [
        {
            "key": choice.key,
            "words": language.text(choice.words) if choice.words and choice.key != CHANNEL else None,
            "options": [
                *([{"key": NO_WAIVER, "words": language.say("Không")}] if choice.key == WAIVER else []),
                *({"key": option.key, "words": name_option(choice, option, language)} for option in choice.options),
            ],
        }
        for choice in answers.choices
    ]


def tabulate_answers(answers: Answers, language: Language, papers: Data | None = None) -> Data:
    """The tables of papers and fees, which are the same in all communes of a province, and what the law has replaced. `papers` is
    the table of other answers about the same papers."""

    described: dict[tuple[int, ...], Data] = {}

    def fees(chosen: Chosen) -> Data:
        found = answers.fees(chosen)
        rows = tuple(map(id, found.rows))  # equal rows are one object, which `answers` keeps
        if rows not in described:
            described[rows] = describe_fees(found, _NOTHING_TYPED, language)
        return described[rows]

    questions = list_questions(answers, language)
    names = OptionNames(questions, language)
    return {
        "questions": questions,
        "outdated": describe_outdated(answers.outdated, language),
        "papers": papers or _tabulate(answers, answers.papers_by, names, lambda chosen: _say_papers(answers, chosen, language)),
        "fees": _sum_up(_tabulate(answers, answers.fees_by, names, fees), names),
    }


def _sum_up(table: Data, names: OptionNames) -> Data:
    """The table with what its rows say in words: each sum once, with those for whom it is the answer."""
    whens: dict[str, list[Chosen]] = {}
    for row in table["rows"]:
        whens.setdefault(row["words"], []).extend(row["when"])
    return {**table, "summary": [{"said": [*names.name(when)], "words": words} for words, when in whens.items()]}


def tabulate_deadlines(answers: Answers, language: Language) -> Data:
    """The table of deadlines, which a commune may make shorter."""

    def deadlines(chosen: Chosen) -> Data:
        return describe_deadlines(answers.deadlines(chosen), language)

    return _tabulate(answers, answers.deadlines_by, OptionNames(list_questions(answers, language), language), deadlines)


def list_coming(provincial: ProvincialProcedure, language: Language = VIETNAMESE) -> list[Data]:
    """What is known to change, and when."""
    cases = provincial.procedure.case_names
    notices = (describe_coming(change, cases, language) for change in provincial.coming)
    return [{"from": notice.day.isoformat(), "text": notice.text, "basis": notice.basis} for notice in notices]


def _say_papers(answers: Answers, chosen: Chosen, language: Language) -> Data:
    papers = answers.papers(chosen)
    return {
        "submit": [describe_paper(needed, language) for needed in papers.of("submit")],
        "present": [describe_paper(needed, language) for needed in papers.of("present")],
    }


def _tabulate(answers: Answers, by: Sequence[str], names: OptionNames, answer: Callable[[Chosen], Data]) -> Data:
    choices = {choice.key: choice for choice in answers.choices}
    rows: list[tuple[list[Chosen], Data]] = []
    for chosen in _every_combination(choices[key] for key in by):
        found = answer(chosen)
        same = next((when for when, known in rows if known == found), None)
        if same is None:
            rows.append(([chosen], found))
        else:
            same.append(chosen)
    return {"by": list(by), "rows": [{"when": when, "said": [*names.name(when)], **found} for when, found in rows]}


def _every_combination(choices: Iterable[Choice]) -> Iterator[dict[str, str]]:
    """Every combination of answers to all of the questions."""
    options = [
        [(choice.key, key) for key in (*([NO_WAIVER] if choice.key == WAIVER else []), *(one.key for one in choice.options))]
        for choice in choices
    ]
    return (dict(row) for row in product(*options))
