"""Plans of the year, rules of work and equipment in the block “Xã báo cáo”, in Vietnamese. What a plan promised and has not kept
is said with its day; what is not counted is said to be unknown."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.law.dossiers import Share
from niemyet.model.orthography import capitalize, format_day, format_number
from niemyet.model.oversight.names import PLAN_KINDS, RULE_KINDS
from niemyet.model.oversight.office import Equipment, OfficeRule, Target, YearPlan
from niemyet.oversight.reported_others import Years
from niemyet.oversight.reported_words import say_count, say_issued, say_part, say_source
from niemyet.render.charts import draw_table


class OfficeParts(NamedTuple):
    """What stands of the office: plans and rules as items, equipment as a table; and what each says while it is folded."""

    plans: tuple[Markup, ...]
    kept: str
    rules: tuple[Markup, ...]
    equipment: Markup
    counted: str


def show_office(years: Years, today: date) -> OfficeParts:
    """The plans of all years, the latest first; rules and equipment of the latest year that has any."""
    plans = sorted((one for year in years.values() for one in year.plans if one.starts <= today), key=_latest_first)
    targets = [target for plan in plans for target in plan.targets]
    kept = Share(sum(is_kept(one, today) for one in targets), len(targets))
    rules = next((year.rules for year in reversed([*years.values()]) if year.rules), ())
    equipment = next((year.equipment for year in reversed([*years.values()]) if year.equipment), ())
    return OfficeParts(
        tuple(_show_plan(one, today) for one in plans),
        f"Đã xong {say_part(kept)} việc" if targets else "",
        tuple(_show_rule(one) for one in rules),
        _tabulate(equipment),
        f"{format_number(len(equipment))} loại" if equipment else "",
    )


def is_kept(target: Target, today: date) -> bool:
    """Whether it is done by today."""
    return target.done is not None and target.done <= today


def _latest_first(plan: YearPlan) -> tuple[int, str]:
    return -plan.starts.toordinal(), plan.kind


def _show_plan(plan: YearPlan, today: date) -> Markup:
    name = capitalize(PLAN_KINDS[plan.kind])
    head = Markup("<strong>{}</strong>, {}, từ {} đến {}.").format(
        name, say_issued(plan.decision), format_day(plan.starts), format_day(plan.ends)
    )
    if not plan.targets:
        return Markup("<li>{} Bản ghi chưa kể các việc của kế hoạch.</li>").format(head)
    listed = Markup().join(Markup("<li>{}</li>").format(line) for line in _say_targets(plan, today))
    return Markup("<li>{}<ul>{}</ul></li>").format(head, listed)


def _say_targets(plan: YearPlan, today: date) -> Iterator[str]:
    for target in plan.targets:
        text = target.text.rstrip(".")
        if target.done is not None and is_kept(target, today):
            late = target.due is not None and target.done > target.due
            yield f"{text}: xong ngày {format_day(target.done)}{', sau hạn' if late else ''}."
        elif target.due is None:
            yield f"{text}: chưa xong; kế hoạch không ghi hạn."
        elif target.due < today:
            yield f"{text}: chưa xong, quá hạn {format_number((today - target.due).days)} ngày (hạn {format_day(target.due)})."
        else:
            yield f"{text}: chưa xong, hạn {format_day(target.due)}."


def _show_rule(rule: OfficeRule) -> Markup:
    reviewed = f", xem lại ngày {format_day(rule.reviewed)}" if rule.reviewed is not None else ""
    return Markup("<li>{}: {}{}.</li>").format(capitalize(RULE_KINDS[rule.kind]), say_issued(rule.decision), reviewed)


def _tabulate(equipment: tuple[Equipment, ...]) -> Markup:
    rows = [
        (one.name, format_number(one.count), say_count(one.working), say_count(one.needed), say_source(one.source))
        for one in equipment
    ]
    return draw_table(("Thiết bị", "Có", "Dùng được", "Cần có", "Nguồn"), rows) if rows else Markup()
