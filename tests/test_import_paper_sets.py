"""Lines of a dossier that stand for others: what is understood wholly is read, the rest is one question for each dossier.

The properties compose groups from their parts, so that they know which lines name others and which stand for themselves.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niemyet.portal.answers import read_answer
from niemyet.portal.doubts import RaisedDoubt, key_of
from niemyet.portal.flat_record import read_flat_record
from niemyet.portal.glued import part_file
from niemyet.portal.paper_lines import read_line
from niemyet.portal.paper_sets import read_set
from niemyet.portal.papers import ASK_COPIES, ASK_GROUPS, ASK_INSIDE, ASK_LINE, ASK_NO_COUNTS, ASK_NUMBER, ASK_SEVERAL, ASK_ZERO
from niemyet.portal.parted_record import PartedRecord
from niemyet.portal.raw_record import RawPaper
from niemyet.portal.run_together import take_run_together
from niemyet.portal.settling import Answers, settle
from test_import import FLAT
from test_import_papers import asked, paper, take

LAND = ["Giấy chứng nhận quyền sử dụng đất", "Quyết định giao đất", "Hợp đồng thuê đất"]
OTHERS = ["Đơn đề nghị", "Bản vẽ thiết kế", "Văn bản cam kết"]


@given(
    st.lists(st.sampled_from(LAND), min_size=2, unique=True),
    st.lists(st.sampled_from(LAND), unique=True),
    st.sampled_from([" + ", "; ", "\n- "]),
    st.permutations(OTHERS),
)
def test_an_alternative_that_a_line_names_is_no_paper_of_its_own(
    named: list[str], alone: list[str], between: str, others: list[str]
) -> None:
    """Wherever it stands: the portal's order is none. What the line does not name stays."""
    line = "Một trong các giấy tờ về đất đai sau:" + between.removeprefix(";") + between.join(named)
    names = [*alone[:1], *others[:2], line, *alone[1:], *others[2:]]
    kept = [one.name for one in read_set([RawPaper(name, 1, 0, ()) for name in names]).papers]
    assert kept == [name for name in names if name not in named]


def test_what_is_said_of_an_alternative_becomes_a_note() -> None:
    """Its remark is not lost with it."""
    line = f"Một trong những giấy tờ bao gồm: + {LAND[0]}. + {LAND[1]}."
    papers = take(("", [paper("Đơn A"), paper(line), paper(f"{LAND[0]}. Trường hợp đã có dữ liệu thì được thay thế.")])).parts
    assert [one["name"] for one in papers["papers"]["submit"]] == ["Đơn A", line.rstrip(".")]
    assert papers["papers"]["notes"] == ["Trường hợp đã có dữ liệu thì được thay thế."]


@given(st.lists(st.sampled_from([*LAND, *OTHERS]), min_size=2, unique=True), st.sampled_from(["; - ", ".\n- ", "\n+ "]))
def test_papers_run_together_are_set_apart(names: list[str], between: str) -> None:
    """Each has the number that the source gives for the line."""
    read = read_set([RawPaper(between.join(names), 1, 0, ())]).papers
    assert [(one.name, one.originals) for one in read] == [(name, 1) for name in names]


def test_one_of_them_may_say_what_it_consists_of() -> None:
    """Its parts stand beside it without marks, so that what has a mark is none of them."""
    read = read_set([RawPaper("- Đơn A; - Bản vẽ, gồm: mặt bằng; mặt cắt;- Giấy B", 1, 0, ())]).papers
    assert [one.name for one in read] == ["Đơn A", "Bản vẽ, gồm: mặt bằng; mặt cắt", "Giấy B"]


@pytest.mark.parametrize(
    "line",
    [
        "Bản vẽ gồm:\n- Bản vẽ mặt bằng\n- Bản vẽ móng",
        "Đơn A; - nêu rõ lý do",
        "Một trong các giấy tờ sau: - Giấy phép; - Hợp đồng",
        "Bản vẽ gồm: - Bản vẽ mặt bằng; - Bản vẽ móng",
        "Báo cáo kinh tế - kỹ thuật; hợp đồng",
    ],
)
def test_a_line_that_is_not_only_papers_stays_one(line: str) -> None:
    """A heading, a remark behind a bullet, a hyphen in a name."""
    assert [one.name for one in read_set([RawPaper(line, 1, 0, ())]).papers] == [line]


