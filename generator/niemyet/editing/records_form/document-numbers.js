// The number of a decision or another document as it was meant: common additions removed, common mistakes corrected. The same as
// `model/document_numbers.py` mends, held to the same cases.

const WORDS_BEFORE = new RegExp(
  "^(?:(?:quyết định|nghị định|nghị quyết|thông tư(?: liên tịch)?|công văn|bộ luật|luật|kế hoạch|thông báo|văn bản|chỉ thị)(?![\\p{L}\\p{N}_])"
    + "|số(?![\\p{L}\\p{N}_])|(?:qđ|nđ|tt|nq|cv|kh)(?=[\\s:])|n°|no\\.)[\\s:]*", "iu",
);
const DAY_BEHIND = /[\s,]*(?:\(|ngày)\s*(?:ngày\s*)?[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}\)?$/i;
const BEHIND = /\s*\((?![^()]*\/)[^()]*\)$|\s+-\s*[0-9]{4}$/;
const GLUED = /^(QĐ|NĐ|TT|NQ|KH|TB|CV)(UBND|HĐND|TTg|CP|BTP|BCA|BTC|BNV|BXD|BYT)$/;
/** @type {Record<string, string>} */
const WITHOUT_STROKE = { QD: "QĐ", ND: "NĐ", HDND: "HĐND", BGDDT: "BGDĐT", BLDTBXH: "BLĐTBXH", HDTP: "HĐTP", TLD: "TLĐ" };
/** @type {Record<string, string>} */
const MIXED = { TTG: "TTg", CTR: "CTr" };
/** @type {Record<string, string>} */
const LOOK_ALIKE = { l: "1", I: "1", O: "0", o: "0" };

/** @param {string} text */
const asDigits = (text) => text.replace(/[lIOo]/g, (sign) => LOOK_ALIKE[sign]);

/** @param {string} number */
export function mendNumber(number) {
  let text = number.normalize("NFC").replace(/[–—‑−‐]/g, "-").replace(/[\\⁄∕／]/g, "/").replace(/[ÐƉ]/g, "Đ").trim();
  text = text.replace(DAY_BEHIND, "").replace(BEHIND, "").replace(/^[ "'“”()]+|[ "'“”()]+$/g, "");
  for (let word = WORDS_BEFORE.exec(text); word && word[0].length < text.length; word = WORDS_BEFORE.exec(text)) text = text.slice(word[0].length);
  text = text.replace(/\s*([/-])\s*/g, "$1").replace(/[.,;:/\- ]+$/, "").replace(/([/-])\1+/g, "$1");
  const [figure, sign, rest] = splitFigure(text);
  return figure + sign + rest.split("/").map((part) => part.split("-").map(mendLetters).join("-")).join("/");
}

/** The figure with its year, the separator, the letters: 60-2014-QH13 → 60/2014, /, QH13. @param {string} text @returns {[string, string, string]} */
function splitFigure(text) {
  const found = /^([0-9A-Za-z.]+?)([/-])(.*)$/.exec(text);
  if (!found) {
    const glued = /^([0-9]{1,6})((?:QĐ|QD|NĐ|TT|NQ)-.+)$/.exec(text);
    return glued ? [glued[1], "/", glued[2]] : ["", "", text];
  }
  const [, written, sign, rest] = found;
  const figure = /^[0-9lIOo]*[0-9][0-9lIOo]*$/.test(written) ? asDigits(written) : written;
  if (!/[0-9]/.test(figure)) return ["", "", text];
  const year = /^([0-9lIOo]{4})([/-])(.*)$/.exec(rest);
  if (year) return /^[0-9]+$/.test(asDigits(year[1])) && year[3] ? [`${figure}/${asDigits(year[1])}`, "/", year[3]] : [figure, sign, rest];
  return [figure, sign === "-" && !rest.includes("/") && rest.includes("-") ? "/" : sign, rest];
}

/** @param {string} word */
function mendLetters(word) {
  const upper = word.toUpperCase();
  if (MIXED[upper]) return MIXED[upper];
  const written = word !== upper && word === word.toLowerCase() ? upper : word;
  const glued = GLUED.exec(written);
  return glued ? `${glued[1]}-${glued[2]}` : (WITHOUT_STROKE[written] ?? written);
}
