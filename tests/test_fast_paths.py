"""The quick tests that skip most texts never skip one that the full check would report."""

import random
import re

import pytest

from niemyet.model import document_numbers
from niemyet.validate.rules.abolished import find_abolished, may_name_abolished

PIECES = (
    "0", "00", "1", "09", "12", "123", "66.22", "/", "//", "2014", "2026", "1899", "QH13", "QH", "QĐ", "QD", "NĐ", "ND", "TT",
    "NQ", "-", "UBND", "CP", "TTG", "TTg", "BTP", "HDND", "BGDDT", "l", "O", ".", " ",
)  # fmt: skip
UNITS = (
    "huyện", "Huyện", "quận", "Q.1", "q. 3", "thị xã", "thị trấn", "TX", "TX.", "H. Sóc Sơn", "thuộc tỉnh", "thành phố", "xã",
    "siêu thị", "Thường Tín", "Đống Đa", "UBND", ",", "-", "Phường", "tại", "cũ", "Sơn Tây",
)  # fmt: skip


def test_a_number_that_passes_at_once_has_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty thousand numbers put together at random; some hundreds of them pass."""
    dice = random.Random(20261128)
    numbers = ["".join(dice.choices(PIECES, k=dice.randint(2, 6))) for _ in range(15_000)]
    numbers += [
        f"{dice.randint(0, 999)}/{dice.choice(('QĐ-', 'NĐ-', '2026/NĐ-', '2014/QH'))}{dice.choice(PIECES)}" for _ in range(5_000)
    ]
    passed = [number for number in numbers if document_numbers._SOUND.fullmatch(number)]
    monkeypatch.setattr(document_numbers, "_SOUND", re.compile(r"(?!)"))
    assert len(passed) > 300
    assert [number for number in passed if document_numbers.find_fault(number) is not None] == []


def test_a_text_that_names_an_abolished_unit_is_looked_at() -> None:
    """Ten thousand sentences of words that do and that do not."""
    dice = random.Random(20261128)
    texts = [" ".join(dice.choices(UNITS, k=dice.randint(2, 5))) for _ in range(10_000)]
    naming = [text for text in texts if find_abolished(text)]
    assert len(naming) > 1_000
    assert [text for text in naming if not may_name_abolished(text.lower())] == []
