"""Doubts are asked once: equal doubts are one question, an answer fits or is refused, and is remembered for the next import.

Answers go into records by the import and by `doubts --apply` alike; what people have corrected stays.
"""

import csv
import errno
import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from niemyet.building.checking import check_catalogue
from niemyet.cli import app
from niemyet.load.finding import find_files
from niemyet.load.table_files import read_sheets
from niemyet.portal.answers import KEEP, UnfitAnswerError, describe_choices, kind_of_question, read_answer
from niemyet.portal.doubts import RaisedDoubt, key_of
from niemyet.portal.exports import read_data
from niemyet.portal.papers import ASK_BOTH, ASK_COPIES, ASK_EITHER, ASK_GROUPS, ASK_LINE, ASK_NO_COUNTS, ASK_ZERO
from niemyet.portal.plan import plan_import
from niemyet.portal.questions import (
    COLUMNS,
    BadAnswerFileError,
    GivenAnswers,
    find_questions,
    read_procedures,
    read_table,
    write_table,
)
from niemyet.portal.settling import Answers, settle
from niemyet.portal.write import place_files
from office_files import in_windows_1258, workbook
from test_import import DAY, FILE, LATER, TODAY, edit, import_, portal, read, tree, with_fee

ZERO = "Nguồn ghi 0 đồng nhưng không dẫn văn bản quy định miễn thu."
FREE = with_fee(type="FEE", value=0, description="")
OTHER = FREE | {"code": "9.000002", "name": "Việc khác"}
SECOND = FILE.replace("9.000001", "9.000002")
KEY = key_of(RaisedDoubt("fees", ZERO))


def run(root: Path, *words: str, keys: str = "") -> Result:
    return CliRunner().invoke(app, ["doubts", *words, "--root", str(root), "--as-of", "2026-08-20"], input=keys)


def questions(root: Path) -> list[Any]:
    return find_questions(read_procedures(root, find_files(root, ("catalogue",)).above))


def fill_in(root: Path, folder: Path, *filled: dict[str, str]) -> Path:
    """The table of questions with one row for each of `filled`, on top of the row of the first question."""
    first = next(csv.DictReader(io.StringIO(write_table(questions(root)).removeprefix("\ufeff"))))
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS)
    table.writeheader()
    table.writerows(first | row for row in filled)
    file = folder / "filled.csv"
    file.write_text("\ufeff" + text.getvalue(), "utf-8")
    return file


def test_equal_doubts_are_one_question(small: Path) -> None:
    """Of two records with the same doubt, and one of another: sorted by how many each settles."""
    import_(small, FREE, OTHER, portal(code="9.000003", resultsDetails=[]))
    first, second = questions(small)
    assert (first.doubt.text, list(first.procedures)) == (ZERO, ["9.000001", "9.000002"])
    assert (second.doubt.part, list(second.procedures)) == ("results", ["9.000003"])
    listed = json.loads(run(small, "--format", "json").output)
    assert [(one["key"], sorted(one["procedures"])) for one in listed] == [
        (first.key, ["9.000001", "9.000002"]), (second.key, ["9.000003"]),
    ]  # fmt: skip
    assert "2 câu hỏi về 3 thủ tục" in run(small).output


@settings(deadline=None)
@given(st.text(alphabet="aáA b.,;:\n-", max_size=12), st.sampled_from([" ", "\n", " - ", ". "]))
def test_a_question_is_known_by_its_words(words: str, between: str) -> None:
    """Spacing, case and punctuation make no other question; other words, another part do."""
    doubt = RaisedDoubt("fees", "Mức nào?", f"theo{between}{words}")
    assert key_of(doubt) == key_of(RaisedDoubt("fees", "mức  nào", f"THEO {words.upper()}"))
    assert key_of(doubt) != key_of(RaisedDoubt("fees", "Mức nào?", f"theo{between}{words} khác"))
    assert key_of(doubt) != key_of(RaisedDoubt("deadlines", "Mức nào?", doubt.source_text))


