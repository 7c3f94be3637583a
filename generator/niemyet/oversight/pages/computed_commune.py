"""The block “Tính tại đây” of a commune: its figures as bars, what is behind each, how it went by month, and every procedure.

Takes `Compliance` and the names of procedures; gives the parts of the fragment. Long tables are joined here, not in a template.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup, escape

from niemyet.oversight.compliance import FULFILS_ALL, Compliance, Excepted, Missing, Share, Waiting, sort_missing
from niemyet.oversight.pages.commune_words import PROCEDURE_HEADS, CommuneWords, write_item
from niemyet.oversight.words import FIGURES, Figure, command_of, say_apart, say_share, say_waiting
from niemyet.render.charts import Axis, Bar, Series, Slice, Told, Tone, draw_bars, draw_lines
from niemyet.render.foreign_text import mark_text
from niemyet.render.frames import hold
from niemyet.render.language import VIETNAMESE, Language

SCALE = ("100%", "50%", "0%")


@dataclass(frozen=True, slots=True)
class FailingList:
    """The list behind a figure: what the figure and the list are called, and what does not fulfil it.

    `aside` is what could not be counted, with its number.
    """

    figure: Figure
    name: str
    title: str
    listed: bytes
    number: int
    aside: bytes = b""
    unknown_number: int = 0

    @property
    def id(self) -> str:
        """Its id on the page."""
        return self.figure.replace("_", "-")

    @property
    def items(self) -> Markup:
        """Where `listed` is to stand in the page."""
        return Markup(hold(f"items_{self.figure}"))

    @property
    def unknown(self) -> Markup:
        """Where `aside` is to stand."""
        return Markup(hold(f"unknown_{self.figure}"))

    @property
    def slots(self) -> dict[str, bytes]:
        """What stands there."""
        return {f"items_{self.figure}": self.listed, f"unknown_{self.figure}": self.aside}


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
    measured, language, say, write = figures.measured, words.language, words.of_province, words.write_items

    def failing(figure: Figure, told: Sequence[tuple[str, bytes]], rest: Sequence[str] = ()) -> FailingList:
        """Postings, then what is not posted."""
        named, listed = FIGURES[figure], write(told) + "".join(rest).encode()
        return FailingList(figure, language.say(named.name), language.say(named.failing), listed, len(told) + len(rest))

    if figures.has_list:
        yield failing("posted", (), [_list_missing(one, words) for one in sort_missing(figures.missing)])
    partial = [one.facts for one in measured if one.facts.lacking]
    yield failing("whole", [(one.code, say.say_lacks(one.lacking)) for one in partial])
    aged = [one.facts for one in measured if one.facts.aged]
    yield failing("current", [(one.code, say.say_aged(one.aged)) for one in aged])
    came_late = sorted([one for one in measured if one.timing == "late"], key=lambda one: (-one.late, one.facts.code))
    late = [(one.facts.code, say.say_late(one.late, one.awaited, one.facts.posted)) for one in came_late]
    unposted = language.say("chưa niêm yết")
    overdue = [
        write_item(
            words.link_procedure(one.code), one.code, language.say("chưa niêm yết, {state}", state=_say_missing(one, language))
        )
        for one in sort_missing(figures.missing)
        if one.waiting == "overdue"
    ]
    undated = [(one.facts.code, say.say_undated(one.facts.posted)) for one in figures.undated]
    yield replace(failing("on_time", late, overdue), aside=write(undated), unknown_number=len(undated))
    missed = [one.facts for one in measured if one.by_effect == "missed"]
    never = [one for one in figures.missing if one.by_effect == "missed"]
    effect = [(one.code, say.say_effect(one.effect, one.posted)) for one in missed]
    yield failing("by_effect", effect, [write_item(words.link_procedure(one.code), one.code, unposted) for one in never])
    if figures.has_list:
        standings = zip(measured, figures.standings, strict=True)
        short = [(one.facts.code, say.say_short(standing)) for one, standing in standings if standing != FULFILS_ALL]
        missing = [write_item(words.link_procedure(one.code), one.code, unposted) for one in figures.missing]
        yield failing("all_four", short, missing)


def _list_missing(one: Missing, words: CommuneWords) -> str:
    """What is not posted, with the command that drafts it."""
    command = f"<br><code>{escape(command_of(words.path, one.code))}</code>"
    return write_item(words.link_procedure(one.code), one.code, _say_missing(one, words.language), command)


def _say_missing(one: Missing, language: Language) -> str:
    state, decision = say_waiting(one.waiting, one.late, language), one.requirement.decision.number
    if one.requirement.since is None:
        return language.say("{state}, theo {decision}", state=state, decision=decision)
    since = language.day(one.requirement.since)
    return language.say("{state} (từ {day}), theo {decision}", state=state, day=since, decision=decision)


def list_outside(figures: Compliance, words: CommuneWords) -> Markup:
    """What is posted and not on the list: told, not blamed."""
    language = words.language
    told = (
        write_item(words.link(one.facts.code), one.facts.code, language.say("niêm yết {day}", day=language.day(one.facts.posted)))
        for one in figures.outside
    )
    return Markup("".join(told))


def list_excepted(figures: Compliance, words: CommuneWords) -> Markup:
    """What the commune does not have, with the reason; and what it posts all the same."""
    language = words.language
    told = (
        write_item(
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


def tabulate_procedures(figures: Compliance, words: CommuneWords) -> bytes:
    """Every procedure that is posted or required, with its days and how it stands by each figure."""
    return _write_postings(figures, words) + "".join(_rows_of_missing(figures, words)).encode()


def _write_postings(figures: Compliance, words: CommuneWords) -> bytes:
    """A row for each posting."""
    links, cells = words.of_province.links, words.of_province.cells
    coded, posted, confirmed, stands = cells.coded, cells.posted, cells.confirmed, cells.stands
    begun = f'<tr><th scope="row">{words.begun_link}'.encode()
    outside = words.language.say(" (ngoài danh mục)").encode() if figures.has_list else b""
    pieces = [
        piece
        for facts, required, timing, _, _, _ in figures.postings
        for piece in (
            begun,
            links[facts.code],
            b"" if required else outside,
            coded[facts.code],
            posted[facts.posted],
            confirmed[facts.confirmed],
            stands[not facts.lacking, not facts.aged, timing],
        )
    ]
    return b"".join(pieces)


def _rows_of_missing(figures: Compliance, words: CommuneWords) -> Iterator[str]:
    language = words.language
    of_code, of_state = (escape(language.say(head)) for head in PROCEDURE_HEADS[1:3])
    for one in figures.missing:
        state, link = say_waiting(one.waiting, one.late, language), words.link_procedure(one.code)
        code = f'<td data-label="{of_code}">{escape(one.code)}</td>'
        said = escape(language.say("chưa niêm yết, {state}", state=state))
        told = f'<td colspan="5" data-label="{of_state}">{said}</td>'
        yield f'<tr><th scope="row">{link}</th>{code}{told}</tr>'
