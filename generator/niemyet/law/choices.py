"""Choices: the questions on which answers depend, which parts of a procedure apply once some of them are answered, and under
which conditions a part applies just there.

Knows nothing of fees, papers or days. A choice is a question with its options: "case" (the cases of the record), each further
question of the record under its own key, "channel" (the way of filing), "waiver" (who pays less), and "area" (the kind of area of
a commune that has not said of which it is). Options of one question exclude one another; questions are independent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from niemyet.model.areas import AreaGroup, AreaKind, area_of
from niemyet.model.money import ChannelKind, Waiver
from niemyet.model.orthography import capitalize
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import name_areas
from niemyet.values import dataclass

Chosen: TypeAlias = Mapping[str, str]
"""Answers given so far: key of a choice → key of one of its options."""

CASE, CHANNEL, WAIVER, AREA = "case", "channel", "waiver", "area"
NO_WAIVER = "none"
"""The answer of who is sure to have no waiver, beside the open question; no record calls people so."""
NO_AREA = "none"
"""The option of a commune of no kind of area that the procedure names."""
ASKED_AREA = "Xã, phường này thuộc vùng nào?"
NO_SUCH_AREA = "Không thuộc các vùng dưới đây"


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

_Box: TypeAlias = dict[str, frozenset[str]]
"""A set of rows, as a product: for each question its options; every combination of them is one of the rows."""


class Conditions(NamedTuple):
    """For whom a part applies, as a record writes it; see `Conditional`."""

    case: tuple[str, ...]
    channel: tuple[ChannelKind, ...]
    area: tuple[AreaKind, ...] = ()


class Option(NamedTuple):
    """One answer to a question. `words` are those of the record; for a channel, its key again. `kinds`: those of an area."""

    key: str
    words: str
    kinds: AreaGroup = ()


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

    def meet(self, one: Conditional, other: Conditional) -> bool:
        """Whether both parts apply to somebody together: to each question that both name they have an option in common."""
        mine, theirs = self.limits(one), self.limits(other)
        return all(mine[question] & theirs[question] for question in mine.keys() & theirs.keys())

    def narrowest(self, parts: Sequence[P]) -> list[P]:
        """The parts, without those for which another part applies to a strict subset of their people."""
        limits = [self.limits(part) for part in parts]
        return [part for part, own in zip(parts, limits, strict=True) if not any(_is_narrower(other, own) for other in limits)]

    def select(self, parts: Iterable[P], row: Chosen) -> list[P]:
        """The parts that count in a row: the narrowest of those that apply in it."""
        return self.narrowest([part for part in parts if self.holds(part, row)])

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

    def select_by_row(self, groups: Sequence[Sequence[P]], chosen: Chosen) -> Iterator[tuple[dict[str, str], list[list[P]]]]:
        """Each row that agrees with `chosen`, and the parts of each group that count in it.

        The rows are the answers to the questions on which some part of some group depends.
        """
        for row in self.rows(self.asked_by(chain.from_iterable(groups)), chosen):
            yield row, [self.select(group, row) for group in groups]

    def lay_out(self, rows: Sequence[tuple[Chosen, tuple[P, ...]]]) -> list[tuple[P, Conditions]]:
        """The parts of all rows as one list, each with its conditions, narrower ones first.

        Whoever selects from the list for a row finds the parts of that row. Parts keep their own conditions if these do that;
        otherwise each gets the exact rows to which it belongs, and may be in the list more than once.
        """
        whole = tuple(dict.fromkeys(part for _, parts in rows for part in parts))
        laid = [(part, _conditions_of(part)) for part in whole]
        for join in (_join, list[_Box]):  # joined boxes may be wider than a neighbour's; single rows never are
            if self._finds(rows, laid):
                break
            boxes: dict[tuple[P, ...], list[_Box]] = {}
            for row, parts in rows:
                boxes.setdefault(parts, []).append({key: frozenset((option,)) for key, option in row.items()})
            laid = [(part, self._narrow(part, box)) for parts in boxes for box in join(boxes[parts]) for part in parts]
        return sorted(laid, key=lambda one: -len(self.limits(one[1])))

    def _finds(self, rows: Iterable[tuple[Chosen, tuple[P, ...]]], laid: Sequence[tuple[P, Conditions]]) -> bool:
        """Whether whoever selects from the list finds the parts of every row."""
        for row, parts in rows:
            selected = self.select([conditions for _, conditions in laid], row)
            if set(parts) != {part for part, conditions in laid if conditions in selected}:
                return False
        return True

    def _narrow(self, part: Conditional, box: _Box) -> Conditions:
        """The conditions of a box; those of the part if they say the same."""
        case: list[str] = []
        channel: tuple[ChannelKind, ...] = ()
        area: tuple[AreaKind, ...] = ()
        for key, choice in self._choices.items():
            options = [option.key for option in choice.options if option.key in box.get(key, ())]
            if not options or len(options) == len(choice.options):
                continue
            if key == CHANNEL:
                channel = tuple(kind for kind in self.channels if kind in options)
            elif key == AREA:  # a commune of no such area reads the line without areas: the others have lines of their own
                area = () if NO_AREA in options else tuple(kind for option in options for kind in self.areas[option])
            else:
                case += [option if key == CASE else f"{key}-{option}" for option in options]
        narrowed = Conditions(tuple(case), channel, area)
        return _conditions_of(part) if self.limits(narrowed) == self.limits(part) else narrowed


def _conditions_of(part: Conditional) -> Conditions:
    return Conditions(part.case, part.channel, area_of(part))


def _is_narrower(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> bool:
    """Whether `one` applies to a strict subset of the people of `other`."""
    return one != other and all(question in one and one[question] <= allowed for question, allowed in other.items())


def _join(boxes: Sequence[_Box]) -> list[_Box]:
    """The same rows in fewer boxes: two boxes that differ in one question only are merged."""
    joined = list(boxes)
    for i, box in enumerate(joined):
        for k in range(i + 1, len(joined)):
            differing = [key for key in box if box[key] != joined[k][key]]
            if len(differing) == 1:
                both = {**box, differing[0]: box[differing[0]] | joined[k][differing[0]]}
                return _join([*joined[:i], both, *joined[i + 1 : k], *joined[k + 1 :]])
    return joined


def _choices_of(procedure: Procedure, channels: Iterable[ChannelKind], areas: Sequence[AreaGroup]) -> Iterator[Choice]:
    if procedure.cases:
        yield Choice(CASE, "", tuple(Option(key, words) for key, words in procedure.cases.items()))
    for key, asked in procedure.questions.items():
        yield Choice(key, asked.name, tuple(Option(answer, words) for answer, words in asked.options.items()))
    yield Choice(CHANNEL, "", tuple(Option(kind, kind) for kind in channels))
    if areas:
        named = (Option(group[0], capitalize(name_areas(group)), group) for group in areas)
        yield Choice(AREA, ASKED_AREA, (Option(NO_AREA, NO_SUCH_AREA), *named))


def people_of(waivers: Iterable[Waiver]) -> Choice | None:
    """The choice of a waiver; waivers for the same people are one option. None if there are none."""
    people = tuple(dict.fromkeys(waiver.who for waiver in waivers))
    return Choice(WAIVER, "", tuple(Option(who, who) for who in people)) if people else None
