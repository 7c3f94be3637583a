"""Reads deadlines. A unit is never guessed; if values disagree, they are quoted and none is chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from niemyet.model.vocabulary import UNIT_NAMES, format_length
from niemyet.portal.areas import SPOKEN_OF
from niemyet.portal.channels import CHANNELS
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.raw_record import RawCase, RawMethod, RawRecord
from niemyet.portal.times import (
    SAME_DAY,
    TIME,
    Length,
    TimeText,
    lengths_in,
    read_sentence,
    read_time_text,
    round_number,
    split_filing,
)
from niemyet.portal.words import likeness
from niemyet.values import dataclass

_UNITS = {"WORKING_DAY": "working_day", "DAY": "day"}
_UNIT_WORDS = {"WORKING_DAY": UNIT_NAMES["working_day"], "DAY": UNIT_NAMES["day"], "HOUR": "giờ"}
_NO_PLACE = "Ngày trả kết quả xem ở giấy hẹn."
NOT_GIVEN = f"Nguồn không nêu thời hạn. {_NO_PLACE}"
_TWO_TIMES = "Nguồn ghi hai thời hạn khác nhau"
_SEVERAL = "Nguồn ghi nhiều thời hạn cho cùng một cách nộp"
_UNCLEAR_TEXT = "Nguồn ghi thời hạn bằng lời, chưa rõ áp dụng thế nào"


@dataclass(frozen=True, slots=True)
class _Field:
    """A number field of the source: the length if it is certain, else `why` not; `quote` is its content."""

    length: Length | None
    why: str
    quote: str


@dataclass(frozen=True, slots=True)
class _Times:
    """The times of one way of filing: the general one, that of kinds of area, those of cases; or `why` there is none.

    `quote` are the source's words where they were read or not understood, `notes` its remarks.
    """

    general: Length | None = None
    areas: tuple[str, ...] = ()
    of_areas: Length | None = None
    cases: tuple[tuple[str, Length], ...] = ()
    why: str = ""
    quote: str = ""
    notes: str = ""

    @property
    def likeness(self) -> tuple[object, ...]:
        named = tuple((likeness(name), length) for name, length in self.cases)
        return self.general, self.areas, self.of_areas, named, self.why, likeness(self.quote), likeness(self.notes)

    @property
    def lengths(self) -> set[Length]:
        return {length for length in (self.general, self.of_areas, *(length for _, length in self.cases)) if length}

    def as_deadlines(self, names: Mapping[str, str]) -> list[dict[str, Any]]:
        """The deadlines by the model's keys. `names`: case in the source's words → its short name."""
        more = ({"source_text": self.quote} if self.quote else {}) | ({"notes": self.notes} if self.notes else {})
        if self.why:
            return [{"undetermined": self.why} | more]
        lines = [{"case": names[name]} | _spell(length) | more for name, length in self.cases]
        lines += [_spell(self.general) | more] if self.general else []
        return lines + ([{"area": list(self.areas)} | _spell(self.of_areas) | more] if self.of_areas else [])


def _spell(length: Length) -> dict[str, Any]:
    return {"amount": length.amount, "unit": length.unit}


@dataclass(frozen=True, slots=True)
class ReadDeadlines:
    """Deadlines by the model's keys, the cases that they name (short name → words), and doubts."""

    deadlines: list[dict[str, Any]]
    cases: dict[str, str]
    doubts: list[RaisedDoubt]


def read_deadlines(raw: RawRecord) -> ReadDeadlines:
    """The deadlines of a record, at least one. A record has one doubt about them at most for each text of the source."""
    by_channel: dict[str, list[RawMethod]] = {}
    for method in raw.methods:
        if method.channel in CHANNELS:
            by_channel.setdefault(method.channel, []).append(method)
    fields = [(case, _read_field(case.time, case.unit)) for case in raw.cases if case.time]
    times = {channel: _read_channel(methods, [field for _, field in fields]) for channel, methods in by_channel.items()}
    named = _named_cases(raw, [(case, field) for case, field in fields], list(times.values()))
    if named is not None:
        return named
    if not times:
        times = {"": _settle(_Times(why=NOT_GIVEN), [field for _, field in fields])}
    return _write(_agree(times))


def _agree(times: Mapping[str, _Times]) -> Mapping[str, _Times]:
    """The times, where ways of filing say the same and one has more words: these are about all of them."""
    essences = {(one.general, one.areas, one.of_areas, one.cases, one.why) for one in times.values() if one.areas or one.why}
    if len(essences) != 1 or not all(
        (one.general, one.areas, one.of_areas, one.cases, one.why) in essences
        or (one == _Times(one.general) and any(_is_about(one.general, other) for other in times.values()))
        for one in times.values()
    ):
        return times
    fullest = max(times.values(), key=lambda one: (bool(one.areas), len(one.quote) + len(one.notes)))
    return dict.fromkeys(times, fullest)


def _is_about(length: Length | None, times: _Times) -> bool:
    """Whether the words of another way of filing are about this length too."""
    if length is None or times.areas:
        return bool(times.areas) and length == times.general
    return bool(times.why) and times.quote.startswith(f"{format_length(length.amount, length.unit)}\n")


