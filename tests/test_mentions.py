"""Documents in running text: which number means which document, and what follows from one document for others."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from conftest import TODAY
from niemyet.building.checking import check_catalogue
from niemyet.law.lineage import Lines, end_replaced
from niemyet.law.mentions import Around, KnownDocuments, find_numbers
from niemyet.model.nearly_numbers import find_nearly
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import LegalDocument
from niemyet.render.descent import draw_descent
from niemyet.render.document_links import link_documents
from test_law_in_force import REFERENCE, change
from test_site import build


def document(kind: str, issuer: str, **more: Any) -> LegalDocument:
    return LegalDocument.model_validate({"kind": kind, "issuer": issuer, **more})


DECREE, ENDED, LAW, NEW_LAW = "123/2015/NĐ-CP", "81/2006/QH11", "60/2014/QH13", "03/2026/QH16"
PLAN, CITY = "28/KH-UBND", ProvincialNumber("522/QĐ-UBND", "ha-noi")
DOCUMENTS: Mapping[str, LegalDocument] = {
    DECREE: document("Nghị định", "Chính phủ", issued="2015-11-15"),
    "39-NQ/TW": document("Nghị quyết", "Bộ Chính trị", issued="2015-04-17"),
    "1847/QĐ-TTg": document("Quyết định", "Thủ tướng Chính phủ"),
    PLAN: document("Kế hoạch", "Ủy ban nhân dân huyện Thường Tín, thành phố Hà Nội", issued="2017-02-10"),
    CITY: document("Quyết định", "Ủy ban nhân dân thành phố Hà Nội", issued="2017-01-25"),
    ProvincialNumber("522/QĐ-UBND", "ha-tinh"): document("Quyết định", "Ủy ban nhân dân tỉnh Hà Tĩnh", issued="2026-02-02"),
    LAW: document("Luật", "Quốc hội", title="Luật Hộ tịch", issued="2014-11-20", effective="2016-01-01"),
    NEW_LAW: document("Luật", "Quốc hội", title="Luật Hộ tịch", issued="2026-04-10", effective="2027-03-01"),
    "68/2020/QH14": document("Luật", "Quốc hội", title="Luật Cư trú", issued="2020-11-13", effective="2021-07-01"),
}
KNOWN = KnownDocuments(DOCUMENTS)
HERE = Around(frozenset({"ha-noi"}), day=TODAY)


NEARLY = {
    DECREE: """123/2015/NĐ/CP · 123/2015/ND-CP · 123/2015 NĐ-CP · 123 /2015/NĐ-CP · 123/ 2015/ NĐ-CP · 123-2015-NĐ-CP
        · 123.2015.NĐ-CP
        · 123\\2015\\NĐ-CP · 123/15/NĐ-CP · 123/2015/nđ-cp · 123/2015/NĐ—CP · l23/2O15/NĐ-CP · 123/2015/NĐCP
        · 123/2015/NĐ CP · 123/2015/NĐ_CP · 123/NĐ-CP/2015""",
    "1847/QĐ-TTg": "1847/QĐ/TTg · 1847-QĐ/TTg · 1847/QĐ-TTG · 1847/ QĐ-TTg · 1847/qd-ttg",
    "39-NQ/TW": "39/NQ-TW · 39-NQ-TW · 39/NQ/TW",
    LAW: "60/2014QH13 · 60-2014-QH13 · 60/2014/qh13",
    "05/2026/TT-BTP": "05/2026/TT/BTP · 05/2026/tt-btp",
    "28/KH-UBND": "28-KH/UBND · 28/KHUBND · 28/KH/UBND",
}


@pytest.mark.parametrize(
    ("right", "written"), [(right, one.strip()) for right, listed in NEARLY.items() for one in listed.split("·")]
)
def test_what_is_nearly_a_number_is_told_with_the_right_one(right: str, written: str) -> None:
    """As it stands on the document, whatever separator, letter or digit is wrong."""
    assert [one.right for one in find_nearly(f"Xã làm theo văn bản số {written}, ngày 15/11/2015.")] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "123/98/NĐ-CP", "05/TTCP", "12/CTCP", "tep/123-2015-nd-cp.pdf", "(123-2015-nd-cp.docx)", "00/NĐ-CP",
        "30/2020/NĐ-CP-123", "12/10/2026, NĐ-CP", "123/3015/NĐ-CP", "12/15/2015/NĐ-CP", "12/NĐ",
        "https://a.vn/123-2015-nd-cp", "5/2026/NQ-TTg", "1.001193", "3/4 QH",
    ],
)  # fmt: skip
def test_other_digits_and_letters_are_nearly_no_number(text: str) -> None:
    """Old numbers with two digits for a year, companies, names of files, days and addresses."""
    assert not list(find_nearly(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nghị định số 123/2015/NĐ-CP quy định", [DECREE]),
        ("theo Nghị định 123/2015/ND-CP.", [DECREE]),
        ("theo Nghị định 123/2015/NĐ - CP, Quyết định 1847/QĐ– TTg.", [DECREE, "1847/QĐ-TTg"]),
        ("Quyết định 1847/QĐ - Thủ tướng, 1847/QĐ - Theo đó", []),
        ("Nghị quyết 39-NQ/TW ngày 17/4/2015 của Bộ Chính trị", ["39-NQ/TW"]),
        ("Nghị quyết 39–NQ/TW", ["39-NQ/TW"]),
        ("Nghị quyết 39-NQ/TW ngày 18 tháng 4 năm 2015", []),  # another day: another document
        ("Thông tư số 123/2015/NĐ-CP", []),  # another kind
        ("Quyết định 1847/QĐ-TTg của Thủ tướng Chính phủ phê duyệt", ["1847/QĐ-TTg"]),
        ("Quyết định 1847/QĐ-TTg của Bộ Nội vụ", []),  # another issuer
        ("Kế hoạch số 28/KH-UBND", []),  # every committee has a plan of this number
        ("Kế hoạch số 28/KH-UBND ngày 10/02/2017", [PLAN]),
        ("Kế hoạch số 28/KH-UBND của UBND huyện Thường Tín", [PLAN]),
        ("Kế hoạch số 28/KH-UBND của UBND xã Hồng Vân", []),
        ("Quyết định 522/QĐ-UBND ngày 25/01/2017 của UBND TP Hà Nội", [CITY]),
        ("Quyết định 522/QĐ-UBND ngày 02/02/2026", []),  # Hà Tĩnh's, in a text about Hà Nội
        ("Quyết định 522/QĐ-UBND", []),
        ("Quyết định 7522/QĐ-UBND ngày 25/01/2017; 522/QĐ-UBNDX; a522/QĐ-UBND", []),
        ("Luật Cư trú quy định", ["68/2020/QH14"]),
        ("Luật Cư trú năm 2020", ["68/2020/QH14"]),
        ("Luật Cư trú năm 2006", []),
        ("Luật Cư trú sửa đổi", []),
        ("Luật Hộ tịch.", []),  # two of this name are known by now
        ("Luật Hộ tịch năm 2014, Luật Hộ tịch 2026.", [LAW, NEW_LAW]),
        ("ngày 24/7, 1/2 số dân, tỷ lệ 3/4", []),
    ],
)  # fmt: skip
def test_a_number_means_a_document_only_where_that_is_certain(text: str, meant: list[str]) -> None:
    """In the list, of the kind before it, of the day and issuer behind it; of a local committee only if the text says whose."""
    assert [one.number for one in KNOWN.find(text, HERE)] == meant


def test_whose_author_or_province_names_a_document_means_it() -> None:
    """A document named beside the article, and one of the province whose record it is."""
    assert [one.number for one in KNOWN.find("Kế hoạch số 28/KH-UBND", Around(named=(PLAN,)))] == [PLAN]
    assert [one.number for one in KNOWN.find("theo 522/QĐ-UBND", Around(owner="ha-noi"))] == [CITY]
    assert KNOWN.find("theo 522/QĐ-UBND", Around()) == []


def test_a_law_by_its_name_is_that_of_the_day() -> None:
    """Before the second law of the name was made there was one; a text about another time may mean any."""
    said = "theo Luật Hộ tịch, "
    assert [one.number for one in KNOWN.find(said, Around(day=date(2026, 1, 1)))] == [LAW]
    assert KNOWN.find(said, Around(day=date(2015, 6, 1))) == []
    assert KNOWN.find(said, Around()) == []


def test_what_looks_like_a_number_is_found_whole() -> None:
    written = (
        "07/2016/QĐ-UBND, 283/UBND-NV; (12729/VPCP-KGVX) 05/2015/TTLT-BTP-BCA-BYT và 08.a/2010/TT-BTP, 60/2014/QH13, "
        "1/2020/TT – BTP."
    )
    assert [one[0] for one in find_numbers(written)] == [
        "07/2016/QĐ-UBND", "283/UBND-NV", "12729/VPCP-KGVX", "05/2015/TTLT-BTP-BCA-BYT", "08.a/2010/TT-BTP", "60/2014/QH13",
        "1/2020/TT – BTP",
    ]  # fmt: skip


def test_a_link_is_put_into_text_alone() -> None:
    """Not into another link, a heading, code or an attribute."""
    made = Markup(f'<h2>{DECREE}</h2><p title="{DECREE}">{DECREE} <a href="#x">{DECREE}</a> <code>{DECREE}</code></p>')
    linked = link_documents(made, lambda text: KNOWN.find(text, HERE), "../")
    link = f'<a class="cite" href="../van-ban/123-2015-nd-cp/">{DECREE}</a>'
    assert linked == str(made).replace(f">{DECREE} <a", f">{link} <a")


CHAIN: Mapping[str, LegalDocument] = {
    "1/2001/NĐ-CP": document("Nghị định", "Chính phủ", issued="2001-01-01", effective="2001-02-01"),
    "2/2010/NĐ-CP": document("Nghị định", "Chính phủ", issued="2010-01-01", effective="2010-02-01", replaces=["1/2001/NĐ-CP"]),
    "3/2015/NĐ-CP": document("Nghị định", "Chính phủ", issued="2015-01-01", effective="2015-02-01", amends=["2/2010/NĐ-CP"]),
    "4/2020/NĐ-CP": document("Nghị định", "Chính phủ", issued="2020-01-01", replaces=["2/2010/NĐ-CP", "3/2015/NĐ-CP"]),
    "9/2020/NĐ-CP": document("Nghị định", "Chính phủ"),
}


def test_what_is_replaced_has_ended() -> None:
    """On the day from which the new one holds, or was made; what it says of its own end counts before."""
    ended = end_replaced(CHAIN)
    ends = {number: one.repealed and (one.repealed.since, one.repealed.by) for number, one in ended.items()}
    assert ends == {
        "1/2001/NĐ-CP": (date(2010, 2, 1), "2/2010/NĐ-CP"),
        "2/2010/NĐ-CP": (date(2020, 1, 1), "4/2020/NĐ-CP"),
        "3/2015/NĐ-CP": (date(2020, 1, 1), "4/2020/NĐ-CP"),
        "4/2020/NĐ-CP": None,
        "9/2020/NĐ-CP": None,
    }
    own = document("Nghị định", "Chính phủ", repealed={"from": "2009-01-01"})
    assert end_replaced({**CHAIN, "1/2001/NĐ-CP": own})["1/2001/NĐ-CP"] is own


def test_a_line_goes_from_the_oldest_to_the_newest() -> None:
    """The same line seen from each of its documents; a document that nothing is tied to stands alone."""
    lines = Lines(end_replaced(CHAIN))
    wanted = ("1/2001/NĐ-CP", "2/2010/NĐ-CP", "3/2015/NĐ-CP", "4/2020/NĐ-CP")
    assert lines.of("2/2010/NĐ-CP").numbers == wanted
    told = {(step.later[0], step.relation, step.earlier[0]) for step in lines.of("2/2010/NĐ-CP").steps}
    assert told == {("2", "replaces", "1"), ("3", "amends", "2"), ("4", "replaces", "2"), ("4", "replaces", "3")}
    assert lines.of("9/2020/NĐ-CP") == (lines.of("9/2020/NĐ-CP").__class__(("9/2020/NĐ-CP",), ()))
    drawing = draw_descent(lines.of("2/2010/NĐ-CP"))
    assert [dot.number for dot in drawing.dots] == [*wanted] and len(drawing.curves) == 4
    assert all(0 < dot.y < drawing.height for dot in drawing.dots)


def test_the_page_of_a_document_shows_what_hangs_on_it(site_root: Path) -> None:
    """Who cites it and for what, its line as drawing and in words, what is to be reviewed; numbers in an article lead there."""
    article = site_root / "news/2026/tin-mau.md"
    article.write_text(article.read_text("utf-8") + "\nTheo Nghị định số 123/2015/NĐ-CP, không theo 999/QĐ-TTg.\n", "utf-8")
    old = {"kind": "Luật", "issuer": "Quốc hội", "issued": "2014-11-20"}
    new = {"kind": "Luật", "issuer": "Quốc hội", "effective": "2026-03-01", "replaces": ["60/2014/QH13"]}
    change(site_root, f"{REFERENCE}/documents.yaml", {"60/2014/QH13": old, "03/2026/QH16": new})
    build(site_root)
    site = site_root / "site"
    law = (site / "van-ban/60-2014-qh13/index.html").read_text("utf-8")
    for said in ("Hết hiệu lực</strong> từ 01/03/2026", '<svg class="descent"', ">03/2026/QH16</a> thay <a", "Cần rà soát",
                 "phí, lệ phí", "news/2026/tin-mau.md"):  # fmt: skip
        assert said in law, said
    assert 'href="../../../van-ban/123-2015-nd-cp/">123/2015/NĐ-CP</a>, không theo 999/QĐ-TTg.' in (
        site / "tin-tuc/2026/tin-mau/index.html"
    ).read_text("utf-8")
    assert "tin-tuc/2026/tin-mau/" in (site / "van-ban/123-2015-nd-cp/index.html").read_text("utf-8")
    told = [(one.rule, one.values["value"]) for one in check_catalogue(site_root, TODAY).diagnostics]
    assert told.count(("repealed-document-in-use", "60/2014/QH13")) == 1
    assert ("unlisted-document", "999/QĐ-TTg") in told


def test_the_page_of_a_procedure_links_what_its_texts_name(site_root: Path) -> None:
    """In its steps and notes, on the nation's page and on a commune's; the document's page says so."""
    record = f"{REFERENCE}/procedures/ho-tich/1.001193.yaml"
    change(site_root, record, {"notes": ["Theo Luật Cư trú năm 2020 và Thông tư số 75/2022/TT-BTC; chưa rõ 999/QĐ-TTg."]})
    build(site_root)
    for page, root in (("thu-tuc/1.001193", "../../"), ("ha-noi/thuong-tin/1.001193", "../../../")):
        html = (site_root / "site" / page / "index.html").read_text("utf-8")
        assert f'Theo <a class="cite" href="{root}van-ban/68-2020-qh14/">Luật Cư trú</a> năm 2020' in html
        assert f'<a class="cite" href="{root}van-ban/75-2022-tt-btc/">75/2022/TT-BTC</a>; chưa rõ 999/QĐ-TTg.' in html
    assert "lời văn" in (site_root / "site/van-ban/75-2022-tt-btc/index.html").read_text("utf-8")


