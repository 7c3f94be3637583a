// Who is planned to receive today, from the tables of the page. The same as law/duty.py.

import { clockOf, readSpans, sayDay, sayMinutes, weekday, WEEKDAYS } from "./days.js";
import { hoursOn } from "./hours.js";
import { fetchYears } from "./page.js";
import { readOffice } from "./stated.js";
import { say } from "./words.js";
import { standsFor } from "./workdays.js";

/** The parts of the opening within a shift's hours; a shift without hours has all. @type {(spans: Span[], shift: Span[]) => Span[]} */
export const cutSpans = (spans, shift) => !shift.length ? spans : spans.flatMap(([opens, closes]) => shift.flatMap(([from, until]) => {
  const [first, last] = [Math.max(opens, from), Math.min(closes, until)];
  return first < last ? [/** @type {Span} */ ([first, last])] : [];
}));

/**
 * Everybody's turns on a day. `plan` is the roster, `opening` the hours of the day, `as` the day whose shifts it has.
 * @type {(day: Day, plan: DutyPlan, opening: Span[], as: Day) => DutyTurn[]}
 */
export function turnsOn(day, plan, opening, as) {
  /** @param {{from: Day, until: Day}} one */
  const holds = (one) => one.from <= day && day <= one.until;
  const shifts = (plan.periods.find(holds) ?? [plan.week].find(holds))?.shifts ?? [];
  return shifts.flatMap((shift) => {
    const spans = cutSpans(opening, shift.hours);
    if (!spans.length || (shift.days.length && !shift.days.includes(WEEKDAYS[weekday(as)]))) return [];
    const away = plan.absences.find((one) => holds(one) && one.role === shift.role && (!one.name || one.name === shift.name));
    const who = away ? away.instead || shift.instead : shift.who;
    return who ? [{ counters: shift.counters, who, spans, instead: Boolean(away) }] : [];
  });
}

/** @param {Span[]} spans */
const saySpans = (spans) => spans.map(([opens, closes]) => `${sayMinutes(opens)}–${sayMinutes(closes)}`).join(", ");

/** @param {HTMLTableElement} table */
const readShifts = (table) => [...table.tBodies[0].rows].map(({ dataset: { role = "", name = "", days = "", hours = "" }, cells }) => ({
  role, name, days: days.split(" ").filter(Boolean), hours: readSpans(hours),
  counters: cells[0].textContent, who: cells[1].textContent, instead: cells[3].dataset.nobody === undefined ? cells[3].textContent : "",
}));

/** @param {HTMLElement} node @returns {DutyDays} */
const readDays = ({ dataset: { from = "", until = "" } }) => ({ from, until });

/** @param {HTMLElement} box @returns {DutyPlan} */
function readPlan(box) {
  const around = /** @type {HTMLElement} */ (box.parentElement);
  /** @param {HTMLTableElement} table */
  const read = (table) => ({ ...readDays(table), shifts: readShifts(table) });
  const [week, ...periods] = [...around.querySelectorAll("table.duty")].map((table) => read(/** @type {HTMLTableElement} */ (table)));
  const absences = [...around.querySelectorAll("li[data-away]")].map((line) => ({
    ...readDays(line), role: line.dataset.away ?? "", name: line.dataset.name ?? "",
    instead: line.dataset.said ? line.querySelector("[data-instead]")?.textContent ?? "" : "",
  }));
  return { week, periods, absences };
}

/** Fills the box with today's turns. @param {HTMLElement} box */
export async function setUpDuty(box) {
  let years;
  try { years = await fetchYears(box.dataset.duty ?? ""); } catch { return; } // without the calendar a holiday would be told wrong
  const { day: today } = clockOf(new Date());
  const office = readOffice();
  const { spans, known, reason } = hoursOn(today, office, years);
  if (!known) return; // nobody knows whether the office opens today
  const heading = document.createElement("p");
  const turns = turnsOn(today, readPlan(box), spans, standsFor(today, years) ?? today);
  heading.textContent = say("Hôm nay, {day}", { day: sayDay(today) }) + ": "
    + (spans.length ? saySpans(spans) : say("nơi tiếp nhận đóng cửa") + (reason ? ` (${say(reason)}).` : "."));
  const list = document.createElement("ul");
  for (const turn of turns) {
    const item = document.createElement("li");
    const hours = saySpans(turn.spans) === saySpans(spans) ? "" : `, ${saySpans(turn.spans)}`;
    item.textContent = `${turn.counters}: ${turn.who}${turn.instead ? say(" (người thay)") : ""}${hours}`;
    list.append(item);
  }
  box.replaceChildren(heading, ...(turns.length ? [list] : []));
  box.hidden = false;
}
