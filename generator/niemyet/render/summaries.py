"""Short summaries of answers, for cards, lists, tables and sheets. Takes the answers of `law`; computes nothing of its own."""

from collections.abc import Collection, Iterable, Sequence

from niemyet.law.answers import Answers
from niemyet.law.choices import AREA, WAIVER, Chosen
from niemyet.law.deadlines import DeadlinesAnswer
from niemyet.law.fees import ENOUGH, Charge, FeeRow, FeesAnswer
from niemyet.law.papers import NeededPaper, PapersAnswer
from niemyet.model.deadline import Deadline
from niemyet.model.money import Formula
from niemyet.model.orthography import capitalize, format_clock, format_money, format_number, lower_first
from niemyet.model.procedure import Paper
from niemyet.model.vocabulary import COPY_NAMES, PAPER_USE_NAMES
from niemyet.render.wording import OUTDATED, UNKNOWN, format_deadline, is_outdated

AWAITED = "Tỉnh chưa cập nhật mức thu"
_IT_DEPENDS = "tùy trường hợp"
NO_PAPERS = "Nguồn không nêu giấy tờ"


def card_papers(answers: Answers, chosen: Chosen) -> str:
    """What to bring, as a card shows it; a warning instead if the law has replaced the record."""
    return OUTDATED if is_outdated(answers.outdated, "papers") else sum_up_papers(answers.papers(chosen))


def card_fees(answers: Answers, chosen: Chosen) -> str:
    """What is paid, as a card shows it; a warning instead if the law has replaced the record."""
    said = OUTDATED if is_outdated(answers.outdated, "fees") else sum_up_fees(answers.fees(chosen))
    return name_what_varies(said, answers, answers.fees_by, chosen)


def card_deadlines(answers: Answers, chosen: Chosen) -> str:
    """How long it takes, as a card shows it; a warning instead if the law has replaced the record."""
    said = OUTDATED if is_outdated(answers.outdated, "deadlines") else sum_up_deadlines(answers.deadlines(chosen))
    return name_what_varies(said, answers, answers.deadlines_by, chosen)


def name_what_varies(said: str, answers: Answers, by: Iterable[str], chosen: Chosen) -> str:
    """A summary; if it depends on nothing but the kind of area, which nobody has said, that is what it names."""
    asked = {question for question in by if question not in chosen and question != WAIVER}
    return said.replace(_IT_DEPENDS, "tùy vùng") if asked == {AREA} else said


def sum_up_papers(answer: PapersAnswer) -> str:
    """The number of kinds of papers: "3 loại giấy tờ", "Ít nhất 2 loại giấy tờ"."""
    if not answer.papers:
        return NO_PAPERS
    least = min(count.sure for count in answer.counts)
    if not least:
        return "Giấy tờ tùy trường hợp"
    exact = len(answer.counts) == 1 and not any(needed.conditional for needed in answer.papers)
    return f"{least} loại giấy tờ" if exact else f"Ít nhất {least} loại giấy tờ"


def spell_out_papers(answer: PapersAnswer) -> str:
    """What to hand in and to show; with the number of copies if one row is left."""
    if not answer.papers:
        return NO_PAPERS
    parts = []
    for use, verb in PAPER_USE_NAMES.items():
        sure = {getattr(count, use) for count in answer.counts}
        rest = _format_number({getattr(count, f"{use}_if") for count in answer.counts})
        if min(sure):
            copies = _format_copies(answer.of(use)) if len(sure) == 1 and use == "submit" else ""
            more = f", thêm {rest} loại nếu có điều kiện kèm theo" if rest else ""
            parts.append(f"{verb} {'' if len(sure) == 1 else 'ít nhất '}{min(sure)} loại giấy tờ{copies}{more}")
        elif rest and not max(sure):
            parts.append(f"{verb} {rest} loại nếu có điều kiện kèm theo")
        elif answer.of(use):
            parts.append(f"{verb} giấy tờ tùy trường hợp")
    return capitalize("; ".join(parts))


def _format_number(numbers: Collection[int]) -> str:
    """The number, or "tối đa" with the highest of several; '' for 0."""
    most = max(numbers)
    return f"{'' if len(numbers) == 1 else 'tối đa '}{most}" if most else ""


