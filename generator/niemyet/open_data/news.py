"""The articles as data: front matter, addresses; the text itself is Markdown."""

from niemyet.model.data_parts import DataPart
from niemyet.open_data.addresses import ARTICLES
from niemyet.open_data.writing import Data, dump_record, write_json
from niemyet.render import addresses
from niemyet.render.renderer import OutputFile
from niemyet.validate.records import ArticleRecord
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class NewsDataView:
    """The inputs of the data of articles."""

    site_url: str
    articles: tuple[ArticleRecord, ...]
    open_data: tuple[DataPart, ...]


def write_news(view: NewsDataView) -> OutputFile:
    """The list of articles, the latest first."""
    return OutputFile(ARTICLES, write_json({"articles": [_list(view.site_url, one) for one in view.articles]}))


def _list(site_url: str, read: ArticleRecord) -> Data:
    return {"path": read.path, **dump_record(read.article), "url": site_url + addresses.of_article(read.path)}
