// What no row of tests/clock/ can say: offices that never open, days that are only expected, a call without a way of filing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays } from "../../theme/assets/days.js";
import { AHEAD } from "../../theme/assets/hours.js";
import { explainUnknown, openingAt, receive } from "../../theme/assets/opening.js";
import { reckon } from "../../theme/assets/return-date.js";
import { sayStep } from "../../theme/assets/steps.js";

/** @param {Partial<CalendarYear>} parts @returns {CalendarYear} */
const year = (parts = {}) => ({ official: true, off: {}, worked: {}, expected: [], ...parts });
const ALWAYS = { 2026: year(), 2027: year(), 2028: year() };
/** @type {Office} */
const NEVER = { week: {}, exceptions: {} };
const MONDAY = { day: "2026-11-16", minutes: 540 };
/** @type {Deadline} */
const TWO_HOURS = { amount: 2, unit: "working_hour" };

/** Open for an hour on the days named, and never else. @param {Day[]} days @returns {Office} */
const openOn = (...days) => ({ week: {}, exceptions: Object.fromEntries(days.map((day) => [day, { spans: [[540, 600]], reason: "" }])) });

test("an office without hours is closed, and nobody can say when it opens", () => {
  assert.deepEqual(openingAt(MONDAY, NEVER, ALWAYS), { open: false, until: null, next: null, why: [{ kind: "no_hours" }] });
  assert.deepEqual(receive(MONDAY, NEVER, ALWAYS), {
    received: null, steps: [{ kind: "closed", day: MONDAY.day, clock: 540, text: "ngoài giờ làm việc" }, { kind: "no_hours" }],
  });
  assert.deepEqual(reckon(MONDAY, TWO_HOURS, NEVER, ALWAYS).returned, null);
});

test("what is filed is by post only where that is said", () => {
  assert.equal(reckon(MONDAY, TWO_HOURS, openOn(MONDAY.day), ALWAYS).why[0].kind, "received");
  assert.deepEqual(reckon(MONDAY, TWO_HOURS, NEVER, ALWAYS, "post").why[0], { kind: "post" });
  assert.equal(reckon(MONDAY, TWO_HOURS, NEVER, ALWAYS, "online").why[0].kind, "closed");
});

test("hours that never come are not promised", () => {
  const last = addDays(MONDAY.day, AHEAD - 1); // a Monday
  const found = reckon(MONDAY, TWO_HOURS, openOn(MONDAY.day), ALWAYS);
  assert.equal(found.returned, null);
  assert.deepEqual(found.why.at(-1), { kind: "no_hours" });
  assert.deepEqual(reckon(MONDAY, TWO_HOURS, openOn(MONDAY.day, last), ALWAYS).returned, { day: last, minutes: 600 });
  assert.equal(reckon(MONDAY, TWO_HOURS, openOn(MONDAY.day, addDays(last, 1)), ALWAYS).returned, null);
});

test("of a day that is only expected to be off, or worked, it is told what is expected", () => {
  const years = {
    2026: year({ off: { "2026-11-24": "Ngày Văn hóa" }, worked: { "2026-11-21": "2026-11-23" }, expected: ["2026-11-24", "2026-11-21", "2026-11-25"] }),
    2027: year({ official: false, off: { "2027-01-01": "Tết Dương lịch" } }),
  };
  assert.deepEqual(explainUnknown("2026-11-24", years), { kind: "expected", day: "2026-11-24", text: "Ngày Văn hóa" });
  assert.deepEqual(explainUnknown("2026-11-21", years), { kind: "expected", day: "2026-11-21", text: "làm bù" });
  assert.deepEqual(explainUnknown("2026-11-25", years), { kind: "expected", day: "2026-11-25", text: "" });
  assert.deepEqual(explainUnknown("2027-01-01", years), { kind: "not_official", day: "2027-01-01", text: "Tết Dương lịch" });
  const moment = { day: "2026-11-24", minutes: 540 };
  assert.deepEqual(openingAt(moment, NEVER, years), { open: null, until: null, next: null, why: [explainUnknown("2026-11-24", years)] });
  assert.deepEqual(receive(moment, NEVER, years), { received: null, steps: [explainUnknown("2026-11-24", years)] });
});

test("steps that are not told of the cases are said like the others", () => {
  /** @type {[Step, string][]} */
  const steps = [
    [{ kind: "no_hours" }, "Chưa tính được vì chưa có giờ làm việc của nơi tiếp nhận."],
    [{ kind: "expected", day: "2026-11-24", text: "Ngày Văn hóa" },
      "Thứ ba, 24/11/2026: mới là dự kiến (Ngày Văn hóa), chưa có thông báo chính thức nên chưa nói chắc được."],
    [{ kind: "shut", day: "2026-11-24", text: "", opens: null }, "Thứ ba, 24/11/2026, nơi trả kết quả không mở cửa."],
    [{ kind: "shut", day: "2026-11-24", text: "trực", opens: { day: "2026-11-25", minutes: 450 } },
      "Thứ ba, 24/11/2026, nơi trả kết quả không mở cửa (trực); mở lại lúc 07:30, thứ tư, 25/11/2026."],
  ];
  for (const [step, words] of steps) assert.equal(sayStep(step), words);
});
