"""The folder of a province that a command was given by folder or by name."""

from niemyet.model.folding import to_slug
from niemyet.patterns import regex

_KIND = regex(r"(?:tinh|thanh-pho|tp)-")


def folder_of_province(words: str) -> str:
    """The folder's name: "ha-noi" for "catalogue/ha-noi/", "Hà Nội" and "Thành phố Hà Nội"; '' for ''."""
    slug = to_slug(words.strip("/ ").removeprefix("catalogue/"))
    return _KIND.sub("", slug, count=1) if _KIND.match(slug) else slug
