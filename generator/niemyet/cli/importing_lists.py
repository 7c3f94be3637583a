"""For `import`: writes the list of a province, or postings of a commune, from a list of codes, and tells what is left out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import typer

from niemyet.catalogue.reference import read_reference
from niemyet.cli.checked_files import write_checked
from niemyet.cli.dialogue.decisions import read_decision
from niemyet.cli.language import say
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.editing.drafts import draft_posting
from niemyet.law.provincial_lists import list_required
from niemyet.law.versions import current_version
from niemyet.load.laying_over import find_catalogue
from niemyet.model.kinds import path_of
from niemyet.model.procedure import Decision
from niemyet.portal.code_lists import ListKeptError, SortedCodes, put_list, sort_codes
from niemyet.portal.exports import Found
from niemyet.validate.records import Reference

MOST_NAMED = 20
"""Codes and lines that are named on the terminal; the rest are counted."""

NO_PLACE = Bilingual(
    "đây là danh sách mã; thêm --province TỈNH --decision SỐ để ghi danh mục của tỉnh, hoặc --commune XÃ để niêm yết",
    "this is a list of codes; add --province PROVINCE --decision NUMBER for a province's list, or --commune COMMUNE for postings",
)

NO_DECISION = Bilingual(
    "là danh sách mã, chưa lấy; chạy riêng tệp ấy với --decision SỐ --date NGÀY để ghi danh mục của tỉnh",
    "it is a list of codes, not taken; run this for that file alone with --decision NUMBER --date DATE for a province's list",
)


def take_list(
    root: Path,
    entries: Sequence[Found],
    province: str,
    commune: str,
    decision: str,
    day: str,
    replace: bool,
    today: date,
    dry_run: bool,
) -> bool:
    """Writes the list or the postings; returns whether everything was taken."""
    reference, _ = read_reference(root, find_catalogue(root, find_reference(root)), today)
    place = (province or commune).strip("/").removeprefix("catalogue/")
    law = reference.law_of(place.split("/")[0])
    codes = sort_codes(entries, {code for code, versions in law.procedures.items() if versions})
    if province:
        texts = _list_of_province(root, reference, place, _decide(decision, day, today), codes, replace)
    else:
        texts = _postings(root, reference, place, decision, day, codes, today)
    if texts and not dry_run:
        write_checked(root, {path: text.encode() for path, text in texts.items()}, today)
    _tell(codes, texts, dry_run)
    return not codes.unknown and not codes.left_out


def _decide(number: str, day: str, today: date) -> Decision:
    if not number:
        said = Bilingual("thiếu --decision: số quyết định công bố danh mục", "--decision is missing: the number of the decision")
        stop(said, status=2)
    return read_decision(number, day, today)


def _list_of_province(
    root: Path, reference: Reference, province: str, decision: Decision, codes: SortedCodes, replace: bool
) -> Mapping[str, str]:
    if province not in reference.provinces:
        vi = f"chưa có catalogue/{province}/province.yaml; hãy chạy trước: niemyet new province"
        stop(Bilingual(vi, f"there is no catalogue/{province}/province.yaml; run first: niemyet new province"), status=2)
    path = path_of("province", province)
    before = (root / path).read_text("utf-8")
    try:
        after = put_list(before, decision, (entry.code for entry in codes.known), replace)
    except ListKeptError as error:
        command = (
            f"niemyet new list {province} --decision {decision.number} --decision-date {decision.date or 'NGÀY'} --codes TỆP"
        )
        vi = (
            f"tỉnh đã có danh mục theo quyết định {error}. {decision.number} bổ sung danh mục ấy thì chạy: {command}; "
            "lập lại từ đầu thì thêm --replace, danh mục đang có sẽ mất"
        )
        en = (
            f"the province has a list by decision {error}. If {decision.number} adds to it, run: {command}; "
            "to begin anew add --replace, and the present list is gone"
        )
        stop(Bilingual(vi, en))
    except ValueError:
        vi = f"{path} đang có lỗi; sửa theo niemyet check rồi lấy lại"
        stop(Bilingual(vi, f"{path} has errors; mend it as niemyet check says and import again"))
    return {path: after} if after != before else {}


def _postings(
    root: Path, reference: Reference, commune: str, decision: str, day: str, codes: SortedCodes, today: date
) -> Mapping[str, str]:
    files = next((files for files in reference.communes if files.path == commune), None)
    if files is None or not (root / path_of("commune", commune)).is_file():
        vi = f"chưa có catalogue/{commune}/commune.yaml; hãy chạy trước: niemyet new commune"
        stop(Bilingual(vi, f"there is no catalogue/{commune}/commune.yaml; run first: niemyet new commune"), status=2)
    of_province = reference.provinces.get(commune.split("/")[0])
    listed = of_province.province.list if of_province else None
    decided = listed.decision if listed and not decision else _decide(decision, day, today)
    listed_by = {} if decision else list_required(listed, today)
    texts = {}
    for entry in codes.known:
        name = current_version(reference.versions(entry.code), today).name
        by = listed_by[entry.code].decision if entry.code in listed_by else decided
        draft = draft_posting(commune, entry.code, " ".join(name.split()), by, today, entry.counter)
        if not (root / draft.path).exists():
            texts[draft.path] = draft.text
    return texts


def _tell(codes: SortedCodes, texts: Iterable[str], dry_run: bool) -> None:
    known, written, unknown = len(codes.known), len(list(texts)), len(codes.unknown)
    typer.echo(say(Bilingual(f"{known:>6}  mã có trong danh mục", f"{known:>6}  codes that the catalogue has")))
    told = Bilingual(f"tệp {'sẽ ' if dry_run else ''}ghi", "files to write" if dry_run else "files written")
    typer.echo(f"{written:>6}  {say(told)}")
    if unknown:
        vi = f"{unknown} mã chưa có bản chung, chưa đưa vào; lấy bản ghi của chúng (niemyet import) rồi chạy lại:"
        en = f"codes without a record in the catalogue, left out: {unknown}; import their records and run this again:"
        typer.echo(say(Bilingual(vi, en)), err=True)
    _name([f"  {entry.code}  {entry.name}" for entry in codes.unknown])
    _name([f"{origin}: {say(said)}" for origin, said in codes.left_out])


def _name(lines: Sequence[str]) -> None:
    for line in lines[:MOST_NAMED]:
        typer.echo(show(line), err=True)
    if (more := len(lines) - MOST_NAMED) > 0:
        typer.echo(say(Bilingual(f"  … và {more} chỗ khác", f"  … and {more} others")), err=True)
