"""Deadlines in the source's words: a time is taken only if every sentence about time is understood; else somebody is asked.

The right answers are worked out by hand. The property composes lines from their parts, so that it knows what each line says.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from niemyet.portal.areas import read_areas
from niemyet.portal.deadlines import read_deadlines
from niemyet.portal.portal_record import read_portal_record
from niemyet.portal.times import read_sentence
from test_import import portal

AREAS = "Đối với các xã miền núi, hải đảo, vùng có điều kiện kinh tế - xã hội khó khăn thì thời gian thực hiện"
KINDS = ["mountainous", "island", "difficult"]
APPOINTMENT = "Ngày trả kết quả xem ở giấy hẹn."


def method(time: Any, unit: str, text: str = "", channel: str = "DIRECT") -> dict[str, Any]:
    return {"submissionMethod": channel, "processingTime": time, "processingTimeUnit": unit, "description": text, "fees": []}


def deadlines(*methods: dict[str, Any], cases: tuple[tuple[Any, str], ...] = ()) -> list[dict[str, Any]]:
    """What is read of these ways of filing, without quotations, and of the times of cases that bear the procedure's name."""
    listed = [{"code": "9", "name": "Đăng ký việc mẫu", "processingDay": {"qty": n, "type": unit}} for n, unit in cases]
    read = read_deadlines(read_portal_record(portal(executionMethods=list(methods), cases=listed)))
    assert bool(read.doubts) == any("undetermined" in line for line in read.deadlines)
    return [{key: value for key, value in line.items() if key not in ("source_text", "notes")} for line in read.deadlines]


def days(amount: float, unit: str = "working_day", **more: Any) -> dict[str, Any]:
    return {"amount": amount, "unit": unit, **more}


def open_(why: str) -> list[dict[str, Any]]:
    return [{"undetermined": f"{why}. {APPOINTMENT}"}]


TWO = "Nguồn ghi hai thời hạn khác nhau"
UNITS = "Hai chỗ trong nguồn ghi đơn vị khác nhau"
WORDS = "Nguồn ghi thời hạn bằng lời, chưa rõ áp dụng thế nào"
SEVERAL = "Nguồn ghi nhiều thời hạn cho cùng một cách nộp"
MIXED = "Nguồn ghi thêm thời hạn cho một số xã bằng đơn vị khác"
ADDED = "Nguồn ghi thêm thời hạn cho một số xã, chưa rõ con số kia đã gồm hay chưa"


