// The tables of a posting: the row that was chosen, and what a reader types.

import assert from "node:assert/strict";
import { test } from "node:test";
import { agrees, answersOf, costOf, countUnits, extrasOf } from "../../theme/assets/answers.js";
import { given } from "./given.js";

for (const { id, table, chosen, pages, copies, due, outdated } of given("fees")) {
  if (outdated) continue; // nothing is reckoned of what the law has replaced
  test(`${id}: what is due is what was worked out by hand`, () => {
    const { sum } = answersOf(table, (key) => chosen[key] ?? "");
    const counts = new Map(Object.entries({ "due trang": pages, "due bản sao": copies }));
    assert.equal(sum ? costOf(sum, counts) : null, due);
  });
}

test("most of the cases are of sums that are known", () => {
  assert.ok(given("fees").filter(({ due, outdated }) => due !== null && !outdated).length > 80);
});

/** @param {Partial<View>} parts @returns {View} */
const view = (parts) => ({ card: "", total: "", show: [], ...parts });

test("the row of a table is found by the options chosen, an open question comes first", () => {
  const views = [0, 1, 2, 3, 4, 5].map((n) => view({ card: String(n) }));
  /** @type {AnswerTable} */
  const table = { by: [["case", ["late"]], ["channel", ["online", "post"]]], at: [5, 4, 3, 2, 1, 0], views };
  /** @type {[chosen: Record<string, string>, card: string][]} */
  const rows = [
    [{}, "5"], [{ channel: "online" }, "4"], [{ channel: "post" }, "3"],
    [{ case: "late" }, "2"], [{ case: "late", channel: "online" }, "1"], [{ case: "late", channel: "post" }, "0"],
  ];
  for (const [chosen, card] of rows) assert.equal(answersOf(table, (key) => chosen[key] ?? "").card, card);
  assert.equal(answersOf({ by: [], at: [0], views }, () => "").card, "0");
});

test("what is for some answers is for those who chose one of them in each question, or have not answered", () => {
  /** @type {(answers: string[], chosen: Record<string, string>) => boolean} */
  const isFor = (answers, chosen) => agrees(answers, (key) => chosen[key] ?? "");
  const answers = ["case=late", "case=again", "child=yes"];
  assert.equal(isFor(answers, {}), true);
  assert.equal(isFor(answers, { case: "again" }), true);
  assert.equal(isFor(answers, { case: "on-time" }), false);
  assert.equal(isFor(answers, { case: "late", child: "no" }), false);
  assert.equal(isFor(answers, { case: "late", child: "yes" }), true);
  assert.equal(isFor(answers, { other: "no" }), true);
  assert.equal(isFor([], { case: "late" }), true);
});

test("a charge for each costs as much as there are; one where nothing was typed", () => {
  const sum = { fixed: 500, counted: [{ amount: 2000, per: "trang" }, { amount: 100, per: "bản sao" }] };
  assert.equal(costOf(sum, new Map()), 500 + 2000 + 100);
  assert.equal(costOf(sum, new Map([["due trang", 3], ["optional bản sao", 9]])), 500 + 6000 + 100);
  assert.equal(costOf({ fixed: 700, counted: [] }, new Map()), 700);
});

test("a tariff costs by its steps, and never more than its most", () => {
  /** @type {(units: number, most?: number) => number} */
  const cost = (units, most) => costOf({ fixed: 0, counted: [{ amount: 0, parts: "1-2:2000 3-5:1500 6-:1000", unit: "trang", most }] }, new Map([["due trang", units]]));
  assert.deepEqual([1, 2, 3, 5, 6, 8].map((units) => cost(units)), [2000, 4000, 5500, 8500, 9500, 11500]);
  assert.deepEqual([1, 6, 8].map((units) => cost(units, 9000)), [2000, 9000, 9000]);
});

test("a tariff for each of something is paid for each, and a part that is off is rounded to the payer's loss of no đồng", () => {
  const charge = { amount: 0, parts: "1-:1001", unit: "trang", per: "bản sao", off: 50 };
  assert.equal(costOf({ fixed: 0, counted: [charge] }, new Map([["due trang", 1], ["due bản sao", 3]])), 3003 - 1501);
  assert.equal(costOf({ fixed: 0, counted: [{ amount: 8000, off: 100 }] }, new Map()), 0);
});

test("what may be asked for besides costs where a number was typed, and what is not known is not reckoned", () => {
  const optional = [{ amount: 8000, per: "bản sao" }, { amount: null, per: "trang" }, { amount: 0, parts: "1-2:2000 3-:1000", unit: "tờ" }];
  const asked = view({ optional });
  assert.deepEqual(extrasOf(asked, new Map()), []);
  assert.deepEqual(extrasOf(asked, new Map([["optional bản sao", 2], ["due tờ", 4], ["optional trang", 1]])), [{ unit: "bản sao", number: 2, cost: 16000 }]);
  assert.deepEqual(extrasOf(asked, new Map([["optional tờ", 3], ["optional bản sao", 0]])), [{ unit: "tờ", number: 3, cost: 5000 }]);
  assert.deepEqual(extrasOf(view({}), new Map([["optional bản sao", 2]])), []);
});

test("a page asks for the numbers by which its charges are counted: one at least of what is due, none of what is optional", () => {
  const sum = { fixed: 0, counted: [{ amount: 0, parts: "1-:1000", unit: "trang", per: "bản sao" }, { amount: 5 }] };
  assert.deepEqual(countUnits(view({ sum })), [{ key: "due trang", unit: "trang", least: 1 }, { key: "due bản sao", unit: "bản sao", least: 1 }]);
  const optional = [{ amount: 8000, per: "bản sao" }, { amount: 0, parts: "1-:1", unit: "tờ" }, { amount: 1, unit: "trang", per: "bản" }, { amount: null, per: "lần" }];
  assert.deepEqual(countUnits(view({ sum: { fixed: 0, counted: [] }, optional })), [
    { key: "optional bản sao", unit: "bản sao", least: 0 }, { key: "optional tờ", unit: "tờ", least: 0 },
    { key: "optional bản", unit: "bản", least: 0 }, { key: "optional trang", unit: "trang", least: 1 },
  ]);
  const unasked = [{ amount: 0, parts: "1-:1", unit: "trang", per: "giấy" }]; // nobody is asked how many of these she wants
  assert.deepEqual(countUnits(view({ sum: { fixed: 0, counted: [] }, optional: unasked })).map(({ key }) => key), ["optional giấy"]);
  assert.deepEqual(countUnits(view({ optional })), []); // without a sum there is nothing to add to
});
