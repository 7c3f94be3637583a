"""What other programs are given: it has the shape that is promised, it says what the page says, it invents nothing."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from dateutil.rrule import WEEKLY, rrule
from icalendar import Calendar

from conftest import TODAY, make_site_root, some_of
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.catalogue.selection import select_communes
from niemyet.law.answers import Answers
from niemyet.law.choices import NO_WAIVER, WAIVER
from niemyet.model.data_parts import DATA_PARTS
from niemyet.model.orthography import lower_first
from niemyet.open_data import addresses, shapes
from niemyet.open_data.communes import COLUMNS
from niemyet.open_data.interface import type_of_file
from niemyet.open_data.openapi import WAYS
from niemyet.open_data.said import SAMPLE
from niemyet.open_data.texts import write_lines
from niemyet.render.answer import Typed, describe_answer
from niemyet.render.language import VIETNAMESE
from niemyet.resolve.answers import answers_of

BIRTH = "1.001193"
OF_OWN_LISTS = ("getOwnDocument",)
"""No province has a list of its own in the frozen catalogue; the file is made as those of other documents are."""
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def order(root: Path) -> BuildRequest:
    """A build with open data."""
    return replace(BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml")), open_data=DATA_PARTS)


@pytest.fixture(scope="module")
def site(open_data_site: Path) -> Path:
    """The frozen catalogue with open data."""
    return open_data_site


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def choices_of(answers: Answers) -> Iterator[dict[str, str]]:
    """Every combination of answers to all questions."""
    options = [
        [*([NO_WAIVER] if choice.key == WAIVER else []), *(option.key for option in choice.options)] for choice in answers.choices
    ]
    for row in product(*options):
        yield dict(zip([choice.key for choice in answers.choices], row, strict=True))


def look_up(table: Any, chosen: dict[str, str]) -> Any:
    """The row of a table for a combination, as a reader finds it; there is one and no other."""
    asked = {key: chosen[key] for key in table["by"]}
    (row,) = [row for row in table["rows"] if asked in row["when"]]
    return {key: value for key, value in row.items() if key not in ("when", "said")}


@pytest.mark.parametrize("way", [way for way in WAYS if way.shape and way.name not in OF_OWN_LISTS], ids=lambda way: way.name)
def test_every_file_has_the_shape_that_is_promised(way: Any, site: Path) -> None:
    """By the JSON Schema that is published beside it; there is at least one file of each kind."""
    schema = read(site / f"{addresses.SCHEMAS}{way.shape.__name__}.json")
    check = fastjsonschema.compile(schema, use_formats=False)
    files = sorted(site.glob(re.sub(r"\{[a-z]+\}", "*", way.path)))
    assert files
    for file in files:
        check(read(file))


@pytest.mark.slow("a build")
def test_the_description_is_openapi_and_names_every_file(site: Path) -> None:
    """No file of the interface is of a kind that the description does not name."""
    about = read(site / addresses.OPENAPI)
    from openapi_spec_validator import validate  # here: it takes its time, and each worker reads every module

    validate(about)
    named = [re.compile(re.sub(r"\\\{[a-z]+\\\}", "[^/]+", re.escape(path[1:]))) for path in about["paths"]]
    root = site / addresses.API
    files = [file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()]
    others = [one for one in files if not any(pattern.fullmatch(one) for pattern in named) and not one.startswith("schemas/")]
    assert sorted(others) == ["openapi.json"]


def test_the_description_says_of_each_path_what_its_files_are(site: Path) -> None:
    """The shape that its files are held to above, as the schema beside it has it; or the type of a table or a calendar."""
    about = read(site / addresses.OPENAPI)
    inside = json.dumps(about["components"]["schemas"]).replace("#/components/schemas/", "#/$defs/")
    for way in WAYS:
        said = about["paths"][f"/{way.path.removeprefix(addresses.API)}"]["get"]["responses"]["200"]["content"]
        ((kind, content),) = said.items()
        assert kind == type_of_file(way.path)
        if way.shape is not None:
            assert content["schema"] == {"$ref": f"#/components/schemas/{way.shape.__name__}"}
            schema = read(site / f"{addresses.SCHEMAS}{way.shape.__name__}.json")
            assert (schema["$ref"], schema["$defs"]) == (f"#/$defs/{way.shape.__name__}", json.loads(inside))
    assert len(about["paths"]) == len(WAYS)


def test_a_posting_says_for_every_choice_what_the_command_answers(site: Path, frozen_root: Path) -> None:
    """The same fees, papers and deadlines as `niemyet answer`, for every combination of choices."""
    _, _, communes = select_communes(frozen_root, "", TODAY)
    postings = [(one, posted) for one in communes for posted in one.postings.values() if posted.standing == "in_force"]
    for resolved, posted in some_of(postings):
        data, answers = read(site / addresses.of_posting_data(resolved.path, posted.code)), answers_of(posted)
        for chosen in choices_of(answers):
            told = describe_answer(resolved.path, answers, chosen, Typed(), VIETNAMESE)
            assert look_up(data["fees"], chosen) == told["fees"]
            assert look_up(data["papers"], chosen) == {key: told["papers"][key] for key in ("submit", "present")}
            assert look_up(data["deadlines"], chosen) == {key: told[key] for key in ("deadline", "promise", "law")}


def test_the_birth_of_a_child_by_hand(site: Path) -> None:
    """Registered in time there is no fee (Luật Hộ tịch, Điều 11); late, the amount of Hà Nội is sample data and says so."""
    data = read(site / addresses.of_posting_data("ha-noi/thuong-tin", BIRTH))
    ways = {"case": "on-time", "channel": "in_person", "waiver": "none"}
    assert look_up(data["fees"], ways)["due"] == 0
    late = look_up(data["fees"], ways | {"case": "late"})
    assert (late["due"], late["sample"]) == (5000, True)
    assert look_up(data["deadlines"], ways)["deadline"]["same_day_until"] == "15:00"
    assert data["url"].endswith("/ha-noi/thuong-tin/1.001193/")
    assert data["sample"]


def test_an_unknown_answer_is_null_with_its_reason_never_nought(site: Path) -> None:
    """Of every posting; its text says it under «Chưa xác định»."""
    unknown = 0
    for file in sorted((site / addresses.API / "postings").rglob("*.json")):
        data = read(file)
        text = (site / file.relative_to(site / addresses.API / "postings").with_suffix("") / addresses.TEXT).read_text("utf-8")
        for row in data["fees"]["rows"]:
            if row["unknown"]:
                unknown += 1
                assert row["due"] is None
                assert row["unknown"] in text.partition("## Chưa xác định")[2]
    assert unknown


def test_a_text_tells_what_changes_and_why_a_posting_has_stopped(site: Path) -> None:
    """As the posting's data: each change that is known under a heading of its own, and since when it is not to be used."""
    coming, stopped = 0, 0
    for file in sorted((site / addresses.API / "postings").rglob("*.json")):
        data = read(file)
        text = (site / file.relative_to(site / addresses.API / "postings").with_suffix("") / addresses.TEXT).read_text("utf-8")
        told = text.partition("\n## Sắp thay đổi\n")[2].partition("\n## ")[0]
        assert [line[5:15] for line in told.splitlines() if line] == [
            f"{date.fromisoformat(one['from']):%d/%m/%Y}" for one in data["coming"]
        ]
        coming += len(data["coming"])
        if data["standing"] != "in_force":
            stopped += 1
            assert f"\nTừ {date.fromisoformat(data['since']):%d/%m/%Y}: {lower_first(data['reason'])}\n" in text
    assert coming and stopped


