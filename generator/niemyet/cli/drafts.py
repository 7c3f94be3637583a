"""The command `new`: asks for what a new record needs, proposes what is known, writes a file that passes the check, except for
what only a person can write: an article's text, a procedure's papers.

Every question has an option. Without a terminal, proposals are accepted, and a missing answer ends the command.
"""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import typer
from pydantic import ValidationError

from niemyet.catalogue.communes import load_commune
from niemyet.catalogue.reference import read_reference
from niemyet.cli.application import app
from niemyet.cli.command_group import CommandGroup
from niemyet.cli.draft_files import write_drafts
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, read_day, read_written_day, stop
from niemyet.editing.drafts import (
    draft_article,
    draft_commune,
    draft_posting,
    draft_procedure,
    draft_province,
    find_units,
    find_units_by_former,
)
from niemyet.law.provincial_lists import list_required, required_procedures
from niemyet.law.versions import current_version
from niemyet.load.finding import CommuneFiles
from niemyet.load.laying_over import find_catalogue
from niemyet.model.article import Topic
from niemyet.model.meant_hours import meant_periods
from niemyet.model.procedure import Decision
from niemyet.model.reference import Unit
from niemyet.model.vocabulary import TOPIC_NAMES
from niemyet.resolve.site import ResolvedReference, law_of_communes, resolve_reference
from niemyet.validate.records import CommuneRecords, Reference

new = typer.Typer(cls=CommandGroup, help="Soạn một bản ghi mới: hỏi, gợi ý, rồi ghi tệp đã qua kiểm tra.", no_args_is_help=True)
app.add_typer(new, name="new")

Number = Annotated[str, typer.Option("--decision", metavar="SỐ", help="Số quyết định công bố.", show_default=False)]
Signed = Annotated[str, typer.Option("--decision-date", metavar="NGÀY", help="Ngày ký quyết định.", show_default=False)]
UnitWords = Annotated[str, typer.Option("--unit", metavar="MÃ|TÊN", help="Mã hoặc tên chính thức.", show_default=False)]


def _ask(given: str, option: str, question: str, proposal: str | None = None) -> str:
    """`given`, else the answer at the terminal, else the proposal. An empty proposal allows an empty answer."""
    if given:
        return given
    if sys.stdin.isatty():
        answer: str = typer.prompt(question, default=proposal, show_default=bool(proposal))
        return answer.strip()
    if proposal is None:
        stop(f"thiếu {option}: {question}", status=2)
    return proposal


def _read(root: Path, today: date) -> Reference:
    return read_reference(root, find_catalogue(root, find_reference(root)), today)[0]


def _choose_unit(given: str, units: Iterable[Unit], question: str, reference: Reference) -> Unit:
    """The unit of this code or name; else the one to which a commune of this old name belongs today."""
    listed = list(units)
    words = _ask(given, "--unit", question)
    found = list(find_units(listed, words)) or list(find_units_by_former(listed, words, reference.folders, reference.law.former))
    if len(found) > 1:
        stop(
            f"có {len(found)} đơn vị tên '{words}'; ghi mã: {', '.join(f'{u.code} ({u.kind} {u.name})' for u in found)}", status=2
        )
    if not found:
        stop(f"danh sách chính thức không có '{words}'; ghi mã hoặc tên đầy đủ, ví dụ 10183 hoặc Thường Tín", status=2)
    return found[0]


def _choose_decision(number: str, signed: str, proposal: Decision | None) -> Decision:
    if not number and proposal is not None and not sys.stdin.isatty():
        return proposal
    number = _ask(number, "--decision", "Số quyết định công bố", proposal.number if proposal else None)
    same = proposal if proposal is not None and proposal.number == number else None
    known, file = (same.date, same.file) if same is not None else (None, None)
    day = _ask(signed, "--decision-date", "Ngày ký quyết định (ví dụ 30/10/2026)", known.isoformat() if known else "")
    try:
        return Decision.model_validate({"number": number, "date": read_written_day(day) if day else None, "file": file})
    except ValidationError:
        stop(f"'{number}' không phải là số quyết định; viết như 3200/QĐ-UBND", status=2)


