"""Answers in words: the whole text of the command `answer`, and the summaries of cards, against text written by hand."""

from typing import Any

import pytest

from niemyet.law.answers import Answers, UnknownChoiceError
from niemyet.render.answer import Typed, describe_answer
from niemyet.render.answer_words import format_answer, format_standing
from niemyet.render.language import VIETNAMESE
from niemyet.render.paper_summaries import spell_out_papers, sum_up_papers
from niemyet.render.summaries import card_deadlines, card_fees, card_papers, name_unknown, sum_up_deadlines, sum_up_fees
from niemyet.render.wording import OUTDATED, format_aside
from oracle.invented import BASIS
from test_answer_laws import answer, by_page, fee, waiver

RECORD: dict[str, Any] = {
    "fees": [
        fee(9000, name="Lệ phí", case="late"),
        fee(0, name="Lệ phí", case="on-time"),
        {"name": "Phí bản sao", "kind": "optional", "amount": "3000", "per": "bản sao"},
    ],
    "waivers": [waiver(), waiver(who="Trẻ em", undetermined="Chưa tìm được văn bản.")],
    "papers": {
        "submit": [
            {"name": "Tờ khai", "originals": "1"},
            {"name": "Giấy ủy quyền", "when": "Nhờ người khác"},
            {"name": "Giấy muộn", "case": "late", "copies": "2"},
        ],
        "present": [{"name": "Thẻ căn cước"}],
    },
    "channels": [{"kind": "in_person"}, {"kind": "online", "notes": "Nộp trên cổng của tỉnh."}],
    "deadlines": [
        {"amount": "5", "unit": "working_day", "basis": BASIS, "notes": "kể cả xác minh", "until": "2027-02-28"},
    ],
}


def said(chosen: dict[str, str], typed: Typed | None = None, **more: Any) -> str:
    return format_answer("Thủ tục", answer(RECORD | more), chosen, typed or Typed(), VIETNAMESE)


@pytest.mark.parametrize(
    ("when", "aside"),
    [("Nhờ người khác", "nếu: nhờ người khác"), ("Nếu có", "nếu có"), ("Khi nhờ người khác", "khi nhờ người khác")],
)
def test_a_condition_is_told_as_one_speaks(when: str, aside: str) -> None:
    """Never "nếu: nếu có"."""
    assert format_aside(when, VIETNAMESE) == aside


def test_an_answer_is_told_line_by_line() -> None:
    """What was chosen, what to bring, what is paid on which ground, how long it takes; nothing is left to ask."""
    assert said({"case": "late", "waiver": "Hộ nghèo", "channel": "online"}) == (
        "Thủ tục\n"
        "\n"
        "Trường hợp: Quá hạn\n"
        "Miễn, giảm: Hộ nghèo\n"
        "Cách nộp: Trực tuyến\n"
        "  - Nộp trên cổng của tỉnh.\n"
        "\n"
        "Giấy tờ: nộp 2 loại giấy tờ (1 bản chính, 2 bản sao), thêm 1 loại nếu có điều kiện kèm theo; xuất trình 1 loại giấy tờ\n"
        "  - nộp: Tờ khai\n"
        "  - nộp: Giấy ủy quyền (nếu: nhờ người khác)\n"
        "  - nộp: Giấy muộn\n"
        "  - xuất trình: Thẻ căn cước\n"
        "\n"
        "Phải nộp: 0 đồng\n"
        f"  - Lệ phí: miễn theo {BASIS}\n"
        "  - nếu cần: bản sao thêm 3.000 đồng/bản\n"
        "\n"
        "Thời hạn: 5 ngày làm việc\n"
        "  - Kể cả xác minh\n"
        f"  - Căn cứ {BASIS}\n"
        "  - Áp dụng đến hết 28/02/2027."
    )


def test_what_is_left_to_ask_stands_at_the_end() -> None:
    """With the words to write; what depends on it is said to."""
    whole = said({})
    assert whole.startswith(
        "Thủ tục\n\n"
        "Giấy tờ: nộp ít nhất 1 loại giấy tờ, thêm 1 loại nếu có điều kiện kèm theo; xuất trình 1 loại giấy tờ\n"
        "  - nộp: Tờ khai\n"
    )
    assert "  - nộp: Giấy muộn (tùy trường hợp)\n" in whole
    assert "\nPhải nộp: miễn lệ phí hoặc 9.000 đồng, tùy trường hợp\n\nThời hạn" in whole
    assert whole.endswith(
        "\n\nTrả lời thêm để biết chính xác:\n  --choose case=on-time   Đúng hạn\n  --choose case=late   Quá hạn"
    )


