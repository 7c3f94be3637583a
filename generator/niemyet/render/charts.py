"""Charts as inline SVG, each with its numbers as text: bars of 100 %, bars in a table, lines and columns by month, small
multiples.

Takes numbers and finished words in the language of the page; gives HTML. An SVG holds shapes alone: whatever is read stands
beside it as HTML, so that it keeps its size on a small screen. Colours are classes (`chart__fill--good`) of the stylesheet,
because pages allow no style of their own. A value of None is not known: it is drawn as a gap, never as 0."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

Tone = Literal["good", "wait", "bad", "unknown", "plain"]
"""What a shape means: as it should be, to be looked at, wrong, not known; or only how many."""
HEIGHT = 100
"""Of every drawing, in its own units; so is the width. The stylesheet says how large it is on the page."""


class Slice(NamedTuple):
    """A part of a bar: what it means, and how much it is."""

    tone: Tone
    number: int


class Bar(NamedTuple):
    """A row of a table with bars: its name (a link, where it is one), what it says in words, and its slices."""

    name: str | Markup
    said: str | Markup
    slices: tuple[Slice, ...]
    more: str | Markup = ""
    """What stands below the name."""


class Series(NamedTuple):
    """A line: its name, and its value at each place of the axis; None where it is not known."""

    name: str
    values: tuple[float | None, ...]


class Axis(NamedTuple):
    """The places of a chart and its scale: `labels` are the months, `marks` the words of the scale from the top down, `most` the
    value at the top."""

    labels: tuple[str, ...]
    marks: tuple[str, ...]
    most: float


class Told(NamedTuple):
    """The words of a chart: what it shows, what somebody hears who does not see it, what opens its table, and the table."""

    caption: str
    alternative: str
    table: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Multiple(NamedTuple):
    """One of several small drawings of the same scale: its name (a link), what it says in words, its values."""

    name: str | Markup
    said: str | Markup
    values: tuple[float | None, ...]


def draw_share(slices: Iterable[Slice], most: int | None = None, alternative: str = "") -> Markup:
    """A bar that is cut into its slices, `most` wide; without `most` it is as wide as they are together.

    Without `alternative` it is hidden from who cannot see it: the numbers stand beside it.
    """
    known = [one for one in slices if one.number > 0]
    whole = most if most is not None else sum(one.number for one in known)
    shapes, left = [], 0.0
    for one in known if whole else ():
        width = 100 * one.number / whole
        shapes.append(f'<rect class="chart__fill--{one.tone}" x="{_place(left)}" y="0" width="{_place(width)}" height="100"/>')
        left += width
    return _draw("chart__bar", "".join(shapes), alternative)


def draw_bars(headings: tuple[str, str, str], rows: Sequence[Bar], caption: str, most: int | None = None) -> Markup:
    """A table that is a chart: names, words, bars. All bars have one scale if `most` is given, else each is 100 %."""
    body = _join(
        _fill(
            '<tr><th scope="row">{}{}</th><td>{}</td><td class="bars__drawn">{}</td></tr>',
            row.name,
            _fill('<span class="bars__more">{}</span>', row.more) if row.more else "",
            row.said,
            draw_share(row.slices, most),
        )
        for row in rows
    )
    heads = _join(_fill('<th scope="col">{}</th>', one) for one in headings[:2])
    last = _fill('<th scope="col"><span class="hid">{}</span></th>', headings[2])
    return _fill(
        '<table class="bars"><caption>{}</caption><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table>',
        caption,
        heads,
        last,
        body,
    )


def draw_lines(series: Sequence[Series], axis: Axis, told: Told) -> Markup:
    """Lines over the months, the first drawn firmly, the others beside it; below them the table of their values."""
    grid = "".join(f'<path class="chart__grid" d="M0 {_place(y)}H100"/>' for y in _spread(len(axis.marks)))
    lines = "".join(
        f'<path class="chart__line chart__line--{number}" d="{_trace(one.values, axis.most)}"/>'
        for number, one in reversed([*enumerate(series, 1)])
    )
    names = Markup()
    if len(series) > 1:
        keys = (_fill('<li class="chart__key--{}">{}</li>', number, one.name) for number, one in enumerate(series, 1))
        names = _fill('<ul class="chart__keys">{}</ul>', _join(keys))
    return _frame(_draw("chart__plot", grid + lines, told.alternative), axis, told, names)


def draw_columns(
    stacks: Sequence[Sequence[Slice] | None], axis: Axis, told: Told, names: Sequence[tuple[Tone, str]] = ()
) -> Markup:
    """A column for each month, its slices one upon the other; None is a month of which nothing is known. `names` is the key."""
    wide = 100 / max(1, len(stacks))
    shapes = [f'<path class="chart__grid" d="M0 {_place(y)}H100"/>' for y in _spread(len(axis.marks))]
    for place, stack in enumerate(stacks):
        top = 100.0
        for one in stack or ():
            height = 100 * one.number / axis.most if axis.most else 0
            top -= height
            shapes.append(
                f'<rect class="chart__fill--{one.tone}" x="{_place(wide * (place + 0.15))}" y="{_place(top)}"'
                f' width="{_place(wide * 0.7)}" height="{_place(height)}"/>'
            )
    keys = _join(_fill('<li class="chart__key--{}">{}</li>', tone, name) for tone, name in names)
    key = _fill('<ul class="chart__keys">{}</ul>', keys) if names else Markup()
    return _frame(_draw("chart__plot", "".join(shapes), told.alternative), axis, told, key)


def draw_multiples(multiples: Iterable[Multiple], most: float) -> Markup:
    """Small lines beside one another, all of one scale; the words beside each say what it shows."""
    cells = _join(
        _fill(
            '<li><span class="multiples__name">{}</span>{}<span class="multiples__said">{}</span></li>',
            one.name,
            _draw(
                "chart__small",
                f'<path class="chart__grid" d="M0 0H100M0 100H100"/>'
                f'<path class="chart__line chart__line--1" d="{_trace(one.values, most)}"/>',
            ),
            one.said,
        )
        for one in multiples
    )
    return _fill('<ul class="multiples">{}</ul>', cells)


def draw_table(headings: Sequence[str], rows: Iterable[Sequence[str | Markup]], caption: str = "") -> Markup:
    """A plain table whose first column names the rows. One of more than two columns becomes a list on a narrow screen,
    where each cell says what it is of."""
    labels = [f' data-label="{_show(one)}"' if one and len(headings) > 2 else "" for one in headings[1:]]
    heads = "".join([f'<th scope="col">{_show(one)}</th>' for one in headings])
    body = "".join(
        [
            f'<tr><th scope="row">{_show(row[0])}</th>'
            + "".join([f"<td{label}>{_show(cell)}</td>" for label, cell in zip(labels, row[1:], strict=True)])
            + "</tr>"
            for row in rows
        ]
    )
    named = _fill("<caption>{}</caption>", caption) if caption else ""
    return _fill(
        '<div class="scroll"><table{}>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        Markup(' class="comparison"') if any(labels) else "",
        named,
        Markup(heads),
        Markup(body),
    )


def _frame(drawing: Markup, axis: Axis, told: Told, key: Markup) -> Markup:
    scale = _join(_fill("<span>{}</span>", mark) for mark in axis.marks)
    ends = dict.fromkeys((axis.labels[0], axis.labels[-1])) if axis.labels else {}
    under = _join(_fill("<span>{}</span>", label) for label in ends)
    return _fill(
        '<figure class="chart"><figcaption>{}</figcaption>{}<div class="chart__frame">'
        '<div class="chart__scale" aria-hidden="true">{}</div>{}<div class="chart__ends" aria-hidden="true">{}</div></div>'
        '<details class="chart__numbers"><summary>{}</summary>{}</details></figure>',
        told.caption,
        key,
        scale,
        drawing,
        under,
        told.table,
        draw_table(told.headings, told.rows),
    )


def _join(parts: Iterable[Markup]) -> Markup:
    """The parts one after another. `Markup.join` would escape each of them anew."""
    return Markup("".join(parts))


def _fill(pattern: str, *values: object) -> Markup:
    """The pattern with these values, escaped where they are no HTML. `Markup.format` takes five times as long, and a page of
    figures has hundreds of cells."""
    return Markup(pattern.format(*map(_show, values)))


def _show(value: object) -> str:
    return value if isinstance(value, Markup) else _escape(value)


_escape = lru_cache(4096)(escape)
"""For what is no HTML yet: tables have most of their words in common."""


def _draw(name: str, shapes: str, alternative: str = "") -> Markup:
    said = f'role="img" aria-label="{escape(alternative)}"' if alternative else 'aria-hidden="true"'
    return Markup(f'<svg class="{name}" viewBox="0 0 100 {HEIGHT}" preserveAspectRatio="none" {said}>{shapes}</svg>')


def _trace(values: Sequence[float | None], most: float) -> str:
    """The path through the values that are known: a line is broken where one is not; a single one is a dot."""
    steps = 100 / max(1, len(values) - 1)
    return "".join(_trace_runs(values, most, steps))


def _trace_runs(values: Sequence[float | None], most: float, steps: float) -> Iterator[str]:
    before: float | None = None
    for place, value in enumerate(values):
        if value is not None:
            height = HEIGHT - HEIGHT * value / most if most else HEIGHT
            point = f"{_place(place * steps)} {_place(height)}"
            alone = before is None and (place + 1 == len(values) or values[place + 1] is None)
            yield f"M{point}h0" if alone else f"{'M' if before is None else 'L'}{point}"
        before = value


def _spread(marks: int) -> Iterator[float]:
    return (HEIGHT * place / max(1, marks - 1) for place in range(marks))


def _place(number: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".") or "0"
