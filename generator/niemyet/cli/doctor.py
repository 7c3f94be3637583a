"""The command `doctor`: what is still to be done about a commune or a province, in words, with the command for each."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from niemyet.catalogue.selection import select_communes
from niemyet.catalogue.settings import read_settings
from niemyet.catalogue.unknown_place import UnknownPlaceError
from niemyet.cli.application import app
from niemyet.cli.earlier import earlier_records
from niemyet.cli.language import Lang, Language
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, known_places, read_day, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.form_files import ADDRESS
from niemyet.external.git import HistoryError, list_revisions
from niemyet.load.laying_over import REFERENCE
from niemyet.model.kinds import folder_of_place
from niemyet.model.settings import SiteFile
from niemyet.oversight.figures import figure_commune
from niemyet.oversight.finding import Earlier, Needs
from niemyet.oversight.need_words import FORMATS, Wording
from niemyet.oversight.needs import broken, find_needs, find_needs_of_province
from niemyet.render.language import VIETNAMESE
from niemyet.render.site_languages import choose_languages
from niemyet.resolve.communes import ResolvedCommune
from niemyet.sheets.changes import hang_sheets

A_MONTH = timedelta(days=30)
"""Without `--since`, the sheets are compared with those of so long ago."""
PAGES = "noi", "nhieu"
"""Pages of the form, behind # in its address: of a place, and of many of its postings. That of a file is `tep`."""
_SHORT = 12
"""Characters of a commit."""


class DoctorFormat(StrEnum):
    """The formats of the findings."""

    TEXT = "text"
    JSON = "json"


@app.command(
    epilog="""
    niemyet doctor ha-noi/thuong-tin
    niemyet doctor ha-noi
    niemyet doctor ha-noi/thuong-tin --since 2026-11-01 --format json
    """,
)
def doctor(
    place: Annotated[
        str,
        typer.Argument(metavar="NƠI", help="Xã, phường (ha-noi/thuong-tin), hoặc cả tỉnh (ha-noi).", show_default=False),
    ],
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="NGÀY|BẢN",
            help="So tờ niêm yết với ngày này hoặc phiên bản git này. Mặc định: với một tháng trước; cả tỉnh thì không so.",
            show_default=False,
        ),
    ] = "",
    format_: Annotated[DoctorFormat, typer.Option("--format", help="Dạng của kết quả.")] = DoctorFormat.TEXT,
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Nêu mọi việc còn phải làm ở một xã hoặc tỉnh: thiếu, cũ, chưa rõ, còn ngờ, phải in lại, sắp tới; kèm lệnh để làm."""
    folder, today = find_root(root), read_day(as_of)
    asked = place.strip("/ ").removeprefix("catalogue/")
    if not asked:
        vi = "thiếu tên xã, phường hoặc tỉnh; viết như ha-noi/thuong-tin"
        stop(Bilingual(vi, "the name of a commune or province is missing; write it like ha-noi/thuong-tin"), status=2)
    places = _examine(folder, asked, today, since)
    site = read_settings(folder).site
    language = choose_languages(("vi", "en"))[1] if lang is Language.EN else VIETNAMESE
    columns = shutil.get_terminal_size().columns
    words = Wording(
        language, columns, partial(_address_of_file, site), *(partial(_address_in_form, site, page) for page in PAGES)
    )
    typer.echo(FORMATS[format_](places, words))
    raise typer.Exit(1 if any(one.has_work for one in places) else 0)


def _address_in_form(site: SiteFile | None, page: str, path: str) -> str:
    """The address of a page of the form; '' if the site has none."""
    return f"{site.address}{ADDRESS}#/{page}/{path}" if site is not None and site.settings.editor else ""


def _address_of_file(site: SiteFile | None, path: str) -> str:
    """Where a file is edited in the browser: in the form if there is one and it knows such files, else at the forge."""
    edit = site.settings.edit or "" if site is not None else ""
    return _address_in_form(site, "tep", path) or edit.replace("{file}", path)


def _examine(folder: Path, asked: str, today: date, since: str) -> list[Needs]:
    """The needs of one commune; or those of a province, then of each of its communes."""
    with known_places():
        report, reference, communes = select_communes(folder, asked, today, find_reference(folder))
    if report.errors:
        return [broken(asked, report.diagnostics)]
    path = communes[0].province_path
    of_one = len(communes) == 1 and asked != path
    before = _read_earlier(folder, communes, since, today) if since or of_one else _is_unknown
    needs = [
        find_needs(
            commune,
            figure_commune(commune, reference),
            report.diagnostics,
            today,
            before(commune.path),
            reference.procedure_files,
        )
        for commune in communes
    ]
    if of_one:
        return needs
    return [find_needs_of_province(reference.provinces[path], needs, report.diagnostics), *needs]


def _is_unknown(_: str) -> Earlier | None:
    """Of a whole province, sheets are compared only if somebody asks for it: that reads every record a second time."""
    return None


def _read_earlier(folder: Path, communes: Sequence[ResolvedCommune], since: str, today: date) -> Callable[[str], Earlier | None]:
    """What hung on the board of a commune, by path, at the state with which sheets are compared; None where nobody can know."""
    chosen = since or _a_month_ago(folder, today)
    first = communes[0]
    asked = first.path if len(communes) == 1 else first.province_path
    content = (REFERENCE, folder_of_place(first.province_path))
    with earlier_records(folder, chosen, content) as (records, day):
        try:
            report, _, before = select_communes(records, asked, day, find_reference(folder))
        except UnknownPlaceError:  # it is new, and so are all its sheets
            return lambda _: Earlier(chosen, day, {})
    if report.errors and since:
        vi = f"các bản ghi tại {since} còn {report.errors} lỗi nên không so sánh được"
        stop(Bilingual(vi, f"the records of {since} have {report.errors} errors and cannot be compared with"), status=2)
    if report.errors:
        return _is_unknown
    hung = {commune.path: hang_sheets(commune, day) for commune in before}
    return lambda path: Earlier(chosen, day, hung.get(path, {}))


def _a_month_ago(folder: Path, today: date) -> str:
    """The last commit of a month ago; without such a history that day, for changes that the records themselves date."""
    then = today - A_MONTH
    try:
        revisions = list_revisions(folder, 1, then)
    except HistoryError:
        return then.isoformat()
    return revisions[0].commit[:_SHORT] if revisions else then.isoformat()
