"""Reports an import, in Vietnamese: as Markdown, and as counts for the terminal."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from niemyet.diagnostics.showing import show
from niemyet.model.orthography import capitalize, format_day
from niemyet.model.vocabulary import CONFIDENCE_NAMES, name_part
from niemyet.patterns import regex
from niemyet.portal.merge import SourceChange, as_text
from niemyet.portal.plan import Plan, PlannedRecord

OUTCOMES: Mapping[str, str] = {
    "new": "mới lấy về", "changed": "nội dung đã đổi", "other": "đổi thông tin khác",
    "cosmetic": "chỉ đổi cách viết", "kept": "giữ bản sửa tay",
    "same": "không đổi", "by_hand": "bản viết tay, không ghi đè", "ended": "nguồn không còn",
}  # fmt: skip
CONFIDENCE: Mapping[str, str] = dict((*CONFIDENCE_NAMES.items(), ("", "")))
_KINDS: Mapping[str, str] = {
    "functional": "đổi nội dung", "other": "thông tin khác, không cần rà soát",
    "cosmetic": "chỉ đổi cách viết", "kept": "đã sửa tay, giữ nguyên",
    "conflict": "đã sửa tay, nguồn cũng đổi, giữ bản sửa tay",
}  # fmt: skip
_LONGEST = 300
_LONGEST_DOUBT = 2_000
_SPECIAL = regex(r"([\\`<\[\]|])")


def sum_up(plan: Plan) -> list[tuple[str, int]]:
    """Labels and counts: outcomes, doubts, refusals, new fields and documents, postings to review."""
    outcomes: Counter[str] = Counter(row.outcome for row in plan.rows)
    confidence = Counter(row.confidence for row in plan.rows if row.outcome != "by_hand")
    return [
        *((f"thủ tục {OUTCOMES[outcome]}", count) for outcome in OUTCOMES if (count := outcomes[outcome])),
        *((f"độ tin cậy {words}", count) for key, words in CONFIDENCE.items() if key and (count := confidence[key])),
        ("điều phải quyết định", sum(len(row.doubts) for row in plan.rows if row.outcome != "by_hand")),
        ("lĩnh vực mới", len(plan.fields)),
        ("văn bản mới", len(plan.documents)),
        ("bản niêm yết cần rà soát", sum(len(codes) for _, codes in plan.reviews)),
        ("chỗ không lấy được", len(plan.refusals)),
        *([("bản không thuộc danh mục này, để lại", len(plan.left_out))] if plan.left_out else []),
    ]


def write_report(plan: Plan, today: date, written: bool) -> str:
    """The report in Markdown. `written`: whether the plan has been carried out."""
    return "\n".join([*_lines(plan, today, written), ""])


def _lines(plan: Plan, today: date, written: bool) -> Iterator[str]:
    yield f"# Lấy thủ tục từ Cổng Dịch vụ công quốc gia, ngày {format_day(today)}"
    yield ""
    if not written:
        yield "Chạy thử: chưa ghi gì vào danh mục."
        yield ""
    yield "| | số lượng |"
    yield "|---|---:|"
    yield from (f"| {words} | {count} |" for words, count in sum_up(plan))
    if plan.refusals:
        yield "\n## Không lấy được\n"
        yield from (f"- `{_place(origin)}`: {_shorten(reason)}" for origin, reason in plan.refusals)
    if plan.left_out:
        yield "\n## Để lại, không lấy\n"
        yield from (f"- `{_place(origin)}`: {_shorten(reason)}" for origin, reason in plan.left_out)
    if plan.reviews:
        yield "\n## Xã, phường cần rà soát\n"
        yield "Nội dung đã đổi. Xem lại bản niêm yết, rồi ghi ngày xem vào mục `checked`; in lại tờ niêm yết đã đổi.\n"
        yield from (f"- `{path}`: {', '.join(codes)}" for path, codes in plan.reviews)
    changed = [row for row in plan.rows if row.changes]
    if changed:
        yield "\n## Thay đổi từng phần"
        for row in changed:
            yield from _changes(row)
    doubtful = [row for row in plan.rows if row.doubts and row.outcome != "by_hand"]
    if doubtful:
        yield "\n## Điều phải quyết định"
        for row in doubtful:
            yield f"\n### {row.code} {_shorten(row.name, 120)}\n"
            for part, text, source in row.doubts:
                said = f" Nguồn ghi: “{_shorten(source)}”" if source else ""
                yield f"- {capitalize(name_part(part))}: {_shorten(text, _LONGEST_DOUBT)}{said}"
    if plan.rows:
        yield "\n## Tất cả thủ tục\n"
        yield "| mã | tên | kết quả | độ tin cậy | điều ngờ |"
        yield "|---|---|---|---|---:|"
        for row in plan.rows:
            name = _shorten(row.name, 90)
            yield f"| {row.code} | {name} | {OUTCOMES[row.outcome]} | {CONFIDENCE[row.confidence]} | {len(row.doubts)} |"


def _changes(row: PlannedRecord) -> Iterator[str]:
    yield f"\n### {row.code} {_shorten(row.name, 120)} ({OUTCOMES[row.outcome]})\n"
    if row.outcome == "by_hand":
        yield "Tệp do người viết; chương trình không ghi đè. Khác với nguồn ở các phần:\n"
    for change in row.changes:
        kind = "" if row.outcome == "by_hand" else f" ({_KINDS[change.kind]})"
        yield f"- {capitalize(name_part(change.part))}{kind}"
        yield from _sides(change)
    if row.without_reason:
        yield f"- Ghi lý do sửa tay vào mục `corrections` cho: {', '.join(map(name_part, row.without_reason))}"


def _sides(change: SourceChange) -> Iterator[str]:
    """Before and after; for long lists, only the items that differ."""
    before, after = as_text(change.before), as_text(change.after)
    if isinstance(before, list) and isinstance(after, list):
        yield from (f"  - bỏ: {_say(entry)}" for entry in before if entry not in after)
        yield from (f"  - thêm: {_say(entry)}" for entry in after if entry not in before)
        return
    yield f"  - đang có: {_say(before) if change.before is not None else 'không có'}"
    yield f"  - nguồn: {_say(after) if change.after is not None else 'không có'}"


def _say(value: Any) -> str:
    if isinstance(value, dict):
        return _shorten("; ".join(f"{key}: {_say(child)}" for key, child in value.items()))
    return _shorten(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _shorten(text: str, most: int = _LONGEST) -> str:
    """The source's words on one line, such that Markdown shows them: no element, link, picture, code or column begins in them."""
    text = show(" ".join(text.split()))
    return _SPECIAL.sub(r"\\\1", text if len(text) <= most else text[: most - 1] + "…")


def _place(origin: str) -> str:
    return show(origin).replace("`", "'")
