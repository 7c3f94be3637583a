"""What is still to be done about a commune's postings, as values: a finding for each kind of work, the worst first.

Takes what `check` has told, the figures of `report`, the resolved postings, and what hung on the board before; gives findings
with the command for each. It works nothing out that these know, holds no sentences, and loads nothing that renders.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from niemyet.diagnostics.diagnostic import Diagnostic, Severity
from niemyet.diagnostics.rulebook import severity_of
from niemyet.law.provincial_lists import Requirement, required_procedures
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import folder_of_place, path_of
from niemyet.model.places import OpeningException, name_unit
from niemyet.model.procedure import Decision
from niemyet.oversight.figures import CommuneFigures
from niemyet.oversight.finding import Earlier, Finding, Needs, Owner, Thing, Topic
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune, ResolvedProvince
from niemyet.sheets.changes import compare_boards, hang_sheets

LONG_AGO = timedelta(days=365)
"""A posting that nobody has confirmed for longer is to be reviewed."""
SOON = timedelta(days=60)
"""How far ahead changes are told."""
MOST_CODES = 12
"""Procedures that a command names; of more, a table is sent out and taken back."""


NO_FILES: Mapping[str, str] = {}
TOLD_OTHERWISE = frozenset({"posting-to-review", "fee-not-set", "outdated-record", "open-doubt"})
"""Rules whose subject the resolved postings tell, procedure by procedure."""


def broken(place: str, told: Iterable[Diagnostic]) -> Needs:
    """Only the errors of records: as long as there are any, nothing else about the place can be known."""
    errors = tuple(one for one in told if severity_of(one) is Severity.ERROR)
    return Needs(place, "", (Finding(Topic.BROKEN, "errors", told=errors, command="niemyet check --errors"),))


def find_needs(
    commune: ResolvedCommune,
    figures: CommuneFigures,
    told: Sequence[Diagnostic],
    today: date,
    earlier: Earlier | None = None,
    files: Mapping[str, str] = NO_FILES,
) -> Needs:
    """Everything to be done about one commune on `today`. `told` are what `check` says of it and of what stands above it.

    `files`: code → file of the procedure's record, '' where it travels with the program.
    """
    found = [
        *_missing(figures),
        *_old(commune, figures, today, files),
        *_unanswered(commune),
        *_doubtful(commune, told),
        *(_to_print(commune, earlier) if earlier is not None else ()),
        *_soon(commune, today),
    ]
    return Needs(commune.path, figures.name, _sort(found))


def _sort(found: Iterable[Finding]) -> tuple[Finding, ...]:
    order = [*Topic]
    return tuple(sorted(found, key=lambda one: (order.index(one.topic), -one.count)))


def find_needs_of_province(province: ResolvedProvince, communes: Iterable[Needs], told: Iterable[Diagnostic]) -> Needs:
    """What the province has to do: for all its communes at once, and in its own files."""
    path, folder = province.path, folder_of_place(province.path)
    found: list[Finding] = []
    if province.province.list is None:
        command = f"niemyet import danh-muc.xlsx --province {path} --decision … --date …"
        found.append(Finding(Topic.MISSING, "no-list", (Thing(),), command=command, owner=Owner.PROVINCE))
    shared: dict[str, Finding] = {}
    for finding in (one for commune in communes for one in commune.findings if one.owner is not Owner.COMMUNE):
        first = shared.get(finding.what, finding)
        things = {thing.code: thing for thing in (*first.things, *finding.things)}
        shared[finding.what] = replace(first, things=tuple(things.values()))
    own = (one for one in told if one.place.file.rpartition("/")[0] == folder)
    found += [*shared.values(), *_warned(own, folder, Owner.PROVINCE)]
    return Needs(path, name_unit(province.province), _sort(found))


def _in_force(commune: ResolvedCommune) -> list[PostedProcedure]:
    return [one for one in commune.postings.values() if one.standing == "in_force"]


def _missing(figures: CommuneFigures) -> Iterator[Finding]:
    things = tuple(Thing(one.code, one.name, one.days) for one in sorted(figures.missing, key=lambda one: -one.days))
    if things:
        yield Finding(Topic.MISSING, "not-posted", things, command=f"niemyet new posting --commune {figures.path} --list")


def _old(commune: ResolvedCommune, figures: CommuneFigures, today: date, files: Mapping[str, str]) -> Iterator[Finding]:
    path, current = commune.path, _in_force(commune)
    changed = tuple(
        Thing(one.code, one.procedure.name, day=one.procedure.changed) for one in current if one.to_review
    )  # as figures.to_review, with the day
    if changed:
        yield Finding(Topic.OLD, "changed", changed, command=_confirm(path, changed, current))
    listed = required_procedures(commune.province, commune.commune, today)
    by_decision: dict[Decision, list[Thing]] = {}
    for one in current:
        if (newer := _replaced(one, listed.get(one.code))) is not None:
            thing = Thing(one.code, one.procedure.name, day=one.posting.decision.date, by=one.posting.decision.number)
            by_decision.setdefault(newer, []).append(thing)
    for newer, things in by_decision.items():
        codes = f" --procedure {','.join(thing.code for thing in things)}" if len(things) < len(current) else ""
        command = f"niemyet repost {path}{codes} --decision {newer.number} --date {newer.date}"
        yield Finding(Topic.OLD, "replaced", tuple(things), command=command, by=newer.number)
    waiting = {thing.code for thing in changed}
    long_ago = tuple(
        Thing(one.code, one.procedure.name, day=one.posting.last_confirmed)
        for one in sorted(current, key=lambda one: one.posting.last_confirmed)
        if one.posting.last_confirmed < today - LONG_AGO and one.code not in waiting
    )
    if long_ago:
        yield Finding(Topic.OLD, "not-reviewed", long_ago, command=_confirm(path, long_ago, current))
    outdated = [(one, one.provincial.dated.outdated) for one in current]
    old = tuple(Thing(one.code, one.procedure.name, day=why.since, by=str(why.by)) for one, why in outdated if why is not None)
    if old:
        file = files.get(old[0].code, "")
        command = "" if file else "pip install -U niemyet"
        yield Finding(Topic.OLD, "outdated", old, command=command, file=file, owner=Owner.NATION)


def _replaced(posted: PostedProcedure, required: Requirement | None) -> Decision | None:
    """The province's decision that asks for the posting, if it is later than the one under which it hangs."""
    own = posted.posting.decision
    if required is None or required.decision.date is None or own.date is None or required.decision.number == own.number:
        return None
    return required.decision if required.decision.date > own.date else None


