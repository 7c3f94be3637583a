"""The data of the command `answer`: what a citizen is told of one procedure, for clerks, tests and other programs.

Takes a posting's answers and a choice; gives a mapping of plain values. Its keys are a contract.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from niemyet.law.answers import Answers
from niemyet.law.choices import CHANNEL, Choice, Chosen
from niemyet.law.deadlines import DeadlineRow, DeadlinesAnswer
from niemyet.law.fees import ENOUGH, Charge, Counts, FeesAnswer
from niemyet.law.papers import NeededPaper
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee
from niemyet.model.orthography import format_money, lower_first
from niemyet.model.procedure import Outdated
from niemyet.model.vocabulary import CHANNEL_NAMES, name_value
from niemyet.render.summaries import format_due, format_term, sum_up_deadlines
from niemyet.render.wording import UNKNOWN, format_formula
from niemyet.resolve.communes import PostedProcedure

Data: TypeAlias = dict[str, Any]


class Typed(NamedTuple):
    """The numbers of pages and copies that were given; None if they were not."""

    pages: int | None = None
    copies: int | None = None

    def counts(self, charges: Iterable[Charge]) -> Counts:
        """The numbers by unit, for the units of these charges."""
        units = {unit for charge in charges for unit in (charge.fee.per, charge.fee.formula and charge.fee.formula.unit) if unit}
        of = {
            unit: self.copies if unit.startswith("bản") else self.pages if unit.startswith(("trang", "tờ")) else None
            for unit in units
        }
        return {unit: number for unit, number in of.items() if number is not None}


def describe_answer(place: str, answers: Answers, chosen: Chosen, typed: Typed) -> Data:
    """The answer after these choices, as plain values."""
    fees, papers, deadlines = answers.fees(chosen), answers.papers(chosen), answers.deadlines(chosen)
    return {
        "place": place,
        "code": answers.procedure.code,
        "name": answers.procedure.name,
        "chosen": dict(chosen),
        "outdated": _describe_outdated(answers.outdated),
        "open_questions": list(answers.open_questions(chosen)),
        "choices": {
            choice.key: {option.key: _name_option(choice, option.words) for option in choice.options}
            for choice in answers.choices
        },
        "papers": {
            "submit": [_describe_paper(needed) for needed in papers.of("submit")],
            "present": [_describe_paper(needed) for needed in papers.of("present")],
            "notes": list(answers.procedure.papers.notes),
        },
        "fees": _describe_fees(fees, typed),
        **_describe_deadlines(deadlines),
        "channel_notes": [note for note in _channel_notes(answers, chosen) if note],
    }


def describe_standing(place: str, posted: PostedProcedure) -> Data | None:
    """The data given instead of an answer if the posting is not in force; None if it is."""
    if posted.standing == "in_force":
        return None
    procedure, withdrawn, repealed = posted.procedure, posted.posting.withdrawn, posted.procedure.repealed
    since, reason = None, None
    if posted.standing == "withdrawn" and withdrawn is not None:
        since, reason = withdrawn.since, withdrawn.reason
    elif posted.standing == "repealed" and repealed is not None:
        since, reason = repealed.since, f"Thủ tục bị bãi bỏ theo {repealed.basis}."
    elif posted.standing == "not_yet":
        since = procedure.starts
    return {
        "place": place,
        "code": posted.code,
        "name": procedure.name,
        "standing": posted.standing,
        "since": since.isoformat() if since else None,
        "reason": reason,
    }


def _describe_outdated(outdated: Outdated | None) -> Data | None:
    if outdated is None:
        return None
    return {"since": outdated.since.isoformat(), "by": outdated.by, "parts": list(outdated.parts), "text": outdated.text}


def _name_option(choice: Choice, words: str) -> str:
    return name_value(CHANNEL_NAMES, words) if choice.key == CHANNEL else words


def _describe_paper(needed: NeededPaper) -> Data:
    paper = needed.paper
    numbers = {"originals": paper.originals, "copies": paper.copies, "certified_copies": paper.certified_copies}
    return {
        "name": paper.name,
        "conditional": needed.conditional,
        "when": "; hoặc ".join(needed.whens) or None,
        "depends_on_choice": needed.open,
        **{key: number for key, number in numbers.items() if number},
        **({"electronic": True} if paper.electronic else {}),
        "notes": paper.notes,
    }


def _describe_fees(fees: FeesAnswer, typed: Typed) -> Data:
    row = fees.single
    charges = [charge for one in fees.rows for group in (*one.due, one.optional, one.service) for charge in group]
    counts = typed.counts(charges)
    sums = [both for one in fees.rows if (both := one.range_of(counts)) is not None]
    uncounted = any(
        charge.fee.formula is not None and charge.fee.formula.unit not in counts and charge.reduction != ENOUGH
        for one in fees.rows for group in one.due for charge in group
    )  # fmt: skip
    unknown = [one for one in fees.rows if one.range_of({}) is None]
    least, most = (min(a for a, _ in sums), max(b for _, b in sums)) if sums else (None, None)
    single = least if least == most and not unknown and not uncounted else None
    formulas = {
        charge.fee.formula for one in fees.rows for group in one.due for charge in group if charge.fee.formula is not None
    }
    due = [charge for group in row.due for charge in group] if row is not None else []
    return {
        "due": single,
        "per": due[0].fee.per if len(due) == 1 and single else None,
        "range": None if single is not None or least is None or uncounted else [least, most],
        "formula": _describe_formula(due[0].fee) if len(formulas) == 1 and len(due) == 1 else None,
        "unknown": _format_unknown(fees) if unknown else None,
        "words": format_due(fees),
        "lines": [_describe_charge(charge, counts) for charge in due],
        "optional": [_describe_charge(charge, counts) for charge in (row.optional if row is not None else ())],
        "service": [_describe_charge(charge, counts) for charge in (row.service if row is not None else ())],
        "sample": any(one.sample for one in fees.rows),
    }


def _describe_formula(fee: Fee) -> Data | None:
    if fee.formula is None:
        return None
    parts = [{"first": part.first, "last": part.last, "amount": part.amount} for part in fee.formula.parts]
    return {
        "unit": fee.formula.unit,
        "per": fee.per,
        "parts": parts,
        "at_most": fee.formula.at_most,
        "words": format_formula(fee.formula),
    }


def _describe_charge(charge: Charge, counts: Counts) -> Data:
    fee, waiver = charge.fee, charge.waiver
    lifted = (
        {
            "waived_by": {
                "who": waiver.who,
                "basis": waiver.basis,
                "reduction": charge.reduction or None,
                "undetermined": waiver.undetermined,
            }
        }
        if waiver
        else {}
    )
    one = charge.cost({}) if fee.formula is None else None
    return {
        "name": fee.name,
        "amount": one,
        "per": fee.per,
        "sum": charge.cost(counts) if counts.keys() & {fee.per, fee.formula.unit if fee.formula else None} else None,
        "unknown": None if charge.known else why_unknown(charge),
        "basis": fee.basis,
        "sample": charge.sample,
        **lifted,
    }


def why_unknown(charge: Charge) -> str:
    """Why the sum of a charge is not known, with the possible sums if these are known; begins in lower case."""
    if charge.unsure and charge.waiver is not None:
        least, most = charge.least_and_most({})
        said = f"{format_money(most)} hoặc {format_money(least)}: " if least is not None and most is not None else ""
        return said + (charge.waiver.undetermined or "")
    if charge.line.pending:
        return "tỉnh chưa cập nhật mức thu"
    return charge.fee.undetermined or lower_first(UNKNOWN)


def _format_unknown(fees: FeesAnswer) -> str:
    said = dict.fromkeys(why_unknown(charge) for row in fees.rows for charge in row.unknown)
    return "; ".join(said) or "nguồn không nêu khoản phải nộp"


def _describe_deadlines(answer: DeadlinesAnswer) -> Data:
    rows = [_describe_row(row) for row in answer.rows]
    said: Data = (
        rows[0] if len(rows) == 1 else {"unknown": f"tùy trường hợp: {lower_first(sum_up_deadlines(answer))}", "options": rows}
    )
    row = answer.single
    lawful = _describe_row(DeadlineRow(row.lawful or row.deadlines, "reference")) if row is not None else None
    return {"deadline": said, "promise": "sooner" if row is not None and row.sooner else None, "law": lawful}


def _describe_row(row: DeadlineRow) -> Data:
    deadline = row.single
    if deadline is None:
        return {"unknown": "; ".join(map(format_term, row.deadlines)) or "nguồn không nêu"}
    return {**_describe_deadline(deadline), "basis": deadline.basis, "notes": deadline.notes}


def _describe_deadline(deadline: Deadline) -> Data:
    if deadline.same_day_until is not None:
        return {"same_day_until": f"{deadline.same_day_until:%H:%M}"}
    if deadline.amount is not None:
        return {"amount": deadline.amount, "unit": deadline.unit}
    return {"unknown": deadline.undetermined or lower_first(UNKNOWN)}


def _channel_notes(answers: Answers, chosen: Chosen) -> Iterator[str | None]:
    for channel in answers.procedure.channels:
        if CHANNEL in chosen and channel.kind == chosen[CHANNEL]:
            yield channel.notes
