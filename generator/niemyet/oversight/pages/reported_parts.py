"""Feedback, surveys, training and units in the block “Xã báo cáo”, of a commune or of a province."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.law.dossiers import Share, balance_petitions
from niemyet.law.surveys import FEWEST_ANSWERS, measure_satisfaction
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.oversight.names import SURVEY_KINDS
from niemyet.model.oversight.periods import Change
from niemyet.model.oversight.petitions import Petitions
from niemyet.model.oversight.record import CommuneYear
from niemyet.model.oversight.surveys import Survey
from niemyet.model.oversight.units import Reorganisation, Training
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_others import Years, share_answered_in_time
from niemyet.oversight.reported_words import (
    say_count,
    say_issued,
    say_margin,
    say_part,
    say_source,
)
from niemyet.render.charts import Bar, Slice, draw_bars, draw_table
from niemyet.render.foreign_text import mark_text, show_text
from niemyet.render.language import VIETNAMESE, Language


def show_petitions(years: Mapping[str, CommuneYear], today: date, language: Language = VIETNAMESE) -> Markup:
    """Each period of feedback, the latest first."""
    every = (one for year in years.values() for one in year.petitions if one.ends <= today)
    periods = sorted(every, key=lambda one: (one.ends, one.starts), reverse=True)
    rows = [
        (
            _name_petitions(one, language),
            say_count(one.received, language),
            say_part(share_answered_in_time(one), language),
            say_count(None if one.pending is None else one.pending.late, language),
            say_count(one.forwarded, language),
            say_count(one.dissatisfied, language),
        )
        for one in periods
    ]
    heads = ("Kỳ", "Tiếp nhận", "Trả lời đúng hạn", "Còn quá hạn", "Chuyển nơi khác", "Không hài lòng")
    if not rows:
        return Markup()
    said = dict.fromkeys(_say_rest(one, language) for one in periods)
    return draw_table([language.say(head) for head in heads], rows) + Markup().join(
        Markup('<p class="remark">{}</p>').format(line) for line in said
    )


def headline_petitions(years: Iterable[CommuneYear], today: date, language: Language = VIETNAMESE) -> str:
    """The latest period of feedback: "quý III/2026: trả lời đúng hạn 11 trên 12 (91,7%)"; '' for none."""
    every = [one for year in years for one in year.petitions if one.ends <= today]
    if not every:
        return ""
    last = max(every, key=lambda one: (one.ends, one.starts))
    said = say_part(share_answered_in_time(last), language)
    return language.say("{period}: trả lời đúng hạn {share}", period=_name_petitions(last, language), share=said)


def headline_surveys(years: Years, today: date, language: Language = VIETNAMESE) -> str:
    """The latest survey: "93 trên 104 (89,4%) hài lòng hoặc rất hài lòng, tháng 9/2026"; of few answers how many there are."""
    every = [one for year in years.values() for one in year.surveys if one.ends <= today]
    if not every:
        return ""
    last = max(every, key=lambda one: one.ends)
    found, period = measure_satisfaction(last).share, name_period(last.starts, last.ends, language)
    if found is None:
        return language.many("{number} người trả lời, {period}", last.answered, period=period)
    return language.say("{share} hài lòng hoặc rất hài lòng, {period}", share=say_part(found, language), period=period)


_ABOUT = {None: "{period}", "rules": "{period}, về quy định", "conduct": "{period}, về hành vi, thái độ"}


def _name_petitions(one: Petitions, language: Language) -> str:
    """Their period, and what they are about, where it is told."""
    return language.say(_ABOUT[one.about], period=capitalize(name_period(one.starts, one.ends, language)))


def _say_rest(one: Petitions, language: Language) -> Markup:
    balance, source = balance_petitions(one), say_source(one.source, language)
    if one.unreconciled is None or balance is None or not balance.difference:
        return source
    said = (
        "{source} Không cộng khớp, thiếu {amount}: {text}"
        if balance.difference < 0
        else "{source} Không cộng khớp, thừa {amount}: {text}"
    )
    amount, text = language.number(abs(balance.difference)), show_text(one.unreconciled, language)
    return Markup(language.find(said)).format(source=source, amount=amount, text=text)


class SurveyParts(NamedTuple):
    """One survey: its title, who was asked and how, its table with bars, what may be said of it, and its source."""

    title: str
    asked: Markup
    bars: Markup
    says: str
    source: Markup


def show_surveys(years: Years, today: date, language: Language = VIETNAMESE) -> tuple[SurveyParts, ...]:
    """Every survey, the latest first."""
    every = (one for year in years.values() for one in year.surveys if one.ends <= today)
    return tuple(_show_survey(one, language) for one in sorted(every, key=lambda one: one.ends, reverse=True))


def _show_survey(survey: Survey, language: Language) -> SurveyParts:
    say = language.say
    found = measure_satisfaction(survey)
    bars = []
    if survey.levels is not None and found.share is not None:
        levels = survey.levels
        slices = (
            Slice("good", levels.very_satisfied + levels.satisfied),
            Slice("wait", levels.neutral),
            Slice("bad", levels.dissatisfied + levels.very_dissatisfied),
        )
        bars.append(Bar(say("Hài lòng hoặc rất hài lòng"), say_part(found.share, language), slices, say("trong số trả lời")))
    for factor in survey.factors if survey.answered >= FEWEST_ANSWERS else ():
        share = Share(factor.satisfied, factor.answered)
        said = (Slice("good", share.part), Slice("unknown", share.whole - share.part))
        bars.append(Bar(show_text(factor.name, language), say_part(share, language), said))
    drawn = draw_bars((say("Câu hỏi"), say("Số người"), say("Tỷ lệ")), bars, say("Kết quả")) if bars else Markup()
    title = f"{say(SURVEY_KINDS[survey.kind])}, {name_period(survey.starts, survey.ends, language)}"
    told = _say_asked(survey, language), drawn, _say_survey(survey, language), say_source(survey.source, language)
    return SurveyParts(title, *told)


def _say_asked(survey: Survey, language: Language) -> Markup:
    """Who asked whom, how, and how many answered."""
    said: list[str] = [Markup(language.find("{name} hỏi.")).format(name=show_text(survey.by, language))]
    if survey.how:
        how = language.text(survey.how).rstrip(".")
        said.append(mark_text(f"{how}.", survey.how, language))
    if survey.sent is not None:
        share = say_part(Share(survey.answered, survey.sent), language)
        said.append(language.say("{share} người được hỏi đã trả lời.", share=share))
    else:
        said.append(language.many("{number} người trả lời; không rõ đã hỏi bao nhiêu người.", survey.answered))
    if survey.population is not None:
        said.append(language.many("Mẫu rút từ {number} người, lượt giao dịch.", survey.population))
    return Markup(" ").join(said)


def _say_survey(survey: Survey, language: Language) -> str:
    found, levels = measure_satisfaction(survey), survey.levels
    if levels is not None and found.share is None:
        counts = (
            ("{number} rất hài lòng", levels.very_satisfied), ("{number} hài lòng", levels.satisfied),
            ("{number} bình thường", levels.neutral), ("{number} không hài lòng", levels.dissatisfied),
            ("{number} rất không hài lòng", levels.very_dissatisfied),
        )  # fmt: skip
        said = ", ".join(language.many(name, count) for name, count in counts if count)
        people = said or language.say("không ai trả lời")
        return language.say("Dưới {fewest} phiếu nên chỉ nêu số người: {people}.", fewest=FEWEST_ANSWERS, people=people)
    if found.share is not None and found.margin is not None:
        margin = say_margin(found.share, found.margin, language)
        return language.say("Sai số do chọn mẫu: {margin} (mức tin cậy 95%).", margin=margin)
    if survey.kind == "counter":
        return language.say(
            "Người bấm nút hoặc bỏ phiếu tự chọn mình, nên không suy ra được cho mọi người và không có sai số chọn mẫu."
        )
    return ""


def show_units(years: Years, today: date, language: Language = VIETNAMESE) -> tuple[tuple[Markup, ...], tuple[Markup, ...]]:
    """Training, and the reorganisation of units, as items of lists, the latest first."""
    courses = (one for year in years.values() for one in year.training if one.ends <= today)
    changes = [(name, one) for name, year in years.items() for one in year.reorganisation]
    return (
        tuple(_show_course(one, language) for one in sorted(courses, key=lambda one: one.ends, reverse=True)),
        tuple(_show_change(name, one, language) for name, one in sorted(changes, key=lambda pair: pair[0], reverse=True)),
    )


def _show_course(one: Training, language: Language) -> Markup:
    days = language.day(one.starts) if one.starts == one.ends else f"{language.day(one.starts)} – {language.day(one.ends)}"
    facts: list[str] = [days]
    if one.hours is not None:
        facts.append(language.many("{number} giờ", one.hours))
    if one.by:
        facts.append(Markup(language.find("{name} tổ chức")).format(name=show_text(one.by, language)))
    came = language.many("{number} người dự", one.participants)
    if one.expected and one.participants > one.expected:
        said = "{number} người dự; số người thuộc diện phải dự: {expected}"
        came = language.many(said, one.participants, expected=language.number(one.expected))
    elif one.expected:
        share = say_part(Share(one.participants, one.expected), language)
        came = language.say("{share} người thuộc diện phải dự", share=share)
    name, told = show_text(one.name, language), Markup(", ").join(facts)
    return Markup("<li><strong>{}</strong> ({}): {}. {}</li>").format(name, told, came, say_source(one.source, language))


def _show_change(year: str, one: Reorganisation, language: Language) -> Markup:
    when = language.day(one.date) if one.date is not None else language.say("năm {year}", year=year)
    said = Markup("; ").join(_say_changes(one, language))
    decision = Markup()
    if one.decision:
        decision = Markup(language.find(" Quyết định {decision}.")).format(decision=say_issued(one.decision, language))
    told = Markup(" {}.").format(said) if said else Markup()
    text = mark_text(language.text(one.text).rstrip("."), one.text, language)
    source = say_source(one.source, language)
    return Markup("<li><strong>{}</strong> ({}).{}{} {}</li>").format(text, when, told, decision, source)


def _say_changes(one: Reorganisation, language: Language) -> Iterator[str]:
    """What units and posts have become; the first begins the sentence."""
    if one.units is not None:
        yield language.say("Đơn vị: {change}", change=_say_change(one.units, language))
    for post in one.posts:
        name = language.text(post.name)
        first = one.units is None and post is one.posts[0]
        named = mark_text(capitalize(name) if first else lower_first(name), post.name, language)
        yield Markup("{}: {}").format(named, _say_change(post.change, language))


def _say_change(change: Change, language: Language) -> str:
    if change.before is not None and change.after is not None:
        ends = {"before": language.number(change.before), "after": language.number(change.after)}
        fewer = change.before - change.after
        said = "{before} thành {after}"
        if fewer:
            said = "{before} thành {after} (giảm {amount})" if fewer > 0 else "{before} thành {after} (tăng {amount})"
        return language.say(said, amount=language.number(abs(fewer)), **ends)
    known = ((change.before, "trước có {amount}"), (change.after, "sau còn {amount}"), (change.fewer, "giảm {amount}"))
    told = ", ".join(language.say(said, amount=language.number(count)) for count, said in known if count is not None)
    return told or language.say("chưa có số liệu")
