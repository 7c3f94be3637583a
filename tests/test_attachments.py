"""Files that citizens take away: only what is what it seems and holds nothing that runs is published, once, byte for byte."""

import random
import shutil
from pathlib import Path

import pytest

from conftest import TODAY
from given_files import (
    make_doc,
    make_docx,
    make_object_stream,
    make_odt,
    make_pdf,
    make_relationship,
    make_types,
    make_xlsx,
    make_zip,
)
from niemyet.catalogue.reference import read_reference
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.change import FormFile
from niemyet.changes.wording import format_change
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load import attachment_contents, pdf_contents
from niemyet.load.attachment_contents import find_fault
from niemyet.load.attachments import LARGEST_ATTACHMENT, check_attachment
from niemyet.load.finding import SourceFile, find_files
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import ATTACHMENT_ENDINGS, kind_of
from niemyet.model.unit_folders import official_folders
from niemyet.render.language import VIETNAMESE
from niemyet.render.wording import format_file
from niemyet.resolve.site import resolve_reference

TEP = "catalogue/reference/tep"
CT01 = "catalogue/reference/procedures/cu-tru/1.004222.yaml"
FORM = "ct01: {name: Tờ khai thay đổi thông tin cư trú (Mẫu CT01)"
GOOD = {"pdf": make_pdf(), "docx": make_docx(), "doc": make_doc("1Table"), "xlsx": make_xlsx(), "odt": make_odt()}
REMOTE = make_relationship("attachedTemplate", "https://mau.example/mau.dotm")


