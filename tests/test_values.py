"""What is quick to define does what the standard library's does: values, and patterns that are compiled when they are used."""

import dataclasses
import gc
import re
from dataclasses import field, replace
from typing import NamedTuple

import pytest

from niemyet import cli
from niemyet.patterns import regex
from niemyet.values import dataclass


class Pair(NamedTuple):
    """One class made in both ways."""

    ours: type
    standard: type


class Fee:
    """An amount with a remark that says nothing about it."""

    name: str
    dong: int = 0
    cases: tuple[str, ...] = field(default_factory=tuple)
    remark: str = field(default="", compare=False, repr=False)


class Alone:
    """One value."""

    days: int


class Nothing:
    """None at all."""


def make_pair(of: type) -> Pair:
    """Names and annotations are taken over, so that both have the same."""

    def again() -> type:
        return type(of.__name__, (), {name: value for name, value in vars(of).items() if name not in {"__dict__", "__weakref__"}})

    return Pair(dataclass(frozen=True, slots=True)(again()), dataclasses.dataclass(frozen=True, slots=True)(again()))


@pytest.mark.parametrize(
    ("of", "values"),
    [
        (Fee, [("phí",), ("phí", 8000), ("phí", 8000, ("nộp lại",)), ("phí", 8000, ("nộp lại",), "như trên"), ("lệ phí",)]),
        (Alone, [(1,), (2,), (1,)]),
        (Nothing, [(), ()]),
    ],
)
def test_values_are_equal_hashed_and_shown_as_the_standard_librarys(of: type, values: list[tuple[object, ...]]) -> None:
    ours, standard = make_pair(of)
    mine, theirs = [ours(*each) for each in values], [standard(*each) for each in values]
    assert [[one == other for other in mine] for one in mine] == [[one == other for other in theirs] for one in theirs]
    assert len(set(mine)) == len(set(theirs))
    assert [repr(each) for each in mine] == [repr(each) for each in theirs]
    assert not any(one == other for one in mine for other in theirs), "values of two classes are not equal"
    assert vars(ours)["__slots__"] == vars(standard)["__slots__"]
    assert [each.name for each in dataclasses.fields(ours)] == [each.name for each in dataclasses.fields(standard)]


def test_a_changed_copy_leaves_the_value_as_it_was() -> None:
    fee = make_pair(Fee).ours("phí", 8000)
    assert (replace(fee, dong=5000).dong, fee.dong) == (5000, 8000)


def test_what_a_class_says_itself_stays() -> None:
    @dataclass(frozen=True)
    class Loose:
        """Equal to all of its kind."""

        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loose)

        def __hash__(self) -> int:
            return 7

    assert Loose("a") == Loose("b")
    assert hash(Loose("a")) == 7
    assert repr(Loose("a")).endswith("Loose(name='a')")


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    late, at_once = (
        regex(r"(?P<day>[0-9]+)/(?P<month>[0-9]+)", re.ASCII),
        re.compile(r"(?P<day>[0-9]+)/(?P<month>[0-9]+)", re.ASCII),
    )
    text = "từ 1/3 đến 15/4"
    assert late.findall(text) == at_once.findall(text)
    assert late.sub(r"\g<month>-\g<day>", text) == at_once.sub(r"\g<month>-\g<day>", text)
    assert (late.pattern, late.flags, dict(late.groupindex)) == (at_once.pattern, at_once.flags, dict(at_once.groupindex))


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    assert cli.app, "loads all commands"
    gc.unfreeze()  # what was there before workers were started is not listed otherwise
    patterns = [each for each in gc.get_objects() if type(each).__module__ == "niemyet.patterns"]
    assert len(patterns) > 300
    for each in patterns:
        assert each.groups >= 0, each.pattern
