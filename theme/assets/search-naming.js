// How well words of a query name a place: marks left out, one slip, a kind before, what stands around. Pure.

import { fit, oneSlip } from "./search-words.js";

const KINDS = new Set("xa phuong p x dac khu tt thi tran tp thanh pho tinh quan q huien tx o tai".split(" "));
const SHORT = new Map([["p", "phuong"], ["x", "xa"], ["q", "quan"], ["tt", "thi tran"], ["tx", "thi xa"], ["tp", "thanh pho"]]);
const OF_TWO_WORDS = new Set(["thi tran", "thi xa", "thanh pho", "dac khu"]);
const ABOVE = new Set(["quan", "huien", "thi xa", "thanh pho", "tinh"]); // kinds that no commune has

const [SLIPPED, BESIDE, PHRASE, ALONE, OTHER] = [0.82, 0.7, 0.55, 0.6, 0.9];

/**
 * How well the words from `start` on say a name: marks left out, one slip, or a last word still being typed.
 * @type {(tokens: Token[], start: number, name: CommuneName, words: SearchIndex) => number}
 */
export function sayName(tokens, start, name, words) {
  const { list } = name;
  const clear = tokens.length === list.length || isKind(tokens[start - 1]);
  let quality = name.quality * meansOld(tokens, start, name) * sayWords(tokens, start, list, words);
  if (clear || !quality) return quality;
  for (let k = 0; k < list.length; k++) if (tokens[start + k].aside) quality *= BESIDE; // “cần gì” is seldom Cần Giờ
  if (list.length === 1) return ALONE * quality;
  const around = name.above.some((above) => above.every(({ id }) => tokens.some(({ ids }) => ids.includes(id))));
  if (around || !isPhrase(tokens, start, list.length, words)) return quality;
  return ("missing" in name.commune && !name.old ? 0.9 : PHRASE) * quality;
}

/** @type {(tokens: Token[], start: number, list: IndexWord[], words: SearchIndex) => number} */
function sayWords(tokens, start, list, words) {
  let [quality, slipped] = [1, false];
  for (const [k, own] of list.entries()) {
    const token = tokens[start + k];
    if (!token) return 0;
    if (token.ids.includes(own.id)) {
      quality *= fit(token.marks, own.marks);
      continue;
    }
    if (slipped || !isNearly(token, words.lexicon[own.id], start + k === tokens.length - 1)) return 0;
    [slipped, quality] = [true, SLIPPED * quality];
  }
  return quality;
}

/**
 * Whether a place may be named from here on: at a kind, or where the words are no phrase of anything else.
 * @type {(tokens: Token[], t: number, words: SearchIndex) => boolean}
 */
export function mayBegin(tokens, t, words) {
  const [token, after] = [tokens[t], tokens[t + 1]];
  if (isKind(tokens[t - 1])) return true;
  if (isKind(token) && after) return false;
  if (tokens.length <= 2) return true;
  return !token.aside && Boolean(after) && !follow(token, after, words);
}

/** @type {(tokens: Token[], start: number, name: ProvinceName) => number} */
export function sayProvince(tokens, start, { kind, list, old }) {
  const said = kindBefore(tokens, start);
  let quality = said && said !== kind ? 0.7 : 1;
  if (list.length === 1 && list[0].marks && !tokens[start].marks && tokens.length > 1 && said !== kind) quality *= 0.5; // “hue” is short
  for (const [k, own] of list.entries()) {
    if (!tokens[start + k]?.ids.includes(own.id)) return 0;
    quality *= fit(tokens[start + k].marks, own.marks);
  }
  return old ? 0.97 * quality : quality;
}

/** @param {Token | undefined} token */
export const isKind = (token) => Boolean(token?.forms.some((form) => KINDS.has(form)));

/** @type {<T>(list: T[], from: number, size: number) => T[]} */
export const without = (list, from, size) => list.filter((_, i) => i < from || i >= from + size);

/** @type {(token: Token, after: Token, words: SearchIndex) => boolean} */
const follow = (token, after, words) => token.ids.some((id) => after.ids.some((next) => words.isPhrase(id, next)));

/**
 * Whether these words are a phrase of something else: “thành lập” is seldom xã Thành Lập.
 * @type {(tokens: Token[], start: number, size: number, words: SearchIndex) => boolean}
 */
const isPhrase = (tokens, start, size, words) => tokens.slice(start, start + size - 1).every((token, k) => follow(token, tokens[start + k + 1], words));

/** The kind that was said before a name, "" if none was. @param {Token[]} tokens @param {number} start */
export function kindBefore(tokens, start) {
  const word = tokens[start - 1]?.word ?? "";
  const two = `${tokens[start - 2]?.word} ${word}`;
  return OF_TWO_WORDS.has(two) ? two : SHORT.get(word) ?? (KINDS.has(word) ? word : "");
}

/**
 * How surely a former name is meant where it stands: a district's is said with its kind, or alone.
 * @type {(tokens: Token[], start: number, name: CommuneName) => number}
 */
function meansOld(tokens, start, { kind, list, old }) {
  const said = kindBefore(tokens, start);
  if (!old) return ABOVE.has(said) && said !== "thanh pho" ? OTHER : 1;
  if (said === kind) return 1;
  const alone = tokens.length === list.length;
  if (old.district) return alone ? 0.8 : 0;
  if (ABOVE.has(said)) return 0;
  return alone || said ? 1 : 0.8; // “hợp đồng lao động” is seldom xã Hợp Đồng
}

/**
 * Whether a typed word is another one with a slip, or its beginning where it is still being typed.
 * @type {(token: Token, word: string, typing: boolean) => boolean}
 */
const isNearly = (token, word, typing) => (typing && word.startsWith(token.word))
  || (!token.known && token.word.length > 2 && oneSlip(token.word, word));
