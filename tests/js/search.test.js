// The search on a small country of our own, and the words that it is made of.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEngine } from "../../theme/assets/search-engine.js";
import { SearchIndex } from "../../theme/assets/search-index.js";
import { PlaceIndex } from "../../theme/assets/search-places.js";
import { prepare, understand } from "../../theme/assets/search-query.js";
import { decodeTelex, decodeVni, fit, fold, oneSlip, readWords, soundAlike, strip } from "../../theme/assets/search-words.js";
import { commune, DATA, fileOf, procedure } from "./small-country.js";

test("letters lose their marks, dots stay between digits", () => {
  assert.equal(strip("Đăng ký KHAI SINH, ở Huế!"), "dang ky khai sinh o hue");
  assert.equal(strip("thủ tục 1.001193."), "thu tuc 1.001193");
  assert.deepEqual(readWords("T.P. Huế").map(({ plain }) => plain), ["t", "p", "hue"]);
  assert.equal(strip("Đắk R’lấp, Cư M'gar"), "dak rlap cu mgar");
  assert.equal(fold("ký, kí"), "ki ki");
});

test("words keep their marks in a fixed order, wherever the tone is put", () => {
  const [old, modern] = readWords("hoá hóa");
  assert.equal(old.marks, modern.marks);
  assert.deepEqual(readWords("Đường  Mỹ-Đình").map(({ plain, word }) => [plain, word]), [["duong", "duong"], ["my", "mi"], ["dinh", "dinh"]]);
  assert.equal(readWords("người")[0].marks, readWords("ngừơi")[0].marks);
  assert.equal(readWords("đế")[0].marks, "đ\u0301\u0302");
  assert.equal(readWords("đ")[0].marks, "đ");
  assert.equal(readWords("d")[0].marks, "");
  assert.deepEqual(readWords(" ,.! "), []);
  assert.deepEqual(readWords("Cư M’gar").map(({ plain }) => plain), ["cu", "mgar"]);
});

test("marks that were typed may be fewer than a word has; other ones speak against it", () => {
  const [full, part, other, none] = ["đường", "dường", "đượng", "duong"].map((word) => readWords(word)[0].marks);
  assert.equal(fit(full, full), 1);
  assert.equal(fit(none, full), 1);
  assert.equal(fit(part, full), 0.95);
  assert.equal(fit(other, full), 0.75);
});

test("Telex is read, with the keys anywhere in the word", () => {
  const typed = { ddawng: "dang", laam: "lam", leen: "len", thongo: "thong", khuyene: "khuien", dawngd: "dang", kys: "ki", hooj: "ho", tichj: "tich", tenee: "ten", nguwowif: "nguoi", wowr: "uo", thuowngf: "thuong", cwdd: "" };
  for (const [word, plain] of Object.entries(typed)) assert.equal(decodeTelex(word), plain, word);
});

test("what is not Telex is left alone", () => {
  for (const word of ["khai", "sinh", "ho", "1.001193", "a1", "d9a8ng", "xyzt", "w2", "ngngs"]) assert.equal(decodeTelex(word), "", word);
});

test("VNI is read, and nothing else with digits", () => {
  const typed = { d9a8ng: "dang", ky1: "ki", ho65: "ho", ti1ch: "tich", sinh: "", "4g": "", "9ky1": "", ky10: "", c06: "", k1k: "", "1.001193": "" };
  for (const [word, plain] of Object.entries(typed)) assert.equal(decodeVni(word), plain, word);
});

test("a slip is one letter more, less, other, or two swapped", () => {
  for (const other of ["khaai", "kha", "khei", "hkai", "khia", "xkhai", "khaix", "hai"]) {
    assert.ok(oneSlip("khai", other), other);
    assert.ok(oneSlip(other, "khai"), other);
  }
  for (const other of ["khai", "kh", "khaiaa", "kiah", "abcd", "hkia", "iakh", "khieu", "khca", "khiaxy", "ikhahk"]) {
    assert.ok(!oneSlip("khai", other), other);
    assert.ok(!oneSlip(other, "khai"), other);
  }
});

