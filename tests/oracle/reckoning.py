"""Calculates what a citizen is told, slowly and in a different way than the program.

Takes the records of the three levels as plain dicts of texts, as written, and a date. A part of a record is the set of people it
is for: for every question the options it allows, all if it names none. A line is for fewer people than another if its set is a
proper subset. Nothing of `niemyet.law` or `niemyet.resolve` is used, so that equal results are unlikely unless both are right.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any

Raw = Mapping[str, Any]
Row = Mapping[str, str]
Counts = Mapping[str, int]

CASE, CHANNEL, WAIVER = "case", "channel", "waiver"
KINDS = ("due", "optional", "service")


def texts(value: Any) -> list[str]:
    """One word or a list of words, or nothing, as a list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def in_force(part: Raw, today: date) -> bool:
    """Whether `from` and `until`, both included, let the part hold on that day."""
    first, last = str(part.get("from", "0000")), str(part.get("until", "9999"))
    return first <= today.isoformat() <= last


@dataclass(frozen=True)
class Charge:
    """One line of a fee for one row, with the percentage that is surely lifted and the one of which it is not known."""

    line: Raw
    sure: int = 0
    unsure: int = 0

    def _full(self, counts: Counts) -> int | None:
        if "undetermined" in self.line or "set_by" in self.line:
            return None
        if "amount" in self.line:
            cost = int(self.line["amount"])
        else:
            formula = self.line["formula"]
            cost = 0
            for unit in range(1, counts.get(formula["unit"], 1) + 1):
                for part in formula["parts"]:
                    if int(part["first"]) <= unit <= int(part.get("last", unit)):
                        cost += int(part["amount"])
            if "at_most" in formula:
                cost = min(cost, int(formula["at_most"]))
        return cost * (counts.get(self.line["per"], 1) if "per" in self.line else 1)

    def between(self, counts: Counts) -> tuple[int, int] | None:
        """In đồng if the waiver in doubt holds, and if it does not; None where the sum itself is not known."""
        full = self._full(counts)
        return None if full is None else (full - full * max(self.sure, self.unsure) // 100, full - full * self.sure // 100)

    @property
    def _nothing(self) -> bool:
        """Whether it costs nothing whatever is counted: then there is nothing to lift."""
        parts = self.line.get("formula", {}).get("parts", [{"amount": self.line.get("amount", "1")}])
        return not sum(int(part["amount"]) for part in parts)

    def cost(self, counts: Counts) -> int | None:
        """In đồng; None where nobody can know it."""
        full = self._full(counts)
        if self.sure == 100 or self._nothing:
            return 0
        if full is None or self.unsure > self.sure:
            return None
        return full - full * self.sure // 100


@dataclass(frozen=True)
class Reckoning:
    """The answers for one procedure in one commune on one date."""

    law: Raw
    province: Raw
    commune: Raw
    today: date

    @cached_property
    def questions(self) -> dict[str, list[str]]:
        """Every question of the record with its options; who pays less is none of them."""
        asked = {CASE: list(self.law.get("cases", {}))}
        asked |= {key: list(question["options"]) for key, question in self.law.get("questions", {}).items()}
        asked[CHANNEL] = list(dict.fromkeys(channel["kind"] for channel in self.law["channels"]))
        return {key: options for key, options in asked.items() if options}

    @cached_property
    def people(self) -> list[str]:
        """Who pays less today."""
        return list(dict.fromkeys(waiver["who"] for waiver in self.waivers))

    @cached_property
    def waivers(self) -> list[Raw]:
        """The waivers that hold today."""
        lines = [*self.law.get("waivers", []), *self.province.get("waivers", [])]
        return [line for line in lines if in_force(line, self.today)]

    def rows(self, chosen: Row) -> Iterator[dict[str, str]]:
        """Everybody who has chosen this: all their answers to all questions, with the waiver if one was chosen."""
        given = {WAIVER: chosen[WAIVER]} if WAIVER in chosen else {}
        options = [[chosen[key]] if key in chosen else options for key, options in self.questions.items()]
        for row in product(*options):
            yield dict(zip(self.questions, row, strict=True)) | given

    def allowed(self, part: Raw) -> dict[str, frozenset[str]]:
        """The people a part is for: its options for every question."""
        if id(part) not in self._allowed:
            self._allowed[id(part)] = self._read_allowed(part)
        return self._allowed[id(part)]

    @cached_property
    def _allowed(self) -> dict[int, dict[str, frozenset[str]]]:
        return {}

    def _read_allowed(self, part: Raw) -> dict[str, frozenset[str]]:
        named: dict[str, set[str]] = defaultdict(set)
        for name in texts(part.get("case")):
            if name in self.law.get("cases", {}):
                named[CASE].add(name)
            for key, question in self.law.get("questions", {}).items():
                named[key] |= {option for option in question["options"] if name == f"{key}-{option}"}
        named[CHANNEL] |= set(texts(part.get("channel")))
        return {key: frozenset(named[key] or options) for key, options in self.questions.items()}

    def applies(self, part: Raw, row: Row) -> bool:
        """Whether the part is for the people of a row."""
        return all(row[key] in options for key, options in self.allowed(part).items())

    def _narrowest(self, parts: Sequence[Raw], row: Row) -> list[Raw]:
        mine = [part for part in parts if self.applies(part, row)]
        people = [set(product(*self.allowed(part).values())) for part in mine]
        return [part for part, those in zip(mine, people, strict=True) if not any(fewer < those for fewer in people)]

    # Papers

    def papers(self, row: Row) -> dict[str, dict[str, bool]]:
        """For each use the names of the papers, with whether the paper is needed whatever else is the case."""
        needed: dict[str, dict[str, bool]] = {"submit": {}, "present": {}}
        for use, names in needed.items():
            for paper in self.law["papers"].get(use, []):
                if self.applies(paper, row):
                    names[paper["name"]] = names.get(paper["name"], False) or "when" not in paper
        return needed

    # Fees

    @cached_property
    def _lines(self) -> list[Raw]:
        """The fees that hold today; one that the province has to set and has not stands for itself.

        A line of the province that fills one of the law is never a fee beside it, not even while the law's does not hold; and
        it is of the law's kind: what is only asked for stays so, whoever sets the sum.
        """
        provincial = self.province.get("fees", [])
        lines: list[Raw] = []
        for fee in self.law["fees"]:
            if in_force(fee, self.today):
                fills = [f for f in provincial if _place(f) == _place(fee) and in_force(f, self.today)]
                lines += ([{**f, "kind": fee.get("kind", "due")} for f in fills] or [fee]) if "set_by" in fee else [fee]
        filling = [_place(fee) for fee in self.law["fees"] if "set_by" in fee]
        besides = [f for f in provincial if _place(f) not in filling and in_force(f, self.today)]
        kinds = {fee.get("name"): fee.get("kind", "due") for fee in self.law["fees"]}
        return lines + [{**f, "kind": kinds.get(f.get("name"), f.get("kind", "due"))} for f in besides]

    def fees(self, row: Row) -> dict[str, dict[str | None, list[Charge]]]:
        """For each kind of fee the names, and for each name the lines that may count: several where the record does not say."""
        lifting = [w for w in self.waivers if w["who"] == row.get(WAIVER) and self.applies(w, row)]
        found: dict[str, dict[str | None, list[Charge]]] = {kind: {} for kind in KINDS}
        for kind, name in dict.fromkeys((fee.get("kind", "due"), fee.get("name")) for fee in self._lines):
            lines = [fee for fee in self._lines if fee.get("kind", "due") == kind and fee.get("name") == name]
            for line in self._narrowest(lines, row):
                touching = [w for w in lifting if (name in texts(w["fees"]) if "fees" in w else kind == "due")]
                sure = [int(w.get("reduction", 100)) for w in touching if "undetermined" not in w]
                unsure = [int(w.get("reduction", 100)) for w in touching if "undetermined" in w]
                found[kind].setdefault(name, []).append(Charge(line, max(sure, default=0), max(unsure, default=0)))
        return found

    def due(self, row: Row, counts: Counts) -> tuple[int, int] | None:
        """The least and the most that is due in a row, in đồng; None where a part of it is not known.

        Where no line says what is due nothing is known either: a fee of 0 is a line that says so.
        """
        least = most = 0
        due = self.fees(row)["due"]
        if not due:
            return None
        for charges in due.values():
            costs = [charge.cost(counts) for charge in charges]
            known = [cost for cost in costs if cost is not None]
            if len(known) < len(costs):
                return None
            least, most = least + min(known), most + max(known)
        return least, most

    # Deadlines

    def deadlines(self, row: Row) -> list[tuple[str, list[Raw]]]:
        """The level and the lines that count. Several answers where terms in different units cannot be compared in the head."""
        outcomes: list[tuple[str, list[Raw]]] = [("reference", self._current(self.law, row))]
        for level, record in (("province", self.province), ("commune", self.commune)):
            promised = self._current(record, row)
            if promised:
                verdicts = [_replaces(promised, above) for _, above in outcomes]
                kept = [above for above, verdict in zip(outcomes, verdicts, strict=True) if verdict is not True]
                outcomes = kept + ([(level, promised)] if any(verdict is not False for verdict in verdicts) else [])
        return outcomes

    def _current(self, record: Raw, row: Row) -> list[Raw]:
        return self._narrowest([line for line in record.get("deadlines", []) if in_force(line, self.today)], row)


def _place(fee: Raw) -> tuple[Any, ...]:
    """What a line of the province fills: the line of the law with this name, these cases and these ways of filing."""
    return fee.get("name"), frozenset(texts(fee.get("case"))), frozenset(texts(fee.get("channel")))


def _replaces(promised: Sequence[Raw], above: Sequence[Raw]) -> bool | None:
    """Whether a promise takes the place of what stands above it: where nothing stands there, or where all of it is known and
    sooner than all that is known there. None where that cannot be told from the numbers alone."""
    if not above:
        return True
    if any("undetermined" in promise for promise in promised):
        return False
    verdicts = {_is_sooner(promise, term) for promise in promised for term in above if "undetermined" not in term}
    return False if False in verdicts else None if None in verdicts else True


def _is_sooner(promise: Raw, term: Raw) -> bool | None:
    """Days against days, eight working hours a working day; on the same day, whoever may come later is served sooner."""
    mine, theirs = _length(promise), _length(term)
    if mine[0] != theirs[0]:
        return None
    return bool(mine[1] > theirs[1] if mine[0] == "until" else mine[1] < theirs[1])


def _length(term: Raw) -> tuple[str, Any]:
    if "same_day_until" in term:
        return "until", term["same_day_until"]
    if term["unit"] == "working_hour":
        return "working_day", Fraction(term["amount"]) / 8
    return term["unit"], Fraction(term["amount"])
