// "Your case": papers, fees, deadlines and steps become those of the chosen case and way of filing; papers can be
// ticked; totals are counted. Everything is read from the page, which without this script shows all cases at once.

import { element, memory, sayMoney } from "./page.js";

const COUNTED = /^(trang|tờ|bản)/; // what one may want several of; nobody registers twice

const applies = (list, value) => !list || !value || list.split(" ").includes(value);
const shown = (selector, within = document) => [...within.querySelectorAll(selector)].filter((node) => !node.hidden);
const lowerFirst = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);

/** Makes the page follow the chooser. `form` is null where the procedure has neither cases nor ways that differ. */
export function setUpChooser(form) {
  const dependent = document.querySelectorAll("[data-case], [data-channel]");
  const cards = Object.fromEntries([...document.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]));
  const inGeneral = Object.fromEntries(Object.entries(cards).map(([name, card]) => [name, card.textContent]));
  const counts = new Map(); // unit → how many, as typed by the reader

  const chosen = (name) => form?.querySelector(`input[name=${name}]:checked`)?.value ?? "";

  function follow() {
    const [chosenCase, channel] = [chosen("case"), chosen("channel")];
    for (const node of dependent) {
      node.hidden = !(applies(node.dataset.case, chosenCase) && applies(node.dataset.channel, channel));
    }
    const decided = Boolean(chosenCase || channel);
    const settled = !form || [...form.querySelectorAll("fieldset")].every((set) => set.querySelector("input:checked").value);
    const papers = countPapers();
    show("papers", settled || decided ? papers : "");
    if (cards.papers) cards.papers.textContent = decided ? papers : inGeneral.papers;
    const fees = countFees(counts);
    show("fees", fees.text && (settled || decided) ? `Phải nộp: ${lowerFirst(fees.text)}${document.querySelector(".waivers") ? ", trừ người được miễn, giảm" : ""}.` : "");
    if (cards.fees) cards.fees.textContent = decided && fees.text ? fees.text : inGeneral.fees;
    const deadlines = [...new Set(shown("#thoi-han ~ .lines > .line").map((line) => line.querySelector(".line__value").textContent.trim()))];
    if (cards.deadlines) cards.deadlines.textContent = decided && deadlines.length ? deadlines.map((text, i) => (i ? lowerFirst(text) : text)).join(" hoặc ") : inGeneral.deadlines;
    document.dispatchEvent(new CustomEvent("niemyet:case"));
  }

  function show(name, text) {
    const total = document.querySelector(`[data-total=${name}]`);
    if (!total) return;
    total.querySelector("[data-said]")?.remove();
    total.prepend(element("span", { "data-said": "" }, text));
    total.hidden = !text && !total.querySelector("input");
  }

  askForCounts(counts, follow);
  setUpTicks();
  if (form) {
    form.hidden = false;
    form.addEventListener("change", follow);
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  follow();
}

/** How many papers are needed in the case that is shown, and of which kind. */
function countPapers() {
  const kinds = { originals: "bản chính", copies: "bản sao", certified: "bản sao chứng thực" };
  const parts = [];
  for (const [list, verb] of [["submit", "nộp"], ["present", "xuất trình"]]) {
    const papers = shown(`[data-papers=${list}] > .paper`);
    const always = papers.filter((paper) => !("when" in paper.dataset));
    if (!papers.length) continue;
    const numbers = Object.entries(kinds)
      .map(([key, name]) => [always.reduce((sum, paper) => sum + Number(paper.dataset[key] ?? 0), 0), name])
      .filter(([count]) => count).map(([count, name]) => `${count} ${name}`);
    const rest = papers.length - always.length;
    const said = `${verb} ${always.length} loại giấy tờ${list === "submit" && numbers.length ? ` (${numbers.join(", ")})` : ""}`;
    parts.push(always.length ? said + (rest ? `, thêm ${rest} loại nếu có điều kiện kèm theo` : "") : `${verb} ${rest} loại nếu có điều kiện kèm theo`);
  }
  const text = parts.join("; ");
  return text && text[0].toUpperCase() + text.slice(1);
}

/** What one line costs for the counts typed; null where the record has no sum. */
function costOf(line, counts) {
  const { amount, parts, unit, most, per } = line.dataset;
  let cost = null;
  if (amount !== undefined) cost = Number(amount);
  else if (parts) {
    const units = counts.get(unit) ?? 1;
    cost = parts.split(" ").reduce((sum, part) => {
      const [, first, last, each] = part.match(/^(\d+)-(\d*):(\d+)$/);
      return sum + Math.max(0, Math.min(units, last ? Number(last) : units) - Number(first) + 1) * Number(each);
    }, 0);
    if (most) cost = Math.min(cost, Number(most));
  }
  return cost === null ? null : cost * (per ? counts.get(per) ?? 1 : 1);
}

/** The sum of what is shown: fees of one name exclude one another, fees of several names are added. */
function countFees(counts) {
  const byName = new Map();
  for (const line of shown("#phi ~ .lines > .line")) byName.set(line.dataset.name, [...(byName.get(line.dataset.name) ?? []), line]);
  let [least, most, unknown] = [0, 0, 0];
  for (const lines of byName.values()) {
    const costs = lines.map((line) => costOf(line, counts)).filter((cost) => cost !== null);
    unknown += costs.length < lines.length ? 1 : 0;
    if (costs.length) { least += Math.min(...costs); most += Math.max(...costs); }
  }
  if (!byName.size) return { text: "" };
  if (unknown === byName.size) return { text: "Chưa xác định mức thu" };
  const sample = shown("#phi ~ .lines > .line .tag--sample").length ? " (số mẫu)" : "";
  const sum = most === 0 ? "Miễn phí" : least === most ? sayMoney(most) : `Từ ${least === 0 ? "0" : sayMoney(least).replace(" đồng", "")} đến ${sayMoney(most)}`;
  return { text: sum + sample + (unknown ? ", chưa kể khoản chưa xác định" : "") };
}

/** Fields for "how many pages, how many copies" where a fee is counted by them. */
function askForCounts(counts, follow) {
  const total = document.querySelector("[data-total=fees]");
  const units = new Set([...document.querySelectorAll("#phi ~ .lines > .line")].flatMap(({ dataset }) => [dataset.unit, dataset.per])
    .filter((unit) => COUNTED.test(unit ?? "")));
  for (const unit of units) {
    counts.set(unit, 1);
    const input = element("input", { className: "field field--count", type: "number", min: "1", max: "999", value: "1", inputMode: "numeric" });
    input.addEventListener("input", () => { counts.set(unit, Math.max(1, Math.min(999, Math.floor(Number(input.value)) || 1))); follow(); });
    total?.append(" ", element("label", { className: "labelled labelled--line" }, `Số ${unit} `, input));
  }
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
