"""Differences: what matters to citizens is worded once; everything else is only counted."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from conftest import TODAY
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.change import Differences
from niemyet.changes.data import describe
from niemyet.changes.entries import EntryChange
from niemyet.changes.markdown import escape, format_markdown
from niemyet.changes.wording import format_change
from niemyet.cli import app
from niemyet.render.language import VIETNAMESE

LAW = "catalogue/reference/procedures/ho-tich/1.001193.yaml"
RESIDENCE = "catalogue/reference/procedures/cu-tru/1.004222.yaml"
PROVINCE = "catalogue/ha-noi/1.001193.yaml"
POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"
PROMISE = "catalogue/ha-noi/kim-lien/1.004222.yaml"
COMMUNE = "catalogue/ha-noi/kim-lien/commune.yaml"
Edit = Callable[..., Differences]


@pytest.fixture
def edit(small: Path, tmp_path: Path) -> Edit:
    """Replaces words in a file of a copy of the catalogue and compares the two."""

    def compare(path: str, old: str, new: str) -> Differences:
        later = tmp_path / "later"
        if not later.exists():
            subprocess.run(["cp", "-r", small, later], check=True)
        text = (later / path).read_text("utf-8")
        assert old in text
        (later / path).write_text(text.replace(old, new), "utf-8")
        return compare_catalogues(small, later, TODAY)

    return compare


def said(differences: Differences) -> dict[tuple[str, str], list[str]]:
    """What is told of every posting."""
    return {
        (commune.path, posting.code): [format_change(change, posting.cases, VIETNAMESE) for change in posting.changes]
        for commune in differences.communes
        for posting in commune.postings
    }


def test_nothing_differs_from_itself(small: Path) -> None:
    """Neither a posting nor a file."""
    differences = compare_catalogues(small, small, TODAY)
    assert (differences.communes, differences.cosmetic, differences.unseen, differences.unread) == ((), (), (), ())
    assert "Không có gì thay đổi" in format_markdown(differences)


def test_a_fee_is_told_with_its_case_basis_and_day(edit: Edit) -> None:
    """In every commune of the province, and the sheets with it are to be printed again."""
    differences = edit(PROVINCE, "amount: 5000,", "amount: 8000, basis: 60/2014/QH13, from: 2026-11-01,")
    sentence = (
        "Lệ phí đăng ký khai sinh (Đăng ký quá hạn (sau 60 ngày kể từ ngày sinh)): "
        "5.000 đồng → 8.000 đồng, theo 60/2014/QH13, từ 01/11/2026"
    )
    assert said(differences) == {(f"ha-noi/{name}", "1.001193"): [sentence] for name in ("kim-lien", "thuong-tin")}
    assert {posting.reprint for commune in differences.communes for posting in commune.postings} == {("fees",)}


def test_a_fee_that_comes_later_is_announced_and_the_sheet_stays(edit: Edit) -> None:
    """What holds today has not changed."""
    line = "  - {name: Lệ phí đăng ký khai sinh, case: late, amount: 9000, from: 2027-01-01}\n"
    differences = edit(PROVINCE, "sample: true}\n", "sample: true}\n" + line)
    [told] = said(differences)["ha-noi/kim-lien", "1.001193"]
    assert told.startswith("Sẽ thay đổi từ 01/01/2027: lệ phí đăng ký khai sinh")
    assert "9.000 đồng" in told
    assert not any(posting.reprint for commune in differences.communes for posting in commune.postings)


@pytest.mark.parametrize(
    ("amount", "words", "flagged"),
    [
        ("6", "Thời hạn dài hơn: 5 ngày làm việc → 6 ngày làm việc", 1),
        ("3", "Thời hạn ngắn hơn: 5 ngày làm việc → 3 ngày làm việc", 0),
    ],
)
def test_a_longer_deadline_is_flagged_and_a_shorter_one_is_not(edit: Edit, amount: str, words: str, flagged: int) -> None:
    """The flag stands before everything else."""
    differences = edit(PROMISE, "amount: 5", f"amount: {amount}")
    assert said(differences) == {("ha-noi/kim-lien", "1.004222"): [words]}
    assert differences.flagged == flagged
    assert ("Cần xem kỹ" in format_markdown(differences)) == bool(flagged)


def test_a_promise_that_is_dropped_is_a_longer_deadline(edit: Edit) -> None:
    """The law's own term holds again."""
    differences = edit(PROMISE, "deadlines:\n  - {amount: 5, unit: working_day}\n", "")
    assert differences.flagged == 1


