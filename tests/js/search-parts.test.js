// What the parts of the search make of a query, with the numbers that they rank by.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEngine } from "../../theme/assets/search-engine.js";
import { SearchIndex } from "../../theme/assets/search-index.js";
import { PlaceIndex } from "../../theme/assets/search-places.js";
import { prepare, understand } from "../../theme/assets/search-query.js";
import { commune, DATA, procedure } from "./small-country.js";

const index = new SearchIndex(DATA);
const places = new PlaceIndex(DATA, index);
const SIZE = 13; // five procedures, two pages, an article, something done elsewhere, two fields and two life events that have procedures

/** @type {(actual: number, expected: number, of?: string) => void} */
const near = (actual, expected, of) => assert.ok(Math.abs(actual - expected) < 1e-9, `${of}: ${actual}, not ${expected}`);
/** @param {string} word */
const worthOf = (word) => index.worth[index.ids.get(word) ?? -1];
/** @param {string[]} words */
const worths = (...words) => words.reduce((sum, word) => sum + worthOf(word), 0);
/** What each word of a query can mean, and how surely. @param {string} query @returns {Record<string, number>[]} */
const meaningsOf = (query) => understand(query, index).map(({ means }) => Object.fromEntries([...means].map(([id, quality]) => [index.lexicon[id], quality])));
/** @param {string} query */
const lastOf = (query) => meaningsOf(query).at(-1) ?? {};

// -- the index ------------------------------------------------------------------------------------------------

test("a word is worth the more the fewer names have it; less where no name has it, or where it stands in any request", () => {
  /** @param {number} many how many things have it */
  const rarity = (many) => Math.log(1 + SIZE / many) / Math.log(1 + SIZE);
  near(worthOf("khai"), rarity(2), "khai, in two names");
  near(worthOf("dang"), rarity(4), "dang, in four");
  near(worthOf("tinh"), rarity(1), "tinh, in one");
  near(worthOf("chung"), 0.6 * rarity(3), "chung, in a summary and two papers");
  near(worthOf("giai"), 0.4 * rarity(1), "giai, in any request, and in an alias");
  near(worthOf("lam"), 0.4 * rarity(1), "lam");
  near(worthOf("tru"), rarity(2), "tru, in a name and the title of a field");
  assert.equal(index.known, index.worth.length);
  assert.ok((index.ids.get("hong") ?? 0) >= index.known, "a word of a commune's name only");
});

test("slips are looked for among the words of what can be found, the shorter first", () => {
  /** @param {string} word */
  const slips = (word) => index.findSlips(word).map((id) => index.lexicon[id]);
  assert.deepEqual(slips("sin"), ["sinh"]);
  assert.deepEqual(slips("tinh"), ["sinh", "tich"]);
  assert.deepEqual(slips("chunh"), ["chung"]);
  assert.deepEqual(slips("kett"), ["ket"]);
  assert.deepEqual(slips("hongg"), [], "communes are looked for elsewhere");
  assert.deepEqual(slips("1.00000"), [], "a figure more or less is another code");
});

test("words that follow each other somewhere are known to, in their order", () => {
  /** @type {(a: string, b: string) => boolean} */
  const follow = (a, b) => index.follow(index.ids.get(a) ?? -1, index.ids.get(b) ?? -1);
  assert.ok(follow("khai", "sinh"));
  assert.ok(follow("ket", "hon"), "the first word of all");
  assert.ok(!follow("sinh", "khai"));
  assert.ok(!follow("sinh", "dang"), "the end of one text and the beginning of the next");
});

test("phrases are found where all their words stand in a row, with marks that fit", () => {
  /** @param {string} query */
  const said = (query) => prepare(understand(query, index), index).said;
  assert.deepEqual(said("tôi muốn cưới"), [{ label: 0, from: 2, to: 3 }]);
  assert.deepEqual(said("kết hôn hay báo tử"), [{ label: 0, from: 0, to: 2 }, { label: 1, from: 3, to: 5 }]);
  assert.deepEqual(said("kết"), []);
  assert.deepEqual(said("hôn kết"), []);
  assert.deepEqual(said("bào tứ"), [], "other marks");
  assert.deepEqual(said("bao tư"), [{ label: 1, from: 0, to: 2 }], "marks left out");
});

// -- what a query means ---------------------------------------------------------------------------------------

