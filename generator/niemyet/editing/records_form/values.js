// One value of a record as people write it: what was typed → the value of the file, and what was understood; or a sentence that says
// why not. And the value of the file as it is shown.

import {
  daysOfMonth, meantCode, meantCount, meantDay, meantDegrees, meantEmail, meantLink, meantMoney, meantPeriods, meantPhone, meantTerm, meantTime,
} from "./readings.js";
import { mendNumber } from "./document-numbers.js";

/** 20000 → "20.000" @param {string} digits */
export const group = (digits) => digits.replace(/\B(?=(?:[0-9]{3})+$)/g, ".");
/** 2026-02-10 → "10/02/2026" @param {string} day */
export const sayDay = (day) => (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day) ? day.split("-").reverse().join("/") : day);
const WEEK = ["chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"];
const LONGEST = 3650;
const [FIRST_YEAR, LAST_YEAR] = ["1900", "2199"];

/** @param {string} day */
const weekday = (day) => WEEK[new Date(`${day}T00:00:00Z`).getUTCDay()];

/** @typedef {{ value: string, told?: string, unit?: string } | { fault: string }} Reading */

/** @type {Partial<Record<FormField["kind"], (typed: string) => Reading>>} */
const READERS = {
  money(typed) {
    const value = meantMoney(typed);
    return value === null
      ? { fault: `không đọc được số tiền '${typed}'; viết như 20.000 hoặc 20 nghìn` }
      : { value, told: value === "0" ? "0 đồng (miễn phí)" : `${group(value)} đồng` };
  },
  day(typed) {
    const value = meantDay(typed);
    if (value === null) {
      const known = daysOfMonth(typed);
      const why = known ? `: tháng ${known[1]}/${known[0]} chỉ có ${known[2]} ngày` : "; viết như 26/06/2025";
      return { fault: `'${typed}' không phải là một ngày${why}` };
    }
    const year = value.slice(0, 4);
    if (year < FIRST_YEAR || year > LAST_YEAR) return { fault: `năm ${year} chắc là viết nhầm` };
    return { value, told: `${weekday(value)}, ${sayDay(value)}` };
  },
  clock(typed) {
    const value = meantTime(typed);
    return value === null ? { fault: `không đọc được giờ '${typed}'; viết như 7h30` } : { value, told: value };
  },
  halves(typed) {
    const term = meantTerm(typed);
    if (term === null) return { fault: `không đọc được thời hạn '${typed}'; viết số tròn hoặc nửa, như 3 hoặc 7,5` };
    if (!Number(term[0]) || Number(term[0]) > LONGEST) return { fault: "thời hạn phải lớn hơn 0 và không quá mười năm" };
    return { value: term[0], told: term[0].replace(".", ","), unit: term[1] };
  },
  whole(typed) {
    const value = meantCount(typed);
    return value === null ? { fault: `'${typed}' không phải là số tròn; chỉ viết chữ số, ví dụ 2` } : { value };
  },
  degrees(typed) {
    const value = meantDegrees(typed);
    return value === null ? { fault: `không đọc được tọa độ '${typed}'; viết như 20,87 hoặc 20°52'12"` } : { value, told: `${value.replace(".", ",")}°` };
  },
  phone(typed) {
    const value = meantPhone(typed);
    return value === null ? { fault: `'${typed}' không phải là một số điện thoại; viết như 024.3385.1234` } : { value, told: value };
  },
  email(typed) {
    const value = meantEmail(typed);
    return value === null ? { fault: `'${typed}' không phải là địa chỉ thư điện tử; viết như motcua@hanoi.gov.vn` } : { value, told: value };
  },
  link(typed) {
    const value = /^https?:\/\/(?![/?#])[^\s<>"'\\]+$/i.test(typed) ? typed : meantLink(typed);
    return value === null ? { fault: `'${typed}' không phải là địa chỉ một trang` } : { value, told: value };
  },
  code(typed) {
    const value = meantCode(typed);
    return value === null ? { fault: `'${typed}' không phải là mã thủ tục; viết như 1.001193` } : { value, told: value };
  },
  number(typed) {
    const value = mendNumber(typed);
    return /^[0-9A-ZĐ][0-9A-Za-zĐđƯưÁ-ỹ./&-]*$/.test(value) && /[0-9]/.test(value) && /[A-ZĐ]/.test(value)
      ? { value, told: value }
      : { fault: `'${typed}' không phải là số quyết định; viết như 3200/QĐ-UBND` };
  },
};

/** What was typed into a field, which is not empty. @param {FormField} field @param {string} typed @returns {Reading} */
export function readTyped(field, typed) {
  const text = typed.normalize("NFC").replaceAll("\r\n", "\n").trim();
  const reader = READERS[field.kind];
  if (reader) return reader(text);
  if (field.pattern && !new RegExp(field.pattern, "u").test(text)) return { fault: `'${text}' không viết đúng cách` };
  return { value: text };
}

/** Hours of opening as they were typed. @param {string} typed @returns {{ periods: [string, string][] } | { fault: string }} */
export function readPeriods(typed) {
  const periods = meantPeriods(typed);
  return periods === null ? { fault: `không đọc được giờ '${typed}'; viết như 7h30-11h30` } : { periods };
}

/** A value as it stands in its field. @param {FormField} field @param {string} value */
export function showTyped(field, value) {
  if (field.kind === "money") return group(value);
  if (field.kind === "day") return sayDay(value);
  if (field.kind === "halves" || field.kind === "degrees") return value.replace(".", ",");
  return value;
}

/** A value in words, for the difference. @param {FormField} field @param {string} value @param {(value: string) => string} [name] */
export function sayValue(field, value, name) {
  if (field.kind === "money") return `${group(value)} đồng`;
  if (field.kind === "truth") return value === "true" ? "có" : "không";
  if (field.options) return field.options.find(([known]) => known === value)?.[1] ?? value;
  return name && field.pick ? name(value) : showTyped(field, value);
}
