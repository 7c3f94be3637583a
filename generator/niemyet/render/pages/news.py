"""The news about administrative reform: the list, page by page, the six topics, and every article."""

from collections.abc import Iterator, Mapping

from niemyet.model.article import TOPIC_NAMES
from niemyet.reading import ReadArticle
from niemyet.render import addresses
from niemyet.render.listings import ListedCommune
from niemyet.render.markdown import render_markdown
from niemyet.render.press import Page, Press
from niemyet.render.wording import name_unit
from niemyet.resolve.site import ResolvedReference

PER_PAGE = 20


def print_news(press: Press, reference: ResolvedReference, communes: Mapping[str, ListedCommune]) -> Iterator[Page]:
    """The list in pages of twenty, the topics, then every article."""
    articles = reference.articles
    pages = max(1, -(-len(articles) // PER_PAGE))
    topics = [(topic, name) for topic, name in TOPIC_NAMES.items() if any(topic in a.article.topics for a in articles)]
    for number in range(1, pages + 1):
        yield press.print_page(
            "news" if number == 1 else "news-page",
            addresses.of_news_page(number),
            title="Tin cải cách hành chính" + (f", trang {number}" if number > 1 else ""),
            description="Tin về cải cách hành chính ở xã, phường: kỷ cương, rà soát thủ tục, dịch vụ công trực tuyến.",
            file="theme/records/news.html",
            articles=articles[(number - 1) * PER_PAGE : number * PER_PAGE],
            topics=topics,
            topic="",
            page=number,
            pages=pages,
        )
    for topic, name in topics:
        yield press.print_page(
            "topic",
            addresses.of_topic(topic),
            title=name,
            description=f"Tin cải cách hành chính theo chủ đề: {name}.",
            file="theme/records/topic.html",
            articles=[article for article in articles if topic in article.article.topics],
            topics=topics,
            topic=topic,
            page=1,
            pages=1,
        )
    for article in articles:
        yield _print_article(press, reference, communes, article)


def _print_article(press: Press, reference: ResolvedReference, communes: Mapping[str, ListedCommune], read: ReadArticle) -> Page:
    article = read.article
    provinces = {path: name_unit(p.province) for path, p in reference.provinces.items()}
    names = provinces | {path: commune.name for path, commune in communes.items()}
    return press.print_page(
        "article",
        addresses.of_article(read.path),
        title=article.title,
        description=article.lead,
        file=f"news/{read.path}.md",
        article=article,
        body_html=render_markdown(read.body, root="../../../", folder="../"),
        documents=reference.documents,
        places=[(path, names[path]) for path in article.places],
        procedures=[reference.procedures[code].procedure for code in article.procedures],
    )
