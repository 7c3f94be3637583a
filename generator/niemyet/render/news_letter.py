"""A letter with the latest news, ready for whoever has a list of readers: nobody's address is in it.

Made of the heads of articles, as text and as HTML that say the same. The same records give the same bytes.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from niemyet.model.vocabulary import TOPIC_NAMES, name_value
from niemyet.render import addresses
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import OutputFile, compile_xml
from niemyet.resolve.article_heads import ArticleHead

NEWS = "Tin cải cách hành chính"
MOST_IN_LETTER = 10
PERIOD = timedelta(days=31)
"""The letter has the articles of so many days; the latest ones, if there are none."""
FEWEST_IN_LETTER = 3

_STYLE = {
    "sheet": "max-width: 600px; margin: 0 auto; overflow: hidden; border: 1px solid #e2d8c8; border-radius: 8px; "
    "background: #fffdf9; font-family: -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; font-size: 16px; line-height: 1.55;",
    "small": "margin: 0 0 4px; font-size: 14px; color: #5c534b;",
    "item": "margin-top: 20px; padding-top: 20px; border-top: 1px solid #e2d8c8;",
    "heading": "margin: 0 0 6px; font-size: 19px; line-height: 1.35;",
    "link": "color: #0b4f66;",
    "button": "display: inline-block; padding: 12px 20px; border-radius: 6px; background: #0b4f66; color: #ffffff; "
    "font-weight: bold; text-decoration: none;",
    "sender": "margin: 0; padding: 16px 24px; border-top: 1px solid #e2d8c8; font-size: 14px; color: #5c534b;",
}
"""Styles stand in the elements, because mail programs drop those in the head: there are only colours for the night."""

_LETTER = """\
<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ title }}</title>
<style>
@media (prefers-color-scheme: dark) {
.page { background: #171412 !important; }
.sheet { background: #221e1b !important; border-color: #453d37 !important; }
.text, .sheet h2 { color: #f3eee8 !important; }
.soft { color: #b9afa5 !important; }
.link { color: #8ccfe0 !important; }
.line { border-color: #453d37 !important; }
}
</style>
</head>
<body class="page" style="margin: 0; padding: 0; background: #f6f1e7;">
<div class="page" style="padding: 16px 8px; background: #f6f1e7;">
<div class="sheet" style="{{ style.sheet }}">
<div style="padding: 20px 24px; background: #8c1d18; color: #ffffff;">
<p style="margin: 0 0 4px; font-size: 14px; color: #ffffff;">{{ day }}</p>
<h1 style="margin: 0; font-size: 24px; line-height: 1.3; color: #ffffff;">{{ name }}</h1>
</div>
<div style="padding: 8px 24px 24px;">
<p class="soft" style="margin: 16px 0 0; color: #5c534b;">{{ intro }}</p>
{% for one in listed %}
<div class="line" style="{{ style.item }}">
<p class="soft" style="{{ style.small }}">{{ one.day }}{% if one.topic %} · {{ one.topic }}{% endif %}</p>
<h2 style="{{ style.heading }}"><a class="link" style="{{ style.link }}" href="{{ one.link }}">{{ one.title }}</a></h2>
<p class="text" style="margin: 0; color: #1d1a17;">{{ one.lead }}</p>
</div>
{% endfor %}
<p style="margin: 28px 0 0;"><a style="{{ style.button }}" href="{{ home }}">{{ more }}</a></p>
</div>
<p class="soft line" style="{{ style.sender }}">{{ sender }}</p>
</div>
</div>
</body>
</html>
"""


def write_letter(heads: Sequence[ArticleHead], site_url: str, today: date) -> Iterator[OutputFile]:
    """Yields the letter, as mail programs open it to be sent, and its text. `heads` are sorted, the latest first."""
    recent = [one for one in heads if one.day > today - PERIOD]
    shown = (recent if len(recent) >= FEWEST_IN_LETTER else heads[:FEWEST_IN_LETTER])[:MOST_IN_LETTER]
    day = VIETNAMESE.day(today)
    words = {
        "title": f"{NEWS}, {day}",
        "intro": f"{len(shown)} bài mới nhất." if shown else "Chưa có tin mới.",
        "home": site_url + addresses.NEWS,
        "more": "Xem mọi tin",
        "sender": "[Nơi gửi ghi ở đây: tên cơ quan, cách ngừng nhận thư.]",
    }
    listed = [
        {
            "title": _on_one_line(one.title),
            "lead": _on_one_line(one.lead),
            "day": _on_one_line(one.period) or VIETNAMESE.day(one.day),
            "topic": name_value(TOPIC_NAMES, one.topics[0]),
            "link": site_url + addresses.of_article(one.path),
        }
        for one in shown
    ]
    blocks = [f"{one['title']}\n{one['day']} · {one['topic']}\n{one['lead']}\n{one['link']}" for one in listed]
    text = "\n\n".join((words["title"], words["intro"], *blocks, f"{words['more']}: {words['home']}", words["sender"])) + "\n"
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = words["title"]
    letter["X-Unsent"] = "1"  # mail programs open it as a letter to be sent
    letter.set_content(text, cte="base64")
    html = compile_xml(_LETTER)(listed=listed, name=NEWS, day=day, style=_STYLE, **words)
    letter.add_alternative(html, subtype="html", cte="base64")
    letter.set_boundary("niemyet-ban-tin")
    yield OutputFile(addresses.NEWS_LETTER, letter.as_bytes())
    yield OutputFile(addresses.NEWS_LETTER_TEXT, text.encode())


def _on_one_line(text: str) -> str:
    """What an article says of itself cannot look like another article, with an address of its own."""
    return " ".join(text.split())