// -- a small country ------------------------------------------------------------------------------------------

const search = makeEngine(DATA);
/** @param {string} query @param {{facets?: Facets, home?: string, limit?: number}} [options] */
const find = (query, options) => search(query, options).map(({ address }) => address);
/** @param {string} query @param {{facets?: Facets, home?: string, limit?: number}} [options] */
const first = (query, options) => find(query, options)[0];
const [BIRTH, MARRIAGE, DEATH, STAY] = [1, 2, 3, 4].map((n) => `thu-tuc/1.00000${n}/`);

test("what is asked for comes first, however it is typed", () => {
  for (const query of ["đăng ký khai sinh", "dang ky khai sinh", "khai sinh", "ddawng kys khai sinh", "d9a8ng ky1 khai sinh", "khaisinh", "khai sihn", "khai sin", "KHAI SINH!"]) {
    assert.equal(first(query), BIRTH, query);
  }
  for (const query of ["ket hon", "kết hôn", "cưới", "tôi muốn cưới", "cuoi o dau", "kethon", "két hon"]) assert.equal(first(query), MARRIAGE, query);
  for (const query of ["bao tu", "báo tử", "khai tử ở đâu"]) assert.equal(first(query), DEATH, query);
  for (const query of ["tam tru", "ở trọ", "o tro", "tạm trú bao nhiêu tiền"]) assert.equal(first(query), STAY, query);
});

test("a code is found whole, without its dot, without its first figure, and with a blank for the dot", () => {
  for (const query of ["1.000002", "1000002", "000002", "1 000002", "1,000002"]) assert.equal(first(query), MARRIAGE, query);
  assert.equal(first("60/2014/QH13"), "van-ban/60-2014-qh13/");
});

test("nothing is found where nothing is meant", () => {
  for (const query of ["", "zzzz qqqq", "!!!", "xyz"]) assert.deepEqual(find(query), [], query);
});

test("marks tell apart what bare letters do not", () => {
  assert.equal(first("khai tử"), DEATH);
  const [right, wrong] = ["khai tử", "khai tự"].map((query) => search(query).find(({ address }) => address === DEATH)?.points ?? 0);
  assert.ok(right > wrong);
});

test("a procedure is found by the short name on its card", () => {
  const asked = makeEngine({ ...DATA, procedures: [...DATA.procedures, procedure("1.000006", "Cấp bản sao từ sổ gốc", { short: "Trích lục" })] });
  assert.equal(asked("trích lục")[0]?.address, "thu-tuc/1.000006/");
});

test("the last word may still be being typed, the others may not", () => {
  for (const query of ["đăng ký kết h", "ket ho", "dang ky tam t"]) assert.ok([MARRIAGE, STAY].includes(first(query)), query);
  assert.equal(first("hôn nh"), "thu-tuc/2.000005/");
  assert.deepEqual(find("x"), []);
});

test("articles, documents, pages, fields and life events have answers of their own", () => {
  assert.deepEqual(search("một cửa đổi mới")[0], { kind: "article", address: "tin-tuc/2026/mot-cua/", title: "Một cửa đổi mới", note: "22/11/2026", points: search("một cửa đổi mới")[0].points });
  const { points, ...page } = search("sắp thay đổi")[0];
  assert.ok(points > 0.5);
  assert.deepEqual(page, { kind: "page", address: "sap-thay-doi/", title: "Sắp thay đổi", note: "Đã biết trước" });
  const field = search("hộ tịch").find(({ kind }) => kind === "field");
  assert.deepEqual([field?.address, field?.title, field?.note], ["linh-vuc/ho-tich/", "Hộ tịch", "Lĩnh vực, 4 thủ tục"]);
  const event = search("sinh con").find(({ kind }) => kind === "event");
  assert.deepEqual([event?.address, event?.title, event?.note], ["su-kien/sinh-con/", "Sinh con", "Sự kiện trong đời, 1 thủ tục"]);
  assert.ok(!find("trống").includes("linh-vuc/trong/"), "a field without procedures has no page");
});

