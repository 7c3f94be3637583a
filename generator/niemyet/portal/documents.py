"""Reads legal documents: their numbers, and kind and issuer as implied by a number."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from niemyet.model.document_numbers import find_fault
from niemyet.patterns import regex
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.provinces import is_provincial, name_issuer, publisher_of
from niemyet.portal.raw_record import RawDocument
from niemyet.values import dataclass

NUMBER = regex(r"[0-9]{1,4}(?:[.][0-9a-z]{1,3})?[a-zA-Z]?/(?:[0-9]{4}/)?[A-ZĐ][0-9A-ZĐa-zđ]*(?:-[0-9A-ZĐƯa-zđ&.]+)*(?<![.,])")
_KIND_IN_FRONT = regex(
    r"(?:(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư liên tịch|Thông tư|Quyết định)(?: số)?:? )?"
    r"(?P<number>\S+)",
    re.IGNORECASE,
)
_KINDS = {
    "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "QĐ": "Quyết định", "NQ": "Nghị quyết",
    "PL": "Pháp lệnh", "CT": "Chỉ thị", "VBHN": "Văn bản hợp nhất",
}  # fmt: skip
_ISSUERS = {
    "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "UBTVQH": "Ủy ban Thường vụ Quốc hội", "BTP": "Bộ Tư pháp",
    "BTC": "Bộ Tài chính", "BCA": "Bộ Công an", "BXD": "Bộ Xây dựng", "BYT": "Bộ Y tế", "BNV": "Bộ Nội vụ",
    "BNNMT": "Bộ Nông nghiệp và Môi trường", "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BTNMT": "Bộ Tài nguyên và Môi trường", "BGTVT": "Bộ Giao thông vận tải", "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BLĐTBXH": "Bộ Lao động – Thương binh và Xã hội", "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BCT": "Bộ Công Thương",
    "BQP": "Bộ Quốc phòng", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BNG": "Bộ Ngoại giao", "BDTTG": "Bộ Dân tộc và Tôn giáo", "UBND": "Ủy ban nhân dân cấp tỉnh",
    "HĐND": "Hội đồng nhân dân cấp tỉnh",
}  # fmt: skip
_PROVINCE_BEHIND = regex(r"\s*\((?:tỉnh|thành phố|TP\.?) [^()]{2,30}\)$", re.IGNORECASE)
_NUMBER_OF_TITLE = regex(
    rf"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư|Quyết định)(?: số)?:? (?P<number>{NUMBER.pattern})", re.IGNORECASE
)
_FIRST_YEAR_OF_QH13, _YEARS_OF_A_TERM = 2011, 5
UNREADABLE = "Nguồn ghi một văn bản không rõ số, ký hiệu."
MISWRITTEN = "Nguồn ghi số, ký hiệu văn bản có lẽ nhầm."
ANOTHERS = "Nguồn dẫn văn bản của một tỉnh, chưa rõ có áp dụng ở đây."
NO_BASIS = "Nguồn không nêu căn cứ pháp lý."
UNKNOWN_ISSUER = "Chưa rõ cơ quan ban hành"
_UNCLEAR_ISSUERS = frozenset({UNKNOWN_ISSUER, _ISSUERS["UBND"], _ISSUERS["HĐND"]})


def numbers_in(text: str) -> list[str]:
    """The distinct document numbers in a text, in order."""
    return list(dict.fromkeys(match[0] for match in NUMBER.finditer(text)))


@dataclass(frozen=True, slots=True)
class ReadDocuments:
    """The legal basis as numbers; entries missing in the nation's and in the province's list of documents; and doubts."""

    basis: list[str]
    new: dict[str, dict[str, Any]]
    own: dict[str, dict[str, Any]]
    doubts: list[RaisedDoubt]


def read_documents(listed: Iterable[RawDocument], known: Mapping[str, Any], body: str = "") -> ReadDocuments:
    """Reads the legal basis. `known` are the documents of the catalogue, `body` the province's body that published the record.

    A number that had to be mended is certain only if it is known so, or written so elsewhere.
    """
    documents = list(listed)
    read = ReadDocuments([], {}, {}, [])
    written = {document.number.rstrip(" .;,") for document in documents} | set(known)
    province = publisher_of(body)
    for document in documents:
        number, kind, why = _read_number(document, written)
        provincial = is_provincial(number)
        if (not why and provincial and not province) or (
            not why and provincial and publisher_of(document.title) not in ("", province)
        ):
            why = ANOTHERS
        if why:
            source = " – ".join(filter(None, (document.number, document.title)))
            read.doubts.append(RaisedDoubt("legal_basis", why, source))
            continue
        if number not in read.basis:
            read.basis.append(number)
        if number not in known:
            entry = describe_document(number, document.title, kind)
            if provincial:
                read.own.setdefault(number, entry | _said_of(document, "") | {"issuer": name_issuer(number, body)})
            else:
                read.new.setdefault(number, entry | _said_of(document, entry["issuer"]))
    if not read.basis and not read.doubts:
        read.doubts.append(RaisedDoubt("legal_basis", NO_BASIS))
    return read


def _read_number(document: RawDocument, written: Collection[str]) -> tuple[str, str, str]:
    """The number of a document, its kind where the field names it, and why it is not certain ('' if it is)."""
    field = document.number.replace(" /", "/").replace("./", "/").rstrip(" .;,")
    if remark := _PROVINCE_BEHIND.search(field):
        field = field[: remark.start()]
    match = _KIND_IN_FRONT.fullmatch(field)
    number = match["number"] if match else ""
    kind = (match["kind"] if match else "") or ""
    fault = find_fault(number) if number else None  # the check would refuse it
    in_title = _NUMBER_OF_TITLE.match(document.title)
    if fault is not None:
        number = fault.meant
        if number and number not in written and not (in_title and in_title["number"] == number):
            return number, kind, MISWRITTEN
    if not NUMBER.fullmatch(number):
        return "", kind, UNREADABLE
    if in_title and not in_title["number"].startswith(number) and find_fault(in_title["number"]) is None:
        return number, kind, MISWRITTEN
    return number, kind, MISWRITTEN if _is_impossible(number) else ""


def _is_impossible(number: str) -> bool:
    """Whether year and term of the National Assembly do not fit, or the letters are no document's of it."""
    match = re.fullmatch(r"[0-9]+/(?P<year>[0-9]{4})/(?P<kind>NQ-)?QH(?P<term>[0-9]{1,2})", number)
    if match is None:
        return False
    first = _FIRST_YEAR_OF_QH13 + _YEARS_OF_A_TERM * (int(match["term"]) - 13)
    return bool(match["kind"]) or (int(match["term"]) >= 13 and not first <= int(match["year"]) <= first + _YEARS_OF_A_TERM)


