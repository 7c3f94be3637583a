"""News in order: what is shown on which day, under which lists, beside which article; notices while they are posted."""

import html
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import REPOSITORY, TODAY
from niemyet.building.boards import read_boards
from niemyet.building.checking import check_catalogue
from niemyet.building.news_plan import MadeNews, NewsPart
from niemyet.building.progress import no_progress
from niemyet.building.workers import in_workers
from niemyet.catalogue import articles
from niemyet.catalogue.reference import read_reference
from niemyet.cli.workers import workers
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.laying_over import find_catalogue
from niemyet.render.language import VIETNAMESE
from niemyet.render.markdown import render_markdown
from niemyet.render.pages.news import NewsList, gather_facts, name_list
from niemyet.resolve.news import MOST_RELATED, Beside, beside_of, find_related, list_news, news_of_communes, sort_news
from niemyet.sheets.book import PaperFormat
from niemyet.sheets.typesetter import Typesetter
from niemyet.validate.records import ArticleRecord
from niemyet.validate.rules.personal import may_be_personal
from niemyet.validate.shapes import SHAPES
from test_sheets import words
from test_site import build

HERE = "ha-noi/thuong-tin"


def article(name: str, day: date, **more: object) -> ArticleRecord:
    """A record of an article without its words."""
    front = {"title": name, "date": day, "lead": "L", "author": "A", "topics": ("cong-vu",)} | more
    return ArticleRecord(f"{day.year}/{name}", SHAPES["article"].model_validate(front), name, name, 1)


def write(root: Path, name: str, front: str = "", body: str = "Nội dung mẫu.", day: str = "2026-11-10") -> Path:
    """An article in the small catalogue."""
    file = root / f"news/2026/{name}.md"
    head = f"title: Tin {name}\ndate: {day}\nlead: Tóm tắt mẫu.\nauthor: Ban biên tập\ntopics: [cong-vu]\n"
    file.write_text(f"---\n{head}{front}---\n\n{body}\n", "utf-8")
    return file


def page(root: Path, address: str) -> str:
    return (root / "site" / address / "index.html").read_text("utf-8")


def told(root: Path) -> list[Diagnostic]:
    return [one for one in check_catalogue(root, TODAY).diagnostics if one.place.file.startswith("news/")]


@pytest.mark.parametrize(
    "text",
    [
        "0912345678", "0912.345.678", "09.12.34.56.78", "0912 34 56 78", "+84 912 345 678", "0912\u00a0345\u00a0678",
        "091-234-5678", "001.099.012.345", "001-099-012-345", "0010 9901 2345", "001099 012345", "001 0 99 012345",
        "0 0 1 0 9 9 0 1 2 3 4 5", "0912  345  678", "0912 . 345 . 678", "0912–345–678", "0912·345·678", "(091) 234 5678",
        "(+84) 912 345 678", "0084912345678", "+84 (0) 912 345 678", "**0912**345678", "0912*345*678", "`0912` 345 678",
        "0912\\.345\\.678", "<b>0912</b>345678", "0912<!-- x -->345678", "0912&nbsp;345&#8239;678", "&#48;912345678",
        "０９１２３４５６７８", "٠٩١٢٣٤٥٦٧٨", "⁰⁹¹²³⁴⁵⁶⁷⁸", "0️⃣9️⃣1️⃣2️⃣345678", "0912\n345 678",
        "| 001 | 099 | 012 | 345 |", "| 0010 | 9901 | 2345 |", "| 0912 | 345 | 678 |", "ĐT0912345678", "CCCD001099012345",
        "001**099**012345", "[0912](a.md)345678", "００１．０９９．０１２．３４５", "\U0001d7d8912345678",
        "CMND số 012345678", "<td>Bà A</td><td>0912345678</td>", "<td>001</td><td>099</td><td>012</td><td>345</td>",
        "A<br>0912<br>345 678", "chứng minh nhân dân: 012 345 678",
        "0912&shy;345&#8203;678", "0912&ZeroWidthSpace;345678", "&#000000000048;912345678", "0912\u2007345\u2003678",
    ],
)  # fmt: skip
def test_a_number_of_a_person_is_known_however_it_is_written(text: str) -> None:
    """By spaces, dots, hyphens, at the end of a line, over cells, in other figures, through whatever no reader sees."""
    assert may_be_personal(f"Gọi {text}.")