test("the page of a field or of a life event comes after the best procedure", () => {
  const kinds = search("sinh con").map(({ kind }) => kind);
  assert.ok(kinds.indexOf("procedure") < kinds.indexOf("event"), kinds.join());
});

test("facets narrow the answers to procedures that have them", () => {
  assert.deepEqual(find("đăng ký", { facets: { field: "cu-tru" } }), [STAY]);
  assert.deepEqual(find("đăng ký", { facets: { event: "sinh-con" } }), [BIRTH]);
  assert.deepEqual(find("đăng ký", { facets: { audience: "business" } }), [DEATH]);
  assert.deepEqual(find("đăng ký", { facets: { online: "full" } }), [BIRTH]);
  assert.deepEqual(find("đăng ký", { facets: { online: "full", field: "cu-tru" } }), []);
  assert.deepEqual(find("hộ tịch", { facets: { event: "qua-doi" } }), [DEATH]);
  assert.deepEqual(find("một cửa", { facets: { field: "ho-tich" } }).filter((address) => address.startsWith("tin-tuc")), []);
  assert.ok(find("đăng ký", { facets: { field: "" } }).length > 3);
});

test("the chosen commune makes answers local where it posts them", () => {
  const [answer] = search("khai sinh", { home: "ha-noi/hong-van" });
  assert.deepEqual([answer.address, answer.title, answer.note], ["ha-noi/hong-van/1.000001/", "Đăng ký khai sinh", "tại xã Hồng Vân"]);
  assert.equal(first("khai tử", { home: "ha-noi/hong-van" }), DEATH);
  assert.equal(search("khai tử", { home: "ha-noi/hong-van" })[0].note, "Hộ tịch");
});

test("a commune that is named has a page, by its name, by a former one, with a slip", () => {
  for (const query of ["hồng vân", "xã hồng vân", "hong van", "hong vân", "hồng vâm", "hồg vân", "xa hong van ha noi", "UBND hồng vân"]) {
    const found = search(query)[0];
    assert.deepEqual([found?.address, found?.kind, found?.title, found?.note], ["ha-noi/hong-van/", "commune", "xã Hồng Vân", "thành phố Hà Nội"], query);
  }
  for (const query of ["phương mai", "phuong mai", "khương thượng", "khuong thuong"]) assert.equal(first(query), "ha-noi/kim-lien/", query);
  assert.equal(first("phường huế"), "ha-tinh/hue/");
  assert.equal(first("huế"), "ha-tinh/hue/");
  assert.ok(!find("nay không còn").includes("ha-noi/kim-lien/"));
});

test("namesakes are told with their provinces, and the province that is named comes first", () => {
  const both = search("thạch khê").filter(({ kind }) => kind === "commune");
  assert.deepEqual(both.map(({ title }) => title), ["xã Thạch Khê, thành phố Hà Nội", "xã Thạch Khê, tỉnh Hà Tĩnh"]);
  assert.equal(first("thạch khê tỉnh hà tĩnh"), "ha-tinh/thach-khe/");
  assert.equal(first("thach khe tinh ha tinh"), "ha-tinh/thach-khe/");
});

test("a procedure and a commune together lead to the posting", () => {
  for (const query of ["khai sinh hồng vân", "hồng vân khai sinh", "dang ky khai sinh o xa hong van", "khai sinh xã hồng vân hà nội", "làm giấy khai sinh tại hong van"]) {
    assert.equal(first(query), "ha-noi/hong-van/1.000001/", query);
  }
  const found = find("khai sinh thạch khê");
  assert.deepEqual(found.slice(0, 2).sort(), ["ha-noi/thach-khe/1.000001/", "ha-tinh/thach-khe/1.000001/"]);
});

test("where the commune does not post it, the whole country's page leads, and the commune is named", () => {
  const found = find("khai tử hồng vân");
  assert.equal(found[0], DEATH);
  assert.ok(found.includes("ha-noi/hong-van/"));
});

test("what asks only for the office leads to the commune", () => {
  for (const query of ["giờ làm việc hồng vân", "trụ sở xã hồng vân", "hồng vân ở đâu"]) assert.equal(first(query), "ha-noi/hong-van/", query);
});

