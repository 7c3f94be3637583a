"""The command `init`: a new content repository for a province, in an empty folder."""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cache.placing import place_together
from niemyet.cli.application import app
from niemyet.cli.dialogue.asking import Dialogue, NotTakenError, read_text
from niemyet.cli.dialogue.places import is_list_asked_for, list_of, unit_of
from niemyet.cli.language import say
from niemyet.cli.terminal import complete_writing, format_refusal, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.new_repository import Beginning, draft_repository
from niemyet.editing.unit_names import name_in_full, seek_alike, seek_units
from niemyet.external.git import begin_repository
from niemyet.load.packaged import read_register
from niemyet.model.folding import to_slug
from niemyet.model.reference import Unit
from niemyet.model.settings import NOT_YET
from niemyet.model.unit_folders import official_folders
from niemyet.patterns import regex

FIRST_FIELD = "ho-tich"
"""What every commune settles, and people come for most."""
ALL = ("tat-ca", "all")
WHICH_PROVINCE = Bilingual("Tỉnh, thành phố nào (tên hoặc mã; ? để xem danh sách)", "Which province (name or code; ? for a list)")
WHICH_COMMUNES = Bilingual(
    "Xã, phường nào (tên hoặc mã, cách nhau dấu phẩy; 'tất cả' là mọi xã; ? để xem danh sách; bỏ trống nếu để sau)",
    "Which communes (names or codes with commas between them; 'all' for all; ? for a list; leave it empty to add them later)",
)
NAME = Bilingual("Tên của trang", "Name of the site")
ADDRESS = Bilingual(
    "Địa chỉ của trang, ví dụ https://thu-tuc.example/ (bỏ trống nếu chưa có)",
    "Address of the site, for instance https://thu-tuc.example/ (leave it empty if there is none yet)",
)
_ADDRESS = regex(r"https?://[^\s/?#<>\"'\\]+(?:/[^\s?#<>\"'\\]*)?", re.IGNORECASE)
_EMPTY = frozenset({".git", ".venv"})
"""What may lie in an empty folder: a repository that was made on a forge and cloned, and the program installed in it."""


@app.command(
    epilog="""
    niemyet init thu-tuc
    niemyet init thu-tuc --province 'Cao Bằng' --commune 'tất cả' --yes
    """
)
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
            help="Xã, phường: tên hoặc mã; 'tất cả' là mọi xã.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="TÊN", help="Tên của trang.", show_default=False)] = "",
    url: Annotated[str, typer.Option("--url", metavar="ĐỊA CHỈ", help="Địa chỉ của trang khi đã đăng.", show_default=False)] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Không hỏi: những gì chưa nêu thì theo gợi ý.")] = False,
) -> None:
    """Lập kho nội dung mới cho một tỉnh: hỏi tỉnh nào, xã nào, tên và địa chỉ của trang, rồi ghi mọi tệp cần để bắt đầu."""
    complete_writing(folder)
    if folder.exists() and not folder.is_dir():
        stop(Bilingual(f"{folder} là một tệp; chọn một thư mục mới", f"{folder} is a file; choose a new folder"), status=2)
    if folder.is_dir() and {entry.name for entry in folder.iterdir()} - _EMPTY:
        vi = f"thư mục {folder} không trống; chọn một thư mục mới, những gì có trong đó giữ nguyên"
        stop(Bilingual(vi, f"the folder {folder} is not empty; choose a new one, what is in it stays"), status=2)
    units = read_register()
    talk, folders = Dialogue(), official_folders(units)
    provinces = [unit for unit in units.values() if not unit.province_code]
    chosen = talk.ask(province, "--province", WHICH_PROVINCE, None, unit_of(units, provinces))
    named = f"{chosen.kind} {chosen.name}"
    within = [unit for unit in units.values() if unit.province_code == chosen.code]
    read_communes = _communes_of(units, chosen, within)
    given = ",".join(communes or ())
    taken = read_communes("") if yes and not given else talk.ask(given, "--commune", WHICH_COMMUNES, "", read_communes)
    usual = f"Thủ tục hành chính {named}"
    title = read_text(name or usual) if yes else talk.ask_words(name, "--name", NAME, usual)
    address = NOT_YET if yes and not url else talk.ask(url, "--url", ADDRESS, "", _read_address)
    drafts = list(draft_repository(Beginning(chosen, taken, folders, title, address, version("niemyet"))))
    try:
        place_together(folder, {folder / draft.path: draft.text.encode() for draft in drafts})
    except OSError as error:
        where, why = error.filename or folder, format_refusal(error)
        vi = f"không ghi được {where}: {why.vi}; thư mục giữ nguyên như trước"
        stop(Bilingual(vi, f"{where} cannot be written: {why.en}; the folder stays as it was"))
    _say_how_to_go_on(folder, named, len(drafts), [folders[unit.code] for unit in taken], begin_repository(folder))