@pytest.mark.parametrize(
    "text",
    [
        "05.07.2026 08.30", "05-07-2026 08 giờ", "05 06 07 08 09 10", "84.912.345.678 đồng", "07.30-11.30 13.30-17.00",
        "1.200.000.000.000", "024 3385 1234", "0011004123456", "| 0 | 0 | 1 | 0 | 9 | 9 | 0 | 1 | 2 | 3 | 4 | 5 |",
        "| 12 | 345 | 678 |", "| 1.912 | 345 | 678 | 901 |", "H26.38.12-260912-0001", "2026 2027 2028",
        "2026-07-05 2026-07-06", "1900 1234, 1022", "000.00.00.H26-260912-0012", "105,123456789", "0,912345678",
        "1.001193, 1.004222", "| 07 | 08 | 09 | 10 | 11 | 12 |", "https://a.example/0912345678",
        "Từ 07 giờ 30 đến 11 giờ 30", "012345678", "CMND. Tổng 012 345 678", "<td>12</td><td>345</td><td>678</td>",
        "05.06.07.08", "(24) 3385 1234",
    ],
)  # fmt: skip
def test_days_hours_amounts_and_counts_are_numbers_of_nobody(text: str) -> None:
    """And lists of them, codes, hotlines, coordinates, what stands in an address."""
    assert not may_be_personal(f"Số {text}.")


def test_a_number_over_markup_is_told_at_its_place(small: Path) -> None:
    """Once, where it begins, as wide as it is written."""
    write(small, "hoi", "", "Xem:\n\n| A | **0912**&nbsp;345<!-- -->678 |\n|---|---|\n| B | 001<b>099</b>012345 |")
    assert [(one.rule, one.place.line, one.place.column, one.place.width) for one in told(small)] == [
        ("personal-number", 11, 9, 26), ("personal-number", 13, 7, 19),
    ]  # fmt: skip


def test_the_latest_comes_first_by_day_then_hour() -> None:
    """One whose day is still ahead is not there yet."""
    early, late = article("a", TODAY, time="08:30"), article("b", TODAY, time="15:00")
    ahead = article("c", TODAY + timedelta(1))
    assert sort_news([ahead, early, late, old := article("z", date(2025, 1, 1))], TODAY) == (late, early, old)
    assert sort_news([ahead], TODAY + timedelta(1)) == (ahead,)


def test_a_notice_begins_and_ends_on_its_days() -> None:
    """It may begin later than it was written, and is kept when it is over."""
    one = article("n", TODAY, notice={"kind": "danh-sach", "from": TODAY + timedelta(2), "until": TODAY + timedelta(4)})
    posted = [one.article.is_posted(TODAY + timedelta(days)) for days in range(6)]
    assert posted == [False, False, True, True, True, False]
    assert sort_news([one], TODAY + timedelta(1)) == ()
    assert sort_news([one], TODAY + timedelta(9)) == (one,)


def find_beside(articles: Sequence[ArticleRecord]) -> dict[str, Beside]:
    """By path, what stands beside each of the articles, the latest first."""
    related = find_related(articles)
    return {one.path: beside_of(articles, number, related[number]) for number, one in enumerate(articles)}


def test_what_shares_most_stands_beside_an_article() -> None:
    """The same procedure before the same place before the same topic; what was there before it before what came later."""
    day = date(2026, 11, 1)
    procedure = article("cung-thu-tuc", day, procedures=("1.001193",), topics=("bo-may",))
    place = article("cung-noi", day + timedelta(1), places=(HERE,), topics=("bo-may",))
    none = article("khac", day + timedelta(2), topics=("the-che",))
    new = article("moi", day + timedelta(3), procedures=("1.001193",), places=(HERE,))
    beside = find_beside(sort_news([procedure, place, none, new], TODAY))
    assert [one.path for one in beside[new.path].related] == [procedure.path, place.path]
    assert beside[none.path].related == ()
    assert [one.path for one in beside[procedure.path].related] == [place.path, new.path] or beside[procedure.path].related[
        0
    ] == new
    assert (beside[new.path].newer, beside[new.path].older) == (None, none)


