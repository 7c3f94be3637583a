"""Lists of codes become the list of a province or postings; what an import writes is read back before it is placed."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from niemyet.cache.placing import place_together
from niemyet.cli import app
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.model.procedure import Decision
from niemyet.portal.code_lists import ListKeptError, put_list, sort_codes
from niemyet.portal.convert import take_procedure
from niemyet.portal.english import label
from niemyet.portal.exports import Found
from niemyet.portal.items import ListedCode
from niemyet.portal.lists import add_to_list
from niemyet.portal.merge import as_text, new_record
from niemyet.portal.parted_record import PartedRecord, read_parted_record
from niemyet.portal.plan import Plan, PlannedRecord
from niemyet.portal.record_files import BrokenCatalogueError, UnwritableRecordError, spell_record
from niemyet.portal.report import CONFIDENCE, OUTCOMES, sum_up
from office_files import word_blocks, word_file, workbook

LIST: list[list[Any]] = [
    ["Danh mục mẫu"],
    ["TT", "Mã TTHC", "Tên TTHC"],
    [1, "1.001193", "Khai sinh"],
    [2, "1.004222", "Thường trú"],
]
NUMBER = ("--decision", "5000/QĐ-UBND", "--date", "2026-10-01")
PROVINCE = "catalogue/ha-noi/province.yaml"


def run(root: Path, *words: object) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, words), "--root", str(root), "--as-of", "2026-11-22"])


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook of the given rows."""

    def made(*rows: list[Any]) -> Path:
        (tmp_path / "danh-sach.xlsx").write_bytes(workbook({"DS": [*LIST, *rows]}))
        return tmp_path / "danh-sach.xlsx"

    return made


def test_a_list_needs_a_place_and_a_confirmation(small: Path, make: Callable[..., Path]) -> None:
    """Without a terminal the columns are confirmed by --yes or given; without a place nothing can be done."""
    file = make()
    nowhere = run(small, file, "--yes")
    assert (nowhere.exit_code, "đây là danh sách mã; thêm --province" in nowhere.output) == (2, True)
    both = run(small, file, "--province", "ha-noi", "--commune", "ha-noi/kim-lien")
    assert both.exit_code == 2
    unsure = run(small, file, "--province", "ha-noi", *NUMBER)
    assert unsure.exit_code == 2
    assert "danh-sach.xlsx!DS, từ dòng 3: B 'Mã TTHC' → mã thủ tục; C 'Tên TTHC' → tên thủ tục" in unsure.output
    assert "thêm --yes, sai thì ghi --columns" in unsure.output
    for wrong in ("mã=Z", "lạ=B", "B"):
        assert run(small, file, "--columns", wrong, "--province", "ha-noi", *NUMBER).exit_code == 2
    assert run(small, file, "--columns", "mã=B", "--province", "ha-noi", "--decision", "lạ").exit_code == 2
    assert run(small, file, "--columns", "mã=B", "--province", "ha-noi").exit_code == 2
    assert run(small, file, "--yes", "--province", "noi-khac", *NUMBER).exit_code == 2
    assert run(small, file, "--yes", "--commune", "ha-noi/noi-khac", *NUMBER).exit_code == 2


def test_a_list_becomes_that_of_the_province(small: Path, make: Callable[..., Path]) -> None:
    """Another decision's list is replaced only when asked; unknown codes are told and left out."""
    file = make([3, "1.999999", "Chưa có"], [4, "1.001193", "Lần nữa"])
    before = (small / PROVINCE).read_text("utf-8")
    kept = run(small, file, "--yes", "--province", "ha-noi", *NUMBER)
    assert (kept.exit_code, "tỉnh đã có danh mục theo quyết định 3200/QĐ-UBND. " in kept.output) == (1, True)
    assert "bổ sung danh mục ấy thì chạy: niemyet new list ha-noi --decision" in kept.output
    dry = run(small, file, "--yes", "--province", "ha-noi", *NUMBER, "--replace", "--dry-run")
    assert (dry.exit_code, "1  tệp sẽ ghi" in dry.output) == (1, True)
    assert (small / PROVINCE).read_text("utf-8") == before
    done = run(small, file, "--yes", "--province", "ha-noi", *NUMBER, "--replace")
    assert done.exit_code == 1
    assert "1 mã chưa có bản chung, chưa đưa vào" in done.output
    assert "  1.999999  Chưa có" in done.output
    assert f"{file}!DS:6: mã 1.001193 đã có ở dòng trước; chỉ lấy một lần" in done.output
    assert (small / PROVINCE).read_text("utf-8") == before.replace(
        '  decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\n  procedures: ["1.001193", "1.004222"]\n',
        '  decision: {number: 5000/QĐ-UBND, date: 2026-10-01}\n  procedures:\n    - "1.001193"\n    - "1.004222"\n',
    )
    again = run(small, make(), "--yes", "--province", "ha-noi", *NUMBER, "--lang", "en")
    assert (again.exit_code, "0  files written" in again.output) == (0, True)


