"""Dialogues at a real terminal: asked again until an answer can be taken, in the words that officials use."""

from pathlib import Path

import pytest
import yaml

from terminals import CTRL_C, CTRL_D, Talk, converse, run_in_terminal
from test_doubts import FREE, KEY
from test_import import import_, with_fee

KIM_LIEN = "catalogue/ha-noi/kim-lien"
POSTING = f"{KIM_LIEN}/1.001193.yaml"
QUANG_NGAI = 'code: "51"\nname: Quảng Ngãi\nkind: tỉnh\nposting_days: 5\n'


@pytest.fixture
def catalogue(small: Path) -> Path:
    """The small catalogue with a province of two communes whose names differ in a mark, and a posting that is missing."""
    (small / "catalogue/quang-ngai").mkdir()
    (small / "catalogue/quang-ngai/province.yaml").write_text(QUANG_NGAI, "utf-8")
    (small / POSTING).unlink()
    return small


def new(root: Path, *words: str, answers: list[tuple[str, str]]) -> Talk:
    return converse(["new", *words, "--root", str(root), "--as-of", "2026-11-22"], *answers)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_figures_are_those_of_a_commune_or_of_a_province(catalogue: Path) -> None:
    """Asked without either: a province by its name gets its own file, a commune a quarter."""
    for answer, path in (("Quảng Ngãi", "quang-ngai/oversight/2026.yaml"), ("Kim Liên", "ha-noi/kim-lien/oversight/2026.yaml")):
        asked = [
            ("Xã, phường hoặc tỉnh nào", "Nơi Không Có\n"),
            ("danh mục chưa có", ""),
            ("Xã, phường hoặc tỉnh nào", f"{answer}\n"),
        ]
        talk = new(catalogue, "oversight", answers=asked)
        assert talk.status == 0 and (catalogue / "catalogue" / path).exists(), talk.screen


def test_a_commune_is_found_as_people_name_it_and_every_wrong_answer_is_asked_again(catalogue: Path) -> None:
    """What exists is shown first; of several with one name one is chosen by its number; Enter takes a proposal."""
    talk = new(
        catalogue,
        "commune",
        answers=[
            ("Xã, phường nào", "Nơi Không Có\n"),
            ("danh sách chính thức không có 'Nơi Không Có'", ""),
            ("Xã, phường nào", "son ha\n"),
            ("  1. 21289 xã Sơn Hà, tỉnh Quảng Ngãi\n    2. 21292 xã Sơn Hạ, tỉnh Quảng Ngãi\n".replace("\n", "\r\n"), ""),
            ("Số mấy", "7\n"),
            ("Số mấy", "Kim Liênn\n"),
            ("gần giống:", ""),
            ("Số mấy", "\n"),
            ("Xã, phường nào", "son ha\n"),
            ("Số mấy", "2.\n"),
            ("Tên nơi tiếp nhận [Trung tâm Phục vụ hành chính công xã Sơn Hạ]", "\n"),
            ("Địa chỉ nơi tiếp nhận", "\n"),
            ("chưa có câu trả lời", ""),
            ("Địa chỉ nơi tiếp nhận", "Thôn Hà Thành\n"),
            ("Điện thoại", "12\n"),
            ("không phải là một số điện thoại", ""),
            ("Điện thoại", "\n"),
            ("Giờ buổi sáng", "sáng sớm\n"),
            ("viết như 7h30-11h30", ""),
            ("Giờ buổi sáng", "7h–11:30\n"),
            ("Giờ buổi chiều", "\n"),
        ],
    )
    assert talk.status == 0, talk.screen
    assert "Danh mục đã có 2 xã, phường: ha-noi/kim-lien, ha-noi/thuong-tin" in talk.screen
    text = (catalogue / "catalogue/quang-ngai/son-ha-21292/commune.yaml").read_text("utf-8")
    assert 'opens: "07:00", closes: "11:30"' in text and 'opens: "13:30", closes: "17:00"' in text
    assert "phone" not in text


def test_a_province_begins_by_names_that_are_nearly_right(tmp_path: Path) -> None:
    """Who makes a slip is told what is like it, and `?` tells all names: nobody has to look them up elsewhere."""
    talk = converse(
        ["init", str(tmp_path / "kho")],
        ("Tỉnh, thành phố nào", "?\n"),
        ("danh sách chính thức có 34: ", ""),
        ("Tỉnh, thành phố nào", "lao cia\n"),
        ("gần giống:", ""),
        ("Số mấy", "1\n"),
        ("Xã, phường nào", "?\n"),
        ("tỉnh Lào Cai có 99: ", ""),
        ("Xã, phường nào", "cam duog\n"),
        ("gần giống: phường Cam Đường", ""),
        ("Xã, phường nào", "cam duong\n"),
        ("Tên của trang", "\n"),
        ("Địa chỉ của trang", "\n"),
    )
    assert talk.status == 0, talk.screen
    assert (tmp_path / "kho/catalogue/lao-cai/cam-duong/commune.yaml").is_file()