def test_a_name_of_two_lines_adds_no_line_to_a_text() -> None:
    """What an assistant reads as a line, somebody wrote as one; what somebody wrote is no element where it is shown as a page."""
    assert write_lines(["# Tên <b>đậm</b>"]) == "# Tên &lt;b>đậm&lt;/b>\n"
    assert write_lines(["# Thủ tục", "", "- Bộ phận\n\n- Lệ phí: 0 đồng"]) == "# Thủ tục\n\n- Bộ phận - Lệ phí: 0 đồng\n"


def test_a_text_names_its_page_its_version_and_what_is_sample(site: Path) -> None:
    """So that an assistant can cite it, and knows what it may not say."""
    data = read(site / addresses.of_posting_data("ha-noi/thuong-tin", BIRTH))
    text = (site / addresses.of_posting_text("ha-noi/thuong-tin", BIRTH)).read_text("utf-8")
    assert data["url"] in text
    assert data["version"] in text
    assert SAMPLE in text
    assert "- Đăng ký đúng hạn (trong 60 ngày kể từ ngày sinh): 0 đồng" in text


def test_a_commune_as_text_leads_to_all_that_it_posts(site: Path) -> None:
    """Every posting with what its list says of it, once; its text is there; where the list has no sum, none is said."""
    paths = [one["path"] for one in read(site / addresses.COMMUNES)["communes"]]
    assert paths
    for path in paths:
        data, text = read(site / addresses.of_commune_data(path)), (site / addresses.of_commune_text(path)).read_text("utf-8")
        assert f"{data['url']}\n" in text
        assert (SAMPLE in text) == data["sample"]
        assert data["record"]["office"]["address"] in text
        listed = text.partition("## Thủ tục")[2].partition("## ")[0]
        assert listed.count("\n- [") == len(data["postings"])
        for one in data["postings"]:
            assert (site / addresses.of_posting_text(path, one["code"])).is_file()
            [line] = [line for line in listed.splitlines() if f"]({one['url']}{addresses.TEXT}): mã {one['code']}" in line]
            if one["standing"] == "in_force":
                assert f"nộp: {lower_first(one['fees'] or 'chưa xác định')}; thời hạn: " in line
            else:
                assert "nộp:" not in line


