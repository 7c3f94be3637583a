"""Articles: no word is lost, line breaks are kept, headings have ids."""

import html
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from conftest import FROZEN
from niemyet.load.articles import parse_article, take_body
from niemyet.load.texts import SourceText
from niemyet.render.markdown import convert_plainly, converter_of_articles, render_markdown, set_up_footnotes
from niemyet.render.pasted_lines import keep_lines
from niemyet.validate.article_body import PAGE_ANCHORS, find_headings, find_links, name_headings
from niemyet.validate.stray_markup import put_stray_brackets_aside
from test_site import PageReader, build

WRAPPED = """Quận lập đoàn kiểm tra công vụ, đến trụ sở và bộ phận một cửa của các đơn vị để xem việc giữ kỷ luật, kỷ cương. Riêng
khối phường có 20 lượt kiểm tra, thuộc các lĩnh vực tư
pháp – hộ tịch, giao thông, xây dựng, thông tin và truyền thông, theo báo cáo của quận năm ấy và của thành phố, ở lĩnh
vực đã làm."""


def rendered(body: str) -> str:
    return str(render_markdown(body, root="../../../", folder="../"))


def seen(body: str) -> str:
    """The words that a reader sees, with single spaces between."""
    text = re.sub(r"</?(?:p|li|ul|ol|br|h\d|td|th|tr|table|thead|tbody)\b[^>]*>", " ", rendered(body))
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Soạn tin: TTHC <mã> gửi 1022", "Soạn tin: TTHC <mã> gửi 1022"),
        ("Soạn tin: TTHC <mã hồ sơ> gửi 1022 hoặc <số>.", "Soạn tin: TTHC <mã hồ sơ> gửi 1022 hoặc <số>."),
        ("<mã> đứng đầu dòng", "<mã> đứng đầu dòng"),
        *((f"Một.\n{blank}\nHai.", "Một. Hai.") for blank in "\u3000\u2003\u1680\u2028\x85"),
        ("a<b và c>d", "a<b và c>d"),
        ("a<b and c>d", "a<b and c>d"),
        ("x<p và q>0", "x<p và q>0"),
        ("a<b>c", "a<b>c"),
        ("phí < 5.000 và > 2.000", "phí < 5.000 và > 2.000"),
        ("phí <5.000 đồng", "phí <5.000 đồng"),
        ("xem <Họ và tên> ở dòng 1", "xem <Họ và tên> ở dòng 1"),
        ("<ma-ho-so>", "<ma-ho-so>"),
        ("gõ <!-- rồi thôi", "gõ <!-- rồi thôi"),
        ("gõ <? và <! và </ rồi thôi", "gõ <? và <! và </ rồi thôi"),
        ("</mã> thôi", "</mã> thôi"),
        ("chữ `<mã>` và `<b>` trong mã", "chữ <mã> và <b> trong mã"),
        ("- dòng <một>\n- dòng <hai>", "dòng <một> dòng <hai>"),
        ("| A | B |\n|---|---|\n| <x> | y |", "A B <x> y"),
        ("## Đề mục <x>", "Đề mục <x>"),
        ("<b>đậm</b> và <i>nghiêng</i>", "đậm và nghiêng"),
        ('<span style="x">Từ Word</span><o:p></o:p>', "Từ Word"),
        ("trước <!-- ghi chú --> sau", "trước sau"),
        ("thư <mot@cua.example> và <https://dichvucong.gov.vn>", "thư mot@cua.example và https://dichvucong.gov.vn"),
    ],
)
def test_what_only_looks_like_markup_is_read_as_it_was_written(body: str, words: str) -> None:
    assert seen(body) == words


@pytest.mark.slow("many examples")
@given(st.text(alphabet="<>/!?-= \"'mãđxk1", max_size=60))
def test_no_letter_is_lost_in_brackets(body: str) -> None:
    """Whatever stands between them: no element has a name of these letters."""
    letters = re.compile(r"[mãđxk]")
    assert letters.findall(seen(f"đầu {body}")) == letters.findall(f"đầu {body}") or "-->" in body


