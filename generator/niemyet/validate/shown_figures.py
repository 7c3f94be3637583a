"""A text of Markdown or YAML as far as its figures go: what a reader sees of them, and where each stands in the source.

What is not seen between figures – emphasis, elements, comments, escapes, the other end of a link – is left out; figures of other
scripts and entities become the figures that they look like. Everything else stays as it is.
"""

import re
import unicodedata
from functools import cached_property

from niemyet.load.named_letters import NAMED, leave_out_invisible
from niemyet.patterns import regex

_ELSEWHERE = r"\u00b2\u00b3\u00b9\u0660-\u1dff\u2070-\u2089\u2460-\u24ea\ua000-\uffff\U00010000-\U0001ffff"
"""Where other figures are, and no letter of Vietnamese: most texts have nothing of it."""
_UNSEEN = regex(
    rf"(?=[<\[\]\\*`~_&\ufe0f\u20e3{_ELSEWHERE}])(?:"
    r"<!--[^>]{0,300}-->|\[(?=\d)|\]\([^()\n\d]{0,300}\)|</?[A-Za-z][^<>\n]{0,200}>|\\(?=[!-/:-@\[-`{-~])|\\\n|[*`~]+"
    rf"|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])|\ufe0f?\u20e3|{NAMED}"
    rf"|[{_ELSEWHERE}](?<=[\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\uff0b\uff0d\uff0e]))"
)
_APART = regex(r"<(?:(t[dh])|br|p|li|tr|div|h[1-6]|d[dt])\b", re.IGNORECASE)
"""Elements of HTML before which words end."""
_SIGNS = {"\uff0b": "+", "\uff0d": "-", "\uff0e": "."}


def _seen(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] == "&":
        import html  # here, because few texts name a character, and it knows two thousand of them

        return leave_out_invisible(html.unescape(text))
    if text[0] == "<" and (apart := _APART.match(text)) is not None:
        return "|" if apart[1] else "\n"
    if len(text) == 1 and not text.isascii():
        return _SIGNS.get(text) or str(unicodedata.digit(text))
    return ""


class ShownFigures:
    """The text as it is seen."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.text = _UNSEEN.sub(_seen, source)

    def place(self, at: int) -> int:
        """Where the letter at `at` of the text begins in the source."""
        return self._places[at]

    @cached_property
    def _places(self) -> list[int]:
        places: list[int] = []
        end = 0
        for found in _UNSEEN.finditer(self._source):
            places += range(end, found.start())
            places += [found.start()] * len(_seen(found))
            end = found.end()
        return [*places, *range(end, len(self._source) + 1)]