@pytest.mark.parametrize(
    ("line", "counted", "opens"),
    [
        ("Trường hợp cấp lại, hồ sơ gồm:", 0, True),
        ("Trường hợp cấp lại, hồ sơ gồm:", 1, True),
        ("Chứng cứ gồm một trong các giấy tờ sau đây:", 0, True),
        ("Đối với trường hợp đổi đất thì phải có một trong các loại giấy tờ hợp pháp bao gồm", 1, True),
        ("Hai bộ bản vẽ, mỗi bộ gồm:", 2, True),
        ("Chứng cứ chứng minh quan hệ cha, con gồm:", 0, False),
        ("Người có yêu cầu thực hiện việc nộp các giấy tờ sau:", 1, False),
        ("Giấy tờ khác", 1, False),
    ],
)
def test_a_heading_among_the_lines_is_one_question(line: str, counted: int, opens: bool) -> None:
    """Which papers are below it cannot be told; all headings of a dossier are asked about together."""
    taken = take(("", [paper("Đơn A"), paper(line, counted), paper("Giấy B")]))
    assert asked(taken) == ([ASK_INSIDE] if opens else [])
    assert [doubt.source_text for doubt in taken.doubts if doubt.text == ASK_INSIDE] == ([line] if opens else [])


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Trường hợp cấp lại thì phải nộp lại Giấy xác nhận đã cấp",
         ("Giấy xác nhận đã cấp", "Trường hợp cấp lại", "")),
        ("Trường hợp là quân nhân thì phải có văn bản xác nhận của đơn vị; quê quán (nếu có)",
         ("Văn bản xác nhận của đơn vị; quê quán (nếu có)", "Trường hợp là quân nhân", "")),
        ("Đối với dự án sửa chữa, hồ sơ trình thẩm định còn phải có các nội dung: Hồ sơ khảo sát",
         ("Hồ sơ khảo sát", "Đối với dự án sửa chữa", "")),
        ("Đối với trường hợp giao rừng thì phải có thêm các tài liệu sau: Báo cáo hiện trạng; Kết quả đấu giá",
         ("Báo cáo hiện trạng; Kết quả đấu giá", "Đối với trường hợp giao rừng", "")),
        ("Trường hợp thay đổi thì hồ sơ còn có: Phiếu đề nghị", ("Phiếu đề nghị", "Trường hợp thay đổi", "")),
        ("Trường hợp không có giấy chứng sinh thì thay thế bằng: Văn bản của người làm chứng",
         ("Văn bản của người làm chứng", "Trường hợp không có giấy chứng sinh", "")),
        ("Tùy từng trường hợp phải bổ sung: Bản sao chứng chỉ hành nghề",
         ("Bản sao chứng chỉ hành nghề", "Tùy từng trường hợp", "")),
        ("Trường hợp cha, mẹ là người nước ngoài thì phải nộp văn bản thỏa thuận. Trường hợp khác thì thôi",
         ("Văn bản thỏa thuận", "Trường hợp cha, mẹ là người nước ngoài", "Trường hợp khác thì thôi")),
        ("Đơn theo Mẫu số 29\nTrường hợp hộ gia đình yêu cầu thì ghi đủ tên.",
         ("Đơn theo Mẫu số 29", "", "Trường hợp hộ gia đình yêu cầu thì ghi đủ tên.")),
        ("Sơ đồ nhà (nếu có).Trường hợp mất thì nộp bản sao", ("Sơ đồ nhà", "Nếu có", "Trường hợp mất thì nộp bản sao")),
        ("Giấy ra viện đối với trường hợp điều trị nội trú hoặc bản sao giấy chứng nhận thương tích",
         ("Giấy ra viện đối với trường hợp điều trị nội trú hoặc bản sao giấy chứng nhận thương tích", "", "")),
        # a condition behind two papers may be meant for one of them
        ("Tờ khai trong trường hợp cá nhân hoặc Văn bản yêu cầu trong trường hợp tổ chức",
         ("Tờ khai trong trường hợp cá nhân hoặc Văn bản yêu cầu trong trường hợp tổ chức", "", "")),
        ("Giấy chứng nhận, sơ đồ nhà ở (nếu có)", ("Giấy chứng nhận, sơ đồ nhà ở (nếu có)", "", "")),
        ("Giấy tờ, tài liệu khác (nếu có)", ("Giấy tờ, tài liệu khác", "Nếu có", "")),
        ("Giấy tờ chứng minh đối với trường hợp không có Giấy báo tử hoặc giấy tờ thay thế",
         ("Giấy tờ chứng minh", "Đối với trường hợp không có Giấy báo tử hoặc giấy tờ thay thế", "")),
    ],
)  # fmt: skip
def test_conditions_in_their_usual_words(line: str, read: tuple[str, str, str]) -> None:
    """Name, condition, remarks; a condition that may be meant for a part of the name stays in it."""
    found = read_line(line)
    assert (found.name, found.when, found.remarks) == read


