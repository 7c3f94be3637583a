"""The dossier: alternatives become cases, conditions `when`, and what orders or frees is no paper. Also steps and pasted text."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niemyet.portal.convert import TakenProcedure, take_procedure
from niemyet.portal.doubts import key_of
from niemyet.portal.paper_lines import read_line
from niemyet.portal.papers import ASK_BOTH, ASK_COPIES, ASK_GROUPS, ASK_LINE, ASK_NUMBER, ASK_RUNS_ON, ASK_SEVERAL
from niemyet.portal.pasted import drop_markup, join_lines
from niemyet.portal.portal_record import read_portal_record
from niemyet.portal.settling import Answers, settle
from niemyet.validate.measure import LONGEST_TEXT
from test_import import portal


def paper(name: str, originals: int = 1, copies: int = 0, *files: str) -> dict[str, Any]:
    return {"name": name, "originalQty": originals, "copyQty": copies, "attachments": [{"fileName": file} for file in files]}


def take(*groups: tuple[str, list[dict[str, Any]]], **more: Any) -> TakenProcedure:
    listed = [{"name": heading, "profileComponents": papers} for heading, papers in groups]
    return take_procedure(read_portal_record(portal(executionCases=listed, **more)), {})


def asked(taken: TakenProcedure) -> list[str]:
    return [doubt.text for doubt in taken.doubts if doubt.part == "papers"]


FORMS = {
    "1-Trường hợp cấp mới": "Trường hợp cấp mới",
    "(1.1) Đối với nhà ở:": "Đối với nhà ở",
    "a) Thành phần hồ sơ gia hạn, gồm:": "Gia hạn",
    "Hồ sơ đề nghị gia hạn gồm": "Đề nghị gia hạn",
    "* Đăng ký theo danh sách, hồ sơ gồm:": "Đăng ký theo danh sách",
    "Trường hợp 2: Cấp lại": "Trường hợp 2: Cấp lại",
}


@pytest.mark.parametrize("heading", FORMS)
def test_headings_of_whole_dossiers_are_cases(heading: str) -> None:
    """A citizen chooses one of them and sees its papers; nothing is added up."""
    taken = take((heading, [paper("Đơn A")]), ("Hồ sơ cấp đổi gồm", [paper("1. Đơn B"), paper("Thẻ cũ")]))
    assert taken.parts["cases"] == {"truong-hop-1": FORMS[heading], "truong-hop-2": "Cấp đổi"}
    assert [(line["name"], line["case"]) for line in taken.parts["papers"]["submit"]] == [
        ("Đơn A", "truong-hop-1"), ("Đơn B", "truong-hop-2"), ("Thẻ cũ", "truong-hop-2"),
    ]  # fmt: skip
    assert asked(taken) == []


@pytest.mark.parametrize(
    ("heading", "when"),
    [
        ("Trường hợp ủy quyền thực hiện thủ tục:", "Trường hợp ủy quyền thực hiện thủ tục"),
        ("Đối với trường hợp giao rừng thì phải có thêm các tài liệu sau", "Đối với trường hợp giao rừng"),
        ("Đối với trường hợp giao rừng", "Đối với trường hợp giao rừng"),
    ],
)
def test_what_comes_besides_the_dossier_is_a_condition(heading: str, when: str) -> None:
    """The application stands outside, so the papers below are asked for in addition."""
    taken = take(("", [paper("Đơn A")]), (heading, [paper("Giấy B")]))
    assert taken.parts["papers"]["submit"] == [
        {"name": "Đơn A", "originals": 1},
        {"name": "Giấy B", "originals": 1, "when": when},
    ]
    assert "cases" not in taken.parts


def test_the_number_of_sets_is_a_note_and_its_papers_are_papers() -> None:
    """The heading says nothing of what stands below it."""
    papers = take(("Số lượng hồ sơ: tỉnh quy định", [paper("Đơn A")])).parts["papers"]
    assert papers == {"submit": [{"name": "Đơn A", "originals": 1}], "notes": ["Số lượng hồ sơ: tỉnh quy định"]}


def test_headings_that_nobody_understands_are_asked() -> None:
    """Two persons' papers of one dossier are not alternatives, and a machine cannot tell."""
    taken = take(("Hồ sơ của người nhận", [paper("Đơn A")]), ("Hồ sơ của người cho", [paper("Giấy B")]))
    assert asked(taken) == [ASK_GROUPS]
    assert [line["notes"] for line in taken.parts["papers"]["submit"]] == [
        "Nhóm: Hồ sơ của người nhận.",
        "Nhóm: Hồ sơ của người cho.",
    ]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Trường hợp không thuộc diện cấp đổi thì không phải nộp giấy tờ nêu trên", None),
        ("Văn bản này không phải công chứng, trừ trường hợp có nhu cầu", None),
        ("Trường hợp thẻ đã có trong cơ sở dữ liệu thì các thông tin này được thay thế", None),
        ("Trường hợp mang thai hộ thì phải có văn bản xác nhận của cơ sở y tế",
         {"name": "Văn bản xác nhận của cơ sở y tế", "when": "Trường hợp mang thai hộ"}),
        ("Đối với quân nhân: Giấy giới thiệu của đơn vị",
         {"name": "Giấy giới thiệu của đơn vị", "when": "Đối với quân nhân"}),
        ("Văn bản ủy quyền theo quy định trong trường hợp ủy quyền",
         {"name": "Văn bản ủy quyền theo quy định", "when": "Trong trường hợp ủy quyền"}),
        ("Mảnh trích đo thửa đất (nếu có).", {"name": "Mảnh trích đo thửa đất", "when": "Nếu có"}),
        ("Quyết định xử phạt đối với trường hợp có vi phạm và giấy tờ chứng minh đã nộp phạt",
         {"name": "Quyết định xử phạt đối với trường hợp có vi phạm và giấy tờ chứng minh đã nộp phạt"}),
        ("Giấy phép đã cấp (đối với trường hợp bị rách, nát)",
         {"name": "Giấy phép đã cấp", "when": "Đối với trường hợp bị rách, nát"}),
        ("Tờ khai theo mẫu (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp)",
         {"name": "Tờ khai theo mẫu", "channel": "in_person"}),
        ("Mẫu hộ tịch điện tử (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tuyến)",
         {"name": "Mẫu hộ tịch điện tử", "channel": "online", "electronic": True}),
        ("Giấy chứng nhận đã cấp. Trường hợp bị mất thì không phải nộp.",
         {"name": "Giấy chứng nhận đã cấp", "notes": "Trường hợp bị mất thì không phải nộp."}),
        ("Giấy chứng sinh; trường hợp không có giấy chứng sinh thì nộp văn bản của người làm chứng",
         {"name": "Giấy chứng sinh; trường hợp không có giấy chứng sinh thì nộp văn bản của người làm chứng"}),
        ("2. Đơn đề nghị", {"name": "Đơn đề nghị"}),
        ("b) Đơn đề nghị;", {"name": "Đơn đề nghị"}),
        ("02 bộ bản vẽ", {"name": "02 bộ bản vẽ"}),
    ],
)  # fmt: skip
def test_a_line_is_a_paper_with_its_condition_or_a_remark(line: str, read: dict[str, Any] | None) -> None:
    """Though the source counts each of them as one original."""
    papers = take(("", [paper("Đơn A"), paper(line)])).parts["papers"]
    if read is None:
        assert [one["name"] for one in papers["submit"]] == ["Đơn A"]
        assert line in papers["notes"]
    else:
        assert papers["submit"][1] == {"originals": 1, **read}


