"""The commands `confirm` and `repost`: many postings reviewed, or posted again under a new decision, in one proposal."""

from collections.abc import Collection, Sequence
from typing import Annotated

import typer

from niemyet.catalogue.selection import find_communes
from niemyet.cli.application import app
from niemyet.cli.dialogue.asking import Dialogue
from niemyet.cli.dialogue.decisions import ask_decision
from niemyet.cli.dialogue.readings import read_day_or_today
from niemyet.cli.opening import Opened, open_reference
from niemyet.cli.proposing import propose
from niemyet.cli.terminal import AsOf, DryRun, Root, Yes, known_places, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.confirmations import Wishes, change_postings, confirm_on, repost_by
from niemyet.model.meant import meant_code
from niemyet.model.orthography import format_day
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
    opened = open_reference(root, as_of)
    checked = read_day_or_today(day, opened.today)
    if checked > opened.today:
        vi = f"ngày rà soát {format_day(checked)} còn ở tương lai"
        stop(Bilingual(vi, f"the day of review {checked.isoformat()} is in the future"), status=2)
    _propose(opened, places, codes or [], confirm_on(checked), dry_run, yes)


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
    opened = open_reference(root, as_of)
    decided = ask_decision(Dialogue(), decision, signed, None, opened.today)
    day = read_day_or_today(posted, opened.today)
    if decided.date is not None and day < decided.date:
        vi = f"ngày niêm yết {format_day(day)} trước ngày ký quyết định {format_day(decided.date)}"
        en = f"the day of posting {day.isoformat()} is before that of the decision {decided.date.isoformat()}"
        stop(Bilingual(vi, en), status=2)
    _propose(opened, places, codes or [], repost_by(decided, day), dry_run, yes)


def _propose(opened: Opened, places: Sequence[str], codes: Sequence[str], wishes: Wishes, dry_run: bool, yes: bool) -> None:
    if not all(place.strip("/ ") for place in places):
        vi = "thiếu tên xã, phường hoặc tỉnh; viết như ha-noi/thuong-tin"
        stop(Bilingual(vi, "the name of a commune or province is missing; write it like ha-noi/thuong-tin"), status=2)
    reference = opened.reference
    with known_places():
        asked = {
            files.path: files
            for place in places
            for files in find_communes(reference, place.strip("/").removeprefix("catalogue/"))
        }
    laws = [reference.law_of(province) for province in sorted({files.province for files in asked.values()})]
    known = {code for law in laws for code in law.procedures}
    wanted = [_read_code(code, known) for code in ",".join(codes).replace(" ", ",").split(",") if code]
    resolved = resolve_reference(reference, opened.today)
    outcomes = [
        outcome
        for files in asked.values()
        for outcome in change_postings(opened.root, files, law_of_communes(reference, resolved, files.province), wanted, wishes)
    ]
    propose(opened, outcomes, dry_run, yes)


def _read_code(text: str, known: Collection[str]) -> str:
    meant = (meant_code(text) or "").strip('"')
    if meant not in known:
        stop(Bilingual(f"chưa có thủ tục '{text}' trong danh mục", f"the catalogue has no procedure '{text}'"), status=2)
    return meant