def test_papers_are_added_dropped_and_moved(edit: Edit) -> None:
    """Each is one sentence with the paper's name; the order of lines is none."""
    edit(LAW, "{name: Văn bản ủy quyền, originals: 1, when: Nhờ người khác đi khai sinh thay}", "{name: Sổ hộ khẩu, copies: 2}")
    text = "    - {name: Tờ khai đăng ký khai sinh, originals: 1, form: to-khai-khai-sinh}\n"
    edit(LAW, text, "")
    differences = edit(LAW, "    - {name: Sổ hộ khẩu", text + "    - {name: Sổ hộ khẩu")
    assert said(differences)["ha-noi/kim-lien", "1.001193"] == [
        "Thêm giấy tờ phải nộp: Sổ hộ khẩu, 2 bản sao",
        "Bỏ giấy tờ phải nộp: Văn bản ủy quyền",
    ]


def test_hours_are_told_once_and_every_sheet_is_printed_again(edit: Edit) -> None:
    """The office is one change, not one a posting."""
    differences = edit(COMMUNE, 'opens: "07:00"', 'opens: "07:30"')
    [commune] = differences.communes
    [change] = commune.office
    assert format_change(change, {}, VIETNAMESE).endswith("→ thứ hai đến thứ sáu 07:30–11:30, 13:30–17:00")
    assert {posting.reprint for posting in commune.postings} == {("place",)}
    assert differences.postings == 0


def test_what_is_only_written_in_another_way_is_counted_apart(edit: Edit) -> None:
    """Quotes and spaces change nothing; a day of review changes nothing that is shown as the posting's content."""
    edit(COMMUNE, "kind: phường", 'kind:   "phường"  # loại')
    differences = edit(POSTING, "posted: 2025-07-02", "posted: 2025-07-02\nchecked: 2026-11-02")
    assert differences.communes == ()
    assert (differences.cosmetic, differences.unseen) == ((COMMUNE,), (POSTING,))


def test_what_is_posted_withdrawn_and_gone(small: Path, tmp_path: Path) -> None:
    """Each has its words and its work at the board."""
    later = tmp_path / "later"
    subprocess.run(["cp", "-r", small, later], check=True)
    (later / POSTING).unlink()
    text = (later / PROMISE).read_text("utf-8")
    (later / PROMISE).write_text(text + "withdrawn: {from: 2026-11-01, reason: Chuyển về tỉnh}\n", "utf-8")
    forth, back = compare_catalogues(small, later, TODAY), compare_catalogues(later, small, TODAY)
    place = "ha-noi/kim-lien"
    assert said(forth) == {(place, "1.001193"): ["Không còn niêm yết"], (place, "1.004222"): ["Ngừng niêm yết"]}
    assert said(back) == {(place, "1.001193"): ["Niêm yết mới"], (place, "1.004222"): ["Đang áp dụng trở lại"]}
    assert [p["sheet"] for p in describe(forth)["communes"][0]["postings"]] == ["take_down", "take_down"]
    assert "gỡ 2 tờ" in format_markdown(forth)
    assert "in mới 2 tờ" in format_markdown(back)


def test_a_sheet_that_does_not_hang_is_not_printed_again(small: Path, edit: Edit) -> None:
    """A fee of a posting that is withdrawn before and after changes no sheet; a posting that is gone is told as data, too."""
    file = small / POSTING
    file.write_text(file.read_text("utf-8") + "withdrawn: {from: 2026-11-01, reason: Chuyển về tỉnh}\n", "utf-8")
    differences = edit(PROVINCE, "amount: 5000", "amount: 8000")
    reprints = {(commune.path, p.code): p.reprint for commune in differences.communes for p in commune.postings}
    assert reprints == {("ha-noi/kim-lien", "1.001193"): (), ("ha-noi/thuong-tin", "1.001193"): ("fees",)}
    sheets = [posting["sheet"] for commune in describe(differences)["communes"] for posting in commune["postings"]]
    assert sheets == ["keep", "reprint"]


