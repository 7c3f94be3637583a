"""The command `new` for single records: asks what a record needs, proposes what is known, writes a file that passes the check,
except for what only a person can write: an article's text, a procedure's papers.

Every question has an option. Without a terminal, proposals are accepted, and a missing answer ends the command.
"""

from pathlib import Path
from typing import Annotated, get_args

import typer

from niemyet.cli.application import app
from niemyet.cli.dialogue.asking import Dialogue
from niemyet.cli.dialogue.decisions import NUMBER, ask_decision
from niemyet.cli.dialogue.places import former_names, show_communes, show_provinces, unit_of
from niemyet.cli.dialogue.procedures import document_of, field_of, name_fields, number_names, one_of, read_new_code
from niemyet.cli.dialogue.readings import day_near, optional, read_link, read_number, read_periods, read_phone, spell_day
from niemyet.cli.draft_files import leave_existing, write_until_taken
from niemyet.cli.help.commands import Application
from niemyet.cli.opening import Opened, open_reference
from niemyet.cli.pasting import read_pasted
from niemyet.cli.terminal import AsOf, Root, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.drafts import Draft, draft_article, draft_commune, draft_procedure, draft_province
from niemyet.editing.pasted_article import fill_article
from niemyet.model.article import Topic
from niemyet.model.kinds import path_of
from niemyet.model.vocabulary import TOPIC_NAMES

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
WHICH_PROVINCE = Bilingual("Tỉnh, thành phố nào (mã hoặc tên)", "Which province (code or name)")
WHICH_COMMUNE = Bilingual(
    "Xã, phường nào (mã hoặc tên; trùng tên thì thêm tỉnh: Bình Minh, Hà Nội)",
    "Which commune (code or name; if there are several, with the province: Bình Minh, Hà Nội)",
)
OFFICE = Bilingual("Tên nơi tiếp nhận", "Name of the office")
ADDRESS = Bilingual("Địa chỉ nơi tiếp nhận", "Address of the office")
PHONE = Bilingual("Điện thoại hướng dẫn (bỏ trống nếu chưa có)", "Telephone (leave it empty if there is none)")
MORNING = Bilingual("Giờ buổi sáng, thứ hai đến thứ sáu", "Hours of the morning, Monday to Friday")
AFTERNOON = Bilingual("Giờ buổi chiều, thứ hai đến thứ sáu", "Hours of the afternoon, Monday to Friday")
CODE = Bilingual("Mã thủ tục (ví dụ 1.001193)", "Code of the procedure (for instance 1.001193)")
AUTHORITY = Bilingual("Cơ quan quyết định", "Authority that decides")
RESULT = Bilingual("Kết quả: giấy tờ người dân nhận được", "Result: the paper that citizens receive")
BASIS = Bilingual("Văn bản căn cứ chính (số, ký hiệu)", "Main document of the legal basis (its number)")
PUBLISHED = Bilingual("Ngày đăng (ví dụ 20/11/2026)", "Day of publication (for instance 20/11/2026)")


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
    opened = open_reference(root, as_of)
    reference = opened.reference
    provinces = [unit for unit in reference.law.units.values() if not unit.province_code]

    def make(talk: Dialogue) -> list[Draft]:
        if not unit:
            show_provinces(reference)
        chosen = talk.ask(unit, "--unit", WHICH_PROVINCE, None, unit_of(reference.law.units, provinces))
        place = reference.folders[chosen.code]
        path = path_of("province", place)
        if (opened.root / path).exists() and decision:
            vi = f"đã có {path}; ghi quyết định vào danh mục của tỉnh bằng: niemyet new list {place} --decision …"
            en = f"{path} exists; a decision is added to the province's list by: niemyet new list {place} --decision …"
            stop(Bilingual(vi, en), status=2)
        leave_existing(opened.root, path)
        question = Bilingual(f"{NUMBER.vi} danh mục (bỏ trống nếu chưa có)", f"{NUMBER.en} (leave it empty if there is none)")
        number = talk.ask(decision, "--decision", question, "", optional(read_number))
        decided = ask_decision(talk, number, decision_date, None, opened.today) if number else None
        codes = [code for code, versions in reference.law.procedures.items() if versions] if decided else []
        return [draft_province(chosen, place, decided, codes)]

    write_until_taken(opened, make)


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
    opened = open_reference(root, as_of)
    reference = opened.reference
    communes = [one for one in reference.law.units.values() if one.province_code]

    def make(talk: Dialogue) -> list[Draft]:
        if not unit:
            show_communes(reference)
        chosen = talk.ask(
            unit, "--unit", WHICH_COMMUNE, None, unit_of(reference.law.units, communes, former_names(reference, communes))
        )
        path = reference.folders[chosen.code]
        if path.split("/")[0] not in reference.provinces:
            command = f"niemyet new province --unit {chosen.province_code}"
            stop(Bilingual(f"chưa có tệp của tỉnh; hãy chạy trước: {command}", f"the province has no file; run first: {command}"))
        leave_existing(opened.root, path_of("commune", path))
        name = talk.ask_words(office, "--office", OFFICE, f"Trung tâm Phục vụ hành chính công {chosen.kind} {chosen.name}")
        where = talk.ask_words(address, "--address", ADDRESS)
        number = talk.ask(phone, "--phone", PHONE, "", optional(read_phone))
        before = talk.ask(morning, "--morning", MORNING, "07:30-11:30", read_periods)
        after = talk.ask(afternoon, "--afternoon", AFTERNOON, "13:30-17:00", read_periods)
        return [draft_commune(chosen, path, name, where, number or "", [*before, *after])]

    write_until_taken(opened, make)


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
    """Soạn bản chung của một thủ tục, hoặc thủ tục riêng của một tỉnh; giấy tờ, phí, thời hạn chờ người nhập."""
    opened = open_reference(root, as_of)
    whose = opened.province(province) if province else ""
    law = opened.reference.law_of(whose)
    own = opened.reference.own.get(whose)
    listed = None if law.documents is None else {*map(str, law.documents), *(own.documents if own is not None else ())}

    def make(talk: Dialogue) -> list[Draft]:
        number = talk.ask(code, "--code", CODE, None, read_new_code)
        _stop_at_known(opened, number)
        called = talk.ask_words(name, "--name", Bilingual("Tên chính thức", "Official name"))
        names = name_fields(law)
        fields = number_names(names)
        which = Bilingual(f"Lĩnh vực ({fields})", f"Field ({fields})")
        of = talk.ask(field, "--field", which, None, field_of(law), names.__getitem__)
        decider = talk.ask_words(authority, "--authority", AUTHORITY, "Ủy ban nhân dân cấp xã")
        paper = talk.ask_words(result, "--result", RESULT)
        rests_on = talk.ask(basis, "--basis", BASIS, None, document_of(listed))
        source = talk.ask(url, "--source", Bilingual("Trang nguồn", "Page of the source"), "https://dichvucong.gov.vn", read_link)
        decided = ask_decision(talk, decision, decision_date, None, opened.today)
        return [draft_procedure(number, called, of, decider, paper, rests_on, decided, source, opened.today, whose)]

    write_until_taken(opened, make)


