"""`niemyet doctor`: what is still to be done about a place, each line with a command that does it."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from conftest import add_settings
from niemyet.cli import app
from niemyet.oversight.finding import Topic
from test_oversight import PLACE, change

POSTING = f"{PLACE}/1.001193.yaml"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--root", str(root), "--as-of", "2026-11-22"])


def needs(root: Path, place: str = PLACE, *words: str) -> list[dict[str, Any]]:
    result = run(root, "doctor", place, "--format", "json", *words)
    data: list[dict[str, Any]] = json.loads(result.output)
    assert result.exit_code == (1 if any(one["work"] for one in data) else 0)
    return data


def finding(root: Path, what: str, place: str = PLACE) -> dict[str, Any] | None:
    found = [one for one in needs(root, place)[0]["findings"] if one["what"] == what]
    assert len(found) <= 1
    return found[0] if found else None


def follow(root: Path, command: str, *more: str) -> None:
    """Types the command that a line gives."""
    program, *words = shlex.split(command)
    assert program == "niemyet"
    result = run(root, *words, *more)
    assert result.exit_code == 0, result.output


def make_true(root: Path) -> None:
    """Takes the marks of sample data away from the commune."""
    for file in (root / f"catalogue/{PLACE}").glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("sample: true\n", ""), "utf-8")


def lack(root: Path) -> None:
    (root / f"catalogue/{PLACE}/1.004222.yaml").unlink()


def forget(root: Path) -> None:
    change(root, POSTING, "checked: 2026-11-02\n", "")


def decide_anew(root: Path) -> None:
    listed = '  procedures: ["1.001193", "1.004222"]\n'
    more = "  changes:\n    - decision: {number: 4100/QĐ-UBND, date: 2026-10-30}\n      replace: true\n"
    change(root, "ha-noi/province.yaml", listed, f'{listed}{more}      add: ["1.001193", "1.004222"]\n')


def change_the_law(root: Path) -> None:
    change(root, "reference/procedures/ho-tich/1.001193.yaml", "decision:", "changed: 2026-11-10\ndecision:")


@pytest.mark.slow("a build")
@pytest.mark.parametrize(
    ("spoil", "topic", "what", "count", "more"),
    [
        (lack, "missing", "not-posted", 1, ()),
        (forget, "old", "not-reviewed", 1, ("--yes",)),
        (decide_anew, "old", "replaced", 2, ("--yes",)),
        (change_the_law, "old", "changed", 1, ("--yes",)),
    ],
)
def test_who_types_the_command_has_done_the_work(
    spoil: Any, topic: str, what: str, count: int, more: tuple[str, ...], small: Path
) -> None:
    """What was found is found no longer; nothing was found before."""
    make_true(small)
    assert not needs(small)[0]["work"]
    spoil(small)
    found = finding(small, what)
    assert found is not None
    assert (found["topic"], found["count"], found["owner"]) == (topic, count, "commune")
    follow(small, found["command"], *more)
    assert finding(small, what) is None


def test_a_fee_that_the_province_owes_is_the_provinces(small: Path) -> None:
    """The commune is told of it and has no work; the province has, once for all its communes."""
    make_true(small)
    (small / "catalogue/ha-noi/1.001193.yaml").unlink()
    [of_commune] = needs(small)
    assert [one["what"] for one in of_commune["findings"] if one["owner"] == "province"] == ["fee-not-set"]
    province, *communes = needs(small, "ha-noi")
    fee = next(one for one in province["findings"] if one["what"] == "fee-not-set")
    assert (province["place"], fee["count"], fee["command"]) == ("ha-noi", 1, "niemyet new fees ha-noi")
    assert [one["place"] for one in communes] == ["ha-noi/kim-lien", PLACE]


def test_what_check_warns_of_in_the_communes_files_is_told_in_its_words(small: Path) -> None:
    """With the file that is to be edited; of another commune its own."""
    make_true(small)
    for file in (f"{PLACE}/commune.yaml", "ha-noi/province.yaml"):
        change(small, file, "feedback:\n  - {name: Cổng Dịch vụ công quốc gia, url: https://dichvucong.gov.vn}\n", "")
    found = finding(small, "feedback-missing")
    assert found is not None
    assert (found["topic"], found["file"]) == ("doubtful", f"catalogue/{PLACE}/commune.yaml")
    told = json.loads(run(small, "check", f"catalogue/{PLACE}", "--format", "json").output)["diagnostics"]
    assert [one["message"] for one in found["told"]] == [one["message"] for one in told if one["rule"] == "feedback-missing"]
    other = finding(small, "feedback-missing", "ha-noi/kim-lien")
    assert other is not None and other["file"] == "catalogue/ha-noi/kim-lien/commune.yaml"


def test_sample_data_is_doubtful(small: Path) -> None:
    """Until the lines are taken away."""
    assert finding(small, "sample-commune") and finding(small, "sample-postings")
    make_true(small)
    assert finding(small, "sample-commune") is None and finding(small, "sample-postings") is None


def test_with_errors_nothing_else_is_said(small: Path) -> None:
    """What cannot be read cannot be judged."""
    change(small, POSTING, "posted: 2025-07-03", "posted: 03/07/2025")
    [told] = needs(small)
    assert [one["topic"] for one in told["findings"]] == ["broken"]
    page = run(small, "doctor", PLACE)
    assert page.exit_code == 1
    assert f"catalogue/{POSTING}:2: ngày '03/07/2025'" in page.output and "niemyet check --errors" in page.output


def test_what_comes_soon_is_told_with_its_day(small: Path) -> None:
    """A fee that begins, a posting that ends, a day on which the office is closed; not what is far away."""
    change(small, "ha-noi/1.001193.yaml", "amount: 5000,", "amount: 5000, until: 2026-12-31,")
    overlay = small / "catalogue/ha-noi/1.001193.yaml"
    later = "  - {name: Lệ phí đăng ký khai sinh, case: late, amount: 8000, from: 2027-01-01, sample: true}\n"
    overlay.write_text(overlay.read_text("utf-8") + later, "utf-8")
    change(small, f"{PLACE}/1.004222.yaml", "posted:", "withdrawn: {from: 2026-12-15, reason: Hết}\nposted:")
    change(small, f"{PLACE}/commune.yaml", "counters:", "  exceptions:\n    - {date: 2026-12-30, reason: Tập huấn}\ncounters:")
    soon = {one["what"]: one for one in needs(small)[0]["findings"] if one["topic"] == "soon"}
    assert {what: [thing["day"] for thing in one["things"]] for what, one in soon.items()} == {
        "coming": ["2027-01-01"],
        "withdrawn": ["2026-12-15"],
        "other-hours": ["2026-12-30"],
    }
    assert "là 8.000 đồng" in soon["coming"]["things"][0]["remark"]
    assert soon["coming"]["command"] == f"niemyet sheets {PLACE} --since 2026-11-22 --as-of 2027-01-01"


def test_sheets_are_compared_with_those_of_a_month_ago(small: Path) -> None:
    """By the history of git where there is one; the command names that state."""
    assert finding(small, "sheets") is None
    day = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-10-01T09:00:00+0700")
    who = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
    for words in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "-m", "x"]):
        subprocess.run(["git", "-C", str(small), *words], check=True, env=os.environ | day)
    change(small, f"{PLACE}/1.004222.yaml", "Quầy số 3", "Quầy số 1")
    change(small, f"{PLACE}/commune.yaml", "{name: Quầy số 1, fields: [ho-tich]}", "{name: Quầy số 1, fields: [ho-tich, cu-tru]}")
    found = finding(small, "sheets")
    assert found is not None
    assert [(thing["code"], thing["remark"]) for thing in found["things"]] == [("1.004222", "thay tờ")]
    assert "01/10/2026" in found["message"] and found["command"].startswith(f"niemyet sheets {PLACE} --since ")


def test_the_page_is_as_wide_as_the_screen_and_begins_with_the_worst(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only commands, which are copied, are never broken."""
    lack(small)
    forget(small)
    monkeypatch.setenv("COLUMNS", "60")
    lines = run(small, "doctor", PLACE).output.splitlines()
    assert lines[0] == "Xã Thường Tín (ha-noi/thuong-tin): 4 việc phải làm"
    assert [line for line in lines if line and line[0] not in " X"] == ["Còn thiếu: 1", "Đã cũ: 1", "Còn ngờ: 2"]
    assert not [line for line in lines if len(line) > 60 and "→" not in line]


