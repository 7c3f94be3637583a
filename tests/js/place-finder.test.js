// "Your commune" is found by its name of today and by those of before, and never as another one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { filesFor, findPlaces } from "../../theme/assets/place-finder.js";
import { commune as makeCommune, DATA, fileOf } from "./small-country.js";

/** @param {string} query */
const find = (query) => findPlaces(DATA.country.provinces, DATA.files ?? [], query, 6);
/** @param {string} query */
const paths = (query) => find(query).map(({ commune }) => commune.path);

test("a commune is found with or without marks, in Telex, by the beginning of its name, with its kind or its province", () => {
  for (const query of ["Hồng Vân", "hong van", "hoongf vaan", "hong v", "xã hồng vân", "hong van ha noi"]) assert.equal(paths(query)[0], "ha-noi/hong-van", query);
});

test("of two with one name both are offered, and the province tells which", () => {
  assert.deepEqual(paths("thach khe").sort(), ["ha-noi/thach-khe", "ha-tinh/thach-khe"]);
  assert.deepEqual(paths("thach khe ha tinh"), ["ha-tinh/thach-khe"]);
});

test("a former name leads to the commune of today and says so; of a divided one every part", () => {
  assert.deepEqual(find("phuong lien").map(({ commune, old, part }) => [commune.path, old, part]), [["ha-noi/kim-lien", "phường Phương Liên (quận Đống Đa)", false]]);
  assert.deepEqual(find("nam dong").map(({ commune, part }) => [commune.path, commune.posts, part]), [["ha-noi/kim-lien", true, true], ["ha-noi/dong-da", false, true]]);
});

test("one that does not post here is found too, and is told apart", () => {
  assert.deepEqual(find("tu nhien").map(({ commune }) => [commune.path, commune.posts]), [["ha-noi/tu-nhien", false]]);
});

test("nothing is found for a province alone, another name, words in another order, or nothing", () => {
  for (const query of ["", "  ", "ha noi", "dinh bang", "van hong", "hong hong"]) assert.deepEqual(paths(query), [], query);
});

test("an old district leads to the communes that were in it", () => {
  assert.deepEqual(find("huyen thuong tin").map(({ commune, district }) => [commune.path, district]), [["ha-noi/hong-van", true], ["ha-noi/tu-nhien", true]]);
});

test("only the files are asked for in which a name would stand that the first words begin", () => {
  const firsts = ["1", "ang", "hac", "hao", "iang", "thanh", "thanh mi", "thuong"];
  assert.deepEqual(filesFor(firsts, "hà"), [1, 2, 3]);
  assert.deepEqual(filesFor(firsts, "hap"), [3]);
  assert.deepEqual(filesFor(firsts, "Thường Tín"), [7]);
  assert.deepEqual(filesFor(firsts, "thanh m").sort(), [5, 6]);
  assert.deepEqual(filesFor(firsts, "thanh xuân").sort(), [5, 6, 7], "and names of each word alone");
  assert.deepEqual(filesFor(firsts, "12"), [0]);
  assert.deepEqual(filesFor(firsts, "t"), [], "one letter would ask for half of the country");
});

test("a name that was typed whole comes before one that only begins so", () => {
  for (const [query, whole, longer] of [["an", "An", "Anh"], ["hong van", "Hồng Vân", "Hồng Vang"], ["van hong", "Vân Hồng", "Vang Hồng"]]) {
    const named = [makeCommune("ha-noi/longer", "xã", longer), makeCommune("ha-noi/whole", "xã", whole)];
    for (const communes of [named, named.toReversed()]) {
      assert.equal(findPlaces(DATA.country.provinces, [fileOf(communes, [], [])], query, 6)[0]?.commune.path, "ha-noi/whole", query);
    }
  }
});

test("a name that begins with the first word typed comes before one that has it later", () => {
  for (const query of ["van", "vaan", "vân h"]) {
    const named = [makeCommune("ha-noi/later", "xã", "Hồng Vân Hạ"), makeCommune("ha-noi/first", "xã", "Vân Hồng Hạ")];
    for (const communes of [named, named.toReversed()]) {
      assert.equal(findPlaces(DATA.country.provinces, [fileOf(communes, [], [])], query, 6)[0]?.commune.path, "ha-noi/first", query);
    }
  }
});

test("of one name today's place comes first, then that of a former commune, then those of a former district", () => {
  const communes = [makeCommune("ha-noi/of-district", "xã", "A"), makeCommune("ha-noi/former", "xã", "B"), makeCommune("ha-noi/today", "xã", "Tân Hòa")];
  const file = fileOf(communes, [], [{ district: "huyện Tân Hòa", province: "", names: { "xã C": [0] } }, { district: "huyện D", province: "", names: { "xã Tân Hòa": [1] } }]);
  assert.deepEqual(findPlaces(DATA.country.provinces, [file], "tan hoa", 6).map(({ commune, old }) => [commune.path, old]), [
    ["ha-noi/today", ""], ["ha-noi/former", "xã Tân Hòa (huyện D)"], ["ha-noi/of-district", "huyện Tân Hòa"],
  ]);
  assert.equal(findPlaces(DATA.country.provinces, [file], "tan hoa", 2).length, 2, "no more than were asked for");
});

test("a former name of a commune that posts here comes before one of its namesakes that does not", () => {
  const communes = [makeCommune("ha-noi/here", "xã", "B")], absent = [{ path: "ha-tinh/today", kind: "xã", name: "Tân Hòa" }];
  const file = fileOf(communes, absent, [{ district: "huyện D", province: "", names: { "xã Tân Hòa": [0] } }]);
  assert.deepEqual(findPlaces(DATA.country.provinces, [file], "tan hoa", 6).map(({ commune }) => commune.path), ["ha-noi/here", "ha-tinh/today"]);
});

test("a commune that kept its name is not said to have changed, where it is found by its former district", () => {
  assert.deepEqual(find("xã hồng vân thường tín").map(({ commune, old }) => [commune.path, old]), [["ha-noi/hong-van", ""]]);
});

test("a former name that a commune tells itself leads to it, without its remark, which no one types", () => {
  const file = { ...fileOf([makeCommune("ha-noi/a", "phường", "Kim Liên")], [], []), own: /** @type {[string, number][]} */ ([["xã Khương Thượng (một phần)", 0], ["phường Phương Mai", 0]]) };
  /** @param {string} query */
  const own = (query) => findPlaces(DATA.country.provinces, [file], query, 6).map(({ commune: { path }, old, part }) => [path, old, part]);
  assert.deepEqual(own("khuong thuong"), [["ha-noi/a", "xã Khương Thượng", true]]);
  assert.deepEqual(own("phuong mai"), [["ha-noi/a", "phường Phương Mai", false]]);
  assert.deepEqual(own("mot phan"), []);
});

test("six files at once at most are asked for, and for the first three words alone", () => {
  assert.equal(filesFor(Array.from("abcdefghij", (letter) => `ba${letter}`), "ba").length, 6);
  assert.deepEqual(filesFor(["a", "thuong tin"], "an ba ca thuong tin"), [0]);
});