def test_a_table_is_read_as_it_was_written(site: Path) -> None:
    """With its columns, as many rows as postings, and codes that stay text."""
    table = (site / addresses.of_commune_table("ha-noi/thuong-tin")).read_text("utf-8-sig")
    rows = list(csv.DictReader(table.splitlines()))
    data = read(site / addresses.of_commune_data("ha-noi/thuong-tin"))
    assert tuple(rows[0]) == COLUMNS
    assert [row["code"] for row in rows] == [one["code"] for one in data["postings"]]
    assert {row["sample"] for row in rows} == {"true"}


def test_the_page_describes_itself_to_search_engines(site: Path) -> None:
    """As one GovernmentService, with the page's own address and no price; what is not in force does not."""
    page = (site / "ha-noi/thuong-tin" / BIRTH / "index.html").read_text("utf-8")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    said = json.loads(block)
    assert (said["@type"], said["identifier"]) == ("GovernmentService", BIRTH)
    assert said["disambiguatingDescription"] == "Dữ liệu mẫu."
    assert said["url"].endswith("/ha-noi/thuong-tin/1.001193/")
    assert said["provider"]["openingHoursSpecification"][0]["opens"] == "07:30"
    assert "offers" not in said


def tree(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.mark.slow("a build")
def test_text_of_records_cannot_end_the_block_it_stands_in(small: Path, tmp_path: Path) -> None:
    """A name with a closing tag stays a text, in the page, in the data and in the table."""
    make_site_root(small)
    file = small / "catalogue/ha-noi/thuong-tin/commune.yaml"
    file.write_text(re.sub(r"(\n  name: ).*", r"\1Một cửa </script><b>x", file.read_text("utf-8"), count=1), "utf-8")
    assert build_site(order(small), tmp_path / "site").report.errors == 0
    page = (tmp_path / "site/ha-noi/thuong-tin" / BIRTH / "index.html").read_text("utf-8")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(block)["provider"]["name"] == "Một cửa </script><b>x"


@pytest.mark.slow("a build")
def test_after_a_change_the_data_are_those_of_a_build_from_nothing(small: Path, tmp_path: Path) -> None:
    """Of a posting, of a fee of the province, and of the law."""
    make_site_root(small)
    build_site(order(small), tmp_path / "warm")
    edits = (
        ("ha-noi/thuong-tin/1.001193.yaml", "checked: 2026-11-02", "checked: 2026-11-03"),
        ("ha-noi/1.001193.yaml", "amount: ", "amount: 1"),
        ("reference/procedures/cu-tru/1.004222.yaml", "name: ", "name: Thử "),
        ("reference/life-events.yaml", "name: ", "name: Thử "),
    )
    for number, (name, old, new) in enumerate(edits):
        file = small / "catalogue" / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        assert build_site(order(small), tmp_path / "warm").report.errors == 0
        build_site(order(small), tmp_path / f"cold{number}")
        assert tree(tmp_path / "warm") == tree(tmp_path / f"cold{number}")


def test_without_the_setting_there_are_no_data(small: Path, tmp_path: Path) -> None:
    """No file of the interface, no text, and no block in a page."""
    make_site_root(small)
    build_site(replace(order(small), open_data=()), tmp_path / "site")
    made = tree(tmp_path / "site")
    assert [path for path in made if path.startswith("api/") or path.endswith(".md") or path == addresses.LLMS] == []
    assert b"ld+json" not in made[f"ha-noi/thuong-tin/{BIRTH}/index.html"]


HOURS_BY_HAND = {
    "2026-11-27": [("07:30", "11:30"), ("13:00", "17:00")],  # a Friday
    "2026-11-28": [("07:30", "11:30")],  # the counter of Saturdays
    "2026-11-29": [],  # a Sunday
    "2026-02-17": [],  # Tết
    "2026-01-10": [("07:30", "11:30"), ("13:00", "17:00")],  # a Saturday worked for Friday 2 January (12729/VPCP-KGVX)
    "2026-01-02": [],
    "2026-09-02": [],  # the national day
}


@pytest.mark.parametrize("day", HOURS_BY_HAND)
def test_a_calendar_has_the_hours_of_the_day(day: str, site: Path) -> None:
    """As a program reads it that one subscribes with: the week, without days off, with days worked in exchange."""
    calendar = Calendar.from_ical((site / addresses.of_commune_calendar("ha-noi/thuong-tin")).read_bytes())
    begins, found = datetime.fromisoformat(day), []
    for event in calendar.events:
        start, end = event.start, event.end
        if not isinstance(start, datetime):
            continue
        rule = event.get("RRULE")
        skipped = {one.replace(tzinfo=None) for one in event.exdates if isinstance(one, datetime)}
        local = start.replace(tzinfo=None)
        on = [local]
        if rule is not None:
            until = rule["UNTIL"][0].replace(tzinfo=None)
            every = rrule(WEEKLY, dtstart=local, byweekday=[WEEK.index(str(one)) for one in rule["BYDAY"]], until=until)
            on = every.between(begins, begins + timedelta(days=1), inc=True)
        lasts: timedelta = end - start
        found += [(one, one + lasts) for one in on if one.date() == begins.date() and one not in skipped]
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in sorted(found)] == HOURS_BY_HAND[day]


