// What a journey says of its postings: of each, of all together, and of their papers as a list to tick.

import { findLongest, findPlaces, mergePapers, offers, sumFees, sumsOfOthers, viewBy } from "./journey-sums.js";
import { element, sayMoney } from "./page.js";
import { many, say } from "./words.js";

/** @typedef {import("./journey-sums.js").Task} Task */

const [HERE, ONLINE] = ["in_person", "online"];

/** Fee, time and counter of one posting. @param {Task} task */
export function describeTask({ page: { tables, counter }, chosen }) {
  const [fees, deadlines] = [cardOf(tables.fees, HERE, chosen), cardOf(tables.deadlines, HERE, chosen)];
  const online = sayOnline(tables.fees, chosen);
  const rows = [[say("Nộp tiền"), online && online !== fees ? say("{here}; qua mạng: {online}", { here: fees, online }) : fees],
    [say("Chờ"), deadlines], [say("Đến"), counter]];
  return element("dl", { className: "trio" }, ...rows.filter(([, words]) => words)
    .flatMap(([label, words]) => [element("dt", {}, label), element("dd", {}, words)]));
}

/** @type {(table: AnswerTable | undefined, chosen: Record<string, string>) => string} */
const sayOnline = (table, chosen) => (offers(table, ONLINE) ? cardOf(table, ONLINE, chosen) : "");

/**
 * What a table says; while nobody has said who pays, both sums.
 * @type {(table: AnswerTable | undefined, channel: string, chosen: Record<string, string>) => string}
 */
function cardOf(table, channel, chosen) {
  const view = viewBy(table, channel, chosen);
  return (chosen.waiver ? undefined : view?.unsure?.[0]) ?? view?.card ?? "";
}

/** The totals. @type {(whole: HTMLElement, tasks: Task[]) => void} */
export function describeWhole(whole, tasks) {
  const told = { papers: tellPapers(tasks), fees: tellFees(tasks), times: tellTimes(tasks), places: tellPlaces(tasks) };
  for (const [key, [value, note]] of Object.entries(told)) {
    const line = whole.querySelector(`[data-total=${key}]`);
    const [first, second] = [line?.querySelector(".whole__value"), line?.querySelector(".whole__note")];
    if (first && first.textContent !== value) first.textContent = value;
    if (second && second.textContent !== note) second.textContent = note;
  }
}

/** @type {(tasks: Task[]) => [value: string, note: string]} */
function tellPapers(tasks) {
  const { always, sometimes } = mergePapers(tasks, HERE);
  const stale = sayStale(tasks);
  if (stale.length === tasks.length) return [stale[0][1], ""];
  const names = [...always.map(({ name }) => name), ...stale.map((said) => said.join(": "))].join("; ");
  if (!always.length) return [say("Tùy trường hợp"), say("Xem danh sách giấy tờ bên dưới.")];
  return [sometimes.length || stale.length ? many("Từ {number} giấy tờ", always.length) : many("{number} giấy tờ", always.length), names];
}

/** What is said of the papers that the law has replaced, with whose they are. @param {Task[]} tasks */
const sayStale = (tasks) => tasks.filter(({ page }) => page.stale).map(({ title, page, chosen }) => [title, cardOf(page.tables.papers, HERE, chosen)]);

/** @type {(tasks: Task[]) => [value: string, note: string]} */
function tellFees(tasks) {
  if (tasks.length === 1) {
    const { page: { tables: { fees } }, chosen } = tasks[0];
    const [card, online] = [cardOf(fees, HERE, chosen), sayOnline(fees, chosen)];
    return [card, online && online !== card ? say("Qua mạng: {sum}", { sum: online }) : ""];
  }
  const [here, online] = [sumFees(tasks, HERE), sumFees(tasks, ONLINE)];
  if (here.unknown.length) return [say("Chưa cộng được"), say("Còn tùy trường hợp: {names}. Trả lời các câu hỏi về việc ấy, hoặc xem trang của việc ấy.", { names: here.unknown.join("; ") })];
  const both = !online.unknown.length && online.amount !== here.amount;
  return [sayDue(here, tasks, HERE), both ? say("Qua mạng: {sum}", { sum: sayDue(online, tasks, ONLINE) }) : ""];
}

