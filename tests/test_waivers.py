"""Waivers in words: who, when, until when, on which basis; the same on pages and sheets."""

from typing import Any

import pytest

from niemyet.model.money import Waiver
from niemyet.model.procedure import Procedure
from niemyet.model.reference import LegalDocument
from niemyet.render.language import VIETNAMESE
from niemyet.render.waivers import describe_waiver, title_waivers

DOCUMENTS = {
    "60/2014/QH13": LegalDocument(title="Luật Hộ tịch", kind="Luật", issuer="Quốc hội"),
    "117/2026/TT-BTC": LegalDocument(kind="Thông tư", issuer="Bộ Tài chính"),
}
CASES = {
    "late": "Đăng ký quá hạn (sau 60 ngày)", "again": "Đăng ký lại", "house": "Nhà ở riêng lẻ",
    "general": "Trường hợp thông thường", "state": "UBND yêu cầu",
}  # fmt: skip
PROCEDURE = Procedure.model_validate({
    "code": "1.001193", "name": "Đăng ký khai sinh", "field": "ho-tich", "audience": ["citizen"], "authority": "Ủy ban nhân dân",
    "channels": [{"kind": "in_person"}], "cases": CASES, "deadlines": [{"amount": "1", "unit": "day"}],
    "fees": [{"amount": "5000"}], "papers": {}, "steps": ["Nộp hồ sơ."], "results": [{"name": "Giấy khai sinh"}],
    "legal_basis": ["60/2014/QH13"], "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-18"},
})  # fmt: skip


def said(**values: Any) -> str:
    """The sentences of a waiver for disabled people, by the law on civil status."""
    waiver = Waiver.model_validate({"who": "Người khuyết tật", "basis": "60/2014/QH13", **values})
    return describe_waiver(waiver, PROCEDURE, DOCUMENTS, VIETNAMESE).sentences


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"case": ["late"]}, "Miễn: Người khuyết tật khi đăng ký quá hạn (sau 60 ngày)."),
        ({"case": ["late", "again"]}, "Miễn: Người khuyết tật khi đăng ký quá hạn (sau 60 ngày) hoặc đăng ký lại."),
        ({"case": ["house"]}, "Miễn: Người khuyết tật (trường hợp: nhà ở riêng lẻ)."),
        ({"case": ["general"]}, "Miễn: Người khuyết tật (trường hợp thông thường)."),
        ({"case": ["state"]}, "Miễn: Người khuyết tật (trường hợp: UBND yêu cầu)."),
        ({"channel": ["online"]}, "Miễn: Người khuyết tật khi nộp trực tuyến."),
        ({"reduction": "50"}, "Giảm 50%: Người khuyết tật."),
        ({"until": "2027-02-28"}, "Miễn: Người khuyết tật (đến hết 28/02/2027)."),
        (
            {"case": ["late"], "until": "2027-02-28"},
            "Miễn: Người khuyết tật (đến hết 28/02/2027) khi đăng ký quá hạn (sau 60 ngày).",
        ),
        ({"notes": "Mang theo giấy xác nhận"}, "Miễn: Người khuyết tật. Mang theo giấy xác nhận."),
    ],
)
def test_the_case_stands_within_the_sentence(values: dict[str, Any], sentence: str) -> None:
    """A case that is a deed follows "khi"; one that is a name of a thing does not make a sentence with it."""
    assert said(**values) == f"{sentence} Căn cứ: Luật Hộ tịch số 60/2014/QH13."


@pytest.mark.parametrize(("number", "basis"), [("117/2026/TT-BTC", "Thông tư số 117/2026/TT-BTC"), ("9/2026/X", "9/2026/X")])
def test_a_document_is_named_as_far_as_the_register_knows_it(number: str, basis: str) -> None:
    assert said(basis=number) == f"Miễn: Người khuyết tật. Căn cứ: {basis}."


def test_who_is_waived_is_told_the_sum() -> None:
    """Paper has no form to choose in: the title says that a waived person pays 0 đồng; nobody is promised what is not sure."""
    free = Waiver(who="Trẻ em", basis="60/2014/QH13")
    half = Waiver(who="Trẻ em", basis="60/2014/QH13", reduction=50)
    unsure = Waiver(who="Trẻ em", basis="60/2014/QH13", undetermined="Chưa tìm được văn bản.")
    copies = Waiver(who="Trẻ em", basis="60/2014/QH13", fees=["Phí bản sao"])
    assert list(title_waivers([free], VIETNAMESE)) == [("Được miễn (phải nộp 0 đồng)", (free,))]
    assert list(title_waivers([half, free, unsure, copies], VIETNAMESE)) == [
        ("Được miễn (phải nộp 0 đồng)", (free,)),
        ("Được miễn, giảm một phần", (half, copies)),
        ("Chưa rõ có được miễn, giảm không", (unsure,)),
    ]
    assert not list(title_waivers([], VIETNAMESE))