def _stop_at_known(opened: Opened, code: str) -> None:
    """Ends the command if there is a procedure of this code, wherever it stands."""
    for version in opened.reference.versions(code):
        vi = f"đã có thủ tục {code}: {version.name}; sửa thẳng trong tệp của nó, giữ nguyên ở đây"
        stop(Bilingual(vi, f"there is a procedure {code} already: {version.name}; change it in its file"))


@new.command(
    epilog="""
    niemyet new article
    niemyet new article --from thong-bao.docx
    """,
)
def article(
    title: Annotated[str, typer.Option("--title", help="Tiêu đề.", show_default=False)] = "",
    lead: Annotated[str, typer.Option("--lead", help="Một, hai câu mở đầu.", show_default=False)] = "",
    author: Annotated[str, typer.Option("--author", help="Người hoặc bộ phận viết.", show_default=False)] = "",
    topic: Annotated[str, typer.Option("--topic", metavar="CHỦ ĐỀ", help="Một trong sáu chủ đề.", show_default=False)] = "",
    day: Annotated[str, typer.Option("--date", metavar="NGÀY", help="Ngày đăng.", show_default=False)] = "",
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="TỆP", help="Lấy nội dung và ảnh từ tệp Word (.docx) hoặc trang web đã lưu (.html)."),
    ] = None,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn một bài tin cải cách hành chính."""
    opened = open_reference(root, as_of)
    topics = {key: TOPIC_NAMES[key] for key in get_args(Topic)}
    pasted = read_pasted(source) if source is not None else None

    def make(talk: Dialogue) -> list[Draft]:
        headline = talk.ask_words(title, "--title", Bilingual("Tiêu đề", "Title"), pasted.title if pasted else None)
        published = talk.ask(day, "--date", PUBLISHED, spell_day(opened.today), day_near(opened.today))
        leave_existing(opened.root, draft_article(headline, published, "", "", "").path)
        summary = Bilingual("Tóm tắt, một hai câu", "Summary, one or two sentences")
        begins = talk.ask_words(lead, "--lead", summary, (pasted.lead or None) if pasted else None)
        writer = talk.ask_words(author, "--author", Bilingual("Người hoặc bộ phận viết", "Person or office that writes"))
        listed = number_names(topics)
        of = talk.ask(
            topic,
            "--topic",
            Bilingual(f"Chủ đề ({listed})", f"Topic ({listed})"),
            None,
            one_of(topics, "chủ đề", "topic"),
            topics.__getitem__,
        )
        drafted = draft_article(headline, published, begins, writer, of)
        return [fill_article(drafted, pasted.under(begins)) if pasted else drafted]

    write_until_taken(opened, make)
