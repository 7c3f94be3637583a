"""Asks for a decision: its number, and the day on which it was signed."""

from datetime import date

from niemyet.cli.dialogue.asking import Dialogue, is_at_terminal
from niemyet.cli.dialogue.readings import day_near, optional, read_day_or_today, read_number, spell_day
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.procedure import Decision

NUMBER = Bilingual("Số quyết định công bố", "Number of the decision that publishes it")
SIGNED = Bilingual("Ngày ký quyết định (ví dụ 30/10/2026)", "Day on which it was signed (for instance 30/10/2026)")


def ask_decision(talk: Dialogue, number: str, signed: str, proposal: Decision | None, today: date) -> Decision:
    """The decision of this number and day; what is not given is asked for, or taken from the proposal."""
    if not number and proposal is not None and not is_at_terminal():
        return proposal
    number = talk.ask(number, "--decision", NUMBER, proposal.number if proposal is not None else None, read_number)
    same = proposal if proposal is not None and proposal.number == number else None
    day = talk.ask(signed, "--decision-date", SIGNED, spell_day(same.date if same else None), optional(day_near(today)))
    return Decision.model_validate({"number": number, "date": day, "file": same.file if same else None})


def read_decision(number: str, signed: str, today: date) -> Decision:
    """The decision that options name; without a day if `signed` is ''. Ends the command if they cannot be understood."""
    read = Dialogue().ask(number, "--decision", NUMBER, None, read_number)
    return Decision(number=read, date=read_day_or_today(signed, today) if signed else None)
