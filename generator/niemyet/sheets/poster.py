"""The first page of a sheet: four answers in few words, to be read from two metres by who comes to the counter.

Takes the answers of `law` through the summaries of `render`; computes none of its own. Values are texts and lists only, because
the typesetter reads them as JSON.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from niemyet.law.answers import Answers
from niemyet.law.choices import CASE, CHANNEL, WAIVER, Chosen
from niemyet.model.money import Waiver
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.places import Office
from niemyet.patterns import regex
from niemyet.render.hours import format_weekend_counter, tabulate_hours
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.summaries import card_deadlines, card_fees, card_papers
from niemyet.render.waivers import format_when
from niemyet.render.wording import UNKNOWN, format_waiver, is_outdated, limit_waiver
from niemyet.resolve.answers import answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune

Value: TypeAlias = dict[str, str]
"""One value of an answer: `big`, and `small`, what limits it."""

_MOST_VALUES = 3
"""With more different values, a range says it better."""
_LONGEST_CASE = 64
"""Letters of the cases under one value."""
_LONGEST_PAPER = 64
_LONGEST_HEAD = 18
"""Letters of a sum with its unit on one line."""
_IT_DEPENDS = "tùy trường hợp"
_SAME_DAY = regex(r"\Anhận trước ([0-9]+ giờ(?: [0-9]+)?)\Z")
_LATER = r"nếu nhận trước \1; muộn hơn thì ngày làm việc tiếp theo"
_HEAD = regex(r"(.{3,}?)(; |, | \((?=\w))(.*)", re.DOTALL)
"""A summary: what it says first, and what it adds."""


def describe_poster(resolved: ResolvedCommune, posted: PostedProcedure) -> dict[str, Any]:
    """The data of the page: its four rows, and who pays less. The rest is shared with the whole sheet."""
    answers, office = answers_of(posted), resolved.commune.office
    here = _who_comes(answers)
    papers = card_papers(answers, here, VIETNAMESE).replace(" loại giấy tờ", " giấy tờ")
    rows = [
        _row("Tiền", _vary(answers, answers.fees_by, here, card_fees), _add_online(answers, here)),
        _row("Mang", [_cut(papers)], _name_papers(answers, here)),
        _row("Chờ", _vary(answers, answers.deadlines_by, here, card_deadlines)),
        _row("Đến", [_describe_place(resolved, posted)], _describe_hours(office)),
    ]
    less = list(_describe_waivers(posted))
    return {"rows": rows, "less": less, "letters": _count_letters(rows, less)}


def _count_letters(rows: Iterable[dict[str, Any]], less: Iterable[dict[str, str]]) -> int:
    """The letters of all that is smaller than the answers; the template begins with the size that they need, more or less."""
    added = (text for row in rows for text in (*(value["small"] for value in row["values"]), *row["notes"]))
    return sum(map(len, added)) + sum(len(group["deed"]) + len(group["who"]) for group in less)


def _who_comes(answers: Answers) -> Chosen:
    """The choice of who stands before the wall: to file at the counter, where that can be chosen."""
    return {CHANNEL: "in_person"} if "in_person" in answers.scope.channels and len(answers.scope.channels) > 1 else {}


def _row(label: str, values: list[Value], notes: Iterable[str] = ()) -> dict[str, Any]:
    """A row; what all its values add alike stands below them once."""
    parts = [value["small"].split("; ") for value in values]
    shared = [part for part in parts[0] if part and all(part in others for others in parts)] if len(values) > 1 else []
    smalls = ("; ".join(part for part in own if part not in shared) for own in parts)
    own_values = [value | {"small": small} for value, small in zip(values, smalls, strict=True)]
    return {"label": label, "values": own_values, "notes": [capitalize(note) for note in (*shared, *notes) if note]}


def _cut(said: str) -> Value:
    """A summary as a large word and a small rest: "5.000 đồng (số mẫu); bản sao thêm 8.000 đồng/bản".

    Where what comes first holds for some only, the large word says so.
    """
    found = _HEAD.fullmatch(said)
    head, sign, rest = found.groups() if found else (said, "", "")
    if _IT_DEPENDS in rest and not any(sign in head for sign in (" hoặc ", " – ")):
        return {"big": capitalize(_IT_DEPENDS), "small": lower_first(said.replace(f", {_IT_DEPENDS}", "", 1))}
    if head == UNKNOWN and not rest:
        rest = "hỏi nơi tiếp nhận"
    rest = "; ".join(_SAME_DAY.sub(_LATER, part) for part in (rest.replace(")", "", 1) if sign == " (" else rest).split("; "))
    if len(head) > _LONGEST_HEAD and head.count("/") == 1:
        head, unit = head.split("/")
        rest = "; ".join(filter(None, (f"mỗi {unit}", rest)))
    return {"big": head, "small": rest}


def _vary(answers: Answers, by: Sequence[str], chosen: Chosen, say: Callable[[Answers, Chosen, Language], str]) -> list[Value]:
    """A value for each group of cases, where a single question decides and few values differ; else the summary of all."""
    asked = [question for question in by if question not in chosen and question != WAIVER]
    choice = next((choice for choice in answers.scope.choices if [choice.key] == asked), None)
    if choice is not None:
        names = {**answers.procedure.case_names, **(answers.procedure.short_cases if choice.key == CASE else {})}
        told: dict[str, list[str]] = {}
        for option in choice.options:
            name = names.get(option.key if choice.key == CASE else f"{choice.key}-{option.key}", option.words)
            told.setdefault(say(answers, {**chosen, choice.key: option.key}, VIETNAMESE), []).append(lower_first(name))
        cases = {said: "; ".join(names) for said, names in told.items()}
        if 1 < len(cases) <= _MOST_VALUES and max(map(len, cases.values())) <= _LONGEST_CASE:
            values = [(_cut(said), case) for said, case in cases.items()]
            return [value | {"small": "; ".join(filter(None, (case, value["small"])))} for value, case in values]
    return [_cut(say(answers, chosen, VIETNAMESE))]


def _add_online(answers: Answers, here: Chosen) -> Iterator[str]:
    """What is paid online, where it is something else."""
    if not here or "online" not in answers.scope.channels or is_outdated(answers.outdated, "fees"):
        return
    at_home = card_fees(answers, {CHANNEL: "online"}, VIETNAMESE)
    if at_home != card_fees(answers, here, VIETNAMESE):
        yield f"Nộp trực tuyến: {lower_first(at_home)}"


def _name_papers(answers: Answers, here: Chosen) -> Iterator[str]:
    """The papers that everybody needs. Where there are others, the sheet's next page has them all."""
    if is_outdated(answers.outdated, "papers"):
        return
    sure = [needed for needed in answers.papers(here).papers if not needed.conditional and not needed.open]
    given = [_shorten(needed.paper.name) for needed in sure if needed.use == "submit"]
    shown = [lower_first(_shorten(needed.paper.name)) for needed in sure if needed.use == "present"]
    yield capitalize("; ".join([*given, *(f"cho xem {name}" for name in shown)]))


