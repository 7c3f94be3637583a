"""The command `new posting`: a procedure, a field or a province's whole list, posted by a commune or by all of a province."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from niemyet.catalogue.communes import load_commune
from niemyet.cli.draft_files import write_drafts
from niemyet.cli.drafts import Number, Signed, ask, choose_decision, new, read_catalogue
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.terminal import AsOf, Root, find_root, read_day, read_written_day, stop
from niemyet.editing.drafts import draft_posting
from niemyet.law.provincial_lists import list_required, required_procedures
from niemyet.law.versions import current_version
from niemyet.load.finding import CommuneFiles
from niemyet.model.procedure import Decision
from niemyet.resolve.site import ResolvedReference, law_of_communes, resolve_reference
from niemyet.validate.records import CommuneRecords, Reference


@new.command(
    epilog="""
    niemyet new posting
    niemyet new posting --commune ha-noi/thuong-tin --procedure 1.001193
    niemyet new posting --commune ha-noi --list
    """,
)
def posting(
    place: Annotated[
        str,
        typer.Option(
            "--commune", metavar="NƠI", help="Xã, phường: ha-noi/thuong-tin; hoặc ha-noi: mọi xã của tỉnh.", show_default=False
        ),
    ] = "",
    code: Annotated[
        list[str] | None, typer.Option("--procedure", metavar="MÃ", help="Mã thủ tục, ví dụ 1.001193.", show_default=False)
    ] = None,
    field: Annotated[str, typer.Option("--field", metavar="LĨNH VỰC", help="Niêm yết cả một lĩnh vực.", show_default=False)] = "",
    whole_list: Annotated[bool, typer.Option("--list", help="Niêm yết cả danh mục của tỉnh.")] = False,
    decision: Number = "",
    decision_date: Signed = "",
    posted: Annotated[str, typer.Option("--posted", metavar="NGÀY", help="Ngày niêm yết.", show_default=False)] = "",
    counter: Annotated[str, typer.Option("--counter", help="Quầy tiếp nhận.", show_default=False)] = "",
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn bản niêm yết của xã: một thủ tục, cả một lĩnh vực, hoặc cả danh mục của tỉnh."""
    folder, today = find_root(root), read_day(as_of)
    reference = read_catalogue(folder, today)
    place = ask(place, "--commune", "Xã, phường nào (thư mục, ví dụ ha-noi/thuong-tin)").strip("/")
    if place not in {files.path for files in reference.communes}:
        place = folder_of_province(place) if "/" not in place else place
    asked = [files for files in reference.communes if place in (files.path, files.province)]
    resolved = resolve_reference(reference, today)
    found = [read for files in asked if (read := _load(folder, files, reference, resolved)).commune is not None]
    if not found:
        missing = f"xã, phường nào ở {place}" if place in reference.provinces else f"catalogue/{place}/commune.yaml"
        stop(f"chưa có {missing}; hãy chạy trước: niemyet new commune, hoặc new communes với một bảng", status=2)
    if whole_list:
        by = _required(reference, found, today)
        if decision:
            decided = choose_decision(decision, decision_date, None)
            by = {path: dict.fromkeys(listed, decided) for path, listed in by.items()}
    else:
        chosen = _choose_codes(reference, found[0], code or [], field)
        decided = choose_decision(decision, decision_date, _propose_decision(reference, found, today))
        by = {read.path: dict.fromkeys(chosen, decided) for read in found}
    day = read_written_day(ask(posted, "--posted", "Ngày niêm yết (ví dụ 20/11/2026)", today.isoformat()))
    drafts = []
    for read in found:
        for one, deciding in by[read.path].items():
            procedure = current_version(reference.versions(one), today)
            counters = read.commune.counters if read.commune else ()
            own = next((c.name for c in counters if procedure.field in c.fields), "")
            drafts.append(draft_posting(read.path, one, procedure.name, deciding, day, counter or own))
    write_drafts(folder, drafts, today)


def _load(root: Path, files: CommuneFiles, reference: Reference, resolved: ResolvedReference) -> CommuneRecords:
    law = law_of_communes(reference, resolved, files.province)
    return load_commune(root, files, law).records


def _required(reference: Reference, found: Sequence[CommuneRecords], today: date) -> dict[str, dict[str, Decision]]:
    """Commune → what the province's list asks of it, each with the decision that brought it; what has no record is named once."""
    asked: dict[str, dict[str, Decision]] = {}
    missing: dict[str, None] = {}
    for read in found:
        province = read.path.split("/")[0]
        record = reference.provinces.get(province)
        if record is None or record.province.list is None or read.commune is None:
            stop(
                "tỉnh chưa có danh mục; hãy chạy trước: "
                f"niemyet import danh-muc.xlsx --province {province} --decision SỐ --date NGÀY",
                status=2,
            )
        required, law = required_procedures(record.province, read.commune, today), reference.law_of(province)
        missing |= dict.fromkeys(code for code in required if not law.procedures.get(code))
        asked[read.path] = {code: one.decision for code, one in required.items() if law.procedures.get(code)}
    if missing:
        typer.echo(f"Bỏ qua {len(missing)} mã của danh mục chưa có bản chung: {', '.join(missing)}", err=True)
    return asked


def _choose_codes(reference: Reference, read: CommuneRecords, codes: Sequence[str], field: str) -> list[str]:
    law = reference.law_of(read.path.split("/")[0])
    known = {code: versions[0] for code, versions in law.procedures.items() if versions}
    if field:
        if field not in (reference.law.fields or {}):
            stop(f"không có lĩnh vực '{field}'; các lĩnh vực: {', '.join(reference.law.fields or {})}", status=2)
        return [code for code, procedure in known.items() if procedure.field == field]
    chosen = list(codes) or ask("", "--procedure", "Mã thủ tục (nhiều mã thì cách nhau dấu phẩy)").replace(",", " ").split()
    for code in chosen:
        if code not in known and code in law.owners:
            stop(f"'{code}' là thủ tục riêng của {law.owners[code]}; nơi khác không niêm yết được", status=2)
        if code not in known:
            stop(f"chưa có thủ tục '{code}' trong catalogue/reference; hãy chạy trước: niemyet new procedure", status=2)
    return chosen


def _propose_decision(reference: Reference, found: Sequence[CommuneRecords], today: date) -> Decision | None:
    """The latest decision among a commune's postings and those behind its list; for several, behind what the list asks of all."""
    [first, *others] = found
    of_province = reference.provinces.get(first.path.split("/")[0])
    listed = of_province.province.list if of_province is not None else None
    used = [] if others else [posting.decision for posting in first.postings.values() if posting.decision.date is not None]
    if of_province is not None and listed is not None and first.commune is not None:
        required = list_required(listed, today) if others else required_procedures(of_province.province, first.commune, today)
        used += [one.decision for one in required.values()] or [listed.decision]
    return max(used, key=lambda decision: (decision.date or date.min, decision.number), default=None)
