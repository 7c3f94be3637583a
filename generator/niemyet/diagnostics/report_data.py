"""A report as JSON: the keys are a contract with whoever reads it, and schemas/check-report.json is made from these types."""

from collections.abc import Mapping
from typing import Literal, TypedDict

from niemyet.diagnostics.diagnostic import Diagnostic, Place, Severity
from niemyet.diagnostics.report import Report
from niemyet.diagnostics.rulebook import put_into_words, severity_of


class DiagnosticData(TypedDict):
    """One diagnostic."""

    rule: str
    severity: Literal["error", "warning", "note"]
    file: str
    line: int
    column: int
    width: int
    record: str
    message: str
    help: str


class ReportData(TypedDict):
    """The report of `niemyet check --format json`."""

    files: int
    errors: int
    warnings: int
    notes: int
    diagnostics: list[DiagnosticData]


MEANINGS: Mapping[str, str] = {
    "files": "Số tệp đã kiểm tra.",
    "errors": "Số lỗi; có lỗi thì trang không được tạo.",
    "warnings": "Số cảnh báo.",
    "notes": "Số lưu ý.",
    "diagnostics": "Các thông báo, theo tệp, dòng, cột.",
    "rule": "Mã của luật; giải thích bằng: niemyet explain <mã>.",
    "severity": "error: lỗi; warning: cảnh báo; note: lưu ý.",
    "file": "Đường dẫn từ thư mục gốc, phân cách bằng dấu gạch chéo.",
    "line": "Dòng, từ 1.",
    "column": "Cột, từ 1, đếm theo chữ (điểm mã Unicode).",
    "width": "Số chữ của chỗ sai, ít nhất 1.",
    "record": "Tên của bản ghi, rỗng nếu không đọc được.",
    "message": "Sai ở đâu, một câu.",
    "help": "Sửa thế nào, một câu.",
}
"""What each key holds."""
_SEVERITIES: Mapping[Severity, Literal["error", "warning", "note"]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def report_as_data(report: Report, lang: str) -> ReportData:
    """Every diagnostic with its place, message and help, and the counts."""
    return {
        "files": report.files,
        "errors": report.errors,
        "warnings": report.warnings,
        "notes": report.notes,
        "diagnostics": [_as_data(diagnostic, lang) for diagnostic in report.diagnostics],
    }


def name_place(place: Place, lang: str) -> str:
    """The file as the reader finds it, which is not at its path where it travels with the program."""
    return place.name if isinstance(place.name, str) else str(getattr(place.name, lang))


def _as_data(diagnostic: Diagnostic, lang: str) -> DiagnosticData:
    sentence, place = put_into_words(diagnostic, lang), diagnostic.place
    return {
        "rule": diagnostic.rule,
        "severity": _SEVERITIES[severity_of(diagnostic)],
        "file": name_place(place, lang),
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "record": diagnostic.record,
        "message": sentence.message,
        "help": sentence.help,
    }