test("a word means itself; in Telex or VNI nearly as surely", () => {
  assert.deepEqual(meaningsOf("khai sinh"), [{ khai: 1 }, { sinh: 1 }]);
  assert.deepEqual(meaningsOf("ddawng tichj "), [{ dang: 0.97 }, { tich: 0.97 }]);
  assert.deepEqual(meaningsOf("d9a8ng "), [{ dang: 0.97 }]);
  assert.deepEqual(meaningsOf("zzzz "), [{}]);
  assert.deepEqual(meaningsOf(""), []);
});

test("a last word may go on: the surer the more of it there is, and less where it is a word already", () => {
  near(lastOf("khai si").sinh, 0.8 * 0.6, "half of it");
  near(lastOf("khai sin").sinh, 0.75, "three letters of four, and a slip of it: the surer of both");
  near(lastOf("ki sin").sinh, 0.8 * 0.75, "three letters of four");
  near(lastOf("ho").hon, 0.8 * 0.6 * (2 / 3), "ho is a word");
  near(lastOf("ho").ho, 1, "ho itself");
  assert.deepEqual(lastOf("kh "), {}, "a blank ends it");
  assert.deepEqual(lastOf("k"), {}, "one letter says nothing");
  assert.ok("khai" in lastOf("kh"));
  near(lastOf("ki k").khai, 0.8 * 0.6, "one letter after a word that khai follows");
  assert.ok(!("sinh" in lastOf("ki s")), "sinh does not follow ki");
  assert.ok("sinh" in lastOf("ki sin"), "three letters need no neighbour");
  assert.deepEqual(meaningsOf("kh sinh")[0], {}, "only the last");
});

test("a slip is believed where the neighbours agree, doubted where they do not help, and not looked for where they need none", () => {
  assert.deepEqual(meaningsOf("khaii sinh"), [{ khai: 0.75 }, { sinh: 1 }]);
  assert.deepEqual(meaningsOf("khai sihn "), [{ khai: 1 }, { sinh: 0.75 }]);
  assert.deepEqual(meaningsOf("khaii "), [{ khai: 0.5 }]);
  assert.deepEqual(meaningsOf("khai tinh "), [{ khai: 1 }, { tinh: 1, sinh: 0.5 }], "a word that is known, at a place of another");
  assert.deepEqual(meaningsOf("tinh "), [{ tinh: 1 }], "a word that is known, alone");
  assert.deepEqual(meaningsOf("kk "), [{}], "two letters are too few");
  assert.deepEqual(meaningsOf("1.00000 "), [{}], "figures are not guessed");
});


test("words run together are cut where both parts follow each other somewhere", () => {
  /** @param {string} query */
  const words = (query) => understand(query, index).map(({ word }) => word);
  assert.deepEqual(words("khaisinh"), ["khai", "sinh"]);
  assert.deepEqual(words("dangkikhaisinh"), ["dang", "ki", "khai", "sinh"]);
  assert.deepEqual(words("cutru"), ["cu", "tru"]);
  assert.deepEqual(words("sinhkhai"), ["sinhkhai"]);
  assert.deepEqual(words("khaisinhx"), ["khaisinhx"]);
  assert.deepEqual(words("kiot"), ["kiot"], "four letters are left alone");
  assert.deepEqual(words("tinh"), ["tinh"]);
  assert.deepEqual(words("1 000002"), ["1.000002"]);
  assert.deepEqual(words("11 000002"), ["11", "000002"]);
  assert.deepEqual(words("1 0000021"), ["1", "0000021"]);
});

test("what only surrounds a question is worth little, what nobody knows something, a guess less than a word", () => {
  /** @param {string} query */
  const asked = (query) => prepare(understand(query, index), index);
  const where = asked("khai sinh ở đâu ");
  [worthOf("khai"), worthOf("sinh"), 0.02, 0.02].forEach((worth, t) => near(where.worths[t], worth, `word ${t}`));
  near(where.total, worths("khai", "sinh") + 0.04, "in all");
  near(where.meant, where.total, "all of it asks for more than an office");
  near(asked("tôi muốn khai ").total, 0.12 + worthOf("khai"), "two fillers");
  near(asked("zzzz ").total, 0.25, "unknown");
  near(asked("khaii sinh ").worths[0], 0.8 * worthOf("khai"), "a slip");
  near(asked("ddawng ").worths[0], worthOf("dang"), "Telex");
  near(asked("khai tinh ").worths[1], worthOf("tinh"), "of several meanings the surest");
  near(asked("trụ sở khai ").meant, worthOf("khai"), "an office");
  const tokens = understand("tôi muốn khai sinh ở đâu", index);
  assert.ok(tokens.every(({ aside }) => !aside), "before it was looked at");
  prepare(tokens, index);
  assert.deepEqual(tokens.map(({ aside }) => aside), [true, true, false, false, true, true]);
});

