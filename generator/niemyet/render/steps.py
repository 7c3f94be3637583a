"""Words the steps of `law.steps`, one sentence each. `theme/assets/steps.js` must give the same sentences."""

from niemyet.law.office_hours import InsteadOf
from niemyet.law.steps import Step
from niemyet.law.workdays import WEEKEND
from niemyet.model.orthography import capitalize
from niemyet.render.language import Language

NO_WORKING_DAY = "{days} quầy vẫn tiếp nhận, nhưng không tính là ngày làm việc khi đếm thời hạn."


def format_steps(steps: tuple[Step, ...], language: Language) -> list[str]:
    """One sentence per step, in order."""
    return [format_step(step, language) for step in steps]


def format_step(step: Step, language: Language) -> str:
    """One step as a sentence with full stop."""
    day = language.full_day(step.day) if step.day is not None else ""
    clock = f"{step.clock:%H:%M}" if step.clock is not None else ""
    text = _format_reason(step.text, language) if step.text else ""
    because = f" ({text})" if text else ""
    match step.kind:
        case "post":
            return language.say("Gửi qua bưu chính thì tính từ lúc nơi tiếp nhận nhận được hồ sơ.")
        case "closed":
            return language.say("Lúc {hour}, {day}, nơi tiếp nhận không mở cửa{because}.", hour=clock, day=day, because=because)
        case "received":
            return language.say("Tiếp nhận lúc {hour}, {day}.", hour=clock, day=day)
        case "counter":
            assert step.day is not None
            dated = language.say("ngày {day}", day=language.day(step.day)) + because
            return language.say(NO_WORKING_DAY, days=capitalize(language.weekday(step.day) if step.text == WEEKEND else dated))
        case "first_day":
            return language.say("Ngày tiếp nhận không tính (Bộ luật Dân sự, Điều 147).")
        case "same_day":
            return language.say("Tiếp nhận không muộn hơn {hour} thì trả trong ngày.", hour=clock)
        case "after_limit":
            return language.say("Tiếp nhận sau {hour} thì trả trong ngày làm việc tiếp theo.", hour=clock)
        case "next_working_day":
            return language.say("Tiếp nhận vào ngày không phải ngày làm việc thì trả trong ngày làm việc tiếp theo.")
        case "off" | "today":
            return language.say("{day}: {why}.", day=capitalize(day), why=text)
        case "counted":
            return language.many("Đủ {number} ngày làm việc vào {day}.", int(step.count), day=day)
        case "stretch":
            length, until = _format_minutes(int(step.count), language), f"{step.until:%H:%M}"
            sentence = "{day}: từ {hour} đến {until}, được {length}."
            return language.say(sentence, day=capitalize(day), hour=clock, until=until, length=length)
        case "last_day":
            return language.say("Ngày cuối của thời hạn: {day}.", day=day)
        case "no_such_day":
            return language.say("Tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng (Bộ luật Dân sự, Điều 148).")
        case "moved":
            sentence = "Ngày cuối là ngày nghỉ{because} nên chuyển sang ngày làm việc tiếp theo (Bộ luật Dân sự, Điều 148)."
            return language.say(sentence, because=because)
        case "half_day":
            return language.say("Nửa ngày tính đến hết buổi sáng: {hour}, {day}.", hour=clock, day=day)
        case "shut":
            opens = ""
            if step.until_day is not None:
                opens = language.say("; mở lại lúc {hour}, {day}", hour=clock, day=language.full_day(step.until_day))
            sentence = "{day}, nơi trả kết quả không mở cửa{because}{opens}."
            return language.say(sentence, day=capitalize(day), because=because, opens=opens)
        case "not_official":
            assert step.day is not None
            sentence = "Lịch nghỉ năm {year} chưa có thông báo chính thức nên chưa nói chắc được."
            expected = language.say(" Ngày {day} dự kiến: {why}.", day=language.day(step.day), why=text) if text else ""
            return language.say(sentence, year=step.day.year) + expected
        case "expected":
            sentence = "{day}: mới là dự kiến{because}, chưa có thông báo chính thức nên chưa nói chắc được."
            return language.say(sentence, day=capitalize(day), because=because)
        case "no_hours":
            return language.say("Chưa tính được vì chưa có giờ làm việc của nơi tiếp nhận.")
        case "undetermined":
            return language.say("Thời hạn chưa xác định nên chưa tính được ngày trả.")


def _format_reason(reason: str, language: Language) -> str:
    """Why a day is off or has other hours: the reason that a record gives, or one of the law's own."""
    if isinstance(reason, InsteadOf):
        return language.say("làm bù cho ngày {day}", day=language.day(reason.day))
    return language.text(reason) if language.knows(reason) else language.find(reason)


def _format_minutes(minutes: int, language: Language) -> str:
    hours, rest = divmod(minutes, 60)
    said = (language.many("{number} giờ", hours) if hours else "", language.many("{number} phút", rest) if rest else "")
    return " ".join(filter(None, said))
