"""The postings as Markdown, for the peers that make pages of nothing else. Takes the peers' records; gives one file a posting.

What a reader sees is in it, and as HTML the form for choosing and the data that it chooses from; the other forms and the buttons,
which are for scripts alone, are not, and what ours fold lies open under headings. That makes these pages smaller than ours.
"""

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from contest.records import Words

ROOT = "../../../"
LETTER = (
    "mailto:{email}?subject=B%C3%A1o%20l%E1%BB%97i%20trang%20{address}&body=M%C3%A3%20phi%C3%AAn%20b%E1%BA%A3n%3A%20{version}%0D%0A"
    "Ch%E1%BB%97%20sai%3A%20%0D%0AN%E1%BB%99i%20dung%20%C4%91%C3%BAng%3A%20%0D%0AC%C4%83n%20c%E1%BB%A9%3A%20"
)
"""The letter that tells of a mistake, begun for its writer."""
DESCRIBED = "giấy tờ, phí, thời hạn, nơi nộp và giờ làm việc."
BASIS_OF_DEADLINE, COUNTED_FROM = "Căn cứ và ghi chú về thời hạn", "Thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ."
ON_PAGE = (
    ("Giấy tờ cần mang", "giay-to"),
    ("Phí, lệ phí", "phi"),
    ("Bao lâu có kết quả", "thoi-han"),
    ("Nộp ở đâu, lúc nào", "noi-nop"),
    ("Các bước, lưu ý, căn cứ pháp lý", "doc-them"),
    ("Tờ trên tường còn đúng không?", "ma"),
    ("Phản ánh, kiến nghị", "phan-anh"),
)
"""The list of what is on the page: titles, and where they lead."""


def write_pages(records: Path, docs: Path) -> None:
    """Writes every posting as <commune's path>/<code>.md, and the home page without which no site is made."""
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "index.md").write_text("# Niêm yết thủ tục\n", "utf-8")
    for file in sorted((records / "communes").glob("*.json")):
        write_commune(records, file, docs)


def write_commune(records: Path, file: Path, docs: Path) -> None:
    """Writes the postings of one commune from its file of records; a page that has not changed is left alone."""
    commune = json.loads(file.read_text("utf-8"))
    shared = json.loads((records / "shared" / f"{commune['province']['path']}.json").read_text("utf-8"))
    for posting in commune["postings"]:
        page = docs / f"{posting['address'].removesuffix('/')}.md"
        text = "\n".join(_write_posting(commune, posting, shared[posting["code"]])) + "\n"
        if not page.exists() or page.read_text("utf-8") != text:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, "utf-8")


def _write_posting(commune: Words, posting: Words, procedure: Words) -> Iterator[str]:
    where = f"{commune['name']}, {commune['province']['name']}"
    yield f'---\ntitle: "{procedure["name"]} tại {commune["name"]}"'
    yield f'description: "{procedure["fees_described"]}. {posting["deadline_card"]}. Tại {where}: {DESCRIBED}"\n---\n'
    yield f"[{commune['title']}]({ROOT}{commune['path']}/)\n\n# {procedure['name']}\n\ntại {where}\n"
    if commune["sample"]:
        yield "**Dữ liệu mẫu.** Giờ, quầy, số quyết định và mức thu ghi “mẫu” chỉ để minh họa.\n"
    yield _write_form(procedure["questions"])
    yield from _write_answer(commune, posting, procedure)
    yield from _write_papers(procedure)
    yield from _write_fees(procedure)
    yield from _write_deadlines(posting["deadlines"] or procedure["deadlines"], procedure["results"])
    yield from _write_place(commune, posting)
    yield from _write_channels(procedure)
    yield "## Đọc thêm {#doc-them}\n"
    yield from _write_law(procedure)
    yield from _write_dates(posting, procedure)
    yield from _write_version(posting)
    yield from _write_feedback(commune, posting)
    yield f"Mã thủ tục {procedure['code']} · {procedure['field']}"


def _list(items: Iterable[str]) -> str:
    return "".join(f"- {item}\n" for item in items)


def _head(title: str, what: str, name: str) -> str:
    """What is a row that opens on our page: its title and what is inside."""
    return f"### {title} {{#{name}}}\n\n{what}\n"


def _cite(document: Words) -> str:
    return f"[{document['number']}]({ROOT}{document['to']})"


def _write_form(questions: list[Words]) -> str:
    fieldsets = (
        f"<fieldset>\n<legend>{escape(asked['words'])}</legend>\n"
        + "".join(_write_option(asked["key"], option) for option in asked["options"])
        + "</fieldset>\n"
        for asked in questions
    )
    return f'<form class="chooser" id="truong-hop" data-chooser hidden>\n{"".join(fieldsets)}</form>\n'


def _write_option(question: str, option: Words) -> str:
    checked = " checked" if option["checked"] else ""
    field = f'<input type="radio" name="{question}" value="{escape(option["key"])}"{checked}>'
    unsure = "" if option["key"] else " pick--unsure"
    return f'<label class="pick{unsure}">{field}<span>{escape(option["words"])}</span></label>\n'