@pytest.mark.parametrize(
    ("chosen", "more", "lines"),
    [
        ({"case": "late"}, {}, f"Phải nộp: 9.000 đồng\n  - Lệ phí: căn cứ {BASIS}\n"),
        (
            {"case": "late", "waiver": "Trẻ em"},
            {},
            "Phải nộp: 9.000 đồng hoặc được miễn, chưa rõ\n  - Lệ phí: Chưa tìm được văn bản.\n",
        ),
        (
            {},
            {"fees": [{"set_by": "province"}]},
            "Phải nộp: tỉnh chưa cập nhật mức thu\n  - Phí, lệ phí: tỉnh chưa cập nhật mức thu\n",
        ),
        ({}, {"fees": [{"undetermined": "Nguồn không nêu."}]}, "Phải nộp: chưa xác định\n  - Phí, lệ phí: Nguồn không nêu.\n"),
    ],
)
def test_what_is_paid_is_told_with_its_ground_or_why_it_is_not_known(
    chosen: dict[str, str], more: dict[str, Any], lines: str
) -> None:
    assert f"\n{lines}" in said(chosen, **more)


def test_what_is_typed_is_reckoned_and_a_sample_is_called_one() -> None:
    fees = [by_page(2000, per="bản", sample="true")]
    assert "\nPhải nộp: 30.000 đồng (số mẫu)\n" in said({}, Typed(pages=5, copies=3), fees=fees, waivers=[])
    assert "\nPhải nộp: 2.000 đồng/trang (số mẫu)\n" in said({}, fees=fees, waivers=[])


def test_an_outdated_record_says_so_first() -> None:
    outdated = {"from": "2026-03-01", "by": "3/2026/QH16", "text": "Luật mới bỏ bản sao."}
    assert said({}, outdated=outdated).startswith(
        "Thủ tục\n\n"
        "NỘI DUNG Ở ĐÂY ĐÃ CŨ. Từ 01/03/2026, 3/2026/QH16 đã thay quy định cũ. Luật mới bỏ bản sao. "
        "Toàn bộ nội dung ở đây không còn đúng.\n\nGiấy tờ: "
    )


@pytest.mark.parametrize(
    ("standing", "since", "reason", "words"),
    [
        ("withdrawn", "2026-11-01", "Chuyển về tỉnh.", "Ngừng niêm yết từ 01/11/2026. Chuyển về tỉnh."),
        ("repealed", "2026-11-01", "Thủ tục bị bãi bỏ theo 3/2026/QH16.",
         "Thủ tục đã bị bãi bỏ từ 01/11/2026. Thủ tục bị bãi bỏ theo 3/2026/QH16."),
        ("not_yet", "2027-03-01", None, "Chưa áp dụng, có hiệu lực từ 01/03/2027."),
        ("ended", None, None, "Thủ tục không còn hiệu lực."),
    ],
)  # fmt: skip
def test_a_procedure_that_is_not_in_force_says_why(standing: str, since: str | None, reason: str | None, words: str) -> None:
    stopped = {"standing": standing, "since": since, "reason": reason}
    assert format_standing("Thủ tục", stopped, VIETNAMESE) == f"Thủ tục\n\n{words}"


def cards(answers: Answers) -> tuple[str, str, str]:
    return card_papers(answers, {}, VIETNAMESE), card_fees(answers, {}, VIETNAMESE), card_deadlines(answers, {}, VIETNAMESE)


def test_a_card_says_of_each_part_alone_that_it_is_outdated() -> None:
    """A part that the law has left as it is keeps its answer."""
    plain = ("Nguồn không nêu giấy tờ", "5.000 đồng", "1 ngày")
    for place, part in enumerate(("papers", "fees", "deadlines")):
        outdated = {"from": "2026-03-01", "by": "3/2026/QH16", "text": "Luật mới.", "parts": [part]}
        expected = tuple(OUTDATED if i == place else words for i, words in enumerate(plain))
        assert cards(answer({"outdated": outdated, "fees": [fee(5000)]})) == expected


def lines(*papers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"papers": {"submit": list(papers), **more}}


