"""What was meant by a value that is written otherwise: by hand, and nothing where two readings are possible."""

from collections.abc import Callable

import pytest

from niemyet.model.meant import (
    days_of_month,
    meant_choice,
    meant_code,
    meant_count,
    meant_day,
    meant_days,
    meant_degrees,
    meant_link,
    meant_money,
    meant_term,
    meant_time,
    meant_truth,
    meant_unit_code,
)
from niemyet.model.meant_contacts import meant_email, meant_phone
from niemyet.model.meant_hours import meant_periods

READINGS: dict[Callable[[str], object], dict[str, object]] = {
    meant_money: {
        "20.000 đ": "20000", "20,000": "20000", "1.000.000 đồng": "1000000", "20 000 VNĐ": "20000", "20.000,-": "20000",
        "20k": "20000", "1,5k": "1500", "1.5 triệu": "1500000", "2,25tr": "2250000", "8 ngàn": "8000", "15 ng": "15000",
        "Miễn phí": "0", "không thu phí": "0", "20.000,00": "20000", "0": "0", "2O.O0O": "20000", "không thu": "0",
        "1.500 nghìn": None, "1,250 triệu": None, "20.000-30.000": None, "1.000,000": None, "20.00": None, "năm nghìn": None,
        "-5000": None, "5000 USD": None, "1234567890123": None,
    },
    meant_time: {
        "7h30": '"07:30"', "7:30": '"07:30"', "7 giờ": '"07:00"', "7g30": '"07:30"', "07.30": '"07:30"', "1130": '"11:30"',
        "7h rưỡi": '"07:30"', "7h30'": '"07:30"', "7 giờ 30 phút": '"07:30"', "07:30:00": '"07:30"', "1h30 chiều": '"13:30"',
        "5 pm": '"17:00"', "5:00 pm": '"17:00"', "12:00 pm": '"12:00"', "7 giờ tối": '"19:00"', "11:30 am": '"11:30"',
        "12 giờ trưa": '"12:00"', "11h trưa": '"11:00"', "1 giờ trưa": '"13:00"', "2h trưa": '"14:00"', "13h chiều": '"13:00"',
        "12:30 am": None, "12 giờ tối": None, "5 giờ trưa": None, "15:00 sáng": None, "24:00": None, "7:60": None, "7": None,
        "7:30-11:30": None, "17": '"17:00"',
    },
    meant_day: {
        "10/02/2026": "2026-02-10", "ngày 2 tháng 7 năm 2025": "2025-07-02", "2026-2-1": "2026-02-01", "20260210": "2026-02-10",
        "2026-17-03": "2026-03-17", "1/2/26": "2026-02-01", "2026-02-10T00:00:00Z": "2026-02-10", "10–2–2026": "2026-02-10",
        "2O26-02-l0": "2026-02-10",
        "31/02/2026": None, "17/13/2026": None, "1/2/19": None, "2/2026": None, "0/1/2026": None, "2026-13-13": None,
    },
    days_of_month: {
        "31/02/2026": (2026, 2, 28), "30/2/2028": (2028, 2, 29), "2026-04-31": (2026, 4, 30), "30/4/2026": None,
        "1/13/2026": None, "1/1": None, "32/12/2026": (2026, 12, 31), "32/1/0000": None,
    },
    meant_count: {
        "02 bản": "2", "50%": "50", "3 bộ hồ sơ": "3", "007": "7", "1.250": "1250", "12 hồ sơ": "12",
        "một": "1", "Hai bộ": "2", "01 (một) bản": "1", "mười một": None, "năm trăm": None, "một, hai": None,
        "2,5 bản": None, "1.25": None, "-1": None,
    },
    meant_term: {
        "03 ngày làm việc": ("3", "working_day"), "2,5 ngày": ("2.5", "day"), "4 giờ": ("4", "working_hour"), "5": ("5", ""),
        "1 tháng": ("1", "month"), "nửa ngày": ("0.5", ""), "10.0 NLV": ("10", "working_day"), "2,3 ngày": None, "5 tuần": None,
    },
    meant_degrees: {
        "20°52'12\"N": "20.87", "20,87": "20.87", "105.5 Đ": "105.5", "20°30'": "20.5", "0": "0", "180": "180",
        "181": None, "20°60'": None, "20°10'60\"": None, "xã": None,
    },
    meant_truth: {"Có": "true", "YES": "true", "x": "true", "không": "false", "0": "false", "có thể": None},
    meant_code: {"1.OO1193": '"1.001193"', "2.OO0635": '"2.000635"',
                 "1001193": '"1.001193"', "mã số: 1.001193": '"1.001193"', "2.000635.000.00.00.h26": '"2.000635.000.00.00.H26"',
                 "1.00119": None, "11.001193": None},
    meant_days: {
        "mon-fri": ["mon", "tue", "wed", "thu", "fri"], "thứ 2 đến thứ 6": ["mon", "tue", "wed", "thu", "fri"],
        "T2, T4": ["mon", "wed"], "thứ bảy và chủ nhật": ["sat", "sun"], "sat": ["sat"], "fri-mon": None, "mon-mon": None,
        "mọi ngày": None, "T8": None,
    },
    meant_link: {
        "dichvucong.gov.vn": "https://dichvucong.gov.vn", "http//a.vn": "http://a.vn", "https:/a.vn/b?c": "https://a.vn/b?c",
        "//a.vn": "https://a.vn", "htp://a.vn": "http://a.vn", "xã Mẫu": None, "a": None, "a@b.vn": None,
    },
    meant_periods: {
        "7h30-11h30; 13h30 đến 17h00": [("07:30", "11:30"), ("13:30", "17:00")],
        "từ 7 giờ 30 đến 11 giờ 30 và 13g–17g": [("07:30", "11:30"), ("13:00", "17:00")],
        "07:30 – 11:30": [("07:30", "11:30")], "8-12": None, "17h-7h": None, "cả ngày": None,
    },
    meant_phone: {
        "024.3385.35O5 (giờ hành chính)": "024.3385.3505", "ĐT: 024 3385 3505": "024 3385 3505", "024/3385/3505": "024 3385 3505",
        "không có": None, "024 3385 3505 hoặc 0912 345 678": None,
    },
    meant_email: {
        "mailto:a@x.gov.vn": "a@x.gov.vn", "a (at) x.gov.vn": "a@x.gov.vn", "<a@x,gov,vn>": "a@x.gov.vn",
        "a@@x.gov.vn": "a@x.gov.vn", "a@x@y.vn": None, "a b@x.vn": None, "ax.vn": None,
    },
}  # fmt: skip
EVERY = [
    pytest.param(read, text, meant, id=f"{read.__name__}-{text}") for read in READINGS for text, meant in READINGS[read].items()
]


@pytest.mark.parametrize(("read", "text", "meant"), EVERY)
def test_a_value_is_read_as_it_was_meant_or_not_at_all(read: Callable[[str], object], text: str, meant: object) -> None:
    """A wrong sum, day or time is worse than none: what may be either is neither."""
    assert read(text) == meant


def test_a_choice_is_one_that_is_allowed() -> None:
    """The same words stand for a value only where it may be chosen."""
    assert meant_choice("ngày làm việc", ("working_day", "day")) == "working_day"
    assert meant_choice("ngày làm việc", ("day", "month")) is None
    assert meant_choice("Working-Day", ("working_day",)) == "working_day"
    assert meant_choice("thứ hai", ("mon", "tue")) == "mon"
    assert meant_choice("Thứ 7", ("mon", "sat")) == "sat"
    assert meant_choice("hai", ("citizen",)) is None


def test_a_code_of_a_unit_gets_the_zeros_that_it_lacks() -> None:
    """And none where it lacks none."""
    assert [meant_unit_code(text, 5) for text in ("229", "10183", "1", "x229", "100229")] == [
        '"00229"',
        None,
        '"00001"',
        None,
        None,
    ]
