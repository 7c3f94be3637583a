"""Places the drafts of `niemyet new`: writes those that do not exist yet, and takes them back if the check finds an error."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import typer

from niemyet.cli.checked_files import NOTHING_WRITTEN, has_error, place_checked
from niemyet.cli.dialogue.asking import Dialogue, tell
from niemyet.cli.language import language, say
from niemyet.cli.opening import Opened
from niemyet.cli.terminal import shows_colour, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import Report
from niemyet.editing.drafts import Draft
from niemyet.model.kinds import kind_of

TO_BE_WRITTEN = "draft-text"
"""The rule that a draft still breaks where only a person can write."""
_LEFT_TO_PEOPLE = (TO_BE_WRITTEN, "image-without-alt", "image-without-credit")
MOST_NAMED = 5
"""Written files that are listed; the rest are counted."""


def write_until_taken(opened: Opened, make: Callable[[Dialogue], Sequence[Draft]], *, replacing: bool = False) -> None:
    """Writes the drafts that `make` asks for; if the check refuses them, asks again, proposing the answers given before.

    What exists stays, but where the drafts are `replacing` it with all that is in it and more. Ends the command if they are
    refused and nobody was asked.
    """
    talk = Dialogue()
    while not _write(opened.root, make(talk), opened.today, replacing):
        if not talk.was_held:
            stop(NOTHING_WRITTEN)
        tell(
            "Chưa ghi gì vì lỗi nêu trên. Xin trả lời lại; Enter giữ câu trả lời trước.",
            "Nothing was written because of the errors above. Please answer again; Enter keeps the answer before.",
        )


def leave_existing(root: Path, path: str) -> None:
    """Ends the command, with success, if the file exists: a draft never replaces what people have written."""
    if (root / path).exists():
        typer.echo(
            say(Bilingual(f"Đã có {path}, giữ nguyên; sửa thẳng trong tệp ấy.", f"{path} exists and stays; change it there."))
        )
        raise typer.Exit(0)


def _write(root: Path, drafts: Sequence[Draft], today: date, replacing: bool) -> bool:
    """Writes the drafts, if not `replacing` those that do not exist yet; False, and all is as before, if one has an error."""
    fresh = [draft for draft in drafts if replacing or not (root / draft.path).exists()]
    for draft in fresh:
        if kind_of(draft.path) is None:
            vi = f"không ghi {draft.path}: tên này không đúng chỗ của một bản ghi"
            stop(Bilingual(vi, f"{draft.path} is not written: it is no place of a record"), status=2)
    contents = {path: data for draft in fresh for path, data in ((draft.path, draft.text.encode()), *draft.beside.items())}
    told = place_checked(root, contents, today, _LEFT_TO_PEOPLE)
    if told.diagnostics:
        typer.echo(format_text(told, language(), shows_colour(sys.stdout)))
    if has_error(told, _LEFT_TO_PEOPLE):
        return False
    _say_what_was_written(fresh, len(drafts) - len(fresh), told)
    return True


def _say_what_was_written(fresh: Sequence[Draft], kept: int, told: Report) -> None:
    written = [path for draft in fresh for path in (draft.path, *draft.beside)]
    if told.errors:
        vi = "Bản nháp chưa đăng được: còn phải viết những chỗ nêu trên."
        typer.echo(say(Bilingual(vi, "The draft cannot be published yet: write what is named above.")))
    for path in written[:MOST_NAMED]:
        typer.echo(say(Bilingual(f"Đã ghi {path}", f"{path} was written")))
    if (more := len(written) - MOST_NAMED) > 0:
        typer.echo(say(Bilingual(f"… và {more} tệp khác", f"… and {more} other files")))
    if kept:
        typer.echo(say(Bilingual(f"Giữ nguyên {kept} tệp đã có từ trước.", f"{kept} files were there before and stay.")))
