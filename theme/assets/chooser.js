// "Your case": papers, fees, deadlines and steps become those of the reader's answers; papers can be ticked. Every answer was
// worked out when the page was made and lies in its tables: here a row is looked up, and only what a reader types is added.

import { answersOf, costOf, countUnits, extrasOf } from "./answers.js";
import { element, memory, sayMoney } from "./page.js";

const COUNTED = /^(trang|tờ|bản)/; // what one may want several of; nobody registers twice
const LISTS = { papers: "[data-papers] > .paper", fees: "#phi ~ .lines > .line", deadlines: "#thoi-han ~ .lines > .line" };

/** Makes the page follow the chooser. `form` is null where nothing has to be asked. */
export function setUpChooser(form) {
  const tables = [...document.querySelectorAll("script[data-answers]")].map((block) => ({ name: block.dataset.answers, table: JSON.parse(block.textContent) }));
  const counts = new Map(); // "due trang" → how many, as typed by the reader
  const summary = element("dl", { className: "chosen", "data-chosen": "", hidden: true });
  const chosen = (key) => form?.elements[key]?.value ?? "";

  function follow() {
    const decided = [...(form?.querySelectorAll("input:checked") ?? [])].some((input) => input.value);
    const settled = !form || [...form.querySelectorAll("fieldset")].every((set) => set.querySelector("input:checked").value || set.querySelector("[name=waiver]"));
    for (const { name, table } of tables) {
      const view = answersOf(table, chosen);
      document.querySelectorAll(LISTS[name]).forEach((line, i) => { line.hidden = !view.show.includes(i); });
      if (name === "fees") offerCounts(view);
      const typed = name === "fees" && view.sum ? addTyped(view, counts) : null;
      const card = document.querySelector(`[data-card=${name}]`);
      if (card) card.textContent = typed?.card ?? view.card;
      show(name, typed?.total ?? (settled || decided ? view.total : ""));
    }
    for (const node of document.querySelectorAll("[data-case], li[data-channel]")) {
      node.hidden = !(agrees(node.dataset.case?.split(" ") ?? []) && (!node.dataset.channel || !chosen("channel") || node.dataset.channel.split(" ").includes(chosen("channel"))));
    }
    repeatCards(decided);
    document.dispatchEvent(new CustomEvent("niemyet:case"));
  }

  /** The cards once more at the foot of the form, where one who has just chosen is looking: they are a screen or two above. */
  function repeatCards(decided) {
    if (!form) return;
    summary.hidden = !decided;
    const cards = [...document.querySelectorAll(".cards__value[data-card]")];
    summary.replaceChildren(...cards.map((card) => element("div", {}, element("dt", {}, card.previousElementSibling.textContent), element("dd", {}, card.textContent))));
  }

  /** Whether something that is for some answers only is for this reader: one of those it names in each question. */
  function agrees(answers) {
    const byQuestion = Map.groupBy ? Map.groupBy(answers, (answer) => answer.split("=")[0]) : group(answers);
    return [...byQuestion].every(([key, named]) => !chosen(key) || named.includes(`${key}=${chosen(key)}`));
  }

  function show(name, text) {
    const total = document.querySelector(`[data-total=${name}]`);
    if (!total) return;
    total.querySelector("[data-said]")?.remove();
    if (text) total.prepend(element("span", { "data-said": "" }, `${text}. `));
    total.hidden = !text && !total.querySelector("label:not([hidden])");
  }

  /** Fields for "how many pages, how many copies" where a fee of this view is counted by them. */
  function offerCounts(view) {
    const total = document.querySelector("[data-total=fees]");
    const units = countUnits(view).filter(({ unit }) => COUNTED.test(unit));
    total?.querySelectorAll("label").forEach((label) => { label.hidden = !units.some(({ key }) => key === label.dataset.count); });
    for (const { key, unit, least } of units) {
      if (counts.has(key)) continue;
      counts.set(key, least);
      const input = element("input", { className: "field field--count", type: "number", min: String(least), max: "999", value: String(least), inputMode: "numeric" });
      input.addEventListener("input", () => { counts.set(key, Math.max(least, Math.min(999, Math.floor(Number(input.value)) || least))); follow(); });
      total?.append(" ", element("label", { className: "labelled labelled--line", "data-count": key }, least ? `Số ${unit} ` : `Số ${unit} xin thêm `, input));
    }
  }

  setUpTicks();
  if (form) {
    form.append(summary);
    form.hidden = false;
    form.addEventListener("change", ({ target }) => {
      follow();
      // The summary comes up, and grows with what it says: it must not lie over what was just pressed.
      const covered = target.closest("label").getBoundingClientRect().bottom - summary.getBoundingClientRect().top;
      if (!summary.hidden && covered > 0) scrollBy(0, covered);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  follow();
}

function group(answers) {
  const groups = new Map();
  for (const answer of answers) groups.set(answer.split("=")[0], [...(groups.get(answer.split("=")[0]) ?? []), answer]);
  return groups;
}

/** What a reader's own numbers make of a view: the sum that is due, and what the extras cost; null where nothing was typed. */
function addTyped(view, counts) {
  const due = costOf(view, counts);
  const extras = extrasOf(view, counts);
  const counted = countUnits(view).some(({ key, unit, least }) => least && COUNTED.test(unit) && counts.get(key) !== undefined);
  if (!extras.length && !counted) return null;
  const said = `Phải nộp: ${sayMoney(due)}${view.sample ? " (số mẫu)" : ""}`;
  if (!extras.length) return { card: view.card, total: `${said}${view.why ?? ""}` };
  const extra = extras.reduce((sum, { cost }) => sum + cost, 0);
  const asked = [...new Set(extras.map(({ number, unit }) => `${number} ${unit}`))].join(", ");
  return { card: view.card, total: `${said}; xin thêm ${asked}: ${sayMoney(extra)}; cộng ${sayMoney(due + extra)}${view.why ?? ""}` };
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
