// The answer at this moment: whether the office is open, and when the result is there of what is filed now.

import { addDays, clockOf, sayDay, sayMinutes, sayWeekday } from "./days.js";
import { hoursOn } from "./hours.js";
import { openingAt } from "./opening.js";
import { fetchYears } from "./page.js";
import { reckon } from "./return-date.js";
import { chosenChannel, readDeadlines, readOffice } from "./stated.js";
import { say } from "./words.js";

const MINUTE = 60_000;

/** Says it, again for every choice and every minute. @param {HTMLElement} section of the day of return, with the address of the calendar */
export function setUpAnswerNow(section) {
  const office = readOffice();
  const place = document.querySelector("[data-card=place]");
  const counter = document.querySelector("[data-note=place]");
  const time = document.querySelector("[data-note=deadlines]");
  let away = "";
  const [where, at] = [place.textContent ?? "", counter.textContent ?? ""];
  if (counter.querySelector("[lang]")) counter.lang = "vi"; // of an office without a name in the page's language

  async function show() {
    repeat();
    section.hidden = !readDeadlines().some(({ deadline }) => deadline);
    let years;
    try { years = await fetchYears(section.dataset.return ?? ""); } catch { return; } // without the calendar a holiday would be told wrong
    const now = clockOf(new Date());
    const way = chosenChannel();
    write(time, sayReturn(now, office, years, way));
    away = way === "online" ? say("Nộp trực tuyến") : way === "post" ? say("Gửi qua bưu chính") : "";
    const state = openingAt(now, office, years);
    write(place, away || sayOpening(state, now.day));
    place.classList.toggle("answer__value--open", !away && state.open === true);
    place.classList.toggle("answer__value--shut", !away && state.open !== true);
    write(counter, away ? say("Hồ sơ được tiếp nhận trong giờ làm việc") : `${where}, ${at}`);
    repeat();
  }

  addEventListener("beforeprint", () => { // paper is read later
    write(time, "");
    if (away) return;
    write(place, where);
    write(counter, at);
    place.className = "answer__value";
  });
  addEventListener("afterprint", show);
  document.addEventListener("niemyet:case", show);
  show();
  setInterval(show, MINUTE);
}

/** @param {HTMLElement} node @param {string} words */
function write(node, words) {
  if (node.textContent !== words) node.textContent = words;
  node.hidden = !words;
}

/** The bar at the foot of a phone says the same once more. */
export function repeat() {
  for (const node of document.querySelectorAll("[data-repeat]")) {
    node.textContent = document.querySelector(`[data-card=${node.dataset.repeat}]`)?.textContent ?? "";
  }
}

/** @type {(state: Opening, today: Day) => string} */
function sayOpening({ open, until, next }, today) {
  if (open === null) return say("Chưa chắc có mở cửa");
  if (until !== null) return say("Đang mở cửa, đến {hour}", { hour: sayMinutes(until) });
  if (!next) return say("Đang đóng cửa");
  const near = next.day < addDays(today, 7);
  const day = next.day === today ? say("hôm nay") : next.day === addDays(today, 1) ? say("ngày mai") : near ? sayWeekday(next.day) : sayDay(next.day);
  return say("Mở lại {day}, {hour}", { day, hour: sayMinutes(next.minutes) });
}

/** When the result is there of what is filed now; "" where no day is certain. @type {(now: Moment, office: Office, years: Years, channel: string) => string} */
function sayReturn(now, office, years, channel) {
  if (channel === "post") return "";
  const [{ deadline }, ...others] = readDeadlines();
  if (!deadline || others.length) return "";
  const { returned } = reckon(now, deadline, office, years, channel);
  if (!returned) return "";
  const day = returned.day === addDays(now.day, 1) ? say("ngày mai, {day}", { day: sayDay(returned.day) }) : sayDay(returned.day);
  if (returned.day !== now.day) return say("Nộp bây giờ thì có muộn nhất {day}", { day });
  if (!("until" in deadline)) return say("Nộp bây giờ thì có ngay hôm nay");
  const closing = hoursOn(now.day, office, years).spans.map(([, closes]) => Math.min(closes, deadline.until));
  return say("Nộp trước {hour} thì có ngay hôm nay", { hour: sayMinutes(Math.max(...closing)) });
}
