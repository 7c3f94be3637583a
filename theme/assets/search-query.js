// What a query means: the index words that each typed word can stand for, what each is worth, the communes that are named. Pure.

import { isSynonym, push, sum } from "./search-index.js";
import { decodeTelex, decodeVni, fit, oneSlip, readWords } from "./search-words.js";

// How sure a reading of a typed word is.
const [TELEX, PREFIX, SLIP, DOUBTFUL] = [0.97, 0.8, 0.75, 0.5];
const UNKNOWN = 0.4; // what a word that nothing has is worth
const KINDS = new Set("xa phuong p x dac khu tt thi tran tp thanh pho tinh quan q huien tx o tai".split(" "));
const SHORT = new Map([["p", "phuong"], ["x", "xa"], ["q", "quan"], ["tt", "thi tran"], ["tx", "thi xa"], ["tp", "thanh pho"]]);
const OF_TWO_WORDS = new Set(["thi tran", "thi xa", "thanh pho", "dac khu"]);
const ABOVE = new Set(["quan", "huien", "thi xa", "thanh pho", "tinh"]); // kinds that no commune has
const [MOST_COMMUNES, MOST_OF_DISTRICT] = [8, 40];
const RIGHT_KIND = 0.2; // so much more a name is worth that was said with its kind

/** What was typed, word by word, with the index words that each can mean. @param {string} query @param {SearchIndex} index */
export function understand(query, index) {
  const tokens = split(query, index).map((typed) => lookUp(typed, index));
  const typing = /[\p{L}\d]$/u.test(query); // the last word may still be being typed
  const guesses = tokens.map((_, i) => [...guessSlips(tokens, i, index), ...(typing && i === tokens.length - 1 ? guessEnds(tokens, i, index) : [])]);
  guesses.forEach((found, i) => {
    const { means } = tokens[i];
    for (const [id, quality] of found) means.set(id, Math.max(quality, means.get(id) ?? 0));
  });
  return tokens;
}

/** The words, each with its possible spellings. @param {string} query @param {SearchIndex} index @returns {SpelledWord[]} */
function split(query, index) {
  const apart = query.replace(/(?<![\p{L}\d])([pqPQ])(\d{1,2})(?![\p{L}\d])/gu, "$1 $2"); // p12: phường 12
  const whole = apart.replace(/(?<!\d)([1-9])[., ](?=\d{6}(?!\d))/g, "$1."); // the code of a procedure
  return readWords(whole).flatMap(({ plain, word, marks }) => {
    const forms = [word, decodeTelex(plain), decodeVni(plain)].filter(Boolean);
    const parts = word.length > 4 && !forms.some((form) => index.ids.has(form)) && cut(word, index);
    return parts ? parts.map((part) => ({ word: part, marks: "", forms: [part] })) : [{ word, marks, forms }];
  });
}

/**
 * Words run together (khaisinh), cut where both parts follow each other somewhere, else null.
 * @param {string} word @param {SearchIndex} index @param {number} [before] @returns {string[] | null}
 */
function cut(word, index, before) {
  for (let i = Math.min(6, word.length); i >= 2; i--) {
    const head = index.ids.get(word.slice(0, i));
    if (head === undefined || (before !== undefined && !index.follow(before, head))) continue;
    const tail = i === word.length ? [] : cut(word.slice(i), index, head);
    if (tail) return [word.slice(0, i), ...tail];
  }
  return null;
}

/** @param {SpelledWord} typed @param {SearchIndex} index @returns {Token} */
function lookUp({ word, marks, forms }, { ids, known, lexicon, spread }) {
  const found = forms.map((form) => ids.get(form)).filter((id) => id !== undefined);
  return {
    word, marks, forms, ids: found, aside: false, known: found.some((id) => id < known),
    means: new Map(found.filter((id) => spread[id]).map((id) => [id, lexicon[id] === word ? 1 : TELEX])),
  };
}

