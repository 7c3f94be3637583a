"""Takes tables apart whose cells a crawler has run together without blanks: "Hình thức nộpThời gian…Trực tuyến7 Ngày làm việc…".

A cell ends where a capital, a dash or a digit follows without a blank. What is not understood stays as it is.
"""

import re
from collections.abc import Iterator

from niemyet.patterns import regex
from niemyet.portal.glued import part_file, part_number
from niemyet.portal.parted_record import PartedRecord, TableRow

_WAY = r"(?:Trực tiếp|Trực tuyến|Dịch vụ bưu chính)"
_CHANNELS_HEAD = regex(r"^\s*Hình thức nộp\s*Thời (?:gian|hạn giải quyết)\s*Phí, lệ phí\s*Mô tả\s*")
_CHANNEL = regex(
    rf"(?P<way>{_WAY})\s*(?P<time>[0-9]+(?:[.,][0-9]+)?(?:\s*(?:Ngày làm việc|Ngày|Giờ làm việc|Giờ|Tháng|Khác))?)"
    rf"(?P<rest>.*?)(?={_WAY}\s*[0-9]|\Z)",
    re.DOTALL,
)
_FEE = regex(r"\s*(?:Miễn phí|[0-9][0-9.,]*\s*(?:Việt Nam Đồng|Đồng|VND))\s*")
_PAPERS_HEAD = regex(r"Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng")
_PAPER = regex(
    r"(?P<name>.+?)(?:(?<=[^\s0-9])(?=[0-9])|(?<=\s)(?=0[0-9]{2} ))(?P<quantity>(?:[0-9]{1,6} bản (?:chính|sao))+)"
    r"(?=\Z|[^\s,;.:)a-zà-ỹ])",
    re.DOTALL,
)
_FIRST_NUMBER = regex(r"[0-9]+")
_DOCUMENTS_HEAD = regex(r"^\s*Tên văn bản pháp lý\s*Mã văn bản\s*")
_DOCUMENT = regex(
    r"(?P<title>.+?)(?<=[^\s0-9./])(?P<number>[0-9]{1,4}(?:\.[0-9]{1,3})?/(?:[0-9]{4}/)?[A-ZĐ][0-9A-ZĐ-]*)(?=[A-ZĐ][a-zà-ỹ]|\Z)",
    re.DOTALL,
)
_RESULT = regex(r"(?P<name>.+?)Mã: (?:[A-Z]{2}\.[A-Z0-9]+\.[0-9]+|\S+?)(?=[A-ZĐ][a-zà-ỹ]|\Z)", re.DOTALL)
_BELOW_RESULTS = regex(r"Từ khóa.*|Chọn cơ quan thực hiện.*", re.DOTALL)


def take_run_together(parted: PartedRecord, key: str, text: str) -> bool:
    """Takes a text apart and puts its rows into `parted`; False if it is no table that was run together."""
    if key == "channels" and _CHANNELS_HEAD.match(text):
        parted.channels += _channels(_CHANNELS_HEAD.sub("", text))
        return bool(parted.channels)
    if key == "papers" and _PAPERS_HEAD.search(text):
        parted.papers += _papers(text)
        return True
    if key == "documents" and _DOCUMENTS_HEAD.match(text):
        parted.documents += _documents(_DOCUMENTS_HEAD.sub("", text))
        return bool(parted.documents)
    if key == "results":
        rest = _BELOW_RESULTS.sub("", text)
        rows = [{"name": found["name"].strip()} for found in _RESULT.finditer(rest)]
        parted.results += rows or ([{"name": rest.strip()}] if rest.strip() else [])
        return True
    return False


def _channels(text: str) -> Iterator[TableRow]:
    for found in _CHANNEL.finditer(text):
        fee, rest = _split_fee(found["rest"])
        yield {"way": found["way"], "time": found["time"], "fee": fee, "text": rest}


def _split_fee(text: str) -> tuple[str, str]:
    """The fee at the beginning, with the brackets behind it, and the rest."""
    match = _FEE.match(text)
    if match is None:
        return "", text.strip()
    end, depth = match.end(), 0
    if text[end : end + 1] == "(":
        for place in range(end, len(text)):
            depth += (text[place] == "(") - (text[place] == ")")
            if depth == 0:
                end = place + 1
                break
    return text[:end].strip(), text[end:].strip()


def _papers(text: str) -> Iterator[tuple[str, list[TableRow]]]:
    heading, *chunks = _PAPERS_HEAD.split(text)
    for chunk in chunks:
        rows: list[TableRow] = []
        end = 0
        for found in _PAPER.finditer(chunk):
            rows.append(_paper(found["name"].lstrip(), found["quantity"]))
            end = found.end()
        yield heading.strip(" -\n"), rows
        heading = chunk[end:]
    if heading.strip(" -\n"):
        yield heading.strip(" -\n"), []


def _paper(name: str, quantity: str) -> TableRow:
    digits = _FIRST_NUMBER.match(quantity)
    if digits is not None:
        name, number = part_number(name, digits[0])
        quantity = number + quantity[digits.end() :]
    name, file = part_file(name.rstrip(), "")
    return {"name": name, "quantity": quantity} | ({"form": file} if file else {})


def _documents(text: str) -> Iterator[TableRow]:
    end = 0
    for found in _DOCUMENT.finditer(text):
        yield {"title": found["title"].strip(), "number": found["number"]}
        end = found.end()
    if text[end:].strip():
        yield {"title": text[end:].strip()}