@new.command()
def province(
    unit: UnitWords = "", decision: Number = "", decision_date: Signed = "", as_of: AsOf = "", root: Root = None
) -> None:
    """Soạn tệp thông tin của một tỉnh, thành phố; có quyết định thì kèm danh mục các thủ tục đang có."""
    folder, today = find_root(root), read_day(as_of)
    reference = _read(folder, today)
    chosen = _choose_unit(
        unit, (u for u in reference.law.units.values() if not u.province_code), "Tỉnh, thành phố nào (mã hoặc tên)", reference
    )
    number = _ask(decision, "--decision", "Số quyết định công bố danh mục (bỏ trống nếu chưa có)", "")
    decided = _choose_decision(number, decision_date, None) if number else None
    codes = [code for code, versions in reference.law.procedures.items() if versions] if decided else []
    draft = draft_province(chosen, reference.folders[chosen.code], decided, codes)
    if (folder / draft.path).exists() and decided is not None:
        place = reference.folders[chosen.code]
        stop(f"đã có {draft.path}; ghi quyết định vào danh mục của tỉnh bằng: niemyet new list {place} --decision …", status=2)
    write_drafts(folder, [draft], today)


@new.command()
def commune(
    unit: UnitWords = "",
    address: Annotated[str, typer.Option("--address", help="Địa chỉ nơi tiếp nhận hồ sơ.", show_default=False)] = "",
    office: Annotated[str, typer.Option("--office", help="Tên nơi tiếp nhận hồ sơ.", show_default=False)] = "",
    phone: Annotated[str, typer.Option("--phone", help="Số điện thoại hướng dẫn.", show_default=False)] = "",
    morning: Annotated[str, typer.Option("--morning", help="Giờ buổi sáng, ví dụ 07:30-11:30.", show_default=False)] = "",
    afternoon: Annotated[str, typer.Option("--afternoon", help="Giờ buổi chiều, ví dụ 13:30-17:00.", show_default=False)] = "",
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn tệp thông tin của một xã, phường: nơi tiếp nhận, giờ làm việc."""
    folder, today = find_root(root), read_day(as_of)
    reference = _read(folder, today)
    chosen = _choose_unit(
        unit, (u for u in reference.law.units.values() if u.province_code), "Xã, phường nào (mã hoặc tên)", reference
    )
    path = reference.folders[chosen.code]
    if path.split("/")[0] not in reference.provinces:
        stop(f"chưa có tệp của tỉnh; hãy chạy trước: niemyet new province --unit {chosen.province_code}")
    title = f"{chosen.kind} {chosen.name}"
    office = _ask(office, "--office", "Tên nơi tiếp nhận", f"Trung tâm Phục vụ hành chính công {title}")
    address = _ask(address, "--address", "Địa chỉ nơi tiếp nhận")
    phone = _ask(phone, "--phone", "Điện thoại hướng dẫn (bỏ trống nếu chưa có)", "")
    hours = [
        *_read_span(_ask(morning, "--morning", "Giờ buổi sáng, thứ hai đến thứ sáu", "07:30-11:30")),
        *_read_span(_ask(afternoon, "--afternoon", "Giờ buổi chiều, thứ hai đến thứ sáu", "13:30-17:00")),
    ]
    write_drafts(folder, [draft_commune(chosen, path, office, address, phone, hours)], today)


def _read_span(text: str) -> list[tuple[str, str]]:
    periods = meant_periods(text)
    if periods is None:
        stop(f"không đọc được giờ '{text}'; viết như 7h30-11h30", status=2)
    return periods


@new.command(epilog="Ví dụ: niemyet new posting --commune ha-noi --list (mọi xã của tỉnh, cả danh mục)")
def posting(
    place: Annotated[
        str,
        typer.Option(
            "--commune", metavar="NƠI", help="Xã, phường: ha-noi/thuong-tin; hoặc ha-noi: mọi xã của tỉnh.", show_default=False
        ),
    ] = "",
    code: Annotated[
        list[str] | None, typer.Option("--procedure", metavar="MÃ", help="Mã thủ tục; lặp lại được.", show_default=False)
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
    reference = _read(folder, today)
    place = _ask(place, "--commune", "Xã, phường nào (thư mục, ví dụ ha-noi/thuong-tin)").strip("/")
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
            decided = _choose_decision(decision, decision_date, None)
            by = {path: dict.fromkeys(listed, decided) for path, listed in by.items()}
    else:
        chosen = _choose_codes(reference, found[0], code or [], field)
        decided = _choose_decision(decision, decision_date, _propose_decision(reference, found, today))
        by = {read.path: dict.fromkeys(chosen, decided) for read in found}
    day = read_written_day(_ask(posted, "--posted", "Ngày niêm yết (ví dụ 20/11/2026)", today.isoformat()))
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
    chosen = list(codes) or _ask("", "--procedure", "Mã thủ tục (nhiều mã thì cách nhau dấu phẩy)").replace(",", " ").split()
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


@new.command()
def procedure(
    code: Annotated[str, typer.Option("--code", metavar="MÃ", help="Mã thủ tục, ví dụ 1.001193.", show_default=False)] = "",
    name: Annotated[str, typer.Option("--name", help="Tên chính thức.", show_default=False)] = "",
    field: Annotated[str, typer.Option("--field", metavar="LĨNH VỰC", help="Lĩnh vực, ví dụ ho-tich.", show_default=False)] = "",
    authority: Annotated[str, typer.Option("--authority", help="Cơ quan quyết định.", show_default=False)] = "",
    result: Annotated[str, typer.Option("--result", help="Giấy tờ người dân nhận được.", show_default=False)] = "",
    basis: Annotated[str, typer.Option("--basis", metavar="SỐ", help="Văn bản căn cứ chính.", show_default=False)] = "",
    url: Annotated[str, typer.Option("--source", metavar="ĐỊA CHỈ", help="Trang nguồn.", show_default=False)] = "",
    province: Annotated[str, typer.Option("--province", metavar="TỈNH", help="Tỉnh có thủ tục riêng này.")] = "",
    decision: Number = "",
    decision_date: Signed = "",
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn bản chung của một thủ tục, hoặc thủ tục riêng của một tỉnh; phí và thời hạn để ngỏ cho đến khi được nhập."""
    folder, today = find_root(root), read_day(as_of)
    reference = _read(folder, today)
    law = reference.law_of(province)
    if province and province not in reference.provinces:
        stop(f"chưa có catalogue/{province}/province.yaml; các tỉnh: {', '.join(reference.provinces)}", status=2)
    code = _ask(code, "--code", "Mã thủ tục (ví dụ 1.001193)")
    name = _ask(name, "--name", "Tên chính thức")
    field = _ask(field, "--field", f"Lĩnh vực ({', '.join(law.fields or {})})")
    authority = _ask(authority, "--authority", "Cơ quan quyết định", "Ủy ban nhân dân cấp xã")
    result = _ask(result, "--result", "Kết quả: giấy tờ người dân nhận được")
    basis = _ask(basis, "--basis", "Văn bản căn cứ chính (số, ký hiệu, có trong documents.yaml)")
    url = _ask(url, "--source", "Trang nguồn", "https://dichvucong.gov.vn")
    decided = _choose_decision(decision, decision_date, None)
    write_drafts(folder, [draft_procedure(code, name, field, authority, result, basis, decided, url, today, province)], today)


@new.command()
def article(
    title: Annotated[str, typer.Option("--title", help="Tiêu đề.", show_default=False)] = "",
    lead: Annotated[str, typer.Option("--lead", help="Một, hai câu mở đầu.", show_default=False)] = "",
    author: Annotated[str, typer.Option("--author", help="Người hoặc bộ phận viết.", show_default=False)] = "",
    topic: Annotated[str, typer.Option("--topic", metavar="CHỦ ĐỀ", help="Một trong sáu chủ đề.", show_default=False)] = "",
    day: Annotated[str, typer.Option("--date", metavar="NGÀY", help="Ngày đăng.", show_default=False)] = "",
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn một bài tin cải cách hành chính."""
    folder, today = find_root(root), read_day(as_of)
    title = _ask(title, "--title", "Tiêu đề")
    lead = _ask(lead, "--lead", "Tóm tắt, một hai câu")
    author = _ask(author, "--author", "Người hoặc bộ phận viết")
    topic = _ask(topic, "--topic", f"Chủ đề ({', '.join(f'{key}: {TOPIC_NAMES[key]}' for key in get_args(Topic))})")
    published = read_written_day(_ask(day, "--date", "Ngày đăng (ví dụ 20/11/2026)", today.isoformat()))
    write_drafts(folder, [draft_article(title, published, lead, author, topic)], today)
