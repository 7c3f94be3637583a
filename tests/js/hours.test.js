// Days, working days and an office's hours, on a small calendar of our own.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as days from "../../theme/assets/days.js";
import { AHEAD, firstUnknown, hoursOn, joinSpans, nextOpening, usualHours, WITHIN_HOLIDAY } from "../../theme/assets/hours.js";
import { isKnown, isOfficial, joinedDayOff, offName, standsFor, WEEKEND, whyOff } from "../../theme/assets/workdays.js";

// 2026-08-31, a Monday, is off; Saturday 22 August is worked for it. 2 September is off, 24 November only expected to be.
/** @type {Years} */
const YEARS = {
  2026: {
    official: true, off: { "2026-08-31": "nghỉ hoán đổi", "2026-09-02": "Quốc khánh", "2026-11-24": "Ngày Văn hóa" },
    worked: { "2026-08-22": "2026-08-31", "2026-08-23": "2026-08-30" }, expected: ["2026-11-24"],
  },
  2027: { official: false, off: { "2027-01-01": "Tết Dương lịch" }, worked: {}, expected: [] },
};
/** @type {Span[]} */
const MONDAY = [[420, 690], [780, 1020]];
/** @type {Office} */
const OFFICE = {
  week: { mon: MONDAY, wed: [[450, 690]], sat: [[450, 660]] },
  exceptions: { "2026-08-17": { spans: [], reason: "mất điện" }, "2026-09-02": { spans: [[480, 540]], reason: "trực" } },
};

