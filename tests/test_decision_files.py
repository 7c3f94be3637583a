"""A decision may carry its file: it lies where the decision's issuer keeps it; a posting is one of the records that name it."""

import shutil
from pathlib import Path

import pytest

from conftest import TODAY
from given_files import make_pdf
from niemyet.building.checking import check_catalogue
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.entries import format_file
from niemyet.editing.confirmations import repost_by
from niemyet.editing.drafts import write_decision
from niemyet.editing.edits import edit_text
from niemyet.model.overlay import Posting
from niemyet.model.procedure import Decision
from niemyet.portal.code_lists import put_list

NATION, PROVINCE = "catalogue/reference/tep", "catalogue/ha-noi/tep"
POSTING = "catalogue/ha-noi/thuong-tin/1.001193.yaml"
BIRTH = "catalogue/reference/procedures/ho-tich/1.001193.yaml"
OVERLAY, LIST = "catalogue/ha-noi/1.001193.yaml", "catalogue/ha-noi/province.yaml"
FILE = "qd-3200.pdf"


def name_it(root: Path, record: str) -> None:
    """The record's decision, given one if it has none, names the file."""
    text, given = (root / record).read_text("utf-8"), f"file: {FILE}, number:"
    if "decision: {number:" in text:
        text = text.replace("decision: {number:", f"decision: {{{given}")
    else:
        text += f"decision: {{{given} 3200/QĐ-UBND}}\n"
    (root / record).write_text(text, "utf-8")


def keep(root: Path, folder: str, data: bytes = make_pdf()) -> None:
    (root / folder).mkdir(exist_ok=True)
    (root / folder / FILE).write_bytes(data)


def told_of_files(root: Path) -> list[tuple[str, str]]:
    """The rule and the place of what is told of files."""
    found = check_catalogue(root, TODAY).diagnostics
    return [(one.rule, one.place.file) for one in found if "attachment" in one.rule]


@pytest.mark.parametrize(("record", "folder"), [(BIRTH, NATION), (OVERLAY, PROVINCE), (LIST, PROVINCE), (POSTING, PROVINCE)])
def test_a_decision_names_the_file_that_its_issuer_keeps(record: str, folder: str, small: Path) -> None:
    """Nobody names it; it is named where it is kept; it is gone; another level keeps it."""
    keep(small, folder)
    assert told_of_files(small) == [("attachment-unnamed", f"{folder}/{FILE}")]
    name_it(small, record)
    assert told_of_files(small) == []
    other = PROVINCE if folder == NATION else NATION
    (small / other).mkdir()
    (small / folder / FILE).rename(small / other / FILE)
    assert sorted(told_of_files(small)) == [("attachment-missing", record), ("attachment-unnamed", f"{other}/{FILE}")]


def test_a_file_of_which_something_is_told_is_not_told_to_be_missing(small: Path) -> None:
    """One mistake, one message: neither the posting nor the list of files is blamed too."""
    keep(small, PROVINCE, b"<html>")
    name_it(small, POSTING)
    assert told_of_files(small) == [("attachment-of-other-kind", f"{PROVINCE}/{FILE}")]


@pytest.mark.parametrize("record", [POSTING, OVERLAY, LIST])
def test_what_cannot_be_read_may_name_it(record: str, small: Path) -> None:
    """A file is not called forgotten while a record that may name it is broken."""
    keep(small, PROVINCE)
    (small / record).write_text("posted: [", "utf-8")
    assert told_of_files(small) == []


def test_another_file_is_the_same_decision(small: Path, tmp_path: Path) -> None:
    """It is told of the file; no posting changes for citizens, and no sheet is to be printed again."""
    keep(small, PROVINCE)
    name_it(small, POSTING)
    shutil.copytree(small, tmp_path / "later")
    keep(tmp_path / "later", PROVINCE, make_pdf("bản quét rõ hơn"))
    found = compare_catalogues(small, tmp_path / "later", TODAY)
    assert found.communes == ()
    assert [(one.file, format_file(one)) for one in found.files] == [(f"{PROVINCE}/{FILE}", ["Đổi tệp đính kèm của tỉnh"])]


def test_the_name_of_the_file_is_told_as_it_changes(small: Path, tmp_path: Path) -> None:
    """By the titles of the form."""
    shutil.copytree(small, tmp_path / "later")
    keep(tmp_path / "later", PROVINCE)
    name_it(tmp_path / "later", POSTING)
    told = {one.file: format_file(one) for one in compare_catalogues(small, tmp_path / "later", TODAY).files}
    assert told == {
        f"{PROVINCE}/{FILE}": ["Thêm tệp đính kèm của tỉnh"],
        POSTING: [f"Thêm mục ‹Tệp quyết định› của ‹Quyết định công bố›: {FILE}"],
    }


@pytest.mark.parametrize(("number", "kept"), [("3200/QĐ-UBND", True), ("4100/QĐ-UBND", False)])
def test_what_is_posted_again_by_another_decision_loses_the_file(number: str, kept: bool, small: Path) -> None:
    """It is the text of the former one; by the same decision it stays."""
    keep(small, PROVINCE)
    name_it(small, POSTING)
    posting = Posting.model_validate({"decision": {"number": "3200/QĐ-UBND", "file": FILE}, "posted": "2025-07-03"})
    wish = repost_by(Decision.model_validate({"number": number, "date": "2026-11-02"}), TODAY)(posting)
    text = edit_text((small / POSTING).read_text("utf-8"), "posting", wish.edits)
    assert (f"file: {FILE}" in text, f"number: {number}" in text) == (kept, True)


def test_what_is_written_anew_keeps_the_file() -> None:
    """In a draft, and in a list to which codes are added; another decision's list has another file or none."""
    decision = Decision(number="3200/QĐ-UBND", file=FILE)
    line = f"decision: {{number: 3200/QĐ-UBND, file: {FILE}}}"
    assert write_decision(decision) == line
    text = f'code: "01"\nlist:\n  {line}\n  procedures:\n    - "1.001193"\n'
    assert put_list(text, Decision(number="3200/QĐ-UBND"), ["1.004222"], False) == f'{text}    - "1.004222"\n'
    assert FILE not in put_list(text, Decision(number="4100/QĐ-UBND"), [], True)
