// The filters of the search page: in a closed part, each that is chosen as a chip to take away, all of them in the address. The chosen
// commune is that of the device.

import { CHANGED, forgetCommune, keepCommune, readCommune, titleOf } from "./my-commune.js";
import { element } from "./page.js";
import { capitalize, nameUnit } from "./units.js";
import { say } from "./words.js";

const NAMES = ["field", "event", "audience", "online"];

export class SearchFilters {
  chips = element("div", { className: "chips", role: "group", "aria-label": say("Đang lọc theo") });

  /** @param {HTMLElement} box @param {() => Promise<CurrentData>} data @param {() => void} changed */
  constructor(box, data, changed) {
    this.box = box;
    this.data = data;
    this.changed = changed;
    this.home = box.querySelector("select[name=home]");
    const asked = new URLSearchParams(location.search);
    for (const select of this.#selects()) select.value = asked.get(select.name) ?? "";
    box.hidden = false;
    box.addEventListener("toggle", () => this.#offerHomes().catch(() => {})); // without a connection there is nothing to choose
    box.addEventListener("change", (event) => this.#choose(/** @type {HTMLSelectElement} */ (event.target)));
    document.addEventListener(CHANGED, () => this.#refresh());
    this.#showChips();
  }

  #selects() { return [...this.box.querySelectorAll("select")].filter(({ name }) => NAMES.includes(name)); }

  /** What is chosen. @returns {Facets} */
  read() { return Object.fromEntries(this.#selects().map(({ name, value }) => [name, value])); }

  /** @param {HTMLSelectElement} select */
  #choose(select) {
    if (select === this.home) this.#keepHome().catch(() => {});
    else this.#refresh();
  }

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
      chips.unshift(this.#makeChip(titleOf(mine), () => {
        if (this.home) this.home.value = "";
        forgetCommune();
      }));
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

  /** Names every commune under its province; there may be thousands, so it is done when somebody wants to choose. */
  async #offerHomes() {
    const { provinces, communes } = await this.data();
    const select = this.home;
    if (!select || select.length > 1) return; // done while we waited
    select.append(...Object.entries(provinces).map(([path, label]) => element("optgroup", { label },
      ...communes.filter((commune) => commune.path.startsWith(`${path}/`)).map(({ path: value, kind, name }) =>
        element("option", { value }, capitalize(nameUnit(kind, name)))))));
    select.value = readCommune()?.path ?? "";
  }

  async #keepHome() {
    const { communes, country } = await this.data();
    const chosen = communes.find(({ path }) => path === this.home?.value);
    if (!chosen) { forgetCommune(); return; }
    const above = country.provinces.find(({ path }) => chosen.path.startsWith(`${path}/`));
    keepCommune({ path: chosen.path, kind: chosen.kind, name: chosen.name, province: above ? `${above.kind} ${above.name}` : "", posts: true });
  }
}
