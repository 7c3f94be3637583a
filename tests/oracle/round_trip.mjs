// Reads records as pages and sheets show them from standard input, and writes what the browser's own modules read in them.
import { readFileSync } from "node:fs";
import { readTyped } from "../../generator/niemyet/editing/records_form/values.js";
import { meantDay, meantTime } from "../../generator/niemyet/editing/records_form/readings.js";
import { plainCodes, readSheet } from "../../theme/assets/search-codes.js";
import { readSheetCode } from "../../theme/assets/sheet-code.js";

/** @typedef {{code: string, money: string, time: string, day: string, sheet: string}} Shown */
const shown = /** @type {Shown[]} */ (JSON.parse(readFileSync(0, "utf-8")));
const money = /** @type {FormField} */ ({ name: "x", title: "X", kind: "money" });

process.stdout.write(JSON.stringify(shown.map((one) => {
  const sum = readTyped(money, one.money);
  const sheet = readSheetCode(readSheet(one.sheet));
  return {
    code: plainCodes(one.code), amount: "value" in sum ? sum.value : null, time: meantTime(one.time), day: meantDay(one.day),
    commune: sheet?.commune ?? null, procedure: sheet?.procedure ?? null,
  };
})));