NOUNS = st.sampled_from(["Giấy chứng nhận", "Bản sao quyết định", "Văn bản thỏa thuận", "Hợp đồng thuê"])
TAILS = st.sampled_from(["", " (nếu có)", " trong trường hợp ủy quyền", " đối với trường hợp đăng ký lại", "; giấy tờ khác"])


@given(NOUNS, TAILS, TAILS)
def test_no_word_of_a_line_is_lost(noun: str, one: str, other: str) -> None:
    """Name, condition and remarks together say all that the line said."""
    line = f"{noun}{one}{other}"
    read = read_line(line)
    said = f"{read.name} {read.when} {read.remarks}".lower()
    assert all(word.strip("();,.") in said for word in line.lower().split())


@pytest.mark.parametrize(
    ("name", "originals", "copies", "read"),
    [
        ("Bản sao quyết định", 1, 0, {"notes": "Nguồn ghi 1 bản chính."}),
        ("Bản gốc giấy chứng nhận", 0, 1, {"notes": "Nguồn ghi 1 bản sao."}),
        ("Bản sao quyết định", 1, 1, {"copies": 1, "notes": "Nguồn ghi 1 bản chính."}),
        ("Bản sao quyết định", 0, 1, {"copies": 1}),
        ("Bản sao có chứng thực quyết định", 0, 2, {"certified_copies": 2}),
        ("Giấy phép (bản sao/bản chính)", 1, 0, {"originals": 1}),
        ("Bản sao hoặc bản chính giấy phép", 1, 0, {"originals": 1}),
    ],
)
def test_a_copy_is_no_original(name: str, originals: int, copies: int, read: dict[str, Any]) -> None:
    """Where name and number contradict each other neither is taken, and one question is asked for all such papers."""
    taken = take(("", [paper(name, originals, copies), paper(f"{name} khác", originals, copies)]))
    assert taken.parts["papers"]["submit"][0] == {"name": name, **read}
    assert asked(taken) == ([ASK_COPIES] if "notes" in read else [])


