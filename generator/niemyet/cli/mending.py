"""`niemyet check --fix`: shows what corrections that cannot be wrong would change, asks, and writes them."""

from collections.abc import Iterable
from pathlib import Path

import typer

from niemyet.cli.language import say
from niemyet.cli.proposing import agree, place
from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.diagnostics.showing import show
from niemyet.editing.mended_catalogue import find_mended, place_mended
from niemyet.editing.proposals import show_change


def offer_mends(root: Path, told: Iterable[Diagnostic], dry_run: bool, yes: bool) -> bool:
    """Whether anything was written. Ends the command if the person does not agree, or cannot be asked."""
    mended = list(find_mended(root, told))
    for one in mended:
        if one.renamed:
            typer.echo(show(f"{one.before[0]} → {one.after[0]}"))
        for line in show_change(one.shown):
            typer.echo(show(line))
    if not mended:
        vi = "Không có chỗ nào sửa tự động mà chắc chắn đúng."
        typer.echo(say(Bilingual(vi, "There is nothing that can be mended for certain.")) + "\n")
        return False
    if dry_run:
        vi = f"Chạy thử: {len(mended)} tệp sẽ đổi, chưa ghi gì."
        typer.echo(say(Bilingual(vi, f"Dry run: {len(mended)} files would change; nothing was written.")) + "\n")
        return False
    agree(len(mended), yes)
    place(root, [one.change for one in mended], lambda where, _changes: place_mended(where, mended))
    vi = f"Đã ghi {len(mended)} tệp. Còn lại:"
    typer.echo(say(Bilingual(vi, f"{len(mended)} files were written. What is left:")) + "\n")
    return True