def test_markup_that_is_meant_stays_markup() -> None:
    assert "<strong>đậm</strong>" in rendered("**đậm**")
    assert "<b>đậm</b>" in rendered("<b>đậm</b>")
    assert 'href="https://x.example/a_(b)"' in rendered("[x](<https://x.example/a_(b)>)")
    assert "script" not in rendered("<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in rendered("<script>alert(1)")


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("Đoàn nêu:\n- một\n- hai", "<p>Đoàn nêu:</p><ul><li>một</li><li>hai</li></ul>"),
        ("• một\n• hai", "<ul><li>một</li><li>hai</li></ul>"),
        ("Gồm\n•\tmột\n•\thai", "<p>Gồm</p><ul><li>một</li><li>hai</li></ul>"),
        ("\uf0b7 một\n\uf0b7 hai", "<ul><li>một</li><li>hai</li></ul>"),
        ("– một;\n– hai.", "<ul><li>một;</li><li>hai.</li></ul>"),
        ("Các bước:\n1. một\n2. hai", "<p>Các bước:</p><ol><li>một</li><li>hai</li></ol>"),
        ("1. một\n- a\n- b\n2. hai", "<ol><li>một<ul><li>a</li><li>b</li></ul></li><li>hai</li></ol>"),
        ("- một\n+ a\n+ b\n- hai", "<ul><li>một<ul><li>a</li><li>b</li></ul></li><li>hai</li></ul>"),
        ("Trụ sở: số 1 phố Huế\nĐiện thoại: 1022\nGiờ: 7 giờ 30",
         "<p>Trụ sở: số 1 phố Huế<br>Điện thoại: 1022<br>Giờ: 7 giờ 30</p>"),
        ("a) Người thứ nhất;\nb) Người thứ hai.", "<p>a) Người thứ nhất;<br>b) Người thứ hai.</p>"),
        ("Loại\tPhí\nKhai sinh\t0\nBản sao\t8.000",
         '<div class="scroll" tabindex="0"><table><thead><tr><th>Loại</th><th>Phí</th></tr></thead><tbody><tr><td>Khai sinh</td>'
         "<td>0</td></tr><tr><td>Bản sao</td><td>8.000</td></tr></tbody></table></div>"),
        ("\tThụt đầu dòng.", "<p>Thụt đầu dòng.</p>"),
        ("      Thụt đầu dòng.", "<p>Thụt đầu dòng.</p>"),
        ("Họ tên:\tNguyễn Văn A", "<p>Họ tên:\u2003Nguyễn Văn A</p>"),
        ("3. ba\n4. bốn", '<ol start="3"><li>ba</li><li>bốn</li></ol>'),
    ],
)  # fmt: skip
def test_what_is_pasted_keeps_its_lines(body: str, made: str) -> None:
    """Lists without a blank line before them, bullets of Word, columns, lines that were ended on purpose."""
    html = rendered(body)
    assert re.sub(r">\s+|\s+<", lambda space: space[0].strip(), html) == made


def test_paragraphs_of_one_line_each_stay_apart() -> None:
    """As they come from a web page: long lines, one below the other."""
    line = "Ủy ban nhân dân xã thông báo lịch tiếp nhận hồ sơ trong tuần tới cho người dân toàn xã được biết và thực hiện. "
    assert rendered(f"{line * 2}\n{line * 2}\n{line}").count("<br>") == 2


def test_a_line_that_an_editor_has_wrapped_goes_on() -> None:
    """Also where a dash comes to stand at the beginning of a line."""
    for body in (WRAPPED, WRAPPED.replace("tư\npháp –", "tư pháp\n–")):
        assert "<br>" not in rendered(body)
        assert "<li>" not in rendered(body)


def test_the_frozen_articles_are_wrapped_and_have_no_broken_line() -> None:
    for file in (FROZEN / "news").rglob("*.md"):
        body = file.read_text("utf-8").split("---\n", 2)[2]
        assert "<br>" not in rendered(body), file


