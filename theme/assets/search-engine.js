// The search: finds procedures, communes, provinces, what is done elsewhere, fields, life events, documents and articles as Vietnamese
// people type. Pure.
//
// Stock engines miss `dang ky` → “đăng ký”, because đ has no decomposition, and know nothing of Telex. Here every text of
// an entry is compared with the query (search-ranking.js), and none needs a hand-made rank.

import { describeEntry, describePlace, describeProvince, describeSheet } from "./search-answers.js";
import { readSheet } from "./search-codes.js";
import { SearchIndex } from "./search-index.js";
import { divide, spellCommas } from "./search-intents.js";
import { PlaceIndex } from "./search-places.js";
import { prepare, understand } from "./search-query.js";
import { rank } from "./search-ranking.js";

const COMMUNE = 1; // what a commune's name is worth in a query
const ELSEWHERE = 0.9; // another province's own procedure, where a province is named
const BESIDE_NEWS = 0.8; // a commune, where news of it are asked for
const LOCAL = 10; // procedures that are looked at in a commune
const [SURE, BOTH] = [0.7, 0.7]; // how surely each of two matters is meant, and how much less surely both together
const SURE_NAME = 0.8; // a commune not on the site that is named less surely tells nothing of procedures
const HOURS = "gio-lam-viec/"; // who asks for hours and has chosen a commune means its office
const APART = 0.5; // two words that stand beside each other nowhere: “ly thân” is neither “ly hôn” nor “độc thân”
const GUESSED = 0.5; // how surely a word is another one that differs by a slip, where nothing beside it says so
const WEAK = 0.42; // below this, an answer is only a guess

/** Whether a word is only like others that are known: “hoàng” of Hoàng Liên Sơn asks for nothing. @param {Token} token */
const isGuessed = ({ means }) => means.size > 0 && Math.max(...means.values()) <= GUESSED;

/** Another province's own procedure is never posted. @type {(commune: AnyCommune, procedure: SearchProcedure) => boolean} */
const posts = (commune, { code, province }) => "missing" in commune && !commune.missing.includes(code) && (!province || commune.path.startsWith(`${province}/`));

/** Communes that are not on the site share the page of their province. @type {(shown: Set<string>, answer: SearchAnswer) => boolean} */
function isNew(shown, { address }) {
  return !shown.has(address) && Boolean(shown.add(address));
}

/** @param {SearchAnswer[]} answers the best first, each address once */
function order(answers) {
  const shown = new Set();
  return answers.sort((a, b) => b.points - a.points).filter((answer) => isNew(shown, answer));
}

/** Whether two answers are the same procedure, wherever, or the same page. @type {(one: SearchAnswer, other: SearchAnswer) => boolean} */
const isOf = (one, other) => one.address === other.address || Boolean(one.code && one.code === other.code);

/** Whoever names two communes means two matters. @type {(one: SearchAnswer, other: SearchAnswer) => boolean} */
const inTwoPlaces = (one, other) => Boolean(one.place && other.place && one.place !== other.place);

/** Whether two words are asked for that are together nowhere, in neither order. @type {(tokens: Token[], query: Query, index: SearchIndex) => boolean} */
function isStrange(tokens, { said }, index) {
  const [one, other] = tokens;
  if (tokens.length !== 2 || said.length || one.aside || other.aside || !one.ids.length || !other.ids.length) return false;
  return !one.ids.some((id) => other.ids.some((next) => index.follow(id, next) || index.follow(next, id)));
}

/**
 * Whether the best answer to the whole is better than those to its parts, or one of them is done elsewhere and what stands beside it
 * fits it too: marriage with a foreigner.
 * @type {(one: SearchAnswer, other: SearchAnswer, best: SearchAnswer | undefined) => boolean}
 */
function isOneMatter(one, other, best) {
  if (!best) return false;
  const same = [one, other].find((part) => isOf(part, best));
  return same ? same.kind === "elsewhere" && best.points >= same.points : best.points > BOTH * (one.points + other.points) / 2;
}

/** What has the words, worth less where they stand together nowhere. @type {(tokens: Token[], query: Query, facets: Facets, index: SearchIndex) => Hit[]} */
function rankKnown(tokens, query, facets, index) {
  const share = isStrange(tokens, query, index) ? APART : 1;
  return rank(query, facets, index).map((hit) => ({ ...hit, points: share * hit.points }));
}

