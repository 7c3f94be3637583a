// The tables of a posting's answers: finding the row of what was chosen, and adding what a reader types (pages, copies).

/**
 * The view of a table for some answers; `chosen` gives the option for a question, "" where it is open.
 * @param {AnswerTable} table @param {(key: string) => string} chosen
 */
export function answersOf(table, chosen) {
  const place = table.by.reduce((at, [key, options]) => at * (options.length + 1) + options.indexOf(chosen(key)) + 1, 0);
  return table.views[table.at[place]];
}

/**
 * Whether what is for some answers only ("case=late") is for one who chose so: one of those it names in each question.
 * @param {string[]} answers @param {(key: string) => string} chosen
 */
export function agrees(answers, chosen) {
  const questions = answers.map((answer) => answer.split("=")[0]);
  return questions.every((key) => !chosen(key) || answers.includes(`${key}=${chosen(key)}`));
}

const SEVERAL = /^(trang|tờ|bản)/; // what one may want several of; nobody registers twice

/** Whether a reader is asked how many of a unit she wants. @param {string} unit */
export const isAskedFor = (unit) => SEVERAL.test(unit);

/**
 * What the charges of a view are counted by: a key, the unit, and the least that one can need. The pages of an extra that nobody can
 * ask for here count nothing.
 * @param {View} view
 */
export function countUnits(view) {
  /** @type {Map<string, CountedUnit>} */
  const units = new Map();
  if (!view.sum) return [];
  /** @type {(use: string, unit: string | undefined, least: number) => void} */
  const add = (use, unit, least) => { if (unit) units.set(`${use} ${unit}`, { key: `${use} ${unit}`, unit, least }); };
  for (const { unit, per } of view.sum.counted) for (const name of [unit, per]) add("due", name, 1);
  for (const { unit, per, amount } of view.optional ?? []) {
    if (amount === null) continue;
    add("optional", per, 0);
    if (!per || isAskedFor(per)) add("optional", unit, per ? 1 : 0);
  }
  return [...units.values()];
}

/**
 * What is due in đồng for the numbers typed: the fixed sum, and every charge for as many as there are.
 * @param {NonNullable<View["sum"]>} sum @param {Counts} counts
 */
export function costOf({ fixed, counted }, counts) {
  return counted.reduce((sum, charge) => sum + chargeOf(charge, (name) => counts.get(`due ${name}`) ?? 1), fixed);
}

/**
 * What may be asked for besides, where a number was typed for it: each charge with its number, its unit and its cost in đồng.
 * @param {View} view @param {Counts} counts
 */
export function extrasOf(view, counts) {
  const extras = (view.optional ?? []).filter((charge) => charge.amount !== null).map((charge) => {
    const unit = charge.per ?? charge.unit;
    return { unit, number: counts.get(`optional ${unit}`) ?? 0, cost: chargeOf(charge, (name) => counts.get(`optional ${name}`) ?? 1) };
  });
  return extras.filter(({ number }) => number);
}

/** @param {Charge} charge @param {(unit: string) => number} numberOf */
function chargeOf({ amount, parts, unit, most, per, off = 0 }, numberOf) {
  const each = parts && unit ? Math.min(addParts(parts, numberOf(unit)), most ?? Infinity) : amount;
  const cost = each * (per ? numberOf(per) : 1);
  return cost - Math.floor(cost * off / 100);
}

/** What some units cost by the steps of a tariff: "1-5:2000 6-:1000". @param {string} parts @param {number} units */
function addParts(parts, units) {
  return parts.split(" ").reduce((sum, part) => {
    const [first, last, each] = part.split(/[-:]/).map(Number);
    return sum + Math.max(0, Math.min(units, last || units) - first + 1) * each;
  }, 0);
}
