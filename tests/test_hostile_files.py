"""Files made to do harm: each is refused by one sentence, or read in little time and memory."""

import csv
import io
import re
import unicodedata
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fuzz.reading_back import COMPUTED, look_at_cells
from given_files import make_doc, make_docx, make_pdf, make_relationship, make_xlsx, make_zip
from niemyet.building.site_inputs import GivenFile
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import mark_cell, show_cell, show_table, unmark_cell
from niemyet.load import archives, separated, workbooks
from niemyet.load.attachment_contents import find_fault
from niemyet.load.attachments import check_attachment
from niemyet.load.finding import SourceFile
from niemyet.load.nodes import MOST_PARTS, parse_document
from niemyet.load.separated import WIDEST
from niemyet.load.texts import SourceText, clean_text
from niemyet.load.written_tables import OutColumn, OutSheet
from niemyet.load.written_tables import write_csv as write_table_csv
from niemyet.portal import exports, json_items
from niemyet.portal.exports import Reading, read_data, read_exports
from niemyet.portal.plan import Plan
from niemyet.portal.report import write_report
from niemyet.render.data_files import write_csv
from office_files import change_part, word_blocks, word_file, workbook, zip_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
X = 'xmlns:x="http://www.w3.org/1999/xlink"'
TWO_RUNS = f"<w:d {W}><w:fldChar/><w:instrText> DD</w:instrText><w:instrText>EAUTO c:\\a.exe</w:instrText></w:d>"


def stream(dictionary: bytes, inside: bytes) -> bytes:
    return b">> endobj 2 0 obj << %b >>\nstream\n%b\nendstream\nendobj 3 0 obj <<" % (dictionary, inside)


SCRIPT = zlib.compress(b"4 0 << /S /JavaScript >>")
OBJECTS = b"/Type /ObjStm /Filter /FlateDecode"
MACROS = "Macros".encode("utf-16-le")


def related(kind: str, target: str) -> bytes:
    return make_docx(word___rels__document_DOT_xml_DOT_rels=make_relationship(kind, target))


def odt(content: str) -> bytes:
    return make_zip(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "META-INF/manifest.xml": "<m/>"}
    )


