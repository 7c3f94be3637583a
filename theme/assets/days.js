// Days as texts (2026-11-23) and minutes of the day, in Vietnamese time; which days public offices work. Pure.

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

/** "thứ hai, 23/11/2026" */
export const sayDay = (day) => `${NAMES[weekday(day)]}, ${day.split("-").reverse().join("/")}`;

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

/**
 * Why public offices do not work on a day, or "" where they do.
 * `years`: {"2026": {off: {day: name}, worked: [day]}}, as du-lieu/lich.json has it.
 */
export function whyOff(day, years) {
  const year = years[day.slice(0, 4)];
  if (year?.off[day]) return year.off[day];
  const weekend = [0, 6].includes(weekday(day));
  return weekend && !year?.worked.includes(day) ? "nghỉ cuối tuần" : "";
}
