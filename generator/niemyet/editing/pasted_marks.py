"""What the attributes of pasted elements say, as Word and Google Docs write them: titles, levels of lists, notes."""

from collections.abc import Mapping

from niemyet.patterns import regex

_NOTE = regex(r"(?i)#?(?:footnote|endnote|_ftn|_edn|ftnt|fn)[-:]?(\d{1,3})\Z")
_BACK = regex(r"(?i)#?(?:footnote|endnote)-ref-\d+\Z|#?_(?:ftn|edn)ref\d+\Z|#?ftnt_ref\d+\Z|#?fnref[-:]?\d+\Z")
_OF_WORD = regex(r"mso-list:\s*l\d+\s+level(\d)")
_OF_GOOGLE = regex(r"(?:^|\s)lst-kix_\w+-(\d)(?=\s|$)")
_TITLES = frozenset({"title", "msotitle"})


def find_note(target: str) -> str:
    """The number of the note with this id, or that a link leads to; '' if it is none."""
    found = _NOTE.fullmatch(target)
    return found[1] if found is not None else ""


def leads_back(target: str) -> bool:
    """Whether a link leads from a note back to its mark."""
    return _BACK.fullmatch(target) is not None


def is_title(given: Mapping[str, str]) -> bool:
    """Whether a paragraph is the title of the document."""
    return not _TITLES.isdisjoint(given.get("class", "").lower().split())


def level_in_word(given: Mapping[str, str]) -> int:
    """How deep in a list of Word a paragraph stands, from 1; 0 if it stands in none."""
    found = _OF_WORD.search(given.get("style", ""))
    return int(found[1]) if found is not None else 0


def level_in_google(given: Mapping[str, str]) -> int:
    """Within how many others a list of Google Docs stands, which writes them one after the other."""
    found = _OF_GOOGLE.search(given.get("class", ""))
    return int(found[1]) if found is not None else 0


def goes_on(given: Mapping[str, str]) -> bool:
    """Whether a list of Google Docs belongs to the list before."""
    classes = given.get("class", "")
    return _OF_GOOGLE.search(classes) is not None and ("start" not in classes.split() or level_in_google(given) > 0)


def first_number(given: Mapping[str, str]) -> int:
    """From which number on a list counts."""
    start = given.get("start", "")
    return int(start) if start.isdecimal() and len(start) <= len("999") else 1