def _say_how_to_go_on(folder: Path, named: str, files: int, communes: Sequence[str], with_git: bool) -> None:
    """Says what was made, and all that leads from there to a first commune's site: nobody has to look it up elsewhere."""
    git = Bilingual(", kho git", ", a git repository") if with_git else Bilingual("", "")
    vi = f"Đã lập kho của {named} ở {folder}: {files} tệp{git.vi}."
    typer.echo(say(Bilingual(vi, f"The repository of {named} was made at {folder}: {files} files{git.en}.")))
    steps = [f"cd {folder}", "niemyet check", "niemyet build", "niemyet serve"]
    meant = Bilingual("serve để xem trang", "serve shows the site")
    if communes:
        vi = f"{len(communes)} xã, phường là bản nháp, trang ghi là dữ liệu mẫu: sửa commune.yaml rồi xóa dòng sample."
        en = f"drafts of communes: {len(communes)}; the site calls them samples: mend commune.yaml, then remove the line sample."
        typer.echo(say(Bilingual(vi, en)))
        steps[1:1] = [f"niemyet new posting --commune {communes[0]} --field {FIRST_FIELD}"]
        steps[-1:-1] = [f"niemyet sheets {communes[0]}"]
        meant = Bilingual(
            f"new posting niêm yết cả một lĩnh vực, sheets in tờ để dán bảng, {meant.vi}",
            f"new posting posts a whole field, sheets prints for the notice board, {meant.en}",
        )
    listed = "\n".join(f"    {step}" for step in steps)
    vi = f"Tiếp theo ({meant.vi}):\n\n{listed}\n\nBiểu trưng, màu, tên: mkdocs.yml. Trước khi công bố: xem README.md."
    en = f"Next ({meant.en}):\n\n{listed}\n\nLogo, colours, name: mkdocs.yml. Before you publish: read README.md."
    typer.echo(say(Bilingual(vi, en)))


def _communes_of(units: Mapping[str, Unit], province: Unit, within: Sequence[Unit]) -> Callable[[str], tuple[Unit, ...]]:
    """A reader of communes of a province: codes or names with commas between them, or all."""

    def read(answer: str) -> tuple[Unit, ...]:
        asked = [part.strip() for part in answer.split(",") if part.strip()]
        if any(to_slug(part) in ALL for part in asked):
            return tuple(within)
        return tuple({unit.code: unit for unit in map(find, asked)}.values())

    def find(words: str) -> Unit:
        found = seek_units(units, within, words)
        if not found:
            whose = f"{province.kind} {province.name}"
            if is_list_asked_for(words):
                raise list_of(within, Bilingual(whose, whose))
            alike = ", ".join(f"{unit.kind} {unit.name}" for unit in seek_alike(within, words))
            vi, en = f"{whose} không có xã, phường '{words}'", f"{whose} has no commune '{words}'"
            if alike:
                raise NotTakenError(f"{vi}; gần giống: {alike}", f"{en}; like it are: {alike}")
            raise NotTakenError(f"{vi}; ghi tên hiện nay hoặc mã", f"{en}; write its name of today or its code")
        if len(found) > 1:
            listed = ", ".join(f"{unit.code} ({name_in_full({}, unit)})" for unit in found)
            raise NotTakenError(
                f"có {len(found)} đơn vị tên '{words}'; ghi mã: {listed}",
                f"{len(found)} units are called '{words}'; write a code: {listed}",
            )
        return found[0]

    return read


def _read_address(words: str) -> str:
    if not words.strip():
        return NOT_YET
    if not _ADDRESS.fullmatch(words):
        raise NotTakenError(
            f"'{words}' không phải là địa chỉ của một trang; viết như https://thu-tuc.example/",
            f"'{words}' is no address of a site; write it like https://thu-tuc.example/",
        )
    return words.rstrip("/") + "/"
