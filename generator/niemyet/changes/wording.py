"""Words a change: one sentence without markup, for comments, page and feeds."""

from collections.abc import Iterator, Mapping

from niemyet.changes.change import Change, FormFile, UsedPaper
from niemyet.law.promises import compare
from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, Waiver
from niemyet.model.orthography import capitalize, lower_first
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
from niemyet.render.language import Language
from niemyet.render.wording import format_conditions, format_deadline, format_fee, format_file, format_waiver
from niemyet.resolve.procedures import Coming

_GONE = "Không còn niêm yết"
_OTHER_WORDS = "cách ghi"
_NAMES: Mapping[str, str] = dict((*PART_NAMES.items(), *POSTING_PART_NAMES.items(), ("papers", "hồ sơ")))
_OTHERWISE: Mapping[str, str] = {
    "case": "trường hợp áp dụng", "valid_from": "ngày áp dụng",
    "valid_until": "ngày áp dụng",
}  # fmt: skip
_REST: Mapping[str, str] = {
    key: _OTHERWISE.get(key) or lower_first(title_of(Fee, key))
    for key in ("name", "kind", "case", "channel", "area", "basis", "valid_from", "valid_until", "formula")
}


def format_change(change: Change, cases: Mapping[str, str], language: Language) -> str:
    """The change as a sentence without full stop; `cases` are the case names."""
    before, after = change.before, change.after
    match change.part:
        case "standing":
            return _format_standing(before, after, language)
        case "fees":
            return _format_fees(before, after, cases, language)
        case "waivers":
            return _format_waivers(before, after, cases, language)
        case "deadlines":
            return _format_deadlines(change, cases, language)
        case "coming":
            return _format_coming(before, after, cases, language)
        case "hours":
            was, now = _format_hours(before, language), _format_hours(after, language)
            return language.say("Giờ làm việc: {was} → {now}", was=was, now=now)
        case "exceptions":
            return _format_exception(before, after, language)
        case "channels":
            return _format_channels(before, after, language)
        case "forms":
            return _format_form_file(before, after, language)
        case "steps":
            return language.say("Trình tự thực hiện được viết lại; xem bản mới")
    if isinstance(before, UsedPaper) or isinstance(after, UsedPaper):
        return _format_papers(before, after, cases, language)
    return _format_words(language.say(_NAMES[change.part]), _plain(before, language), _plain(after, language), language)


def _format_standing(before: object, after: object, language: Language) -> str:
    if before is None:
        return language.say("Niêm yết mới")
    return language.say(next((said for standing, said in STANDING_EVENTS.items() if standing == after), _GONE))


def _plain(value: object, language: Language) -> str:
    if isinstance(value, tuple):
        return ", ".join(language.say(name_value(AUDIENCE_NAMES, str(item))) for item in value)
    return "" if value is None else language.text(str(value))


def _format_words(name: str, before: str, after: str, language: Language) -> str:
    if not before:
        return language.say("Thêm {name}: {now}", name=name, now=after)
    if not after:
        return language.say("Bỏ {name}: {was}", name=name, was=before)
    return f"{capitalize(name)}: {before} → {after}"


def _in_cases(part: Fee | Waiver | Deadline | Paper, cases: Mapping[str, str], language: Language) -> str:
    said = format_conditions(part, cases, language)
    return f" ({'; '.join(said)})" if said else ""


def _format_fees(before: object, after: object, cases: Mapping[str, str], language: Language) -> str:
    old = before if isinstance(before, FeeLine) else None
    new = after if isinstance(after, FeeLine) else None
    shown = new or old
    assert shown is not None
    name = language.text(shown.fee.name) if shown.fee.name else language.say("Phí, lệ phí")
    what = name + _in_cases(shown.fee, cases, language)
    if old is None:
        new_fee, ground = format_fee(shown, language), _format_ground(shown.fee, language)
        return language.say("Khoản thu mới – {what}: {now}", what=what, now=new_fee) + ground
    if new is None:
        was = lower_first(format_fee(old, language))
        return language.say("Không còn thu – {what}, trước đây {was}", what=what, was=was)
    was, now, ground = format_fee(old, language), format_fee(new, language), _format_ground(new.fee, language)
    if was == now:
        return _format_same(what, now, old.fee, new.fee, language) + ground
    return f"{what}: {was} → {now}{ground}"


def _format_same(what: str, value: str, old: Fee | Deadline | Waiver, new: Fee | Deadline | Waiver, language: Language) -> str:
    """That a value is the same while something else has changed: what is written beside it is told as it is now."""
    rest, remarks = _format_rest(old, new, language), "".join(_format_remarks(old, new, language))
    if not rest and remarks:
        return language.say("{what}: vẫn {value}", what=what, value=lower_first(value)) + remarks
    rest = rest or language.say(_OTHER_WORDS)
    return language.say("{what}: vẫn {value}, đổi {rest}", what=what, value=lower_first(value), rest=rest) + remarks


