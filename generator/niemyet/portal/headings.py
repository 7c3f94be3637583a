"""What the headings of Word files, workbooks and CSV files mean: folded words → keys of `PartedRecord` and its tables."""

from collections.abc import Iterable, Mapping

from niemyet.model.folding import fold_words

_PARTS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "Mã thủ tục", "Mã TTHC", "Mã số TTHC", "Mã số thủ tục", "Mã thủ tục hành chính", "Mã số thủ tục hành chính",
        "Mã số hồ sơ TTHC", "Mã hồ sơ TTHC", "Mã TTHC quốc gia", "Mã", "Mã số", "Code", "Thủ tục ID",
    ),
    "name": (
        "Tên thủ tục", "Tên TTHC", "Tên thủ tục hành chính", "Thủ tục hành chính", "Tên", "Name", "Thủ tục", "TTHC",
        "Tên dịch vụ công",
    ),
    "field": ("Lĩnh vực", "Tên lĩnh vực", "Field", "Lĩnh vực TTHC"),
    "decision": ("Số quyết định", "Quyết định công bố", "Số quyết định công bố", "Quyết định", "QĐ công bố", "Số QĐ"),
    "decision_date": ("Ngày quyết định", "Ngày ký quyết định", "Ngày ký", "Ngày QĐ", "Ngày công bố"),
    "ministry": ("Cơ quan ban hành", "Cơ quan công bố", "Bộ, ngành", "Bộ quản lý", "Cơ quan quản lý"),
    "level": ("Cấp thực hiện", "Cấp giải quyết", "Cấp"),
    "kind": ("Loại thủ tục", "Loại TTHC", "Loại thủ tục hành chính"),
    "audience": ("Đối tượng thực hiện", "Đối tượng"),
    "executing": ("Cơ quan thực hiện", "Cơ quan giải quyết", "Cơ quan"),
    "authority": ("Cơ quan có thẩm quyền", "Cơ quan có thẩm quyền quyết định", "Thẩm quyền giải quyết", "Cơ quan quyết định"),
    "receiver": ("Địa chỉ tiếp nhận HS", "Địa chỉ tiếp nhận hồ sơ", "Địa chỉ tiếp nhận", "Địa điểm thực hiện"),
    "delegated": ("Cơ quan được ủy quyền", "Cơ quan được uỷ quyền"),
    "coordinating": ("Cơ quan phối hợp", "Cơ quan phối hợp thực hiện"),
    "steps": ("Trình tự thực hiện", "Trình tự"),
    "channels": ("Cách thức thực hiện",),
    "papers": ("Thành phần hồ sơ", "Thành phần, số lượng hồ sơ", "Hồ sơ", "tphs"),
    "deadline": ("Thời hạn giải quyết", "Thời hạn", "Thời gian giải quyết"),
    "fee": ("Phí, lệ phí", "Phí lệ phí", "Lệ phí", "Phí", "Mức thu"),
    "results": ("Kết quả thực hiện", "Kết quả", "Kết quả xử lý", "Kết quả giải quyết", "kqth"),
    "documents": ("Căn cứ pháp lý", "Căn cứ pháp luật", "ccpl"),
    "requirements": ("Yêu cầu, điều kiện thực hiện", "Yêu cầu, điều kiện", "Yêu cầu điều kiện thực hiện"),
    "keywords": ("Từ khóa", "Từ khoá"),
    "description": ("Mô tả",),
    "related": ("Thủ tục hành chính liên quan", "Thủ tục liên quan"),
    "state": ("Trạng thái", "State"),
    "url": ("Link truy cập", "Đường dẫn", "Địa chỉ trang", "URL", "detail_url"),
    "counter": ("Quầy", "Quầy tiếp nhận"),
    "order": ("STT", "TT", "Số TT", "Số thứ tự"),
}  # fmt: skip

_CHANNELS: Mapping[str, tuple[str, ...]] = {
    "way": ("Hình thức nộp", "Hình thức", "Cách thức nộp"),
    "time": ("Thời hạn giải quyết", "Thời gian giải quyết", "Thời gian", "Thời hạn"),
    "fee": ("Phí, lệ phí", "Phí lệ phí", "Lệ phí", "Phí"),
    "text": ("Mô tả", "Ghi chú"),
}
_PAPERS: Mapping[str, tuple[str, ...]] = {
    "name": ("Tên giấy tờ", "Giấy tờ"),
    "form": ("Mẫu đơn, tờ khai", "Mẫu đơn/tờ khai", "Mẫu đơn", "Biểu mẫu"),
    "quantity": ("Số lượng", "Ghi chú"),
    "originals": ("Bản chính", "Số bản chính"),
    "copies": ("Bản sao", "Số bản sao"),
    "group": ("Trường hợp", "Nhóm giấy tờ"),
}
_DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "number": ("Số ký hiệu", "Số, ký hiệu", "Mã văn bản", "Số hiệu"),
    "title": ("Trích yếu", "Tên văn bản pháp lý", "Tên văn bản"),
    "day": ("Ngày ban hành",),
    "issuer": ("Cơ quan ban hành",),
    "effective": ("Ngày hiệu lực", "Ngày có hiệu lực"),
}
_RESULTS: Mapping[str, tuple[str, ...]] = {"name": ("Tên kết quả",), "code": ("Mã kết quả",)}
_STEPS: Mapping[str, tuple[str, ...]] = {
    "name": ("Trường hợp xử lý", "Tên bước"),
    "text": ("Mô tả chi tiết", "Nội dung thực hiện", "Nội dung bước"),
}


def _fold(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold_words(word): key for key, known in words.items() for word in known}


PART_KEYS = _fold(_PARTS)
"""Parts of a record."""

TABLE_KEYS: Mapping[str, Mapping[str, str]] = {
    "channels": _fold(_CHANNELS), "papers": _fold(_PAPERS), "documents": _fold(_DOCUMENTS), "results": _fold(_RESULTS),
    "steps": _fold(_STEPS),
}  # fmt: skip
"""Columns of the tables inside a record."""

TABLE_SIGNS: Mapping[str, str] = {
    "channels": "way", "papers": "name", "documents": "title", "results": "name", "steps": "text",
}  # fmt: skip
"""The column that a table of this kind cannot lack, and that no other has."""

IN_VIETNAMESE: Mapping[str, str] = {key: words[0] for key, words in _PARTS.items()}
"""The usual heading of each part."""

CONTENT = frozenset({"steps", "channels", "papers", "results", "documents", "requirements"})
"""Parts that make a row a record; without any, it is an entry of a list."""


def kind_of_table(headings: Iterable[str]) -> str:
    """Which table of a record has these headings; '' if none."""
    folded = [fold_words(heading) for heading in headings]
    for kind, sign in TABLE_SIGNS.items():
        if any(TABLE_KEYS[kind].get(words) == sign for words in folded):
            return kind
    return ""


def columns_of(kind: str, headings: Iterable[str]) -> dict[int, str]:
    """The keys of a record's table by place."""
    keys = TABLE_KEYS[kind]
    return {place: key for place, heading in enumerate(headings) if (key := keys.get(fold_words(heading)))}