def _write(times: Mapping[str, _Times]) -> ReadDeadlines:
    """One set of deadlines if all channels agree, else one per channel; and a doubt for each that is open."""
    words = dict.fromkeys(name for one in times.values() for name, _ in one.cases)
    names = {name: f"truong-hop-{number}" for number, name in enumerate(words, 1)}
    if len({one.likeness for one in times.values()}) == 1:
        deadlines = next(iter(times.values())).as_deadlines(names)
    else:
        deadlines = [{"channel": CHANNELS[channel]} | line for channel, one in times.items() for line in one.as_deadlines(names)]
    doubts = {
        (one.why, likeness(one.quote)): RaisedDoubt("deadlines", ask(one.why), one.quote) for one in times.values() if one.why
    }
    return ReadDeadlines(deadlines, {slug: name for name, slug in names.items()}, list(doubts.values()))


def ask(why: str) -> str:
    """What is to be decided of a deadline that is open because of `why`."""
    return why.removesuffix(_NO_PLACE).strip()


def _open(why: str, *quotes: str) -> _Times:
    return _Times(why=f"{why}. {_NO_PLACE}", quote="\n".join(dict.fromkeys(filter(None, quotes))))


def _read_channel(methods: Sequence[RawMethod], cases: Sequence[_Field]) -> _Times:
    """The times of one way of filing, from the number fields, the texts beside them and the second number field (`cases`)."""
    read = [(method, _read_field(method.time, method.unit), read_time_text(_words_of(method))) for method in methods]
    if len({(field, likeness(_words_of(method))) for method, field, _ in read}) == 1:
        return _settle(_read_method(*read[0], cases), cases)
    quotes = [_quote_method(method) for method in methods if method.time or method.text]
    if not all(text.understood and field.length and (text.general in (None, field.length)) for _, field, text in read):
        return _open(_SEVERAL, *quotes)
    notes = "\n".join(dict.fromkeys(text.remarks for _, _, text in read if text.remarks))
    base = [field.length for _, field, text in read if field.length and not text.areas and not text.label]
    areas = {
        (text.areas, field.length)
        for _, field, text in read
        if text.areas and not text.label and text.of_areas in (None, field.length)
    }
    labelled = [(text.label, field.length) for _, field, text in read if text.label and not text.areas and field.length]
    whole = len(base) + len(areas) + len(labelled) == len(read)
    if whole and len(base) == 1 and len(areas) == 1 and not labelled:
        ((kinds, length),) = areas
        return _settle(_Times(base[0], kinds, length, notes=notes, quote="\n".join(quotes)), cases)
    if whole and not base and not areas and len({likeness(name) for name, _ in labelled}) == len(labelled) > 1:
        return _settle(_Times(cases=tuple((name, length) for name, length in labelled if length), notes=notes), cases)
    return _open(_SEVERAL, *quotes)


def _words_of(method: RawMethod) -> str:
    """The words about time beside a number field, or in place of it."""
    _, words = split_filing(method.text)
    return f"{method.time}\n{words}".strip() if isinstance(method.time, str) else words


def _read_method(method: RawMethod, field: _Field, text: TimeText, cases: Sequence[_Field]) -> _Times:
    """The times of a way of filing that the source lists once."""
    words = _words_of(method)
    said = lengths_in(words)
    if not said and not text.areas and not SAME_DAY.search(words):
        if field.length is None:
            return _Times(why=field.why, quote=field.quote)
        return _Times(field.length)
    whole = not SAME_DAY.search(words) and not text.areas
    if field.length and said == {field.length} and whole and not SPOKEN_OF.search(words) and not text.label:
        return _Times(field.length, notes="" if words == method.time else words)
    if not text.understood or text.label:
        return _explain(field, words, said)
    general = text.general
    if field.length is None:
        if general is None or not (method.time in (None, 0, general.amount) or isinstance(method.time, str)):
            return _explain(field, words, said)
        return _with_areas(general, text, words)
    if general is None and not text.areas:
        general = field.length
    if general is None:
        general = _general_beside(field.length, text, {case.length for case in cases if case.length})
    if general is None:
        return _open("Nguồn ghi thêm thời hạn cho một số xã, chưa rõ con số kia đã gồm hay chưa", field.quote, words)
    read = _with_areas(general, text, words)
    if read.why or field.length in read.lengths:
        return read if read.why or text.areas else replace(read, quote="", notes=words)
    return _explain(field, words, said)


def _general_beside(field: Length, text: TimeText, cases: set[Length]) -> Length | None:
    """The general time where the text names only that of areas: the number field, unless it may be that of the areas."""
    if text.of_areas is None:
        return None
    if not text.added:
        return field if field != text.of_areas else next((c for c in cases if len(cases) == 1 and c != field), None)
    if cases == {field}:
        return field
    only = next(iter(cases)) if len(cases) == 1 else None
    if only and only.unit == field.unit == text.of_areas.unit and only.amount + text.of_areas.amount == field.amount:
        return only
    return None


