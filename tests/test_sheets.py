"""Sheets for the notice board, read back from the PDF, say what the record says."""

import json
import pickle
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
import zxingcpp
from typer.testing import CliRunner

from conftest import FROZEN, REPOSITORY, TODAY, is_long, some_of
from known_frames import begin_known_frames
from niemyet.building.boards import print_boards, read_boards
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.building.workers import StartWorkers
from niemyet.cli import app
from niemyet.cli.workers import workers
from niemyet.model.settings import NOT_YET
from niemyet.model.vocabulary import CHANNEL_NAMES
from niemyet.render import wording
from niemyet.render.language import VIETNAMESE
from niemyet.resolve.sheet_codes import code_of_sheet
from niemyet.sheets.book import Board, PaperFormat
from niemyet.sheets.changes import HangingSheet, compare_boards, hang_sheets
from niemyet.sheets.typesetter import Typesetter, TypesettingError

SITE = "https://niemyet.example/"
THEME = REPOSITORY / "theme"
PLACE = "ha-noi/thuong-tin"
FOOT = 0.058
"""The part of a page below which only its foot stands."""
FIRST_PAGE = r"mã\s+thủ\s+tục\s+(\d\S+)"
FORMATS = [
    PaperFormat("a4"), PaperFormat("a3"), PaperFormat("a5"), PaperFormat("a4", large=True), PaperFormat("a4", whole=True),
]  # fmt: skip
UNSAID = ("qr", "kind", "modules", "letters", "whole")
"""Keys of a sheet's data that are no words."""


def plain(text: str) -> str:
    """The letters of a text: breaks of lines and the marks of the typesetter do not count."""
    return re.sub(r"[\s\x02\u200b\ufffe\xad-]+", "", unicodedata.normalize("NFC", text))


def words(pdf: bytes) -> str:
    """All letters of the PDF but what every page repeats: foot, watermark, head of a table."""
    document = pypdfium2.PdfDocument(pdf)
    pages = (page.get_textpage().get_text_bounded(bottom=page.get_size()[1] * FOOT) for page in document)
    return re.sub("MẪU|(STT|Có)Giấytờ(Sốbản)", "", plain("".join(pages)))


def stands(text: str, printed: str) -> bool:
    """Whether the text is printed: in one piece, or in two where a page ends within it."""
    letters = plain(text)
    if letters in printed:
        return True
    cuts = [k for k in range(len(letters) - 1, 0, -1) if letters[:k] in printed][:1]
    return any(letters[k:] in printed for k in cuts)