@pytest.mark.parametrize(("place", "related"), [(HERE, ["cung-noi", "cung-chu-de"]), ("ha-noi", ["cung-chu-de", "cung-noi"])])
def test_the_same_commune_counts_more_than_the_same_topic(place: str, related: list[str]) -> None:
    """The same province does not: then the nearer of the two comes first."""
    day = date(2026, 11, 1)
    one = article("cung-noi", day, places=(place,), topics=("bo-may",))
    other = article("cung-chu-de", day + timedelta(1), topics=("the-che",))
    new = article("moi", day + timedelta(2), places=(place,), topics=("the-che",))
    beside = find_beside(sort_news([one, other, new], TODAY))
    assert [found.path for found in beside[new.path].related] == [f"2026/{name}" for name in related]


def test_something_new_changes_no_old_page_but_its_neighbours() -> None:
    """Of a hundred articles on one subject: related are those before."""
    days = [article(f"tin-{number}", date(2026, 1, 1) + timedelta(number)) for number in range(100)]
    before, after = (find_beside(sort_news(some, TODAY)) for some in (days[:99], days))
    changed = [path for path in before if before[path] != after[path]]
    assert changed == ["2026/tin-98"]
    assert all(len(one.related) == MOST_RELATED for one in after.values())


def test_news_is_listed_by_topic_time_and_place() -> None:
    """A province has the news of its communes."""
    one, other = article("a", date(2026, 11, 2), places=(HERE,)), article("b", date(2025, 3, 1), places=("ha-noi",))
    lists = list_news((one, other), TODAY)
    assert {key: [*listed] for key, listed in lists.places.items()} == {"ha-noi": [one, other], HERE: [one]}
    assert [*lists.years] == ["2026", "2025"] and [*lists.months] == ["2026-11", "2025-03"]
    assert [*lists.topics] == ["cong-vu"] and lists.notices == []


def test_a_commune_shows_its_notices_apart_from_its_news() -> None:
    notice = article("n", TODAY, places=(HERE,), notice={"kind": "ket-luan", "until": TODAY})
    over = article("o", TODAY, places=(HERE,), notice={"kind": "ket-luan", "until": TODAY - timedelta(1)})
    news = news_of_communes((notice, over, article("t", TODAY, places=(HERE,))), TODAY)[HERE]
    assert ([one.title for one in news.posted], [one.title for one in news.latest], news.total) == (["n"], ["t"], 3)


def test_a_commune_shows_four_of_its_news_the_latest_first() -> None:
    """And how many there are; what is news of its province alone is not its own."""
    days = [TODAY - timedelta(number) for number in range(6)]
    articles = [article(f"tin-{number}", day, places=(HERE, "ha-noi")) for number, day in enumerate(days)]
    found = news_of_communes(articles, TODAY)
    assert found.keys() == {HERE}
    assert ([one.title for one in found[HERE].latest], found[HERE].total) == ([f"tin-{number}" for number in range(4)], 6)


@pytest.mark.parametrize(
    ("articles", "first", "ways"),
    [
        (0, 0, {1: (0, 0)}),
        (20, 20, {1: (0, 0)}),
        (21, 21, {1: (0, 0), 2: (1, 0)}),
        (40, 20, {1: (0, 2), 2: (1, 0)}),
        (41, 21, {1: (0, 2), 2: (3, 0), 3: (1, 2)}),
        (79, 39, {1: (0, 3), 2: (3, 0), 3: (4, 2), 4: (1, 3)}),
        (80, 20, {1: (0, 4), 2: (3, 0), 3: (4, 2), 4: (1, 3)}),
    ],
)
def test_a_list_is_read_from_the_newest_page_to_the_oldest(articles: int, first: int, ways: dict[int, tuple[int, int]]) -> None:
    """From page to page towards what is older no article is left out or shown twice; every page has a way to the newest."""
    listed = NewsList("all", "", [article(f"{number}", TODAY) for number in range(articles)])
    assert {number: listed.beside(number) for number in range(1, listed.pages + 1)} == ways
    assert len(listed.on_page(1)) == first
    number, read = 1, list[ArticleRecord]()
    while number:
        read += listed.on_page(number)
        number = listed.beside(number)[1]
    assert read == listed.articles


