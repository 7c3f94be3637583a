"""The state of the law behind a record is computed from the register for the right day, and shown on pages and sheets."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TODAY
from known_frames import begin_known_frames
from niemyet.building.boards import read_boards
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.law.citations import LawChange, bases, changes_behind, changes_of, cite, cited_documents, make_register
from niemyet.model.article import Article
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.reference import LegalDocument
from niemyet.resolve.procedures import resolve_procedure
from niemyet.sheets.book import PaperFormat

COPIED = date(2026, 7, 18)
NUMBER = "175/2024/NĐ-CP"
PLACE = "ha-noi/thuong-tin"
REFERENCE = "catalogue/reference"


def changes(documents: dict[str, dict[str, Any]], today: date, copied: date | None = COPIED) -> tuple[LawChange, ...]:
    """What has happened to `NUMBER`, which is a decree like the others in this register."""
    decree = {"kind": "Nghị định", "issuer": "Chính phủ"}
    register = make_register({number: LegalDocument.model_validate(decree | keys) for number, keys in documents.items()})
    return changes_of([NUMBER, NUMBER], register, copied, today)


@pytest.mark.parametrize("copied", [COPIED, date(2026, 7, 1), date(2020, 1, 1), None])
def test_a_document_has_ended_from_its_last_day_on(copied: date | None) -> None:
    """“Hết hiệu lực từ 1/7/2026” holds from that day, whenever the record was copied; before that day nothing is told."""
    documents = {NUMBER: {"repealed": {"from": "2026-07-01", "by": "217/2026/NĐ-CP"}}}
    ended = LawChange(NUMBER, "ended", date(2026, 7, 1), "217/2026/NĐ-CP")
    assert changes(documents, date(2026, 7, 1), copied) == (ended,)
    assert changes(documents, date(2026, 6, 30), copied) == ()


@pytest.mark.parametrize(
    ("day", "today", "copied", "told"),
    [
        ("2026-07-18", TODAY, COPIED, False),  # the source of that day has it
        ("2026-07-19", TODAY, COPIED, True),
        ("2026-11-22", TODAY, COPIED, True),
        ("2026-11-23", TODAY, COPIED, False),
        ("2026-09-01", TODAY, date(2026, 9, 1), False),
        ("2026-09-01", TODAY, None, False),  # nobody's copy: nobody knows what it has taken in
    ],
)
def test_an_amendment_is_told_from_the_day_it_holds_where_it_came_after_the_copy(
    day: str, today: date, copied: date | None, told: bool
) -> None:
    """Between the day of copying (not included) and today (included); the same for articles that have ended."""
    amending: dict[str, dict[str, Any]] = {
        NUMBER: {},
        "301/2026/NĐ-CP": {"issued": "2026-01-01", "effective": day, "amends": [NUMBER]},
    }
    part = {NUMBER: {"parts_ended": [{"part": "Điều 50", "from": day, "by": "217/2026/NĐ-CP"}]}}
    when = date.fromisoformat(day)
    assert changes(amending, today, copied) == ((LawChange(NUMBER, "amended", when, "301/2026/NĐ-CP"),) if told else ())
    ended = LawChange(NUMBER, "part_ended", when, "217/2026/NĐ-CP", "Điều 50")
    assert changes(part, today, copied) == ((ended,) if told else ())


def test_a_document_that_has_ended_is_told_as_that_only() -> None:
    """Amendments of a dead document are nobody's business."""
    keys: dict[str, Any] = {"repealed": {"from": "2026-10-01"}, "parts_ended": [{"part": "Điều 1", "from": "2026-09-01"}]}
    documents: dict[str, dict[str, Any]] = {NUMBER: keys, "9/NĐ": {"effective": "2026-09-01", "amends": [NUMBER]}}
    assert [change.event for change in changes(documents, TODAY)] == ["ended"]