@given(
    st.permutations(["Văn bản của cơ quan y tế", "Tờ khai", "Trường hợp không có văn bản nêu trên thì phải có văn bản cam đoan"])
)
def test_what_speaks_of_papers_above_stands_below_them(names: list[str]) -> None:
    """In whatever order the source gives them; the others keep theirs."""
    *others, last = [one.name for one in read_set([RawPaper(name, 1, 0, ()) for name in names]).papers]
    assert "nêu trên" in last
    assert others == [name for name in names if name != last]


@pytest.mark.parametrize(
    "line",
    [
        "Nội dung khai báo gồm: họ và tên; lý do; thời gian",
        "Số lượng hồ sơ: 01 bộ",
        "Không quy định",
        "Thủ tục về môi trường được thực hiện đồng thời, không yêu cầu bắt buộc xuất trình tại thời điểm nộp hồ sơ",
        "Trường hợp ủy quyền cho bưu chính thì việc ủy quyền thực hiện theo quy định tại điểm b",
        "Hợp tác xã tự chịu trách nhiệm trước pháp luật về tính chính xác",
    ],
)
def test_what_asks_for_no_paper_is_a_note(line: str) -> None:
    """Though the source counts it as one original."""
    taken = take(("", [paper("Đơn A"), paper(line)]))
    assert [one["name"] for one in taken.parts["papers"]["submit"]] == ["Đơn A"]
    assert taken.parts["papers"]["notes"] == [line]
    assert asked(taken) == []


@pytest.mark.parametrize(
    "line",
    [
        "Trường hợp bản vẽ đã được thẩm định, các bản vẽ nêu trên là bản sao",
        "Trường hợp thuê thì ngoài giấy nêu trên, bổ sung hợp đồng thuê",
        "Trường hợp ủy quyền cho bưu chính thì khi thực hiện thủ tục, nhân viên bưu chính phải nộp bản sao phiếu gửi hồ sơ",
        "Hồ sơ đăng ký trên môi trường điện tử có giá trị pháp lý tương đương hồ sơ đăng ký bằng bản giấy",
    ],
)
def test_a_counted_sentence_is_asked(line: str) -> None:
    """It stays among the papers until somebody says that it is a note, also where it names a paper somewhere."""
    taken = take(("", [paper("Đơn A"), paper(line)]))
    doubt = RaisedDoubt("papers", ASK_LINE, line)
    assert asked(taken) == [ASK_LINE]
    assert doubt in taken.doubts
    settled = settle(taken.parts, taken.doubts, Answers({key_of(doubt): "lưu ý"}), taken.code)
    assert line not in [one["name"] for one in settled.parts["papers"]["submit"]]
    assert line in settled.parts["papers"]["notes"]


def test_an_uncounted_paper_to_show_with_a_remark_is_a_paper() -> None:
    """The remark behind it says when it need not be shown; that does not make it a note."""
    line = "Giấy tờ chứng minh nơi cư trú. Trường hợp khai thác được thông tin thì không phải xuất trình."
    taken = take(("Giấy tờ phải xuất trình", [paper("Hộ chiếu"), paper(line, 0)]), ("", [paper("Đơn A")]))
    assert [one["name"] for one in taken.parts["papers"]["present"]] == ["Hộ chiếu", "Giấy tờ chứng minh nơi cư trú"]
    assert asked(taken) == [ASK_ZERO]


