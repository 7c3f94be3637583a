"""The commands `new communes` and `new fees`: many drafts at once, shown before anything is written."""

from pathlib import Path
from typing import Annotated

import typer

from niemyet.catalogue.reference import read_reference
from niemyet.cli.draft_files import TO_BE_WRITTEN
from niemyet.cli.drafts import new
from niemyet.cli.proposing import DryRun, Yes, propose
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.table_input import read_file, say_remarks, say_what_is_not_read
from niemyet.cli.terminal import AsOf, Root, find_root, read_day, stop
from niemyet.editing.communes_table import KNOWN, Periods, read_communes
from niemyet.editing.fee_drafts import draft_fees
from niemyet.editing.proposals import FileChange, Unchanged
from niemyet.editing.table_cells import Remark
from niemyet.load.laying_over import find_catalogue
from niemyet.load.tables import find_table
from niemyet.model.meant_hours import meant_periods
from niemyet.resolve.site import resolve_reference


@new.command(
    epilog="""
    niemyet new communes xa-phuong.xlsx --province ha-noi --hours '7h30-11h30; 13h30-17h00' --dry-run
    """,
)
def communes(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Bảng .xlsx hoặc .csv, mỗi xã một dòng.", show_default=False)],
    province: Annotated[
        str,
        typer.Option("--province", metavar="TỈNH", help="Tỉnh, thư mục hoặc tên, khi bảng chỉ ghi tên xã.", show_default=False),
    ] = "",
    hours: Annotated[
        str, typer.Option("--hours", metavar="GIỜ", help="Giờ thứ hai đến thứ sáu của dòng không ghi giờ.", show_default=False)
    ] = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn tệp thông tin của nhiều xã, phường từ một bảng: mã hoặc tên, địa chỉ, điện thoại, giờ, vùng, nơi nhận phản ánh."""
    folder, today = find_root(root), read_day(as_of)
    reference, _ = read_reference(folder, find_catalogue(folder, find_reference(folder)), today)
    province = folder_of_province(province)
    if province and province not in reference.provinces:
        stop(f"chưa có catalogue/{province}/province.yaml; hãy chạy trước: niemyet new province", status=2)
    usual: Periods | None = meant_periods(hours) if hours else ()
    if usual is None:
        stop(f"không đọc được giờ '{hours}'; viết như 7h30-11h30; 13h30-17h00", status=2)
    outcomes: list[FileChange | Unchanged] = []
    remarks: list[Remark] = []
    sheets = read_file(file)
    tables = [
        table
        for sheet in sheets
        if not sheet.hidden and (table := find_table(sheet, KNOWN)) and {"unit", "name"} & {*table.columns}
    ]
    if not tables:
        stop(f"{file} không có bảng nào có cột Mã đơn vị hoặc Xã, phường", status=2)
    say_what_is_not_read(sheets, tables)
    for table in tables:
        for one in read_communes(folder, reference, table, province, usual):
            if isinstance(one, Remark):
                remarks.append(one)
            else:
                outcomes.append(one)
    say_remarks(remarks)
    propose(folder, reference, outcomes, today, dry_run, yes, refused=len(remarks))


@new.command(
    epilog="""
    niemyet new fees ha-noi --dry-run
    """,
)
def fees(
    province: Annotated[str, typer.Argument(metavar="TỈNH", help="Thư mục của tỉnh, ví dụ ha-noi.", show_default=False)],
    dry_run: DryRun = False,
    yes: Yes = False,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn mọi khoản thu mà luật giao cho tỉnh và tỉnh chưa ghi: đúng tên, đúng trường hợp, chờ điền số tiền."""
    folder, today = find_root(root), read_day(as_of)
    reference, _ = read_reference(folder, find_catalogue(folder, find_reference(folder)), today)
    place = folder_of_province(province)
    if place not in reference.provinces:
        stop(f"chưa có catalogue/{place}/province.yaml; hãy chạy trước: niemyet new province", status=2)
    outcomes = list(draft_fees(folder, reference, resolve_reference(reference, today), place, today))
    propose(folder, reference, outcomes, today, dry_run, yes, unfinished=(TO_BE_WRITTEN,))
    if not dry_run and any(isinstance(one, FileChange) for one in outcomes):
        typer.echo(f"Điền số tiền bằng Excel: niemyet table export {place} --only fees")
