"""The feed and the calendars of coming changes are what programs of the reader's own can read, and say what the page says."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from niemyet.model.reference import LegalDocument
from niemyet.render.calendar_files import make_calendar
from niemyet.render.coming import ChangedProcedure, ComingChange, ComingDay, ComingNotice
from niemyet.render.coming_files import write_coming_files
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import OutputFile

SITE = "https://niemyet.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST, SECOND = date(2027, 3, 1), date(2027, 7, 1)
DOCUMENTS = {
    "03/2026/QH16": LegalDocument.model_validate(
        {"title": "Luật Hộ tịch", "kind": "Luật", "issuer": "Quốc hội", "issued": "2026-04-23", "effective": "2027-03-01"}
    )
}
NOTICE = ComingNotice(FIRST, "luật mới; hồ sơ, lệ phí đổi", "03/2026/QH16")
REPEAL = ComingChange(ComingNotice(SECOND, "thủ tục bị bãi bỏ"), (ChangedProcedure("1.000009", "Cũ", ""),))
DAYS = [
    ComingDay(
        FIRST,
        (ComingChange(NOTICE, tuple(ChangedProcedure(f"1.00000{i}", f"Thủ tục {i}, đủ <dấu> & chữ", "") for i in range(3))),),
        ("03/2026/QH16",),
        (),
    ),
    ComingDay(
        SECOND, (ComingChange(ComingNotice(SECOND, "thủ tục bị bãi bỏ"), (ChangedProcedure("1.000009", "Cũ", ""),)),), (), ()
    ),
]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    made: list[OutputFile] = [*write_coming_files(DAYS, DOCUMENTS, SITE, VIETNAMESE)]
    return {file.path: file.data.decode() for file in made}


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar, read as RFC 5545 says; an error where it does not say so."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR") and "VERSION:2.0" in lines
    found: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            assert not re.search(r"(?<!\\)[,;]", value) or name in ("URL", "UID")
            found[-1][name] = re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], value)
    return found


def test_one_calendar_has_an_event_a_day_and_each_day_has_its_own(files: dict[str, str]) -> None:
    """All day long, with what changes, and where to read it."""
    whole = events(files["sap-thay-doi/sap-thay-doi.ics"])
    alone = [events(files[f"sap-thay-doi/{day}.ics"]) for day in (FIRST, SECOND)]
    assert [[event] for event in whole] == alone
    first, second = whole
    assert first["DTSTART;VALUE=DATE"] == "20270301" and first["DTEND;VALUE=DATE"] == f"{FIRST + timedelta(days=1):%Y%m%d}"
    assert first["SUMMARY"] == "3 thủ tục thay đổi" and second["SUMMARY"] == "1 thủ tục thay đổi"
    assert "Luật mới; hồ sơ, lệ phí đổi. Căn cứ: 03/2026/QH16. Thủ tục 0, đủ <dấu> & chữ;" in first["DESCRIPTION"]
    assert first["URL"] == f"{SITE}sap-thay-doi/#tu-2027-03-01"
    assert len({event["UID"] for event in whole}) == 2
    assert all(re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", event["DTSTAMP"]) for event in whole)


def test_the_feed_is_atom_and_its_times_are_those_of_documents(files: dict[str, str]) -> None:
    """Ids are the feed's own and differ; nothing was announced after it came into force."""
    feed = ElementTree.fromstring(files["sap-thay-doi/sap-thay-doi.xml"])
    assert feed.tag == f"{ATOM}feed"
    assert all(feed.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author"))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Từ 01/03/2027: 3 thủ tục thay đổi", "Từ 01/07/2027: Cũ"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert entries[0].findtext(f"{ATOM}updated") == "2026-04-23T00:00:00+07:00"
    summary = entries[0].findtext(f"{ATOM}summary")
    assert summary is not None and "đủ <dấu> & chữ" in summary


def test_nothing_to_come_is_a_feed_without_entries() -> None:
    made = {file.path: file.data.decode() for file in write_coming_files([], {}, SITE, VIETNAMESE)}
    assert sorted(made) == ["sap-thay-doi/sap-thay-doi.ics", "sap-thay-doi/sap-thay-doi.xml"]
    assert ElementTree.fromstring(made["sap-thay-doi/sap-thay-doi.xml"]).find(f"{ATOM}entry") is None


def test_a_long_line_is_folded_between_letters() -> None:
    """Two marks on a letter are three bytes; none is torn."""
    text = make_calendar("thu", "Lịch", [{"SUMMARY": "ễ" * 200}])
    assert events(text) == [{"SUMMARY": "ễ" * 200}]
