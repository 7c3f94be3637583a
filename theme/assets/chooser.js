// "Your case": the answer, papers, fees, deadlines and steps become those of the reader's answers; papers can be ticked. Every answer
// was worked out when the page was made and lies in its tables: here a row is looked up, and only what a reader types is added.

import { agrees, answersOf, costOf, countUnits, extrasOf, isAskedFor } from "./answers.js";
import { element, memory, sayMoney } from "./page.js";
import { say } from "./words.js";

const VIETNAMESE = /[ăâđêôơư\u1ea0-\u1ef9]/i; // names of records that have none in the page's language
/** @type {Record<TableName, string>} */
const LISTS = { papers: ".paper", fees: "[data-lines=fees] > .line", deadlines: "[data-lines=deadlines] > .line" };

/** Makes the page follow the chooser. @param {HTMLFormElement} form */
export function setUpChooser(form) {
  setUpTicks();
  new Chooser(form).setUp();
}

/** What is shown of a view. @typedef {Pick<View, "card" | "note" | "total">} Said */

class Chooser {
  /** @type {Counts} as typed by the reader */
  counts = new Map();

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.tables = [...document.querySelectorAll("script[data-answers]")].map((block) => ({
      name: /** @type {TableName} */ (block.dataset.answers), table: /** @type {AnswerTable} */ (JSON.parse(block.textContent)),
    }));
  }

  setUp() {
    const { form } = this;
    form.addEventListener("change", () => this.follow());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => {
      for (const input of form.querySelectorAll("input[type=number]")) this.count(input.name, input.min, Number(input.min));
      this.follow();
    }));
    this.follow();
    form.hidden = !form.querySelector("fieldset, [data-count]");
  }

  /** The option that was chosen for a question, or "". @param {string} key */
  chosen(key) {
    const inputs = this.form.elements.namedItem(key);
    return inputs && "value" in inputs ? String(inputs.value) : "";
  }

  follow() {
    for (const { name, table } of this.tables) this.followTable(name, answersOf(table, (key) => this.chosen(key)));
    for (const node of document.querySelectorAll("[data-case], li[data-channel]")) node.hidden = !this.concerns(node.dataset);
    this.form.querySelector("[type=reset]").hidden = !this.changed();
    this.askOnBar();
    const body = document.querySelector(".posting__body");
    body?.classList.toggle("posting__body--settled", this.settled());
    body?.classList.toggle("posting__body--way", Boolean(this.chosen("channel")));
    gather();
    document.dispatchEvent(new CustomEvent("niemyet:case"));
  }

  /** Whether anything is chosen that was not when the page was opened. */
  changed() { return [...this.form.querySelectorAll("input:checked")].some(({ checked, defaultChecked }) => checked !== defaultChecked); }

  /** Whether every question but who pays less is answered. */
  settled() { return !this.open("waiver"); }

  /** The first question that is not answered, but for these. @param {string[]} others */
  open(...others) {
    const open = [...this.form.querySelectorAll("fieldset")].map((set) => set.querySelector("input:checked"));
    return open.find((input) => input && !input.value && !others.includes(input.name))?.closest("fieldset");
  }

  /** The bar of a phone asks for the case, in a line, before it tells what is only a range. */
  askOnBar() {
    const bar = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-bar]"));
    const [line, asked] = [bar.querySelector("[data-ask]"), this.open("waiver", "channel")?.querySelector("legend")?.textContent ?? ""];
    if (line) line.textContent = asked;
    bar.classList.toggle("bar--asks", Boolean(asked));
    bar.href = asked ? `#${this.form.id}` : "#tra-loi";
  }

  /** @param {TableName} name @param {View} view */
  followTable(name, view) {
    document.querySelectorAll(LISTS[name]).forEach((line, i) => { line.hidden = !view.show.includes(Number(line.dataset.line ?? i)); });
    if (name === "fees") this.offerCounts(view);
    const { card, note, total } = name === "fees" ? this.sayFees(view) : view;
    write(`[data-card=${name}]`, card);
    if (note !== undefined) write(`[data-note=${name}]`, note);
    if (total !== undefined) write(`[data-total=${name}]`, total);
  }

  /** The words on the fees: for what was typed; for who has not said whether a waiver is theirs, both sums. @param {View} view @returns {Said} */
  sayFees(view) {
    const { card, note, total, unsure } = view;
    const typed = addTyped(view, this.counts);
    const open = this.chosen("waiver") ? undefined : unsure;
    if (!typed) return open ? { card: open[0], note, total: open[1] } : { card, note, total };
    return { note, ...typed, card: open ? typed.card + say(", nếu không thuộc diện miễn, giảm") : typed.card };
  }

  /** Whether something is for this reader: one of the answers that it names in each question, and the way of filing. @param {DOMStringMap} dataset */
  concerns({ case: cases = "", channel }) {
    const way = this.chosen("channel");
    if (channel && way && !channel.split(" ").includes(way)) return false;
    return agrees(cases.split(" ").filter(Boolean), (key) => this.chosen(key));
  }

  /** Fields for "how many pages, how many copies" where a fee of this view is counted by them. @param {View} view */
  offerCounts(view) {
    const place = this.form.querySelector("[data-counts]");
    const units = countUnits(view).filter(({ unit }) => isAskedFor(unit));
    place.querySelectorAll("label").forEach((label) => { label.hidden = !units.some(({ key }) => key === label.dataset.count); });
    for (const { key, unit, least } of units) {
      if (this.counts.has(key)) continue;
      this.counts.set(key, least);
      const said = say(least ? "Số {unit}" : "Số {unit} xin thêm", { unit: view.units?.[unit] ?? unit });
      place.append(element("label", { className: "labelled labelled--line", "data-count": key }, said, " ", this.makeField(key, least)));
    }
  }

  /** @param {string} key @param {number} least */
  makeField(key, least) {
    const input = element("input", {
      className: "field field--count", type: "number", name: key, min: String(least), max: "999", defaultValue: String(least), inputMode: "numeric",
    });
    input.addEventListener("input", () => {
      this.count(key, input.value, least);
      this.follow();
    });
    return input;
  }

  /** @param {string} key @param {string} typed @param {number} least */
  count(key, typed, least) { this.counts.set(key, Math.max(least, Math.min(999, Math.floor(Number(typed)) || least))); }
}

