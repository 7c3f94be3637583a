// Whether an office is open, when a dossier is received, when its result falls due: the tables of tests/clock/, worked out by
// hand, and Python's steps word for word.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sayMinutes } from "../../theme/assets/days.js";
import { openingAt } from "../../theme/assets/opening.js";
import { reckon } from "../../theme/assets/return-date.js";
import { sayStep } from "../../theme/assets/steps.js";
import { given } from "./given.js";

const years = given("years");
const OPEN = { true: "yes", false: "no", null: "-" };

/** As the tables write it. @param {Due | null} moment */
function write(moment) {
  if (!moment) return "-";
  return moment.minutes === null ? moment.day : `${moment.day}T${sayMinutes(moment.minutes)}`;
}

/** @param {Step[]} why */
const inWords = (why) => why.map((step) => [step.kind, sayStep(step)]);

for (const { id, office, moment, open, until, next, python } of given("openings")) {
  test(`${id}: an office is open when it says so`, () => {
    const { why, ...state } = openingAt(moment, office, years);
    const told = [OPEN[`${state.open}`], state.until === null ? "-" : sayMinutes(state.until), write(state.next)];
    assert.deepEqual(told, [open, until, next]);
    assert.deepEqual({ ...state, why: inWords(why) }, python);
  });
}

for (const { id, office, filed, deadline, channel, reception, returned, python } of given("returns")) {
  test(`${id}: a result falls due when the law says`, () => {
    const { why, ...found } = reckon(filed, deadline, office, years, channel);
    assert.deepEqual([write(found.reception), write(found.returned)], [reception, returned]);
    assert.deepEqual({ ...found, why: inWords(why) }, python);
  });
}
