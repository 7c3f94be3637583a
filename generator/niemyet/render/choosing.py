"""Answer tables for the chooser on a page: every combination of choices is computed beforehand.

Takes answers; gives JSON. A table names the questions on which it depends; `at` holds the index of the view for every combination
of answers, open questions included: the options of the first question vary slowest, and option 0 is "not answered". The browser
only looks rows up and multiplies by the pages and copies that its reader types; it adds no fees and counts no papers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from markupsafe import Markup

from niemyet.law.answers import Answers
from niemyet.law.choices import AREA, ASKED_AREA, CASE, CHANNEL, WAIVER, Choice, Chosen, Option
from niemyet.law.deadlines import DeadlineLine, find_lines
from niemyet.law.fees import ENOUGH, Charge, FeeRow, FeesAnswer
from niemyet.model.money import Waiver
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.procedure import Procedure
from niemyet.model.reference import LegalDocument
from niemyet.render.answer import name_option
from niemyet.render.data_files import spell_json
from niemyet.render.foreign_text import show_text
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.paper_summaries import name_papers
from niemyet.render.summaries import card_deadlines, card_papers, card_sum, format_due, list_extras, name_what_varies
from niemyet.render.waivers import name_basis
from niemyet.render.wording import format_waiver, is_outdated, spell_formula

View: TypeAlias = dict[str, Any]
IN_PERSON = "in_person"
"""The way of filing of who goes there."""


def spell_papers(answers: Answers, language: Language) -> Markup:
    """The table of papers: indices of the papers to show, their number, and which they are."""

    stale = is_outdated(answers.outdated, "papers")

    def view(chosen: Chosen) -> View:
        found = answers.papers(chosen)
        note = "" if stale else name_papers(found, language)
        show = sorted(place for needed in found.papers for place in needed.lines)
        return {"show": show, "card": card_papers(answers, chosen, language), "note": note}

    return _spell(answers, answers.papers_by, view)


def spell_fees(words: "FeeWords") -> Markup:
    """The table of fees: indices of the lines to show, a summary, and what is counted by pages or copies."""
    answers, language = words.answers, words.language

    def view(chosen: Chosen) -> View:
        found = answers.fees(chosen)
        said = words.say(chosen)
        unsure = {"unsure": said.unsure} if said.unsure else {}
        shown = {"show": found.lines, "card": said.due, "total": said.total, "note": said.note, **unsure}
        if not said.total:
            return shown
        row = found.single
        counted = {"sum": sums} if row is not None and (sums := _spell_counted(row)) else {}
        extras = _spell_extras(row) if row is not None else []
        optional = {"optional": extras} if extras else {}
        sample = {"sample": True} if any(row.sample for row in found.rows) else {}
        reason = {"why": said.why} if said.why and counted else {}
        return {**shown, **reason, **counted, **optional, **sample, **_name_units(found, language)}

    return _spell(answers, answers.fees_by, view)


def spell_deadlines(answers: Answers, lines: Sequence[DeadlineLine], language: Language) -> Markup:
    """The table of deadlines: indices into `lines`, the lines of the page, and a summary."""

    def view(chosen: Chosen) -> View:
        shown = find_lines(lines, answers.layers, answers.scope, chosen)
        return {"show": shown, "card": card_deadlines(answers, chosen, language)}

    return _spell(answers, answers.deadlines_by, view)


def _spell(answers: Answers, by: Sequence[str], view_of: Callable[[Chosen], View]) -> Markup:
    """The table as JSON for a script data block, escaped so that it cannot end the block."""
    choices: Mapping[str, Choice] = {choice.key: choice for choice in answers.choices}
    views: dict[str, int] = {}
    at = []
    for chosen in _every_choice([choices[key] for key in by]):
        spelled = _json(view_of(chosen))
        at.append(views.setdefault(spelled, len(views)))
    keys = [[key, [option.key for option in choices[key].options]] for key in by]
    text = f'{{"by":{_json(keys)},"at":{_json(at)},"views":[{",".join(views)}]}}'
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _json(value: object) -> str:
    return spell_json(value).decode()


def _every_choice(choices: Sequence[Choice]) -> Iterator[dict[str, str]]:
    """Every combination of answers, open questions included, in the order of `at`."""
    for row in product(*([None, *choice.options] for choice in choices)):
        yield {choice.key: option.key for choice, option in zip(choices, row, strict=True) if option is not None}


def _spell_counted(row: FeeRow) -> View:
    """The fixed sum due and the charges by pages or copies; empty if what is due is not certain."""
    charges = [charge for group in row.due for charge in group if charge.reduction != ENOUGH]
    if not row.due or row.unknown or any(len(group) > 1 for group in row.due):
        return {}
    counted = [charge for charge in charges if charge.fee.formula is not None or charge.fee.per]
    fixed = sum(charge.cost({}) or 0 for charge in charges if charge not in counted)
    return {"fixed": fixed, "counted": [_spell_charge(charge) for charge in counted]}


def _spell_extras(row: FeeRow) -> list[View]:
    """Optional extras, without those that occur twice: the record then does not say which applies."""
    names = [charge.fee.name for charge in row.optional]
    return [_spell_charge(charge) for charge in row.optional if names.count(charge.fee.name) == 1]


def _spell_charge(charge: Charge) -> View:
    fee = charge.fee
    reduced = {"off": charge.reduction} if charge.reduction else {}
    per = {"per": fee.per} if fee.per else {}
    name = {"name": fee.name} if fee.name else {}
    if fee.formula is None or not charge.known:
        return {"amount": 0 if charge.reduction == ENOUGH else fee.amount if charge.known else None, **per, **name, **reduced}
    most = {"most": fee.formula.at_most} if fee.formula.at_most is not None else {}
    return {"parts": spell_formula(fee.formula), "unit": fee.formula.unit, **most, **per, **name, **reduced}


class SaidFees(NamedTuple):
    """What is told of the fees after a choice: the sum; why it is less and what may be asked for besides; a sentence on the sum;
    the reason as it follows a sum. All but the first are '' if the law has replaced the record. `unsure`: the sum and the
    sentence for who does not know whether a waiver is theirs; empty where that says nothing more."""

    due: str
    note: str = ""
    total: str = ""
    why: str = ""
    unsure: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[str, str]:
        """The sum and the sentence before anybody has said who pays."""
        due, total = self.unsure or (self.due, self.total)
        return due, total


class _Worded(NamedTuple):
    """What is said of some rows: what is due, before it is told on what it depends; why; what may be asked for besides; the
    lowest and the highest sum."""

    due: str
    why: "_Why"
    extras: tuple[str, ...]
    range: tuple[int | None, int | None]


class FeeWords:
    """The words on the fees of one procedure. The same rows are worded once, whichever choices leave them possible."""

    def __init__(self, answers: Answers, documents: Mapping[str, LegalDocument], language: Language) -> None:
        """`documents` gives the names of the documents behind waivers."""
        self.answers, self.documents, self.language = answers, documents, language
        self._stale = is_outdated(answers.outdated, "fees")
        self._people = next((choice.options for choice in answers.choices if choice.key == WAIVER), ())
        self._said: dict[tuple[tuple[str, str], ...], SaidFees] = {}
        self._worded: dict[tuple[int, ...], _Worded] = {}
        """By the identities of rows, which the answers keep."""

    def say(self, chosen: Chosen) -> SaidFees:
        """What is told after these choices."""
        key = tuple(chosen.items())
        if key not in self._said:
            self._said[key] = self._say(chosen)
        return self._said[key]

    def _say(self, chosen: Chosen) -> SaidFees:
        answers, language = self.answers, self.language
        if self._stale:
            return SaidFees(card_sum(answers, chosen, language))
        worded = self._word(answers.fees(chosen))
        total = language.say("Phải nộp: {sum}", sum=lower_first(worded.due) + _bracket(worded.why))
        certain = "; ".join((*worded.why.sure, *worded.extras))
        note = ". ".join(capitalize(words.rstrip(".")) for words in (certain, *worded.why.unsure) if words)
        due, total = (name_what_varies(said, answers, answers.fees_by, chosen, language) for said in (worded.due, total))
        unsure = self._say_unsure(worded, chosen, due)
        told = (unsure, language.say("Phải nộp: {sum}", sum=lower_first(unsure)) + ".") if unsure else ()
        return SaidFees(due, note, f"{total}.", _bracket(worded.why), told)

    def _word(self, found: FeesAnswer) -> _Worded:
        key = tuple(map(id, found.rows))
        if key not in self._worded:
            language = self.language
            why, extras = _format_why(found, self.documents, language), list_extras(found.rows, language)
            self._worded[key] = _Worded(format_due(found, language), why, extras, _range_of(found))
        return self._worded[key]

    def _say_unsure(self, worded: _Worded, chosen: Chosen, due: str) -> str:
        """What is due in full, and with the waivers, of which nobody knows whether one applies; '' where no waiver changes a sum,
        or what is due in full is a range already that begins with nothing. A waiver that is in doubt itself lies between the
        others."""
        least, most = worded.range
        if not self._people or WAIVER in chosen or (least == 0 and most):  # a range in which every lesser sum lies
            return ""
        answers, language = self.answers, self.language
        others = [self._word(answers.fees({**chosen, WAIVER: option.key})) for option in self._people]
        named = [(name_what_varies(one.due, answers, answers.fees_by, chosen, language), one.range) for one in others]
        lesser = [(said, sums) for said, sums in named if said != due]
        sure = [said for said, sums in lesser if sums != (None, None)]
        less = language.say(" hoặc ").join(map(lower_first, dict.fromkeys(sure or [said for said, _ in lesser])))
        return language.say("{sum}, hoặc {less} nếu thuộc diện miễn, giảm", sum=due, less=less) if less else ""


def _range_of(found: FeesAnswer) -> tuple[int | None, int | None]:
    """The lowest and the highest sum of all rows, in đồng; None if one of them is not known."""
    ranges = [row.sums for row in found.rows]
    known = [both for both in ranges if both is not None]
    if not known or len(known) < len(ranges):
        return None, None
    return min(least for least, _ in known), max(most for _, most in known)


class _Why(NamedTuple):
    """What is certain, and what is not."""

    sure: tuple[str, ...]
    unsure: tuple[str, ...]


def _bracket(why: _Why) -> str:
    """The reason as it follows a sum: " (lệ phí: miễn theo …). Nguồn không nêu"."""
    sure = f" ({'; '.join(why.sure)})" if why.sure else ""
    return sure + "".join(f". {words.rstrip('.')}" for words in why.unsure)


def _format_why(found: FeesAnswer, documents: Mapping[str, LegalDocument], language: Language) -> _Why:
    """Which waiver applies to what, with its basis, and what is uncertain about it."""
    charges: Iterable[Charge] = (charge for row in found.rows for group in (*row.due, row.optional) for charge in group)
    waived = [(charge, charge.waiver) for charge in charges if charge.waiver is not None]
    sure = dict.fromkeys(_say_waived(charge, waiver, documents, language) for charge, waiver in waived if not charge.unsure)
    unsure = dict.fromkeys(language.text(waiver.undetermined or "") for charge, waiver in waived if charge.unsure)
    return _Why(tuple(sure), tuple(unsure))


def _say_waived(charge: Charge, waiver: Waiver, documents: Mapping[str, LegalDocument], language: Language) -> str:
    name = language.text(charge.fee.name) if charge.fee.name else language.say("phí, lệ phí")
    return language.say(
        "{name}: {waived} theo {document}",
        name=lower_first(name),
        waived=lower_first(format_waiver(waiver, language)),
        document=name_basis(waiver.basis, documents, language),
    )


def _name_units(found: FeesAnswer, language: Language) -> View:
    """The units by which charges are counted, in words of another language than Vietnamese."""
    if language.code == VIETNAMESE.code:
        return {}
    fees = [charge.fee for row in found.rows for group in (*row.due, row.optional) for charge in group]
    units = dict.fromkeys(unit for fee in fees for unit in (fee.per, fee.formula and fee.formula.unit) if unit)
    return {"units": {unit: language.text(unit) for unit in units}} if units else {}


def asked_questions(answers: Answers, language: Language) -> list[View]:
    """The questions of the page's form, with their answers as pairs of key and words, shown as texts of records are. A question
    is "" where the record has none and the template supplies it. `likely`, which is chosen beforehand, is going there oneself,
    where that changes nothing that is paid; '' for all else."""
    return [
        {
            "key": choice.key,
            "likely": IN_PERSON if choice.key == CHANNEL and CHANNEL not in answers.fees_by and _has(choice, IN_PERSON) else "",
            "words": _show_question(answers.procedure, choice, language),
            "options": [(option.key, _show_option(answers.procedure, choice, option, language)) for option in choice.options],
        }
        for choice in answers.choices
        if choice.key != WAIVER
    ]


def _has(choice: Choice, key: str) -> bool:
    return any(option.key == key for option in choice.options)


def _show_question(procedure: Procedure, choice: Choice, language: Language) -> str:
    if choice.key == AREA:
        return language.say(ASKED_AREA)
    words = choice.words or procedure.case_question if choice.key != CHANNEL else ""
    return show_text(words, language) if words else ""


def _show_option(procedure: Procedure, choice: Choice, option: Option, language: Language) -> str:
    if choice.key in (CHANNEL, AREA):
        return name_option(choice, option, language)
    named = option.key if choice.key == CASE else f"{choice.key}-{option.key}"
    return show_text(procedure.short_cases.get(named, option.words), language)


def people_who_pay_less(answers: Answers) -> Sequence[tuple[str, str]]:
    """The people with a waiver: in the words of the record, and in few."""
    short = {waiver.who: waiver.short_who for waiver in reversed(answers.terms.waivers) if waiver.short_who}
    people = [option.words for choice in answers.choices if choice.key == WAIVER for option in choice.options]
    return [(who, short.get(who, who)) for who in people]