@pytest.mark.slow("many examples")
def test_every_heading_can_be_led_to_and_no_id_stands_twice(site_root: Path) -> None:
    """Neither among the headings nor with what the page has itself."""
    words = ["Giấy tờ phải nộp", "Giấy tờ phải nộp", "Nội dung", "Địa phương", "Văn bản dẫn", "???"]
    body = "".join(f"## {heading}\n\nChữ.\n\n" for heading in words)
    article = site_root / "news/2026/tin-mau.md"
    article.write_text("---\n" + article.read_text("utf-8").split("---\n", 2)[1] + "---\n" + body, "utf-8")
    build(site_root)
    page = (site_root / "site/tin-tuc/2026/tin-mau/index.html").read_text("utf-8")
    headings = ["giay-to-phai-nop", "giay-to-phai-nop-2", "noi-dung-2", "dia-phuong-2", "van-ban-dan-2", "muc"]
    assert re.findall(r'<h2 id="([^"]+)">', page.split('class="prose"')[1].split('class="byline"')[0]) == headings
    own = [attributes["id"] or "" for _, attributes in PageReader(page).elements if "id" in attributes]
    assert sorted(set(own) - set(headings)) == sorted(anchor[1:] for anchor in PAGE_ANCHORS)
    assert len(own) == len(set(own))


@pytest.mark.parametrize(
    "heading",
    [
        "Giấy tờ **phải** nộp",
        "Xem [trang xã](/ha-noi/x/) này",
        "Mã `1.001193`",
        "Đề mục #",
        "A <b>b</b> <mã>",
        "![ảnh](a.png) Ảnh",
    ],
)
def test_the_check_and_the_page_name_headings_alike(heading: str) -> None:
    for body in (f"## {heading}", f"{heading}\n---"):
        made = re.findall(r'<h2 id="([^"]+)">', rendered(body))
        assert made == name_headings(find_headings(body)), rendered(body)


def test_links_to_neighbours_lead_to_their_pages() -> None:
    """Written as files that lie beside the article, as other tools want them."""
    for written, leads in (
        ("tin-mau.md", "../tin-mau/"),
        ("../2025/tin-cu.md#giay-to", "../../2025/tin-cu/#giay-to"),
        ("anh-mau.png", "../anh-mau.png"),
        ("/thu-tuc/1.001193/", "../../../thu-tuc/1.001193/"),
        ("#giay-to", "#giay-to"),
        ("https://dichvucong.gov.vn/a.md", "https://dichvucong.gov.vn/a.md"),
    ):
        assert f'<a href="{leads}"' in rendered(f"[x]({written})")


@pytest.mark.slow("a build")
def test_the_sites_own_pages_may_be_linked_and_others_may_not(site_root: Path) -> None:
    """Those of docs/ are known where there is such a folder."""
    article = site_root / "news/2026/tin-mau.md"
    body = "[a](/huong-dan/) [b](/soan-thao/cac-muc/) [c](/) [d](/tim-kiem/?q=khai) [e](/ke-hoach/)\n"
    article.write_text(article.read_text("utf-8") + body, "utf-8")
    told = build(site_root).report.diagnostics
    assert [(one.rule, one.values["value"]) for one in told] == [("dead-link", "/ke-hoach/")]


@pytest.mark.slow("many examples")
def test_many_brackets_are_read_in_no_time() -> None:
    """Links, headings and stray brackets are found by going through the text once."""
    for pattern in ("[", "](", "<", "<a ", "![", "[x](", "`", "<!--", "# ", "• ", "\t", "<a b='", "a\n"):
        body = pattern * 8_000
        assert isinstance(keep_lines(put_stray_brackets_aside(body)), str)
        assert len(find_headings(body)) + len(list(find_links(body))) <= len(body)


WORDS = [
    "xã", "Hồ sơ", "12", "3.", "4)", ".", ",", ":", "-", "–", "+", "=", "(", "“x”", '"', "'", "!", "~", "^", "{x}", "#", "C#",
    "## Đề mục", "### a b", "## x ##", "@", "http://x.vn", "\n", "\n\n", "\n\n\n", "  ", "\n- ", "\n1. ", "…", "\u2003", "--",
    "---", "===", "\t", "•", "a)",
]  # fmt: skip


def test_plain_words_are_shown_as_the_converter_shows_them() -> None:
    """A paragraph in bold sends the whole text through the converter."""
    chance = random.Random(1)
    texts = [" ".join(chance.choices(WORDS, k=1 + chance.randrange(7))) for _ in range(300)]
    plain = [text for text in texts if is_plain(text)]
    assert len(plain) > len(texts) // 5
    for text in plain:
        whole = render_markdown(f"{text}\n\n**x**", "", "")
        assert whole == f"{render_markdown(text, '', '')}\n<p><strong>x</strong></p>", text


def is_plain(text: str) -> bool:
    """Whether the words go by the short way."""
    return convert_plainly(keep_lines(put_stray_brackets_aside(text))) is not None


