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


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", b"PK\x03\x04", b"{\\rtf1}", b"<p></p>", b"<" + b"x" * 5_000_000])
def test_what_cannot_be_taken_is_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        take_article(data, nothing_beside)


def test_a_tangled_page_takes_no_time() -> None:
    """A hundred thousand elements within one another, links that never end."""
    for page in ("<div>" * 100_000 + "x", "<a href=x>" * 50_000 + "y", "<table><tr><td>" * 20_000, "<b>" * 50_001 + "z"):
        write_markdown(page)


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
