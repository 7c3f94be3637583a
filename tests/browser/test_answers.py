"""The page of a posting answers as its records do: every choice in its form, beside Python's words and a second reckoning.

One commune for each procedure of the sample, and procedures that are invented by seed. The form's buttons are pressed by
script, choice after choice, and what can be seen is read: cards, totals, papers, lines of fees and deadlines, waivers; then
3 of everything is typed wherever the page asks how many.
"""

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from browser.conftest import BUILT_FOR
from conftest import FROZEN
from known_frames import begin_known_frames
from niemyet.build.pipeline import BuildRequest, build_site
from niemyet.catalogue.selection import select_communes
from niemyet.law.answers import Answers
from niemyet.law.choices import Chosen
from niemyet.model.orthography import format_money, lower_first
from niemyet.render.summaries import card_deadlines, card_fees, card_papers, format_due, spell_out_papers
from niemyet.render.wording import format_deadline
from niemyet.resolve.answers import answers_of
from oracle.catalogue import write_invented
from oracle.reckoning import Reckoning, Row
from oracle.records import Posted, read_postings
from serving import serve

INVENTED = 40
MOST_ROWS = 40
TYPED = 3

READ = """
([rows, typed]) => rows.map((chosen) => {
  const form = document.querySelector("[data-chooser]");
  const radios = [...form?.querySelectorAll("input[type=radio]") ?? []];
  for (const radio of radios) radio.checked = radio.value === (chosen[radio.name] ?? "");
  form?.dispatchEvent(new Event("change", { bubbles: true }));
  const text = (node) => node?.checkVisibility() ? node.textContent.replace(/\\s+/g, " ").trim() : null;
  const seen = (selector) => [...document.querySelectorAll(selector)].map(text).filter((words) => words !== null);
  const said = (name) => text(document.querySelector(`[data-total=${name}] [data-said]`));
  const card = (name) => text(document.querySelector(`[data-card=${name}]`));
  const fields = [...document.querySelectorAll("[data-total=fees] label")].filter((label) => label.checkVisibility());
  const told = {
    cards: { papers: card("papers"), fees: card("fees"), deadlines: card("deadlines") },
    totals: { papers: said("papers"), fees: said("fees") },
    submit: seen("[data-papers=submit] > .paper .paper__name"), present: seen("[data-papers=present] > .paper .paper__name"),
    fees: [...document.querySelectorAll("#phi ~ .lines > .line")].flatMap((line, i) => line.checkVisibility() ? [i] : []),
    deadlines: seen("#thoi-han ~ .lines > .line .line__value"), waivers: seen(".waivers > li"),
    counted: fields.map((label) => label.dataset.count),
  };
  const type = (number) => fields.forEach((label) => {
    const input = label.querySelector("input");
    input.value = number ?? input.min;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  type(typed);
  const typedTotal = said("fees");
  type(null);
  return { ...told, typed: typedTotal };
})
"""


class Asked(NamedTuple):
    """A page with what it has to say."""

    address: str
    posted: Posted
    answers: Answers

    @property
    def reckoned(self) -> Reckoning:
        """The second reckoning."""
        return self.posted.reckon(BUILT_FOR)

    def rows(self) -> list[dict[str, str]]:
        """Every way to answer the form or to leave it open; some of them where there are very many."""
        asked = [[(choice.key, option) for option in ("", *(o.key for o in choice.options))] for choice in self.answers.choices]
        rows = [{key: option for key, option in row if option} for row in product(*asked)]
        return rows if len(rows) <= MOST_ROWS else [{}, *random.Random(self.address).sample(rows, MOST_ROWS - 1)]


def ask(root: Path, postings: Iterator[Posted]) -> list[Asked]:
    """The first posting of each procedure, with Python's answers."""
    report, _, communes = select_communes(root, "", BUILT_FOR)
    assert not report.errors
    resolved = {f"{commune.path}/{code}/": posted for commune in communes for code, posted in commune.postings.items()}
    first = {posted.code: posted for posted in reversed(list(postings))}
    addresses = {f"{posted.place}/{code}/": posted for code, posted in first.items()}
    return [
        Asked(address, posted, answers_of(resolved[address]))
        for address, posted in addresses.items()
        if resolved[address].standing == "in_force"
    ]


def read_page(page: Page, asked: Asked, base_url: str) -> None:
    """Opens the page, goes through its choices and compares."""
    page.goto(base_url + asked.address, wait_until="load")
    if asked.answers.choices or asked.answers.procedure.papers.submit or asked.answers.procedure.papers.present:
        page.locator(".tick, [data-chooser]:not([hidden])").first.wait_for(state="attached")
    else:
        page.wait_for_load_state("networkidle")
    rows = asked.rows()
    for chosen, seen in zip(rows, page.evaluate(READ, [rows, TYPED]), strict=True):
        compare(asked, chosen, seen)