test("days count across months and years, and months end on the corresponding day or the last", () => {
  assert.equal(days.addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(days.addDays("2026-03-01", -1), "2026-02-28");
  assert.equal(days.addMonths("2026-01-31", 1), "2026-02-28");
  assert.equal(days.addMonths("2028-01-31", 1), "2028-02-29");
  assert.equal(days.addMonths("2026-11-30", 3), "2027-02-28");
  assert.equal(days.addMonths("2026-05-29", 1), "2026-06-29");
  assert.equal(days.addMonths("2026-12-01", 1), "2027-01-01");
});

test("days and minutes are said in Vietnamese and read back", () => {
  assert.equal(days.sayDay("2026-11-22"), "chủ nhật, 22/11/2026");
  assert.deepEqual(["23", "24", "25", "26", "27", "28"].map((date) => days.sayWeekday(`2026-11-${date}`)),
    ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"]);
  assert.deepEqual(days.WEEKDAYS.map((_, i) => days.WEEKDAYS[days.weekday(`2026-11-${22 + i}`)]), ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);
  assert.equal(days.sayMinutes(450), "07:30");
  assert.equal(days.sayMinutes(0), "00:00");
  assert.equal(days.readMinutes("07:30"), 450);
  assert.deepEqual(days.readSpans("07:30-11:30 13:00-17:00"), [[450, 690], [780, 1020]]);
  assert.deepEqual(days.readSpans(""), []);
});

test("the clock is Việt Nam's wherever the reader is", () => {
  assert.deepEqual(days.clockOf(new Date("2026-11-22T16:59:59Z")), { day: "2026-11-22", minutes: 23 * 60 + 59 });
  assert.deepEqual(days.clockOf(new Date("2026-12-31T17:00:00Z")), { day: "2027-01-01", minutes: 0 });
});

test("a weekend is joined with the Friday or the Monday that is off beside it", () => {
  const joined = (/** @type {Day} */ day) => joinedDayOff(day, YEARS);
  assert.deepEqual(["2026-08-29", "2026-08-30", "2026-08-15", "2026-08-22", "2026-08-31"].map(joined), ["2026-08-31", "2026-08-31", undefined, undefined, undefined]);
  assert.equal(joined("2031-02-01"), undefined, "a year of which there is no calendar");
});

test("a calendar names days off, and what a worked Saturday stands for", () => {
  assert.equal(standsFor("2026-08-22", YEARS), "2026-08-31");
  assert.equal(standsFor("2026-08-21", YEARS), undefined);
  assert.equal(standsFor("2030-08-22", YEARS), undefined);
  assert.equal(offName("2026-09-02", YEARS), "Quốc khánh");
  assert.equal(offName("2026-09-03", YEARS), "");
  assert.equal(offName("2030-09-02", YEARS), "");
  assert.deepEqual(["2026-08-22", "2026-08-29", "2026-08-30", "2026-09-02", "2026-09-03"].map((day) => whyOff(day, YEARS)),
    ["", WEEKEND, WEEKEND, "Quốc khánh", ""]);
  assert.equal(WEEKEND, "nghỉ cuối tuần");
});

test("a worked day is worked whatever else the calendar names it", () => {
  /** @type {Years} */
  const years = { 2026: { official: true, off: { "2026-08-22": "cả hai" }, worked: { "2026-08-22": "2026-08-31" }, expected: [] } };
  assert.equal(offName("2026-08-22", years), "");
  assert.equal(whyOff("2026-08-22", years), "");
});

test("a day is known where its year is official and nothing is only expected of it", () => {
  assert.deepEqual(["2026-11-23", "2026-11-24", "2027-01-04", "2030-01-04"].map((day) => isKnown(day, YEARS)), [true, false, false, false]);
  assert.deepEqual(["2026-11-24", "2027-01-04", "2030-01-04"].map((day) => isOfficial(day, YEARS)), [true, false, false]);
});

test("the hours of a day are those of its exception, its holiday, the day that it stands for, or the week", () => {
  const closed = { spans: [], known: true };
  assert.deepEqual(hoursOn("2026-08-24", OFFICE, YEARS), { spans: MONDAY, known: true, reason: "" });
  assert.deepEqual(hoursOn("2026-08-25", OFFICE, YEARS), { ...closed, reason: "" });
  assert.deepEqual(hoursOn("2026-08-30", OFFICE, YEARS), { ...closed, reason: WEEKEND });
  assert.deepEqual(hoursOn("2026-08-15", OFFICE, YEARS), { spans: [[450, 660]], known: true, reason: "" });
  assert.deepEqual(hoursOn("2026-08-31", OFFICE, YEARS), { ...closed, reason: "nghỉ hoán đổi" });
  assert.deepEqual(hoursOn("2026-08-17", OFFICE, YEARS), { ...closed, reason: "mất điện" });
  assert.deepEqual(usualHours("2026-08-17", OFFICE, YEARS), { spans: MONDAY, known: true, reason: "" });
  assert.deepEqual(hoursOn("2026-09-02", OFFICE, YEARS), { spans: [[480, 540]], known: true, reason: "trực" });
  assert.deepEqual(hoursOn("2027-01-04", OFFICE, YEARS), { spans: MONDAY, known: false, reason: "" });
  assert.deepEqual(hoursOn("2026-11-24", OFFICE, YEARS), { spans: [], known: false, reason: "Ngày Văn hóa" });
});

test("a worked Saturday has the hours of the weekday that it stands for, or where that has none its own", () => {
  assert.deepEqual(hoursOn("2026-08-22", OFFICE, YEARS), { spans: MONDAY, known: true, reason: "làm bù cho ngày 31/08/2026" });
  const closed = { ...OFFICE, week: { sat: OFFICE.week.sat } };
  assert.deepEqual(hoursOn("2026-08-22", closed, YEARS).spans, [[450, 660]]);
  assert.deepEqual(hoursOn("2026-08-23", OFFICE, YEARS), { spans: [], known: true, reason: "làm bù cho ngày 30/08/2026" });
});

test("a counter on Saturdays is closed within a holiday, as far as that is known, unless the office says otherwise", () => {
  const closed = { spans: [], reason: WITHIN_HOLIDAY };
  assert.deepEqual(hoursOn("2026-08-29", OFFICE, YEARS), { ...closed, known: true });
  assert.deepEqual(hoursOn("2027-01-02", OFFICE, YEARS), { ...closed, known: false });
  assert.deepEqual(hoursOn("2026-08-30", { ...OFFICE, week: { sun: MONDAY } }, YEARS), { ...closed, known: true });
  /** @type {{spans: Span[], reason: string}} */
  const open = { spans: [[450, 660]], reason: "" };
  assert.deepEqual(hoursOn("2026-08-29", { ...OFFICE, exceptions: { "2026-08-29": open } }, YEARS), { ...open, known: true });
  /** @type {Years} */
  const years = { 2026: { official: true, off: { "2026-09-04": "nghỉ" }, worked: {}, expected: ["2026-09-04"] } };
  assert.deepEqual(hoursOn("2026-09-05", OFFICE, years), { ...closed, known: false });
});

test("an exception goes before a day that is not known", () => {
  const office = { ...OFFICE, exceptions: { "2027-01-04": { spans: [], reason: "a" } } };
  assert.deepEqual(hoursOn("2027-01-04", office, YEARS), { spans: [], known: true, reason: "a" });
});

test("stretches that touch or overlap are one, in their order, and empty ones are none", () => {
  assert.deepEqual(joinSpans([[780, 1020], [450, 600], [600, 690]]), [[450, 690], [780, 1020]]);
  assert.deepEqual(joinSpans([[450, 700], [480, 500], [690, 720]]), [[450, 720]]);
  assert.deepEqual(joinSpans([[450, 450], [600, 500]]), []);
  assert.deepEqual(joinSpans([[450, 460], [461, 470]]), [[450, 460], [461, 470]]);
  assert.deepEqual(joinSpans([[450, 500], [450, 460]]), [[450, 500]]);
  assert.deepEqual(joinSpans([]), []);
});

test("joining leaves what it is given as it was", () => {
  /** @type {Span[]} */
  const spans = [[600, 690], [450, 600]];
  joinSpans(spans);
  assert.deepEqual(spans, [[600, 690], [450, 600]]);
});

test("an office opens next at the first opening after the moment, never at the moment", () => {
  assert.deepEqual(nextOpening({ day: "2026-08-24", minutes: 419 }, OFFICE, YEARS), { day: "2026-08-24", minutes: 420 });
  assert.deepEqual(nextOpening({ day: "2026-08-24", minutes: 420 }, OFFICE, YEARS), { day: "2026-08-24", minutes: 780 });
  assert.deepEqual(nextOpening({ day: "2026-08-24", minutes: 780 }, OFFICE, YEARS), { day: "2026-08-26", minutes: 450 });
  assert.deepEqual(nextOpening({ day: "2026-08-24", minutes: 0 }, { week: {}, exceptions: {} }, { 2026: YEARS[2026] }), null);
  assert.equal(nextOpening({ day: "2026-12-30", minutes: 700 }, OFFICE, YEARS), null);
});

test("an office that is closed for longer than is looked ahead has no opening", () => {
  const everyDay = { official: true, off: {}, worked: {}, expected: [] };
  const years = { 2026: everyDay, 2027: everyDay, 2028: everyDay };
  /** @type {(day: Day) => Office} */
  const opensOn = (day) => ({ week: {}, exceptions: { [day]: { spans: [[480, 540]], reason: "" } } });
  const start = { day: "2026-01-01", minutes: 0 };
  const last = days.addDays(start.day, AHEAD - 1);
  assert.equal(AHEAD, 400);
  assert.deepEqual(nextOpening(start, opensOn(last), years), { day: last, minutes: 480 });
  assert.equal(nextOpening(start, opensOn(days.addDays(last, 1)), years), null);
  assert.equal(firstUnknown(start.day, opensOn(last), years), null);
  const unknown = { ...years, 2027: { ...everyDay, expected: [last, days.addDays(last, 1)] } };
  assert.equal(firstUnknown(start.day, opensOn("2026-01-01"), unknown), last);
  assert.equal(firstUnknown(start.day, opensOn(last), unknown), null);
  assert.equal(firstUnknown("2026-12-30", OFFICE, YEARS), "2027-01-01");
});