def test_a_list_becomes_postings(small: Path, make: Callable[..., Path]) -> None:
    """Those that are there stay; the decision is that of the province's list unless another is given."""
    posting = small / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    other = small / "catalogue/ha-noi/kim-lien/1.004222.yaml"
    kept = other.read_text("utf-8")
    posting.unlink()
    result = run(small, make(), "--yes", "--commune", "ha-noi/kim-lien")
    assert (result.exit_code, "1  tệp ghi" in result.output) == (0, True), result.output
    assert "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2026-11-22\n" in posting.read_text("utf-8")
    assert other.read_text("utf-8") == kept


def test_an_error_puts_everything_back(small: Path, make: Callable[..., Path]) -> None:
    """A posting that the check refuses is not left behind."""
    posting = small / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    posting.unlink()
    result = run(small, make(), "--yes", "--commune", "ha-noi/kim-lien", "--decision", "1/QĐ-UBND", "--date", "2027-01-01")
    assert (result.exit_code, posting.exists()) == (1, False), result.output
    assert "chưa ghi gì vì nội dung còn lỗi nêu trên" in result.output


def test_records_and_a_list_together(small: Path, make: Callable[..., Path], tmp_path: Path) -> None:
    """The records are taken first, so that the list knows them; without a place the list is told and the rest taken."""
    word = tmp_path / "ChiTietTTHC_9.000001.doc"
    word.write_bytes(word_file(word_blocks()))
    rows = make([3, "9.000001", "Việc mẫu"])
    left = run(small, word, rows, "--yes", "--dry-run")
    assert (left.exit_code, "đây là danh sách mã" in left.output, "Nhận ra: 1 tệp Word, 1 bảng." in left.output) == (
        1,
        True,
        True,
    )
    result = run(small, word, rows, "--yes", "--province", "ha-noi", *NUMBER, "--replace")
    assert result.exit_code == 0, result.output
    assert '    - "9.000001"\n' in (small / PROVINCE).read_text("utf-8")
    assert (small / "catalogue/reference/procedures/viec-mau/9.000001.yaml").is_file()
    undecided = run(small, word, rows, "--yes", "--province", "ha-noi", "--dry-run")
    assert (undecided.exit_code, "là danh sách mã, chưa lấy; chạy riêng tệp ấy với --decision" in undecided.output) == (1, True)


def test_a_province_claims_its_own_where_the_source_names_nobody(small: Path, tmp_path: Path) -> None:
    """The portal's Word files do not say who published a record: it is left, until a person says whose it is."""
    word = tmp_path / "a.doc"
    word.write_bytes(word_file(word_blocks(decision="12/QĐ-UBND")))
    left = run(small, word, "--province", "ha-noi", "--dry-run")
    assert (left.exit_code, "của tỉnh đang lấy thì thêm --own" in left.output) == (0, True), left.output
    assert run(small, word, "--own").exit_code == 2
    taken = run(small, word, "--own", "--province", "ha-noi")
    assert (taken.exit_code, (small / "catalogue/ha-noi/procedures/viec-mau/9.000001.yaml").is_file()) == (0, True), taken.output


def test_the_import_speaks_english(small: Path, tmp_path: Path) -> None:
    """Summary, refusals of every stage and what was recognised."""
    for name, code, level in (("a.docx", "9.000001", "Cấp Xã"), ("b.doc", "9.000001", "Cấp Xã"), ("c.doc", "9.000003", "Cấp Bộ")):
        (tmp_path / name).write_bytes(word_file(word_blocks(code, level=level)))
    result = run(small, *(tmp_path / name for name in ("a.docx", "b.doc", "c.doc")), "--lang", "en")
    assert result.exit_code == 1
    for words in (
        "Recognised: 3 Word files.", "1  procedures taken anew", "2  things that were not taken",
        "b.doc: code 9.000001 stands in an earlier file; only the first is taken", "c.doc: it is no procedure of communes",
    ):  # fmt: skip
        assert words in result.output


def test_every_line_of_the_summary_has_english_words() -> None:
    """So that none stays Vietnamese when a new one is added."""
    rows = [PlannedRecord("", "", get, confidence) for get in OUTCOMES for confidence in CONFIDENCE]  # type: ignore[arg-type]
    told = [label(words) for words, _ in sum_up(Plan({}, (), tuple(rows), (), (), (), (), ()))]
    assert len(told) == len(OUTCOMES) + len(CONFIDENCE) - 1 + 5
    assert all(words.en.isascii() for words in told)


def test_which_entries_of_a_list_are_left_out() -> None:
    """What stands twice, is between offices, or has ended."""
    entries = [ListedCode("1"), ListedCode("1"), ListedCode("2", kind="STANDARD_INTERNAL"), ListedCode("3", state="EXPIRED"),
               ListedCode("5", kind="TTHC nội bộ"), ListedCode("6", state="Đã bãi bỏ"),
               ListedCode("4", state="Chưa bị bãi bỏ")]  # fmt: skip
    sorted_ = sort_codes([Found(str(i), None, "", None, entry) for i, entry in enumerate(entries)], {"1"})
    assert ([entry.code for entry in sorted_.known], [entry.code for entry in sorted_.unknown]) == (["1"], ["4"])
    assert [origin for origin, _ in sorted_.left_out] == ["1", "2", "3", "4", "5"]