def test_a_choice_between_original_and_copy_is_not_both() -> None:
    """Counted as both at the source, it is asked, and the answer is put in."""
    name = "Bản chính hoặc bản sao có chứng thực giấy tờ nhà"
    taken = take(("", [paper(name, 1, 1), paper("Bản gốc sổ", 1, 1)]))
    choice, both = taken.parts["papers"]["submit"]
    assert (choice.get("originals"), choice.get("copies"), choice["notes"]) == (
        None, None, "Nguồn ghi 1 bản chính. Nguồn ghi 1 bản sao.",
    )  # fmt: skip
    assert (both["originals"], both["copies"], asked(taken)) == (1, 1, [ASK_BOTH])
    doubt = next(one for one in taken.doubts if one.text == ASK_BOTH)
    settled = settle(taken.parts, [doubt], Answers({key_of(doubt): "bản sao"}), "9.000001")
    assert settled.parts["papers"]["submit"][0] == {"name": name, "copies": 1}


def test_who_needs_no_paper_is_no_condition_for_it() -> None:
    """Said as a condition it would be the contrary: the words stay in the name."""
    words = "Hợp đồng mua bán phương tiện. (Trường hợp chủ phương tiện là cơ sở đóng mới thì không phải xuất trình Hợp đồng)"
    assert read_line(words).when == ""
    assert "không phải xuất trình" in read_line(words).name
    assert read_line("Hợp đồng mua bán (trường hợp mua lại)").when == "Trường hợp mua lại"


def test_a_paper_that_goes_with_the_dossier_has_its_condition() -> None:
    """What stands between says only that it belongs to the dossier."""
    line = read_line("Trường hợp nhờ người khác, kèm theo hồ sơ phải có văn bản ủy quyền. Văn bản ủy quyền này không chứng thực")
    assert (line.name, line.when) == ("Văn bản ủy quyền", "Trường hợp nhờ người khác")
    assert line.remarks == "Văn bản ủy quyền này không chứng thực"


@pytest.mark.parametrize(
    ("words", "name", "when"),
    [
        ("Người nước ngoài phải nộp bản sao hộ chiếu", "Bản sao hộ chiếu", "Người nước ngoài"),
        ("Công trình tôn giáo, phải bổ sung văn bản đồng ý của cơ quan", "Văn bản đồng ý của cơ quan", "Công trình tôn giáo"),
        ("Người có đất thì phải nộp giấy chứng nhận", "Người có đất thì phải nộp giấy chứng nhận", ""),
    ],
)
def test_who_alone_hands_a_paper_in_is_its_condition(words: str, name: str, when: str) -> None:
    """The paper is what citizens bring; for whom stands where conditions stand."""
    assert (read_line(words).name, read_line(words).when) == (name, when)


