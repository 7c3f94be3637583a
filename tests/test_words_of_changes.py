"""The sentences about single changes, against sentences written by hand."""

from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from niemyet.changes.change import Change, CommuneChanges, Differences, PostingChanges
from niemyet.changes.compare import compare_offices, compare_posting, compare_provincial
from niemyet.changes.data import describe
from niemyet.changes.entries import Content, EntryChange, FileChanges, compare_contents, format_entry, read_content
from niemyet.changes.markdown import format_markdown
from niemyet.changes.wording import format_change
from niemyet.law.terms import FeeLine
from niemyet.load.finding import SourceFile
from niemyet.model.deadline import Deadline
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import VersionPart
from niemyet.render.language import VIETNAMESE
from niemyet.resolve.communes import PostedProcedure, resolve_posting
from niemyet.resolve.procedures import ProvincialProcedure, resolve_for_province, resolve_procedure

TODAY = date(2026, 11, 22)
BASIS = "60/2014/QH13"
LAW: dict[str, Any] = {
    "code": "1.001193",
    "name": "Đăng ký khai sinh",
    "field": "ho-tich",
    "audience": ["citizen"],
    "authority": "Ủy ban nhân dân cấp xã",
    "channels": [{"kind": "in_person"}],
    "cases": {"late": "Quá hạn", "on-time": "Đúng hạn"},
    "deadlines": [{"amount": "5", "unit": "working_day"}],
    "fees": [{"name": "Lệ phí", "amount": "8000"}],
    "papers": {"submit": [{"name": "Tờ khai", "originals": "1"}], "sets": "1"},
    "steps": ["Nộp hồ sơ."],
    "results": [{"name": "Giấy khai sinh"}],
    "legal_basis": [BASIS],
    "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-18"},
}
POSTING: dict[str, Any] = {"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-01-05"}
OFFICE: dict[str, Any] = {
    "name": "Một cửa",
    "address": "Thôn Mẫu",
    "hours": [{"days": ["mon"], "opens": "07:30", "closes": "11:30"}],
}


def in_province(**law: Any) -> ProvincialProcedure:
    procedure = Procedure.model_validate(LAW | law)
    return resolve_for_province(resolve_procedure([procedure], TODAY), ProvinceOverlay.model_validate({}), TODAY)


