"""Known changes are worded by their kind and with whom they concern, the same on pages and sheets."""

from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from conftest import REPOSITORY, TODAY
from niemyet.building.boards import read_boards
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.render.coming import describe_coming
from niemyet.render.language import VIETNAMESE
from niemyet.resolve.procedures import resolve_for_province, resolve_procedure
from niemyet.sheets.book import PaperFormat
from niemyet.sheets.typesetter import Typesetter
from sample_law import BIRTH
from test_site import PageReader, build

LATER = "2027-01-01"
PROCEDURE = "catalogue/reference/procedures/ho-tich/1.001193.yaml"
RECORD = BIRTH | {"cases": {"on-time": "Đăng ký đúng hạn", "late": "Đăng ký quá hạn"}}
FORMULA = {
    "unit": "trang",
    "parts": [{"first": "1", "last": "2", "amount": "2000"}, {"first": "3", "amount": "1000"}],
    "at_most": "200000",
}
NAME = "Lệ phí đăng ký khai sinh"


def told(*versions: dict[str, Any], **overlay: Any) -> list[str]:
    """What a procedure of these versions announces in a province, in words."""
    read = [Procedure.model_validate(RECORD | version) for version in versions]
    provincial = resolve_for_province(resolve_procedure(read, TODAY), ProvinceOverlay.model_validate(overlay), TODAY)
    notices = (describe_coming(change, provincial.procedure.cases, VIETNAMESE) for change in provincial.coming)
    return [notice.dated_sentence(VIETNAMESE) for notice in notices]


@pytest.mark.parametrize(
    ("fee", "said"),
    [
        ({"set_by": "province"}, "phí, lệ phí do Hội đồng nhân dân cấp tỉnh quy định, mức thu chưa có trên trang"),
        (
            {"name": NAME, "case": "late", "set_by": "province", "basis": "12/2026/QH16"},
            "lệ phí đăng ký khai sinh (Đăng ký quá hạn) do Hội đồng nhân dân cấp tỉnh quy định, mức thu chưa có trên trang. "
            "Căn cứ: 12/2026/QH16",
        ),
        ({"name": NAME, "amount": "8000"}, "lệ phí đăng ký khai sinh là 8.000 đồng"),
        ({"name": NAME, "amount": "8000", "sample": "true"}, "lệ phí đăng ký khai sinh là 8.000 đồng (số mẫu)"),
        ({"name": NAME, "case": ["on-time", "late"], "amount": "0", "basis": "1/2026/QH16"},
         "lệ phí đăng ký khai sinh (Đăng ký đúng hạn; Đăng ký quá hạn) được miễn. Căn cứ: 1/2026/QH16"),
        ({"channel": "online", "amount": "4000", "per": "bản sao"}, "phí, lệ phí (nộp trực tuyến) là 4.000 đồng/bản sao"),
        ({"undetermined": "Hai nguồn ghi khác nhau."}, "phí, lệ phí chưa xác định: hai nguồn ghi khác nhau"),
        ({"formula": FORMULA}, "phí, lệ phí là 2.000 đồng/trang từ trang thứ 1 đến trang thứ 2; "
         "1.000 đồng/trang từ trang thứ 3, tối đa 200.000 đồng"),
    ],
)  # fmt: skip
def test_a_fee_to_come_is_told_with_its_name_its_case_and_its_kind(fee: dict[str, Any], said: str) -> None:
    """Never as an amount that nobody wrote."""
    assert told({"fees": [fee | {"from": LATER}]}) == [f"Từ 01/01/2027: {said}."]
    assert told({}, fees=[fee | {"from": LATER}]) == [f"Từ 01/01/2027: {said}."]


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ({"case": "late", "amount": "3", "unit": "working_day", "basis": "1/2026/QH16"},
         "thời hạn (Đăng ký quá hạn) là 3 ngày làm việc. Căn cứ: 1/2026/QH16"),
        ({"same_day_until": "15:00"}, "thời hạn là ngay trong ngày nếu nhận hồ sơ trước 15 giờ"),
        ({"undetermined": "Nguồn không nêu."}, "thời hạn chưa xác định: nguồn không nêu"),
    ],
)  # fmt: skip
def test_a_deadline_to_come_is_told_as_one(deadline: dict[str, Any], said: str) -> None:
    assert told({"deadlines": [deadline | {"from": LATER}]}) == [f"Từ 01/01/2027: {said}."]


