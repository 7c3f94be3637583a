// Where a text is cut, and what is written there, so that one value of a record becomes another.

import { folds, wrap, writeEntry, writeFlow, writeItem, writeScalar, writeText } from "./writing.js";

const WIDTH = 112;
const A_LITTLE_WIDER = 28;
const COMMENT = /(?:^|\s)#/m;

/** @param {string} text @param {number} at */
const lineStart = (text, at) => text.lastIndexOf("\n", at - 1) + 1;
/** @param {string} text @param {number} at */
const lineEnd = (text, at) => (text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at));
/** @param {string} text @param {number} at */
const columnOf = (text, at) => at - lineStart(text, at);

/** The parts of a list or table: where each begins and ends, and where its value stands. @param {YamlNode} node */
function partsOf(node) {
  if (node.kind === "list") return node.items.map((value) => ({ start: value.start, end: value.end, value }));
  return [...node.entries.values()].map(({ key, value }) => ({ start: key.start, end: Math.max(key.end, value.end), value }));
}

/** Where the dash of an item stands; -1 if more than blanks is between. @param {string} text @param {YamlNode} item */
function dashOf(text, item) {
  const at = text.lastIndexOf("-", item.start - 1);
  return text.slice(at + 1, item.start).trim() ? -1 : at;
}

/** @param {SplicePlace} place @param {Plain} value */
function writeInFlow({ parent, path, bare }, value) {
  const written = writeFlow(value, path, bare);
  return parent.kind === "table" ? writeFlow({ [path[path.length - 1]]: value }, path.slice(0, -1), bare).slice(1, -1) : written;
}

/** A new value as the part at an index. @param {SplicePlace} place @param {number} index @param {Plain} value @returns {Splice | null} */
export function insertAmong(place, index, value) {
  const { text, parent } = place;
  const parts = partsOf(parent);
  if (place.flow || parent.flow) {
    const written = writeInFlow(place, value);
    const at = index ? parts[index - 1].end : (parts[0]?.start ?? parent.start + 1);
    const around = index ? `, ${written}` : parts.length ? `${written}, ` : written;
    return { start: at, end: at, written: around };
  }
  if (!parts.length) return null;
  const column = columnOf(text, parent.start);
  const lines = newLines(place, column, value, parts[Math.max(index - 1, 0)].value);
  if (index) {
    const at = lineEnd(text, parts[index - 1].end);
    return { start: at, end: at, written: `\n${lines.join("\n")}` };
  }
  return { start: parent.start, end: parent.start, written: `${lines.join("\n").trimStart()}\n${" ".repeat(column)}` };
}

const NOT_FLOW = { flow: false };

/** @param {SplicePlace} place @param {number} column @param {Plain} value @param {{ flow: boolean }} neighbour @returns {string[]} */
function newLines({ parent, path, bare }, column, value, neighbour) {
  if (parent.kind === "list") {
    const line = `${" ".repeat(column)}- ${writeFlow(value, path, bare)}`;
    if (neighbour.flow && line.length <= WIDTH + A_LITTLE_WIDER) return [line];
    return writeItem(value, column, { path, bare });
  }
  return writeEntry(`${" ".repeat(column)}${writeKey(path)}:`, value, column, { path, bare });
}

/** @param {KeyPath} path */
const writeKey = (path) => writeFlow({ [path[path.length - 1]]: "" }, [], () => true).slice(1, -1).replace(/:\s*$/, "");

/** Without the part at an index. @param {SplicePlace} place @param {number} index @returns {Splice | null} */
export function takeOut({ text, parent, flow }, index) {
  const parts = partsOf(parent);
  const part = parts[index];
  if (flow || parent.flow) return takeOfFlow(text, parts, index);
  if (parts.length === 1) return null;
  const begins = parent.kind === "list" ? dashOf(text, part.value) : part.start;
  if (begins < 0) return null;
  const first = lineStart(text, begins);
  if (text.slice(first, begins).trim()) return parent.kind === "list" ? null : takeFirst(text, part, parts[index + 1]);
  const end = lineEnd(text, part.end);
  return end < text.length ? { start: first, end: end + 1, written: "" } : { start: Math.max(first - 1, 0), end, written: "" };
}

