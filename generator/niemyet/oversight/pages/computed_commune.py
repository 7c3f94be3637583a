"""The block “Tính tại đây” of a commune: its figures as bars, what is behind each, how it went by month, and every procedure.

Takes `Compliance` and the names of procedures; gives the parts of the fragment. Long tables are joined here, not in a template.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from markupsafe import Markup, escape

from niemyet.model.orthography import format_day, format_number, format_share
from niemyet.oversight.compliance import Compliance, Judged, Missing, Share, Waiting, sort_missing
from niemyet.oversight.words import FIGURES, Figure, command_of, say_aged, say_apart, say_lacks, say_share, say_waiting
from niemyet.render import addresses
from niemyet.render.charts import Axis, Bar, Series, Slice, Told, Tone, draw_bars, draw_lines

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
    _links: dict[str, Markup] = field(default_factory=dict)

    def link(self, code: str) -> Markup:
        """A link to a posting."""
        if code not in self._links:
            address = self.root + addresses.of_posting(self.path, code)
            self._links[code] = Markup(f'<a href="{escape(address)}">{escape(self.name_of(code) or code)}</a>')
        return self._links[code]

    def link_procedure(self, code: str) -> Markup:
        """A link to the page of a procedure that is not posted here; its code alone where there is no record of it."""
        name, address = self.name_of(code), self.root + addresses.of_procedure(code)
        return Markup(f'<a href="{escape(address)}">{escape(name)}</a>') if name else escape(code)


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
    return draw_bars(("Chỉ số", "Số thủ tục", "Tỷ lệ"), rows, f"Tính đến ngày {format_day(figures.day)}")


def _bar(words: CommuneWords, figure: Figure, share: Share | None, slices: tuple[Slice, ...], unknown: int = 0) -> Bar:
    name = Markup('<a href="#{}{}">{}</a>').format(words.anchor, figure.replace("_", "-"), FIGURES[figure].name.vi)
    return Bar(name, say_share(share, unknown=unknown), slices, say_apart(unknown) if share is not None and share.of else "")


def _slices_of_posted(figures: Compliance) -> tuple[Slice, ...]:
    waits = [one.waiting for one in figures.missing]
    counted: tuple[tuple[Tone, Waiting], ...] = (("bad", "overdue"), ("unknown", "unknown"), ("wait", "waiting"))
    return (Slice("good", len(figures.measured)), *(Slice(tone, waits.count(wait)) for tone, wait in counted))


def list_failing(figures: Compliance, words: CommuneWords) -> Iterator[FailingList]:
    """The lists behind the figures, in their order; without a list of the province none of what it would require."""
    measured = figures.measured
    if figures.has_list:
        yield _failing("posted", [_list_missing(one, words) for one in sort_missing(figures.missing)])
    yield _failing("whole", _tell(words, (one for one in measured if not one.whole), lambda one: say_lacks(one.facts.lacking)))
    yield _failing("current", _tell(words, (one for one in measured if not one.current), lambda one: say_aged(one.facts.aged)))
    late = sorted((one for one in measured if one.timing == "late"), key=lambda one: (-one.late, one.facts.code))
    overdue = (one for one in sort_missing(figures.missing) if one.waiting == "overdue")
    told = [_item(words.link_procedure(one.code), one.code, f"chưa niêm yết, {_say_missing(one)}") for one in overdue]
    yield _failing("on_time", [*_tell(words, late, _say_late), *told], _tell(words, figures.undated, _say_undated))
    effect = _tell(words, (one for one in measured if one.by_effect == "missed"), _say_effect)
    never = (one for one in figures.missing if one.by_effect == "missed")
    effect += [_item(words.link_procedure(one.code), one.code, "chưa niêm yết") for one in never]
    yield _failing("by_effect", effect)
    if figures.has_list:
        short = _tell(words, (one for one in measured if not one.fulfils_all), _say_short)
        short += [_item(words.link_procedure(one.code), one.code, "chưa niêm yết") for one in figures.missing]
        yield _failing("all_four", short)


def _failing(figure: Figure, items: list[str], unknown: Iterable[str] = ()) -> FailingList:
    words, apart = FIGURES[figure], [*unknown]
    listed, aside = Markup("".join(items)), Markup("".join(apart))
    return FailingList(figure.replace("_", "-"), words.name.vi, words.failing.vi, listed, len(items), aside, len(apart))


def _tell(words: CommuneWords, judged: Iterable[Judged], why: Callable[[Judged], str]) -> list[str]:
    return [_item(words.link(one.facts.code), one.facts.code, why(one)) for one in judged]


def _item(link: Markup, code: str, why: str, more: str = "") -> str:
    return f'<li>{link} <span class="index__facts">{escape(code)} · {escape(why)}</span>{more}</li>'


def _list_missing(one: Missing, words: CommuneWords) -> str:
    """What is not posted, with the command that drafts it."""
    command = f"<br><code>{escape(command_of(words.path, one.code))}</code>"
    return _item(words.link_procedure(one.code), one.code, _say_missing(one), command)


def _say_missing(one: Missing) -> str:
    since = f" (từ {format_day(one.requirement.since)})" if one.requirement.since is not None else ""
    return f"{say_waiting(one.waiting, one.late)}{since}, theo {one.requirement.decision.number}"


def _say_late(one: Judged) -> str:
    start = format_day(one.awaited) if one.awaited is not None else ""
    return f"chậm {format_number(one.late)} ngày làm việc: tính từ {start}, niêm yết {format_day(one.facts.posted)}"


def _say_undated(one: Judged) -> str:
    return f"niêm yết {format_day(one.facts.posted)}; thiếu ngày để tính hạn"


def _say_short(one: Judged) -> str:
    """Which of the four it lacks."""
    timing = {"late": ("niêm yết chậm",), "unknown": ("chưa rõ có đúng hạn không",), "on_time": ()}[one.timing]
    lacks = ("thiếu bộ phận",) if not one.whole else ()
    return ", ".join((*lacks, *(("phải xem lại",) if not one.current else ()), *timing))


def _say_effect(one: Judged) -> str:
    effect = format_day(one.facts.effect) if one.facts.effect is not None else ""
    return f"có hiệu lực {effect}, niêm yết {format_day(one.facts.posted)}"


def list_outside(figures: Compliance, words: CommuneWords) -> Markup:
    """What is posted and not on the list: told, not blamed."""
    told = (
        _item(words.link(one.facts.code), one.facts.code, f"niêm yết {format_day(one.facts.posted)}") for one in figures.outside
    )
    return Markup("".join(told))


def list_excepted(figures: Compliance, words: CommuneWords) -> Markup:
    """What the commune does not have, with the reason; and what it posts all the same."""
    contradiction = "; nhưng xã đang niêm yết: danh mục và bản niêm yết trái nhau"
    told = (
        _item(
            words.link(one.code) if one.posted else words.link_procedure(one.code),
            one.code,
            f"{one.reason}{contradiction if one.posted else ''}",
        )
        for one in figures.excepted
    )
    return Markup("".join(told))


def draw_months(known: Sequence[tuple[date, Share | None]], name: str) -> Markup:
    """What hung of the list at the end of each month, as a line with its table; months without a list are gaps."""
    labels = tuple(f"{day:%m/%Y}" for day, _ in known)
    values = tuple(share.number / share.of if share is not None and share.of else None for _, share in known)
    rows = tuple((format_day(day), say_share(share)) for day, share in known)
    ends = [(label, share) for label, (_, share) in zip(labels, known, strict=True) if share is not None and share.of]
    said = "chưa có tháng nào có danh mục"
    if ends:
        (first, before), (last, after) = ends[0], ends[-1]
        said = (
            f"từ {format_share(*before)} tháng {first} đến {format_share(*after)} tháng {last}"
            if first != last
            else say_share(after)
        )
    told = Told(
        f"{name} theo tháng: {said}",
        f"{name} theo tháng: {said}",
        "Số liệu từng tháng",
        ("Cuối tháng", "Đã niêm yết"),
        rows,
    )
    return draw_lines((Series(name, values),), Axis(labels, SCALE, 1), told)


def tabulate_procedures(figures: Compliance, words: CommuneWords) -> Markup:
    """Every procedure that is posted or required, with its days and how it stands by each figure."""
    return Markup("".join(chain(_rows_of_postings(figures, words), _rows_of_missing(figures, words))))


def _rows_of_postings(figures: Compliance, words: CommuneWords) -> Iterator[str]:
    for one in figures.postings:
        facts = one.facts
        cells = (
            facts.code,
            format_day(facts.posted),
            format_day(facts.confirmed),
            MARKS[one.whole],
            MARKS[one.current],
            TIMINGS[one.timing],
        )
        told = "".join(f'<td data-label="{head}">{cell}</td>' for head, cell in zip(PROCEDURE_HEADS[1:], cells, strict=True))
        beside = "" if one.required or not figures.has_list else " (ngoài danh mục)"
        yield f'<tr><th scope="row">{words.link(facts.code)}{beside}</th>{told}</tr>'


def _rows_of_missing(figures: Compliance, words: CommuneWords) -> Iterator[str]:
    for one in figures.missing:
        said, link = escape(say_waiting(one.waiting, one.late)), words.link_procedure(one.code)
        code = f'<td data-label="{PROCEDURE_HEADS[1]}">{escape(one.code)}</td>'
        told = f'<td colspan="5" data-label="{PROCEDURE_HEADS[2]}">chưa niêm yết, {said}</td>'
        yield f'<tr><th scope="row">{link}</th>{code}{told}</tr>'
