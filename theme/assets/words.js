// The words of the page's language. Scripts say sentences in Vietnamese, which is the language of the program; on a page in
// another language, what was learnt of it takes their place. Pure, but for what was learnt.

/** @type {Record<string, string | string[]>} */
let known = {};

/** Takes the sentences of another language, by the Vietnamese: one that speaks of a number as those for one and for several. @param {typeof known} sentences */
export function learn(sentences) { known = sentences; }

/** @type {(sentence: string, values: Values) => string} */
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** A sentence in the page's language, its places filled in. @param {string} message @param {Values} [values] */
export function say(message, values = {}) {
  const found = known[message] ?? message;
  return fill(typeof found === "string" ? found : found[found.length - 1], values);
}

/** A text that means several things: `context` says which. @param {string} context @param {string} message */
export function sayAs(context, message) {
  const found = known[`${context}\u0004${message}`]; // as gettext writes it
  return typeof found === "string" ? found : message;
}

/** A sentence that speaks of a number of things. @param {string} message @param {number} number @param {Values} [values] */
export function many(message, number, values = {}) {
  const found = known[message] ?? message;
  return fill(typeof found === "string" ? found : found[number === 1 ? 0 : found.length - 1], { number, ...values });
}

/** A sentence whose places are filled with elements: its pieces in their order. @param {string} message @param {Record<string, Node | string>} values */
export function pieces(message, values) {
  return say(message, Object.fromEntries(Object.keys(values).map((name) => [name, `\0${name}\0`]))).split("\0")
    .map((piece, i) => (i % 2 ? values[piece] : piece)).filter((piece) => piece !== "");
}