def _shorten(name: str) -> str:
    """A name of a paper; of one that lists many, the first ones."""
    if len(name) <= _LONGEST_PAPER:
        return name
    head = name[:_LONGEST_PAPER].rpartition(",")[0] or name[:_LONGEST_PAPER].rpartition(" ")[0]
    return f"{head}…"


def _describe_place(resolved: ResolvedCommune, posted: PostedProcedure) -> Value:
    commune = resolved.commune
    counter = posted.posting.counter or f"Nơi tiếp nhận của {commune.kind}"
    return {"big": counter, "small": f"{commune.office.name}, {commune.office.address}"}


def _describe_hours(office: Office) -> Iterator[str]:
    rows = [row for row in tabulate_hours(office.hours, VIETNAMESE) if row.spans]
    yield from (f"{capitalize(row.said_days)}: {row.said_hours}" for row in rows)
    if weekend := format_weekend_counter(office.hours, VIETNAMESE):
        yield weekend
    if office.phone:
        yield f"Điện thoại {office.phone}"


def _describe_waivers(posted: PostedProcedure) -> Iterator[dict[str, str]]:
    """Who pays nothing or less, those alike together; of whom it is not known, the sheet's next page tells."""
    groups: dict[str, list[str]] = {}
    for waiver in posted.provincial.terms.waivers:
        if waiver.undetermined is None:
            groups.setdefault(_name_deed(waiver, posted), []).append(lower_first(waiver.who.rstrip().removesuffix(".")))
    yield from ({"deed": deed, "who": "; ".join(people)} for deed, people in groups.items())


def _name_deed(waiver: Waiver, posted: PostedProcedure) -> str:
    limits = limit_waiver(waiver, VIETNAMESE)
    sample = "(số mẫu)" if waiver.sample else ""
    deed = f"Được {lower_first(format_waiver(waiver, VIETNAMESE))}" + (", nộp 0 đồng" if waiver.reduction is None else "")
    return " ".join(filter(None, (deed, limits and f"({limits})", *format_when(waiver, posted.procedure, VIETNAMESE), sample)))
