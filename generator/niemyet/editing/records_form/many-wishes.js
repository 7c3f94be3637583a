// What becomes of one posting when many are changed at once: the same as `niemyet confirm` and `niemyet repost` make of it
// (`editing/confirmations.py`).

import { sayDay } from "./values.js";

/** @typedef {{ record: PlainTable } | { refusal: string }} Outcome */
/** @typedef {(record: PlainTable) => Outcome} Wish */

/** @param {Plain | undefined} value */
const text = (value) => (typeof value === "string" ? value : "");

/** The day on which a posting was last said to be right. @param {PlainTable} record */
export const lastConfirmed = (record) => [text(record.posted), text(record.checked)].sort()[1];

/** @param {PlainTable} record @returns {PlainTable} */
const decisionOf = (record) => (typeof record.decision === "object" && !Array.isArray(record.decision) ? record.decision : {});

/** Whether it is posted no more on a day. @param {PlainTable} record @param {string} today */
export function isWithdrawn(record, today) {
  const { withdrawn } = record;
  return typeof withdrawn === "object" && !Array.isArray(withdrawn) && text(withdrawn.since) <= today;
}

/** Reviewed on a day and still right. @param {string} day @returns {Wish} */
export function confirmOn(day) {
  return (record) => {
    const before = lastConfirmed(record);
    return day < before ? { refusal: `đã xác nhận ngày ${sayDay(before)}, sau ngày ${sayDay(day)}` } : { record: { ...record, checked: day } };
  };
}

/** Posted again on a day under a new decision. @param {{ number: string, date: string }} decision @param {string} posted @returns {Wish} */
export function repostBy(decision, posted) {
  return (record) => {
    const former = decisionOf(record);
    if (text(former.date) > decision.date) return { refusal: "đang theo quyết định mới hơn" };
    const { file, ...rest } = former;
    const kept = file === undefined || former.number !== decision.number ? rest : { ...rest, file };  // it is the text of the former one
    /** @type {PlainTable} */
    const reposted = { ...record, decision: { ...kept, ...decision }, posted };
    if (record.checked !== undefined && text(record.checked) < posted) reposted.checked = posted;  // an older day confirms nothing
    return { record: reposted };
  };
}

/** At another counter. @param {string} counter @returns {Wish} */
export function moveTo(counter) {
  return (record) => ({ record: { ...record, counter } });
}
