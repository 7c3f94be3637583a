"""Matches a province's fee lines with the law's fees that it has to set (`set_by: province`)."""

from collections.abc import Collection, Iterable
from itertools import product

from niemyet.model.money import Fee
from niemyet.model.procedure import Procedure


def sets_fee(line: Fee, lawful: Fee, procedure: Procedure) -> bool:
    """Whether the province's `line` sets the law's fee: same name, and the same cases, ways of filing and areas or a subset."""
    if lawful.set_by != "province" or line.name != lawful.name:
        return False
    for limit, own in ((lawful.channel, line.channel), (lawful.area, line.area)):
        if limit and not (own and set(own) <= set(limit)):
            return False
    ours, theirs = _by_question(line.case, procedure), _by_question(lawful.case, procedure)
    return all(ours.get(question) and ours[question] <= options for question, options in theirs.items())


def is_wholly_set(lawful: Fee, lines: Iterable[Fee], procedure: Procedure) -> bool:
    """Whether `lines` together set the law's fee for every case, way of filing and area it applies to."""
    setting = [line for line in lines if sets_fee(line, lawful, procedure)]
    areas = lawful.area or (None,)  # None: a commune of no kind of area
    return all(_is_set(lawful, [line for line in setting if not line.area or area in line.area], procedure) for area in areas)


def _is_set(lawful: Fee, lines: Iterable[Fee], procedure: Procedure) -> bool:
    given = [(_by_question(line.case, procedure), line.channel) for line in lines]
    asked = _by_question(lawful.case, procedure)
    for question in {question for cases, _ in given for question in cases} - set(asked):
        asked[question] = {case for case, of in procedure.question_of.items() if of == question}
    channels = lawful.channel or tuple(channel.kind for channel in procedure.channels) or ("in_person",)
    return bool(given) and all(
        any(
            (not taken or channel in taken) and all(chosen[question] in options for question, options in cases.items())
            for cases, taken in given
        )
        for channel in channels
        for chosen in (dict(zip(asked, row, strict=True)) for row in product(*asked.values()))
    )


def _by_question(cases: Collection[str], procedure: Procedure) -> dict[str, set[str]]:
    """The cases that a part names, grouped by question; an unknown case is a group of its own."""
    found: dict[str, set[str]] = {}
    for case in cases:
        found.setdefault(procedure.question_of.get(case, case), set()).add(case)
    return found
