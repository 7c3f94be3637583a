// What stands in the form: the record as it shall be, and what was typed and cannot be read. Nothing that was typed is dropped: while
// something is refused, nothing is sent.

import { put } from "./edit.js";
import { fieldAt, valueAt } from "./record-file.js";
import { checkRecord } from "./rules.js";

const NONE_IS_AN_ANSWER = new Set(["areas"]);

export class FormState {
  /**
   * @param {FormField} field The whole record's.
   * @param {PlainTable} before As it was read; {} for a new one.
   * @param {PlainTable} [record] As it stands in a draft.
   * @param {Record<string, string>} [typed] What was refused, by path as JSON.
   */
  constructor(field, before, record = before, typed = {}) {
    this.field = field;
    this.before = before;
    this.record = record;
    this.typed = new Map(Object.entries(typed));
    /** @type {Map<string, string>} The sentences, by path. */
    this.faults = new Map();
  }

  /** @param {KeyPath} path */
  get(path) {
    return valueAt(this.record, path);
  }

  /** null: nothing. @param {KeyPath} path @param {Plain | null} value */
  set(path, value) {
    this.forget(path);
    if (value !== null || this.get(path) !== undefined) this.record = /** @type {PlainTable} */ (put(this.record, { path, value }));
  }

  /** @param {KeyPath} path @param {string} typed @param {string} fault */
  refuse(path, typed, fault) {
    this.typed.set(JSON.stringify(path), typed);
    this.faults.set(JSON.stringify(path), fault);
  }

  /** @param {KeyPath} path */
  forget(path) {
    this.typed.delete(JSON.stringify(path));
    this.faults.delete(JSON.stringify(path));
  }

  /** Without an item of a list; what was refused in the items behind it moves with them. @param {KeyPath} list @param {number} index */
  remove(list, index) {
    for (const kept of [this.typed, this.faults]) {
      const entries = [...kept].map(([key, text]) => /** @type {[string, string]} */ ([moved(JSON.parse(key), list, index), text]));
      kept.clear();
      for (const [key, text] of entries) if (key) kept.set(key, text);
    }
    this.record = /** @type {PlainTable} */ (put(this.record, { path: [...list, index], value: null }));
  }

  /** The record as it is to be written: what was begun and left empty is not in it. @returns {PlainTable} */
  result() {
    return /** @type {PlainTable} */ (clean(this.record, this.before) ?? {});
  }

  /**
   * What keeps it from being sent, and what is only doubtful.
   * @param {string} today @param {Record<string, string>} sentences @returns {Problem[]}
   */
  problems(today, sentences) {
    const record = this.result();
    const refused = [...this.faults].map(([key, told]) => ({ path: JSON.parse(key), told, warning: false }));
    const missing = [...findMissing(this.field, record, [])].map((path) => ({
      path, told: fill(sentences["missing-key"], { title: fieldAt(this.field, path)?.title ?? "" }), warning: false,
    }));
    const broken = checkRecord(this.field.name, record, today).map(({ path, rule, values, warning }) => ({
      path, told: fill(sentences[rule], values), warning: warning === true,
    }));
    const known = new Set();
    return [...refused, ...missing, ...broken].filter(({ path }) => !known.has(JSON.stringify(path)) && known.add(JSON.stringify(path)));
  }
}

/** @param {string | undefined} sentence @param {Record<string, string>} values */
const fill = (sentence, values) => (sentence ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/** @param {KeyPath} path @param {KeyPath} list @param {number} index '' if it is of the item itself. */
function moved(path, list, index) {
  const at = path[list.length];
  if (!list.every((step, n) => path[n] === step) || typeof at !== "number" || at < index) return JSON.stringify(path);
  return at === index ? "" : JSON.stringify([...list, at - 1, ...path.slice(list.length + 1)]);
}

/**
 * Without empty texts, lists and tables, unless they were there before.
 * @param {Plain} value @param {Plain | undefined} before @param {string} name @returns {Plain | null}
 */
function clean(value, before, name = "") {
  if (typeof value === "string") return value || typeof before === "string" ? value : null;
  if (Array.isArray(value)) return cleanList(value, Array.isArray(before) ? before : null, name);
  const entries = Object.entries(value)
    .map(([key, one]) => /** @type {[string, Plain | null]} */ ([key, clean(one, valueAt(before, [key]), key)]))
    .filter(([, one]) => one !== null);
  if (entries.length || (typeof before === "object" && !Object.keys(before).length)) return /** @type {Plain} */ (Object.fromEntries(entries));
  return null;
}

/** @param {Plain[]} value @param {Plain[] | null} before @param {string} name @returns {Plain[] | null} */
function cleanList(value, before, name) {
  const items = value.map((item) => clean(item, before?.includes(item) ? item : undefined)).filter((item) => item !== null);
  return items.length || NONE_IS_AN_ANSWER.has(name) || before?.length === 0 ? items : null;
}

/** The paths of what must be there and is not. @param {FormField} field @param {Plain} value @param {KeyPath} path @returns {Generator<KeyPath>} */
function* findMissing(field, value, path) {
  if (typeof value === "string") return;
  const { item: inside } = field;
  for (const [key, item] of inside ? Object.entries(value) : []) {
    if (inside) yield* findMissing(inside, item, [...path, Array.isArray(value) ? Number(key) : key]);
  }
  yield* findMissingKeys(field, value, path);
}

/** @param {FormField} field @param {Plain} value @param {KeyPath} path @returns {Generator<KeyPath>} */
function* findMissingKeys(field, value, path) {
  for (const below of field.fields ?? []) {
    const way = [...path, below.name];
    const inside = /** @type {PlainTable} */ (value)[below.name] ?? (below.need && below.fields?.some(({ need }) => need) ? {} : undefined);
    if (inside !== undefined) yield* findMissing(below, inside, way);
    else if (below.need) yield way;
  }
}
