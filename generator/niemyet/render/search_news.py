"""The words of the articles as data of the search: of each month, files by the first two letters of a word.

Thousands of articles have too many words to be fetched before they are asked for. A browser fetches the files in which the words
of a query would stand, month by month, the latest first, then the titles of what it has found (`theme/assets/search-news.js`).
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from niemyet.model.folding import fold_words
from niemyet.patterns import regex
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import OutputFile

FOLDER = "tim-kiem/tin/"
TITLES_IN_FILE = 32
IN_BODY, IN_LEAD, IN_TITLE = 1, 2, 3
"""Where a word stands: what it says of the article. A number in a file is four times the article's place and one of these."""
_MARKUP = regex(r"\]\([^)\s]*[^)]*\)|<[^<>]*>|https?://\S+")
_APOSTROPHES = regex("['’ʼ`]")


class SearchedArticle(NamedTuple):
    """An article as the search has it: where it is, when it was published (in words), and its words."""

    path: str
    title: str
    lead: str
    day: str
    body: str


def month_of(day: str) -> str:
    """The month in whose files an article of a day ("2026-11-20") stands."""
    return day[:7]


def fold_text(text: str) -> list[str]:
    """The words of a text, each once, folded as the search folds words."""
    written = dict.fromkeys(_APOSTROPHES.sub("", _MARKUP.sub(" ", text)).split())
    return list(dict.fromkeys(chain.from_iterable(map(_fold, written))))


@lru_cache(maxsize=32_768)
def _fold(written: str) -> list[str]:
    """The words in what stands between two spaces: of thousands of articles most are the same."""
    return fold_words(written).replace("y", "i").split()


def write_month(month: str, articles: Sequence[SearchedArticle]) -> Iterator[OutputFile]:
    """The files of a month; `articles` in the order of the lists, the latest first."""
    words: dict[str, list[int]] = {}
    for place, one in enumerate(articles):
        found = dict.fromkeys(fold_text(one.body), IN_BODY) | dict.fromkeys(fold_text(one.lead), IN_LEAD)
        for word, where in (found | dict.fromkeys(fold_text(one.title), IN_TITLE)).items():
            words.setdefault(word, []).append(4 * place + where)
    files: dict[str, dict[str, list[int]]] = {}
    for word, places in sorted(words.items()):
        files.setdefault(word[:2], {})[word] = places
    yield _file(month, "muc", {"articles": len(articles), "keys": [*files]})
    for key, listed in files.items():
        yield _file(month, f"tu-{key}", listed)
    for first in range(0, len(articles), TITLES_IN_FILE):
        shown = [[one.path, one.title, one.day] for one in articles[first : first + TITLES_IN_FILE]]
        yield _file(month, f"bai-{first // TITLES_IN_FILE}", shown)


def _file(month: str, name: str, data: Any) -> OutputFile:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return OutputFile(f"{FOLDER}{month}/{name}.json", text.encode())


def say_day(period: str | None, day: Any) -> str:
    """When the reported event happened, if the article says so; else the day of publication. The files are Vietnamese."""
    return VIETNAMESE.say("việc diễn ra: {period}", period=period) if period else VIETNAMESE.day(day)
