// The steps of a reckoning in Vietnamese: one sentence a step, word for word those of render/steps.py. Pure.

import { sayDate, sayDay, sayMinutes, sayWeekday } from "./days.js";
import { WEEKEND } from "./workdays.js";

/** @param {string} text */
const capitalize = (text) => text[0].toUpperCase() + text.slice(1);
/** @param {{text: string}} step */
const because = ({ text }) => (text ? ` (${text})` : "");
const UNFIRM = "chưa có thông báo chính thức nên chưa nói chắc được.";

/** @type {{[Kind in StepKind]: (step: Step<Kind>) => string}} */
const SENTENCES = {
  post: () => "Gửi qua bưu chính thì tính từ lúc nơi tiếp nhận nhận được hồ sơ.",
  closed: (step) => `Lúc ${sayMinutes(step.clock)}, ${sayDay(step.day)}, nơi tiếp nhận không mở cửa${because(step)}.`,
  received: ({ day, clock }) => `Tiếp nhận lúc ${sayMinutes(clock)}, ${sayDay(day)}.`,
  counter: (step) => {
    const day = step.text === WEEKEND ? sayWeekday(step.day) : `ngày ${sayDate(step.day)}${because(step)}`;
    return `${capitalize(day)} quầy vẫn tiếp nhận, nhưng không tính là ngày làm việc khi đếm thời hạn.`;
  },
  first_day: () => "Ngày tiếp nhận không tính (Bộ luật Dân sự, Điều 147).",
  same_day: ({ clock }) => `Tiếp nhận không muộn hơn ${sayMinutes(clock)} thì trả trong ngày.`,
  after_limit: ({ clock }) => `Tiếp nhận sau ${sayMinutes(clock)} thì trả trong ngày làm việc tiếp theo.`,
  next_working_day: () => "Tiếp nhận vào ngày không phải ngày làm việc thì trả trong ngày làm việc tiếp theo.",
  off: ({ day, text }) => `${capitalize(sayDay(day))}: ${text}.`,
  today: ({ day, text }) => `${capitalize(sayDay(day))}: ${text}.`,
  counted: ({ day, count }) => `Đủ ${count} ngày làm việc vào ${sayDay(day)}.`,
  stretch: ({ day, clock, until, count }) => `${capitalize(sayDay(day))}: từ ${sayMinutes(clock)} đến ${sayMinutes(until)}, được ${sayLength(count)}.`,
  last_day: ({ day }) => `Ngày cuối của thời hạn: ${sayDay(day)}.`,
  no_such_day: () => "Tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng (Bộ luật Dân sự, Điều 148).",
  moved: (step) => `Ngày cuối là ngày nghỉ${because(step)} nên chuyển sang ngày làm việc tiếp theo (Bộ luật Dân sự, Điều 148).`,
  half_day: ({ day, clock }) => `Nửa ngày tính đến hết buổi sáng: ${sayMinutes(clock)}, ${sayDay(day)}.`,
  shut: (step) => {
    const opens = step.opens ? `; mở lại lúc ${sayMinutes(step.opens.minutes)}, ${sayDay(step.opens.day)}` : "";
    return `${capitalize(sayDay(step.day))}, nơi trả kết quả không mở cửa${because(step)}${opens}.`;
  },
  not_official: ({ day, text }) =>
    `Lịch nghỉ năm ${day.slice(0, 4)} ${UNFIRM}${text ? ` Ngày ${sayDate(day)} dự kiến: ${text}.` : ""}`,
  expected: (step) => `${capitalize(sayDay(step.day))}: mới là dự kiến${because(step)}, ${UNFIRM}`,
  no_hours: () => "Chưa tính được vì chưa có giờ làm việc của nơi tiếp nhận.",
};

/** @param {number} minutes */
function sayLength(minutes) {
  const hours = Math.floor(minutes / 60);
  return [hours && `${hours} giờ`, minutes % 60 && `${minutes % 60} phút`].filter(Boolean).join(" ");
}

/** @template {StepKind} Kind @param {Step<Kind>} step */
export const sayStep = (step) => SENTENCES[step.kind](step);
