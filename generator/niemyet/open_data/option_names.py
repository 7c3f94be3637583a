"""Words for the combinations of choices for which a row of a table is the answer, as few as cover them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod

from niemyet.open_data.writing import Data
from niemyet.render.language import Language


class OptionNames:
    """Words for the combinations of choices in a table."""

    def __init__(self, questions: Iterable[Data], language: Language) -> None:
        self._language = language
        self._names = {one["key"]: {option["key"]: option["words"] for option in one["options"]} for one in questions}

    def name(self, when: Sequence[Mapping[str, str]]) -> Iterator[str]:
        """The combinations in words, as few as cover them; '' where they are all there are."""
        for box in _cover(when):
            said = [self._name_options(key, options) for key, options in box.items() if len(options) < len(self._names[key])]
            yield "; ".join(said)

    def _name_options(self, key: str, options: Iterable[str]) -> str:
        words = self._language.say(" hoặc ").join(self._names[key][option] for option in options)
        return self._language.say("miễn, giảm: {whom}", whom=words) if key == "waiver" else words


def _cover(when: Sequence[Mapping[str, str]]) -> Iterator[dict[str, list[str]]]:
    """The combinations as boxes: for each question its options, every combination of which is one of them."""
    options = {key: list(dict.fromkeys(row[key] for row in when)) for key in when[0]}
    if prod(map(len, options.values())) == len(when):
        yield options
        return
    key = next(key for key, some in options.items() if len(some) > 1)
    rests: dict[frozenset[tuple[tuple[str, str], ...]], list[str]] = {}
    for option in options[key]:
        rest = frozenset(tuple((k, v) for k, v in row.items() if k != key) for row in when if row[key] == option)
        rests.setdefault(rest, []).append(option)
    for rest, alike in rests.items():
        yield from ({key: alike, **box} for box in _cover([dict(row) for row in sorted(rest)]))