def told(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The sentences of a procedure that had the entries `before` and has those of `after`."""
    old, new = in_province(**before), in_province(**after)
    return [format_change(change, new.procedure.case_names, VIETNAMESE) for change in compare_provincial(old, new)]


def fee(**values: Any) -> dict[str, Any]:
    return {"fees": [{"name": "Lệ phí", **values}]}


def waiver(**values: Any) -> dict[str, Any]:
    return {"waivers": [{"who": "Người khuyết tật", "basis": BASIS, **values}]}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (fee(amount="8000"), fee(amount="9000"), "Lệ phí: 8.000 đồng → 9.000 đồng"),
        (fee(amount="8000"), fee(amount="0", basis=BASIS), f"Lệ phí: 8.000 đồng → Miễn phí, theo {BASIS}"),
        (
            fee(amount="0", basis=BASIS),
            fee(amount="8000", **{"from": "2026-11-01"}),
            "Lệ phí: Miễn phí → 8.000 đồng, từ 01/11/2026",
        ),
        (fee(amount="8000"), fee(amount="8000", basis=BASIS), f"Lệ phí: vẫn 8.000 đồng, đổi căn cứ, theo {BASIS}"),
        (fee(amount="8000"), fee(amount="8000", notes="Nộp ở quầy."), "Lệ phí: vẫn 8.000 đồng; nay thêm lưu ý: Nộp ở quầy"),
        (fee(undetermined="Một."), fee(undetermined="Hai."), "Lệ phí: vẫn chưa xác định; lý do nay là: Hai"),
        (fee(amount="8000"), fee(set_by="province"), "Lệ phí: 8.000 đồng → Tỉnh chưa cập nhật mức thu"),
        (fee(amount="8000"), fee(amount="8000", case="late"), "Lệ phí (Quá hạn): vẫn 8.000 đồng, đổi trường hợp áp dụng"),
        (fee(amount="8000"), fee(amount="8000", kind="optional"), "Lệ phí: vẫn 8.000 đồng, đổi loại khoản thu"),
        ({"fees": [{"amount": "8000"}]}, {"fees": [{"amount": "9000"}]}, "Phí, lệ phí: 8.000 đồng → 9.000 đồng"),
    ],
)
def test_a_fee_is_told_with_both_sums(before: dict[str, Any], after: dict[str, Any], words: str) -> None:
    """Where the sum is the same, with what else is another; never as a sum that becomes itself."""
    assert told(before, after) == [words]


def test_fees_of_one_case_are_held_against_each_other_wherever_they_are_paid() -> None:
    """Whatever order they stand in, and though sum and area differ."""
    cases = ("late", "on-time")
    before, after = (
        in_province(fees=[{"name": "Lệ phí", "case": case, "amount": amount, **area} for case in order])
        for order, amount, area in ((cases, "8000", {}), (cases[::-1], "9000", {"area": ["island"]}))
    )
    pairs = [(one.before, one.after) for one in compare_provincial(before, after) if one.part == "fees"]
    assert [(old.fee.case, new.fee.case) for old, new in cast("list[tuple[FeeLine, FeeLine]]", pairs)] == [
        (("on-time",), ("on-time",)),
        (("late",), ("late",)),
    ]


def test_a_fee_that_comes_or_goes_is_told_with_its_sum() -> None:
    two = {"fees": [*fee(amount="8000")["fees"], {"name": "Phí bản sao", "channel": "online", "amount": "3000", "basis": BASIS}]}
    what = "Phí bản sao (nộp trực tuyến)"
    assert told({}, two) == [f"Khoản thu mới – {what}: 3.000 đồng, theo {BASIS}"]
    assert told(two, {}) == [f"Không còn thu – {what}, trước đây 3.000 đồng"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, waiver(), f"Thêm đối tượng được miễn – Người khuyết tật, theo {BASIS}"),
        ({}, waiver(until="2026-12-31"), f"Thêm đối tượng được miễn – Người khuyết tật, theo {BASIS}"),
        (waiver(case="late"), {}, "Không còn được miễn – Người khuyết tật (Quá hạn)"),
        (waiver(), waiver(reduction="50"), f"Miễn, giảm cho người khuyết tật: Miễn → Giảm 50%, theo {BASIS}"),
        (
            waiver(),
            waiver(until="2026-12-31"),
            f"Miễn, giảm cho người khuyết tật: vẫn miễn, đổi ngày áp dụng, theo {BASIS}\n"
            f"Sẽ thay đổi từ 01/01/2027: không còn miễn phí, lệ phí cho người khuyết tật. Căn cứ: {BASIS}",
        ),
        (
            waiver(),
            waiver(notes="Mang theo giấy."),
            f"Miễn, giảm cho người khuyết tật: vẫn miễn; nay thêm lưu ý: Mang theo giấy, theo {BASIS}",
        ),
    ],
)
def test_a_waiver_is_told_by_who_and_how_much(before: dict[str, Any], after: dict[str, Any], words: str) -> None:
    assert "\n".join(told(before, after)) == words


def paper(use: str = "submit", **values: Any) -> dict[str, Any]:
    return {"papers": {use: [{"name": "Tờ khai", **values}], "sets": "1"}}


NO_PAPERS = {"papers": {"sets": "1"}}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (NO_PAPERS, paper(), "Thêm giấy tờ phải nộp: Tờ khai"),
        (NO_PAPERS, paper(originals="1", when="Đi thay"), "Thêm giấy tờ phải nộp: Tờ khai, 1 bản chính, chỉ khi đi thay"),
        (paper("present", case="late"), NO_PAPERS, "Bỏ giấy tờ phải xuất trình: Tờ khai (Quá hạn)"),
        (paper("present", channel="online"), NO_PAPERS, "Bỏ giấy tờ phải xuất trình: Tờ khai (nộp trực tuyến)"),
        (NO_PAPERS, paper(case="late", channel="post"), "Thêm giấy tờ phải nộp: Tờ khai (Quá hạn; nộp qua bưu chính)"),
        (paper("submit"), paper("present"), "Giấy tờ phải nộp nay phải xuất trình: Tờ khai"),
        (paper(originals="1"), paper(originals="2"), "Số bản – Tờ khai: 1 bản chính → 2 bản chính"),
        (paper(), paper(copies="1", certified_copies="2"), "Số bản – Tờ khai: không nêu → 1 bản sao, 2 bản sao chứng thực"),
        (paper(originals="1"), paper(), "Số bản – Tờ khai: 1 bản chính → không nêu"),
        (paper(), paper(when="Đi thay"), "Tờ khai: luôn phải có → chỉ khi đi thay"),
        (paper(), paper(notes="Theo mẫu mới"), "Tờ khai: đổi trường hợp, mẫu hoặc ghi chú"),
        (NO_PAPERS, {"papers": {"sets": "2"}}, "Hồ sơ: 1 bộ hồ sơ → 2 bộ hồ sơ"),
        (NO_PAPERS, {"papers": {}}, "Hồ sơ: 1 bộ hồ sơ → không nêu số bộ hồ sơ"),
        (NO_PAPERS, {"papers": {"sets": "1", "notes": ["Không cần sao."]}}, "Thêm lưu ý về hồ sơ: Không cần sao."),
    ],
)
def test_a_paper_is_told_by_its_use_its_number_and_its_condition(
    before: dict[str, Any], after: dict[str, Any], words: str
) -> None:
    assert told(before, after) == [words]


def ways(*channels: dict[str, Any]) -> dict[str, Any]:
    return {"channels": [{"kind": "in_person"}, *channels]}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (ways(), ways({"kind": "online", "level": "full"}), "Thêm cách nộp: trực tuyến toàn trình"),
        (ways({"kind": "post"}), ways(), "Không còn nộp bưu chính được"),
        (ways({"kind": "online"}), ways({"kind": "online", "level": "partial"}), "Nộp trực tuyến: không nêu mức độ → một phần"),
        (ways({"kind": "online", "level": "full"}), ways({"kind": "online"}), "Nộp trực tuyến: toàn trình → không nêu mức độ"),
        (ways({"kind": "post"}), ways({"kind": "post", "notes": "Gửi bảo đảm."}), "Nộp bưu chính: đổi địa chỉ hoặc ghi chú"),
        ({}, {"name": "Khai sinh"}, "Tên thủ tục: Đăng ký khai sinh → Khai sinh"),
        ({}, {"results": [*LAW["results"], {"name": "Trích lục"}]}, "Thêm kết quả: Trích lục"),
        ({"requirements": ["Có mặt."]}, {}, "Bỏ yêu cầu, điều kiện: Có mặt."),
        ({}, {"audience": ["citizen", "enterprise"]}, "Đối tượng thực hiện: Công dân Việt Nam → Công dân Việt Nam, Doanh nghiệp"),
        ({}, {"steps": ["Nộp."]}, "Trình tự thực hiện được viết lại; xem bản mới"),
        ({}, {"legal_basis": [BASIS, "123/2015/NĐ-CP"]}, "Thêm căn cứ pháp lý: 123/2015/NĐ-CP"),
        ({"receiver": "Một cửa"}, {"receiver": "Một cửa", "authority": "Sở Tư pháp"},
         "Cơ quan quyết định: Ủy ban nhân dân cấp xã → Sở Tư pháp"),
        ({}, {"receiver": "Một cửa"}, "Nơi tiếp nhận: Ủy ban nhân dân cấp xã → Một cửa"),
        ({"notes": ["Cũ."]}, {"notes": ["Cũ.", "Mới."]}, "Thêm lưu ý: Mới."),
        ({"cases": {"late": "Quá hạn"}}, {"cases": {"late": "Quá hạn", "again": "Đăng ký lại"}}, "Thêm trường hợp: Đăng ký lại"),
    ],
)  # fmt: skip
def test_everything_else_is_told_by_its_name(before: dict[str, Any], after: dict[str, Any], words: str) -> None:
    assert told(before, after) == [words]


def test_that_the_law_has_been_replaced_is_told_as_a_remark() -> None:
    """From its day on, and that it is so no more."""
    replaced = {"outdated": {"from": "2026-03-01", "by": "3/2026/QH16", "text": "Luật mới đã thay."}}
    assert told({}, replaced) == ["Thêm lưu ý: Luật mới đã thay."]
    assert told(replaced, {}) == ["Bỏ lưu ý: Luật mới đã thay."]
    assert told({}, {"outdated": replaced["outdated"] | {"from": "2026-11-23"}}) == []


def test_what_one_cannot_say_in_a_line_has_neither_before_nor_after() -> None:
    """The steps are written anew: no value that a program could take for one."""
    (change,) = compare_provincial(in_province(), in_province(steps=["Nộp."]))
    assert (change.part, change.before, change.after, change.flagged) == ("steps", None, None, False)


def test_what_was_announced_and_is_not_coming_is_told() -> None:
    ahead = {"upcoming": [{"from": "2027-03-01", "text": "Luật mới có hiệu lực.", "basis": "3/2026/QH16"}]}
    said = "từ 01/03/2027: Luật mới có hiệu lực. Căn cứ: 3/2026/QH16"
    assert told({}, ahead) == [f"Sẽ thay đổi {said}"]
    assert told(ahead, {}) == [f"Không còn báo trước thay đổi {said}"]


def test_an_announcement_in_other_words_is_one_change() -> None:
    """Nobody reads that something comes and, in nearly the same words, that it comes no more."""

    def ahead(text: str, day: str = "2027-03-01") -> dict[str, Any]:
        return {"upcoming": [{"from": day, "text": text, "basis": "3/2026/QH16"}]}

    said = "Luật mới có hiệu lực, thủ tục được công bố lại. Căn cứ: 3/2026/QH16"
    later = ahead("Luật mới có hiệu lực, thủ tục được công bố lại.")
    assert told(ahead("Luật mới có hiệu lực."), later) == [f"Viết lại lời báo trước thay đổi từ 01/03/2027: {said}"]
    assert told(ahead("Luật mới có hiệu lực.", "2027-07-01"), later) == [
        f"Sẽ thay đổi từ 01/03/2027: {said}",
        "Không còn báo trước thay đổi từ 01/07/2027: Luật mới có hiệu lực. Căn cứ: 3/2026/QH16",
    ]


def test_what_is_to_come_is_the_same_where_only_what_is_not_shown_has_changed() -> None:
    """A short name, or the source's own words: else it were told of the same end that it comes and that it does not."""

    def ending(**more: str) -> dict[str, Any]:
        waiver = {"who": "Học sinh", "basis": BASIS, "until": "2027-02-28"}
        fee = {"name": "Lệ phí", "amount": "8000", "until": "2027-02-28"}
        return {"waivers": [waiver | more], "fees": [fee | ({"source_text": "Lệ phí: 8.000đ"} if more else {})]}

    assert told(ending(), ending(short_who="HS")) == []
    assert told({**ending(), "waivers": []}, ending()) == [f"Thêm đối tượng được miễn – Học sinh, theo {BASIS}"]


def posted(law: dict[str, Any], posting: dict[str, Any]) -> PostedProcedure:
    return resolve_posting("1.001193", Posting.model_validate(POSTING | posting), in_province(**law), TODAY)


def term(*deadlines: dict[str, Any]) -> dict[str, Any]:
    return {"deadlines": list(deadlines)}


FIVE = {"amount": "5", "unit": "working_day"}
WHO = {"questions": {"who": {"name": "Làm cho ai?", "options": {"self": "Cho mình", "child": "Cho con"}}}}


@pytest.mark.parametrize(
    ("before", "after", "words", "flagged"),
    [
        (term(FIVE), term({"amount": "3", "unit": "working_day"}), "Thời hạn ngắn hơn: 5 ngày làm việc → 3 ngày làm việc", False),
        (
            term(FIVE),
            term({"amount": "6", "unit": "working_day", "basis": BASIS}),
            f"Thời hạn dài hơn: 5 ngày làm việc → 6 ngày làm việc, theo {BASIS}",
            True,
        ),
        (
            term({"same_day_until": "15:00"}),
            term({"same_day_until": "10:00"}),
            "Thời hạn dài hơn: Ngay trong ngày nếu nộp trước 15:00 → Ngay trong ngày nếu nộp trước 10:00",
            True,
        ),
        (
            term(FIVE),
            term(FIVE | {"notes": "Kể cả xác minh."}),
            "Thời hạn: vẫn 5 ngày làm việc; nay thêm lưu ý: Kể cả xác minh",
            False,
        ),
        (
            term(FIVE),
            term(FIVE, {"case": "late", "amount": "8", "unit": "working_day"}),
            "Thời hạn riêng dài hơn (Quá hạn): 8 ngày làm việc",
            True,
        ),
        (
            term(FIVE, {"case": "late", "amount": "8", "unit": "working_day"}),
            term(FIVE),
            "Không còn thời hạn riêng (Quá hạn), trước đây 8 ngày làm việc",
            False,
        ),
        (
            term(FIVE, {"case": "late", "amount": "2", "unit": "working_day"}),
            term(FIVE),
            "Không còn thời hạn riêng (Quá hạn), trước đây 2 ngày làm việc; thời hạn chung dài hơn",
            True,
        ),
        (
            WHO | term(FIVE | {"case": "late"}, FIVE | {"case": "on-time", "amount": "9"}),
            WHO
            | term(
                FIVE | {"case": "late"}, FIVE | {"case": "on-time", "amount": "9"}, FIVE | {"case": "who-child", "amount": "8"}
            ),
            "Thời hạn riêng dài hơn (Cho con): 8 ngày làm việc",
            True,
        ),
        (
            WHO | term(FIVE | {"case": "on-time", "amount": "9"}, FIVE | {"case": "late"}),
            WHO
            | term(
                FIVE | {"case": "on-time", "amount": "9"}, FIVE | {"case": "late"}, FIVE | {"case": "who-child", "amount": "8"}
            ),
            "Thời hạn riêng dài hơn (Cho con): 8 ngày làm việc",
            True,
        ),
    ],
)
def test_a_longer_wait_is_flagged_whoever_it_is_for(before: Any, after: Any, words: str, flagged: bool) -> None:
    """Also where a line of its own comes or goes: then the others that hold for some of those people count, in any order."""
    old, new = posted(before, {}), posted(after, {})
    [change] = compare_posting(old, new)
    assert (format_change(change, new.procedure.case_names, VIETNAMESE), change.flagged) == (words, flagged)


def test_what_a_commune_itself_changes_is_told() -> None:
    old, new = posted({}, {"counter": "Quầy 1"}), posted({}, {"counter": "Quầy 2", "notes": ["Nghỉ trưa."]})
    assert [format_change(change, {}, VIETNAMESE) for change in compare_posting(old, new)] == [
        "Quầy tiếp nhận: Quầy 1 → Quầy 2",
        "Thêm lưu ý: Nghỉ trưa.",
    ]


def office(**values: Any) -> Commune:
    return Commune.model_validate({"code": "10183", "name": "Mẫu", "kind": "xã", "office": OFFICE | values})


DAY = {"date": "2026-12-24", "reason": "Tập huấn"}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"phone": "024 3333 4444"}, "Thêm điện thoại nơi tiếp nhận: 024 3333 4444"),
        ({"email": "a@x.gov.vn"}, {}, "Bỏ thư điện tử nơi tiếp nhận: a@x.gov.vn"),
        ({}, {"address": "Thôn Khác"}, "Địa chỉ nơi tiếp nhận: Thôn Mẫu → Thôn Khác"),
        ({}, {"name": "Trung tâm"}, "Nơi tiếp nhận: Một cửa → Trung tâm"),
        ({}, {"exceptions": [DAY]}, "Ngày 24/12/2026 nghỉ: Tập huấn"),
        ({"exceptions": [DAY]}, {}, "Không còn ngày 24/12/2026 nghỉ: Tập huấn"),
        (
            {"exceptions": [DAY]},
            {"exceptions": [DAY | {"opens": "08:00", "closes": "11:00"}]},
            "Ngày 24/12/2026 làm việc 08:00–11:00: Tập huấn",
        ),
        (
            {},
            {"hours": [{"days": ["mon"], "opens": "08:00", "closes": "11:30"}]},
            "Giờ làm việc: thứ hai 07:30–11:30 → thứ hai 08:00–11:30",
        ),
        ({}, {"hours": [*OFFICE["hours"], *OFFICE["hours"]]}, None),
    ],
)
def test_a_change_of_the_office_is_told_by_its_name(before: dict[str, Any], after: dict[str, Any], words: str | None) -> None:
    """The order of lines, and a line that stands twice, change nothing."""
    said = [format_change(change, {}, VIETNAMESE) for change in compare_offices(office(**before), office(**after))]
    assert said == ([words] if words else [])


