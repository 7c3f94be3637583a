"""Choices: the questions on which answers depend, and which parts of a procedure apply once some of them are answered.

Knows nothing of fees, papers or days. A choice is a question with its options: "case" (the cases of the record), each further
question of the record under its own key, "channel" (the way of filing), "waiver" (who pays less), and "area" (the kind of area of
a commune that has not said of which it is). Options of one question exclude one another; questions are independent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from niemyet.model.areas import AreaGroup, AreaKind, area_of
from niemyet.model.money import ChannelKind, Waiver
from niemyet.model.orthography import capitalize
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import name_areas

Chosen: TypeAlias = Mapping[str, str]
"""Answers given so far: key of a choice → key of one of its options."""

CASE, CHANNEL, WAIVER, AREA = "case", "channel", "waiver", "area"
NO_AREA = "none"
"""The option of a commune of no kind of area that the procedure names."""
_ASKED_AREA = "Xã, phường này thuộc vùng nào?"


class Conditional(Protocol):
    """A paper, fee, waiver or deadline, which may apply to some cases and some ways of filing only."""

    @property
    def case(self) -> tuple[str, ...]:
        """Cases, and answers to questions as `<question>-<answer>`; empty: all."""
        ...

    @property
    def channel(self) -> tuple[ChannelKind, ...]:
        """Ways of filing; empty: all."""
        ...


P = TypeVar("P", bound=Conditional)


class Option(NamedTuple):
    """One answer to a question. `words` are those of the record; for a channel, its key again."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with its options. `words` is the question as the record asks it; '' for cases, ways of filing and waivers."""

    key: str
    words: str
    options: tuple[Option, ...]


class Scope:
    """The questions of one procedure, and which parts apply for which answers."""

    def __init__(self, procedure: Procedure, areas: Iterable[AreaGroup] = ()) -> None:
        """`areas`: the kinds of area on which something depends in a commune that has not said of which it is."""
        self._areas = tuple(areas)
        self.question_of = procedure.question_of
        self.channels = tuple(dict.fromkeys(channel.kind for channel in procedure.channels))
        self._choices = {choice.key: choice for choice in _choices_of(procedure, self.channels, self._areas)}
        self._limits: dict[tuple[tuple[str, ...], tuple[ChannelKind, ...], tuple[AreaKind, ...]], dict[str, frozenset[str]]] = {}
        self._options = {key: frozenset(option.key for option in choice.options) for key, choice in self._choices.items()}

    @property
    def areas(self) -> Mapping[str, AreaGroup]:
        """The options of the question for the kind of area, with their kinds; none for `NO_AREA`."""
        return {group[0]: group for group in self._areas}

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every question of the record, whether or not something depends on it, without the waivers."""
        return tuple(self._choices.values())

    def limits(self, part: Conditional) -> dict[str, frozenset[str]]:
        """The conditions of a part: question → options for which it applies.

        Questions that the part does not name are left out, as are those of which it names every option.
        """
        written = part.case, part.channel, area_of(part)
        if written not in self._limits:
            self._limits[written] = self._read_limits(part)
        return self._limits[written]

    def _read_limits(self, part: Conditional) -> dict[str, frozenset[str]]:
        allowed: dict[str, set[str]] = {}
        for name in part.case:
            question = self.question_of.get(name, CASE)
            allowed.setdefault(question, set()).add(name if question == CASE else name.removeprefix(f"{question}-"))
        if part.channel:
            allowed[CHANNEL] = set(part.channel)
        if area := area_of(part):  # among lines that hold in a commune, those for fewer kinds of area are for fewer people
            allowed[AREA] = {group[0] for group in self._areas if group[0] in area} if self._areas else set(area)
        return {key: frozenset(options) for key, options in allowed.items() if not options >= self._options.get(key, {""})}

    def holds(self, part: Conditional, chosen: Chosen) -> bool:
        """Whether the part may apply after these choices; an open question excludes nothing."""
        limits = self.limits(part)
        return all(question not in chosen or chosen[question] in allowed for question, allowed in limits.items())

    def narrowest(self, parts: Sequence[P]) -> list[P]:
        """The parts, without those for which another part applies to a strict subset of their people."""
        limits = [self.limits(part) for part in parts]
        return [part for part, own in zip(parts, limits, strict=True) if not any(_is_narrower(other, own) for other in limits)]

    def asked_by(self, parts: Iterable[Conditional]) -> tuple[str, ...]:
        """The questions on which these parts depend, in the order of `choices`."""
        named = {question for part in parts for question in self.limits(part)}
        return tuple(key for key in self._choices if key in named)

    def rows(self, keys: Iterable[str], chosen: Chosen) -> Iterator[dict[str, str]]:
        """Every combination of answers to the questions `keys` that agrees with `chosen`; other choices are copied into each."""
        keys = tuple(keys)
        options = [[chosen[key]] if key in chosen else [o.key for o in self._choices[key].options] for key in keys]
        for answers in product(*options):
            yield {**chosen, **dict(zip(keys, answers, strict=True))}


def _is_narrower(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> bool:
    """Whether `one` applies to a strict subset of the people of `other`."""
    return one != other and all(question in one and one[question] <= allowed for question, allowed in other.items())


def _choices_of(procedure: Procedure, channels: Iterable[ChannelKind], areas: Sequence[AreaGroup]) -> Iterator[Choice]:
    if procedure.cases:
        yield Choice(CASE, "", tuple(Option(key, words) for key, words in procedure.cases.items()))
    for key, asked in procedure.questions.items():
        yield Choice(key, asked.name, tuple(Option(answer, words) for answer, words in asked.options.items()))
    yield Choice(CHANNEL, "", tuple(Option(kind, kind) for kind in channels))
    if areas:
        named = (Option(group[0], capitalize(name_areas(group))) for group in areas)
        yield Choice(AREA, _ASKED_AREA, (Option(NO_AREA, "Không thuộc các vùng dưới đây"), *named))


def people_of(waivers: Iterable[Waiver]) -> Choice | None:
    """The choice of a waiver; waivers for the same people are one option. None if there are none."""
    people = tuple(dict.fromkeys(waiver.who for waiver in waivers))
    return Choice(WAIVER, "", tuple(Option(who, who) for who in people)) if people else None