def _said_of(document: RawDocument, issuer: str) -> dict[str, Any]:
    """What the source itself says of a document: days, and an issuer that its number does not name."""
    said: dict[str, Any] = {"issuer": document.issuer} if document.issuer and issuer in _UNCLEAR_ISSUERS else {}
    said |= {"issued": document.issued} if document.issued else {}
    return said | ({"effective": document.effective} if document.effective else {})


def describe_document(number: str, title: str, kind: str = "") -> dict[str, Any]:
    """A document by the model's keys, as far as its number and title determine them."""
    sign = number.rsplit("/", 1)[-1]
    head, *rest = sign.split("-")
    first_word = title.split(" số")[0]
    if head.startswith("QH"):
        named = next((word for word in ("Bộ luật", "Luật", "Nghị quyết") if first_word.lower().startswith(word.lower())), "")
        kind, issuer = kind.capitalize() or named or "Văn bản của Quốc hội", "Quốc hội"
    else:
        kind = _KINDS.get(head, kind.capitalize() or "Văn bản")
        tail = next((part.rstrip("0123456789") for part in rest if part.rstrip("0123456789") in _ISSUERS), "")
        issuer = _ISSUERS.get(tail, UNKNOWN_ISSUER)
    return ({"title": title} if title and title != number else {}) | {"kind": kind, "issuer": issuer}
