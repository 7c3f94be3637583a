// What several postings come to together: papers that are asked for twice count once, sums are made only of what is certain. Pure.

import { answersOf, costOf, countUnits, isAskedFor } from "./answers.js";

/**
 * What the reader does: `settled` is the case of the procedure that the life event speaks of, by its question, `chosen` that and
 * what the reader has answered.
 * @typedef {{code: string, title: string, settled: Record<string, string>, chosen: Record<string, string>, page: PostingPage}} Task
 */

/** Whether a table asks for the way of filing and has this one. @type {(table: AnswerTable | undefined, channel: string) => boolean} */
export const offers = (table, channel) => table?.by.some(([key, options]) => key === "channel" && options.includes(channel)) ?? false;

/**
 * The view of a table for a way of filing and for what is chosen, everything else open.
 * @type {(table: AnswerTable | undefined, channel: string, chosen: Record<string, string>) => View | null}
 */
export function viewBy(table, channel, chosen) {
  /** @param {string} key */
  const option = (key) => (key !== "channel" ? chosen[key] ?? "" : offers(table, channel) ? channel : "");
  return table ? answersOf(table, option) : null;
}

/**
 * Whether everything but the way of filing is chosen on which a table hangs.
 * @type {(table: AnswerTable | undefined, chosen: Record<string, string>) => boolean}
 */
const isSettled = (table, chosen) => table?.by.every(([key]) => key === "channel" || key in chosen) ?? false;

/**
 * What is due for all of them by a way of filing. `unknown` names those whose sum hangs on more than that: then there is no sum.
 * @type {(tasks: Task[], channel: string) => {amount: number, sample: boolean, unknown: string[]}}
 */
export function sumFees(tasks, channel) {
  const total = { amount: 0, sample: false, unknown: /** @type {string[]} */ ([]) };
  for (const { title, page, chosen } of tasks) {
    const view = viewBy(page.tables.fees, channel, chosen);
    if (!view?.sum || countUnits(view).some(({ unit, least }) => least && isAskedFor(unit))) { total.unknown.push(title); continue; }
    total.amount += costOf(view.sum, new Map());
    total.sample ||= view.sample === true;
  }
  return total;
}

/**
 * The other sums that are due of who pays less, where nobody has said who pays: only of what is certain.
 * @param {Task[]} tasks @param {string} channel @returns {number[]}
 */
export function sumsOfOthers(tasks, channel) {
  if (tasks.some(({ chosen }) => chosen.waiver)) return [];
  const people = new Set(tasks.flatMap(({ page: { tables } }) => tables.fees?.by.find(([key]) => key === "waiver")?.[1] ?? []));
  const { amount } = sumFees(tasks, channel);
  const sums = [...people].map((waiver) => sumFees(tasks.map((task) => ({ ...task, chosen: { ...task.chosen, waiver } })), channel))
    .filter(({ unknown }) => !unknown.length).map((sum) => sum.amount);
  return [...new Set(sums)].filter((sum) => sum !== amount);
}

/**
 * The task that takes longest, and what all take one after the other (0 where that cannot be counted); null where one of them is not
 * known for certain, or where units differ: nobody counts calendar days and working days together.
 * @param {Task[]} tasks @param {string} channel
 */
export function findLongest(tasks, channel) {
  const terms = tasks.map((task) => {
    const lines = viewBy(task.page.tables.deadlines, channel, task.chosen)?.show ?? [];
    return { task, shown: task.page.deadlines.filter(({ place }) => lines.includes(place)) };
  });
  const units = new Set(terms.flatMap(({ shown }) => shown.map(({ unit }) => unit)).filter(Boolean));
  if (units.size > 1 || terms.some(({ shown }) => shown.length !== 1 || Number.isNaN(shown[0].amount))) return null;
  const longest = terms.reduce((most, one) => (one.shown[0].amount > most.shown[0].amount ? one : most));
  return { task: longest.task, unit: [...units][0] ?? "", sum: terms.reduce((sum, { shown }) => sum + shown[0].amount, 0) };
}

/**
 * The papers of all, each once by its name, with what asks for it. `always`: at least one of them asks everybody for it. What the
 * law has replaced is no list to go by.
 * @type {(tasks: Task[], channel: string) => {always: MergedPaper[], sometimes: MergedPaper[]}}
 */
export function mergePapers(tasks, channel) {
  /** @type {Map<string, MergedPaper & {always: boolean}>} */
  const merged = new Map();
  for (const { title, page, chosen } of tasks.filter((task) => !task.page.stale)) {
    const shown = viewBy(page.tables.papers, channel, chosen)?.show ?? [];
    const settled = isSettled(page.tables.papers, chosen);
    for (const { place, name, facts, when: condition, cases } of page.papers) {
      if (!shown.includes(place)) continue;
      const when = [settled ? "" : cases, condition].filter(Boolean).join("; ");
      const key = name.toLocaleLowerCase("vi");
      const paper = merged.get(key) ?? { name, uses: [], always: false };
      merged.set(key, paper);
      const use = paper.uses.find((one) => one.title === title && one.facts === facts && one.when === when);
      if (!use) paper.uses.push({ title, facts, when });
      paper.always ||= !when;
    }
  }
  const all = [...merged.values()];
  return { always: all.filter(({ always }) => always), sometimes: all.filter(({ always }) => !always) };
}

/** Where to go: the counters, each with what is handed in there. @param {Task[]} tasks */
export function findPlaces(tasks) {
  /** @type {Map<string, {counter: string, office: string, titles: string[]}>} */
  const places = new Map();
  for (const { title, page: { counter, office } } of tasks) {
    const place = places.get(counter) ?? { counter, office, titles: [] };
    places.set(counter, place);
    place.titles.push(title);
  }
  return [...places.values()];
}
