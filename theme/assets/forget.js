// What this device remembers is forgotten: what was ticked and answered after 30 days by itself, everything at a word.

import { element } from "./page.js";
import { say } from "./words.js";

const OURS = /^niemyet(?:-at)?\./;
const MONTH = 30 * 24 * 3600 * 1000;
/** Chosen in order to be remembered: until somebody says otherwise. */
const ASKED_FOR = new Set(["commune", "commune-about", "scheme"]);

/**
 * Removes what was written 30 days ago or earlier, and nobody asked to keep; what bears no time gets that of today.
 * @param {Storage} storage @param {number} now
 */
export function forgetOld(storage, now) {
  for (const key of Object.keys(storage).filter((name) => name.startsWith("niemyet."))) {
    const name = key.slice("niemyet.".length);
    const written = Number(storage.getItem(`niemyet-at.${name}`));
    if (ASKED_FOR.has(name)) continue;
    if (!written || written > now) storage.setItem(`niemyet-at.${name}`, `${now}`);
    else if (now - written >= MONTH) for (const one of [key, `niemyet-at.${name}`]) storage.removeItem(one);
  }
}

/** Forgets all of it: what was chosen, ticked, answered, and the pages that were visited. */
export async function forgetEverything() {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage).filter((name) => OURS.test(name))) storage.removeItem(key);
  }
  for (const key of await globalThis.caches?.keys() ?? []) await caches.delete(key);
}

export function setUpForgetting() {
  forgetOld(localStorage, Date.now());
  const button = element("button", { type: "button", className: "quiet" }, say("Quên hết trên máy này"));
  const told = element("span", { role: "status" }, say("Máy dùng chung: nơi đã chọn, dấu đã đánh, trang đã xem chỉ lưu ở đây."));
  button.addEventListener("click", async () => {
    await forgetEverything();
    told.textContent = say("Đã quên nơi đã chọn, dấu đã đánh và trang đã xem trên máy này.");
    button.remove();
  });
  document.querySelector(".colophon__inner")?.append(element("p", { className: "no-print" }, button, " ", told));
}
