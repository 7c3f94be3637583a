"""The answer tables of pages, looked up by the site's own script: every row equals Python's answer and the oracle's.

`theme/assets/answers.js` runs in Node, if there is one; tests/browser/test_answers.py uses the same tables in Chromium.
"""

import json
import random
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from conftest import REPOSITORY, share
from niemyet.law.answers import Answers
from niemyet.law.choices import WAIVER, Chosen
from niemyet.model.orthography import format_money, lower_first
from niemyet.render.choosing import FeeWords, spell_deadlines, spell_fees, spell_papers
from niemyet.render.language import VIETNAMESE
from niemyet.render.paper_summaries import name_papers
from niemyet.render.summaries import card_deadlines, card_papers, card_sum, format_due, list_extras, name_what_varies
from node import find_node
from test_answers_sweep import COUNTS, Reckoned, invented, sample

INVENTED = share(150)
BUILT_FOR = date(2026, 11, 28)
MOST_ROWS = 24
TYPED = [{f"{use} {unit}": number for use in ("due", "optional") for unit, number in counts.items()} for counts in COUNTS]

Row = tuple[dict[str, str], dict[str, Any]]


def rows_of(table: dict[str, Any], seed: str) -> list[dict[str, str]]:
    """Every way to answer the table's questions or to leave them open; some of them where there are very many."""
    answers = product(*([("", *options) for _, options in table["by"]]))
    rows = [{key: option for (key, _), option in zip(table["by"], row, strict=True) if option} for row in answers]
    return rows if len(rows) <= MOST_ROWS else random.Random(seed).sample(rows, MOST_ROWS)