class Engine {
  /** @param {SearchData} data */
  constructor(data) {
    this.index = new SearchIndex(data);
    this.places = new PlaceIndex(data, this.index);
  }

  /**
   * Everything that answers, the best first; `home` is the path of the chosen commune.
   * @type {Search}
   */
  search = (query, { facets = {}, home = "", limit = Infinity } = {}) => {
    const sheet = readSheet(query);
    if (sheet) return [describeSheet(sheet)];
    const tokens = understand(spellCommas(query), this.index);
    const named = this.places.find(tokens);
    const whole = this.answer(tokens, named, facets, home);
    const both = this.answerBoth(tokens, named, facets, home, whole);
    return order([...both, ...whole]).slice(0, limit).map((answer) => (answer.points < WEAK ? { ...answer, weak: true } : answer));
  };

  /** @type {(tokens: Token[], named: FoundCommune[], facets: Facets, home: string) => SearchAnswer[]} */
  answer(tokens, named, facets, home) {
    const province = this.places.findProvince(tokens);
    const { news } = prepare(tokens, this.index);
    const [rest, path] = province && province.quality > 0.9 ? [province.rest, province.province.path] : [tokens, ""];
    return order([
      ...this.answerEverywhere(rest, facets, home).map((answer) => (path && answer.owner && answer.owner !== path
        ? { ...answer, points: ELSEWHERE * answer.points } : answer)),
      ...this.answerInProvince(province, named),
      ...this.answerInCommunes(named, facets).map((answer) => (news && answer.kind !== "article" ? { ...answer, points: BESIDE_NEWS * answer.points } : answer)),
    ]);
  }

  /**
   * The best answer to each of two matters, where they are better told apart.
   * @type {(tokens: Token[], named: FoundCommune[], facets: Facets, home: string, whole: SearchAnswer[]) => SearchAnswer[]}
   */
  answerBoth(tokens, named, facets, home, whole) {
    const parts = divide(tokens, named).map((part) => this.answer(part, this.places.find(part), facets, home)
      .find(({ code, kind }) => Boolean(code) || kind === "elsewhere"));
    const [one, other] = parts;
    if (!one || !other || one.address === other.address || Math.min(one.points, other.points) < SURE) return [];
    if (!inTwoPlaces(one, other) && isOneMatter(one, other, whole[0])) return [];
    const top = Math.max(whole[0]?.points ?? 0, one.points, other.points) + 0.01;
    const [first, second] = one.code ? [one, other] : [other, one]; // what is done here before what is done elsewhere
    return [{ ...first, points: top + 0.001 }, { ...second, points: top }];
  }

  /**
   * Procedures and pages of the whole country, or of the chosen commune.
   * @type {(tokens: Token[], facets: Facets, home: string) => SearchAnswer[]}
   */
  answerEverywhere(tokens, facets, home) {
    const { index, places } = this;
    const chosen = places.at(home);
    const query = prepare(tokens, index);
    const hits = rankKnown(tokens, query, facets, index);
    // The page of a field or of a life event comes right after the best of its kind of thing: a procedure.
    const top = hits.find(({ entry }) => entry.kind === "procedure")?.points ?? 1;
    return hits.flatMap(({ entry, points }) => {
      if (chosen && "missing" in chosen && entry.kind === "page" && entry.address === HOURS) {
        return [describePlace({ commune: chosen, old: null }, points + 1e-6, places), describeEntry(entry, points, undefined, index, places)];
      }
      const at = entry.kind === "procedure" && chosen && posts(chosen, entry) ? chosen : undefined;
      return describeEntry(entry, "many" in entry ? Math.min(points, top - 1e-6) : points, at, index, places);
    });
  }

  /** @type {(found: FoundProvince | null, named: FoundCommune[]) => SearchAnswer[]} */
  answerInProvince(found, named) {
    if (!found) return [];
    const { meant, total } = prepare(found.rest, this.index);
    const hidden = named.some(({ value, old }) => value > found.value + 0.3 && !old?.district); // “thạch khê hà tĩnh” asks for the commune
    const points = hidden ? 0.3 : meant < 0.15 ? 1.12 * found.quality : found.quality / (total + COMMUNE);
    return [describeProvince(found, points)];
  }