BY_WORDS = "Nguồn ghi thời hạn bằng lời, chưa rõ áp dụng thế nào."
FITTING: list[tuple[str, str, str, Any]] = [
    ("fees", ZERO, "8.000 đồng/bản", [{"amount": 8000, "per": "bản"}]),
    ("fees", ZERO, "0 đồng theo 60/2014/QH13", [{"amount": 0, "basis": "60/2014/QH13"}]),
    ("fees", ZERO, "8.000 đồng theo 99/2024/TT-BTC", [{"amount": 8000, "basis": "99/2024/TT-BTC"}]),
    ("fees", ZERO, "Tỉnh quy định", [{"set_by": "province"}]),
    ("fees", ZERO, "trực tuyến: 5.000 đồng; trực tiếp: 10.000 đồng",
     [{"channel": "online", "amount": 5000}, {"channel": "in_person", "amount": 10000}]),
    ("fees", ZERO, KEEP, None),
    ("deadlines", BY_WORDS, "3 ngày làm việc", [{"amount": 3, "unit": "working_day"}]),
    ("deadlines", BY_WORDS, "trong ngày, nhận trước 15:00", [{"same_day_until": "15:00"}]),
    ("deadlines", BY_WORDS, "10 ngày, đối với các xã miền núi, hải đảo: 20 ngày",
     [{"amount": 10, "unit": "day"}, {"area": ["mountainous", "island"], "amount": 20, "unit": "day"}]),
    ("waivers", "Nguồn nêu người được miễn, giảm nhưng không dẫn rõ văn bản.", "60/2014/QH13", "60/2014/QH13"),
    ("legal_basis", "Nguồn ghi một văn bản không rõ số, ký hiệu.", "bỏ", "bỏ"),
    ("decision", "Nguồn không nêu rõ quyết định công bố.", "163/QĐ-BTP ngày 02/01/2025",
     {"number": "163/QĐ-BTP", "date": date(2025, 1, 2)}),
    ("authority", "Nguồn không nêu cơ quan giải quyết.", "Ủy ban nhân dân cấp xã", "Ủy ban nhân dân cấp xã"),
    ("audience", "Nguồn không nêu rõ đối tượng thực hiện.", "Công dân Việt Nam, Người nước ngoài", ["citizen", "foreigner"]),
    ("papers", ASK_COPIES, "bản sao", "copies"),
    ("papers", ASK_EITHER, "xuất trình", "present"),
    ("papers", ASK_GROUPS, "trường hợp", "case"),
    ("papers", ASK_ZERO, "2 bản sao", {"copies": 2}),
    ("papers", "Nguồn ghi 20251 bản chính, có lẽ nhầm.", "lưu ý", "note"),
    ("steps", "Nguồn không nêu trình tự thực hiện.", "Giữ nguyên", None),
]  # fmt: skip


@pytest.mark.parametrize(("part", "text", "answer", "value"), FITTING)
def test_an_answer_that_fits_is_understood(part: str, text: str, answer: str, value: Any) -> None:
    """By the kind of its question."""
    assert read_answer(part, text, answer).value == value


