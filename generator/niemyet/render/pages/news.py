"""The news about administrative reform: the list, page by page, the six topics, and every article."""

from collections.abc import Iterator, Mapping, Sequence

from niemyet.catalogue.reading import ReadArticle
from niemyet.model.article import TOPIC_NAMES
from niemyet.render import addresses
from niemyet.render.listings import ListedCommune
from niemyet.render.markdown import render_markdown
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.render.wording import name_unit
from niemyet.resolve.site import ResolvedReference

PER_PAGE = 20
ABOUT = "Tin về cải cách hành chính ở xã, phường: kỷ cương, rà soát thủ tục, dịch vụ công trực tuyến."


def render_news(
    renderer: TemplateRenderer, reference: ResolvedReference, communes: Mapping[str, ListedCommune]
) -> Iterator[Page]:
    """The list in pages of twenty, each topic likewise, then every article."""
    articles = reference.articles
    topics = [(topic, name) for topic, name in TOPIC_NAMES.items() if any(topic in a.article.topics for a in articles)]
    yield from _render_list(renderer, articles, topics, "")
    for topic, _ in topics:
        yield from _render_list(renderer, [article for article in articles if topic in article.article.topics], topics, topic)
    for article in articles:
        yield _render_article(renderer, reference, communes, article)


def _render_list(
    renderer: TemplateRenderer, articles: Sequence[ReadArticle], topics: Sequence[tuple[str, str]], topic: str
) -> Iterator[Page]:
    """The pages of one topic, of all news where it is ''."""
    pages = max(1, -(-len(articles) // PER_PAGE))
    name = TOPIC_NAMES[topic] if topic else "Tin cải cách hành chính"
    about = f"Tin cải cách hành chính theo chủ đề: {name}." if topic else ABOUT
    for number in range(1, pages + 1):
        kind = "topic" if topic else "news"
        yield renderer.render_page(
            kind if number == 1 else f"{kind}-page",
            addresses.of_topic(topic, number) if topic else addresses.of_news_page(number),
            title=name + (f", trang {number}" if number > 1 else ""),
            description=about,
            file=f"theme/records/{kind}.html",
            articles=articles[(number - 1) * PER_PAGE : number * PER_PAGE],
            topics=topics,
            topic=topic,
            page=number,
            pages=pages,
        )


def _render_article(
    renderer: TemplateRenderer, reference: ResolvedReference, communes: Mapping[str, ListedCommune], read: ReadArticle
) -> Page:
    article = read.article
    provinces = {path: name_unit(p.province) for path, p in reference.provinces.items()}
    names = provinces | {path: commune.name for path, commune in communes.items()}
    return renderer.render_page(
        "article",
        addresses.of_article(read.path),
        title=article.title,
        description=article.lead,
        file=f"news/{read.path}.md",
        article=article,
        body_html=render_markdown(read.body, root="../../../", folder="../"),
        documents=reference.documents,
        today=reference.today,
        places=[(path, names[path]) for path in article.places],
        procedures=[reference.procedures[code].procedure for code in article.procedures],
    )
