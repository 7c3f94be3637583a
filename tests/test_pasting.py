"""`niemyet new article --from`: what a Word file or a saved web page says becomes Markdown and pictures, and nothing runs."""

import base64
import html
import io
import re
from pathlib import Path

import docx
import pytest
from markdown import markdown
from typer.testing import CliRunner

from niemyet.cli import app
from niemyet.editing.markdown_writer import write_markdown
from niemyet.editing.pasted_article import take_article
from niemyet.load.archives import UnreadableError
from test_pictures import photograph

PICTURE = photograph(300, 200)
ASKED = ("--author", "Ban biên tập", "--topic", "cong-vu", "--date", "2026-11-20", "--as-of", "2026-11-22")


def word_article() -> bytes:
    """An article as an office writes it."""
    document = docx.Document()
    document.add_heading("Xã mở thêm quầy", 1)
    document.add_paragraph("Từ tuần này quầy mở cả sáng thứ bảy.")
    document.add_heading("Việc nhận", 2)
    document.add_paragraph("Khai sinh", style="List Bullet")
    document.add_paragraph("Chứng thực", style="List Bullet")
    said = document.add_paragraph("Nộp ")
    said.add_run("trước 11 giờ").bold = True
    table = document.add_table(2, 2)
    for at, text in enumerate(("Việc", "Quầy", "Khai sinh", "2")):
        table.cell(at // 2, at % 2).text = text
    document.add_picture(io.BytesIO(PICTURE))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def nothing_beside(_: str) -> None:
    return None


def test_a_word_file_becomes_markdown_with_its_picture() -> None:
    taken = take_article(word_article(), nothing_beside)
    assert (taken.title, taken.lead) == ("Xã mở thêm quầy", "Từ tuần này quầy mở cả sáng thứ bảy.")
    assert taken.body.split("\n\n") == [
        "## Việc nhận",
        "- Khai sinh\n- Chứng thực",
        "Nộp **trước 11 giờ**",
        "| Việc | Quầy |\n| --- | --- |\n| Khai sinh | 2 |",
        "![]({0})",
    ]
    assert [(one.data, one.ending) for one in taken.pictures] == [(PICTURE, "jpg")]


def test_a_first_paragraph_that_is_not_the_lead_stays_in_the_body() -> None:
    """Whoever writes a summary of their own loses no word of the file; whoever keeps it does not read it twice."""
    taken = take_article("<h1>Tin</h1><p>Theo <b>Quyết định</b> số 1.</p><p>Hai.</p>".encode(), nothing_beside)
    assert taken.under(taken.lead).body == "Hai."
    assert taken.under("Xã trả kết quả sớm.").body == "Theo **Quyết định** số 1.\n\nHai."


@pytest.mark.parametrize(
    ("paragraphs", "lead", "body"),
    [
        (
            '<p>Xem <a href="https://dichvucong.gov.vn/a?b=1&amp;c=2">Cổng</a> và [x](y).</p><p>Hai.</p>',
            "Xem Cổng và [x](y).",
            "Hai.",
        ),
        ("<p>ỦY BAN NHÂN DÂN XÃ MẪU</p><p>Xã mở quầy.</p><p>Hai.</p>", "Xã mở quầy.", "ỦY BAN NHÂN DÂN XÃ MẪU\n\nHai."),
        ("<p>ỦY BAN NHÂN DÂN XÃ MẪU</p><h2>Một</h2><p>Hai.</p>", "", "ỦY BAN NHÂN DÂN XÃ MẪU\n\n## Một\n\nHai."),
    ],
)
def test_a_lead_is_words_alone(paragraphs: str, lead: str, body: str) -> None:
    """Of a link its words; a letterhead is none, and stays before what follows the lead."""
    taken = take_article(f"<h1>Tin</h1>{paragraphs}".encode(), nothing_beside)
    assert (taken.lead, taken.body) == (lead, body)


def test_a_first_paragraph_with_a_note_stays_in_the_body() -> None:
    """A lead has no notes."""
    page = '<h1>Tin</h1><p>Một<sup><a href="#_ftn1">[1]</a></sup>.</p><p>Hai.</p><p id="_ftn1">Nguồn.</p>'
    taken = take_article(page.encode(), nothing_beside)
    assert taken.lead == "" and taken.body.startswith("Một[^1].\n\nHai.")


PAGE = """<html><head><title>Cổng xã</title><script>alert(1)</script></head><body><nav><a href="/">Trang chủ</a></nav>
<article onclick="alert(1)"><h1>Tin <b>mới</b></h1><p>Mở đầu.</p><p>Hai <a href="javascript:alert(1)">xấu</a>,
<a href="https://dichvucong.gov.vn/">tốt</a>, 2 &lt; 3, &lt;script&gt;, a_b, *sao*.</p><iframe src="https://x.example"></iframe>
<figure><img src="tin_files/anh.jpg" onerror="alert(1)" alt="Quầy số 2"><figcaption>Quầy mới.</figcaption></figure>
<img src="https://x.example/xa.jpg"><img src="../ngoai.jpg"><img src="data:image/png;base64,{data}">
<p>Có chú thích<sup><a href="#_ftn1">[1]</a></sup>.</p>
<p># không là đề mục</p><ol><li id="_ftn1">Theo báo cáo.</li></ol></article>
<footer>Chân trang</footer></body></html>"""


def page() -> bytes:
    drawn = base64.b64encode(photograph(60, 40, "PNG")).decode()
    return PAGE.replace("{data}", drawn).encode()


def test_of_a_web_page_the_article_is_taken_and_nothing_else() -> None:
    """No menu, no script, no link that runs; pictures from beside it or within it, none from elsewhere."""
    taken = take_article(page(), {"tin_files/anh.jpg": PICTURE}.get)
    assert (taken.title, taken.lead) == ("Tin mới", "Mở đầu.")
    assert [(one.ending, one.alt, one.caption) for one in taken.pictures] == [("jpg", "Quầy số 2", "Quầy mới."), ("png", "", "")]
    assert taken.lost == ("xa.jpg", "ngoai.jpg")
    assert "[^1]" in taken.body and "[^1]: Theo báo cáo." in taken.body
    for word in ("Trang chủ", "Chân trang", "alert", "iframe", "onerror", "javascript"):
        assert word not in taken.body
    shown = markdown(taken.body)
    assert "&lt;script&gt;" in shown and "a_b" in shown and "*sao*" in shown and "<h1>" not in shown
    assert '<a href="https://dichvucong.gov.vn/">tốt</a>' in shown


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "a*b*c",
        "[x](y)",
        "<b>",
        "&lt;",
        "1. x",
        "- x",
        "+ x",
        "> x",
        "# x",
        "| a | b |",
        "`x`",
        "\\",
        "a\\*b",
        "___",
        "===",
        "!",
    ],
)
def test_what_looks_like_a_sign_stays_a_word(text: str) -> None:
    """A paragraph of a page is the same paragraph behind Markdown."""
    written = write_markdown(f"<p>đầu</p><p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>").body.split("\n\n", 1)[1]
    shown = markdown(written, extensions=["tables", "sane_lists"])
    assert re.fullmatch("<p>[^<]*</p>", shown) and html.unescape(shown[3:-4]) == text


