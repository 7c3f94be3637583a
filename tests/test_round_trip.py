"""Codes, money, days and times come back as they were: written, shown, searched, printed, put into tables, typed in."""

import io
import json
import subprocess
from datetime import date, time, timedelta
from random import Random
from typing import NamedTuple

import pytest
import zxingcpp
from PIL import Image
from typst import compile as typeset

from conftest import HERE, share
from niemyet.load.nodes import parse_document, plain
from niemyet.load.tables import text_of_cell
from niemyet.load.texts import SourceText
from niemyet.load.workbooks import read_workbook, write_workbook
from niemyet.load.written_tables import OutColumn, OutSheet
from niemyet.load.yaml_writer import write_yaml
from niemyet.model.meant import meant_day, meant_money, meant_time
from niemyet.model.orthography import format_clock, format_day, format_money
from niemyet.model.overlay import Posting
from niemyet.resolve.sheet_codes import code_of_sheet, number_of, read_sheet_code
from niemyet.resolve.version_codes import LETTERS, VersionCode
from niemyet.sheets.qr import draw_qr
from node import find_node

RECORDS = 10_000


class Record(NamedTuple):
    """What people rely on to the figure."""

    code: str
    commune: str
    amount: str
    opens: time
    day: date
    version: VersionCode

    @property
    def sheet(self) -> str:
        return code_of_sheet(self.commune, self.code, self.version)

    @property
    def values(self) -> dict[str, str]:
        """As a record of YAML has them."""
        return {
            "code": self.code, "commune": self.commune, "amount": self.amount, "opens": f"{self.opens:%H:%M}",
            "day": self.day.isoformat(), "sheet": self.sheet,
        }  # fmt: skip


def make_records(number: int) -> list[Record]:
    """Some at the edges, the others anywhere."""
    random = Random(3)
    amounts = ["0", "1", "999", "1000", "1001", "8000", "100000", "999999999"]
    found = []
    for at in range(number):
        code = f"{random.randrange(1, 10)}.{random.randrange(10**6):06}"
        amount = amounts[at] if at < len(amounts) else str(random.randrange(10 ** random.randint(1, 9)))
        day = date(2000, 1, 1) + timedelta(random.randrange(36_000))
        groups = tuple("".join(random.choices(LETTERS, k=3)) for _ in range(6))
        opens = time(random.randrange(24), random.randrange(60))
        found.append(Record(code, f"{random.randrange(10**5):05}", amount, opens, day, VersionCode(groups)))
    return found


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return make_records(share(RECORDS))


def test_a_record_is_read_as_it_was_written(records: list[Record]) -> None:
    """No figure is a number to YAML, no time a count of minutes; JSON carries the same text."""
    for one in records:
        document, told = parse_document(SourceText("a.yaml", write_yaml(one.values)))
        assert document is not None and not told
        assert plain(document.root) == one.values == json.loads(json.dumps(one.values))


def test_a_model_keeps_what_it_is_given() -> None:
    """Days of a posting, also after the way through JSON."""
    for one in make_records(share(800)):
        day = one.day.isoformat()
        posting = Posting.model_validate({"posted": day, "decision": {"number": "1/QĐ-UBND", "date": day}})
        assert Posting.model_validate_json(posting.model_dump_json(exclude_unset=True)) == posting
        assert posting.posted == one.day


def test_what_a_page_shows_is_read_as_it_was_meant(records: list[Record]) -> None:
    """Sums, days and hours as they are shown give the value again."""
    for one in records:
        assert meant_money(format_money(int(one.amount))) == one.amount
        assert meant_day(format_day(one.day)) == one.day.isoformat()
        assert (meant_time(format_clock(one.opens)) or "").strip('"') == f"{one.opens:%H:%M}"


def test_a_table_gives_back_what_was_put_in(records: list[Record]) -> None:
    """Of a spreadsheet: codes keep their noughts, and no cell becomes a formula or a number."""
    names = [*records[0].values]
    columns = tuple(OutColumn(name, name) for name in names)
    (sheet,) = read_workbook(write_workbook([OutSheet("A", columns, tuple(tuple(one.values.values()) for one in records))]))
    assert [tuple(map(text_of_cell, row.cells)) for row in sheet.rows[1:]] == [tuple(one.values.values()) for one in records]


def test_the_browser_reads_what_is_shown(records: list[Record]) -> None:
    """The form reads the sum, the search the code, the check of sheets the code that is printed."""
    shown = [
        {"code": one.code, "money": format_money(int(one.amount)), "time": format_clock(one.opens), "day": format_day(one.day),
         "sheet": one.sheet}
        for one in records
    ]  # fmt: skip
    done = subprocess.run(
        [find_node(), str(HERE / "oracle/round_trip.mjs")], input=json.dumps(shown), capture_output=True, text=True, check=True
    )
    for one, read in zip(records, json.loads(done.stdout), strict=True):
        assert read["code"] == one.code
        assert (read["commune"], read["procedure"]) == (one.commune, number_of(one.code))
        assert read["amount"] == one.amount
        assert read["day"] == one.day.isoformat()
        assert read["time"].strip('"') == f"{one.opens:%H:%M}"
        named = read_sheet_code(one.sheet.replace("-", ""))
        assert named is not None and (named.commune_code, named.procedure_code) == (one.commune, one.code)


@pytest.mark.long("test_posters.py, of the codes of whole posters")
def test_a_camera_reads_the_code_of_a_sheet() -> None:
    """As it is drawn for printing."""
    for one in make_records(100):
        text = f"https://niemyet.example/k/#{one.sheet}"
        svg = draw_qr(text).encode()
        page = b'#set page(width: 60mm, height: 60mm, margin: 0mm)\n#image(bytes("%b"), format: "svg", width: 60mm)'
        png = typeset(page % svg.replace(b"\\", b"\\\\").replace(b'"', b'\\"'), format="png", ppi=150.0)
        [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
        assert code.text == text
