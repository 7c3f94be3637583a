"""The answers of every posting, for every choice, beside a second reckoning (tests/oracle/) that shares nothing with the first.

Over the whole sample catalogue and over procedures that are invented by seed. Values are compared, not words: the names of
the papers, what is due in đồng for several counts, what may be asked for, the deadline and whose it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import Any, NamedTuple, TypeAlias

import pytest

from conftest import REPOSITORY
from niemyet.build.boards import read_communes
from niemyet.law.deadlines import DeadlineRow
from niemyet.law.fees import Charge, FeeRow
from niemyet.law.papers import PapersAnswer
from niemyet.model.deadline import Deadline
from niemyet.resolve.answers import Answers, answers_of
from oracle.invented import invent, resolve
from oracle.reckoning import WAIVER, Counts, Reckoning, Row
from oracle.reckoning import Charge as ReckonedCharge
from oracle.records import read_postings

TODAY = date(2026, 11, 22)
INVENTED = 300
COUNTS: tuple[Counts, ...] = (
    {},
    {"trang": 5, "tờ": 2, "bản sao": 3, "bản": 2, "giấy": 2},
    {"trang": 30, "tờ": 11, "bản sao": 0, "bản": 1, "giấy": 7},
)
Value: TypeAlias = Any

# What the program says, as plain values


def needed(answer: PapersAnswer) -> dict[str, dict[str, bool]]:
    """Names by use, with whether they are needed surely; each name but once."""
    names: dict[str, dict[str, bool]] = {"submit": {}, "present": {}}
    for paper in answer.papers:
        assert paper.paper.name not in names[paper.use]
        names[paper.use][paper.paper.name] = not paper.conditional
    return names


def format_charges(charges: Sequence[Charge]) -> Value:
    return sorted((c.fee.name or "", *[_told(c.cost(counts)) for counts in COUNTS]) for c in charges)


def format_row(row: FeeRow) -> Value:
    due = [[(_one({c.fee.name or "" for c in charges})), format_charges(charges)] for charges in row.due]
    ranges = [row.range_of(counts) for counts in COUNTS]
    return [sorted(due), ranges, format_charges(row.optional), format_charges(row.service)]


def format_deadline(row: DeadlineRow) -> Value:
    return row.level, sorted({_term(deadline) for deadline in row.deadlines})


def _term(deadline: Deadline) -> Value:
    hour = deadline.same_day_until
    return (
        "" if deadline.amount is None else str(deadline.amount), deadline.unit or "",
        "" if hour is None else f"{hour:%H:%M}", deadline.undetermined or "",
    )  # fmt: skip


def _one(names: set[str]) -> str:
    (name,) = names
    return name


def _told(cost: int | None) -> int:
    return -1 if cost is None else cost


# The same of the second reckoning


class Reckoned:
    """The second reckoning of one posting, each row once."""

    def __init__(self, reckoning: Reckoning) -> None:
        self.of = reckoning
        self._rows: dict[tuple[tuple[str, str], ...], Told] = {}

    def row(self, row: Row) -> "Told":
        """What is told whoever has chosen all of this."""
        key = tuple(sorted(row.items()))
        if key not in self._rows:
            reckoning, fees = self.of, self.of.fees(row)
            due = sorted([name or "", sorted(_charges(name, charges))] for name, charges in fees["due"].items())
            ranges = [reckoning.due(row, counts) for counts in COUNTS]
            beside = [
                sorted(told for name, charges in fees[kind].items() for told in _charges(name, charges))
                for kind in ("optional", "service")
            ]
            self._rows[key] = Told(reckoning.papers(row), [due, ranges, *beside], reckon_deadlines(reckoning, row))
        return self._rows[key]


class Told(NamedTuple):
    """The papers, the fees and all that may be said of the deadline, in the shape of what the program says."""

    papers: dict[str, dict[str, bool]]
    fees: Value
    deadlines: list[Value]


def _charges(name: str | None, charges: Sequence[ReckonedCharge]) -> list[Value]:
    return [(name or "", *[_told(charge.cost(counts)) for counts in COUNTS]) for charge in charges]


def reckon_deadlines(reckoned: Reckoning, row: Row) -> list[Value]:
    """All that may be said; several where it is unclear which of two terms is longer."""
    keys = ("amount", "unit", "same_day_until", "undetermined")
    told = ((level, {tuple(line.get(key, "") for key in keys) for line in lines}) for level, lines in reckoned.deadlines(row))
    return sorted((level, sorted(terms)) for level, terms in told)


# The procedures


@cache
def sample() -> list[tuple[str, Answers, Reckoned]]:
    """Every posting of the repository's catalogue; of those that stand on the same records one."""
    report, _, communes = read_communes(REPOSITORY, "", TODAY)
    assert not report.errors
    resolved = {(commune.path, code): posted for commune in communes for code, posted in commune.postings.items()}
    raw = {(posted.place, posted.code): posted for posted in read_postings(REPOSITORY, TODAY)}
    assert resolved.keys() == raw.keys()
    different = {repr((posted.law, posted.province, posted.commune.get("deadlines"))): key for key, posted in raw.items()}
    return [(" ".join(k), answers_of(resolved[k], TODAY), Reckoned(raw[k].reckon(TODAY))) for k in different.values()]


