"""Shows what a command would change in many files, asks, and writes it: all of it or nothing.

`--dry-run` only shows; `--yes` does not ask. Without a terminal and without `--yes`, nothing is written.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import typer

from niemyet.cache.placing import is_cut_off
from niemyet.cli.dialogue.asking import confirm, is_at_terminal
from niemyet.cli.language import language, say
from niemyet.cli.opening import Opened
from niemyet.cli.terminal import format_refusal, stop
from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
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

NOT_TAKEN = Bilingual("không nhận", "not taken:")
MOST_NAMED = 3
"""Places that are named for one reason; the rest are counted."""


def propose(
    opened: Opened,
    outcomes: Sequence[FileChange | Unchanged],
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
    faults = find_faults(opened.root, opened.reference, changes, opened.today)
    kept: list[FileChange] = []
    refusals: dict[str, list[str]] = {}
    for change in changes:
        errors = [fault for fault in faults.get(change.path, ()) if has_error([fault]) and fault.rule not in unfinished]
        if errors:
            refused += 1
            where = f"{change.origin} ({change.path})" if change.origin else change.path
            refusals.setdefault("; ".join(dict.fromkeys(map(_word, errors))), []).append(show(where))
        else:
            kept.append(change)
    for said, places in refusals.items():
        typer.echo(f"{say(NOT_TAKEN)} {_name_places(places)}: {said}", err=True)
    for line in describe_unchanged([one for one in outcomes if isinstance(one, Unchanged)]):
        typer.echo(show(line))
    for line in describe_changes(kept):
        typer.echo(show_lines(line))
    if not kept:
        typer.echo(say(Bilingual("Không có gì để ghi.", "There is nothing to write.")))
    elif dry_run:
        vi = f"Chạy thử: {len(kept)} tệp sẽ đổi, chưa ghi gì."
        typer.echo(say(Bilingual(vi, f"Dry run: {len(kept)} files would change; nothing was written.")))
    else:
        agree(len(kept), yes)
        place(opened.root, kept, place_changes)
        typer.echo(say(Bilingual(f"Đã ghi {len(kept)} tệp.", f"{len(kept)} files were written.")))
    if refused:
        raise typer.Exit(1)


def _name_places(places: Sequence[str]) -> str:
    """All of a few places; of many, which are refused for one reason, their number and the first."""
    if len(places) <= MOST_NAMED:
        return "; ".join(places)
    return f"{len(places)} {say(Bilingual('tệp', 'files'))} ({'; '.join(places[:MOST_NAMED])}; …)"


def _word(fault: Diagnostic) -> str:
    sentence = put_into_words(fault, language())
    return show(f"{sentence.message}; {sentence.help}")


def agree(count: int, yes: bool) -> None:
    """Asks whether that many files are to be written; ends the command if not."""
    if yes:
        return
    if not is_at_terminal():
        vi = f"chưa ghi gì: {count} tệp sẽ đổi như trên; thêm --yes để ghi, hoặc --dry-run để chỉ xem"
        en = f"nothing was written: {count} files would change as above; add --yes to write, or --dry-run only to look"
        stop(Bilingual(vi, en), status=2)
    if not confirm(Bilingual(f"Ghi {count} tệp?", f"Write {count} files?"), proposal=False):
        typer.echo(say(Bilingual("Chưa ghi gì.", "Nothing was written.")))
        raise typer.Exit(0)


def place(root: Path, changes: Sequence[FileChange], by: Callable[[Path, Sequence[FileChange]], None]) -> None:
    """Writes all of the changes `by` a function, or ends the command with none of them."""
    try:
        by(root, changes)
    except OvertakenError as error:
        vi = f"chưa ghi gì: {error.filename} đã đổi trong lúc chờ, hoặc không phải tệp thường; hãy chạy lại"
        stop(Bilingual(vi, f"nothing was written: {error.filename} has changed meanwhile, or is no plain file; run this again"))
    except OSError as error:
        why, left = format_refusal(error), say_what_is_left(root)
        vi = f"không ghi được {error.filename}: {why.vi}; {left.vi}"
        stop(Bilingual(vi, f"{error.filename} cannot be written: {why.en}; {left.en}"))


def say_what_is_left(root: Path) -> Bilingual:
    """What has become of files of which one could not be written."""
    if is_cut_off(root):  # what was there could not come back either
        return Bilingual("lệnh niemyet chạy sau sẽ ghi nốt các tệp khác", "the next niemyet command completes the other files")
    return Bilingual("mọi tệp giữ nguyên", "every file stays as it was")
