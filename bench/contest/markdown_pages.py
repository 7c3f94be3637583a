"""The postings as Markdown, for the peers that make pages of nothing else. Takes the peers' records; gives one file a posting.

What a reader sees is in it, and as HTML the form for choosing and the data that it chooses from; the other forms and the buttons,
which are for scripts alone, are not, and that makes these pages smaller than ours.
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
    province = commune["province"]
    yield f'---\ntitle: "{procedure["name"]} tại {commune["name"]}"'
    yield f'description: "Tại {commune["name"]}, {province["name"]}: giấy tờ, phí, thời hạn, nơi nộp và giờ làm việc."\n---\n'
    yield f"1. [Trang đầu]({ROOT})\n2. [{province['title']}]({ROOT}{province['path']}/)"
    yield f"3. [{commune['title']}]({ROOT}{commune['path']}/)\n"
    yield f"{procedure['kicker']}\n\n# {procedure['name']}\n"
    yield f"tại {commune['name']}, {province['name']}\n\n{procedure['summary']}\n"
    if commune["sample"]:
        yield (
            "**Dữ liệu mẫu.** Giờ làm việc, quầy, số quyết định và các mức thu có ghi “mẫu” trên trang này là minh họa, "
            "không phải thông tin chính thức của địa phương.\n"
        )
    yield f"- [Giấy tờ {procedure['papers_card']}](#giay-to)\n- [Phí, lệ phí {procedure['fees_card']}](#phi)"
    yield f"- [Thời hạn {posting['deadline_card']}](#thoi-han)\n- [Nơi nộp {posting['counter']}](#noi-nop)\n"
    if procedure["questions"]:
        yield _write_form(procedure["questions"])
    yield from _write_papers(procedure)
    yield from _write_fees(procedure)
    yield from _write_deadlines(posting["deadlines"] or procedure["deadlines"])
    yield from _write_place(commune, posting)
    yield from _write_law(procedure)
    yield from _write_dates(commune, posting, procedure)


def _list(items: Iterable[str]) -> str:
    return "".join(f"- {item}\n" for item in items)


def _cite(document: Words) -> str:
    return f"[{document['number']}]({ROOT}{document['to']})"


def _write_form(questions: list[Words]) -> str:
    fieldsets = (
        f"<fieldset>\n<legend>{escape(asked['words'])}</legend>\n"
        + _write_option(asked["key"], "", asked["open"], " checked")
        + "".join(_write_option(asked["key"], option["key"], option["words"]) for option in asked["options"])
        + "</fieldset>\n"
        for asked in questions
    )
    return f'<form class="block chooser" data-chooser hidden>\n{"".join(fieldsets)}</form>\n'


def _write_option(question: str, key: str, words: str, checked: str = "") -> str:
    field = f'<input type="radio" name="{question}" value="{escape(key)}"{checked}>'
    return f'<label class="choice">{field} {escape(words)}</label>\n'


def _write_answers(kind: str, answers: str) -> str:
    return f'<script type="application/json" data-answers="{kind}">{answers}</script>\n'


def _name_form(form: Words) -> str:
    document = f" (ban hành kèm theo {_cite(form['document'])})" if form["document"] else ""
    if form["url"]:
        return f"{form['name']}{document} – [tải mẫu]({form['url']})"
    source = f"[trang nguồn của thủ tục]({form['source']})"
    return f"{form['name']}{document}. Trang này chưa có tệp mẫu: hỏi nơi tiếp nhận, hoặc xem ở {source}."


def _write_papers(procedure: Words) -> Iterator[str]:
    yield "## Giấy tờ cần mang {#giay-to}\n"
    sets = f" ({procedure['sets']} bộ)" if procedure["sets"] else ""
    for title, papers in ((f"Nộp{sets}", procedure["submit"]), ("Xuất trình để đối chiếu, không phải nộp", procedure["present"])):
        if papers:
            yield f"### {title}\n"
            for paper in papers:
                form = f"Theo mẫu: {_name_form(paper['form'])}" if paper["form"] else ""
                yield f"- {paper['name']} {_list_tags(paper)} {paper['when']} {paper['notes']} {form}".rstrip()
            yield ""
    yield _write_answers("papers", procedure["papers_answers"])
    yield "Ngoài các giấy tờ này, cơ quan tiếp nhận không được yêu cầu thêm giấy tờ chưa công bố.\n"


def _list_tags(part: Words) -> str:
    return " ".join((*part.get("facts", []), *part["cases"], part["channel"]))


def _write_fees(procedure: Words) -> Iterator[str]:
    yield "## Phí, lệ phí {#phi}\n"
    for fee in procedure["fees"]:
        basis = f"Căn cứ: {_cite(fee['basis'])}" if fee["basis"] else ""
        yield f"- **{fee['value']}** {'mẫu' if fee['sample'] else ''} {_list_tags(fee)} {fee['note']} {basis}".rstrip()
    yield "\n" + _write_answers("fees", procedure["fees_answers"])
    if procedure["waivers"]:
        yield f"\n### {procedure['waivers_title']}\n"
        yield _list(
            f"**{waiver['verb']}:** {waiver['text']}. Căn cứ: {_cite(waiver['basis'])}." for waiver in procedure["waivers"]
        )


def _write_deadlines(deadlines: Words) -> Iterator[str]:
    yield "## Thời hạn giải quyết {#thoi-han}\n"
    for line in deadlines["lines"]:
        basis = f"Căn cứ: {_cite(line['basis'])}" if line["basis"] else ""
        yield f"- **{line['value']}** {_list_tags(line)} {line['explained']} {line['promise']} {basis}".rstrip()
    yield "\n" + _write_answers("deadlines", deadlines["answers"])
    yield "Thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ.\n"


def _write_place(commune: Words, posting: Words) -> Iterator[str]:
    yield f"## Nộp ở đâu, lúc nào {{#noi-nop}}\n\n{commune['office']}\n\n{commune['address']}\n"
    yield f"[Mở bản đồ (OpenStreetMap)]({commune['map']})\n"
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
    yield f"Quầy tiếp nhận: **{posting['counter']}**\n"
    if posting["notes"]:
        yield _list(posting["notes"])


def _write_phone(phone: Words) -> str:
    return f"[{phone['number']}]({phone['to']})"


def _write_law(procedure: Words) -> Iterator[str]:
    yield "## Cách nộp hồ sơ {#cach-nop}\n"
    yield _list(
        f"**{channel['name']}**"
        + (f": {channel['notes']}" if channel["notes"] else "")
        + (f" [Nộp trên Cổng Dịch vụ công quốc gia]({channel['url']})" if channel["url"] else "")
        for channel in procedure["channels"]
    )
    yield "## Trình tự thực hiện {#trinh-tu}\n"
    yield "".join(f"1. **{step['name']}.** {step['text']}\n" for step in procedure["steps"])
    yield "## Kết quả {#ket-qua}\n"
    results = procedure["results"]
    yield _list(f"{r['name']} ({r['originals']} bản chính)" if r["originals"] else r["name"] for r in results)
    if procedure["requirements"]:
        yield "## Yêu cầu, điều kiện {#yeu-cau}\n"
        yield _list(procedure["requirements"])
    yield "## Ai làm, ai giải quyết {#ai-lam}\n"
    yield f"- Đối tượng thực hiện {procedure['audience']}\n- Cơ quan quyết định {procedure['authority']}\n"
    yield "## Căn cứ pháp lý {#can-cu}\n"
    yield _list(_cite(document) for document in procedure["legal"])
    if procedure["forms"]:
        yield "## Mẫu đơn, tờ khai {#mau}\n"
        yield _list(map(_name_form, procedure["forms"]))


def _write_dates(commune: Words, posting: Words, procedure: Words) -> Iterator[str]:
    yield "## Ngày tháng của bản niêm yết {#ngay}\n"
    yield f"- Niêm yết {posting['posted']}\n- Rà soát gần nhất {posting['checked']}\n- Quyết định công bố {posting['decision']}"
    yield f"- Quyết định công bố của bộ {procedure['decision']}"
    yield f"- Dữ liệu gốc lấy {procedure['retrieved']} từ [nguồn]({procedure['source']})\n"
    yield "## Tờ niêm yết trên bảng còn đúng không? {#ma}\n"
    yield f"Mã phiên bản của nội dung trên trang này: **{posting['version']}**\n"
    yield (
        "Mỗi tờ niêm yết có in một mã như vậy. Hai mã giống nhau thì tờ ấy còn đúng. Nhóm nào khác thì phần tương ứng đã thay"
        " đổi:\n"
    )
    parts = ("giấy tờ", "phí, lệ phí", "thời hạn", "nơi nộp, giờ làm việc", "cách nộp, trình tự, kết quả", "căn cứ pháp lý")
    yield "".join(f"1. `{group}` {part}\n" for group, part in zip(posting["groups"], parts, strict=True))
    yield "## Phản ánh, kiến nghị {#phan-anh}\n"
    yield (
        "Gửi khi gặp vướng mắc, chậm trễ, hoặc quy định chưa hợp lý về thủ tục. Khiếu nại, tố cáo gửi theo luật riêng, "
        "không gửi tại đây.\n"
    )
    yield _list(f"[{address['name']}]({address['url']})" for address in commune["feedback"])
    yield "## Thấy chỗ sai trên trang này? {#bao-loi}\n"
    yield from _write_report(commune, posting)


def _write_report(commune: Words, posting: Words) -> Iterator[str]:
    if commune["email"]:
        letter = LETTER.format(email=commune["email"], address=posting["address"], version=posting["version"])
        yield f"Báo cho nơi tiếp nhận để sửa: [viết thư báo lỗi]({letter}) (tên trang và mã phiên bản đã điền sẵn).\n"
    else:
        yield (f"Báo cho nơi tiếp nhận để sửa, nêu mã phiên bản {posting['version']}. Nơi tiếp nhận chưa công bố thư điện tử.\n")
    if commune["phone"]:
        yield f"Gọi: {_write_phone(commune['phone'])} ({commune['office']})."
    else:
        yield "Nơi tiếp nhận chưa công bố số điện thoại; hãy dùng một trong các nơi nhận phản ánh, kiến nghị ở trên."