HEAD = '# Tỉnh\ncode: "01"\nname: Mẫu # tên\n'
ONE = Decision(number="1/QĐ-UBND", date=date(2026, 1, 2))
BLOCK = 'list:\n  decision: {number: 1/QĐ-UBND, date: 2026-01-02}\n  procedures:\n    - "9.000001"\n    - "9.000002"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, HEAD + BLOCK),
        (HEAD.rstrip("\n"), HEAD + BLOCK),
        (HEAD + "list:\n  decision: {number: 1/QĐ-UBND, date: 2026-01-02}\n  procedures: [\"9.000001\"]\n\n# sau\nsample: true\n",
         HEAD + BLOCK + "\n# sau\nsample: true\n"),
        (HEAD + 'list:\n  # ghi chú\n  decision:\n    number: 1/QĐ-UBND\n  procedures:\n  - "9.000001"\nsample: true\n',
         HEAD + BLOCK + "sample: true\n"),
    ],
)  # fmt: skip
def test_only_the_list_of_the_file_changes(before: str, after: str) -> None:
    """Comments and the other keys stay where they are; codes are added behind those of the same decision."""
    assert put_list(before, ONE, ["9.000002"] if "9.000001" in before else ["9.000001", "9.000002"], False) == after


def test_a_list_that_cannot_be_put_in_is_refused() -> None:
    """Another decision's, a file that cannot be read, a list in a form that is not that of lines."""
    with pytest.raises(ListKeptError, match="9/QĐ-UBND"):
        put_list(HEAD + "list: {decision: {number: 9/QĐ-UBND}}\n", ONE, [], False)
    assert "1/QĐ-UBND" in put_list(HEAD + "list: {decision: {number: 9/QĐ-UBND}}\n", ONE, [], True)
    changed = HEAD + BLOCK + '  changes:\n    - {decision: {number: 5/QĐ-UBND}, add: ["9.000003"]}\n'
    assert put_list(changed, ONE, ["9.000002"], False) == changed
    with pytest.raises(ListKeptError, match="5/QĐ-UBND"):
        put_list(changed, ONE, ["9.000004"], False)
    for broken in ("a: [\n", "- a\n", "{list: {decision: {number: 9/QĐ-UBND}}}\n"):
        with pytest.raises(ValueError, match=r"province\.yaml"):
            put_list(broken, ONE, ["9.000001"], True)


TEXTS = st.text("aĐ ệ:#-|>'\"{}[]&*!%@`,\n\t1\u0085\u00a0", max_size=40) | st.sampled_from(
    ["Trình tự thực hiện:", "Phiếu #1", "a: b", "- ", "# a", "x" * 30_000, "ạ " * 30_000, "\u0323a", "---", "\x85"]
)


SAID = ("steps", "requirements", "results", "description", "receiver", "authority", "papers")


@pytest.mark.slow("many examples")
@settings(deadline=None, max_examples=30)
@given(st.dictionaries(st.sampled_from(SAID), TEXTS), TEXTS.filter(lambda text: bool(text.strip())))
def test_whatever_a_source_says_is_read_back_as_it_was(texts: dict[str, str], name: str) -> None:
    """A name with colons or signs, endless lines, lines of signs: the file says what was taken, or is not placed."""
    parted = PartedRecord({"code": "9.000001", "field": "Việc mẫu", **texts, "name": f"Việc {name}"})
    record = new_record(take_procedure(read_parted_record(parted), {}), "viec-mau", date(2026, 7, 1), date(2026, 7, 2))
    if max((len(text) for text in (*texts.values(), name)), default=0) > 20_000:
        with suppress(UnwritableRecordError):
            spell_record("9.000001.yaml", record)
        return
    document, told = parse_document(SourceText("x.yaml", spell_record("9.000001.yaml", record)))
    assert document is not None
    assert (plain(document.root), told) == (as_text(record), [])


def test_a_list_that_could_not_be_read_back_stops_the_import() -> None:
    """It holds what people wrote, so nothing is written beside what is broken there."""
    assert add_to_list("documents.yaml", "a: {b: c}\n", {"d": {"e": "f: #g"}}) == 'a: {b: c}\nd:\n  e: "f: #g"\n'
    with pytest.raises(BrokenCatalogueError, match=r"documents\.yaml"):
        add_to_list("documents.yaml", "{}\n", {"a": {"b": "c"}})


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """And nothing is left beside it."""
    place_together(tmp_path, {tmp_path / "a": b"1"})
    place_together(tmp_path, {tmp_path / "a": b"2"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"2")]
    with pytest.raises(OSError, match="a"):
        place_together(tmp_path, {tmp_path / "b": b"1", tmp_path / "a/b": b"1"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"2")]
