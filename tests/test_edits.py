"""A value is changed in place, and nothing else: comments, order, spelling, line ends."""

from datetime import date
from typing import Any

import pytest

from niemyet.editing.edits import Edit, NotEditableError, edit_text

DAY = date(2026, 11, 20)
POSTING = """\
# đầu tệp
code: "1.004222"   # mã
decision: {number: 1/QĐ-UBND, date: 2026-04-03}  # của tỉnh
posted: 2026-04-07
# nhắc

notes:
  - một
"""
OVERLAY = """\
fees:
  # khoản thứ nhất
  - name: A
    undetermined: Chưa rõ  # vì
    # hết khoản
  - {name: B, amount: 5000, basis: 1/NQ}
# cuối
sample: true"""


@pytest.mark.parametrize(
    ("before", "after", "edit"),
    [
        ("posted: 2026-04-07", "posted: 2026-11-20", Edit(("posted",), DAY)),
        ("number: 1/QĐ-UBND", "number: 61/QĐ-UBND", Edit(("decision", "number"), "61/QĐ-UBND")),
        ("date: 2026-04-03}  # của", "date: 2026-11-20}  # của", Edit(("decision", "date"), DAY)),
        (", date: 2026-04-03}", "}", Edit(("decision", "date"), None)),
        ("posted: 2026-04-07\n", "posted: 2026-04-07\nchecked: 2026-11-20\n", Edit(("checked",), DAY)),
        ("posted: 2026-04-07\n", 'posted: 2026-04-07\ncounter: "Quầy: 2"\n', Edit(("counter",), "Quầy: 2")),
        ("posted: 2026-04-07\n", "", Edit(("posted",), None)),
        ("", "", Edit(("posted",), date(2026, 4, 7))),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "\ufeff{}"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_posting_differs_in_the_value_alone(before: str, after: str, edit: Edit, frame: str, end: str) -> None:
    """Also with the marks and line ends of Notepad."""
    text = frame.format(POSTING).replace("\n", end) if frame == "{}" else "\ufeff" + POSTING.replace("\n", end)
    wanted = text.replace(before.replace("\n", end), after.replace("\n", end), 1)
    assert edit_text(text, "posting", [edit]) == wanted


def test_the_lines_of_a_fee_are_changed_added_and_taken_out() -> None:
    """In tables of either style; a new line comes behind the last one, comments stay where they are."""
    edits = [
        Edit(("fees", 0, "amount"), 8000),
        Edit(("fees", 0, "undetermined"), None),
        Edit(("fees", 1, "basis"), None),
        Edit(("fees", 1, "amount"), 7000),
        Edit(("fees", 2), {"name": "C", "case": ["mot", "hai"], "channel": None, "amount": 9000}),
    ]
    assert edit_text(OVERLAY, "overlay", edits) == (
        "fees:\n  # khoản thứ nhất\n  - name: A\n    amount: 8000\n    # hết khoản\n  - {name: B, amount: 7000}\n"
        "  - name: C\n    case: [mot, hai]\n    amount: 9000\n# cuối\nsample: true"
    )


def test_the_first_key_of_an_item_may_go() -> None:
    """The dash stays before the next one."""
    assert edit_text("fees:\n  - name: A\n    amount: 5\n", "overlay", [Edit(("fees", 0, "name"), None)]) == (
        "fees:\n  - amount: 5\n"
    )


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("posted: >-\n  2026-04-07\n", Edit(("posted",), DAY)),
        ("posted: 2026-04-07\rchecked: 2026-04-08\n", Edit(("posted",), DAY)),
        ("posted: 2026-04-07\r\nchecked: 2026-04-08\n", Edit(("posted",), DAY)),
        ("decision: 1/QĐ\n", Edit(("decision", "date"), DAY)),
        ("a: [\n", Edit(("posted",), DAY)),
        ("fees: [{amount: 5}]\n", Edit(("fees", 1), {"amount": 6})),
        ("fees:\n  - amount: 5\n", Edit(("fees", 7), {"amount": 6})),
        ("fees:\n  - amount: 5\n", Edit(("fees", 7, "amount"), 6)),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text: str, edit: Edit) -> None:
    """A person edits the file then; nothing is rewritten."""
    with pytest.raises(NotEditableError) as refused:
        edit_text(text, "posting" if text.startswith(("posted", "decision")) else "overlay", [edit])
    assert refused.value.path == edit.path


@pytest.mark.parametrize("value", ["Quầy số 1", "1", "true", "a: b", "#x", "“ngoặc”", "'", '"', "a, b", "{", "-", "2026-01-01"])
@pytest.mark.parametrize("text", ["counter: x\n", "decision: {number: x, date: 2026-01-01}\n"])
def test_any_text_is_read_back(text: str, value: Any) -> None:
    """Whatever means something in YAML is quoted, between braces too."""
    path = ("counter",) if text.startswith("counter") else ("decision", "number")
    assert edit_text(edit_text(text, "posting", [Edit(path, value)]), "posting", [Edit(path, "x")]) == text
