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

from niemyet.building.pipeline import check_catalogue
from niemyet.catalogue.communes import load_commune
from niemyet.catalogue.reference import read_reference
from niemyet.cli.application import app
from niemyet.cli.command_group import CommandGroup
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, format_refusal, read_day, shows_colour, stop
from niemyet.diagnostics.diagnostic import Severity
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import Report, make_report
from niemyet.diagnostics.rulebook import severity_of
from niemyet.editing.drafts import (
    Draft,
    draft_article,
    draft_commune,
    draft_posting,
    draft_procedure,
    draft_province,
    find_units,
    find_units_by_former,
)
from niemyet.law.provincial_lists import required_procedures
from niemyet.law.versions import current_version
from niemyet.load.finding import CommuneFiles
from niemyet.load.laying_over import find_catalogue
from niemyet.model.article import Topic
from niemyet.model.kinds import kind_of
from niemyet.model.procedure import Decision
from niemyet.model.reference import Unit
from niemyet.model.vocabulary import TOPIC_NAMES
from niemyet.resolve.site import law_of_communes, resolve_reference
from niemyet.validate.records import CommuneRecords, Reference

new = typer.Typer(cls=CommandGroup, help="Soạn một bản ghi mới: hỏi, gợi ý, rồi ghi tệp đã qua kiểm tra.", no_args_is_help=True)
app.add_typer(new, name="new")

TO_BE_WRITTEN = "draft-text"
MOST_NAMED = 5
"""Written files that are listed; the rest are counted."""

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
    day = _ask(signed, "--decision-date", "Ngày ký quyết định (năm-tháng-ngày)", known.isoformat() if known else "")
    try:
        return Decision.model_validate({"number": number, "date": read_day(day) if day else None, "file": file})
    except ValidationError:
        stop(f"'{number}' không phải là số quyết định; viết như 3200/QĐ-UBND", status=2)


def _write_and_check(root: Path, fresh: Sequence[Draft], today: date) -> Report:
    """Writes the drafts and checks the catalogue."""
    for draft in fresh:
        (root / draft.path).parent.mkdir(parents=True, exist_ok=True)
        with (root / draft.path).open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(draft.text)
    paths = {draft.path for draft in fresh}
    report = check_catalogue(root, today, packaged=find_reference(root))
    return make_report((d for d in report.diagnostics if d.place.file in paths), len(paths))


def _is_refused(told: Report) -> bool:
    """Whether an answer was wrong. Placeholders of a draft do not count."""
    return any(severity_of(one) is Severity.ERROR and one.rule != TO_BE_WRITTEN for one in told.diagnostics)


def _write(root: Path, drafts: Sequence[Draft], today: date) -> None:
    """Writes the drafts that do not exist yet, and removes them again if the check finds an error in one."""
    fresh = [draft for draft in drafts if not (root / draft.path).exists()]
    for draft in fresh:
        if kind_of(draft.path) is None:
            stop(f"không ghi {draft.path}: tên này không đúng chỗ của một bản ghi", status=2)
    stays = False
    try:
        told = _write_and_check(root, fresh, today)
        stays = not _is_refused(told)
    except OSError as error:
        stop(f"không ghi được {error.filename or root}: {format_refusal(error).vi}")
    finally:  # also after Ctrl-C
        if not stays:
            for draft in fresh:
                (root / draft.path).unlink(missing_ok=True)
    if told.diagnostics:
        typer.echo(format_text(told, "vi", shows_colour(sys.stdout)))
    if not stays:
        stop("chưa ghi gì vì câu trả lời còn lỗi nêu trên")
    if told.errors:
        typer.echo("Bản nháp chưa đăng được: còn phải viết những chỗ nêu trên.")
    for draft in fresh[:MOST_NAMED]:
        typer.echo(f"Đã ghi {draft.path}")
    if len(fresh) > MOST_NAMED:
        typer.echo(f"… và {len(fresh) - MOST_NAMED} tệp khác")
    if len(fresh) < len(drafts):
        typer.echo(f"Giữ nguyên {len(drafts) - len(fresh)} tệp đã có từ trước.")


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
    _write(folder, [draft], today)


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
    spans = [
        _ask(morning, "--morning", "Giờ buổi sáng, thứ hai đến thứ sáu", "07:30-11:30"),
        _ask(afternoon, "--afternoon", "Giờ buổi chiều, thứ hai đến thứ sáu", "13:30-17:00"),
    ]
    hours = [(opens.strip(), closes.strip()) for opens, _, closes in (span.partition("-") for span in spans)]
    _write(folder, [draft_commune(chosen, path, office, address, phone, hours)], today)


@new.command()
def posting(
    place: Annotated[
        str, typer.Option("--commune", metavar="NƠI", help="Xã, phường: ha-noi/thuong-tin.", show_default=False)
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
    files = next((files for files in reference.communes if files.path == place), None)
    read = _load(folder, files, reference, today) if files else None
    if read is None or read.commune is None:
        stop(f"chưa có catalogue/{place}/commune.yaml; hãy chạy trước: niemyet new commune", status=2)
    codes = _choose_codes(reference, read, code or [], field, whole_list, today)
    decided = _choose_decision(decision, decision_date, _propose_decision(reference, read, today))
    day = read_day(_ask(posted, "--posted", "Ngày niêm yết (năm-tháng-ngày)", today.isoformat()))
    drafts = []
    for one in codes:
        procedure = current_version(reference.versions(one), today)
        own = next((c.name for c in read.commune.counters if procedure.field in c.fields), "")
        drafts.append(draft_posting(place, one, procedure.name, decided, day, counter or own))
    _write(folder, drafts, today)


def _load(root: Path, files: CommuneFiles, reference: Reference, today: date) -> CommuneRecords:
    law = law_of_communes(reference, resolve_reference(reference, today), files.province)
    return load_commune(root, files, law).records


def _choose_codes(
    reference: Reference, read: CommuneRecords, codes: Sequence[str], field: str, whole_list: bool, today: date
) -> list[str]:
    law = reference.law_of(read.path.split("/")[0])
    known = {code: versions[0] for code, versions in law.procedures.items() if versions}
    if whole_list:
        province = reference.provinces.get(read.path.split("/")[0])
        if province is None or province.province.list is None or read.commune is None:
            stop("tỉnh chưa có danh mục (mục list trong province.yaml)", status=2)
        listed = [*required_procedures(province.province, read.commune, today)]
        missing = [code for code in listed if code not in known]
        if missing:
            typer.echo(f"Bỏ qua {len(missing)} mã của danh mục chưa có bản chung: {', '.join(missing)}", err=True)
        return [code for code in listed if code in known]
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


def _propose_decision(reference: Reference, read: CommuneRecords, today: date) -> Decision | None:
    """The latest decision among the commune's postings and those behind the province's list; None if there is none."""
    decisions = [posting.decision for posting in read.postings.values() if posting.decision.date is not None]
    province = reference.provinces.get(read.path.split("/")[0])
    if province is not None and province.province.list is not None and read.commune is not None:
        required = required_procedures(province.province, read.commune, today).values()
        decisions += [one.decision for one in required] or [province.province.list.decision]
    return max(decisions, key=lambda decision: (decision.date or date.min, decision.number), default=None)


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
    _write(folder, [draft_procedure(code, name, field, authority, result, basis, decided, url, today, province)], today)


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
    published = read_day(_ask(day, "--date", "Ngày đăng (năm-tháng-ngày)", today.isoformat()))
    _write(folder, [draft_article(title, published, lead, author, topic)], today)
