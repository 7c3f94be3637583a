// The codes that people type: of a procedure, as the portal and provinces write it, and of a printed sheet. Pure.

/** The codes of procedures in a query as records write them: "1.001193.000.00.00.H26", "1 001193" → "1.001193". @param {string} query */
export const plainCodes = (query) => query
  .replace(/(?<!\d)([1-9]\.\d{6})(?:\.\d{2,3})+(?:\.[A-Za-z]\d{1,3})?/g, "$1")
  .replace(/(?<!\d)([1-9])[., ](?=\d{6}(?!\d))/g, "$1.");

const GROUPS = /^(?:[0-9A-Z]{3}[\s.–-]*){5}(?:(?:[\s.–-]*[0-9A-Z]{3}){3}[\s.–-]*)?[0-9A-Z]{3}$/i;

/** The code of a printed sheet, as it is printed, if that or the address behind its QR code was typed; else "". @param {string} query */
export function readSheet(query) {
  const typed = query.trim().replace(/^\S*#/, "");
  const letters = typed.replace(/[\s.–-]/g, "").toUpperCase();
  const looks = GROUPS.test(typed) && /\d/.test(letters) && (letters.length === 18 || letters.length === 27);
  return looks ? letters.match(/.{3}/g)?.join("-") ?? "" : "";
}
