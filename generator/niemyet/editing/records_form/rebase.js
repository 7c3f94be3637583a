// A draft on another's text: what was changed is changed there too, where the other has left it alone.

import { editsBetween, put, readRecord, same } from "./edit.js";
import { valueAt } from "./record-file.js";

/** The part of a path above the first list: what must not have been changed by others. @param {KeyPath} path */
const ground = (path) => (path.some((step) => typeof step === "number") ? path.slice(0, path.findIndex((step) => typeof step === "number")) : path);

/**
 * The record of a draft on the text as it is now, and the paths of what both have changed; there the text of now stays.
 * @param {Draft} draft @param {string} text @returns {{ record: PlainTable, lost: KeyPath[] }}
 */
export function rebase(draft, text) {
  const base = draft.text === null ? {} : readRecord(draft.text);
  const now = readRecord(text);
  /** @type {Plain} */
  let record = now;
  /** @type {KeyPath[]} */
  const lost = [];
  for (const edit of editsBetween(base, draft.record)) {
    const [was, is] = [valueAt(base, ground(edit.path)), valueAt(now, ground(edit.path))];
    const free = was === undefined || is === undefined ? was === is : same(was, is);
    if (free) record = put(record, edit);
    else if (!valueEquals(valueAt(now, edit.path), edit.value)) lost.push(edit.path);
  }
  return { record: /** @type {PlainTable} */ (record), lost };
}

/** @param {Plain | undefined} value @param {Plain | null} other */
const valueEquals = (value, other) => (value === undefined || other === null ? value === undefined && other === null : same(value, other));
