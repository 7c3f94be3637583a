// Which place is meant by a name, by what is said before it, and the files in which it stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SearchIndex } from "../../theme/assets/search-index.js";
import { PlaceIndex } from "../../theme/assets/search-places.js";
import { understand } from "../../theme/assets/search-query.js";
import { DATA } from "./small-country.js";

/** @param {string} query */
function qualityOf(query) {
  const words = new SearchIndex(DATA);
  return new PlaceIndex(DATA, words).find(understand(query, words))[0]?.quality ?? 0;
}

test("what is said to be a province is no commune of that name, whatever was said of a province before it", () => {
  assert.equal(qualityOf("tỉnh kim liên"), 0);
  assert.equal(qualityOf("hà tĩnh kim liên"), 0.9);
});

test("a district with a number for its name is asked for in the files", () => {
  const data = { ...DATA, communes: [], files: [], country: { ...DATA.country, firsts: ["1", "3 bao", "a"] } };
  const words = new SearchIndex(data);
  /** @param {string} query */
  const needs = (query) => new PlaceIndex(data, words).needs(understand(query, words), "");
  assert.deepEqual(needs("quận 1"), [0]);
  assert.deepEqual(needs("quận 3 sài gòn"), [1, 0, 2], "as “3 Sài …” and as “3”");
});
