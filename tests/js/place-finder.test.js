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