def _confirm(path: str, things: Sequence[Thing], current: Sequence[PostedProcedure]) -> str:
    """The command that confirms these postings: all of them by one word, a few by code, many by a table."""
    if len(things) == len(current):
        return f"niemyet confirm {path}"
    if len(things) > MOST_CODES:
        return f"niemyet table export {path} --only postings"
    return f"niemyet confirm {path} --procedure {','.join(thing.code for thing in things)}"


def _unanswered(commune: ResolvedCommune) -> Iterator[Finding]:
    current = _in_force(commune)
    pending = tuple(
        Thing(one.code, one.procedure.name) for one in current if any(line.pending for line in one.provincial.terms.fees)
    )
    if pending:
        command = f"niemyet new fees {commune.province_path}"
        yield Finding(Topic.UNANSWERED, "fee-not-set", pending, command=command, owner=Owner.PROVINCE)
    for what, unknown in (
        ("fee-unknown", [one for one in current if any(line.fee.undetermined for line in one.provincial.terms.fees)]),
        ("deadline-unknown", [one for one in current if any(line.deadline.undetermined for line in one.deadlines)]),
    ):
        if things := tuple(Thing(one.code, one.procedure.name) for one in unknown):
            command = f"niemyet answer {commune.path} {things[0].code}"
            yield Finding(Topic.UNANSWERED, what, things, command=command, owner=Owner.NATION)