LEVEL_TWO = {"who": "Công dân có định danh mức độ 2", "basis": "117/2026/TT-BTC"}


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        ({"from": LATER}, "miễn phí, lệ phí cho công dân có định danh mức độ 2"),
        ({"until": "2026-12-31"}, "không còn miễn phí, lệ phí cho công dân có định danh mức độ 2"),
        ({"until": "2026-12-31", "fees": [NAME], "case": "late"},
         "không còn miễn lệ phí đăng ký khai sinh (Đăng ký quá hạn) cho công dân có định danh mức độ 2"),
        ({"from": LATER, "reduction": "50", "sample": "true"},
         "giảm 50% phí, lệ phí cho công dân có định danh mức độ 2 (số mẫu)"),
        ({"until": "2026-12-31", "reduction": "50"}, "không còn giảm 50% phí, lệ phí cho công dân có định danh mức độ 2"),
    ],
)  # fmt: skip
def test_who_will_pay_less_or_no_longer_is_told(waiver: dict[str, Any], said: str) -> None:
    """By law and by province alike: whoever is exempt until February must know that March costs something."""
    expected = [f"Từ 01/01/2027: {said}. Căn cứ: 117/2026/TT-BTC."]
    assert told({"waivers": [LEVEL_TWO | waiver]}) == expected
    assert told({}, waivers=[LEVEL_TWO | waiver]) == expected


def test_what_ends_is_told_unless_something_follows_it() -> None:
    """A waiver that goes on under another date, a fee of the same name, another deadline; what is unsure is not announced."""
    last, fee = "2026-12-31", {"name": NAME, "amount": "8000"}
    assert told({"waivers": [LEVEL_TWO | {"until": last}, LEVEL_TWO | {"from": LATER, "until": LATER}]}) == [
        "Từ 01/01/2027: miễn phí, lệ phí cho công dân có định danh mức độ 2. Căn cứ: 117/2026/TT-BTC.",
        "Từ 02/01/2027: không còn miễn phí, lệ phí cho công dân có định danh mức độ 2. Căn cứ: 117/2026/TT-BTC.",
    ]
    assert told({"waivers": [LEVEL_TWO | {"until": last, "undetermined": "Chưa tìm được văn bản."}]}) == []
    assert told({"waivers": [LEVEL_TWO | {"until": "2026-11-21"}]}) == []
    assert told({"fees": [fee | {"until": last}]}) == ["Từ 01/01/2027: mức lệ phí đăng ký khai sinh đang ghi không còn áp dụng."]
    assert told({"fees": [fee | {"until": last}, fee | {"amount": "9000", "from": LATER}]}) == [
        "Từ 01/01/2027: lệ phí đăng ký khai sinh là 9.000 đồng."
    ]
    days = {"amount": "3", "unit": "working_day"}
    assert told({}, deadlines=[days | {"until": last}]) == ["Từ 01/01/2027: thời hạn đang ghi không còn áp dụng."]
    assert told({}, deadlines=[days | {"until": last}, days | {"amount": "2", "from": LATER}]) == [
        "Từ 01/01/2027: thời hạn là 2 ngày làm việc."
    ]


def test_everything_else_is_told_as_what_it_is() -> None:
    assert told({"upcoming": [{"from": LATER, "text": "Luật mới có hiệu lực. ", "basis": "3/2026/QH16"}]}) == [
        "Từ 01/01/2027: Luật mới có hiệu lực. Căn cứ: 3/2026/QH16."
    ]
    repealed = {"from": LATER, "basis": "3/2026/QH16", "replaced_by": "2.000635"}
    assert told({"repealed": repealed}) == ["Từ 01/01/2027: thủ tục bị bãi bỏ. Căn cứ: 3/2026/QH16. Thay bằng thủ tục 2.000635."]
    assert told({"effective": {"until": "2026-12-31"}}) == ["Từ 01/01/2027: bản hiện nay của thủ tục hết hiệu lực."]
    assert told({}, {"name": "Khai sinh", "effective": {"from": LATER}}) == [
        "Từ 01/01/2027: áp dụng bản mới của thủ tục, khác về tên thủ tục."
    ]


