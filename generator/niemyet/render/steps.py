"""Words the steps of `law.steps` in Vietnamese, one sentence each. `theme/assets/steps.js` must give the same sentences."""

from datetime import date, datetime

from niemyet.law.steps import Step
from niemyet.law.workdays import WEEKEND
from niemyet.model.orthography import capitalize, format_day
from niemyet.model.vocabulary import name_weekday

NO_WORKING_DAY = "quầy vẫn tiếp nhận, nhưng không tính là ngày làm việc khi đếm thời hạn."


def format_weekday(day: date) -> str:
    """A day with its weekday: "thứ hai, 23/11/2026"."""
    return f"{name_weekday(day)}, {format_day(day)}"


def format_moment(moment: date | datetime) -> str:
    """A moment as "07:30, thứ hai, 23/11/2026"; a day without the hour."""
    return f"{moment:%H:%M}, {format_weekday(moment)}" if isinstance(moment, datetime) else format_weekday(moment)


def format_steps(steps: tuple[Step, ...]) -> list[str]:
    """One sentence per step, in order."""
    return [format_step(step) for step in steps]


def format_step(step: Step) -> str:
    """One step as a sentence with full stop."""
    day = format_weekday(step.day) if step.day is not None else ""
    clock = f"{step.clock:%H:%M}" if step.clock is not None else ""
    because = f" ({step.text})" if step.text else ""
    match step.kind:
        case "post":
            return "Gửi qua bưu chính thì tính từ lúc nơi tiếp nhận nhận được hồ sơ."
        case "closed":
            return f"Lúc {clock}, {day}, nơi tiếp nhận không mở cửa{because}."
        case "received":
            return f"Tiếp nhận lúc {clock}, {day}."
        case "counter":
            assert step.day is not None
            of_week = name_weekday(step.day) if step.text == WEEKEND else f"ngày {format_day(step.day)}{because}"
            return f"{capitalize(of_week)} {NO_WORKING_DAY}"
        case "first_day":
            return "Ngày tiếp nhận không tính (Bộ luật Dân sự, Điều 147)."
        case "same_day":
            return f"Tiếp nhận không muộn hơn {clock} thì trả trong ngày."
        case "after_limit":
            return f"Tiếp nhận sau {clock} thì trả trong ngày làm việc tiếp theo."
        case "next_working_day":
            return "Tiếp nhận vào ngày không phải ngày làm việc thì trả trong ngày làm việc tiếp theo."
        case "off" | "today":
            return f"{capitalize(day)}: {step.text}."
        case "counted":
            return f"Đủ {step.count} ngày làm việc vào {day}."
        case "stretch":
            return f"{capitalize(day)}: từ {clock} đến {step.until:%H:%M}, được {_format_minutes(int(step.count))}."
        case "last_day":
            return f"Ngày cuối của thời hạn: {day}."
        case "no_such_day":
            return "Tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng (Bộ luật Dân sự, Điều 148)."
        case "moved":
            return f"Ngày cuối là ngày nghỉ{because} nên chuyển sang ngày làm việc tiếp theo (Bộ luật Dân sự, Điều 148)."
        case "half_day":
            return f"Nửa ngày tính đến hết buổi sáng: {clock}, {day}."
        case "shut":
            opens = f"; mở lại lúc {clock}, {format_weekday(step.until_day)}" if step.until_day is not None else ""
            return f"{capitalize(day)}, nơi trả kết quả không mở cửa{because}{opens}."
        case "not_official":
            assert step.day is not None
            expected = f" Ngày {format_day(step.day)} dự kiến: {step.text}." if step.text else ""
            return f"Lịch nghỉ năm {step.day.year} chưa có thông báo chính thức nên chưa nói chắc được.{expected}"
        case "expected":
            return f"{capitalize(day)}: mới là dự kiến{because}, chưa có thông báo chính thức nên chưa nói chắc được."
        case "no_hours":
            return "Chưa tính được vì chưa có giờ làm việc của nơi tiếp nhận."
        case "undetermined":
            return "Thời hạn chưa xác định nên chưa tính được ngày trả."


def _format_minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} giờ" if hours else "", f"{rest} phút" if rest else "")))