def test_a_rule_on_who_may_act_is_asked_about() -> None:
    """It may name a paper somewhere, and is none itself."""
    rule = "Cá nhân ký tên tại văn bản đề nghị có thể ủy quyền cho người khác, kèm theo hồ sơ phải có văn bản ủy quyền"
    assert asked(take(("", [paper(rule), paper("Tờ khai")]))) == [ASK_LINE]


def test_forms_wait_for_their_files() -> None:
    """A file at the source is a form, once however many papers have it."""
    taken = take(("", [paper("Đơn A", 1, 0, "Mẫu số 01.docx"), paper("Đơn A lần hai", 1, 0, "Mẫu số 01.docx")]))
    assert taken.parts["forms"] == {"mau-so-01": {"name": "Đơn A"}}
    assert {line["form"] for line in taken.parts["papers"]["submit"]} == {"mau-so-01"}


@pytest.mark.parametrize("spell", ["NFC", "NFD"])
def test_that_there_are_no_conditions_is_no_condition(spell: Any) -> None:
    """Composed or decomposed letters say the same."""
    words = unicodedata.normalize(spell, "Không quy định")
    assert "requirements" not in take(("", [paper("Đơn A")]), requirementsAndConditions=words).parts


STEPS: list[tuple[str, str, list[dict[str, str]]]] = [
    ("Bước 1: Nộp hồ sơ", "Bước 1: Nộp hồ sơ tại quầy.", [{"name": "Bước 1", "text": "Nộp hồ sơ tại quầy."}]),
    ("Nộp hồ sơ tại quầy.", "Nộp hồ sơ tại quầy.", [{"name": "Nộp hồ sơ tại quầy.", "text": "Nộp hồ sơ tại quầy."}]),
    ("* Lưu ý:", "* Lưu ý\n- Mang theo thẻ.", [{"name": "Lưu ý", "text": "- Mang theo thẻ."}]),
    ("Mặc định", "Nộp hồ sơ.", [{"text": "Nộp hồ sơ."}]),
    ("Đăng ký việc mẫu", "Nộp hồ sơ.", [{"text": "Nộp hồ sơ."}]),
    ("", "Cán bộ kiểm tra hồ sơ theo\nquy định rồi trả lời.\n- Nếu thiếu,\ntrả lại.",
     [{"text": "Cán bộ kiểm tra hồ sơ theo quy định rồi trả lời.\n- Nếu thiếu, trả lại."}]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "steps"), [case for case in STEPS if case[0] != case[1]])
def test_steps_say_a_sentence_once_and_whole(name: str, text: str, steps: list[dict[str, str]]) -> None:
    """A title that repeats the text, the procedure or nothing goes; lines broken in mid-sentence are joined."""
    assert take(("", [paper("Đơn A")]), executionSteps=[{"name": name, "description": text}]).parts["steps"] == steps


def test_a_title_that_is_the_whole_text_is_said_once() -> None:
    """As the text."""
    steps = take(("", [paper("Đơn A")]), executionSteps=[{"name": "Nộp hồ sơ.", "description": "Nộp hồ sơ."}]).parts["steps"]
    assert steps == [{"text": "Nộp hồ sơ."}]


def test_pasted_markup_leaves_the_words() -> None:
    """Cells stay apart, rows become lines, left attributes go; a comparison is no tag."""
    assert drop_markup('<tr><td colspan="2"><b>Mức</b></td><td>8.000</td></tr>').strip() == "Mức – 8.000"
    assert drop_markup('colspan="2"Mức thu &amp; nộp') == "Mức thu & nộp"
    assert drop_markup("diện tích < 30 m2 và > 10 m2") == "diện tích < 30 m2 và > 10 m2"


@given(st.lists(st.sampled_from(["Nộp hồ sơ", "theo quy định", "- Trả lời.", "a) Kiểm tra", "Bước 2: Trả"]), max_size=6))
def test_joining_lines_changes_only_breaks(lines: list[str]) -> None:
    """No word is lost, no list is joined, and joining twice is joining once."""
    text = "\n".join(lines)
    joined = join_lines(text)
    assert joined.split() == text.split()
    assert join_lines(joined) == joined
    assert all(f" {mark}" not in joined for mark in ("- Trả", "a) Kiểm", "Bước 2"))


