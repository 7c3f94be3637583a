"""The open data of a built site, read back: places and procedures by name, postings by place and code.

Takes the folder of a site made with `open_data: true`. Knows nothing of records, law or protocols.
"""

import json
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from niemyet.model.codes import PROCEDURE_CODE, SLUG
from niemyet.model.folding import fold_words
from niemyet.open_data import addresses

Data: TypeAlias = dict[str, Any]
MOST_FOUND = 8
"""As many procedures or places as are told of one question."""


class NoDataError(LookupError):
    """The folder is no site with open data; the message is its path."""


class UnknownError(LookupError):
    """There is no such place, procedure or posting; the message says so in Vietnamese, and what to ask instead."""


class PublishedData:
    """The data of one site. Files are read when they are asked for."""

    def __init__(self, site: Path) -> None:
        """Raises NoDataError."""
        self.site = site
        if not (site / addresses.INDEX).is_file():
            raise NoDataError(str(site))
        self._read = lru_cache(maxsize=512)(self._read_file)

    def _read_file(self, path: str) -> Data:
        data: Data = json.loads((self.site / path).read_text("utf-8"))
        return data

    @cached_property
    def about(self) -> Data:
        """What the site says of itself: name, day, licence."""
        return self._read(addresses.INDEX)

    @cached_property
    def procedures(self) -> list[Data]:
        """All procedures, as listed."""
        listed: list[Data] = self._read(addresses.PROCEDURES)["procedures"]
        return listed

    @cached_property
    def communes(self) -> list[Data]:
        """All communes, as listed."""
        listed: list[Data] = self._read(addresses.COMMUNES)["communes"]
        return listed

    def posting(self, place: str, code: str) -> Data:
        """A posting by the path of its commune and its code. Raises UnknownError."""
        known = all(SLUG.fullmatch(part) for part in place.split("/")) and place.count("/") == 1
        if known and PROCEDURE_CODE.fullmatch(code) and (self.site / addresses.of_posting_data(place, code)).is_file():
            return self._read(addresses.of_posting_data(place, code))
        raise UnknownError(f"{place} không niêm yết thủ tục {code}.")

    def postings(self, place: str) -> Iterator[Data]:
        """All postings of a commune."""
        folder = self.site / addresses.API / "postings" / self.place(place)["path"]
        return (json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json")))

    def place(self, asked: str) -> Data:
        """The commune that is meant: its path, code, name or a former name, with or without marks. Raises UnknownError where
        there is none, or several."""
        found = self.find_places(asked)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownError(f"Không có xã, phường nào tên “{asked}” trên trang này.")
        names = "; ".join(f"{one['name']} ({one['path']})" for one in found[:MOST_FOUND])
        raise UnknownError(f"Có nhiều xã, phường tên “{asked}”: {names}. Hỏi lại bằng đường dẫn.")

    def find_places(self, asked: str) -> list[Data]:
        """Every commune that may be meant; those that are called so before those of which a word is so."""
        exactly = [one for one in self.communes if asked.strip("/ ") in (one["path"], one["code"])]
        words = fold_words(asked)
        named = [one for one in self.communes if words and words in _names_of(one)]
        return exactly or named or [one for one in self.communes if _holds(words, fold_words(f"{one['name']} {one['path']}"))]

    def find_procedures(self, asked: str) -> list[Data]:
        """The procedures that fit the words best, the best first; [] where no word fits."""
        words = fold_words(asked).split()
        code = [one for one in self.procedures if one["code"] == asked.strip()]
        if code or not words:
            return code
        scored = [(_score(words, one), one["code"], one) for one in self.procedures]
        return [one for score, _, one in sorted(scored, key=lambda it: (-it[0], it[1])) if score > 0][:MOST_FOUND]


def _names_of(commune: Data) -> set[str]:
    names = {commune["name"], *commune["former_names"]}
    bare = {name.partition(" ")[2] for name in names}
    return {fold_words(name) for name in (*names, *bare) if name}


def _holds(words: str, text: str) -> bool:
    return bool(words) and all(word in text.split() for word in words.split())


def _score(words: list[str], procedure: Data) -> float:
    """The best of its names: the share of the words that the name has, then of the name that was asked; less below a half."""
    best = 0.0
    for place, name in enumerate((procedure["name"], procedure["short_name"] or "", *procedure["aliases"])):
        held = fold_words(name).split()
        shared = [word for word in words if word in held]
        if not held or not shared:
            continue
        in_order = " ".join(words) in " ".join(held)
        share = len(shared) / len(words)
        score = share + len(set(shared)) / len(set(held)) / 2 + in_order / 2 + (place < 2) / 100
        best = max(best, score if share >= 0.5 else 0.0)
    return best if procedure["standing"] == "in_force" else best / 4