@pytest.mark.parametrize("ending", ATTACHMENT_ENDINGS)
def test_what_is_what_it_seems_is_taken(ending: str) -> None:
    """And only under its own ending; the right one is named."""
    assert find_fault(ending, GOOD[ending]) is None
    for other in ATTACHMENT_ENDINGS:
        if other != ending:
            fault = find_fault(other, GOOD[ending])
            assert fault is not None and (fault.rule, fault.values["near"]) == ("attachment-of-other-kind", ending)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{\\rtf1 x}", "văn bản RTF"),
        (b"<!DOCTYPE html><p>x", "một trang web"),
        (b"\xef\xbb\xbf<html>", "một trang web"),
        (b"\x89PNG\r\n\x1a\n", "một tấm ảnh"),
        (b"MZ\x90\0", "một chương trình"),
        ("chữ thường".encode(), "một loại tệp khác"),
        (make_zip({"a.txt": "x"}), "một tệp nén"),
        (make_zip({"[Content_Types].xml": make_types("application/x-other"), "a": ""}), "một loại tệp khác"),
        (make_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}), "một loại tệp khác"),
        (make_doc().replace("WordDocument".encode("utf-16-le"), "WorkbookXXXX".encode("utf-16-le")), "một loại tệp khác"),
    ],
)
def test_another_kind_of_file_is_told_by_its_name(data: bytes, what: str) -> None:
    """Another ending does not make it a form."""
    fault = find_fault("docx", data)
    assert fault is not None and fault.rule == "attachment-of-other-kind"
    told = fault.values["what"]
    assert not isinstance(told, str) and told.vi == what


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("pdf", make_pdf(body=b"/OpenAction << /S /JavaScript /JS (x) >>")),
        ("pdf", make_pdf(body=b"/OpenAction << /S /J#61vaScript /JS (x) >>")),
        ("pdf", make_pdf(body=b"/A << /S /Launch /F (x.exe) >>")),
        ("pdf", make_pdf(body=b"/Names << /EmbeddedFiles 3 0 R >>")),
        ("pdf", make_pdf(body=make_object_stream(b"4 0 << /S /JavaScript >>"))),
        ("docx", make_docx(word__vbaProject_DOT_bin=b"x")),
        ("docx", make_docx("", "application/vnd.ms-office.vbaProject")),
        ("docx", make_zip({"[Content_Types].xml": make_types("application/vnd.ms-word.document.macroEnabled.main+xml")})),
        ("docx", make_docx(word__activeX__activeX1_DOT_xml="<x/>")),
        ("docx", make_docx(word__embeddings__oleObject1_DOT_bin=b"x")),
        ("docx", make_docx(word__embeddings__bang_DOT_xlsm=b"x")),
        ("docx", make_docx(word___rels__settings_DOT_xml_DOT_rels=REMOTE)),
        ("docx", make_docx(word___rels__document_DOT_xml_DOT_rels=make_relationship("image", "\\\\may.example\\anh.png"))),
        ("docx", make_docx(word___rels__document_DOT_xml_DOT_rels=make_relationship("image", "file://may.example/anh.png"))),
        ("xlsx", make_xlsx(xl__macrosheets__sheet1_DOT_xml="<x/>")),
        ("odt", make_odt(Basic__Standard__Module1_DOT_xml="<x/>")),
        ("odt", make_odt(Scripts__python__a_DOT_py="x")),
        ("doc", make_doc("Macros")),
        ("doc", make_doc("_VBA_PROJECT")),
    ],
)
def test_what_runs_or_comes_from_elsewhere_is_refused(ending: str, data: bytes) -> None:
    """Macros, scripts, embedded objects, parts of other machines, also where they are hidden."""
    fault = find_fault(ending, data)
    assert fault is not None and fault.rule == "active-attachment"


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("pdf", make_pdf(body=b"/A << /S /URI /URI (https://dichvucong.gov.vn) >>")),
        ("pdf", make_pdf(body=b"/JavaScripting 1")),
        ("docx", make_docx(word__embeddings__bang_DOT_xlsx=make_xlsx())),
        ("docx", make_docx(word___rels__document_DOT_xml_DOT_rels=make_relationship("hyperlink", "https://dichvucong.gov.vn"))),
        (
            "docx",
            make_docx(word___rels__settings_DOT_xml_DOT_rels=make_relationship("attachedTemplate", "file:///C:\\Mau\\a.dotx")),
        ),
        ("docx", make_docx(word___rels__settings_DOT_xml_DOT_rels=make_relationship("attachedTemplate", "Normal.dotm"))),
        ("doc", make_doc("Macro")),
    ],
)
def test_what_only_resembles_it_is_taken(ending: str, data: bytes) -> None:
    """A link that a reader follows by himself, a template on the disk of who wrote it, other words."""
    assert find_fault(ending, data) is None


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("pdf", make_pdf(body=b">> /Encrypt 5 0 R <<")),
        ("docx", make_doc("EncryptedPackage").replace("WordDocument".encode("utf-16-le"), "EncryptionIn".encode("utf-16-le"))),
        ("doc", make_doc(locked=True)),
        ("odt", make_odt("<m><encryption-data/></m>")),
    ],
)
def test_a_locked_file_is_refused(ending: str, data: bytes) -> None:
    """Neither a citizen nor a reviewer can open it."""
    fault = find_fault(ending, data)
    assert fault is not None and fault.rule == "encrypted-attachment"


