"""Wherever a record names something that must exist, a name that does not is told: every place of every kind, by hand."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TODAY
from niemyet.building.checking import check_catalogue
from niemyet.load.yaml_writer import write_yaml

LAW = "catalogue/reference/procedures/ho-tich/1.001193.yaml"
PROVINCE, POSTING = "catalogue/ha-noi/1.001193.yaml", "catalogue/ha-noi/kim-lien/1.001193.yaml"
OFFICE, LIST = "catalogue/ha-noi/kim-lien/commune.yaml", "catalogue/ha-noi/province.yaml"
EVENTS, DOCUMENTS = "catalogue/reference/life-events.yaml", "catalogue/reference/documents.yaml"
CALENDAR, ARTICLE = "catalogue/reference/calendar/2026.yaml", "news/2026/tin-mau.md"
DAY = {"amount": "1", "unit": "working_day"}
PAID = {"amount": "8000", "basis": "60/2014/QH13"}
POOR = {"who": "Hộ nghèo", "basis": "60/2014/QH13"}
DECREE = {"kind": "Nghị định", "issuer": "Chính phủ"}
NAMELESS = "00"
"""Stands in a place where a name belongs; each place gets a name of its own."""

CASE = {"case": ["late", NAMELESS]}
PLACES: dict[str, tuple[str, dict[str, dict[str, Any]]]] = {
    "unknown-case": (
        "khong-co-{}",
        {
            LAW: {
                "fees": [PAID, PAID | {"name": "Phí A"} | CASE], "deadlines": [DAY | CASE, DAY], "waivers": [POOR, POOR | CASE],
                "steps": [{"text": "Nộp hồ sơ."}, {"text": "Nhận kết quả.", **CASE}],
                "results": [{"name": "Giấy khai sinh"}, {"name": "Trích lục", **CASE}],
                "papers": {
                    "submit": [{"name": "Tờ khai"}, {"name": "Giấy chứng sinh", **CASE}],
                    "present": [{"name": "Thẻ căn cước"}, {"name": "Hộ chiếu", **CASE}],
                },
            },
            PROVINCE: {"fees": [PAID | CASE], "deadlines": [DAY | CASE], "waivers": [POOR | CASE]},
            POSTING: {"deadlines": [{"same_day_until": "10:00"} | CASE]},
        },
    ),
    "unknown-document": (
        "9{}/2015/NĐ-CP",
        {
            LAW: {
                "fees": [PAID, PAID | {"name": "Phí A", "basis": NAMELESS}], "deadlines": [DAY | {"basis": NAMELESS}],
                "waivers": [POOR, POOR | {"basis": NAMELESS}], "legal_basis": ["60/2014/QH13", NAMELESS],
                "forms": {"to-khai-khai-sinh": {"name": "Tờ khai", "document": NAMELESS}},
                "upcoming": [{"from": "2027-03-01", "text": "Luật mới có hiệu lực.", "basis": NAMELESS}],
                "repealed": {"from": "2027-03-01", "basis": NAMELESS},
                "outdated": {"from": "2026-03-01", "by": NAMELESS, "text": "Luật mới đã thay."},
            },
            PROVINCE: {
                "fees": [PAID | {"case": "late", "basis": NAMELESS}], "deadlines": [DAY | {"basis": NAMELESS}],
                "waivers": [POOR | {"basis": NAMELESS}],
            },
            POSTING: {"deadlines": [{"same_day_until": "10:00", "basis": NAMELESS}]},
            CALENDAR: {
                "days_off": [
                    {"date": "2026-01-01", "name": "Tết Dương lịch"},
                    {"date": "2026-01-02", "name": "Nghỉ hoán đổi", "basis": NAMELESS},
                ],
                "worked_days": [{"date": "2026-01-10", "instead_of": "2026-01-02", "basis": NAMELESS}],
            },
            DOCUMENTS: {
                "1/2020/NĐ-CP": DECREE | {"amends": ["60/2014/QH13", NAMELESS]},
                "2/2020/NĐ-CP": DECREE | {"repealed": {"from": "2027-03-01", "by": NAMELESS}},
                "3/2020/NĐ-CP": DECREE | {
                    "parts_ended": [
                        {"part": "Điều 1", "from": "2026-01-01"}, {"part": "Điều 2", "from": "2026-01-01", "by": NAMELESS},
                    ]
                },
            },
            ARTICLE: {"documents": ["60/2014/QH13", NAMELESS]},
        },
    ),
    "unknown-form": (
        "mau-{}",
        {
            LAW: {
                "papers": {
                    "submit": [{"name": "Tờ khai", "form": "to-khai-khai-sinh"}, {"name": "Đơn", "form": NAMELESS}],
                    "present": [{"name": "Thẻ căn cước"}, {"name": "Hộ chiếu", "form": NAMELESS}],
                }
            }
        },
    ),
    "unknown-field": (
        "linh-vuc-{}",
        {LAW: {"field": NAMELESS}, OFFICE: {"counters": [{"name": "Quầy 1", "fields": ["ho-tich", NAMELESS]}]}},
    ),
    "unknown-life-event": ("viec-doi-{}", {LAW: {"life_events": ["sinh-con", NAMELESS]}}),
    "unknown-procedure": (
        "9.0000{}",
        {
            EVENTS: {"sinh-con": {"name": "Sinh con", "summary": "Khai sinh.", "order": ["1.001193", "1.004222", NAMELESS]}},
            LAW: {"repealed": {"from": "2027-03-01", "basis": "03/2026/QH16", "replaced_by": NAMELESS}},
            ARTICLE: {"procedures": ["1.001193", NAMELESS]},
        },
    ),
    "unknown-place": ("ha-noi/xa-{}", {ARTICLE: {"places": ["ha-noi/thuong-tin", NAMELESS]}}),
    "waiver-of-unknown-fee": (
        "Khoản {}",
        {
            LAW: {"waivers": [POOR, POOR | {"fees": ["Lệ phí đăng ký khai sinh", NAMELESS]}]},
            PROVINCE: {"waivers": [POOR, POOR | {"fees": [NAMELESS]}]},
        },
    ),
}  # fmt: skip


def number_places(value: Any, name_of: Callable[[], str]) -> Any:
    """The value with a name of its own in each place that has none."""
    if isinstance(value, dict):
        return {key: number_places(below, name_of) for key, below in value.items()}
    if isinstance(value, list):
        return [number_places(below, name_of) for below in value]
    return name_of() if value == NAMELESS else value


def lay_over(root: Path, file: str, keys: dict[str, Any]) -> None:
    """Puts these keys into a record, in the place of its own of the same names."""
    path = root / file
    _, record, body = path.read_text("utf-8").split("---\n", 2) if file.endswith(".md") else ("", path.read_text("utf-8"), "")
    written = write_yaml(yaml.load(record, yaml.BaseLoader) | keys)
    path.write_text(f"---\n{written}---\n{body}" if body else written, "utf-8")


@pytest.mark.parametrize("rule", PLACES)
def test_a_name_that_nothing_has_is_told_at_its_place(rule: str, small: Path) -> None:
    """Each of them once, with the name, on the line where it stands; what exists beside it is not told."""
    pattern, records = PLACES[rule]
    names: list[str] = []

    def name_of() -> str:
        names.append(pattern.format(len(names) + 10))
        return names[-1]

    for file, keys in records.items():
        lay_over(small, file, number_places(keys, name_of))
    told = [one for one in check_catalogue(small, TODAY).diagnostics if one.rule == rule]
    assert sorted(str(one.values["value"]) for one in told) == sorted(names)
    for one in told:
        line = (small / one.place.file).read_text("utf-8").splitlines()[one.place.line - 1]
        assert re.search(rf"(?<![\w/]){re.escape(str(one.values['value']))}(?!\w)", line[one.place.column - 1 :]), one


def test_a_way_of_filing_that_the_procedure_has_not_is_told_at_its_place(small: Path) -> None:
    """In every part of every record that may be for some ways only; the first strange way is named."""
    law = {"channels": [{"kind": "in_person"}, {"kind": "online", "url": "https://dichvucong.gov.vn"}]}
    way = {"channel": ["in_person", "post"]}
    papers = {"submit": [{"name": "Tờ khai"}, {"name": "Đơn", **way}], "present": [{"name": "Hộ chiếu", **way}]}
    parts = {"fees": [PAID | way], "deadlines": [DAY | way], "waivers": [POOR | way]}
    lay_over(small, LAW, law | parts | {"papers": papers})
    lay_over(small, PROVINCE, parts)
    lay_over(small, POSTING, {"deadlines": [{"same_day_until": "10:00"} | way]})
    told = [one for one in check_catalogue(small, TODAY).diagnostics if one.rule == "unknown-channel"]
    assert [(one.place.file, one.values["value"], one.values["known"]) for one in told] == [
        *[(PROVINCE, "post", "in_person, online")] * 3, (POSTING, "post", "in_person, online"),
        *[(LAW, "post", "in_person, online")] * 5,
    ]  # fmt: skip
    assert len({(one.place.file, one.place.line) for one in told}) == len(told)
