"""The command `report`: whether everything is posted, complete, current and on time."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from niemyet.catalogue.selection import select_communes
from niemyet.catalogue.settings import read_settings
from niemyet.cli.application import app
from niemyet.cli.language import Lang, Language
from niemyet.cli.page_language import choose_speech
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.staged_output import write_output
from niemyet.cli.terminal import AsOf, Root, find_root, format_refusal, known_places, read_day, stop, stop_on_errors
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show_json, show_table
from niemyet.load.packaged import choose_theme, find_theme
from niemyet.model.settings import SETTINGS_FILE
from niemyet.oversight.figures import figure_commune
from niemyet.oversight.formats import FORMATS, format_text
from niemyet.oversight.report_page import ReportBlocks, write_report_page, write_report_text
from niemyet.render.language import Language as Speech
from niemyet.resolve.site import ResolvedReference


class ReportFormat(StrEnum):
    """The formats of figures."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    HTML = "html"


def _set_up_blocks(folder: Path, reference: ResolvedReference, speech: Speech) -> ReportBlocks:
    """The blocks of the pages, with the site's own theme and address where there are settings."""
    site = read_settings(folder).site if (folder / SETTINGS_FILE).is_file() else None
    theme = choose_theme(folder, site.theme.custom_dir) if site is not None else find_theme()
    return ReportBlocks(reference, theme, site.address if site is not None else "", speech)


@app.command(
    epilog="""
    niemyet report ha-noi
    niemyet report ha-noi/thuong-tin --format csv
    niemyet report ha-noi --format xlsx --out theo-doi.xlsx
    """,
)
def report(
    place: Annotated[
        str,
        typer.Argument(
            metavar="NƠI", help="Xã, phường (ha-noi/thuong-tin) hoặc tỉnh (ha-noi). Mặc định: tất cả.", show_default=False
        ),
    ] = "",
    format_: Annotated[ReportFormat, typer.Option("--format", help="Dạng của báo cáo.")] = ReportFormat.TEXT,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="TỆP", help="Ghi báo cáo vào tệp này; bảng tính xlsx cần có.", show_default=False),
    ] = None,
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Nêu thủ tục chưa niêm yết, còn thiếu bộ phận, phải xem lại, niêm yết chậm, kèm số liệu của từng xã."""
    if format_ is ReportFormat.XLSX and out is None:
        vi = "bảng tính phải ghi vào tệp: thêm --out, ví dụ --out theo-doi.xlsx"
        stop(Bilingual(vi, "a workbook is written to a file: add --out, for example --out figures.xlsx"), status=2)
    folder = find_root(root)
    with known_places():
        checked, reference, communes = select_communes(folder, place.strip("/"), read_day(as_of), find_reference(folder))
    stop_on_errors(checked, lang, Bilingual("chưa lập báo cáo vì các bản ghi còn lỗi", "no figures: the records have errors"))
    figures = [figure_commune(commune, reference) for commune in communes]
    speech = choose_speech(lang, reference)
    if format_ is ReportFormat.HTML:
        data = write_report_page(communes, _set_up_blocks(folder, reference, speech))
    elif format_ is ReportFormat.TEXT:
        blocks = _set_up_blocks(folder, reference, speech)
        data = format_text(figures, speech) + b"\n" + write_report_text(communes, blocks)
    else:
        data = FORMATS[format_](figures, reference.reported.communes, speech)
    if out is None:
        typer.echo(show_json(data.decode()) if format_ is ReportFormat.JSON else show_table(data.decode()))
        return
    try:
        write_output(out, data)
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không ghi được {out}: {why.vi}", f"{out} cannot be written: {why.en}"))
