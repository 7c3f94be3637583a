"""The text of the command `answer`, in Vietnamese: the same content as the data of `answer.py`."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from niemyet.law.answers import Answers
from niemyet.law.choices import CASE, CHANNEL, WAIVER, Chosen
from niemyet.law.deadlines import DeadlinesAnswer
from niemyet.law.fees import FeesAnswer
from niemyet.law.papers import PapersAnswer
from niemyet.model.orthography import capitalize, format_day, format_money, lower_first
from niemyet.model.vocabulary import CHANNEL_NAMES, PAPER_USE_NAMES, STANDING_NOTICES, name_value
from niemyet.render.answer import Data, Typed, describe_answer, why_unknown
from niemyet.render.summaries import (
    format_due,
    format_optional,
    format_term,
    name_what_varies,
    spell_out_papers,
    sum_up_deadlines,
)
from niemyet.render.wording import format_outdated_parts, format_waiver


def format_standing(title: str, stopped: Data) -> str:
    """The text for `describe_standing`."""
    words = STANDING_NOTICES[stopped["standing"]]
    since = f" từ {format_day(date.fromisoformat(stopped['since']))}" if stopped["since"] else ""
    return f"{title}\n\n{words}{since}. {stopped['reason'] or ''}".rstrip()


def format_answer(title: str, answers: Answers, chosen: Chosen, typed: Typed) -> str:
    """The answer, one line per subject; open questions come last."""
    papers, fees = answers.papers(chosen), answers.fees(chosen)
    data = describe_answer("", answers, chosen, typed)
    names = data["choices"]
    lines = [title, ""]
    if answers.outdated is not None:
        since = f"Từ {format_day(answers.outdated.since)}, {answers.outdated.by} đã thay quy định cũ."
        lines += [f"NỘI DUNG Ở ĐÂY ĐÃ CŨ. {since} {answers.outdated.text} {format_outdated_parts(answers.outdated)}", ""]
    for key, option in chosen.items():
        lines.append(f"{_ask(answers, key)}: {names.get(key, {}).get(option, name_value(CHANNEL_NAMES, option))}")
    lines += [f"  - {note}" for note in data["channel_notes"]]
    lines += [*([""] if chosen else []), f"Giấy tờ: {lower_first(spell_out_papers(papers))}", *_list_papers(papers)]
    due = name_what_varies(_format_due(fees, data["fees"]), answers, answers.fees_by, chosen)
    lines += ["", f"Phải nộp: {due}", *_list_charges(fees)]
    deadlines = lower_first(sum_up_deadlines(answers.deadlines(chosen)))
    lines += [
        "",
        f"Thời hạn: {name_what_varies(deadlines, answers, answers.deadlines_by, chosen)}",
        *_list_deadlines(answers.deadlines(chosen)),
    ]
    asked = [(key, names[key]) for key in data["open_questions"]]
    if asked:
        lines += ["", "Trả lời thêm để biết chính xác:"]
        lines += [f"  --choose {key}={option}   {words}" for key, options in asked for option, words in options.items()]
    return "\n".join(lines)


def _ask(answers: Answers, key: str) -> str:
    words = next((choice.words for choice in answers.scope.choices if choice.key == key), "")
    return words.rstrip("?") or {CASE: "Trường hợp", CHANNEL: "Cách nộp", WAIVER: "Miễn, giảm"}.get(key, key)


def _list_papers(papers: PapersAnswer) -> Iterator[str]:
    for use, verb in PAPER_USE_NAMES.items():
        for needed in papers.papers:
            if needed.use == use:
                why = [f"nếu: {lower_first(when)}" for when in needed.whens] or ["tùy trường hợp"] * needed.open
                yield f"  - {verb}: {needed.paper.name}" + (f" ({'; '.join(why)})" if why else "")


def _format_due(fees: FeesAnswer, data: Mapping[str, Any]) -> str:
    if data["due"] is None or not any(line["sum"] is not None for line in data["lines"]):
        return lower_first(format_due(fees))
    return format_money(data["due"]) + (" (số mẫu)" if data["sample"] else "")


def _list_charges(fees: FeesAnswer) -> Iterator[str]:
    row = fees.single
    for charge in (charge for group in (row.due if row else ()) for charge in group):
        name = charge.fee.name or "Phí, lệ phí"
        if charge.waiver is not None:
            said = (
                charge.waiver.undetermined
                if charge.unsure
                else f"{lower_first(format_waiver(charge.waiver))} theo {charge.waiver.basis}"
            )
            yield f"  - {name}: {said}"
        elif not charge.known:
            yield f"  - {name}: {why_unknown(charge)}"
        elif charge.fee.basis:
            yield f"  - {name}: căn cứ {charge.fee.basis}"
    yield from (f"  - nếu cần: {format_optional(charge)}" for charge in (row.optional if row else ()))


def _list_deadlines(answer: DeadlinesAnswer) -> Iterator[str]:
    for row in answer.rows:
        for deadline in row.deadlines:
            for words in (deadline.undetermined, deadline.notes, f"Căn cứ {deadline.basis}" if deadline.basis else None):
                if words:
                    yield f"  - {capitalize(words)}"
        if row.sooner:
            yield f"  - Sớm hơn luật; luật cho phép {lower_first(' hoặc '.join(map(format_term, row.lawful)))}."
    starts = [deadline.valid_until for row in answer.rows for deadline in row.deadlines if deadline.valid_until]
    yield from (f"  - Áp dụng đến hết {format_day(day)}." for day in starts)
