// The search finds what people mean: the golden set (tests/search/), on the site's own data.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEngine } from "../../theme/assets/search-engine.js";
import { choose, withEnglish } from "../../theme/assets/search-english.js";
import { given } from "./given.js";

const [FOUND, FIRST] = [0.99, 0.95]; // of all queries, found among the first five; of those with a best answer, found first

/** Where the answers of the golden set lead: a code alone is a procedure of the whole country. @param {string | string[]} answers */
const addressesOf = (answers) => [answers].flat()
  .map((answer) => (/^\d\.\d{6}$/.test(answer) ? `thu-tuc/${answer}/` : `${answer}/`));

/** An address without the place in its page; of a commune not on the site its path: xa/ha-noi/#ba-dinh → ha-noi/ba-dinh/ @param {string} address */
const plain = (address) => address.replace(/^xa\/(.+)\/#(.+)$/, "$1/$2/").replace(/#.*$/, "");

/** Searches as the search box does: in both languages where words are of no Vietnamese text. @returns {(query: string) => SearchAnswer[]} */
function makeSearch() {
  const [data, files] = [given("search"), given("places")];
  const [vietnamese, both] = [openEngine({ ...data, files }), openEngine({ ...withEnglish(data, given("english")), files })];
  return (query) => (vietnamese.isForeign(query) ? choose(vietnamese.search(query), both.search(query)) : vietnamese.search(query));
}

test("nearly every query of the golden set finds its answer, and finds it first", () => {
  const search = makeSearch();
  const golden = given("golden");
  /** @type {Record<"missed" | "second", string[]>} */
  const { missed, second } = { missed: [], second: [] };
  for (const { query, first, among } of golden) {
    const found = search(query).slice(0, 5).map(({ address }) => plain(address));
    const right = addressesOf(first ?? among ?? []);
    if (!found.some((address) => right.includes(address))) missed.push(`${query}: ${found}`);
    else if (first && !right.includes(found[0])) second.push(`${query}: ${found[0]}`);
  }
  const firsts = golden.filter(({ first }) => first).length;
  assert.ok(missed.length <= (1 - FOUND) * golden.length, missed.join("; "));
  assert.ok(second.length + missed.length <= (1 - FIRST) * firsts, second.join("; "));
});

test("two words that stand together nowhere are only guesses; a shop is no district", () => {
  const search = makeSearch();
  for (const query of ["ly thân", "van diem"]) assert.ok(search(query).every(({ weak }) => weak), query);
  assert.equal(search("mo quan o hong van")[0].address, "ha-noi/hong-van/1.001612/");
});

test("the files of places that a query needs are those in which its places stand", () => {
  const [data, files] = [given("search"), given("places")];
  const engine = openEngine({ ...data, communes: [] });
  for (const [query, path] of [["ba dinh", "ha-noi/ba-dinh"], ["khai sinh xã hà hồi", "ha-noi/hong-van"], ["quan thanh", "ha-noi/ba-dinh"]]) {
    engine.needs(query, "").forEach((number) => engine.addFile(files[number]));
    assert.deepEqual(engine.needs(query, ""), [], query);
    assert.ok(engine.search(query).some(({ address }) => plain(address) === `${path}/`), query);
  }
  assert.equal(openEngine(data).needs("đăng ký khai sinh", "").length, 0);
});

test("a name may begin with the word of a kind", () => {
  const [data, files] = [given("search"), given("places")];
  for (const [query, path] of [["Thanh Xuân", "ha-noi/thanh-xuan"], ["thanh oai", "ha-noi/thanh-oai"], ["phuong lien dong da", "ha-noi/kim-lien"],
    ["tay dang ba vi", "ha-noi/quang-oai"], ["thanh xuan bac", "ha-noi/thanh-xuan"]]) {
    const engine = openEngine({ ...data, communes: [] });
    engine.needs(query, "").forEach((number) => engine.addFile(files[number]));
    assert.ok(engine.search(query).slice(0, 2).some(({ address }) => plain(address) === `${path}/`), query);
  }
  for (const query of ["phường thường tín", "xã thường tín", "tp vinh"]) assert.equal(openEngine(data).needs(query, "").length, 1, query);
});

test("what stands before a district is asked for once the district is known", () => {
  const [data, files] = [given("search"), given("places")];
  const engine = openEngine({ ...data, communes: [] });
  const rounds = [1, 2, 3].map(() => {
    const numbers = engine.needs("van hoa ba vi", "");
    numbers.forEach((number) => engine.addFile(files[number]));
    return numbers.length;
  });
  assert.ok(rounds[0] > 0 && rounds[1] > 0 && rounds[2] === 0, rounds.join());
  assert.equal(plain(engine.search("van hoa ba vi")[0].address), "ha-noi/yen-bai/");
});

test("a word beside a commune that is nothing known asks for the commune, and for no procedure there", () => {
  const search = makeSearch();
  const [first, ...others] = search("hồng vân hoàng").filter(({ weak }) => !weak);
  assert.equal(first.address, "ha-noi/hong-van/");
  assert.ok(others.every(({ code }) => !code));
});
