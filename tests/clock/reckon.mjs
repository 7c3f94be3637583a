// Puts questions to the browser's clock: reads {years, questions} as JSON, writes one answer a question.
//
// A question is {office, moment} (is it open?) or {office, filed, deadline, channel} (when is it returned?).

import { readFileSync } from "node:fs";

const assets = process.argv[2];
const { openingAt } = await import(`${assets}/opening.js`);
const { reckon } = await import(`${assets}/return-date.js`);
const { sayStep } = await import(`${assets}/steps.js`);

const { years, questions } = JSON.parse(readFileSync(0, "utf8"));
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
