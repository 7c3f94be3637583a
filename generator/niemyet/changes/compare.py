"""Compares two resolved states of a posting or of a commune's office; gives typed changes.

Items are paired by identity (a fee by name, case and channel; a paper by name and use), so that the order of lines is no change.
Unpaired items are new or gone.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from niemyet.changes.change import Change, FormFile, Part, UsedPaper
from niemyet.law.promises import compare, narrow
from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, Waiver
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune
from niemyet.model.procedure import Announcement, Channel, Papers, Procedure
from niemyet.model.vocabulary import PaperUse
from niemyet.resolve.communes import PostedProcedure
from niemyet.resolve.procedures import Coming, ProvincialProcedure

V = TypeVar("V")
Key = Callable[[V], Hashable]


def pair(before: Iterable[V], after: Iterable[V], *keys: Key[V]) -> Iterator[tuple[V | None, V | None]]:
    """Pairs the values of two states, in the order of the later state; values that are gone come last.

    Equal values are paired first, then values with the same key, by each of `keys` in turn.
    """
    old, new = list(before), list(after)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for key in (lambda value: value, *keys):
        for i, value in enumerate(new):
            if i in partner:
                continue
            found = next((j for j, other in enumerate(old) if j not in taken and key(other) == key(value)), None)
            if found is not None:
                partner[i] = found
                taken.add(found)
    yield from ((old[partner[i]] if i in partner else None, value) for i, value in enumerate(new))
    yield from ((value, None) for j, value in enumerate(old) if j not in taken)


def _changed(before: Iterable[V], after: Iterable[V], *keys: Key[V]) -> Iterator[tuple[V | None, V | None]]:
    return ((old, new) for old, new in pair(before, after, *keys) if old != new)


def compare_provincial(before: ProvincialProcedure, after: ProvincialProcedure) -> tuple[Change, ...]:
    """What changes in a procedure in one province, for all its communes. Deadlines are compared by `compare_posting`."""
    return tuple(_compare_provincial(before, after)) if before is not after else ()


def _compare_provincial(before: ProvincialProcedure, after: ProvincialProcedure) -> Iterator[Change]:
    old, new = before.procedure, after.procedure
    if old.name != new.name:
        yield Change("name", old.name, new.name)
    yield from _compare_fees(before.terms.fees, after.terms.fees)
    yield from _compare_waivers(before.terms.waivers, after.terms.waivers)
    yield from _compare_papers(old.papers, new.papers)
    for was, now in _changed(_form_files(before), _form_files(after), lambda form: form.name, lambda form: form.file.path):
        yield Change("forms", was, now)
    yield from _compare_channels(old.channels, new.channels)
    yield from _compare_words("results", (r.name for r in old.results), (r.name for r in new.results))
    yield from _compare_words("requirements", old.requirements, new.requirements)
    yield from _compare_rest(old, new)
    yield from _compare_words("legal_basis", old.legal_basis, new.legal_basis)
    yield from _compare_coming(_known_to(after, before), _known_to(before, after))
    yield from _compare_words("notes", _notes(before), _notes(after))


def _compare_fees(before: Sequence[FeeLine], after: Sequence[FeeLine]) -> Iterator[Change]:
    def alike(line: FeeLine) -> Hashable:
        return line.fee.key

    def same_people(line: FeeLine) -> Hashable:
        return line.fee.people

    def same_case(line: FeeLine) -> Hashable:
        return frozenset(line.fee.case), frozenset(line.fee.channel), line.fee.per, frozenset(line.fee.area)

    def same_name(line: FeeLine) -> Hashable:
        return line.fee.name or object(), frozenset(line.fee.channel)

    for old, new in _changed(map(_shown_fee, before), map(_shown_fee, after), alike, same_people, same_case, same_name):
        yield Change("fees", old, new)


def _shown_fee(line: FeeLine) -> FeeLine:
    """The fee as citizens see it: without the source's words, the end of its validity and who set it."""
    kept = {"source_text": None, "sample": False}
    return FeeLine(line.fee.model_copy(update=kept), "reference", line.pending)


def _compare_waivers(before: Iterable[Waiver], after: Iterable[Waiver]) -> Iterator[Change]:
    def alike(waiver: Waiver) -> Hashable:
        return waiver.who, frozenset(waiver.case), frozenset(waiver.channel), frozenset(waiver.area), waiver.fees

    for old, new in _changed(map(_shown_waiver, before), map(_shown_waiver, after), alike):
        yield Change("waivers", old, new)


def _shown_waiver(waiver: Waiver) -> Waiver:
    """The waiver as these sentences tell it: by its whole name."""
    return waiver.model_copy(update={"sample": False, "short_who": None})


def _compare_papers(before: Papers, after: Papers) -> Iterator[Change]:
    def alike(used: UsedPaper) -> Hashable:
        return used.paper.name, used.use, frozenset(used.paper.case)

    def same_name(used: UsedPaper) -> Hashable:
        return used.paper.name

    for old, new in _changed(_used(before), _used(after), alike, same_name):
        yield Change("papers", old, new)
    if before.sets != after.sets:
        yield Change("papers", _format_sets(before), _format_sets(after))
    yield from _compare_words("paper_notes", before.notes, after.notes)


def _form_files(provincial: ProvincialProcedure) -> Iterator[FormFile]:
    forms, files = provincial.procedure.forms, provincial.dated.files
    return (FormFile(forms[name].name, file) for name, file in files.items())