/** Whether a word stands somewhere beside a neighbour of this place. @type {(id: number, tokens: Token[], i: number, index: SearchIndex) => boolean} */
const meets = (id, tokens, i, index) => Boolean(tokens[i - 1]?.ids.some((other) => index.follow(other, id))
  || tokens[i + 1]?.ids.some((other) => index.follow(id, other)));

/**
 * What a word may be if it was mistyped: with its neighbours' help, or without where nothing is known of it.
 * @param {Token[]} tokens @param {number} i @param {SearchIndex} index @returns {Guess[]}
 */
function guessSlips(tokens, i, index) {
  const { word, forms, means, known } = tokens[i];
  if (word.length < 3 || /\d/.test(forms[forms.length - 1])) return [];
  if ([...means.keys()].some((id) => meets(id, tokens, i, index))) return [];
  const close = forms.flatMap((form) => index.findSlips(form));
  const likely = close.filter((id) => meets(id, tokens, i, index));
  if (likely.length) return likely.map((id) => [id, known ? DOUBTFUL : SLIP]);
  return known ? [] : close.map((id) => [id, DOUBTFUL]);
}

/** The words that begin with what was typed so far. @param {Token[]} tokens @param {number} i @param {SearchIndex} index @returns {Guess[]} */
function guessEnds(tokens, i, index) {
  const { word, forms, means } = tokens[i];
  if (i + word.length < 2) return [];
  const { lexicon, spread } = index;
  return forms.flatMap((form) => [...lexicon.keys()]
    .filter((id) => spread[id] && lexicon[id] !== form && lexicon[id].startsWith(form) && (!i || form.length > 2 || meets(id, tokens, i, index)))
    .map(/** @returns {Guess} */ (id) => [id, PREFIX * (means.size ? 0.6 : 1) * Math.max(0.6, form.length / lexicon[id].length)]));
}

/**
 * Gives every word its worth, marks those that only surround what is asked, finds the phrases.
 * @param {Token[]} tokens @param {SearchIndex} index @returns {Query}
 */
export function prepare(tokens, index) {
  const surest = tokens.map(({ means }) => Math.max(0, ...means.values()));
  const likely = tokens.map(({ means }, t) => [...means.keys()].filter((id) => means.get(id) === surest[t]));
  const said = index.findPhrases(tokens.map(({ ids, marks }, t) => ({ id: ids.find((id) => id < index.known) ?? likely[t][0] ?? -1, marks })));
  /** @type {(label: string, t: number) => boolean} */
  const inside = (label, t) => said.some((phrase) => phrase.label === label && t >= phrase.from && t < phrase.to);
  const worths = tokens.map((token, t) => {
    const around = inside("around", t);
    token.aside = around || inside("filler", t);
    if (token.aside) return around ? 0.02 : 0.06;
    return likely[t].length ? Math.min(...likely[t].map((id) => index.worth[id])) * (surest[t] < PREFIX ? 0.8 : 1) : UNKNOWN;
  });
  const meant = sum(worths.filter((_, t) => !inside("office", t)));
  return { wanted: findWanted(tokens), worths, meant, total: sum(worths), said: said.filter(isSynonym) };
}

/** Number of an index word → the places in the query that can mean it. @param {Token[]} tokens */
function findWanted(tokens) {
  /** @type {Map<number, Wanted[]>} */
  const wanted = new Map();
  tokens.forEach(({ means, marks }, t) => {
    for (const [id, quality] of means) push(wanted, id, { t, quality, typed: marks });
  });
  return wanted;
}

/** @param {Token | undefined} token */
const isKind = (token) => Boolean(token?.forms.some((form) => KINDS.has(form)));

/** @type {<T>(list: T[], from: number, size: number) => T[]} */
const without = (list, from, size) => list.filter((_, i) => i < from || i >= from + size);

