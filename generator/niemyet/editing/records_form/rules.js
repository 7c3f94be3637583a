// The rules of a record that need no other file, while it is filled in. Codes and sentences are those of `niemyet check`.

import { group, sayDay } from "./values.js";

const [EARLIEST, LATEST] = ["06:00", "21:00"];
const SMALLEST = 500;

/** @param {Plain | undefined} value @returns {PlainTable} */
const table = (value) => (typeof value === "object" && !Array.isArray(value) ? value : {});
/** @param {Plain | undefined} value @returns {PlainTable[]} */
const tables = (value) => (Array.isArray(value) ? value.map(table) : []);
/** @param {Plain | undefined} value */
const word = (value) => (typeof value === "string" ? value : "");

/** What a record breaks. `today`: YYYY-MM-DD. @param {string} kind @param {PlainTable} record @param {string} today @returns {Broken[]} */
export function checkRecord(kind, record, today) {
  const broken = [...checkLines(record)];
  if (kind === "posting") broken.push(...checkPosting(record, today));
  if (kind === "commune") broken.push(...checkOffice(table(record.office)));
  if (kind === "commune" || kind === "province") broken.push(...checkFeedback(record));
  if (kind === "calendar") broken.push(...checkCalendar(record));
  return broken;
}

/** @param {PlainTable} record @param {string} today @returns {Broken[]} */
function checkPosting(record, today) {
  /** @type {Broken[]} */
  const broken = [];
  const [signed, posted, checked] = [word(table(record.decision).date), word(record.posted), word(record.checked)];
  if (signed && posted && posted < signed) broken.push({ path: ["posted"], rule: "posted-before-decision", values: { value: sayDay(posted), day: sayDay(signed) } });
  if (posted > today) broken.push({ path: ["posted"], rule: "day-in-future", values: { value: sayDay(posted), key: "Ngày niêm yết" } });
  if (checked > today) broken.push({ path: ["checked"], rule: "checked-in-future", values: { value: sayDay(checked) } });
  for (const [key, day] of Object.entries({ checked, withdrawn: word(table(record.withdrawn).from) })) {
    const path = key === "checked" ? [key] : [key, "from"];
    if (day && posted && day < posted) broken.push({ path, rule: "days-out-of-order", values: { value: sayDay(day), day: sayDay(posted) } });
  }
  return broken;
}

/** Deadlines and fees, whatever the kind of record. @param {PlainTable} record @returns {Broken[]} */
function checkLines(record) {
  /** @type {Broken[]} */
  const broken = [];
  for (const key of ["deadlines", "fees", "waivers"]) {
    for (const [n, line] of tables(record[key]).entries()) {
      const [from, until] = [word(line.from), word(line.until)];
      if (from && until && until < from) {
        broken.push({ path: [key, n, "until"], rule: "days-out-of-order", values: { value: sayDay(until), day: sayDay(from) } });
      }
    }
  }
  for (const [n, line] of tables(record.deadlines).entries()) broken.push(...checkDeadline(line, ["deadlines", n]));
  for (const [n, line] of tables(record.fees).entries()) broken.push(...checkFee(line, ["fees", n], record.imported !== undefined));
  return broken;
}

/** @param {PlainTable} line @param {KeyPath} path @returns {Broken[]} */
function checkDeadline(line, path) {
  const given = ["amount", "same_day_until", "undetermined"].filter((key) => line[key] !== undefined);
  if (line.amount !== undefined && line.unit === undefined) {
    return [{ path: [...path, "unit"], rule: "deadline-without-unit", values: { value: word(line.amount).replace(".", ",") } }];
  }
  if (given.length !== 1 || (line.unit !== undefined && line.amount === undefined)) {
    return [{ path: [...path, "amount"], rule: "deadline-without-value", values: {} }];
  }
  const until = word(line.same_day_until);
  return until && (until < EARLIEST || until > LATEST) ? [{ path: [...path, "same_day_until"], rule: "hours-at-night", values: { value: until } }] : [];
}

/** @param {PlainTable} line @param {KeyPath} path @param {boolean} imported @returns {Broken[]} */
function checkFee(line, path, imported) {
  if (["amount", "formula", "set_by", "undetermined"].filter((key) => line[key] !== undefined).length !== 1) {
    return [{ path: [...path, "amount"], rule: "fee-without-value", values: {} }];
  }
  const amount = Number(word(line.amount) || 0);
  const backed = imported || line.basis !== undefined || line.source_text !== undefined || line.sample === "true" || line.kind === "service";
  if (!backed && (amount > 0 || line.formula !== undefined)) return [{ path: [...path, "basis"], rule: "fee-without-basis", values: {} }];
  if (amount > 0 && amount < SMALLEST) {
    return [{ path: [...path, "amount"], rule: "small-amount", values: { value: `${amount}`, thousandfold: group(`${amount * 1000}`) }, warning: true }];
  }
  return [];
}

/** @param {PlainTable} office @returns {Broken[]} */
function checkOffice(office) {
  /** @type {Broken[]} */
  const broken = [];
  for (const key of ["hours", "exceptions"]) {
    for (const [n, line] of tables(office[key]).entries()) {
      const [opens, closes] = [word(line.opens), word(line.closes)];
      if (!opens || !closes) continue;
      const path = ["office", key, n, "opens"];
      if (closes <= opens) broken.push({ path, rule: "hours-out-of-order", values: { value: closes, opens } });
      else if (opens < EARLIEST || closes > LATEST) broken.push({ path, rule: "hours-at-night", values: { value: `${opens}–${closes}` } });
    }
  }
  return broken;
}

/** @param {PlainTable} record @returns {Broken[]} */
const checkFeedback = (record) =>
  tables(record.feedback).flatMap((one, n) =>
    ["url", "phone", "email", "address"].some((key) => one[key] !== undefined)
      ? []
      : [{ path: ["feedback", n, "url"], rule: "feedback-without-address", values: { value: word(one.name) } }],
  );

/** @param {PlainTable} record @returns {Broken[]} */
const checkCalendar = (record) =>
  ["days_off", "worked_days"].flatMap((key) =>
    tables(record[key]).flatMap(({ date }, n) =>
      word(date) && word(record.year) && !word(date).startsWith(`${word(record.year)}-`)
        ? [{ path: [key, n, "date"], rule: "day-of-other-year", values: { value: sayDay(word(date)), year: word(record.year) } }]
        : [],
    ),
  );
