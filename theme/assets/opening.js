// Whether an office is open at a moment, and when it receives what is filed. Pure. The same as resolve/reception.py.
//
// What is filed while the office is closed is received when it opens next, online too: the receipt decides. Where that
// rests on a day that no official calendar knows, there is no firm moment.

import { firstUnknown, hoursOn, nextOpening } from "./hours.js";
import { isOfficial, offName, standsFor, whyOff } from "./workdays.js";

const LUNCH = "nghỉ trưa";
const OUTSIDE_HOURS = "ngoài giờ làm việc";

/** `open` is null where the day is not known. @type {(moment: Moment, office: Office, years: Years) => Opening} */
export function openingAt(moment, office, years) {
  const today = hoursOn(moment.day, office, years);
  if (!today.known) return { open: null, until: null, next: null, why: [explainUnknown(moment.day, years)] };
  /** @type {Step[]} */
  const why = today.reason ? [{ kind: "today", day: moment.day, text: today.reason }] : [];
  const span = spanAt(today, moment.minutes);
  if (span) return { open: true, until: span[1], next: null, why: [...why, ...explainCounter(moment.day, years)] };
  const next = nextOpening(moment, office, years);
  if (!next) why.push(explainNoOpening(moment.day, office, years));
  return { open: false, until: null, next, why };
}

/** `received` is null where it is not certain. @type {(filed: Moment, office: Office, years: Years) => {received: Moment | null, steps: Step[]}} */
export function receive(filed, office, years) {
  const today = hoursOn(filed.day, office, years);
  if (!today.known) return { received: null, steps: [explainUnknown(filed.day, years)] };
  if (spanAt(today, filed.minutes)) return { received: filed, steps: explainReception(filed, years) };
  /** @type {Step} */
  const closed = { kind: "closed", day: filed.day, clock: filed.minutes, text: whyClosed(today, filed.minutes) };
  const received = nextOpening(filed, office, years);
  if (!received) return { received, steps: [closed, explainNoOpening(filed.day, office, years)] };
  return { received, steps: [closed, ...explainReception(received, years)] };
}

/** Why nothing firm can be said about a day. @type {(day: Day, years: Years) => Step} */
export function explainUnknown(day, years) {
  const text = offName(day, years) || (standsFor(day, years) ? "làm bù" : "");
  return { kind: isOfficial(day, years) ? "expected" : "not_official", day, text };
}

/** @type {(hours: DayHours, minutes: number) => Span | undefined} */
const spanAt = ({ spans }, minutes) => spans.find(([opens, closes]) => opens <= minutes && minutes < closes);

/** @type {(day: Day, years: Years) => Step[]} */
function explainCounter(day, years) {
  const text = whyOff(day, years);
  return text ? [{ kind: "counter", day, text }] : [];
}

/** @type {(moment: Moment, years: Years) => Step[]} */
const explainReception = ({ day, minutes }, years) => [{ kind: "received", day, clock: minutes }, ...explainCounter(day, years)];

/** @type {(hours: DayHours, minutes: number) => string} */
function whyClosed({ spans, reason }, minutes) {
  if (!spans.length) return reason || OUTSIDE_HOURS;
  const between = spans.some(([, closes]) => closes <= minutes) && spans.some(([opens]) => minutes < opens);
  return between ? LUNCH : OUTSIDE_HOURS;
}

/** @type {(day: Day, office: Office, years: Years) => Step} */
function explainNoOpening(day, office, years) {
  const unknown = firstUnknown(day, office, years);
  return unknown ? explainUnknown(unknown, years) : { kind: "no_hours" };
}
