// "Your case": papers, fees, deadlines and steps become those of the reader's answers; papers can be ticked. Every answer was
// worked out when the page was made and lies in its tables: here a row is looked up, and only what a reader types is added.

import { agrees, answersOf, costOf, countUnits, extrasOf } from "./answers.js";
import { element, memory, sayMoney } from "./page.js";
import { say } from "./words.js";

const COUNTED = /^(trang|tờ|bản)/; // what one may want several of; nobody registers twice
/** @type {Record<TableName, string>} */
const LISTS = { papers: "[data-papers] > .paper", fees: "#phi ~ .lines > .line", deadlines: "#thoi-han ~ .lines > .line" };

/** Makes the page follow the chooser, which is null where nothing has to be asked. @param {HTMLFormElement | null} form */
export function setUpChooser(form) {
  setUpTicks();
  new Chooser(form).setUp();
}

class Chooser {
  /** @type {Counts} as typed by the reader */
  counts = new Map();
  summary = element("dl", { className: "chosen", "data-chosen": "", hidden: true });

  /** @param {HTMLFormElement | null} form */
  constructor(form) {
    this.form = form;
    this.tables = [...document.querySelectorAll("script[data-answers]")].map((block) => ({
      name: /** @type {TableName} */ (block.dataset.answers), table: /** @type {AnswerTable} */ (JSON.parse(block.textContent)),
    }));
  }

  setUp() {
    const { form, summary } = this;
    if (form) {
      form.append(summary);
      form.hidden = false;
      form.addEventListener("change", ({ target }) => {
        this.follow();
        const pressed = target instanceof Element ? target.closest("label") : null;
        if (!pressed || summary.hidden) return;
        // The summary comes up, and grows with what it says: it must not lie over what was just pressed.
        const covered = pressed.getBoundingClientRect().bottom - summary.getBoundingClientRect().top;
        if (covered > 0) scrollBy(0, covered);
      });
      form.addEventListener("submit", (event) => event.preventDefault());
    }
    this.follow();
  }

  /** The option that was chosen for a question, or "". @param {string} key */
  chosen(key) {
    const inputs = this.form?.elements.namedItem(key);
    return inputs && "value" in inputs ? String(inputs.value) : "";
  }

  follow() {
    const decided = [...(this.form?.querySelectorAll("input:checked") ?? [])].some(({ value }) => value);
    const told = decided || this.settled();
    for (const { name, table } of this.tables) this.followTable(name, answersOf(table, (key) => this.chosen(key)), told);
    for (const node of document.querySelectorAll("[data-case], li[data-channel]")) node.hidden = !this.concerns(node.dataset);
    this.repeatCards(decided);
    document.dispatchEvent(new CustomEvent("niemyet:case"));
  }

  /** Whether every question but the last, who pays less, is answered. */
  settled() {
    const sets = [...(this.form?.querySelectorAll("fieldset") ?? [])];
    return sets.every((set) => set.querySelector("input:checked").value || set.querySelector("[name=waiver]"));
  }

  /** @param {TableName} name @param {View} view @param {boolean} told whether the total is said */
  followTable(name, view, told) {
    document.querySelectorAll(LISTS[name]).forEach((line, i) => { line.hidden = !view.show.includes(i); });
    if (name === "fees") this.offerCounts(view);
    const typed = name === "fees" ? addTyped(view, this.counts) : null;
    const card = document.querySelector(`[data-card=${name}]`);
    if (card) card.textContent = view.card;
    showTotal(name, typed ?? (told ? view.total : ""));
  }

  /** Whether something is for this reader: one of the answers that it names in each question, and the way of filing. @param {DOMStringMap} dataset */
  concerns({ case: cases = "", channel }) {
    const way = this.chosen("channel");
    if (channel && way && !channel.split(" ").includes(way)) return false;
    return agrees(cases.split(" ").filter(Boolean), (key) => this.chosen(key));
  }