test("no address is given twice, and no more than were asked for", () => {
  for (const query of ["đăng ký", "khai sinh hồng vân", "thạch khê khai sinh"]) {
    const found = find(query);
    assert.equal(new Set(found).size, found.length, query);
    assert.deepEqual(find(query, { limit: 2 }), found.slice(0, 2), query);
    const points = search(query).map((answer) => answer.points);
    assert.deepEqual(points, [...points].sort((a, b) => b - a), query);
  }
});

test("what is done elsewhere says where, also where a commune is named", () => {
  for (const query of ["ly hôn", "li di", "bỏ chồng", "ly hôn hồng vân"]) {
    const found = search(query).find(({ kind }) => kind === "elsewhere");
    assert.deepEqual([found?.address, found?.title, found?.note], ["lam-o-dau/ly-hon/", "Ly hôn", "Nơi nhận: Tòa án nhân dân"], query);
  }
  assert.equal(first("ly hôn"), "lam-o-dau/ly-hon/");
});

test("a province is found by its name, by a short one, and by that of an old province", () => {
  for (const query of ["hà nội", "ha noi", "thành phố hà nội", "hn", "các xã ở hà nội"]) assert.equal(first(query), "ha-noi/", query);
  const [old] = search("kiên giang");
  assert.deepEqual([old.kind, old.address, old.title], ["province", "xa/an-giang/", "tỉnh Kiên Giang nay thuộc tỉnh An Giang"]);
  assert.equal(first("khai sinh hà tĩnh"), BIRTH);
});

test("two matters in one query have their answers side by side", () => {
  assert.deepEqual(find("kết hôn hồng vân rồi tạm trú kim liên").slice(0, 2), ["ha-noi/hong-van/1.000002/", "ha-noi/kim-lien/1.000004/"]);
  assert.deepEqual(find("khai sinh hồng vân tạm trú kim liên").slice(0, 2), ["ha-noi/hong-van/1.000001/", "ha-noi/kim-lien/1.000004/"]);
  assert.deepEqual(find("đăng ký kết hôn và đăng ký tạm trú").slice(0, 2), [MARRIAGE, STAY]);
  assert.equal(first("xác nhận tình trạng hôn nhân"), "thu-tuc/2.000005/");
});

test("words sound alike where ch and tr, d and gi are said alike", () => {
  for (const [a, b] of [["chu", "tru"], ["chung", "trung"], ["gia", "da"], ["gioi", "doi"]]) assert.ok(soundAlike(a, b) && soundAlike(b, a), a);
  for (const [a, b] of [["chu", "chu"], ["chu", "thu"], ["gi", "d"], ["gin", "dn"], ["achu", "atru"]]) assert.ok(!soundAlike(a, b), a);
});

test("a name is meant where what the place lies in follows it, whatever else its words may say; a district asks for no place of its own", () => {
  const data = { ...DATA, files: [fileOf([commune("ha-noi/x", "xã", "Kết Hôn"), commune("ha-noi/y", "xã", "Trấn Vân")], [], [
    { district: "huyện Nhà Vân", province: "", names: { "xã Tình Trạng": [0] } },
    { district: "huyện Nam Trạng", province: "", names: { "xã Hồng Đa": [1] } },
  ])] };
  const joined = new SearchIndex(data);
  const named = new PlaceIndex(data, joined);
  /** @param {string} query */
  const found = (query) => named.find(understand(query, joined)).map(({ commune: { path }, rest, quality }) => [path, quality, rest.map(({ word }) => word).join(" ")]);
  assert.deepEqual(found("tinh trang nha van"), [["ha-noi/x", 0.97, ""]]);
  assert.deepEqual(found("khai tử tình trạng, huyện nhà vân"), [["ha-noi/x", 0.97, "khai tu"]]);
  assert.deepEqual(found("tinh trang nam trang"), [["ha-noi/x", 0.8 * 0.97, ""]], "a district of the province in which it did not lie");
  assert.deepEqual(found("tinh trang"), [["ha-noi/x", 0.8 * 0.97, ""]], "words that say something else are an old name less surely");
  assert.deepEqual(found("thị trấn vân"), [], "the second half of a kind begins no name");
});

