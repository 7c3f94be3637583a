"""Words a change in Vietnamese: one sentence without markup, for comments, page and feeds."""

from collections.abc import Mapping

from niemyet.changes.change import Change, UsedPaper
from niemyet.law.promises import compare
from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, Waiver
from niemyet.model.orthography import capitalize, format_day, lower_first
from niemyet.model.places import Opening, OpeningException
from niemyet.model.procedure import Channel, Paper
from niemyet.model.vocabulary import (
    AUDIENCE_NAMES,
    CHANNEL_NAMES,
    COPY_NAMES,
    ONLINE_LEVEL_NAMES,
    PAPER_USE_NAMES,
    PART_NAMES,
    POSTING_PART_NAMES,
    STANDING_EVENTS,
    name_value,
    title_of,
)
from niemyet.render.coming import describe_coming
from niemyet.render.hours import tabulate_hours
from niemyet.render.wording import format_conditions, format_deadline, format_fee, format_waiver
from niemyet.resolve.procedures import Coming

_GONE = "Không còn niêm yết"
_NAMES: Mapping[str, str] = dict((*PART_NAMES.items(), *POSTING_PART_NAMES.items(), ("papers", "hồ sơ")))
_OTHERWISE: Mapping[str, str] = {
    "case": "trường hợp áp dụng", "undetermined": "lý do chưa xác định", "valid_from": "ngày áp dụng",
    "valid_until": "ngày áp dụng",
}  # fmt: skip
_REST: Mapping[str, str] = {
    key: _OTHERWISE.get(key) or lower_first(title_of(Fee, key))
    for key in ("name", "case", "channel", "area", "basis", "notes", "undetermined", "valid_from", "valid_until", "formula")
}


def format_change(change: Change, cases: Mapping[str, str]) -> str:
    """The change as a sentence without full stop; `cases` are the case names."""
    before, after = change.before, change.after
    match change.part:
        case "standing":
            return _format_standing(before, after)
        case "fees":
            return _format_fees(before, after, cases)
        case "waivers":
            return _format_waivers(before, after, cases)
        case "deadlines":
            return _format_deadlines(change, cases)
        case "coming":
            return _format_coming(before, after, cases)
        case "hours":
            return f"Giờ làm việc: {_format_hours(before)} → {_format_hours(after)}"
        case "exceptions":
            return _format_exception(before, after)
        case "channels":
            return _format_channels(before, after)
        case "steps":
            return "Trình tự thực hiện được viết lại; xem bản mới"
    if isinstance(before, UsedPaper) or isinstance(after, UsedPaper):
        return _format_papers(before, after, cases)
    return _format_words(_NAMES[change.part], _plain(before), _plain(after))


def _format_standing(before: object, after: object) -> str:
    if before is None:
        return "Niêm yết mới"
    return next((said for standing, said in STANDING_EVENTS.items() if standing == after), _GONE)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(name_value(AUDIENCE_NAMES, str(item)) for item in value)
    return "" if value is None else str(value)


def _format_words(name: str, before: str, after: str) -> str:
    if not before:
        return f"Thêm {name}: {after}"
    if not after:
        return f"Bỏ {name}: {before}"
    return f"{capitalize(name)}: {before} → {after}"


def _in_cases(part: Fee | Waiver | Deadline | Paper, cases: Mapping[str, str]) -> str:
    said = format_conditions(part, cases)
    return f" ({'; '.join(said)})" if said else ""


def _format_fees(before: object, after: object, cases: Mapping[str, str]) -> str:
    old = before if isinstance(before, FeeLine) else None
    new = after if isinstance(after, FeeLine) else None
    shown = new or old
    assert shown is not None
    what = (shown.fee.name or "Phí, lệ phí") + _in_cases(shown.fee, cases)
    if old is None:
        return f"Khoản thu mới – {what}: {format_fee(shown)}{_format_ground(shown.fee)}"
    if new is None:
        return f"Không còn thu – {what}, trước đây {lower_first(format_fee(old))}"
    was, now = format_fee(old), format_fee(new)
    if was == now:
        return f"{what}: vẫn {lower_first(now)}, đổi {_format_rest(old.fee, new.fee)}{_format_ground(new.fee)}"
    return f"{what}: {was} → {now}{_format_ground(new.fee)}"


def _format_ground(part: Fee | Deadline | Waiver) -> str:
    basis = f", theo {part.basis}" if part.basis else ""
    return basis + (f", từ {format_day(part.valid_from)}" if part.valid_from else "")


def _format_rest(old: Fee | Deadline | Waiver, new: Fee | Deadline | Waiver) -> str:
    """What else has changed if the value itself is the same."""
    differing = [name for key, name in _REST.items() if getattr(old, key, None) != getattr(new, key, None)]
    return ", ".join(dict.fromkeys(differing)) or "cách ghi"


