"""The command `previews`: the previews of all open proposals in a folder that a web server serves, each with its comment.

It can be run again and again: what is done stays, what is closed goes. Meant for a machine of the province's own.
"""

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from niemyet.catalogue.settings import read_settings
from niemyet.cli.application import app
from niemyet.cli.language import say
from niemyet.cli.previewing import COMMENT, SITE, Wanted, make_preview
from niemyet.cli.terminal import AsOf, Jobs, Root, find_root, format_refusal, read_day, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.forge_settings import read_forge
from niemyet.external.git import HistoryError, fetch
from niemyet.external.proposals import ForgeError, ProposalsOfForge, Proposed
from niemyet.publish.staging import StagingError, lock_site

TOKEN = "NIEMYET_FORGE_TOKEN"
_NOTED = ".commit"
"""In a preview: the commit that it shows, once the comment says so; empty before. A folder without it is not ours."""
CLOSED = "Đề xuất đã đóng; bản xem thử đã được gỡ.\n"


@app.command(
    epilog="""
    niemyet previews /srv/www/xem-thu --url https://xem-thu.tinh.example/
    """,
)
def previews(
    folder: Annotated[
        Path, typer.Argument(metavar="THƯ MỤC", help="Thư mục mà máy chủ web phục vụ; mỗi đề xuất một thư mục con theo số.")
    ],
    url: Annotated[
        str,
        typer.Option(
            "--url", metavar="ĐỊA CHỈ", help="Địa chỉ của thư mục ấy trên mạng; nên là một tên miền khác với trang thật."
        ),
    ],
    as_of: AsOf = "",
    jobs: Jobs = None,
    root: Root = None,
) -> None:
    """Tạo lại bản xem thử của mọi đề xuất đang mở, sửa bình luận ở đó, gỡ bản đã đóng. Mã truy cập ở biến NIEMYET_FORGE_TOKEN."""
    project, today = find_root(root), read_day(as_of)
    forge = _open_forge(project)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with lock_site(folder):
            proposed = forge.list_open()
            for one in proposed:
                address, name = f"{url.rstrip('/')}/{one.number}/", f"Đề xuất số {one.number}."
                _bring(forge, one, Wanted(project, "", address, name, folder / f".{one.number}.new", today, jobs))
            for closed in sorted(_list_ours(folder) - {one.number for one in proposed}):
                forge.say(closed, CLOSED)
                shutil.rmtree(folder / str(closed))
                typer.echo(say(Bilingual(f"{closed}: đã đóng, đã gỡ", f"{closed}: closed, removed")))
    except (ForgeError, StagingError) as error:
        stop(error.said)
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không ghi được {error.filename}: {why.vi}", f"{error.filename} cannot be written: {why.en}"))


def _open_forge(project: Path) -> ProposalsOfForge:
    settings = read_settings(project).settings
    forge = read_forge(settings.edit, settings.sign_in) if settings.edit else None
    if forge is None:
        vi = "mkdocs.yml chưa có mục 'edit' dẫn tới kho trên GitHub, GitLab, Forgejo hoặc Gitea"
        stop(Bilingual(vi, "mkdocs.yml has no entry 'edit' that leads to GitHub, GitLab, Forgejo or Gitea"), status=2)
    token = os.environ.get(TOKEN, "")
    if not token:
        stop(
            Bilingual(f"cần mã truy cập của kho ở biến {TOKEN}", f"the forge's token is needed in the variable {TOKEN}"), status=2
        )
    return ProposalsOfForge(forge, token)


def _bring(forge: ProposalsOfForge, one: Proposed, wanted: Wanted) -> None:
    """The preview of one proposal, unless it is there. What is wrong with one keeps none of the others back."""
    place = wanted.out.with_name(str(one.number))
    noted = place / _NOTED
    if place.exists() and not noted.is_file():
        vi = f"{place} không phải bản xem thử; hãy dời thư mục ấy đi"
        stop(Bilingual(vi, f"{place} is no preview; move that folder away"), status=2)
    if noted.is_file() and noted.read_text("utf-8") == one.commit:
        return
    shutil.rmtree(wanted.out, ignore_errors=True)  # of a run that was killed
    try:
        made = make_preview(wanted._replace(proposal=fetch(wanted.folder, one.ref)))
    except HistoryError as error:
        typer.echo(say(Bilingual(f"{one.number}: {error.said.vi}", f"{one.number}: {error.said.en}")), err=True)
        return
    comment = (wanted.out / COMMENT).read_text("utf-8")
    served = wanted.out / SITE
    served.mkdir(exist_ok=True)
    (served / _NOTED).touch()
    if place.exists():
        shutil.rmtree(place)
    served.rename(place)
    shutil.rmtree(wanted.out)
    forge.say(one.number, comment)
    noted.write_text(one.commit, "utf-8", newline="\n")
    vi, en = ("có bản xem thử", "has a preview") if made else ("còn lỗi", "has errors")
    typer.echo(say(Bilingual(f"{one.number}: {vi}", f"{one.number}: {en}")))


def _list_ours(folder: Path) -> set[int]:
    return {int(place.name) for place in folder.iterdir() if place.name.isdecimal() and (place / _NOTED).is_file()}
