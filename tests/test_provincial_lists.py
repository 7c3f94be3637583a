"""A province's list of what its communes must post, as its decisions have made it by a day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from niemyet.catalogue.selection import select_communes
from niemyet.cli import app
from niemyet.editing.provincial_lists import NoPlaceError, extend_list, read_codes
from niemyet.law.provincial_lists import list_required, required_procedures
from niemyet.model.places import Commune, CommuneKind, ListChange, Province
from niemyet.oversight.figures import CommuneFigures, figure_commune
from office_files import in_windows_1258, word_file, workbook

A, B, C, D, E = (f"1.00000{n}" for n in range(1, 6))
CHANGES: list[dict[str, Any]] = [
    {"decision": {"number": "2/QĐ-UBND", "date": "2025-09-01"}, "add": [C]},
    {"decision": {"number": "2/QĐ-UBND", "date": "2025-09-01"}, "kinds": ["phường"], "add": [D]},
    {"decision": {"number": "3/QĐ-UBND", "date": "2026-01-05"}, "from": "2026-01-20", "remove": [A]},
    {"decision": {"number": "4/QĐ-UBND", "date": "2026-03-01"}, "replace": "true", "add": [B, E]},
]
BASE = {"decision": {"number": "1/QĐ-UBND", "date": "2025-07-01"}, "procedures": [A, B]}


def province(changes: list[dict[str, Any]] | None = None) -> Province:
    listed = BASE | {"changes": CHANGES if changes is None else changes}
    return Province.model_validate({"code": "01", "name": "Hà Nội", "kind": "thành phố", "list": listed})


def commune(kind: CommuneKind = "xã", areas: list[str] | None = None) -> Commune:
    office = {"name": "Nơi mẫu", "address": "Nhà mẫu", "hours": [{"days": ["mon"], "opens": "07:30", "closes": "11:30"}]}
    record = {"code": "10183", "name": "Thường Tín", "kind": kind, "office": office}
    return Commune.model_validate(record | ({} if areas is None else {"areas": areas}))


@pytest.mark.parametrize(
    ("day", "kind", "codes"),
    [
        ("2025-06-30", "xã", []),
        ("2025-07-01", "xã", [A, B]),
        ("2025-08-31", "phường", [A, B]),
        ("2025-09-01", "xã", [A, B, C]),
        ("2025-09-01", "phường", [A, B, C, D]),
        ("2026-01-19", "xã", [A, B, C]),  # decided, but not in effect
        ("2026-01-20", "xã", [B, C]),
        ("2026-02-28", "phường", [B, C, D]),
        ("2026-03-01", "phường", [B, E]),
        ("2026-03-01", "đặc khu", [B, E]),
    ],
)
def test_the_list_is_that_of_its_day_and_of_the_communes_kind(day: str, kind: CommuneKind, codes: list[str]) -> None:
    """Later decisions add, remove, or replace the whole, each from its day."""
    assert [*required_procedures(province(), commune(kind), date.fromisoformat(day))] == codes


def test_a_procedure_is_required_by_the_decision_that_brought_it() -> None:
    """One that is added twice is required since the first; after a new list, since that."""
    again = [*CHANGES[:1], {"decision": {"number": "3/QĐ-UBND", "date": "2025-10-01"}, "add": [A, C]}]
    found = required_procedures(province(again), commune(), date(2026, 11, 22))
    assert {code: one.decision.number for code, one in found.items()} == {A: "1/QĐ-UBND", B: "1/QĐ-UBND", C: "2/QĐ-UBND"}
    found = required_procedures(province(), commune(), date(2026, 11, 22))
    assert {code: (one.decision.number, one.since) for code, one in found.items()} == {
        B: ("4/QĐ-UBND", date(2026, 3, 1)), E: ("4/QĐ-UBND", date(2026, 3, 1)),
    }  # fmt: skip


def test_decisions_count_in_the_order_of_their_days() -> None:
    """However they are written."""
    days = (date(2025, 8, 1), date(2025, 9, 1), date(2026, 2, 1), date(2026, 11, 22))
    for day in days:
        assert required_procedures(province(CHANGES[::-1]), commune("phường"), day).keys() == required_procedures(
            province(), commune("phường"), day
        ).keys()  # fmt: skip


def test_a_change_for_areas_is_for_the_communes_that_have_said_so() -> None:
    """Nothing is demanded of a commune of which nobody has said it."""
    changes = [{"decision": {"number": "2/QĐ-UBND", "date": "2025-09-01"}, "area": ["border", "island"], "add": [C]}]
    found = {
        str(areas): C in required_procedures(province(changes), commune(areas=areas), date(2026, 1, 1))
        for areas in (None, [], ["mountainous"], ["island"])
    }
    assert found == {"None": False, "[]": False, "['mountainous']": False, "['island']": True}


def test_what_all_communes_must_post_is_what_no_change_for_some_of_them_brought() -> None:
    """The page of a province shows it, and beside it what differs."""
    assert [*list_required(province().list, date(2026, 1, 1))] == [A, B, C]
    assert [*list_required(None, date(2026, 1, 1))] == []


# -- the report -----------------------------------------------------------------------------------------------


def figures(root: Path, changes: str, day: date, place: str = "ha-noi/thuong-tin") -> CommuneFigures:
    file = root / "catalogue/ha-noi/province.yaml"
    text = file.read_text("utf-8").replace('["1.001193", "1.004222"]\n', f'["1.001193"]\n{changes}')
    file.write_text(text, "utf-8")
    report, reference, communes = select_communes(root, place, day)
    assert not report.errors, report.diagnostics
    return figure_commune(communes[0], reference)


ADDED = """  changes:
    - decision: {number: 9/QĐ-UBND, date: 2026-11-02}
      add: ["1.004222"]
