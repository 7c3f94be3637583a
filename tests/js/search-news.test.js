// Articles are found by the words of their bodies, from files of some kilobytes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NewsSearch, together, wordsOfNews } from "../../theme/assets/search-news.js";
import { DATA } from "./small-country.js";

/** Article 0 has "kiem" in its title and "tra" in its body, 1 both in its lead, 2 only "kiem". @type {Record<string, unknown>} */
const FILES = {
  "2026-11/muc": { articles: 3, keys: ["ki", "tr"] },
  "2026-11/tu-ki": { kiem: [3, 6, 9], kien: [9] },
  "2026-11/tu-tr": { tra: [1, 6] },
  "2026-11/bai-0": [["2026/a", "Kiểm", "20/11/2026"], ["2026/b", "Hai", "19/11/2026"], ["2026/c", "Ba", "18/11/2026"]],
  "2026-10/muc": { articles: 1, keys: ["th"] },
};

/** @param {string[]} months */
function open(months) {
  /** @type {string[]} */
  const asked = [];
  const search = new NewsSearch((name) => { asked.push(name); return Promise.resolve(FILES[name]); }, months);
  return { asked, search };
}

test("every word must be there, and who says it before the body comes first", async () => {
  const { search } = open(["2026-11", "2026-10"]);
  assert.deepEqual((await search.find([["kiem"], ["tra"]], false)).map(({ path }) => path), ["2026/b", "2026/a"]);
  assert.deepEqual((await search.find([["kiem"]], false)).map(({ path, said }) => [path, said]), [["2026/a", true], ["2026/b", false], ["2026/c", false]]);
});

test("a word that is still being typed finds what begins so", async () => {
  const { search } = open(["2026-11"]);
  assert.deepEqual((await search.find([["kie"]], true)).map(({ path }) => path), ["2026/a", "2026/b", "2026/c"]);
  assert.deepEqual(await search.find([["kie"]], false), []);
});

test("no file is fetched in which no word can stand", async () => {
  const { asked, search } = open(["2026-11", "2026-10"]);
  assert.deepEqual(await search.find([["xyz"]], false), []);
  assert.deepEqual(asked, ["2026-11/muc", "2026-10/muc"]);
  const other = open(["2026-11"]);
  assert.deepEqual(await other.search.find([["kiem"], ["xyz"]], false), []);
  assert.deepEqual(other.asked, ["2026-11/muc"], "nor those of the other words");
  assert.deepEqual(await search.find([], false), []);
});

test("no older month is asked for when twenty are found", async () => {
  for (const [each, months] of [[9, 4], [10, 2]]) {
    /** @type {Set<string>} */
    const asked = new Set();
    /** @type {Record<string, unknown>} */
    const files = { muc: { keys: ["ki"] }, "tu-ki": { kiem: Array.from({ length: each }, (_, n) => 4 * n + 3) }, "bai-0": Array(each).fill(["a", "Kiểm", ""]) };
    const fetched = (/** @type {string} */ name) => { asked.add(name.slice(0, 7)); return Promise.resolve(files[name.slice(8)]); };
    const found = await new NewsSearch(fetched, ["2026-11", "2026-10", "2026-09", "2026-08"]).find([["kiem"]], false);
    assert.deepEqual([found.length, asked.size], [20, months]);
  }
});

test("one query goes back three years", async () => {
  const { asked, search } = open(Array(40).fill("2026-10"));
  assert.deepEqual(await search.find([["xyz"]], false), []);
  assert.equal(asked.length, 36);
});

test("what only surrounds a question is not looked for, and Telex is read", () => {
  assert.deepEqual(wordsOfNews("tin kiểm tra", DATA.asides), [["kiem"], ["tra"]]);
  assert.deepEqual(wordsOfNews("tin", DATA.asides), [["tin"]]);
  assert.deepEqual(wordsOfNews("1.001193", DATA.asides), [["1"], ["001193"]]);
  assert.deepEqual(wordsOfNews("kieerm tra", DATA.asides)[0].includes("kiem"), true);
});

test("the latest of equals comes first", () => {
  assert.deepEqual(together([new Map([[5, 1], [2, 1], [9, 2]])]).map(({ place }) => place), [9, 2, 5]);
});

test("only the last word may be unfinished, and it finds what begins so alone", async () => {
  const { search } = open(["2026-11"]);
  assert.deepEqual(await search.find([["kie"], ["tra"]], true), []);
  assert.deepEqual(await search.find([["kien"]], true), [{ path: "2026/c", title: "Ba", date: "18/11/2026", said: false }]);
});

test("an article behind the first 32 of its month is in their next file; forty words at most are what an unfinished one may become", async () => {
  const names = Array.from({ length: 41 }, (_, n) => `kie${n}`);
  const words = Object.fromEntries(names.map((name, n) => [`${name}x`, [4 * (40 - n) + 2]])); // the last of the words is of the latest article
  const titles = names.map((_, place) => [`2026/${place}`, "", ""]);
  /** @type {Record<string, unknown>} */
  const files = { "2026-11/muc": { keys: ["ki"] }, "2026-11/tu-ki": words, "2026-11/bai-0": titles.slice(0, 32), "2026-11/bai-1": titles.slice(32) };
  const search = new NewsSearch((name) => Promise.resolve(files[name]), ["2026-11"]);
  assert.deepEqual((await search.find([["kie0x"]], false)).map(({ path }) => path), ["2026/40"]);
  assert.deepEqual((await search.find([["kie8x"]], false)).map(({ path }) => path), ["2026/32"]);
  assert.equal((await search.find([["kie"]], true))[0].path, "2026/1");
});
