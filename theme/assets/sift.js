// Narrows the pages of coming and of past changes to a field of work, and to what concerns the reader's own commune. The pages are
// whole without it.

import { CHANGED, addressOf, readCommune, titleOf } from "./my-commune.js";
import { many, say } from "./words.js";

const ITEMS = "[data-code], [data-places]";
const CODE = /^([0-9]\.[0-9]{6}[0-9A-Z.]*)\/$/;

/** The codes of the procedures to which a commune's page leads. @param {Document} page */
export const postedOn = (page) => new Set([...page.querySelectorAll("a[href]")].flatMap((link) => CODE.exec(link.getAttribute("href") ?? "")?.[1] ?? []));

/** Whether a change was in a commune: its own path, or its province's, where too many are to be named. @type {(places: string, path: string) => boolean} */
export const tookPlaceIn = (places, path) => places.split(" ").some((place) => place === path || place === path.split("/")[0]);

/** Shows what is wanted of the days on the page; what is left. @param {(item: HTMLElement) => boolean} wanted @param {boolean} narrowed */
function narrow(wanted, narrowed) {
  const items = [...document.querySelectorAll(ITEMS)];
  for (const item of items) item.hidden = !wanted(item);
  const left = items.filter((item) => !item.hidden);
  for (const change of document.querySelectorAll("[data-change]")) {
    change.hidden = !left.some((item) => change.contains(item));
    if (narrowed) change.querySelector("details")?.setAttribute("open", "");
  }
  for (const day of document.querySelectorAll(".change")) {
    const mine = left.some((item) => day.contains(item));
    day.hidden = narrowed && !mine && Boolean(day.querySelector(ITEMS));
    if (narrowed && mine && day.localName === "details") day.setAttribute("open", "");
  }
  return left;
}

/** @param {HTMLFormElement} form */
export function setUpSift(form) {
  const box = /** @type {HTMLElement} */ (form.querySelector(".sift__mine"));
  const mine = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const field = /** @type {HTMLSelectElement | null} */ (form.querySelector("select"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const past = document.querySelector("[data-places]") !== null;
  /** @type {((item: HTMLElement) => boolean) | null} */
  let concerns = null;

  /** @param {number} number */
  const count = (number) => {
    if (!number) return past ? say("Không có thay đổi nào.") : say("Không có thủ tục nào thay đổi.");
    return past ? many("{number} thay đổi.", number) : many("{number} thủ tục thay đổi.", number);
  };
  const show = () => {
    const only = mine.checked ? concerns : null;
    const work = field ? field.value : "";
    const left = narrow((item) => (!work || item.dataset.field === work) && (!only || only(item)), Boolean(work || only));
    status.textContent = work || only ? count(past ? left.length : new Set(left.map((item) => item.dataset.code)).size) : "";
  };
  /** @type {(label: string, test: (item: HTMLElement) => boolean) => void} */
  const offer = (label, test) => {
    concerns = test;
    box.hidden = false;
    const said = box.querySelector("span");
    if (said) said.textContent = label;
  };
  const look = async () => {
    const commune = readCommune();
    concerns = null;
    box.hidden = true;
    if (commune?.posts) {
      const name = titleOf(commune);
      if (past) {
        offer(say("Chỉ thay đổi ở {name}", { name }), (item) => tookPlaceIn(item.dataset.places ?? "", commune.path));
      } else {
        const page = await fetch((form.dataset.root ?? "") + addressOf(commune)).then((answer) => answer.text()).catch(() => "");
        const posted = postedOn(new DOMParser().parseFromString(page, "text/html"));
        if (posted.size) offer(say("Chỉ thủ tục làm ở {name}", { name }), (item) => posted.has(item.dataset.code ?? ""));
      }
    }
    show();
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener(CHANGED, look);
  form.hidden = false;
  look();
}