test("every index word that is wanted knows its places in the query", () => {
  const { wanted } = prepare(understand("khai tinh khai ", index), index);
  const [khai, sinh] = ["khai", "sinh"].map((word) => wanted.get(index.ids.get(word) ?? -1));
  assert.deepEqual(khai, [{ t: 0, quality: 1, typed: "" }, { t: 2, quality: 1, typed: "" }]);
  assert.deepEqual(sinh, [{ t: 1, quality: 0.5, typed: "" }]);
});

// -- communes -------------------------------------------------------------------------------------------------

/** @param {string} query */
function communesIn(query) {
  const tokens = understand(query, index);
  prepare(tokens, index);
  return places.find(tokens).map(({ commune: { path }, rest, quality, value }) => ({ path, rest: rest.map(({ word }) => word).join(" "), quality, value }));
}
/** @param {string} query */
const qualityIn = (query) => communesIn(query)[0]?.quality ?? 0;

test("a name is taken out of the query with its kind and its province", () => {
  const path = "ha-noi/hong-van";
  assert.deepEqual(communesIn("khai sinh xã hồng vân"), [{ path, rest: "khai sinh", quality: 1, value: 2 }]);
  assert.deepEqual(communesIn("hồng vân khai sinh"), [{ path, rest: "khai sinh", quality: 1, value: 2 }]);
  assert.deepEqual(communesIn("khai sinh hồng vân thành phố hà nội nhanh"), [{ path, rest: "khai sinh nhanh", quality: 1, value: 4 }]);
  assert.deepEqual(communesIn("thành phố hà nội hồng vân"), [{ path, rest: "", quality: 1, value: 3 }]);
  assert.deepEqual(communesIn("hồng vân hà nội"), [{ path, rest: "", quality: 1, value: 4 }], "a province may go without its kind");
  assert.deepEqual(communesIn("kim liên phương mai"), [{ path: "ha-noi/kim-lien", rest: "mai", quality: 1, value: 2 }], "the better of two names; phuong may be a kind");
  assert.deepEqual(communesIn("khai sinh"), []);
});

test("a name is the surer the better it is written", () => {
  near(qualityIn("hong van"), 1, "without marks");
  near(qualityIn("hồng văn"), 0.75, "with other marks");
  near(qualityIn("hồng vâm"), 0.82, "a slip in the last word");
  near(qualityIn("hồg vân"), 0.82, "a slip in the first");
  near(qualityIn("hồng v"), 0.82, "still being typed");
  assert.equal(qualityIn("hồng v khai sinh"), 0, "no longer being typed");
  assert.equal(qualityIn("hồg vâm"), 0, "two slips");
  assert.equal(qualityIn("vân"), 0, "the last word alone");
  assert.equal(qualityIn("hồng"), 0, "the first word alone");
  assert.equal(qualityIn("hôn vân"), 0, "a word that means something else is no slip");
  near(qualityIn("phương mai"), 0.97, "a former name");
  near(qualityIn("khương mai"), 0.97 * 0.82, "a word of another name may be a slip");
  near(qualityIn("khương thượng"), 0.93, "a part of a former commune");
});

test("a name of one word needs its kind, or to be all that is asked", () => {
  near(qualityIn("huế"), 1, "alone");
  near(qualityIn("khai sinh phường huế"), 1, "with its kind");
  near(qualityIn("khai sinh huế"), 0.6, "among other words");
  near(qualityIn("khai sinh phường huê"), 0.95, "with fewer marks");
  near(qualityIn("khai sinh phường hủe"), 0.75, "with other marks");
  assert.equal(qualityIn("khai sinh phường huek"), 0, "no slip in a name of one word");
});

test("words that only surround a question are seldom a name", () => {
  near(qualityIn("cần giờ"), 1, "nothing else is asked");
  near(qualityIn("huyện cần giờ"), 0.9, "with a kind that no commune has");
  near(qualityIn("sinh con cần giờ"), 0.7, "among other words");
});