def test_a_dossier_that_counts_nothing_is_one_question() -> None:
    """One answer is for all its papers, and for those of all such dossiers."""
    taken = take(("", [paper("Đơn A", 0), paper("Giấy B", 0), paper("Bản vẽ C", 0)]))
    assert asked(taken) == [ASK_NO_COUNTS]
    doubt = next(doubt for doubt in taken.doubts if doubt.text == ASK_NO_COUNTS)
    assert doubt.source_text == ""
    settled = settle(taken.parts, [doubt], Answers({key_of(doubt): "1 bản chính"}), taken.code)
    assert settled.parts["papers"]["submit"] == [{"name": name, "originals": 1} for name in ("Đơn A", "Giấy B", "Bản vẽ C")]
    assert read_answer("papers", ASK_NO_COUNTS, "2 bản sao").value == {"copies": 2}


TIMES: list[dict[str, Any]] = [
    {"submissionMethod": "DIRECT", "processingTime": n, "processingTimeUnit": "DAY", "description": f"{who}: Không quá {n} ngày",
     "fees": [{"type": "FEE", "value": fee, "description": ""}]}
    for n, who, fee in ((15, "Đối với công trình", 100000), (10, "Đối với nhà ở", 50000))
]  # fmt: skip


@pytest.mark.parametrize("answer", ["trường hợp", "điều kiện", "đều phải nộp"])
def test_whole_dossiers_beside_other_cases_are_asked(answer: str) -> None:
    """Deadlines name two cases, the dossiers three: until somebody decides, each heading is a condition."""
    groups = [(f"Đối với {who}", [paper("Đơn A")]) for who in ("công trình", "nhà ở", "sửa chữa")]
    taken = take(*groups, executionMethods=TIMES)
    assert asked(taken) == [ASK_GROUPS]
    assert [one["when"] for one in taken.parts["papers"]["submit"]] == [heading for heading, _ in groups]
    doubts = [doubt for doubt in taken.doubts if doubt.text == ASK_GROUPS]
    settled = settle(taken.parts, doubts, Answers({key_of(doubts[0]): answer}), taken.code)
    assert settled.doubts == ()
    papers = settled.parts["papers"]["submit"]
    assert [one.get("when") for one in papers] == [heading if answer == "điều kiện" else None for heading, _ in groups]
    slugs = ["truong-hop-1", "truong-hop-2", "truong-hop-3"] if answer == "trường hợp" else [None] * 3
    assert [one.get("case") for one in papers] == slugs


def test_fees_of_entries_that_name_cases_are_the_cases() -> None:
    """One way of filing listed twice, each for its case."""
    fees = take(("", [paper("Đơn A")]), executionMethods=TIMES).parts["fees"]
    assert fees == [{"case": "truong-hop-1", "amount": 100000}, {"case": "truong-hop-2", "amount": 50000}]


def test_fees_of_entries_that_name_no_cases_are_asked() -> None:
    """Two amounts for one way of filing: nobody can tell which is to be paid, and they are not added up."""
    methods = [method | {"description": "", "processingTime": 5} for method in TIMES]
    taken = take(("", [paper("Đơn A")]), executionMethods=methods)
    assert [set(fee) & {"amount", "undetermined"} for fee in taken.parts["fees"]] == [{"undetermined"}]
    assert any(doubt.part == "fees" for doubt in taken.doubts)


@pytest.mark.parametrize(
    "heading",
    ["01 bộ hồ sơ gồm:", "Hồ sơ đề nghị gồm:", "Thành phần, số lượng hồ sơ", "I. Thành phần hồ sơ:", "Hồ sơ gia hạn gồm:"],
)
def test_the_only_dossier_is_no_case_and_no_condition(heading: str) -> None:
    """Whatever it is called: its papers are simply to be handed in."""
    taken = take((heading, [paper("Đơn A"), paper("Giấy B")]))
    assert taken.parts["papers"] == {"submit": [{"name": "Đơn A", "originals": 1}, {"name": "Giấy B", "originals": 1}]}
    assert "cases" not in taken.parts


MARKS = [
    "1. ",
    "1) ",
    "(1) ",
    "1- ",
    "1.1. ",
    "1.1 ",
    "a) ",
    "a. ",
    "I. ",
    "II. ",
    "iv) ",
    "- ",
    "+ ",
    "* ",
    "Thứ nhất, ",
    "Thứ hai: ",
]


@pytest.mark.parametrize("mark", MARKS)
def test_marks_of_lists_are_no_part_of_names(mark: str) -> None:
    """Neither of papers nor of cases."""
    groups = [(f"{mark}Trường hợp cấp mới:", [paper(f"{mark}đơn A")]), (f"{mark}Trường hợp cấp lại:", [paper(f"{mark}Đơn B")])]
    parts = take(*groups).parts
    assert list(parts["cases"].values()) == ["Trường hợp cấp mới", "Trường hợp cấp lại"]
    assert [one["name"].lower() for one in parts["papers"]["submit"]] == ["đơn a", "đơn b"]