WORD_LIST = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{}<span>&nbsp; </span></span>{}</p>"


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        (WORD_LIST.format(1, "1.", "Một") + WORD_LIST.format(2, "·", "Hai"), "1. Một\n    - Hai"),
        ("<p>- Thứ hai</p><p>– Thứ ba</p><p>+ Sáng</p><p>Hết.</p>", "- Thứ hai\n- Thứ ba\n    - Sáng\n\nHết."),
        (
            "<table><tr><th rowspan=2>Việc</th><th colspan=2>Năm</th></tr><tr><th>2025</th><th>2026</th></tr>"
            "<tr><td rowspan=2>Khai sinh</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
            "| Việc | Năm 2025 | Năm 2026 |\n| --- | --- | --- |\n| Khai sinh | 1 | 2 |\n| Khai sinh | 3 | 4 |",
        ),
        (
            "<table><caption>Bảng 1</caption><tr><td>A<p>a</p></td><td><h3>B</h3></td></tr>"
            "<tr><td>C</td><td><ul><li>x<li>y</ul></td>",
            "Bảng 1\n\n| A a | B |\n| --- | --- |\n| C | x; y |",
        ),
        (
            "<table><tr><td><p>Một</p><p>Hai</p><table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>"
            "</td></tr></table>",
            "Một\n\nHai\n\n| A | B |\n| --- | --- |\n| C | D |",
        ),
        (
            "<table><tr><td><img src=a></td><td><img src=b></td></tr><tr><td>Hình 1: Sân</td><td>Ảnh: Cổng</td></tr></table>",
            "![]({0})\n\n![]({1})",
        ),
        (
            '<p><a href="https://www.google.com/url?q=https://xa.example/&amp;sa=D">Xem</a>'
            '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Chú thích.</p>',
            "[Xem](<https://xa.example/>)[^1]\n\n[^1]: Chú thích.",
        ),
        ('<p><img alt="📢" src="x.png"> Lịch</p><div role="button">Xem thêm</div>', "📢 Lịch"),
        ("<p>H<sub>2</sub>O, m<sup>2</sup>, <del>cũ</del><ins>mới</ins></p><pre>một\nhai</pre>", "H₂O, m², mới\n\nmột\n\nhai"),
        ('<div class="menu">Trang chủ</div><div class="content">Bài<ul class="share"><li>Chia sẻ</ul>viết</div>', "Bài\n\nviết"),
        ('<div class="menu">Chỉ có thế</div>', "Chỉ có thế"),
    ],
)
def test_what_offices_paste_keeps_its_words_and_its_form(shown: str, written: str) -> None:
    """Lists of Word and of dashes, cells over several, frames, photographs side by side, links and notes of Google, signs of
    Facebook, changes that were tracked; what belongs to the page is left out unless there is nothing else."""
    assert write_markdown(shown).body == written