@pytest.mark.slow("three builds")
def test_one_article_more_changes_only_the_newest_page_of_its_lists(site_root: Path) -> None:
    """Only where it fills a page, that one is new and the one before it leads there. Counts are said on first pages alone."""
    for number in range(58):
        write(site_root, f"tin-{number}", f"places: [{HERE}]\n", day=f"2026-10-{number % 28 + 1:02}")
    listed = ("tin-tuc/trang/{}", "tin-tuc/nam/2026/{}", "tin-tuc/chu-de/cong-vu/{}", f"tin-tuc/noi/{HERE}/trang-{{}}")
    states: list[dict[str, str]] = []
    for number in range(3):
        write(site_root, f"moi-{number}", f"places: [{HERE}]\n")
        assert not build(site_root).report.errors
        files = [site_root / "site" / one.format(at) / "index.html" for one in listed for at in (2, 3, 4)]
        states.append({str(file): file.read_text("utf-8") for file in files if file.exists()})
    assert states[0].keys() <= states[2].keys() and all('class="count"' not in page for page in states[2].values())
    changed = {name for before, after in pairwise(states) for name in before if before[name] != after[name]}
    assert all("/3/" in name or "trang-3/" in name for name in changed), changed
    for one in listed:
        assert "Tin moi-" not in states[2][str(site_root / "site" / one.format(3) / "index.html")]


def test_a_site_has_its_lists_in_pages_of_twenty(site_root: Path) -> None:
    """Every article stands in the list of all, and is found by year, month and place; notices have their own list."""
    for number in range(41):
        write(site_root, f"tin-{number}", f"places: [{HERE}]\n", day=f"2026-10-{number % 28 + 1:02}")
    write(site_root, "danh-sach", f"places: [{HERE}]\nnotice: {{kind: danh-sach, number: 12/TB-UBND, until: 2026-12-01}}\n")
    assert not build(site_root).report.errors
    seen = [
        set(re.findall(r'<h2><a href="[./]*tin-tuc/(2026/[^/"]+)/', page(site_root, f"tin-tuc/{at}")))
        for at in ("", "trang/2", "trang/3")
    ]
    assert [len(one) for one in seen] == [23, 20, 20] and len(set().union(*seen)) == 43
    assert len(re.findall("<h2><a", page(site_root, f"tin-tuc/noi/{HERE}/trang-2"))) == 20
    assert len(re.findall("<h2><a", page(site_root, "tin-tuc/thang/2026-10"))) == 21
    assert "Tin danh-sach" in page(site_root, "tin-tuc/thong-bao") and "tin-tuc/nam/2026/" in page(site_root, "tin-tuc")
    office = page(site_root, HERE)
    assert "Thông báo đang niêm yết" in office and "Danh sách 12/TB-UBND · niêm yết đến hết 01/12/2026" in office
    procedure = page(site_root, "thu-tuc/1.001193")
    assert "Tin về thủ tục này" in procedure and "tin-tuc/2026/tin-mau/" in procedure


@pytest.mark.slow("a build")
def test_of_many_articles_a_changed_one_makes_the_same_site_as_a_build_from_nothing(site_root: Path) -> None:
    """Also where pages that are kept and pages that are made share a part: of articles, as tin-7 and tin-137 do, or of a list."""
    for number in (*range(41), 137):
        write(site_root, f"tin-{number}", f"places: [{HERE}]\n", day=f"2026-10-{number % 28 + 1:02}")
    assert not build(site_root).report.errors
    write(site_root, "tin-7", f"places: [{HERE}]\nkicker: Dòng đầu khác\n", day="2026-10-02")
    (site_root / "news/2026/tin-9.md").unlink()
    assert not build(site_root).report.errors
    anew = site_root / "anew"
    assert not build(site_root, anew).report.errors
    made = {file.relative_to(anew): file.read_bytes() for file in anew.rglob("*") if file.is_file()}
    assert "Dòng đầu khác" in page(site_root, "tin-tuc/2026/tin-7")
    assert made == {path: (site_root / "site" / path).read_bytes() for path in made}
    assert {path for path in made if "tin-9" in path.parts} == set() == {*(site_root / "site").rglob("tin-9")}