/** @param {string} text @param {{ start: number, end: number }[]} parts @param {number} index */
function takeOfFlow(text, parts, index) {
  const start = index ? parts[index - 1].end : parts[index].start;
  const end = !index && parts.length > 1 ? parts[1].start : parts[index].end;
  return COMMENT.test(text.slice(start, end)) ? null : { start, end, written: "" };
}

/**
 * Without the key behind the dash of an item; the next one comes there.
 * @param {string} text @param {{ start: number, end: number }} part @param {{ start: number } | undefined} next
 */
function takeFirst(text, part, next) {
  if (!next || COMMENT.test(text.slice(lineEnd(text, part.end), next.start))) return null;
  return { start: part.start, end: next.start, written: "" };
}

/** Another value as the part at an index. @param {SplicePlace} place @param {number} index @param {Plain} value @returns {Splice | null} */
export function replaceWithin(place, index, value) {
  const { text, parent, path, bare } = place;
  const part = partsOf(parent)[index];
  const { start, end } = part.value;
  const old = text.slice(start, end);
  if (part.value.kind !== "text" && COMMENT.test(old)) return null;
  if (place.flow || parent.flow || (part.value.flow && typeof value === "object")) return { start, end, written: (old ? "" : " ") + writeFlow(value, path, bare) };
  const head = parent.kind === "list" ? dashOf(text, part.value) : part.start;
  if (head < 0) return null;
  const indent = columnOf(text, head);
  if (part.value.kind === "text" && typeof value === "string") return replaceText(text, part.value, value, { indent, isBare: bare(path) });
  return { start: head, end, written: newLines(place, indent, value, NOT_FLOW).join("\n").slice(indent) };
}

/**
 * Another text in the place of a text that stands on lines of its own.
 * @param {string} text @param {YamlNode} node @param {string} value @param {{ indent: number, isBare: boolean }} how @returns {Splice}
 */
function replaceText(text, node, value, { indent, isBare }) {
  const { start, end } = node;
  const old = text.slice(start, end);
  const folded = old.includes("\n") ? rewrap(old, value, indent) : null;
  if (folded !== null) return { start, end, written: folded };
  const blank = old ? "" : " ";
  const single = isBare ? value : writeScalar(value);
  const rest = text.slice(end, lineEnd(text, end)).trim();
  const column = columnOf(text, start);
  const fits = !old.includes("\n") && !value.includes("\n") && column + single.length <= WIDTH + A_LITTLE_WIDER;
  if (fits || (rest && !node.block)) return { start, end, written: blank + single };
  const lines = writeText(" ".repeat(column), value, indent, isBare);
  return { start, end, written: blank + lines.join("\n").slice(column) };
}

/** A block of lines with other words; lines whose words stay are kept. Null where it is none, or has lines that mean something. */
function rewrap(/** @type {string} */ old, /** @type {string} */ value, /** @type {number} */ indent) {
  const [head, ...content] = old.split("\n");
  const margin = content.find(Boolean)?.match(/^ */)?.[0] ?? "";
  if (/^\|-?$/.test(head) && !value.endsWith("\n")) {
    return ["|-", ...value.split("\n").map((line) => (line ? margin + line : ""))].join("\n");
  }
  if (!/^>-?$/.test(head) || !folds(value) || content.some((line) => !line.startsWith(margin) || !/^\S/.test(line.slice(margin.length)))) return null;
  const lines = keepLines(content.map((line) => line.trim().split(" ")), value.split(" "), WIDTH - indent - 2);
  return [">-", ...lines.map((line) => margin + line)].join("\n");
}

/** @param {string[][]} old @param {string[]} words @param {number} width @returns {string[]} */
function keepLines(old, words, width) {
  let [head, before] = [0, 0];
  while (head < old.length && old[head].every((word, n) => words[before + n] === word)) before += old[head++].length;
  let [tail, after] = [0, words.length];
  while (tail < old.length - head) {
    const line = old[old.length - 1 - tail];
    if (after - line.length < before || !line.every((word, n) => words[after - line.length + n] === word)) break;
    [tail, after] = [tail + 1, after - line.length];
  }
  const middle = words.slice(before, after).join(" ");
  const changed = old.length - head - tail;
  const rewritten = !middle ? [] : changed === 1 && middle.length <= width + A_LITTLE_WIDER ? [middle] : wrap(middle.split(" "), width);
  return [...old.slice(0, head), ...rewritten.map((line) => [line]), ...old.slice(old.length - tail)].map((line) => line.join(" "));
}
