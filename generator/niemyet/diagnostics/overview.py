"""A report in short: how often each rule was broken and where, the worst first, each with its first example."""

from collections import Counter
from collections.abc import Callable, Sequence

from niemyet.diagnostics.diagnostic import Diagnostic, Severity
from niemyet.diagnostics.formats import WORDS, count_all, count_files, count_of, say
from niemyet.diagnostics.gathering import rank_of
from niemyet.diagnostics.report import Report
from niemyet.diagnostics.report_data import name_place
from niemyet.diagnostics.rulebook import severity_of
from niemyet.diagnostics.showing import show

MOST_PLACES = 30
"""Places that are listed; the rest are counted."""
_TITLES = {"vi": ("Theo luật:", "Theo nơi:", "nơi khác"), "en": ("By rule:", "By place:", "other places")}


def format_overview(report: Report, lang: str) -> str:
    """Counts by rule and by place, then of all."""
    by_rule, by_place, others = _TITLES[lang]
    rules = _group(report.diagnostics, lambda one: one.rule)
    places = _group(report.diagnostics, lambda one: _place_of(one.place.file))
    parts = []
    if rules:
        parts.append("\n".join([by_rule, *(line for group in rules for line in _tell_rule(group, lang))]))
        lines = [line for group in places[:MOST_PLACES] for line in _tell_place(group, lang)]
        more = [f"  … {len(places) - MOST_PLACES} {others}"] if len(places) > MOST_PLACES else []
        parts.append("\n".join([by_place, *lines, *more]))
    return "\n\n".join([*parts, count_all(report, lang)])


def _group(diagnostics: Sequence[Diagnostic], key: Callable[[Diagnostic], str]) -> list[list[Diagnostic]]:
    """The diagnostics by key: the groups with most errors first, then those with most warnings, then with most notes."""
    groups: dict[str, list[Diagnostic]] = {}
    for diagnostic in sorted(diagnostics, key=rank_of):
        groups.setdefault(key(diagnostic), []).append(diagnostic)
    return sorted(groups.values(), key=lambda group: [-count for count in _count(group)])


def _count(group: Sequence[Diagnostic]) -> list[int]:
    counts = Counter(severity_of(one) for one in group)
    return [counts[severity] for severity in Severity]


def _place_of(file: str) -> str:
    """Where people look for it: a commune, a province, the reference, the news, the pages."""
    top, *below = file.split("/")
    if top != "catalogue" or len(below) < 2:
        return top
    if below[0] == "reference":
        return "catalogue/reference"
    return "/".join(below[:2]) if len(below) > 2 else below[0]


def _tell_rule(group: Sequence[Diagnostic], lang: str) -> list[str]:
    first, words = group[0], WORDS[lang]
    files = len({one.place.file for one in group})
    head = f"{len(group):>7}  {words[severity_of(first)]}[{first.rule}] {words['in']} {count_files(files, lang)}"
    return [head, _example(first, say(first, lang).message, lang)]


def _tell_place(group: Sequence[Diagnostic], lang: str) -> list[str]:
    first = group[0]
    counts = ", ".join(
        count_of(number, severity, lang) for severity, number in zip(Severity, _count(group), strict=True) if number
    )
    return [f"  {show(_place_of(first.place.file))}: {counts}", _example(first, f"[{first.rule}]", lang)]


def _example(diagnostic: Diagnostic, words: str, lang: str) -> str:
    return f"         {show(name_place(diagnostic.place, lang))}:{diagnostic.place.line}: {words}"