  /** The cards once more at the foot of the form, where one who has just chosen is looking: they are a screen or two above. @param {boolean} decided */
  repeatCards(decided) {
    if (!this.form) return;
    this.summary.hidden = !decided;
    const cards = [...document.querySelectorAll(".cards__value[data-card]")];
    this.summary.replaceChildren(...cards.map((card) => element("div", {},
      element("dt", {}, card.previousElementSibling?.textContent ?? ""), element("dd", {}, card.textContent))));
  }

  /** Fields for "how many pages, how many copies" where a fee of this view is counted by them. @param {View} view */
  offerCounts(view) {
    const total = document.querySelector("[data-total=fees]");
    const units = countUnits(view).filter(({ unit }) => COUNTED.test(unit));
    total?.querySelectorAll("label").forEach((label) => { label.hidden = !units.some(({ key }) => key === label.dataset.count); });
    for (const { key, unit, least } of units) {
      if (this.counts.has(key)) continue;
      this.counts.set(key, least);
      const said = say(least ? "Số {unit}" : "Số {unit} xin thêm", { unit: view.units?.[unit] ?? unit });
      total?.append(" ", element("label", { className: "labelled labelled--line", "data-count": key }, said, " ", this.makeField(key, least)));
    }
  }

  /** @param {string} key @param {number} least */
  makeField(key, least) {
    const input = element("input", {
      className: "field field--count", type: "number", min: String(least), max: "999", value: String(least), inputMode: "numeric",
    });
    input.addEventListener("input", () => {
      this.counts.set(key, Math.max(least, Math.min(999, Math.floor(Number(input.value)) || least)));
      this.follow();
    });
    return input;
  }
}

/** @param {TableName} name @param {string} text */
function showTotal(name, text) {
  const total = document.querySelector(`[data-total=${name}]`);
  if (!total) return;
  total.querySelector("[data-said]")?.remove();
  if (text) total.prepend(element("span", { "data-said": "" }, `${text}. `));
  total.hidden = !text && !total.querySelector("label:not([hidden])");
}

/**
 * What a reader's own numbers make of a view: the sum that is due, and what the extras cost; null where nothing was typed.
 * @param {View} view @param {Counts} counts
 */
function addTyped(view, counts) {
  if (!view.sum) return null;
  const extras = extrasOf(view, counts);
  const counted = countUnits(view).some(({ key, unit, least }) => least && COUNTED.test(unit) && counts.get(key) !== undefined);
  if (!extras.length && !counted) return null;
  const due = costOf(view.sum, counts);
  const said = say("Phải nộp: {sum}", { sum: sayMoney(due) + (view.sample ? say(" (số mẫu)") : "") });
  if (!extras.length) return `${said}${view.why ?? ""}`;
  const extra = extras.reduce((sum, { cost }) => sum + cost, 0);
  const each = extras.map(({ number, unit = "" }) => say("{n} {unit}", { n: number, unit: view.units?.[unit] ?? unit }));
  const asked = [...new Set(each)].join(", ");
  return say("{due}; xin thêm {asked}: {extra}; cộng {sum}", { due: said, asked, extra: sayMoney(extra), sum: sayMoney(due + extra) }) + (view.why ?? "");
}

/** A box to tick on every paper, remembered for this page on this device. */
function setUpTicks() {
  const key = `ticks:${location.pathname}`;
  const ticked = new Set(memory.read(key).split(" ").filter(Boolean));
  document.querySelectorAll("[data-papers] > .paper").forEach((paper, number) => {
    const name = paper.querySelector(".paper__name");
    const box = element("input", { type: "checkbox", className: "tick", checked: ticked.has(String(number)) });
    box.addEventListener("change", () => {
      if (box.checked) ticked.add(String(number)); else ticked.delete(String(number));
      memory.write(key, [...ticked].join(" "));
    });
    const label = element("label", { className: "ticked" }, box, element("span", {}, ...name.childNodes));
    name.replaceChildren(label);
  });
}