  /**
   * Each commune that is named, and the procedures there that the other words ask for.
   * @param {FoundCommune[]} named @param {Facets} facets
   */
  answerInCommunes(named, facets) {
    /** @type {SearchAnswer[]} */
    const answers = [];
    /** The words left → what they find: namesakes share it. @type {Map<string, Rest>} */
    const ranked = new Map();
    for (const [place, found] of named.entries()) {
      const key = found.rest.map(({ word }) => word).join(" ");
      const asked = ranked.get(key) ?? (ranked.size < 3 ? this.rankRest(found.rest, facets) : null);
      if (!asked) continue;
      ranked.set(key, asked);
      answers.push(...this.answerInCommune(found, asked, 1 - 0.002 * place));
    }
    return answers;
  }

  /** @param {Token[]} rest @param {Facets} facets @returns {Rest} */
  rankRest(rest, facets) {
    const whole = prepare(rest, this.index);
    const asked = rest.filter((_, t) => !whole.besides[t]); // “chiều thứ 7” beside a procedure: its page in the commune says when
    const query = asked.length < rest.length && whole.meant >= 0.15 ? prepare(asked, this.index) : whole;
    if (query.meant < 0.15 || (!query.said.length && asked.every(isGuessed))) return { total: query.total, local: [], elsewhere: [], bare: true };
    /** @type {Pick<Rest, "local" | "elsewhere">} */
    const { local, elsewhere } = { local: [], elsewhere: [] };
    for (const { entry, points } of rankKnown(asked, query, facets, this.index)) {
      if (entry.kind === "procedure" && points > 0.35) local.push({ entry, points });
      if ((entry.kind === "elsewhere" || entry.kind === "article") && points > 0.6) elsewhere.push({ entry, points });
    }
    return { total: query.total, local: local.slice(0, LOCAL), elsewhere, bare: false };
  }

  /** @type {(found: FoundCommune, asked: Rest, share: number) => SearchAnswer[]} `share`: less for those that are named less surely */
  answerInCommune(found, { total, local, elsewhere, bare }, share) {
    const commune = found.commune;
    const quality = share * found.quality;
    /** @param {number} points */
    const join = (points) => (total * points + COMMUNE * quality) / (total + COMMUNE);
    if (!("missing" in commune)) {
      const better = elsewhere.filter(({ points }) => points > (local[0]?.points ?? 0)); // nothing else before what is left out
      const asked = quality > SURE_NAME ? [...local, ...elsewhere] : better;
      const answers = asked.map((hit) => describeEntry(hit.entry, 0.98 * join(hit.points), undefined, this.index, this.places));
      return [describePlace(found, bare ? 1.1 * quality : join(0), this.places), ...answers];
    }
    // A commune that does not post the procedure: the procedure's national page, and the commune.
    const lacks = local.length && !posts(commune, local[0].entry);
    const points = bare ? 1.1 * quality : join(lacks ? 0.9 * local[0].points : 0);
    return [
      describePlace(found, points, this.places),
      ...elsewhere.map((hit) => describeEntry(hit.entry, join(hit.points), undefined, this.index, this.places)),
      ...local.map((hit) => {
        const there = posts(commune, hit.entry);
        return describeEntry(hit.entry, join(hit.points) * (there ? 1 : 0.98), there ? commune : undefined, this.index, this.places);
      }),
    ];
  }

  /** The numbers of the files of places that a query needs and that are not here. @type {(query: string, home: string) => number[]} */
  needs = (query, home) => this.places.needs(understand(query, this.index), home);

  /** Whether a query has a word that nothing here has, nor begins with: it may be English. @param {string} query */
  isForeign = (query) => {
    const tokens = understand(query, this.index);
    const typing = /[\p{L}\d]$/u.test(query) ? tokens.length - 1 : -1;
    return tokens.some(({ ids, word }, t) => !ids.length && /^[a-z]{2,}$/.test(word)
      && !(t === typing && this.index.lexicon.some((own) => own.startsWith(word))));
  };

  /** Whether somebody asks for news. @param {string} query */
  asksNews = (query) => Boolean(prepare(understand(spellCommas(query), this.index), this.index).news);

  /** @param {PlaceFile} file */
  addFile = (file) => this.places.addFile(file);
}

/** What searches the data: see `Engine`. @param {SearchData} data @returns {SearchEngine} */
export const openEngine = (data) => new Engine(data);

/** The search in data that are all there. @param {SearchData} data @returns {Search} */
export const makeEngine = (data) => openEngine(data).search;