@pytest.mark.parametrize(
    ("methods", "cases", "expected"),
    [
        # the field is the general time, the words give that of the areas
        ([method(10, "WORKING_DAY", f"{AREAS} không quá 20 ngày làm việc.")], (),
         [days(10), days(20, area=KINDS)]),
        # the field is the areas' time, the words give both
        ([method(30, "WORKING_DAY", f"Không quá 20 ngày làm việc.\n{AREAS} được tăng thêm 10 ngày làm việc.")], (),
         [days(20), days(30, area=KINDS)]),
        # the second field tells which of the two the first one is
        ([method(17.5, "WORKING_DAY", f"{AREAS} được tăng thêm 10 ngày làm việc")], ((7.5, "WORKING_DAY"),),
         [days(7.5), days(17.5, area=KINDS)]),
        ([method(17.5, "WORKING_DAY", f"{AREAS} được tăng thêm 10 ngày làm việc")], (), open_(ADDED)),
        # different units are not added
        ([method(15, "WORKING_DAY", f"Không quá 15 ngày làm việc. {AREAS} được tăng thêm 10 ngày.")], (), open_(MIXED)),
        # two entries for one way of filing: ordinary communes and the others
        ([method(12, "WORKING_DAY"), method(22, "WORKING_DAY", f"{AREAS} không quá 22 ngày làm việc.")], (),
         [days(12), days(22, area=KINDS)]),
        ([method(12, "DAY", "Đối với các xã, phường thông thường: Không quá 12 ngày"),
          method(22, "DAY", "Đối với các xã biên giới, hải đảo: Không quá 22 ngày")], (),
         [days(12, "day"), days(22, "day", area=["border", "island"])]),
        ([method(8, "WORKING_DAY"), method(8, "WORKING_DAY", f"{AREAS} không quá 18 ngày làm việc.")], (), open_(SEVERAL)),
        # two entries for two cases
        ([method(15, "DAY", "Đối với công trình: Không quá 15 ngày"), method(10, "DAY", "Đối với nhà ở: không quá 10 ngày")], (),
         [days(15, "day", case="truong-hop-1"), days(10, "day", case="truong-hop-2")]),
        # what is not counted is a remark, whatever numbers it has; but not if it speaks of areas
        ([method(5, "WORKING_DAY", "Không quá 05 ngày làm việc.\nThời gian trên không bao gồm thời gian niêm yết 15 ngày.")], (),
         [days(5)]),
        ([method(5, "WORKING_DAY", "Không quá 05 ngày làm việc.\nKhông tính thời gian niêm yết; xã miền núi 15 ngày.")], (),
         open_(WORDS)),
        # parts that add up are explained, parts that do not are not
        ([method(13, "WORKING_DAY", "Không quá 13 ngày làm việc (đăng ký 10 ngày làm việc; cấp giấy 03 ngày làm việc)")],
         (), [days(13)]),
        ([method(13, "WORKING_DAY", "Không quá 13 ngày làm việc (đăng ký 10 ngày làm việc; cấp giấy 02 ngày làm việc)")],
         (), open_(WORDS)),
        # an area that is not understood
        ([method(10, "WORKING_DAY", "Không quá 10 ngày làm việc. Đối với tổ dân phố vùng núi thì không quá 20 ngày làm việc")],
         (), open_(WORDS)),
        # fields that agree, and fields that do not
        ([method(1, "HOUR")], ((1, "HOUR"),), open_("Nguồn ghi 1 giờ, không rõ là giờ làm việc hay giờ liền")),
        ([method("3,5", "WORKING_DAY")], ((3.5, "WORKING_DAY"),), [days(3.5)]),
        ([method(3, "OTHER")], ((3, "OTHER"),), open_("Nguồn ghi số 3 nhưng không ghi đơn vị")),
        ([method(3, "WORKING_DAY")], ((5, "WORKING_DAY"),), open_(TWO)),
        ([method(5, "OTHER")], ((25, "DAY"),), open_(f"{TWO}, một chỗ thiếu đơn vị hoặc không nêu")),
        ([method(15, "WORKING_DAY", "Không quá 15 ngày.")], (), open_(UNITS)),
        # one way of filing has no words: they are about all
        ([method(15, "WORKING_DAY", f"{AREAS} không quá 25 ngày làm việc"), method(15, "WORKING_DAY", channel="POSTAL")], (),
         [days(15), days(25, area=KINDS)]),
        # a result on the day itself is said by no number of days; office hours are not about it
        ([method(1, "WORKING_DAY", "Trả kết quả ngay trong ngày tiếp nhận hồ sơ")], (), open_(WORDS)),
        ([method(0, "OTHER", "Ngay trong ngày")], (), open_(WORDS)),
        ([method(3, "WORKING_DAY", "Thời gian tiếp nhận hồ sơ: giờ hành chính trong ngày")], (), [days(3)]),
        # the areas in the same line
        ([method(7, "WORKING_DAY", "7 ngày làm việc; đối với vùng sâu, vùng xa là 10 ngày làm việc")], (),
         [days(7), days(10, area=["remote"])]),
        # words that contradict the number are about every way of filing with that number
        ([method(60, "WORKING_DAY", "Thời hạn là 60 ngày"), method(60, "WORKING_DAY", "Gửi qua bưu điện", "POSTAL")], (),
         open_(UNITS)),
        # how to file is not about time
        ([method(8, "WORKING_DAY", f"Nộp trực tiếp tại xã.\n{AREAS} không quá 18 ngày làm việc"),
          method(8, "WORKING_DAY", f"Nộp qua bưu chính.\n{AREAS} không quá 18 ngày làm việc", "POSTAL")], (),
         [days(8), days(18, area=KINDS)]),
    ],
)  # fmt: skip
def test_what_the_words_and_the_fields_say_together(
    methods: list[dict[str, Any]], cases: tuple[tuple[Any, str], ...], expected: list[dict[str, Any]]
) -> None:
    """Every number must have its place, or nothing is taken."""
    assert deadlines(*methods, cases=cases) == expected


