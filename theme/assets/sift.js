// Narrows the page of coming changes to a field of work, and to what the reader's own commune posts. The page is whole without it.

import { CHANGED, addressOf, readCommune, titleOf } from "./my-commune.js";
import { many, say } from "./words.js";

const CODE = /^([0-9]\.[0-9]{6}[0-9A-Z.]*)\/$/;

/** The codes of the procedures to which a commune's page leads. @param {Document} page */
export const postedOn = (page) => new Set([...page.querySelectorAll("a[href]")].flatMap((link) => CODE.exec(link.getAttribute("href") ?? "")?.[1] ?? []));

/** Shows what is wanted of the days on the page; the codes that are left. @param {(item: HTMLElement) => boolean} wanted @param {boolean} narrowed */
function narrow(wanted, narrowed) {
  const items = [...document.querySelectorAll("[data-code]")];
  for (const item of items) item.hidden = !wanted(item);
  for (const change of document.querySelectorAll("[data-change]")) {
    change.hidden = !change.querySelector("[data-code]:not([hidden])");
    if (narrowed) change.querySelector("details")?.setAttribute("open", "");
  }
  for (const day of document.querySelectorAll(".change")) {
    day.hidden = narrowed && Boolean(day.querySelector("[data-change]")) && !day.querySelector("[data-change]:not([hidden])");
  }
  return new Set(items.filter((item) => !item.hidden).map((item) => item.dataset.code));
}

/** @param {HTMLFormElement} form */
export function setUpSift(form) {
  const box = /** @type {HTMLElement} */ (form.querySelector(".sift__mine"));
  const mine = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const field = /** @type {HTMLSelectElement | null} */ (form.querySelector("select"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  /** @type {Set<string> | null} */
  let posted = null;

  const show = () => {
    const only = mine.checked ? posted : null;
    const work = field ? field.value : "";
    const codes = narrow(({ dataset }) => (!work || dataset.field === work) && (!only || only.has(dataset.code ?? "")), Boolean(work || only));
    if (!work && !only) status.textContent = "";
    else status.textContent = codes.size ? many("{number} thủ tục thay đổi.", codes.size) : say("Không có thủ tục nào thay đổi.");
  };
  const offer = async () => {
    const commune = readCommune();
    posted = null;
    box.hidden = true;
    if (commune?.posts) {
      const root = form.dataset.root ?? "";
      const page = await fetch(root + addressOf(commune)).then((answer) => answer.text()).catch(() => "");
      const found = postedOn(new DOMParser().parseFromString(page, "text/html"));
      if (found.size) offerFor(titleOf(commune), found);
    }
    show();
  };
  /** @param {string} name @param {Set<string>} found */
  const offerFor = (name, found) => {
    posted = found;
    box.hidden = false;
    const label = box.querySelector("span");
    if (label) label.textContent = say("Chỉ thủ tục làm ở {name}", { name });
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener(CHANGED, offer);
  form.hidden = false;
  offer();
}
