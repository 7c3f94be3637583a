"""The command `report`: whether everything is posted, complete and on time."""

from enum import StrEnum
from typing import Annotated

import typer

from niemyet.catalogue.selection import select_communes
from niemyet.cli.application import app
from niemyet.cli.language import Lang, Language
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, known_places, read_day, stop_on_errors
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.oversight.figures import figure_commune
from niemyet.oversight.formats import FORMATS


class ReportFormat(StrEnum):
    """The formats of figures."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


@app.command(
    epilog="""
    niemyet report ha-noi
    niemyet report ha-noi/thuong-tin --format csv
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
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Nêu thủ tục chưa niêm yết, niêm yết chậm, và bản niêm yết cần rà soát vì thủ tục đã thay đổi."""
    folder = find_root(root)
    with known_places():
        checked, reference, communes = select_communes(folder, place.strip("/"), read_day(as_of), find_reference(folder))
    stop_on_errors(checked, lang, Bilingual("chưa lập báo cáo vì các bản ghi còn lỗi", "no figures: the records have errors"))
    typer.echo(FORMATS[format_]([figure_commune(commune, reference) for commune in communes], lang))