def _with_areas(general: Length, text: TimeText, words: str) -> _Times:
    of_areas = text.of_areas
    if of_areas and text.added:
        if of_areas.unit != general.unit:
            return _open("Nguồn ghi thêm thời hạn cho một số xã bằng đơn vị khác", words)
        of_areas = Length(round_number(general.amount + of_areas.amount), general.unit)
    if text.areas and of_areas is None:
        return _open(_UNCLEAR_TEXT, words)
    return _Times(general, text.areas, of_areas, quote=words, notes=text.remarks)


def _explain(field: _Field, words: str, said: Iterable[Length]) -> _Times:
    """Why a number field and the words beside it give no time."""
    amounts = {length.amount for length in said}
    if field.length and field.length not in said and field.length.amount in amounts:
        return _open("Hai chỗ trong nguồn ghi đơn vị khác nhau", field.quote, words)
    if field.length or not field.quote:
        return _open(_UNCLEAR_TEXT, field.quote, words)
    return _Times(why=field.why, quote="\n".join(dict.fromkeys((field.quote, words))))


def _settle(times: _Times, cases: Sequence[_Field]) -> _Times:
    """The times, unless the second number field says something else."""
    others = {(field.length, field.quote) for field in cases}
    if not others:
        return times
    if not times.why:
        if {length for length, _ in others} <= times.lengths:
            return times
        return _open(_TWO_TIMES, _quote_times(times), *sorted(quote for _, quote in others))
    if all(length is None and quote == times.quote for length, quote in others):
        return times
    if not _is_about_a_number(times.why):
        return replace(times, quote="\n".join(dict.fromkeys((times.quote, *sorted(quote for _, quote in others)))))
    missing = times.why == NOT_GIVEN or "không ghi đơn vị" in times.why or any(length is None for length, _ in others)
    why = f"{_TWO_TIMES}, một chỗ thiếu đơn vị hoặc không nêu" if missing else _TWO_TIMES
    return _open(why, times.quote or "không nêu", *sorted(quote for _, quote in others))


def _is_about_a_number(why: str) -> bool:
    """Whether a reason is about the number field alone, without words beside it."""
    return why == NOT_GIVEN or why.startswith(("Nguồn ghi số ", "Nguồn ghi thời hạn bằng lời")) or "không rõ là giờ" in why


def _named_cases(raw: RawRecord, fields: Sequence[tuple[RawCase, _Field]], times: Sequence[_Times]) -> ReadDeadlines | None:
    """The times of the source's cases, if these have names of their own and the general time is among them or missing."""
    names = {likeness(case.name) for case, _ in fields} - {"", likeness(raw.name)}
    lengths = {field.length for _, field in fields}
    if len(names) != len(fields) or len(lengths) < 2 or None in lengths:
        return None
    if any(one.areas or one.cases for one in times) or len({one.general for one in times if one.general}) > 1:
        return None
    read = [(f"truong-hop-{number}", case, field) for number, (case, field) in enumerate(fields, 1)]
    deadlines = [{"case": slug} | _spell(field.length) | {"source_text": field.quote} for slug, _, field in read if field.length]
    general = {length for one in times for length in one.lengths}
    texts = dict.fromkeys(method.text for method in raw.methods if TIME.search(method.text))
    doubts = [RaisedDoubt("deadlines", "Lời ghi chung về thời hạn không gắn với trường hợp nào.", text) for text in texts]
    if not general <= lengths or any(one.quote for one in times if one.why and one.why.startswith(_TWO_TIMES) and general):
        return None
    return ReadDeadlines(deadlines, {slug: case.name for slug, case, _ in read}, doubts)


def _read_field(time: float | str | None, unit: str) -> _Field:
    """A number field: certain only with a unit."""
    if isinstance(time, str):
        length = read_sentence(time)
        return _Field(length, "" if length else f"Nguồn ghi thời hạn bằng lời. {_NO_PLACE}", time)
    if not time:
        return _Field(None, NOT_GIVEN, "")
    said = f"{time:g}".replace(".", ",")
    quote = f"{said} {_UNIT_WORDS[unit]}" if unit in _UNIT_WORDS else said
    if unit == "HOUR":
        return _Field(None, f"Nguồn ghi {said} giờ, không rõ là giờ làm việc hay giờ liền. {_NO_PLACE}", quote)
    if unit not in _UNITS:
        return _Field(None, f"Nguồn ghi số {said} nhưng không ghi đơn vị. {_NO_PLACE}", quote)
    if 2 * time != int(2 * time):
        return _Field(None, f"Nguồn ghi {quote}, không tròn ngày hay nửa ngày. {_NO_PLACE}", quote)
    return _Field(Length(round_number(time), _UNITS[unit]), "", quote)


def _quote_times(times: _Times) -> str:
    if times.quote:
        return times.quote
    said = "; ".join(
        (f"{name}: " if name else "") + format_length(length.amount, length.unit)
        for name, length in (*times.cases, ("", times.general))
        if length
    )
    return f"{said} ({times.notes})" if times.notes else said


def _quote_method(method: RawMethod) -> str:
    quote, words = _read_field(method.time, method.unit).quote or "không nêu", _words_of(method)
    return f"{quote}. {words}" if words and words != quote else quote