NAMES = {
    "miền núi": "mountainous", "hải đảo": "island", "biên giới": "border", "vùng sâu": "remote",
    "vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn": "very_difficult", "vùng đồng bào dân tộc thiểu số": "ethnic_minority",
}  # fmt: skip


@pytest.mark.slow("a build")
@given(st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=5, unique=True), st.sampled_from([", ", "; ", " và "]))
def test_areas_are_read_whole_or_not_at_all(names: list[str], between: str) -> None:
    """However they are set apart; one word more, and none of them is."""
    words = f"các xã {between.join(names)}"
    assert read_areas(words) == tuple(NAMES[name] for name in names)
    assert read_areas(f"{words}{between}vùng trồng chè") == ()


UNIT_WORDS = {"ngày làm việc": "working_day", "ngày": "day", "tháng": "month", "giờ làm việc": "working_hour"}
numbers = st.integers(1, 90)


@settings(max_examples=60, deadline=None)
@given(
    lead=st.sampled_from(["", "Không quá ", "Trong thời hạn ", "Thời hạn giải quyết: ", "Trong vòng không quá "]),
    number=numbers,
    half=st.booleans(),
    unit=st.sampled_from(sorted(UNIT_WORDS)),
    tail=st.sampled_from(["", " kể từ ngày nhận đủ hồ sơ hợp lệ", ", từ khi nhận được hồ sơ đầy đủ, chính xác"]),
    more=st.sampled_from(["", " đối với trường hợp phức tạp", ", trừ ngày nghỉ", " hoặc 60 ngày", " mỗi khâu"]),
)
def test_a_sentence_is_a_time_only_if_nothing_is_left_over(
    lead: str, number: int, half: bool, unit: str, tail: str, more: str
) -> None:
    """A word that nobody understands leaves no time; months have no halves."""
    said = f"{number:02}{',5' if half else ''}"
    length = read_sentence(f"{lead}{said} {unit}{tail}{more}.")
    if more or (half and unit == "tháng"):
        assert length is None
    else:
        assert length == (number + (0.5 if half else 0), UNIT_WORDS[unit])


@settings(max_examples=80, deadline=None)
@given(
    field=numbers,
    field_unit=st.sampled_from(["WORKING_DAY", "DAY", "OTHER", "HOUR"]),
    general=st.none() | st.tuples(numbers, st.sampled_from(["ngày làm việc", "ngày"])),
    of_areas=st.none() | st.tuples(numbers, st.sampled_from(["ngày làm việc", "ngày"]), st.booleans()),
    case=st.none() | st.tuples(numbers, st.sampled_from(["WORKING_DAY", "DAY"])),
    noise=st.sampled_from(["", "Hồ sơ khó: thêm 7 ngày."]),
)
def test_no_number_is_passed_over(field: int, field_unit: str, general: Any, of_areas: Any, case: Any, noise: str) -> None:
    """Where an amount is given, each number of the source is one of the amounts or was added to one; else somebody is asked."""
    lines = [f"Không quá {general[0]} {general[1]}."] if general else []
    if of_areas:
        lines.append(f"{AREAS} {'được tăng thêm' if of_areas[2] else 'không quá'} {of_areas[0]} {of_areas[1]}.")
    lines += [noise] if noise else []
    read = deadlines(method(field, field_unit, "\n".join(lines)), cases=(case,) if case else ())
    if any("undetermined" in line for line in read):
        assert len(read) == 1
        return
    units = {"WORKING_DAY": "working_day", "DAY": "day", "ngày làm việc": "working_day", "ngày": "day"}
    amounts = {(line["amount"], line["unit"]) for line in read}
    said = [(field, units.get(field_unit, ""))] if field_unit in units else []
    said += [(general[0], units[general[1]])] if general else []
    said += [(case[0], units[case[1]])] if case else []
    said += [(of_areas[0], units[of_areas[1]])] if of_areas and not of_areas[2] else []
    assert set(said) <= amounts
    assert not noise
    assert bool(of_areas) == any("area" in line for line in read)
    if field_unit not in units:
        assert general is not None
        assert general[0] == field or field_unit == "HOUR"
