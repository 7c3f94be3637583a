"""The communes before July 2025: eight real places worked out by hand from its sources, and how they are told."""

import pytest

from conftest import FROZEN, TODAY
from niemyet.catalogue.reference import read_reference
from niemyet.editing.unit_names import find_units_by_former
from niemyet.load.finding import find_files
from niemyet.load.former_units import parse_former_units
from niemyet.load.texts import SourceText
from niemyet.model.former_units import FormerCommune, FormerDistrict, read_former
from niemyet.render.former import describe_former, has_doubts, name_former_source, other_names
from niemyet.render.language import VIETNAMESE

HEAD = "# Nguồn.\ncode,district,province,names\n"
PLACES = {
    "undivided": ("10183,huyện Thường Tín,,xã Nhị Khê; xã Văn Bình", "các xã Nhị Khê, Văn Bình (huyện Thường Tín)"),
    "divided in two": (
        "10210,huyện Thường Tín,,xã Hồng Vân; một phần xã Duyên Thái",
        "xã Hồng Vân, một phần xã Duyên Thái (huyện Thường Tín)",
    ),
    "divided, by one source alone": (
        "00229,quận Đống Đa,,phường Kim Liên; một phần phường Quang Trung; một phần phường Nam Đồng (?)",
        "phường Kim Liên, một phần các phường Quang Trung, Nam Đồng* (quận Đống Đa)",
    ),
    "the name is that of today": ("00229,quận Đống Đa,,phường Kim Liên", "phường Kim Liên (quận Đống Đa)"),
    "one name in many districts": ("26882,quận Gò Vấp,,phường 12; phường 14", "các phường 12, 14 (quận Gò Vấp)"),
    "a special zone without communes": ("26732,huyện Côn Đảo,tỉnh Bà Rịa - Vũng Tàu,", "huyện Côn Đảo, tỉnh Bà Rịa - Vũng Tàu"),
    "a special zone": (
        "31105,thành phố Phú Quốc,tỉnh Kiên Giang,xã Thổ Châu", "xã Thổ Châu (thành phố Phú Quốc, tỉnh Kiên Giang)",
    ),
    "renamed, and a ward since": (
        "09193,huyện Yên Phong,,thị trấn Chờ; xã Trung Nghĩa; xã Long Châu; xã Đông Tiến",
        "thị trấn Chờ, các xã Trung Nghĩa, Long Châu, Đông Tiến (huyện Yên Phong)",
    ),
}  # fmt: skip
"""Rows of the register, and what the page of the commune says."""


def parse(text: str) -> dict[str, tuple[FormerDistrict, ...]]:
    former, told = parse_former_units(SourceText("catalogue/reference/former-units.csv", HEAD + text))
    assert told == []
    return former


@pytest.mark.parametrize("place", PLACES)
def test_a_commune_says_of_what_it_was_made(place: str) -> None:
    """Kinds together, whole ones first, then parts; a star for what one source alone says."""
    row, said = PLACES[place]
    former = parse(row)[row[:5]]
    assert describe_former(former, VIETNAMESE) == said
    assert has_doubts(former) == ("*" in said)


@pytest.mark.parametrize(
    ("remarks", "named"),
    [
        ("# Nguồn: Nghị quyết của Hội đồng nhân dân tỉnh.\n", "Nghị quyết của Hội đồng nhân dân tỉnh"),
        ("# Ghi chú.\n# Nguồn (chỉ lấy dữ kiện): hai gói dữ liệu 1.0.4, tháng 8\n", "hai gói dữ liệu 1.0.4, tháng 8"),
        ("# Ghi chú.\n", ""),
        ("", ""),
    ],
)
def test_old_names_are_told_with_the_source_that_their_register_names(remarks: str, named: str) -> None:
    text = f"{remarks}code,district,province,names\n10183,huyện Thường Tín,,xã Nhị Khê\n"
    former, told = parse_former_units(SourceText("catalogue/reference/former-units.csv", text))
    assert told == []
    assert name_former_source(former["10183"], VIETNAMESE) == named


def test_several_districts_follow_one_another() -> None:
    """In the order of the register."""
    former = parse("10183,huyện Thường Tín,,xã Nhị Khê\n10183,huyện Thanh Trì,,một phần xã Đại Áng (?)\n")["10183"]
    assert describe_former(former, VIETNAMESE) == "xã Nhị Khê (huyện Thường Tín); một phần xã Đại Áng* (huyện Thanh Trì)"


def test_an_old_commune_is_read_as_it_is_written() -> None:
    """Its kind belongs to its name; what is no commune is refused."""
    assert read_former("một phần thị trấn Chờ (?)") == FormerCommune("thị trấn Chờ", True, True)
    for text in ("Chờ", "huyện Chờ", "xã ", "xã A; xã B", "một phần", "xã A (?) x", "xã (?)"):
        with pytest.raises(ValueError, match=r".*"):
            read_former(text)


def test_what_a_commune_adds_itself_is_told_besides() -> None:
    """Names of the register are not told twice, with or without a remark."""
    former = parse(PLACES["divided in two"][0])["10210"]
    assert other_names(["xã Hồng Vân", "xã Duyên Thái (một phần)", "xã Xâm Thị"], former) == ["xã Xâm Thị"]


@pytest.mark.slow("the whole country")
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Nhị Khê", ["10183"]), ("xa nhi khe", ["10183"]), ("Nhị Khê, huyện Thường Tín", ["10183"]),
        ("Vân Tảo Thường Tín", ["10210"]),
        ("phường Nam Đồng", ["00226", "00229", "00235"]), ("thị trấn Thường Tín", ["10183"]), ("Chờ", []),
    ],
)  # fmt: skip
def test_a_unit_is_found_by_an_old_name(words: str, codes: list[str]) -> None:
    """All of today that have a part of it; with or without kind, marks and district."""
    reference = read_reference(FROZEN, find_files(FROZEN), TODAY)[0]
    found = find_units_by_former(
        (unit for unit in reference.law.units.values() if unit.province_code), words, reference.folders, reference.law.former
    )
    assert [unit.code for unit in found] == codes
