"""The commands: output, exit status, and messages about wrong usage."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import share, some_of
from niemyet.cli import MODULES, app
from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import make_report
from niemyet.diagnostics.rulebook import read_rulebook

POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def check(root: Path, *words: str) -> Result:
    return run("check", "--root", str(root), "--as-of", "2026-11-22", *words)


@pytest.fixture
def broken(small: Path) -> Path:
    """The small catalogue with one mistake in one posting."""
    (small / POSTING).write_text("decision: {number: 3200/QĐ-UBND}\nposted: 2025-07-02\nfeess: []\n", "utf-8")
    return small


def test_a_clean_catalogue_ends_with_0(small: Path) -> None:
    """And says so."""
    result = check(small)
    assert result.exit_code == 0
    assert "Không có lỗi nào" in result.output


def test_an_error_ends_with_1_and_shows_the_line(broken: Path) -> None:
    """With the rule, the place, the line, a caret under the word, and the way to mend it."""
    result = check(broken)
    assert result.exit_code == 1
    lines = result.output.split("\n")
    assert lines[0].startswith("lỗi[unknown-key]: 'feess'")
    assert lines[1] == f" --> {POSTING}:3:1"
    assert lines[3:5] == ["3 | feess: []", "  | ^^^^^"]
    assert lines[5].startswith("  = sửa: ")
    assert "1 lỗi, 0 cảnh báo" in result.output


def test_messages_come_in_english_too(broken: Path) -> None:
    """With --lang en."""
    result = check(broken, "--lang", "en")
    assert "error[unknown-key]" in result.output
    assert "1 error, 0 warnings" in result.output


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif"])
def test_formats_for_machines_parse_and_name_the_place(name: str, broken: Path) -> None:
    """Each names the rule, the file and the line."""
    result = check(broken, "--format", name)
    data = json.loads(result.stdout)
    assert result.exit_code == 1
    match name:
        case "json":
            [told] = data["diagnostics"]
            assert (told["rule"], told["file"], told["line"], told["column"]) == ("unknown-key", POSTING, 3, 1)
            assert (data["files"], data["errors"], data["warnings"]) == (18, 1, 0)
        case "gitlab":
            [told] = data
            assert (told["check_name"], told["location"]["path"]) == ("unknown-key", POSTING)
            assert told["location"]["lines"]["begin"] == 3
            assert told["severity"] in {"info", "minor", "major", "critical", "blocker"}
        case "sarif":
            [told] = data["runs"][0]["results"]
            place = told["locations"][0]["physicalLocation"]
            assert (data["version"], told["ruleId"], told["level"]) == ("2.1.0", "unknown-key", "error")
            assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (POSTING, 3)
            assert [rule["id"] for rule in data["runs"][0]["tool"]["driver"]["rules"]] == ["unknown-key"]


@pytest.mark.parametrize(("name", "empty"), [("json", "diagnostics"), ("gitlab", None), ("sarif", "runs")])
def test_a_clean_catalogue_is_told_to_machines_too(name: str, empty: str | None, small: Path) -> None:
    """The same form without any diagnostic."""
    result = check(small, "--format", name)
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    told = data if empty is None else data[empty]
    assert (told[0]["results"] if name == "sarif" else told) == []


@pytest.mark.parametrize("name", ["text", "github", "gitlab", "sarif", "json"])
def test_every_format_speaks_both_languages(name: str, broken: Path) -> None:
    """And they differ."""
    vietnamese, english = (check(broken, "--format", name, "--lang", lang).stdout for lang in ("vi", "en"))
    assert "không phải là mục của một bản niêm yết" in vietnamese
    assert "không phải là mục" not in english
    assert "entry" in english


def test_a_fingerprint_does_not_depend_on_the_line(broken: Path) -> None:
    """A line more above a mistake gives the same GitLab fingerprint."""
    before = json.loads(check(broken, "--format", "gitlab").output)[0]
    (broken / POSTING).write_text("# ghi chú\n" + (broken / POSTING).read_text("utf-8"), "utf-8")
    after = json.loads(check(broken, "--format", "gitlab").output)[0]
    assert before["fingerprint"] == after["fingerprint"]
    assert before["location"]["lines"]["begin"] + 1 == after["location"]["lines"]["begin"]


def test_github_is_told_at_the_line(broken: Path) -> None:
    """One workflow command a diagnostic; its text holds no line break."""
    first = check(broken, "--format", "github").output.split("\n")[0]
    assert first.startswith(f"::error file={POSTING},line=3,col=1,endColumn=6,title=unknown-key::")


def test_one_file_can_be_asked_for(broken: Path) -> None:
    """Only its diagnostics are told; another folder is clean."""
    assert check(broken, POSTING).exit_code == 1
    elsewhere = check(broken, "catalogue/ha-noi/thuong-tin")
    assert elsewhere.exit_code == 0
    assert re.search(r"Ngoài catalogue/ha-noi/thuong-tin còn \d+ lỗi", elsewhere.output)


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--root", "/nowhere/at/all"),
        ("check", "--as-of", "hôm nay"),
        ("check", "--format", "pdf"),
        ("explain", "no-such-rule"),
        ("buld",),
    ],
)
def test_what_is_not_understood_ends_with_2(words: tuple[str, ...]) -> None:
    """With a sentence and no traceback."""
    result = run(*words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert result.output.strip() or result.stderr.strip()


def _words(result: Result) -> str:
    """What was printed for people, without frames and line breaks."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", result.stderr).split())


