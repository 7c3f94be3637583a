"""The command `import`: takes what the national portal and the decisions give into the catalogue, and reports what a person must
decide: records in any format become reference records, lists of codes become the list of a province or postings of a commune."""

import datetime
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.application import app
from niemyet.cli.dialogue.asking import confirm, is_at_terminal
from niemyet.cli.dialogue.readings import read_day_or_today
from niemyet.cli.importing_lists import NO_DECISION, NO_PLACE, take_list
from niemyet.cli.language import Lang, Language, say
from niemyet.cli.proposing import say_what_is_left
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.staged_output import resolve_output
from niemyet.cli.terminal import AsOf, Root, find_root, format_refusal, read_day, show_progress, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.load.tables import UnknownColumnError
from niemyet.model.codes import SLUG
from niemyet.model.folding import fold_words
from niemyet.patterns import regex
from niemyet.portal.answer_file import BrokenAnswersError
from niemyet.portal.english import explain, label
from niemyet.portal.exports import Found, Reading, read_exports
from niemyet.portal.headings import IN_VIETNAMESE, PART_KEYS
from niemyet.portal.items import Recognised
from niemyet.portal.plan import Plan, claim_unnamed, plan_import
from niemyet.portal.provinces import is_unknown, name_committee
from niemyet.portal.record_files import BrokenCatalogueError
from niemyet.portal.report import sum_up, write_report
from niemyet.portal.write import place_files
from niemyet.publish.staging import StagingError

_CODE_IN_FRONT = regex(r"^mã \S+: ")
_OF_OTHERS = regex(r"do .* công bố(?=, không phải của tỉnh đang lấy)")
MOST_APART = 3
"""Refusals for one reason that are named apart; more are one line."""
MOST_NAMED = 5
"""Files that a line names."""
MOST_REFUSALS = 20
"""Refusals shown on the terminal; the report has all."""

_KINDS: Mapping[str, Bilingual] = {
    "word": Bilingual("tệp Word", "Word file"),
    "table": Bilingual("bảng", "table"),
    "json": Bilingual("tệp JSON", "JSON file"),
}


@app.command(
    "import",
    epilog="""
    niemyet import ChiTietTTHC.zip --dry-run
    niemyet import ban-xuat/ --complete --out bao-cao.md
    niemyet import danh-muc.xlsx --province ha-noi --decision 3200/QĐ-UBND --date 26/06/2025
    """,
)
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="TỆP|THƯ MỤC…", help="JSON, Word, bảng tính, CSV, ZIP, hoặc thư mục; nhận theo nội dung, không theo tên."
        ),
    ],
    retrieved: Annotated[str, typer.Option(metavar="NGÀY", help="Ngày của bản xuất. Mặc định: theo tệp, hoặc hôm nay.")] = "",
    complete: Annotated[bool, typer.Option("--complete", help="Bản xuất đầy đủ: thủ tục vắng mặt là đã hết hiệu lực.")] = False,
    columns: Annotated[
        str,
        typer.Option(
            metavar="MỤC=CỘT,…", help="Cột của bảng: code=B,name=C hoặc theo tiêu đề: 'code=Mã hồ sơ'.", show_default=False
        ),
    ] = "",
    province: Annotated[
        str,
        typer.Option(
            metavar="TỈNH",
            help="Thư mục của tỉnh, ví dụ ha-noi: lấy cả thủ tục riêng của tỉnh; danh sách mã thì ghi danh mục của tỉnh.",
            show_default=False,
        ),
    ] = "",
    own: Annotated[
        bool, typer.Option("--own", help="Thủ tục riêng mà nguồn không ghi tỉnh nào công bố là của --province.")
    ] = False,
    commune: Annotated[str, typer.Option(metavar="XÃ", help="Danh sách mã: niêm yết ở xã, phường này.", show_default=False)] = "",
    decision: Annotated[str, typer.Option(metavar="SỐ", help="Quyết định công bố danh mục.", show_default=False)] = "",
    date: Annotated[str, typer.Option(metavar="NGÀY", help="Ngày ký quyết định đó.", show_default=False)] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Thay danh mục của quyết định trước.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Không hỏi lại về các cột đã nhận ra.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ báo cáo, không ghi gì.")] = False,
    out: Annotated[Path | None, typer.Option(help="Ghi báo cáo đầy đủ vào tệp này.", show_default=False)] = None,
    as_of: AsOf = "",
    lang: Lang = Language.VI,
    root: Root = None,
) -> None:
    """Lấy thủ tục, danh sách mã từ tệp của Cổng Dịch vụ công quốc gia hoặc của tỉnh, kèm báo cáo những điều phải quyết định."""
    for path in paths:
        if not path.exists():
            stop(Bilingual(f"không có {path}", f"there is no {path}"), status=2)
    given, province = province, folder_of_province(province)
    if province and commune:
        stop(Bilingual("chỉ ghi một trong --province, --commune", "give only one of --province and --commune"), status=2)
    today = read_day(as_of)
    folder = find_root(root)
    if province and (not SLUG.fullmatch(province) or is_unknown(folder, find_reference(folder), province)):
        vi = f"'{given}' không phải là tên thư mục của một tỉnh, ví dụ ha-noi"
        stop(Bilingual(vi, f"'{given}' is not the folder name of a province, such as ha-noi"), status=2)
    if own and not province:
        stop(Bilingual("--own cần --province", "--own needs --province"), status=2)
    named = _read_columns(columns)
    with show_progress() as progress:
        reading = Reading(say, named, progress)
        found = _read(paths, reading)
    if own:
        found = claim_unnamed(found, name_committee(folder, find_reference(folder), province))
    listed = [item for item in found if item.listed]
    others = [item for item in found if not item.listed]
    _tell_recognised(reading)
    if listed and not province and not commune and not any(item.record for item in others):
        stop(NO_PLACE, status=2)
    _confirm(reading, yes or dry_run or bool(named))
    whole = True
    if any(item.record for item in others) or not listed:
        whole = _take_records(folder, others, read_day_or_today(retrieved, today), today, complete, province, dry_run, out)
    elif others:
        _tell_refusals([(item.origin, item.refusal) for item in others])
        whole = False
    if listed and province and not decision and any(item.record for item in others):
        typer.echo(f"{show(listed[0].origin)}: {say(NO_DECISION)}", err=True)
        whole = False
    elif listed and (province or commune):
        whole = take_list(folder, listed, province, commune, decision, date, replace, today, dry_run) and whole
    elif listed:
        typer.echo(f"{show(listed[0].origin)}: {say(NO_PLACE)}", err=True)
        whole = False
    if dry_run:
        typer.echo(say(Bilingual("Chạy thử: chưa ghi gì vào danh mục.", "Dry run: nothing was written into the catalogue.")))
    raise typer.Exit(0 if whole else 1)