def test_a_locked_package_is_refused() -> None:
    """One whose parts are marked as encrypted."""
    data = bytearray(make_docx())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    fault = find_fault("docx", bytes(data))
    assert fault is not None and fault.rule == "encrypted-attachment"


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "odt"])
def test_half_a_file_is_refused(ending: str) -> None:
    """So is nothing at all."""
    whole = GOOD[ending]
    for data in (b"", whole[: len(whole) // 2]):
        fault = find_fault(ending, data)
        assert fault is not None and fault.rule == "damaged-attachment"


def test_a_package_that_grows_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By what it says of itself, or while it is read; and so is one that hides a part behind another of its name."""
    monkeypatch.setattr(attachment_contents, "LARGEST_UNPACKED", 1000)
    fault = find_fault("docx", make_docx("x" * 2000))
    assert fault is not None and fault.rule == "attachment-too-large"
    monkeypatch.setattr(attachment_contents, "LOOKED_AT", 100)
    fault = find_fault("docx", make_docx())
    assert fault is not None and fault.rule == "damaged-attachment"
    monkeypatch.undo()
    for more in ({"WORD/document.xml": "<d/>"}, {"word/_rels/a.rels": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}):
        members = {"[Content_Types].xml": make_types("x"), "word/document.xml": "<d/>", **more}
        members["[Content_Types].xml"] = make_types(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        )
        fault = find_fault("docx", make_zip(members))
        assert fault is not None and fault.rule == "damaged-attachment"


def test_a_pdf_that_grows_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be looked at to its end is not published; nor is one whose streams lie within one another."""
    nested = make_pdf(body=b">> /ObjStm /Filter /FlateDecode << stream\n" * 40 + b"endstream")
    monkeypatch.setattr(pdf_contents, "LOOKED_AT", 100)
    for data in (nested, make_pdf(body=make_object_stream(b" " * 200 + b"/S /JavaScript"))):
        fault = find_fault("pdf", data)
        assert fault is not None and fault.rule == "damaged-attachment"


def test_no_content_breaks_the_check() -> None:
    """Whatever bytes are changed, cut out or doubled: it is a fault or none."""
    chance = random.Random(16)
    samples = [*GOOD.items(), ("docx", make_docx(word___rels__a_DOT_rels=REMOTE))]
    samples.append(("pdf", make_pdf(body=make_object_stream(b"1 0 <<>>"))))
    for ending, data in samples:
        for _ in range(150):
            broken = bytearray(data)
            for _ in range(chance.randint(1, 8)):
                at = chance.randrange(len(broken))
                match chance.randrange(3):
                    case 0:
                        broken[at] = chance.randrange(256)
                    case 1:
                        del broken[at : at + chance.randrange(20)]
                    case _:
                        broken[at:at] = broken[at : at + chance.randrange(40)]
            find_fault(ending, bytes(broken))


def test_a_file_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    """Too large, gone, or a link by now: it is told, and nothing is published."""

    def rules(name: str) -> list[str]:
        file, told = check_attachment(tmp_path, SourceFile(name, "national-file"))
        assert (file is None) == bool(told)
        return [one.rule for one in told]

    (tmp_path / "a.pdf").write_bytes(make_pdf())
    (tmp_path / "b.pdf").write_bytes(make_pdf().ljust(LARGEST_ATTACHMENT + 1))
    (tmp_path / "c.pdf").symlink_to("a.pdf")
    assert [rules(name) for name in ("a.pdf", "b.pdf", "c.pdf", "d.pdf")] == [
        [], ["attachment-too-large"], ["unreadable-file"], ["unreadable-file"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "said"), [(1, "DOCX, 1 KB"), (34_816, "DOCX, 34 KB"), (1_022_000, "DOCX, 998 KB"), (1_258_291, "DOCX, 1,2 MB")]
)
def test_the_size_is_said_as_people_read_it(size: int, said: str) -> None:
    """With a comma, as Vietnamese has it."""
    assert format_file(AttachedFile(f"{TEP}/a.docx", size, ""), VIETNAMESE) == said


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (f"{TEP}/to-khai.docx", "tep/to-khai.docx"),
        ("catalogue/ha-noi/tep/mau-1.pdf", "ha-noi/tep/mau-1.pdf"),
        ("news/2026/ke-hoach.pdf", "tin-tuc/2026/ke-hoach.pdf"),
    ],
)
def test_every_file_has_one_address(path: str, address: str) -> None:
    """That of the level or the article to which it belongs."""
    assert AttachedFile(path, 1, "").address == address