def _doubtful(commune: ResolvedCommune, told: Sequence[Diagnostic]) -> Iterator[Finding]:
    """What `check` warns of in the commune's own files, and the open doubts about what it posts; then sample data."""
    codes, folder = {one.code for one in _in_force(commune)}, folder_of_place(commune.path)
    doubts = [one for one in told if one.rule == "open-doubt" and code_of_file(one.place.file) in codes]
    by_code = {code_of_file(one.place.file): one for one in doubts}
    if by_code:
        things = tuple(Thing(code, commune.postings[code].procedure.name) for code in by_code)
        owner = Owner.NATION if all(one.place.packaged for one in doubts) else Owner.PROVINCE
        yield Finding(Topic.DOUBTFUL, "doubts", things, command="niemyet doubts --ask --apply", owner=owner)
    yield from _warned((one for one in told if one.place.file.startswith(f"{folder}/")), folder, Owner.COMMUNE)
    if commune.commune.sample:
        yield Finding(Topic.DOUBTFUL, "sample-commune", (Thing(),), file=path_of("commune", commune.path))
    samples = tuple(Thing(one.code, one.procedure.name) for one in _in_force(commune) if one.sample)
    if samples:
        file = path_of("posting", commune.path, samples[0].code)
        yield Finding(Topic.DOUBTFUL, "sample-postings", samples, file=file)


def _warned(told: Iterable[Diagnostic], folder: str, owner: Owner) -> Iterator[Finding]:
    """A finding for each rule of which `check` warns, but for those that are told procedure by procedure."""
    by_rule: dict[str, list[Diagnostic]] = {}
    for one in told:
        if one.rule not in TOLD_OTHERWISE and severity_of(one) is Severity.WARNING:
            by_rule.setdefault(one.rule, []).append(one)
    for listed in by_rule.values():
        command, file = f"niemyet check {folder}", listed[0].place.file
        yield Finding(Topic.DOUBTFUL, "warned", told=tuple(listed), command=command, file=file, owner=owner)


def _to_print(commune: ResolvedCommune, earlier: Earlier) -> Iterator[Finding]:
    changes = compare_boards(earlier.sheets, hang_sheets(commune))
    up, down = ({change.code: change.name for change in listed} for listed in (changes.up, changes.down))
    things = tuple(
        Thing(code, (up | down)[code], by="replace" if code in up and code in down else "up" if code in up else "down")
        for code in sorted(up | down)
    )
    if things:
        command = f"niemyet sheets {commune.path} --since {earlier.since}"
        yield Finding(Topic.PRINT, "sheets", things, command=command, day=earlier.day)


def _soon(commune: ResolvedCommune, today: date) -> Iterator[Finding]:
    coming = sorted(
        ((change, one) for one in _in_force(commune) for change in one.provincial.coming if today < change.day <= today + SOON),
        key=lambda pair: (pair[0].day, pair[1].code),
    )
    if coming:
        first = coming[0][0].day
        things = tuple(
            Thing(one.code, one.procedure.name, day=change.day, coming=change, cases=one.procedure.case_names)
            for change, one in coming
        )
        yield Finding(Topic.SOON, "coming", things, command=f"niemyet sheets {commune.path} --since {today} --as-of {first}")
    ending = tuple(
        Thing(one.code, one.procedure.name, day=one.posting.withdrawn.since)
        for one in _in_force(commune)
        if one.posting.withdrawn is not None and today < one.posting.withdrawn.since <= today + SOON
    )
    if ending:
        yield Finding(Topic.SOON, "withdrawn", ending, file=path_of("posting", commune.path, ending[0].code))
    days = tuple(
        Thing(name=exception.reason, day=exception.date, by=_hours(exception))
        for exception in commune.commune.office.exceptions
        if today <= exception.date <= today + SOON
    )
    if days:
        yield Finding(Topic.SOON, "other-hours", days, file=path_of("commune", commune.path))


def _hours(exception: OpeningException) -> str:
    """Its hours, "07:30–11:30"; '' for a day off."""
    if exception.opens is None or exception.closes is None:
        return ""
    return f"{exception.opens:%H:%M}–{exception.closes:%H:%M}"