def _read(paths: Sequence[Path], reading: Reading) -> list[Found]:
    try:
        return list(read_exports(paths, reading))
    except UnknownColumnError as error:
        vi = f"không có cột '{error.column}'; ghi chữ cái của cột (B) hoặc đúng tiêu đề"
        stop(Bilingual(vi, f"there is no column '{error.column}'; write its letter (B) or its heading"), status=2)
    except OSError as error:  # of the machine, not of one file: the others would be taken as if they were all
        why = format_refusal(error)
        vi = f"không đọc được {error.filename}: {why.vi}; danh mục giữ nguyên"
        stop(Bilingual(vi, f"{error.filename} cannot be read: {why.en}; the catalogue stays as it was"))


def _read_columns(text: str) -> dict[str, str]:
    """The columns that a person names: key, or Vietnamese name of what it is, and letters or heading."""
    named = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        what, _, column = pair.partition("=")
        key = what.strip() if what.strip() in IN_VIETNAMESE else PART_KEYS.get(fold_words(what), "")
        if not key or not column.strip():
            vi = f"--columns không rõ '{pair}'; viết như code=B,name=C; các mục: {', '.join(IN_VIETNAMESE)}"
            en = f"--columns does not say what '{pair}' is; write it like code=B,name=C; known: {', '.join(IN_VIETNAMESE)}"
            stop(Bilingual(vi, en), status=2)
        named[key] = column.strip()
    return named


def _take_records(
    folder: Path,
    found: Sequence[Found],
    retrieved: datetime.date,
    today: datetime.date,
    complete: bool,
    province: str,
    dry_run: bool,
    out: Path | None,
) -> bool:
    """Takes the records into the reference and reports; returns whether nothing was refused."""
    try:
        with show_progress() as progress:
            plan = plan_import(folder, found, retrieved, today, complete, progress, find_reference(folder), province)
        report = {} if out is None else {resolve_output(out): write_report(plan, today, written=not dry_run).encode()}
        takes = not dry_run and plan.texts and any(row.outcome != "by_hand" for row in plan.rows)
        place_files(folder, plan.texts if takes else {}, plan.removed if takes else (), report)
    except (BrokenCatalogueError, BrokenAnswersError) as error:
        stop(Bilingual(f"{error}; chưa ghi gì vào danh mục", f"{error}; nothing was written into the catalogue"))
    except StagingError as error:
        vi = f"không ghi được vào {error.filename}: {error.said.vi}; danh mục giữ nguyên"
        stop(Bilingual(vi, f"cannot write into {error.filename}: {error.said.en}; the catalogue stays as it was"))
    except OSError as error:
        refusal, left = format_refusal(error), say_what_is_left(folder)
        vi = f"không ghi được {error.filename}: {refusal.vi}; {left.vi}"
        stop(Bilingual(vi, f"cannot write {error.filename}: {refusal.en}; {left.en}"))
    _print_summary(plan)
    if out is not None:
        typer.echo(f"{say(Bilingual('Báo cáo', 'Report'))}: {out}")
    return not plan.refusals