def test_a_province_has_a_line_for_each_commune_that_needs_something(small: Path) -> None:
    """Those first that lack most; the others are counted. In English too."""
    make_true(small)
    for file in (small / "catalogue/ha-noi/kim-lien").glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("sample: true\n", ""), "utf-8")
    (small / "catalogue/ha-noi/kim-lien/1.001193.yaml").unlink()
    told = run(small, "doctor", "ha-noi").output
    assert told.startswith("Thành phố Hà Nội (ha-noi): ")
    assert "ha-noi/kim-lien" in told and "1 xã, phường không còn việc gì." in told
    assert told.rstrip().endswith("Xem một nơi: niemyet doctor ha-noi/kim-lien")
    english = run(small, "doctor", "ha-noi/kim-lien", "--lang", "en").output
    assert "Procedures on the province's list that are not posted: 1." in english


def test_each_line_names_the_form_or_the_file_where_it_is_done(site_root: Path) -> None:
    """The form, if the site has one; else the forge; else the file."""
    (site_root / f"catalogue/{PLACE}/1.004222.yaml").unlink()
    file = f"catalogue/{PLACE}/commune.yaml"

    def told() -> list[str]:
        return [one["address"] for one in needs(site_root)[0]["findings"] if one["what"] in ("not-posted", "sample-commune")]

    assert told() == ["", ""]
    assert f"sửa ở {file}" in run(site_root, "doctor", PLACE).output
    add_settings(site_root, "edit: https://kho.example/edit/main/{file}")
    assert told() == ["", f"https://kho.example/edit/main/{file}"]
    add_settings(site_root, "editor: true")
    forget(site_root)
    old = next(one for one in needs(site_root)[0]["findings"] if one["what"] == "not-reviewed")
    assert old["address"].endswith(f"/quan-tri/#/nhieu/{PLACE}")
    [place, commune] = told()
    assert place.endswith(f"/quan-tri/#/noi/{PLACE}") and commune.endswith(f"/quan-tri/#/tep/{file}")
    assert f"hoặc bằng biểu mẫu: {place}" in run(site_root, "doctor", PLACE).output


@pytest.mark.parametrize("place", ["ha-noi/khong-co", "", "catalogue/"])
def test_a_place_that_is_not_there_is_wrong_usage(place: str, small: Path) -> None:
    """Status 2."""
    assert run(small, "doctor", place).exit_code == 2


def test_every_topic_is_known_to_the_page() -> None:
    """And the findings load nothing that renders."""
    from niemyet.oversight.need_sentences import SHORT, TOPICS

    assert {*TOPICS} == {*SHORT} == {*Topic}
    code = "import sys, niemyet.oversight.needs; print([name for name in sys.modules if name.startswith('niemyet.render.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