test("the codes of the portal and of a printed sheet are known as they are written", () => {
  for (const query of ["1.000001.000.00.00.H26", "1.000001.000.00.00.h35", "mã 1.000001.01", "1 000001"]) assert.equal(first(query), BIRTH, query);
  for (const query of ["HW5-V9Z-PPJ-301-7VE-FG9", "hw5 v9z ppj 301 7ve fg9", "HW5V9ZPPJ3017VEFG9", "#HW5V9ZPPJ3017VEFG9", "HTTPS://TRANG.EXAMPLE/K/#HW5V9ZPPJ3017VEFG9"]) assert.equal(first(query), "kiem-tra/#HW5-V9Z-PPJ-301-7VE-FG9", query);
  assert.ok(!find("làm cho con hai sao").some((address) => address.startsWith("kiem-tra")), "words of three letters");
});

test("a Đ of another alphabet is a Đ", () => assert.equal(search("Ðống Ða")[0]?.title, "phường Đống Đa"));

test("an answer that hardly answers is marked as a guess", () => {
  assert.ok(search("khai sinh").filter(({ weak }) => !weak).length > 0);
  assert.ok(search("zzzz yyyy wwww vvvv jjjj khai ").every(({ weak }) => weak));
});

test("who asks for hours and has chosen a commune gets its office first", () => {
  const page = { address: "gio-lam-viec/", title: "Giờ làm việc", note: "", words: ["mấy giờ mở cửa", "thứ bảy có làm việc không"] };
  const asked = makeEngine({ ...DATA, pages: [...DATA.pages, page] });
  assert.equal(asked("thu bay co lam viec khong")[0].address, "gio-lam-viec/");
  assert.deepEqual(asked("thu bay co lam viec khong", { home: "ha-noi/hong-van" }).slice(0, 2).map(({ address }) => address), ["ha-noi/hong-van/", "gio-lam-viec/"]);
});

test("initials with which a name begins stand for its words; not where they begin a word, nor where they are few", () => {
  const index = new SearchIndex(DATA);
  /** @param {string} query */
  const words = (query) => understand(query, index).map(({ word }) => word);
  assert.deepEqual(words("ĐKKS"), ["dang", "ki", "khai", "sinh"]);
  assert.deepEqual(words("dkks"), ["dang", "ki", "khai", "sinh"]);
  assert.deepEqual(words("đk"), ["dk"], "two letters");
  assert.deepEqual(words("ksdk"), ["ksdk"], "in no name in this order");
  assert.deepEqual(words("sin"), ["sin"], "a word that is being typed");
});

test("a province may be named behind what a commune was called, too", () => {
  const index = new SearchIndex(DATA);
  /** @param {string} query */
  const left = (query) => new PlaceIndex(DATA, index).find(understand(query, index)).map(({ commune: { path }, rest }) => [path, rest.length]);
  assert.deepEqual(left("phuong mai ha noi"), [["ha-noi/kim-lien", 0]]);
});

test("of two that answer alike the shorter name comes first, and an answer that is much worse than the best not at all", () => {
  const pair = [procedure("1.000007", "Cấp phép xây nhà ở riêng lẻ", { aliases: ["giấy phép xây nhà"] }), procedure("1.000008", "Cấp phép xây chợ", { aliases: ["giấy phép xây nhà"] })];
  for (const procedures of [pair, pair.toReversed()]) {
    assert.deepEqual(makeEngine({ ...DATA, procedures })("giấy phép xây nhà").map(({ address }) => address), ["thu-tuc/1.000008/", "thu-tuc/1.000007/"]);
  }
});

test("who begins with the word for news asks for news", () => {
  const index = new SearchIndex(DATA);
  assert.deepEqual(["tin khai sinh", "khai sinh tin", "khai sinh"].map((query) => prepare(understand(query, index), index).news), [true, false, false]);
});
