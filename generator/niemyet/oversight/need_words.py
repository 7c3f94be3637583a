"""Words of needs: a page for the terminal, in the width that it has, and JSON. In Vietnamese and English."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import TextWrapper, shorten
from typing import Any

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.diagnostics.report_data import name_place
from niemyet.diagnostics.rulebook import put_into_words
from niemyet.diagnostics.showing import show, show_json
from niemyet.model.orthography import capitalize
from niemyet.oversight.finding import Finding, Needs, Owner, Thing, Topic
from niemyet.oversight.need_sentences import OWNERS, SENTENCES, SHEETS, SHORT, TOPICS
from niemyet.render.coming import describe_coming
from niemyet.render.language import Language
from niemyet.values import dataclass

NOTHING = Bilingual("không còn việc gì phải làm", "nothing is to be done")
WORK = Bilingual("{count} việc phải làm", "{count} things to do")
ALSO = Bilingual("; {count} điều cần biết", "; {count} to know of")
MORE = Bilingual("… và {count} nữa", "… and {count} more")
REST = Bilingual("{count} xã, phường không còn việc gì.", "Communes with nothing to do: {count}.")
LOOK = Bilingual("Xem một nơi:", "To look at one:")
COMMUNES = Bilingual("Xã, phường", "Communes")
WHERE = Bilingual("sửa ở", "edit")
IN_THE_FORM = Bilingual("hoặc bằng biểu mẫu:", "or in the form:")
MOST_SHOWN = 5
"""Procedures or places that are listed for one finding; the rest are counted. JSON has them all."""
LONGEST_NAME = 90
FEWEST_COLUMNS = 40
AddressOf = Callable[[str], str]
"""The address at which a file of the project is edited in the browser; '' if there is none."""


@dataclass(frozen=True, slots=True)
class Wording:
    """In which language it is said, in how many columns, and where a file is edited."""

    language: Language
    width: int
    address_of: AddressOf
    address_of_place: AddressOf
    """The same of a place in the form."""
    address_of_many: AddressOf
    """The same of the page where many postings of a place are changed at once."""

    @property
    def lang(self) -> str:
        """The code of the language."""
        return self.language.code

    def say(self, said: Bilingual, **values: object) -> str:
        """A sentence with its values."""
        return str(getattr(said, self.lang)).format(**values)

    def day(self, day: date) -> str:
        """A day as the language writes it."""
        return self.language.day(day)


def format_commune(needs: Needs, words: Wording) -> str:
    """A page about one place, the worst first."""
    now = sum(one.count for one in needs.findings if one.is_work)
    later = sum(one.count for one in needs.findings if not one.is_work)
    head = words.say(WORK, count=now) if now else words.say(NOTHING)
    named = f"{capitalize(needs.name)} ({needs.path})" if needs.name else needs.path
    lines = [*_fill(f"{named}: {head}{words.say(ALSO, count=later) if later else ''}", words, "", "")]
    for topic in Topic:
        found = [one for one in needs.findings if one.topic is topic]
        if found:
            lines += ["", f"{words.say(TOPICS[topic])}: {sum(one.count for one in found)}"]
            lines += [line for one in found for line in _tell(one, needs.path, words)]
    return "\n".join(lines)


def _tell(finding: Finding, place: str, words: Wording) -> Iterator[str]:
    yield from _fill(_sentence(finding, words) + words.say(OWNERS[finding.owner]), words, "  - ", "    ")
    listed = _list_told(finding, words) if finding.told else [_name(thing, finding, words) for thing in finding.things]
    listed = [row for row in listed if row]
    for row in listed[:MOST_SHOWN]:
        yield from _fill(row, words, "      ", "        ")
    if len(listed) > MOST_SHOWN:
        yield "      " + words.say(MORE, count=len(listed) - MOST_SHOWN)
    if finding.command:
        yield f"    → {finding.command}"
    address = _address(finding, place, words)
    if finding.file:
        yield f"    → {words.say(WHERE)} {show(address or finding.file)}"
    elif address:
        yield f"    → {words.say(IN_THE_FORM)} {show(address)}"


def _address(finding: Finding, place: str, words: Wording) -> str:
    """Where it is done in the browser: at the file, or in the form at the commune, if the work is the commune's own."""
    if finding.file:
        return words.address_of(finding.file)
    if finding.owner is not Owner.COMMUNE:
        return ""
    if finding.topic is Topic.OLD:
        return words.address_of_many(place)
    return words.address_of_place(place) if finding.topic is Topic.MISSING else ""


def _fill(text: str, words: Wording, first: str, others: str) -> list[str]:
    width = max(words.width, FEWEST_COLUMNS)
    filler = TextWrapper(width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False, break_long_words=False)
    return filler.wrap(show(text))


def _sentence(finding: Finding, words: Wording) -> str:
    if finding.what == "warned":
        sentence = put_into_words(finding.told[0], words.lang)
        return f"{capitalize(sentence.message)}. {capitalize(sentence.help)}."
    day = words.day(finding.day) if finding.day is not None else ""
    return words.say(SENTENCES[finding.what], count=finding.count, by=finding.by, day=day)