@pytest.mark.parametrize(
    ("ending", "data", "what"),
    [
        ("pdf", make_pdf(body=stream(OBJECTS + b" /X (" + b"x" * 900 + b")", SCRIPT)), "JavaScript"),
        ("pdf", make_pdf(body=stream(OBJECTS.replace(b"ObjStm", b"Obj#53tm"), SCRIPT)), "JavaScript"),
        ("pdf", make_pdf(body=stream(OBJECTS, SCRIPT).replace(b"stream\n", b"stream\r", 1)), "JavaScript"),
        ("pdf", make_pdf(body=stream(b"/Type /ObjStm", b"4 0 << /S /JavaScript >>")), "JavaScript"),
        ("pdf", make_pdf(body=b"/A << /S /GoToR /F (\\\\\\\\may.example\\\\a) >>"), "tệp khác"),
        ("pdf", make_pdf(body=b"/A << /S /SubmitForm /F (http://may.example) >>"), "gửi dữ liệu"),
        ("pdf", make_pdf(body=b"/AcroForm << /XFA 4 0 R >>"), "nhúng"),
        ("docx", make_docx(word__fields_DOT_xml=TWO_RUNS), "chương trình"),
        ("docx", make_docx(word__a_DOT_dat=" " * 99 + TWO_RUNS), "chương trình"),
        ("docx", make_docx(word__a_DOT_xml=f'<w:fldSimple {W} w:instr="&#68;DE c:\\a.exe"/>'), "chương trình"),
        ("docx", related("vbaProject", "hinh.bin"), "macro"),
        ("docx", related("aFChunk", "doan.rtf"), "nhúng"),
        ("docx", related("oleObject", "hinh.png"), "nhúng"),
        ("docx", related("image", "%5C%5Cmay.example%5Ca.png"), "máy khác"),
        ("docx", related("hyperlink", "search-ms:query=a"), "máy khác"),
        ("docx", related("image", "https://may.example/a").replace(b"External", b"Internal"), "máy khác"),
        ("docx", make_docx(word__embeddings__a_DOT_xlsx=b"x"), "nhúng"),
        ("docx", make_docx(word__embeddings__a_DOT_xlsx=make_xlsx(xl__vbaProject_DOT_bin=b"x")), "macro"),
        ("xlsx", make_xlsx(xl__externalLinks__externalLink1_DOT_xml='<e><ddeLink ddeService="cmd"/></e>'), "chương trình"),
        ("xlsx", make_xlsx(xl__connections_DOT_xml="<c/>"), "máy khác"),
        ("odt", odt(f'<d><image {X} x:href="https://may.example/a.png"/></d>'), "máy khác"),
        ("odt", odt("<d><event-listener/></d>"), "macro"),
        ("odt", odt("<d><dde-source/></d>"), "chương trình"),
        ("doc", make_doc("macros"), "macro"),
        ("doc", make_doc("\x03ObjInfo"), "nhúng"),
        ("doc", make_doc() + b"\x13 DDEAUTO c:\\a.exe".ljust(512), "chương trình"),
        ("doc", make_doc() + "\x13DDE c:\\a.exe".encode("utf-16-le").ljust(512), "chương trình"),
        ("doc", make_doc("Macros").replace(MACROS + bytes(9), MACROS + b"\0\0xy" + bytes(5)), "macro"),
    ],
)  # fmt: skip
def test_what_hides_is_found(ending: str, data: bytes, what: str) -> None:
    """Whatever its part is called, however it is written."""
    fault = find_fault(ending, data)
    assert fault is not None and fault.rule == "active-attachment"
    told = fault.values["what"]
    assert isinstance(told, Bilingual) and what in told.vi


def with_comment(data: bytes) -> bytes:
    made = BytesIO(data)
    with ZipFile(made, "a") as package:
        package.comment = b"PK\x05\x06"
    return made.getvalue()


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("pdf", make_pdf(body=stream(b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]", SCRIPT.hex().encode()))),
        ("pdf", make_pdf(body=stream(OBJECTS, b"locked" + SCRIPT))),
        ("pdf", make_pdf(body=stream(OBJECTS, SCRIPT[:-6]))),
        ("docx", make_docx() + make_docx()),
        ("docx", with_comment(make_docx())),
        ("docx", make_docx().replace(b"word/document.xml", b"word/documenx.xml", 1)),
        ("docx", make_docx(**{"/word/a_DOT_xml": "<a/>"})),
        ("docx", make_docx(**{"word/../../a_DOT_xml": "<a/>"})),
        ("docx", make_docx(word__a_DOT_xml=TWO_RUNS.encode("utf-16"))),
        ("docx", make_docx(word__a_DOT_xml='<!DOCTYPE a [<!ENTITY b "DDE">]><a href="a"/>')),
    ],
)
def test_what_readers_may_read_in_two_ways_is_refused(ending: str, data: bytes) -> None:
    """One program would see what another does not."""
    fault = find_fault(ending, data)
    assert fault is not None and fault.rule == "damaged-attachment"


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("pdf", make_pdf(body=stream(OBJECTS, zlib.compress(b"4 0 << /Type /Page >>")))),
        ("docx", make_docx(word__a_DOT_xml=f"<w:d {W}><w:instrText> HYPERLINK DDE </w:instrText></w:d>")),
        ("docx", related("hyperlink", "mailto:mau@may.example")),
        ("odt", odt(f'<d><a {X} x:href="https://dichvucong.gov.vn"/><image {X} x:href="Pictures/a.png"/></d>')),
    ],
)
def test_what_only_resembles_it_is_taken(ending: str, data: bytes) -> None:
    """Pages in a compressed stream, other fields, links that a reader follows."""
    assert find_fault(ending, data) is None