def _format_copies(papers: Iterable[NeededPaper]) -> str:
    """The copies of all papers that are always needed; '' if they are not the same for everybody."""
    sure = [needed for needed in papers if not needed.conditional]
    if any(needed.open or len({_copies_of(line) for line in needed.lines.values()}) > 1 for needed in sure):
        return ""
    totals = zip(map(sum, zip(*(_copies_of(needed.paper) for needed in sure), strict=True)), COPY_NAMES.values(), strict=True)
    said = ", ".join(f"{total} {words}" for total, words in totals if total)
    return f" ({said})" if said else ""


def _copies_of(paper: Paper) -> tuple[int, ...]:
    return tuple(paper.counts.values())


def sum_up_fees(answer: FeesAnswer) -> str:
    """What is paid, then optional extras and services, separated by semicolons; sample figures are marked."""
    due = _mark_sample(_format_rows(answer.rows), answer.rows)
    return "; ".join((due, *_format_optional(answer.rows), *_format_services(answer.rows)))


def format_due(answer: FeesAnswer) -> str:
    """What is paid without optional extras, always as a sum: "0 đồng" if nothing is due."""
    sums = [row.range_of({}) for row in answer.rows]
    if sums and not any(_has_formula(row) for row in answer.rows) and all(both == (0, 0) for both in sums):
        return format_money(0)
    return _mark_sample(_format_rows(answer.rows), answer.rows)


def _mark_sample(due: str, rows: Iterable[FeeRow]) -> str:
    """The words, marked if an illustrative sum is included. A sum that is not shown needs no mark."""
    return due + (" (số mẫu)" if due not in (UNKNOWN, AWAITED) and any(row.sample for row in rows) else "")


def _format_rows(rows: Sequence[FeeRow]) -> str:
    unknown = [row for row in rows if not row.due or row.unknown]
    known = [row for row in rows if row.due and not row.unknown]
    said = list(dict.fromkeys(_format_formulas(row) for row in known if _has_formula(row)))
    plain = [(row, sums) for row in known if not _has_formula(row) and (sums := row.range_of({})) is not None]
    if plain:
        said.insert(0, _format_sums(plain))
    if not unknown:
        return "; ".join(said) + (f", {_IT_DEPENDS}" if len(said) > 1 else "")
    if said:
        return f"{'; '.join(said)}; có trường hợp {lower_first(_format_unknown(unknown))}"
    return _format_unknown(unknown)


def _format_sums(plain: Sequence[tuple[FeeRow, tuple[int, int]]]) -> str:
    sums = {amount for _, both in plain for amount in both}
    units = {_unit(row) for row, (_, most) in plain if most}
    unit = f"/{units.pop()}" if len(units) == 1 and None not in units else ""
    least, most = min(sums), max(sums)
    if not most:
        return _free([row for row, _ in plain])
    if least == most:
        return format_money(most) + unit
    if not least and len(sums) == 2:
        return f"{_free([row for row, both in plain if not any(both)])} hoặc {format_money(most)}{unit}, {_IT_DEPENDS}"
    return f"{format_number(least)} – {format_money(most)}{unit}, {_IT_DEPENDS}"


def _unit(row: FeeRow) -> str | None:
    """The unit of the row's sum, if the row is a single sum."""
    units = {charge.fee.per for group in row.due for charge in group}
    return units.pop() if len(row.due) == 1 and len(units) == 1 else None


def _free(rows: Iterable[FeeRow]) -> str:
    names = [charge.fee.name or "" for row in rows for group in row.due for charge in group]
    return "Miễn lệ phí" if names and all(name.startswith("Lệ phí") for name in names) else "Miễn phí"


def _has_formula(row: FeeRow) -> bool:
    return any(_is_counted(charge) for group in row.due for charge in group)


def _is_counted(charge: Charge) -> bool:
    return charge.fee.formula is not None and charge.reduction != ENOUGH


def _format_formulas(row: FeeRow) -> str:
    """A row with charges by unit: the fixed sum, then every charge that is counted or ambiguous."""
    fixed = [group for group in row.due if len(group) == 1 and not _is_counted(group[0])]
    total = sum(charge.cost({}) or 0 for group in fixed for charge in group)
    rest = (" hoặc ".join(dict.fromkeys(map(_format_charge, group))) for group in row.due if group not in fixed)
    return " + ".join([*([format_money(total)] if total else []), *rest])


