"""Short summaries of answers, for cards, lists, tables and sheets. Takes the answers of `law`; computes nothing of its own.

A summary is sentences of the program in the language that is asked for, with names as the records have them in it.
"""

from collections.abc import Iterable, Sequence

from niemyet.law.answers import Answers
from niemyet.law.choices import AREA, CHANNEL, WAIVER, Chosen
from niemyet.law.deadlines import DeadlinesAnswer
from niemyet.law.fees import ENOUGH, Charge, FeeRow, FeesAnswer
from niemyet.model.deadline import Deadline
from niemyet.model.money import Formula
from niemyet.model.orthography import lower_first
from niemyet.render.language import Language
from niemyet.render.paper_summaries import sum_up_papers
from niemyet.render.wording import OUTDATED, UNKNOWN, format_deadline, is_outdated

AWAITED = "Tỉnh chưa cập nhật mức thu"
_LEFT_TO_PROVINCES = "Mức thu do tỉnh quy định"
_IT_DEPENDS = "tùy trường hợp"


def card_papers(answers: Answers, chosen: Chosen, language: Language) -> str:
    """What to bring, as a card shows it; a warning instead if the law has replaced the record."""
    if is_outdated(answers.outdated, "papers"):
        return language.say(OUTDATED)
    return sum_up_papers(answers.papers(chosen), language)


def card_fees(answers: Answers, chosen: Chosen, language: Language) -> str:
    """What is paid, as a card shows it; a warning instead if the law has replaced the record."""
    outdated = is_outdated(answers.outdated, "fees")
    said = language.say(OUTDATED) if outdated else sum_up_fees(answers.fees(chosen), language)
    return name_what_varies(said, answers, answers.fees_by, chosen, language)


def card_due(answers: Answers, chosen: Chosen, language: Language) -> str:
    """The same without what may be asked for besides, such as further copies."""
    outdated = is_outdated(answers.outdated, "fees")
    rows = answers.fees(chosen).rows
    said = language.say(OUTDATED) if outdated else _mark_sample(_format_rows(rows, language), rows, language)
    return name_what_varies(said, answers, answers.fees_by, chosen, language)


def card_sum(answers: Answers, chosen: Chosen, language: Language) -> str:
    """What must be paid alone, always as a sum ("0 đồng"); a warning instead if the law has replaced the record."""
    outdated = is_outdated(answers.outdated, "fees")
    said = language.say(OUTDATED) if outdated else format_due(answers.fees(chosen), language)
    return name_what_varies(said, answers, answers.fees_by, chosen, language)


def card_deadlines(answers: Answers, chosen: Chosen, language: Language) -> str:
    """How long it takes, as a card shows it; a warning instead if the law has replaced the record."""
    outdated = is_outdated(answers.outdated, "deadlines")
    said = language.say(OUTDATED) if outdated else sum_up_deadlines(answers.deadlines(chosen), language)
    return name_what_varies(said, answers, answers.deadlines_by, chosen, language)


def name_what_varies(said: str, answers: Answers, by: Iterable[str], chosen: Chosen, language: Language) -> str:
    """A summary; if it depends on nothing but the kind of area, or the way of filing, which nobody has said, it names that."""
    asked = {question for question in by if question not in chosen and question != WAIVER}
    named = "tùy vùng" if asked == {AREA} else "tùy cách nộp" if asked == {CHANNEL} else _IT_DEPENDS
    return said.replace(language.say(_IT_DEPENDS), language.say(named))


def name_who_sets(said: str, language: Language) -> str:
    """A summary of fees for the whole country, where no province is meant that could have set one or not."""
    awaited, left = language.say(AWAITED), language.say(_LEFT_TO_PROVINCES)
    return said.replace(awaited, left).replace(lower_first(awaited), lower_first(left))


def sum_up_fees(answer: FeesAnswer, language: Language) -> str:
    """What is paid, then optional extras and services, separated by semicolons; sample figures are marked."""
    due = _mark_sample(_format_rows(answer.rows, language), answer.rows, language)
    return "; ".join((due, *list_extras(answer.rows, language)))


def list_extras(rows: Sequence[FeeRow], language: Language) -> tuple[str, ...]:
    """What may be asked for besides: optional extras, then services."""
    return (*_format_optional(rows, language), *_format_services(rows, language))


