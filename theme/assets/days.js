// Days as texts (2026-11-23) and minutes of the day, in Vietnamese time. Pure.

export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const NAMES = ["chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"];
const DAY = 86_400_000;

const number = (day) => Date.parse(`${day}T00:00:00Z`);
const text = (time) => new Date(time).toISOString().slice(0, 10);

/** 0 for Sunday … 6 for Saturday. */
export const weekday = (day) => new Date(number(day)).getUTCDay();
export const addDays = (day, count) => text(number(day) + count * DAY);

/** The corresponding day `count` months later, or the last day of that month (Bộ luật Dân sự 2015, Điều 148). */
export function addMonths(day, count) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return text(Date.UTC(year, month - 1 + count, Math.min(date, last)));
}

/** "23/11/2026" */
export const sayDate = (day) => day.split("-").reverse().join("/");
export const sayWeekday = (day) => NAMES[weekday(day)];

/** "thứ hai, 23/11/2026" */
export const sayDay = (day) => `${sayWeekday(day)}, ${sayDate(day)}`;

/** 450 → "07:30" */
export const sayMinutes = (minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
export const readMinutes = (clock) => clock.split(":").reduce((sum, part) => 60 * sum + Number(part), 0);

/** "07:30-11:30 13:00-17:00" → [[450, 690], [780, 1020]] */
export const readSpans = (spans) => spans.split(" ").filter(Boolean).map((span) => span.split("-").map(readMinutes));

/** Day and minutes in Việt Nam at a moment. */
export function clockOf(moment) {
  const there = new Date(moment.getTime() + 7 * 3_600_000).toISOString();
  return { day: there.slice(0, 10), minutes: readMinutes(there.slice(11, 16)) };
}
