"""The text of the command `answer`: the same content as the data of `answer.py`."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from niemyet.law.answers import Answers
from niemyet.law.choices import CASE, CHANNEL, WAIVER, Chosen
from niemyet.law.deadlines import DeadlinesAnswer
from niemyet.law.fees import FeesAnswer
from niemyet.law.papers import PapersAnswer
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.procedure import Outdated
from niemyet.model.vocabulary import CHANNEL_NAMES, PAPER_USE_NAMES, STANDING_NOTICES, name_value
from niemyet.render.answer import Data, Typed, describe_answer, why_unknown
from niemyet.render.language import Language
from niemyet.render.paper_summaries import spell_out_papers
from niemyet.render.summaries import format_due, format_optional, format_term, name_what_varies, sum_up_deadlines
from niemyet.render.wording import format_aside, format_outdated_parts, format_waiver


def format_standing(title: str, stopped: Data, language: Language) -> str:
    """The text for `describe_standing`."""
    words = language.say(STANDING_NOTICES[stopped["standing"]])
    if stopped["since"]:
        day = language.day(date.fromisoformat(stopped["since"]))
        words = language.say("{notice} từ {day}", notice=words, day=day)
    return f"{title}\n\n{words}. {stopped['reason'] or ''}".rstrip()


def format_answer(title: str, answers: Answers, chosen: Chosen, typed: Typed, language: Language) -> str:
    """The answer, one line per subject; open questions come last."""
    papers, fees = answers.papers(chosen), answers.fees(chosen)
    data = describe_answer("", answers, chosen, typed, language)
    names = data["choices"]
    lines = [title, ""]
    if answers.outdated is not None:
        lines += [_warn(answers.outdated, language), ""]
    for key, option in chosen.items():
        named = names.get(key, {}).get(option) or language.say(name_value(CHANNEL_NAMES, option))
        lines.append(f"{_ask(answers, key, language)}: {named}")
    lines += [f"  - {note}" for note in data["channel_notes"]]
    spelled = lower_first(spell_out_papers(papers, language))
    lines += [*([""] if chosen else []), language.say("Giấy tờ: {papers}", papers=spelled), *_list_papers(papers, language)]
    due = name_what_varies(_format_due(fees, data["fees"], language), answers, answers.fees_by, chosen, language)
    lines += ["", language.say("Phải nộp: {sum}", sum=due), *_list_charges(fees, language)]
    deadlines = answers.deadlines(chosen)
    length = lower_first(sum_up_deadlines(deadlines, language))
    length = name_what_varies(length, answers, answers.deadlines_by, chosen, language)
    lines += ["", language.say("Thời hạn: {length}", length=length), *dict.fromkeys(_list_deadlines(deadlines, language))]
    asked = [(key, names[key]) for key in data["open_questions"]]
    if asked:
        lines += ["", language.say("Trả lời thêm để biết chính xác:")]
        lines += [f"  --choose {key}={option}   {words}" for key, options in asked for option, words in options.items()]
    return "\n".join(lines)


def _warn(outdated: Outdated, language: Language) -> str:
    """That the law has replaced the record."""
    return language.say(
        "NỘI DUNG Ở ĐÂY ĐÃ CŨ. Từ {day}, {document} đã thay quy định cũ. {text} {parts}",
        day=language.day(outdated.since),
        document=outdated.by,
        text=language.text(outdated.text),
        parts=format_outdated_parts(outdated, language),
    )


def _ask(answers: Answers, key: str, language: Language) -> str:
    words = next((choice.words for choice in answers.scope.choices if choice.key == key), "")
    if words:
        return (language.text(words) if language.knows(words) else language.find(words)).rstrip("?")
    return language.say({CASE: "Trường hợp", CHANNEL: "Cách nộp", WAIVER: "Miễn, giảm"}.get(key, key))


def _list_papers(papers: PapersAnswer, language: Language) -> Iterator[str]:
    for use, verb in PAPER_USE_NAMES.items():
        for needed in papers.papers:
            if needed.use == use:
                why = [format_aside(when, language) for when in needed.whens]
                why = why or [language.say("tùy trường hợp")] * needed.open
                name = language.text(needed.paper.name)
                yield f"  - {language.say(verb)}: {name}" + (f" ({'; '.join(why)})" if why else "")


def _format_due(fees: FeesAnswer, data: Mapping[str, Any], language: Language) -> str:
    if data["due"] is None or not any(line["sum"] is not None for line in data["lines"]):
        return lower_first(format_due(fees, language))
    return language.money(data["due"]) + (language.say(" (số mẫu)") if data["sample"] else "")


def _list_charges(fees: FeesAnswer, language: Language) -> Iterator[str]:
    row = fees.single
    for charge in (charge for group in (row.due if row else ()) for charge in group):
        name = language.text(charge.fee.name) if charge.fee.name else language.say("Phí, lệ phí")
        if charge.waiver is not None:
            waived = lower_first(format_waiver(charge.waiver, language))
            lifted = language.say("{waived} theo {basis}", waived=waived, basis=charge.waiver.basis)
            yield f"  - {name}: {language.text(charge.waiver.undetermined or '') if charge.unsure else lifted}"
        elif not charge.known:
            yield f"  - {name}: {why_unknown(charge, language)}"
        elif charge.fee.basis:
            yield "  - " + language.say("{name}: căn cứ {basis}", name=name, basis=charge.fee.basis)
    for charge in row.optional if row else ():
        yield "  - " + language.say("nếu cần: {charge}", charge=format_optional(charge, language))


def _list_deadlines(answer: DeadlinesAnswer, language: Language) -> Iterator[str]:
    for row in answer.rows:
        for deadline in row.deadlines:
            said = [language.text(words) for words in (deadline.undetermined, deadline.notes) if words]
            ground = [language.say("Căn cứ {basis}", basis=deadline.basis)] if deadline.basis else []
            yield from (f"  - {capitalize(words)}" for words in (*said, *ground))
        if row.sooner:
            terms = (format_term(one, language) for one in row.lawful)
            lawful = lower_first(language.say(" hoặc ").join(terms))
            yield "  - " + language.say("Sớm hơn luật; luật cho phép {lawful}.", lawful=lawful)
    ends = [deadline.valid_until for row in answer.rows for deadline in row.deadlines if deadline.valid_until]
    yield from ("  - " + language.say("Áp dụng đến hết {day}.", day=language.day(day)) for day in ends)