@pytest.mark.parametrize(
    ("part", "text", "answer"),
    [
        ("fees", ZERO, "miễn phí"), ("fees", ZERO, "0 đồng"), ("fees", ZERO, "8.000 đồng hoặc 9.000 đồng"),
        ("fees", ZERO, "khoảng 8.000 đồng"), ("fees", ZERO, "8.000 đồng, giảm một nửa"), ("fees", ZERO, "3 ngày"),
        ("fees", ZERO, "8.000 đồng theo ND-CP"), ("fees", ZERO, "500 đồng"),
        ("deadlines", BY_WORDS, "3"), ("deadlines", BY_WORDS, "3 giờ"), ("deadlines", BY_WORDS, "3 ngày hoặc 5 ngày"),
        ("deadlines", BY_WORDS, "trong ngày, nhận trước 25:00"), ("deadlines", BY_WORDS, "10 ngày, đối với các xã đẹp: 20 ngày"),
        ("legal_basis", "Nguồn ghi một văn bản không rõ số, ký hiệu.", "123/2015/ND-CP"),
        ("decision", "Nguồn không nêu rõ quyết định công bố.", "163/QĐ-BTP ngày 31/02/2025"),
        ("papers", ASK_COPIES, "cả hai"), ("papers", ASK_ZERO, "vài bản"),
        ("authority", "Nguồn không nêu cơ quan giải quyết.", "<b>"),
        ("audience", "Nguồn không nêu rõ đối tượng thực hiện.", "ai đó"),
        ("steps", "Nguồn không nêu trình tự thực hiện.", "Nộp hồ sơ"),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_refused_with_what_would(part: str, text: str, answer: str) -> None:
    """Nothing is guessed: the sentence names the ways to answer."""
    with pytest.raises(UnfitAnswerError, match=r"ghi một trong các cách: .*giữ nguyên"):
        read_answer(part, text, answer)


@pytest.mark.slow("many examples")
@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from(FITTING))
def test_any_text_fits_or_is_refused(answer: str, question: tuple[str, str, str, Any]) -> None:
    """No answer, however strange, is anything else."""
    try:
        read = read_answer(question[0], question[1], answer)
    except UnfitAnswerError:
        return
    assert read.kind == kind_of_question(question[0], question[1])


def test_an_answer_is_taken_by_the_next_import(small: Path, tmp_path: Path) -> None:
    """For all who have the doubt, or for some; the answered doubt is gone, and importing again changes nothing."""
    import_(small, FREE, OTHER)
    filled = fill_in(
        small, tmp_path, {"trả lời": "0 đồng theo 60/2014/QH13"}, {"trả lời": "8.000 đồng", "chỉ cho thủ tục": "9.000002"}
    )
    result = run(small, "--answers", str(filled))
    assert (result.exit_code, "đã nhận 2 câu trả lời" in result.output) == (0, True)
    held = read(small, "catalogue/doubts.yaml")
    assert held == {
        KEY: {
            "part": "fees", "text": ZERO, "answer": "0 đồng theo 60/2014/QH13", "procedures": {"9.000002": "8.000 đồng"},
            "date": "2026-08-20",
        }
    }  # fmt: skip
    import_(small, FREE, OTHER, retrieved=LATER, today=LATER)
    assert read(small)["fees"] == [{"amount": "0", "basis": "60/2014/QH13"}]
    assert read(small, SECOND)["fees"] == [{"amount": "8000"}]
    assert "doubts" not in read(small) | read(small, SECOND)
    before = tree(small)
    import_(small, FREE, OTHER, retrieved=LATER, today=LATER)
    assert tree(small) == before
    assert not check_catalogue(small, TODAY).errors


def test_applying_and_importing_give_the_same(small: Path, tmp_path: Path) -> None:
    """An answer put into the records leaves nothing for the next import to change."""
    import_(small, FREE, OTHER)
    run(small, "--answers", str(fill_in(small, tmp_path, {"trả lời": "tỉnh quy định"})))
    result = run(small, "--apply")
    assert "đã giải 2 điều ngờ trong 2 bản ghi" in result.output
    assert read(small)["fees"] == [{"set_by": "province"}]
    assert read(small)["changed"] == "2026-08-20"
    rows = import_(small, FREE, OTHER, retrieved=LATER, today=LATER).rows
    assert {row.outcome for row in rows} == {"same"}
    assert questions(small) == []


def test_what_a_person_has_corrected_stays(small: Path, tmp_path: Path) -> None:
    """Neither the answer nor the next import touches it."""
    import_(small, FREE, OTHER)
    run(small, "--answers", str(fill_in(small, tmp_path, {"trả lời": "tỉnh quy định"})))
    edit(small, f"- undetermined: {ZERO}", "- amount: 10000")
    run(small, "--apply")
    assert read(small)["fees"] == [{"amount": "10000"}]
    import_(small, FREE, OTHER, retrieved=LATER, today=LATER)
    assert read(small)["fees"] == [{"amount": "10000"}]
    assert read(small, SECOND)["fees"] == [{"set_by": "province"}]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"trả lời": "miễn phí"}, "dòng 2: 'miễn phí' không trả lời được câu này"),
        ({"mã câu hỏi": "q0", "trả lời": KEEP}, "dòng 2: không còn câu hỏi 'q0'"),
        ({"trả lời": KEEP, "chỉ cho thủ tục": "1.001193"}, "dòng 2: câu này không hỏi về thủ tục 1.001193"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_taken(row: dict[str, str], why: str, small: Path, tmp_path: Path) -> None:
    """Nothing that a person has answered is lost because of another row."""
    import_(small, FREE)
    result = run(small, "--answers", str(fill_in(small, tmp_path, row, {"trả lời": "tỉnh quy định"})))
    assert (result.exit_code, f"chưa nhận {why}" in result.output) == (1, True)
    assert read(small, "catalogue/doubts.yaml")[KEY]["answer"] == "tỉnh quy định"


def test_a_table_comes_back_as_spreadsheets_save_it(small: Path) -> None:
    """With a mark at its beginning, semicolons between its columns; empty answers are none; another file is refused."""
    import_(small, FREE)
    asked = questions(small)
    text = write_table(asked)
    assert text.startswith("\ufeffmã câu hỏi,")
    assert read_table(text.encode(), asked) == GivenAnswers(())
    given_ = f"mã câu hỏi;trả lời\r\n{KEY};{KEEP}\r\n"
    taken = GivenAnswers(((asked[0].doubt, KEEP, ()),))
    assert read_table(given_.encode("utf-8-sig"), asked) == taken
    assert read_table(in_windows_1258(given_), asked) == taken
    assert read_table(workbook({"Sheet1": [["Mã câu hỏi", "Trả lời"], [KEY, KEEP], ["", ""]]}), asked) == taken
    for data in (b"", b"a,b\r\n1,2\r\n", "mã".encode("utf-16")):
        with pytest.raises(BadAnswerFileError):
            read_table(data, asked)


def test_a_workbook_of_questions_is_one_and_rows_are_named_as_it_counts_them(small: Path) -> None:
    """By the name of the file; below a title that somebody put above the headings."""
    import_(small, FREE)
    asked = questions(small)
    assert run(small, "--out", str(small / "hoi.xlsx")).exit_code == 0
    [sheet] = read_sheets((small / "hoi.xlsx").read_bytes())
    assert [row.cells[0] for row in sheet.rows] == ["mã câu hỏi", KEY]
    rows = [["Bảng hỏi"], [], ["mã câu hỏi", "trả lời"], [KEY, "miễn"], [KEY[:5], KEEP]]
    wrong = read_table(workbook({"a": rows}), asked).wrong
    assert [line.partition(":")[0] for line in wrong] == ["dòng 4", "dòng 5"] and "đã bị sửa" in wrong[1]


def test_two_answers_to_one_question_are_told(small: Path) -> None:
    """None of them is taken; one for a procedure beside one for all is no contradiction, nor is the same twice."""
    import_(small, FREE)
    asked, head = questions(small), "mã câu hỏi,trả lời,chỉ cho thủ tục\n"
    [code] = asked[0].procedures
    for rows, taken, told in (
        ((f"{KEY},tỉnh quy định,", f"{KEY},giữ nguyên,"), 0, ["dòng 2", "dòng 3"]),
        ((f"{KEY},tỉnh quy định,{code}", f"{KEY},giữ nguyên,{code}"), 0, ["dòng 2", "dòng 3"]),
        ((f"{KEY},tỉnh quy định,", f"{KEY},giữ nguyên,{code}"), 2, []),
        ((f"{KEY},Giữ nguyên.,", f"{KEY},giữ nguyên,"), 2, []),
        (('"hai\ndòng",,', f"{KEY},miễn,"), 0, ["dòng 3"]),
    ):
        read = read_table((head + "\n".join(rows)).encode(), asked)
        assert (len(read.taken), [line.partition(":")[0] for line in read.wrong]) == (taken, told)


def test_no_cell_is_a_formula(small: Path) -> None:
    """The source's words are contributors' text: a spreadsheet must not compute them."""
    import_(small, with_fee(type="FEE", value=0, description="=HYPERLINK(1)"))
    [row] = csv.DictReader(io.StringIO(write_table(questions(small)).removeprefix("\ufeff")))
    assert row["nguồn ghi"] == "'=HYPERLINK(1)"


def test_a_file_of_answers_that_people_have_broken_is_named(small: Path) -> None:
    """By the check, by the import and by the command; nothing is written."""
    import_(small, FREE)
    good = f"{KEY}:\n  part: fees\n  text: {ZERO}\n  answer: tỉnh quy định\n  date: 2026-08-20\n"
    file = small / "catalogue/doubts.yaml"
    file.write_text(good, "utf-8")
    assert not check_catalogue(small, TODAY).errors
    for bad, why in (
        (good.replace("answer", "anwser"), "đang có lỗi"),
        (good.replace("tỉnh quy định", "miễn phí"), "không trả lời được câu này"),
        (good.replace("part: fees", "part: papers"), "không còn là câu đã hỏi"),
    ):
        file.write_text(bad, "utf-8")
        before = tree(small)
        result = run(small, "--apply")
        assert (result.exit_code, why in result.output) == (1, True)
        assert tree(small) == before


def test_the_dialogue_needs_a_terminal(small: Path) -> None:
    """In a pipe it ends at once, and says what to use."""
    import_(small, FREE)
    result = run(small, "--ask")
    assert (result.exit_code, "--out và --answers" in result.output) == (2, True)


PAPERS = {
    "submit": [
        {"name": "Bản sao A", "notes": "Nguồn ghi 1 bản chính. Nhóm: Nhà ở."},
        {"name": "Đơn", "originals": 1, "notes": "Nhóm: Công trình."},
        {"name": "Phiếu", "notes": "Nguồn không ghi số lượng."},
    ]
}
GROUPS = RaisedDoubt("papers", ASK_GROUPS, "Nhà ở\nCông trình")


@pytest.mark.parametrize(
    ("doubt", "answer", "papers"),
    [
        (RaisedDoubt("papers", ASK_COPIES), "bản sao", {0: {"name": "Bản sao A", "copies": 1, "notes": "Nhóm: Nhà ở."}}),
        (RaisedDoubt("papers", ASK_COPIES), "bản chính", {0: {"name": "Bản sao A", "originals": 1, "notes": "Nhóm: Nhà ở."}}),
        (GROUPS, "điều kiện", {0: {"name": "Bản sao A", "when": "Nhà ở", "notes": "Nguồn ghi 1 bản chính."},
                               1: {"name": "Đơn", "originals": 1, "when": "Công trình"}}),
        (GROUPS, "trường hợp", {0: {"name": "Bản sao A", "case": "truong-hop-1", "notes": "Nguồn ghi 1 bản chính."},
                                1: {"name": "Đơn", "originals": 1, "case": "truong-hop-2"}}),
        (RaisedDoubt("papers", ASK_ZERO, "Phiếu"), "1 bản chính", {2: {"name": "Phiếu", "originals": 1}}),
        (GROUPS, KEEP, {}),
    ],
)  # fmt: skip
def test_answers_on_papers_find_their_lines(doubt: RaisedDoubt, answer: str, papers: dict[int, Any]) -> None:
    """The other lines stay, and so does what else is said of each."""
    settled = settle({"papers": PAPERS}, [doubt], Answers({key_of(doubt): answer}), "9.000001")
    assert settled.doubts == ()
    assert settled.parts["papers"]["submit"] == [papers.get(i, line) for i, line in enumerate(PAPERS["submit"])]
    if answer == "trường hợp":
        assert settled.parts["cases"] == {"truong-hop-1": "Nhà ở", "truong-hop-2": "Công trình"}


@pytest.mark.parametrize("text", [ASK_BOTH, ASK_COPIES, ASK_EITHER, ASK_GROUPS, ASK_LINE, ASK_NO_COUNTS, ASK_ZERO])
def test_every_answer_that_is_offered_is_taken(text: str) -> None:
    """And there is a choice besides leaving the question open."""
    *offered, last = describe_choices("papers", text).split("; ")
    assert last == KEEP and all(read_answer("papers", text, answer).value for answer in offered) and len(offered) > 1


@pytest.mark.parametrize(
    ("known", "named"),
    [
        ({"truong-hop-1": "Đất ở"}, ["truong-hop-2", "truong-hop-3"]),
        ({"truong-hop-1": "Công trình"}, ["truong-hop-2", "truong-hop-1"]),
    ],
)
def test_cases_that_the_record_has_keep_their_names(known: dict[str, str], named: list[str]) -> None:
    """Its deadlines and fees name them; a group in the same words is one of them."""
    settled = settle({"papers": PAPERS, "cases": known}, [GROUPS], Answers({key_of(GROUPS): "trường hợp"}), "9.000001")
    assert settled.parts["cases"] == known | dict(zip(named, ("Nhà ở", "Công trình"), strict=True))
    assert [line.get("case") for line in settled.parts["papers"]["submit"]] == [*named, None]


def test_an_answer_without_a_place_leaves_the_doubt() -> None:
    """The record no longer has the line that it is about."""
    doubt = RaisedDoubt("fees", ZERO)
    settled = settle({"fees": [{"amount": 1000}]}, [doubt], Answers({key_of(doubt): "8.000 đồng"}), "9.000001")
    assert (settled.parts, settled.doubts) == ({"fees": [{"amount": 1000}]}, (doubt,))


def test_people_who_are_freed_become_waivers_by_the_document_named() -> None:
    """One line for each, with the source's words."""
    words = "Miễn lệ phí cho người thuộc hộ nghèo; người khuyết tật"
    doubt = RaisedDoubt("waivers", "Nguồn nêu người được miễn, giảm nhưng không dẫn rõ văn bản.", words)
    settled = settle({}, [doubt], Answers({key_of(doubt): "60/2014/QH13"}), "9.000001")
    assert settled.parts["waivers"] == [
        {"who": who, "basis": "60/2014/QH13", "notes": words} for who in ("Người thuộc hộ nghèo", "Người khuyết tật")
    ]
    assert settled.documents == ("60/2014/QH13",)


def own(**more: Any) -> dict[str, Any]:
    """A record that a province has published for itself."""
    return portal(type="SPECIFIC", departmentPromulgateName="UBND tỉnh Lai Châu", **more)


def test_a_province_s_own_procedures_go_into_its_folder(small: Path) -> None:
    """With its own documents; the nation's records go where they went. Importing again changes nothing."""

    basis = [{"code": "28/2026/QĐ-UBND", "name": "Về phân cấp"}, {"code": "60/2014/QH13", "name": ""}]
    records = [own(legalBasisesDetails=basis), portal(code="9.000002", name="Việc khác")]

    def take() -> Any:
        found = [one for record in records for one in read_data("a.json", json.dumps({"data": record}).encode())]
        return plan_import(small, found, DAY, DAY, complete=False, progress=lambda *_: None, province="lai-chau")

    planned = take()
    place_files(small, planned.texts, planned.removed)
    path = "catalogue/lai-chau/procedures/viec-mau/9.000001.yaml"
    assert read(small, path)["legal_basis"] == ["28/2026/QĐ-UBND", "60/2014/QH13"]
    assert read(small, "catalogue/lai-chau/documents.yaml") == {
        "28/2026/QĐ-UBND": {"title": "Về phân cấp", "kind": "Quyết định", "issuer": "Ủy ban nhân dân tỉnh Lai Châu"}
    }
    assert (small / SECOND).is_file()
    assert not (small / FILE).exists()
    before = tree(small)
    again = take()
    place_files(small, again.texts, again.removed)
    assert (tree(small), {row.outcome for row in again.rows}) == (before, {"same"})


def test_what_is_not_for_this_catalogue_is_told_and_left(small: Path) -> None:
    """A province's own without --province is refused with its publisher; internal procedures are left out."""
    planned = import_(small, own(), portal(code="9.000002", type="STANDARD_INTERNAL"))
    [(_, refused)], [(_, left)] = planned.refusals, planned.left_out
    assert "do UBND tỉnh Lai Châu công bố; thêm --province" in refused
    assert left == "mã 9.000002: thủ tục nội bộ giữa các cơ quan, không niêm yết"
    assert planned.rows == ()


def test_what_cannot_be_opened_is_told_and_not_left_out(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of questions that lacks a folder's records would be filled in as if it were whole."""
    import_(small, FREE)
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("reference/procedures"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = run(small, "--out", str(small / "hoi.csv"))
    assert result.exit_code == 1 and "catalogue/reference/procedures không mở được" in result.output
    assert not (small / "hoi.csv").exists()


def test_answers_and_records_are_written_together_or_not_at_all(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a record cannot be written, no answer is kept either: "giữ nguyên" is true of all files."""
    import_(small, FREE)
    filled, before = fill_in(small, small.parent, {"trả lời": KEEP}), tree(small)
    replace = os.replace

    def refuse(old: Any, new: Any) -> None:
        if str(new).endswith("9.000001.yaml"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(new))
        replace(old, new)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        result = run(small, "--answers", str(filled), "--apply")
    assert result.exit_code == 1 and "đĩa đã đầy" in result.output, result.output
    assert tree(small) == before
    assert run(small, "--answers", str(filled), "--apply").exit_code == 0
    assert tree(small) != before
