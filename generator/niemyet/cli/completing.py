"""The command `completion`: what a shell needs to complete commands, options, their values and places at the Tab key.

Writes a script for a shell; the script asks this command again, with the words that stand on the line, and is told what may
follow. Where nothing is known, the shell proposes files.
"""

import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from niemyet.cli import MODULES, load_commands
from niemyet.cli.application import app
from niemyet.cli.language import OPTION, Language
from niemyet.load.laying_over import REFERENCE
from niemyet.load.packaged import find_packaged
from niemyet.model.settings import SETTINGS_FILE


class Shell(StrEnum):
    """A shell that can be told what to propose."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


SCRIPTS = {
    Shell.BASH: """\
_niemyet() {
  local IFS=$'\\n'
  COMPREPLY=($(niemyet completion bash "${COMP_WORDS[*]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _niemyet niemyet
""",
    Shell.ZSH: """\
_niemyet() {
  local -a found
  found=("${(@f)$(niemyet completion zsh "${(pj:\\n:)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "${found[*]}" ]]; then compadd -a found; else _files; fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _niemyet niemyet
""",
    Shell.FISH: """\
function _niemyet
  set -l typed (commandline -opc) (commandline -ct)
  niemyet completion fish (string join -- \\n $typed[2..] | string collect --allow-empty --no-trim-newlines) 2>/dev/null
end
complete --command niemyet --arguments '(_niemyet)'
""",
    Shell.POWERSHELL: """\
Register-ArgumentCompleter -Native -CommandName niemyet -ScriptBlock {
  param($word, $line, $at)
  $typed = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
  if (-not $word) { $typed += '' }
  niemyet completion powershell ($typed -join "`n") 2>$null |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
""",
}
_PLACES = frozenset({"NƠI", "NƠI…", "XÃ"})
_PROVINCES = frozenset({"TỈNH"})
_CODES = frozenset({"MÃ"})


@app.command(
    epilog="""
    niemyet completion bash
    niemyet completion powershell
    """
)
def completion(
    shell: Annotated[Shell, typer.Argument(metavar="TRÌNH LỆNH", help="bash, zsh, fish hoặc powershell.", show_default=False)],
    typed: Annotated[
        str | None,
        typer.Argument(metavar="CHỮ", help="Những chữ đã gõ, mỗi chữ một dòng: trình lệnh tự hỏi.", show_default=False),
    ] = None,
) -> None:
    """In đoạn lệnh để phím Tab gõ tiếp tên lệnh, tùy chọn, giá trị, tên xã; thêm vào cuối ~/.bashrc, ~/.zshrc, $PROFILE."""
    if typed is None:
        typer.echo(SCRIPTS[shell], nl=False)
        return
    words = typed.removesuffix("\n") if shell is Shell.FISH else typed  # "string join" ends with a line break of its own
    for proposal in propose(words.split("\n"), _find_catalogue()):
        typer.echo(proposal)


def propose(typed: Sequence[str], root: Path | None) -> Iterator[str]:
    """What the last of the words behind `niemyet`, which may be empty, may become. `root` is the project, for its places."""
    *before, begun = typed
    return (word for word in _list_words(before, begun, root) if word.startswith(begun))


def _list_words(before: Sequence[str], begun: str, root: Path | None) -> Iterator[str]:
    name = next((word for word in before if not word.startswith("-")), "")
    if name not in MODULES:
        return iter(("--help", "--version", OPTION) if begun.startswith("-") else MODULES)
    group = typer.main.get_command(load_commands(MODULES[name]))
    assert isinstance(group, TyperGroup)
    command: Any = group.commands[name]
    rest = list(before[before.index(name) + 1 :])
    if isinstance(command, TyperGroup):
        below = next((word for word in rest if word in command.commands), "")
        if not below:
            return iter(("--help",) if begun.startswith("-") else command.commands)
        rest, command = rest[rest.index(below) + 1 :], command.commands[below]
    return _list_of(command, rest, begun, root)


def _list_of(command: Any, rest: Sequence[str], begun: str, root: Path | None) -> Iterator[str]:
    """What may follow `rest` behind the name of a command: an option, the value of one, the next argument."""
    options = {name: param for param in command.params if param.param_type_name == "option" for name in param.opts}
    if rest and (asked := options.get(rest[-1])) is not None and not asked.is_flag:
        return _list_values(asked, root)
    if rest and rest[-1] == OPTION:
        return iter([str(lang) for lang in Language])
    if begun.startswith("-"):
        return iter(sorted({name for name in options if name.startswith("--")} | {OPTION, "--help"}))
    given = sum(
        not word.startswith("-") and not (at and (one := options.get(rest[at - 1])) is not None and not one.is_flag)
        for at, word in enumerate(rest)
    )
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    left = arguments[given:] or [param for param in arguments[-1:] if param.nargs < 0]
    return _list_values(left[0], root) if left else iter(())


def _list_values(param: Any, root: Path | None) -> Iterator[str]:
    if choices := param.type_descriptor.choices:
        return (str(choice.value) for choice in choices)
    if param.metavar in _CODES:
        return _list_codes(root)
    if root is None or param.metavar not in _PLACES | _PROVINCES:
        return iter(())
    provinces = sorted(file.parent for file in root.glob("catalogue/*/province.yaml"))
    names = [folder.name for folder in provinces]
    if param.metavar in _PLACES:
        names += [f"{folder.name}/{file.parent.name}" for folder in provinces for file in sorted(folder.glob("*/commune.yaml"))]
    return iter(names)


def _list_codes(root: Path | None) -> Iterator[str]:
    """The codes of the procedures that travel with the program and of the catalogue's own."""
    packaged = (find_packaged() / REFERENCE / "procedures").glob("*/*.yaml")
    own = root.glob("catalogue/*/procedures/*/*.yaml") if root else ()
    return iter(sorted({file.stem.partition("@")[0] for file in (*packaged, *own)}))


def _find_catalogue() -> Path | None:
    """The nearest folder upwards with settings."""
    here = Path(os.getcwd())
    return next((folder for folder in (here, *here.parents) if (folder / SETTINGS_FILE).is_file()), None)
