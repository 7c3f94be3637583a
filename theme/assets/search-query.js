// What a query means: the index words that each typed word can stand for, what each is worth. Pure.

import { plainCodes } from "./search-codes.js";
import { isSynonym, push, sum } from "./search-index.js";
import { decodeTelex, decodeVni, readWords } from "./search-words.js";

// How sure a reading of a typed word is.
const [TELEX, PREFIX, SLIP, DOUBTFUL] = [0.97, 0.8, 0.75, 0.5];
const YEAR = /^(?:19|20)\d\d$/; // alone it names no document
const UNKNOWN = 0.25; // what a word that nothing has is worth

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
  const apart = query.replace(/(?<![\p{L}\d])([pqPQ])(\d{1,2})(?![\p{L}\d])/gu, "$1 $2") // p12: phường 12
    .replace(/(?<![\p{L}\d])(tp)(hcm|hn)(?![\p{L}\d])/giu, "$1 $2");
  return readWords(plainCodes(apart)).flatMap(({ plain, word, marks }) => {
    const forms = [word, decodeTelex(plain), decodeVni(plain)].filter(Boolean);
    const parts = !forms.some((form) => index.ids.has(form)) && ((word.length > 4 && cut(word, index)) || index.spell(word));
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
  /** Whether a word is part of a phrase that says something: “sao” of “sao y”. @param {number} t */
  const isSaid = (t) => said.some((phrase) => isSynonym(phrase) && phrase.to - phrase.from > 1 && t >= phrase.from && t < phrase.to);
  const news = said.find(({ label, from }) => label === "news" && from === 0);
  const worths = tokens.map((token, t) => {
    const around = inside("around", t) || Boolean(news && t < news.to);
    token.aside = around || (inside("filler", t) && !isSaid(t));
    if (token.aside) return around ? 0.02 : 0.06;
    return likely[t].length ? Math.min(...likely[t].map((id) => index.worth[id])) * (surest[t] < PREFIX ? 0.8 : 1) : UNKNOWN;
  });
  const meant = sum(worths.filter((_, t) => !inside("office", t) && !inside("news", t)));
  /** @param {string} label */
  const says = (label) => said.some((phrase) => phrase.label === label);
  const law = says("law") || tokens.some(({ word }) => /^\d+[a-z]*$/.test(word) && word.length > 1 && !YEAR.test(word));
  const besides = tokens.map((_, t) => inside("office", t) && !isSaid(t));
  return { wanted: findWanted(tokens), worths, meant, besides, total: sum(worths), said: meantOf(said, tokens), news: Boolean(news), law };
}

/** The synonyms that say something: “mất” in “mất bao lâu” is no death. @type {(said: Said[], tokens: Token[]) => SaidSynonym[]} */
const meantOf = (said, tokens) => said.filter(isSynonym).filter(({ from, to }) => !tokens.slice(from, to).every(({ aside }) => aside));

/** Number of an index word → the places in the query that can mean it. @param {Token[]} tokens */
function findWanted(tokens) {
  /** @type {Map<number, Wanted[]>} */
  const wanted = new Map();
  tokens.forEach(({ means, marks }, t) => {
    for (const [id, quality] of means) push(wanted, id, { t, quality, typed: marks });
  });
  return wanted;
}
