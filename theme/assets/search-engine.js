// The search: finds procedures, communes, fields, life events and articles as Vietnamese people type. Pure.
//
// Stock engines miss `dang ky` → “đăng ký”, because đ has no decomposition, and know nothing of Telex. Here every text of
// an entry is compared with the query, and none needs a hand-made rank.

import { keyOf, SearchIndex, sum, WEIGHT } from "./search-index.js";
import { findCommunes, prepare, understand } from "./search-query.js";
import { fit } from "./search-words.js";
import { sayUnit } from "./units.js";
import { many, say } from "./words.js";

const SYNONYM = 0.92; // how surely one of a group of synonyms means another
const COMMUNE = 1; // what a commune's name is worth in a query
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
function matchWords({ list }, { wanted }, best, covered) {
  let follow = 0;
  /** @type {Wanted[]} */
  let before = NONE;
  for (let place = 0; place < list.length; place++) {
    const now = wanted.get(list[place].id) ?? NONE;
    for (const { t, quality, typed } of now) {
      const value = quality * fit(typed, list[place].marks);
      best[t] = Math.max(best[t], value);
      covered[place] = Math.max(covered[place], value);
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
function rank(query, facets, index) {
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
  return [...found].map(([entry, { top, reach }]) => ({ entry, points: 0.6 * top + 0.4 * whole(reach) }))
    .filter(({ points }) => points > 0.25).sort((a, b) => b.points - a.points);
}

/** Another province's own procedure is never posted. @type {(commune: SearchCommune, procedure: SearchProcedure) => boolean} */
const posts = ({ path, missing }, { code, province }) => !missing.includes(code) && (!province || path.startsWith(`${province}/`));

/** @param {Hit} hit @param {SearchCommune | undefined} commune @param {SearchIndex} index @returns {SearchAnswer} */
function answerOf({ entry, points }, commune, index) {
  switch (entry.kind) {
    case "page": return { kind: "page", address: entry.address, title: entry.title, note: entry.note, points };
    case "article": return { kind: "article", address: `tin-tuc/${entry.path}/`, title: entry.title, note: entry.date, points };
    case "procedure": break;
    default: {
      const [folder, note] = entry.kind === "field"
        ? ["linh-vuc", many("Lĩnh vực, {number} thủ tục", entry.many)] : ["su-kien", many("Sự kiện trong đời, {number} thủ tục", entry.many)];
      return { kind: entry.kind, address: `${folder}/${entry.id}/`, title: entry.name, note, points };
    }
  }
  const { kind, code, name: title } = entry;
  if (!commune || !posts(commune, entry)) return { kind, address: `thu-tuc/${code}/`, title, note: index.noteOf(entry), points };
  return { kind, address: `${commune.path}/${code}/`, title, note: say("tại {name}", { name: index.titleOf(commune) }), points };
}

/**
 * Procedures and pages of the whole country, or of the chosen commune.
 * @param {Token[]} tokens @param {Facets} facets @param {SearchCommune | undefined} chosen @param {SearchIndex} index
 */
function answerEverywhere(tokens, facets, chosen, index) {
  const hits = rank(prepare(tokens, index), facets, index);
  // The page of a field or of a life event comes right after the best of its kind of thing: a procedure.
  const top = hits.find(({ entry }) => entry.kind === "procedure")?.points ?? 1;
  return hits.map(({ entry, points }) => answerOf({ entry, points: "many" in entry ? Math.min(points, top - 1e-6) : points }, chosen, index));
}

/**
 * Each commune that is named, and the procedures there that the other words ask for.
 * @param {Token[]} tokens @param {Facets} facets @param {number} limit @param {SearchIndex} index
 */
function answerInCommunes(tokens, facets, limit, index) {
  /** @type {SearchAnswer[]} */
  const answers = [];
  /** The words left → what they find: namesakes share it. @type {Map<string, Rest>} */
  const ranked = new Map();
  for (const found of findCommunes(tokens, index)) {
    const { rest } = found;
    const key = rest.map(({ word }) => word).join(" ");
    const asked = ranked.get(key) ?? (ranked.size < 3 ? rankRest(rest, facets, limit, index) : null);
    if (!asked) continue;
    ranked.set(key, asked);
    answers.push(...answerInCommune(found, asked, index));
  }
  return answers;
}

/** @param {Token[]} rest @param {Facets} facets @param {number} limit @param {SearchIndex} index @returns {Rest} */
function rankRest(rest, facets, limit, index) {
  const query = prepare(rest, index);
  if (query.meant < 0.15) return { total: query.total, local: [], bare: true };
  const local = [];
  for (const { entry, points } of rank(query, facets, index)) if (entry.kind === "procedure" && points > 0.35) local.push({ entry, points });
  return { total: query.total, local: local.slice(0, limit), bare: false };
}

/** What a commune is called, and what is in it of the old one that was asked for. @type {(title: string, old: OldName | null) => string} */
function nameNow(title, old) {
  if (!old || old.district) return title;
  const name = sayUnit(old.name) + (old.above && ` (${old.above.split(", ").map(sayUnit).join(", ")})`);
  return say(old.part ? "một phần {name} nay thuộc {today}" : "{name} nay thuộc {today}", { name, today: title });
}

/** @param {FoundCommune} found @param {Rest} asked @param {SearchIndex} index @returns {SearchAnswer[]} */
function answerInCommune({ commune, old, quality }, { total, local, bare }, index) {
  /** @param {number} points */
  const join = (points) => (total * points + COMMUNE * quality) / (total + COMMUNE);
  const [title, province] = [nameNow(index.titleOf(commune), old), index.provinceOf(commune)];
  const before = old?.district ? [old.name, old.above].filter(Boolean).map(sayUnit).join(", ") : "";
  const note = before ? say("{name} trước 01/07/2025, nay thuộc {today}", { name: before, today: province }) : province;
  if (!("missing" in commune)) {
    return [{ kind: "commune", address: `${commune.path.split("/")[0]}/`, title, note: say("{note}; xã, phường này chưa có trên trang", { note }), points: bare ? 1.1 * quality : join(0) }];
  }
  // A commune that does not post the procedure: the procedure's national page, and the commune.
  const lacks = local.length && !posts(commune, local[0].entry);
  const points = bare ? 1.1 * quality : join(lacks ? 0.9 * local[0].points : 0);
  return [
    { kind: "commune", address: `${commune.path}/`, title, note, points },
    ...local.map((hit) => answerOf({ entry: hit.entry, points: join(hit.points) * (posts(commune, hit.entry) ? 1 : 0.98) }, commune, index)),
  ];
}

/** Communes that are not on the site share the page of their province. @type {(shown: Set<string>, answer: SearchAnswer) => boolean} */
function isNew(shown, { kind, address, title }) {
  const key = kind === "commune" ? `${address} ${title}` : address;
  return !shown.has(key) && Boolean(shown.add(key));
}

/**
 * Builds the index, and gives what searches it: the best answers first; `home` is the path of the chosen commune.
 * @param {SearchData} data @returns {Search}
 */
export function makeEngine(data) {
  const index = new SearchIndex(data);
  return (query, { facets = {}, home = "", limit = 10 } = {}) => {
    const tokens = understand(query, index);
    const chosen = data.communes.find(({ path }) => path === home);
    const answers = [...answerEverywhere(tokens, facets, chosen, index), ...answerInCommunes(tokens, facets, limit, index)];
    const shown = new Set();
    return answers.sort((a, b) => b.points - a.points).filter((answer) => isNew(shown, answer)).slice(0, limit);
  };
}