def board(*postings: PostingChanges) -> Differences:
    return Differences(TODAY, {"ha-noi": "thành phố Hà Nội"}, (CommuneChanges("ha-noi/mau", "xã Mẫu", (), postings),))


def sheet(code: str, reprint: tuple[VersionPart, ...] = (), now: bool = True, before: bool = True) -> PostingChanges:
    return PostingChanges(code, "Thủ tục", (), {}, reprint, now, before)


def test_the_work_at_the_wall_is_told_sheet_by_sheet() -> None:
    """What must be printed again and why, what is new, what comes down; a sheet that holds is not named."""
    differences = board(
        sheet("1.000001", ("fees",)),
        sheet("1.000002", ("fees",)),
        sheet("1.000003", ("papers", "place")),
        sheet("1.000004", now=True, before=False),
        sheet("1.000005", now=False, before=True),
        sheet("1.000006"),
        sheet("1.000007", now=False, before=False),
    )
    told = format_markdown(differences).split("### Tờ niêm yết phải thay\n\n")[1]
    assert told == (
        "- xã Mẫu: in lại 2 tờ vì đổi phí, lệ phí (1.000001, 1.000002); "
        "in lại 1 tờ vì đổi giấy tờ, nơi nộp, giờ làm việc (1.000003); in mới 1 tờ (1.000004); gỡ 1 tờ (1.000005)\n"
    )
    sheets = [posting["sheet"] for posting in describe(differences)["communes"][0]["postings"]]
    assert sheets == ["reprint", "reprint", "reprint", "print", "take_down", "keep", "keep"]