@pytest.mark.parametrize(
    ("papers", "card", "whole"),
    [
        (lines(), "Nguồn không nêu giấy tờ", "Nguồn không nêu giấy tờ"),
        (lines({"name": "A"}), "1 loại giấy tờ", "Nộp 1 loại giấy tờ"),
        (
            lines({"name": "A", "originals": "1"}, {"name": "B", "originals": "1", "certified_copies": "2"}),
            "2 loại giấy tờ",
            "Nộp 2 loại giấy tờ (2 bản chính, 2 bản sao chứng thực)",
        ),
        (lines(present=[{"name": "A"}]), "1 loại giấy tờ", "Xuất trình 1 loại giấy tờ"),
        (lines({"name": "A"}, present=[{"name": "B"}]), "2 loại giấy tờ", "Nộp 1 loại giấy tờ; xuất trình 1 loại giấy tờ"),
        (
            lines({"name": "A"}, {"name": "B", "when": "Đi thay"}),
            "Ít nhất 1 loại giấy tờ",
            "Nộp 1 loại giấy tờ, thêm 1 loại nếu có điều kiện kèm theo",
        ),
        (lines({"name": "A", "when": "Đi thay"}), "Giấy tờ tùy trường hợp", "Nộp 1 loại nếu có điều kiện kèm theo"),
        (lines({"name": "A", "case": "late"}), "Giấy tờ tùy trường hợp", "Nộp giấy tờ tùy trường hợp"),
        (
            lines({"name": "A"}, {"name": "B", "case": "late"}),
            "Ít nhất 1 loại giấy tờ",
            "Nộp ít nhất 1 loại giấy tờ",
        ),
        (
            lines({"name": "A"}, {"name": "B", "case": "late", "when": "Đi thay"}),
            "Ít nhất 1 loại giấy tờ",
            "Nộp 1 loại giấy tờ, thêm tối đa 1 loại nếu có điều kiện kèm theo",
        ),
    ],
)
def test_papers_are_counted_for_everybody_and_with_conditions_apart(papers: dict[str, Any], card: str, whole: str) -> None:
    found = answer(papers).papers({})
    assert (sum_up_papers(found, VIETNAMESE), spell_out_papers(found, VIETNAMESE)) == (card, whole)


@pytest.mark.parametrize(
    ("fees", "words"),
    [
        ([fee(0)], "Miễn phí"),
        ([fee(0, name="Lệ phí")], "Miễn lệ phí"),
        ([fee(0, name="Lệ phí"), fee(0, name="Phí")], "Miễn phí"),
        ([fee(5000)], "5.000 đồng"),
        ([fee(5000, per="bản")], "5.000 đồng/bản"),
        ([fee(5000, per="bản", case="late"), fee(3000, per="bản", case="on-time")], "3.000 – 5.000 đồng/bản, tùy trường hợp"),
        ([fee(5000, per="bản", case="late"), fee(3000, per="tờ", case="on-time")], "3.000 – 5.000 đồng, tùy trường hợp"),
        ([fee(5000, per="bản", case="late"), fee(0, case="on-time")], "Miễn phí hoặc 5.000 đồng/bản, tùy trường hợp"),
        ([fee(5000, name="A", per="bản"), fee(3000, name="B", per="bản")], "8.000 đồng"),
        ([by_page(2000, case="late"), fee(3000, case="on-time")], "3.000 đồng; 2.000 đồng/trang, tùy trường hợp"),
        ([fee(5000, case="late"), {"case": "on-time", "set_by": "province"}],
         "5.000 đồng; có trường hợp tỉnh chưa cập nhật mức thu"),
        ([fee(5000, case="late"), {"case": "on-time", "undetermined": "Không nêu."}],
         "5.000 đồng; có trường hợp chưa xác định"),
        ([fee(5000, name="A"), {"name": "B", "undetermined": "Không nêu."}], "5.000 đồng, chưa kể khoản chưa xác định"),
        ([fee(0, name="A"), {"name": "B", "undetermined": "Không nêu."}], "Chưa xác định"),
        ([by_page(2000, name="A"), fee(0, name="B")], "2.000 đồng/trang"),
        ([fee(5000), {"name": "Dịch vụ", "kind": "service", "amount": "0", "basis": BASIS}],
         "5.000 đồng; dịch vụ không bắt buộc: dịch vụ 0 đồng"),
        ([fee(5000), {"kind": "optional", "amount": "0", "basis": BASIS}], "5.000 đồng; nếu yêu cầu thêm miễn phí"),
        ([fee(5000), {"name": "Phí in", "kind": "optional", "undetermined": "Không nêu."}], "5.000 đồng; phí in chưa xác định"),
    ],
)  # fmt: skip
def test_what_is_paid_in_a_few_words(fees: list[dict[str, Any]], words: str) -> None:
    """A unit is said where one unit counts; a range only of sums that somebody pays."""
    assert sum_up_fees(answer({"fees": fees}).fees({}), VIETNAMESE) == words


def day(amount: int, **more: Any) -> dict[str, Any]:
    return {"amount": str(amount), "unit": "working_day", **more}


