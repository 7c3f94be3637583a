"""Charts: what is drawn is what was counted, each beside its numbers as text; what is not known is a gap."""

import re

from markupsafe import Markup

from niemyet.model.orthography import format_share
from niemyet.render.charts import (
    Axis,
    Bar,
    Multiple,
    Series,
    Slice,
    Told,
    draw_bars,
    draw_columns,
    draw_lines,
    draw_multiples,
    draw_share,
)

TOLD = Told("Đã niêm yết", "từ 25% đến 75%", "Số liệu", ("Tháng", "Số"), (("01/2026", "1 trên 4"), ("03/2026", "3 trên 4")))
AXIS = Axis(("01/2026", "02/2026", "03/2026"), ("100%", "0%"), 1)


def widths(drawing: str) -> list[tuple[str, str]]:
    return re.findall(r'x="([0-9.]+)" y="0" width="([0-9.]+)"', drawing)


def test_slices_of_a_bar_stand_one_behind_the_other() -> None:
    """Of four, one and three: 25 and 75 of 100; of nothing, no shape; an unknown rest stays empty."""
    assert widths(draw_share((Slice("good", 1), Slice("bad", 3)))) == [("0", "25"), ("25", "75")]
    assert widths(draw_share((Slice("good", 1), Slice("wait", 0)), 4)) == [("0", "25")]
    assert widths(draw_share(())) == widths(draw_share((Slice("good", 0),))) == []


def test_a_drawing_is_heard_or_hidden() -> None:
    """With an alternative it is an image of that name; without, the numbers beside it are enough."""
    assert 'aria-hidden="true"' in draw_share((Slice("good", 1),))
    assert 'role="img" aria-label="một &#34;nửa&#34;"' in draw_share((Slice("good", 1),), alternative='một "nửa"')


def test_a_month_of_which_nothing_is_known_is_a_gap() -> None:
    """1/4, nothing, 3/4: two points alone, no line through the gap; three known ones are one line."""
    drawn = draw_lines((Series("a", (0.25, None, 0.75)),), AXIS, TOLD)
    assert 'd="M0 75h0M100 25h0"' in drawn
    assert 'd="M0 75L50 50L100 25"' in draw_lines((Series("a", (0.25, 0.5, 0.75)),), AXIS, TOLD)
    assert 'd=""' in draw_lines((Series("a", (None, None)),), AXIS, TOLD)


def test_every_chart_has_its_numbers() -> None:
    """The table of a chart says what it draws; several lines have a key."""
    drawn = draw_lines((Series("năm nay", (1,)), Series("năm trước", (0.5,))), AXIS, TOLD)
    assert '<th scope="row">01/2026</th><td>1 trên 4</td>' in drawn and "năm trước" in drawn
    columns = draw_columns(((Slice("good", 1),), None, (Slice("good", 1), Slice("bad", 1))), AXIS._replace(most=2), TOLD)
    assert columns.count("<rect") == 3 and 'y="0" width="23.33" height="50"' in columns
    bars = draw_bars(("Tên", "Số", "Tỷ lệ"), (Bar(Markup("<b>x</b>"), "<1>", (Slice("good", 1),)),), "Bảng")
    assert "<b>x</b>" in bars and "&lt;1&gt;" in bars, "names may be links, words are text"
    assert 'd="M0 100L100 0"' in draw_multiples((Multiple("x", "1 trên 1", (0, 1)),), 1)


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    """By hand: 1 of 3, 2 of 2, 2,999 of 3,000, 1 of 100,000; 0 of 0 is no share."""
    shares = [(1, 3), (2, 2), (0, 5), (2999, 3000), (1, 100_000), (31, 33), (1, 2), (3, 2)]
    assert [format_share(*one) for one in shares] == ["33,3%", "100%", "0%", "99,9%", "0,1%", "93,9%", "50%", "150%"]
    assert format_share(0, 0) == "" and format_share(31, 33, ".") == "93.9%"