def test_of_many_sheets_the_number_is_told() -> None:
    """Twelve are named."""
    codes = [f"1.0000{number}" for number in range(10, 24)]
    told = format_markdown(board(*(sheet(code, ("fees",)) for code in codes)))
    assert f"in lại 14 tờ vì đổi phí, lệ phí ({', '.join(codes[:12])} và 2 tờ khác)" in told
    told = format_markdown(board(*(sheet(code, ("fees",)) for code in codes[:12])))
    assert f"in lại 12 tờ vì đổi phí, lệ phí ({', '.join(codes[:12])})" in told
    fresh = [sheet(code, now=True, before=False) for code in codes]
    gone = [sheet(code, now=False, before=True) for code in codes]
    told = format_markdown(board(*fresh))
    assert f"in mới 14 tờ ({', '.join(codes[:12])} và 2 tờ khác)" in told
    assert f"gỡ 14 tờ ({', '.join(codes[:12])} và 2 tờ khác)" in format_markdown(board(*gone))


def test_the_whole_comment() -> None:
    """Head, count, what is longer, places by province and procedure, the wall; of many places the number."""
    new, longer = Deadline.model_validate({"amount": "6", "unit": "day"}), Deadline.model_validate({"amount": "5", "unit": "day"})
    change = Change("deadlines", longer, new, flagged=True)
    posting = PostingChanges("1.001193", "Khai sinh", (change,), {}, ("deadlines",))
    names = [f"xã Số {number}" for number in range(10, 24)]
    communes = tuple(CommuneChanges(f"ha-noi/{name[-2:]}", name, (), (posting,)) for name in names)
    office = CommuneChanges("ha-noi/99", "xã Cuối", (Change("phone", None, "024 3333 4444"),), ())
    whole = format_markdown(Differences(TODAY, {"ha-noi": "thành phố Hà Nội"}, (*communes, office)))
    places = f"{', '.join(names[:12])} và 2 nơi khác"
    assert whole.startswith(
        "## Thay đổi đối với người dân\n"
        "\n"
        "**14** bản niêm yết và **1** nơi tiếp nhận thay đổi, xem như hôm nay là ngày 22/11/2026.\n"
        "\n"
        "> **Cần xem kỹ: 14 chỗ thời hạn dài hơn trước.**\n"
        f"> - Khai sinh, tại {places}: thời hạn dài hơn: 5 ngày → 6 ngày\n"
        "\n"
        "### Thành phố Hà Nội\n"
        "\n"
        "#### Khai sinh (1.001193)\n"
        "\n"
        f"Tại {places}:\n"
        "\n"
        "- Thời hạn dài hơn: 5 ngày → 6 ngày\n"
        "\n"
        "#### Nơi tiếp nhận của xã Cuối\n"
        "\n"
        "- Thêm điện thoại nơi tiếp nhận: 024 3333 4444\n"
        "\n"
        "### Tờ niêm yết phải thay\n"
        "\n"
        "- xã Số 10: in lại 1 tờ vì đổi thời hạn (1.001193)\n"
    )


