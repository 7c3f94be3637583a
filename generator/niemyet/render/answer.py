"""The data of the command `answer`: what a citizen is told of one procedure, for clerks, tests and other programs.

Takes a posting's answers and a choice; gives a mapping of plain values. Its keys are a contract.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from niemyet.law.answers import Answers
from niemyet.law.choices import AREA, CHANNEL, NO_AREA, NO_SUCH_AREA, Choice, Chosen, Option
from niemyet.law.deadlines import DeadlineRow, DeadlinesAnswer
from niemyet.law.fees import ENOUGH, Charge, Counts, FeesAnswer
from niemyet.law.papers import NeededPaper
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.procedure import Outdated
from niemyet.model.vocabulary import CHANNEL_NAMES, name_value
from niemyet.render.language import Language
from niemyet.render.summaries import AWAITED, format_due, format_term, sum_up_deadlines
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


def describe_answer(place: str, answers: Answers, chosen: Chosen, typed: Typed, language: Language) -> Data:
    """The answer after these choices, as plain values."""
    fees, papers, deadlines = answers.fees(chosen), answers.papers(chosen), answers.deadlines(chosen)
    return {
        "place": place,
        "code": answers.procedure.code,
        "name": language.text(answers.procedure.name),
        "chosen": dict(chosen),
        "outdated": describe_outdated(answers.outdated, language),
        "open_questions": list(answers.open_questions(chosen)),
        "choices": {
            choice.key: {option.key: name_option(choice, option, language) for option in choice.options}
            for choice in answers.choices
        },
        "papers": {
            "submit": [describe_paper(needed, language) for needed in papers.of("submit")],
            "present": [describe_paper(needed, language) for needed in papers.of("present")],
            "notes": [language.text(note) for note in answers.procedure.papers.notes],
        },
        "fees": describe_fees(fees, typed, language),
        **describe_deadlines(deadlines, language),
        "channel_notes": [language.text(note) for note in _notes_on_channel(answers, chosen) if note],
    }


def describe_standing(place: str, posted: PostedProcedure, language: Language) -> Data | None:
    """The data given instead of an answer if the posting is not in force; None if it is."""
    if posted.standing == "in_force":
        return None
    procedure, withdrawn, repealed = posted.procedure, posted.posting.withdrawn, posted.procedure.repealed
    since, reason = None, None
    if posted.standing == "withdrawn" and withdrawn is not None:
        since, reason = withdrawn.since, language.text(withdrawn.reason)
    elif posted.standing == "repealed" and repealed is not None:
        since = repealed.since
        reason = language.say("Thủ tục bị bãi bỏ theo {basis}.", basis=repealed.basis)
    elif posted.standing == "not_yet":
        since = procedure.starts
    return {
        "place": place,
        "code": posted.code,
        "name": language.text(procedure.name),
        "standing": posted.standing,
        "since": since.isoformat() if since else None,
        "reason": reason,
    }


def describe_outdated(outdated: Outdated | None, language: Language) -> Data | None:
    """Since when which parts of the record have been replaced by what; None if none have."""
    if outdated is None:
        return None
    return {
        "since": outdated.since.isoformat(),
        "by": outdated.by,
        "parts": list(outdated.parts),
        "text": language.text(outdated.text),
    }


def name_option(choice: Choice, option: Option, language: Language) -> str:
    """An answer to a question in words."""
    if choice.key == CHANNEL:
        return language.say(name_value(CHANNEL_NAMES, option.words))
    if choice.key == AREA:
        return language.say(NO_SUCH_AREA) if option.key == NO_AREA else capitalize(language.areas(option.kinds))
    return language.text(option.words)


def describe_paper(needed: NeededPaper, language: Language) -> Data:
    """One paper with its numbers, and when it is needed."""
    paper = needed.paper
    numbers = {"originals": paper.originals, "copies": paper.copies, "certified_copies": paper.certified_copies}
    return {
        "name": language.text(paper.name),
        "conditional": needed.conditional,
        "when": language.say("; hoặc ").join(map(language.text, needed.whens)) or None,
        "depends_on_choice": needed.open,
        **{key: number for key, number in numbers.items() if number},
        **({"electronic": True} if paper.electronic else {}),
        "notes": language.text(paper.notes) if paper.notes else None,
    }


def describe_fees(fees: FeesAnswer, typed: Typed, language: Language) -> Data:
    """What is due, in đồng, and what may be asked for besides; `due` is None where it is no single sum."""
    row = fees.single
    charges = [charge for one in fees.rows for group in (*one.due, one.optional, one.service) for charge in group]
    counts = typed.counts(charges)
    sums = [both for one in fees.rows if (both := one.range_of(counts)) is not None]
    uncounted = any(
        charge.fee.formula is not None and charge.fee.formula.unit not in counts and charge.reduction != ENOUGH
        for one in fees.rows for group in one.due for charge in group
    )  # fmt: skip
    unknown = [one for one in fees.rows if one.sums is None]
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
        "formula": _describe_formula(due[0].fee, language) if len(formulas) == 1 and len(due) == 1 else None,
        "unknown": _format_unknown(fees, language) if unknown else None,
        "words": format_due(fees, language),
        "lines": [_describe_charge(charge, counts, language) for charge in due],
        "optional": [_describe_charge(charge, counts, language) for charge in (row.optional if row is not None else ())],
        "service": [_describe_charge(charge, counts, language) for charge in (row.service if row is not None else ())],
        "sample": any(one.sample for one in fees.rows),
    }


def _describe_formula(fee: Fee, language: Language) -> Data | None:
    if fee.formula is None:
        return None
    parts = [{"first": part.first, "last": part.last, "amount": part.amount} for part in fee.formula.parts]
    return {
        "unit": fee.formula.unit,
        "per": fee.per,
        "parts": parts,
        "at_most": fee.formula.at_most,
        "words": format_formula(fee.formula, language),
    }


def _describe_charge(charge: Charge, counts: Counts, language: Language) -> Data:
    fee, waiver = charge.fee, charge.waiver
    lifted = (
        {
            "waived_by": {
                "who": language.text(waiver.who),
                "basis": waiver.basis,
                "reduction": charge.reduction or None,
                "undetermined": language.text(waiver.undetermined) if waiver.undetermined else None,
            }
        }
        if waiver
        else {}
    )
    one = charge.cost({}) if fee.formula is None else None
    return {
        "name": language.text(fee.name) if fee.name else None,
        "amount": one,
        "per": fee.per,
        "sum": charge.cost(counts) if counts.keys() & {fee.per, fee.formula.unit if fee.formula else None} else None,
        "unknown": None if charge.known else why_unknown(charge, language),
        "basis": fee.basis,
        "sample": charge.sample,
        **lifted,
    }


def why_unknown(charge: Charge, language: Language) -> str:
    """Why the sum of a charge is not known, with the possible sums if these are known; begins in lower case."""
    if charge.unsure and charge.waiver is not None:
        least, most = charge.least_and_most({})
        why = language.text(charge.waiver.undetermined or "")
        if least is None or most is None:
            return why
        return language.say("{most} hoặc {least}: {why}", most=language.money(most), least=language.money(least), why=why)
    if charge.line.pending:
        return lower_first(language.say(AWAITED))
    return language.text(charge.fee.undetermined) if charge.fee.undetermined else lower_first(language.say(UNKNOWN))


def _format_unknown(fees: FeesAnswer, language: Language) -> str:
    said = dict.fromkeys(why_unknown(charge, language) for row in fees.rows for charge in row.unknown)
    return "; ".join(said) or language.say("nguồn không nêu khoản phải nộp")


def describe_deadlines(answer: DeadlinesAnswer, language: Language) -> Data:
    """How long it takes here, whether that is sooner than the law asks, and how long the law gives."""
    rows = [_describe_row(row, language) for row in answer.rows]
    length = lower_first(sum_up_deadlines(answer, language))
    several: Data = {"unknown": language.say("tùy trường hợp: {length}", length=length), "options": rows}
    said = rows[0] if len(rows) == 1 else several
    row = answer.single
    lawful = _describe_row(DeadlineRow(row.lawful or row.deadlines, "reference"), language) if row is not None else None
    return {"deadline": said, "promise": "sooner" if row is not None and row.sooner else None, "law": lawful}


def _describe_row(row: DeadlineRow, language: Language) -> Data:
    deadline = row.single
    if deadline is None:
        terms = "; ".join(format_term(one, language) for one in row.deadlines)
        return {"unknown": terms or language.say("nguồn không nêu")}
    notes = language.text(deadline.notes) if deadline.notes else None
    return {**_describe_deadline(deadline, language), "basis": deadline.basis, "notes": notes}


def _describe_deadline(deadline: Deadline, language: Language) -> Data:
    if deadline.same_day_until is not None:
        return {"same_day_until": f"{deadline.same_day_until:%H:%M}"}
    if deadline.amount is not None:
        return {"amount": deadline.amount, "unit": deadline.unit}
    why = language.text(deadline.undetermined) if deadline.undetermined else lower_first(language.say(UNKNOWN))
    return {"unknown": why}


def _notes_on_channel(answers: Answers, chosen: Chosen) -> Iterator[str | None]:
    for channel in answers.procedure.channels:
        if CHANNEL in chosen and channel.kind == chosen[CHANNEL]:
            yield channel.notes
