// Days as texts (2026-11-23) and minutes of the day, in Vietnamese time. Pure.

import { say } from "./words.js";

/** @type {Weekday[]} */
export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const NAMES = ["chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"];
const MONTHS = ["tháng 1", "tháng 2", "tháng 3", "tháng 4", "tháng 5", "tháng 6", "tháng 7", "tháng 8", "tháng 9", "tháng 10", "tháng 11", "tháng 12"];
const DAY = 86_400_000;

/** @param {Day} day */
const number = (day) => Date.parse(`${day}T00:00:00Z`);
/** @param {number} time @returns {Day} */
const text = (time) => new Date(time).toISOString().slice(0, 10);

/** 0 for Sunday … 6 for Saturday. @param {Day} day */
export const weekday = (day) => new Date(number(day)).getUTCDay();
/** @type {(day: Day, count: number) => Day} */
export const addDays = (day, count) => text(number(day) + count * DAY);

/** The corresponding day `count` months later, or the last day of that month (Bộ luật Dân sự 2015, Điều 148). @type {(day: Day, count: number) => Day} */
export function addMonths(day, count) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return text(Date.UTC(year, month - 1 + count, Math.min(date, last)));
}

/** "23/11/2026" @param {Day} day */
export function sayDate(day) {
  const [yyyy, mm, dd] = day.split("-");
  return say("{dd}/{mm}/{yyyy}", { yyyy, mm, dd, d: Number(dd), month: say(MONTHS[Number(mm) - 1]) });
}
/** @param {Day} day */
export const sayWeekday = (day) => say(NAMES[weekday(day)]);

/** "thứ hai, 23/11/2026" @param {Day} day */
export const sayDay = (day) => say("{weekday}, {day}", { weekday: sayWeekday(day), day: sayDate(day) });

/** 450 → "07:30" @param {number} minutes */
export const sayMinutes = (minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
/** "07:30" → 450 @param {string} clock */
export const readMinutes = (clock) => clock.split(":").map(Number).reduce((sum, part) => 60 * sum + part, 0);

/** "07:30-11:30 13:00-17:00" → [[450, 690], [780, 1020]] @param {string} spans @returns {Span[]} */
export const readSpans = (spans) => spans.split(" ").filter(Boolean).map((span) => /** @type {Span} */ (span.split("-").map(readMinutes)));

/** Day and minutes in Việt Nam at a moment. @param {Date} moment @returns {Moment} */
export function clockOf(moment) {
  const there = new Date(moment.getTime() + 7 * 3_600_000).toISOString();
  return { day: there.slice(0, 10), minutes: readMinutes(there.slice(11, 16)) };
}
