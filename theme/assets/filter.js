// Finds entries in a long list of the page by any of their words, with or without diacritics. The list is complete without it.

import { say } from "./words.js";

/** "Đăng ký" → "dang ky" @param {string} text */
export const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replace(/\s+/g, " ").trim();

/** Whether every word that was typed begins a word of the entry; both are folded. @type {(entry: string, words: string[]) => boolean} */
export const holds = (entry, words) => words.every((word) => ` ${entry.replace(/[^\p{L}\p{N}./]+/gu, " ")}`.includes(` ${word}`));

/** Shows the field, and while something stands in it only what fits; a group without any of it is hidden. @param {HTMLElement} box */
export function setUpFilter(box) {
  const input = /** @type {HTMLInputElement | null} */ (box.querySelector("input"));
  const status = box.querySelector("[role=status]");
  const list = document.querySelector(`#${box.dataset.filter}`);
  if (!input || !status || !list) return;
  const entries = [...list.querySelectorAll("li, tbody > tr")].map((node) => ({ node, text: fold(node.textContent ?? "") }));
  const groups = [...list.querySelectorAll(":is(section, details):has(li, tbody)")].map((node) => ({ node, wasOpen: node.hasAttribute("open") }));
  const show = () => {
    const words = fold(input.value).split(" ").filter(Boolean);
    for (const { node, text } of entries) node.hidden = !holds(text, words);
    for (const { node, wasOpen } of groups) {
      node.hidden = words.length > 0 && !node.querySelector(":is(li, tbody > tr):not([hidden])");
      node.toggleAttribute("open", node.localName === "details" && (words.length > 0 || wasOpen));
    }
    const number = entries.filter(({ node }) => !node.hidden).length;
    status.textContent = !words.length ? "" : number ? say("{number} mục khớp.", { number }) : say("Không có mục nào khớp. Thử ít chữ hơn.");
  };
  input.addEventListener("input", show);
  box.hidden = false;
  if (input.value) show(); // a browser keeps what was typed when the reader comes back
}