@pytest.mark.parametrize(
    ("deadlines", "words"),
    [
        ([day(3)], "3 ngày làm việc"),
        ([day(3, case="late"), day(1, case="on-time")], "1 ngày làm việc hoặc 3 ngày làm việc, tùy trường hợp"),
        (
            [
                day(3, case="late"),
                day(1, case="on-time", channel="online"),
                day(2, case="on-time", channel=["in_person", "post"]),
            ],
            "2 ngày làm việc, 1 ngày làm việc, 3 ngày làm việc, tùy trường hợp",
        ),
        ([day(3, case="late")], "3 ngày làm việc; có trường hợp chưa xác định"),
        (
            [day(3, case="late"), {"case": "on-time", "undetermined": "Không nêu."}],
            "3 ngày làm việc; có trường hợp chưa xác định",
        ),
        ([{"undetermined": "Không nêu."}], "Chưa xác định"),
    ],
)
def test_how_long_it_takes_in_a_few_words(deadlines: list[dict[str, Any]], words: str) -> None:
    assert sum_up_deadlines(answer({"deadlines": deadlines}).deadlines({}), VIETNAMESE) == words


def test_what_several_times_have_in_common_is_told_once() -> None:
    """Law: a note and a ground stand once, whatever the number of cases that have them."""
    cases = [day(n, case=case, notes="Kể từ khi đủ hồ sơ.", basis=BASIS) for n, case in ((3, "late"), (5, "on-time"))]
    told = format_answer("x", answer({"deadlines": cases}), {}, Typed(), VIETNAMESE)
    assert told.count("Kể từ khi đủ hồ sơ.") == told.count(f"Căn cứ {BASIS}") == 1


def test_side_by_side_it_is_said_which_of_fee_and_time_is_not_determined() -> None:
    unknown = "Chưa xác định"
    assert name_unknown(unknown, "3 ngày làm việc", VIETNAMESE) == ("Phí chưa xác định", "3 ngày làm việc")
    assert name_unknown("5.000 đồng", unknown, VIETNAMESE) == ("5.000 đồng", "Thời hạn chưa xác định")


def test_an_answer_as_data_names_each_deadline_and_what_the_law_gives() -> None:
    law = [{"same_day_until": "15:00", "case": "late", "basis": BASIS}, day(3, case="on-time")]
    found = describe_answer("x", answer({"deadlines": law}), {"case": "late"}, Typed(), VIETNAMESE)
    assert found["deadline"] == {"same_day_until": "15:00", "basis": BASIS, "notes": None} == found["law"]
    assert found["promise"] is None
    found = describe_answer("x", answer({"deadlines": law}), {}, Typed(), VIETNAMESE)
    assert len(found["deadline"]["options"]) == 2 and found["law"] is None
    promised = answer({"deadlines": [day(3)]}, {"deadlines": [day(1)]})
    found = describe_answer("x", promised, {}, Typed(), VIETNAMESE)
    assert (found["promise"], found["deadline"]["amount"], found["law"]["amount"]) == ("sooner", 1, 3)


def test_only_questions_and_options_of_the_procedure_are_taken() -> None:
    answers = answer(RECORD)
    answers.check({"case": "late", "channel": "online", "waiver": "Trẻ em"})
    for chosen, key, known in (
        ({"case": "x"}, "case", ("on-time", "late")),
        ({"color": "red"}, "color", ("case", "channel", "waiver")),
        ({"channel": "post"}, "channel", ("in_person", "online")),
    ):
        with pytest.raises(UnknownChoiceError) as raised:
            answers.check(chosen)
        assert (raised.value.key, raised.value.known) == (key, known)


def test_today_is_asked_for_a_fee_as_for_a_deadline() -> None:
    """What has ended yesterday or begins tomorrow holds for nobody."""
    days = [{"until": "2026-11-21"}, {"from": "2026-11-22", "until": "2026-11-22"}, {"from": "2026-11-23"}]
    fees = [fee(n * 1000, **when) for n, when in enumerate(days, 1)]
    found = answer({"fees": fees, "deadlines": [day(n, **when) for n, when in enumerate(days, 1)]})
    assert cards(found)[1:] == ("2.000 đồng", "2 ngày làm việc")


def test_a_promise_is_told_beside_what_the_law_allows() -> None:
    """Where the law has two lines for the same people, both are named."""
    for law, words in (([day(5)], "5 ngày làm việc"), ([day(5), day(7)], "5 ngày làm việc hoặc 7 ngày làm việc")):
        promised = answer({"deadlines": law}, {"deadlines": [day(1)]})
        told = format_answer("Thủ tục", promised, {}, Typed(), VIETNAMESE)
        assert f"\nThời hạn: 1 ngày làm việc\n  - Sớm hơn luật; luật cho phép {words}." in told
