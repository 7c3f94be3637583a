// A calendar file with one event, for the reader's own calendar program. Pure.

import { addDays } from "./days.js";

/** @param {string} text */
const escapeText = (text) => text.replace(/[\\,;]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Lines of at most 75 bytes, as RFC 5545 §3.1 asks, never cut within a letter. @param {string} line */
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

/** An all-day event (RFC 5545). @param {{day: Day, title: string, place: string, address: string, now: Date}} event */
export function makeEvent({ day, title, place, address, now }) {
  /** @param {string} text */
  const plain = (text) => text.replaceAll("-", "");
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//niemyet//vi", "BEGIN:VEVENT",
    `UID:${plain(day)}-${encodeURIComponent(address)}`, `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(addDays(day, 1))}`,
    `SUMMARY:${escapeText(title)}`, `LOCATION:${escapeText(place)}`, `URL:${address}`, "END:VEVENT", "END:VCALENDAR",
  ];
  return lines.map((line) => fold(line) + "\r\n").join("");
}
