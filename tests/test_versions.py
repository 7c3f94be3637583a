"""The version code: the same content gives the same code; a change differs in the group of its part."""

from datetime import date
from typing import Any

import pytest

from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune
from niemyet.model.procedure import Procedure
from niemyet.resolve.communes import resolve_posting
from niemyet.resolve.procedures import resolve_for_province, resolve_procedure
from niemyet.resolve.version_codes import GROUP, VERSION_PARTS, VersionCoder
from sample_law import BIRTH

TODAY = date(2026, 11, 22)
LAW = BIRTH | {
    "cases": {"late": "Quá hạn"},
    "fees": [{"amount": "0", "basis": "60/2014/QH13"}, {"case": "late", "set_by": "province"}],
    "papers": {"submit": [{"name": "Tờ khai", "originals": "1"}]},
    "legal_basis": ["60/2014/QH13", "123/2015/NĐ-CP"],
    "decision": {"number": "163/QĐ-BTP"},
}
PROVINCE: dict[str, Any] = {"fees": [{"case": "late", "amount": "8000"}]}
POSTING: dict[str, Any] = {"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-01-05"}
OFFICE: dict[str, Any] = {
    "name": "Trung tâm Phục vụ hành chính công",
    "address": "Thôn Mẫu",
    "hours": [{"days": ["mon"], "opens": "07:30", "closes": "11:30"}],
}


def groups(
    law: dict[str, Any] | None = None,
    province: dict[str, Any] | None = None,
    posting: dict[str, Any] | None = None,
    **office: Any,
) -> tuple[str, ...]:
    """The groups of the posting above with these keys changed."""
    procedure = Procedure.model_validate(LAW | (law or {}))
    overlay = ProvinceOverlay.model_validate(PROVINCE | (province or {}))
    provincial = resolve_for_province(resolve_procedure([procedure], TODAY), overlay, TODAY)
    posted = resolve_posting("1.001193", Posting.model_validate(POSTING | (posting or {})), provincial, TODAY)
    commune = Commune.model_validate({"code": "10183", "name": "Mẫu", "kind": "xã", "office": OFFICE | office})
    return VersionCoder().code(posted, commune, "ha-noi/mau").groups


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("papers", {"law": {"papers": {"submit": [{"name": "Tờ khai", "originals": "2"}]}}}),
        ("fees", {"province": {"fees": [{"case": "late", "amount": "8001"}]}}),
        ("fees", {"province": {"fees": []}}),
        ("fees", {"law": {"waivers": [{"who": "Trẻ em", "basis": "60/2014/QH13"}]}}),
        ("deadlines", {"law": {"deadlines": [{"amount": "4", "unit": "working_day"}]}}),
        ("deadlines", {"posting": {"deadlines": [{"amount": "4", "unit": "working_hour"}]}}),
        ("place", {"posting": {"counter": "Quầy số 2"}}),
        ("place", {"address": "Thôn Khác"}),
        ("place", {"hours": [{"days": ["mon"], "opens": "08:00", "closes": "11:30"}]}),
        ("place", {"posting": {"notes": ["Nghỉ trưa."]}}),
        ("place", {"name": "Bộ phận Một cửa"}),
        ("place", {"phone": "024 3333 4444"}),
        ("papers", {"law": {"forms": {"to-khai": {"name": "Tờ khai mới"}}}}),
        ("papers", {"law": {"papers": {**LAW["papers"], "sets": "2"}}}),
        ("fees", {"province": {"waivers": [{"who": "Trẻ em", "basis": "60/2014/QH13"}]}}),
        ("deadlines", {"province": {"deadlines": [{"amount": "4", "unit": "working_day"}]}}),
        ("steps", {"law": {"steps": ["Nộp hồ sơ.", "Nhận kết quả."]}}),
        ("steps", {"law": {"name": "Khai sinh"}}),
        ("steps", {"law": {"cases": {"late": "Sau 60 ngày"}}}),
        ("steps", {"law": {"questions": {"verified": {"name": "Phải xác minh?", "options": {"yes": "Có", "no": "Không"}}}}}),
        ("steps", {"law": {"results": [{"name": "Trích lục"}]}}),
        ("steps", {"law": {"requirements": ["Có mặt."]}}),
        ("steps", {"law": {"channels": [{"kind": "in_person"}, {"kind": "post"}]}}),
        ("steps", {"law": {"audience": ["foreigner"]}}),
        ("steps", {"law": {"authority": "Sở Tư pháp"}}),
        ("steps", {"law": {"receiver": "Một cửa"}}),
        ("steps", {"law": {"notes": ["Mang theo bút."]}}),
        ("steps", {"law": {"non_territorial": "true"}}),
        ("legal_basis", {"law": {"outdated": {"from": "2026-03-01", "by": "3/2026/QH16", "text": "Luật mới."}}}),
        ("legal_basis", {"law": {"legal_basis": ["60/2014/QH13"]}}),
    ],
)
def test_a_change_shows_in_the_group_of_its_part_and_in_no_other(part: str, changed: dict[str, Any]) -> None:
    before, after = groups(), groups(**changed)
    assert [p for p, a, b in zip(VERSION_PARTS, before, after, strict=True) if a != b] == [part]


def test_one_coder_gives_every_posting_the_code_that_a_new_one_gives() -> None:
    """Whatever it has remembered of other communes, counters, provinces and procedures."""
    made = []
    for code in ("1.001193", "1.000894"):
        for path, address, amount in (
            ("ha-noi/a", "Thôn A", "8000"),
            ("ha-noi/b", "Thôn B", "8000"),
            ("ha-tinh/a", "Thôn A", "9"),
        ):
            for posting in ({}, {"counter": "Quầy 2"}, {"deadlines": [{"amount": "1", "unit": "working_day"}]}):
                procedure = Procedure.model_validate(LAW | {"code": code, "steps": [code]})
                overlay = ProvinceOverlay.model_validate({"fees": [{"case": "late", "amount": amount}]})
                provincial = resolve_for_province(resolve_procedure([procedure], TODAY), overlay, TODAY)
                posted = resolve_posting(code, Posting.model_validate(POSTING | posting), provincial, TODAY)
                office = OFFICE | {"address": address}
                made.append(
                    (posted, Commune.model_validate({"code": "10183", "name": "X", "kind": "xã", "office": office}), path)
                )
    one = VersionCoder()
    assert [one.code(*each) for each in made] == [VersionCoder().code(*each) for each in made]


@pytest.mark.parametrize(
    "changed",
    [
        {"posting": {"posted": "2026-02-01", "checked": "2026-11-01"}},
        {"posting": {"decision": {"number": "2/QĐ-UBND"}}},
        {"law": {"legal_basis": ["123/2015/NĐ-CP", "60/2014/QH13"]}},
        {"law": {"aliases": ["làm giấy khai sinh"], "summary": "Ghi tên con vào sổ."}},
        {"law": {"source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-11-01"}}},
    ],
)
def test_what_a_citizen_does_not_rely_on_leaves_the_code_as_it_is(changed: dict[str, Any]) -> None:
    assert groups(**changed) == groups()


def test_the_code_is_a_contract_with_sheets_that_hang_already() -> None:
    """A new version of the program must give the same code for the same content, or every sheet is taken down."""
    assert all(len(group) == GROUP for group in groups())
    assert "-".join(groups()) == "00Q-ZQG-S69-PT4-HBQ-NA7"
