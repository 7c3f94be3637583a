"""The names of parts and of values of closed lists: each is in one table, and no code depends on the wording."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from conftest import FROZEN, REPOSITORY, TODAY
from niemyet.building.boards import read_boards
from niemyet.model import vocabulary as words
from niemyet.model.areas import AreaKind
from niemyet.model.article import NoticeKind, Topic
from niemyet.model.deadline import DeadlineUnit
from niemyet.model.imported import Confidence
from niemyet.model.money import ChannelKind, FeeKind
from niemyet.model.oversight.dossiers import ServiceTier
from niemyet.model.oversight.reviews import ReviewKind, ReviewStatus
from niemyet.model.places import PostingStart, Weekday
from niemyet.model.procedure import Audience, CopyKind, OnlineLevel, OutdatedPart, PartialReason
from niemyet.sheets.book import Board, PaperFormat

PACKAGE = REPOSITORY / "generator" / "niemyet"
TABLES: list[tuple[Mapping[Any, str], Any]] = [
    (words.PART_NAMES, words.Part),
    (words.POSTING_PART_NAMES, words.PostingPart),
    (words.VERSION_PART_NAMES, words.VersionPart),
    (words.SECTION_TITLES, words.SheetSection),
    (words.ANSWER_TITLES, words.ShortAnswer),
    (words.CHANNEL_NAMES, ChannelKind),
    (words.CHANNEL_MANNERS, ChannelKind),
    (words.ONLINE_LEVEL_NAMES, OnlineLevel),
    (words.SERVICE_LEVEL_NAMES, words.ServiceLevel),
    (words.PARTIAL_REASON_NAMES, PartialReason),
    (words.TIER_NAMES, ServiceTier),
    (words.REVIEW_KIND_NAMES, ReviewKind),
    (words.REVIEW_STATUS_NAMES, ReviewStatus),
    (words.AUDIENCE_NAMES, Audience),
    (words.AREA_NAMES, AreaKind),
    (words.WEEKDAY_NAMES, Weekday),
    (words.UNIT_NAMES, DeadlineUnit),
    (words.FEE_KIND_NAMES, FeeKind),
    (words.COPY_NAMES, CopyKind),
    (words.DOCUMENT_PART_NAMES, words.DocumentPart),
    (words.PAPER_USE_NAMES, words.PaperUse),
    (words.TOPIC_NAMES, Topic),
    (words.NOTICE_NAMES, NoticeKind),
    (words.CONFIDENCE_NAMES, Confidence),
    (words.STANDING_NAMES, words.Standing),
    (words.STANDING_EVENTS, words.Standing),
    (words.STANDING_NOTICES, words.Standing),
    (words.POSTING_STARTS, PostingStart),
]
NAMES_BY_HAND = {
    "name": "tên thủ tục", "papers": "thành phần hồ sơ", "fees": "phí, lệ phí", "waivers": "miễn, giảm",
    "deadlines": "thời hạn", "steps": "trình tự", "results": "kết quả", "requirements": "yêu cầu, điều kiện",
    "channels": "cách nộp", "forms": "mẫu đơn, tờ khai", "legal_basis": "căn cứ pháp lý", "field": "lĩnh vực",
    "audience": "đối tượng thực hiện", "authority": "cơ quan quyết định", "receiver": "nơi tiếp nhận",
    "non_territorial": "phi địa giới", "cases": "trường hợp", "decision": "quyết định công bố", "notes": "lưu ý",
    "effective": "hiệu lực", "counter": "quầy tiếp nhận", "paper_notes": "lưu ý về hồ sơ", "office": "nơi tiếp nhận",
    "address": "địa chỉ nơi tiếp nhận", "phone": "điện thoại nơi tiếp nhận", "email": "thư điện tử nơi tiếp nhận",
    "hours": "giờ làm việc", "exceptions": "ngày làm việc khác",
}  # fmt: skip
MISREAD_BY_PEOPLE = "model/meant.py"
"""Holds how people write a value by mistake, which are no words for it."""


@pytest.mark.parametrize(("table", "values"), TABLES, ids=str)
def test_a_table_has_a_word_for_each_value(table: Mapping[Any, str], values: object) -> None:
    """In the order of the type, none of them empty."""
    assert list(table) == list(get_args(values))
    assert all(table.values())


def test_every_table_is_looked_at() -> None:
    """The law above speaks of every table of the vocabulary with more than one word."""
    tables = [value for name, value in vars(words).items() if isinstance(value, Mapping) and not name.startswith("_")]
    assert [one for one in tables if len(one) > 1 and all(one is not table for table, _ in TABLES)] == []


def test_parts_are_called_as_their_models_title_them() -> None:
    """But for those that are commonly called otherwise; worked out by hand."""
    assert dict((*words.PART_NAMES.items(), *words.POSTING_PART_NAMES.items())) == NAMES_BY_HAND
    assert words.VERSION_PART_NAMES["steps"] == "cách nộp, trình tự, kết quả"
    assert words.VERSION_PART_NAMES["place"] == "nơi nộp, giờ làm việc"


def test_what_can_be_outdated_has_a_section_and_a_name() -> None:
    """A record may say that a part is outdated: the sheet marks the section of that name, and the part is named."""
    assert set(get_args(OutdatedPart)) <= set(words.SECTION_TITLES) & set(words.PART_NAMES)


def _tables_of(module: Path) -> Iterator[list[str]]:
    """The keys of every dictionary of plain texts to plain texts."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Dict) and len(node.keys) > 1:
            texts = [one.value for one in (*node.keys, *node.values) if isinstance(one, ast.Constant)]
            if len(texts) == 2 * len(node.keys) and all(isinstance(text, str) for text in texts):
                yield [str(text) for text in texts[: len(node.keys)]]