def format_due(answer: FeesAnswer, language: Language) -> str:
    """What is paid without optional extras, always as a sum: "0 đồng" if nothing is due."""
    sums = [row.sums for row in answer.rows]
    if sums and not any(_has_formula(row) for row in answer.rows) and all(both == (0, 0) for both in sums):
        return language.money(0)
    return _mark_sample(_format_rows(answer.rows, language), answer.rows, language)


def _mark_sample(due: str, rows: Iterable[FeeRow], language: Language) -> str:
    """The words, marked if an illustrative sum is included. A sum that is not shown needs no mark."""
    shown = due not in (language.say(UNKNOWN), language.say(AWAITED))
    return due + (language.say(" (số mẫu)") if shown and any(row.sample for row in rows) else "")


def _format_rows(rows: Sequence[FeeRow], language: Language) -> str:
    unknown = [row for row in rows if not row.due or row.unknown]
    known = [row for row in rows if row.due and not row.unknown]
    said = list(dict.fromkeys(_format_formulas(row, language) for row in known if _has_formula(row)))
    plain = [(row, sums) for row in known if not _has_formula(row) and (sums := row.sums) is not None]
    if plain:
        said.insert(0, _format_sums(plain, language))
    if not unknown:
        return "; ".join(said) + (f", {language.say(_IT_DEPENDS)}" if len(said) > 1 else "")
    if said:
        others = lower_first(_format_unknown(unknown, language))
        return language.say("{known}; có trường hợp {others}", known="; ".join(said), others=others)
    return _format_unknown(unknown, language)


def _format_sums(plain: Sequence[tuple[FeeRow, tuple[int, int]]], language: Language) -> str:
    sums = {amount for _, both in plain for amount in both}
    units = {_unit(row) for row, (_, most) in plain if most}
    named = units.pop() if len(units) == 1 else None
    least, most = min(sums), max(sums)
    if not most:
        return _free([row for row, _ in plain], language)
    highest = language.money(most) + (f"/{language.text(named)}" if named else "")
    if least == most:
        return highest
    if not least and len(sums) == 2:
        free = _free([row for row, both in plain if not any(both)], language)
        return language.say("{free} hoặc {sum}, tùy trường hợp", free=free, sum=highest)
    return f"{language.number(least)} – {highest}, {language.say(_IT_DEPENDS)}"


def _unit(row: FeeRow) -> str | None:
    """The unit of the row's sum, if the row is a single sum."""
    units = {charge.fee.per for group in row.due for charge in group}
    return units.pop() if len(row.due) == 1 and len(units) == 1 else None


def _free(rows: Iterable[FeeRow], language: Language) -> str:
    names = [charge.fee.name or "" for row in rows for group in row.due for charge in group]
    return language.say("Miễn lệ phí" if names and all(name.startswith("Lệ phí") for name in names) else "Miễn phí")


def _has_formula(row: FeeRow) -> bool:
    return any(_is_counted(charge) for group in row.due for charge in group)


def _is_counted(charge: Charge) -> bool:
    return charge.fee.formula is not None and charge.reduction != ENOUGH


def _format_formulas(row: FeeRow, language: Language) -> str:
    """A row with charges by unit: the fixed sum, then every charge that is counted or ambiguous."""
    fixed = [group for group in row.due if len(group) == 1 and not _is_counted(group[0])]
    total = sum(charge.cost({}) or 0 for group in fixed for charge in group)
    others = ([_format_charge(charge, language) for charge in group] for group in row.due if group not in fixed)
    rest = (language.say(" hoặc ").join(dict.fromkeys(group)) for group in others)
    return " + ".join([*([language.money(total)] if total else []), *rest])


def _format_charge(charge: Charge, language: Language) -> str:
    if not _is_counted(charge) or charge.fee.formula is None:
        return language.money(charge.cost({}) or 0)
    less = language.say(", giảm {percent}%", percent=charge.reduction) if charge.reduction else ""
    return _format_formula(charge.fee.formula, language) + less


def _format_formula(formula: Formula, language: Language) -> str:
    first, *rest = formula.parts
    unit = language.text(formula.unit)
    said = f"{language.money(first.amount)}/{unit}"
    further = ", từ {unit} thứ {first}: {price}"
    return said + "".join(language.say(further, unit=unit, first=part.first, price=language.money(part.amount)) for part in rest)