def invented(seed: int) -> tuple[str, Answers, Reckoned]:
    """The procedure of that seed."""
    posted = invent(seed, TODAY)
    return f"seed {seed}", answers_of(resolve(posted, TODAY), TODAY), Reckoned(posted.reckon(TODAY))


# The choices


def full_choices(reckoned: Reckoned) -> Iterator[dict[str, str]]:
    """Every way to answer all questions, without a waiver and with each."""
    for waiver in (None, *reckoned.of.people):
        for row in reckoned.of.rows({}):
            yield row if waiver is None else {**row, WAIVER: waiver}


def partial_choices(answers: Answers) -> Iterator[dict[str, str]]:
    """Every way to answer two questions of the form, one, or none."""
    asked = {choice.key: [option.key for option in choice.options] for choice in answers.choices}
    for number in (0, 1, 2):
        for keys in combinations(asked, number):
            for options in product(*(asked[key] for key in keys)):
                yield dict(zip(keys, options, strict=True))


# What is compared


def compare_full(name: str, answers: Answers, reckoned: Reckoned) -> None:
    for chosen in full_choices(reckoned):
        said, told = (name, chosen), reckoned.row(chosen)
        papers = answers.papers(chosen)
        assert needed(papers) == told.papers, said
        assert not any(paper.open for paper in papers.papers), said
        fees = answers.fees(chosen).single
        assert fees is not None, said
        assert format_row(fees) == told.fees, said
        deadline = answers.deadlines(chosen).single
        assert deadline is not None, said
        assert format_deadline(deadline) in told.deadlines, said


def compare_partial(name: str, answers: Answers, reckoned: Reckoned) -> None:
    for chosen in partial_choices(answers):
        said, rows = (name, chosen), [reckoned.row(row) for row in reckoned.of.rows(chosen)]
        compare_papers(answers.papers(chosen), [row.papers for row in rows], said)
        fees = _distinct(row.fees for row in rows)
        assert _distinct(format_row(row) for row in answers.fees(chosen).rows) == fees, said
        may = _distinct(row.deadlines for row in rows)
        given = [format_deadline(row) for row in answers.deadlines(chosen).rows]
        assert all(any(row in one for row in given) for one in may), said
        assert all(any(row in one for one in may) for row in given), said


def _distinct(values: Iterable[Value]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if value not in found:
            found.append(value)
    return sorted(found, key=repr)


def compare_papers(answer: PapersAnswer, rows: Sequence[Mapping[str, Mapping[str, bool]]], said: Value) -> None:
    """A paper stands in the list if somebody needs it, is open if not all do, and each row's number of kinds is known."""
    for use, names in needed(answer).items():
        assert names.keys() == {name for row in rows for name in row[use]}, said
        flags = {p.paper.name: (p.open, p.conditional) for p in answer.papers if p.use == use}
        for name in names:
            needs = {row[use].get(name) for row in rows}
            if None in needs:
                assert flags[name][0], (said, name)
            elif needs == {True}:
                assert flags[name] == (False, False), (said, name)
            elif needs == {False}:
                assert flags[name] == (False, True), (said, name)
            else:  # surely for some, on a condition for others
                assert any(flags[name]), (said, name)
    counts = {(c.submit, c.submit_if, c.present, c.present_if) for c in answer.counts}
    assert counts == {tuple(_count(row[use], sure) for use in row for sure in (True, False)) for row in rows}, said


def _count(names: Mapping[str, bool], sure: bool) -> int:
    return sum(needed is sure for needed in names.values())


def compare_questions(name: str, answers: Answers, reckoned: Reckoned) -> None:
    """What changes an answer is asked, and only what the record knows; who pays less comes last."""
    asked = {choice.key: [option.key for option in choice.options] for choice in answers.choices}
    known = {**reckoned.of.questions, WAIVER: reckoned.of.people}
    assert list(asked)[-1:] == [WAIVER] or WAIVER not in asked
    assert asked.items() <= known.items(), name
    for key in known.keys() - asked.keys():
        told: dict[tuple[tuple[str, str], ...], Told] = {}
        for chosen in full_choices(reckoned):
            others = tuple(sorted((k, option) for k, option in chosen.items() if k != key))
            assert told.setdefault(others, reckoned.row(chosen)) == reckoned.row(chosen), (name, key)


def test_every_full_choice_of_the_sample_is_answered_as_reckoned() -> None:
    """Whoever has answered everything gets the papers, sums and deadline that the records give."""
    for name, answers, reckoned in sample():
        compare_full(name, answers, reckoned)


def test_every_choice_left_open_in_the_sample_holds_all_that_may_be() -> None:
    """Whoever has answered less gets every row that is still possible, and no other."""
    for name, answers, reckoned in sample():
        compare_partial(name, answers, reckoned)


def test_the_sample_asks_what_changes_an_answer() -> None:
    """No question is missing on which a paper, a sum or a deadline depends."""
    for name, answers, reckoned in sample():
        compare_questions(name, answers, reckoned)


@pytest.mark.parametrize("first", range(0, INVENTED, 50))
def test_invented_procedures_are_answered_as_reckoned(first: int) -> None:
    """The same of records that nobody has thought of: dated, province-set, by formula, waived, promised on three levels."""
    for seed in range(first, first + 50):
        name, answers, reckoned = invented(seed)
        compare_full(name, answers, reckoned)
        compare_partial(name, answers, reckoned)
        compare_questions(name, answers, reckoned)
