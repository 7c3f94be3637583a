"""The commands `confirm` and `repost`: many postings reviewed, or posted again under a new decision, in one proposal."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from niemyet.catalogue.reference import read_reference
from niemyet.catalogue.selection import find_communes
from niemyet.cli.application import app
from niemyet.cli.proposing import DryRun, Yes, propose
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, known_places, read_day, read_written_day, stop
from niemyet.editing.confirmations import Wishes, change_postings, confirm_on, repost_by
from niemyet.load.laying_over import find_catalogue
from niemyet.model.meant import meant_code
from niemyet.model.procedure import Decision
from niemyet.resolve.site import law_of_communes, resolve_reference

Places = Annotated[
    list[str], typer.Argument(metavar="NƠI…", help="Xã, phường (ha-noi/thuong-tin) hoặc cả tỉnh (ha-noi).", show_default=False)
]
Codes = Annotated[
    list[str] | None,
    typer.Option("--procedure", metavar="MÃ", help="Chỉ các thủ tục này; cách nhau dấu phẩy được.", show_default=False),
]


@app.command(
    epilog="""
    niemyet confirm ha-noi/thuong-tin
    niemyet confirm ha-noi --procedure 1.001193 --date 20/11/2026 --dry-run
    """,
)
def confirm(
    places: Places,
    codes: Codes = None,
    day: Annotated[str, typer.Option("--date", metavar="NGÀY", help="Ngày rà soát. Mặc định: hôm nay.", show_default=False)] = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Ghi ngày rà soát cho nhiều bản niêm yết: đã đối chiếu và còn đúng. Mỗi tệp chỉ đổi một dòng."""
    today = read_day(as_of)
    checked = read_written_day(day) if day else today
    if checked > today:
        stop(f"ngày rà soát {checked.isoformat()} còn ở tương lai", status=2)
    _propose(find_root(root), places, codes or [], confirm_on(checked), today, dry_run, yes)


@app.command(
    epilog="""
    niemyet repost ha-noi --procedure 1.001193,1.000656 --decision 4100/QĐ-UBND --date 30/10/2026
    """,
)
def repost(
    places: Places,
    decision: Annotated[str, typer.Option("--decision", metavar="SỐ", help="Số quyết định công bố mới.", show_default=False)],
    signed: Annotated[str, typer.Option("--date", metavar="NGÀY", help="Ngày ký quyết định.", show_default=False)],
    posted: Annotated[
        str, typer.Option("--posted", metavar="NGÀY", help="Ngày niêm yết lại. Mặc định: hôm nay.", show_default=False)
    ] = "",
    codes: Codes = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Niêm yết lại nhiều bản theo một quyết định công bố mới: đổi quyết định và ngày niêm yết, phần khác giữ nguyên."""
    today = read_day(as_of)
    try:
        decided = Decision.model_validate({"number": decision, "date": read_written_day(signed)})
    except ValidationError:
        stop(f"'{decision}' không phải là số quyết định; viết như 3200/QĐ-UBND", status=2)
    day = read_written_day(posted) if posted else today
    if decided.date is not None and day < decided.date:
        stop(f"ngày niêm yết {day.isoformat()} trước ngày ký quyết định {decided.date.isoformat()}", status=2)
    _propose(find_root(root), places, codes or [], repost_by(decided, day), today, dry_run, yes)


def _propose(
    root: Path, places: Sequence[str], codes: Sequence[str], wishes: Wishes, today: date, dry_run: bool, yes: bool
) -> None:
    if not all(place.strip("/ ") for place in places):
        stop("thiếu tên xã, phường hoặc tỉnh; viết như ha-noi/thuong-tin", status=2)
    reference, _ = read_reference(root, find_catalogue(root, find_reference(root)), today)
    with known_places():
        asked = {
            files.path: files
            for place in places
            for files in find_communes(reference, place.strip("/").removeprefix("catalogue/"))
        }
    laws = [reference.law_of(province) for province in sorted({files.province for files in asked.values()})]
    known = {code for law in laws for code in law.procedures}
    wanted = [_read_code(code, known) for code in ",".join(codes).replace(" ", ",").split(",") if code]
    resolved = resolve_reference(reference, today)
    outcomes = [
        outcome
        for files in asked.values()
        for outcome in change_postings(root, files, law_of_communes(reference, resolved, files.province), wanted, wishes)
    ]
    propose(root, reference, outcomes, today, dry_run, yes)


def _read_code(text: str, known: Collection[str]) -> str:
    meant = (meant_code(text) or "").strip('"')
    if meant not in known:
        stop(f"chưa có thủ tục '{text}' trong danh mục", status=2)
    return meant
