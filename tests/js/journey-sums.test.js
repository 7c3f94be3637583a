// What several postings come to: a paper counts once, a sum is made only where every part is certain.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answersFor, questionsOf } from "../../theme/assets/journey-cases.js";
import { findLongest, findPlaces, mergePapers, offers, sumFees, sumsOfOthers } from "../../theme/assets/journey-sums.js";

/** @type {(views: View[], options?: string[]) => AnswerTable} */
const table = (views, options = ["in_person", "online"]) => ({ by: [["channel", options]], at: [0, ...views.map((_, i) => i)].slice(0, options.length + 1), views });
/** @param {number} fixed */
const due = (fixed) => ({ card: `${fixed}`, total: "", show: [], sum: { fixed, counted: [] } });
const open = { card: "tùy trường hợp", total: "", show: [] };
/** @type {(show: number[]) => View} */
const showing = (show) => ({ card: "", total: "", show });
/** @type {(place: number, name: string, more?: Partial<PostedPaper>) => PostedPaper} */
const paper = (place, name, more = {}) => ({ place, name, facts: "1 bản chính", when: "", cases: "", ...more });
/** @type {(title: string, fees: View[], papers: PostedPaper[], counter?: string) => import("../../theme/assets/journey-sums.js").Task} */
const task = (title, fees, papers, counter = "Quầy số 3") => ({ code: title, title, settled: {}, chosen: {}, page: {
  tables: { fees: table(fees), papers: table([showing(papers.map(({ place }) => place)), showing([])]) }, papers, counter, office: "Trung tâm",
  questions: [], deadlines: [], hours: [], stale: false,
} });

const STAY = task("Thường trú", [due(20000), due(10000)], [paper(0, "Tờ khai CT01"), paper(1, "Giấy tờ về chỗ ở", { when: "Không tra cứu được" })]);
const SPLIT = task("Tách hộ", [due(10000), due(5000)], [paper(0, "tờ khai CT01"), paper(1, "Quyết định ly hôn", { when: "Đã ly hôn" })]);

test("sums by the way of filing, of what is certain only", () => {
  assert.deepEqual(sumFees([STAY, SPLIT], "in_person"), { amount: 30000, sample: false, unknown: [] });
  assert.deepEqual(sumFees([STAY, SPLIT], "online"), { amount: 15000, sample: false, unknown: [] });
  const unsure = task("Khai sinh", [open, open], []);
  assert.deepEqual(sumFees([STAY, unsure], "in_person").unknown, ["Khai sinh"]);
  const counted = { ...due(0), sum: { fixed: 0, counted: [{ amount: 2000, per: "trang" }] } };
  assert.deepEqual(sumFees([task("Bản sao", [counted, counted], [])], "in_person").unknown, ["Bản sao"], "nobody has said how many pages");
  const once = { ...due(0), sum: { fixed: 0, counted: [{ amount: 20000, per: "lần đăng ký" }] }, sample: true };
  assert.deepEqual(sumFees([task("Tạm trú", [once, once], [])], "in_person"), { amount: 20000, sample: true, unknown: [] }, "nobody registers twice");
});

test("a paper that two of them ask for stands once, with both; what is for some only is told apart", () => {
  const { always, sometimes } = mergePapers([STAY, SPLIT], "in_person");
  assert.deepEqual(always.map(({ name, uses }) => [name, uses.map(({ title }) => title)]), [["Tờ khai CT01", ["Thường trú", "Tách hộ"]]]);
  assert.deepEqual(sometimes.map(({ name }) => name), ["Giấy tờ về chỗ ở", "Quyết định ly hôn"]);
  assert.deepEqual(mergePapers([STAY], "online").always, [], "what is not shown for a way of filing is not asked for");
});