def test_what_stands_below_a_picture_is_its_caption_and_outlives_it() -> None:
    shown = "<p>1.</p><p><img src=co.jpg></p><p><i>Sân.</i></p><p><img src=khong.jpg></p><p><i>Xã.</i></p>"
    taken = take_article(shown.encode(), {"co.jpg": PICTURE}.get)
    assert [one.caption for one in taken.pictures] == ["Sân."] and taken.lost == ("khong.jpg",)
    assert taken.body == "![]({0})\n\n*Xã.*"


def test_the_head_of_an_official_paper_gives_the_title() -> None:
    """Of the lines about the state nothing is left, office and number stand in the words, the first paragraph is the lead."""
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "UBND XÃ MẪU\nSố: 12/TB-UBND"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    for words in ("THÔNG BÁO", "Về lịch tiếp công dân"):
        document.add_paragraph().add_run(words).bold = True
    document.add_paragraph("Xã thông báo lịch như sau.")
    document.add_paragraph("- Thứ hai.")
    document.add_paragraph("- Thứ ba.")
    made = io.BytesIO()
    document.save(made)
    taken = take_article(made.getvalue(), nothing_beside)
    assert (taken.title, taken.lead) == ("Thông báo về lịch tiếp công dân", "Xã thông báo lịch như sau.")
    assert taken.body == "UBND XÃ MẪU\n\nSố: 12/TB-UBND\n\n- Thứ hai.\n- Thứ ba."


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", b"PK\x03\x04", b"{\\rtf1}", b"<p></p>", b"<" + b"x" * 5_000_000])
def test_what_cannot_be_taken_is_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        take_article(data, nothing_beside)


@pytest.mark.parametrize("page", ["<div>" * 100_000, "<a href=x>" * 50_000, "<table><tr><td>" * 20_000, "<b>" * 50_001])
def test_a_tangled_page_is_refused(page: str) -> None:
    """A hundred thousand elements within one another, links that never end: before all of them have been read."""
    with pytest.raises(UnreadableError, match="5000 thẻ"):
        write_markdown(page + "x")
    assert write_markdown(page[: page.index(">") * 1_000] + "x").title == ""