def _write_answers(kind: str, answers: str) -> str:
    return f'<script type="application/json" data-answers="{kind}">{answers}</script>\n'


def _write_answer(commune: Words, posting: Words, procedure: Words) -> Iterator[str]:
    yield "## Với trường hợp này {#tra-loi}\n"
    yield f"- [Mang theo **{procedure['papers_card']}** {procedure['papers_note']}](#giay-to)"
    yield f"- [Bạn nộp **{procedure['fees_card']}** {procedure['fees_note']}](#phi)"
    yield f"- [Bao lâu có kết quả **{posting['deadline_card']}**](#thoi-han)"
    yield f"- [Đến đâu, lúc nào **{posting['counter']}** {commune['office']}](#noi-nop)\n"
    yield "## Trên trang này\n"
    yield _list(f"[{title}](#{name})" for title, name in ON_PAGE)


def _name_form(form: Words) -> str:
    document = f" (ban hành kèm theo {_cite(form['document'])})" if form["document"] else ""
    if form["url"]:
        return f"{form['name']}{document} – [tải mẫu]({form['url']})"
    source = f"[trang nguồn của thủ tục]({form['source']})"
    return f"{form['name']}{document}. Trang này chưa có tệp mẫu: hỏi nơi tiếp nhận, hoặc xem ở {source}."


def _write_papers(procedure: Words) -> Iterator[str]:
    yield "## Giấy tờ cần mang {#giay-to}\n"
    yield from map(_write_group, procedure["always"])
    if procedure["sometimes"]:
        yield _head("Giấy tờ khác, chỉ trong trường hợp riêng", procedure["conditions"], "giay-to-rieng")
        yield from map(_write_group, procedure["sometimes"])
    yield _write_answers("papers", procedure["papers_answers"])
    yield "Ngoài các giấy tờ này, cơ quan tiếp nhận không được yêu cầu thêm giấy tờ chưa công bố.\n"


def _write_group(group: Words) -> str:
    return f"### {group['title']}\n\n{_list(map(_write_paper, group['papers']))}"


def _write_paper(paper: Words) -> str:
    form = f"Lấy mẫu ở đâu? Theo mẫu: {_name_form(paper['form'])}" if paper["form"] else ""
    parts = (f"{paper['name']}{paper['counts']}", _list_tags(paper), paper["when"], paper["notes_begin"], paper["notes"], form)
    return " ".join(filter(None, parts))


def _list_tags(part: Words) -> str:
    return " ".join(filter(None, (*part.get("facts", []), *part["cases"], part["channel"])))


def _write_fees(procedure: Words) -> Iterator[str]:
    yield f"## Phí, lệ phí {{#phi}}\n\n{procedure['total']}\n"
    for group in procedure["people"]:
        yield f"**{group['title']}:** {group['named']}.\n"
    waivers = procedure["waivers"]
    named = "Mọi mức thu, miễn giảm và căn cứ" if waivers else "Mọi mức thu và căn cứ"
    yield _head(named, procedure["fees_in_few"], "muc-thu")
    for fee in procedure["fees"]:
        basis = f"Căn cứ: {_cite(fee['basis'])}" if fee["basis"] else ""
        yield f"- **{fee['value']}** {'mẫu' if fee['sample'] else ''} {_list_tags(fee)} {fee['note']} {basis}".rstrip()
    for group in waivers:
        yield f"\n### {group['title']}\n"
        yield _list(f"**{waiver['verb']}:** {waiver['text']}. Căn cứ: {_cite(waiver['basis'])}." for waiver in group["lines"])
    yield "\n" + _write_answers("fees", procedure["fees_answers"])


def _write_deadlines(deadlines: Words, results: list[Words]) -> Iterator[str]:
    yield "## Bao lâu có kết quả {#thoi-han}\n"
    for line in deadlines["lines"]:
        basis = f"{BASIS_OF_DEADLINE} Căn cứ: {_cite(line['basis'])} {COUNTED_FROM}" if line["basis"] else ""
        yield f"- **{line['value']}** {_list_tags(line)} {line['explained']} {line['promise']} {basis}".rstrip()
    yield "\n" + _write_answers("deadlines", deadlines["answers"])
    yield "Nhận:\n"
    yield _list(f"**{r['name']}**" + (f" ({r['originals']} bản chính)" if r["originals"] else "") for r in results)


def _write_place(commune: Words, posting: Words) -> Iterator[str]:
    yield f"## Nộp ở đâu, lúc nào {{#noi-nop}}\n\nQuầy tiếp nhận: **{posting['counter']}**\n"
    if posting["notes"]:
        yield _list(posting["notes"])
    yield f"{commune['office']}\n\n{commune['address']}\n\n[Mở bản đồ]({commune['map']})\n"
    if commune["phone"]:
        yield f"Điện thoại: {_write_phone(commune['phone'])}\n"
    if commune["email"]:
        yield f"Thư điện tử: [{commune['email']}](mailto:{commune['email']})\n"
    rows = "".join(
        f"<tr><th>{escape(row['said_days'])}</th><td>{escape(row['said_hours'])}</td></tr>" for row in commune["hours"]
    )
    yield f"<table><caption>Giờ làm việc</caption><tbody>{rows}</tbody></table>\n"
    if commune["weekend"]:
        yield f"{commune['weekend']}\n"