def _tell_recognised(reading: Reading) -> None:
    """What the files were taken for: counts, and the columns of each table."""
    counts = Counter(one.kind for one in reading.recognised)
    tables = [one for one in reading.recognised if one.kind == "table"]
    if set(counts) - {"json"}:
        words = ", ".join(_count(counts[kind], words) for kind, words in _KINDS.items() if counts[kind])
        typer.echo(f"{say(Bilingual('Nhận ra', 'Recognised'))}: {words}.")
    for one in tables:
        typer.echo(f"  {show(one.origin)}, {say(Bilingual('từ dòng', 'from row'))} {one.first_row}: {_describe_columns(one)}")
    if reading.skipped:
        count, named = len(reading.skipped), ", ".join(show(path) for path in reading.skipped[:3])
        vi, en = f"Bỏ qua {count} tệp không phải dữ liệu", f"{count} files that are no data were left out"
        typer.echo(f"{say(Bilingual(vi, en))}: {named}{', …' if count > 3 else ''}")


def _count(count: int, words: Bilingual) -> str:
    return say(Bilingual(f"{count} {words.vi}", f"{count} {words.en}{'' if count == 1 else 's'}"))


def _describe_columns(one: Recognised) -> str:
    return "; ".join(f"{letters} '{show(heading)}' → {what.lower()}" for letters, heading, what in one.columns)


def _confirm(reading: Reading, given: bool) -> None:
    """Asks at a terminal whether the columns are right; elsewhere --yes or --columns must have said so."""
    if given or not any(one.kind == "table" for one in reading.recognised):
        return
    if not is_at_terminal():
        vi = "xem các cột đã nhận ra ở trên; đúng thì thêm --yes, sai thì ghi --columns"
        stop(Bilingual(vi, "look at the columns above; add --yes if they are right, else give --columns"), status=2)
    if not confirm(Bilingual("Các cột như trên có đúng không?", "Are these columns right?"), proposal=True):
        stop(
            Bilingual("chưa ghi gì; ghi rõ cột bằng --columns", "nothing was written; name the columns with --columns"), status=2
        )


def _name_group(head: Bilingual, why: str, group: Sequence[tuple[str, str]]) -> str:
    named = [show(Path(str(origin)).name) for origin, _ in group[:MOST_NAMED]]
    more = ", …" if len(group) > MOST_NAMED else ""
    return f"{say(head)}: {len(group)} {say(Bilingual('bản', 'records'))} ({', '.join(named)}{more}): {show(say(explain(why)))}"


def _print_summary(plan: Plan) -> None:
    if sys.stdout.isatty():
        from rich.console import Console  # here, because it is slow to load
        from rich.table import Table

        table = Table(show_header=False)
        for words, count in sum_up(plan):
            table.add_row(say(label(words)), str(count))
        Console().print(table)
    else:
        for words, count in sum_up(plan):
            typer.echo(f"{count:>6}  {show(say(label(words)))}")
    _tell_refusals(plan.refusals)
    _tell(Bilingual("để lại", "left out"), plan.left_out)


def _tell_refusals(refusals: Sequence[tuple[str, str]]) -> None:
    _tell(Bilingual("không lấy được", "not taken"), refusals)


def _tell(head: Bilingual, refusals: Sequence[tuple[str, str]]) -> None:
    """Names each place, those that are left out for one reason in one line, and counts what is too much for a screen."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for origin, reason in refusals:
        groups.setdefault(_OF_OTHERS.sub("do tỉnh khác công bố", _CODE_IN_FRONT.sub("", reason)), []).append((origin, reason))
    apart = [one for group in groups.values() if len(group) <= MOST_APART for one in group]
    for why, group in groups.items():
        if len(group) > MOST_APART:
            typer.echo(_name_group(head, why, group), err=True)
    for origin, reason in apart[:MOST_REFUSALS]:
        typer.echo(f"{say(head)}: {show(str(origin))}: {show(say(explain(reason)))}", err=True)
    if len(apart) > MOST_REFUSALS:
        more = len(apart) - MOST_REFUSALS
        vi, en = (
            f"… và {more} chỗ khác; xem đủ trong báo cáo (--out TỆP)",
            f"… and {more} others; the report has all (--out FILE)",
        )
        typer.echo(say(Bilingual(vi, en)), err=True)
