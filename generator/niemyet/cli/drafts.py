"""The command `new`: asks for what a new record needs, proposes what is known, writes a file that passes the check, except for
what only a person can write: an article's text, a procedure's papers.

Every question has an option. Without a terminal, proposals are accepted, and a missing answer ends the command.
"""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import typer
from pydantic import ValidationError

from niemyet.catalogue.reference import read_reference
from niemyet.cli.application import app
from niemyet.cli.draft_files import write_drafts
from niemyet.cli.help.commands import Application
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, read_day, read_written_day, stop
from niemyet.editing.drafts import (
    draft_article,
    draft_commune,
    draft_procedure,
    draft_province,
    find_units,
    find_units_by_former,
)
from niemyet.load.laying_over import find_catalogue
from niemyet.model.article import Topic
from niemyet.model.meant_hours import meant_periods
from niemyet.model.procedure import Decision
from niemyet.model.reference import Unit
from niemyet.model.vocabulary import TOPIC_NAMES
from niemyet.validate.records import Reference

new = Application(
    "Soạn một bản ghi mới: hỏi, gợi ý, rồi ghi tệp đã qua kiểm tra.",
    examples="""
    niemyet new commune
    niemyet new posting --commune ha-noi/thuong-tin
    """,
)
app.add_typer(new, name="new")

Number = Annotated[str, typer.Option("--decision", metavar="SỐ", help="Số quyết định công bố.", show_default=False)]
Signed = Annotated[str, typer.Option("--decision-date", metavar="NGÀY", help="Ngày ký quyết định.", show_default=False)]
UnitWords = Annotated[str, typer.Option("--unit", metavar="MÃ|TÊN", help="Mã hoặc tên chính thức.", show_default=False)]


def ask(given: str, option: str, question: str, proposal: str | None = None) -> str:
    """`given`, else the answer at the terminal, else the proposal. An empty proposal allows an empty answer."""
    if given:
        return given
    if sys.stdin.isatty():
        answer: str = typer.prompt(question, default=proposal, show_default=bool(proposal))
        return answer.strip()
    if proposal is None:
        stop(f"thiếu {option}: {question}", status=2)
    return proposal


def read_catalogue(root: Path, today: date) -> Reference:
    """Everything above the communes, on that day."""
    return read_reference(root, find_catalogue(root, find_reference(root)), today)[0]


def _choose_unit(given: str, units: Iterable[Unit], question: str, reference: Reference) -> Unit:
    """The unit of this code or name; else the one to which a commune of this old name belongs today."""
    listed = list(units)
    words = ask(given, "--unit", question)
    found = list(find_units(listed, words)) or list(find_units_by_former(listed, words, reference.folders, reference.law.former))
    if len(found) > 1:
        stop(
            f"có {len(found)} đơn vị tên '{words}'; ghi mã: {', '.join(f'{u.code} ({u.kind} {u.name})' for u in found)}", status=2
        )
    if not found:
        stop(f"danh sách chính thức không có '{words}'; ghi mã hoặc tên đầy đủ, ví dụ 10183 hoặc Thường Tín", status=2)
    return found[0]


def choose_decision(number: str, signed: str, proposal: Decision | None) -> Decision:
    """The decision of this number and day, asked for if they are not given; ends the command if it cannot be."""
    if not number and proposal is not None and not sys.stdin.isatty():
        return proposal
    number = ask(number, "--decision", "Số quyết định công bố", proposal.number if proposal else None)
    same = proposal if proposal is not None and proposal.number == number else None
    known, file = (same.date, same.file) if same is not None else (None, None)
    day = ask(signed, "--decision-date", "Ngày ký quyết định (ví dụ 30/10/2026)", known.isoformat() if known else "")
    try:
        return Decision.model_validate({"number": number, "date": read_written_day(day) if day else None, "file": file})
    except ValidationError:
        stop(f"'{number}' không phải là số quyết định; viết như 3200/QĐ-UBND", status=2)


