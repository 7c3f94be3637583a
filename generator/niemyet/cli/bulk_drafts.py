"""The commands `new communes` and `new fees`: many drafts at once, shown before anything is written."""

from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.draft_files import TO_BE_WRITTEN
from niemyet.cli.drafts import new
from niemyet.cli.language import say
from niemyet.cli.opening import open_reference
from niemyet.cli.proposing import DryRun, Yes, propose
from niemyet.cli.table_input import read_file, say_remarks, say_what_is_not_read
from niemyet.cli.terminal import AsOf, Root, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.communes_table import KNOWN, Periods, read_communes
from niemyet.editing.fee_drafts import draft_fees
from niemyet.editing.proposals import FileChange, Unchanged
from niemyet.editing.table_cells import Remark
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
    opened = open_reference(root, as_of)
    province = opened.province(province) if province else ""
    usual: Periods | None = meant_periods(hours) if hours else ()
    if usual is None:
        vi = f"không đọc được giờ '{hours}'; viết như 7h30-11h30; 13h30-17h00"
        stop(Bilingual(vi, f"'{hours}' are no hours; write them like 7:30-11:30; 13:30-17:00"), status=2)
    outcomes: list[FileChange | Unchanged] = []
    remarks: list[Remark] = []
    sheets = read_file(file)
    tables = [
        table
        for sheet in sheets
        if not sheet.hidden and (table := find_table(sheet, KNOWN)) and {"unit", "name"} & {*table.columns}
    ]
    if not tables:
        vi = f"{file} không có bảng nào có cột Mã đơn vị hoặc Xã, phường"
        stop(Bilingual(vi, f"{file} has no table with a column 'Mã đơn vị' or 'Xã, phường'"), status=2)
    say_what_is_not_read(sheets, tables)
    for table in tables:
        for one in read_communes(opened.root, opened.reference, table, province, usual):
            if isinstance(one, Remark):
                remarks.append(one)
            else:
                outcomes.append(one)
    say_remarks(remarks)
    propose(opened, outcomes, dry_run, yes, refused=len(remarks))


_UNTIL_THEN = Bilingual(
    "Còn một khoản chưa điền thì chưa tạo trang và chưa in được; khoản nào chưa có nghị quyết thì xóa khỏi tệp.",
    "While one of them is not filled in, no site is built and nothing is printed; remove from its file what nobody has set yet.",
)


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
    opened = open_reference(root, as_of)
    place = opened.province(province)
    resolved = resolve_reference(opened.reference, opened.today)
    outcomes = list(draft_fees(opened.root, opened.reference, resolved, place, opened.today))
    propose(opened, outcomes, dry_run, yes, unfinished=(TO_BE_WRITTEN,))
    if not dry_run and any(isinstance(one, FileChange) for one in outcomes):
        command = f"niemyet table export {place} --only fees"
        typer.echo(say(Bilingual(f"Điền số tiền bằng Excel: {command}", f"Fill in the sums with Excel: {command}")))
        typer.echo(say(_UNTIL_THEN))
