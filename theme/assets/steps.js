// The steps of a reckoning: one sentence a step, word for word those of render/steps.py. Pure.

import { sayDate, sayDay, sayMinutes, sayWeekday } from "./days.js";
import { capitalize } from "./units.js";
import { many, say } from "./words.js";
import { WEEKEND } from "./workdays.js";

/** @param {{text: string}} step */
const because = ({ text }) => (text ? ` (${say(text)})` : "");

/** @type {{[Kind in StepKind]: (step: Step<Kind>) => string}} */
const SENTENCES = {
  post: () => say("Gửi qua bưu chính thì tính từ lúc nơi tiếp nhận nhận được hồ sơ."),
  closed: (step) => say("Lúc {hour}, {day}, nơi tiếp nhận không mở cửa{because}.", told(step)),
  received: (step) => say("Tiếp nhận lúc {hour}, {day}.", told(step)),
  counter: (step) => {
    const day = step.text === WEEKEND ? sayWeekday(step.day) : say("ngày {day}", { day: sayDate(step.day) }) + because(step);
    return say("{days} quầy vẫn tiếp nhận, nhưng không tính là ngày làm việc khi đếm thời hạn.", { days: capitalize(day) });
  },
  first_day: () => say("Ngày tiếp nhận không tính (Bộ luật Dân sự, Điều 147)."),
  same_day: (step) => say("Tiếp nhận không muộn hơn {hour} thì trả trong ngày.", told(step)),
  after_limit: (step) => say("Tiếp nhận sau {hour} thì trả trong ngày làm việc tiếp theo.", told(step)),
  next_working_day: () => say("Tiếp nhận vào ngày không phải ngày làm việc thì trả trong ngày làm việc tiếp theo."),
  off: (step) => say("{day}: {why}.", atTheBeginning(step)),
  today: (step) => say("{day}: {why}.", atTheBeginning(step)),
  counted: (step) => many("Đủ {number} ngày làm việc vào {day}.", step.count, told(step)),
  stretch: (step) => say("{day}: từ {hour} đến {until}, được {length}.", { ...atTheBeginning(step), until: sayMinutes(step.until), length: sayLength(step.count) }),
  last_day: (step) => say("Ngày cuối của thời hạn: {day}.", told(step)),
  no_such_day: () => say("Tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng (Bộ luật Dân sự, Điều 148)."),
  moved: (step) => say("Ngày cuối là ngày nghỉ{because} nên chuyển sang ngày làm việc tiếp theo (Bộ luật Dân sự, Điều 148).", told(step)),
  half_day: (step) => say("Nửa ngày tính đến hết buổi sáng: {hour}, {day}.", told(step)),
  shut: (step) => {
    const opens = step.opens ? say("; mở lại lúc {hour}, {day}", { hour: sayMinutes(step.opens.minutes), day: sayDay(step.opens.day) }) : "";
    return say("{day}, nơi trả kết quả không mở cửa{because}{opens}.", { ...atTheBeginning(step), opens });
  },
  not_official: ({ day, text }) => {
    const expected = text ? say(" Ngày {day} dự kiến: {why}.", { day: sayDate(day), why: say(text) }) : "";
    return say("Lịch nghỉ năm {year} chưa có thông báo chính thức nên chưa nói chắc được.", { year: day.slice(0, 4) }) + expected;
  },
  expected: (step) => say("{day}: mới là dự kiến{because}, chưa có thông báo chính thức nên chưa nói chắc được.", atTheBeginning(step)),
  no_hours: () => say("Chưa tính được vì chưa có giờ làm việc của nơi tiếp nhận."),
};

/** What a sentence tells of a step. @param {{day?: Day, clock?: number, text?: string}} step @returns {Values} */
const told = ({ day, clock, text = "" }) => ({
  day: day ? sayDay(day) : "", hour: clock === undefined ? "" : sayMinutes(clock), because: because({ text }), why: say(text),
});

/** The same for a sentence that begins with the day. @param {{day: Day, clock?: number, text?: string}} step @returns {Values} */
const atTheBeginning = (step) => ({ ...told(step), day: capitalize(sayDay(step.day)) });

/** @param {number} minutes */
function sayLength(minutes) {
  const hours = Math.floor(minutes / 60);
  return [hours && many("{number} giờ", hours), minutes % 60 && many("{number} phút", minutes % 60)].filter(Boolean).join(" ");
}

/** @template {StepKind} Kind @param {Step<Kind>} step */
export const sayStep = (step) => SENTENCES[step.kind](step);
