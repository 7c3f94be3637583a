"""The feeds of the news are valid (RFC 4287, JSON Feed 1.1), and the letter is one; the six areas have their pages."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import fastjsonschema
import feedparser
import pytest

from conftest import TODAY
from niemyet.model.vocabulary import TOPIC_NAMES
from niemyet.render.news_feeds import MOST_ENTRIES, NewsFeedsView, write_news_feeds
from niemyet.resolve.article_heads import ArticleHead
from test_site import build

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://niemyet.example/"


def head(number: int, **more: Any) -> ArticleHead:
    title = f"Bài <{number}> & “khác”"
    made = ArticleHead(f"2026/bai-{number}", title, "Tóm tắt.", TODAY, "", "Ban biên tập", ("cong-vu",), (), (), ())
    return made._replace(**more)


VIEW = NewsFeedsView(
    URL,
    TODAY,
    "",
    (
        *(head(number) for number in range(40)),
        head(40, places=("ha-noi/kim-lien",), topics=("the-che",), day=date(2026, 1, 2)),
        head(41, places=("ha-noi",), day=date(2025, 1, 2), period="Năm 2017"),
    ),
    {"ha-noi": "thành phố Hà Nội"},
    {"ha-noi/kim-lien": "phường Kim Liên"},
)


def files(view: NewsFeedsView = VIEW) -> dict[str, bytes]:
    return {file.path: file.data for file in write_news_feeds(view)}


def check_atom(data: bytes, path: str) -> list[str]:
    """What RFC 4287 §4 demands of a feed and its entries; gives the links of the entries."""
    feed = ElementTree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"{ATOM}{name}")
            assert (one.text or "").strip()
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "").utcoffset() is not None
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == URL + path
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len({*ids})
    links = [entry.find(f"{ATOM}link") for entry in feed.iter(f"{ATOM}entry")]
    return [link.get("href", "") for link in links if link is not None]


def check_json(data: bytes, path: str) -> list[str]:
    """What JSON Feed 1.1 demands: its version, a title, and items with an id, a text and a dated address."""
    feed = json.loads(data)
    assert (feed["version"], feed["feed_url"]) == ("https://jsonfeed.org/version/1.1", URL + path)
    assert isinstance(feed["title"], str) and feed["home_page_url"].startswith(URL) and feed["language"] == "vi"
    known = {"version", "title", "home_page_url", "feed_url", "language", "hubs", "items"}
    assert set(feed) <= known
    for item in feed["items"]:
        assert isinstance(item["id"], str) and item["url"] and (item.get("content_text") or item.get("content_html"))
        assert datetime.fromisoformat(item["date_published"]).utcoffset() is not None
        assert all(author["name"] for author in item["authors"]) and all(isinstance(tag, str) for tag in item["tags"])
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    return [item["url"] for item in feed["items"]]


ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$"}
WORDS = {"type": "string", "minLength": 1}
PEOPLE = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": WORDS, "url": ADDRESS, "avatar": ADDRESS},
        "minProperties": 1,
        "additionalProperties": False,
    },
}
ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        **dict.fromkeys(("url", "external_url", "image", "banner_image"), ADDRESS),
        **dict.fromkeys(("id", "title", "content_html", "content_text", "summary", "language"), WORDS),
        **dict.fromkeys(("date_published", "date_modified"), MOMENT),
        "authors": PEOPLE,
        "tags": {"type": "array", "items": WORDS},
        "attachments": {"type": "array"},
    },
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("title", "description", "user_comment", "language"), WORDS),
        **dict.fromkeys(("home_page_url", "feed_url", "next_url", "icon", "favicon"), ADDRESS),
        "authors": PEOPLE,
        "expired": {"type": "boolean"},
        "hubs": {
            "type": "array",
            "items": {"type": "object", "required": ["type", "url"], "properties": {"type": WORDS, "url": ADDRESS}},
        },
        "items": {"type": "array", "items": ITEM},
    },
    "additionalProperties": False,
}
"""JSON Feed 1.1, as its specification describes it."""


def pairs() -> Iterator[tuple[str, list[str], list[str]]]:
    """The folder of each list, and what its two feeds lead to."""
    made = files()
    for path, data in made.items():
        if path.endswith(".xml"):
            other = path.replace(".xml", ".json")
            yield path.removesuffix("tin.xml"), check_atom(data, path), check_json(made[other], other)


def test_every_list_has_two_valid_feeds_that_say_the_same() -> None:
    """Of the site, of each topic, of each place told of: of a commune's province too. The latest first, so many at most."""
    led = {folder: links for folder, links, others in pairs() if links == others}
    assert set(led) == {
        "tin-tuc/", *(f"tin-tuc/chu-de/{topic}/" for topic in TOPIC_NAMES), "tin-tuc/noi/ha-noi/", "tin-tuc/noi/ha-noi/kim-lien/",
    }  # fmt: skip
    assert led["tin-tuc/"] == [f"{URL}tin-tuc/2026/bai-{number}/" for number in range(MOST_ENTRIES)]
    assert led["tin-tuc/chu-de/the-che/"] == led["tin-tuc/noi/ha-noi/kim-lien/"] == [f"{URL}tin-tuc/2026/bai-40/"]
    assert len(led["tin-tuc/noi/ha-noi/"]) == 2
    assert led["tin-tuc/chu-de/bo-may/"] == []


