"""The command `init`: a new content repository for a province, in an empty folder."""

import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.application import app
from niemyet.cli.drafts import _ask as ask
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.terminal import format_refusal, stop
from niemyet.editing.drafts import Draft, find_units
from niemyet.editing.new_repository import Beginning, draft_repository
from niemyet.external.git import begin_repository
from niemyet.load.packaged import read_register
from niemyet.model.folding import to_slug
from niemyet.model.reference import Unit
from niemyet.model.unit_folders import official_folders

NOT_YET = "https://thu-tuc.example/"
"""The address of a site that has none yet: a name that leads nowhere."""
ALL = "tat-ca"
_ADDRESS = re.compile(r"https?://[^\s/?#<>\"'\\]+(?:/[^\s?#<>\"'\\]*)?", re.IGNORECASE)
_EMPTY = frozenset({".git"})
"""What may lie in an empty folder: a repository that was made on a forge and cloned has nothing else."""


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="THƯ MỤC", help="Thư mục mới, hoặc thư mục trống.", show_default=False)],
    province: Annotated[
        str,
        typer.Option(
            "--province", metavar="TỈNH", help="Tỉnh, thành phố: tên có dấu hay không dấu, hoặc mã.", show_default=False
        ),
    ] = "",
    communes: Annotated[
        list[str] | None,
        typer.Option(
            "--commune",
            metavar="XÃ",
            help="Xã, phường: tên hoặc mã; 'tất cả' là mọi xã. Viết được nhiều lần.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="TÊN", help="Tên của trang.", show_default=False)] = "",
    url: Annotated[str, typer.Option("--url", metavar="ĐỊA CHỈ", help="Địa chỉ của trang khi đã đăng.", show_default=False)] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Không hỏi: những gì chưa nêu thì theo gợi ý.")] = False,
) -> None:
    """Lập kho nội dung mới cho một tỉnh: hỏi tỉnh nào, xã nào, tên và địa chỉ của trang, rồi ghi mọi tệp cần để bắt đầu."""
    if folder.exists() and not folder.is_dir():
        stop(f"{folder} là một tệp; chọn một thư mục mới", status=2)
    if folder.is_dir() and {entry.name for entry in folder.iterdir()} - _EMPTY:
        stop(f"thư mục {folder} không trống; chọn một thư mục mới, những gì có trong đó giữ nguyên", status=2)
    units = read_register()
    folders = official_folders(units)
    chosen = _choose_province(units, folders, ask(province, "--province", "Tỉnh, thành phố nào (tên hoặc mã)"))
    named = f"{chosen.kind} {chosen.name}"

    def propose(given: str, option: str, question: str, proposal: str) -> str:
        return given or (proposal if yes else ask("", option, question, proposal))

    which = "Xã, phường nào (tên hoặc mã, cách nhau dấu phẩy; 'tất cả' là mọi xã; bỏ trống nếu để sau)"
    within = [unit for unit in units.values() if unit.province_code == chosen.code]
    taken = _choose_communes(within, chosen, propose(",".join(communes or ()), "--commune", which, ""))
    title = propose(name, "--name", "Tên của trang", f"Thủ tục hành chính {named}")
    address = propose(url, "--url", "Địa chỉ của trang, ví dụ https://thu-tuc.example/ (bỏ trống nếu chưa có)", "")
    beginning = Beginning(chosen, taken, folders, " ".join(title.split()), _read_address(address), version("niemyet"))
    drafts = list(draft_repository(beginning))
    try:
        _write(folder, drafts)
    except OSError as error:
        stop(f"không ghi được {error.filename or folder}: {format_refusal(error).vi}; thư mục giữ nguyên như trước")
    with_git = begin_repository(folder)
    typer.echo(f"Đã lập kho của {named} ở {folder}: {len(drafts)} tệp{', kho git' if with_git else ''}.")
    if taken:
        typer.echo(f"{len(taken)} xã, phường là bản nháp, trang ghi là dữ liệu mẫu: sửa commune.yaml rồi xóa dòng sample.")
    typer.echo(f"Tiếp theo:\n\n    cd {folder}\n    niemyet check\n    niemyet build\n\nTrước khi công bố: xem README.md.")


def _choose_province(units: Mapping[str, Unit], folders: Mapping[str, str], words: str) -> Unit:
    provinces = [unit for unit in units.values() if not unit.province_code]
    place = folder_of_province(words)
    found = [unit for unit in provinces if words == unit.code or place == folders[unit.code]]
    if not found:
        stop(f"không có tỉnh, thành phố '{words}'; các tỉnh: {', '.join(unit.name for unit in provinces)}", status=2)
    return found[0]


def _choose_communes(within: Sequence[Unit], province: Unit, words: str) -> tuple[Unit, ...]:
    asked = [part.strip() for part in words.split(",") if part.strip()]
    if any(to_slug(part) == ALL for part in asked):
        return tuple(within)
    chosen = {}
    for part in asked:
        found = list(find_units(within, part))
        if not found:
            stop(f"{province.kind} {province.name} không có xã, phường '{part}'; ghi tên hiện nay hoặc mã", status=2)
        if len(found) > 1:
            stop(
                f"có {len(found)} đơn vị tên '{part}'; ghi mã: {', '.join(f'{u.code} ({u.kind} {u.name})' for u in found)}",
                status=2,
            )
        chosen[found[0].code] = found[0]
    return tuple(chosen.values())


def _read_address(words: str) -> str:
    if not words:
        return NOT_YET
    if not _ADDRESS.fullmatch(words):
        stop(f"'{words}' không phải là địa chỉ của một trang; viết như https://thu-tuc.example/", status=2)
    return words.rstrip("/") + "/"


def _write(folder: Path, drafts: Sequence[Draft]) -> None:
    """Writes the files. If it cannot, or is interrupted, nothing of it stays."""
    made: list[Path] = []
    try:
        for draft in drafts:
            file = folder / draft.path
            missing = [above for above in reversed(file.parents) if not above.exists()]
            for above in missing:
                above.mkdir()
                made.append(above)
            made.append(file)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(draft.text)
    except BaseException:  # also after Ctrl-C
        for path in reversed(made):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)
        raise
