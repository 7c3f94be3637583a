// The office's hours as the page states them, and whether it is open now.

import { clockOf, readSpans, sayDay, sayMinutes, addDays } from "./days.js";
import { stateOfOffice } from "./opening.js";
import { fetchData } from "./page.js";

const MINUTE = 60_000;

/** {week: {mon: [[450, 690], …]}, exceptions: {day: {spans, reason}}} from the table of hours. */
export function readOffice() {
  const week = {};
  for (const row of document.querySelectorAll(".hours tr[data-days]")) {
    for (const day of row.dataset.days.split(" ")) week[day] = readSpans(row.dataset.hours);
  }
  const exceptions = {};
  for (const item of document.querySelectorAll("li[data-day]")) {
    exceptions[item.dataset.day] = { spans: readSpans(item.dataset.hours), reason: item.dataset.reason };
  }
  return { week, exceptions };
}

function say(state, today) {
  const reason = state.reason ? ` Hôm nay: ${state.reason}.` : "";
  if (state.open) return `Đang mở cửa, đến ${sayMinutes(state.until)}.${reason}`;
  if (!state.next) return `Đang đóng cửa.${reason}`;
  const { day, minutes } = state.next;
  const when = day === today ? "hôm nay" : day === addDays(today, 1) ? "ngày mai" : sayDay(day);
  return `Đang đóng cửa. Mở lại ${when} lúc ${sayMinutes(minutes)}.${reason}`;
}

/** Shows it, and again every minute. */
export function setUpOpenNow(line) {
  const office = readOffice();
  async function show() {
    const now = clockOf(new Date());
    let years;
    try { years = await fetchData(line.dataset.open); } catch { return; } // without the calendar a holiday would be told wrong
    const state = stateOfOffice(now, office, years);
    const text = say(state, now.day);
    line.classList.toggle("open--now", state.open);
    if (line.textContent !== text) line.textContent = text;
    line.hidden = false;
  }
  show();
  setInterval(show, MINUTE);
}