def test_readers_of_others_understand_the_feeds() -> None:
    """feedparser finds nothing to mend, and reads what we meant: who, when, what about, where; the other form fits its schema."""
    made, fits = files(replace(VIEW, websub="https://hub.example/")), fastjsonschema.compile(JSON_FEED)
    for path, data in made.items():
        if path.endswith(".json"):
            fits(json.loads(data))
        if not path.endswith(".xml"):
            continue
        read = feedparser.parse(data)
        assert (read.bozo, read.version, read.feed.language) == (False, "atom10", "vi")
        assert {link.rel: link.href for link in read.feed.links} == {
            "self": URL + path, "alternate": URL + path.removesuffix("tin.xml"), "hub": "https://hub.example/",
        }  # fmt: skip
        assert all(one.author == "Ban biên tập" and one.link == one.id for one in read.entries)
    [one] = feedparser.parse(made["tin-tuc/noi/ha-noi/kim-lien/tin.xml"]).entries
    assert (one.title, one.summary) == ("Bài <40> & “khác”", "Tóm tắt.")
    assert (one.published, [tag.term for tag in one.tags]) == ("2026-01-02T00:00:00+07:00", [TOPIC_NAMES["the-che"]])


def test_a_hub_is_named_where_there_is_one() -> None:
    """In both forms; nowhere else."""
    hub = "https://hub.example/"
    made = files(replace(VIEW, websub=hub))
    assert f'<link rel="hub" href="{hub}"/>' in made["tin-tuc/tin.xml"].decode()
    assert json.loads(made["tin-tuc/tin.json"])["hubs"] == [{"type": "WebSub", "url": hub}]
    assert b"hub" not in files()["tin-tuc/tin.xml"] + files()["tin-tuc/tin.json"]


@pytest.mark.parametrize("heads", [VIEW.article_heads, VIEW.article_heads[-2:], ()])
def test_the_letter_is_ready_and_addressed_to_nobody(heads: tuple[ArticleHead, ...]) -> None:
    """Text and HTML that say the same of the latest articles, none of whose signs is markup; the bytes are always the same."""
    made = files(replace(VIEW, article_heads=heads))
    letter = message_from_bytes(made["tin-tuc/ban-tin.eml"], policy=policy.default)
    assert isinstance(letter, EmailMessage) and not {"From", "To", "Cc", "Bcc", "Date"} & set(letter.keys())
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None and html is not None
    assert text.get_content().replace("\r\n", "\n") == made["tin-tuc/ban-tin.txt"].decode()
    links = re.findall(r"https://\S+/bai-[0-9]+/", text.get_content())
    assert links == re.findall(r'<a [^>]*href="(https://[^"]+/bai-[0-9]+/)">', html.get_content())
    assert links == [f"{URL}tin-tuc/{one.path}/" for one in heads[:10]]
    assert "<0>" not in html.get_content() and ("Chưa có tin mới." in text.get_content()) is not bool(heads)
    assert made == files(replace(VIEW, article_heads=heads))
    false = head(99)._replace(title="Một\n\nHai\u2028Ba", lead="Bốn\nhttps://x.example/")
    said = files(replace(VIEW, article_heads=(false, *heads)))["tin-tuc/ban-tin.txt"].decode()
    assert "\nMột Hai Ba\n" in said and "\nBốn https://x.example/\n" in said


def test_the_six_areas_have_their_pages(site_root: Path) -> None:
    """Each says what it is, leads to its news, feeds, procedures and documents, and is named on the page of all."""
    build(site_root)
    site = site_root / "site"
    every = (site / "cai-cach/index.html").read_text("utf-8")
    for topic in TOPIC_NAMES:
        assert f"cai-cach/{topic}/" in every
        page = (site / f"cai-cach/{topic}/index.html").read_text("utf-8")
        assert f'type="application/atom+xml" title="{TOPIC_NAMES[topic]} (Atom)"' in page
        assert ("tin-tuc/2026/tin-mau/" in page) is (topic == "thu-tuc-hanh-chinh")
    page = (site / "cai-cach/thu-tuc-hanh-chinh/index.html").read_text("utf-8")
    for target in ("thu-tuc/1.001193/", "van-ban/60-2014-qh13/", "tin-tuc/chu-de/thu-tuc-hanh-chinh/tin.json"):
        assert target in page
    check_atom((site / "tin-tuc/tin.xml").read_bytes().replace(b"https://niemyet.example/", URL.encode()), "tin-tuc/tin.xml")


def test_a_feed_tells_the_hour_and_the_last_mending() -> None:
    """An article of 8:30 is of 8:30 in Việt Nam; one that was mended later is of the day of the mending, and says when it was
    published."""
    early = head(1, day=date(2026, 11, 2), clock=time(8, 30))
    mended = head(2, day=date(2026, 11, 1), corrected=date(2026, 11, 3))
    made = files(replace(VIEW, article_heads=(early, mended)))
    feed = ElementTree.fromstring(made["tin-tuc/tin.xml"])
    assert [one.text for one in feed.iter(f"{ATOM}updated")] == [
        "2026-11-03T00:00:00+07:00", "2026-11-02T08:30:00+07:00", "2026-11-03T00:00:00+07:00",
    ]  # fmt: skip
    items = json.loads(made["tin-tuc/tin.json"])["items"]
    assert [(one["date_published"], one.get("date_modified")) for one in items] == [
        ("2026-11-02T08:30:00+07:00", None), ("2026-11-01T00:00:00+07:00", "2026-11-03T00:00:00+07:00"),
    ]  # fmt: skip