test("papers that the law has replaced are none to bring", () => {
  const replaced = { ...SPLIT, page: { ...SPLIT.page, stale: true } };
  const { always, sometimes } = mergePapers([STAY, replaced], "in_person");
  assert.deepEqual(always.map(({ uses }) => uses.map(({ title }) => title)), [["Thường trú"]]);
  assert.deepEqual(sometimes.map(({ name }) => name), ["Giấy tờ về chỗ ở"]);
});

test("one counter for all is one place to go", () => {
  assert.deepEqual(findPlaces([STAY, SPLIT]).map(({ counter, titles }) => [counter, titles]), [["Quầy số 3", ["Thường trú", "Tách hộ"]]]);
  assert.equal(findPlaces([STAY, task("Khai sinh", [open], [], "Quầy số 1")]).length, 2);
});

test("the case of which the life event speaks is chosen: its fee is certain, and so are its papers", () => {
  /** @type {AnswerTable} */
  const fees = { by: [["case", ["household", "list"]]], at: [0, 1, 2], views: [open, due(15000), due(10000)] };
  const papers = { ...fees, views: [showing([0, 1]), showing([0]), showing([1])] };
  const both = { page: { tables: { fees, papers }, papers: [paper(0, "Tờ khai CT01", { cases: "Trường hợp riêng" }), paper(1, "Danh sách", { cases: "Trường hợp riêng" })], questions: [], deadlines: [], hours: [], stale: false, counter: "", office: "" } };
  const unknown = { code: "1.004194", title: "Tạm trú", settled: {}, chosen: {}, ...both };
  assert.deepEqual([sumFees([unknown], "in_person").unknown, mergePapers([unknown], "in_person").always], [["Tạm trú"], []]);
  const known = { ...unknown, chosen: { case: "household" } };
  assert.equal(sumFees([known], "in_person").amount, 15000);
  assert.deepEqual(mergePapers([known], "in_person").always.map(({ name }) => name), ["Tờ khai CT01"]);
});

/**
 * A posting that asks when, and knows who pays less.
 * @type {(code: string, fees: number[], days: number) => import("../../theme/assets/journey-sums.js").Task}
 */
const asking = (code, [late, poor], days) => ({ code, title: code, settled: {}, chosen: {}, page: {
  tables: {
    fees: { by: [["case", ["on-time", "late"]], ["waiver", ["Hộ nghèo"]]], at: [0, 0, 1, 1, 2, 3], views: [open, due(0), due(late), due(poor)] },
    deadlines: { by: [], at: [0], views: [showing([0])] },
  },
  questions: [
    { key: "case", words: "Khi nào?", options: [["on-time", "Trong 60 ngày"], ["late", "Hơn 60 ngày"], ["", "Chưa rõ"]] },
    { key: "waiver", words: "Ai?", options: [["none", "Không"], ["Hộ nghèo", "Hộ nghèo"], ["", "Chưa rõ"]] },
    { key: "channel", words: "Nộp thế nào?", options: [["online", "Trực tuyến"]] },
  ],
  papers: [], deadlines: [{ place: 0, amount: days, unit: days ? "working_day" : "" }], counter: "", office: "", hours: [], stale: false,
} });

test("what a sum hangs on is asked once, who pays less for all together, and the answers make the sum", () => {
  const tasks = [asking("A", [8000, 0], 3), asking("B", [5000, 0], 0)];
  assert.deepEqual(questionsOf(tasks).map(({ name, words }) => [name, words]), [["A case", "A: Khi nào?"], ["B case", "B: Khi nào?"], ["waiver", "Ai?"]]);
  assert.deepEqual(questionsOf([{ ...tasks[0], settled: { case: "late" } }]).map(({ words }) => words), ["Ai?"], "what the life event says is not asked");
  assert.deepEqual(sumFees(tasks, "in_person").unknown, ["A", "B"]);
  /** @param {Record<string, string>} answers */
  const answered = (answers) => tasks.map((one) => ({ ...one, chosen: answersFor(one, answers) }));
  const late = { "A case": "late", "B case": "late" };
  assert.equal(sumFees(answered(late), "in_person").amount, 13000);
  assert.deepEqual(sumsOfOthers(answered(late), "in_person"), [0], "and nothing of a poor household");
  assert.deepEqual(sumsOfOthers(answered({ ...late, waiver: "none" }), "in_person"), [], "nobody doubts who has said so");
  assert.equal(sumFees(answered({ ...late, waiver: "Hộ nghèo" }), "in_person").amount, 0);
});