def test_an_encrypted_pdf_is_locked_however_it_says_so() -> None:
    """Also by an escaped name."""
    fault = find_fault("pdf", make_pdf(body=b">> /#45ncrypt 5 0 R <<"))
    assert fault is not None and fault.rule == "encrypted-attachment"


def test_only_what_was_looked_at_is_published(tmp_path: Path) -> None:
    """A file that has changed since is not copied."""
    (tmp_path / "catalogue/reference/tep").mkdir(parents=True)
    path = "catalogue/reference/tep/a.pdf"
    (tmp_path / path).write_bytes(make_pdf())
    file, _ = check_attachment(tmp_path, SourceFile(path, "national-file"))
    assert file is not None
    given = GivenFile(tmp_path, file)
    assert given.read() == make_pdf()
    (tmp_path / path).write_bytes(make_pdf("khác"))
    with pytest.raises(OSError, match="Stale"):
        given.read()


# -- import ---------------------------------------------------------------------------------------------------

HEADINGS = ("Mã thủ tục", "Tên thủ tục")
BOOK = workbook({"A": [HEADINGS, ("9.000001", "Việc mẫu")]})
WORD = word_file(word_blocks())
SHEET = "xl/worksheets/sheet1.xml"
TYPE = b'<!DOCTYPE a [<!ENTITY b "c">]>'


def refusals(name: str, data: bytes) -> list[str]:
    return [item.refusal for item in read_data(name, data)]


def moved(data: bytes, old: str, new: str) -> bytes:
    """The part under another name, with a document type."""
    with ZipFile(BytesIO(data)) as book:
        parts = {name: book.read(name).replace(old.encode(), new.encode()) for name in book.namelist()}
    content = parts.pop(old)
    return zip_file({**parts, new: TYPE + content.rpartition(b"?>")[2].lstrip()})


def many_entries(count: int) -> bytes:
    """A ZIP file with a list of so many entries."""
    one = b"PK\x01\x02" + bytes(24) + b"\x01" + bytes(17) + b"a"
    listed = one * count
    return b"PK\x03\x04" + listed + b"PK\x05\x06" + bytes(8) + len(listed).to_bytes(4, "little") + b"\x04" + bytes(5)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", moved(WORD, "word/document.xml", "word/document.dat"), "DOCTYPE"),
        ("a.xlsx", moved(BOOK, SHEET, "xl/worksheets/sheet1.dat"), "DOCTYPE"),
        ("a.zip", many_entries(200_000), "quá lớn"),
        ("a.csv", b"sep=,\n" + b"a," * 600_000, "dài hơn"),
        ("a.csv", b"sep=,\n" + b'"\n",' * 300_000, "dài hơn"),
        ("a.json", b"[" + b"[]," * 2_100_000 + b"[]]", "quá nhiều giá trị"),
        ("a.jsonl", b"\n" * 10 + b"{}\n" * 4_000_001, "quá nhiều giá trị"),
        ("a.json", b"[" * 200_000, "lồng quá sâu"),
    ],
    ids=range(8),
)
def test_what_would_take_all_memory_is_refused(name: str, data: bytes, said: str) -> None:
    """By one sentence."""
    (refusal,) = refusals(name, data)
    assert said in refusal


