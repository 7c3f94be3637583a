"""The open data of a built site, read back: places and procedures by name, postings by place and code.

Takes the folder of a site made with `open_data: true`. Knows nothing of records, law or protocols.
"""

import json
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from niemyet.assist.finding import WHOLE, Names
from niemyet.model.codes import PROCEDURE_CODE, SLUG
from niemyet.model.folding import fold_words
from niemyet.model.former_units import PART
from niemyet.model.places import split_unit
from niemyet.open_data import addresses
from niemyet.patterns import regex

Data: TypeAlias = dict[str, Any]
MOST_FOUND = 8
"""As many procedures or places as are told of one question."""
MOST_ELSEWHERE = 2
_ONCE = (" cu", " truoc day", " truoc kia")
"""What is said behind the name of a place that is no more, folded."""
_NEARLY = 0.2
"""By so little may a score be less to count as equal."""
_CODE = regex(r"(?<![0-9.])[0-9]\.?[0-9]{6}(?:\.[0-9A-Z]+)*(?![0-9])")


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
        raise UnknownError(self._say_why_not(place, code))

    def _say_why_not(self, place: str, code: str) -> str:
        """Why a commune posts no procedure of this code, and where to look instead."""
        known = next((one for one in self.procedures if one["code"] == code), None)
        if known is not None:
            return f"{place} không niêm yết thủ tục {code} ({known['short_name'] or known['name']}). Phần chung: {known['url']}"
        other = next((one for one in self.elsewhere if code in one.get("codes", ())), None)
        if other is not None:
            return f"Thủ tục {code} không làm ở xã, phường: {other['name']}, {other['where']}. {other['page']}"
        return f"{place} không niêm yết thủ tục {code}. Tìm mã bằng find_procedure."

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
        parts = [one for one in self.communes if fold_words(PART + asked) in _names_of(one)] if not found else []
        if parts:
            names = "; ".join(f"{one['name']} ({one['path']})" for one in parts[:MOST_FOUND])
            raise UnknownError(
                f"“{asked}” đã chia về nhiều nơi; một phần nay thuộc {names}. Hỏi người dân rồi hỏi lại bằng đường dẫn."
            )
        if not found:
            raise UnknownError(f"Không có xã, phường nào tên “{asked}” trên trang này.")
        names = "; ".join(f"{one['name']} ({one['path']})" for one in found[:MOST_FOUND])
        raise UnknownError(f"Có nhiều xã, phường tên “{asked}”: {names}. Hỏi lại bằng đường dẫn.")

    def find_places(self, asked: str) -> list[Data]:
        """Every commune that may be meant; those that are called so before those of which a word is so."""
        exactly = [one for one in self.communes if asked.strip("/ ") in (one["path"], one["code"])]
        words = fold_words(asked)
        named = [one for one in self.communes if words and words in _names_of(one)]
        return exactly or named or [one for one in self.communes if _holds(words, _words_of(one))]

    def find_procedures(self, asked: str) -> list[Data]:
        """The procedures that fit the words best, the best first; [] where no word fits."""
        named = {re.sub(r"^([0-9])\.?([0-9]{6})", r"\1.\2", code) for code in _CODE.findall(asked)}
        if named:
            return [one for one in self.procedures if one["code"] in named]
        return [one for one, _ in self._search(asked) if "where" not in one][:MOST_FOUND]

    def find_elsewhere(self, asked: str) -> list[Data]:
        """What is done elsewhere and fits the words as well as the best of all, the best first."""
        named = _CODE.findall(asked)
        if named:
            return [one for one in self.elsewhere if {*named} & {*one.get("codes", ())}][:MOST_ELSEWHERE]
        found = self._search(asked)
        return [one for one, score in found if "where" in one and score >= found[0][1] - _NEARLY][:MOST_ELSEWHERE]

    def fits_wholly(self, asked: str) -> bool:
        """Whether one name has all of the question, so that it is about one matter."""
        return any(one.share >= WHOLE for one in self._names.find(asked, self._names_of_places(asked)))

    def names_a_matter(self, asked: str) -> bool:
        """As `Names.names_a_matter`, whatever place is named."""
        return self._names.names_a_matter(asked, self._names_of_places(asked))

    def _search(self, asked: str) -> list[tuple[Data, float]]:
        """Procedures and what is done elsewhere, the best first; what is not in force after all others, and what fits much worse
        than something that is done elsewhere not at all."""
        things = [*self.procedures, *self.elsewhere]
        found = [(things[one.place], one.score) for one in self._names.find(asked, self._names_of_places(asked))]
        least = max((score for one, score in found if "where" in one), default=0.0) - _NEARLY
        kept = [(one, score) for one, score in found if score >= least]
        return sorted(kept, key=lambda it: it[0].get("standing", "in_force") != "in_force")

    def _names_of_places(self, asked: str) -> list[str]:
        """The names of communes in the question, with their kinds, or after "ở", "tại": they are no part of the matter."""
        text = f" {fold_words(asked)} "
        ways = [way + then for way in self._ways_to_name_places if f" {way} " in text for then in ("", *_ONCE)]
        return sorted((way for way in ways if f" {way} " in text), key=len, reverse=True)

    @cached_property
    def _ways_to_name_places(self) -> frozenset[str]:
        names = {fold_words(name) for one in self.communes for name in (one["name"], *one["former_names"])}
        bare = {fold_words(split_unit(name)[1]) for one in self.communes for name in (one["name"], *one["former_names"])}
        return frozenset((*names, *(f"{at} {name}" for at in ("o", "tai") for name in bare)))

    @cached_property
    def _names(self) -> Names:
        names = [
            (one["name"], one.get("short_name") or "", *one.get("aliases", ())) for one in (*self.procedures, *self.elsewhere)
        ]
        return Names(names, self.synonyms)

    @cached_property
    def elsewhere(self) -> list[Data]:
        """What is not done at a commune, and where it is; [] of a site that does not say."""
        return self._read_list(addresses.ELSEWHERE, "elsewhere")

    @cached_property
    def synonyms(self) -> list[list[str]]:
        """Words that mean the same; [] of a site that does not say."""
        return self._read_list(addresses.SYNONYMS, "synonyms")

    def _read_list(self, path: str, key: str) -> list[Any]:
        listed: list[Any] = self._read(path)[key] if (self.site / path).is_file() else []
        return listed


def _names_of(commune: Data) -> set[str]:
    names = {commune["name"], *commune["former_names"]}
    bare = {name.partition(" ")[2] for name in names}
    return {fold_words(name) for name in (*names, *bare) if name}


def _holds(words: str, text: str) -> bool:
    return bool(words) and all(word in text.split() for word in words.split())


def _words_of(commune: Data) -> str:
    """Its name and that of its province, as far as its path says it."""
    return fold_words(" ".join((commune["name"], *commune["path"].split("/"), _OF_A_PROVINCE)))


_OF_A_PROVINCE = "thành phố tỉnh"
