"""The page of an article: its words with its pictures, what it is about, and what leads on."""

import posixpath
from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from niemyet.law.mentions import KnownDocuments, around_article
from niemyet.model.article import Article
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.pictures import PictureFile
from niemyet.model.reference import LegalDocument
from niemyet.model.vocabulary import TOPIC_NAMES, name_value
from niemyet.render import addresses
from niemyet.render.document_links import link_documents
from niemyet.render.markdown import ShownPicture, render_markdown
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.news import Beside
from niemyet.resolve.procedures import Owner
from niemyet.validate.article_body import find_linked
from niemyet.validate.records import ArticleRecord
from niemyet.values import dataclass

WORDS_A_MINUTE = 220
"""Syllables, as Vietnamese writes them, that people read of an official text in a minute."""


@dataclass(frozen=True, slots=True)
class NamedProcedure:
    """A procedure as an article leads to it."""

    code: str
    title: str
    owner: Owner | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The inputs of the page of an article. Files, documents and procedures are those that it names."""

    today: date
    read: ArticleRecord
    beside: Beside
    pictures: Mapping[str, PictureFile]
    """By path, of the article and of those beside it."""
    attachments: Mapping[str, AttachedFile]
    """By name."""
    documents: Mapping[str, LegalDocument]
    said: frozenset[str]
    """The documents that its words name, where among all documents it is certain which are meant."""
    procedures: tuple[NamedProcedure, ...]
    place_names: Mapping[str, str]
    waiting: frozenset[str] = frozenset()
    """What its words lead to and is published later, as its record has it."""
    shared: bool = False
    """Whether it has a picture of its own for who passes it on."""


def render_article(renderer: TemplateRenderer, view: ArticleView, body: str) -> Page:
    """The page of an article whose words are `body`."""
    article, language = view.read.article, renderer.language
    root = f"../../../{language.up}"  # an article is Vietnamese, and leads to Vietnamese pages
    folder = f"{root}tin-tuc/{posixpath.dirname(view.read.path)}/" if language.up else "../"
    shown = _show_pictures(view)
    rest = [name for name in shown if name not in view.read.pictured]
    file = path_of("article", view.read.path)
    return renderer.render_page(
        "article",
        addresses.of_article(view.read.path),
        title=article.title,
        description=article.lead,
        file=file,
        links=renderer.share_links(addresses.of_article(view.read.path), article.title) if view.shared else "",
        article=article,
        minutes=round(view.read.words / WORDS_A_MINUTE),
        posted=article.is_posted(view.today),
        leading=[shown[name] for name in rest[:1]],
        gallery=[shown[name] for name in rest[1:]],
        given_files=[(one.title, view.attachments[one.file]) for one in article.files if one.file in view.attachments],
        body_html=_link_said(
            render_markdown(body, root, folder, shown, lambda target: find_linked(target, file) in view.waiting), view, root
        ),
        up=root,
        documents=view.documents,
        today=view.today,
        places=[(path, language.unit(view.place_names[path])) for path in article.places if path in view.place_names],
        procedures=view.procedures,
        beside=view.beside,
        pictures=view.pictures,
        first_picture=first_picture,
        names_of_topics=[name_value(TOPIC_NAMES, topic) for topic in article.topics],
    )


def _link_said(made: Markup, view: ArticleView, root: str) -> Markup:
    """The words with links around the documents that they name."""
    if not view.said:
        return made
    known, around = KnownDocuments(view.documents), around_article(view.read.article)
    return link_documents(made, lambda text: [one for one in known.find(text, around) if one.number in view.said], root)


def _show_pictures(view: ArticleView) -> dict[str, ShownPicture]:
    """The article's pictures by name, those of the front matter first, in the order in which they stand there."""
    folder = posixpath.dirname(path_of("article", view.read.path))
    told = {image.file: image for image in view.read.article.images}
    shown: dict[str, ShownPicture] = {}
    for name in (*told, *view.read.pictured):
        picture, image = view.pictures.get(f"{folder}/{name}"), told.get(name)
        if picture is not None:
            said = (image.caption or "", image.credit or "", image.alt or "") if image is not None else ("", "", "")
            shown[name] = ShownPicture(picture, *said)
    return shown


def first_picture(read: ArticleRecord, pictures: Mapping[str, PictureFile]) -> PictureFile | None:
    """The picture that stands for an article in a list; None where it has none."""
    if not read.article.images and not read.pictured:
        return None
    names = (*(image.file for image in read.article.images), *read.pictured)
    folder = posixpath.dirname(path_of("article", read.path))
    return next((pictures[path] for name in names if (path := f"{folder}/{name}") in pictures), None)


def is_over(article: Article, today: date) -> bool:
    """Whether it is a notice that is no longer posted."""
    return article.notice is not None and article.notice.ends < today