def test_what_comes_is_told_until_the_day_before_and_in_the_order_of_days() -> None:
    """What holds today is no announcement; what law and province say alike is told once."""
    tomorrow, today = "2026-11-23", TODAY.isoformat()

    def upcoming(day: str) -> dict[str, Any]:
        return {"upcoming": [{"from": day, "text": "Luật mới.", "basis": "3/2026/QH16"}]}

    fee = {"name": NAME, "amount": "8000"}
    assert told(upcoming(tomorrow)) == ["Từ 23/11/2026: Luật mới. Căn cứ: 3/2026/QH16."]
    assert told(upcoming(today)) == told({"fees": [fee | {"from": today}]}) == []
    assert told({"repealed": {"from": today, "basis": "3/2026/QH16"}}) == []
    assert told({"effective": {"until": today}}) == ["Từ 23/11/2026: bản hiện nay của thủ tục hết hiệu lực."]
    assert told({"effective": {"until": "2026-11-21"}}) == []
    both = told({**upcoming(LATER), "fees": [fee | {"from": LATER}]}, fees=[fee | {"from": LATER}, fee | {"from": tomorrow}])
    assert both == [
        "Từ 23/11/2026: lệ phí đăng ký khai sinh là 8.000 đồng.",
        "Từ 01/01/2027: lệ phí đăng ký khai sinh là 8.000 đồng.",
        "Từ 01/01/2027: Luật mới. Căn cứ: 3/2026/QH16.",
    ]
    deadline = {"amount": "2", "unit": "working_day", "from": LATER}
    assert told({}, deadlines=[deadline]) == ["Từ 01/01/2027: thời hạn là 2 ngày làm việc."]


def test_a_new_version_names_every_part_that_differs() -> None:
    later = {
        "effective": {"from": LATER}, "papers": {"sets": "2"}, "fees": [{"amount": "1"}], "channels": [{"kind": "post"}],
        "waivers": [{"who": "Trẻ em", "basis": "60/2014/QH13"}], "deadlines": [{"amount": "1", "unit": "day"}], "steps": ["Nộp."],
        "results": [{"name": "Giấy"}], "requirements": ["Có mặt."], "forms": {"a": {"name": "A"}}, "legal_basis": ["3/2026/QH16"],
    }  # fmt: skip
    assert told({}, later) == [
        "Từ 01/01/2027: áp dụng bản mới của thủ tục, khác về thành phần hồ sơ, phí, lệ phí, miễn, giảm, thời hạn, trình tự, "
        "kết quả, yêu cầu, điều kiện, cách nộp, mẫu đơn, tờ khai, căn cứ pháp lý."
    ]
    assert told({}, {"aliases": ["khai sinh"], "effective": {"from": LATER}}) == ["Từ 01/01/2027: áp dụng bản mới của thủ tục."]


def test_what_the_province_has_set_for_that_day_is_told_in_place_of_that_it_will() -> None:
    """Whether its line begins on that day or stood there before; a line of another name changes nothing."""
    left = {"fees": [{"name": NAME, "set_by": "province", "from": LATER}]}
    said = ["Từ 01/01/2027: lệ phí đăng ký khai sinh là 9.000 đồng."]
    assert told(left, fees=[{"name": NAME, "amount": "9000", "from": LATER}]) == said
    assert told(left, fees=[{"name": NAME, "amount": "9000"}]) == said
    assert len(told(left, fees=[{"name": NAME, "amount": "9000", "until": "2026-12-31"}])) == 1
    assert "do Hội đồng nhân dân" in told(left, fees=[{"name": "Phí khác", "amount": "9000"}])[0]


def test_page_and_sheet_announce_the_same(site_root: Path) -> None:
    """What stands under "Sắp thay đổi" on a posting stands on its sheet, of A4 and of the hand-out."""
    record = site_root / PROCEDURE
    fees = "fees:\n  - {name: Lệ phí mới, case: late, set_by: province, from: 2027-01-01}\n"
    record.write_text(record.read_text("utf-8").replace("fees:\n", fees), "utf-8")
    build(site_root)
    page = (site_root / "site/ha-noi/thuong-tin/1.001193/index.html").read_text("utf-8")
    assert "0 đồng" not in page.split('id="sap-thay-doi"')[1].split("</section>")[0].replace(".000 đồng", "")
    report, [board] = read_boards(site_root, "ha-noi/thuong-tin", TODAY, "https://niemyet.example/")
    assert not report.errors
    numbered = next(n for n in board.postings if n.posted.code == "1.001193")
    assert [change.day for change in numbered.posted.provincial.coming] == [date(2027, 1, 1), date(2027, 3, 1)]
    for format_ in (PaperFormat("a4"), PaperFormat("a5")):
        pdf = Typesetter(REPOSITORY / "theme").typeset("sheet", "1.001193", board.describe_sheet(numbered, format_))
        printed = " ".join(" ".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(pdf)).split())
        assert "Sắp thay đổi" in printed
        for sentence in board.describe_sheet(numbered, format_)["sheets"][0]["coming"]:
            assert sentence in printed
            assert sentence.split(": ")[1].split(". Căn cứ")[0] in page
    assert PageReader(page).elements
