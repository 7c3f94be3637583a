"""The command `new list`: adds a decision to a province's list, with its codes from a file. What the check refuses is undone."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from niemyet.building.pipeline import check_catalogue
from niemyet.cli.drafts import Number, Signed, new
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, format_refusal, read_day, read_written_day, shows_colour, stop
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import make_report, without_warnings
from niemyet.editing.provincial_lists import NoPlaceError, extend_list, has_change, list_lines, read_codes
from niemyet.load.archives import UnreadableError
from niemyet.model.kinds import path_of
from niemyet.model.places import ListChange

CodesFile = Annotated[
    Path | None,
    typer.Option("--codes", metavar="TỆP", help="Các mã thêm vào: tệp chữ mỗi dòng một mã, CSV, .xlsx.", show_default=False),
]
MOST_NAMED = 5
"""Lines without a code that are listed; the rest are counted."""


@new.command(
    "list",
    epilog="""
    niemyet new list ha-noi --decision 4100/QĐ-UBND --decision-date 30/10/2026 --codes bo-sung.xlsx
    """,
)
def extend(
    province: Annotated[str, typer.Argument(metavar="TỈNH", help="Thư mục của tỉnh, ví dụ ha-noi.", show_default=False)],
    codes: CodesFile = None,
    decision: Number = "",
    decision_date: Signed = "",
    starts: Annotated[str, typer.Option("--from", metavar="NGÀY", help="Ngày có hiệu lực, nếu khác.", show_default=False)] = "",
    removed: Annotated[
        Path | None,
        typer.Option("--remove", metavar="TỆP", help="Các mã bỏ khỏi danh mục; tệp như trên.", show_default=False),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="LOẠI", help="Chỉ cho xã, phường hay đặc khu.", show_default=False)
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option("--area", metavar="VÙNG", help="Chỉ cho xã thuộc vùng này.", show_default=False)
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Thay toàn bộ danh mục bằng các mã của tệp.")] = False,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Ghi thêm một quyết định vào danh mục của tỉnh: thêm, bỏ thủ tục, hoặc thay cả danh mục."""
    folder, today = find_root(root), read_day(as_of)
    path = path_of("province", folder_of_province(province))
    file = folder / path
    if not file.is_file():
        stop(f"chưa có {path}; hãy chạy trước: niemyet new province", status=2)
    if not decision or not decision_date:
        stop("thiếu --decision (số quyết định) hoặc --decision-date (ngày ký)", status=2)
    added, taken = _read_file(codes), _read_file(removed)
    change = _make_change(
        {
            "decision": {"number": decision, "date": read_written_day(decision_date)},
            "from": read_written_day(starts) if starts else None,
            "kinds": kind or [],
            "area": area or [],
            "replace": replace,
            "add": added,
            "remove": taken,
        }
    )
    if has_change(file.read_bytes().decode("utf-8", "replace"), change):
        stop(f"danh mục đã có đúng thay đổi này của quyết định {decision}; không ghi lần nữa")
    _write_and_check(folder, path, change, today)
    typer.echo(f"Đã ghi {path}: quyết định {decision}, {len(added)} mã thêm vào, {len(taken)} mã bỏ ra.")


def _read_file(file: Path | None) -> Sequence[str]:
    if file is None:
        return ()
    try:
        found = read_codes("\n".join(list_lines(file.read_bytes())))
    except OSError as error:
        stop(f"không đọc được {file}: {format_refusal(error).vi}", status=2)
    except UnreadableError as error:
        stop(f"{file}: {error.said.vi}", status=2)
    if found.without_code:
        named = "; ".join(found.without_code[:MOST_NAMED])
        typer.echo(f"{len(found.without_code)} dòng của {file} không có mã nên không ghi: {named}", err=True)
    if found.twice:
        typer.echo(f"{len(found.twice)} mã có hai lần trong {file}, chỉ ghi một: {', '.join(found.twice)}", err=True)
    return found.codes


def _make_change(values: dict[str, object]) -> ListChange:
    try:
        return ListChange.model_validate(values)
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        if not wrong:
            stop("không có mã nào để thêm hay bỏ; ghi --codes hoặc --remove", status=2)
        options = {"decision": "--decision", "kinds": "--kind", "area": "--area"}
        stop(f"chưa đúng: {', '.join(options.get(key, key) for key in sorted(wrong))}", status=2)


def _write_and_check(root: Path, path: str, change: ListChange, today: date) -> None:
    """Writes the record with the change, and what it was again if the check finds an error in it."""
    file, stays = root / path, False
    before = file.read_bytes()
    try:
        text = extend_list(before.decode("utf-8"), change)
    except NoPlaceError as error:
        stop(f"chưa ghi gì: {error}")
    except UnicodeDecodeError:
        stop(f"{path} không phải là tệp chữ UTF-8")
    try:
        file.write_bytes(text.encode("utf-8"))
        report = check_catalogue(root, today, packaged=find_reference(root))
        told = make_report((d for d in report.diagnostics if d.place.file == path), 1)
        stays = not told.errors
    except OSError as error:
        stop(f"không ghi được {error.filename or root}: {format_refusal(error).vi}")
    finally:  # also after Ctrl-C
        if not stays:
            file.write_bytes(before)
    if told.errors:  # warnings were there before, and the next check tells them
        typer.echo(format_text(without_warnings(told), "vi", shows_colour(sys.stdout)))
    if not stays:
        stop("chưa ghi gì vì quyết định này còn lỗi nêu trên")
