"""Pages, sheets and comparisons of communes of different areas: each shows its own, though a province shares most of them."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from conftest import TODAY
from known_frames import begin_known_frames
from niemyet.building.boards import read_boards
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.changes.catalogues import compare_catalogues
from niemyet.sheets.book import PaperFormat

LAW = "catalogue/reference/procedures/cu-tru/1.004222.yaml"
PLACES = ("ha-noi/kim-lien", "ha-noi/thuong-tin")
WORDS = "Xã miền núi, biên giới"


def change(root: Path, path: str, **keys: object) -> None:
    file = root / path
    record = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    file.write_text(yaml.safe_dump({**record, **keys}, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture
def root(site_root: Path) -> Path:
    """The law gives seven working days; communes in mountains and at the border, seventeen."""
    general = {"amount": "7", "unit": "working_day", "basis": "68/2020/QH14"}
    change(site_root, LAW, deadlines=[general, general | {"amount": "17", "area": ["mountainous", "border"]}])
    change(site_root, f"catalogue/{PLACES[0]}/1.004222.yaml", deadlines=[])
    return site_root


def say(root: Path, place: str, areas: list[str]) -> None:
    change(root, f"catalogue/{place}/commune.yaml", areas=areas)


def build(root: Path) -> dict[str, str]:
    """The pages about the procedure, by address."""
    site = root.parent / "site"
    built = build_site(BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml")), site)
    assert not built.report.errors, built.report.diagnostics
    addresses = (*(f"{place}/1.004222" for place in PLACES), *PLACES, "thu-tuc/1.004222")
    return {address: (site / address / "index.html").read_text("utf-8") for address in addresses}


def lines_of(page: str) -> list[str]:
    """The numbers of days on a page that the day of return is worked out from."""
    return re.findall(r'data-amount="(\d+)" data-unit="working_day"', page)


@pytest.mark.slow("a build")
def test_pages_that_a_province_shares_differ_where_the_areas_do(root: Path) -> None:
    """In one build, and after a commune has said its areas in the next; the procedure's own page shows all with their words."""
    say(root, PLACES[1], ["border"])
    before = build(root)
    unsaid, border = (before[f"{place}/1.004222"] for place in PLACES)
    assert (lines_of(unsaid), lines_of(border)) == (["7", "17"], ["17"])
    assert WORDS in unsaid and "tùy vùng" in unsaid and 'name="area"' in unsaid
    assert "17 ngày làm việc" in border and "7 ngày làm việc, tùy" not in border and 'name="area"' not in border
    national = before["thu-tuc/1.004222"]
    assert lines_of(national) == ["7", "17"] and WORDS in national
    say(root, PLACES[0], [])
    after = build(root)
    assert lines_of(after[f"{PLACES[0]}/1.004222"]) == ["7"]
    assert after[f"{PLACES[1]}/1.004222"] == border
    listed = [re.findall(r"\b(\d+) ngày làm việc", after[place]) for place in PLACES]
    assert listed == [["7"], ["17"]]
    compared = re.findall(r'data-label="Thời hạn"[^>]*>([^<]*)<', after["thu-tuc/1.004222"])
    assert compared == ["7 ngày làm việc", "17 ngày làm việc"]


@pytest.mark.slow("a build")
def test_a_comparison_gives_each_commune_the_fee_of_its_areas(root: Path) -> None:
    """Who has not said has both, and is asked for each kind that its province tells apart, which the nation's page need not; in
    the next build, a commune that says its areas has the one of these."""
    fee = {"amount": "8000", "basis": "68/2020/QH14"}
    change(root, LAW, fees=[{"set_by": "province"}], waivers=[])
    set_there = {"fees": [fee, fee | {"amount": "5000", "area": ["border"]}]}
    (root / "catalogue/ha-noi/1.004222.yaml").write_text(yaml.safe_dump(set_there), "utf-8")
    say(root, PLACES[1], ["border"])
    for said, expected in ((None, "5.000 – 8.000 đồng, tùy vùng"), ([], "8.000 đồng")):
        if said is not None:
            say(root, PLACES[0], said)
        pages = build(root)
        national, unsaid = pages["thu-tuc/1.004222"], pages[f"{PLACES[0]}/1.004222"]
        assert re.findall(r'data-label="Phí, lệ phí"[^>]*>([^<]*)<', national) == [expected, "5.000 đồng"]
        asked = re.compile(r'data-answers="deadlines">{"by":\[\["area",\["none",([^]]*)\]')
        of_nation, of_province = (asked.findall(page) for page in (national, unsaid))
        assert (of_nation, of_province) == (['"mountainous"'], ['"mountainous","border"'] if said is None else [])


def test_sheets_and_their_codes_are_those_of_the_areas(root: Path, tmp_path: Path) -> None:
    """A commune that becomes mountainous prints this sheet again, because of its deadline."""
    say(root, PLACES[0], [])
    _, [board] = read_boards(root, PLACES[0], TODAY, "https://niemyet.example/")
    (sheet,) = (one for one in board.describe(board.postings, PaperFormat("a4"))["sheets"] if one["code"] == "1.004222")
    assert dict(sheet["answers"])["Thời hạn"] == "7 ngày làm việc"
    later = tmp_path / "later"
    shutil.copytree(root, later)
    say(later, PLACES[0], ["mountainous"])
    (commune,) = compare_catalogues(root, later, TODAY).communes
    (posting,) = commune.postings
    assert (posting.code, posting.reprint) == ("1.004222", ("deadlines",))
    assert [change.part for change in posting.changes] == ["deadlines"] and posting.changes[0].flagged
