// Whether a printed sheet still holds: its version code, from the QR code or typed in, laid beside that of this page.

import { element } from "./page.js";
import { open } from "./rows.js";
import { clean, differingParts, readScanned, readSheetCode } from "./sheet-code.js";
import { pieces, say } from "./words.js";

const SECTIONS = ["giay-to", "phi", "thoi-han", "noi-nop", "trinh-tu", "can-cu"];

/** Which parts differ: positions; null where `typed` is no code, or that of another posting. @type {(typed: string, current: string) => number[] | null} */
export function compareCodes(typed, current) {
  const [read, own] = [readScanned(typed).code, readSheetCode(current)];
  if (!read || !own || isBegun(typed, current) || (read.commune && (read.commune !== own.commune || read.procedure !== own.procedure))) return null;
  return differingParts(read.version, own.version);
}

/** Whether only the first groups of this sheet's code were typed, which look like a code of before. @param {string} typed @param {string} current */
const isBegun = (typed, current) => clean(typed).length < clean(current).length && clean(current).startsWith(clean(typed));

/** Says at the top of the page what became of the sheet whose code stands in the address, and takes typed codes. */
export function setUpVerify() {
  const current = document.querySelector("[data-version]")?.dataset.version;
  const verdict = document.querySelector("[data-verdict]");
  const form = document.querySelector("[data-verify]");
  if (!current || !verdict) return;
  const code = new URLSearchParams(location.search).get("v");
  if (code) tell(verdict, code, current);
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      tell(verdict, String(new FormData(form).get("v")), current);
      verdict.tabIndex = -1;
      verdict.focus();
    });
  }
}

/** @param {HTMLElement} verdict @param {string} typed @param {string} current */
function tell(verdict, typed, current) {
  const changed = compareCodes(typed, current);
  show(verdict, changed);
  const right = readScanned(typed).code; // of another posting, or of a sheet of before
  if (changed || (right && !isBegun(typed, current))) return;
  import("./sheet-slips.js").then(({ explainSlip }) => verdict.append(" ", explainSlip(typed, current))); // few mistype
}

/** @param {HTMLElement} verdict @param {number[] | null} changed */
function show(verdict, changed) {
  const { right, words } = judge(changed);
  verdict.hidden = false;
  verdict.className = `note verdict ${right ? "verdict--right" : "note--stop"}`;
  verdict.replaceChildren(...words);
  document.querySelectorAll(".changed").forEach((section) => section.classList.remove("changed"));
  for (const i of changed ?? []) {
    const section = document.getElementById(SECTIONS[i]);
    section?.closest(".part, .more")?.classList.add("changed");
    open(section);
  }
}

/** @param {number[] | null} changed @returns {{right?: boolean, words: (Node | string)[]}} */
function judge(changed) {
  if (!changed) return { words: [strong(say("Mã không đọc được.")), " ", say("Đối chiếu tờ niêm yết với trang này, hoặc hỏi nơi tiếp nhận.")] };
  if (changed.length) {
    const names = [...document.querySelectorAll(".groups > li")].map((item) => item.lastChild?.textContent?.trim() ?? "");
    const links = element("span", {}, ...changed.flatMap((i, n) => [n ? "; " : "", element("a", { href: `#${SECTIONS[i]}` }, names[i])]));
    const told = pieces("Từ khi in, phần sau đã thay đổi: {parts}. Nội dung đúng hiện nay ở ngay dưới đây.", { parts: links });
    return { words: [strong(say("Tờ niêm yết này đã cũ.")), " ", ...told] };
  }
  if (document.querySelector(".note--stop:not(.verdict)")) {
    const but = say("Nội dung không đổi nhưng thủ tục không còn được niêm yết, xem bên dưới.");
    return { words: [strong(say("Tờ này phải gỡ xuống.")), " ", but] };
  }
  return { right: true, words: [strong(say("Tờ niêm yết này còn đúng.")), " ", say("Mã trên tờ trùng với nội dung đang công bố ở trang này.")] };
}

/** @param {string} words */
const strong = (words) => element("strong", {}, words);