@pytest.mark.parametrize("day", ["hôm nay", "2026-02-30", "2026-W47-7", "22/13/2026", "11/2026"])
def test_what_is_no_day_ends_with_2(day: str, small: Path) -> None:
    """It is quoted, and how a day is written is said."""
    result = run("check", "--root", str(small), "--as-of", day)
    assert result.exit_code == 2
    assert f"'{day}' không phải là một ngày" in _words(result)


def test_who_mistypes_a_day_is_answered_in_vietnamese(small: Path) -> None:
    """A clerk reads no English: the answer is a Vietnamese sentence and nothing else."""
    result = run("check", "--root", str(small), "--as-of", "hôm nay")
    assert not re.search(r"Error|Invalid|Usage|Try ", result.stderr), result.stderr


@pytest.mark.parametrize("epoch", ["abc", "-1e9", "1e9", "9" * 13, "9" * 30])
def test_a_clock_that_cannot_be_read_ends_with_2(epoch: str, small: Path) -> None:
    """SOURCE_DATE_EPOCH is seconds since 1970; anything else is no traceback, and the variable is named."""
    result = CliRunner(env={"SOURCE_DATE_EPOCH": epoch}).invoke(app, ["check", "--root", str(small)])
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr


def test_a_command_outside_a_project_ends_with_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one line that says what to do."""
    monkeypatch.chdir(tmp_path)
    for command in ("check", "build"):
        result = run(command)
        assert result.exit_code == 2
        assert result.stderr.startswith("lỗi: không thấy mkdocs.yml")
        assert result.stderr.count("\n") == 1


def test_a_project_is_found_from_any_folder_of_it(site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest folder above with mkdocs.yml; a path is read from where one stands, or from the root."""
    (site_root / POSTING).write_text("posted: hôm qua\n", "utf-8")
    monkeypatch.chdir(site_root / "catalogue/ha-noi")
    for path, status in ((".", 1), ("kim-lien", 1), ("thuong-tin", 0), ("../../news", 0), (POSTING, 1), ("catalogue", 1)):
        assert run("check", path, "--as-of", "2026-11-22").exit_code == status, path


def test_a_folder_is_not_taken_for_another_whose_name_begins_alike(broken: Path) -> None:
    """catalogue/ha-noi/kim does not stand for catalogue/ha-noi/kim-lien."""
    (broken / "catalogue/ha-noi/kim").mkdir()
    assert check(broken, "catalogue/ha-noi/kim").exit_code == 0


