// Reads tables and questions from standard input, answers them with the site's own module, and writes what it says.
import { readFileSync } from "node:fs";
import { answersOf, costOf, countUnits, extrasOf } from "../../theme/assets/answers.js";

/** @typedef {{chosen: Record<string, string>, counts: Record<string, number>[]}} Row */
const asked = /** @type {{table: AnswerTable, rows: Row[]}[]} */ (JSON.parse(readFileSync(0, "utf-8")));

const answers = asked.map(({ table, rows }) => rows.map(({ chosen, counts }) => {
  const view = answersOf(table, (key) => chosen[key] ?? "");
  const units = countUnits(view).map(({ key }) => key);
  const typed = counts.map((numbers) => new Map(Object.entries(numbers)));
  return { view, units, costs: typed.map((numbers) => view.sum ? costOf(view.sum, numbers) : null), extras: typed.map((numbers) => extrasOf(view, numbers)) };
}));
process.stdout.write(JSON.stringify(answers));
