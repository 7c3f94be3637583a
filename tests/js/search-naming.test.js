// Which place is meant by a name, by what is said before it, and the files in which it stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SearchIndex } from "../../theme/assets/search-index.js";
import { kindBefore } from "../../theme/assets/search-naming.js";
import { PlaceIndex } from "../../theme/assets/search-places.js";
import { prepare, understand } from "../../theme/assets/search-query.js";
import { commune, DATA, fileOf } from "./small-country.js";

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

const index = new SearchIndex(DATA);
/** @param {string} query */
const typed = (query) => understand(query, index);

test("the kind that is said before a name is understood, in full and in short", () => {
  const kinds = {
    "xã": "xa", "phường": "phuong", "đặc khu": "dac khu", "thị trấn": "thi tran", "thị xã": "thi xa", "thành phố": "thanh pho", "tỉnh": "tinh", "quận": "quan", "huyện": "huien",
    x: "xa", p: "phuong", q: "quan", tt: "thi tran", tx: "thi xa", tp: "thanh pho", "khai sinh": "",
  };
  for (const [said, kind] of Object.entries(kinds)) {
    const tokens = typed(`${said} hồng vân`);
    assert.equal(kindBefore(tokens, tokens.length - 2), kind, said);
  }
  assert.equal(kindBefore(typed("hồng vân"), 0), "");
});

test("a name of today that is said with the kind of a district is meant less surely; a town of before may be a city now", () => {
  for (const [said, quality] of /** @type {[string, number][]} */ ([["quận", 0.9], ["huyện", 0.9], ["thị xã", 0.9], ["thành phố", 1], ["xã", 1], ["tỉnh", 0]])) {
    assert.equal(qualityOf(`${said} kim liên`), quality, said);
  }
});

test("a former commune is none that is called a district or a city", () => {
  for (const said of ["quận", "huyện", "thị xã", "thành phố"]) assert.equal(qualityOf(`${said} phương mai`), 0, said);
  assert.equal(qualityOf("xã phương mai"), 0.97, "of the wrong kind, but a commune's");
  assert.equal(qualityOf("phương mai khai sinh"), 0.8 * 0.97, "among other words");
});

test("a kind may be typed in Telex, and is no word of the matter", () => {
  const [found] = new PlaceIndex(DATA, index).find(typed("khai sinh xax hoongf vaan"));
  assert.deepEqual([found.commune.path, found.rest.map(({ word }) => word)], ["ha-noi/hong-van", ["khai", "sinh"]]);
});

test("what is a phrase of something else is a commune's name less surely, unless its province is named", () => {
  const [here, absent] = [commune("ha-noi/ket-hon", "xã", "Kết Hôn"), { path: "ha-noi/khai-tu", kind: "xã", name: "Khai Tử" }];
  const data = { ...DATA, communes: [here], files: [fileOf([here], [absent], [{ district: "huyện Cũ", province: "", names: { "xã Tình Trạng": [0] } }])] };
  const words = new SearchIndex(data);
  /** @type {(query: string, path: string) => number | undefined} */
  const quality = (query, path) => new PlaceIndex(data, words).find(understand(query, words)).find((one) => one.commune.path === path)?.quality;
  assert.equal(quality("khai sinh kết hôn", "ha-noi/ket-hon"), 0.9, "one that posts here");
  assert.equal(quality("khai sinh khai tử", "ha-noi/khai-tu"), 0.55, "one that does not");
  assert.equal(quality("khai sinh kết hôn hà nội", "ha-noi/ket-hon"), 1, "with its province");
  assert.equal(quality("hà nội khai sinh kết hôn", "ha-noi/ket-hon"), 1, "wherever it stands");
  assert.equal(quality("hà khai sinh kết hôn", "ha-noi/ket-hon"), 0.9, "half of it is none");
  assert.equal(quality("kết hôn", "ha-noi/ket-hon"), 1, "nothing else is asked");
  assert.equal(quality("khai tử sinh tình trạng", "ha-noi/ket-hon"), undefined, "a former name among other words, and a phrase");
});

test("a province is named the better the more it is so called: by its kind, with its marks, as it is called today", () => {
  const hue = { path: "hue", kind: "thành phố", name: "Huế", address: "hue/", also: [], former: ["tỉnh Thừa Thiên Huế"] };
  const data = { ...DATA, country: { ...DATA.country, provinces: [...DATA.country.provinces, hue] } };
  const words = new SearchIndex(data);
  /** @param {string} query */
  const province = (query) => new PlaceIndex(data, words).findProvince(understand(query, words));
  for (const [query, quality] of /** @type {[string, number | undefined][]} */ ([
    ["hà nội", 1], ["thành phố hà nội", 1], ["tỉnh hà nội", 0.7], ["hà nồi", 0.75], ["khai sinh hà nội", 1], ["kiên giang", 0.99], ["tỉnh kiên giang", 0.99], ["kiên giàng", 0.99 * 0.75],
    ["huế", 1], ["hue", 1], ["hue khai sinh", undefined], ["huế khai sinh", 1], ["thành phố hue khai sinh", 1], ["hà", undefined], ["nội hà", undefined],
  ])) assert.equal(province(query)?.quality, quality, query);
  assert.deepEqual(province("thừa thiên huế")?.old, "tỉnh Thừa Thiên Huế", "the longer name");
  assert.deepEqual(province("khai sinh thành phố hà nội nhanh")?.rest.map(({ word }) => word), ["khai", "sinh", "nhanh"]);
});

test("files are asked for where a place may be named: behind a kind, in two words, and where the words say nothing else", () => {
  const firsts = ["a", "cho", "hon", "huei", "ket hon", "khai", "lam", "mot", "sinh", "toi"];
  const named = new PlaceIndex({ ...DATA, communes: [], files: [], country: { ...DATA.country, firsts } }, index);
  /** @param {string} query */
  const needs = (query) => {
    const tokens = typed(query);
    prepare(tokens, index);
    return named.needs(tokens, "").map((number) => firsts[number]);
  };
  assert.deepEqual(needs("kết hôn"), ["ket hon", "hon"], "of two words each may begin a name");
  assert.deepEqual(needs("chung kết hôn"), ["cho"], "a phrase of something else");
  assert.deepEqual(needs("chung xã kết hôn"), ["cho", "ket hon"]);
  assert.deepEqual(needs("tôi hôn một"), ["hon"], "what surrounds a question begins no name, nor does a last word among others");
  assert.deepEqual(needs("huế"), ["hon"], "a word by itself");
  assert.deepEqual(needs("h"), [], "one letter would ask for half of the country");
});

test("two letters are too few for a slip of a name", () => {
  assert.equal(qualityOf("hồng vn"), 0);
  assert.equal(qualityOf("hồng vaan"), 1, "Telex is none");
  assert.equal(qualityOf("hồng vna"), 0.82, "three letters of which two are swapped");
});
