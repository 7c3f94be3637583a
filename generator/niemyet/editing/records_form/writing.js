// Values as YAML, spelled as `load/yaml_writer.py` spells them. `bare(path)` says which values stand without quotation marks
// whatever they look like: numbers, days, true and false.

const WIDTH = 112;
const MISREAD = new RegExp(
  "^(?:[0-9]+\\.[0-9]{6}[0-9A-Z.]*|[0-9]{1,2}:[0-9]{2}|0[0-9]+|[0-9.+_:-]+|[0-9._]+e[+-]?[0-9]+|0[xob][0-9a-f_]+"
    + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[t ][0-9:. tz+-]*|true|false|yes|no|on|off|y|n|null)$", "i",
);
const NOT_PLAIN = /[:#](?=\s|$)|\s#|["'[\]{}]/;
const NOT_PLAIN_IN_FLOW = /[:#,"'[\]{}]/;
const SIMPLE = /^[\p{L}\p{N}][\p{L}\p{N}_ ./@&%-]*(?<!\s)$/u;
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u205f\u3000]*$/u;
// eslint-disable-next-line no-control-regex -- these are what YAML forbids
const TO_ESCAPE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** @param {string} text */
const isPlain = (text, inFlow = false) =>
  /^[\p{L}\p{N}]/u.test(text) && !text.endsWith(" ") && PRINTABLE.test(text) && !(inFlow ? NOT_PLAIN_IN_FLOW : NOT_PLAIN).test(text);

/** In double quotes, or in single ones if it has double ones. @param {string} text */
export function quote(text) {
  if (text.search(TO_ESCAPE) >= 0) {
    return JSON.stringify(text).replace(TO_ESCAPE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** A text on one line. @param {string} text */
export const writeScalar = (text, inFlow = false) => (isPlain(text, inFlow) && !MISREAD.test(text) ? text : quote(text));

/** @param {string} name */
const writeKey = (name) => (isPlain(name) ? name : quote(name));

/** A value between brackets, or one that stands there. @param {Plain} value @param {KeyPath} path @param {Bare} bare @returns {string} */
export function writeFlow(value, path, bare) {
  if (typeof value === "string") return bare(path) ? value : writeScalar(value, true);
  if (Array.isArray(value)) return `[${value.map((item, n) => writeFlow(item, [...path, n], bare)).join(", ")}]`;
  const inside = Object.entries(value).map(([key, one]) => `${/[,:]/.test(key) ? quote(key) : writeKey(key)}: ${writeFlow(one, [...path, key], bare)}`);
  return `{${inside.join(", ")}}`;
}

/** The lines of a table. @param {PlainTable} table @param {number} indent @param {KeyPath} path @param {Bare} bare @returns {string[]} */
export function writeTable(table, indent, path, bare) {
  return Object.entries(table).flatMap(([key, value]) => writeEntry(`${" ".repeat(indent)}${writeKey(key)}:`, value, indent, { path: [...path, key], bare }));
}

/**
 * The lines of an entry behind its key or the dash of an item.
 * @param {string} head @param {Plain} value @param {number} indent @param {{ path: KeyPath, bare: Bare }} place @returns {string[]}
 */
export function writeEntry(head, value, indent, { path, bare }) {
  if (typeof value === "string") return writeText(`${head} `, value, indent, bare(path));
  if (Array.isArray(value)) return writeList(head, value, indent, { path, bare });
  const lines = writeTable(value, indent + 2, path, bare);
  return lines.length ? [head, ...lines] : [`${head} {}`];
}

/** @param {string} head @param {Plain[]} values @param {number} indent @param {{ path: KeyPath, bare: Bare }} place @returns {string[]} */
function writeList(head, values, indent, { path, bare }) {
  if (values.every((value) => typeof value === "string" && SIMPLE.test(value) && !MISREAD.test(value))) {
    const line = `${head} ${writeFlow(values, path, bare)}`;
    if (line.length <= WIDTH) return [line];
  }
  return [head, ...values.flatMap((value, n) => writeItem(value, indent + 2, { path: [...path, n], bare }))];
}

/** The lines of an item with its dash. @param {Plain} value @param {number} indent @param {{ path: KeyPath, bare: Bare }} place @returns {string[]} */
export function writeItem(value, indent, { path, bare }) {
  const dash = `${" ".repeat(indent)}-`;
  if (typeof value === "object" && !Array.isArray(value) && Object.keys(value).length) {
    const [first, ...rest] = writeTable(value, indent + 2, path, bare);
    return [`${dash} ${first.trimStart()}`, ...rest];
  }
  return writeEntry(dash, value, indent, { path, bare });
}

/** @param {string} head @param {string} text @param {number} indent @param {boolean} isBare @returns {string[]} */
export function writeText(head, text, indent, isBare) {
  const margin = " ".repeat(indent + 2);
  if (keepsLines(text)) return [`${head}|-`, ...text.split("\n").map((line) => (line ? margin + line : ""))];
  if (head.length + text.length > WIDTH && folds(text)) return [`${head}>-`, ...wrap(text.split(" "), WIDTH - indent - 2).map((line) => margin + line)];
  return [`${head}${isBare ? text : writeScalar(text)}`];
}

/** @param {string} text */
const keepsLines = (text) =>
  text.includes("\n") && text === text.trim() && !/^\s|\s$/m.test(text.replaceAll("\n\n", "\n")) && text.replaceAll("\n", "").search(TO_ESCAPE) < 0;

/** @param {string} text */
export const folds = (text) => text.includes(" ") && PRINTABLE.test(text) && text === text.trim() && !text.includes("  ");

/** Words in lines of so many characters. @param {string[]} words @param {number} width @returns {string[]} */
export function wrap(words, width) {
  const [first = "", ...rest] = words;
  const lines = [first];
  for (const word of rest) {
    const last = lines[lines.length - 1];
    if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
