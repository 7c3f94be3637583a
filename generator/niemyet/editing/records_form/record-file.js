// A record as one file of the forge: its text, what it shall say, the text that says so, and the difference in words and as lines.

import { applyEdits, editsBetween, put, readRecord } from "./edit.js";
import { writeTable } from "./writing.js";
import { sayValue } from "./values.js";

const BARE = new Set(["money", "whole", "halves", "degrees", "day", "truth"]);
const NAMING = ["name", "who", "date", "role", "title", "number", "from", "first"];

/** The field at a path below another; undefined where the model knows none. @param {FormField} field @param {KeyPath} path @returns {FormField | undefined} */
export function fieldAt(field, path) {
  /** @type {FormField | undefined} */
  let found = field;
  for (const step of path) {
    if (found?.item && (typeof step === "number" || found.kind === "register")) found = found.item;
    else found = found?.fields?.find(({ name }) => name === step);
  }
  return found;
}

/** How a kind of record is written. @param {FormField} whole @returns {RecordModel} */
export const modelOf = (whole) => ({
  order: (path) => (fieldAt(whole, path)?.fields ?? []).map(({ name }) => name),
  bare: (path) => BARE.has(fieldAt(whole, path)?.kind ?? ""),
});

/** The same value with the keys of its tables in the order of the model. @param {FormField | undefined} field @param {Plain} value @returns {Plain} */
export function arrange(field, value) {
  if (typeof value === "string" || !field) return value;
  if (Array.isArray(value)) return value.map((item) => arrange(field.item ?? field, item));
  if (field.kind === "register") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, arrange(field.item, one)]));
  const known = (field.fields ?? []).filter(({ name }) => Object.hasOwn(value, name));
  const others = Object.entries(value).filter(([key]) => !known.some(({ name }) => name === key));
  return Object.fromEntries([...known.map((one) => [one.name, arrange(one, value[one.name])]), ...others]);
}

/** A file whose text is changed value by value; `text` null: a new one. */
export class RecordFile {
  /** Throws UnreadableError. @param {string} path @param {string | null} text @param {FormField} field */
  constructor(path, text, field) {
    this.path = path;
    this.text = text;
    this.field = field;
    this.before = text === null ? {} : readRecord(text);
  }

  /** The edits that make a record of the one that was read. @param {PlainTable} record */
  edits(record) {
    return editsBetween(this.before, arrange(this.field, record));
  }

  /** The text that says what a record says. Throws NotEditableError. @param {PlainTable} record @returns {string} */
  write(record) {
    const model = modelOf(this.field);
    const arranged = /** @type {PlainTable} */ (arrange(this.field, record));
    if (this.text === null) return `${writeTable(arranged, 0, [], model.bare).join("\n")}\n`;
    return applyEdits(this.text, this.edits(arranged), model);
  }

  /** The record with values set: [path, value or null]. @param {[KeyPath, Plain | null][]} values */
  with(values) {
    return /** @type {PlainTable} */ (values.reduce((record, [path, value]) => put(record, { path, value }), /** @type {Plain} */ (this.before)));
  }

  /** The difference in words, one sentence for each value. @param {PlainTable} record @param {NameOf} [nameOf] @returns {string[]} */
  words(record, nameOf) {
    /** @type {Plain} */
    let state = this.before;
    return this.edits(record).map((edit) => {
      const said = sayEdit(this.field, state, edit, nameOf);
      state = put(state, edit);
      return said;
    });
  }
}

/** @param {FormField} whole @param {Plain} state @param {RecordEdit} edit @param {NameOf} [nameOf] */
function sayEdit(whole, state, { path, value, added }, nameOf) {
  const before = added ? undefined : valueAt(state, path);
  const field = fieldAt(whole, path);
  const where = placeOf(whole, state, value !== null && before === undefined && typeof path.at(-1) === "number" ? path.slice(0, -1) : path).join(" › ");
  const say = (/** @type {Plain} */ one) => sayWhole(field, one, nameOf);
  if (value === null) return `${where}: bỏ ${before === undefined ? "" : say(before)}`.trim();
  return before === undefined ? `${where}: thêm ${say(value)}` : `${where}: ${say(before)} → ${say(value)}`;
}

/** @param {Plain | undefined} record @param {KeyPath} path @returns {Plain | undefined} */
export function valueAt(record, path) {
  return path.reduce((found, step) => (typeof found === "object" && Object.hasOwn(found, step) ? /** @type {PlainTable} */ (found)[step] : undefined), record);
}

/** The titles on the way to a value; an item goes by its name. @param {FormField} whole @param {Plain} state @param {KeyPath} path */
function placeOf(whole, state, path) {
  return path.map((step, depth) => {
    const way = path.slice(0, depth + 1);
    if (typeof step === "string") return fieldAt(whole, way)?.title || step;
    return nameItem(fieldAt(whole, way), valueAt(state, way), step);
  });
}

/** What an item of a list is called. @param {FormField | undefined} field @param {Plain | undefined} item @param {number} index */
export function nameItem(field, item, index) {
  if (typeof item === "object" && !Array.isArray(item)) {
    const key = NAMING.find((one) => typeof item[one] === "string");
    const named = field?.fields?.find(({ name }) => name === key);
    if (key && named) return sayValue(named, /** @type {string} */ (item[key]));
    if (Array.isArray(item.days) && item.days.length) return nameHours(field, item);
  }
  return `mục ${index + 1}`;
}

/** "Thứ hai, thứ ba, 07:30–11:30" @param {FormField | undefined} field @param {PlainTable} item */
function nameHours(field, { days, opens, closes }) {
  const weekdays = field?.fields?.find(({ name }) => name === "days")?.item;
  const names = /** @type {string[]} */ (days).map((day) => (weekdays ? sayValue(weekdays, day) : day)).join(", ");
  return `${names}${opens && closes ? `, ${opens}–${closes}` : ""}`;
}

/** @param {FormField | undefined} field @param {Plain} value @param {NameOf} [nameOf] @returns {string} */
function sayWhole(field, value, nameOf) {
  if (typeof value === "string") return `“${field ? sayValue(field, value, (one) => nameOf?.(field, one) ?? one) : value}”`;
  if (Array.isArray(value)) return value.length ? value.map((item) => sayWhole(field?.item, item, nameOf)).join(", ") : "không có mục nào";
  return Object.entries(value)
    .map(([key, one]) => {
      const below = field?.kind === "register" ? field.item : fieldAt(field ?? NOTHING, [key]);
      return `${below?.title || key}: ${sayWhole(below, one, nameOf).replace(/^“(.*)”$/s, "$1")}`;
    })
    .join("; ");
}

/** @type {FormField} */
const NOTHING = { name: "", title: "", kind: "table", fields: [] };