def _format_unknown(rows: Sequence[FeeRow], language: Language) -> str:
    """Words for rows in which something due is not known: with the known part, or the sum without an uncertain waiver."""
    charges = [charge for row in rows for charge in row.unknown]
    if len(rows) == 1 and charges and all(charge.unsure for charge in charges) and not _has_formula(rows[0]):
        return _format_unsure(rows[0], language)
    if charges and all(charge.line.pending for charge in charges):
        return language.say(AWAITED)
    if len(rows) == 1:
        known = FeeRow(tuple(group for group in rows[0].due if all(charge.known for charge in group)), (), ())
        if any((charge.cost({}) or 0) > 0 for group in known.due for charge in group):
            return language.say("{known}, chưa kể khoản chưa xác định", known=_format_rows([known], language))
    return language.say(UNKNOWN)


def _format_unsure(row: FeeRow, language: Language) -> str:
    """The total of a row in which only a waiver is uncertain: with and without it."""
    costs = [[charge.least_and_most({}) for charge in group] for group in row.due]
    if any(least is None or most is None for group in costs for least, most in group):
        return language.say(UNKNOWN)
    least = sum(min(least or 0 for least, _ in group) for group in costs)
    most = language.money(sum(max(most or 0 for _, most in group) for group in costs))
    if least:
        return language.say("{least} – {most}, chưa rõ", least=language.number(least), most=most)
    return language.say("{most} hoặc được miễn, chưa rõ", most=most)


def _format_optional(rows: Iterable[FeeRow], language: Language) -> Iterable[str]:
    return dict.fromkeys(format_optional(charge, language) for row in rows for charge in row.optional)


def _format_services(rows: Iterable[FeeRow], language: Language) -> Iterable[str]:
    """Optional services; a formula is given in full, because it has no single sum."""
    for charge in dict.fromkeys(charge for row in rows for charge in row.service):
        fee = charge.fee
        cost = _format_charge(charge, language) + (f"/{language.text(fee.per)}" if fee.per else "")
        value = lower_first(cost if charge.known else language.say(UNKNOWN))
        name = lower_first(language.text(fee.name) if fee.name else language.say("dịch vụ đi kèm"))
        yield language.say("dịch vụ không bắt buộc: {name} {value}", name=name, value=value)


def format_optional(charge: Charge, language: Language) -> str:
    """An optional charge: "bản sao thêm 8.000 đồng/bản"."""
    fee, cost = charge.fee, charge.cost({})
    if fee.per and fee.per.startswith("bản"):
        name = language.say("bản sao thêm")
    else:
        name = lower_first(language.text(fee.name) if fee.name else language.say("nếu yêu cầu thêm"))
    unit = "bản" if fee.per == "bản sao" else fee.per
    if cost is None:
        value = lower_first(language.say(UNKNOWN))
    else:
        value = language.money(cost) + (f"/{language.text(unit)}" if unit else "") if cost else language.say("miễn phí")
    return language.say("{name} {value}", name=name, value=value)


def name_unknown(fees: str, deadlines: str, language: Language) -> tuple[str, str]:
    """The words on fee and time where they stand side by side without headings: which of them is not determined."""
    unknown = language.say(UNKNOWN)
    return (
        language.say("Phí chưa xác định") if fees == unknown else fees,
        language.say("Thời hạn chưa xác định") if deadlines == unknown else deadlines,
    )


def sum_up_deadlines(answer: DeadlinesAnswer, language: Language) -> str:
    """The deadlines, as cards and lists show them."""
    said = list(dict.fromkeys(format_term(deadline, language) for row in answer.rows for deadline in row.deadlines))
    known = [words for words in said if words != language.say(UNKNOWN)]
    open_ = len(known) < len(said) or any(not row.deadlines for row in answer.rows)
    if not known:
        return language.say(UNKNOWN)
    rest = language.say("; có trường hợp chưa xác định") if open_ else ""
    if len(known) == 1:
        return known[0] + rest
    several = (language.say(" hoặc ") if len(known) == 2 else ", ").join([known[0], *map(lower_first, known[1:])])
    return f"{several}, {language.say(_IT_DEPENDS)}{rest}"


def format_term(deadline: Deadline, language: Language) -> str:
    """The length of one deadline; for a result on the same day, with its hour."""
    length = format_deadline(deadline, language)
    if deadline.same_day_until is None:
        return length
    return language.say("{length} (nhận trước {hour})", length=length, hour=language.clock(deadline.same_day_until))
