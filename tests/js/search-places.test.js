// Which places a query names, and in which files more of them may stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEngine } from "../../theme/assets/search-engine.js";
import { SearchIndex } from "../../theme/assets/search-index.js";
import { PlaceIndex } from "../../theme/assets/search-places.js";
import { prepare, understand } from "../../theme/assets/search-query.js";
import { commune, DATA, fileOf, procedure } from "./small-country.js";

test("of the former names of a district the commune that is called like it comes first", () => {
  const communes = [commune("ha-noi/an-lac", "xã", "An Lạc"), commune("ha-noi/thuong-tin", "xã", "Thường Tín")];
  const data = { ...DATA, communes, files: [fileOf(communes, [], [{ district: "huyện Thường Tín", province: "", names: { "xã A": [0], "xã B": [1] } }])] };
  const words = new SearchIndex(data);
  assert.deepEqual(new PlaceIndex(data, words).find(understand("huyện thường tín", words)).map(({ commune: { path } }) => path), ["ha-noi/thuong-tin", "ha-noi/an-lac"]);
});

test("a former commune with its district does not bring the others of that district", () => {
  const communes = [commune("ha-noi/an-lac", "phường", "An Lạc"), commune("ha-noi/ban-co", "phường", "Bàn Cờ")];
  const data = { ...DATA, communes, files: [fileOf(communes, [], [{ district: "quận 3", province: "", names: { "phường 12": [0], "phường 9": [1] } }])] };
  const words = new SearchIndex(data);
  /** @param {string} query */
  const found = (query) => new PlaceIndex(data, words).find(understand(query, words)).map(({ commune: { path } }) => path);
  assert.deepEqual(found("phường 12 quận 3"), ["ha-noi/an-lac"]);
  assert.deepEqual(found("phường 9 quận 3"), ["ha-noi/ban-co"]);
  assert.deepEqual(found("quận 3"), ["ha-noi/an-lac", "ha-noi/ban-co"]);
});

test("a commune of a province that the list of the country does not have is found, with the province that the site names", () => {
  const data = { ...DATA, country: { ...DATA.country, provinces: [] } };
  const named = new PlaceIndex(data, new SearchIndex(data));
  assert.deepEqual(named.find(understand("thạch khê", named.words)).map(({ commune: one }) => named.titleOf(one)), ["xã Thạch Khê, thành phố Hà Nội", "xã Thạch Khê, tỉnh Hà Tĩnh"]);
});

test("before a known district what stands first is looked up though it says something else, unless it stands too far away", () => {
  const firsts = ["a", "ba", "ket hon", "khai", "thuong tin", "tinh trang", "toi"];
  const data = { ...DATA, files: [{ ...(DATA.files ?? [])[0], first: "thuong tin" }], country: { ...DATA.country, firsts } };
  const words = new SearchIndex(data);
  const named = new PlaceIndex(data, words);
  /** @param {string} query */
  const needs = (query) => {
    const tokens = understand(query, words);
    prepare(tokens, words);
    return named.needs(tokens, "").map((number) => firsts[number]);
  };
  assert.ok(needs("tình trạng thường tín").includes("tinh trang"));
  assert.ok(needs("tình trạng hôn nhân sinh thường tín").includes("tinh trang"), "five words before it");
  assert.ok(!needs("tình trạng hôn nhân khai sinh thường tín").includes("tinh trang"), "six");
  assert.ok(!needs("tình trạng hôn nhân").includes("tinh trang"), "no district");
  assert.deepEqual(needs("tôi thường tín"), [], "one word is no name, and the file of the district is here");
});

test("the file of the chosen commune is asked for, unless the commune is known or none was chosen", () => {
  const firsts = ["a", "hon", "ket"];
  const named = new PlaceIndex({ ...DATA, files: [], country: { ...DATA.country, firsts } }, new SearchIndex(DATA));
  assert.deepEqual([named.needs([], "ha-noi/ket-hon"), named.needs([], "ha-noi/hong-van"), named.needs([], "ha-noi"), named.needs([], "")], [[2], [], [], []]);
  named.addFile({ ...fileOf([], [], []), first: "ket" });
  assert.deepEqual(named.needs([], "ha-noi/ket-hon"), [], "its file is here, and it is in none");
});

test("what looks like a kind and ends a phrase of something else is left in the query", () => {
  const data = { ...DATA, procedures: [...DATA.procedures, procedure("1.000009", "Mở quán")] };
  const words = new SearchIndex(data);
  /** @param {string} query */
  const rest = (query) => new PlaceIndex(data, words).find(understand(query, words))[0]?.rest.map(({ word }) => word).join(" ");
  assert.equal(rest("mở quán xã hồng vân"), "mo quan");
  assert.equal(rest("sinh quận xã hồng vân"), "sinh");
  assert.equal(rest("hà nội hồng vân"), "", "a province may come first");
});

test("of a long name one word may be mistyped", () => {
  const data = { ...DATA, files: [], communes: [commune("ha-noi/a", "xã", "Vĩnh Thạnh Trung")] };
  const long = new SearchIndex(data);
  const named = new PlaceIndex(data, long);
  /** @param {string} query */
  const quality = (query) => named.find(understand(query, long))[0]?.quality ?? 0;
  assert.equal(quality("vĩnh thạnk trung"), 0.82, "one");
  assert.equal(quality("vĩnh thạnk trunk"), 0, "two");
  assert.equal(quality("vĩnh thạnh t"), 0.82, "the last being typed");
  assert.equal(quality("vĩnh t"), 0, "the last but one being typed");
});

test("namesakes of three names at most are looked up", () => {
  const communes = ["An Lạc", "Bình Minh", "Cát Linh", "Đại Mỗ"].map((name, i) => commune(`ha-noi/c-${i}`, "xã", name));
  const find = makeEngine({ ...DATA, communes, files: [], procedures: [procedure("1.000001", "Đăng ký khai sinh")] });
  const found = find("an lạc bình minh cát linh đại mỗ khai sinh", { limit: 20 }).filter(({ kind }) => kind === "commune");
  assert.equal(found.length, 3);
});