def _list_told(finding: Finding, words: Wording) -> list[str]:
    """Of errors each with its words; of one rule only the places, if there are several."""
    if finding.what == "errors":
        return [f"{_at(one, words)}: {put_into_words(one, words.lang).message}" for one in finding.told]
    return [_at(one, words) for one in finding.told] if len(finding.told) > 1 else []


def _at(told: Diagnostic, words: Wording) -> str:
    return f"{name_place(told.place, words.lang)}:{told.place.line}"


def _name(thing: Thing, finding: Finding, words: Wording) -> str:
    """A procedure or a day in one line; '' if there is nothing to name."""
    remark = _remark(thing, finding, words)
    if not thing.code:
        return f"{remark}: {thing.name}" if remark else thing.name
    name = shorten(thing.name, LONGEST_NAME, placeholder=" …")
    return f"{thing.code}  {name}{f' – {remark}' if remark else ''}"


def _remark(thing: Thing, finding: Finding, words: Wording) -> str:
    day = words.day(thing.day) if thing.day is not None else ""
    match finding.what:
        case "not-posted" if thing.days:
            said = Bilingual("quá hạn {days} ngày làm việc", "{days} working days overdue")
            return words.say(said, days=thing.days)
        case "changed":
            return words.say(Bilingual("đổi ngày {day}", "changed on {day}"), day=day)
        case "replaced":
            return words.say(Bilingual("theo {by} ngày {day}", "under {by} of {day}"), by=thing.by, day=day)
        case "not-reviewed":
            return words.say(Bilingual("rà soát lần cuối {day}", "last reviewed on {day}"), day=day)
        case "outdated":
            return words.say(Bilingual("{by}, từ {day}", "{by}, since {day}"), by=thing.by, day=day)
        case "sheets":
            return words.say(SHEETS[thing.by])
        case "coming" if thing.coming is not None:
            return describe_coming(thing.coming, thing.cases, words.language).dated_sentence(words.language).removesuffix(".")
        case "withdrawn":
            return words.say(Bilingual("từ {day}", "from {day}"), day=day)
        case "other-hours":
            return f"{day}, {thing.by or words.say(Bilingual('nghỉ cả ngày', 'closed'))}"
    return ""


def format_text(places: Sequence[Needs], words: Wording) -> str:
    """One page for one commune; of a province its own page, then a line for each commune, those first that need most."""
    if len(places) == 1:
        return format_commune(places[0], words)
    province, *communes = places
    return "\n".join([format_commune(province, words), "", *_tabulate(communes, words)])


def _tabulate(communes: Sequence[Needs], words: Wording) -> Iterator[str]:
    shown = [topic for topic in Topic if any(one.topic is topic for needs in communes for one in needs.findings)]
    rows = [(needs, [_count(needs, topic) for topic in shown]) for needs in communes]
    rows.sort(key=lambda row: ([-count for count in row[1]], row[0].path))
    waiting = [(needs.path, counts) for needs, counts in rows if any(counts)]
    if waiting:
        width = max(len(words.say(COMMUNES)), *(len(path) for path, _ in waiting))
        heads = [words.say(SHORT[topic]) for topic in shown]
        for name, cells in ((words.say(COMMUNES), heads), *((path, [*map(str, counts)]) for path, counts in waiting)):
            yield f"{name:<{width}}" + "".join(f"  {cell:>{len(head)}}" for cell, head in zip(cells, heads, strict=True))
    if len(waiting) < len(rows):
        yield words.say(REST, count=len(rows) - len(waiting))
    if waiting:
        yield f"{words.say(LOOK)} niemyet doctor {waiting[0][0]}"


def _count(needs: Needs, topic: Topic) -> int:
    """What the commune itself has to do or to know."""
    return sum(one.count for one in needs.findings if one.topic is topic and one.owner is Owner.COMMUNE)


def format_json(places: Sequence[Needs], words: Wording) -> str:
    """Every finding with all that it is about. The keys are a contract."""
    data = [
        {
            "place": needs.path,
            "name": needs.name,
            "work": needs.has_work,
            "findings": [_as_data(one, needs.path, words) for one in needs.findings],
        }
        for needs in places
    ]
    return show_json(json.dumps(data, ensure_ascii=False, indent=2))


def _as_data(finding: Finding, place: str, words: Wording) -> dict[str, Any]:
    return {
        "topic": str(finding.topic),
        "what": finding.told[0].rule if finding.what == "warned" else finding.what,
        "owner": str(finding.owner),
        "count": finding.count,
        "message": _sentence(finding, words),
        "command": finding.command,
        "file": finding.file,
        "address": _address(finding, place, words),
        "things": [
            {
                "code": thing.code,
                "name": thing.name,
                "working_days_overdue": thing.days,
                "day": thing.day.isoformat() if thing.day else None,
                "remark": _remark(thing, finding, words),
            }
            for thing in finding.things
        ],
        "told": [
            {
                "rule": one.rule,
                "file": name_place(one.place, words.lang),
                "line": one.place.line,
                "message": put_into_words(one, words.lang).message,
                "help": put_into_words(one, words.lang).help,
            }
            for one in finding.told
        ],
    }


FORMATS: Mapping[str, Callable[[Sequence[Needs], Wording], str]] = {"text": format_text, "json": format_json}