def _format_sets(papers: Papers) -> str:
    return f"{papers.sets} bộ hồ sơ" if papers.sets else "không nêu số bộ hồ sơ"


def _used(papers: Papers) -> Iterator[UsedPaper]:
    uses: tuple[PaperUse, ...] = ("submit", "present")
    for use in uses:
        yield from (UsedPaper(paper, use) for paper in getattr(papers, use))


def _compare_channels(before: Iterable[Channel], after: Iterable[Channel]) -> Iterator[Change]:
    for old, new in _changed(before, after, lambda channel: channel.kind):
        yield Change("channels", old, new)


def _compare_words(part: Part, before: Iterable[str], after: Iterable[str]) -> Iterator[Change]:
    for old, new in _changed(before, after):
        yield Change(part, old, new)


def _compare_rest(old: Procedure, new: Procedure) -> Iterator[Change]:
    if old.steps != new.steps:
        yield Change("steps")
    if old.case_names != new.case_names:
        yield from _compare_words("cases", old.case_names.values(), new.case_names.values())
    if set(old.audience) != set(new.audience):
        yield Change("audience", old.audience, new.audience)
    if old.authority != new.authority:
        yield Change("authority", old.authority, new.authority)
    if (old.receiver or old.authority) != (new.receiver or new.authority):
        yield Change("receiver", old.receiver or old.authority, new.receiver or new.authority)


def _known_to(other: ProvincialProcedure, mine: ProvincialProcedure) -> Iterator[Coming]:
    """What is coming in `mine`, without the end of a waiver that `other` has not at all: that is told with the waiver."""
    people = {waiver.who for waiver in other.terms.waivers}
    for change in mine.coming:
        if not (change.ends and isinstance(change.what, Waiver) and change.what.who not in people):
            yield change


def _compare_coming(before: Iterable[Coming], after: Iterable[Coming]) -> Iterator[Change]:
    def alike(change: Coming) -> Hashable:
        """An announcement in other words is the same one."""
        return (change.day, change.what.basis) if isinstance(change.what, Announcement) else object()

    for old, new in _changed(map(_shown_coming, before), map(_shown_coming, after), alike):
        yield Change("coming", old, new)


def _shown_coming(change: Coming) -> Coming:
    """What is coming as citizens see it: of a line in other words that are not shown the same is told as before."""
    match change.what:
        case Waiver() as waiver:
            return replace(change, what=_shown_waiver(waiver))
        case Fee() | Deadline() as line:
            return replace(change, what=line.model_copy(update={"source_text": None}))
        case _:
            return change


def _notes(provincial: ProvincialProcedure) -> tuple[str, ...]:
    overlay, outdated = provincial.overlay, provincial.dated.outdated
    return (*([outdated.text] if outdated else []), *provincial.procedure.notes, *(overlay.notes if overlay is not None else ()))


def compare_posting(before: PostedProcedure, after: PostedProcedure) -> Iterator[Change]:
    """What changes in one posting itself: status, deadlines, counter, notes."""
    if before.standing != after.standing:
        yield Change("standing", before.standing, after.standing)
    old, new = ([line.deadline for line in posted.deadlines] for posted in (before, after))
    yield from _compare_deadlines(old, new, {**before.procedure.question_of, **after.procedure.question_of})
    yield from _compare_own(before.posting, after.posting)


def _compare_deadlines(before: Sequence[Deadline], after: Sequence[Deadline], question_of: Mapping[str, str]) -> Iterator[Change]:
    """Deadlines that are longer (flagged), shorter, new, gone, or worded differently."""

    def shown(deadline: Deadline) -> Deadline:
        return deadline.model_copy(update={"source_text": None})

    def alike(deadline: Deadline) -> Hashable:
        return deadline.key

    def same_people(deadline: Deadline) -> Hashable:
        return deadline.people

    def around(line: Deadline, others: Sequence[Deadline]) -> list[Deadline]:
        return [other for other in others if narrow(line, other, question_of) is not None]

    for old, new in _changed(map(shown, before), map(shown, after), alike, same_people):
        # People without a line of their own, before or after, are covered by those that hold for some of them.
        then = [old] if old is not None else around(new, before) if new is not None else []
        now = [new] if new is not None else around(old, after) if old is not None else []
        longer = any(compare(was, comes) == "longer" for was in then for comes in now)
        yield Change("deadlines", old, new, flagged=longer)


def _compare_own(before: Posting, after: Posting) -> Iterator[Change]:
    if before.counter != after.counter:
        yield Change("counter", before.counter, after.counter)
    yield from _compare_words("notes", before.notes, after.notes)


def compare_offices(before: Commune, after: Commune) -> Iterator[Change]:
    """What changes in the office that serves all postings of a commune."""
    old, new = before.office, after.office
    parts: tuple[tuple[Part, str | None, str | None], ...] = (
        ("office", old.name, new.name),
        ("address", old.address, new.address),
        ("phone", old.phone, new.phone),
        ("email", old.email, new.email),
    )
    yield from (Change(part, was, now) for part, was, now in parts if was != now)
    if frozenset(_openings(before)) != frozenset(_openings(after)):
        yield Change("hours", old.hours, new.hours)
    for gone, come in _changed(old.exceptions, new.exceptions, lambda day: day.date):
        yield Change("exceptions", gone, come)


def _openings(commune: Commune) -> Iterator[Hashable]:
    return ((day, opening.opens, opening.closes) for opening in commune.office.hours for day in opening.days)