def test_an_exact_official_name_wins(catalogue: Path) -> None:
    """Nobody who writes every mark is asked which of two names is meant; an existing file ends the questions at once."""
    folder = catalogue / "catalogue/quang-ngai/son-ha-21289"
    folder.mkdir()
    (folder / "commune.yaml").write_text("code: '21289'\n", "utf-8")
    talk = new(catalogue, "commune", answers=[("Xã, phường nào", "Xã Sơn Hà, Quảng Ngãi\n")])
    assert talk.status == 0, talk.screen
    assert talk.screen.endswith("Đã có catalogue/quang-ngai/son-ha-21289/commune.yaml, giữ nguyên; sửa thẳng trong tệp ấy.\n")


def test_a_posting_that_the_check_refuses_is_asked_again_with_the_answers_before(catalogue: Path) -> None:
    """Place and procedure are found by name, days are read as they are written here; nothing that was typed is lost."""
    answers = [
        ("Xã, phường nào", "kim lien\n"),
        ("Danh mục của tỉnh còn 1 thủ tục chưa niêm yết", ""),
        ("1.001193  Đăng ký khai sinh", ""),
        ("Thủ tục nào", "khong co\n"),
        ("Thủ tục nào", "Khai Sinh\n"),
        ("Số quyết định công bố [3200/QĐ-UBND]", "4100/QD-UBND\n"),
        ("hiểu là: 4100/QĐ-UBND", ""),
        ("Ngày ký quyết định", "31/02/2026\n"),
        ("tháng 2/2026 chỉ có 28 ngày", ""),
        ("Ngày ký quyết định", "20-11-2026\n"),
        ("Ngày niêm yết (ví dụ 20/11/2026) [22/11/2026]", "19.11.2026\n"),
        ("posted-before-decision", ""),
        ("Xin trả lời lại; Enter giữ câu trả lời trước", ""),
        ("Xã, phường nào (thư mục hoặc tên; tên tỉnh là mọi xã của tỉnh) [kim lien]", "\n"),
        ("[Khai Sinh]", "\n"),
        ("[4100/QD-UBND]", "\n"),
        ("[20-11-2026]", "\n"),
        ("[19.11.2026]", "hôm nay\n"),
    ]
    talk = new(catalogue, "posting", answers=answers)
    assert talk.status == 0, talk.screen
    text = (catalogue / POSTING).read_text("utf-8")
    assert "decision: {number: 4100/QĐ-UBND, date: 2026-11-20}\nposted: 2026-11-22\n" in text


def test_what_is_posted_already_is_asked_no_more_about(small: Path) -> None:
    """Its decision and day are in its file."""
    before = files(small)
    talk = new(small, "posting", answers=[("Xã, phường nào", "Kim Liên, Hà Nội\n"), ("Thủ tục nào", "1001193\n")])
    assert (talk.status, files(small)) == (0, before)
    assert talk.screen.endswith("Đã niêm yết từ trước, giữ nguyên: 1.001193\n")


def test_a_document_is_asked_for_by_its_number_and_the_rest_is_proposed(small: Path) -> None:
    """Kind and issuer follow from the number; a second one is added behind the first; the fee may then name it."""
    for number, day in (("12/2026/NQ-HDND", "12/11/2026"), ("4100/qđ-ubnd", "30.10.2026")):
        talk = new(
            small,
            "document",
            answers=[
                ("Số, ký hiệu", f"{number}\n"),
                ("Loại văn bản [", "\n"),
                ("nhân dân thành phố Hà Nội]", "\n"),
                ("Tên văn bản", "Mức thu lệ phí hộ tịch\n"),
                ("Ngày ký", f"{day}\n"),
                ("Ngày có hiệu lực", "\n"),
            ],
        )
        assert talk.status == 0, talk.screen
    listed = yaml.safe_load((small / "catalogue/ha-noi/documents.yaml").read_text("utf-8"))
    assert {number: (one["kind"], one["issuer"].split(" thành phố")[0]) for number, one in listed.items()} == {
        "12/2026/NQ-HĐND": ("Nghị quyết", "Hội đồng nhân dân"),
        "4100/QĐ-UBND": ("Quyết định", "Ủy ban nhân dân"),
    }


def test_what_the_neighbours_have_is_proposed(small: Path) -> None:
    """The decision of the commune's other postings, the day on which they were posted, the counter of the field."""
    posting = small / "catalogue/ha-noi/thuong-tin/1.001193.yaml"
    posting.unlink()
    asked = [("Xã, phường nào", "thuong tin\n"), ("Thủ tục nào", "1.001193\n")]
    talk = new(small, "posting", answers=[*asked, ("Số quyết", "\n"), ("Ngày ký", "\n"), ("[03/07/2025]", "\n")])
    assert talk.status == 0, talk.screen
    text = posting.read_text("utf-8")
    assert "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2025-07-03\n" in text
    assert "counter: Quầy số 1\n" in text


