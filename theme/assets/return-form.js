// The calculator of the return date: day and hour of filing in, the due day with its reasons and a calendar file out.

import { clockOf, readMinutes, sayDay, sayMinutes } from "./days.js";
import { readOffice } from "./office.js";
import { element, fetchData } from "./page.js";
import { countReturn, makeEvent } from "./return-date.js";

const MOST_REASONS = 12;

function readDeadlines() {
  return [...document.querySelectorAll("#thoi-han ~ .lines > .line")]
    .filter((line) => !line.hidden && (line.dataset.amount || line.dataset.until))
    .map((line) => ({
      label: [line.querySelector(".line__value"), ...line.querySelectorAll(".tag")].map((node) => node.textContent.trim()).join(" – "),
      deadline: line.dataset.until ? { until: readMinutes(line.dataset.until) } : { amount: Number(line.dataset.amount), unit: line.dataset.unit },
    }));
}

/** Makes the calculator work, and follow the chosen case. */
export function setUpReturnForm(section) {
  const form = section.querySelector("form");
  const answer = section.querySelector("[data-return-answer]");
  const { date, time, deadline: choice } = form.elements;
  let deadlines = [];

  function offer() {
    deadlines = readDeadlines();
    section.hidden = deadlines.length === 0;
    choice.replaceChildren(...deadlines.map(({ label }, i) => element("option", { value: String(i) }, label)));
    choice.closest("label").hidden = deadlines.length < 2;
    answer.replaceChildren();
  }

  async function count(event) {
    event.preventDefault();
    const filed = { day: date.value, minutes: readMinutes(time.value) };
    const { deadline } = deadlines[Number(choice.value)] ?? deadlines[0];
    let years;
    try { years = await fetchData(section.dataset.return); } catch {
      answer.replaceChildren(element("p", {}, "Chưa tải được lịch nghỉ lễ. Kiểm tra kết nối rồi thử lại."));
      return;
    }
    const due = countReturn(filed, deadline, years, readOffice().week);
    if (due) answer.replaceChildren(...explain(filed, deadline, due));
    else answer.replaceChildren(element("p", {}, "Chưa tính được vì chưa có giờ làm việc của nơi tiếp nhận."));
  }

  const now = clockOf(new Date());
  date.value = now.day;
  time.value = sayMinutes(now.minutes);
  document.addEventListener("niemyet:case", offer);
  form.addEventListener("submit", count);
  offer();
}

function explain(filed, deadline, due) {
  const reasons = [];
  if (["working_day", "day", "month"].includes(deadline.unit)) reasons.push("Ngày nộp không tính (Bộ luật Dân sự, Điều 147).");
  if (due.late) reasons.push(`Nộp sau ${sayMinutes(deadline.until)} nên trả vào ngày làm việc tiếp theo.`);
  const skipped = due.skipped.slice(0, MOST_REASONS).map(({ day, why }) => `${sayDay(day)}: ${why}.`);
  if (due.skipped.length > MOST_REASONS) skipped.push(`và ${due.skipped.length - MOST_REASONS} ngày nghỉ khác.`);
  reasons.push(...skipped.map((text) => text[0].toUpperCase() + text.slice(1)));
  if (due.uncertain.length) reasons.push(`Lịch nghỉ năm ${due.uncertain.join(", ")} chưa có thông báo chính thức, ngày trả có thể khác.`);
  const hour = due.minutes === null ? "" : `${sayMinutes(due.minutes)}, `;
  return [
    element("p", { className: "return__day" }, `Muộn nhất: ${hour}${sayDay(due.day)}`),
    ...(reasons.length ? [element("ul", { className: "remarks" }, ...reasons.map((text) => element("li", {}, text)))] : []),
    element("p", { className: "row row--wrap" }, calendarLink(due)),
    element("p", { className: "law-hint" }, "Tính từ khi hồ sơ đầy đủ, hợp lệ. Ngày hẹn ghi trên giấy tiếp nhận hồ sơ là căn cứ."),
  ];
}

function calendarLink(due) {
  const procedure = document.querySelector("h1").textContent.trim();
  const place = document.querySelector("[data-address]")?.textContent.trim() ?? "";
  const event = makeEvent({ day: due.day, title: `Nhận kết quả: ${procedure}`, place, address: location.origin + location.pathname, now: new Date() });
  const file = URL.createObjectURL(new Blob([event], { type: "text/calendar" }));
  return element("a", { className: "quiet", href: file, download: "ngay-nhan-ket-qua.ics" }, "Thêm vào lịch");
}