def test_a_waiver_that_is_over_leans_on_nothing() -> None:
    """What is dated leans on its document until its last day; the basis of an announcement is not leant on at all."""
    record = {
        "code": "1.000001", "name": "Thử", "field": "ho-tich", "audience": ["citizen"], "authority": "Ủy ban nhân dân",
        "channels": [{"kind": "in_person"}], "deadlines": [{"amount": "1", "unit": "day"}], "papers": {},
        "fees": [{"amount": "1000"}], "steps": ["Nộp."], "results": [{"name": "Giấy"}], "legal_basis": [],
        "waivers": [{"who": "Trẻ em", "basis": NUMBER, "until": "2026-11-21"}],
        "upcoming": [{"from": "2027-01-01", "text": "Đổi.", "basis": NUMBER}],
        "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-18"},
    }  # fmt: skip
    documents = {NUMBER: LegalDocument.model_validate({"kind": "A", "issuer": "B", "repealed": {"from": "2026-01-01"}})}
    register = make_register(documents)
    assert resolve_procedure([Procedure.model_validate(record)], TODAY, register).law == ()
    assert len(resolve_procedure([Procedure.model_validate(record)], TODAY - timedelta(days=1), register).law) == 1


CITING: dict[str, Any] = {
    "code": "1.000001", "name": "Thử", "field": "ho-tich", "audience": ["citizen"], "authority": "Ủy ban nhân dân",
    "channels": [{"kind": "in_person"}], "steps": ["Nộp."], "results": [{"name": "Giấy"}], "papers": {},
    "deadlines": [{"amount": "1", "unit": "day"}, {"amount": "2", "unit": "day", "basis": "2/2020/NĐ-CP"}],
    "fees": [{"amount": "1000", "basis": "1/2020/NĐ-CP"}],
    "waivers": [{"who": "Trẻ em", "basis": "3/2020/NĐ-CP"}],
    "legal_basis": ["4/2020/NĐ-CP", "5/2020/NĐ-CP"],
    "forms": {"a": {"name": "A"}, "b": {"name": "B", "document": "6/2020/NĐ-CP"}},
    "upcoming": [{"from": "2027-01-01", "text": "Đổi.", "basis": "7/2020/NĐ-CP"}],
    "repealed": {"from": "2027-01-01", "basis": "8/2020/NĐ-CP"},
    "outdated": {"from": "2027-01-01", "by": "9/2020/NĐ-CP", "text": "Cũ."},
    "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-18"},
}  # fmt: skip
LEANING = {
    ("fees", 0, "basis"): "1/2020/NĐ-CP", ("deadlines", 1, "basis"): "2/2020/NĐ-CP", ("waivers", 0, "basis"): "3/2020/NĐ-CP",
    ("legal_basis", 0): "4/2020/NĐ-CP", ("legal_basis", 1): "5/2020/NĐ-CP", ("forms", "b", "document"): "6/2020/NĐ-CP",
}  # fmt: skip


def test_every_document_that_a_record_cites_is_found_at_its_place() -> None:
    """What announces, repeals or replaces the record is cited, but nothing leans on it."""
    record = Procedure.model_validate(CITING)
    assert dict(cited_documents(record)) == LEANING | {
        ("upcoming", 0, "basis"): "7/2020/NĐ-CP", ("repealed", "basis"): "8/2020/NĐ-CP", ("outdated", "by"): "9/2020/NĐ-CP",
    }  # fmt: skip
    assert dict(bases(record, TODAY)) == LEANING
    cited = {("documents", 0): "1/2020/NĐ-CP", ("documents", 1): "2/2020/NĐ-CP"}
    news = {"title": "Tin", "date": "2026-11-01", "lead": "Tin.", "author": "A", "topics": ["the-che"]}
    read = Article.model_validate(news | {"documents": list(cited.values())})
    assert dict(cited_documents(read)) == dict(bases(read, TODAY)) == cited


@pytest.mark.parametrize("part", ["fees", "deadlines", "waivers"])
@pytest.mark.parametrize(("until", "leans"), [("2026-11-21", False), ("2026-11-22", True), ("2026-11-23", True)])
def test_a_dated_part_leans_on_its_document_until_its_last_day(part: str, until: str, leans: bool) -> None:
    record = Procedure.model_validate(CITING | {part: [*CITING[part][:-1], CITING[part][-1] | {"until": until}]})
    gone = set() if leans else {CITING[part][-1]["basis"]}
    assert {number for _, number in bases(record, TODAY)} == set(LEANING.values()) - gone