def test_a_commune_that_begins_is_proposed_the_decision_of_its_neighbours(small: Path) -> None:
    """Where neither it nor the list of its province has one."""
    province = small / "catalogue/ha-noi/province.yaml"
    text = province.read_text("utf-8")
    start, end = text.index("list:"), text.index("feedback:")
    province.write_text(text[:start] + text[end:], "utf-8")
    for posting in (small / KIM_LIEN).glob("1.*.yaml"):
        posting.unlink()
    asked = [("Xã, phường nào", "kim lien\n"), ("Thủ tục nào", "1.001193\n"), ("Số quyết định công bố [3200/QĐ-UBND]", "\n")]
    talk = new(small, "posting", answers=[*asked, ("Ngày ký", "\n"), ("Ngày niêm", "\n")])
    assert talk.status == 0, talk.screen


def test_what_was_understood_is_told_by_its_name(small: Path) -> None:
    """Of a closed list, not by its key; nothing is told of what was left empty."""
    talk = new(
        small,
        "article",
        answers=[
            ("Tiêu đề", "Một tin\n"),
            ("Ngày đăng", "\n"),
            ("Tóm tắt", "Một câu.\n"),
            ("Người hoặc bộ phận viết", "Tổ 1\n"),
            ("Chủ đề (1. ", "2\n"),
        ],
    )
    assert talk.status == 0, talk.screen
    assert "hiểu là: Cải cách thủ tục hành chính" in talk.screen and talk.screen.count("hiểu là") == 1
    assert "topics: [thu-tuc-hanh-chinh]" in (small / "news/2026/mot-tin.md").read_text("utf-8")


@pytest.mark.slow("a process")
@pytest.mark.parametrize(("key", "status"), [(CTRL_C, 130), (CTRL_D, 1)], ids=["Ctrl-C", "Ctrl-D"])
def test_who_gives_up_leaves_nothing_behind(key: str, status: int, catalogue: Path) -> None:
    """One sentence says so, on a line of its own."""
    before = files(catalogue)
    words = ["new", "posting", "--root", ".", "--as-of", "2026-11-22"]
    talk = run_in_terminal(words, catalogue, ("Xã, phường nào", "kim lien\n"), ("Thủ tục nào", key))
    assert talk.status == status, talk.screen
    assert talk.screen.rstrip().split("\n")[-1] == "lỗi: đã dừng giữa chừng; mỗi tệp vẫn như cũ hoặc đã được ghi trọn vẹn"
    assert "Traceback" not in talk.screen
    assert files(catalogue) == before


def test_agreement_is_asked_for_in_words(small: Path) -> None:
    """Neither an unclear answer nor Enter agrees; "có" does, and in English "yes"."""
    before = files(small)
    words = ["confirm", "ha-noi/kim-lien", "--root", str(small), "--as-of", "2026-11-22"]
    talk = converse(words, ("Ghi 2 tệp? [c/K]", "gì cơ\n"), ("trả lời c (có) hoặc k (không)", ""), ("Ghi 2 tệp?", "\n"))
    assert (talk.status, files(small)) == (0, before), talk.screen
    assert talk.screen.endswith("Chưa ghi gì.\n")
    talk = converse([*words, "--lang", "en"], ("Write 2 files? [y/N]", "yes\n"))
    assert talk.status == 0, talk.screen
    assert talk.screen.endswith("2 files were written.\n")
    assert "checked: 2026-11-22" in (small / POSTING).read_text("utf-8")


def test_answers_to_doubts_are_kept_when_one_stops(small: Path) -> None:
    """An answer that does not fit is told and asked again; those given before Ctrl-D stand in the file."""
    import_(small, FREE, with_fee(type="FEE", value=0, description="x") | {"code": "9.000002", "name": "Việc khác"})
    words = ["doubts", "--ask", "--root", str(small), "--as-of", "2026-08-20"]
    talk = converse(words, ("1/2", ""), ("   > ", "không biết\n"), ("   > ", "0 đồng theo 60/2014/QH13\n"), ("   > ", CTRL_D))
    assert talk.status == 1, talk.screen
    assert "đã nhận 1 câu trả lời: catalogue/doubts.yaml" in talk.screen
    assert KEY in (small / "catalogue/doubts.yaml").read_text("utf-8")


def test_a_narrow_terminal_is_asked_in_english(catalogue: Path) -> None:
    """The whole dialogue, its refusals and its end."""
    talk = converse(
        ["--lang", "en", "new", "posting", "--root", str(catalogue), "--as-of", "2026-11-22"],
        ("The catalogue has 2 communes", ""),
        ("Which commune", "nowhere\n"),
        ("the catalogue has no commune at 'nowhere'", ""),
        ("Which commune", CTRL_D),
        columns=60,
    )
    assert talk.status == 1
    assert talk.screen.rstrip().endswith("error: stopped; each file is as it was or written as a whole")
