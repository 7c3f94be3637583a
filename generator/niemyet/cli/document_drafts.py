"""The command `new document`: a legal document in a list of documents, so that fees and deadlines can name it as their ground."""

from typing import Annotated

import typer

from niemyet.cli.dialogue.asking import Dialogue, NotTakenError
from niemyet.cli.dialogue.decisions import SIGNED
from niemyet.cli.dialogue.readings import day_near, optional, read_number
from niemyet.cli.draft_files import write_until_taken
from niemyet.cli.drafts import new
from niemyet.cli.opening import Opened, open_reference
from niemyet.cli.terminal import AsOf, Root, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.drafts import Draft, draft_document
from niemyet.model.document_numbers import guess_kind
from niemyet.model.kinds import path_of
from niemyet.model.places import name_unit

NUMBER = Bilingual("Số, ký hiệu (ví dụ 12/2026/NQ-HĐND)", "Number (for instance 12/2026/NQ-HĐND)")
TITLE = Bilingual("Tên văn bản, không kèm số, ký hiệu", "Title, without the number")
KIND = Bilingual("Loại văn bản", "Kind of document")
ISSUER = Bilingual("Cơ quan ban hành", "Issued by")
EFFECTIVE = Bilingual(
    "Ngày có hiệu lực (bỏ trống nếu chưa rõ)", "Day on which it takes effect (leave it empty if it is not known)"
)


@new.command(
    epilog="""
    niemyet new document --province ha-noi --number 12/2026/NQ-HĐND --issued 12/11/2026
    niemyet new document
    """,
)
def document(
    number: Annotated[str, typer.Option("--number", metavar="SỐ", help="Số, ký hiệu của văn bản.", show_default=False)] = "",
    title: Annotated[str, typer.Option("--title", help="Tên văn bản.", show_default=False)] = "",
    kind: Annotated[str, typer.Option("--kind", help="Loại: Nghị quyết, Quyết định…", show_default=False)] = "",
    issuer: Annotated[str, typer.Option("--issuer", help="Cơ quan ban hành.", show_default=False)] = "",
    issued: Annotated[str, typer.Option("--issued", metavar="NGÀY", help="Ngày ban hành.", show_default=False)] = "",
    effective: Annotated[str, typer.Option("--effective", metavar="NGÀY", help="Ngày có hiệu lực.", show_default=False)] = "",
    province: Annotated[
        str, typer.Option("--province", metavar="TỈNH", help="Tỉnh giữ danh sách văn bản này.", show_default=False)
    ] = "",
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Ghi thêm một văn bản vào danh sách văn bản của tỉnh, để mức thu, thời hạn dẫn làm căn cứ."""
    opened = open_reference(root, as_of)
    whose = _choose_province(opened, province)
    path = path_of("province-documents", whose)
    before = _read(opened, path)
    own = opened.reference.own.get(whose)
    listed = {*map(str, opened.reference.law.documents or ()), *(own.documents if own is not None else ())}

    def read_new_number(answer: str) -> str:
        named = read_number(answer)
        if named in listed:
            raise NotTakenError(
                f"đã có văn bản {named}; sửa thẳng trong tệp của nó", f"{named} is listed already; change it there"
            )
        return named

    def make(talk: Dialogue) -> list[Draft]:
        named = talk.ask(number, "--number", NUMBER, None, read_new_number)
        usual_kind, usual_issuer = guess_kind(named, name_unit(opened.reference.provinces[whose].province))
        of = talk.ask_words(kind, "--kind", KIND, usual_kind or None)
        by = talk.ask_words(issuer, "--issuer", ISSUER, usual_issuer or None)
        called = talk.ask_words(title, "--title", TITLE)
        signed = talk.ask(issued, "--issued", SIGNED, None, day_near(opened.today))
        begins = talk.ask(effective, "--effective", EFFECTIVE, "", optional(day_near(opened.today)))
        return [draft_document(path, before, named, called, of, by, signed, begins)]

    write_until_taken(opened, make, replacing=True)


def _choose_province(opened: Opened, words: str) -> str:
    """The province that is named; the only one of the catalogue if none is."""
    known = sorted(opened.reference.provinces)
    if not words and len(known) == 1:
        return known[0]
    if not words:
        named = ", ".join(known)
        stop(Bilingual(f"thiếu --province: {named}", f"--province is missing: {named}"), status=2)
    return opened.province(words)


def _read(opened: Opened, path: str) -> str:
    """The list as it is; '' if there is none."""
    file = opened.root / path
    try:
        return file.read_bytes().decode("utf-8") if file.exists() else ""
    except UnicodeDecodeError:
        stop(Bilingual(f"{path} không phải là tệp chữ UTF-8", f"{path} is no text in UTF-8"))
