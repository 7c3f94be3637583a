"""Which files of the news wait with their articles: an attached file or a picture of an article that is not published yet is not
there before it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from posixpath import dirname, join
from typing import TypeVar

from niemyet.model.kinds import path_of
from niemyet.validate.records import ArticleRecord

F = TypeVar("F")
_ADDRESS, _FOLDER = "tin-tuc/", "news/"


def name_waiting_files(articles: Iterable[ArticleRecord], published: Collection[str]) -> frozenset[str]:
    """The paths of the files that articles name, but none of those that are `published`, by their paths."""
    waiting = {path for one in articles if one.path not in published for path in _name_files(one)}
    if not waiting:
        return frozenset()
    return frozenset(waiting.difference(path for one in articles if one.path in published for path in _name_files(one)))


def without(files: Mapping[str, F], waiting: Collection[str]) -> Mapping[str, F]:
    """The files, by path, but for those that wait."""
    return {path: file for path, file in files.items() if path not in waiting} if waiting else files


def name_article(target: str) -> str:
    """The path of the article that a link leads to, '' if it is none."""
    if target.endswith(".md"):
        return target.removeprefix(_FOLDER).removesuffix(".md")
    return target.removeprefix(_ADDRESS).removesuffix("index.html").strip("/")


def _name_files(one: ArticleRecord) -> Iterator[str]:
    folder = dirname(path_of("article", one.path))
    article = one.article
    names = (*(image.file for image in article.images), *one.pictured, *(file.file for file in article.files))
    yield from (join(folder, name) for name in names)
    for target in one.linked:
        path = target.replace(_ADDRESS, _FOLDER, 1) if target.startswith(_ADDRESS) else target
        if path.startswith(_FOLDER):
            yield path