test("the best name comes first, namesakes by their paths, and no more than eight", () => {
  assert.deepEqual(communesIn("thạch khê").map(({ path }) => path), ["ha-noi/thach-khe", "ha-tinh/thach-khe"]);
  assert.deepEqual(communesIn("thạch khê tỉnh hà tĩnh").map(({ path, value }) => [path, value]), [["ha-tinh/thach-khe", 4]], "the namesake is in another province");
  const data = { ...DATA, files: [], communes: Array.from({ length: 10 }, (_, i) => commune(`ha-noi/a-${9 - i}`, "xã", "Tân Hòa")) };
  const many = new SearchIndex(data);
  assert.deepEqual(new PlaceIndex(data, many).find(understand("tân hòa", many)).map(({ commune: { path } }) => path.at(-1)).join(""), "01234567");
});

// -- points ---------------------------------------------------------------------------------------------------

const search = makeEngine(DATA);
/** @type {(query: string, address: string, options?: {facets?: Facets}) => number} */
const pointsOf = (query, address, options) => search(query, options).find((answer) => answer.address === address)?.points ?? 0;
const BIRTH = "thu-tuc/1.000001/";
const NAME = ["dang", "ki", "khai", "sinh"];

/** The points of an entry: how its best text answers, and how well all its texts meet the words. @type {(text: number, whole: number) => number} */
const join = (text, whole) => 0.6 * text + 0.4 * whole;

test("a text answers by how much of the query it covers, how much of it is covered, and in order", () => {
  const all = worths(...NAME);
  near(pointsOf("đăng ký khai sinh", BIRTH), 1, "the name itself");
  near(pointsOf("dang khai ki sinh ", BIRTH), join(0.65 + 0.27, 1), "in no order");
  const half = worths("dang", "ki", "khai") / all;
  near(pointsOf("đăng ký khai ", BIRTH), join(0.65 + 0.27 * half + 0.08, 1), "three words of four");
  const known = all / (all + 0.25);
  near(pointsOf("đăng ký khai sinh zzzz ", BIRTH), known, "and a word that nobody knows");
  near(pointsOf("khai dang ki ", BIRTH), join(0.65 + 0.27 * half + 0.08 / 2, 1), "two of three in order");
});

test("a synonym is nearly the word itself, other marks are less", () => {
  const [ket, all] = [worths("ket", "hon"), worths("dang", "ki", "ket", "hon")];
  near(pointsOf("cưới ", "thu-tuc/1.000002/"), join(0.92 * (0.65 + 0.27 * 0.92 * ket / all + 0.08), 0.92), "cưới");
  const words = worths(...NAME);
  const met = (worths("dang", "ki", "sinh") + 0.75 * worthOf("khai")) / words;
  near(pointsOf("đăng ký khải sinh ", BIRTH), join(met * (0.65 + 0.27 * met + 0.08), met), "khải");
});

test("a synonym of another group says nothing of a text", () => {
  const khai = worthOf("khai");
  const asked = khai / (0.25 + khai);
  near(pointsOf("cưới khai ", "thu-tuc/1.000003/"), join(asked * (0.65 + 0.27 * khai / worths("dang", "ki", "khai", "tu") + 0.08), asked), "cưới khai");
});

test("what answers a quarter of a query or less is no answer", () => {
  assert.ok(pointsOf("zzzz yyyy wwww khai ", BIRTH) > 0.25);
  assert.deepEqual(search("zzzz yyyy wwww vvvv jjjj zzzz yyyy wwww khai "), []);
});

test("what is found in a lesser text counts less, and words of several texts are put together", () => {
  const text = worths("tinh", "trang") / worths("xac", "nhan", "tinh", "trang", "hon", "nhan");
  near(pointsOf("tình trạng ", "thu-tuc/2.000005/"), join(0.65 + 0.27 * text + 0.08, 1), "a name");
  near(pointsOf("hộ tịch ", "linh-vuc/ho-tich/"), Math.min(0.9, pointsOf("hộ tịch ", BIRTH) - 1e-6), "the title of a field, after the best procedure");
  near(pointsOf("hộ tịch ", BIRTH), 0.7 * 0.6 + 0.7 * 0.4, "a field");
  near(pointsOf("hộ tịch ", BIRTH, { facets: { event: "sinh-con" } }), 0.7, "the same among fewer");
});

