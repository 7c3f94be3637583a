// Puts questions to the browser's clock: reads {years, questions} as JSON, writes one answer a question.
//
// A question is {office, moment} (is it open?) or {office, filed, deadline, channel} (when is it returned?).

import { readFileSync } from "node:fs";
import { openingAt } from "../../theme/assets/opening.js";
import { reckon } from "../../theme/assets/return-date.js";
import { sayStep } from "../../theme/assets/steps.js";

/** @typedef {{office: Office, moment?: Moment, filed: Moment, deadline: Deadline, channel?: string}} Question */
const { years, questions } = /** @type {{years: Years, questions: Question[]}} */ (JSON.parse(readFileSync(0, "utf8")));
/** @param {Step[]} why */
const write = (why) => why.map((step) => [step.kind, sayStep(step)]);

const answers = questions.map(({ office, moment, filed, deadline, channel }) => {
  if (moment) {
    const { why, ...state } = openingAt(moment, office, years);
    return { ...state, why: write(why) };
  }
  const { why, ...reckoning } = reckon(filed, deadline, office, years, channel);
  return { ...reckoning, why: write(why) };
});
console.log(JSON.stringify(answers));
