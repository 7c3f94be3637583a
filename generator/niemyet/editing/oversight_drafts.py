"""Drafts of figures of a year: a quarter of a commune's dossiers with its days and what was carried over; what a province enters.

Takes the text of the file as it is; gives a `Draft`. A number that nobody has counted is no 0: what is to be written is behind
a sign of comment, so that the file is right from the beginning.
"""

import re
from datetime import date

from niemyet.editing.drafts import Draft
from niemyet.model.kinds import path_of
from niemyet.model.orthography import format_day
from niemyet.patterns import regex

FORM = "Biểu II.06a"
_UPDATED = regex(r"^updated:.*$", re.MULTILINE)
_DOSSIERS = regex(r"^dossiers:[ ]*$", re.MULTILINE)
_TO_FILL_IN = (
    "received: {online: 0, in_person: 0, post: 0}",
    "resolved: {early: 0, on_time: 0, late: 0}",
    "pending: {in_time: 0, late: 0}",
    "awaiting: 0",
    "returned: 0",
    "extended: 0",
    "apologies: 0",
    "promise: {counted: all, by_first_date: 0, after_first_date: 0, after_last_date: 0}",
)


def draft_quarter(place: str, before: str, days: tuple[date, date], carried_over: int | None, today: date) -> Draft | None:
    """The file with a quarter more; None where its list of dossiers is written in a way that is left to people. `before` is
    the text of the file, empty if there is none; `carried_over` is what the period before has left, if it is known."""
    block = _write_block(days, carried_over, today)
    path = path_of("oversight", place, str(days[0].year))
    if not before.strip():
        head = "# Số liệu năm của xã. Chỉ ghi số đếm; tỷ lệ do trang tự tính.\n"
        return Draft(path, f"{head}updated: {today.isoformat()}\ndossiers:\n{block}")
    text = _UPDATED.sub(f"updated: {today.isoformat()}", before, count=1)
    if _DOSSIERS.search(text):
        return Draft(path, _DOSSIERS.sub(lambda found: f"{found[0]}\n{block.rstrip()}", text, count=1))
    if re.search(r"^dossiers:", text, re.MULTILINE):
        return None
    return Draft(path, f"{text.rstrip()}\ndossiers:\n{block}")


def _write_block(days: tuple[date, date], carried_over: int | None, today: date) -> str:
    starts, ends = days
    carried = f"carried_over: {carried_over}" if carried_over is not None else "# carried_over: 0"
    lines = [
        f"# Từ {format_day(starts)} đến {format_day(ends)}: bỏ dấu # ở dòng đã có số; không có hồ sơ nào thì ghi 0, chưa biết",
        "# thì để nguyên dấu #. Cộng lại: chuyển qua + tiếp nhận = đã trả + còn lại + chờ bổ sung + trả lại.",
        f"- from: {starts.isoformat()}",
        f"  to: {ends.isoformat()}",
        f"  {carried}",
        *(f"  # {line}" for line in _TO_FILL_IN),
        f"  source: {{name: {FORM}, retrieved: {today.isoformat()}}}",
    ]
    return "".join(f"  {line}\n" for line in lines)


_OF_PROVINCE = """\
# Số liệu năm {year} của tỉnh. Chỉ ghi số đếm và điểm chép từ quyết định; tỷ lệ do trang tự tính. Bỏ dấu # ở mục đã có số;
# mục chưa có thì để nguyên dấu #. Không nêu tên người.
updated: {today}
# par_index:            # mỗi bước một mục: self_scored tự chấm; appraised đã thẩm định; published đã công bố, có decision
#   - stage: self_scored
#     points: 0
#     max: 100
#     source: {{name: Bảng tự chấm, retrieved: {today}}}
# inspections:          # kiểm tra xong không có tồn tại nào thì viết findings: []; chưa có kết luận thì bỏ mục findings
#   - date: {today}
#     kind: regular
#     by: Đoàn kiểm tra cải cách hành chính
#     visits: 1
#     findings:
#       - {{kind: other, text: Nội dung tồn tại, remedy: Việc phải làm, due: {today}}}
#     source: {{name: Kết luận kiểm tra, retrieved: {today}}}
# surveys:
#   - from: {first}
#     to: {last}
#     kind: survey
#     by: Sở Nội vụ
#     how: Chọn người được hỏi thế nào
#     sent: 0
#     answered: 0
#     levels: {{very_satisfied: 0, satisfied: 0, neutral: 0, dissatisfied: 0, very_dissatisfied: 0}}
#     source: {{name: Báo cáo khảo sát, retrieved: {today}}}
# training:
#   - from: {first}
#     to: {last}
#     name: Tên lớp tập huấn
#     by: Sở Nội vụ
#     participants: 0
#     source: {{name: Danh sách lớp, retrieved: {today}}}
"""


def draft_province_year(place: str, days: tuple[date, date], today: date) -> Draft:
    """A province's figures of the year of these days, all of them behind a sign of comment until somebody has counted."""
    first, last = days
    text = _OF_PROVINCE.format(year=first.year, today=today.isoformat(), first=first.isoformat(), last=last.isoformat())
    return Draft(path_of("province-oversight", place, str(first.year)), text)