def compare(asked: Asked, chosen: Chosen, seen: dict[str, Any]) -> None:
    """What can be seen for one choice, beside Python's words and the reckoning."""
    answers, reckoned, said = asked.answers, asked.reckoned, (asked.address, chosen)
    rows = list(reckoned.rows(chosen))
    outdated = answers.outdated.parts if answers.outdated else ()
    compare_papers(answers, chosen, seen, said, "papers" in outdated)
    for use in ("submit", "present"):
        assert set(seen[use]) == {name for row in rows for name in reckoned.papers(row)[use]}, said
    assert seen["cards"]["fees"] == card_fees(answers, chosen), said
    assert seen["cards"]["deadlines"] == card_deadlines(answers, chosen), said
    groups = [charges for row in rows for kind in reckoned.fees(row).values() for charges in kind.values()]
    lines = {id(charge.line): charge.line.get("name") for charges in groups for charge in charges}
    shown = [answers.terms.fees[place].fee.name for place in seen["fees"]]
    assert sorted(map(str, shown)) == sorted(map(str, lines.values())), said
    terms = {format_deadline(deadline) for row in answers.deadlines(chosen).rows for deadline in row.deadlines}
    assert {words.removesuffix(".") for words in seen["deadlines"]} <= terms, said
    held = [waiver["who"] for waiver in reckoned.waivers if any(reckoned.applies(waiver, row) for row in rows)]
    assert [any(who in words for words in seen["waivers"]) for who in held] == [True] * len(held), said
    assert len(seen["waivers"]) == len(held), said
    if "fees" not in outdated:
        compare_fees(answers, reckoned, rows, chosen, seen, said)


def compare_papers(answers: Answers, chosen: Chosen, seen: dict[str, Any], said: Any, outdated: bool) -> None:
    mine = {key: option for key, option in chosen.items() if key in answers.papers_by}
    words = "" if outdated else spell_out_papers(answers.papers(mine))
    assert seen["cards"]["papers"] == (words if mine and words else card_papers(answers, mine)), said
    if seen["totals"]["papers"] is not None:
        assert seen["totals"]["papers"] == f"{words}.", said
    assert seen["totals"]["papers"] or not words or not is_decided(answers, chosen), said


def is_decided(answers: Answers, chosen: Chosen) -> bool:
    """Whether the reader has told the page anything, or it has nothing to ask."""
    return bool(chosen) or not answers.choices


def compare_fees(
    answers: Answers, reckoned: Reckoning, rows: list[dict[str, str]], chosen: Chosen, seen: dict[str, Any], said: Any
) -> None:
    total, typed, counted = seen["totals"]["fees"], seen["typed"], seen["counted"]
    if not counted:
        assert total is None or total.startswith(f"Phải nộp: {lower_first(format_due(answers.fees(chosen)))}"), said
        assert total or not is_decided(answers, chosen), said
        return
    numbers = {unit.removeprefix("due "): TYPED for unit in counted if unit.startswith("due ")}
    extra = {unit.removeprefix("optional "): TYPED for unit in counted if unit.startswith("optional ")}
    (due,) = {reckoned.due(row, numbers) for row in rows}
    assert due is not None, said
    assert due[0] == due[1], said
    if not extra:
        assert typed.startswith(f"Phải nộp: {format_money(due[0])}"), (said, typed)
        return
    asked_for = {cost_of_extras(reckoned, row, extra) for row in rows}
    assert len(asked_for) == 1, said
    cost = asked_for.pop()
    assert typed.startswith(f"Phải nộp: {format_money(due[0])}"), (said, typed)
    assert f": {format_money(cost)}; cộng {format_money(due[0] + cost)}" in typed, (said, typed)


def cost_of_extras(reckoned: Reckoning, row: Row, numbers: dict[str, int]) -> int:
    """What is asked for besides comes to; what stands there twice is not counted, nor what nobody knows."""
    cost = 0
    for charges in reckoned.fees(row)["optional"].values():
        unit = charges[0].line.get("per", charges[0].line.get("formula", {}).get("unit"))
        if len(charges) == 1 and unit in numbers:
            cost += charges[0].cost(numbers) or 0
    return cost


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """No service worker: it would fetch and keep each of these pages once more."""
    return {**browser_context_args, "service_workers": "block"}


def test_every_choice_on_a_page_of_the_sample_is_answered(page: Page, base_url: str) -> None:
    """Each procedure in one commune."""
    for asked in ask(FROZEN, read_postings(FROZEN, BUILT_FOR)):
        read_page(page, asked, base_url)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Asked]]]:
    """A site of invented procedures, served."""
    root = tmp_path_factory.mktemp("invented") / "project"
    written = write_invented(root, INVENTED, BUILT_FOR)
    built = build_site(BuildRequest(root, BUILT_FOR, begin_known_frames(root / "mkdocs.yml")), root / "site")
    assert not built.report.errors
    assert len(written) == INVENTED
    with serve(root / "site") as address:
        yield address, ask(root, iter(written))


def test_every_choice_on_a_page_of_an_invented_procedure_is_answered(page: Page, invented: tuple[str, list[Asked]]) -> None:
    """Questions, channels, people, formulas and promises that no procedure of the sample has together."""
    address, pages = invented
    for asked in pages:
        read_page(page, asked, address)