def test_a_sheet_cannot_repeat_itself_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merged cells that run backwards or far to the right, tags without end, rows and texts beyond measure: only the beginning
    is read, and that is said."""

    def with_merged(text: bytes) -> bytes:
        return change_part(
            BOOK, SHEET, lambda part: part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + text + b"</mergeCells>")
        )

    backwards = b'<mergeCell ref="A9999999:A1"/><mergeCell ref="B1:B9999999"/>' * 3
    assert len(refusals("a.xlsx", with_merged(backwards))) == 1
    (sheet,) = workbooks.read_workbook(with_merged(b'<mergeCell ref="ZZZ1:ZZZ20"/>'))
    assert max(len(row.cells) for row in sheet.rows) == 2
    broken = change_part(BOOK, SHEET, lambda part: part + b"<mergeCell " * 300_000)
    assert len(refusals("a.xlsx", broken)) == 1
    rows = workbook({"A": [HEADINGS, *((f"9.00{i:04}", "Việc mẫu") for i in range(40))]})
    for limit, most in (("MOST_PIECES", 30), ("MOST_CELLS", 20), ("MOST_CHARACTERS", 200)):
        with monkeypatch.context() as patched:
            patched.setattr(workbooks, limit, most)
            (sheet,) = workbooks.read_workbook(rows)
            assert 0 < len(sheet.rows) < 40 and "chỉ đọc phần đầu" in sheet.remarks[0].vi


@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_a_row_beyond_measure_is_cut(prefix: bytes) -> None:
    """What lies further to the right is not even taken apart; the next row is read."""
    row = b"<row>" + b"".join(b'<c t="inlineStr"><is><t>%d</t></is></c>' % number for number in range(20_000)) + b"</row>"
    source = re.sub(rb"<(/?)", rb"<\1" + prefix, b"<sheetData>" + row + b"<row/>" + row + b"</sheetData>")
    taken = workbooks._Left().take_source(source)
    ends = taken.split(b"</" + prefix + b"row>")
    assert [end.count(prefix + b"c t=") for end in ends] == [WIDEST, WIDEST, 0] and taken.endswith(b"sheetData>")
    book = change_part(BOOK, SHEET, lambda part: part.replace(b"</sheetData>", row * 2 + b"</sheetData>"))
    (sheet,) = workbooks.read_workbook(book)
    assert [len(one.cells) for one in sheet.rows[-2:]] == [WIDEST, WIDEST]


def test_a_file_of_small_parts_is_refused_before_it_is_read_whole() -> None:
    """Where the first that is too many stands."""
    text = "".join(f"k{number}: x\n" for number in range(MOST_PARTS // 2 + 10))
    document, (told,) = parse_document(SourceText("catalogue/reference/documents.yaml", text))
    assert document is None and told.rule == "oversized" and told.place.line in range(MOST_PARTS // 2 - 5, MOST_PARTS // 2 + 5)


def test_bombs_in_an_archive_are_counted_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What many small files unpack to, is more than one archive may hold."""
    import gzip

    monkeypatch.setattr(exports, "LARGEST_ARCHIVE", 100_000)
    monkeypatch.setattr(exports, "LARGEST_UNCOUNTED", 10)
    for one in (gzip.compress(b"a b\n" * 10_000), BOOK):
        (tmp_path / "a.zip").write_bytes(zip_file({f"{i}.gz": one for i in range(50)}))
        found = list(read_exports([tmp_path / "a.zip"], Reading()))
        assert "quá lớn" in found[-1].refusal and len(found) < 20
    monkeypatch.setattr(json_items, "MOST_ITEMS", 3)
    assert len(refusals("a.json", b"[1,2,3,4,5]")) == 4
    monkeypatch.setattr(exports, "LARGEST_ARCHIVE", 10_000_000)
    monkeypatch.setattr(archives, "LARGEST_XML", 10)
    assert "lớn bất thường" in refusals("a.docx", WORD)[0]


def test_marks_in_heaps_are_cut() -> None:
    """To sort a hundred thousand marks on one letter would take hours; words of any language stay as they are."""
    heap = "a" + "\u0301\u0316" * 100_000
    assert len(clean_text(heap)) < 40
    assert len(separated.decode_text(heap.encode())) < 40
    for text in ("Tiếng Việt", unicodedata.normalize("NFD", "nghĩa, ợ"), "…" * 200, "□" * 100, "“" * 50, "\uf0b7" * 60, "⠿" * 50):
        assert clean_text(text) in (unicodedata.normalize("NFC", text), text.replace("\u2800", " "))


