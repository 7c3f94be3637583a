// What administrative units are called in the page's language. Pure, but for the words of the page.

import { say } from "./words.js";

const UNIT = /^(xã|phường|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh) (.*)/;

/**
 * The kind of a unit and its name: "xã Thường Tín" → ["xã", "Thường Tín"]; without a kind "" and the whole.
 * @type {(unit: string) => [kind: string, name: string]}
 */
export function parts(unit) {
  const [, kind, name] = UNIT.exec(unit) ?? ["", "", unit];
  return [kind, name];
}

/** A unit in the page's language: "xã Thường Tín", "Thường Tín Commune". @type {(kind: string, name: string) => string} */
export const nameUnit = (kind, name) => say(`${kind} {name}`, { name });

/** The same of its name with the kind. @param {string} unit */
export function sayUnit(unit) {
  const [kind, name] = parts(unit);
  return kind ? nameUnit(kind, name) : unit;
}

/** @param {string} text */
export const capitalize = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
