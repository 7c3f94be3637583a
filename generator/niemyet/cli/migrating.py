"""The command `migrate`: the files of a content repository follow a new version of the program."""

from importlib.metadata import version

import typer

from niemyet.cli.application import app
from niemyet.cli.language import say
from niemyet.cli.proposing import agree, place
from niemyet.cli.terminal import DryRun, Root, Yes, find_root
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.editing.migrations import plan_migrations
from niemyet.editing.proposals import place_files, show_change
from niemyet.editing.settings_migrations import Upgrade


@app.command(
    epilog="""
    niemyet migrate --dry-run
    niemyet migrate
    """
)
def migrate(dry_run: DryRun = False, yes: Yes = False, root: Root = None) -> None:
    """Sau khi nâng cấp chương trình: nêu, rồi đổi những chỗ mà phiên bản mới viết khác. Không đổi nội dung."""
    folder, number = find_root(root), version("niemyet")
    changes = plan_migrations(Upgrade(folder, number), say)
    for change in changes:
        typer.echo(f"{change.path}: {change.words}")
        for line in show_change(change):
            typer.echo(show(line))
    if not changes:
        vi = f"Mọi tệp đã đúng với phiên bản {number}."
        typer.echo(say(Bilingual(vi, f"Every file is right for version {number}.")))
    elif dry_run:
        vi = f"Chạy thử: {len(changes)} tệp sẽ đổi, chưa ghi gì."
        typer.echo(say(Bilingual(vi, f"Dry run: {len(changes)} files would change; nothing was written.")))
    else:
        agree(len(changes), yes)
        place(folder, changes, place_files)
        vi = f"Đã ghi {len(changes)} tệp. Xem lại bằng: niemyet check"
        typer.echo(say(Bilingual(vi, f"{len(changes)} files were written. Look at them with: niemyet check")))
