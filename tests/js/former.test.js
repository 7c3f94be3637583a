// Old names of communes and districts lead to the communes of today, and say so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEngine } from "../../theme/assets/search-engine.js";
import { given } from "./given.js";
import { DATA, fileOf } from "./small-country.js";

const search = makeEngine(DATA);
/** @param {string} query */
const told = (query) => search(query).filter(({ kind }) => kind === "commune").map(({ address, title, note }) => [address, title, note].join(" | "));
/** @param {string} query */
const find = (query) => search(query).map(({ address }) => address);
/** @param {string} query */
const communes = (query) => search(query).filter(({ kind }) => kind === "commune").map(({ address }) => address);

test("an old commune says to which of today it belongs, with or without marks and kind", () => {
  const right = "ha-noi/kim-lien/ | phường Phương Liên (quận Đống Đa) nay thuộc phường Kim Liên | thành phố Hà Nội";
  for (const query of ["phường Phương Liên", "phuong phuong lien", "Phương Liên", "phương liên đống đa", "phường phương liên quận đống đa hà nội"]) {
    assert.equal(told(query)[0], right, query);
  }
});

test("a divided one offers all communes that have a part of it, the surest first", () => {
  assert.deepEqual(told("phường Nam Đồng"), [
    "ha-noi/kim-lien/ | một phần phường Nam Đồng (quận Đống Đa) nay thuộc phường Kim Liên | thành phố Hà Nội",
    "xa/ha-noi/#dong-da | một phần phường Nam Đồng (quận Đống Đa) nay thuộc phường Đống Đa | thành phố Hà Nội; xã, phường này chưa có trên trang",
  ]);
});

test("of two that had been joined each is found", () => {
  const title = "phường Trung Tự - Phương Mai (quận Đống Đa) nay thuộc phường Kim Liên";
  const joined = makeEngine({ ...DATA, files: [fileOf(DATA.communes, [], [{ district: "quận Đống Đa", province: "", names: { "phường Trung Tự - Phương Mai": [1] } }])] });
  for (const query of ["phường Trung Tự", "phường Trung Tự - Phương Mai", "trung tu phuong mai"]) assert.equal(joined(query)[0].title, title, query);
});

test("of communes with one name the district tells which is meant", () => {
  for (const query of ["phường 12 Gò Vấp", "phuong 12 go vap", "p12 gò vấp", "P.12 Q. Gò Vấp", "p 12 quận gò vấp"]) assert.equal(find(query)[0], "ha-noi/can-gio/", query);
  for (const query of ["phường 12 đống đa", "phường 12, quận Đống Đa"]) assert.equal(find(query)[0], "ha-noi/kim-lien/", query);
  assert.deepEqual(find("phường 12").sort(), ["ha-noi/can-gio/", "ha-noi/kim-lien/"]);
});

test("the kind tells an old name from today's; a commune that kept its name is not said to have changed", () => {
  assert.equal(told("thị trấn Hồng Vân")[0], "ha-noi/hong-van/ | thị trấn Hồng Vân (huyện Thường Tín, tỉnh Hà Tây) nay thuộc xã Hồng Vân | thành phố Hà Nội");
  for (const query of ["xã Hồng Vân", "Hồng Vân", "xã Hồng Vân huyện Thường Tín"]) assert.equal(told(query)[0], "ha-noi/hong-van/ | xã Hồng Vân | thành phố Hà Nội", query);
});

test("a district lists its communes, said with its kind, with its province or alone", () => {
  assert.deepEqual(told("quận Đống Đa"), [
    "ha-noi/kim-lien/ | phường Kim Liên | quận Đống Đa trước 01/07/2025, nay thuộc thành phố Hà Nội",
    "xa/ha-noi/#dong-da | phường Đống Đa | thành phố Hà Nội; xã, phường này chưa có trên trang",
  ]);
  assert.deepEqual(find("huyện Thường Tín"), ["ha-noi/hong-van/", "xa/ha-noi/#tu-nhien"]);
  assert.deepEqual(communes("thường tín tỉnh hà tây").sort(), ["ha-noi/hong-van/", "xa/ha-noi/#tu-nhien"]);
  assert.deepEqual(find("gò vấp"), ["ha-noi/can-gio/"]);
  assert.deepEqual(find("phường Gò Vấp"), [], "another kind");
  assert.deepEqual(find("huyện Hoàng Sa"), ["ha-noi/can-gio/"], "one that had no communes");
});

test("a district of many communes lists more than eight of them", () => {
  const dozen = Array.from({ length: 12 }, (_, i) => ({ ...DATA.communes[0], path: `ha-noi/a-${i}`, name: `Tên ${i}` }));
  const names = Object.fromEntries(dozen.map((_, i) => [`xã Cũ ${i}`, [i]]));
  const many = makeEngine({ ...DATA, communes: dozen, files: [fileOf(dozen, [], [{ district: "huyện Mới", province: "", names }])] });
  assert.equal(many("huyện Mới", { limit: 20 }).filter(({ kind }) => kind === "commune").length, 12);
});