def test_a_broken_file_is_named_and_never_told_as_gone(edit: Edit) -> None:
    """Whoever reads the comment learns what could not be compared."""
    differences = edit(POSTING, "posted: 2025-07-02", "posted: hôm qua")
    assert differences.communes == ()
    assert differences.unread == (POSTING,)
    differences = edit(LAW, "fees:", "feess:")
    assert LAW in differences.unread
    assert said(differences) == {}


def test_a_change_in_the_head_of_an_article_is_told_by_its_key(edit: Edit) -> None:
    """Not by the line of the file; one in its body is."""
    [file] = edit("news/2026/tin-mau.md", "author: Ban biên tập niemyet", "author: Văn phòng").files
    assert file.entries == (EntryChange(("author",), "Ban biên tập niemyet", "Văn phòng"),)


def test_a_province_without_its_record_could_not_be_compared(small: Path, tmp_path: Path) -> None:
    """Its communes are not told as gone."""
    shutil.copytree(small, tmp_path / "later")
    (tmp_path / "later/catalogue/ha-noi/province.yaml").unlink()
    differences = compare_catalogues(small, tmp_path / "later", TODAY)
    assert (differences.communes, differences.unread) == ((), ("catalogue/ha-noi/province.yaml",))


def test_looking_only_where_a_file_changed_tells_the_same_as_looking_everywhere(edit: Edit, tmp_path: Path) -> None:
    """A fee of the province, a deadline of the law, an office's hours and a posting's counter, seen both ways."""
    edit(PROVINCE, "amount: 5000", "amount: 8000")
    edit(RESIDENCE, "unit: working_day", "unit: day")
    edit(COMMUNE, 'opens: "07:00"', 'opens: "07:30"')
    edit("catalogue/ha-noi/thuong-tin/1.004222.yaml", "posted:", "counter: Quầy số 7\nposted:")
    few = edit(POSTING, "posted: 2025-07-02", "posted: 2025-07-02")
    for file in (tmp_path / "later").rglob("*.yaml"):
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    everything = edit(POSTING, "posted: 2025-07-02", "posted: 2025-07-02")
    assert few.communes
    assert everything.communes == few.communes
    assert (len(few.cosmetic), everything.flagged) == (0, few.flagged)
    assert len(everything.cosmetic) > 5


def test_words_of_contributors_are_data() -> None:
    """They can neither format the comment, nor bring HTML in, nor call anybody by name."""
    assert escape("<img src=x> **@ai** [a](b) `c`") == "\\<img src=x\\> \\*\\*@<!-- -->ai\\*\\* \\[a\\](b) \\`c\\`"


def test_a_long_comment_is_cut_at_a_line(edit: Edit) -> None:
    """And says that there is more."""
    differences = edit(PROVINCE, "amount: 5000", "amount: 8000")
    cut = format_markdown(differences, limit=300)
    assert len(cut) <= 300
    assert "chạy `niemyet diff` để xem tất cả" in cut


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def repository(small: Path) -> Path:
    """The small catalogue with one commit behind it."""
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "một"]):
        subprocess.run(["git", "-C", str(small), *words], check=True)
    return small


def test_a_revision_is_compared_with_the_folder_and_with_another(repository: Path) -> None:
    """As data, the numbers are numbers."""
    file = repository / PROVINCE
    file.write_text(file.read_text("utf-8").replace("amount: 5000", "amount: 8000"), "utf-8")
    result = run("diff", "HEAD", "--root", str(repository), "--format", "json", "--as-of", "2026-11-22")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    [first, _] = data["communes"]
    [posting] = first["postings"]
    [change] = posting["changes"]
    assert (change["part"], change["kind"]) == ("fees", "changed")
    assert (change["before"]["amount"], change["after"]["amount"]) == (5000, 8000)
    assert (posting["sheet"], data["postings"]) == ("reprint", 2)
    assert json.loads(run("diff", "HEAD", "HEAD", "--root", str(repository), "--format", "json").stdout)["communes"] == []


@pytest.mark.parametrize("revision", ["khong-co", "--output=x", "HEAD~9"])
def test_an_unknown_revision_is_said_plainly(repository: Path, revision: str) -> None:
    """Also where it looks like an option, or lies before the beginning."""
    result = run("diff", "--root", str(repository), "--", revision)
    assert result.exit_code == 2
    assert f"không có phiên bản '{revision}'" in result.output
    assert "Traceback" not in result.output
