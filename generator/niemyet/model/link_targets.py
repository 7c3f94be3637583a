"""Where a link in the text of an article or of a page of `docs/` may lead.

Takes an address as a browser is given it, not as it is written in Markdown. The check tells what this refuses, and the page shows
the words alone: whatever way of writing a link the check may not know, nothing else is followed.
"""

import re
from urllib.parse import unquote

from niemyet.model.scalars import is_link
from niemyet.patterns import regex

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ADDED = r"(?:subject|body)=[^&]*"
_LETTER = regex(rf"mailto:[^\s@?,;]+@[^\s@?,;]+\.[^\s@?,;]+(?:\?{_ADDED}(?:&{_ADDED})*)?", re.IGNORECASE)
"""A letter to one address: who else would get it (`cc=`) nobody sees."""
_CALL = regex(r"tel:\+?[0-9][0-9().-]{1,19}", re.IGNORECASE)
_LEAVES = regex(r"\s|//|.*[\\\x00-\x1f\x7f]", re.DOTALL)
"""What begins another host, and what a browser drops or takes for a slash, so that it may do so."""


def has_scheme(target: str) -> bool:
    """Whether a target is an address of its own, of the web or of another kind."""
    return _SCHEME.match(target) is not None


def is_letter_or_call(target: str) -> bool:
    """Whether a target is a letter to one address or a telephone number."""
    plain = unquote(target)
    return _LETTER.fullmatch(plain) is not None or _CALL.fullmatch(plain) is not None


def is_target(target: str) -> bool:
    """Whether a target is one within the site, a page of the web on the host that is read, a letter to one address, or a call."""
    if has_scheme(target):
        return is_link(target) or is_letter_or_call(target)
    return _LEAVES.match(target) is None
