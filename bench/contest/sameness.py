"""Whether two pages tell a citizen the same: the visible words of the article, where its links lead, and what it can answer.

Takes HTML; gives an `Article`. White space, markup and the order of attributes are each program's own business; every letter
and every link is not. What is hidden without script is left out, so that a peer need not have our buttons and forms but the one
for choosing, whose data are a good part of the page.
"""

from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import zip_longest
from urllib.parse import unquote, urljoin

SITE = "https://niemyet.example/"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True, slots=True)
class Article:
    """The words without white space, and the addresses of the links that leave the page, in their order.

    `choosing` are the options of the form for choosing, as "<question>=<option>", and the texts of the data blocks, in order.
    """

    words: str
    links: tuple[str, ...]
    choosing: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.page = SITE + address
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.choosing: list[str] = []
        self.in_data = False

    @property
    def _shown(self) -> bool:
        return bool(self.open) and not self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.open and tag == "input" and values.get("type") == "radio":
            self.choosing.append(f"{values.get('name')}={values.get('value')}")
        if (not self.open and tag != "article") or tag in VOID:
            return
        self.in_data = tag == "script" and "data-answers" in values
        hidden = "hidden" in values or tag in ("script", "style") or (bool(self.open) and self.open[-1][1])
        self.open.append((tag, hidden))
        to = values.get("href")
        if tag == "a" and to and self._shown and not to.startswith("#"):
            self.links.append(unquote(urljoin(self.page, to)))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):  # a closing tag without its opening one, as in <p><nav></p>, closes nothing
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._shown:
            self.words.append(data)
        elif self.in_data and self.open[-1][0] == "script":
            self.choosing.append(data)


def read_article(html: str, address: str) -> Article:
    """What a reader of the page at `address` sees in its article."""
    reader = _Reader(address)
    reader.feed(html)
    return Article("".join("".join(reader.words).split()), tuple(reader.links), tuple(reader.choosing))


def tell_difference(ours: Article, theirs: Article) -> str:
    """The first difference, in words; "" where there is none."""
    if ours == theirs:
        return ""
    if ours.words != theirs.words:
        pairs = zip_longest(ours.words, theirs.words)
        same = next(place for place, (one, other) in enumerate(pairs) if one != other)
        here = slice(max(0, same - 20), same + 40)
        return f"ours says “{ours.words[here]}”, theirs “{theirs.words[here]}”"
    if ours.links == theirs.links:
        one, other = next(pair for pair in zip_longest(ours.choosing, theirs.choosing) if pair[0] != pair[1])
        return f"one can choose from “{one}” on ours, “{other}” on theirs"
    missing, added = set(ours.links) - set(theirs.links), set(theirs.links) - set(ours.links)
    return f"links missing {sorted(missing)}, added {sorted(added)}" if missing or added else "links in another order or number"