def test_what_province_and_commune_write_is_linked_too(site_root: Path) -> None:
    """In the notes of a province's overlay and of a commune's posting; the document's page names the overlay; what is in no list
    is a note, at the posting too."""
    overlay, posting = "catalogue/ha-noi/1.001193.yaml", "catalogue/ha-noi/thuong-tin/1.001193.yaml"
    change(site_root, overlay, {"notes": ["Thu theo Thông tư số 75/2022/TT-BTC."]})
    change(site_root, posting, {"notes": ["Theo Nghị định số 123/2015/NĐ-CP, chưa rõ 998/QĐ-TTg."]})
    build(site_root)
    html = (site_root / "site/ha-noi/thuong-tin/1.001193/index.html").read_text("utf-8")
    assert '<a class="cite" href="../../../van-ban/75-2022-tt-btc/">75/2022/TT-BTC</a>.' in html
    assert '<a class="cite" href="../../../van-ban/123-2015-nd-cp/">123/2015/NĐ-CP</a>, chưa rõ 998/QĐ-TTg.' in html
    document = (site_root / "site/van-ban/75-2022-tt-btc/index.html").read_text("utf-8")
    assert "lời văn" in document and "Hà Nội" in document
    told = [
        (one.place.file, one.values["value"])
        for one in check_catalogue(site_root, TODAY).diagnostics
        if one.rule == "unlisted-document"
    ]
    assert told == [(posting, "998/QĐ-TTg")]