@pytest.mark.parametrize(
    "odd",
    [
        b"<meta charset=undefined>\xff",
        b"<meta charset=raw_unicode_escape>\xff\\ud800",
        b"<meta charset=punycode>\xff" + b"a-b" * 100_000,
        b"<img src='data:image/png;base64,\xc4\x91'>",
        b"&#" + b"9" * 10_000 + b";",
        b"<!--" * 90_000,
        b"<![title>",
        b"<![ x",
        b"<!['>",
        b"<![if !vml]>" * 2 + b"<![endif]>",
    ],
    ids=range(10),
)
def test_an_odd_page_gives_its_words(odd: bytes) -> None:
    """Encodings that are none of the web, pictures and letters that are none, comments without end: what is around them is taken,
    and can be written to a file."""
    pasted = take_article(b"<h1>T</h1><p>Words.</p><p>More.</p>" + odd, nothing_beside)
    assert pasted.title == "T" and pasted.body.startswith("More.")
    pasted.body.encode()


def test_a_page_of_signs_is_too_large() -> None:
    with pytest.raises(UnreadableError, match="quá lớn"):
        take_article(b"<p>x" + b"<" * 200_000, nothing_beside)


def test_the_command_writes_article_and_pictures(small: Path, tmp_path: Path) -> None:
    """The check asks for what only a person can say: what the picture shows."""
    source = tmp_path / "tin.html"
    source.write_bytes(page())
    (tmp_path / "tin_files").mkdir()
    (tmp_path / "tin_files/anh.jpg").write_bytes(PICTURE)
    ran = CliRunner().invoke(app, ["new", "article", "--from", str(source), *ASKED, "--root", str(small)])
    assert ran.exit_code == 0, ran.output
    written = (small / "news/2026/tin-moi.md").read_text("utf-8")
    assert "title: Tin mới\n" in written and "  - file: tin-moi-1.jpg\n    alt: Quầy số 2\n    caption: Quầy mới.\n" in written
    assert (small / "news/2026/tin-moi-1.jpg").read_bytes() == PICTURE
    assert "tin-moi-2.png" in ran.output and "image-without-alt" in ran.output and "ngoai.jpg" in ran.output


def test_a_file_that_is_none_ends_the_command(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "tin.docx"
    source.write_bytes(b"%PDF-1.7")
    ran = CliRunner().invoke(app, ["new", "article", "--from", str(source), *ASKED, "--root", str(small)])
    assert ran.exit_code == 1 and ".docx" in ran.output
    assert not list((small / "news/2026").glob("tin-moi*"))


def test_a_page_of_google_docs_keeps_its_title_and_what_stands_within_a_list() -> None:
    """Which are written as a paragraph of a class, and as lists one after the other; a list counts from where it says."""
    page = """<p class="c0 title"><span>Xã mở quầy</span></p><p class="c0 subtitle">Mở cả thứ bảy.</p>
        <ul class="c6 lst-kix_a-0 start"><li>Một</li></ul><ul class="c6 lst-kix_a-1 start"><li>trong một</li></ul>
        <ul class="c6 lst-kix_a-0"><li>Hai</li></ul><ol class="lst-kix_b-0 start" start="3"><li>Ba</li></ol>"""
    taken = take_article(page.encode(), nothing_beside)
    assert (taken.title, taken.lead) == ("Xã mở quầy", "Mở cả thứ bảy.")
    assert taken.body == "- Một\n    - trong một\n- Hai\n\n3. Ba"


def test_the_title_of_a_page_that_word_has_saved_is_its_title() -> None:
    taken = take_article(
        b"<p class=MsoTitle>Tin</p><p class=MsoNormal>10/11/2026 | 08:30</p><p>Mot.</p><p>Hai.</p>", nothing_beside
    )
    assert (taken.title, taken.lead, taken.body) == ("Tin", "Mot.", "Hai.")


def test_hidden_words_of_a_word_file_are_not_taken() -> None:
    """Nor does what stands beside them, or a third level of a list, go with them."""
    document = docx.Document()
    said = document.add_paragraph("Nộp trước ")
    for text, hides in (("bản nháp ", True), ("11 giờ", False)):
        said.add_run(text).font.hidden = hides
    for level, words in (("", "Một"), (" 2", "trong một"), (" 3", "trong cùng"), ("", "Hai")):
        document.add_paragraph(words, style=f"List Bullet{level}" if level != " 2" else "List Number 2")
    made = io.BytesIO()
    document.save(made)
    taken = take_article(made.getvalue(), nothing_beside)
    assert taken.lead == "Nộp trước 11 giờ"
    assert taken.body == "- Một\n    1. trong một\n        - trong cùng\n- Hai"
