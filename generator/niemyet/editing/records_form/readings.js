// What was meant by what a person typed: sums, days, hours, numbers, contacts. The same readings as `model/meant.py` and its
// neighbours, held to the same cases by the tests: null where more than one reading is possible. Nothing is guessed.

const MONTHS = 12;
const NATIONAL = /^(?:02[0-9]{9}|02[0-9]{1,2}1[0-9]{2,3}|0[35789][0-9]{8}|06[0-9]{5,9}|080[0-9]{5,7})$/;
const PHONE = new RegExp(
  "^(?!0[0 .-]*$)(?:(?:\\(?(?:\\+?84|0)\\)?|\\(0[0-9]{1,3}\\))(?:[ .-]?\\(?[0-9]\\)?){6,10}|1[89]00(?:[ .-]?[0-9]){4,6}|1[0-9]{2,5})"
    + "(?:[ ,–-]*\\(?(?:ext|máy lẻ|máy nhánh)\\.? ?[0-9]{1,6}\\)?)?$",
);
const EMAIL = /^[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}$/;

/** Words without diacritics and punctuation. @param {string} text */
export const foldWords = (text) => (text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").match(/[a-z0-9]+/g) ?? []).join(" ");

/** @param {string} text */
const tidy = (text) => text.normalize("NFKC").replace(/\s+/g, " ").trim().replace(/[.,;]+$/, "").trim();

/** The letters O and l as the figures that they look like, among figures alone: "2O26-02-l0" → "2026-02-10". @param {string} text */
const mendFigures = (text) => text.replace(/(?<![\p{L}\p{N}])(?=[OolI]*[0-9])[0-9OolI]+(?![\p{L}\p{N}])/gu,
  (found) => found.replace(/[Oo]/g, "0").replace(/[lI]/g, "1"));

/** Year, month and day as they were written. @param {string} typed @returns {[number, number, number, boolean] | null} */
function partsOfDay(typed) {
  const text = mendFigures(tidy(typed).replaceAll("–", "-"));
  const first = /^(?:ngày )?([0-9]{1,2})(?: ?[-/.] ?| tháng )([0-9]{1,2})(?: ?[-/.] ?| năm )([0-9]{4}|2[0-9])$/i.exec(text);
  if (first) return [Number(first[3]) + (first[3].length === 2 ? 2000 : 0), Number(first[2]), Number(first[1]), false];
  const begun = /^([0-9]{4}) ?[-/. ] ?([0-9]{1,2}) ?[-/. ] ?([0-9]{1,2})(?:[T ][0-9:.]+Z?)?$/.exec(text);
  const found = begun ?? /^(2[01][0-9]{2})([0-9]{2})([0-9]{2})$/.exec(text);
  return found && [Number(found[1]), Number(found[2]), Number(found[3]), begun !== null];
}

/** @param {number} year @param {number} month */
const lengthOf = (year, month) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** A day as YYYY-MM-DD; day before month, as Vietnamese is written. @param {string} text @returns {string | null} */
export function meantDay(text) {
  const parts = partsOfDay(text);
  if (!parts) return null;
  const [year, ...written] = parts;
  const turned = written[0] > MONTHS && written[1] <= MONTHS && written[2];
  const [month, day] = turned ? [written[1], written[0]] : written;
  if (!year || month < 1 || month > MONTHS || day < 1 || day > lengthOf(year, month)) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * Year, month and its number of days, if a day was typed that the month does not have.
 * @param {string} text @returns {[number, number, number] | null}
 */
export function daysOfMonth(text) {
  const parts = partsOfDay(text);
  if (!parts || !parts[0] || parts[1] < 1 || parts[1] > MONTHS) return null;
  const last = lengthOf(parts[0], parts[1]);
  return parts[2] > last ? [parts[0], parts[1], last] : null;
}

const TIME = /^([0-9]{1,2}) ?(?:[:;.,hg]|giờ) ?([0-9]{2})?(?: ?(?:'|phút|p))?(?::00)?(?: ?(am|pm|a\.m|p\.m|sáng|trưa|chiều|tối))?$/i;
const MORNING = ["am", "a.m", "sáng"];
const AFTERNOON = ["pm", "p.m", "chiều", "tối"];

/** @param {number} hour @param {string | undefined} said */
function hourSaid(hour, said) {
  const noon = hour >= 10 && hour <= 12;
  if (said === undefined) return hour;
  if (MORNING.includes(said)) return hour < 12 ? hour : null;
  if (said === "trưa") return noon ? hour : [1, 2].includes(hour) ? hour + 12 : null;
  if (said === "tối" && hour === 12) return null;
  return hour < 12 && AFTERNOON.includes(said) ? hour + 12 : hour;
}

/** An hour alone: "17", "5 pm". @param {string} text @returns {string | null} */
function bareHour(text) {
  if (/^(?:[01][0-9]|2[0-3])$/.test(text)) return `${text}:00`;
  const half = /^(0?[1-9]|1[0-2]) ?(am|pm)$/.exec(text);
  return half && `${String((Number(half[1]) % 12) + (half[2] === "pm" ? 12 : 0)).padStart(2, "0")}:00`;
}

/** A time as HH:MM; two figures alone are an hour. @param {string} typed @returns {string | null} */
export function meantTime(typed) {
  const text = tidy(typed).toLowerCase().replace(/rưỡi$/, "30");
  const found = TIME.exec(text) ?? /^([0-9]{2})([0-9]{2})(am|pm)?$/.exec(text);
  const bare = bareHour(text);
  if (bare) return bare;
  if (!found || (found[2] === undefined && !/[hg]/.test(text) && !found[3])) return null;
  const hour = hourSaid(Number(found[1]), found[3]);
  const minute = Number(found[2] ?? 0);
  if (hour === null || hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Hours of opening in one field, "7h30-11h30; 13h-17h". @param {string} text @returns {[string, string][] | null} */
export function meantPeriods(text) {
  /** @type {[string, string][]} */
  const periods = [];
  for (const part of text.trim().replace(/[.;]+$/, "").split(/\s*(?:[;\n]|,(?= ?\S)|(?<![\p{L}])và(?![\p{L}]))\s*/iu)) {
    const [opens, closes, more] = part.replace(/^(?:buổi )?(?:sáng|chiều)?\s*:?\s*(?:từ )?/i, "").split(/\s*(?:-|–|—|→|đến|tới)\s*/i).map(meantTime);
    if (!opens || !closes || more !== undefined || opens >= closes) return null;
    periods.push([opens, closes]);
  }
  return periods;
}

/** A sum in whole đồng: "20.000 đ", "20k" → "20000". @param {string} typed @returns {string | null} */
export function meantMoney(typed) {
  const text = mendFigures(tidy(tidy(typed).replace(/ ?(?:đồng|đ|₫|vnđ|vnd|dong)$/i, "")));
  if (/^[0-9]{1,12}$/.test(text)) return text;
  const grouped = /^([0-9]{1,3})((?:[., '][0-9]{3})+)(?:,00|\.00|,-)?$/.exec(text);
  if (grouped && new Set(grouped[2].match(/[., ']/g)).size === 1) return grouped[1] + grouped[2].replace(/[^0-9]/g, "");
  const found = /^([0-9]+)(?:[.,]([0-9]{1,2}))? ?(k|nghìn|ngàn|ng|tr|triệu)$/i.exec(text);
  if (found) {
    const unit = found[3].toLowerCase().startsWith("tr") ? 1_000_000 : 1000;
    const [part, parts] = [Number(found[2] ?? 0), 10 ** (found[2] ?? "").length];
    return String(Number(found[1]) * unit + Math.floor((part * unit) / parts));
  }
  return ["mien phi", "khong thu phi", "khong mat phi", "khong thu"].includes(foldWords(text)) ? "0" : null;
}

const COUNTED = new RegExp(
  "^([0-9]{1,6}) ?(?:bản|bộ|tờ|cuốn|ngày|trang|lần|lượt|hồ sơ|người|phiếu|thủ tục|giờ|máy|cái|chiếc|đơn|vụ|việc|phần trăm|%)(?: \\p{L}+)*$",
  "iu",
);

const IN_WORDS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
const FIRST_WORD = new RegExp(`^(?:[0-9]+ ?\\()?(${IN_WORDS.join("|")})\\)?(?= |$)`, "iu");

/** A whole number: "02 bản" → "2", "01 (một) bản" → "1". @param {string} typed @returns {string | null} */
export function meantCount(typed) {
  const text = tidy(typed).replace(FIRST_WORD, (_, word) => String(IN_WORDS.indexOf(word.toLowerCase()) + 1));
  if (/^[0-9]{1,12}$/.test(text)) return String(Number(text));
  if (/^(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)$/.test(text)) return text.replace(/[.,]/g, "");
  const found = COUNTED.exec(text);
  return found && String(Number(found[1]));
}

/**
 * Amount and unit of a deadline, '' for no unit: "03 ngày làm việc" → ["3", "working_day"].
 * @param {string} typed @returns {[string, string] | null}
 */
export function meantTerm(typed) {
  const text = tidy(typed).toLowerCase();
  if (["nửa ngày", "1/2 ngày", "½ ngày", "1⁄2 ngày"].includes(text)) return ["0.5", ""];
  const found = /^([0-9]{1,4})(?:[.,]([05]))? ?(ngày làm việc|nlv|giờ làm việc|giờ|h|tháng|ngày|)$/.exec(text);
  if (!found) return null;
  const units = { "": "", nlv: "working_day", "ngày làm việc": "working_day", h: "working_hour", tháng: "month", ngày: "day" };
  const unit = found[3].startsWith("giờ") ? "working_hour" : units[/** @type {keyof typeof units} */ (found[3])];
  return [`${Number(found[1])}${found[2] === "5" ? ".5" : ""}`, unit];
}

const DEGREES = new RegExp(
  "^([0-9]{1,3}(?:[.,][0-9]{1,8})?) ?[°ºo˚]?(?: ?([0-9]{1,2}(?:[.,][0-9]{1,6})?) ?['’′]"
    + "(?: ?([0-9]{1,2}(?:[.,][0-9]{1,6})?) ?(?:\"|”|″|''|’’|′′))?)? ?([NEBĐnebđ])?$",
);

/** Degrees as a decimal number. @param {string} text @returns {string | null} */
export function meantDegrees(text) {
  const found = DEGREES.exec(text.replace(/\s+/g, " ").trim().replace(/[,;]+$/, ""));
  if (!found) return null;
  const [degrees, minutes, seconds] = found.slice(1, 4).map((part) => Number((part ?? "0").replace(",", ".")));
  if (minutes >= 60 || seconds >= 60 || degrees > 180) return null;
  return (degrees + minutes / 60 + seconds / 3600).toFixed(6).replace(/0+$/, "").replace(/\.$/, "");
}

/** The code of a procedure: 1001193 → "1.001193". @param {string} typed @returns {string | null} */
export function meantCode(typed) {
  const found = /^(?:TTHC|mã(?: số)?)?[: ]*([0-9])[.,\- ]?([0-9]{6})((?:\.[0-9]{2,3}){0,3}(?:\.[A-Z][0-9]{1,3})?)$/i.exec(mendFigures(tidy(typed).replace(/^["'“”]+|["'“”]+$/g, "")));
  return found && `${found[1]}.${found[2]}${found[3].toUpperCase()}`;
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[/?#:][^\s<>"'\\]*)?$/i;

/** The whole address of a page. @param {string} typed @returns {string | null} */
export function meantLink(typed) {
  const text = tidy(typed);
  const scheme = /^(?:h[tp]{2,4}(s?)[:;.]?\/{0,3}|\/\/)(?=[a-z0-9])/i.exec(text);
  const rest = text.slice(scheme?.[0].length ?? 0);
  if (!HOST.test(rest)) return null;
  return (scheme && !scheme[1] && !text.startsWith("//") ? "http://" : "https://") + rest;
}

/** @param {string} phone */
function canBeDialled(phone) {
  const digits = phone.replace(/(?:ext|máy).*/, "").replace(/[^0-9]/g, "");
  const home = digits.startsWith("84") && digits.length > 8 ? `0${digits.slice(2).replace(/^0/, "")}` : digits;
  return !home.startsWith("0") || NATIONAL.test(home);
}

/** A telephone number without what was written around it. @param {string} typed @returns {string | null} */
export function meantPhone(typed) {
  const bare = typed.normalize("NFKC").split(/\s+/).filter(Boolean).join(" ")
    .replace(/\((?![0-9 +]+\))[^()]*\)|^(?:sđt|đt|điện thoại|tel|phone|hotline|số)(?![\p{L}\p{N}_])[.:]? *:?/giu, "").replace(/^[ .,;:-]+|[ .,;:-]+$/g, "");
  if (!/[0-9]/.test(bare) || /[^\P{L}OolI]/u.test(bare)) return null;
  const text = bare.replace(/[Oo]/g, "0").replace(/[lI]/g, "1");
  return [text, text.replace(/ *[–—_/,;:.]+ */g, " ")].find((written) => PHONE.test(written) && canBeDialled(written)) ?? null;
}

/** An address of e-mail without spaces, commas and parts of a link around it. @param {string} typed @returns {string | null} */
export function meantEmail(typed) {
  const text = typed.normalize("NFKC").replace(/^[ \t<>()"'.,;:]+|[ \t<>()"'.,;:]+$/g, "").replace(/^(?:mailto|e-?mail) *: */i, "").replace(/^www\./, "");
  const parts = text.split(/ *(?:\(at\)|\[at\]|@+|＠) */i);
  if (parts.length !== 2 || text.includes("?") || parts[0].includes(" ")) return null;
  const written = `${parts[0]}@${parts[1].replace(/ *[.,]+ */g, ".")}`;
  return EMAIL.test(written) ? written : null;
}
