// Share, print, show a QR code of this page, copy the address of the office.

import { element } from "./page.js";
import { say } from "./words.js";

const ADDRESS = () => location.origin + location.pathname;

/** Says for a moment on the button what was done. @type {(button: HTMLElement, words: string) => void} */
function tell(button, words) {
  const said = button.querySelector("span") ?? button;
  const label = button.dataset.label ??= said.textContent ?? "";
  said.textContent = words;
  setTimeout(() => { said.textContent = label; }, 2500);
}

/** @type {(button: HTMLElement, text: string) => Promise<void>} */
async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(button, say("Đã chép"));
  } catch {
    tell(button, say("Không chép được"));
  }
}

/** @param {HTMLElement} button */
async function share(button) {
  if (!navigator.share) { await copy(button, ADDRESS()); return; }
  try { await navigator.share({ title: document.title, url: ADDRESS() }); } catch { /* the reader changed their mind */ }
}

/** @type {(button: HTMLElement, figure: HTMLElement) => Promise<void>} */
async function showQr(button, figure) {
  if (!figure.firstChild) {
    const { drawQr } = await import("./qr.js");
    figure.append(drawQr(ADDRESS(), say("Mã QR của trang này")), element("figcaption", {}, ADDRESS()));
  }
  figure.hidden = !figure.hidden;
  button.setAttribute("aria-expanded", String(!figure.hidden));
}

/** Makes the buttons of the page work. */
export function setUpTools() {
  const bar = document.querySelector("[data-tools]");
  if (bar) {
    const [shared, code] = [bar.querySelector("[data-share]"), bar.querySelector("[data-qr]")];
    shared.addEventListener("click", () => share(shared));
    bar.querySelector("[data-print]").addEventListener("click", () => print());
    const figure = bar.querySelector(".qr");
    code.addEventListener("click", () => showQr(code, figure));
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(button, document.querySelector("[data-address]")?.textContent.trim() ?? ""));
  }
}