def test_what_assistants_begin_with_leads_somewhere(site: Path) -> None:
    """Every address in llms.txt and in the entry of the interface is one of a file of the site, or of a page."""
    told = (site / addresses.LLMS).read_text("utf-8") + (site / addresses.INDEX).read_text("utf-8")
    home = read(site / addresses.INDEX)["files"]["openapi"].removesuffix(addresses.OPENAPI)
    paths = [url.removeprefix(home) for url in re.findall(rf"{re.escape(home)}[^)\"\s]*", told)]
    assert len(paths) > 30
    assert [path for path in paths if not (site / path).exists()] == []


def test_nobody_who_keeps_the_records_is_named(site: Path) -> None:
    """Accounts of maintainers are no open data, and the promise of shapes has no place for them."""
    for path in ("communes/ha-noi/thuong-tin.json", "provinces/ha-noi.json"):
        assert "maintainers" not in (site / addresses.API / path).read_text("utf-8")
    assert "postings" in shapes.CommuneFile.model_fields


def test_what_is_known_to_change_is_told_by_day(site: Path) -> None:
    """The days of the page, in their order, each with the procedures that change and the document behind it."""
    days = read(site / addresses.COMING_CHANGES)["days"]
    assert [one["day"] for one in days] == sorted(one["day"] for one in days)
    page = (site / "sap-thay-doi/index.html").read_text("utf-8")
    assert days
    for one in days:
        assert f'id="{one["url"].rpartition("#")[2]}"' in page
        assert one["changes"] or one["documents_begin"] or one["documents_end"]
        assert all(codes["code"] for change in one["changes"] for codes in change["procedures"])


