"""A language of the site: its sentences, how it writes days, hours, numbers and names of units, its words for texts of records.

The program's sentences are Vietnamese where they stand. Another language has a catalogue, from each of them to its own, and a
glossary, from texts of the records to its own. What neither has stays Vietnamese. No markup.
"""

import gettext
from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date, datetime, time
from functools import cached_property
from io import BytesIO
from math import ceil
from typing import Any

from niemyet.model.areas import AreaKind
from niemyet.model.orthography import MONTH_NAMES, format_clock, format_day, format_money, format_number, format_share
from niemyet.model.places import Commune, Province, name_unit, split_unit
from niemyet.model.vocabulary import AREA_NAMES, UNIT_NAMES, format_length, name_areas, name_value, name_weekday
from niemyet.values import dataclass


@dataclass(frozen=True)
class Language:
    """Vietnamese: every sentence and every text is its own. A subclass has those of another language."""

    code: str = "vi"
    """As in BCP 47; pages say it as their `lang`."""
    place: int = 0
    """Its place among the languages of the site; the first one is Vietnamese."""

    @property
    def folder(self) -> str:
        """The folder of its pages below the site's root: "" or "en/"."""
        return ""

    @property
    def up(self) -> str:
        """The way from its folder to the site's root, where data and files to take away lie: "" or "../"."""
        return ""

    def find(self, message: str, context: str = "") -> str:
        """A sentence of the program in this language, with its places for values still open."""
        return message

    def find_many(self, message: str, number: int) -> str:
        """As `find`, for a sentence that speaks of `number` things."""
        return message

    def say(self, message: str, **values: object) -> str:
        """A sentence of the program in this language, with its values filled in."""
        found = self.find(message)
        return found.format(**values) if values else found

    def say_as(self, context: str, message: str, **values: object) -> str:
        """As `say`, for a text that means several things: `context` says which."""
        found = self.find(message, context)
        return found.format(**values) if values else found

    def many(self, message: str, number: int, **values: object) -> str:
        """As `say`, for a sentence that speaks of `number` things."""
        return self.find_many(message, number).format(number=self.number(number), **values)

    def knows(self, text: str) -> bool:
        """Whether a text of a record can be told in this language."""
        return True

    def text(self, text: str) -> str:
        """A text of a record in this language, or in Vietnamese."""
        return text

    def day(self, day: date) -> str:
        """A day: "02/11/2026", "2 November 2026"."""
        return format_day(day)

    def weekday(self, day: date) -> str:
        """The weekday of a day, as it stands within a sentence."""
        return self.say(name_weekday(day))

    def month(self, day: date) -> str:
        """A month with its year: "11/2026", "November 2026"."""
        return self.say("{mm}/{yyyy}", mm=f"{day.month:02d}", yyyy=day.year, month=self.find(MONTH_NAMES[day.month - 1]))

    def full_day(self, day: date) -> str:
        """A day with its weekday: "thứ hai, 23/11/2026"."""
        return self.say("{weekday}, {day}", weekday=self.weekday(day), day=self.day(day))

    def moment(self, moment: date | datetime) -> str:
        """A moment as "07:30, thứ hai, 23/11/2026"; a day without the hour."""
        if not isinstance(moment, datetime):
            return self.full_day(moment)
        return self.say("{hour}, {day}", hour=f"{moment:%H:%M}", day=self.full_day(moment))

    def clock(self, clock: time) -> str:
        """A time of day: "7 giờ 30", "15 giờ"; "7:30", "15:00"."""
        return format_clock(clock)

    def number(self, number: int) -> str:
        """A whole number with marks between the thousands."""
        return format_number(number)

    def share(self, number: int, of: int) -> str:
        """`number` of `of` in percent, "93,9%"; '' of nothing, which has no share."""
        return format_share(number, of, self.find(",", "before decimals"))

    def money(self, amount: int) -> str:
        """An amount of đồng."""
        return format_money(amount)

    def length(self, amount: float, unit: str) -> str:
        """A length of time in a `DeadlineUnit`: "3 ngày làm việc", "7,5 ngày", "nửa ngày làm việc"."""
        return format_length(amount, unit)

    def areas(self, kinds: Collection[AreaKind]) -> str:
        """The communes of these kinds of area: "xã miền núi, hải đảo"; '' for none."""
        return name_areas(kinds)

    def name_unit(self, unit: Commune | Province) -> str:
        """The official name of a unit with its kind: "xã Thường Tín", "Thường Tín Commune"."""
        return name_unit(unit)

    def unit(self, name: str) -> str:
        """The same of a Vietnamese name with its kind."""
        return name


