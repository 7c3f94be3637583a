// What the postings of a journey ask of the reader: each question once under the name of its posting, who pays less once for all.

import { element } from "./page.js";
import { say } from "./words.js";

/** @typedef {import("./journey-sums.js").Task} Task */
/** A question with its options as pairs of value and words. @typedef {{name: string, words: string, options: [string, string][]}} Asked */

const WAIVER = "waiver";
const WAY = "channel"; // both ways are told beside each other

/** What a task is called among the answers: its code and the key of the question. @type {(code: string, key: string) => string} */
const nameOf = (code, key) => (key === WAIVER ? WAIVER : `${code} ${key}`);

/** The questions on which something of these tasks hangs and that the life event itself has not answered. @param {Task[]} tasks @returns {Asked[]} */
export function questionsOf(tasks) {
  /** @type {Map<string, Asked>} */
  const asked = new Map();
  for (const { code, title, settled, page: { tables, questions } } of tasks) {
    const depends = new Set(Object.values(tables).flatMap(({ by }) => by.map(([key]) => key)));
    for (const { key, words, options } of questions) {
      if (key === WAY || key in settled || !depends.has(key)) continue;
      const name = nameOf(code, key);
      const shared = key === WAIVER || tasks.length === 1;
      const known = asked.get(name) ?? { name, words: shared ? words : say("{title}: {question}", { title, question: words }), options: [] };
      asked.set(name, known);
      for (const option of options) if (!known.options.some(([value]) => value === option[0])) known.options.push(option);
    }
  }
  return [...asked.values()].sort((one, other) => Number(one.name === WAIVER) - Number(other.name === WAIVER));
}

/**
 * What was answered for a task, by question.
 * @type {(task: Pick<Task, "code" | "page">, answers: Record<string, string>) => Record<string, string>}
 */
export const answersFor = ({ code, page: { questions } }, answers) => Object.fromEntries(questions
  .map(({ key }) => [key, answers[nameOf(code, key)] ?? ""]).filter(([, value]) => value));

/**
 * Shows the questions; those that stand already stay, so that nobody loses the place.
 * @type {(box: HTMLElement, asked: Asked[], answers: Record<string, string>) => void}
 */
export function askCases(box, asked, answers) {
  const before = new Map([...box.querySelectorAll("fieldset")].map((set) => [set.dataset.asked, set]));
  const sets = asked.map((one) => {
    const stands = JSON.stringify(one);
    return before.get(stands) ?? makeSet(one, stands, answers[one.name] ?? "");
  });
  box.hidden = !sets.length;
  if (sets.some((set, i) => set !== box.children[i]) || box.children.length !== sets.length) box.replaceChildren(...sets);
}

/** @type {(asked: Asked, stands: string, answer: string) => HTMLElement} */
function makeSet({ name, words, options }, stands, answer) {
  const last = [...options.filter(([value]) => value), ...options.filter(([value]) => !value)];
  return element("fieldset", { "data-asked": stands }, element("legend", {}, words), element("div", { className: "picks" },
    ...last.map(([value, label]) => element("label", { className: "pick" },
      element("input", { type: "radio", name, value, checked: value === answer }), element("span", {}, label)))));
}