def test_a_path_that_does_not_exist_ends_with_2(small: Path) -> None:
    """And so does one outside the catalogue."""
    assert check(small, "catalogue/ha-noi/kim-lienn").exit_code == 2
    assert check(small, "/etc").exit_code == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_rule_is_explained(lang: str) -> None:
    """With the reason and two examples."""
    rules = [*read_rulebook()]
    for rule in rules[:: -(-len(rules) // share(len(rules)))]:
        result = run("explain", rule, "--lang", lang)
        assert result.exit_code == 0, rule
        assert rule in result.output
        assert ("Vì sao" if lang == "vi" else "Why") in result.output, rule


def test_all_rules_are_listed() -> None:
    """One a line."""
    assert len(run("explain").output.strip().split("\n")) == len(read_rulebook())


@pytest.mark.parametrize("target", ["catalogue", "catalogue/ha-noi", "."])
def test_a_site_is_never_written_over_the_records(target: str, site_root: Path) -> None:
    """A folder that holds records is refused as the place for the site."""
    result = run("build", "--root", str(site_root), "--site-dir", str(site_root / target))
    assert result.exit_code == 1
    assert (site_root / "catalogue/ha-noi/province.yaml").is_file()


@pytest.mark.slow("a build")
def test_build_says_where_to_look(site_root: Path) -> None:
    """The number of pages, the time and the folder; not index.html, which opened as a file leads nowhere. Warnings are counted:
    the check, which goes before, tells them."""
    province = site_root / "catalogue/ha-noi/province.yaml"
    text = province.read_text("utf-8")
    province.write_text(text[: text.index("feedback:")], "utf-8")
    result = run("build", "--root", str(site_root), "--as-of", "2026-11-22", "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(f"giây: {site_root / 'site'}\n")
    assert "[feedback-missing]" not in result.output and re.search(r"[1-9] cảnh báo .*: niemyet check\n", result.stderr)


@pytest.mark.slow("a build")
def test_profile_tells_where_the_time_went(site_root: Path) -> None:
    """Every step with its seconds, and what was left."""
    result = run("build", "--root", str(site_root), "--as-of", "2026-11-22", "--jobs", "1", "--profile")
    assert result.exit_code == 0, result.output
    for step in ("Tìm tệp", "Khung trang", "Xã, phường", "Công bố", "Tất cả"):
        assert re.search(rf"{step} +\d+,\d\d", result.stderr), result.stderr


def test_a_command_that_is_not_understood_is_answered_in_vietnamese() -> None:
    """With what may have been meant, in one line, and where to read on; tests/test_usage_errors.py holds every mistake."""
    ran = subprocess.run([sys.executable, "-m", "niemyet", "chek"], capture_output=True, text=True, check=False)
    answer = "lỗi: không có lệnh 'chek'; có phải check, schema?\nxem cách dùng: thêm --help vào lệnh\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", answer)


@pytest.mark.parametrize(
    "words",
    [
        "check --as-of x", "check nowhere", "check --changed main", "check --changed nothing --owner ha-noi", "explain no-rule",
        "check --owner x --changed y", "build --shard 9", "build --shard 9 --site-dir x", "build --site-dir catalogue",
        "build --site-dir docs", "sheets nowhere", "sheets ha-noi/thuong-tin --procedure 9.999999",
        "sheets ha-noi/thuong-tin --since 2026-13-01", "sheets ha-noi/thuong-tin --since nothing",
        "sheets ha-noi/thuong-tin --out mkdocs.yml", "merge nothing --site-dir x",
    ],
)  # fmt: skip
def test_what_stops_a_command_is_told_in_english_where_asked_for(words: str, site_root: Path) -> None:
    """In one line without a Vietnamese letter; and in Vietnamese, with some, where nobody asks."""
    asked = [*words.split(), "--root", str(site_root)] if "explain" not in words else words.split()
    told = {lang: run(*asked, "--lang", lang).stderr.replace(str(site_root), "").strip() for lang in ("vi", "en")}
    assert told["en"].isascii() and told["en"].startswith("error: ") and "\n" not in told["en"], told
    assert told["vi"].startswith("lỗi: ") and not told["vi"].removeprefix("lỗi: ").isascii(), told


def test_who_asks_for_nothing_gets_the_help() -> None:
    """And the status says that nothing was done."""
    ran = subprocess.run([sys.executable, "-m", "niemyet"], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "Kiểm tra mọi bản ghi" in ran.stdout + ran.stderr


@pytest.mark.slow("a process for every command")
@pytest.mark.parametrize("command", some_of(MODULES, of=5))
def test_every_command_answers_to_its_name_in_a_process_of_its_own(command: str) -> None:
    """The program loads only what the command needs, and still knows it by its name."""
    ran = subprocess.run([sys.executable, "-m", "niemyet", command, "--help"], capture_output=True, text=True, check=True)
    assert re.search(rf"Cách dùng: .*niemyet {command}", ran.stdout)


def test_the_program_names_all_its_commands() -> None:
    """Asked for no command, it tells of every one."""
    ran = subprocess.run([sys.executable, "-m", "niemyet", "--help"], capture_output=True, text=True, check=True)
    assert all(re.search(rf"^  {command} ", ran.stdout, re.MULTILINE) for command in MODULES)
    assert "Niêm yết thủ tục hành chính cấp xã" in ran.stdout


def test_what_is_no_record_is_not_called_clean(small: Path) -> None:
    """Asked about a file that nothing reads, the check says so and what it reads; 2 files below a folder are 2."""
    (small / "README.md").write_text("# Một tệp khác\n", "utf-8")
    result = check(small, "README.md")
    assert result.exit_code == 2
    assert "README.md không phải là bản ghi" in result.stderr
    assert "catalogue" in result.stderr
    assert "trong 3 tệp" in check(small, "catalogue/ha-noi/kim-lien").output
    assert "trong 1 tệp" in check(small, POSTING).output


def test_an_address_in_sarif_is_encoded(small: Path) -> None:
    """A name with blanks and Vietnamese letters is an address all the same (SARIF 2.1.0, 3.4.3)."""
    (small / "catalogue/ghi chú.txt").write_text("x", "utf-8")
    results = json.loads(check(small, "--format", "sarif").output)["runs"][0]["results"]
    assert [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results] == ["catalogue/ghi%20ch%C3%BA.txt"]


def test_errors_can_be_told_without_warnings(small: Path) -> None:
    """And how many warnings were left out is said."""
    (small / POSTING).write_text(
        "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2/7/2025\ncounter: Đang cập nhật\n", "utf-8"
    )
    (small / "catalogue/ha-noi/kim-lien/1.004222.yaml").write_text(
        "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2025-07-02\ncounter: Đang cập nhật\n", "utf-8"
    )
    result = check(small, "--errors-only")
    assert check(small, "--errors").output == result.output
    assert result.exit_code == 1
    assert "bad-date" in result.output
    assert "placeholder-text" not in result.output
    assert "Không nêu 1 cảnh báo" in result.output


def test_many_messages_are_summed_up(small: Path) -> None:
    """Below them stands how often each rule was broken, the errors first; a few need no such table."""
    notes = "".join(f"  - {'Theo quy định' if i % 2 else 'huyện Thường Tín'}\n" for i in range(30))
    (small / POSTING).write_text(
        f"decision: {{number: 3200/QĐ-UBND, date: 2025-06-26}}\nposted: 2025-07-02\nnotes:\n{notes}", "utf-8"
    )
    (small / "catalogue/ha-noi/kim-lien/1.004222.yaml").write_text("posted: 2/7/2025\n", "utf-8")
    output = check(small).output
    summary = output[output.index("Tóm lại:") :].split("\n")
    assert "lỗi[" in summary[1]
    assert "15  cảnh báo[abolished-unit] trong 1 tệp" in output
    (small / POSTING).write_text("posted: 2/7/2025\n", "utf-8")
    assert "Tóm lại:" not in check(small).output


@pytest.fixture
def unruly(small: Path) -> Path:
    """A catalogue in which a thing is missing everywhere: no feedback in the province and its communes; and one real error."""
    province = small / "catalogue/ha-noi/province.yaml"
    text = province.read_text("utf-8")
    province.write_text(text[: text.index("feedback:")], "utf-8")
    (small / POSTING).write_text("decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2/7/2025\n", "utf-8")
    for name, code, unit in (("dong-da", "00235", "phường"), ("hong-van", "10210", "xã")):
        folder = small / "catalogue/ha-noi" / name
        folder.mkdir()
        kim_lien = (small / "catalogue/ha-noi/kim-lien/commune.yaml").read_text("utf-8")
        named = {"dong-da": "Đống Đa", "hong-van": "Hồng Vân"}[name]
        text = kim_lien.replace('"00229"', f'"{code}"').replace("name: Kim Liên", f"name: {named}").replace("phường", unit)
        (folder / "commune.yaml").write_text(text, "utf-8")
    return small


def test_the_worst_is_told_first_and_the_same_once(unruly: Path) -> None:
    """People read errors before warnings, and one warning for all communes; machines get every one of them."""
    told = check(unruly).output
    assert told.index("lỗi[bad-date]") < told.index("cảnh báo[feedback-missing]")
    assert told.count("[feedback-missing]") == 1
    others = r"= như vậy ở \d chỗ nữa: catalogue/ha-noi/hong-van/commune.yaml:1, catalogue/ha-noi/kim-lien/commune.yaml:1"
    assert re.search(others, told), told
    assert re.search(r"\n1 lỗi, \d cảnh báo trong \d+ tệp\.\n", told), told
    for name in ("json", "sarif", "gitlab", "github"):
        assert check(unruly, "--format", name).output.count("feedback-missing") >= 3, name


def test_what_one_rule_says_of_one_place_is_told_together() -> None:
    """A province that has set no fees yet is told so once, with some of the procedures, and how to have them all."""
    place = Place("catalogue/ha-noi/province.yaml", 1, 1, 1, "code: '01'")
    named = {"province": "Hà Nội", "path": "x.yaml", "cases": "", "folder": "ha-noi"}
    unset = [Diagnostic("fee-not-set", place, {**named, "value": f"Thủ tục {number}"}, str(number)) for number in range(10)]
    for lang, counted in (("vi", "luật này còn nêu 9 điều nữa ở dòng ấy"), ("en", "the rule tells 9 more of that line")):
        told = format_text(make_report(unset, 1), lang)
        assert told.count("[fee-not-set]") == 1 and counted in told
        assert told.count("- ") == 5 and "niemyet check --format line" in told
    assert format_text(make_report(unset[:3], 1), "vi").count("[fee-not-set]") == 3


def test_a_summary_counts_by_rule_and_by_place(unruly: Path) -> None:
    """The worst first, each with its first example, in both languages; it is for people, so no other format has it."""
    lines = check(unruly, "--summary").output.split("\n")
    assert lines[:3] == ["Theo luật:", "      1  lỗi[bad-date] trong 1 tệp", lines[2]]
    assert f"{POSTING}:2: " in lines[2]
    assert re.match(r" +\d  cảnh báo\[feedback-missing\] trong \d tệp", lines[3])
    places = lines[lines.index("Theo nơi:") + 1 :]
    assert places[0].startswith("  ha-noi/kim-lien: 1 lỗi, 1 cảnh báo")
    assert places[1].strip() == f"{POSTING}:2: [bad-date]"
    english = check(unruly, "--summary", "--lang", "en").output
    assert english.startswith("By rule:\n      1  error[bad-date] in 1 file\n")
    assert "  ha-noi/kim-lien: 1 error, 1 warning\n" in english
    assert check(unruly, "--summary", "--errors").output.count("feedback-missing") == 0
    assert check(unruly, "--summary", "--format", "json").exit_code == 2
