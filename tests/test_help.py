"""The help of every command: what it does, examples that can be typed, each word of it in Vietnamese or in English."""

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from niemyet.cli import app
from niemyet.cli.help import words
from niemyet.cli.help.english import read_english
from niemyet.cli.help.layout import format_page
from niemyet.cli.help.page import describe_page, format_help, list_examples
from niemyet.cli.help.program import FILE, read_page, tell_program
from niemyet.cli.language import Language, speaking
from niemyet.diagnostics.diagnostic import Bilingual

PROGRAM: Any = typer.main.get_command(app)
FRAME = [value for value in vars(words).values() if isinstance(value, Bilingual)]
CONTENTS = Path(words.__file__).with_name("contents.toml")
KEPT = {"xã", "phường", "đặc", "Việt"}
"""Vietnamese words in English help: values to be typed, a name."""
VIETNAMESE = re.compile(r"\w*[À-ỹ]\w*")


def tree(command: Any = PROGRAM, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command and group with the words that name it."""
    yield names, command
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from tree(below, (*names, name))


COMMANDS = dict(tree())
every_command = pytest.mark.parametrize("names", COMMANDS, ids=lambda names: " ".join(names) or "niemyet")


def help_of(names: tuple[str, ...], lang: Language, width: int = 78) -> str:
    command = COMMANDS[names]
    with speaking(lang):
        context = typer.Context(command, info_name=" ".join(("niemyet", *names)), **PROGRAM.context_settings)
        return format_help(command, context, width)


def prose_of(names: tuple[str, ...], lang: Language) -> str:
    """The help without its examples and without what is quoted."""
    text = help_of(names, lang, width=1000)
    for example in list_examples(COMMANDS[names]):
        text = text.replace(example, "")
    return re.sub(r"(?<!\w)'[^']*'|“[^”]*”", "", text)


def describe_program() -> dict[str, Any]:
    """What stands in the help of the program, by language."""
    context = typer.Context(PROGRAM, info_name="niemyet", **PROGRAM.context_settings)
    pages = {}
    for lang in Language:
        with speaking(lang):
            pages[lang.value] = describe_page(PROGRAM, context)._asdict()
    return pages


def list_contents() -> dict[str, str]:
    """The commands of the program and what they do, as the commands say."""
    return {name: " ".join(command.help.split()) for name, command in PROGRAM.commands.items()}


def test_the_program_says_of_its_commands_what_they_say() -> None:
    """From a file, because the help of the program loads none of them: `PYTHONPATH=tests python tests/test_help.py` writes it."""
    known = tomllib.loads(CONTENTS.read_text("utf-8"))
    assert [*known.items()] == [*list_contents().items()]


def test_the_help_of_the_program_is_told_without_loading_anything(capsys: pytest.CaptureFixture[str]) -> None:
    """From a file that says what the application says, in both languages, laid out as any other help."""
    assert json.loads(FILE.read_text("utf-8")) == describe_program()
    for lang in Language:
        with speaking(lang):
            assert format_page(read_page(lang), 78, False) == help_of((), lang)
    assert tell_program(["check"]) is None and tell_program(["--help", "--lang"]) is None
    assert tell_program(["-h"]) == 0
    assert capsys.readouterr().out.startswith("Cách dùng: niemyet [TÙY CHỌN] LỆNH …")
    loaded = "import sys; from niemyet.cli.help import program; print({'typer', 'pydantic', 'yaml'} & {*sys.modules})"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "set()\n"


@every_command
def test_a_command_says_what_it_does_and_shows_it(names: tuple[str, ...]) -> None:
    """In a sentence, and by examples that its own parser takes."""
    assert re.search(r"[.!]$", COMMANDS[names].help.strip())
    examples = list_examples(COMMANDS[names])
    assert examples
    for example in examples:
        program, *given = shlex.split(example)
        assert program == "niemyet"
        assert tuple(given[: len(names)]) == names
        command, context = PROGRAM, None
        while isinstance(command, TyperGroup):
            context = command.make_context("niemyet", list(given), parent=context)
            name, command, given = command.resolve_command(context, given)
        assert command.make_context(name, list(given), parent=context).params is not None


@every_command
def test_a_help_is_of_one_language(names: tuple[str, ...]) -> None:
    """Its frame and all its sentences: none of the other language's."""
    vietnamese, english = prose_of(names, Language.VI), prose_of(names, Language.EN)
    for word in FRAME:
        other = word.en.strip().rstrip(":.")
        assert not re.search(rf"(?m)^{re.escape(other)}\b|\[{re.escape(other)}\]|\. {re.escape(other)}\b", vietnamese), other
    assert not re.search(
        r"\b(Usage|Options|Arguments|Default|Required|Show|default|required)\b|<(path|str|int|bool|text)>", vietnamese
    )
    assert not set(VIETNAMESE.findall(english)) - KEPT
    for option in ("--lang vi|en", "-h, --help"):
        assert option in vietnamese and option in english


@every_command
def test_a_help_fits_a_narrow_terminal(names: tuple[str, ...]) -> None:
    """Of 60 columns: but for examples, which are copied whole, and a value that has no gap."""
    for lang in Language:
        for line in help_of(names, lang, width=58).split("\n"):
            examples = list_examples(COMMANDS[names])
            assert len(line) <= 58 or line.strip() in examples or len(line.split()) <= 2, line


def said(command: Any) -> Iterator[str]:
    """The texts in the declaration of a command."""
    yield " ".join(command.help.split())
    for param in command.get_params(typer.Context(command)):
        if "--help" not in param.opts:
            yield from filter(None, (param.help, param.metavar))


def test_every_text_has_its_english_and_no_other_is_kept() -> None:
    """A text that is changed at its command is changed in english.toml too."""
    texts = {text for command in COMMANDS.values() for text in said(command)}
    assert texts == {*read_english()}


def test_values_are_named() -> None:
    """Options with a file behind them do not say "path": what a user reads is a word of their language."""
    for command in COMMANDS.values():
        for param in command.params:
            assert param.help or param.expose_value is False, param.name
            assert param.param_type_name != "argument" or param.metavar


if __name__ == "__main__":
    lines = [f"{name} = {json.dumps(told, ensure_ascii=False)}\n" for name, told in list_contents().items()]
    CONTENTS.write_text("".join(lines), "utf-8", newline="\n")
    FILE.write_text(json.dumps(describe_program(), ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