def _format_remarks(old: Fee | Deadline | Waiver, new: Fee | Deadline | Waiver, language: Language) -> Iterator[str]:
    for key, added, gone, changed in (
        ("notes", "; nay thêm lưu ý: {now}", "; bỏ lưu ý: {was}", "; lưu ý nay là: {now}"),
        ("undetermined", "; lý do: {now}", "; bỏ lý do: {was}", "; lý do nay là: {now}"),
    ):
        was, now = (language.text((getattr(part, key) or "").rstrip().removesuffix(".")) for part in (old, new))
        if was != now:
            yield language.say(changed if was and now else added if now else gone, was=was, now=now)


def _format_ground(part: Fee | Deadline | Waiver, language: Language) -> str:
    basis = language.say(", theo {basis}", basis=part.basis) if part.basis else ""
    return basis + (language.say(", từ {day}", day=language.day(part.valid_from)) if part.valid_from else "")


def _format_rest(old: Fee | Deadline | Waiver, new: Fee | Deadline | Waiver, language: Language) -> str:
    """What else has changed if the value itself is the same; '' if nothing that has a name."""
    differing = [name for key, name in _REST.items() if getattr(old, key, None) != getattr(new, key, None)]
    return ", ".join(map(language.say, dict.fromkeys(differing)))


def _format_waivers(before: object, after: object, cases: Mapping[str, str], language: Language) -> str:
    old = before if isinstance(before, Waiver) else None
    new = after if isinstance(after, Waiver) else None
    shown = new or old
    assert shown is not None
    who = language.text(shown.who) + _in_cases(shown, cases, language)
    deed = lower_first(format_waiver(shown, language))
    if old is None:
        added = language.say("Thêm đối tượng được {deed} – {who}", deed=deed, who=who)
        return added + _format_ground(shown, language)
    if new is None:
        return language.say("Không còn được {deed} – {who}", deed=deed, who=who)
    was, now, ground = format_waiver(old, language), format_waiver(new, language), _format_ground(new, language)
    what = language.say("Miễn, giảm cho {who}", who=lower_first(who))
    if was == now:
        return _format_same(what, now, old, new, language) + ground
    return f"{what}: {was} → {now}{ground}"


def _format_deadlines(change: Change, cases: Mapping[str, str], language: Language) -> str:
    old = change.before if isinstance(change.before, Deadline) else None
    new = change.after if isinstance(change.after, Deadline) else None
    shown = new or old
    assert shown is not None
    where = _in_cases(shown, cases, language)
    if old is None:
        sentence = "Thời hạn riêng dài hơn{where}: {now}" if change.flagged else "Thời hạn riêng{where}: {now}"
        now, ground = lower_first(_format_term(shown, language)), _format_ground(shown, language)
        return language.say(sentence, where=where, now=now) + ground
    if new is None:
        was = lower_first(_format_term(old, language))
        gone = language.say("Không còn thời hạn riêng{where}, trước đây {was}", where=where, was=was)
        return gone + (language.say("; thời hạn chung dài hơn") if change.flagged else "")
    was, now, ground = _format_term(old, language), _format_term(new, language), _format_ground(new, language)
    if was == now:
        what = language.say("Thời hạn{where}", where=where)
        return _format_same(what, now, old, new, language) + ground
    what = "Thời hạn{where}"
    if change.flagged:
        what = "Thời hạn dài hơn{where}"
    elif compare(old, new) == "sooner":
        what = "Thời hạn ngắn hơn{where}"
    return f"{language.say(what, where=where)}: {was} → {now}{ground}"


def _format_term(deadline: Deadline, language: Language) -> str:
    length, until = format_deadline(deadline, language), deadline.same_day_until
    return length if until is None else language.say("{length} nếu nộp trước {hour}", length=length, hour=f"{until:%H:%M}")


