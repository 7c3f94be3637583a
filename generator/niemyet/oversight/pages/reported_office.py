"""Plans of the year, rules of work and equipment in the block “Xã báo cáo”. What a plan promised and has not kept
is said with its day; what is not counted is said to be unknown."""

from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.law.dossiers import Share
from niemyet.model.orthography import capitalize
from niemyet.model.oversight.names import PLAN_KINDS, RULE_KINDS
from niemyet.model.oversight.office import Equipment, OfficeRule, Target, YearPlan
from niemyet.oversight.reported_others import Years
from niemyet.oversight.reported_words import say_count, say_issued, say_part, say_source
from niemyet.render.charts import draw_table
from niemyet.render.foreign_text import mark_text, show_text
from niemyet.render.language import VIETNAMESE, Language


class OfficeParts(NamedTuple):
    """What stands of the office: plans and rules as items, equipment as a table; and what each says while it is folded."""

    plans: tuple[Markup, ...]
    kept: str
    rules: tuple[Markup, ...]
    equipment: Markup
    counted: str


def show_office(years: Years, today: date, language: Language = VIETNAMESE) -> OfficeParts:
    """The plans of all years, the latest first; rules and equipment of the latest year that has any."""
    plans = sorted((one for year in years.values() for one in year.plans if one.starts <= today), key=_latest_first)
    targets = [target for plan in plans for target in plan.targets]
    kept = Share(sum(is_kept(one, today) for one in targets), len(targets))
    rules = next((year.rules for year in reversed([*years.values()]) if year.rules), ())
    equipment = next((year.equipment for year in reversed([*years.values()]) if year.equipment), ())
    return OfficeParts(
        tuple(_show_plan(one, today, language) for one in plans),
        language.say("Đã xong {share} việc", share=say_part(kept, language)) if targets else "",
        tuple(_show_rule(one, language) for one in rules),
        _tabulate(equipment, language),
        language.many("{number} loại", len(equipment)) if equipment else "",
    )


def is_kept(target: Target, today: date) -> bool:
    """Whether it is done by today."""
    return target.done is not None and target.done <= today


def _latest_first(plan: YearPlan) -> tuple[int, str]:
    return -plan.starts.toordinal(), plan.kind


def _show_plan(plan: YearPlan, today: date, language: Language) -> Markup:
    head = Markup(language.find("<strong>{name}</strong>, {decision}, từ {first} đến {last}.")).format(
        name=capitalize(language.say(PLAN_KINDS[plan.kind])),
        decision=say_issued(plan.decision, language),
        first=language.day(plan.starts),
        last=language.day(plan.ends),
    )
    if not plan.targets:
        return Markup("<li>{} {}</li>").format(head, language.say("Bản ghi chưa kể các việc của kế hoạch."))
    listed = Markup().join(
        Markup("<li>{}: {}</li>").format(_mark(target.text, language), _say_target(target, today, language))
        for target in plan.targets
    )
    return Markup("<li>{}<ul>{}</ul></li>").format(head, listed)


def _mark(text: str, language: Language) -> str:
    """A text of a record without its full stop."""
    return mark_text(language.text(text).rstrip("."), text, language)


def _say_target(target: Target, today: date, language: Language) -> str:
    due = language.day(target.due) if target.due is not None else ""
    if target.done is not None and is_kept(target, today):
        done = language.day(target.done)
        if target.due is not None and target.done > target.due:
            return language.say("xong ngày {day}, sau hạn.", day=done)
        return language.say("xong ngày {day}.", day=done)
    if target.due is None:
        return language.say("chưa xong; kế hoạch không ghi hạn.")
    if target.due < today:
        return language.many("chưa xong, quá hạn {number} ngày (hạn {day}).", (today - target.due).days, day=due)
    return language.say("chưa xong, hạn {day}.", day=due)


def _show_rule(rule: OfficeRule, language: Language) -> Markup:
    name, decision = capitalize(language.say(RULE_KINDS[rule.kind])), say_issued(rule.decision, language)
    if rule.reviewed is None:
        return Markup("<li>{}: {}.</li>").format(name, decision)
    said = Markup(language.find("{name}: {decision}, xem lại ngày {day}."))
    return Markup("<li>{}</li>").format(said.format(name=name, decision=decision, day=language.day(rule.reviewed)))


def _tabulate(equipment: tuple[Equipment, ...], language: Language) -> Markup:
    rows = [
        (
            show_text(one.name, language),
            language.number(one.count),
            say_count(one.working, language),
            say_count(one.needed, language),
            say_source(one.source, language),
        )
        for one in equipment
    ]
    heads = ("Thiết bị", "Có", "Dùng được", "Cần có", "Nguồn")
    return draw_table([language.say(head) for head in heads], rows) if rows else Markup()