/** Puts words where they belong; where there are none, nothing is shown. @param {string} selector @param {string} words */
function write(selector, words) {
  const node = document.querySelector(selector);
  if (!node) return;
  if (node.textContent !== words) {
    node.textContent = words;
    const { lang } = document.documentElement;
    node.lang = lang !== "vi" && VIETNAMESE.test(words.replaceAll("đồng", "")) ? "vi" : lang;
  }
  node.hidden = !words;
}

/** Groups of papers of which none is left are not shown; the row of those for certain circumstances names the circumstances. */
function gather() {
  for (const group of document.querySelectorAll("[data-group]")) {
    const left = [...group.querySelectorAll(".paper")].filter(({ hidden }) => !hidden);
    group.hidden = !left.length;
    const what = group.querySelector(":scope > .more .more__what");
    if (what?.querySelector("[lang]")) what.lang = "vi";
    if (what) what.textContent = [...new Set(left.map(({ dataset }) => dataset.when))].join(" · ");
  }
}

/**
 * What a reader's own numbers make of a view: the sum that is due, and what the extras cost; null where nothing was typed.
 * @param {View} view @param {Counts} counts @returns {Said | null}
 */
function addTyped(view, counts) {
  if (!view.sum) return null;
  const extras = extrasOf(view, counts);
  const counted = countUnits(view).some(({ key, unit, least }) => least && isAskedFor(unit) && counts.get(key) !== undefined);
  if (!extras.length && !counted) return null;
  const due = costOf(view.sum, counts);
  const sample = view.sample ? say(" (số mẫu)") : "";
  const said = say("Phải nộp: {sum}", { sum: sayMoney(due) + sample });
  if (!extras.length) return { card: sayMoney(due) + sample, total: `${said}${view.why ?? ""}.` };
  const extra = extras.reduce((sum, { cost }) => sum + cost, 0);
  const each = extras.map(({ number, unit = "" }) => say("{n} {unit}", { n: number, unit: view.units?.[unit] ?? unit }));
  const asked = [...new Set(each)].join(", ");
  const total = say("{due}; xin thêm {asked}: {extra}; cộng {sum}", { due: said, asked, extra: sayMoney(extra), sum: sayMoney(due + extra) });
  const note = say("Lệ phí, phí {due}; xin thêm {asked} {extra}", { due: sayMoney(due), asked, extra: sayMoney(extra) });
  return { card: sayMoney(due + extra) + sample, note, total: `${total}${view.why ?? ""}.` };
}

/** A box to tick on every paper, remembered for this page on this device. */
function setUpTicks() {
  const key = `ticks:${location.pathname}`;
  const ticked = new Set(memory.read(key).split(" ").filter(Boolean));
  for (const paper of document.querySelectorAll(".paper")) {
    const number = paper.dataset.line ?? "";
    const name = paper.querySelector(".paper__name");
    const box = element("input", { type: "checkbox", className: "tick", checked: ticked.has(number) });
    box.addEventListener("change", () => {
      if (box.checked) ticked.add(number); else ticked.delete(number);
      memory.write(key, [...ticked].join(" "));
    });
    const label = element("label", { className: "ticked" }, box, element("span", {}, ...name.childNodes));
    name.replaceChildren(label);
  }
}
