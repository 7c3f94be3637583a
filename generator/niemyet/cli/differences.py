"""The command `diff`: what changes for citizens between two states of the catalogue."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.data import format_json
from niemyet.changes.markdown import format_markdown
from niemyet.cli.application import app
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, read_day, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.external.git import HistoryError, check_out


class DiffFormat(StrEnum):
    """The formats of differences."""

    MARKDOWN = "markdown"
    JSON = "json"


@app.command(
    epilog="""
    niemyet diff main
    niemyet diff HEAD~5 HEAD --format json
    niemyet diff ../ban-cu
    """,
)
def diff(
    base: Annotated[str, typer.Argument(metavar="TRƯỚC", help="Bản trước: một phiên bản git hoặc một thư mục.")],
    head: Annotated[
        str, typer.Argument(metavar="SAU", help="Bản sau. Mặc định: thư mục dự án như đang có.", show_default=False)
    ] = "",
    format_: Annotated[DiffFormat, typer.Option("--format", help="Dạng của kết quả.")] = DiffFormat.MARKDOWN,
    limit: Annotated[
        int, typer.Option("--limit", min=0, metavar="N", help="Markdown: nhiều nhất N ký tự, 0 là không giới hạn.")
    ] = 0,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Nêu những gì thay đổi đối với người dân: phí, giấy tờ, thời hạn, giờ làm việc, và tờ nào phải in lại."""
    folder, today = find_root(root), read_day(as_of)
    with ExitStack() as states:
        before = states.enter_context(_open_state(folder, base))
        after = states.enter_context(_open_state(folder, head)) if head else folder
        differences = compare_catalogues(before, after, today, find_reference(folder))
    told = format_json(differences) if format_ is DiffFormat.JSON else format_markdown(differences, limit)
    typer.echo(told, nl=False)


@contextmanager
def _open_state(root: Path, named: str) -> Iterator[Path]:
    """The folder of a catalogue: `named` is a folder, or a git revision, which is unpacked."""
    folder = Path(named)
    if (folder / "catalogue").is_dir():
        yield folder.resolve()
        return
    with ExitStack() as opened:
        try:
            state, _ = opened.enter_context(check_out(root, named))
        except HistoryError as error:
            vi = f"không đọc được bản '{named}': {error.said.vi}"
            stop(Bilingual(vi, f"the state '{named}' cannot be read: {error.said.en}"), status=2)
        yield state
