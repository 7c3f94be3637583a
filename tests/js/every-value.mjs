// Changes every value of every record below a folder, one after the other, and says which change more than one line.
// `node every-value.mjs ROOT FIELDS.json KINDS.json` prints JSON (tests/every_value.py).

import { readFileSync, readdirSync } from "node:fs";
import { diffLines, edit, recordFile } from "./form-core.js";

const [root, fieldsFile, kindsFile] = process.argv.slice(2);
/** @type {Record<string, FormField>} */
const fields = JSON.parse(readFileSync(fieldsFile, "utf8"));
/** @type {Names["kinds"]} */
const kinds = JSON.parse(readFileSync(kindsFile, "utf8"));

/** @param {Plain} value @param {KeyPath} [path] @returns {Generator<[KeyPath, string]>} */
function* walk(value, path = []) {
  if (typeof value === "string") yield [path, value];
  else for (const [key, one] of Object.entries(value)) yield* walk(one, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** Another value of the same kind. @param {string} text @param {boolean} bare */
function other(text, bare) {
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return text.replace(/..$/, (day) => (day === "11" ? "12" : "11"));
  if (bare && /^(?:true|false)$/.test(text)) return text === "true" ? "false" : "true";
  return bare ? text.replace(/[0-9]$/, (digit) => `${(Number(digit) + 1) % 10}`) : `${text}x`;
}

/** A kind that the form has no fields for: what looks like a number or a day is one. @param {PlainTable} record @returns {RecordModel} */
const guess = (record) => ({
  order: () => [],
  bare: (path) => /^(?:[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false)$/.test(`${recordFile.valueAt(record, path)}`),
});

/**
 * Every value below one key of a record, one after the other.
 * @param {string} text @param {(record: PlainTable) => RecordModel} modelFor
 */
function tryPart(text, modelFor) {
  const before = edit.readRecord(text);
  const model = modelFor(before);
  const [refused, long] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  let values = 0;
  let [all, wanted] = [text, /** @type {Plain} */ (before)];
  for (const [at, value] of walk(before)) {
    const change = { path: at, value: other(value, model.bare(at)) };
    if (change.value === value) continue;
    values += 1;
    try {
      const changed = edit.change(all, change, model);
      const lines = diffLines(all, changed);
      if (lines.filter((line) => line.startsWith("-")).length > 1 || lines.filter((line) => line.startsWith("+")).length > 1) long.push(at.join("."));
      all = changed;
      wanted = edit.put(wanted, change);
    } catch (error) {
      refused.push(`${at.join(".")}: ${error}`);
    }
  }
  return { values, refused, long, before, all, wanted };
}

/** A file by its uppermost keys: what is changed below one does not depend on the others. @param {string} path */
function tryFile(path) {
  const parts = readFileSync(`${root}/${path}`, "utf8").split(/^(?=[^\s#-])/m);
  const kind = kinds.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(path))?.kind;
  const tried = parts.map((part) => (/^\s*[^\s#]/m.test(part) ? tryPart(part, (record) => (kind ? recordFile.modelOf(fields[kind]) : guess(record))) : null));
  return {
    path, values: tried.reduce((sum, one) => sum + (one?.values ?? 0), 0),
    refused: tried.flatMap((one) => one?.refused ?? []), long: tried.flatMap((one) => one?.long ?? []),
    before: Object.assign({}, ...tried.map((one) => one?.before)), wanted: Object.assign({}, ...tried.map((one) => one?.wanted)),
    all: parts.map((part, n) => tried[n]?.all ?? part).join(""),
  };
}

const paths = readdirSync(root, { recursive: true }).map(String).filter((path) => /^catalogue\/.*\.yaml$/.test(path));
process.stdout.write(JSON.stringify(paths.sort().map(tryFile)));