def _format_charge(charge: Charge) -> str:
    if not _is_counted(charge) or charge.fee.formula is None:
        return format_money(charge.cost({}) or 0)
    return _format_formula(charge.fee.formula) + (f", giảm {charge.reduction}%" if charge.reduction else "")


def _format_formula(formula: Formula) -> str:
    first, *rest = formula.parts
    said = f"{format_money(first.amount)}/{formula.unit}"
    return said + "".join(f", từ {formula.unit} thứ {part.first}: {format_money(part.amount)}" for part in rest)


def _format_unknown(rows: Sequence[FeeRow]) -> str:
    """Words for rows in which something due is not known: with the known part, or the sum without an uncertain waiver."""
    charges = [charge for row in rows for charge in row.unknown]
    if len(rows) == 1 and charges and all(charge.unsure for charge in charges) and not _has_formula(rows[0]):
        return _format_unsure(rows[0])
    if charges and all(charge.line.pending for charge in charges):
        return AWAITED
    if len(rows) == 1:
        known = FeeRow(tuple(group for group in rows[0].due if all(charge.known for charge in group)), (), ())
        if any((charge.cost({}) or 0) > 0 for group in known.due for charge in group):
            return f"{_format_rows([known])}, chưa kể khoản chưa xác định"
    return UNKNOWN


def _format_unsure(row: FeeRow) -> str:
    """The total of a row in which only a waiver is uncertain: with and without it."""
    costs = [[charge.least_and_most({}) for charge in group] for group in row.due]
    if any(least is None or most is None for group in costs for least, most in group):
        return UNKNOWN
    least = sum(min(least or 0 for least, _ in group) for group in costs)
    most = sum(max(most or 0 for _, most in group) for group in costs)
    return f"{format_number(least)} – {format_money(most)}, chưa rõ" if least else f"{format_money(most)} hoặc được miễn, chưa rõ"


def _format_optional(rows: Iterable[FeeRow]) -> Iterable[str]:
    return dict.fromkeys(format_optional(charge) for row in rows for charge in row.optional)


def _format_services(rows: Iterable[FeeRow]) -> Iterable[str]:
    """Optional services; a formula is given in full, because it has no single sum."""
    for charge in dict.fromkeys(charge for row in rows for charge in row.service):
        value = UNKNOWN if not charge.known else _format_charge(charge) + (f"/{charge.fee.per}" if charge.fee.per else "")
        yield f"dịch vụ không bắt buộc: {lower_first(charge.fee.name or 'dịch vụ đi kèm')} {lower_first(value)}"


def format_optional(charge: Charge) -> str:
    """An optional charge: "bản sao thêm 8.000 đồng/bản"."""
    fee, cost = charge.fee, charge.cost({})
    name = "bản sao thêm" if fee.per and fee.per.startswith("bản") else lower_first(fee.name or "nếu yêu cầu thêm")
    unit = "bản" if fee.per == "bản sao" else fee.per
    value = (
        lower_first(UNKNOWN) if cost is None else "miễn phí" if not cost else format_money(cost) + (f"/{unit}" if unit else "")
    )
    return f"{name} {value}"


def sum_up_deadlines(answer: DeadlinesAnswer) -> str:
    """The deadlines, as cards and lists show them."""
    said = list(dict.fromkeys(format_term(deadline) for row in answer.rows for deadline in row.deadlines))
    known = [words for words in said if words != UNKNOWN]
    open_ = len(known) < len(said) or any(not row.deadlines for row in answer.rows)
    if not known:
        return UNKNOWN
    if len(known) == 1:
        return known[0] + ("; có trường hợp chưa xác định" if open_ else "")
    several = (" hoặc " if len(known) == 2 else ", ").join([known[0], *map(lower_first, known[1:])])
    return f"{several}, {_IT_DEPENDS}" + ("; có trường hợp chưa xác định" if open_ else "")


def format_term(deadline: Deadline) -> str:
    """The length of one deadline; for a result on the same day, with its hour."""
    until = deadline.same_day_until
    return format_deadline(deadline) + (f" (nhận trước {format_clock(until)})" if until is not None else "")
