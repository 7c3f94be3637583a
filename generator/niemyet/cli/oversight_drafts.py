"""The command `new oversight`: a quarter of dossiers in a commune's figures of a year, or those of a province, ready to be filled
in."""

from datetime import date, timedelta
from typing import Annotated

import typer

from niemyet.cli.dialogue.asking import Dialogue, NotTakenError
from niemyet.cli.dialogue.places import communes_of, show_communes, show_provinces
from niemyet.cli.draft_files import leave_existing, write_until_taken
from niemyet.cli.drafts import WHICH_COMMUNE, new
from niemyet.cli.language import say
from niemyet.cli.opening import Opened, open_reference
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.terminal import AsOf, Root, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.drafts import Draft
from niemyet.editing.oversight_drafts import draft_province_year, draft_quarter
from niemyet.law.dossiers import MERGER, left_open, quarters_of
from niemyet.model.kinds import path_of
from niemyet.model.scalars import LAST_YEAR

WHICH_PLACE = Bilingual("Xã, phường hoặc tỉnh nào có số liệu", "Whose figures: a commune, or a province")
WHICH_PROVINCE = Bilingual("Tỉnh, thành phố nào", "Which province")


@new.command(
    epilog="""
    niemyet new oversight --commune ha-noi/thuong-tin
    niemyet new oversight --commune ha-noi/thuong-tin --year 2026 --quarter 3
    niemyet new oversight --province ha-noi
    """,
)
def oversight(
    commune: Annotated[
        str, typer.Option("--commune", metavar="XÃ", help="Xã, phường có số liệu: ha-noi/thuong-tin.", show_default=False)
    ] = "",
    province: Annotated[
        str, typer.Option("--province", metavar="TỈNH", help="Tỉnh, thành phố có số liệu: ha-noi.", show_default=False)
    ] = "",
    year: Annotated[
        int, typer.Option("--year", min=0, max=LAST_YEAR, help="Năm. Mặc định: năm của quý vừa qua.", show_default=False)
    ] = 0,
    quarter: Annotated[
        int, typer.Option("--quarter", min=0, max=4, help="Quý, 1 đến 4. Mặc định: quý vừa qua.", show_default=False)
    ] = 0,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn số liệu hồ sơ một quý của xã, hoặc số liệu năm của tỉnh, để điền theo báo cáo."""
    opened = open_reference(root, as_of)
    days = _choose_quarter(opened.today, year, quarter)
    read_places = communes_of(opened.reference)

    def read(answer: str) -> str:
        place, found = read_places(answer)
        if len(found) != 1 or "/" not in place:
            raise NotTakenError(f"danh mục chưa có xã, phường '{answer}'", f"the catalogue has no commune '{answer}'")
        return place

    def read_province(answer: str) -> str:
        place = folder_of_province(answer.strip("/ "))
        if place not in opened.reference.provinces:
            raise NotTakenError(f"danh mục chưa có tỉnh '{answer}'", f"the catalogue has no province '{answer}'")
        return place

    def read_either(answer: str) -> str:
        """A province where the answer names one, by its folder or as people do; else a commune."""
        name = folder_of_province(answer.strip("/ "))
        return name if name in opened.reference.provinces else read(answer)

    def make(talk: Dialogue) -> list[Draft]:
        if province:
            return [_draft_province(opened, talk.ask(province, "--province", WHICH_PROVINCE, None, read_province), days)]
        if commune:
            return [_draft(opened, talk.ask(commune, "--commune", WHICH_COMMUNE, None, read), days)]
        show_provinces(opened.reference)
        show_communes(opened.reference)
        place = talk.ask("", "--commune", WHICH_PLACE, None, read_either)
        return [_draft(opened, place, days) if "/" in place else _draft_province(opened, place, days)]

    if commune and province:
        stop(Bilingual("chỉ nêu --commune hoặc --province", "name either --commune or --province"), status=2)

    write_until_taken(opened, make, replacing=True)


def _choose_quarter(today: date, year: int, quarter: int) -> tuple[date, date]:
    """First and last day of the quarter that is asked for, else of the last one that is over."""
    if quarter:
        return [*quarters_of(year or today.year)][quarter - 1]
    years = (year,) if year else (today.year - 1, today.year)
    over = [days for one in years for days in quarters_of(one) if days[1] < today]
    if not over:
        stop(Bilingual(f"năm {year} chưa có quý nào kết thúc", f"no quarter of {year} is over"), status=2)
    return over[-1]


def _draft_province(opened: Opened, place: str, days: tuple[date, date]) -> Draft:
    """The file of the year; one that is there is left to people."""
    draft = draft_province_year(place, days, opened.today)
    leave_existing(opened.root, draft.path)
    return draft


def _draft(opened: Opened, place: str, days: tuple[date, date]) -> Draft:
    path = path_of("oversight", place, str(days[0].year))
    years = opened.reference.reported.communes.get(place, {})
    known = [one for year in years.values() for one in year.dossiers if one.field is None]
    if any((one.starts, one.ends) == days for one in known):
        typer.echo(say(Bilingual(f"{path} đã có quý này; sửa thẳng trong tệp ấy.", f"{path} has this quarter; change it there.")))
        raise typer.Exit(0)
    ended = [one for one in known if one.ends + timedelta(days=1) == days[0] and days[0] != MERGER]
    carried_over = left_open(ended[-1]) if ended else None
    file = opened.root / path
    before = file.read_bytes().decode("utf-8", "replace") if file.exists() else ""
    draft = draft_quarter(place, before, days, carried_over, opened.today)
    if draft is None:
        stop(
            Bilingual(
                f"{path}: viết mục dossiers thành danh sách, mỗi kỳ một dòng gạch đầu dòng, rồi chạy lại",
                f"{path}: write dossiers as a list with a hyphen for each period, then run this again",
            )
        )
    return draft
