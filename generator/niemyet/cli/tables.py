"""The commands `table export` and `table import`: postings and fees as tables for officials, out and back."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from niemyet.catalogue.selection import find_communes
from niemyet.cli.application import app
from niemyet.cli.draft_files import TO_BE_WRITTEN
from niemyet.cli.help.commands import Application
from niemyet.cli.language import say
from niemyet.cli.opening import open_reference
from niemyet.cli.proposing import propose
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.staged_output import write_output
from niemyet.cli.table_input import read_file, say_remarks
from niemyet.cli.terminal import AsOf, DryRun, Root, Yes, format_refusal, known_places, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.editing import fees_table, postings_table
from niemyet.editing.proposals import FileChange, Unchanged
from niemyet.editing.table_cells import Remark
from niemyet.load.tables import Sheet, Table, find_table
from niemyet.load.workbooks import write_workbook
from niemyet.load.written_tables import OutSheet, write_csv
from niemyet.resolve.site import resolve_reference

table = Application(
    "Bảng cho cán bộ: xuất ra Excel hoặc CSV, nhận lại bảng đã sửa.",
    examples="""
    niemyet table export ha-noi/thuong-tin
    niemyet table import ha-noi-thuong-tin.xlsx
    """,
)
app.add_typer(table, name="table")


class TableKind(StrEnum):
    """What a table lists."""

    POSTINGS = "postings"
    FEES = "fees"


@table.command(
    "export",
    epilog="""
    niemyet table export ha-noi/thuong-tin --out thuong-tin.xlsx
    niemyet table export ha-noi --only fees
    """,
)
def export(
    place: Annotated[str, typer.Argument(metavar="NƠI", help="Xã, phường (ha-noi/thuong-tin) hoặc tỉnh (ha-noi).")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="TỆP", help="Tệp .xlsx hoặc .csv. Mặc định: tên của nơi ấy, .xlsx.", show_default=False),
    ] = None,
    kind: Annotated[
        TableKind | None,
        typer.Option("--only", help="Chỉ bản niêm yết (postings) hoặc chỉ mức thu của tỉnh (fees).", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ghi đè tệp đã có.")] = False,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Xuất bản niêm yết của xã (quyết định, ngày niêm yết, ngày rà soát, quầy), và mức thu của tỉnh, thành bảng để điền."""
    opened = open_reference(root, as_of)
    reference = opened.reference
    place = place.strip("/").removeprefix("catalogue/")
    if folder_of_province(place) in reference.provinces and "/" not in place:
        place = folder_of_province(place)
    out = out or Path(f"{place.replace('/', '-')}.xlsx")
    if out.suffix.lower() not in (".xlsx", ".csv"):
        stop(Bilingual(f"'{out}' phải có đuôi .xlsx hoặc .csv", f"'{out}' must end with .xlsx or .csv"), status=2)
    if out.exists() and not yes:
        vi = f"đã có {out}; đặt tên khác, hoặc thêm --yes để ghi đè"
        stop(Bilingual(vi, f"{out} exists; choose another name, or add --yes to overwrite it"), status=2)
    resolved = resolve_reference(reference, opened.today)
    sheets: list[OutSheet] = []
    if kind is not TableKind.FEES and not (kind is None and place in reference.provinces and out.suffix.lower() == ".csv"):
        with known_places():
            asked = find_communes(reference, place)
        sheets.append(postings_table.export_postings(opened.root, reference, resolved, asked, opened.today))
    if place in reference.provinces and kind is not TableKind.POSTINGS:
        sheets.append(fees_table.export_fees(reference, resolved, place, opened.today))
    if not sheets:
        vi = f"mức thu là của tỉnh; '{place}' không phải là tỉnh nào trong danh mục"
        stop(Bilingual(vi, f"fees are a province's; '{place}' is no province of the catalogue"), status=2)
    try:
        write_output(out, write_csv(sheets[0]) if out.suffix.lower() == ".csv" else write_workbook(sheets))
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không ghi được {out}: {why.vi}", f"{out} cannot be written: {why.en}"))
    rows = Bilingual("dòng", "rows")
    told = ", ".join(f"{sheet.name} {len(sheet.rows)} {say(rows)}" for sheet in sheets)
    typer.echo(say(Bilingual(f"Đã ghi {out}: {told}", f"{out} was written: {told}")))


@table.command(
    "import",
    epilog="""
    niemyet table import thuong-tin.xlsx --dry-run
    """,
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Bảng đã sửa, .xlsx hoặc .csv.", show_default=False)],
    province: Annotated[
        str, typer.Option("--province", metavar="TỈNH", help="Tỉnh của một bảng mức thu không có cột tỉnh.", show_default=False)
    ] = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Nhận bảng đã sửa: nêu bằng lời từng chỗ khác trước, rồi mới ghi. Ô viết sai được nêu tên, những ô khác vẫn được nhận."""
    sheets = read_file(file)
    opened = open_reference(root, as_of)
    folder, today, reference = opened
    resolved = resolve_reference(reference, today)
    outcomes: list[FileChange | Unchanged] = []
    remarks: list[Remark] = []
    read = 0
    for sheet in sheets:
        kind, found = _recognise(sheet)
        if found is None:
            if sheet.rows:
                name = sheet.name or file.name
                vi = f"bỏ qua {name}: thiếu cột Mã thủ tục, hoặc Thư mục của xã, Mức thu"
                en = f"{name} is left out: it has no column 'Mã thủ tục', or 'Thư mục của xã', 'Mức thu'"
                typer.echo(show(say(Bilingual(vi, en))))
            continue
        read += 1
        rows = (
            postings_table.import_postings(folder, reference, resolved, found, today)
            if kind is TableKind.POSTINGS
            else fees_table.import_fees(folder, reference, found, province.strip("/"), today)
        )
        for one in rows:
            if isinstance(one, Remark):
                remarks.append(one)
            else:
                outcomes.append(one)
    if not read:
        vi = f"{file} không có bảng nào như 'niemyet table export' ghi ra"
        stop(Bilingual(vi, f"{file} has no table such as 'niemyet table export' writes"), status=2)
    say_remarks(remarks)
    propose(opened, outcomes, dry_run, yes, unfinished=(TO_BE_WRITTEN,), refused=len(remarks))


def _recognise(sheet: Sheet) -> tuple[TableKind, Table | None]:
    """The table of a sheet, by its columns."""
    fees = find_table(sheet, fees_table.KNOWN)
    if fees is not None and fees.columns.keys() >= fees_table.NEEDED:
        return TableKind.FEES, fees
    postings = find_table(sheet, postings_table.KNOWN)
    return TableKind.POSTINGS, postings if postings is not None and postings.columns.keys() >= postings_table.NEEDED else None
