// How well each thing that can be found answers a query: by its best text, and by all its texts together. Pure.

import { keyOf, sum, WEIGHT } from "./search-index.js";
import { fit } from "./search-words.js";

const SYNONYM = 0.92; // how surely one of a group of synonyms means another
const [ELSEWHERE, NEWS, UNASKED, ENDED] = [0.92, 1.3, 0.8, 0.8];
const ASIDE = 0.07; // no word that only surrounds what is asked is worth more
const VAGUE = 0.7; // a page of the site itself that answers less than this was hardly asked for
/** @type {never[]} */
const NONE = [];

/**
 * How well one text answers: how much of the query it covers, how much of it the query covers, and in order.
 * @param {IndexText} text @param {Query} query @param {number[]} reach how well any text of the entry meets each word of the query
 * @param {number[]} worth
 */
function compare(text, query, reach, worth) {
  const best = new Array(query.worths.length).fill(0); // by place in the query
  const covered = new Array(text.list.length).fill(0); // by place in the text
  const follow = matchWords(text, query, best, covered);
  matchSynonyms(text, query, best, covered);
  const weight = WEIGHT[text.kind];
  best.forEach((value, t) => { reach[t] = Math.max(reach[t] ?? 0, value * weight); });
  const asked = sum(best.map((value, t) => value * query.worths[t]));
  const own = sum(covered.map((value, place) => value * worth[text.list[place].id]));
  const hits = best.filter(Boolean).length;
  const order = hits > 1 ? Math.min(1, follow / (hits - 1)) : 1;
  return weight * (asked / query.total) * (0.65 + 0.27 * (own / text.total) + 0.08 * order);
}

/**
 * Fills in how well the words meet; gives how often two of them follow each other in both.
 * @param {IndexText} text @param {Query} query @param {number[]} best @param {number[]} covered
 */
function matchWords({ list }, { wanted, worths }, best, covered) {
  let follow = 0;
  /** @type {Wanted[]} */
  let before = NONE;
  for (let place = 0; place < list.length; place++) {
    const now = wanted.get(list[place].id) ?? NONE;
    for (const { t, quality, typed } of now) {
      const value = quality * fit(typed, list[place].marks);
      best[t] = Math.max(best[t], value);
      if (worths[t] > ASIDE) covered[place] = Math.max(covered[place], value);
      if (before.some((other) => other.t === t - 1)) follow++;
    }
    before = now;
  }
  return follow;
}

/** @param {IndexText} text @param {Query} query @param {number[]} best @param {number[]} covered */
function matchSynonyms(text, query, best, covered) {
  for (const own of text.said) {
    for (const typed of query.said) {
      if (own.label !== typed.label) continue;
      for (let t = typed.from; t < typed.to; t++) best[t] = Math.max(best[t], SYNONYM);
      for (let place = own.from; place < own.to; place++) covered[place] = Math.max(covered[place], SYNONYM);
    }
  }
}

/** @param {Entry} entry @param {Facets} facets */
function passes(entry, { field, event, audience, online }) {
  if (entry.kind !== "procedure") return !(field || event || audience || online);
  return (!field || entry.field === field) && (!event || entry.events.includes(event))
    && (!audience || entry.audience.includes(audience)) && (!online || entry.online === online);
}

/** What is not a procedure is meant less often, unless it is asked for in so many words. @type {(entry: Entry, points: number, query: Query) => number} */
function weigh(entry, points, { news, law }) {
  switch (entry.kind) {
    case "elsewhere": return ELSEWHERE * points;
    case "article": return news ? NEWS * points : points;
    case "page": if (!entry.number) return points < VAGUE ? 0.8 * points : points;
      return (law ? 1 : UNASKED) * (entry.ended ? ENDED * points : points);
    default: return points;
  }
}

/** What decides between two that answer alike: the shorter name. @param {Entry} entry */
const bulk = (entry) => ("name" in entry ? entry.name.length : 0);

let turn = 0; // the number of the ranking, so that it looks at each text once

/** The texts that share words with the query, each with what those words are worth. @param {Query} query @param {SearchIndex} index */
function meet({ wanted, worths, said }, { places }) {
  /** @type {[key: number, weight: number][]} */
  const keys = [];
  for (const [key, own] of wanted) keys.push([key, Math.max(...own.map(({ t }) => worths[t]))]);
  for (const phrase of said) keys.push([keyOf(phrase), sum(worths.slice(phrase.from, phrase.to))]);
  const heavy = keys.some(([, weight]) => weight >= 0.1);
  /** @type {IndexText[]} */
  const met = [];
  turn++;
  for (const [key, weight] of keys) {
    if (heavy && weight < 0.1) continue;
    for (const text of places.get(key) ?? NONE) {
      if (text.turn !== turn) met.push(Object.assign(text, { turn, shares: 0 }));
      text.shares += weight;
    }
  }
  return met;
}

/**
 * The entries that answer, best first: by the best text of each, and by all its texts together.
 * @param {Query} query @param {Facets} facets @param {SearchIndex} index
 */
export function rank(query, facets, index) {
  const met = meet(query, index);
  const least = 0.3 * met.reduce((most, { shares }) => Math.max(most, shares), 0); // the others cannot win
  /** @type {Map<Entry, {top: number, reach: number[]}>} */
  const found = new Map();
  for (const text of met) {
    if (text.shares < least || !passes(text.entry, facets)) continue;
    const hit = found.get(text.entry) ?? { top: 0, reach: [] };
    found.set(text.entry, hit);
    hit.top = Math.max(hit.top, compare(text, query, hit.reach, index.worth));
  }
  /** @param {number[]} reach */
  const whole = (reach) => sum(reach.map((value, t) => value * query.worths[t])) / query.total;
  return [...found].map(([entry, { top, reach }]) => ({ entry, points: weigh(entry, 0.6 * top + 0.4 * whole(reach), query) }))
    .filter(({ points }) => points > 0.25).sort((a, b) => b.points - a.points || bulk(a.entry) - bulk(b.entry));
}