@pytest.mark.parametrize("text", ["Một.", "Một,\nhai.\n\n## Ba – bốn (5)\n\nSáu: “bảy”; 8/9.\n", "Thứ 3, giá 5.000 đồng/bản."])
def test_plain_words_take_the_short_way(text: str) -> None:
    """Most paragraphs of an office are such."""
    assert is_plain(text)


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        (r"\[x\](y)", []),
        (r"[x\](y)", []),
        (r"[x\\](y)", ["y"]),
        (r"[a \[b](x)", ["x"]),
        (r"\![x](y)", ["y"]),
        ("[![a](b.png)](c)", ["c"]),
    ],
)
def test_a_bracket_behind_a_backslash_closes_no_link(body: str, leads: list[str]) -> None:
    """What is found are the links that the page has."""
    shown = render_markdown(body, "", "")
    assert [link.target for link in find_links(body)] == leads == re.findall('href="([^"]*)"', shown)


def test_columns_of_numbers_end_alike() -> None:
    """A table keeps how its columns are aligned, by classes alone: no other style comes through."""
    table = "| a | b | c |\n| --- | --: | :-: |\n| 1 | 2 | 3 |\n\n<table><tr><td style='color: red'>x</td></tr></table>"
    made = str(render_markdown(table, "", ""))
    classes = re.findall(r'<t[hd](?: class="([a-z]+)")?>', made)
    assert classes == ["", "end", "middle", "", "end", "middle", ""]
    assert "style" not in made


MARKED = (
    "xã", " ", "  \n", "\n\n", "*", "**", "_", "`", "[", "]", "![a](b.png)", "[a](b)", "&amp;", "&", "<b>", "</b>", "<http://a.b>",
    "<a@b.vn>", "\\*", "\\", "\n1. ", "\n- ", "\n# ", "\n> ", "#", ">", "\na|b\n-|-\nc|d\n", "[^1]", "\n\n[^1]: n\n", "\n    ",
    "\n[x]: /c\n", "\x02", "\x03", "!", "\n---\n",
)  # fmt: skip


@pytest.mark.slow("many examples")
@given(st.lists(st.sampled_from(MARKED), max_size=20))
def test_only_text_with_signs_of_markup_is_searched_for_it(pieces: list[str]) -> None:
    """What comes of it is what Python-Markdown makes of it, which searches all text."""
    text = "".join(pieces)
    plain = Markdown(extensions=["tables", "sane_lists", set_up_footnotes()], output_format="html")
    assert converter_of_articles().reset().convert(text) == plain.convert(text)


def test_text_without_signs_of_markup_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library still calls the method that looks for them."""
    made = converter_of_articles()
    monkeypatch.setattr(InlineProcessor, "_InlineProcessor__applyPattern", None)
    assert made.reset().convert("Chữ thường, 5 > 3.") == "<p>Chữ thường, 5 &gt; 3.</p>"
    with pytest.raises(TypeError):
        made.reset().convert("Chữ *đậm*.")


def test_no_article_shows_what_the_one_before_it_had() -> None:
    """Footnotes and targets of links belong to the text that defines them, whatever was converted before."""
    plain = "Xem [quyết định] và chú thích.[^1]"
    alone = rendered(plain)
    rendered("Xem [quyết định] và chú thích.[^1]\n\n[quyết định]: https://example.org/\n\n[^1]: Của bài trước.")
    assert rendered(plain) == alone
    assert "example.org" not in alone


@pytest.mark.parametrize(
    "text", ["---\na: 1\n---\n\n\nMột.\n\n---\nHai.\n", "---\na: [\n--- \nMột.", "---\na: 1\n---", "Một.", ""]
)
def test_the_words_of_an_article_are_found_without_its_front_matter(text: str) -> None:
    """The same as when all of it is read, whether the front matter is good or not; none without two lines of dashes."""
    article, _ = parse_article(SourceText("news/2026/tin.md", text))
    words = {
        "---\na: 1\n---\n\n\nMột.\n\n---\nHai.\n": "Một.\n\n---\nHai.\n",
        "---\na: [\n--- \nMột.": "Một.",
        "---\na: 1\n---": "",
    }
    assert take_body(text) == words.get(text)
    assert article is None or article.body == take_body(text)
