"""The results in words: Markdown with one table a workload, what each program was given, how it was measured, on what."""

from collections.abc import Iterable, Iterator, Sequence

from contest.results import Round, Tally, find_wall, take_median

MEGABYTE = 1_000_000
NOTHING = "–"
COLUMNS = (
    "from nothing, s", "ms a posting", "× ours", "CPU, s", "memory, MB", "written, MB", "files", "KB a page",
    "after one change, s", "× ours", "written, MB", "runs",
)  # fmt: skip
HOW = """\
Every run is a fresh process, with the file cache warm and everything before it written to disk. The programs take turns: all of
them once, then all of them again; the table has the medians. One whose first run took more than a minute is not run again.
Milliseconds are wall time for each posting, the start of the program included. `× ours` is wall time beside niemyet's on the same
workload; nothing is extrapolated to a workload that was not run. CPU time is that of the program and all that it starts. Memory
is the most that all its processes held together when looked at, shared pages counted once. `written` counts the files of the site
that are new or newly written. The change is another counter in one posting. Making the workload, wording the records for the
peers and installing them is not counted.

All postings must have a page. The visible words and the links of the article of 41 of them are compared with ours, letter for
letter without white space, from nothing and after the change, which must be on the page of its posting and on no other of the 41;
where one differs the comparison ends without a table. What is hidden without script is not compared."""


def write_report(rounds: Sequence[Round], given: Iterable[tuple[str, str]], machine: Sequence[str]) -> str:
    """The whole text. `given` holds the title of each program with its version, and what it was given."""
    lines = ["# niemyet and its peers on the same records", ""]
    lines += [
        "Written by `python bench/peers.py --out bench/results`; not to be edited by hand.",
        "",
        "![Milliseconds a posting, from nothing](peers.svg)",
        "",
    ]
    for round_ in rounds:
        lines += _write_round(round_)
    lines += ["## What each was given", ""]
    lines += [f"- **{title}**: {words}." for title, words in given]
    lines += ["", "## How it was measured", "", HOW, "", "## On what", "", *(f"- {fact}" for fact in machine)]
    return "\n".join(lines) + "\n"


def _write_round(round_: Round) -> Iterator[str]:
    communes = "one commune" if round_.communes == 1 else f"{round_.communes:,} communes"
    yield f"## {round_.postings:,} postings: {communes} × {round_.postings // round_.communes} procedures, on {round_.files_on}\n"
    yield f"| | {' | '.join(COLUMNS)} |"
    yield f"| --- |{' --: |' * len(COLUMNS)}"
    for tally in round_.tallies:
        yield f"| {tally.title} | {' | '.join(_write_cells(tally, round_))} |"
    troubles = [f"- {tally.title}: {tally.trouble}." for tally in round_.tallies if tally.trouble]
    yield from ["", *troubles] if troubles else []
    yield ""


def _write_cells(tally: Tally, round_: Round) -> Iterator[str]:
    wall, warm, ours = find_wall(tally.cold), find_wall(tally.warm), round_.ours
    memory = take_median(tally.cold, lambda run: run.memory)
    yield _say(wall)
    yield f"{1000 * wall / round_.postings:.3f}" if wall else NOTHING
    yield _format_ratio(wall, find_wall(ours.cold))
    yield _say(take_median(tally.cold, lambda run: run.cpu))
    yield f"{memory / MEGABYTE:,.0f}" if memory else NOTHING
    yield from (f"{tally.site.size / MEGABYTE:,.0f}", f"{tally.site.files:,}") if tally.site else (NOTHING, NOTHING)
    yield f"{tally.page / 1000:.1f}" if tally.page else NOTHING
    yield _say(warm)
    yield _format_ratio(warm, find_wall(ours.warm))
    yield f"{tally.rewritten.size / MEGABYTE:,.1f}" if tally.rewritten else NOTHING
    yield str(len(tally.cold))


def _say(seconds: float | None) -> str:
    return NOTHING if seconds is None else f"{seconds:.2f}" if seconds < 10 else f"{seconds:,.1f}"


def _format_ratio(value: float | None, ours: float | None) -> str:
    if value is None or not ours:
        return NOTHING
    ratio = value / ours
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}" if ratio < 20 else f"{ratio:,.0f}"