VIETNAMESE = Language()


@dataclass(frozen=True)
class OtherLanguage(Language):
    """Another language than Vietnamese."""

    catalogue: bytes = b""
    """Its sentences, compiled (GNU MO)."""
    script_words: Mapping[str, str | list[str]] = field(default_factory=dict, compare=False)
    """Those of its sentences that the browser's scripts say."""
    embed_words: Mapping[str, str | list[str]] = field(default_factory=dict, compare=False)
    """Those that `embed.js` says on pages of other sites."""
    glossary: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Its words for texts of the records, by the Vietnamese text."""

    def __getstate__(self) -> dict[str, Any]:
        """Without the sentences as they were read: each process reads them itself."""
        return {key: value for key, value in vars(self).items() if key != "_sentences"}

    @cached_property
    def _sentences(self) -> gettext.GNUTranslations:
        return gettext.GNUTranslations(BytesIO(self.catalogue))

    @property
    def folder(self) -> str:
        """As `Language.folder`."""
        return f"{self.code}/"

    @property
    def up(self) -> str:
        """As `Language.up`."""
        return "../"

    def find(self, message: str, context: str = "") -> str:
        """As `Language.find`."""
        return self._sentences.pgettext(context, message) if context else self._sentences.gettext(message)

    def find_many(self, message: str, number: int) -> str:
        """As `Language.find_many`."""
        return self._sentences.ngettext(message, message, number)

    def knows(self, text: str) -> bool:
        """As `Language.knows`."""
        return text in self.glossary

    def text(self, text: str) -> str:
        """As `Language.text`."""
        return self.glossary.get(text, text)

    def day(self, day: date) -> str:
        """As `Language.day`."""
        numbers = {"d": day.day, "dd": f"{day.day:02d}", "mm": f"{day.month:02d}", "yyyy": f"{day.year:04d}"}
        return self.find("{dd}/{mm}/{yyyy}").format(month=self.find(MONTH_NAMES[day.month - 1]), **numbers)

    def clock(self, clock: time) -> str:
        """As `Language.clock`."""
        if not clock.minute:
            return self.say("{hour} giờ", hour=clock.hour)
        return self.say("{hour} giờ {minute}", hour=clock.hour, minute=f"{clock.minute:02d}")

    def number(self, number: int) -> str:
        """As `Language.number`."""
        return f"{number:,}".replace(",", self.find(".", "between thousands"))

    def money(self, amount: int) -> str:
        """As `Language.money`."""
        return self.say("{amount} đồng", amount=self.number(amount))

    def length(self, amount: float, unit: str) -> str:
        """As `Language.length`."""
        name = name_value(UNIT_NAMES, unit)
        if amount == 0.5:
            return self.find(f"nửa {name}")
        written = f"{amount:g}".replace(".", self.find(",", "before decimals"))
        return self.find_many(f"{{number}} {name}", ceil(amount)).format(number=written)

    def areas(self, kinds: Collection[AreaKind]) -> str:
        """As `Language.areas`."""
        said = ", ".join(self.find(name) for kind, name in AREA_NAMES.items() if kind in kinds)
        return self.say("xã {areas}", areas=said) if said else ""

    def name_unit(self, unit: Commune | Province) -> str:
        """As `Language.name_unit`."""
        return self.unit(name_unit(unit))

    def unit(self, name: str) -> str:
        """As `Language.unit`."""
        kind, own = split_unit(name)
        return self.find(f"{kind} {{name}}").format(name=own) if kind else name
