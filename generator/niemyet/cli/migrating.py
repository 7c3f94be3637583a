"""The command `migrate`: the files of a content repository follow a new version of the program."""

from importlib.metadata import version

import typer

from niemyet.cli.application import app
from niemyet.cli.proposing import DryRun, Yes, agree, place
from niemyet.cli.terminal import Root, find_root
from niemyet.diagnostics.showing import show
from niemyet.editing.migrations import Setting, plan_migrations, show_change
from niemyet.editing.proposals import place_files


@app.command()
def migrate(dry_run: DryRun = False, yes: Yes = False, root: Root = None) -> None:
    """Sau khi nâng cấp chương trình: nêu, rồi đổi những chỗ mà phiên bản mới viết khác. Không đổi nội dung."""
    folder, number = find_root(root), version("niemyet")
    changes = plan_migrations(Setting(folder, number))
    for change in changes:
        typer.echo(f"{change.path}: {change.words}")
        for line in show_change(change):
            typer.echo(show(line))
    if not changes:
        typer.echo(f"Mọi tệp đã đúng với phiên bản {number}.")
    elif dry_run:
        typer.echo(f"Chạy thử: {len(changes)} tệp sẽ đổi, chưa ghi gì.")
    else:
        agree(len(changes), yes)
        place(folder, changes, place_files)
        typer.echo(f"Đã ghi {len(changes)} tệp. Xem lại bằng: niemyet check")
