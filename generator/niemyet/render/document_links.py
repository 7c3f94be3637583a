"""Links the documents that a text names, in HTML that is finished: what is a link already, something to press, code
or a heading stays as it is."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from niemyet.law.mentions import Mention
from niemyet.patterns import regex
from niemyet.render import addresses

_TAG = regex(r"(</?([a-z][a-z0-9]*)\b[^<>]*>)")
_CLOSED = frozenset({"a", "button", "code", "h1", "h2", "h3", "h4", "label", "legend", "option", "script", "summary"})


def link_documents(made: Markup, find: Callable[[str], Iterable[Mention]], root: str) -> Markup:
    """The same HTML with a link around each document that `find` knows. `root` is the relative path to the site's root."""
    pieces = _TAG.split(made)
    inside = 0
    linked = []
    for text, tag, name in zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], ""], strict=True):
        linked.append(text if inside else _link(text, find(text), root))
        linked.append(tag)
        if name in _CLOSED:
            inside = max(0, inside + (-1 if tag.startswith("</") else 1))
    return Markup("".join(linked))


def _link(text: str, found: Iterable[Mention], root: str) -> str:
    pieces, at = [], 0
    for one in found:
        address = f"{root}{addresses.of_document(one.number)}"
        pieces += [text[at : one.start], f'<a class="cite" href="{address}">', text[one.start : one.end], "</a>"]
        at = one.end
    return "".join((*pieces, text[at:]))