@pytest.mark.slow("the whole program is read")
def test_no_second_table_words_the_same_values() -> None:
    """Wherever a table in the program has the values of a closed list for its keys, it stands in the vocabulary."""
    lists = [set(get_args(values)) for _, values in TABLES]
    for module in sorted(PACKAGE.rglob("*.py")):
        inside = module.relative_to(PACKAGE).as_posix()
        if inside not in ("model/vocabulary.py", MISREAD_BY_PEOPLE):
            found = [keys for keys in _tables_of(module) if any(set(keys) <= values for values in lists)]
            assert not found, (inside, found)


@pytest.fixture(scope="module")
def board() -> Board:
    """The board of a commune of the frozen catalogue."""
    _, boards = read_boards(FROZEN, "ha-noi/thuong-tin", TODAY, "https://niemyet.example/")
    return boards[0]


@pytest.mark.slow("the whole program is read")
def test_a_part_that_is_called_otherwise_stays_on_the_paper(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every title reworded, sheets, hand-outs and the book have the same sections, answers and marks."""
    before = [board.describe(board.postings, PaperFormat(paper)) for paper in ("a4", "a5")]
    book = board.describe_book(PaperFormat())["index"]
    reworded = {title: f"Mục {title}" for table in (words.SECTION_TITLES, words.ANSWER_TITLES) for title in table.values()}
    for table in (words.SECTION_TITLES, words.ANSWER_TITLES):
        assert isinstance(table, dict)
        for key, title in table.items():
            monkeypatch.setitem(table, key, reworded[title])
    after = [board.describe(board.postings, PaperFormat(paper)) for paper in ("a4", "a5")]
    for old, new in zip(before, after, strict=True):
        for sheet, other in zip(old["sheets"], new["sheets"], strict=True):
            sections = [{**one, "title": reworded[one["title"]]} for one in sheet["sections"]]
            assert sections == other["sections"]
            assert [(reworded[title], said) for title, said in sheet["answers"]] == other["answers"]
    assert board.describe_book(PaperFormat())["index"] == book
    assert {len(sheet["sections"]) for sheet in before[1]["sheets"]} == {5}
