// Whether an office is open at a moment, and when it receives what is filed. Pure. The same as resolve/reception.py.
//
// What is filed while the office is closed is received when it opens next, online too: the receipt decides. Where that
// rests on a day that no official calendar knows, there is no firm moment.

import { firstUnknown, hoursOn, nextOpening } from "./hours.js";
import { isOfficial, offName, standsFor, whyOff } from "./workdays.js";

const LUNCH = "nghỉ trưa";
const OUTSIDE_HOURS = "ngoài giờ làm việc";

/**
 * @param moment {day, minutes}
 * @returns {open: true, false or null where the day is not known, until: minutes or null, next: {day, minutes} or null,
 *   why: steps as steps.js says them}
 */
export function openingAt(moment, office, years) {
  const today = hoursOn(moment.day, office, years);
  if (!today.known) return { open: null, until: null, next: null, why: [explainUnknown(moment.day, years)] };
  const why = today.reason ? [{ kind: "today", day: moment.day, text: today.reason }] : [];
  const span = spanAt(today, moment.minutes);
  if (span) return { open: true, until: span[1], next: null, why: [...why, ...explainCounter(moment.day, years)] };
  const next = nextOpening(moment, office, years);
  if (!next) why.push(explainNoOpening(moment.day, office, years));
  return { open: false, until: null, next, why };
}

/** @returns {received: {day, minutes} or null where it is not certain, steps} */
export function receive(filed, office, years) {
  const today = hoursOn(filed.day, office, years);
  if (!today.known) return { received: null, steps: [explainUnknown(filed.day, years)] };
  if (spanAt(today, filed.minutes)) return { received: filed, steps: explainReception(filed, years) };
  const closed = { kind: "closed", day: filed.day, clock: filed.minutes, text: whyClosed(today, filed.minutes) };
  const received = nextOpening(filed, office, years);
  if (!received) return { received, steps: [closed, explainNoOpening(filed.day, office, years)] };
  return { received, steps: [closed, ...explainReception(received, years)] };
}

/** Why nothing firm can be said about a day. */
export function explainUnknown(day, years) {
  const text = offName(day, years) || (standsFor(day, years) ? "làm bù" : "");
  return { kind: isOfficial(day, years) ? "expected" : "not_official", day, text };
}

const spanAt = ({ spans }, minutes) => spans.find(([opens, closes]) => opens <= minutes && minutes < closes);

function explainCounter(day, years) {
  const text = whyOff(day, years);
  return text ? [{ kind: "counter", day, text }] : [];
}

const explainReception = ({ day, minutes }, years) => [{ kind: "received", day, clock: minutes }, ...explainCounter(day, years)];

function whyClosed({ spans, reason }, minutes) {
  if (!spans.length) return reason || OUTSIDE_HOURS;
  const between = spans.some(([, closes]) => closes <= minutes) && spans.some(([opens]) => minutes < opens);
  return between ? LUNCH : OUTSIDE_HOURS;
}

function explainNoOpening(day, office, years) {
  const unknown = firstUnknown(day, office, years);
  return unknown ? explainUnknown(unknown, years) : { kind: "no_hours" };
}
