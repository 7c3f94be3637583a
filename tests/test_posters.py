"""The first page of a sheet is a poster: what it says is large enough for two metres, and true."""

import statistics
from typing import Any

import pypdfium2
import pytest
import typst
import zxingcpp

from conftest import FROZEN, REPOSITORY, TODAY, some_of
from niemyet.building.boards import read_boards
from niemyet.law.choices import CHANNEL
from niemyet.render.language import VIETNAMESE
from niemyet.render.summaries import card_fees
from niemyet.resolve.answers import answers_of
from niemyet.sheets.book import Board, PaperFormat
from niemyet.sheets.qr import draw_short_qr
from niemyet.sheets.typesetter import Typesetter
from niemyet.validate.measure import LONGEST_TEXT

MM = 72 / 25.4
PLAIN = set("BCDEGHKLMNPQRSTVX")
"""Capital letters without a mark: how high they are is the size that signs are measured by."""
SHORT = 60
"""Letters of a name that a record may call short."""


@pytest.fixture(scope="module")
def board() -> Board:
    return read_boards(FROZEN, "ha-noi/thuong-tin", TODAY, "https://niemyet.example/")[1][0]


@pytest.fixture(scope="module")
def printed(board: Board) -> dict[str, tuple[dict[str, Any], pypdfium2.PdfDocument]]:
    """By code, the data of a sheet and its PDF."""
    typesetter, sheets = Typesetter(REPOSITORY / "theme"), {}
    for numbered in board.postings:
        data = board.describe_sheet(numbered, PaperFormat())
        pdf = typesetter.typeset("sheet", numbered.posted.code, data)
        sheets[numbered.posted.code] = data["sheets"][0], pypdfium2.PdfDocument(pdf)
    return sheets


def heights(page: pypdfium2.PdfPage, words: str) -> list[float]:
    """The heights in mm of the plain capitals and the figures where the words stand first, in any number of lines."""
    text = page.get_textpage()
    letters = [(i, text.get_text_range(i, 1)) for i in range(text.count_chars())]
    kept = [(i, letter) for i, letter in letters if letter.strip() and letter not in "\u200b\ufffe\u00ad\u0002"]
    wanted = "".join(words.split())
    at = "".join(letter for _, letter in kept).find(wanted)
    assert at >= 0, words
    found = []
    for i, letter in kept[at : at + len(wanted)]:
        _, bottom, _, top = text.get_charbox(i)
        if letter in PLAIN or letter.isdigit():
            found.append((top - bottom) / MM)
    return found


@pytest.mark.slow("posters are printed")
def test_name_and_fee_are_read_from_two_metres(printed: dict[str, tuple[dict[str, Any], pypdfium2.PdfDocument]]) -> None:
    """Capitals of the name and of what is paid are 10 mm high or higher, 5 mm a metre, as letters of 40 points are."""
    measured = 0
    for sheet, document in printed.values():
        if len(sheet["short_name"]) <= SHORT:
            assert all(height >= 10 for height in heights(document[0], sheet["short_name"]))
        for value in sheet["poster"]["rows"][0]["values"]:
            high = heights(document[0], value["big"])
            measured += len(high)
            assert all(height >= 9.9 for height in high), (sheet["code"], value["big"], high)
    assert measured > 100


@pytest.mark.parametrize(
    ("host", "modules"), [("https://niemyet.example/", 29), ("https://thutuc.hanoi.gov.vn/", 33), ("https://a.example/x/", 29)]
)
def test_a_code_has_modules_of_one_size_however_long_the_address(host: str, modules: int) -> None:
    """A host costs less in capitals; a folder keeps its letters, because a server tells them apart."""
    drawn = draw_short_qr(f"{host}K/#2X7S6VV72HW5V9ZPPJ7VEFG9BTR")
    assert drawn.modules <= modules


@pytest.mark.slow("posters are printed")
def test_the_code_is_read_from_half_a_metre(printed: dict[str, tuple[dict[str, Any], pypdfium2.PdfDocument]]) -> None:
    """40 mm or wider with modules of 1.66 mm, whole on the poster, with white around it."""
    for sheet, document in some_of(printed.values(), of=3):
        [code] = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
        place = code.position
        width = (place.top_right.x - place.top_left.x) / 3 / MM
        assert width >= 40
        assert width / sheet["modules"] >= 1.64, "a pixel of 0.12 mm is missing at most"


@pytest.mark.slow("posters are printed")
def test_most_sheets_have_two_pages(printed: dict[str, tuple[dict[str, Any], pypdfium2.PdfDocument]]) -> None:
    """Whoever posts a month's procedures has room for two sheets of paper each."""
    assert statistics.median(len(document) for _, document in printed.values()) <= 2


def test_the_poster_says_what_is_paid_at_the_counter(board: Board) -> None:
    """Of each case the sum that the answers give for it, of nobody else."""
    told = 0
    for numbered in board.postings:
        answers = answers_of(numbered.posted)
        row = board.describe_sheet(numbered, PaperFormat())["sheets"][0]["poster"]["rows"][0]
        here = {CHANNEL: "in_person"} if len(answers.scope.channels) > 1 and "in_person" in answers.scope.channels else {}
        if len(row["values"]) > 1:
            (choice,) = [choice for choice in answers.scope.choices if choice.key in answers.fees_by and choice.key not in here]
            sums = {card_fees(answers, {**here, choice.key: option.key}, VIETNAMESE) for option in choice.options}
            assert all(any(said.startswith(value["big"]) for said in sums) for value in row["values"])
            assert len(row["values"]) == len(sums)
            told += 1
    assert told >= 2


@pytest.mark.slow("posters are printed")
def test_what_is_to_change_is_announced_on_the_poster(printed: dict[str, tuple[dict[str, Any], pypdfium2.PdfDocument]]) -> None:
    sheet, document = printed["1.001193"]
    first, second = (" ".join(page.get_textpage().get_text_bounded().split()) for page in list(document)[:2])
    assert "Sắp thay đổi từ 01/03/2027, xem trang sau." in first
    assert sheet["coming"][0] in second


@pytest.mark.slow("posters are printed")
def test_an_index_has_a_months_postings_on_one_poster(board: Board) -> None:
    """Each with its fee, its time and its counter, in letters as large as one page allows; a code leads to the commune."""
    typesetter = Typesetter(REPOSITORY / "theme")
    months = sorted({f"{numbered.posted.posting.posted:%Y-%m}" for numbered in board.postings})
    for month in (months[0], ""):
        wanted = board.posted_in(month)
        data = board.describe_index(month, PaperFormat())
        document = pypdfium2.PdfDocument(typesetter.typeset("index", "x", data))
        assert len(document) == 1 or not month, "names without a short form may need more where all are listed"
        told = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document).replace("\u200b", "")
        assert all("".join(numbered.posted.procedure.title.split()) in told for numbered in wanted)
        [code] = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
        assert code.text == "https://niemyet.example/ha-noi/thuong-tin/"
    assert 0 < len(board.posted_in(months[0])) < len(board.postings)


def test_many_long_words_are_set() -> None:
    """As many as a text may hold, on any sheet: Typst gives up where each is looked for by itself."""
    look = (REPOSITORY / "theme/sheets/look.typ").read_text("utf-8")
    fit_words = look[look.index("#let fit-words") : look.index("// The words of a cell")]
    words = "nghiêngnghiêng " * (LONGEST_TEXT // 15)
    assert typst.compile(f'{fit_words}\n#fit-words(7, 85mm, "{words}")'.encode()).startswith(b"%PDF")