/** A sum, and the others if nobody has said who pays. @type {(total: Due, tasks: Task[], channel: string) => string} */
function sayDue(total, tasks, channel) {
  const others = sumsOfOthers(tasks, channel);
  const less = others.map(sayMoney).join(say(" hoặc "));
  return others.length ? say("{sum}, hoặc {less} nếu thuộc diện miễn, giảm", { sum: saySum(total), less }) : saySum(total);
}

/** @typedef {{amount: number, sample: boolean}} Due */
/** @param {Due} total */
const saySum = ({ amount, sample }) => (amount ? sayMoney(amount) : say("Không phải nộp tiền")) + (sample ? say(" (số mẫu)") : "");

/**
 * The longest time, for steps may be filed together; and what they take one after the other.
 * @type {(tasks: Task[]) => [value: string, note: string]}
 */
function tellTimes(tasks) {
  const times = tasks.map(({ title, page, chosen }) => ({ title, time: cardOf(page.tables.deadlines, HERE, chosen) }));
  if (times.length === 1) return [times[0].time, ""];
  const each = new Set(times.map(({ time }) => time)).size === 1 ? say("Mỗi việc {time}", { time: times[0].time }) : times.map(({ title, time }) => `${title}: ${time}`).join("; ");
  const longest = findLongest(tasks, HERE);
  if (!longest) return [say("Mỗi việc một thời hạn"), each];
  const { task, unit, sum } = longest;
  return [say("Lâu nhất: {time}", { time: cardOf(task.page.tables.deadlines, HERE, task.chosen) }), [saySequence(sum, unit), each].filter(Boolean).join(". ")];
}

/** What several take one after the other, in whole days. @type {(sum: number, unit: string) => string} */
function saySequence(sum, unit) {
  if (!sum || sum % 1) return "";
  if (unit === "working_day") return many("Làm lần lượt từng việc: {number} ngày làm việc", sum);
  return unit === "day" ? many("Làm lần lượt từng việc: {number} ngày", sum) : "";
}

/** @type {(tasks: Task[]) => [value: string, note: string]} */
function tellPlaces(tasks) {
  const places = findPlaces(tasks);
  if (places.length > 1) return [many("{number} quầy", places.length), places.map(({ counter, titles }) => `${counter}: ${titles.join(", ")}`).join("; ")];
  const [{ counter, office }] = places;
  return [counter, tasks.length > 1 ? say("{office}. Cùng một quầy: việc nào không cần kết quả của việc trước thì nộp luôn một lần.", { office }) : office];
}

/** The papers, each once, as a list to tick and to print. @type {(section: HTMLElement, tasks: Task[], ticked: Set<string>, keep: () => void) => void} */
export function listPapers(section, tasks, ticked, keep) {
  const { always, sometimes } = mergePapers(tasks, HERE);
  const several = tasks.length > 1;
  /** @param {MergedPaper} paper */
  const item = ({ name, uses }) => {
    const box = element("input", { type: "checkbox", className: "tick", checked: ticked.has(name) });
    box.addEventListener("change", () => { if (box.checked) ticked.add(name); else ticked.delete(name); keep(); });
    const said = uses.map(({ title, facts, when }) => [several ? title : "", facts, when].filter(Boolean).join(", "));
    return element("li", { className: "paper" }, element("label", { className: "ticked" }, box,
      element("span", {}, element("b", {}, name), element("span", { className: "paper__use" }, said.join("; ")))));
  };
  const replaced = sayStale(tasks).map(([title, said]) => element("li", { className: "paper" }, element("b", {}, title), element("span", { className: "paper__use" }, said)));
  section.querySelector("[data-papers-always]")?.replaceChildren(...always.map(item), ...replaced);
  const more = section.querySelector("[data-papers-more]");
  if (!more) return;
  more.hidden = !sometimes.length;
  more.querySelector("ul")?.replaceChildren(...sometimes.map(item));
}
