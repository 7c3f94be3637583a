"""The intended places of misplaced files, worked out by hand for the ways in which people misplace them."""

import pytest

from niemyet.load.misplaced import guess_folder, guess_place, is_meant_as_record
from niemyet.model.kinds import FOLDERS, kind_of
from niemyet.model.scalars import EMAIL, PHONE

BEGINNING = "name: Thủ tục\nfield: ho-tich\ndate: 2026-10-01\n"
LAW, COMMUNE = "catalogue/reference/procedures/ho-tich", "catalogue/ha-noi/thuong-tin"


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (f"{COMMUNE}/1.001193.yml", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1.001193.YAML", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1.001193", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1.001193.yaml.txt", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1.001193 (1).yaml", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1.001193 - Copy.yaml", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/Bản sao của 1.001193.yaml", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1001193.yaml", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1-001193.yaml", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1.001193_khai-sinh.yaml", f"{COMMUNE}/1.001193.yaml"),
        (f"{COMMUNE}/1.001193.000.00.00.H18.yml", f"{COMMUNE}/1.001193.000.00.00.H18.yaml"),
        (f"{COMMUNE}/Commune.yaml", f"{COMMUNE}/commune.yaml"),
        ("catalogue/ha-noi/province.yml", "catalogue/ha-noi/province.yaml"),
        ("catalogue/reference/Document.yml", "catalogue/reference/documents.yaml"),
        ("catalogue/reference/1.001193.yaml", f"{LAW}/1.001193.yaml"),
        ("catalogue/reference/procedures/1.001193.yaml", f"{LAW}/1.001193.yaml"),
        (f"{LAW}/1.001193@01-03-2027.yaml", f"{LAW}/1.001193@2027-03-01.yaml"),
        (f"{LAW}/1.001193@2027-3-1.yaml", f"{LAW}/1.001193@2027-03-01.yaml"),
        ("catalogue/reference/lich-2027.yaml", "catalogue/reference/calendar/2027.yaml"),
        ("catalogue/ha-noi/procedures/1.001193.yaml", "catalogue/ha-noi/procedures/ho-tich/1.001193.yaml"),
        (
            "catalogue/ha-noi/procedures/cu-tru/1001193@1-3-2027.yml",
            "catalogue/ha-noi/procedures/cu-tru/1.001193@2027-03-01.yaml",
        ),
        ("catalogue/ha-noi/procedures/cu-tru/x.yaml", ""),
        ("catalogue/ha-noi/Documents.yml", "catalogue/ha-noi/documents.yaml"),
        ("news/tin.md", "news/2026/tin.md"),
        ("news/2026/Tin Mới.md", "news/2026/tin-moi.md"),
        ("news/2026/tin.MD", "news/2026/tin.md"),
        (f"{COMMUNE}/khai-sinh.yaml", ""),
        (f"{COMMUNE}/1.001193@2027-01-01.yaml", ""),
        (f"{LAW}/1.001193@mai.yaml", ""),
        ("catalogue/1.001193.yaml", ""),
    ],
)
def test_the_path_that_was_meant_is_named_where_it_can_be_known(path: str, meant: str) -> None:
    """And is one at which a record belongs; a version without a readable day is never taken for the law in force."""
    assert kind_of(path) is None
    assert is_meant_as_record(path)
    assert guess_place(path, lambda: BEGINNING) == meant
    assert meant == "" or kind_of(meant) is not None


@pytest.mark.parametrize("name", ["ghi-chu.txt", "1.001193.docx", "1.001193.pdf", "anh.jpg", "Thumbs.db", "README.md"])
def test_what_is_no_record_is_not_taken_for_one(name: str) -> None:
    """A document or picture beside the records is not published, and nobody thought it was."""
    assert not is_meant_as_record(f"{COMMUNE}/{name}")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("catalogue/Ha-Noi", "catalogue/ha-noi"),
        ("catalogue/Hà Nội", "catalogue/ha-noi"),
        (f"{COMMUNE} - Copy", COMMUNE),
        (f"{COMMUNE} (2)", COMMUNE),
        ("catalogue/ha-noi/Thường Tín", COMMUNE),
        (f"{COMMUNE}/ho-tich", COMMUNE),
        ("catalogue/reference/ho-tich", LAW),
        ("catalogue/reference/procedures/Ho-Tich", LAW),
        (f"{LAW}/cu", LAW),
        ("catalogue/reference/Calendar", "catalogue/reference/calendar"),
        ("news/2026/thang-11", "news/2026"),
        ("news/tin", ""),
    ],
)
def test_the_folder_that_was_meant_is_named_where_it_can_be_known(path: str, meant: str) -> None:
    """Capitals, marks, copies and folders inside of folders."""
    assert FOLDERS.fullmatch(path) is None
    assert guess_folder(path) == meant


@pytest.mark.parametrize(
    "number",
    ["024 3385 1234", "(024) 3385 1234", "024.33851234", "+84 24 3385 1234", "+84 (24) 3385 1234", "19001000", "1900 1000",
     "1022", "113", "18001096", "0912.345.678", "024 3385 1234, máy lẻ 12", "080.44444", "024 3385.1234 (máy lẻ 2)"],
)  # fmt: skip
def test_a_number_that_can_be_dialled_is_taken(number: str) -> None:
    """However its digits are grouped."""
    assert PHONE.fullmatch(number)


@pytest.mark.parametrize(
    "number",
    ["0243385xxxx", "tel:113", "*21*#", "0000000000", "024 3385 1234 - 024 3385 1235", "12", "09123", "0912345678901234"],
)
def test_a_number_that_reaches_nobody_is_refused(number: str) -> None:
    """Placeholders, commands to the telephone, two numbers in one."""
    assert not PHONE.fullmatch(number)


@pytest.mark.parametrize(
    "address", ["a@hanoi,gov,vn", "a@b.vn?cc=x@y.vn", "mailto:a@b.vn", "a@b", "a@b.vn, c@d.vn", "a@b..vn", "@b.vn"]
)
def test_an_address_that_is_no_single_one_is_refused(address: str) -> None:
    """Of e-mail; a right one is taken."""
    assert not EMAIL.fullmatch(address)
    assert EMAIL.fullmatch("mot-cua.thuongtin@hanoi.gov.vn")
