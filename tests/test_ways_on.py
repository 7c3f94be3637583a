"""Forms, feedback, maps and ways of filing lead to what they name, or say what to do instead."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from conftest import REPOSITORY
from niemyet.render.addresses import of_phone
from niemyet.render.language import VIETNAMESE
from niemyet.render.wording import format_condition
from test_site import PageReader, build, pages

PROCEDURE = "catalogue/reference/procedures/ho-tich/1.001193.yaml"
KIM_LIEN = "catalogue/ha-noi/kim-lien/commune.yaml"


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")


def read(root: Path, address: str) -> str:
    return (root / "site" / address / "index.html").read_text("utf-8")


def links(page: str) -> Iterator[str]:
    return PageReader(page).links()


def test_no_page_has_a_link_that_opens_nothing() -> None:
    """Held to the templates: a scheme that only some devices know, a letter to nobody."""
    for template in (REPOSITORY / "theme").rglob("*.html"):
        assert not re.search(r'href="(geo:|mailto:\?|tel:")', template.read_text("utf-8")), template


@pytest.mark.slow("a build")
def test_a_letter_has_a_recipient_or_is_not_offered(site_root: Path) -> None:
    """Both on the page of the commune and on its postings."""
    change(site_root, KIM_LIEN, "office:\n", "office:\n  email: kimlien@hanoi.example\n")
    build(site_root)
    for page in pages(site_root / "site"):
        for link in links(page.read_text("utf-8")):
            assert not link.startswith("mailto:") or urlsplit(link).path == "kimlien@hanoi.example", page
    posting = read(site_root, "ha-noi/kim-lien/1.001193")
    [letter] = [urlsplit(link) for link in links(posting) if "subject" in link]
    written = parse_qs(letter.query, strict_parsing=True)
    version = re.search(r'data-version="([^"]+)"', posting)
    assert version is not None
    assert written["subject"] == ["Báo lỗi trang ha-noi/kim-lien/1.001193/"]
    assert written["body"][0].startswith(f"Mã phiên bản: {version[1]}\r\nChỗ sai: ")
    assert "chưa công bố thư điện tử" in read(site_root, "ha-noi/thuong-tin/1.001193")


def test_a_map_opens_in_any_browser(site_root: Path) -> None:
    """At the place of the office where it is known, else searching for its address; the address can be copied."""
    change(site_root, KIM_LIEN, "office:\n", "office:\n  location: {latitude: 21.0052, longitude: 105.8351}\n")
    build(site_root)
    maps = {place: [link for link in links(read(site_root, place)) if "openstreetmap" in link]
            for place in ("ha-noi/kim-lien", "ha-noi/thuong-tin")}  # fmt: skip
    assert maps["ha-noi/kim-lien"] == ["https://www.openstreetmap.org/?mlat=21.0052&mlon=105.8351#map=18/21.0052/105.8351"]
    [searched] = maps["ha-noi/thuong-tin"]
    found = re.search(r"<span data-address>([^<]+)<", read(site_root, "ha-noi/thuong-tin"))
    assert found is not None
    assert unquote(urlsplit(searched).query) == f"query={found[1]}"


@pytest.mark.slow("a build")
@pytest.mark.parametrize(
    ("form", "leads", "says"),
    [
        ("", ["https://dichvucong.gov.vn"], "Tờ khai X. Trang này chưa có tệp mẫu: hỏi nơi tiếp nhận"),
        (", document: 123/2015/NĐ-CP", ["van-ban/123-2015-nd-cp/", "https://dichvucong.gov.vn"], "Trang này chưa có tệp mẫu"),
        (", url: 'https://bo.example/x.docx'", ["https://bo.example/x.docx"], "Tờ khai X – tải mẫu"),
    ],
)
def test_a_form_leads_to_a_file_a_document_or_says_whom_to_ask(form: str, leads: list[str], says: str, site_root: Path) -> None:
    """Beside the paper that is filled in on it and in the list of forms; never to its own name."""
    text = (site_root / PROCEDURE).read_text("utf-8")
    text = re.sub(r"^forms:\n(?:  .*\n)+", f"forms:\n  to-khai-khai-sinh: {{name: Tờ khai X{form}}}\n", text, flags=re.M)
    (site_root / PROCEDURE).write_text(text, "utf-8")
    build(site_root)
    page = read(site_root, "ha-noi/thuong-tin/1.001193")
    assert "#mau-" not in page
    for block in (page.split("Theo mẫu: ")[1].split("</p>")[0], page.split('<li id="mau-')[1].split("</li>")[0]):
        assert [link.replace("../", "") for link in links(block)] == leads
        assert says in re.sub(r"<[^>]*>", "", block)


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("024 3385 1234", "tel:02433851234"),
        ("(024) 3385.1234", "tel:02433851234"),
        ("+84 24-3385-1234", "tel:+842433851234"),
        ("0243385123 (máy lẻ 12)", "tel:0243385123"),
        ("02433851234; 0912345678", "tel:02433851234"),
        ("111", "tel:111"),
        ("đang cập nhật", ""),
    ],
)
def test_a_number_is_dialled_however_it_is_written(written: str, dialled: str) -> None:
    """The first of several, without what stands behind it; where nothing can be dialled there is no link."""
    assert of_phone(written) == dialled


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("Nộp trực tiếp hoặc gửi qua bưu chính", "Khi nộp trực tiếp hoặc gửi qua bưu chính"),
        ("Gửi qua bưu chính", "Khi gửi qua bưu chính"),
        ("Khi không nộp trực tuyến", "Khi không nộp trực tuyến"),
        ("nếu có", "Nếu có"),
        ("Ủy ban nhân dân xã chưa có thông tin", "Chỉ cần khi: Ủy ban nhân dân xã chưa có thông tin"),
    ],
)
def test_a_condition_reads_as_a_sentence(when: str, said: str) -> None:
    assert format_condition(when, VIETNAMESE) == said
