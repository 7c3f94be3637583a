"""The results to look at: bars of milliseconds a posting, from nothing, on a logarithmic scale, as SVG."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10

from contest.results import Round, Tally, find_wall

WIDTH, LABELS, FIGURES = 760, 330, 70
BAR, GAP, HEADING = 22, 6, 44
LOOK = """
text { font: 14px system-ui, sans-serif; fill: #1d1d1b } .heading { font-weight: 600 } .tick { font-size: 12px; fill: #5b5b57 }
.grid { stroke: #d9d7d2 } .bar { fill: #8a8f98 } .ours { fill: #8f1f1b } .floor { fill: #c9ccd1 } .back { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #ececea } .tick { fill: #a9a9a4 } .grid { stroke: #3c3c3a } .bar { fill: #7d838d } .ours { fill: #e0736c }
  .floor { fill: #4c5159 } .back { fill: #191918 }
}"""


def draw_chart(rounds: Sequence[Round]) -> str:
    """One group of bars a workload; programs without a figure are left out."""
    groups = [(round_, [(tally, _find_each(tally, round_)) for tally in round_.tallies if tally.cold]) for round_ in rounds]
    values = [value for _, bars in groups for _, value in bars]
    first, last = floor(log10(min(values))), ceil(log10(max(values)))
    height = sum(HEADING + len(bars) * (BAR + GAP) for _, bars in groups) + 40
    said = "; ".join(
        f"{round_.postings:,} postings: " + ", ".join(f"{_plain(tally)} {value:.2f}" for tally, value in bars)
        for round_, bars in groups
    )
    body = "\n".join(_draw_groups(groups, first, last, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">\n'
        f'<title id="t">Milliseconds a posting, from nothing, on a logarithmic scale</title>\n'
        f'<desc id="d">{escape(said)}</desc>\n'
        f'<style>{LOOK}\n</style>\n<rect class="back" width="{WIDTH}" height="{height}"/>\n{body}\n</svg>\n'
    )


def _find_each(tally: Tally, round_: Round) -> float:
    return 1000 * (find_wall(tally.cold) or 0) / round_.postings


def _plain(tally: Tally) -> str:
    return tally.title.replace("`", "")


def _draw_groups(groups: Sequence[tuple[Round, list[tuple[Tally, float]]]], first: int, last: int, height: int) -> Iterator[str]:
    scale = (WIDTH - LABELS - FIGURES) / (last - first)
    for power in range(first, last + 1):
        x = LABELS + (power - first) * scale
        yield f'<line class="grid" x1="{x:.0f}" x2="{x:.0f}" y1="30" y2="{height - 24}"/>'
        yield f'<text class="tick" x="{x:.0f}" y="{height - 8}" text-anchor="middle">{10.0**power:g} ms</text>'
    y = 0
    for round_, bars in groups:
        yield f'<text class="heading" x="8" y="{y + HEADING - 16}">{round_.postings:,} postings</text>'
        y += HEADING
        for tally, value in bars:
            width = max(1, (log10(value) - first) * scale)
            kind = "ours" if tally is round_.ours else "floor" if tally.title.startswith("`cp") else "bar"
            yield f'<text x="{LABELS - 8}" y="{y + 16}" text-anchor="end">{escape(_plain(tally))}</text>'
            yield f'<rect class="{kind}" x="{LABELS}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2"/>'
            yield f'<text x="{LABELS + width + 6:.0f}" y="{y + 16}">{value:.2f}</text>'
            y += BAR + GAP