test("a procedure is asked for in an old commune", () => {
  assert.equal(find("khai sinh phường phương liên")[0], "ha-noi/kim-lien/1.000001/");
  assert.equal(find("đăng ký kết hôn xã Xâm Thị")[0], "thu-tuc/1.000002/", "a commune that is not on the site has the page of the whole country");
  assert.ok(find("đăng ký kết hôn xã Xâm Thị").includes("xa/ha-noi/#tu-nhien"));
});

test("two words among others seldom are an old commune", () => {
  /** @param {string} query */
  const points = (query) => search(query).find(({ address }) => address === "ha-noi/kim-lien/")?.points ?? 0;
  assert.ok(points("khai sinh phường phương liên") > points("khai sinh phương liên"));
});

// -- real places, worked out by hand from the sources of the register (frozen: Hà Nội and Hà Tĩnh) ----------------------

/** Query → the old name as it is answered, and the communes of today. */
const REAL = /** @type {[query: string, title: string, addresses: string[]][]} */ ([
  ["xã Nhị Khê", "xã Nhị Khê (huyện Thường Tín) nay thuộc xã Thường Tín", ["ha-noi/thuong-tin/"]],
  ["thị trấn Thường Tín", "thị trấn Thường Tín (huyện Thường Tín) nay thuộc xã Thường Tín", ["ha-noi/thuong-tin/"]],
  ["phường Nam Đồng", "một phần phường Nam Đồng (quận Đống Đa) nay thuộc phường Đống Đa", ["ha-noi/dong-da/", "ha-noi/kim-lien/"]],
  ["phường Kim Liên", "phường Kim Liên", ["ha-noi/kim-lien/"]],
  ["phuong khuong thuong", "phường Khương Thượng (quận Đống Đa) nay thuộc phường Kim Liên", ["ha-noi/kim-lien/"]],
  ["xã Vân Tảo", "xã Vân Tảo (huyện Thường Tín) nay thuộc xã Hồng Vân", ["ha-noi/hong-van/"]],
  ["xã Thạch Hải", "xã Thạch Hải (thành phố Hà Tĩnh) nay thuộc xã Thạch Khê", ["ha-tinh/thach-khe/"]],
  ["phường Phương Liên", "một phần phường Phương Liên - Trung Tự (quận Đống Đa) nay thuộc phường Văn Miếu - Quốc Tử Giám", ["xa/ha-noi/#van-mieu-quoc-tu-giam", "ha-noi/kim-lien/"]],
  ["xã Tự Nhiên", "xã Tự Nhiên (huyện Thường Tín) nay thuộc xã Chương Dương", ["xa/ha-noi/#chuong-duong"]],
]);

test("real places are found", () => {
  const real = makeEngine({ ...given("search"), files: given("places") });
  for (const [query, title, addresses] of REAL) {
    const found = real(query, { limit: 12 });
    assert.equal(found[0].title, title, query);
    assert.ok(addresses.includes(found[0].address), query);
    for (const address of addresses) assert.ok(found.some((one) => one.address === address), `${query}: ${address}`);
  }
  assert.deepEqual(real("huyện Thường Tín").slice(0, 2).map(({ address }) => address).sort(), ["ha-noi/hong-van/", "ha-noi/thuong-tin/"]);
  assert.deepEqual(real("quận Đống Đa").slice(0, 2).map(({ address }) => address), ["ha-noi/dong-da/", "ha-noi/kim-lien/"]);
});

test("of two that had been joined the whole name is surer than a half, and a former name that a commune tells is told as one", () => {
  const data = { ...DATA, files: [{ ...fileOf(DATA.communes, [], [{ district: "quận Đống Đa", province: "", names: { "phường Trung Tự - Phương Cúc": [1] } }]), own: /** @type {[string, number][]} */ ([["xã Khương Hạ", 2], ["xã Lam Sơn (một phần)", 2]]) }] };
  const joined = makeEngine(data);
  /** @param {string} query */
  const points = (query) => joined(query)[0]?.points ?? 0;
  assert.ok(points("phường trung tự phương cúc") > points("phường trung tự"));
  assert.ok(points("phường trung tự") > points("phường phương cúc") - 1e-9);
  assert.deepEqual(joined("xã Khương Hạ")[0].title, "xã Khương Hạ nay thuộc xã Thạch Khê, thành phố Hà Nội");
  assert.equal(joined("xã Lam Sơn")[0]?.title, "xã Lam Sơn (một phần) nay thuộc xã Thạch Khê, thành phố Hà Nội", "its remark need not be typed");
  assert.ok(points("xã khương hạ") > points("xã lam sơn"), "a part is meant less surely");
});

test("a province of today is found by its short name and is not said to be a former one", () => {
  assert.deepEqual(["hn", "hà nội", "tỉnh hà tây"].map((query) => search(query)[0].title), ["thành phố Hà Nội", "thành phố Hà Nội", "tỉnh Hà Tây nay thuộc thành phố Hà Nội"]);
});