def _write_phone(phone: Words) -> str:
    return f"[{phone['number']}]({phone['to']})"


def _write_channels(procedure: Words) -> Iterator[str]:
    yield _head("Cách nộp hồ sơ", procedure["ways"], "cach-nop")
    yield _list(
        f"**{channel['name']}**"
        + (f": {channel['notes']}" if channel["notes"] else "")
        + (f" [Nộp trên Cổng Dịch vụ công quốc gia]({channel['url']})" if channel["url"] else "")
        for channel in procedure["channels"]
    )


def _write_law(procedure: Words) -> Iterator[str]:
    if procedure["requirements"]:
        yield _head("Yêu cầu, điều kiện", procedure["requirements_begin"], "yeu-cau")
        yield _list(procedure["requirements"])
    yield _head("Trình tự thực hiện", f"{len(procedure['steps'])} bước", "trinh-tu")
    yield "".join(f"1. **{step['name']}.** {step['text']}\n" for step in procedure["steps"])
    yield _head("Ai làm, ai giải quyết", procedure["authority"], "ai-lam")
    yield f"- Đối tượng thực hiện {procedure['audience']}\n- Cơ quan quyết định {procedure['authority']}\n"
    yield _head("Căn cứ pháp lý", f"{len(procedure['legal'])} văn bản", "can-cu")
    yield _list(_cite(document) for document in procedure["legal"])
    if procedure["forms"]:
        yield _head("Mẫu đơn, tờ khai", f"{len(procedure['forms'])} mẫu", "mau")
        yield _list(map(_name_form, procedure["forms"]))


def _write_dates(posting: Words, procedure: Words) -> Iterator[str]:
    yield _head("Ngày tháng của bản niêm yết", f"Niêm yết {posting['posted']}, rà soát {posting['checked']}", "ngay")
    yield f"- Niêm yết {posting['posted']}\n- Rà soát gần nhất {posting['checked']}\n- Quyết định công bố {posting['decision']}"
    yield f"- Quyết định công bố của bộ {procedure['decision']}"
    yield f"- Dữ liệu gốc lấy {procedure['retrieved']} từ [nguồn]({procedure['source']})\n"


def _write_version(posting: Words) -> Iterator[str]:
    yield _head("Tờ trên tường còn đúng không?", f"Mã {posting['version']}", "ma")
    yield f"Mã phiên bản của nội dung trên trang này: **{posting['version']}**\n"
    yield (
        "Mỗi tờ niêm yết có in một mã như vậy. Hai mã giống nhau thì tờ ấy còn đúng. Nhóm nào khác thì phần tương ứng đã thay"
        " đổi:\n"
    )
    parts = ("giấy tờ", "phí, lệ phí", "thời hạn", "nơi nộp, giờ làm việc", "cách nộp, trình tự, kết quả", "căn cứ pháp lý")
    yield "".join(f"1. `{group}` {part}\n" for group, part in zip(posting["groups"], parts, strict=True))


def _write_feedback(commune: Words, posting: Words) -> Iterator[str]:
    yield _head("Phản ánh, kiến nghị", "Khi gặp vướng mắc, chậm trễ, hoặc thấy chỗ sai trên trang này", "phan-anh")
    yield (
        "Gửi khi gặp vướng mắc, chậm trễ, hoặc quy định chưa hợp lý về thủ tục. Khiếu nại, tố cáo gửi theo luật riêng, "
        "không gửi tại đây.\n"
    )
    yield _list(f"[{address['name']}]({address['url']})" for address in commune["feedback"])
    yield "### Thấy chỗ sai trên trang này? {#bao-loi}\n"
    yield from _write_report(commune, posting)


def _write_report(commune: Words, posting: Words) -> Iterator[str]:
    if commune["email"]:
        letter = LETTER.format(email=commune["email"], address=posting["address"], version=posting["version"])
        yield f"Báo cho nơi tiếp nhận để sửa: [viết thư báo lỗi]({letter}) (tên trang và mã phiên bản đã điền sẵn).\n"
    else:
        yield (f"Báo cho nơi tiếp nhận để sửa, nêu mã phiên bản {posting['version']}. Nơi tiếp nhận chưa công bố thư điện tử.\n")
    if commune["phone"]:
        yield f"Gọi: {_write_phone(commune['phone'])} ({commune['office']}).\n"
    else:
        yield "Nơi tiếp nhận chưa công bố số điện thoại; hãy dùng một trong các nơi nhận phản ánh, kiến nghị ở trên.\n"
