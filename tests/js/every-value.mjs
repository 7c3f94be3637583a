// Changes every value of every record below a folder, and says which changes touch more than one line.
// `node every-value.mjs ROOT FIELDS.json KINDS.json` prints JSON (tests/every_value.py).

import { readFileSync, readdirSync } from "node:fs";
import { diffLines, edit, readTree, recordFile } from "./form-core.js";

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

/** Whether a splice changes one line only. @param {string} text @param {Splice} cut */
function isOneLine(text, { start, end, written }) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end);
  const lines = diffLines(text.slice(from, to), text.slice(from, start) + written + text.slice(end, to));
  return ["-", "+"].every((sign) => lines.filter((line) => line.startsWith(sign)).length <= 1);
}

/** Every value of a file: each is looked at alone, then all are changed and read again. @param {string} path */
function tryFile(path) {
  const text = readFileSync(`${root}/${path}`, "utf8");
  const tree = readTree(text);
  const before = edit.readRecord(text);
  const kind = kinds.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(path))?.kind;
  const model = kind ? recordFile.modelOf(fields[kind]) : guess(before);
  const changes = [...walk(before)].map(([at, value]) => ({ path: at, value: other(value, model.bare(at)) }))
    .filter((change) => change.value !== recordFile.valueAt(before, change.path));
  const cuts = changes.map((change) => edit.findSplice(text, tree, change, model));
  const refused = changes.filter((_, n) => !cuts[n]).map((change) => change.path.join("."));
  const made = cuts.filter((cut) => cut !== null);
  const all = made.toSorted((one, next) => next.start - one.start).reduce((done, cut) => done.slice(0, cut.start) + cut.written + done.slice(cut.end), text);
  const wanted = changes.reduce((record, change) => edit.put(record, change), /** @type {Plain} */ (before));
  if (!edit.same(edit.readRecord(all), wanted)) refused.push("read back as something else");
  return { path, values: changes.length, refused, long: made.filter((cut) => !isOneLine(text, cut)).length, before, wanted, all };
}

const paths = readdirSync(root, { recursive: true }).map(String).filter((path) => /^catalogue\/.*\.yaml$/.test(path));
process.stdout.write(JSON.stringify(paths.sort().map(tryFile)));
