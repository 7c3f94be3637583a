// When an office receives: its week, its days with other hours, the calendar. Pure. The same as resolve/office_hours.py.
//
// `office`: {week: {mon: [[450, 690], …]}, exceptions: {day: {spans, reason}}}, as stated.js reads it from the page.

import { addDays, sayDate, weekday, WEEKDAYS } from "./days.js";
import { say } from "./words.js";
import { isKnown, joinedDayOff, offName, standsFor, whyOff } from "./workdays.js";

export const WITHIN_HOLIDAY = "nghỉ cuối tuần liền ngày nghỉ lễ, tết";
export const AHEAD = 400; // days: an office that is closed for longer has no opening

/** The hours of one day, everything considered. @type {(day: Day, office: Office, years: Years) => DayHours} */
export function hoursOn(day, office, years) {
  const exception = office.exceptions[day];
  return exception ? { ...exception, known: true } : usualHours(day, office, years);
}

/** The hours were it not for the office's own exceptions. @type {(day: Day, office: Office, years: Years) => DayHours} */
export function usualHours(day, office, years) {
  const known = isKnown(day, years);
  const kept = weekHours(day, office);
  const exchanged = standsFor(day, years);
  if (exchanged) {
    const spans = weekHours(exchanged, office);
    return { spans: spans.length ? spans : kept, known, reason: say("làm bù cho ngày {day}", { day: sayDate(exchanged) }) };
  }
  const off = offName(day, years);
  if (off) return { spans: [], known, reason: off };
  const joined = joinedDayOff(day, years);
  if (kept.length && joined) return { spans: [], known: known && isKnown(joined, years), reason: WITHIN_HOLIDAY };
  return { spans: kept, known, reason: kept.length ? "" : whyOff(day, years) };
}

/** @type {(day: Day, office: Office) => Span[]} */
const weekHours = (day, office) => office.week[WEEKDAYS[weekday(day)]] ?? [];

/** The stretches in their order, those that touch or overlap joined. @param {Span[]} spans */
export function joinSpans(spans) {
  /** @type {Span[]} */
  const joined = [];
  for (const [opens, closes] of [...spans].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (closes <= opens) continue;
    if (last && opens <= last[1]) last[1] = Math.max(last[1], closes);
    else joined.push([opens, closes]);
  }
  return joined;
}

/**
 * The first moment after `moment` at which the office opens; null where that is not certain, or never.
 * @type {(moment: Moment, office: Office, years: Years) => Moment | null}
 */
export function nextOpening(moment, office, years) {
  for (let i = 0; i < AHEAD; i++) {
    const day = addDays(moment.day, i);
    const { spans, known } = hoursOn(day, office, years);
    if (!known) return null;
    const span = spans.find(([opens]) => i > 0 || opens > moment.minutes);
    if (span) return { day, minutes: span[0] };
  }
  return null;
}

/** The first day from a day on whose hours are not certain, or null. @type {(day: Day, office: Office, years: Years) => Day | null} */
export function firstUnknown(day, office, years) {
  for (let i = 0; i < AHEAD; i++) if (!hoursOn(addDays(day, i), office, years).known) return addDays(day, i);
  return null;
}
