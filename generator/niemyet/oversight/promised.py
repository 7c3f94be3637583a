"""The promises of a commune, as its figures keep them, and those of a province; and where communes differ without a ground.

A promise has the names of its cases with it, because its procedure is not at hand when a province's page is made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from niemyet.law.deadlines import DeadlineLine
from niemyet.law.gains import TimeGain, time_gains
from niemyet.model.areas import AreaKind
from niemyet.model.deadline import Deadline
from niemyet.model.money import ChannelKind
from niemyet.model.procedure import Procedure


class Term(NamedTuple):
    """A length of time: an amount with its unit; or the hour until which it is done on the same day, "16:00"; else not known."""

    amount: float = 0
    unit: str = ""
    until: str = ""


class People(NamedTuple):
    """Whom a promise is for: the names of cases, ways of filing, kinds of area; nothing means all."""

    cases: tuple[str, ...] = ()
    ways: tuple[ChannelKind, ...] = ()
    areas: tuple[AreaKind, ...] = ()


class Promise(NamedTuple):
    """A shorter time: for whom, the law's (None if it has none), the promised one, by how many `unit`s it is shorter (None if
    that is no number of days), by which document ('' if none is named)."""

    people: People
    lawful: Term | None
    promised: Term
    less: float | None
    unit: str
    basis: str


class PromisedPosting(NamedTuple):
    """The promises of a commune for one procedure."""

    code: str
    promises: tuple[Promise, ...]
    sample: bool


class Group(NamedTuple):
    """Communes (by path) that promise the same for a procedure; no promises: they keep what the province or the law says."""

    promises: tuple[Promise, ...]
    communes: tuple[str, ...]

    @property
    def grounded(self) -> bool:
        """Whether every promise names the document that it rests on."""
        return bool(self.promises) and all(promise.basis for promise in self.promises)


class Difference(NamedTuple):
    """A procedure for which communes of one province give different times, though no document is named for it."""

    code: str
    groups: tuple[Group, ...]


def list_promises(lines: Iterable[DeadlineLine], procedure: Procedure) -> tuple[Promise, ...]:
    """The commune's own promises among the lines that hold in it."""
    return tuple(_word(gain, procedure) for gain in time_gains(lines, "commune"))


def list_provincial_promises(lines: Iterable[DeadlineLine], procedure: Procedure) -> tuple[Promise, ...]:
    """The province's promises among the lines that hold there."""
    return tuple(_word(gain, procedure) for gain in time_gains(lines, "province"))


def _word(gain: TimeGain, procedure: Procedure) -> Promise:
    deadline = gain.line.deadline
    cases = tuple(procedure.case_names.get(case, case) for case in deadline.case)
    people = People(cases, tuple(deadline.channel), tuple(deadline.area))
    lawful = _measure(gain.lawful) if gain.lawful is not None else None
    return Promise(people, lawful, _measure(deadline), gain.less, gain.unit or "", str(deadline.basis or ""))


def _measure(deadline: Deadline) -> Term:
    if deadline.undetermined is not None:
        return Term()
    if deadline.same_day_until is not None:
        return Term(until=f"{deadline.same_day_until:%H:%M}")
    return Term(deadline.amount or 0, deadline.unit or "working_day")


def find_differences(
    posted: Mapping[str, Sequence[str]], promised: Iterable[tuple[str, PromisedPosting]]
) -> Iterator[Difference]:
    """Where communes of a province differ without a ground. `posted` are the communes that post each procedure, by code;
    `promised` the promises with the path of their commune. Communes that all promise the same do not differ; nor is it told where
    every promise names its document."""
    by_code: dict[str, dict[str, tuple[Promise, ...]]] = {}
    for path, one in promised:
        by_code.setdefault(one.code, {})[path] = one.promises
    for code in sorted(by_code):
        groups: dict[tuple[Promise, ...], list[str]] = {}
        for path in posted.get(code, ()):
            groups.setdefault(by_code[code].get(path, ()), []).append(path)
        found = tuple(Group(promises, tuple(paths)) for promises, paths in groups.items())
        said = {tuple((one.people, one.promised) for one in group.promises) for group in found}
        if len(said) > 1 and not all(group.grounded for group in found if group.promises):
            yield Difference(code, tuple(sorted(found, key=lambda group: (not group.promises, -len(group.communes)))))
