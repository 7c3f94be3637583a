// Whether the office is open now, in a line that says so.

import { addDays, clockOf, sayDay, sayMinutes } from "./days.js";
import { openingAt } from "./opening.js";
import { fetchYears } from "./page.js";
import { readOffice } from "./stated.js";
import { sayStep } from "./steps.js";
import { say } from "./words.js";
import { WEEKEND } from "./workdays.js";

const MINUTE = 60_000;

/** @type {(state: Opening, today: Day) => string} */
function sayState(state, today) {
  if (state.open === null) return say("Chưa chắc nơi tiếp nhận có mở cửa hay không.");
  if (state.until !== null) return say("Đang mở cửa, đến {hour}.", { hour: sayMinutes(state.until) });
  if (!state.next) return say("Đang đóng cửa.");
  const { day, minutes } = state.next;
  const when = day === today ? say("hôm nay") : day === addDays(today, 1) ? say("ngày mai") : sayDay(day);
  return say("Đang đóng cửa. Mở lại {day} lúc {hour}.", { day: when, hour: sayMinutes(minutes) });
}

/** Of a counter at the weekend nothing: the table of hours says the same for good. @param {Step} step */
function sayReason(step) {
  if (step.kind === "counter" && step.text === WEEKEND) return "";
  return " " + (step.kind === "today" ? say("Hôm nay: {why}.", { why: say(step.text) }) : sayStep(step));
}

/** Shows it, and again every minute; gives what shows it at once, when other hours stand in the page. @param {HTMLElement} line */
export function setUpOpenNow(line) {
  async function show() {
    const office = readOffice();
    const now = clockOf(new Date());
    let years;
    try { years = await fetchYears(line.dataset.open ?? ""); } catch { return; } // without the calendar a holiday would be told wrong
    const state = openingAt(now, office, years);
    const text = sayState(state, now.day) + state.why.map(sayReason).join("");
    line.classList.toggle("open--now", state.open === true);
    line.classList.toggle("open--unsure", state.open === null);
    if (line.textContent !== text) line.textContent = text;
    line.hidden = false;
  }
  show();
  setInterval(show, MINUTE);
  return show;
}