test("the longest of several times, and all one after the other; none where one is not known or counted in other days", () => {
  const longest = findLongest([asking("A", [0, 0], 3), asking("B", [0, 0], 0), asking("C", [0, 0], 5)], "in_person");
  assert.deepEqual([longest?.task.code, longest?.unit, longest?.sum], ["C", "working_day", 8]);
  const unknown = asking("D", [0, 0], NaN);
  assert.equal(findLongest([asking("A", [0, 0], 3), unknown], "in_person"), null);
  const calendar = asking("E", [0, 0], 3);
  calendar.page.deadlines[0].unit = "day";
  assert.equal(findLongest([asking("A", [0, 0], 3), calendar], "in_person"), null);
});

test("a paper that one procedure asks for in two cases names both, and one that it lists twice stands once", () => {
  const photo = task("Thường trú", [due(0)], [
    paper(0, "Ảnh", { when: "Trẻ em" }), paper(1, "Ảnh", { when: "Trẻ em" }), paper(2, "Ảnh", { when: "Người già", cases: "Đăng ký lần đầu" }),
    paper(3, "Ảnh", { when: "Trẻ em", facts: "2 bản sao" }),
  ]);
  photo.page.tables.papers = { by: [["case", ["first"]]], at: [0, 0], views: [showing([0, 1, 2, 3])] };
  const [{ uses }] = mergePapers([photo], "in_person").sometimes;
  assert.deepEqual(uses.map(({ facts, when }) => [facts, when]), [["1 bản chính", "Trẻ em"], ["1 bản chính", "Đăng ký lần đầu; Người già"], ["2 bản sao", "Trẻ em"]]);
});

test("a posting without papers, fees or times asks for none, has no sum and no longest", () => {
  const bare = { ...STAY, page: { ...STAY.page, tables: {} } };
  assert.deepEqual(mergePapers([bare], "in_person"), { always: [], sometimes: [] });
  assert.deepEqual(sumFees([bare], "in_person").unknown, ["Thường trú"]);
  assert.deepEqual(sumsOfOthers([bare], "in_person"), []);
  assert.equal(findLongest([bare], "in_person"), null);
});

test("a way of filing is offered where it is asked for as one", () => {
  assert.ok(offers(table([open, open]), "online"));
  assert.ok(!offers(table([open, open]), "post"));
  assert.ok(!offers({ by: [["case", ["online"]]], at: [0, 0], views: [open] }, "online"), "a case of that name");
  assert.ok(!offers(undefined, "online"));
});

test("of two that take as long the first is named", () => {
  assert.equal(findLongest([asking("A", [0, 0], 3), asking("B", [0, 0], 3)], "in_person")?.task.code, "A");
});

test("papers are certain when all is chosen but the way of filing, and not when half of it is", () => {
  const one = task("Tạm trú", [due(0)], [paper(0, "Tờ khai", { cases: "Trường hợp riêng" })]);
  one.page.tables.papers = { by: [["case", ["own"]], ["channel", ["online"]]], at: [0, 0, 0, 0], views: [showing([0])] };
  assert.deepEqual(mergePapers([{ ...one, chosen: { case: "own" } }], "online").always.map(({ name }) => name), ["Tờ khai"]);
  assert.deepEqual(mergePapers([one], "online").always, []);
});

test("of several times that of the case is counted", () => {
  const one = asking("A", [0, 0], 3);
  one.page.deadlines.push({ place: 1, amount: 9, unit: "working_day" });
  assert.equal(findLongest([one], "in_person")?.sum, 3);
});
