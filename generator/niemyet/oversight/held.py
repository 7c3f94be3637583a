"""What an inspection found, held against what the catalogue says today of the same procedures.

Takes a finding and the figures of the commune; gives a `Held` for each procedure that the finding names. A finding about
dossiers, hours or people says nothing that the catalogue could answer. The board at the office may differ from the catalogue:
what is said here is said of the catalogue alone."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from niemyet.model.oversight.inspections import Finding, FindingKind
from niemyet.model.oversight.record import CommuneYear
from niemyet.oversight.compliance import Compliance, Judged
from niemyet.oversight.facts import Aged, Lack
from niemyet.oversight.words import say_aged, say_lacks
from niemyet.render.language import VIETNAMESE, Language

HELD_KINDS: frozenset[FindingKind] = frozenset({"missing", "posting_late", "incomplete", "expired", "review_late"})
"""Findings about postings: of these the catalogue knows something."""
State = Literal["still", "mended", "anew", "gone", "unposted", "contrary", "unreviewed"]
"""As it was found; mended since; out of date again for a reason that came later; no longer posted here; not posted and not
required either; posted before the inspection by its record; not so by its record, but nobody has reviewed it since."""


class Held(NamedTuple):
    """What the catalogue says of one procedure of a finding. `day`: since when, or of when; None where no day is told."""

    inspected: date
    kind: FindingKind
    code: str
    state: State
    day: date | None = None
    lacks: tuple[Lack, ...] = ()
    aged: tuple[Aged, ...] = ()


def hold_years(years: Mapping[str, CommuneYear], figures: Compliance) -> tuple[Held, ...]:
    """Every finding until the day of the figures, procedure by procedure."""
    return tuple(
        held
        for year in years.values()
        for inspection in year.inspections
        if inspection.date <= figures.day
        for finding in inspection.findings or ()
        for held in hold_finding(finding, inspection.date, figures)
    )


def hold_finding(finding: Finding, inspected: date, figures: Compliance) -> Iterator[Held]:
    """What the catalogue says of each procedure of the finding; nothing where it cannot know."""
    if finding.kind not in HELD_KINDS:
        return
    posted = {one.facts.code: one for one in figures.postings}
    for code in finding.procedures:
        first = Held(inspected, finding.kind, code, "gone")
        found = posted.get(code)
        if finding.kind in ("missing", "posting_late"):
            yield _hold_posting(first, found, figures)
        elif found is not None:
            yield _hold_content(first, found)
        else:
            yield first


def _hold_posting(first: Held, found: Judged | None, figures: Compliance) -> Held:
    """Whether it is there; that it came late stays true, and that it is there is what was to be mended."""
    if found is None:
        required = not figures.has_list or any(one.code == first.code for one in figures.missing)
        return first._replace(state="still" if required else "unposted")
    before = first.kind == "missing" and found.facts.posted <= first.inspected
    return first._replace(state="contrary" if before else "mended", day=found.facts.posted)


def _hold_content(first: Held, found: Judged) -> Held:
    """Whether what hangs is whole, or current."""
    facts = found.facts
    lacks = facts.lacking if first.kind == "incomplete" else ()
    aged = {"expired": facts.aged, "review_late": tuple(one for one in facts.aged if one.why == "changed")}.get(first.kind, ())
    if lacks:
        return first._replace(state="still", lacks=lacks)
    if aged:
        anew = min(one.since for one in aged) > first.inspected
        return first._replace(state="anew" if anew else "still", aged=aged)
    if facts.confirmed > first.inspected:
        return first._replace(state="mended", day=facts.confirmed)
    return first._replace(state="unreviewed", day=facts.confirmed)


_POSTING: Mapping[State, str] = {
    "still": "hôm nay vẫn chưa niêm yết",
    "unposted": "hôm nay chưa niêm yết, và danh mục của tỉnh cũng không có",
    "mended": "niêm yết từ {day}",
    "contrary": "bản ghi lại ghi niêm yết từ {day}, trước lần kiểm tra: hai bên trái nhau",
}
"""Of a finding that something is not posted, or was posted late."""
_CONTENT: Mapping[State, str] = {
    "still": "hôm nay vẫn vậy: {why}",
    "anew": "lại phải xem lại vì lý do mới: {why}",
    "gone": "hôm nay không còn niêm yết tại đây",
    "mended": "hôm nay còn đúng, rà soát ngày {day}",
    "unreviewed": "bản ghi hôm nay còn đúng, nhưng chưa rà soát lại từ sau lần kiểm tra (gần nhất {day})",
}
_PARTS: Mapping[State, str] = {
    **_CONTENT,
    "mended": "hôm nay đủ bộ phận, rà soát ngày {day}",
    "unreviewed": "bản ghi hôm nay đủ bộ phận, nhưng chưa rà soát lại từ sau lần kiểm tra (gần nhất {day})",
}


def say_held(held: Held, language: Language = VIETNAMESE) -> str:
    """What the catalogue says, in words, without the name of the procedure."""
    day = language.day(held.day) if held.day is not None else ""
    why = say_lacks(held.lacks, language) or say_aged(held.aged, language)
    if held.kind in ("missing", "posting_late"):
        return language.say(_POSTING[held.state], day=day)
    return language.say((_PARTS if held.kind == "incomplete" else _CONTENT)[held.state], day=day, why=why)


def of_finding(held: Iterable[Held], finding: Finding, inspected: date) -> tuple[Held, ...]:
    """Of all that is known, what is about one finding, in the order of its procedures."""
    known = {one.code: one for one in held if (one.inspected, one.kind) == (inspected, finding.kind)}
    return tuple(known[code] for code in finding.procedures if code in known)