def test_many_articles_are_read_together_as_one_by_one(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Good ones, broken ones, and those that cite documents, whose places in their file do not pass between processes."""
    for number in range(9):
        write(small, f"tin-{number}", f"places: [{HERE}]\n")
    write(small, "can-cu", "documents: [999/2031/NĐ-CP]\n", "Theo Nghị định số 999/2031/NĐ-CP.")
    write(small, "hong", "topics: [x\n")
    write(small, "so", body="Gọi 0912345678, hoặc [đọc tiếp](khong-co.md).")
    alone = read_reference(small, find_catalogue(small, None), TODAY)
    monkeypatch.setattr(articles, "FEWEST_TO_DIVIDE", 1)
    monkeypatch.setattr(articles, "PORTION", 2)
    together = read_reference(small, find_catalogue(small, None), TODAY, in_workers(workers(2), no_progress, "Đọc tin"))
    assert together == alone
    assert {one.rule for one in alone[1]} >= {"yaml-syntax", "dead-link"}
    assert any(one.place.file.endswith("can-cu.md") for one in alone[1])


def test_a_page_is_kept_only_as_long_as_all_that_it_is_made_from_is_the_same() -> None:
    part = NewsPart("news/all//1", b"", {"1": b"a", "2": b"b"})
    made = MadeNews(b"base", {"1": (b"a", ("1.html",)), "2": (b"x", ("2.html",)), "3": (b"c", ("3.html",))})
    assert made.still_good(b"base", part) == {"1": ("1.html",)} and made.still_good(b"other", part) == {}


def test_a_month_is_called_without_a_nought() -> None:
    facts = gather_facts(list_news((), TODAY), {}, TODAY)
    assert name_list(NewsList("months", "2026-09", ()), facts, VIETNAMESE) == "Tin tháng 9/2026"


def test_an_article_says_its_hour_its_corrections_and_its_notes(site_root: Path) -> None:
    """A footnote leads there and back; a wide table can be moved by the keyboard; the hour is that of Việt Nam."""
    front = 'kicker: Dòng đầu\ntime: "08:30"\nupdated:\n  - {date: 2026-11-12, text: Sửa số quyết định.}\n'
    write(site_root, "mau", front, "Câu[^1].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Theo báo cáo.\n")
    assert not build(site_root).report.diagnostics
    made = page(site_root, "tin-tuc/2026/mau")
    assert '<time datetime="2026-11-10T08:30+07:00">10/11/2026 | 08:30</time>' in made
    assert "Sửa số quyết định." in made and "Dòng đầu" in made
    assert 'href="#fn:1"' in made and 'id="fn:1"' in made and 'href="#fnref:1"' in made
    odd = render_markdown("Một[^ghi chú].\n\n[^ghi chú]: Lời.", "", "")
    assert 'href="#fn:so-1"' in odd and 'id="fn:so-1"' in odd and 'id="fnref:so-1"' in odd
    assert '<div class="scroll" tabindex="0"><table>' in made


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("A <script>alert(1)</script> b", "A b"),
        ('<iframe src="https://a.example"></iframe> chữ', "chữ"),
        ('<p style="position:fixed" onclick="x()">a</p><style>*{display:none}</style>', "a"),
        ('<form action="https://a.example"><input name=a>Gửi</form>', "Gửi"),
        ('<meta http-equiv="refresh" content="0;url=https://a.example"> chữ', "chữ"),
        ('a[^x"onclick="alert(1)]\n\n[^x"onclick="alert(1)]: b', "a1 b ↑"),
        ("a[^9] b", "a[^9] b"),
        ("<div class=footnote><table><tr><td>a", "<div class=footnote><table>a"),
        ("a <!-- b\n\nc", "a <!-- b c"),
        ("<a href='java\nscript:alert(1)'>a</a> <a href='&#106;avascript:alert(1)'>b</a> [c](JaVaScRiPt:alert(1))", "a b c"),
        ("<svg><a xlink:href='javascript:alert(1)'><text>chữ</text></a></svg>", ""),
        ("<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", ""),
    ],
)
def test_whatever_is_written_nothing_of_it_runs(body: str, shown: str) -> None:
    """Of HTML that does anything its words are left at most; what only looks like HTML stays words."""
    made = str(render_markdown(body, "../", "../"))
    assert shown in " ".join(html.unescape(re.sub(r"<[^>]*>", "", made)).split())
    for tag in re.findall(r"<[a-z][^>]*>", made):
        assert not re.search(r"\s(?:on\w+|style|action|http-equiv)=|script:", html.unescape(re.sub('"#fn[^"]*"', "", tag))), tag
        assert not re.match("<(?:script|style|iframe|form|input|meta|svg|math|object|embed)", tag), tag


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", {"empty-file"}),
        ("---\ntitle: a\n\nBài.\n", {"front-matter-missing"}),
        ("---\na: &a [1]\nb: [*a, *a]\n---\nBài.\n", {"yaml-alias"}),
        ('---\ntitle: !!python/object/apply:os.system ["id"]\n---\nBài.\n', {"yaml-tag"}),
        ("---\nplaces:\n\t- ha-noi\n---\nBài.\n", {"yaml-syntax"}),
        ("Không có phần đầu.\n", {"front-matter-missing"}),
        ("---\ntitle: [\n---\nBài.\n", {"yaml-syntax"}),
        ("---\ntitle: A\ntitle: B\n---\nBài.\n", {"duplicate-key"}),
    ],
)
def test_a_broken_front_matter_is_told_at_its_line(text: str, rules: set[str], small: Path) -> None:
    (small / "news/2026/hong.md").write_text(text, "utf-8")
    assert rules <= {one.rule for one in told(small)}


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "/tin-tuc/2026/khong-co/",
        "khong-co.md",
        "data:text/html,x",
        "/tin-tuc/nam/2011/",
        "/tin-tuc/noi/o-dau/",
    ],
)
def test_a_link_that_runs_or_leads_nowhere_is_told(target: str, small: Path) -> None:
    write(small, "lien-ket", body=f"Xem [đây]({target}).")
    assert [one.rule for one in told(small)] in (["dead-link"], ["bad-link"])


@pytest.mark.parametrize(
    "target", ["/tin-tuc/nam/2026/", "/tin-tuc/noi/ha-noi/thuong-tin/trang-2/", "/tin-tuc/thang/2026-11/", "tin-mau.md"]
)
def test_a_link_to_a_list_of_news_leads_somewhere(target: str, small: Path) -> None:
    write(small, "lien-ket", body=f"Xem [đây]({target}).")
    assert told(small) == []


def test_a_number_of_the_office_is_nobodys(small: Path) -> None:
    """One that stands in the commune's record is the office's; anybody else's is told."""
    record = small / f"catalogue/{HERE}/commune.yaml"
    record.write_text(record.read_text("utf-8") + "# Trực ban: 0912 345 678\n", "utf-8")
    write(small, "hoi", f"places: [{HERE}]\n", "Hỏi 0912345678.")
    assert told(small) == []
    write(small, "hoi", f"places: [{HERE}]\n", "Hỏi 0912345679.")
    assert [one.rule for one in told(small)] == ["personal-number"]


def test_the_poster_and_the_book_of_a_board_name_the_notices_that_are_posted(small: Path) -> None:
    """Each with its kind, its number and its last day; those that are over are gone."""
    write(small, "nay", f"places: [{HERE}]\nnotice: {{kind: ket-luan, number: 7/KL-UBND, until: 2026-11-30}}\n")
    write(small, "qua", f"places: [{HERE}]\nnotice: {{kind: khac, until: 2026-11-15}}\n")
    _, boards = read_boards(small, HERE, TODAY, "https://niemyet.example/")
    data = boards[0].describe_index("", PaperFormat())
    [notice] = data["notices"]
    assert (notice["title"], notice["told"]) == ("Tin nay", "Kết luận 7/KL-UBND, niêm yết đến hết 30/11/2026")
    made = Typesetter(REPOSITORY / "theme").typeset("index", HERE, data)
    assert made.startswith(b"%PDF")
    book = Typesetter(REPOSITORY / "theme").typeset("book", HERE, boards[0].describe_book(PaperFormat()))
    assert "Tinnay" in words(book) and "Tinqua" not in words(book)