def marked(pdf: bytes) -> bool:
    """Whether every page says that it is a sample; some pages saying so and some not is wrong both ways."""
    said = {"MẪU" in plain(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(pdf)}
    assert len(said) == 1
    return said == {True}


def codes(page: Any) -> list[str]:
    """The addresses in the QR codes of a page as it is printed."""
    return [code.text for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(THEME)


@pytest.fixture(scope="module")
def board() -> Board:
    """The board of a commune of the frozen catalogue."""
    _, boards = read_boards(FROZEN, PLACE, TODAY, SITE)
    return boards[0]


def board_of(root: Path, today: date = TODAY) -> Board:
    report, boards = read_boards(root, PLACE, today, SITE)
    assert not report.errors
    return boards[0]


def words_of(data: dict[str, Any]) -> list[str]:
    """Every text of the only sheet; a poster has its own words for the short answers."""
    sheet = data["sheets"][0]
    return leaves({key: value for key, value in sheet.items() if key != "answers" or sheet["poster"] is None})


def leaves(value: Any) -> list[str]:
    """Every text of a sheet's data that is printed as it stands."""
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() if key not in UNSAID for leaf in leaves(inner)]
    if isinstance(value, (list, tuple)):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [] if value is None else [str(value)]


@pytest.mark.slow("sheets are printed")
@pytest.mark.parametrize("format_", some_of(FORMATS, of=2), ids=str)
def test_every_word_of_the_record_is_on_the_sheet(format_: PaperFormat, board: Board, typesetter: Typesetter) -> None:
    for numbered in board.postings[::4]:
        data = board.describe_sheet(numbered, format_)
        printed = words(typesetter.typeset("sheet", numbered.posted.code, data))
        for leaf in words_of(data):
            assert stands(leaf, printed), (numbered.posted.code, leaf)


@pytest.mark.slow("sheets are printed")
def test_the_sheet_carries_what_the_record_itself_says(board: Board, typesetter: Typesetter) -> None:
    """Read from the record, not from the data that the sheet is made of."""
    for numbered in some_of(board.postings, of=3):
        whole = board.describe_sheet(numbered, PaperFormat(whole=True))
        printed = words(typesetter.typeset("sheet", numbered.posted.code, whole))
        procedure = numbered.posted.procedure
        said = [procedure.name, procedure.code, str(numbered.version), *procedure.legal_basis]
        said += [procedure.decision.number] if procedure.decision else []
        said += [paper.name for paper in (*procedure.papers.submit, *procedure.papers.present)]
        said += [step.text for step in procedure.steps]
        said += [waiver.who for waiver in numbered.posted.provincial.terms.waivers]
        said += [f"{line.fee.amount:,}".replace(",", ".") for line in numbered.posted.provincial.terms.fees if line.fee.amount]
        assert [text for text in said if not stands(text, printed)] == []


@pytest.mark.slow("printed sheets")
def test_a_hand_out_says_what_to_bring_to_pay_and_to_wait_and_where(board: Board) -> None:
    """On A5 stand papers, ways to file, fees, deadlines and the office, whatever their titles; steps and grounds do not.

    The index of the book says fee and deadline as the sheet's head does.
    """
    index = [row for field in board.describe_book(PaperFormat())["index"] for row in field["rows"]]
    for numbered, row in zip(board.postings, index, strict=True):
        procedure, provincial = numbered.posted.procedure, numbered.posted.provincial
        sheet = board.describe_sheet(numbered, PaperFormat("a5"))["sheets"][0]
        told = "\n".join(leaves(sheet["sections"]))
        papers = (*procedure.papers.submit, *procedure.papers.present)
        wanted = [board.resolved.commune.office.address, *(paper.name for paper in papers)]
        wanted += [wording.format_fee(line, VIETNAMESE) for line in provincial.terms.fees]
        wanted += [wording.format_deadline(line.deadline, VIETNAMESE) for line in numbered.posted.deadlines]
        wanted += [CHANNEL_NAMES[channel.kind] for channel in procedure.channels]
        assert [text for text in wanted if text not in told] == []
        assert [step.text for step in procedure.steps if step.text in told] == []
        assert len(sheet["sections"]) == 5
        assert {row["fee"], row["deadline"]} <= {answer for _, answer in sheet["answers"]}


@pytest.mark.slow("sheets are printed")
def test_the_qr_code_leads_to_where_its_own_code_is_checked(board: Board, typesetter: Typesetter) -> None:
    """A host is the same in capital letters. On every paper the code stands whole on the first page."""
    for numbered, format_ in zip(board.postings, FORMATS, strict=False):
        data = board.describe_sheet(numbered, format_)
        pdf = typesetter.typeset("sheet", numbered.posted.code, data)
        code = data["sheets"][0]["version"]
        assert code == code_of_sheet(board.resolved.commune.code, numbered.posted.code, numbered.version)
        assert codes(pypdfium2.PdfDocument(pdf)[0]) == [f"HTTPS://NIEMYET.EXAMPLE/K/#{code.replace('-', '')}"]


@pytest.mark.slow("printed sheets")
@pytest.mark.parametrize("format_", some_of(FORMATS, of=2), ids=str)
def test_letters_are_embedded_and_nothing_leaves_the_page(format_: PaperFormat, typesetter: Typesetter, extreme: Board) -> None:
    """Also with the longest of everything that the national data has."""
    numbered = extreme.postings[0]
    document = pypdfium2.PdfDocument(typesetter.typeset("sheet", "x", extreme.describe_sheet(numbered, format_)))
    assert len(document) >= 4
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        assert text.count_chars() > 0
        for i in range(0, text.count_chars(), 7):
            left, bottom, right, top = text.get_charbox(i)
            assert 0 <= left <= right <= width and 0 <= bottom <= top <= height
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            font = pypdfium2.raw.FPDFTextObj_GetFont(thing)
            assert pypdfium2.raw.FPDFFont_GetIsEmbedded(font) == 1


@pytest.fixture(scope="module")
def wide() -> Board:
    """A posting with words without a gap, of the widest letters, wherever a record has words, and an office that names many."""
    board = board_of(FROZEN)
    posted = board.postings[0].posted
    procedure, posting = posted.procedure, posted.posting
    paper = {"name": f"Giấy {'W' * 50}", "notes": "M" * 70, "originals": 1}
    changed = procedure.model_copy(
        update={
            "name": f"Cấp {'W' * 21} và {'Đ' * 14}",
            "papers": type(procedure.papers).model_validate({"submit": [paper, {"name": "W" * 13, "originals": 1}]}),
            "requirements": ("W" * 21, "1234/5678/9012/3456/7890/1234/5678"),
        }
    )
    local = posting.model_copy(update={"counter": f"QUẦY {'W' * 40}", "notes": ("W" * 300,)})
    provincial = replace(posted.provincial, dated=replace(posted.provincial.dated, procedure=changed))
    first = replace(board.postings[0], posted=replace(posted, provincial=provincial, posting=local))
    commune = board.resolved.commune
    address = {"name": "Nơi nhận " + "phản ánh, kiến nghị " * 40, "email": f"{'w' * 60}@example.vn"}
    feedback = tuple(type(commune.feedback[0]).model_validate(address) for _ in range(8))
    resolved = replace(board.resolved, commune=commune.model_copy(update={"feedback": feedback}))
    return replace(board, resolved=resolved, postings=(first,))


@pytest.mark.slow("sheets are printed")
@pytest.mark.parametrize("format_", some_of([*FORMATS, PaperFormat("a5", large=True)], of=2), ids=str)
def test_words_that_have_no_room_are_broken(format_: PaperFormat, typesetter: Typesetter, wide: Board) -> None:
    """No letter stands on another or leaves the margins, and none is lost."""
    data = wide.describe_sheet(wide.postings[0], format_)
    pdf = typesetter.typeset("sheet", "x", data)
    printed = words(pdf)
    assert [leaf for leaf in words_of(data) if not stands(leaf, printed)] == []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        taken: dict[tuple[int, int], str] = {}
        for i in range(text.count_chars()):
            letter = text.get_text_range(i, 1)
            left, bottom, right, top = text.get_charbox(i)
            if not letter.strip() or top - bottom > 30 or letter in "\u200b\ufffe":
                continue  # the watermark stands behind
            assert 0.07 * width < left and right < 0.95 * width and height * FOOT * 0.4 < bottom and top < 0.97 * height, letter
            place = round((left + right) / 2), round((top + bottom) / 2)
            assert place not in taken, (letter, taken[place])
            taken[place] = letter


@pytest.fixture(scope="module")
def extreme(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """One posting with a name of 919 letters, 55 papers, 9,274 letters of steps and a word without a gap."""
    board = board_of(FROZEN)
    posted = board.postings[0].posted
    papers = [
        {"name": f"Giấy tờ thứ {i} chứng minh quyền sử dụng đất hợp pháp của hộ gia đình", "originals": 1} for i in range(55)
    ]
    step = "Người yêu cầu nộp đủ hồ sơ tại nơi tiếp nhận. "
    changed = posted.procedure.model_copy(
        update={
            "name": ("Cấp giấy chứng nhận quyền sử dụng đất lần đầu " * 30)[:918] + "t",
            "papers": type(posted.procedure.papers).model_validate({"submit": papers}),
            "steps": tuple(
                type(posted.procedure.steps[0]).model_validate({"text": text})
                for text in (*[(step * 30).strip()] * 7, "https://dichvucong.example/" + "a" * 300)
            ),
        }
    )
    provincial = replace(posted.provincial, dated=replace(posted.provincial.dated, procedure=changed))
    numbered = replace(board.postings[0], posted=replace(posted, provincial=provincial))
    return replace(board, postings=(numbered,))


@pytest.mark.slow("printed sheets")
def test_the_longest_of_everything_is_printed_whole(extreme: Board, typesetter: Typesetter) -> None:
    numbered = extreme.postings[0]
    data = extreme.describe_sheet(numbered, PaperFormat())
    pdf = typesetter.typeset("sheet", "x", data)
    printed = words(pdf)
    assert [leaf for leaf in words_of(data) if not stands(leaf, printed)] == []
    document = pypdfium2.PdfDocument(typesetter.typeset("book", "x", extreme.describe_book(PaperFormat())))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    headed = [text for text in pages if "Giấy tờ thứ" in text]
    assert len(headed) > 1 and all("STT" in text for text in headed)  # the head of the table on every page of it
    for number, text in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in text
        lines = [line for line in text.splitlines() if line.strip()]
        last = lines[-3:-1]  # above the foot
        assert not {"Thành phần hồ sơ", "Kết quả", "Căn cứ pháp lý", "Phí, lệ phí"} & {line.strip() for line in last[-1:]}


@pytest.mark.slow("sheets are printed")
def test_a_paper_and_its_conditions_stand_on_one_page(board: Board, typesetter: Typesetter) -> None:
    """Who reads one page of a sheet on the wall must not miss that a paper is asked of some only."""
    papers = 0
    for numbered in board.postings:
        data = board.describe_sheet(numbered, PaperFormat())
        document = pypdfium2.PdfDocument(typesetter.typeset("sheet", numbered.posted.code, data))
        pages = [plain(page.get_textpage().get_text_bounded()) for page in document]
        tables = [piece["rows"] for section in data["sheets"][0]["sections"] for piece in section["pieces"] if "rows" in piece]
        for row in (row for rows in tables for row in rows if sum(map(len, (row["name"], *row["notes"]))) < 300):
            papers += bool(row["notes"])
            assert any(all(plain(text) in page for text in (row["name"], *row["notes"])) for page in pages), row
    assert papers > 10


@pytest.mark.slow("sheets are printed")
def test_the_same_content_gives_the_same_bytes(board: Board) -> None:
    data = board.describe_book(PaperFormat())
    first = Typesetter(THEME).typeset("book", PLACE, data)
    assert Typesetter(THEME).typeset("book", PLACE, data) == first


@pytest.mark.slow("sheets are printed")
def test_the_book_has_a_cover_an_index_and_every_sheet_in_order(board: Board, typesetter: Typesetter) -> None:
    document = pypdfium2.PdfDocument(typesetter.typeset("book", PLACE, board.describe_book(PaperFormat())))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert "niêm yết công khai" in pages[0] and "07:30–11:30" in pages[0] and "phản ánh, kiến nghị" in pages[0]
    index = plain("".join(text for text in pages[1:6] if "Phí, lệ phí" in text))
    first_pages = [n for n, text in enumerate(pages) if re.search(FIRST_PAGE, text)]
    printed = [re.search(FIRST_PAGE, pages[n])[1] for n in first_pages]  # type: ignore[index]  # found just above
    assert printed == [numbered.posted.code for numbered in board.postings]
    for numbered in board.postings:
        assert plain(f"{numbered.number}{numbered.posted.code}") in index
    assert codes(document[1])  # the index has codes too


def test_a_sheet_of_a_sample_says_so(board: Board, typesetter: Typesetter, small: Path) -> None:
    numbered = board.postings[0]
    assert marked(typesetter.typeset("sheet", "x", board.describe_sheet(numbered, PaperFormat())))
    for file in small.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("sample: true\n", ""), "utf-8")
    real = board_of(small)
    data = real.describe_sheet(real.postings[0], PaperFormat())
    assert not data["sample"]
    assert not marked(typesetter.typeset("sheet", "x", data))


def test_a_letter_that_the_font_lacks_is_an_error_that_names_the_record(board: Board, typesetter: Typesetter) -> None:
    data = json.loads(json.dumps(board.describe_sheet(board.postings[0], PaperFormat())))
    data["sheets"][0]["name"] = "Tên có chữ 漢"
    with pytest.raises(TypesettingError) as told:
        typesetter.typeset("sheet", "ha-noi/x/1.000656", data)
    assert told.value.what == "ha-noi/x/1.000656"
    assert pickle.loads(pickle.dumps(told.value)).what == told.value.what  # as a worker sends it


@pytest.mark.parametrize(
    "text", ['#panic("x")', "*đậm* _nghiêng_ `mã`", '#read("/etc/passwd")', "$x^2$ @nhãn <nhãn> \\ ~ //", "= Tiêu đề"]
)
def test_what_contributors_write_is_never_read_as_an_instruction(text: str, board: Board, typesetter: Typesetter) -> None:
    data = json.loads(json.dumps(board.describe_sheet(board.postings[0], PaperFormat())))
    data["sheets"][0]["name"] = data["feedback"][0] = data["office"] = text
    assert plain(text) in words(typesetter.typeset("sheet", "x", data))


def test_only_what_changed_is_to_be_put_up(small: Path) -> None:
    """Replaced sheets stand in both lists, with the parts that changed; what is the same stays on the wall."""
    before = hang_sheets(board_of(small).resolved)
    posting = small / f"catalogue/{PLACE}/1.004222.yaml"
    posting.write_text(posting.read_text("utf-8").replace("Quầy số 3", "Quầy số 1"), "utf-8")
    after = hang_sheets(board_of(small).resolved)
    changes = compare_boards(before, after)
    assert [change.code for change in changes.down] == [change.code for change in changes.up] == ["1.004222"]
    assert changes.up[0].why == "Thay đổi: nơi nộp, giờ làm việc"
    gone = compare_boards(before, {"1.001193": before["1.001193"], "9.000001": HangingSheet("Mới", before["1.001193"].version)})
    assert [(change.code, change.why) for change in gone.down] == [("1.004222", "Không còn niêm yết")]
    assert [(change.code, change.why) for change in gone.up] == [("9.000001", "Mới niêm yết")]


def test_a_sheet_that_waits_for_review_says_so(small: Path) -> None:
    """An import has changed the procedure after the commune last vouched for the posting."""
    before = hang_sheets(board_of(small).resolved)
    law = small / "catalogue/reference/procedures/ho-tich/1.001193.yaml"
    changed = law.read_text("utf-8").replace("decision:", "changed: 2026-11-10\ndecision:", 1)
    law.write_text(changed.replace("results:", "notes: [Điều mới.]\nresults:", 1), "utf-8")
    board = board_of(small)
    changes = compare_boards(before, hang_sheets(board.resolved))
    data = board.describe_changes(changes, "15/11/2026", PaperFormat())
    assert {row["code"]: row["why"].endswith("Cần rà soát trước khi treo") for row in data["up"]} == {"1.001193": True}


def test_nothing_hung_before_it_was_posted(small: Path) -> None:
    posted = yaml.safe_load((small / f"catalogue/{PLACE}/1.001193.yaml").read_text("utf-8"))["posted"]
    assert "1.001193" in hang_sheets(board_of(small, posted).resolved, posted)
    assert "1.001193" not in hang_sheets(board_of(small).resolved, posted - timedelta(days=1))


@pytest.mark.slow("many processes")
def test_workers_set_the_same_sheets(board: Board, small: Path) -> None:
    """Whatever their number, in the order of the board, then the book: of a full board in a long run, else of a small one."""
    board = board if is_long() else board_of(small)
    alone = list(print_boards([board], THEME, PaperFormat()))
    sheets = [f"{numbered.posted.code}.pdf" for numbered in board.postings]
    assert [printed.name for printed in alone] == [*sheets, "so-niem-yet.pdf"]
    assert list(print_boards([board], THEME, PaperFormat(), start_workers=workers(2))) == alone
    one = [printed for printed in alone if printed.name == "1.004222.pdf"]
    assert list(print_boards([board], THEME, PaperFormat(), ["1.004222"])) == one


@pytest.mark.slow("sheets are printed")
def test_a_sheet_is_the_same_whichever_was_set_before(small: Path) -> None:
    """Sheets of one procedure are set side by side, and what they share is laid out once; alone, each is laid out whole."""
    _, boards = read_boards(small, "ha-noi", TODAY, SITE)
    together = {(commune, name): pdf for commune, name, pdf in print_boards(boards, THEME, PaperFormat())}
    assert len(boards) > 1
    for board in boards:
        for numbered in board.postings:
            code = numbered.posted.code
            alone = Typesetter(THEME).typeset("sheet", code, board.describe_sheet(numbered, PaperFormat()))
            assert together[board.resolved.path, f"{code}.pdf"] == alone


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow("sheets are printed")
def test_the_site_offers_the_sheets_only_where_they_were_printed(site_root: Path) -> None:
    """And sets again only what has changed: the others keep their file."""

    def build(sheets: bool = False) -> Path:
        built = build_site(
            BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml"), sheets=sheets), site_root / "site"
        )
        assert not built.report.errors
        return site_root / "site" / PLACE

    folder = build()
    assert not (folder / "to-niem-yet").exists()
    assert "to-niem-yet" not in (folder / "1.001193/index.html").read_text("utf-8")
    folder = build(sheets=True)
    assert 'href="../to-niem-yet/1.001193.pdf"' in (folder / "1.001193/index.html").read_text("utf-8")
    assert 'href="to-niem-yet/so-niem-yet.pdf"' in (folder / "index.html").read_text("utf-8")
    before = {path.name: path.stat().st_ino for path in (folder / "to-niem-yet").glob("*.pdf")}
    assert before.keys() == {"1.001193.pdf", "1.004222.pdf", "so-niem-yet.pdf"}
    posting = site_root / f"catalogue/{PLACE}/1.004222.yaml"
    posting.write_text(posting.read_text("utf-8").replace("Quầy số 3", "Quầy số 1"), "utf-8")
    folder = build(sheets=True)
    after = {path.name: path.stat().st_ino for path in (folder / "to-niem-yet").glob("*.pdf")}
    assert {name for name in after if after[name] != before[name]} == {"1.004222.pdf", "so-niem-yet.pdf"}
    notice = "---\ntitle: 📢 Lịch tiếp công dân tháng 12\ndate: 2026-11-20\nlead: Mẫu.\nauthor: Ban biên tập\ntopics: [cong-vu]\n"
    notice += f"places: [{PLACE}]\nnotice: {{kind: tiep-cong-dan, until: 2026-12-31}}\n---\n\nNội dung mẫu.\n"
    (site_root / "news/2026/lich.md").write_text(notice, "utf-8")
    roster = "from: 2026-11-01\nshifts: [{role: Công chức một, counters: [Quầy số 1]}]\n"
    (site_root / f"catalogue/{PLACE}/duty.yaml").write_text(roster, "utf-8")
    folder = build(sheets=True)
    assert "Côngchứcmột" in words((folder / "to-niem-yet/lich-truc.pdf").read_bytes()), "the roster hangs beside them"
    assert 'href="to-niem-yet/lich-truc.pdf"' in (folder / "index.html").read_text("utf-8")
    noticed = {path.name: path.stat().st_ino for path in (folder / "to-niem-yet").glob("*.pdf")}
    assert {name for name in after if noticed[name] != after[name]} == {"so-niem-yet.pdf"}
    # A letter that no font of sheets has stops no printing.
    assert "…Lịchtiếpcôngdântháng12" in words((folder / "to-niem-yet/so-niem-yet.pdf").read_bytes())
    clean = tree(folder)
    build_site(BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml"), sheets=True), site_root / "clean")
    assert tree(site_root / "clean" / PLACE) == clean


@pytest.mark.long("workers set sheets in the test above")
@pytest.mark.slow("many processes")
def test_who_has_set_a_sheet_can_still_start_workers(site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst's threads do not outlive a fork; the workers set the same sheets as this process did."""
    monkeypatch.setattr("niemyet.building.site.FEWEST_SHEETS", 1)

    def build(name: str, start_workers: StartWorkers | None) -> dict[str, bytes]:
        order = BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml"), start_workers, sheets=True)
        assert not build_site(order, site_root / name).report.errors
        return tree(site_root / name)

    assert build("alone", None) == build("together", workers(2))


@pytest.fixture
def run(site_root: Path, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(
            app,
            ["sheets", *words, "--root", str(site_root), "--out", str(tmp_path / "out"), "--jobs", "1", "--as-of", f"{TODAY}"],
        )
        return done.exit_code, done.output

    return run


@pytest.mark.slow("sheets are printed")
def test_the_command_writes_a_file_a_sheet_and_the_book(
    run: Callable[..., tuple[int, str]], site_root: Path, tmp_path: Path
) -> None:
    """Of a place, or of a whole province; codes that lead nowhere yet are told before anything hangs on a wall."""
    status, told = run(PLACE)
    assert status == 0 and "địa chỉ ví dụ" not in told
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["1.001193.pdf", "1.004222.pdf", "so-niem-yet.pdf"]
    settings = site_root / "mkdocs.yml"
    settings.write_text(re.sub(r"(?m)^site_url: .*", f"site_url: {NOT_YET}", settings.read_text("utf-8")), "utf-8")
    status, told = run("ha-noi")
    assert status == 0 and "địa chỉ ví dụ" in told
    assert (tmp_path / "out/kim-lien/so-niem-yet.pdf").is_file()


def test_the_roster_is_a_sheet_of_its_own_with_the_same_bytes_each_time(
    run: Callable[..., tuple[int, str]], site_root: Path, tmp_path: Path
) -> None:
    """Who receives at which counter, who stands in and who is away; where there is no roster, that is told."""
    assert "chưa có lịch trực" in run(PLACE, "--duty")[1]
    (site_root / f"catalogue/{PLACE}/duty.yaml").write_text(
        "from: 2026-11-01\nshifts:\n"
        "  - {role: Công chức một, counters: [Quầy số 1, Quầy số 3], substitute: {role: Công chức hai}}\n"
        "periods: [{reason: Trước Tết, from: 2027-02-01, shifts: [{role: Công chức ba}]}]\n"
        "absences: [{role: Công chức một, from: 2026-12-01}]\n",
        "utf-8",
    )
    assert run(PLACE, "--duty")[0] == 0
    (sheet,) = (tmp_path / "out").iterdir()
    assert sheet.name == "lich-truc.pdf"
    data = sheet.read_bytes()
    text = words(data)
    for said in ("Quầy số 1, Quầy số 3", "Công chức ba", "ngày 01/02/2027", "người thay: Công chức hai", "từ ngày 01/11/2026"):
        assert plain(said) in text
    assert run(PLACE, "--duty")[0] == 0
    assert sheet.read_bytes() == data


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["ha-noi/thuong-tim"], 2, "có phải ha-noi/thuong-tin"),
        ([PLACE, "--procedure", "9.999999"], 2, "không niêm yết thủ tục 9.999999"),
        ([PLACE, "--since", "2026-13-01"], 2, "không phải là một ngày"),
        ([PLACE, "--since", "khong-co"], 2, "--since khong-co"),
        ([PLACE, "--since=--output=x"], 2, "--since"),
    ],
)
def test_what_cannot_be_printed_is_told_in_a_line(
    words: list[str], status: int, said: str, run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    assert run(*words)[0] == status
    output = run(*words)[1]
    assert said in output and "Traceback" not in output
    assert not (tmp_path / "out").exists()


def test_a_place_with_broken_records_gives_no_book(run: Callable[..., tuple[int, str]], site_root: Path, tmp_path: Path) -> None:
    (site_root / f"catalogue/{PLACE}/1.001193.yaml").write_text("posted: hôm qua\n", "utf-8")
    status, output = run(PLACE)
    assert status == 1 and "còn lỗi" in output
    assert not (tmp_path / "out").exists()


def test_where_nothing_is_posted_nothing_is_printed(run: Callable[..., tuple[int, str]], site_root: Path, tmp_path: Path) -> None:
    for file in (site_root / f"catalogue/{PLACE}").glob("1.*.yaml"):
        file.write_text(file.read_text("utf-8") + "withdrawn: {from: 2026-01-01, reason: Ngừng.}\n", "utf-8")
    status, output = run(PLACE)
    assert status == 1 and "không có thủ tục nào" in output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("một tệp", "utf-8")
    status, output = run(PLACE)
    assert status == 1 and "không ghi được" in output


def test_a_sheet_tells_kinds_of_fees_forms_on_screen_and_the_counter_on_saturday(board: Board, typesetter: Typesetter) -> None:
    """What the page says of a fee that is only for what is asked for, of a form without paper and of Saturdays, the wall says."""
    numbered = next(numbered for numbered in board.postings if numbered.posted.code == "1.001193")
    data = board.describe_sheet(numbered, PaperFormat())
    sections = {section["title"]: section["pieces"] for section in data["sheets"][0]["sections"]}
    copies = [line["tags"] for line in sections["Phí, lệ phí"][0]["items"] if line["value"] == "8.000 đồng/bản sao"]
    assert copies == [["Phí cấp bản sao Giấy khai sinh", "chỉ khi có yêu cầu"]]
    rows = [row for piece in sections["Thành phần hồ sơ"] if piece["kind"] == "papers" for row in piece["rows"]]
    assert {row["name"]: row["counts"] for row in rows}["Mẫu hộ tịch điện tử tương tác đăng ký khai sinh"] == "điền trực tuyến"
    printed = words(typesetter.typeset("sheet", numbered.posted.code, data))
    saturday = "Thứ bảy quầy vẫn tiếp nhận, nhưng không tính là ngày làm việc khi đếm thời hạn."
    assert all(stands(text, printed) for text in (saturday, "chỉ khi có yêu cầu", "điền trực tuyến", "nộp 0 đồng"))