def _format_papers(before: object, after: object, cases: Mapping[str, str], language: Language) -> str:
    old = before if isinstance(before, UsedPaper) else None
    new = after if isinstance(after, UsedPaper) else None
    shown = new or old
    assert shown is not None
    paper = shown.paper
    what, use = language.text(paper.name) + _in_cases(paper, cases, language), language.say(PAPER_USE_NAMES[shown.use])
    if old is None:
        return language.say("Thêm giấy tờ phải {use}: {what}", use=use, what=_describe(what, paper, language))
    if new is None:
        return language.say("Bỏ giấy tờ phải {use}: {what}", use=use, what=what)
    if old.use != new.use:
        earlier = language.say(PAPER_USE_NAMES[old.use])
        return language.say("Giấy tờ phải {earlier} nay phải {use}: {what}", earlier=earlier, use=use, what=what)
    was, now = _format_number(old.paper, language), _format_number(new.paper, language)
    if was != now:
        none = language.say("không nêu")
        return language.say("Số bản – {what}: {was} → {now}", what=what, was=was or none, now=now or none)
    if old.paper.when != new.paper.when:
        return f"{what}: {_format_when(old.paper, language)} → {_format_when(new.paper, language)}"
    return language.say("{what}: đổi trường hợp, mẫu hoặc ghi chú", what=what)


def _format_form_file(before: object, after: object, language: Language) -> str:
    old = before if isinstance(before, FormFile) else None
    new = after if isinstance(after, FormFile) else None
    shown = new or old
    assert shown is not None
    name = language.text(shown.name)
    file = f"{name} ({format_file(shown.file, language)})"
    if old is None:
        return language.say("Có tệp mẫu để tải: {file}", file=file)
    if new is None:
        return language.say("Không còn tệp mẫu để tải: {file}", file=name)
    if old.file.fingerprint == new.file.fingerprint:
        return language.say("Mẫu mang tên hoặc địa chỉ khác: {file}", file=file)
    return language.say("Mẫu được thay bằng tệp mới: {file}; hãy dùng mẫu mới", file=file)


def _describe(what: str, paper: Paper, language: Language) -> str:
    when = _format_when(paper, language) if paper.when else ""
    extra = [words for words in (_format_number(paper, language), when) if words]
    return f"{what}, {', '.join(extra)}" if extra else what


def _format_when(paper: Paper, language: Language) -> str:
    if not paper.when:
        return language.say("luôn phải có")
    return language.say("chỉ khi {when}", when=lower_first(language.text(paper.when)))


def _format_number(paper: Paper, language: Language) -> str:
    return ", ".join(language.many(f"{{number}} {COPY_NAMES[kind]}", number) for kind, number in paper.counts.items() if number)


def _format_channels(before: object, after: object, language: Language) -> str:
    old = before if isinstance(before, Channel) else None
    new = after if isinstance(after, Channel) else None
    shown = new or old
    assert shown is not None
    name = lower_first(language.say(CHANNEL_NAMES[shown.kind]))
    if old is None:
        level = f" {_format_level(shown, language)}" if shown.level else ""
        return language.say("Thêm cách nộp: {name}", name=name) + level
    if new is None:
        return language.say("Không còn nộp {name} được", name=name)
    if old.level != new.level:
        was, now = _format_level(old, language), _format_level(new, language)
        return language.say("Nộp {name}: {was} → {now}", name=name, was=was, now=now)
    return language.say("Nộp {name}: đổi địa chỉ hoặc ghi chú", name=name)


def _format_level(channel: Channel, language: Language) -> str:
    return language.say(ONLINE_LEVEL_NAMES[channel.level] if channel.level else "không nêu mức độ")


def _format_coming(before: object, after: object, cases: Mapping[str, str], language: Language) -> str:
    shown = after if isinstance(after, Coming) else before
    assert isinstance(shown, Coming)
    sentence = "Sẽ thay đổi từ {day}: {what}" if isinstance(after, Coming) else "Không còn báo trước thay đổi từ {day}: {what}"
    if isinstance(before, Coming) and isinstance(after, Coming):
        sentence = "Viết lại lời báo trước thay đổi từ {day}: {what}"
    what = describe_coming(shown, cases, language).sentence(language)
    return language.say(sentence, day=language.day(shown.day), what=what)


def _format_hours(value: object, language: Language) -> str:
    assert isinstance(value, tuple)
    rows = tabulate_hours((opening for opening in value if isinstance(opening, Opening)), language)
    return "; ".join(f"{row.said_days} {row.said_hours}" for row in rows if row.spans)


def _format_exception(before: object, after: object, language: Language) -> str:
    shown = after if isinstance(after, OpeningException) else before
    assert isinstance(shown, OpeningException)
    values = {"day": language.day(shown.date), "reason": language.text(shown.reason)}
    if shown.opens and shown.closes:
        hours = f"{shown.opens:%H:%M}–{shown.closes:%H:%M}"
        said = language.say("ngày {day} làm việc {hours}: {reason}", hours=hours, **values)
    else:
        said = language.say("ngày {day} nghỉ: {reason}", **values)
    return capitalize(said) if after is not None else language.say("Không còn {what}", what=said)
