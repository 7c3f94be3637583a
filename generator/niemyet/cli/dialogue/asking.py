"""Asks at a terminal until an answer can be taken, saying why one cannot.

Without a terminal nothing is asked: a proposal is taken, and a missing answer ends the command with the name of its option.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

import typer

from niemyet.cli.language import say
from niemyet.cli.terminal import stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show, show_lines
from niemyet.model.folding import fold_words

T = TypeVar("T")
MOST_CHOICES = 20
"""Things that an answer may mean of which one is chosen by its number; of more, more words are asked for."""
_YES = frozenset({"c", "co", "y", "yes", "dong y", "ok"})
_NO = frozenset({"k", "khong", "n", "no"})


class NotTakenError(ValueError):
    """An answer cannot be taken; `said` is why, and what could be."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.said = Bilingual(vi, en)


class SeveralError(NotTakenError):
    """An answer means several things: `choices` are these, each with its words."""

    def __init__(self, vi: str, en: str, choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__(vi, en)
        self.choices = choices


class _AnotherAnswer(Exception):  # no error: a person turns back from a list of choices
    """None of the choices is meant: the words typed instead of a number, or none."""


def read_text(answer: str) -> str:
    """Any words, in one line."""
    return " ".join(answer.split())


def is_at_terminal() -> bool:
    """Whether somebody can be asked: what is typed comes from a terminal, and a question would be seen."""
    return sys.stdin is not None and sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


class Dialogue:
    """The questions of one command. Asked a second time, each proposes the answer that was given."""

    def __init__(self) -> None:
        self._answers: dict[str, str] = {}

    @property
    def was_held(self) -> bool:
        """Whether a person has answered anything, and can be asked again."""
        return bool(self._answers)

    def ask(
        self,
        given: str,
        option: str,
        question: Bilingual,
        proposal: str | None,
        read: Callable[[str], T],
        spell: Callable[[T], object] = lambda taken: taken,
    ) -> T:
        """What `read` makes of the option's value if one is `given`, else of the answer, else of the proposal.

        Enter takes the proposal; if it is empty, so may the answer be. `read` raises NotTakenError. What was taken is told as
        `spell` says it, where that is other than what was typed.
        """
        if given:
            return _read_or_stop(given, option, read)
        if not is_at_terminal():
            if proposal is None:
                wanted = say(question)
                stop(Bilingual(f"thiếu {option}: {wanted}", f"{option} is missing: {wanted}"), status=2)
            return _read_or_stop(proposal, option, read)
        proposal = self._answers.get(option, proposal)
        instead = ""
        while True:
            answer = instead or prompt(f"{say(question)}{f' [{show(proposal)}]' if proposal else ''}: ").strip() or proposal
            instead = ""
            if answer is None:
                tell("  chưa có câu trả lời; Ctrl-C để thôi", "  there is no answer yet; Ctrl-C to give up")
                continue
            try:
                taken = _read_or_choose(answer, read)
            except NotTakenError as error:
                tell(f"  {error.said.vi}", f"  {error.said.en}")
            except _AnotherAnswer as turned:
                instead = str(turned)
            else:
                self._answers[option] = answer
                said = spell(taken)
                if isinstance(said, str) and answer and said != answer:
                    tell(f"  hiểu là: {said}", f"  taken for: {said}")
                return taken

    def ask_words(self, given: str, option: str, question: Bilingual, proposal: str | None = None) -> str:
        """As `ask`, where any words will do."""
        return self.ask(given, option, question, proposal, read_text)


def confirm(question: Bilingual, proposal: bool) -> bool:
    """Asks for yes or no, in either language; Enter takes the proposal. Only at a terminal."""
    words = Bilingual("[C/k]", "[Y/n]") if proposal else Bilingual("[c/K]", "[y/N]")
    while True:
        answer = fold_words(prompt(f"{say(question)} {say(words)}: "))
        if answer in _YES | _NO or not answer:
            return answer in _YES if answer else proposal
        tell("  trả lời c (có) hoặc k (không)", "  answer y (yes) or n (no)")


def prompt(question: str) -> str:
    """The line that is typed behind a question. Raises EOFError and KeyboardInterrupt, on a line of their own."""
    try:
        typer.echo(question, nl=False, err=not sys.stdout.isatty())
        return input()
    except (EOFError, KeyboardInterrupt):
        typer.echo(err=not sys.stdout.isatty())
        raise


def tell(vi: str, en: str) -> None:
    """A line between questions, where they are seen."""
    typer.echo(show_lines(say(Bilingual(vi, en))), err=not sys.stdout.isatty())


def _read_or_stop(text: str, option: str, read: Callable[[str], T]) -> T:
    try:
        return read(text)
    except SeveralError as error:
        listed = "; ".join(words for _, words in error.choices[:MOST_CHOICES])
        _stop_at(option, Bilingual(f"{error.said.vi}: {listed}", f"{error.said.en}: {listed}"))
    except NotTakenError as error:
        _stop_at(option, error.said)


def _stop_at(option: str, said: Bilingual) -> NoReturn:
    stop(Bilingual(f"{option}: {said.vi}", f"{option}: {said.en}"), status=2)


def _read_or_choose(answer: str, read: Callable[[str], T]) -> T:
    try:
        return read(answer)
    except SeveralError as error:
        if len(error.choices) > MOST_CHOICES:
            raise NotTakenError(f"{error.said.vi}; ghi rõ hơn", f"{error.said.en}; write more of it") from None
        chosen: T = _choose(error)
        return chosen


def _choose(several: SeveralError) -> Any:
    """The choice whose number is typed. Raises _AnotherAnswer after Enter or other words."""
    tell(f"  {several.said.vi}:", f"  {several.said.en}:")
    for number, (_, words) in enumerate(several.choices, 1):
        tell(f"  {number:>3}. {words}", f"  {number:>3}. {words}")
    last = len(several.choices)
    asked = Bilingual(f"  Số mấy (1–{last}; Enter để trả lời lại): ", f"  Which number (1–{last}; Enter to answer anew): ")
    while (answer := prompt(say(asked)).strip()).rstrip(".").isdecimal():
        if 1 <= (number := int(answer.rstrip("."))) <= last:
            return several.choices[number - 1][0]
    raise _AnotherAnswer(answer)