def test_a_comment_with_a_limit_counts_what_it_leaves_out() -> None:
    """At most so many characters, whole lines, and how many are missing; nothing where all of it has room."""
    differences = board(*(sheet(f"1.0000{number}", ("fees",)) for number in range(10, 24)))
    whole = format_markdown(differences)
    lines = whole.splitlines()
    assert format_markdown(differences, len(whole)) == whole
    limited = format_markdown(differences, len(whole) - 1)
    *kept, blank, last = limited.splitlines()
    assert (kept, blank) == (lines[: len(kept)], "")
    assert last == f"… còn {len(lines) - len(kept)} dòng; chạy `niemyet diff` để xem tất cả."
    assert limited.endswith("tất cả.\n")
    assert 0 < len(kept) < len(lines)
    assert format_markdown(differences, 1) == f"\n… còn {len(lines)} dòng; chạy `niemyet diff` để xem tất cả.\n"


LONG = "a" * 400


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Nộp", "Gửi", "Nộp → Gửi"),
        (f"x{LONG}", f"y{LONG}", f"x{'a' * 40}… → y{'a' * 40}…"),
        (f"{LONG}x", f"{LONG}y", f"…{'a' * 40}x → …{'a' * 40}y"),
        (f"{LONG}x{LONG}", f"{LONG}yz{LONG}", f"…{'a' * 40}x{'a' * 40}… → …{'a' * 40}yz{'a' * 40}…"),
        (LONG, f"{LONG}b", f"…{'a' * 40} → …{'a' * 40}b"),
    ],
)
def test_of_two_long_values_what_differs_is_shown(before: str, after: str, words: str) -> None:
    """With a little of what stands around it, and a mark where more stays as it was."""
    said = format_entry("posting", EntryChange(("counter",), before, after))
    assert said.endswith(f"›: {words}")


