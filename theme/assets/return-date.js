// The day on which a result is due. Pure: day and hour of filing, deadline, calendar and office hours in, the day
// and the reason for every day that is skipped out.
//
// Bộ luật Dân sự 2015: the first day is not counted (Điều 147), a last day on which nobody works moves to the next
// working day (Điều 148). "Received after 15:00, returned the next working day": Nghị định 23/2015/NĐ-CP Điều 7,
// Luật Hộ tịch Điều 5. Hours run from the moment of filing, within the office's hours on working days.

import { addDays, addMonths, weekday, whyOff, WEEKDAYS } from "./days.js";

const LONGEST = 4000; // days looked ahead; no deadline of a commune comes near

/**
 * @param filed {day, minutes}
 * @param deadline {amount, unit: working_day | day | month | working_hour} or {until: minutes}
 * @param years as in `whyOff`
 * @param week {mon: [[450, 690], …], …}: the office's hours
 * @returns {day, minutes: number or null, skipped: [{day, why}], late: whether filed after the last minute of `until`,
 *   uncertain: years without an official calendar}; null where the office has no hours to count.
 */
export function countReturn(filed, deadline, years, week) {
  const skipped = [];
  const touched = new Set();
  const works = (day) => {
    touched.add(day.slice(0, 4));
    const why = whyOff(day, years);
    if (why) skipped.push({ day, why });
    return !why;
  };
  const workingFrom = (day) => {
    for (let i = 0; i < LONGEST && !works(day); i++) day = addDays(day, 1);
    return day;
  };
  const done = (day, minutes = null, late = false) =>
    ({ day, minutes, skipped, late, uncertain: [...touched].filter((year) => !years[year]?.official) });

  if (deadline.until !== undefined) {
    const open = works(filed.day);
    const late = open && filed.minutes > deadline.until;
    return done(open && !late ? filed.day : workingFrom(addDays(filed.day, 1)), null, late);
  }
  if (deadline.unit === "working_hour") {
    let left = 60 * deadline.amount;
    for (let day = filed.day, i = 0; i < LONGEST; day = addDays(day, 1), i++) {
      if (!works(day)) continue;
      // A weekend day that is worked in exchange keeps the hours of a Monday.
      const hours = week[[0, 6].includes(weekday(day)) ? "mon" : WEEKDAYS[weekday(day)]] ?? [];
      for (const [opens, closes] of hours) {
        const from = i === 0 ? Math.max(opens, filed.minutes) : opens;
        const length = Math.max(0, closes - from);
        if (left <= length) return done(day, from + left);
        left -= length;
      }
    }
    return null;
  }
  if (deadline.unit === "working_day") {
    let day = filed.day;
    for (let count = 0; count < deadline.amount; count++) day = workingFrom(addDays(day, 1));
    return done(day);
  }
  return done(workingFrom((deadline.unit === "month" ? addMonths : addDays)(filed.day, deadline.amount)));
}

const escapeText = (text) => text.replace(/[\\,;]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Lines of at most 75 bytes, as RFC 5545 §3.1 asks, never cut within a letter. */
function fold(line) {
  const encoder = new TextEncoder();
  let folded = "";
  let room = 75;
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (size > room) { folded += "\r\n "; room = 74; }
    folded += letter;
    room -= size;
  }
  return folded;
}

/** An all-day event for a calendar program (RFC 5545). */
export function makeEvent({ day, title, place, address, now }) {
  const plain = (text) => text.replaceAll("-", "");
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//niemyet//vi", "BEGIN:VEVENT",
    `UID:${plain(day)}-${encodeURIComponent(address)}`, `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(addDays(day, 1))}`,
    `SUMMARY:${escapeText(title)}`, `LOCATION:${escapeText(place)}`, `URL:${address}`, "END:VEVENT", "END:VCALENDAR",
  ];
  return lines.map((line) => fold(line) + "\r\n").join("");
}
