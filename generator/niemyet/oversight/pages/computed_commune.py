"""The block “Tính tại đây” of a commune: its figures as bars, what is behind each, how it went by month, and every procedure.

Takes `Compliance` and the names of procedures; gives the parts of the fragment. Long tables are joined here, not in a template.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from itertools import chain

from markupsafe import Markup, escape

from niemyet.oversight.compliance import Compliance, Excepted, Judged, Missing, Share, Timing, Waiting, sort_missing
from niemyet.oversight.words import FIGURES, Figure, command_of, say_aged, say_apart, say_lacks, say_share, say_waiting
from niemyet.render import addresses
from niemyet.render.charts import Axis, Bar, Series, Slice, Told, Tone, draw_bars, draw_lines
from niemyet.render.foreign_text import mark_text, write_text
from niemyet.render.language import VIETNAMESE, Language

SCALE = ("100%", "50%", "0%")
MARKS = {True: "có", False: "không"}
PROCEDURE_HEADS = ("Thủ tục", "Mã", "Niêm yết", "Rà soát", "Đủ bộ phận", "Còn đúng", "Đúng hạn")
TIMINGS = {"on_time": "có", "late": "không", "unknown": "chưa rõ"}


@dataclass(frozen=True, slots=True)
class FailingList:
    """The list behind a figure: its id on the page, what the figure and the list are called, and what does not fulfil it.

    `unknown` is what could not be counted, with its title.
    """

    id: str
    name: str
    title: str
    items: Markup
    number: int
    unknown: Markup
    unknown_number: int


@dataclass(slots=True)
class CommuneWords:
    """What the procedures of a commune are called, and how its pages are reached from a page whose way to the root is `root`."""

    path: str
    name_of: Callable[[str], str]
    root: str
    anchor: str = ""
    """Before the ids of its lists, where several communes share a page."""
    language: Language = VIETNAMESE
    written: dict[str, str] = field(default_factory=dict)
    """The names as HTML; communes have most of them in common."""
    _links: dict[str, str] = field(default_factory=dict)

    def link(self, code: str) -> str:
        """A link to a posting, as HTML."""
        link = self._links.get(code)
        if link is None:
            address = self.root + addresses.of_posting(self.path, code)  # of letters of addresses alone
            link = self._links[code] = f'<a href="{address}">{self._write_name(code) or code}</a>'
        return link

    def link_procedure(self, code: str) -> Markup:
        """A link to the page of a procedure that is not posted here; its code alone where there is no record of it."""
        name, address = self._write_name(code), self.root + addresses.of_procedure(code)
        return Markup(f'<a href="{escape(address)}">{name}</a>') if name else escape(code)

    def _write_name(self, code: str) -> str:
        name = self.name_of(code)
        written = self.written.get(name)
        if written is None:
            written = self.written[name] = write_text(name, self.language)
        return written


def draw_figures(figures: Compliance, words: CommuneWords) -> Markup:
    """The six figures as a table with bars, each linked with its list."""
    rows = [_bar(words, "posted", figures.posted, _slices_of_posted(figures))]
    parts: tuple[tuple[Figure, Share], ...] = (("whole", figures.whole), ("current", figures.current))
    for figure, share in parts:
        rows.append(_bar(words, figure, share, (Slice("good", share.number), Slice("bad", share.of - share.number))))
    timed: tuple[tuple[Figure, Share, int], ...] = (
        ("on_time", figures.on_time, len(figures.undated)),
        ("by_effect", figures.by_effect, figures.effect_unknown),
    )
    for figure, share, unknown in timed:
        rows.append(_bar(words, figure, share, (Slice("good", share.number), Slice("bad", share.of - share.number)), unknown))
    every = figures.all_four
    rows.append(
        _bar(words, "all_four", every, (Slice("good", every.number), Slice("wait", every.of - every.number)) if every else ())
    )
    say = words.language.say
    heads = say("Chỉ số"), say("Số thủ tục"), say("Tỷ lệ")
    return draw_bars(heads, rows, say("Tính đến ngày {day}", day=words.language.day(figures.day)))


def _bar(words: CommuneWords, figure: Figure, share: Share | None, slices: tuple[Slice, ...], unknown: int = 0) -> Bar:
    language = words.language
    said = language.say(FIGURES[figure].name)
    name = Markup('<a href="#{}{}">{}</a>').format(words.anchor, figure.replace("_", "-"), said)
    apart = say_apart(unknown, language) if share is not None and share.of else ""
    return Bar(name, say_share(share, language, unknown), slices, apart)


def _slices_of_posted(figures: Compliance) -> tuple[Slice, ...]:
    waits = [one.waiting for one in figures.missing]
    counted: tuple[tuple[Tone, Waiting], ...] = (("bad", "overdue"), ("unknown", "unknown"), ("wait", "waiting"))
    return (Slice("good", len(figures.measured)), *(Slice(tone, waits.count(wait)) for tone, wait in counted))


def list_failing(figures: Compliance, words: CommuneWords) -> Iterator[FailingList]:
    """The lists behind the figures, in their order; without a list of the province none of what it would require."""
    measured, language = figures.measured, words.language

    def failing(figure: Figure, items: list[str], unknown: Iterable[str] = ()) -> FailingList:
        return _failing(figure, items, unknown, language)

    if figures.has_list:
        yield failing("posted", [_list_missing(one, words) for one in sort_missing(figures.missing)])
    partial, aged = (one for one in measured if not one.whole), (one for one in measured if not one.current)
    yield failing("whole", _tell(words, partial, lambda one: say_lacks(one.facts.lacking, language)))
    yield failing("current", _tell(words, aged, lambda one: say_aged(one.facts.aged, language)))
    late = sorted((one for one in measured if one.timing == "late"), key=lambda one: (-one.late, one.facts.code))
    overdue = (one for one in sort_missing(figures.missing) if one.waiting == "overdue")
    unposted = language.say("chưa niêm yết")
    told = [
        _item(words.link_procedure(one.code), one.code, language.say("chưa niêm yết, {state}", state=_say_missing(one, language)))
        for one in overdue
    ]
    undated = _tell(words, figures.undated, lambda one: _say_undated(one, language))
    say_late = cache(lambda days, start, posted: _say_late(days, start, posted, language))  # many came on the same days
    of_late = _tell(words, late, lambda one: say_late(one.late, one.awaited, one.facts.posted))
    yield failing("on_time", [*of_late, *told], undated)
    missed = (one for one in measured if one.by_effect == "missed")
    effect = _tell(words, missed, lambda one: _say_effect(one, language))
    never = (one for one in figures.missing if one.by_effect == "missed")
    effect += [_item(words.link_procedure(one.code), one.code, unposted) for one in never]
    yield failing("by_effect", effect)
    if figures.has_list:
        lacking = (one for one in measured if not one.fulfils_all)
        say_short = cache(lambda *standing: _say_short(*standing, language))
        short = _tell(words, lacking, lambda one: say_short(one.whole, one.current, one.timing))
        short += [_item(words.link_procedure(one.code), one.code, unposted) for one in figures.missing]
        yield failing("all_four", short)


def _failing(figure: Figure, items: list[str], unknown: Iterable[str], language: Language) -> FailingList:
    words, apart = FIGURES[figure], [*unknown]
    listed, aside = Markup("".join(items)), Markup("".join(apart))
    name, title = language.say(words.name), language.say(words.failing)
    return FailingList(figure.replace("_", "-"), name, title, listed, len(items), aside, len(apart))


def _tell(words: CommuneWords, judged: Iterable[Judged], why: Callable[[Judged], str]) -> list[str]:
    link = words.link
    return [_write_item(link(code := one.facts.code), code, _escape(why(one))) for one in judged]


def _item(link: str, code: str, why: str, more: str = "") -> str:
    return _write_item(link, escape(code), escape(why), more)


def _write_item(link: str, code: str, why: str, more: str = "") -> str:
    """All of it as HTML."""
    return f'<li>{link} <span class="index__facts">{code} · {why}</span>{more}</li>'


@lru_cache(4096)
def _escape(said: str) -> str:
    """What is said of many procedures, as HTML. Only for words that are no HTML yet."""
    return str(escape(said))


def _list_missing(one: Missing, words: CommuneWords) -> str:
    """What is not posted, with the command that drafts it."""
    command = f"<br><code>{escape(command_of(words.path, one.code))}</code>"
    return _item(words.link_procedure(one.code), one.code, _say_missing(one, words.language), command)


def _say_missing(one: Missing, language: Language) -> str:
    state, decision = say_waiting(one.waiting, one.late, language), one.requirement.decision.number
    if one.requirement.since is None:
        return language.say("{state}, theo {decision}", state=state, decision=decision)
    since = language.day(one.requirement.since)
    return language.say("{state} (từ {day}), theo {decision}", state=state, day=since, decision=decision)


def _say_late(late: int, awaited: date | None, posted: date, language: Language) -> str:
    start = language.day(awaited) if awaited is not None else ""
    said = "chậm {number} ngày làm việc: tính từ {start}, niêm yết {posted}"
    return language.many(said, late, start=start, posted=language.day(posted))


def _say_undated(one: Judged, language: Language) -> str:
    return language.say("niêm yết {day}; thiếu ngày để tính hạn", day=language.day(one.facts.posted))


@cache
def _say_short(whole: bool, current: bool, timing: Timing, language: Language) -> str:  # as they are counted
    """Which of the four a posting lacks."""
    late = {"late": ("niêm yết chậm",), "unknown": ("chưa rõ có đúng hạn không",), "on_time": ()}[timing]
    lacks = ("thiếu bộ phận",) if not whole else ()
    return ", ".join(map(language.say, (*lacks, *(("phải xem lại",) if not current else ()), *late)))


def _say_effect(one: Judged, language: Language) -> str:
    effect = language.day(one.facts.effect) if one.facts.effect is not None else ""
    return language.say("có hiệu lực {effect}, niêm yết {posted}", effect=effect, posted=language.day(one.facts.posted))


def list_outside(figures: Compliance, words: CommuneWords) -> Markup:
    """What is posted and not on the list: told, not blamed."""
    language = words.language
    told = (
        _item(words.link(one.facts.code), one.facts.code, language.say("niêm yết {day}", day=language.day(one.facts.posted)))
        for one in figures.outside
    )
    return Markup("".join(told))


def list_excepted(figures: Compliance, words: CommuneWords) -> Markup:
    """What the commune does not have, with the reason; and what it posts all the same."""
    language = words.language
    told = (
        _item(
            words.link(one.code) if one.posted else words.link_procedure(one.code),
            one.code,
            _say_excepted(one, language),
        )
        for one in figures.excepted
    )
    return Markup("".join(told))


def _say_excepted(one: Excepted, language: Language) -> str:
    reason = mark_text(language.text(one.reason), one.reason, language)
    if not one.posted:
        return reason
    said = "{reason}; nhưng xã đang niêm yết: danh mục và bản niêm yết trái nhau"
    return Markup(language.find(said)).format(reason=reason)


def say_months(known: Sequence[tuple[date, Share | None]], language: Language = VIETNAMESE) -> str:
    """From what share in which month to what share in which."""
    say = language.say
    ends = [(language.month(day), share) for day, share in known if share is not None and share.of]
    said = say("chưa có tháng nào có danh mục")
    if ends:
        (first, before), (last, after) = ends[0], ends[-1]
        shares = {"before": language.share(*before), "after": language.share(*after)}
        said = say_share(after, language)
        if first != last:
            said = say("từ {before} tháng {first} đến {after} tháng {last}", first=first, last=last, **shares)
    return said


def draw_months(known: Sequence[tuple[date, Share | None]], language: Language = VIETNAMESE) -> Markup:
    """What hung of the list at the end of each month, as a line with its table; months without a list are gaps."""
    say, name = language.say, language.say(FIGURES["posted"].name)
    labels = tuple(language.month(day) for day, _ in known)
    values = tuple(share.number / share.of if share is not None and share.of else None for _, share in known)
    rows = tuple((language.day(day), say_share(share, language)) for day, share in known)
    said = say_months(known, language)
    caption = say("{name} theo tháng: {said}", name=name, said=said)
    told = Told(caption, caption, say("Số liệu từng tháng"), (say("Cuối tháng"), name), rows)
    return draw_lines((Series(name, values),), Axis(labels, SCALE, 1), told)


def tabulate_procedures(figures: Compliance, words: CommuneWords) -> Markup:
    """Every procedure that is posted or required, with its days and how it stands by each figure."""
    return Markup("".join(chain(_rows_of_postings(figures, words), _rows_of_missing(figures, words))))


def _rows_of_postings(figures: Compliance, words: CommuneWords) -> Iterator[str]:
    """A row for each posting. They are most of what is computed for a province's pages, so what rows share is made once."""
    language = words.language
    of_code, of_posting, of_review, of_parts, of_law, of_time = (
        f'<td data-label="{escape(language.say(head))}">' for head in PROCEDURE_HEADS[1:]
    )
    whole = {flag: f"</td>{of_parts}{language.say(mark)}</td>" for flag, mark in MARKS.items()}
    current = {flag: f"{of_law}{language.say(mark)}</td>" for flag, mark in MARKS.items()}
    timed = {timing: f"{of_time}{language.say(said)}</td></tr>" for timing, said in TIMINGS.items()}
    outside = language.say(" (ngoài danh mục)")
    spell_day = cache(language.day)
    for one in figures.postings:
        facts = one.facts
        beside = "" if one.required or not figures.has_list else outside
        days = f"{of_posting}{spell_day(facts.posted)}</td>{of_review}{spell_day(facts.confirmed)}"
        stands = f"{whole[one.whole]}{current[one.current]}{timed[one.timing]}"
        yield f'<tr><th scope="row">{words.link(facts.code)}{beside}</th>{of_code}{facts.code}</td>{days}{stands}'


def _rows_of_missing(figures: Compliance, words: CommuneWords) -> Iterator[str]:
    language = words.language
    of_code, of_state = (escape(language.say(head)) for head in PROCEDURE_HEADS[1:3])
    for one in figures.missing:
        state, link = say_waiting(one.waiting, one.late, language), words.link_procedure(one.code)
        code = f'<td data-label="{of_code}">{escape(one.code)}</td>'
        said = escape(language.say("chưa niêm yết, {state}", state=state))
        told = f'<td colspan="5" data-label="{of_state}">{said}</td>'
        yield f'<tr><th scope="row">{link}</th>{code}{told}</tr>'
