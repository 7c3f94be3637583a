// How well words of a query name a place: marks left out, one slip, a kind before, what stands around. Pure.

import { fit, oneSlip } from "./search-words.js";

const KINDS = new Set("xa phuong p x dac khu tt thi tran tp thanh pho tinh quan q huien tx o tai".split(" "));
const SHORT = new Map([["p", "phuong"], ["x", "xa"], ["q", "quan"], ["tt", "thi tran"], ["tx", "thi xa"], ["tp", "thanh pho"]]);
/** The marks of xã, phường, quận, huyện, tỉnh. */
const MARKED = new Map([["xa", [0x303]], ["phuong", [0x300, 0x31b, 0x31b]], ["quan", [0x302, 0x323]], ["huien", [0x302, 0x323]], ["tinh", [0x309]]]
  .map(([word, marks]) => [word, String.fromCharCode(.../** @type {number[]} */ (marks))]));
const OF_TWO_WORDS = new Set(["thi tran", "thi xa", "thanh pho", "dac khu"]);
const ABOVE = new Set(["quan", "huien", "thi xa", "thanh pho", "tinh"]); // kinds that no commune has

const HOOK = String.fromCharCode(0x309); // the tone of tỉnh

const [SLIPPED, BESIDE, PHRASE, ALONE, OTHER, WORDS] = [0.82, 0.7, 0.55, 0.6, 0.9, 0.8];

/**
 * How well the words from `start` on say a name: marks left out, one slip, or a last word still being typed. `joined`: what the place
 * lies in follows it.
 * @type {(tokens: Token[], start: number, name: CommuneName, joined: boolean, words: SearchIndex) => number}
 */
export function sayName(tokens, start, name, joined, words) {
  if (isInsideKind(tokens, start)) return 0;
  const { list } = name;
  const sized = joined && list.length > 1;
  const quality = name.quality * meansOld(tokens, start, name, sized) * sayWords(tokens, start, list, words);
  return sized || isKind(tokens[start - 1]) || !quality ? quality : quality * meansName(tokens, start, name, words);
}

/**
 * How surely words that stand without a kind mean the place, and not what they say.
 * @type {(tokens: Token[], start: number, name: CommuneName, words: SearchIndex) => number}
 */
function meansName(tokens, start, { commune, list, old, above }, words) {
  const phrase = isPhrase(tokens, start, list.length, words);
  if (tokens.length === list.length) return phrase && old && !old.district ? WORDS : 1; // “hợp đồng” is no old xã Hợp Đồng
  const share = BESIDE ** tokens.slice(start, start + list.length).filter(({ aside }) => aside).length; // “cần gì” is seldom Cần Giờ
  if (list.length === 1) return ALONE * share;
  const around = above.some((one) => one.every(({ id }) => tokens.some(({ ids }) => ids.includes(id))));
  if (around || !phrase) return share;
  return ("missing" in commune && !old ? 0.9 : PHRASE) * share;
}

/**
 * Where a name ends with what the place lies in, if that follows: “liên phương thường tín”; how many words that has. `strange`: it is
 * a district of the province in which the place did not lie, or not at last.
 * @type {(tokens: Token[], start: number, name: CommuneName, districts: SaidDistrict[]) => {end: number, words: number, strange: boolean}}
 */
export function joinAbove(tokens, start, { commune, list, above }, districts) {
  const folder = commune.path.split("/")[0];
  let [end, words, strange] = [start + list.length, 0, false];
  for (let at = end; at < tokens.length; at++) {
    const own = above.find((one) => one.every(({ id }, k) => tokens[at + k]?.ids.includes(id)))?.length;
    const size = own ?? districts.find((district) => district.start === at && district.folder === folder)?.size;
    if (!size && !isKind(tokens[at])) break;
    if (!size) continue;
    at += size - 1;
    [end, words, strange] = [at + 1, words + size, strange || !own];
  }
  return { end, words, strange };
}

/** Whether a word is the second half of a kind: “thị trấn” before Thường Tín is not xã Trần Thương. @type {(tokens: Token[], start: number) => boolean} */
const isInsideKind = (tokens, start) => OF_TWO_WORDS.has(`${tokens[start - 1]?.word} ${tokens[start]?.word}`);

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
  if (isKind(token) && after && isOnlyKind(tokens, t)) return false;
  if (tokens.length <= 2) return true;
  return !token.aside && Boolean(after) && !follow(token, after, words);
}

/**
 * Whether the word of a kind can begin no name here: “phường” and “xã” with their marks, “tp”, “thị trấn”; but “Thanh Xuân”, “Trần Phú”
 * and, without marks, “phuong lien” may be places.
 * @type {(tokens: Token[], t: number) => boolean}
 */
function isOnlyKind(tokens, t) {
  const { word, marks } = tokens[t];
  if (word.length <= 2 && word !== "xa") return true;
  if (OF_TWO_WORDS.has(`${word} ${tokens[t + 1]?.word}`)) return true;
  return Boolean(marks) && MARKED.get(word) === marks;
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
  return old ? 0.99 * quality : quality;
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

/** How surely a commune is meant after this: “tỉnh Hà Tây” is none, “hà tĩnh” no kind. @type {(said: string, token: Token | undefined) => number} */
function meansToday(said, token) {
  if (said === "tinh" && token?.marks === HOOK) return 0;
  return ABOVE.has(said) && said !== "thanh pho" ? OTHER : 1;
}

/**
 * How surely a former name is meant where it stands: a district's is said with its kind, or alone.
 * @type {(tokens: Token[], start: number, name: CommuneName, sized: boolean) => number}
 */
function meansOld(tokens, start, { kind, list, old }, sized) {
  const said = kindBefore(tokens, start);
  if (!old) return meansToday(said, tokens[start - 1]);
  if (said === kind) return 1;
  const alone = sized || tokens.length === list.length;
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