@pytest.mark.parametrize(
    ("outdated", "told"),
    [
        (None, True),
        ({}, False),
        ({"from": "2026-11-22"}, False),
        ({"from": "2026-11-23"}, True),
        ({"parts": ["papers"]}, True),
        ({"parts": ["papers", "legal_basis"]}, False),
    ],
)
def test_who_says_that_his_basis_is_replaced_is_not_told_so_again(outdated: dict[str, Any] | None, told: bool) -> None:
    keys = {"from": "2026-09-01", "by": "9/2020/NĐ-CP", "text": "Cũ."}
    record = {key: value for key, value in CITING.items() if key not in ("outdated", "repealed")}
    procedure = Procedure.model_validate(record | ({} if outdated is None else {"outdated": keys | outdated}))
    ended = {"kind": "A", "issuer": "B", "repealed": {"from": "2026-08-01"}}
    amending = {"kind": "A", "issuer": "B", "issued": "2026-08-02", "amends": ["5/2020/NĐ-CP"]}
    documents = {"4/2020/NĐ-CP": ended, "5/2020/NĐ-CP": {"kind": "A", "issuer": "B"}, "10/2026/NĐ-CP": amending}
    register = make_register({number: LegalDocument.model_validate(keys) for number, keys in documents.items()})
    changes = (
        LawChange("4/2020/NĐ-CP", "ended", date(2026, 8, 1)),
        LawChange("5/2020/NĐ-CP", "amended", date(2026, 8, 2), "10/2026/NĐ-CP"),
    )
    assert changes_behind(procedure, register, TODAY) == (changes if told else ())
    overlay = ProvinceOverlay.model_validate({"fees": [{"amount": "1000", "basis": number} for number in record["legal_basis"]]})
    assert changes_behind(overlay, register, TODAY) == changes[:1], "nobody knows what a record that is no copy has taken in"