@new.command(
    epilog="""
    niemyet new province
    niemyet new province --unit 'Lào Cai'
    """,
)
def province(
    unit: UnitWords = "", decision: Number = "", decision_date: Signed = "", as_of: AsOf = "", root: Root = None
) -> None:
    """Soạn tệp thông tin của một tỉnh, thành phố; có quyết định thì kèm danh mục các thủ tục đang có."""
    folder, today = find_root(root), read_day(as_of)
    reference = read_catalogue(folder, today)
    chosen = _choose_unit(
        unit, (u for u in reference.law.units.values() if not u.province_code), "Tỉnh, thành phố nào (mã hoặc tên)", reference
    )
    number = ask(decision, "--decision", "Số quyết định công bố danh mục (bỏ trống nếu chưa có)", "")
    decided = choose_decision(number, decision_date, None) if number else None
    codes = [code for code, versions in reference.law.procedures.items() if versions] if decided else []
    draft = draft_province(chosen, reference.folders[chosen.code], decided, codes)
    if (folder / draft.path).exists() and decided is not None:
        place = reference.folders[chosen.code]
        stop(f"đã có {draft.path}; ghi quyết định vào danh mục của tỉnh bằng: niemyet new list {place} --decision …", status=2)
    write_drafts(folder, [draft], today)


@new.command(
    epilog="""
    niemyet new commune
    niemyet new commune --unit 'Thường Tín' --address 'Số 1, phố Ga' --morning 7h30-11h30
    """,
)
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
    reference = read_catalogue(folder, today)
    chosen = _choose_unit(
        unit, (u for u in reference.law.units.values() if u.province_code), "Xã, phường nào (mã hoặc tên)", reference
    )
    path = reference.folders[chosen.code]
    if path.split("/")[0] not in reference.provinces:
        stop(f"chưa có tệp của tỉnh; hãy chạy trước: niemyet new province --unit {chosen.province_code}")
    title = f"{chosen.kind} {chosen.name}"
    office = ask(office, "--office", "Tên nơi tiếp nhận", f"Trung tâm Phục vụ hành chính công {title}")
    address = ask(address, "--address", "Địa chỉ nơi tiếp nhận")
    phone = ask(phone, "--phone", "Điện thoại hướng dẫn (bỏ trống nếu chưa có)", "")
    hours = [
        *_read_span(ask(morning, "--morning", "Giờ buổi sáng, thứ hai đến thứ sáu", "07:30-11:30")),
        *_read_span(ask(afternoon, "--afternoon", "Giờ buổi chiều, thứ hai đến thứ sáu", "13:30-17:00")),
    ]
    write_drafts(folder, [draft_commune(chosen, path, office, address, phone, hours)], today)


def _read_span(text: str) -> list[tuple[str, str]]:
    periods = meant_periods(text)
    if periods is None:
        stop(f"không đọc được giờ '{text}'; viết như 7h30-11h30", status=2)
    return periods


@new.command(
    epilog="""
    niemyet new procedure
    niemyet new procedure --province ha-noi --field ho-tich
    """,
)
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
    reference = read_catalogue(folder, today)
    law = reference.law_of(province)
    if province and province not in reference.provinces:
        stop(f"chưa có catalogue/{province}/province.yaml; các tỉnh: {', '.join(reference.provinces)}", status=2)
    code = ask(code, "--code", "Mã thủ tục (ví dụ 1.001193)")
    name = ask(name, "--name", "Tên chính thức")
    field = ask(field, "--field", f"Lĩnh vực ({', '.join(law.fields or {})})")
    authority = ask(authority, "--authority", "Cơ quan quyết định", "Ủy ban nhân dân cấp xã")
    result = ask(result, "--result", "Kết quả: giấy tờ người dân nhận được")
    basis = ask(basis, "--basis", "Văn bản căn cứ chính (số, ký hiệu, có trong documents.yaml)")
    url = ask(url, "--source", "Trang nguồn", "https://dichvucong.gov.vn")
    decided = choose_decision(decision, decision_date, None)
    write_drafts(folder, [draft_procedure(code, name, field, authority, result, basis, decided, url, today, province)], today)


@new.command(
    epilog="""
    niemyet new article
    """,
)
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
    title = ask(title, "--title", "Tiêu đề")
    lead = ask(lead, "--lead", "Tóm tắt, một hai câu")
    author = ask(author, "--author", "Người hoặc bộ phận viết")
    topic = ask(topic, "--topic", f"Chủ đề ({', '.join(f'{key}: {TOPIC_NAMES[key]}' for key in get_args(Topic))})")
    published = read_written_day(ask(day, "--date", "Ngày đăng (ví dụ 20/11/2026)", today.isoformat()))
    write_drafts(folder, [draft_article(title, published, lead, author, topic)], today)
