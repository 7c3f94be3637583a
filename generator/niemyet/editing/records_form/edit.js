// Changes values in the text of a record and leaves every other character as it is: comments, order, spelling, line ends. What is
// written is read back: if anything but the meant value differs, nothing is changed and `NotEditableError` is thrown.

import { UnreadableError, nodeAt, plain, readTree } from "./nodes.js";
import { insertAmong, replaceWithin, takeOut } from "./splices.js";

/** A value cannot be changed in place; a person must edit the file. */
export class NotEditableError extends Error {
  /** @param {KeyPath} path */
  constructor(path) {
    super(path.join("."));
    this.name = "NotEditableError";
    this.path = path;
  }
}

/** The record of a text. Throws UnreadableError. @param {string} text @returns {PlainTable} */
export const readRecord = (text) => /** @type {PlainTable} */ (plain(readTree(bareText(text))));

/** The text with the edits made, one after the other. @param {string} text @param {RecordEdit[]} edits @param {RecordModel} model */
export const applyEdits = (text, edits, model) => edits.reduce((made, edit) => change(made, edit, model), text);

/** The text with one edit made. @param {string} text @param {RecordEdit} edit @param {RecordModel} model @returns {string} */
export function change(text, edit, model) {
  const bare = bareText(text);
  const root = readTree(bare);
  const before = plain(root);
  const wanted = put(before, edit);
  if (same(before, wanted)) return text;
  const top = edit.path.slice(0, 1);
  const whole = { path: top, value: /** @type {PlainTable} */ (wanted)[`${top[0]}`] ?? null };
  for (const way of [edit, whole]) {
    const made = tryEdit(bare, root, way, model);
    if (made !== null && reads(made, wanted)) return dress(made, text);
  }
  throw new NotEditableError(edit.path);
}

/** @param {string} bare @param {YamlNode} root @param {RecordEdit} edit @param {RecordModel} model */
function tryEdit(bare, root, edit, model) {
  const cut = findSplice(bare, root, edit, model);
  return cut && bare.slice(0, cut.start) + cut.written + bare.slice(cut.end);
}

/** @param {string} text @param {Plain} wanted */
function reads(text, wanted) {
  try {
    return same(plain(readTree(text)), wanted);
  } catch (error) {
    if (error instanceof UnreadableError) return false;
    throw error;
  }
}

/**
 * What is cut of a text and written there for an edit; null if it cannot be made in place.
 * @param {string} bare @param {YamlNode} root @param {RecordEdit} edit @param {RecordModel} model @returns {Splice | null}
 */
export function findSplice(bare, root, { path, value, added }, model) {
  const above = path.slice(0, -1);
  const parent = nodeAt(root, above);
  const last = path[path.length - 1];
  const flow = path.some((_, depth) => nodeAt(root, path.slice(0, depth))?.flow);
  const place = { text: bare, parent: /** @type {YamlNode} */ (parent), path, bare: model.bare, flow };
  if (parent?.kind === "list" && typeof last === "number") return splicePart(place, last, !added && last < parent.items.length, value);
  if (parent?.kind !== "table" || typeof last !== "string") return null;
  const keys = [...parent.entries.keys()];
  const index = keys.indexOf(last);
  if (index >= 0) return splicePart(place, index, true, value);
  const order = model.order(above);
  const rank = (/** @type {string} */ key) => (order.includes(key) ? order.indexOf(key) : order.length);
  return splicePart(place, keys.findLastIndex((key) => rank(key) <= rank(last)) + 1, false, value);
}

/** @param {SplicePlace} place @param {number} index @param {boolean} there @param {Plain | null} value */
function splicePart(place, index, there, value) {
  if (value === null) return there ? takeOut(place, index) : null;
  return there ? replaceWithin(place, index, value) : insertAmong(place, index, value);
}

/** Without byte order mark, with line ends of one character. Throws UnreadableError for mixed ones. @param {string} text */
function bareText(text) {
  const bare = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const ends = text.split("\r\n").length - 1;
  if (bare.includes("\r") || (ends && ends !== bare.split("\n").length - 1)) throw new UnreadableError("mixed line ends");
  return bare;
}

/** With the mark and line ends of the text before. @param {string} bare @param {string} before */
function dress(bare, before) {
  const ended = before.includes("\r\n") ? bare.replaceAll("\n", "\r\n") : bare;
  return before.startsWith("\ufeff") ? `\ufeff${ended}` : ended;
}

/** The record with an edit made. @param {Plain} record @param {RecordEdit} edit @returns {Plain} */
export function put(record, { path, value, added }) {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? {};
  if (Array.isArray(record)) return putInList(record, { path, value, added });
  if (typeof record === "string") throw new NotEditableError(path);
  const { [step]: before, ...others } = record;
  if (!rest.length && value === null) return others;
  return { ...record, [step]: rest.length ? put(before ?? {}, { path: rest, value, added }) : /** @type {Plain} */ (value) };
}

/** @param {Plain[]} record @param {RecordEdit} edit @returns {Plain} */
function putInList(record, { path, value, added }) {
  const [at, rest] = [Number(path[0]), path.slice(1)];
  if (rest.length && at < record.length) return record.with(at, put(record[at], { path: rest, value, added }));
  if (rest.length || at > record.length) throw new NotEditableError(path);
  if (value === null) return record.toSpliced(at, 1);
  return record.toSpliced(at, added ? 0 : 1, value);
}

/** Whether two values are equal; the order of keys is none. @param {Plain} one @param {Plain} other @returns {boolean} */
export function same(one, other) {
  if (typeof one === "string" || typeof other === "string") return one === other;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  if (Array.isArray(one) !== Array.isArray(other) || keys.length !== others.length) return false;
  const [table, second] = [/** @type {PlainTable} */ (one), /** @type {PlainTable} */ (other)];
  return keys.every((key) => Object.hasOwn(second, key) && same(table[key], second[key]));
}

/**
 * The edits that make one record of another, in the order in which they are made.
 * @param {Plain} before @param {Plain} after @param {KeyPath} [above] @returns {RecordEdit[]}
 */
export function editsBetween(before, after, above = []) {
  if (same(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length && after.length) return editsOfList(before, after, above);
  if (typeof before === "string" || typeof after === "string" || Array.isArray(before) || Array.isArray(after)) return [{ path: above, value: after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const path = [...above, key];
    if (!Object.hasOwn(after, key)) return [{ path, value: null }];
    return Object.hasOwn(before, key) ? editsBetween(before[key], after[key], path) : [{ path, value: after[key] }];
  });
}

/** @param {Plain[]} before @param {Plain[]} after @param {KeyPath} above @returns {RecordEdit[]} */
function editsOfList(before, after, above) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && same(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < most - head && same(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail += 1;
  const [was, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const both = Math.min(was.length, now.length);
  return [
    ...now.slice(0, both).flatMap((value, n) => editsBetween(was[n], value, [...above, head + n])),
    ...was.slice(both).map(() => ({ path: [...above, head + both], value: null })),
    ...now.slice(both).map((value, n) => ({ path: [...above, head + both + n], value, added: true })),
  ];
}