def test_a_file_that_could_not_be_read_before_says_nothing_of_before() -> None:
    assert read_content(SourceFile("docs/moi.md", "page"), Path(), None) == Content(None, "")


RECORD: dict[str, Any] = {
    "posted": "2026-01-05",
    "decision": {"number": "1/QĐ-UBND", "date": "2026-01-01"},
    "notes": ["Một.", "Hai."],
    "deadlines": [{"case": "late", "amount": "5", "unit": "day"}],
}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"posted": "2026-02-05"}, ["Đổi mục ‹Ngày niêm yết›: 2026-01-05 → 2026-02-05"]),
        ({"posted": None}, ["Bỏ mục ‹Ngày niêm yết›: 2026-01-05"]),
        ({"counter": "Quầy 1"}, ["Thêm mục ‹Quầy›: Quầy 1"]),
        ({"counter": ""}, ["Thêm mục ‹Quầy›: (trống)"]),
        ({"decision": None}, ["Bỏ mục ‹Quyết định công bố›: Số, ký hiệu: 1/QĐ-UBND; Ngày ký: 2026-01-01"]),
        ({"decision": {"number": "1/QĐ-UBND"}}, ["Bỏ mục ‹Ngày ký› của ‹Quyết định công bố›: 2026-01-01"]),
        ({"notes": ["Một."]}, ["Bỏ mục ‹Lưu ý›: Hai."]),
        ({"notes": ["Một.", "Hai.", "Ba."]}, ["Thêm mục ‹Lưu ý›: Ba."]),
        ({"notes": ["Một.", "Ba."]}, ["Đổi mục ‹Lưu ý›: Hai. → Ba."]),
        ({"notes": None}, ["Bỏ mục ‹Lưu ý›: Một., Hai."]),
        ({"strange": {"a": ["x", "y"]}}, ["Thêm mục ‹strange›: a: x, y"]),
    ],
)
def test_an_entry_that_no_sentence_words_is_told_by_its_title(changed: dict[str, Any], words: list[str]) -> None:
    """Where it stands, from the inside out; what was, what is."""
    after = {key: value for key, value in (RECORD | changed).items() if value is not None}
    assert [format_entry("posting", one) for one in compare_contents("posting", Content(RECORD, ""), Content(after, ""))] == words


