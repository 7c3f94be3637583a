"""Texts of new records, with what is known already, and comments about what people often forget.

Takes the answers of `niemyet new`; gives a `Draft`. Knows no terminal and writes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date

from niemyet.load.yaml_writer import quote, write_list, write_scalar, write_yaml
from niemyet.model.areas import AreaKind
from niemyet.model.folding import to_slug
from niemyet.model.kinds import path_of
from niemyet.model.placeholders import BODY_TO_WRITE, PAPER_TO_WRITE, PART_TO_WRITE
from niemyet.model.procedure import Decision
from niemyet.model.reference import Unit
from niemyet.values import dataclass

NO_FEEDBACK: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written: its path relative to the root, its text, and the bytes of files that belong to it, by path."""

    path: str
    text: str
    beside: Mapping[str, bytes] = field(default_factory=dict)


def _write(text: str) -> str:
    return write_scalar(" ".join(text.split()))


def write_decision(decision: Decision, key: str = "decision") -> str:
    """The line of a record that names a decision, with its file if it has one."""
    day = f", date: {decision.date.isoformat()}" if decision.date else ""
    file = f", file: {write_scalar(decision.file, in_flow=True)}" if decision.file else ""
    return f"{key}: {{number: {write_scalar(decision.number, in_flow=True)}{day}{file}}}"


def draft_province(
    unit: Unit, folder: str, decision: Decision | None, codes: Iterable[str], *, feedback: Mapping[str, str] = NO_FEEDBACK
) -> Draft:
    """catalogue/<folder>/province.yaml, with the province's list if its decision is known."""
    lines = [
        "# Thông tin của tỉnh, do tỉnh quản lý. Mức thu của tỉnh ghi ở từng tệp <mã thủ tục>.yaml cạnh tệp này.",
        f"code: {quote(unit.code)}",
        f"name: {_write(unit.name)}",
        f"kind: {unit.kind}",
        "# Số ngày làm việc để xã niêm yết, kể từ ngày có quyết định công bố.",
        "posting_days: 5",
    ]
    if decision is not None:
        lines += [
            "# Danh mục thủ tục mọi xã, phường trong tỉnh phải niêm yết.",
            "list:",
            f"  {write_decision(decision)}",
            "  procedures:",
        ]
        lines += [f"    - {quote(code)}" for code in codes]
        if lines[-1] == "  procedures:":
            lines[-1] += " []"
    if feedback:
        lines += ["# Nơi nhận phản ánh, kiến nghị; xã nào không ghi riêng thì dùng nơi này."]
        lines += write_yaml({"feedback": [feedback]}).rstrip("\n").split("\n")
    lines += ['# Tài khoản được duyệt thay đổi của tỉnh, ví dụ: ["@ten-tai-khoan"]', "maintainers: []"]
    return Draft(path_of("province", folder), _join(lines))


def draft_commune(
    unit: Unit,
    folder: str,
    office: str,
    address: str,
    phone: str,
    hours: Iterable[tuple[str, str]],
    *,
    email: str = "",
    saturday: Iterable[tuple[str, str]] = (),
    feedback: Mapping[str, str] = NO_FEEDBACK,
    areas: Iterable[AreaKind] | None = None,
) -> Draft:
    """catalogue/<folder>/commune.yaml; `hours` are the periods (opens, closes) of every day from Monday to Friday."""
    week = (("mon, tue, wed, thu, fri", hours), ("sat", saturday))
    lines = [
        "# Thông tin của xã, phường, do xã quản lý.",
        f"code: {quote(unit.code)}",
        f"name: {_write(unit.name)}",
        f"kind: {unit.kind}",
        "office:",
        f"  name: {_write(office)}",
        f"  address: {_write(address)}",
        *([f"  phone: {quote(phone)}"] if phone else []),
        *([f"  email: {_write(email)}"] if email else []),
        "  # Giờ viết trong ngoặc kép. Làm việc sáng thứ bảy thì thêm một dòng có days: [sat].",
        "  hours:",
        *(
            f"    - {{days: [{days}], opens: {quote(opens)}, closes: {quote(closes)}}}"
            for days, periods in week
            for opens, closes in periods
        ),
        "# Quầy nào nhận lĩnh vực nào, ví dụ: - {name: Quầy số 1, fields: [ho-tich]}",
        "counters: []",
        *(write_yaml({"feedback": [feedback]}).rstrip("\n").split("\n") if feedback else []),
        *([f"areas: [{', '.join(areas)}]"] if areas is not None else []),
        '# Tài khoản được duyệt thay đổi của xã, ví dụ: ["@ten-tai-khoan"]',
        "maintainers: []",
    ]
    return Draft(path_of("commune", folder), _join(lines))


