// What the page states: the hours of the office, the deadlines in sight, the way of filing that was chosen.

import { readMinutes, readSpans } from "./days.js";
import { joinSpans } from "./hours.js";

/** From the table of hours and the list of days. @returns {Office} */
export const readOffice = () => ({ week: readWeek(), exceptions: readExceptions() });

function readWeek() {
  /** @type {Office["week"]} */
  const week = {};
  for (const { dataset: { days = "", hours = "" } } of document.querySelectorAll(".hours tr[data-days]")) {
    for (const day of days.split(" ")) week[day] = joinSpans(readSpans(hours));
  }
  return week;
}

function readExceptions() {
  /** @type {Office["exceptions"]} */
  const exceptions = {};
  for (const { dataset: { day = "", hours = "", reason = "" } } of document.querySelectorAll("li[data-day]")) {
    const before = exceptions[day] ?? { spans: [], reason };
    exceptions[day] = { spans: joinSpans([...before.spans, ...readSpans(hours)]), reason: before.reason };
  }
  return exceptions;
}

/** The deadlines in sight, also those that nobody knows (null): who may fall under one of them must not be promised another's day. */
export function readDeadlines() {
  return [...document.querySelectorAll("[data-lines=deadlines] > .line")].filter((line) => !line.hidden).map((line) => ({
    label: [line.querySelector(".line__value"), ...line.querySelectorAll(".tag")].map((node) => node.textContent.trim()).join(" – "),
    deadline: readDeadline(line.dataset),
  }));
}

/** @param {DOMStringMap} dataset @returns {Deadline | null} */
function readDeadline({ until, amount, unit }) {
  if (until) return { until: readMinutes(until) };
  return amount ? { amount: Number(amount), unit: /** @type {DeadlineUnit} */ (unit) } : null;
}

/** The way of filing that was chosen, or "". */
export const chosenChannel = () => document.querySelector("[data-chooser] [name=channel]:checked")?.value ?? "";
