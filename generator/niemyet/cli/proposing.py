"""Shows what a command would change in many files, asks, and writes it: all of it or nothing.

`--dry-run` only shows; `--yes` does not ask. Without a terminal and without `--yes`, nothing is written.
"""

import sys
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.terminal import format_refusal, stop
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.rulebook import put_into_words
from niemyet.diagnostics.showing import show, show_lines
from niemyet.editing.proposals import (
    FileChange,
    OvertakenError,
    Unchanged,
    describe_changes,
    describe_unchanged,
    find_faults,
    has_error,
    place_changes,
)
from niemyet.validate.records import Reference

MOST_NAMED = 3
"""Places that are named for one reason; the rest are counted."""
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ nêu những gì sẽ đổi, không ghi gì.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ghi luôn, không hỏi lại.")]


def propose(
    root: Path,
    reference: Reference,
    outcomes: Sequence[FileChange | Unchanged],
    today: date,
    dry_run: bool,
    yes: bool,
    unfinished: Collection[str] = (),
    refused: int = 0,
) -> None:
    """Shows the changes, without those that the check refuses, and writes them if a person agrees.

    Errors of the rules in `unfinished` do not count: the files are drafts. `refused` counts what was not taken before. Ends the
    command with 1 if anything was refused.
    """
    changes = [one for one in outcomes if isinstance(one, FileChange)]
    faults = find_faults(root, reference, changes, today)
    kept: list[FileChange] = []
    refusals: dict[str, list[str]] = {}
    for change in changes:
        errors = [fault for fault in faults.get(change.path, ()) if has_error([fault]) and fault.rule not in unfinished]
        if errors:
            refused += 1
            where = f"{change.origin} ({change.path})" if change.origin else change.path
            refusals.setdefault("; ".join(dict.fromkeys(map(_say, errors))), []).append(show(where))
        else:
            kept.append(change)
    for said, places in refusals.items():
        typer.echo(f"không nhận {_name_places(places)}: {said}", err=True)
    for line in describe_unchanged([one for one in outcomes if isinstance(one, Unchanged)]):
        typer.echo(show(line))
    for line in describe_changes(kept):
        typer.echo(show_lines(line))
    if not kept:
        typer.echo("Không có gì để ghi.")
    elif dry_run:
        typer.echo(f"Chạy thử: {len(kept)} tệp sẽ đổi, chưa ghi gì.")
    else:
        agree(len(kept), yes)
        place(root, kept, place_changes)
        typer.echo(f"Đã ghi {len(kept)} tệp.")
    if refused:
        raise typer.Exit(1)


def _name_places(places: Sequence[str]) -> str:
    """All of a few places; of many, which are refused for one reason, their number and the first."""
    if len(places) <= MOST_NAMED:
        return "; ".join(places)
    return f"{len(places)} tệp ({'; '.join(places[:MOST_NAMED])}; …)"


def _say(fault: Diagnostic) -> str:
    sentence = put_into_words(fault, "vi")
    return show(f"{sentence.message}; {sentence.help}")


def agree(count: int, yes: bool) -> None:
    """Asks whether that many files are to be written; ends the command if not."""
    if yes:
        return
    if not sys.stdin.isatty():
        stop(f"chưa ghi gì: {count} tệp sẽ đổi như trên; thêm --yes để ghi, hoặc --dry-run để chỉ xem", status=2)
    if not typer.confirm(f"Ghi {count} tệp?", default=False):
        typer.echo("Chưa ghi gì.")
        raise typer.Exit(0)


def place(root: Path, changes: Sequence[FileChange], by: Callable[[Path, Sequence[FileChange]], None]) -> None:
    """Writes all of the changes `by` a function, or ends the command with none of them."""
    try:
        by(root, changes)
    except OvertakenError as error:
        stop(f"chưa ghi gì: {error.filename} đã đổi trong lúc chờ, hoặc không phải tệp thường; hãy chạy lại")
    except OSError as error:
        stop(f"không ghi được {error.filename}: {format_refusal(error).vi}; mọi tệp giữ nguyên")
