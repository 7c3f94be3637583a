// A page that was made before a day of change and is read after it, kept on this device or by a host that was not told: its answers
// are those of before, and it says so above them.

import { sayDate } from "./days.js";
import { element } from "./page.js";
import { say } from "./words.js";

/** @param {HTMLElement} note of what was to change, with its first day */
export function tellPassed(note) {
  const told = say("Trang này lập trước ngày {day}, khi quy định thay đổi: điều ghi ở đây có thể đã cũ. Tải lại trang, hoặc hỏi nơi tiếp nhận trước khi nộp.",
    { day: sayDate(note.dataset.changesOn ?? "") });
  (document.querySelector("[data-age]") ?? note).after(element("p", { className: "note note--stop", role: "status" }, told));
}