def ask_node(tables: list[tuple[dict[str, Any], list[dict[str, str]]]]) -> list[list[dict[str, Any]]]:
    """What the script makes of each row of each table, for all numbers of `TYPED`."""
    asked = [{"table": table, "rows": [{"chosen": row, "counts": TYPED} for row in rows]} for table, rows in tables]
    command = [find_node(), str(REPOSITORY / "tests" / "oracle" / "tables.mjs")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    answers: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return answers


@cache
def procedures() -> list[tuple[str, Answers, Reckoned]]:
    """Those of the sample and some invented ones."""
    return [*sample(), *map(invented, range(INVENTED))]


@pytest.mark.slow("a build and a process")
def test_the_script_finds_the_row_that_was_chosen() -> None:
    """Every combination of answers, given or left open, leads to the words that Python has for it."""
    tables = []
    for name, answers, _ in procedures():
        for text in (spell_papers(answers, VIETNAMESE), spell_fees(FeeWords(answers, {}, VIETNAMESE))):
            table = json.loads(text)
            tables.append((table, rows_of(table, name)))
        table = json.loads(spell_deadlines(answers, answers.terms.deadlines, VIETNAMESE))
        tables.append((table, rows_of(table, name)))
    found = iter(zip(tables, ask_node(tables), strict=True))
    for name, answers, reckoned in procedures():
        for chosen, got in next_rows(found):
            compare_papers(name, answers, chosen, got["view"])
        for chosen, got in next_rows(found):
            compare_fees((name, chosen), answers, reckoned, chosen, got)
        for chosen, got in next_rows(found):
            assert got["view"]["card"] == card_deadlines(answers, chosen, VIETNAMESE), (name, chosen)


def next_rows(found: Iterator[Any]) -> Iterator[Row]:
    """The rows of the next table, with what the script says of them."""
    (_, rows), told = next(found)
    return zip(rows, told, strict=True)


def compare_papers(name: str, answers: Answers, chosen: Chosen, view: dict[str, Any]) -> None:
    papers = answers.papers(chosen)
    said = "" if answers.outdated and "papers" in answers.outdated.parts else name_papers(papers, VIETNAMESE)
    assert view["note"] == said, (name, chosen)
    assert view["card"] == card_papers(answers, chosen, VIETNAMESE), (name, chosen)
    listed = [*answers.procedure.papers.submit, *answers.procedure.papers.present]
    shown = [listed[place].name for place in view["show"]]
    assert set(shown) == {needed.paper.name for needed in papers.papers}, (name, chosen)


def compare_fees(said: Any, answers: Answers, reckoned: Reckoned, chosen: Chosen, got: dict[str, Any]) -> None:
    """The lines that are shown, the words, and what any numbers typed come to."""
    view, found = got["view"], answers.fees(chosen)
    assert view["card"] == card_sum(answers, chosen, VIETNAMESE), said
    assert all(words in view["note"] for words in list_extras(found.rows, VIETNAMESE)[1:]), said
    used = {id(c.line) for row in found.rows for group in (*row.due, row.optional, row.service) for c in group}
    assert [id(answers.terms.fees[place]) in used for place in range(len(answers.terms.fees))] == [
        place in view["show"] for place in range(len(answers.terms.fees))
    ], said
    if not view["total"]:
        return
    compare_unsure(said, answers, reckoned, chosen, view)
    due = name_what_varies(format_due(found, VIETNAMESE), answers, answers.fees_by, chosen, VIETNAMESE)
    assert view["total"].startswith(f"Phải nộp: {lower_first(due)}"), said
    rows = [reckoned.of.fees(row) for row in reckoned.of.rows(chosen)]
    sums = [{reckoned.of.due(row, counts) for row in reckoned.of.rows(chosen)} for counts in COUNTS]
    if "sum" in view:
        assert [{(cost, cost)} for cost in got["costs"]] == sums, said
    else:
        several = any(len(charges) > 1 for row in rows for charges in row["due"].values())
        assert several or len(rows) > 1 or None in sums[0], said
    for counts, extras in zip(COUNTS, got["extras"], strict=True):
        if "optional" in view and "sum" in view:
            costs = {
                charge.cost(counts)
                for row in rows for charges in row["optional"].values() if len(charges) == 1 for charge in charges
                if charge.cost(counts) is not None and any(unit in counts for unit in units_of(charge.line))
            }  # fmt: skip
            assert {extra["cost"] for extra in extras} <= costs, said


def compare_unsure(said: Any, answers: Answers, reckoned: Reckoned, chosen: Chosen, view: dict[str, Any]) -> None:
    """Who has not said whether a waiver is theirs is told both sums, but where a range from nothing on is told already."""
    people = [
        option.key for choice in answers.choices if choice.key == WAIVER and WAIVER not in chosen for option in choice.options
    ]
    lesser = {card_sum(answers, {**chosen, WAIVER: who}, VIETNAMESE) for who in people} - {view["card"]}
    due = [reckoned.of.due(row, {}) for row in reckoned.of.rows(chosen)]
    sums = {amount for both in due if both is not None for amount in both}
    told = bool(lesser) and not (None not in due and 0 in sums and len(sums) > 1)
    assert ("unsure" in view) == told, said
    if told:
        card, total = view["unsure"]
        assert card.startswith(f"{view['card']}, hoặc ") and card.endswith(" nếu thuộc diện miễn, giảm"), said
        assert any(lower_first(words) in card for words in lesser) and lower_first(card) in total, said


def units_of(line: Any) -> list[str]:
    """What a fee is counted by."""
    return [unit for unit in (line.get("per"), line.get("formula", {}).get("unit")) if unit]


@pytest.mark.slow("a build and a process")
def test_sums_in_words_are_those_that_are_reckoned() -> None:
    """Where nothing has to be counted and everything is known, the words name the least and the most, and nothing else."""
    for name, answers, reckoned in procedures():
        table = json.loads(spell_fees(FeeWords(answers, {}, VIETNAMESE)))
        for chosen in rows_of(table, name):
            rows = list(reckoned.of.rows(chosen))
            due = [reckoned.of.due(row, {}) for row in rows]
            lines = [charge.line for row in rows for charges in reckoned.of.fees(row)["due"].values() for charge in charges]
            if any("formula" in line for line in lines):
                continue
            words = format_due(answers.fees(chosen), VIETNAMESE)
            said = [int(number.replace(".", "")) for number in re.findall(r"\d[\d.]*(?=[^%\d.]|$)", words)]
            known = [both for both in due if both is not None]
            if len(known) == len(due):
                least, most = min(a for a, _ in known), max(b for _, b in known)
                assert set(said) == {least, most} - ({0} if not said or 0 not in said else set()), (name, chosen, words)
                assert format_money(most) in words or not most, (name, chosen, words)
            elif len({reckoned_key(reckoned, row) for row in rows}) == 1:
                compare_unknown((name, chosen, words), rows, reckoned, said)


def reckoned_key(reckoned: Reckoned, row: Chosen) -> str:
    return repr(reckoned.row(row).fees)


def compare_unknown(said: Any, rows: list[dict[str, str]], reckoned: Reckoned, numbers: list[int]) -> None:
    """Beside what is not known stands the known part, or what it comes to with and without the waiver in doubt."""
    groups = list(reckoned.of.fees(rows[0])["due"].values())
    costs = [[charge.cost({}) for charge in charges] for charges in groups]
    known = [group for group in costs if None not in group]
    may = {sum(min(c or 0 for c in group) for group in known), sum(max(c or 0 for c in group) for group in known)}
    full = [[charge.between({}) for charge in charges] for charges in groups]
    if all(both is not None for group in full for both in group):
        may |= {sum(min(both[0] for both in group if both) for group in full)}
        may |= {sum(max(both[1] for both in group if both) for group in full)}
    assert set(numbers) <= may, said