def test_a_quotation_mark_is_no_delimiter() -> None:
    """The line for Excel may name another."""
    assert separated.read_separated('sep="\na,b\nc,d\n').rows[1].cells == ("a", "b")


def test_no_cell_is_a_formula() -> None:
    """Where names of the source go into tables for Excel."""
    assert [show_cell(text) for text in ("=cmd|'/c'!A1", "+1", "-1", "@a", "\t=a", "\r=a", "a=b", "")] == [
        "'=cmd|'/c'!A1", "'+1", "'-1", "'@a", "'\t=a", "'\r=a", "a=b", "",
    ]  # fmt: skip
    words = [
        "a;=1+1",
        "a; = 1",
        "a\n=1",
        "a\t@SUM(1)",
        "a;+x|'/c'!A1",
        'a"; -HYPERLINK("b")',
        "＝1",
        "a;＠SUM(1)",
        "\n=1",
        ";=1",
        'a;"=1',
        'a; "" =1',
    ]
    kept = ["a; - b (c)", "a;\n+ b (c)", "a; b", "a\n- b", "1;-2"]
    table = write_csv(["x"], [[word] for word in words + kept]).decode()
    look_at_cells(table)
    assert [row[0] for row in csv.reader(io.StringIO(table))][-len(kept) :] == kept


@given(st.text("ab=+@-'\",;(\n\t 1", max_size=20))
@example('a,"=HYPERLINK("b")')
@example("'=1,'+a(")
def test_a_cell_that_people_give_back_is_the_same(text: str) -> None:
    """In a table with semicolons no cell is computed where it is cut at commas; read again, it is what it was."""
    written = write_table_csv(OutSheet("", (OutColumn("a", "A"), OutColumn("b", "B")), (("x", text),))).decode("utf-8-sig")
    for delimiter in ",;\t":
        found = [cell for row in csv.reader(io.StringIO(written), delimiter=delimiter) for cell in row if COMPUTED.match(cell)]
        assert not found, (delimiter, found)
    assert unmark_cell(mark_cell(text)) == text


def test_what_a_terminal_shows_of_a_table_commands_nothing() -> None:
    """A cell of several lines begins none that a runner of jobs obeys; its mark of encoding and its ends of lines stay."""
    table = '\ufeffa,b\r\n"x\n::error::y",\x1b[2J\r\n'
    assert show_table(table) == '\ufeffa,b\r\n"x\n\\u003a:error::y",\\u001b[2J\r\n'


def test_the_report_shows_words_as_words() -> None:
    """No element, picture, link, line or column begins in what the source or a file's name says."""
    refusal = ("a`\n# Đã duyệt\x1b[31m", "sai <img src=x> ![a](http://may.example) |\n## x")
    plan = Plan({}, (), (), (refusal,), (), (), (), ())
    (line,) = (line for line in write_report(plan, date(2026, 11, 22), written=False).split("\n") if "may.example" in line)
    assert line.startswith("- `a'\\u000a# Đã duyệt\\u001b[31m`: sai \\<img src=x> !\\[a\\](http://may.example) \\| ## x")


def test_an_entry_without_a_name_is_passed_over() -> None:
    """The entry beside it is read."""
    data = zip_file({"a": b"x", "b.csv": ";".join(HEADINGS).encode() + "\n9.000001;Việc mẫu\n".encode()})
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x01\x02"))
    listed = bytearray(data)
    listed[at + 28] = 0  # the length of the name
    del listed[at + 46]
    end = listed.rfind(b"PK\x05\x06")
    listed[end + 12] -= 1  # the length of the list
    assert [item.origin for item in read_data("a.zip", bytes(listed))] == ["a.zip!b.csv:2"]
