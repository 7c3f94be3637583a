// When the result of what is filed falls due. Pure. The same as resolve/return_day.py, which names the law; both are held to
// the cases in tests/clock/ and to each other.

import { addDays, addMonths } from "./days.js";
import { AHEAD, hoursOn, nextOpening, usualHours } from "./hours.js";
import { explainUnknown, receive } from "./opening.js";
import { isKnown, whyOff } from "./workdays.js";

/**
 * `reception` is null where it is not certain, `returned` where no day is firm.
 * @param {Moment} filed when the office gets the dossier, where it comes by post @param {Deadline} deadline
 * @param {Office} office @param {Years} years @param {string} channel
 * @returns {{reception: Moment | null, returned: Due | null, why: Step[]}}
 */
export function reckon(filed, deadline, office, years, channel = "") {
  const { received, steps } = receive(filed, office, years);
  /** @type {Step[]} */
  const before = channel === "post" ? [{ kind: "post" }] : [];
  if (!received) return { reception: null, returned: null, why: [...before, ...steps] };
  const counting = new Counting(received, office, years);
  const returned = counting.count(deadline);
  return { reception: received, returned, why: [...before, ...steps, ...counting.steps] };
}

/** @type {(day: Day | null) => Due | null} */
const dayOf = (day) => (day ? { day, minutes: null } : null);

/** One count from a reception; collects its steps. Days are null where they are not known. */
class Counting {
  /** @type {Step[]} */
  steps = [];

  /** @param {Moment} received @param {Office} office @param {Years} years */
  constructor(received, office, years) {
    this.received = received;
    this.first = received.day;
    this.office = office;
    this.years = years;
  }

  /** @param {Deadline} deadline */
  count(deadline) {
    const returned = this.countBy(deadline);
    if (returned) this.tellShut(returned.day);
    return returned;
  }

  /** @param {Deadline} deadline */
  countBy(deadline) {
    if ("until" in deadline) return dayOf(this.countSameDay(deadline.until));
    const { amount, unit } = deadline;
    if (unit === "working_hour") return this.countMinutes(60 * amount);
    this.steps.push({ kind: "first_day" });
    if (unit === "working_day") return this.countWorkingDays(amount);
    return unit === "day" ? this.countDays(amount) : dayOf(this.countMonths(amount));
  }

  /** Whether offices work on a day, told as a step where they do not; null where it is not known. @param {Day} day */
  works(day) {
    if (!isKnown(day, this.years)) {
      this.steps.push(explainUnknown(day, this.years));
      return null;
    }
    const text = whyOff(day, this.years);
    if (text) this.steps.push({ kind: "off", day, text });
    return !text;
  }

  /** @param {Day} day */
  nextWorkingDay(day) {
    for (;;) {
      day = addDays(day, 1);
      const works = this.works(day);
      if (works === null) return null;
      if (works) return day;
    }
  }

  /** @param {number} until */
  countSameDay(until) {
    if (!isKnown(this.first, this.years)) {
      this.steps.push(explainUnknown(this.first, this.years));
      return null;
    }
    if (whyOff(this.first, this.years)) {
      this.steps.push({ kind: "next_working_day" });
      return this.nextWorkingDay(this.first);
    }
    const late = this.received.minutes > until;
    this.steps.push({ kind: late ? "after_limit" : "same_day", clock: until });
    return late ? this.nextWorkingDay(this.first) : this.first;
  }

  /** @param {number} amount */
  countWorkingDays(amount) {
    /** @type {Day | null} */
    let day = this.first;
    const whole = Math.floor(amount);
    for (let count = 0; count < whole && day; count++) day = this.nextWorkingDay(day);
    if (!day) return null;
    if (whole) this.steps.push({ kind: "counted", day, count: whole });
    if (whole === amount) return dayOf(day);
    const half = this.nextWorkingDay(day);
    return half ? this.endHalfDay(half) : null;
  }

  /** @param {number} amount */
  countDays(amount) {
    const last = addDays(this.first, Math.ceil(amount));
    const due = this.move(last);
    return due === last && !Number.isInteger(amount) ? this.endHalfDay(last) : dayOf(due);
  }

  /** @param {number} amount */
  countMonths(amount) {
    const last = addMonths(this.first, amount);
    if (last.slice(8) !== this.first.slice(8)) this.steps.push({ kind: "no_such_day" });
    return this.move(last);
  }

  /** The last day of a deadline, or the working day to which it moves. @param {Day} last */
  move(last) {
    this.steps.push({ kind: "last_day", day: last });
    if (!isKnown(last, this.years)) {
      this.steps.push(explainUnknown(last, this.years));
      return null;
    }
    const text = whyOff(last, this.years);
    if (!text) return last;
    this.steps.push({ kind: "moved", day: last, text });
    return this.nextWorkingDay(last);
  }

  /** The end of the morning of a working day by the week's hours: of the day's first half where there is no break. @param {Day} day */
  endHalfDay(day) {
    const { spans } = usualHours(day, this.office, this.years);
    if (!spans.length) return dayOf(day);
    const minutes = spans.length > 1 ? spans[0][1] : Math.floor((spans[0][0] + spans[0][1]) / 2);
    this.steps.push({ kind: "half_day", day, clock: minutes });
    return { day, minutes };
  }

  /** @param {number} left */
  countMinutes(left) {
    for (let i = 0; i < AHEAD; i++) {
      const day = addDays(this.first, i);
      const works = this.works(day);
      if (works === null) return null;
      for (const [opens, closes] of works ? hoursOn(day, this.office, this.years).spans : []) {
        const start = i === 0 ? Math.max(opens, this.received.minutes) : opens;
        const length = Math.min(left, closes - start);
        if (length <= 0) continue;
        this.steps.push({ kind: "stretch", day, clock: start, until: start + length, count: length });
        left -= length;
        if (!left) return { day, minutes: start + length };
      }
    }
    this.steps.push({ kind: "no_hours" });
    return null;
  }

  /** That the office is closed on the day of return, and when it opens again. @param {Day} day */
  tellShut(day) {
    const { spans, known, reason } = hoursOn(day, this.office, this.years);
    if (!known || spans.length) return;
    const opens = nextOpening({ day, minutes: 0 }, this.office, this.years);
    this.steps.push({ kind: "shut", day, text: reason, opens });
  }
}