def test_calendars_and_linked_data_say_what_is_sample(site: Path) -> None:
    """Neither has a mark of its own for it, so words say it: a person may look at them without the site. Whoever subscribes to a
    calendar asks again each day."""
    for file in (site / addresses.API / "communes").rglob("*.json"):
        data = read(file)
        calendar = Calendar.from_ical(file.with_suffix(".ics").read_bytes())
        assert calendar.decoded("REFRESH-INTERVAL") == timedelta(days=1)
        events = calendar.walk("VEVENT")
        assert all(("dữ liệu mẫu" in str(event.get("DESCRIPTION", "")).lower()) is data["sample"] for event in events)
        services = [one for one in read(file.with_suffix(".jsonld"))["@graph"] if one["@type"] == "cpsv:PublicService"]
        assert all(("Dữ liệu mẫu" in one["description"]) is data["sample"] for one in services)


def test_what_the_law_has_replaced_is_not_told_as_valid(site: Path) -> None:
    """The papers of 2.000986 are those of before Nghị định 301/2026/NĐ-CP: its text does not list them, and says why."""
    text = (site / addresses.of_posting_text("ha-noi/thuong-tin", "2.000986")).read_text("utf-8")
    papers = text.partition("## Giấy tờ")[2].partition("##")[0]
    assert papers.strip() == "- Chưa xác định: pháp luật đã thay nội dung này."
    assert "301/2026/NĐ-CP" in text.partition("## Chưa xác định")[2]
    assert "đã thay nội dung này" not in text.partition("## Phải nộp")[2].partition("##")[0]


def test_a_calendar_tells_what_is_known_to_change(site: Path) -> None:
    """On each day on which a posting in force of the commune changes, and on no other; with the words of the posting's data."""
    place = "ha-noi/thuong-tin"
    calendar = Calendar.from_ical((site / addresses.of_commune_calendar(place)).read_bytes())
    told = {
        event.decoded("DTSTART"): str(event["DESCRIPTION"])
        for event in calendar.walk("VEVENT")
        if "thay-doi" in str(event["UID"])
    }
    postings = [read(file) for file in (site / addresses.API / "postings" / place).glob("*.json")]
    coming = [change for one in postings if one["standing"] == "in_force" for change in one["coming"]]
    assert {day.isoformat() for day in told} == {change["from"] for change in coming} != set()
    for change in coming:
        assert change["text"][1:] in told[date.fromisoformat(change["from"])]


def test_the_lines_of_a_province_are_the_rows_of_its_table(site: Path) -> None:
    """One posting a line, with the same columns; a mark is a truth there, not a word."""
    lines = [json.loads(line) for line in (site / addresses.of_province_lines("ha-noi")).read_text("utf-8").splitlines()]
    rows = list(csv.DictReader((site / addresses.of_province_table("ha-noi")).read_text("utf-8-sig").splitlines()))
    assert [one["url"] for one in lines] == [row["url"] for row in rows]
    assert {tuple(one) for one in lines} == {tuple(rows[0])}
    assert {one["sample"] for one in lines} == {True}


def test_the_table_of_a_province_has_the_fees_of_its_communes(site: Path) -> None:
    """In the words of the commune's own table, which is read first; empty where they are not determined."""
    for province in ("ha-noi", "ha-tinh"):
        of_communes: dict[str, tuple[str, str]] = {}
        for file in (site / addresses.API / "communes" / province).glob("*.csv"):
            rows = csv.DictReader(file.read_text("utf-8-sig").splitlines())
            of_communes |= {row["url"]: (row["fees"], row["deadline"]) for row in rows}
        rows = csv.DictReader((site / addresses.of_province_table(province)).read_text("utf-8-sig").splitlines())
        assert {row["url"]: (row["fees"], row["deadline"]) for row in rows} == of_communes
        assert len({fees for fees, _ in of_communes.values()}) > 2