def _format_waivers(before: object, after: object, cases: Mapping[str, str]) -> str:
    old = before if isinstance(before, Waiver) else None
    new = after if isinstance(after, Waiver) else None
    shown = new or old
    assert shown is not None
    who = shown.who + _in_cases(shown, cases)
    if old is None:
        return f"Thêm đối tượng được {lower_first(format_waiver(shown))} – {who}{_format_ground(shown)}"
    if new is None:
        return f"Không còn được {lower_first(format_waiver(shown))} – {who}"
    was, now = format_waiver(old), format_waiver(new)
    if was == now:
        return f"Miễn, giảm cho {lower_first(who)}: vẫn {lower_first(now)}, đổi {_format_rest(old, new)}{_format_ground(new)}"
    return f"Miễn, giảm cho {lower_first(who)}: {was} → {now}{_format_ground(new)}"


def _format_deadlines(change: Change, cases: Mapping[str, str]) -> str:
    old = change.before if isinstance(change.before, Deadline) else None
    new = change.after if isinstance(change.after, Deadline) else None
    shown = new or old
    assert shown is not None
    where = _in_cases(shown, cases)
    longer = " dài hơn" if change.flagged else ""
    if old is None:
        return f"Thời hạn riêng{longer}{where}: {lower_first(_format_term(shown))}{_format_ground(shown)}"
    if new is None:
        return f"Không còn thời hạn riêng{where}, trước đây {lower_first(_format_term(old))}" + (
            "; thời hạn chung dài hơn" if longer else ""
        )
    was, now = _format_term(old), _format_term(new)
    if was == now:
        return f"Thời hạn{where}: vẫn {lower_first(now)}, đổi {_format_rest(old, new)}{_format_ground(new)}"
    return (
        f"Thời hạn{longer or (' ngắn hơn' if compare(old, new) == 'sooner' else '')}{where}: {was} → {now}{_format_ground(new)}"
    )


def _format_term(deadline: Deadline) -> str:
    until = deadline.same_day_until
    return format_deadline(deadline) + (f" nếu nộp trước {until:%H:%M}" if until is not None else "")


def _format_papers(before: object, after: object, cases: Mapping[str, str]) -> str:
    old = before if isinstance(before, UsedPaper) else None
    new = after if isinstance(after, UsedPaper) else None
    shown = new or old
    assert shown is not None
    paper = shown.paper
    what = paper.name + _in_cases(paper, cases)
    if old is None:
        return f"Thêm giấy tờ phải {PAPER_USE_NAMES[shown.use]}: {_describe(what, paper)}"
    if new is None:
        return f"Bỏ giấy tờ phải {PAPER_USE_NAMES[shown.use]}: {what}"
    if old.use != new.use:
        return f"Giấy tờ phải {PAPER_USE_NAMES[old.use]} nay phải {PAPER_USE_NAMES[new.use]}: {what}"
    was, now = _format_number(old.paper), _format_number(new.paper)
    if was != now:
        return f"Số bản – {what}: {was or 'không nêu'} → {now or 'không nêu'}"
    if old.paper.when != new.paper.when:
        return f"{what}: {_format_when(old.paper)} → {_format_when(new.paper)}"
    return f"{what}: đổi trường hợp, mẫu hoặc ghi chú"


def _describe(what: str, paper: Paper) -> str:
    extra = [words for words in (_format_number(paper), _format_when(paper) if paper.when else "") if words]
    return f"{what}, {', '.join(extra)}" if extra else what


def _format_when(paper: Paper) -> str:
    return f"chỉ khi {lower_first(paper.when)}" if paper.when else "luôn phải có"


def _format_number(paper: Paper) -> str:
    return ", ".join(f"{number} {COPY_NAMES[kind]}" for kind, number in paper.counts.items() if number)


def _format_channels(before: object, after: object) -> str:
    old = before if isinstance(before, Channel) else None
    new = after if isinstance(after, Channel) else None
    shown = new or old
    assert shown is not None
    name = lower_first(CHANNEL_NAMES[shown.kind])
    if old is None:
        return f"Thêm cách nộp: {name}{_format_level(shown)}"
    if new is None:
        return f"Không còn nộp {name} được"
    if old.level != new.level:
        return f"Nộp {name}:{_format_level(old) or ' không nêu mức độ'} →{_format_level(new) or ' không nêu mức độ'}"
    return f"Nộp {name}: đổi địa chỉ hoặc ghi chú"


def _format_level(channel: Channel) -> str:
    return f" {ONLINE_LEVEL_NAMES[channel.level]}" if channel.level else ""


def _format_coming(before: object, after: object, cases: Mapping[str, str]) -> str:
    shown = after if isinstance(after, Coming) else before
    assert isinstance(shown, Coming)
    head = "Sẽ thay đổi" if isinstance(after, Coming) else "Không còn báo trước thay đổi"
    return f"{head} từ {format_day(shown.day)}: {describe_coming(shown, cases).sentence}"


def _format_hours(value: object) -> str:
    assert isinstance(value, tuple)
    rows = tabulate_hours(opening for opening in value if isinstance(opening, Opening))
    return "; ".join(f"{row.said_days} {row.said_hours}" for row in rows if row.spans)


def _format_exception(before: object, after: object) -> str:
    shown = after if isinstance(after, OpeningException) else before
    assert isinstance(shown, OpeningException)
    hours = f"làm việc {shown.opens:%H:%M}–{shown.closes:%H:%M}" if shown.opens and shown.closes else "nghỉ"
    said = f"ngày {format_day(shown.date)} {hours}: {shown.reason}"
    return capitalize(said) if after is not None else f"Không còn {said}"