def draft_posting(commune: str, code: str, name: str, decision: Decision, posted: date, counter: str) -> Draft:
    """catalogue/<commune>/<code>.yaml, a posting."""
    lines = [
        f"# {name}",
        "# Giấy tờ, phí và thời hạn đã có ở bản chung và ở tệp của tỉnh; ở đây chỉ ghi điều riêng của xã.",
        f"code: {quote(code)}",
        write_decision(decision),
        f"posted: {posted.isoformat()}",
        "# Mỗi lần rà soát thấy nội dung còn đúng thì ghi ngày rà soát: checked: năm-tháng-ngày",
        *([f"counter: {_write(counter)}"] if counter else []),
    ]
    return Draft(path_of("posting", commune, code), _join(lines))


def draft_procedure(
    code: str,
    name: str,
    field: str,
    authority: str,
    result: str,
    basis: str,
    decision: Decision,
    url: str,
    today: date,
    province: str = "",
) -> Draft:
    """A procedure; `province` is the path of the province whose own it is.

    Its papers, fees and deadlines are placeholders, which the check refuses (`draft-text`).
    """
    whose = "Thủ tục riêng của tỉnh" if province else "Nội dung chung cho cả nước"
    lines = [
        f"# {whose}, chép từ quyết định công bố và Cổng Dịch vụ công quốc gia.",
        f"code: {quote(code)}",
        f"name: {_write(name)}",
        f"field: {_write(field)}",
        "# Người dân gọi thủ tục này là gì? Thêm dòng: aliases: [làm giấy khai sinh]",
        "audience: [citizen]",
        f"authority: {_write(authority)}",
        "channels:",
        "  - kind: in_person",
        "deadlines:",
        "  # Thay dòng dưới bằng con số và đơn vị, ví dụ: - {amount: 5, unit: working_day, basis: 60/2014/QH13}",
        f"  - undetermined: {PART_TO_WRITE}",
        "fees:",
        "  # Thay dòng dưới, ví dụ: - {amount: 8000, basis: 281/2016/TT-BTC}, hoặc - {set_by: province} nếu tỉnh quy định.",
        f"  - undetermined: {PART_TO_WRITE}",
        "papers:",
        "  sets: 1",
        "  # Mỗi giấy tờ một dòng; điều cần lưu ý ghi ở notes, không ghi vào tên giấy tờ.",
        "  submit:",
        f"    - name: {PAPER_TO_WRITE}",
        "steps:",
        "  - name: Nộp hồ sơ",
        "    text: Người yêu cầu nộp hồ sơ tại nơi tiếp nhận và trả kết quả.",
        "results:",
        f"  - name: {_write(result)}",
        "# Các văn bản phải có trong documents.yaml.",
        "legal_basis:",
        f"  - {_write(basis)}",
        write_decision(decision),
        "source:",
        f"  url: {_write(url)}",
        f"  retrieved: {today.isoformat()}",
    ]
    path = path_of("province-procedure", province, field, code) if province else path_of("procedure", field, code)
    return Draft(path, _join(lines))


def draft_document(
    path: str, before: str, number: str, title: str, kind: str, issuer: str, issued: date, effective: date | None
) -> Draft:
    """A list of documents with one more at its end; `before` is its text, '' if there is none yet."""
    lines = [
        f"{_write(number)}:",
        f"  title: {_write(title)}",
        f"  kind: {_write(kind)}",
        f"  issuer: {_write(issuer)}",
        f"  issued: {issued.isoformat()}",
        *([f"  effective: {effective.isoformat()}"] if effective else []),
        "  # Có bản PDF thì đặt vào thư mục tep cạnh tệp này, rồi thêm dòng file: ten-tep.pdf",
    ]
    return Draft(path, (before.rstrip("\n") + "\n" if before.strip() else "") + _join(lines))


def draft_article(title: str, day: date, lead: str, author: str, topic: str) -> Draft:
    """news/<year>/<slug>.md, named by its title; its body is a placeholder, which the check refuses (`draft-text`)."""
    lines = [
        "---",
        f"title: {_write(title)}",
        f"date: {day.isoformat()}",
        f"lead: {_write(lead)}",
        f"author: {_write(author)}",
        f"topics: {write_list([topic])}",
        "# Nếu bài nói về xã, thủ tục hay văn bản nào thì thêm: places: [ha-noi/thuong-tin], procedures, documents.",
        "---",
        "",
        f"{BODY_TO_WRITE}. Ảnh đặt cạnh tệp này và luôn có mô tả.",
    ]
    return Draft(path_of("article", str(day.year), to_slug(title)[:80].strip("-")), _join(lines))


def _join(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
