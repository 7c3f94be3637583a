"""The command `new list`: adds a decision to a province's list, with its codes from a file. What the check refuses is undone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from niemyet.cli.checked_files import write_checked
from niemyet.cli.dialogue.decisions import read_decision
from niemyet.cli.dialogue.readings import read_day_or_today
from niemyet.cli.drafts import Number, Signed, new
from niemyet.cli.language import say
from niemyet.cli.opening import open_reference
from niemyet.cli.terminal import AsOf, Root, format_refusal, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.editing.provincial_lists import NoPlaceError, extend_list, has_change, list_lines, read_codes
from niemyet.load.archives import UnreadableError
from niemyet.model.kinds import path_of
from niemyet.model.places import ListChange

CodesFile = Annotated[
    Path | None,
    typer.Option(
        "--codes", metavar="TỆP", help="Các mã thêm vào: tệp chữ mỗi dòng một mã, CSV, .xlsx, .docx.", show_default=False
    ),
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
    opened = open_reference(root, as_of)
    path = path_of("province", opened.province(province))
    if not decision or not decision_date:
        vi = "thiếu --decision (số quyết định) hoặc --decision-date (ngày ký)"
        stop(Bilingual(vi, "--decision (its number) or --decision-date (the day it was signed) is missing"), status=2)
    decided = read_decision(decision, decision_date, opened.today)
    added, taken = _read_file(codes, added=True), _read_file(removed)
    change = _make_change(
        {
            "decision": decided,
            "from": read_day_or_today(starts, opened.today) if starts else None,
            "kinds": kind or [],
            "area": area or [],
            "replace": replace,
            "add": added,
            "remove": taken,
        }
    )
    text = _read_record(opened.root / path)
    if has_change(text, change):
        vi = f"danh mục đã có đúng thay đổi này của quyết định {decided.number}; không ghi lần nữa"
        stop(Bilingual(vi, f"the list has this very change of {decided.number} already; it is not written again"))
    try:
        write_checked(opened.root, {path: extend_list(text, change).encode()}, opened.today)
    except NoPlaceError as error:
        stop(Bilingual(f"chưa ghi gì: {error.said.vi}", f"nothing was written: {error.said.en}"))
    vi = f"Đã ghi {path}: quyết định {decided.number}, {len(added)} mã thêm vào, {len(taken)} mã bỏ ra."
    en = f"{path} was written: decision {decided.number}, {len(added)} codes added, {len(taken)} codes removed."
    typer.echo(say(Bilingual(vi, en)))


def _read_record(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        stop(Bilingual(f"{file} không phải là tệp chữ UTF-8", f"{file} is no text in UTF-8"))


def _read_file(file: Path | None, added: bool = False) -> Sequence[str]:
    """The codes in a file; to be `added` are only those that it does not call no longer in force."""
    if file is None:
        return ()
    try:
        found = read_codes("\n".join(list_lines(file.read_bytes())))
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không đọc được {file}: {why.vi}", f"{file} cannot be read: {why.en}"), status=2)
    except UnreadableError as error:
        stop(Bilingual(f"{file}: {error.said.vi}", f"{file}: {error.said.en}"), status=2)
    if count := len(found.without_code):
        named = "; ".join(found.without_code[:MOST_NAMED])
        vi = f"{count} dòng của {file} không có mã nên không ghi: {named}"
        typer.echo(show(say(Bilingual(vi, f"lines of {file} without a code, left out: {count}: {named}"))), err=True)
    if found.twice:
        named = ", ".join(found.twice)
        vi = f"{len(found.twice)} mã có hai lần trong {file}, chỉ ghi một: {named}"
        typer.echo(show(say(Bilingual(vi, f"codes that {file} has twice, taken once: {named}"))), err=True)
    if not added or not found.ended:
        return found.codes
    named = ", ".join(found.ended)
    vi = f"{len(found.ended)} mã ở phần bãi bỏ của {file}, không thêm; bỏ khỏi danh mục thì dùng --remove: {named}"
    en = f"codes that {file} calls no longer in force, not added; to take them off the list use --remove: {named}"
    typer.echo(show(say(Bilingual(vi, en))), err=True)
    return [code for code in found.codes if code not in found.ended]


def _make_change(values: dict[str, object]) -> ListChange:
    try:
        return ListChange.model_validate(values)
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        if not wrong:
            vi = "không có mã nào để thêm hay bỏ; ghi --codes hoặc --remove"
            stop(Bilingual(vi, "there is no code to add or to remove; give --codes or --remove"), status=2)
        options = {"decision": "--decision", "kinds": "--kind", "area": "--area"}
        named = ", ".join(options.get(key, key) for key in sorted(wrong))
        stop(Bilingual(f"chưa đúng: {named}", f"wrong: {named}"), status=2)
