// What is typed into the form, on the same cases as Python's readers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mendNumber } from "../../generator/niemyet/editing/records_form/document-numbers.js";
import * as readings from "../../generator/niemyet/editing/records_form/readings.js";
import { readPeriods, readTyped, sayValue, showTyped } from "../../generator/niemyet/editing/records_form/values.js";
import { given } from "./given.js";

/** @type {Record<string, (typed: string) => unknown>} */
const READERS = {
  meant_money: readings.meantMoney, meant_time: readings.meantTime, meant_day: readings.meantDay, days_of_month: readings.daysOfMonth,
  meant_count: readings.meantCount, meant_term: readings.meantTerm, meant_degrees: readings.meantDegrees, meant_code: readings.meantCode,
  meant_link: readings.meantLink, meant_phone: readings.meantPhone, meant_email: readings.meantEmail, meant_periods: readings.meantPeriods,
};

for (const [name, cases] of Object.entries(given("readings"))) {
  const read = READERS[name];
  if (!read) continue; // what is chosen in the form and not typed
  test(`${name}: what Python reads, and nothing where Python reads nothing`, () => {
    for (const [typed, meant] of cases) assert.deepEqual(read(typed), typeof meant === "string" ? meant.replaceAll('"', "") : meant, typed);
  });
}

test("the number of a decision is mended as Python mends it", () => {
  for (const [wrong, right] of given("numbers")) assert.equal(mendNumber(wrong), right, wrong);
  assert.equal(mendNumber("60-2014-QH13"), "60/2014/QH13");
});

/** @type {(kind: FormField["kind"]) => FormField} */
const field = (kind) => ({ name: "x", title: "X", kind });

test("a sum is understood in the form in which people know it, or refused with a sentence", () => {
  for (const typed of ["20.000", "20,000", "20 000", "20k", "20 nghìn", " 20000 "]) {
    assert.deepEqual(readTyped(field("money"), typed), { value: "20000", told: "20.000 đồng" }, typed);
  }
  for (const typed of ["-5", "hai mươi", "20.00", "0.5", "2e4"]) assert.ok("fault" in readTyped(field("money"), typed), typed);
});

test("a day is shown with its weekday; one that a month does not have is told with its last", () => {
  assert.deepEqual(readTyped(field("day"), "17/2/2026"), { value: "2026-02-17", told: "thứ ba, 17/02/2026" });
  assert.deepEqual(readTyped(field("day"), "31/02/2026"), { fault: "'31/02/2026' không phải là một ngày: tháng 2/2026 chỉ có 28 ngày" });
});

test("a deadline gives its unit with it; nothing and too much are none", () => {
  assert.deepEqual(readTyped(field("halves"), "7,5 ngày làm việc"), { value: "7.5", told: "7,5", unit: "working_day" });
  assert.ok("fault" in readTyped(field("halves"), "0"));
});

test("what is shown is read as the same again", () => {
  for (const [kind, value] of /** @type {const} */ ([["money", "1250000"], ["day", "2026-11-02"], ["clock", "07:30"], ["halves", "7.5"], ["degrees", "20.87"], ["phone", "1022"]])) {
    const read = readTyped(field(kind), showTyped(field(kind), value));
    assert.equal("value" in read && read.value, value);
  }
  assert.equal(sayValue(field("money"), "20000"), "20.000 đồng");
  assert.deepEqual(readPeriods("8-12"), { fault: "không đọc được giờ '8-12'; viết như 7h30-11h30" });
});
