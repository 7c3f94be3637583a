"""Makes Word files, workbooks and ZIP files as people have them, in our own wording."""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
import openpyxl

CHANNELS = (
    ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"),
    ("Trực tiếp", "3 Ngày làm việc", "Lệ phí : 15.000 Đồng (mỗi lần)\nPhí : Đồng (do tỉnh quy định)", "Nộp trong giờ hành chính"),
    ("Trực tuyến", "3 Ngày làm việc", "Miễn phí", ""),
    ("Dịch vụ bưu chính", "7,5 Ngày làm việc", "", "Không có thông tin"),
)
PAPERS = (
    ("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"),
    ("- Tờ khai theo mẫu", "Mau so 01.docx", "Bản chính: 1\nBản sao: 0"),
    ("- Bản sao giấy cũ", "", "Bản chính: 0\nBản sao: 2"),
)
STEPS = "Bước 1: Nộp hồ sơ.\nKết quả thực hiện: trả tại quầy.\nBước 2: Nhận kết quả."
SHOWN = (("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"), ("Thẻ căn cước", "", "Bản chính: 1\nBản sao: 0"))
BASIS = (
    ("Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành"),
    ("99/2024/NĐ-CP", "Về việc mẫu", "15-11-2024", "Chính phủ"),
)


def word_blocks(code: str = "9.000001", **changed: str) -> list[str | Sequence[Sequence[str]]]:
    """The paragraphs and tables of one of the portal's Word files; `changed` replaces values."""
    return [
        "CHI TIẾT THỦ TỤC HÀNH CHÍNH", f"Mã thủ tục: {code}", f"Số quyết định: {changed.get('decision', '12/QĐ-MAU')}",
        f"Tên thủ tục: {changed.get('name', 'Xác nhận việc mẫu')}", f"Cấp thực hiện: {changed.get('level', 'Cấp Xã')}",
        "Loại thủ tục: TTHC được luật giao quy định chi tiết", "Lĩnh vực: Việc mẫu", "Trình tự thực hiện:",
        *changed.get("steps", STEPS).split("\n"),
        "Cách thức thực hiện:", CHANNELS, "Thành phần hồ sơ:", "* Giấy tờ phải nộp:", PAPERS, "* Giấy tờ phải xuất trình:", SHOWN,
        "* Lưu ý: mang theo bản gốc.", "Đối tượng thực hiện: Công dân Việt Nam, Người nước ngoài",
        "Cơ quan thực hiện: Ủy ban nhân dân cấp xã", "Cơ quan có thẩm quyền: Không có thông tin",
        "Địa chỉ tiếp nhận HS: Trung tâm",
        "Cơ quan được ủy quyền: Không có thông tin", "Cơ quan phối hợp: Công an", "Kết quả thực hiện: Giấy xác nhận",
        "Căn cứ pháp lý:", BASIS, "Yêu cầu, điều kiện thực hiện: Có mặt", "Từ khóa: Không có thông tin",
        "Mô tả: Không có thông tin",
    ]  # fmt: skip


def word_file(blocks: Sequence[str | Sequence[Sequence[str]]]) -> bytes:
    """A .docx of paragraphs and tables."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for i, row in enumerate(block):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
    return _saved(document.save)


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """An .xlsx with the rows of each sheet; a sheet whose name begins with "-" is hidden."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.lstrip("-"))
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
        sheet.sheet_state = "hidden" if name.startswith("-") else "visible"
    return _saved(book.save)


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def zip_file(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def change_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A Word file or workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_file({n: change(archive.read(n)) if n == part else archive.read(n) for n in archive.namelist()})


def compound_file(stream: str) -> bytes:
    """The beginning of an OLE file with one stream of this name in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(100)


def in_windows_1258(text: str) -> bytes:
    """The text as Windows writes it: letters with their hats, tone marks as characters of their own."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        base, marks = letter, ""
        while True:
            try:
                out.append((base + marks).encode("cp1258"))
                break
            except UnicodeEncodeError:
                parts = unicodedata.normalize("NFD", base)
                tone = next(i for i, sign in enumerate(parts) if sign in "\u0300\u0301\u0303\u0309\u0323")
                base, marks = unicodedata.normalize("NFC", parts[:tone] + parts[tone + 1 :]), parts[tone]
    return b"".join(out)