def test_lines_are_told_by_their_number_and_order_as_order() -> None:
    """Of a page or a file that cannot be read: the stretches of lines; of a list that is only sorted anew: that."""

    def lines(before: str, after: str) -> list[str]:
        return [format_entry("page", one) for one in compare_contents("page", Content(None, before), Content(None, after))]

    assert lines("a\nb\nc", "a\nx\nc") == ["Đổi dòng 2: b → x"]
    assert lines("a\nc", "a\nb\nc") == ["Thêm dòng 2: b"]
    assert lines("a\nb\nc\nd", "a\nd") == ["Bỏ dòng 2: b\nc"]
    assert lines("a", "a") == []
    turned = Content(RECORD | {"notes": ["Hai.", "Một."]}, "")
    said = [format_entry("posting", one) for one in compare_contents("posting", Content(RECORD, ""), turned)]
    assert said[-1] == "Xếp lại thứ tự mục ‹Lưu ý›"
    whole = format_entry("posting", EntryChange((), "a", "b"))
    assert whole == "Đổi nội dung: a → b"
    long = "b" * 310
    assert format_entry("posting", EntryChange(("counter",), None, long)).endswith(f": {'b' * 300}… (còn 10 chữ, xem trong tệp)")
    assert format_entry("posting", EntryChange(("counter",), None, long[:300])).endswith(f": {'b' * 300}")


def test_an_article_is_compared_head_and_body() -> None:
    """A change of its head is told by its title, one of its text by its line."""
    before, after = Content({"title": "Cũ"}, "Một\nHai"), Content({"title": "Mới"}, "Một\nBa")
    assert [format_entry("article", one) for one in compare_contents("article", before, after)] == [
        "Đổi mục ‹Tiêu đề›: Cũ → Mới", "Đổi dòng 2: Hai → Ba",
    ]  # fmt: skip


PARTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "name": ({}, {"name": "Khai sinh"}),
    "fees": (fee(amount="8000"), fee(amount="9000")),
    "waivers": ({}, waiver()),
    "papers": (NO_PAPERS, {"papers": {"sets": "2"}}),
    "paper_notes": (NO_PAPERS, {"papers": {"sets": "1", "notes": ["Không cần sao."]}}),
    "channels": (ways(), ways({"kind": "post"})),
    "results": ({}, {"results": [*LAW["results"], {"name": "Trích lục"}]}),
    "requirements": ({}, {"requirements": ["Có mặt."]}),
    "steps": ({}, {"steps": ["Nộp."]}),
    "cases": ({}, {"cases": LAW["cases"] | {"again": "Đăng ký lại"}}),
    "audience": ({}, {"audience": ["enterprise"]}),
    "authority": ({"receiver": "Một cửa"}, {"receiver": "Một cửa", "authority": "Sở Tư pháp"}),
    "receiver": ({}, {"receiver": "Một cửa"}),
    "legal_basis": ({}, {"legal_basis": [BASIS, "123/2015/NĐ-CP"]}),
    "notes": ({}, {"notes": ["Mới."]}),
    "coming": ({}, {"upcoming": [{"from": "2027-03-01", "text": "Luật mới.", "basis": "3/2026/QH16"}]}),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_program_is_told_which_part_has_changed(part: str) -> None:
    """By its name, which is a contract; a paper as well by itself as by the number of sets."""
    before, after = (in_province(**law) for law in PARTS[part])
    assert [change.part for change in compare_provincial(before, after)] == [part]
    assert [change.part for change in compare_provincial(in_province(**NO_PAPERS), in_province(**paper()))] == ["papers"]


