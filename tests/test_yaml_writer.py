"""Written YAML is read back unchanged by our loader and by other parsers, including those that guess types."""

import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import share
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import CONTROL, INVISIBLE, SourceText, clean_text
from niemyet.load.yaml_writer import quote, spell, write_list, write_scalar, write_yaml

NAMES = st.from_regex(r"[a-z][a-z0-9_-]{3,8}", fullmatch=True)  # shorter ones may mean the same truth to one who guesses
KEYS = NAMES | st.sampled_from(["no", "60/2014/QH13", "1.001193.00", "a: b", "#", "null", ""])
HIDDEN = re.compile(f"[\t\r]|{CONTROL.pattern}|{INVISIBLE.pattern}")
SIGNS = "abđệ ABN019.,:;-_+/#'\"\\[]{}&*!|>%@`?=~()“”½\u00a0\t\n"
LOOKALIKES = st.from_regex(
    r"[0-9._:+-]{1,12}|0[xob][0-9a-f]{1,4}|[0-9.]{1,4}[eE][+-]?[0-9]{1,2}|20[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]([T ][0-9:]{0,8}Z?)?"
    r"|(?i:true|false|yes|no|on|off|y|n|null)|~|=|<<|[0-9]\.[0-9]{6}(\.00)?",
    fullmatch=True,
)
TEXTS = st.text(SIGNS) | st.text(st.characters(exclude_categories=["Cs"])) | LOOKALIKES
READABLE = TEXTS.filter(lambda text: not HIDDEN.search(text) and clean_text(text) == text)
"""Texts that a record may hold: the loader refuses others."""


def records(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Tables of texts, numbers, truths, days, lists and tables."""
    scalars = texts | st.integers(0, 10**9) | st.booleans() | st.dates()
    return st.recursive(
        st.dictionaries(KEYS, scalars, min_size=1, max_size=4),
        lambda inner: st.dictionaries(KEYS, inner | st.lists(inner | scalars | st.lists(scalars), max_size=3), min_size=1),
        max_leaves=8,
    )


def as_text(value: Any) -> Any:
    """The value with each scalar as it is spelled."""
    if isinstance(value, dict):
        return {key: as_text(child) for key, child in value.items()}
    return [as_text(child) for child in value] if isinstance(value, list) else spell(value)


def without_names(value: Any) -> Any:
    """The value with nothing left of its names but their places: one who guesses may take them for numbers."""
    if isinstance(value, dict):
        return [without_names(child) for child in value.values()]
    return [without_names(child) for child in value] if isinstance(value, list) else value


@pytest.mark.slow("many records")
@settings(max_examples=share(180), deadline=None)
@given(records(TEXTS))
def test_a_record_is_read_back_by_other_programs(record: dict[str, Any]) -> None:
    """By a reader that takes every scalar for text, and by one that guesses: a text is a text, a number a number, a day a day."""
    written = write_yaml(record)
    assert yaml.load(written, yaml.BaseLoader) == as_text(record)
    assert without_names(yaml.safe_load(written)) == without_names(record)


@settings(max_examples=share(180), deadline=None)
@given(records(READABLE))
def test_a_record_is_read_back_by_the_loader(record: dict[str, Any]) -> None:
    """Every text is the text that it was, and nothing is found in it."""
    document, told = parse_document(SourceText("x.yaml", write_yaml(record)))
    assert [one.rule for one in told] == []
    assert document is not None
    assert plain(document.root) == as_text(record)


@settings(max_examples=share(500), deadline=None)
@given(READABLE)
def test_a_scalar_stands_anywhere(text: str) -> None:
    """Behind a key, in a list on one line, as a value between braces, and always on one line."""
    between = f"{{b: {write_scalar(text, in_flow=True)}, c: d}}"
    for line in (f"a: {write_scalar(text)}", f"a: {between}", f"a: {write_list([text, 'b'])}"):
        assert "\n" not in line
        document, told = parse_document(SourceText("x.yaml", f"{line}\n"))
        assert not told
        assert document is not None
        assert plain(document.root) in ({"a": text}, {"a": {"b": text, "c": "d"}}, {"a": [text, "b"]})


SHORT = st.text("abcđệ 0123", min_size=1, max_size=12)
VALUES = st.one_of(SHORT, st.integers(0, 10**9), st.dates(), st.booleans())


@settings(max_examples=share(200), deadline=None)
@given(st.dictionaries(KEYS, VALUES | st.lists(st.dictionaries(KEYS, VALUES, min_size=1), min_size=1)), KEYS, VALUES, VALUES)
def test_one_changed_value_changes_one_line(record: dict[str, Any], key: str, before: Any, after: Any) -> None:
    """So that a proposal shows what it changes and nothing else."""
    old, new = (write_yaml(record | {key: value}).split("\n") for value in (before, after))
    assert len(old) == len(new)
    assert sum(one != other for one, other in zip(old, new, strict=True)) == (old != new)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Quầy số 1", "Quầy số 1"),
        ("1.001193", '"1.001193"'),
        ("1.001193.000.00.00.H34", '"1.001193.000.00.00.H34"'),
        ("07:30", '"07:30"'),
        ("00235", '"00235"'),
        ("60/2014/QH13", "60/2014/QH13"),
        ("Số 1, ngõ 2: nhà #3", '"Số 1, ngõ 2: nhà #3"'),
        ("ngõ 2 #3", '"ngõ 2 #3"'),
        ("https://dichvucong.gov.vn/a#b", "https://dichvucong.gov.vn/a#b"),
        ("No", '"No"'),
        ("“Một cửa”", '"“Một cửa”"'),
        ('Tờ khai "mẫu 1"', "'Tờ khai \"mẫu 1\"'"),
        ("một\nhai", '"một\\nhai"'),
        ("", '""'),
    ],
)
def test_how_a_text_is_written(text: str, written: str) -> None:
    """Plain where it can be; in quotation marks that need no other sign where not."""
    assert write_scalar(text) == written


def test_how_a_record_is_written() -> None:
    """Short words in one line, long texts folded, lines kept, tables indented by two blanks."""
    long = "Người yêu cầu nộp hồ sơ tại nơi tiếp nhận. " * 4
    record: dict[str, object] = {
        "code": "1.001193", "none": None, "audience": ["citizen", "foreigner"], "sets": 1, "day": date(2026, 11, 2), "yes": True,
        "papers": [{"name": "Tờ khai", "notes": ["a, b", "c"]}], "long": long.strip(), "lines": "một\n\nhai", "empty": [],
        "no": {},
    }  # fmt: skip
    assert write_yaml(record) == (
        'code: "1.001193"\naudience: [citizen, foreigner]\nsets: 1\nday: 2026-11-02\nyes: true\n'
        "papers:\n  - name: Tờ khai\n    notes:\n      - a, b\n      - c\n"
        "long: >-\n"
        "  Người yêu cầu nộp hồ sơ tại nơi tiếp nhận. Người yêu cầu nộp hồ sơ tại nơi tiếp nhận. Người yêu cầu nộp hồ sơ\n"
        "  tại nơi tiếp nhận. Người yêu cầu nộp hồ sơ tại nơi tiếp nhận.\n"
        "lines: |-\n  một\n\n  hai\nempty: []\nno: {}\n"
    )


def test_quotation_marks_that_a_person_can_read() -> None:
    """Double ones, single ones around double ones; signs that cannot be seen by their numbers."""
    assert quote("a") == '"a"'
    assert quote("a\"b'c") == "'a\"b''c'"
    assert quote("a\u0085") == '"a\\u0085"'
