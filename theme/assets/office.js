// The office's hours as the page states them, and whether it is open now.

import { addDays, clockOf, readSpans, sayDay, sayMinutes } from "./days.js";
import { joinSpans } from "./hours.js";
import { openingAt } from "./opening.js";
import { fetchData } from "./page.js";
import { sayStep } from "./steps.js";
import { WEEKEND } from "./workdays.js";

const MINUTE = 60_000;

/** {week: {mon: [[450, 690], …]}, exceptions: {day: {spans, reason}}} from the table of hours and the list of days. */
export function readOffice() {
  const week = {};
  for (const row of document.querySelectorAll(".hours tr[data-days]")) {
    for (const day of row.dataset.days.split(" ")) week[day] = joinSpans(readSpans(row.dataset.hours));
  }
  const exceptions = {};
  for (const { dataset } of document.querySelectorAll("li[data-day]")) {
    const before = exceptions[dataset.day];
    const spans = joinSpans([...(before?.spans ?? []), ...readSpans(dataset.hours)]);
    exceptions[dataset.day] = { spans, reason: before?.reason ?? dataset.reason };
  }
  return { week, exceptions };
}

function say(state, today) {
  // Of a counter at the weekend the table of hours says the same for good.
  const why = state.why.filter(({ kind, text }) => kind !== "counter" || text !== WEEKEND).map((step) => (step.kind === "today" ? ` Hôm nay: ${step.text}.` : ` ${sayStep(step)}`)).join("");
  if (state.open === null) return `Chưa chắc nơi tiếp nhận có mở cửa hay không.${why}`;
  if (state.open) return `Đang mở cửa, đến ${sayMinutes(state.until)}.${why}`;
  if (!state.next) return `Đang đóng cửa.${why}`;
  const { day, minutes } = state.next;
  const when = day === today ? "hôm nay" : day === addDays(today, 1) ? "ngày mai" : sayDay(day);
  return `Đang đóng cửa. Mở lại ${when} lúc ${sayMinutes(minutes)}.${why}`;
}

/** Shows it, and again every minute. */
export function setUpOpenNow(line) {
  const office = readOffice();
  async function show() {
    const now = clockOf(new Date());
    let years;
    try { years = await fetchData(line.dataset.open); } catch { return; } // without the calendar a holiday would be told wrong
    const state = openingAt(now, office, years);
    const text = say(state, now.day);
    line.classList.toggle("open--now", state.open === true);
    line.classList.toggle("open--unsure", state.open === null);
    if (line.textContent !== text) line.textContent = text;
    line.hidden = false;
  }
  show();
  setInterval(show, MINUTE);
}
