// Whether an office is open now, until when, and when it opens next. Pure.

import { addDays, weekday, whyOff, WEEKDAYS } from "./days.js";

const AHEAD = 30; // days

/**
 * @param now {day, minutes}
 * @param office {week: {mon: [[450, 690], …]}, exceptions: {day: {spans, reason}}}
 * @param years as in days.js
 * @returns {open, until: minutes, next: {day, minutes} or null, reason: why today differs, or ""}
 */
export function stateOfOffice(now, office, years) {
  const { spans, reason } = hoursOn(now.day, office, years);
  const current = spans.find(([opens, closes]) => opens <= now.minutes && now.minutes < closes);
  if (current) return { open: true, until: current[1], next: null, reason };
  for (let i = 0; i < AHEAD; i++) {
    const day = addDays(now.day, i);
    const coming = hoursOn(day, office, years).spans.find(([opens]) => i > 0 || opens > now.minutes);
    if (coming) return { open: false, until: null, next: { day, minutes: coming[0] }, reason };
  }
  return { open: false, until: null, next: null, reason };
}

function hoursOn(day, office, years) {
  const exception = office.exceptions[day];
  if (exception) return exception;
  const usual = office.week[WEEKDAYS[weekday(day)]] ?? [];
  const year = years[day.slice(0, 4)];
  if (year?.off[day]) return { spans: [], reason: year.off[day] };
  if (year?.worked.includes(day)) return { spans: usual.length ? usual : office.week.mon ?? [], reason: "làm bù" };
  return { spans: usual, reason: whyOff(day, years) && !usual.length ? whyOff(day, years) : "" };
}