@pytest.mark.slow("a large file")
def test_a_long_dossier_is_kept_word_for_word_in_pieces() -> None:
    """No piece is longer than a record may have, and together they are the whole."""
    lines = [f"Giấy tờ số {number} {'rất dài ' * 40}".strip() for number in range(100)]
    original = take(("", [paper(line) for line in lines])).original
    pieces = [text for title, text in original if title.startswith("Thành phần hồ sơ")]
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST_TEXT for piece in pieces)
    assert all(line in "\n".join(pieces) for line in lines)
    assert len({title for title, _ in original}) == len(original)


@pytest.mark.parametrize(
    "name",
    [
        "a) Giấy tờ phải nộp:\n- Tờ khai;\n- Giấy xác nhận.",
        "<p>Đơn đề nghị<br>Bản sao <b>Quyết định</b></p>",
        "Hồ sơ gồm:\n1) Đơn đề nghị;\n2) Giấy ủy quyền (nếu có).",
    ],
)
def test_a_list_in_one_line_is_asked_about(name: str) -> None:
    """It stays one paper, and somebody decides whether to take it apart. A name on two lines is no list."""
    assert ASK_SEVERAL in asked(take(("", [paper(name)])))
    assert asked(take(("", [paper("Giấy tờ chứng minh quan hệ của\ncha, mẹ với con")]))) == []


@pytest.mark.parametrize(
    "name",
    [
        "Giấy đề nghị thanh toán. Xuất trình Sổ theo dõi để đối chiếu",
        "Đơn đề nghị theo Mẫu số 12 1 bản chính, 1 bản saoQuyết định giao đất",
        "Giấy đề nghị theo Quyết định số 24/2021/QĐ-TTgGiấy đề nghị",
    ],
)
def test_a_name_that_runs_on_is_asked_about(name: str) -> None:
    """Another sentence, or a break that was lost, may be another paper."""
    assert asked(take(("", [paper(name)]))) == [ASK_RUNS_ON]


@pytest.mark.parametrize(
    ("words", "name", "remarks"),
    [
        (
            "Giấy đề nghị hỗ trợ. Giấy đề nghị hỗ trợ phải ghi rõ họ tên",
            "Giấy đề nghị hỗ trợ",
            "Giấy đề nghị hỗ trợ phải ghi rõ họ tên",
        ),
        ("Tờ trình của cơ quan. Nội dung bao gồm: a) Mục đích", "Tờ trình của cơ quan", "Nội dung bao gồm: a) Mục đích"),
        ("Giấy cũ. Nếu không có giấy cũ thì nộp giấy khác", "Giấy cũ. Nếu không có giấy cũ thì nộp giấy khác", ""),
        ("Tờ khai qua VNeID (Mẫu số 1. Bản mới)", "Tờ khai qua VNeID (Mẫu số 1. Bản mới)", ""),
    ],
)
def test_what_must_stand_in_a_paper_is_a_remark(words: str, name: str, remarks: str) -> None:
    """Not part of its name, and no question."""
    assert (read_line(words).name, read_line(words).remarks) == (name, remarks)
    assert asked(take(("", [paper(words)]))) == []


def test_what_is_shown_only_is_not_handed_in() -> None:
    """ "(xuất trình)" behind a paper is said of the paper, not part of its name."""
    taken = take(("", [paper("Tờ khai"), paper("Hộ chiếu hoặc thẻ căn cước (xuất trình)")]))
    assert [one["name"] for one in taken.parts["papers"]["submit"]] == ["Tờ khai"]
    assert [one["name"] for one in taken.parts["papers"]["present"]] == ["Hộ chiếu hoặc thẻ căn cước"]
    assert asked(taken) == []


def test_photographs_are_counted_as_the_words_say() -> None:
    """Two photographs beside the number 1 are a question, beside the number 2 none."""
    assert asked(take(("", [paper("02 ảnh 4x6")]))) == [ASK_NUMBER]
    assert asked(take(("", [paper("02 ảnh 4x6", 2)]))) == []
