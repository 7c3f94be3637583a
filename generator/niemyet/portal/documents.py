"""Reads legal documents: their numbers, and kind and issuer as implied by a number."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from niemyet.model.document_numbers import find_fault
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.raw_record import RawDocument

NUMBER = re.compile(
    r"[0-9]{1,4}(?:[.][0-9a-z]{1,3})?[a-zA-Z]?/(?:[0-9]{4}/)?[A-ZĐ][0-9A-ZĐa-zđ]*(?:-[0-9A-ZĐƯa-zđ&.]+)*(?<![.,])"
)
_KIND_IN_FRONT = re.compile(
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
UNKNOWN_ISSUER = "Chưa rõ cơ quan ban hành"
_UNCLEAR_ISSUERS = frozenset({UNKNOWN_ISSUER, _ISSUERS["UBND"], _ISSUERS["HĐND"]})


def numbers_in(text: str) -> list[str]:
    """The distinct document numbers in a text, in order."""
    return list(dict.fromkeys(match[0] for match in NUMBER.finditer(text)))


def read_documents(
    listed: Iterable[RawDocument], known: Mapping[str, Any]
) -> tuple[list[str], dict[str, dict[str, Any]], list[RaisedDoubt]]:
    """The legal basis as numbers; the entries missing in `known`, for documents.yaml; and doubts."""
    basis: list[str] = []
    new: dict[str, dict[str, Any]] = {}
    doubts = []
    for document in listed:
        match = _KIND_IN_FRONT.fullmatch(document.number.replace(" /", "/").rstrip(" .;,"))
        number = match["number"] if match else ""
        if fault := find_fault(number) if number else None:  # the check would refuse it
            number = fault.meant
        if not NUMBER.fullmatch(number):
            source = " – ".join(filter(None, (document.number, document.title)))
            doubts.append(RaisedDoubt("legal_basis", "Nguồn ghi một văn bản không rõ số, ký hiệu.", source))
            continue
        if number not in basis:
            basis.append(number)
        if number not in known:
            described = describe_document(number, document.title, (match["kind"] if match else "") or "")
            new.setdefault(number, described | _said_of(document, described["issuer"]))
    if not basis:
        doubts.append(RaisedDoubt("legal_basis", "Nguồn không nêu căn cứ pháp lý."))
    return basis, new, doubts


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
