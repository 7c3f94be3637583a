// The filters of the search page: in a closed part, each that is chosen as a chip to take away, all of them in the address. The chosen
// commune is that of the device: it is chosen as everywhere (commune-picker.js).

import { CHANGED, forgetCommune, readCommune, titleOf } from "./my-commune.js";
import { element } from "./page.js";
import { say } from "./words.js";

const NAMES = ["field", "event", "audience", "online"];

export class SearchFilters {
  chips = element("div", { className: "chips", role: "group", "aria-label": say("Đang lọc theo") });

  /** @param {HTMLElement} box @param {() => void} changed */
  constructor(box, changed) {
    this.box = box;
    this.changed = changed;
    const asked = new URLSearchParams(location.search);
    for (const select of this.#selects()) select.value ||= asked.get(select.name) ?? ""; // but for what was chosen before this script came
    box.hidden = false;
    for (const select of this.#selects()) select.addEventListener("change", () => this.#refresh());
    document.addEventListener(CHANGED, () => this.#refresh());
    this.#showChips();
  }

  #selects() { return [...this.box.querySelectorAll("select")].filter(({ name }) => NAMES.includes(name)); }

  /** What is chosen. @returns {Facets} */
  read() { return Object.fromEntries(this.#selects().map(({ name, value }) => [name, value])); }

  #refresh() {
    this.#showChips();
    this.changed();
  }

  #showChips() {
    const mine = readCommune();
    const chips = this.#selects().filter(({ value }) => value).map((select) => this.#makeChip(select.selectedOptions[0].text, () => {
      select.value = "";
      this.#refresh();
    }));
    if (mine) {
      chips.unshift(this.#makeChip(titleOf(mine), forgetCommune));
    }
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
  }

  /** @type {(label: string, remove: () => void) => HTMLButtonElement} */
  #makeChip(label, remove) {
    const chip = element("button", { type: "button", className: "chip", "aria-label": say("Bỏ lọc: {name}", { name: label }) },
      label, element("span", { "aria-hidden": "true" }, " ×"));
    chip.addEventListener("click", remove);
    return chip;
  }
}