/** Communes named in the query, the best first, each with the words that are left. @param {Token[]} tokens @param {SearchIndex} index */
export function findCommunes(tokens, index) {
  /** @type {Map<AnyCommune, FoundCommune>} */
  const found = new Map();
  for (const { name, start } of findNames(tokens, index)) {
    const quality = sayName(tokens, start, name, index);
    if (quality < 0.5) continue;
    let [rest, beside] = [without(tokens, start, name.list.length), 0];
    for (const above of name.above) {
      const from = rest.findIndex((_, i) => above.every(({ id }, k) => rest[i + k]?.ids.includes(id)));
      if (from >= 0) [rest, beside] = [without(rest, from, above.length), beside + 1];
    }
    rest = rest.filter((token) => !isKind(token));
    const value = quality * (name.list.length + beside);
    const rank = value + (kindBefore(tokens, start) === name.kind ? RIGHT_KIND : 0);
    if (rank > (found.get(name.commune)?.rank ?? 0)) found.set(name.commune, { commune: name.commune, old: name.old, rest, quality, value, rank });
  }
  const sorted = [...found.values()].sort((a, b) => b.rank - a.rank || isHere(b) - isHere(a) || a.commune.path.localeCompare(b.commune.path));
  return sorted.slice(0, sorted[0]?.old?.district ? MOST_OF_DISTRICT : MOST_COMMUNES);
}

/** 1 for a commune that takes part in the site. @param {FoundCommune} found */
const isHere = ({ commune }) => Number("missing" in commune);

/** The kind that was said before a name, "" if none was. @param {Token[]} tokens @param {number} start */
function kindBefore(tokens, start) {
  const word = tokens[start - 1]?.word ?? "";
  const two = `${tokens[start - 2]?.word} ${word}`;
  return OF_TWO_WORDS.has(two) ? two : SHORT.get(word) ?? (KINDS.has(word) ? word : "");
}

/**
 * How surely a former name is meant where it stands: a district's is said with its kind, or alone.
 * @type {(tokens: Token[], start: number, name: CommuneName) => number}
 */
function meansOld(tokens, start, { kind, list, old }) {
  if (!old) return 1;
  const said = kindBefore(tokens, start);
  if (said === kind) return 1;
  const alone = tokens.length === list.length;
  if (old.district) return alone ? 0.8 : 0;
  if (ABOVE.has(said)) return 0;
  return alone || said ? 1 : 0.8; // “hợp đồng lao động” is seldom xã Hợp Đồng
}

/** Names of which a word of the query is the first or the last, and where each would start. @param {Token[]} tokens @param {SearchIndex} index */
function findNames(tokens, { starts, ends }) {
  return tokens.flatMap((token, at) => token.ids.flatMap((id) => [
    ...(starts.get(id) ?? []).map((name) => ({ name, start: at })),
    ...(ends.get(id) ?? []).map((name) => ({ name, start: at - name.list.length + 1 })),
  ]));
}

/**
 * How well the words from `start` on say a name: marks left out, one slip, or a last word still being typed.
 * @param {Token[]} tokens @param {number} start @param {CommuneName} name @param {SearchIndex} index
 */
function sayName(tokens, start, name, index) {
  const { list } = name;
  let quality = name.quality * meansOld(tokens, start, name);
  const clear = tokens.length === list.length || isKind(tokens[start - 1]);
  let slipped = false;
  for (const [k, own] of list.entries()) {
    const token = tokens[start + k];
    if (!token) return 0;
    if (!clear && token.aside) quality *= 0.7; // “cần gì” is seldom Cần Giờ
    if (token.ids.includes(own.id)) {
      quality *= fit(token.marks, own.marks);
      continue;
    }
    const typing = start + k === tokens.length - 1;
    if (slipped || !isNearly(token, index.lexicon[own.id], typing)) return 0;
    slipped = true;
    quality *= 0.82;
  }
  return clear || list.length > 1 ? quality : 0.6 * quality;
}

/**
 * Whether a typed word is another one with a slip, or its beginning where it is still being typed.
 * @type {(token: Token, word: string, typing: boolean) => boolean}
 */
const isNearly = (token, word, typing) => (typing && word.startsWith(token.word))
  || (!token.known && token.word.length > 2 && oneSlip(token.word, word));
