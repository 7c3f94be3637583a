"""Counts of feedback: a period adds up, carries over what was left, and has no less than its subjects."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.law.dossiers import MERGER, balance_petitions
from niemyet.model.orthography import format_day
from niemyet.model.oversight.petitions import Petitions, PetitionSubject
from niemyet.model.oversight.record import CommuneYear
from niemyet.validate.entries import Entry
from niemyet.validate.rules.dossiers import tell_balance
from niemyet.validate.rules.figures import tell_part

_IN = Bilingual("phản ánh, kiến nghị chuyển qua và tiếp nhận", "feedback carried over and received")
_OUT = Bilingual("đã trả lời, đang xử lý và chuyển nơi khác", "what was answered, waits or was forwarded")
_DISSATISFIED = Bilingual("số không hài lòng hoặc gửi lại", "those who are dissatisfied or write again")
_ANSWERED = Bilingual("số đã trả lời", "those that were answered")
_FEEDBACK = Bilingual("phản ánh, kiến nghị", "feedback")
_BOTH = Bilingual("số về cả hai việc", "that about both")


def check_petitions(entry: Entry[CommuneYear], previous: CommuneYear | None) -> Iterator[Diagnostic]:
    """Each period in itself, beside the one before it, and beside those that are about a part of it."""
    earlier = previous.petitions if previous is not None else ()
    for i, one in enumerate(entry.record.petitions):
        yield from _check_sums(entry, i, one)
        yield from _check_stock(entry, i, one, (*earlier, *entry.record.petitions))
    yield from _check_subjects(entry)


def _check_sums(entry: Entry[CommuneYear], i: int, one: Petitions) -> Iterator[Diagnostic]:
    balance, answered = balance_petitions(one), one.answered
    if balance is not None and balance.difference:
        yield tell_balance(entry, ("petitions", i), (_IN, balance.given), (_OUT, balance.taken), one.unreconciled)
    if one.dissatisfied is not None and answered is not None:
        parts = (_DISSATISFIED, one.dissatisfied), (_ANSWERED, answered.in_time + answered.late)
        yield from tell_part(entry.document.at("petitions", i, "dissatisfied"), *parts)


def _check_stock(entry: Entry[CommuneYear], i: int, one: Petitions, every: Sequence[Petitions]) -> Iterator[Diagnostic]:
    """A period takes over what the one that ended the day before has left, if both are about the same."""
    if one.carried_over is None or one.starts == MERGER:
        return
    for before in every:
        if (before.about, before.ends + timedelta(days=1)) == (one.about, one.starts) and before.pending is not None:
            left = before.pending.in_time + before.pending.late
            if left != one.carried_over:
                values = {"value": str(one.carried_over), "left": str(left), "day": format_day(before.ends)}
                place = entry.document.at("petitions", i, "carried_over")
                yield Diagnostic("stock-not-carried-over", place, {**values, "what": _FEEDBACK})
            return


def _check_subjects(entry: Entry[CommuneYear]) -> Iterator[Diagnostic]:
    """What is about rules and what is about conduct are together no more than what is about both."""
    by_period: dict[tuple[date, date], dict[PetitionSubject, Petitions]] = {}
    for one in entry.record.petitions:
        if one.about is not None:
            by_period.setdefault((one.starts, one.ends), {})[one.about] = one
    for i, one in enumerate(entry.record.petitions):
        parts = by_period.get((one.starts, one.ends), {})
        if one.about is not None or not parts:
            continue
        for key, what, count in _COUNTED:
            whole, known = count(one), [count(part) for part in parts.values()]
            if whole is not None:
                together = sum(part for part in known if part is not None)
                yield from tell_part(entry.document.at("petitions", i, key), (what, together), (_BOTH, whole))


_COUNTED: tuple[tuple[str, Bilingual, Callable[[Petitions], int | None]], ...] = (
    (
        "received",
        Bilingual("phản ánh nhận về quy định và về hành vi", "feedback received about rules and conduct"),
        lambda it: it.received,
    ),
    (
        "answered",
        Bilingual("phản ánh đã trả lời về quy định và về hành vi", "feedback answered about rules and conduct"),
        lambda it: None if it.answered is None else it.answered.in_time + it.answered.late,
    ),
)
"""What is compared: its key, what it is called, and the count."""
