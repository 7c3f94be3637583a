"""Whatever leaves the site as data says what is illustrative, and names nobody whom the commune does not name.

One catalogue holds both: a commune that is real but for one posting, and people whom it does not publish. Every file of every
format is looked at, and a format that is not known here fails.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import TODAY, make_site_root
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.model.data_parts import DATA_PARTS
from niemyet.open_data import addresses
from niemyet.open_data.workbook import SHEET
from niemyet.render.addresses import EMBEDDED

SAMPLE, REAL = "1.001193", "1.004222"
PLACE = "ha-noi/thuong-tin"
KNOWN = "Trần Thị Công Khai"
HIDDEN = ("nguoi-giu-ban-ghi", "rieng@xa.example", "Lê Văn Kín", "Phạm Thị Vắng")
FORMATS = {"json", "jsonld", "jsonl", "csv", "xlsx", "ics", "md", "html", "txt"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real commune with one posting that is a sample, with people who are named and people who are not."""
    root = tmp_path_factory.mktemp("marks") / "root"
    shutil.copytree(Path(__file__).parent / "small", root)
    make_site_root(root)
    for file in root.rglob("*.yaml"):
        file.write_text(re.sub(r"\nsample: true", "", file.read_text("utf-8")), "utf-8")
    place = root / "catalogue" / PLACE
    nation = root / f"catalogue/reference/procedures/cu-tru/{REAL}.yaml"
    nation.write_text(nation.read_text("utf-8").replace("amount: 20000,", "amount: 20000, sample: true,"), "utf-8")
    with (place / f"{SAMPLE}.yaml").open("a", encoding="utf-8") as posting:
        posting.write("sample: true\n")
    commune = (place / "commune.yaml").read_text("utf-8")
    published = f"  - {{role: Trực hộ tịch, name: {KNOWN}}}\n"
    kept = f"maintainers: ['@{HIDDEN[0]}', {HIDDEN[1]}]\n"
    (place / "commune.yaml").write_text(commune.replace("staff:\n", f"{kept}staff:\n{published}"), "utf-8")
    (place / "duty.yaml").write_text(
        f"from: 2026-11-01\nshifts:\n  - {{role: Trực hộ tịch, name: {KNOWN}, counters: [Quầy số 1], "
        f"substitute: {{role: Phụ trách, name: {HIDDEN[2]}}}}}\n"
        f"  - {{role: Trực cư trú, name: {HIDDEN[3]}, counters: [Quầy số 3]}}\n"
        f"absences:\n  - {{role: Trực cư trú, name: {HIDDEN[3]}, from: 2026-12-01}}\n"
        f"  - {{role: Trực cư trú, name: {HIDDEN[3]}, from: 2026-11-01}}\n",
        "utf-8",
    )
    made = tmp_path_factory.mktemp("marked") / "site"
    order = replace(BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml")), open_data=DATA_PARTS)
    told = build_site(order, made).report
    assert told.errors == 0, told.diagnostics
    return made


def data_of(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of the data with its text; that of a workbook is its cells."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        of_data = path.startswith((addresses.API, EMBEDDED)) or path == addresses.LLMS or path.endswith(f"/{addresses.TEXT}")
        if not file.is_file() or not of_data:
            continue
        assert path.rpartition(".")[2] in FORMATS, path
        if path.endswith("xlsx"):
            with zipfile.ZipFile(file) as opened:
                yield path, "".join(opened.read(name).decode() for name in opened.namelist())
        else:
            yield path, file.read_text("utf-8")


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def marks_of(site: Path, code: str) -> dict[str, bool]:
    """Whether each format says of the posting of this code that it is a sample."""
    listed = next(one for one in read(site / addresses.of_commune_data(PLACE))["postings"] if one["code"] == code)
    table = (site / addresses.of_commune_table(PLACE)).read_text("utf-8-sig")
    province = (site / addresses.of_province_table("ha-noi")).read_text("utf-8-sig")
    lines = [json.loads(line) for line in (site / addresses.of_province_lines("ha-noi")).read_text("utf-8").splitlines()]
    sheet = openpyxl.load_workbook(site / addresses.of_commune_workbook(PLACE))[SHEET]
    heads, *rows = sheet.iter_rows(values_only=True)
    graph = read(site / addresses.of_commune_services(PLACE))["@graph"]
    service = next(one for one in graph if one.get("identifier") == code and one["@type"] == "cpsv:PublicService")
    page = (site / PLACE / code / "index.html").read_text("utf-8")
    listed_in_frame = (site / addresses.of_embedded(PLACE) / "index.html").read_text("utf-8")
    figures = next(one for one in read(site / addresses.of_compliance_data(PLACE))["postings"] if one["code"] == code)

    def row_of(text: str) -> dict[str, str]:
        return next(row for row in csv.DictReader(io.StringIO(text)) if row["code"] == code and row["commune"] == PLACE)

    return {
        "posting": read(site / addresses.of_posting_data(PLACE, code))["sample"],
        "commune": listed["sample"],
        "commune.csv": row_of(table)["sample"] == "true",
        "province.csv": row_of(province)["sample"] == "true",
        "jsonl": next(one for one in lines if (one["commune"], one["code"]) == (PLACE, code))["sample"],
        "xlsx": next(row for row in rows if row[0] == code)[heads.index("Dữ liệu mẫu")] == "có",
        "cpsv": "Dữ liệu mẫu" in service["description"],
        "schema.org": "Dữ liệu mẫu." in re.findall(r"ld\+json\">(.*?)</script>", page)[0],
        "text": "Dữ liệu mẫu" in (site / addresses.of_posting_text(PLACE, code)).read_text("utf-8"),
        "frame": "Dữ liệu mẫu" in (site / addresses.of_embedded(PLACE, code) / "index.html").read_text("utf-8"),
        "oembed": "dữ liệu mẫu" in read(site / addresses.of_embedded(PLACE, code) / "oembed.json")["title"],
        "list": "(dữ liệu mẫu)" in re.findall(rf'<li><a href="{re.escape(code)}/">.*?</li>', listed_in_frame)[0],
        "figures": figures["sample"],
    }


def test_every_format_marks_a_sample_and_nothing_else(site: Path) -> None:
    """One posting of a commune that is no sample."""
    assert {name for name, marked in marks_of(site, SAMPLE).items() if not marked} == set()
    assert {name for name, marked in marks_of(site, REAL).items() if marked} == set()


def test_no_file_names_whom_the_commune_does_not(site: Path) -> None:
    """Neither who keeps the records nor a name that stands in the roster alone; whom the commune publishes is named."""
    texts = dict(data_of(site))
    assert {path.rpartition(".")[2] for path in texts} == FORMATS
    assert [(path, name) for path, text in texts.items() for name in HIDDEN if name in text] == []
    duty = read(site / addresses.of_duty_data(PLACE))
    assert duty["record"]["shifts"][0]["name"] == KNOWN
    assert duty["record"]["shifts"][0]["substitute"] == {"role": "Phụ trách"}
    assert [one["from"] for one in duty["record"]["absences"]] == ["2026-12-01"]
    assert not (site / addresses.of_duty_data("ha-noi/kim-lien")).exists()


def test_an_amount_that_is_a_sample_is_marked_wherever_it_stands(site: Path) -> None:
    """The 5,000 đồng of a late registration: in words with the mark behind it, in data with the mark beside it."""
    found = 0
    for path, text in data_of(site):
        words = text.replace("<strong>", "")
        found += len(re.findall(r"5\.000 đồng", words))
        assert re.findall(r"5\.000 đồng(?![^\n;<]*\(số mẫu\))", words) == [], path
        assert re.findall(r'"amount":5000(?![^{}]*"sample":true)', text) == [], path
    assert found > 10


def test_the_table_of_procedures_marks_those_with_a_sample(site: Path) -> None:
    """As the record of the nation says it, whatever a province sets."""
    rows = csv.DictReader(io.StringIO((site / addresses.PROCEDURES_TABLE).read_text("utf-8-sig")))
    assert {row["code"]: row["sample"] for row in rows} == {SAMPLE: "false", REAL: "true"}


def test_a_workbook_has_the_rows_of_the_table(site: Path) -> None:
    """Codes are text, days are days, no cell is a formula; the same in every build."""
    sheet = openpyxl.load_workbook(site / addresses.of_commune_workbook(PLACE))[SHEET]
    _, *rows = sheet.iter_rows()
    table = [*csv.DictReader(io.StringIO((site / addresses.of_commune_table(PLACE)).read_text("utf-8-sig")))]
    assert [row[0].value for row in rows] == [row["code"] for row in table]
    assert [f"{row[7].value:%Y-%m-%d}" for row in rows] == [row["posted"] for row in table]
    assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "d", "n"}
    assert rows[0][0].font.name
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.freeze_panes == "A2"


@pytest.mark.long("openpyxl reads it in the test above")
def test_libreoffice_opens_a_workbook(site: Path, tmp_path: Path) -> None:
    """It shows the same cells."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("không có LibreOffice trên máy này: apt-get install libreoffice-calc-nogui")
    into = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    words = [
        office,
        f"-env:UserInstallation=file://{tmp_path}/ho-so",
        "--headless",
        "--convert-to",
        into,
        "--outdir",
        f"{tmp_path}",
    ]
    subprocess.run([*words, str(site / addresses.of_commune_workbook(PLACE))], check=True, capture_output=True)
    rows = [*csv.reader(next(tmp_path.glob("*.csv")).read_text("utf-8").splitlines())]
    assert rows[0][:2] == ["Mã thủ tục", "Tên thủ tục"]
    assert [row[0] for row in rows[1:]] == [SAMPLE, REAL]
    assert [row[10] for row in rows[1:]] == ["có", "không"]