@pytest.mark.parametrize(
    ("name", "originals", "asks"),
    [("02 bộ bản vẽ", 1, ASK_NUMBER), ("Đơn (02 bản)", 1, ASK_NUMBER), ("02 bộ bản vẽ", 2, ""), ("Đơn (01 bản)", 1, ""),
     ("Giấy khai sinh (bản sao)", 1, ASK_COPIES), ("Giấy khai sinh (bản sao có chứng thực)", 1, ASK_COPIES),
     ("Giấy khai sinh (bản sao hoặc bản chính)", 1, "")],
)  # fmt: skip
def test_a_number_in_the_name_that_the_field_contradicts_is_asked_once(name: str, originals: int, asks: str) -> None:
    """For all papers of all records together."""
    assert asked(take(("", [paper(name, originals), paper(f"{name}", originals)]))) == ([asks] if asks else [])


def test_a_certified_copy_in_brackets_is_one() -> None:
    """As in front of the name."""
    papers = take(("", [paper("Giấy khai sinh (bản sao có chứng thực)", 0, 1)])).parts["papers"]["submit"]
    assert papers == [{"name": "Giấy khai sinh (bản sao có chứng thực)", "certified_copies": 1}]


ENDS = ["(của Bộ Công an)", "của Chính phủ;", "24/2021/QĐ-TTg.", "số 42/2026/NĐ-CP", "theo quy định", "ngày 25/01/2026"]
FILES = ["Mẫu số 01.docx", "Mẫu DC02 Phiếu đề nghị.doc", "Mauon (2).pdf", "Phụ lục II NĐ 53.xlsx"]


@pytest.mark.parametrize("file", [*FILES, "1.Tokhai a.doc", "văn bản đề nghị.docx"])
@pytest.mark.parametrize("end", ENDS)
def test_the_name_of_a_file_is_set_apart_where_it_begins(end: str, file: str) -> None:
    """A crawler ran it into the paper's name and cut at the last blank, or nowhere. What begins like no file needs an end."""
    name = f"Đơn đề nghị (Mẫu 02) {end}"
    before, _, after = (name + file).rpartition(" ")
    found = {part_file(before, after), part_file(name + file, "")}
    certain = file in FILES or end[-1] in ");." or (file.startswith("văn bản") and end.endswith("định"))
    assert found == {(name, file)} if certain else all("".join(one).endswith(file.split()[-1]) for one in found)


def test_a_file_that_stands_alone_stays() -> None:
    """Its own name may hold what looks like a beginning."""
    for name, file in (
        ("Tờ khai (Mẫu CT01).", "1.MuCT01banhnhkmtheoThngts53 (5).doc"),
        ("Đơn theo Thông tư số 01/2019/TT-BLĐTBXH", "Mus01 don.docx"),
        ("Đơn", ""),
    ):
        assert part_file(name, file) == (name, file)


def test_what_ran_into_the_number_of_a_paper_goes_back() -> None:
    """The year of a date, the number of a sample form; a number that nothing explains stays as it was given."""
    groups = read_flat_record(FLAT | {"papers": [{"group": "", "items": [
        {"name": "Đơn ngày 31/12/", "originals": 20251, "copies": 1}, {"name": "Đơn", "originals": 20251},
        {"name": "", "form": None, "originals": 1},
    ]}]}).groups  # fmt: skip
    assert groups[0].papers == (RawPaper("Đơn ngày 31/12/2025", 1, 1, ()), RawPaper("Đơn", 20251, 0, ()))
    parted = PartedRecord()
    head = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
    assert take_run_together(parted, "papers", f"{head}Mẫu số 041 bản chính- Đơn ngày 31/12/20251 bản chính- Tờ khai01 bản chính"
                             "- Phiếu (của Bộ Công an)Mẫu DC02.doc12 bản sao")  # fmt: skip
    assert parted.papers[0][1] == [
        {"name": "Mẫu số 04", "quantity": "1 bản chính"}, {"name": "- Đơn ngày 31/12/2025", "quantity": "1 bản chính"},
        {"name": "- Tờ khai", "quantity": "01 bản chính"},
        {"name": "- Phiếu (của Bộ Công an)", "quantity": "12 bản sao", "form": "Mẫu DC02.doc"},
    ]  # fmt: skip


