// The tables of a posting's answers: finding the row of what was chosen, and adding what a reader types (pages, copies).

/** The view of a table for some answers; `chosen` gives the option for a question, "" where it is open. */
export function answersOf(table, chosen) {
  const place = table.by.reduce((at, [key, options]) => at * (options.length + 1) + options.indexOf(chosen(key)) + 1, 0);
  return table.views[table.at[place]];
}

/** What the charges of a view are counted by: a key, the unit, and the least that one can need. */
export function countUnits(view) {
  const units = new Map();
  if (!view.sum) return [];
  for (const { unit, per } of view.sum.counted) for (const name of [unit, per]) if (name) units.set(`due ${name}`, { key: `due ${name}`, unit: name, least: 1 });
  for (const { unit, per, amount } of view.optional ?? []) {
    if (amount === null) continue;
    if (per) units.set(`optional ${per}`, { key: `optional ${per}`, unit: per, least: 0 });
    if (unit) units.set(`optional ${unit}`, { key: `optional ${unit}`, unit, least: per ? 1 : 0 });
  }
  return [...units.values()];
}

/** What is due in đồng for the numbers typed: the fixed sum, and every charge for as many as there are. */
export function costOf(view, counts) {
  return view.sum.counted.reduce((sum, charge) => sum + chargeOf(charge, (name) => counts.get(`due ${name}`) ?? 1), view.sum.fixed);
}

/** What may be asked for besides, where a number was typed for it: each charge with its number, its unit and its cost in đồng. */
export function extrasOf(view, counts) {
  const extras = (view.optional ?? []).filter(({ amount }) => amount !== null).map((charge) => {
    const unit = charge.per ?? charge.unit;
    return { unit, number: counts.get(`optional ${unit}`) ?? 0, cost: chargeOf(charge, (name) => counts.get(`optional ${name}`) ?? 1) };
  });
  return extras.filter(({ number }) => number);
}

function chargeOf({ amount, parts, unit, most, per, off }, numberOf) {
  let cost = amount;
  if (parts) {
    const units = numberOf(unit);
    cost = parts.split(" ").reduce((sum, part) => {
      const [, first, last, each] = part.match(/^(\d+)-(\d*):(\d+)$/);
      return sum + Math.max(0, Math.min(units, last ? Number(last) : units) - Number(first) + 1) * Number(each);
    }, 0);
    if (most !== undefined) cost = Math.min(cost, most);
  }
  cost *= per ? numberOf(per) : 1;
  return cost - Math.floor(cost * (off ?? 0) / 100);
}