test("a posting stands where its procedure and its commune bring it", () => {
  const [meant, commune_] = [worths(...NAME), 1];
  near(pointsOf("đăng ký khai sinh hồng vân", "ha-noi/hong-van/1.000001/"), (meant + commune_) / (meant + commune_), "both in full");
  near(pointsOf("đăng ký khai sinh hồng vâm", "ha-noi/hong-van/1.000001/"), (meant + 0.82) / (meant + commune_), "a slip");
  near(pointsOf("đăng ký khai sinh hồng vân", "ha-noi/hong-van/"), commune_ / (meant + commune_), "the commune itself");
  near(pointsOf("hồng vân", "ha-noi/hong-van/"), 1.1, "alone");
  near(pointsOf("hồng vâm", "ha-noi/hong-van/"), 1.1 * 0.82, "alone, with a slip");
  const tu = worths("dang", "ki", "khai", "tu");
  near(pointsOf("đăng ký khai tử hồng vân", "ha-noi/hong-van/"), (tu * 0.9 + 1) / (tu + 1), "a commune that does not post it");
});

test("procedures of one name are told apart by their provinces, and each is posted in its own alone", () => {
  const own = (/** @type {string} */ code, /** @type {string} */ province) => procedure(code, "Cấp giấy xác nhận mẫu", { province });
  const find = makeEngine({ ...DATA, procedures: [...DATA.procedures, own("2.000901", "ha-noi"), own("2.000902", "ha-tinh")] });
  /** @type {(query: string, home?: string) => string[]} */
  const found = (query, home) => find(query, { home }).filter(({ title }) => title.startsWith("Cấp")).map(({ address, note }) => `${address} ${note}`);
  const [ofHaNoi, ofHaTinh] = ["thu-tuc/2.000901/ Hộ tịch, riêng của thành phố Hà Nội", "thu-tuc/2.000902/ Hộ tịch, riêng của tỉnh Hà Tĩnh"];
  assert.deepEqual(found("giấy xác nhận mẫu"), [ofHaNoi, ofHaTinh]);
  assert.deepEqual(found("giấy xác nhận mẫu hà tĩnh"), [ofHaTinh, ofHaNoi]);
  assert.deepEqual(found("giấy xác nhận mẫu", "ha-tinh/hue"), [ofHaNoi, "ha-tinh/hue/2.000902/ tại phường Huế"]);
  assert.deepEqual(found("giấy xác nhận mẫu hồng vân").filter((one) => one.includes("hong-van")), ["ha-noi/hong-van/2.000901/ tại xã Hồng Vân"]);
});

test("what is no procedure is meant less: done elsewhere, a document that was not asked for, one that has ended, a page that hardly answers", () => {
  near(pointsOf("ly hôn ", "lam-o-dau/ly-hon/"), 0.92, "elsewhere");
  near(pointsOf("một cửa đổi mới ", "tin-tuc/2026/mot-cua/"), 0.9, "the title of an article");
  assert.ok(pointsOf("tin một cửa đổi mới ", "tin-tuc/2026/mot-cua/") > 1.1, "who asks for news");
  near(pointsOf("sắp thay đổi ", "sap-thay-doi/"), 0.9, "the title of a page");
  const [met, alias] = [worths("nam", "sau"), worths("nam", "sau", "co", "gi", "moi")];
  /** @param {number} unknown */
  const vague = (unknown) => join(met / (met + 0.25 * unknown) * (0.65 + 0.27 * met / alias + 0.08), met / (met + 0.25 * unknown));
  near(pointsOf("năm sau zzzz ", "sap-thay-doi/"), vague(1), "most of what is asked");
  near(pointsOf("năm sau zzzz yyyy wwww ", "sap-thay-doi/"), 0.8 * vague(3), "less than 0.7 of it");
  const law = "van-ban/60-2014-qh13/";
  const [asked, title] = [worths("ho", "tich"), worths("luat", "ho", "tich")];
  near(pointsOf("hộ tịch ", law), 0.8 * 0.9 * join(0.65 + 0.27 * asked / title + 0.08, 1), "a document");
  const ended = makeEngine({ ...DATA, pages: DATA.pages.map((page) => ({ ...page, ended: true })) });
  const [before] = ended("60/2014/QH13");
  near(before.points, 0.8 * pointsOf("60/2014/QH13", law), "one that has ended");
});
