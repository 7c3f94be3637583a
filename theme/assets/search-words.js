// Words as Vietnamese people type them: without marks, in Telex or VNI, with a slip of the finger. Pure.

const TONES = /[̛̣̀́̃̉̂̆]/g;

/** A dot stays only between digits. @type {(text: string) => string} */
const tidy = (text) => text.replace(/\.(?!\d)|(?<!\d)\./g, " ").trim();

/** Ð and ð of Iceland, which look like Đ and đ. @param {string} text */
const home = (text) => text.replace(/[\u00d0\u00f0\u0189]/g, "\u0111");

/** Plain lower-case letters: no marks, đ → d, everything else but letters, digits and dots in codes → space. @param {string} text */
export function strip(text) {
  return tidy(home(text).normalize("NFD").replace(TONES, "").toLowerCase().replaceAll("đ", "d")
    .replace(/['’ʼ`]/g, "").replace(/[^a-z0-9.]+/g, " "));
}

/** As `strip`, and y → i: ký and kí are one word. The keys of Telex are lost, so a query keeps its y at first. @type {(text: string) => string} */
export const fold = (text) => strip(text).replaceAll("y", "i");

// A Vietnamese syllable without marks: what a decoded word must look like to be believed.
const SYLLABLE = /^(ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiou]{1,3}(ng|nh|ch|[cmnpt])?$/;

/** The plain word behind Telex keys (`ddawng` → dang, `kys` → ki), or "" where it is not Telex. @param {string} word */
export function decodeTelex(word) {
  let plain = word.replace(/dd/g, "d").replace(/^(d[a-z]*)d$/, "$1").replace(/aa/g, "a").replace(/ee/g, "e")
    .replace(/oo/g, "o").replace(/w/g, (_, i, all) => (/[aou]/.test(all[i - 1] ?? "") ? "" : "u"));
  // A double vowel may be typed at the end of the word: `tenee`.
  const without = plain.slice(0, 1) + plain.slice(1).replace(/(?<=[aeiouy][a-z]*)[sfrxj]/g, "");
  if (SYLLABLE.test(without.replaceAll("y", "i"))) plain = without;
  plain = plain.replaceAll("y", "i").replace(/^([^aeiou]*[aeiou]+[^aeiou]+)([aeo])$/, (all, head, last) => (head.includes(last) ? head : all));
  return plain !== word && SYLLABLE.test(plain) ? plain : "";
}

/** The plain word behind VNI keys (`d9a8ng` → dang, `ky1` → ki), or "" where it is not VNI. @param {string} word */
export function decodeVni(word) {
  if (!/^[a-z]+[1-9][a-z1-9]*$/.test(word)) return "";
  const plain = word.replace(/\d/g, "").replaceAll("y", "i");
  return SYLLABLE.test(plain) ? plain : "";
}

/** Whether two words differ by one slip of the finger: a letter more, less, other, or two swapped. @type {(a: string, b: string) => boolean} */
export function oneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let [head, tail] = [0, 0]; // letters that agree from either end
  while (head < a.length && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return Math.max(x.length, y.length) === 1 || (x.length === 2 && x[0] === y[1] && x[1] === y[0]);
}

/** How a word sounds where ch and tr, d and gi are said alike. @param {string} word */
const sound = (word) => word.replace(/^tr/, "ch").replace(/^gi(?=[aeou])/, "d");

/** Whether two words that are written differently sound alike somewhere: thường chú. @type {(a: string, b: string) => boolean} */
export const soundAlike = (a, b) => a !== b && sound(a) === sound(b);

/** @type {Map<string, TypedWord>} */
const memory = new Map();

/** The words of a text, each folded and with its marks in a fixed order: hoá and hóa bear the same. @param {string} text */
export function readWords(text) {
  const clean = tidy(home(text).normalize("NFC").toLowerCase().replace(/['’ʼ`]/g, "").replace(/[^\p{L}\p{M}\d.]/gu, " "));
  return clean.split(" ").filter(Boolean).map((raw) => {
    const known = memory.get(raw);
    if (known) return known;
    const marks = [...(raw.normalize("NFD").match(TONES) ?? []), ...(raw.includes("đ") ? ["đ"] : [])].sort().join("");
    const word = { plain: strip(raw), word: fold(raw), marks };
    memory.set(raw, word);
    return word;
  });
}

/**
 * How well typed marks fit a word's own: none typed says nothing, some may be left out, other ones speak against.
 * @type {(typed: string, own: string) => number}
 */
export const fit = (typed, own) => (!typed || typed === own ? 1 : [...typed].every((mark) => own.includes(mark)) ? 0.95 : 0.75);