def test_the_whole_of_what_a_program_is_told() -> None:
    """Every key and value, worked out by hand: what comes, goes, changes, and what has no value."""
    new, longer = (Deadline.model_validate({"amount": amount, "unit": "day", "case": "late"}) for amount in ("6", "5"))
    changes = (
        Change("deadlines", longer, new, flagged=True),
        Change("notes", None, "Mới."),
        Change("notes", "Cũ."),
        Change("steps"),
    )
    posting = PostingChanges("1.001193", "Khai sinh", changes, {"late": "Quá hạn"}, ("deadlines",))
    commune = CommuneChanges("ha-noi/mau", "xã Mẫu", (Change("phone", None, "024 3333 4444"),), (posting,), began=True)
    entry = EntryChange(("posted",), "2026-01-05", None)
    files = (
        FileChanges("a.yaml", "posting", "Khai sinh", (entry,)), FileChanges("b.yaml", "posting", "", began=True),
        FileChanges("c.yaml", "posting", "", ended=True),
    )  # fmt: skip
    differences = Differences(TODAY, {"ha-noi": "thành phố Hà Nội"}, (commune,), ("d",), ("e",), ("f",), files)
    deadline = {"unit": "day", "case": ["late"]}
    said = "Thời hạn dài hơn (Quá hạn): 5 ngày → 6 ngày"
    assert describe(differences) == {
        "as_of": "2026-11-22",
        "postings": 1,
        "flagged": 1,
        "communes": [
            {
                "path": "ha-noi/mau", "name": "xã Mẫu", "began": True, "ended": False,
                "office": [
                    {"part": "phone", "kind": "added", "flagged": False, "text": "Thêm điện thoại nơi tiếp nhận: 024 3333 4444",
                     "before": None, "after": "024 3333 4444"},
                ],
                "postings": [
                    {
                        "code": "1.001193", "name": "Khai sinh", "sheet": "reprint", "reprint": ["deadlines"],
                        "changes": [
                            {"part": "deadlines", "kind": "changed", "flagged": True, "text": said,
                             "before": deadline | {"amount": 5}, "after": deadline | {"amount": 6}},
                            {"part": "notes", "kind": "added", "flagged": False, "text": "Thêm lưu ý: Mới.",
                             "before": None, "after": "Mới."},
                            {"part": "notes", "kind": "removed", "flagged": False, "text": "Bỏ lưu ý: Cũ.",
                             "before": "Cũ.", "after": None},
                            {"part": "steps", "kind": "changed", "flagged": False,
                             "text": "Trình tự thực hiện được viết lại; xem bản mới", "before": None, "after": None},
                        ],
                    },
                ],
            },
        ],
        "files": [
            {"file": "a.yaml", "kind": "posting", "name": "Khai sinh", "change": "changed",
             "text": ["Bỏ mục ‹Ngày niêm yết›: 2026-01-05"],
             "entries": [{"path": ["posted"], "before": "2026-01-05", "after": None}]},
            {"file": "b.yaml", "kind": "posting", "name": "", "change": "added", "text": ["Thêm bản niêm yết"], "entries": []},
            {"file": "c.yaml", "kind": "posting", "name": "", "change": "removed", "text": ["Bỏ bản niêm yết"], "entries": []},
        ],
        "cosmetic_files": ["d"],
        "unseen_files": ["e"],
        "unread_files": ["f"],
    }  # fmt: skip


def test_the_files_of_a_comment() -> None:
    """Those with the very same changes stand together, each with the record's name; then what reads the same, what is broken."""
    entry = EntryChange(("posted",), "2026-01-05", "2026-02-05")
    files = tuple(FileChanges(f"{name}.yaml", "posting", "Khai sinh", (entry,)) for name in "ab")
    other = FileChanges("c.yaml", "posting", "", began=True)
    told = format_markdown(Differences(TODAY, {}, (), ("d", "e"), (), ("f", "g"), (*files, other)))
    assert told == (
        "## Thay đổi đối với người dân\n"
        "\n"
        "Không bản niêm yết nào đổi phí, giấy tờ, thời hạn, xem như hôm nay là ngày 22/11/2026.\n"
        "\n"
        "### Từng mục đã đổi trong tệp\n"
        "\n"
        "a.yaml, b.yaml – Khai sinh:\n"
        "\n"
        "- Đổi mục ‹Ngày niêm yết›: 2026-01-05 → 2026-02-05\n"
        "\n"
        "c.yaml:\n"
        "\n"
        "- Thêm bản niêm yết\n"
        "\n"
        "Ngoài ra: 2 tệp chỉ đổi cách viết.\n"
        "\n"
        "Không so sánh được 2 tệp vì còn lỗi: f, g.\n"
    )
    nothing = format_markdown(Differences(TODAY, {}, ()))
    assert nothing.endswith("Không có gì thay đổi đối với người dân, xem như hôm nay là ngày 22/11/2026.\n")
