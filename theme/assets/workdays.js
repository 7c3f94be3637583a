// Which days public offices work, and of which of them that is known. Pure. The same as resolve/workdays.py.
//
// `years`: {"2026": {official, off: {day: name}, worked: {day: the day off that it stands for}, expected: [day]}}, as
// du-lieu/lich.json has it.

import { addDays, weekday } from "./days.js";

export const WEEKEND = "nghỉ cuối tuần";

/** @type {(day: Day, years: Years) => CalendarYear | undefined} */
const yearOf = (day, years) => years[day.slice(0, 4)];

/** The day off in exchange for which a Saturday or Sunday is worked, or undefined. @type {(day: Day, years: Years) => Day | undefined} */
export const standsFor = (day, years) => yearOf(day, years)?.worked[day];

/** The name that the calendar gives a day off, or "". @type {(day: Day, years: Years) => string} */
export const offName = (day, years) => (standsFor(day, years) ? "" : yearOf(day, years)?.off[day] ?? "");

/** Why offices do not work on a day, or "" where they do. @type {(day: Day, years: Years) => string} */
export function whyOff(day, years) {
  if (standsFor(day, years)) return "";
  return offName(day, years) || ([0, 6].includes(weekday(day)) ? WEEKEND : "");
}

/**
 * The Friday or Monday off that a Saturday or Sunday, not worked itself, joins in one break, or undefined: offices are closed from
 * its first day to its last. @type {(day: Day, years: Years) => Day | undefined}
 */
export function joinedDayOff(day, years) {
  const number = weekday(day) || 7;
  if (number < 6 || standsFor(day, years)) return undefined;
  return [addDays(day, 5 - number), addDays(day, 8 - number)].find((one) => yearOf(one, years)?.off[one]);
}

/** @type {(day: Day, years: Years) => boolean} */
export const isOfficial = (day, years) => Boolean(yearOf(day, years)?.official);

/**
 * Whether it is certain if offices work on a day: its year is official, and nothing is only expected of the day.
 * @type {(day: Day, years: Years) => boolean}
 */
export function isKnown(day, years) {
  const year = yearOf(day, years);
  return Boolean(year?.official && !year.expected.includes(day));
}