"""


def test_a_posting_is_late_by_the_decision_that_brought_its_procedure(small: Path) -> None:
    """Its own decision is of June 2025; the list has it since 2 November 2026, and it was posted on 12 November."""
    posting = small / "catalogue/ha-noi/thuong-tin/1.004222.yaml"
    posting.write_text(
        posting.read_text("utf-8").replace("2025-07-03", "2026-11-12").replace("2026-11-02", "2026-11-13"), "utf-8"
    )
    found = figures(small, ADDED, date(2026, 11, 22))
    assert [(one.code, one.days) for one in found.late] == [("1.004222", 3)]  # eight working days, five allowed


@pytest.mark.parametrize(("day", "days"), [("2026-11-01", None), ("2026-11-09", 0), ("2026-11-12", 3)])
def test_what_is_missing_is_overdue_by_the_decision_that_brought_it(small: Path, day: str, days: int | None) -> None:
    """Not required before it, and not overdue for the days that the province allows."""
    (small / "catalogue/ha-noi/thuong-tin/1.004222.yaml").unlink()
    found = figures(small, ADDED, date.fromisoformat(day))
    assert [(one.code, one.days) for one in found.missing] == ([] if days is None else [("1.004222", days)])
    assert found.required == (1 if days is None else 2)


# -- a decision is added to the record ------------------------------------------------------------------------

RECORD = """# Của tỉnh.
code: "01"
name: Hà Nội
kind: thành phố
list:
  decision: {number: 1/QĐ-UBND, date: 2025-07-01} # gốc
  procedures:
    - "1.001193"
# Nơi nhận.
feedback:
  - {name: Nơi mẫu}
"""
CHANGE = ListChange.model_validate({"decision": {"number": "9/QĐ-UBND", "date": "2026-02-01"}, "add": ["1.004222"]})
LONG = "2.000635.000.00.00.H26"
WRITTEN = """  changes:
    - decision: {number: 9/QĐ-UBND, date: 2026-02-01}
      add:
        - "1.004222"
"""


def test_a_decision_is_added_behind_the_others_and_nothing_else_is_touched() -> None:
    """Comments stay where they are."""
    once = extend_list(RECORD, CHANGE)
    assert once == RECORD.replace("# Nơi nhận.", WRITTEN + "# Nơi nhận.")
    more = ListChange.model_validate({
        "decision": {"number": "10/QĐ-UBND", "date": "2026-03-01"}, "from": "2026-03-15", "kinds": ["phường"], "area": "border",
        "replace": "true", "add": ["1.001193"],
    })  # fmt: skip
    twice = extend_list(once, more)
    assert twice.startswith(once.partition("# Nơi nhận.")[0])
    assert twice.endswith("""    - decision: {number: 10/QĐ-UBND, date: 2026-03-01}
      from: 2026-03-15
      kinds: [phường]
      area: [border]
      replace: true
      add:
        - "1.001193"
