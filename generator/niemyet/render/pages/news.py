"""The news: the paginated list, the six topics, and every article."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from niemyet.law.mentions import KnownDocuments, around_article
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.reference import LegalDocument
from niemyet.model.vocabulary import TOPIC_NAMES, name_value
from niemyet.render import addresses
from niemyet.render.document_links import link_documents
from niemyet.render.markdown import render_markdown
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.attachments import find_attached
from niemyet.resolve.procedures import DatedProcedure
from niemyet.validate.records import ArticleRecord

PER_PAGE = 20
ABOUT = "Tin về cải cách hành chính ở xã, phường: kỷ cương, rà soát thủ tục, dịch vụ công trực tuyến."


@dataclass(frozen=True, slots=True)
class NewsView:
    """The inputs of the news. Names of places are by path."""

    today: date
    articles: tuple[ArticleRecord, ...]
    documents: Mapping[str, LegalDocument]
    procedures: Mapping[str, DatedProcedure]
    province_names: Mapping[str, str]
    commune_names: Mapping[str, str]
    attachments: Mapping[str, AttachedFile]


def render_news(renderer: TemplateRenderer, view: NewsView) -> Iterator[Page]:
    """Yields the list in pages of twenty, each topic likewise, then every article."""
    articles = view.articles
    topics = [
        (topic, renderer.language.say(name))
        for topic, name in TOPIC_NAMES.items()
        if any(topic in a.article.topics for a in articles)
    ]
    yield from _render_list(renderer, articles, topics, "")
    for topic, _ in topics:
        yield from _render_list(renderer, [article for article in articles if topic in article.article.topics], topics, topic)
    known = KnownDocuments(view.documents)
    for article in articles:
        yield _render_article(renderer, view, article, known)


def _render_list(
    renderer: TemplateRenderer, articles: Sequence[ArticleRecord], topics: Sequence[tuple[str, str]], topic: str
) -> Iterator[Page]:
    """The list pages of one topic; of all news if `topic` is ''."""
    pages = max(1, -(-len(articles) // PER_PAGE))
    language = renderer.language
    name = language.say(name_value(TOPIC_NAMES, topic) if topic else "Tin cải cách hành chính")
    about = language.say("Tin cải cách hành chính theo chủ đề: {topic}.", topic=name) if topic else language.say(ABOUT)
    for number in range(1, pages + 1):
        kind = "topic" if topic else "news"
        yield renderer.render_page(
            kind if number == 1 else f"{kind}-page",
            addresses.of_topic(topic, number) if topic else addresses.of_news_page(number),
            title=name + (language.say(", trang {page}", page=number) if number > 1 else ""),
            description=about,
            articles=articles[(number - 1) * PER_PAGE : number * PER_PAGE],
            topics=topics,
            topic=topic,
            page=number,
            pages=pages,
        )


def _render_article(renderer: TemplateRenderer, view: NewsView, read: ArticleRecord, known: KnownDocuments) -> Page:
    article, path = read.article, path_of("article", read.path)
    given = [(one.title, find_attached(path, one.file, view.attachments)) for one in article.files]
    names = {**view.province_names, **view.commune_names}
    root = f"../../../{renderer.language.up}"  # an article is Vietnamese, and leads to Vietnamese pages
    folder = f"{root}tin-tuc/{posixpath.dirname(read.path)}/" if renderer.language.up else "../"
    return renderer.render_page(
        "article",
        addresses.of_article(read.path),
        title=article.title,
        description=article.lead,
        file=path,
        article=article,
        given_files=[(title, file) for title, file in given if file is not None],
        body_html=link_documents(
            render_markdown(read.body, root=root, folder=folder), partial(known.find, around=around_article(article)), root
        ),
        folder=folder,
        documents=view.documents,
        today=view.today,
        places=[(path, renderer.language.unit(names[path])) for path in article.places],
        procedures=[view.procedures[code] for code in article.procedures],
    )
