// The calculator of the return date: day and hour of filing in, the due day with its reasons and a calendar file out.

import { makeEvent } from "./calendar-file.js";
import { clockOf, readMinutes, sayDay, sayMinutes } from "./days.js";
import { element, fetchYears } from "./page.js";
import { reckon } from "./return-date.js";
import { chosenChannel, readDeadlines, readOffice } from "./stated.js";
import { sayStep } from "./steps.js";
import { many, say } from "./words.js";

const MOST_DAYS_OFF = 12;
const NO_DAY = "Chưa có ngày chắc chắn. Hỏi nơi tiếp nhận, hoặc xem giấy hẹn.";

/** Makes the calculator work, and follow the chosen case. @param {HTMLElement} section */
export function setUpReturnForm(section) {
  const form = section.querySelector("form");
  const answer = section.querySelector("[data-return-answer]");
  const { date, time, deadline: choice } = /** @type {ReturnFields} */ (form.elements);
  /** @type {ReturnType<typeof readDeadlines>} */
  let deadlines = [];

  function offer() {
    deadlines = readDeadlines();
    choice.replaceChildren(...deadlines.map(({ label }, i) => element("option", { value: String(i) }, label)));
    const labelled = choice.closest("label");
    if (labelled) labelled.hidden = deadlines.length < 2;
    answer.replaceChildren();
  }

  /** @param {Event} event */
  async function count(event) {
    event.preventDefault();
    const filed = { day: date.value, minutes: readMinutes(time.value) };
    const { deadline } = deadlines[Number(choice.value)] ?? deadlines[0];
    if (!deadline) {
      answer.replaceChildren(element("p", { className: "return__day" }, say(NO_DAY)));
      return;
    }
    let years;
    try { years = await fetchYears(section.dataset.return ?? ""); } catch {
      answer.replaceChildren(element("p", {}, say("Chưa tải được lịch nghỉ lễ. Kiểm tra kết nối rồi thử lại.")));
      return;
    }
    answer.replaceChildren(...explain(reckon(filed, deadline, readOffice(), years, chosenChannel())));
  }

  const now = clockOf(new Date());
  date.value = now.day;
  time.value = sayMinutes(now.minutes);
  form.hidden = false;
  document.addEventListener("niemyet:case", offer);
  form.addEventListener("submit", count);
  offer();
}

/** The steps in words; of many days off the first ones, and how many more there are. @param {Step[]} steps */
function sayWhy(steps) {
  const off = steps.filter(({ kind }) => kind === "off");
  const left = new Set(off.slice(MOST_DAYS_OFF));
  const said = steps.filter((step) => !left.has(step)).map(sayStep);
  if (left.size) said.splice(steps.indexOf(off[MOST_DAYS_OFF - 1]) + 1, 0, many("Và {number} ngày nghỉ khác.", left.size));
  return said;
}

/** @param {ReturnType<typeof reckon>} reckoning */
function explain({ returned, why }) {
  const steps = element("ol", { className: "remarks" }, ...sayWhy(why).map((text) => element("li", {}, text)));
  if (!returned) return [element("p", { className: "return__day" }, say(NO_DAY)), steps];
  const day = sayDay(returned.day);
  const due = returned.minutes === null ? day : say("{hour}, {day}", { hour: sayMinutes(returned.minutes), day });
  return [
    element("p", { className: "return__day" }, say("Muộn nhất: {moment}", { moment: due })),
    steps,
    element("p", { className: "row row--wrap" }, calendarLink(returned)),
    element("p", { className: "law-hint" }, say("Tính từ khi hồ sơ đầy đủ, hợp lệ. Ngày hẹn ghi trên giấy tiếp nhận hồ sơ là căn cứ.")),
  ];
}

/** @param {Due} due */
function calendarLink(due) {
  const procedure = document.querySelector("h1").textContent.trim();
  const place = document.querySelector("[data-address]")?.textContent.trim() ?? "";
  const event = makeEvent({ day: due.day, title: say("Nhận kết quả: {procedure}", { procedure }), place, address: location.origin + location.pathname, now: new Date() });
  const file = URL.createObjectURL(new Blob([event], { type: "text/calendar" }));
  return element("a", { className: "quiet", href: file, download: "ngay-nhan-ket-qua.ics" }, say("Thêm vào lịch"));
}