def test_papers_given_twice_and_those_below_a_line_for_some() -> None:
    """What the source repeats is one paper; what a bullet of its own puts below a condition has that condition."""
    opening = paper("- Đối với dự án đầu tư, hồ sơ cấp phép phải bổ sung:", 0, 1)
    below = [paper("+ Bản vẽ"), paper("+ Báo cáo (nếu có)")]
    papers = [paper("- Đơn A"), paper("Đơn A."), paper("- Đơn A", 2), opening, *below, paper("- Giấy B")]
    taken = take(("", papers))
    assert [(one["name"], one["originals"], one.get("when", "")) for one in taken.parts["papers"]["submit"]] == [
        ("Đơn A", 1, ""), ("Đơn A", 2, ""), ("Giấy B", 1, ""), ("Bản vẽ", 1, "Đối với dự án đầu tư"),
        ("Báo cáo", 1, "Đối với dự án đầu tư. Nếu có"),
    ]  # fmt: skip
    assert asked(taken) == []
    assert ASK_INSIDE in asked(take(("", [*papers, paper("+ Giấy C")])))  # no longer certain


@pytest.mark.parametrize(
    ("heading", "use", "when"),
    [
        ("Các giấy tờ phải nộp đối với tàu biển, bao gồm:", "submit", "Đối với tàu biển"),
        ("Giấy tờ phải xuất trình: Trường hợp tàu cá phải xuất trình", "present", "Trường hợp tàu cá"),
    ],
)
def test_whose_papers_of_a_use_are(heading: str, use: str, when: str) -> None:
    """The heading of papers to hand in or to show may say for whom they are."""
    taken = take((heading, [paper("Nhật ký")]), ("Các giấy tờ phải nộp đối với tàu khác", [paper("Đơn A")]))
    assert taken.parts["papers"][use][0] == {"name": "Nhật ký", "originals": 1, "when": when}


@pytest.mark.parametrize(
    ("text", "name", "when", "channels"),
    [
        ("Giấy khám sức khỏe có giá trị sử dụng nếu được cấp chưa quá 06 tháng", None, "", ()),
        ("Trường hợp đổi quy mô phải bổ sung các tài liệu như: quyết định phê duyệt (nếu phải lập); bản vẽ",
         "Quyết định phê duyệt (nếu phải lập); bản vẽ", "Trường hợp đổi quy mô", ()),
        ("Mẫu hộ tịch điện tử tương tác đăng ký lại kết hôn", None, "", ("online",)),
        ("Mẫu hộ tịch điện tử tương tác (nếu nộp hồ sơ trực tuyến)", "Mẫu hộ tịch điện tử tương tác", "", ("online",)),
    ],
)  # fmt: skip
def test_what_is_no_condition(text: str, name: str | None, when: str, channels: tuple[str, ...]) -> None:
    """How old a paper may be, what is asked, and the form that only the portal has."""
    line = read_line(text)
    assert (line.name, line.when, line.channels) == (name or text, when, channels)


def test_a_line_with_bullets_inside_is_asked_about() -> None:
    """Several papers in one line are one question; a choice among papers is one paper."""
    listed = "Các tài liệu bao gồm: + Bản sao giấy tờ đất. + Bản vẽ hoàn công. + Báo cáo khảo sát, gồm: hiện trạng."
    assert ASK_SEVERAL in asked(take(("", [paper(listed)])))
    assert ASK_SEVERAL not in asked(take(("", [paper(f"Một trong các giấy tờ sau: {listed[22:]}")])))


def test_a_paper_of_those_whose_data_cannot_be_looked_up_is_asked_about() -> None:
    """The office looks first; what is left over is no remark."""
    line = "Trường hợp sai tên thì cơ quan có trách nhiệm khai thác dữ liệu, nếu không khai thác được thì nộp giấy tờ chứng minh"
    taken = take(
        ("", [paper("Đơn A"), paper(line), paper("Trường hợp có dữ liệu thì cơ quan có trách nhiệm khai thác, không phải nộp")])
    )
    assert [one["name"] for one in taken.parts["papers"]["submit"]] == ["Đơn A", line]
    assert ASK_LINE in asked(taken)
