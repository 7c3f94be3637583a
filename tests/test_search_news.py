"""The words of the articles in the search: found by every word of title, lead and body, and never fetched as a whole."""

import json
from pathlib import Path

from conftest import TODAY
from niemyet.render.search import ADDRESS, MOST_ARTICLES
from niemyet.render.search_news import FOLDER, TITLES_IN_FILE, SearchedArticle, fold_text, write_month
from test_site import build


def read(path: Path) -> object:
    return json.loads(path.read_text("utf-8"))


def test_words_are_folded_as_the_search_folds_them() -> None:
    """Without marks, y as i; addresses of links and markup are no words."""
    assert fold_text("Ký số, **M’Drắk** [xem](https://a.example/duong) <b>đậm</b>") == ["ki", "so", "mdrak", "xem", "dam"]


def test_a_word_says_where_it_stands() -> None:
    """In the title rather than the lead, there rather than the body; the latest article has the least number."""
    articles = [SearchedArticle("2026/a", "Kiểm tra", "Một cửa", "20/11/2026", "kiểm kê một lần"),
                SearchedArticle("2026/b", "Hai", "Kiểm tra", "19/11/2026", "Ba")]  # fmt: skip
    files = {one.path.removeprefix(f"{FOLDER}2026-11/"): json.loads(one.data) for one in write_month("2026-11", articles)}
    assert files["tu-ki.json"] == {"kiem": [3, 6]}
    assert files["tu-ke.json"] == {"ke": [1]}
    assert files["tu-mo.json"] == {"mot": [2]}
    assert files["bai-0.json"] == [["2026/a", "Kiểm tra", "20/11/2026"], ["2026/b", "Hai", "19/11/2026"]]
    assert {f"tu-{key}.json" for key in files["muc.json"]["keys"]} == {name for name in files if name.startswith("tu-")}


def test_titles_are_fetched_by_the_dozen() -> None:
    """Article 40 stands in the second file of titles."""
    articles = [SearchedArticle(f"2026/{number}", "Tin", "", "", "") for number in range(40)]
    files = {one.path: json.loads(one.data) for one in write_month("2026-11", articles)}
    assert files[f"{FOLDER}2026-11/bai-1.json"][40 - TITLES_IN_FILE - 1][0] == "2026/39"


def test_the_site_has_the_words_of_bodies(site_root: Path) -> None:
    """Of the month of each article; the search data have the latest articles alone, and name the months."""
    article = (site_root / "news/2026/tin-mau.md").read_text("utf-8")
    for number in range(29):
        day = f"2026-{1 + number % 10:02}-01"
        text = article.replace("2026-11-10", day).split("images:")[0] + f"---\n\nBài số {number} về lúa nếp.\n"
        (site_root / f"news/2026/bai-{number}.md").write_text(text, "utf-8")
    build(site_root)
    site = site_root / "site"
    data = read(site / ADDRESS)
    assert isinstance(data, dict) and len(data["articles"]) == MOST_ARTICLES and data["articles"][0]["path"] == "2026/tin-mau"
    assert data["months"] == [f"2026-{month:02}" for month in range(TODAY.month, 0, -1)]
    words = read(site / f"{FOLDER}2026-03/tu-lu.json")
    assert isinstance(words, dict) and [place & 3 for place in words["lua"]] == [1, 1, 1]
