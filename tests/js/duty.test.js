// Whose turn it is on a day, as the page's tables state the roster. The days and roles are those of tests/test_duty.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cutSpans, turnsOn } from "../../theme/assets/duty.js";

/** @type {Span[]} */
const DAY = [[450, 690], [780, 1020]];
/** @type {(role: string, more?: object) => DutyShift} */
const shift = (role, more = {}) => ({ role, name: "", days: [], hours: [], counters: "Một", who: role, instead: "", ...more });
/** @type {(shifts: DutyShift[], more?: object) => DutyPlan} */
const plan = (shifts, more = {}) => ({ week: { from: "2026-11-01", until: "9999-12-31", shifts }, periods: [], absences: [], ...more });
/** @type {(day: Day, of: DutyPlan, as?: Day) => string[]} */
const who = (day, of, as = day) => turnsOn(day, of, DAY, as).map((turn) => turn.who);

test("a shift has the hours of the day that lie within its own", () => {
  assert.deepEqual(cutSpans(DAY, [[540, 1439]]), [[540, 690], [780, 1020]]);
  assert.deepEqual(cutSpans(DAY, [[0, 690]]), [[450, 690]]);
  assert.deepEqual(cutSpans(DAY, [[690, 780]]), []);
  assert.deepEqual(cutSpans(DAY, []), DAY);
});

test("a day has the shifts of its weekday, of the day that it stands for, or of a period", () => {
  const of = plan([shift("A", { days: ["mon"] }), shift("B", { days: ["sat"] })],
    { periods: [{ from: "2026-11-27", until: "2026-11-27", shifts: [shift("C")] }] });
  assert.deepEqual(who("2026-11-23", of), ["A"]);
  assert.deepEqual(who("2026-11-28", of, "2026-11-30"), ["A"]);
  assert.deepEqual(who("2026-11-21", of), ["B"]);
  assert.deepEqual(who("2026-11-27", of), ["C"]);
  assert.deepEqual(who("2026-10-30", of), []);
  assert.deepEqual(turnsOn("2026-11-23", of, [], "2026-11-23"), []);
});

test("who is away is replaced by whom the absence names, else the shift, else nobody", () => {
  const away = { role: "A", name: "", from: "2026-11-23", until: "2026-11-25", instead: "" };
  assert.deepEqual(who("2026-11-23", plan([shift("A", { instead: "C" })], { absences: [away] })), ["C"]);
  assert.deepEqual(who("2026-11-23", plan([shift("A", { instead: "C" })], { absences: [{ ...away, instead: "D" }] })), ["D"]);
  assert.deepEqual(who("2026-11-23", plan([shift("A")], { absences: [away] })), []);
  assert.deepEqual(who("2026-11-27", plan([shift("A")], { absences: [away] })), ["A"]);
  assert.deepEqual(who("2026-11-23", plan([shift("A")], { absences: [{ ...away, name: "Mẫu" }] })), ["A"]);
});