# Nơi nhận.
feedback:
  - {name: Nơi mẫu}
""")


def test_a_first_decision_is_the_list_itself() -> None:
    """A record without a list gets one."""
    bare = 'code: "01"\nname: Hà Nội\nkind: thành phố\n'
    assert extend_list(bare, CHANGE) == bare + (
        'list:\n  decision: {number: 9/QĐ-UBND, date: 2026-02-01}\n  procedures:\n    - "1.004222"\n'
    )


def test_where_there_is_no_place_for_it_nothing_is_written() -> None:
    """A list on one line, or a change that cannot be the first."""
    with pytest.raises(NoPlaceError):
        extend_list('code: "01"\nlist: {decision: {number: 1/QĐ-UBND}}\n', CHANGE)
    with pytest.raises(NoPlaceError):
        extend_list('code: "01"\n', CHANGE.model_copy(update={"remove": ("1.001193",)}))


def test_codes_are_read_from_any_list_of_them() -> None:
    """One a line, with names beside them; what has no code is given back, and so is what stands twice."""
    found = read_codes(
        '\ufeffMã TTHC;Tên\n1.001193;Đăng ký khai sinh\n"1.004222",Thường trú\n\n1.001193 lần nữa\n2.000635.000.00.00.H26\n'
    )
    assert found.codes == ("1.001193", "1.004222", LONG)
    assert (found.without_code, found.twice) == (("Mã TTHC;Tên",), ("1.001193",))


def test_codes_below_a_title_of_what_has_ended_are_told_apart() -> None:
    """Until a title of what is in force."""
    found = read_codes("1.001193\nII. Thủ tục bị bãi bỏ\n1.004222\nIII. Thủ tục được sửa đổi, bổ sung\n1.000656\n")
    assert (found.codes, found.ended) == (("1.001193", "1.004222", "1.000656"), ("1.004222",))
    assert found.without_code == ("III. Thủ tục được sửa đổi, bổ sung",)


def run(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*words, "--root", str(root), "--as-of", "2026-11-22"])
    return done.exit_code, done.output


def test_the_command_extends_the_list(small: Path, tmp_path: Path) -> None:
    """From a file of codes; what the check refuses leaves the record as it was."""
    file, codes = small / "catalogue/ha-noi/province.yaml", tmp_path / "ma.txt"
    before = file.read_text("utf-8").replace(', "1.004222"]', "]")
    file.write_text(before, "utf-8")
    codes.write_text("1.004222 Đăng ký thường trú\nDanh mục thủ tục bị bãi bỏ\n1.001193\n", "utf-8")
    words = ("new", "list", "ha-noi", "--decision", "9/QĐ-UBND", "--decision-date", "2026-02-01")
    code, said = run(small, *words, "--codes", str(codes))
    assert code == 0 and "1 mã thêm vào" in said and "không thêm; bỏ khỏi danh mục thì dùng --remove: 1.001193" in said, said
    assert file.read_text("utf-8") == before.replace("feedback:", WRITTEN + "feedback:")
    after = file.read_text("utf-8")
    codes.write_text("1.999999\n", "utf-8")
    code, said = run(small, *words, "--codes", str(codes))
    assert code == 1 and "1.999999" in said and file.read_text("utf-8") == after
    assert run(small, *words)[0] == 2  # no codes
    assert run(small, "new", "list", "ha-tay", *words[3:], "--codes", str(codes))[0] == 2


DECIDED = [
    "Căn cứ Luật sửa đổi, bổ sung một số điều; bãi bỏ thủ tục 1.001193.", "A. DANH MỤC MỚI BAN HÀNH",
    [["STT", "Mã TTHC", "Tên"], ["1", "1.004222", "Đăng ký thường trú"]], "B. DANH MỤC BỊ BÃI BỎ", [["Theo quyết định"]],
    [["STT", "Mã TTHC", "Tên"], ["1", "1.001193", "Đăng ký khai sinh"]], [["Nơi nhận", "KT. CHỦ TỊCH"]],
]  # fmt: skip
"""A decision as a Word file: what stands around its tables lists nothing."""


def test_a_workbook_extends_the_list_once(small: Path, tmp_path: Path) -> None:
    """The codes of a workbook, a Word file or a CSV file in the letters of Windows; once more is told and writes nothing."""
    file = small / "catalogue/ha-noi/province.yaml"
    before = file.read_text("utf-8").replace(', "1.004222"]', "]")
    written = []
    for name, data in (
        ("ma.xlsx", workbook({"DS": [["STT", "Mã"], [1, "1.004222"]], "-Cũ": [["1.999999"]]})),
        ("ma.csv", in_windows_1258("1;1.004222;Đăng ký thường trú\r\n")),
        ("ma.doc", word_file(DECIDED)),
        ("loi.docx", word_file(["Điều 1. Công bố các thủ tục:", "- Đăng ký thường trú, mã 1.004222;"])),
    ):
        file.write_text(before, "utf-8")
        (tmp_path / name).write_bytes(data)
        words = (
            "new",
            "list",
            "Hà Nội",
            "--decision",
            "9/QĐ-UBND",
            "--decision-date",
            "01/02/2026",
            "--codes",
            str(tmp_path / name),
        )
        code, said = run(small, *words)
        assert (code, "1 mã thêm vào" in said) == (0, True), said
        written.append(file.read_text("utf-8"))
        code, said = run(small, *words)
        assert (code, "danh mục đã có đúng thay đổi này" in said) == (1, True), said
        assert file.read_text("utf-8") == written[-1]
    assert written[0] == written[1] != before


def test_each_posting_is_by_the_decision_that_brought_its_procedure(small: Path) -> None:
    """Posting a whole list does not put all of it under the last decision."""
    file = small / "catalogue/ha-noi/province.yaml"
    file.write_text(file.read_text("utf-8").replace(', "1.004222"]', "]"), "utf-8")
    for posting in small.glob("catalogue/ha-noi/thuong-tin/[0-9]*.yaml"):
        posting.unlink()
    codes = small / "ma.txt"
    codes.write_text("1.004222\n", "utf-8")
    words = ("--decision", "9/QĐ-UBND", "--decision-date", "01/02/2026", "--codes", str(codes))
    assert run(small, "new", "list", "ha-noi", *words)[0] == 0
    code, said = run(small, "new", "posting", "--commune", "ha-noi", "--list", "--posted", "03/02/2026")
    assert code == 0, said
    posted = {code: (small / f"catalogue/ha-noi/thuong-tin/{code}.yaml").read_text("utf-8") for code in ("1.001193", "1.004222")}
    assert "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}" in posted["1.001193"]
    assert "decision: {number: 9/QĐ-UBND, date: 2026-02-01}" in posted["1.004222"]


def test_a_decision_is_never_dropped_in_silence(small: Path) -> None:
    """The province has its record: the command names the one that extends its list."""
    code, said = run(small, "new", "province", "--unit", "01", "--decision", "9/QĐ-UBND", "--decision-date", "2026-02-01")
    assert code == 2 and "niemyet new list ha-noi" in said


def test_a_commune_drafts_what_its_kind_must_post_today(small: Path) -> None:
    """`new posting --list`: a procedure for phường alone is drafted there, with its decision, which is the latest."""
    file = small / "catalogue/ha-noi/province.yaml"
    text = file.read_text("utf-8").replace(', "1.004222"]\n', f"]\n{ADDED}").replace("add:", "kinds: [phường]\n      add:")
    file.write_text(text, "utf-8")
    for place in ("kim-lien", "thuong-tin"):
        (small / f"catalogue/ha-noi/{place}/1.004222.yaml").unlink()
        code, said = run(small, "new", "posting", "--commune", f"ha-noi/{place}", "--list")
        assert code == 0, said
    drafted = {path.parent.name: path.read_text("utf-8") for path in small.glob("catalogue/ha-noi/*/1.004222.yaml")}
    assert [*drafted] == ["kim-lien"]
    assert "decision: {number: 9/QĐ-UBND, date: 2026-11-02}" in drafted["kim-lien"]