def test_no_commune_is_called_like_the_folder_of_files(small: Path) -> None:
    """Its folder in a province is nobody else's: no unit of the state's list is named so, and none can be."""
    units = resolve_reference(read_reference(small, find_files(small), TODAY)[0], TODAY).units
    assert "tep" not in official_folders(units).values()
    assert kind_of("catalogue/ha-noi/tep/commune.yaml") is None
    assert kind_of("catalogue/ha-noi/tep/1.001193.yaml") is None
    assert kind_of("catalogue/ha-noi/tep-loc/commune.yaml") == "commune"


# -- in a catalogue -------------------------------------------------------------------------------------------


def give(root: Path, name: str = "ct01.docx", data: bytes = GOOD["docx"]) -> None:
    """The form of the procedure has this file."""
    (root / TEP).mkdir(exist_ok=True)
    (root / TEP / name).write_bytes(data)
    text = (root / CT01).read_text("utf-8").replace(f"{FORM}}}", f"{FORM}, file: {name}}}")
    (root / CT01).write_text(text, "utf-8")


def told_of(root: Path) -> list[Diagnostic]:
    found = find_files(root)
    return [*found.diagnostics, *read_reference(root, found, TODAY)[1]]


def test_a_form_has_its_file(small: Path) -> None:
    """Found in the folder of its level; nothing is told."""
    before = told_of(small)
    give(small)
    assert told_of(small) == before
    reference, _ = read_reference(small, find_files(small), TODAY)
    files = resolve_reference(reference, TODAY).procedures["1.004222"].files
    assert [(name, file.path, file.size) for name, file in files.items()] == [("ct01", f"{TEP}/ct01.docx", len(GOOD["docx"]))]


def test_a_file_of_which_something_is_told_is_not_told_to_be_missing(small: Path) -> None:
    """One mistake, one message."""
    before = {one.rule for one in told_of(small)}
    give(small, data=b"<html>")
    assert {one.rule for one in told_of(small)} - before == {"attachment-of-other-kind"}


def test_a_link_in_an_article_names_a_file(small: Path) -> None:
    """Beside the article or by its address; a file that is linked nowhere is told of."""
    for path in ("news/2026/ke-hoach.pdf", f"{TEP}/huong-dan.pdf", f"{TEP}/cu.pdf"):
        (small / path).parent.mkdir(exist_ok=True)
        (small / path).write_bytes(make_pdf())
    article = small / "news/2026/tin-mau.md"
    text = article.read_text("utf-8")
    article.write_text(f"{text}\n[Kế hoạch](ke-hoach.pdf) và [hướng dẫn](/tep/huong-dan.pdf), [khác](/tep/khac.pdf).\n", "utf-8")
    told = [(one.rule, one.place.file) for one in told_of(small)]
    assert [one for one in told if one[0] == "attachment-unnamed"] == [("attachment-unnamed", f"{TEP}/cu.pdf")]
    assert [one for one in told if one[0] == "dead-link"] == [("dead-link", "news/2026/tin-mau.md")]


def test_another_file_is_another_form(small: Path, tmp_path: Path) -> None:
    """Citizens are told, and the sheet is to be printed again; the same bytes are the same form."""
    later = tmp_path / "later"
    give(small)
    shutil.copytree(small, later)
    assert compare_catalogues(small, later, TODAY).communes == ()
    (later / TEP / "ct01.docx").write_bytes(make_docx("mẫu mới"))
    found = compare_catalogues(small, later, TODAY)
    postings = [posting for commune in found.communes for posting in commune.postings]
    assert postings
    assert {posting.code for posting in postings} == {"1.004222"}
    assert {posting.reprint for posting in postings} == {("papers",)}
    change = postings[0].changes[0]
    assert isinstance(change.after, FormFile)
    said = format_change(change, {}, VIETNAMESE)
    assert "Mẫu được thay bằng tệp mới: Tờ khai thay đổi thông tin cư trú (Mẫu CT01) (DOCX, 1 KB)" in said
    assert found.unseen == ()