def build(root: Path, tmp_path: Path) -> Path:
    site = tmp_path / "site"
    built = build_site(BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml")), site)
    assert not built.report.errors
    return site


def describe(root: Path, code: str) -> dict[str, Any]:
    """The data of a sheet of the commune."""
    _, [board] = read_boards(root, PLACE, TODAY, "https://niemyet.example/")
    sheets = board.describe(board.postings, PaperFormat("a4", whole=True))["sheets"]
    found: dict[str, Any] = next(sheet for sheet in sheets if sheet["code"] == code)
    return found


def change(root: Path, path: str, keys: Mapping[str, Any]) -> None:
    """Sets keys in a YAML file of the catalogue, whose values are text."""
    file = root / path
    record = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    file.write_text(yaml.safe_dump({**record, **keys}, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.mark.slow("a build")
def test_page_and_sheet_say_first_that_the_basis_has_changed(site_root: Path, tmp_path: Path) -> None:
    """The banner stands above the answers, names what happened with its day and leads to the documents; so does the sheet."""
    ended = {"kind": "Luật", "issuer": "Quốc hội", "repealed": {"from": "2026-09-01", "by": "03/2026/QH16"}}
    amending = {"kind": "Thông tư", "issuer": "Bộ Tài chính", "effective": "2026-11-01", "amends": ["75/2022/TT-BTC"]}
    change(site_root, f"{REFERENCE}/documents.yaml", {"60/2014/QH13": ended, "71/2025/TT-BTC": amending})
    site = build(site_root, tmp_path)
    for code, said in (
        ("1.001193", ["60/2014/QH13", "hết hiệu lực từ 01/09/2026, thay bằng", "03/2026/QH16"]),
        ("1.004222", ["75/2022/TT-BTC", "được", "71/2025/TT-BTC", "sửa đổi, bổ sung từ 01/11/2026"]),
    ):
        for page in (f"{PLACE}/{code}", f"thu-tuc/{code}"):
            html = (site / page / "index.html").read_text("utf-8")
            banner = html.index("Căn cứ pháp lý đã thay đổi,")
            assert banner < html.index('id="giay-to"')
            words = html[banner : html.index("</div>", banner)]
            places = [words.index(text) for text in said]
            assert places == sorted(places)
    sheet = describe(site_root, "1.001193")
    [warning] = sheet["warnings"]
    assert warning["title"] == "Căn cứ pháp lý đã thay đổi."
    assert "60/2014/QH13 hết hiệu lực từ 01/09/2026, thay bằng 03/2026/QH16." in warning["text"]


@pytest.mark.slow("a build")
def test_an_end_to_come_is_no_warning_but_told_beside_the_document(site_root: Path, tmp_path: Path) -> None:
    """60/2014/QH13 ends on 1/3/2027: the page says so at the legal basis, and has no banner."""
    site = build(site_root, tmp_path)
    html = (site / PLACE / "1.001193" / "index.html").read_text("utf-8")
    assert "Căn cứ pháp lý đã thay đổi" not in html
    assert "sẽ hết hiệu lực từ 01/03/2027" in html


@pytest.mark.slow("a build")
def test_what_the_law_has_replaced_says_so_first(site_root: Path, tmp_path: Path) -> None:
    """Page and sheet say it before anything else, the dead parts again where they stand, lists by a mark."""
    outdated = {"from": "2026-09-01", "by": "71/2025/TT-BTC", "text": "Nay chỉ nộp trực tuyến.", "parts": ["papers", "channels"]}
    change(site_root, f"{REFERENCE}/procedures/cu-tru/1.004222.yaml", {"outdated": outdated})
    site = build(site_root, tmp_path)
    html = (site / PLACE / "1.004222" / "index.html").read_text("utf-8")
    banner = html.index("Nội dung ở đây đã cũ.")
    assert banner < html.index('class="answer"')
    assert "Nay chỉ nộp trực tuyến." in html[banner : html.index('class="answer"')]
    assert html.count("Phần này đã cũ,") == 2
    assert "Ngoài các giấy tờ này" not in html  # nobody is held to a list that is dead
    assert html.index('id="giay-to"') < html.index("Phần này đã cũ,")
    for page in (PLACE, "thu-tuc", "linh-vuc/cu-tru", "su-kien/sinh-con"):
        assert (site / page / "index.html").read_text("utf-8").count("nội dung đã cũ") == 1
    sheet = describe(site_root, "1.004222")
    assert [warning["title"] for warning in sheet["warnings"]] == ["Nội dung ở đây đã cũ."]
    assert sheet["answers"][0][1] == "Quy định đã đổi, hỏi nơi tiếp nhận"
    stale = [
        section["title"] for section in sheet["sections"] if section["pieces"][0].get("text", "").startswith("Phần này đã cũ")
    ]
    assert stale == ["Cách nộp hồ sơ", "Thành phần hồ sơ"]


def test_the_code_of_a_sheet_changes_when_its_basis_ends(small: Path) -> None:
    """A sheet that hung before does not pass as right: the group of the legal basis differs, and no other."""
    before = describe(small, "1.001193")["version"].split("-")[3:]
    ended = {"kind": "Luật", "issuer": "Quốc hội", "repealed": {"from": "2026-09-01"}}
    change(small, f"{REFERENCE}/documents.yaml", {"60/2014/QH13": ended})
    after = describe(small, "1.001193")["version"].split("-")[3:]
    assert [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [5]


@pytest.mark.slow("a build")
def test_a_document_says_what_has_become_of_it(site_root: Path, tmp_path: Path) -> None:
    """Its page: in force from and until, amended by which from which day, which articles ended, whether it is sure at all."""
    keys = {
        "kind": "Thông tư", "issuer": "Bộ Tài chính", "effective": "2023-02-05", "repealed": {"from": "2027-01-01"},
        "parts_ended": [{"part": "Điều 4", "from": "2026-09-01", "by": "71/2025/TT-BTC"}],
    }  # fmt: skip
    amending = {"kind": "Thông tư", "issuer": "Bộ Tài chính", "effective": "2025-07-01", "amends": ["75/2022/TT-BTC"]}
    unsure = {"kind": "Công văn", "issuer": "Văn phòng Chính phủ", "unverified": "Có thể nguồn ghi nhầm số."}
    documents = {"75/2022/TT-BTC": keys, "71/2025/TT-BTC": amending, "12729/VPCP-KGVX": unsure}
    change(site_root, f"{REFERENCE}/documents.yaml", documents)
    site = build(site_root, tmp_path)
    html = (site / "van-ban" / "75-2022-tt-btc" / "index.html").read_text("utf-8")
    for said in (
        "05/02/2023",
        "Sẽ hết hiệu lực</strong> từ 01/01/2027",
        "(từ 01/07/2025)",
        "Điều 4 hết hiệu lực</strong> từ 01/09/2026",
    ):
        assert said in html
    assert "Có thể nguồn ghi nhầm số." in (site / "van-ban" / "12729-vpcp-kgvx" / "index.html").read_text("utf-8")


@pytest.mark.slow("a build")
def test_a_waiver_that_is_not_known_to_hold_promises_nothing(site_root: Path, tmp_path: Path) -> None:
    """Page and sheet say that it is not known and why, for which fee and until when; “Miễn” stands only where it is sure."""
    who = "Công dân có tài khoản định danh điện tử mức độ 2"
    fee = "Lệ phí đăng ký thường trú"
    unsure = {
        "who": who,
        "fees": [fee],
        "undetermined": "Chưa tìm được văn bản.",
        "basis": "71/2025/TT-BTC",
        "until": "2027-02-28",
    }
    sure = {"who": "Trẻ em", "basis": "75/2022/TT-BTC"}
    change(site_root, f"{REFERENCE}/procedures/cu-tru/1.004222.yaml", {"waivers": [unsure, sure]})
    html = (build(site_root, tmp_path) / PLACE / "1.004222" / "index.html").read_text("utf-8")
    lines = re.findall(r'(<h3>[^<]*</h3>\s*<ul class="waivers">.*?)</li>', html, re.DOTALL)
    assert len(lines) == 2
    assert "Được miễn (phải nộp 0 đồng)</h3>" in lines[0] and "Miễn:" in lines[0]
    assert "Thông tư số 75/2022/TT-BTC</a>." in lines[0].split("Căn cứ: ")[1]
    assert "Chưa rõ có được miễn, giảm không</h3>" in lines[1]
    assert "Miễn:" not in lines[1]
    assert "(lệ phí đăng ký thường trú; đến hết 28/02/2027)" in lines[1]
    assert "Chưa tìm được văn bản." in lines[1]
    [fees] = [section for section in describe(site_root, "1.004222")["sections"] if section["title"] == "Phí, lệ phí"]
    items = [item for piece in fees["pieces"] if "items" in piece for item in piece["items"] if "iễn" in item]
    limits = "lệ phí đăng ký thường trú; đến hết 28/02/2027"
    basis = "Căn cứ: Thông tư số 71/2025/TT-BTC."
    assert items[-2] == "Miễn: Trẻ em. Căn cứ: Thông tư số 75/2022/TT-BTC."
    assert items[-1] == f"Chưa rõ có được miễn, giảm hay không: {who} ({limits}). Chưa tìm được văn bản. {basis}"


def test_a_page_can_name_only_documents_that_its_record_cites() -> None:
    """One that is cited and not in the register is unknown; one that is not cited is a mistake of the program."""
    document = LegalDocument.model_validate({"kind": "Nghị định", "issuer": "Chính phủ"})
    register = make_register({NUMBER: document, "1/2020/NĐ-CP": document})
    lines = [{"amount": "1", "unit": "day", "basis": number} for number in (NUMBER, "2/2020/NĐ-CP")]
    cited = cite(register, ProvinceOverlay.model_validate({"deadlines": lines}), None)
    assert (len(cited), [*cited], dict(cited)) == (1, [NUMBER], {NUMBER: document})
    assert cited[NUMBER] == cited.get(NUMBER) == document
    assert (cited.get("2/2020/NĐ-CP"), cited.get("2/2020/NĐ-CP", "?")) == (None, "?")
    assert "2/2020/NĐ-CP" not in cited
    for ask in (cited.get, cited.__getitem__):
        with pytest.raises(KeyError, match="1/2020/NĐ-CP"):
            ask("1/2020/NĐ-CP")
