// The controls of single values: text, sums, days, hours, choices.

import { makeChooser } from "./chooser.js";
import { make } from "./elements.js";
import { frame, group, keyOf } from "./field-frame.js";
import { readPeriods, readTyped, showTyped } from "./values.js";

const LONG = 70;

/** @param {Plain | undefined} value */
const word = (value) => (typeof value === "string" ? value : "");

/** One value, by the kind of its field. @param {RecordForm} form @param {FormField} field @param {KeyPath} path @returns {HTMLElement} */
export function makeControl(form, field, path) {
  if (field.options) return makeSelect(form, field, path);
  if (field.kind === "truth") return makeTick(form, field, path);
  const options = field.pick ? form.optionsOf(field, path) : null;
  return options ? makePick(form, field, path, options) : makeText(form, field, path);
}

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path */
function makeText(form, field, path) {
  const value = word(form.state.get(path));
  const typed = form.state.typed.get(keyOf(path));
  const long = field.kind === "long" || (field.kind === "text" && (value.length > LONG || value.includes("\n")));
  return frame(form, field, path, (attributes) => {
    const shown = typed ?? (value && showTyped(field, value));
    const input = long ? make("textarea", { rows: String(Math.min(8, Math.ceil(shown.length / LONG) + 1)), ...attributes }) : make("input", { type: "text", autocomplete: "off", ...attributes });
    if (["money", "whole"].includes(field.kind)) input.inputMode = "numeric";
    if (["phone", "day"].includes(field.kind)) input.inputMode = "tel";
    input.value = shown;
    input.addEventListener("input", () => understand(form, field, path, input.value));
    input.addEventListener("change", () => takeTyped(form, field, path, input));
    if (typed !== undefined) queueMicrotask(() => takeTyped(form, field, path, input));
    return { element: input, input };
  });
}

/**
 * While something is typed: what is understood, no refusal yet.
 * @param {RecordForm} form @param {FormField} field @param {KeyPath} path @param {string} typed
 */
function understand(form, field, path, typed) {
  const read = typed.trim() ? readTyped(field, typed) : { fault: "" };
  const place = form.places.get(keyOf(path));
  if (!place) return;
  place.understood = "value" in read ? (read.told ?? "") : "";
  if (!place.input.hasAttribute("aria-invalid") || "value" in read) place.said.textContent = place.understood;
}

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path @param {HTMLInputElement | HTMLTextAreaElement} input */
function takeTyped(form, field, path, input) {
  const typed = input.value;
  if (!typed.trim()) form.state.set(path, null);
  else {
    const read = readTyped(field, typed);
    if ("fault" in read) form.state.refuse(path, typed, read.fault);
    else {
      form.state.set(path, read.value);
      if (read.unit) takeUnit(form, path, read.unit);
      input.value = showTyped(field, read.value);
    }
  }
  understand(form, field, path, input.value);
  form.changed(path);
}

/** "3 ngày làm việc" in the field of the number gives the unit beside it. @param {RecordForm} form @param {KeyPath} path @param {string} unit */
function takeUnit(form, path, unit) {
  const beside = [...path.slice(0, -1), "unit"];
  const place = form.places.get(keyOf(beside));
  form.state.set(beside, unit);
  if (place?.input instanceof HTMLSelectElement) place.input.value = unit;
}

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path */
function makeSelect(form, field, path) {
  const value = word(form.state.get(path));
  return frame(form, field, path, (attributes) => {
    const input = make("select", attributes, make("option", { value: "" }, "– chưa chọn –"), ...(field.options ?? []).map(([one, name]) => make("option", { value: one }, name)));
    if (value && !field.options?.some(([one]) => one === value)) input.append(make("option", { value }, value));
    input.value = value;
    input.addEventListener("change", () => {
      form.state.set(path, input.value || null);
      form.changed(path);
    });
    return { element: input, input };
  });
}

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path */
function makeTick(form, field, path) {
  const value = form.state.get(path);
  const made = frame(form, field, path, (attributes) => {
    const input = make("input", { type: "checkbox", ...attributes });
    input.checked = value === "true";
    input.addEventListener("change", () => {
      form.state.set(path, input.checked ? "true" : value === "false" ? "false" : null);
      form.changed(path);
    });
    return { element: input, input };
  });
  const [label, tick] = [made.querySelector("label"), made.querySelector("input")];
  if (label && tick) label.prepend(tick, " ");
  return made;
}

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path @param {[string, string][]} options */
function makePick(form, field, path, options) {
  const typed = form.state.typed.get(keyOf(path));
  const value = word(form.state.get(path));
  return frame(form, field, path, (attributes) => {
    const choose = (/** @type {string} */ one) => {
      form.state.set(path, one || null);
      form.changed(path);
    };
    const refuse = (/** @type {string} */ text) => {
      form.state.refuse(path, text, `không có '${text}' trong danh sách; gõ vài chữ của tên rồi chọn một dòng`);
      form.changed(path);
    };
    const made = makeChooser({ options: () => options, value, choose, refuse, attributes });
    if (typed !== undefined) {
      made.input.value = typed;
      queueMicrotask(() => refuse(typed));
    }
    return made;
  });
}

/**
 * Several of few: a tick for each. One alone is written without a list if it was, or if the field is "one or many".
 * @param {RecordForm} form @param {FormField} field @param {KeyPath} path @param {[string, string][]} options
 */
export function makeTicks(form, field, path, options) {
  const value = form.state.get(path);
  const given = Array.isArray(value) ? value.map(word) : value === undefined ? [] : [word(value)];
  const all = [...options, ...given.filter((one) => !options.some(([known]) => known === one)).map((one) => /** @type {[string, string]} */ ([one, one]))];
  const ticks = all.map(([one, name]) => {
    const input = make("input", { type: "checkbox", value: one });
    input.checked = given.includes(one);
    return { input, label: make("label", { class: "tick" }, input, " ", name) };
  });
  const none = make("input", { type: "checkbox" });
  none.checked = Array.isArray(value) && !value.length;
  if (field.name === "areas") ticks.push({ input: none, label: make("label", { class: "tick" }, none, " không thuộc vùng nào") });
  const take = (/** @type {Event} */ { target }) => {
    for (const { input } of ticks) if (none.checked && input.checked && (target === none) !== (input === none)) input.checked = false;
    const taken = ticks.filter(({ input }) => input.checked && input !== none).map(({ input }) => input.value);
    const alone = field.kind === "many" && taken.length === 1 && !(Array.isArray(value) && value.length === 1);
    form.state.set(path, taken.length ? (alone ? taken[0] : taken) : none.checked ? [] : null);
    form.changed(path);
  };
  for (const { input } of ticks) input.addEventListener("change", take);
  return group(form, field, path, field.title, make("div", { class: "ticks" }, ...ticks.map(({ label }) => label)));
}

/**
 * Hours of opening in one field, as people write them: "7h30-11h30". Several make several lines.
 * @param {RecordForm} form @param {KeyPath} path Of the line. @param {boolean} need
 */
export function makePeriod(form, path, need) {
  const [opens, closes] = [word(form.state.get([...path, "opens"])), word(form.state.get([...path, "closes"]))];
  const place = [...path, "opens"];
  const typed = form.state.typed.get(keyOf(place));
  const hint = need ? "Viết như 7h30-11h30. Có cả buổi chiều thì viết 7h30-11h30; 13h30-17h." : "Viết như 7h30-11h30. Nghỉ cả ngày thì bỏ trống.";
  /** @type {FormField} */
  const field = { name: "opens", title: "Giờ mở cửa", hint, kind: "text", need };
  return frame(form, field, place, (attributes) => {
    const input = make("input", { type: "text", autocomplete: "off", ...attributes });
    input.value = typed ?? (opens || closes ? `${opens}-${closes}` : "");
    const told = () => {
      const read = input.value.trim() ? readPeriods(input.value) : { fault: "" };
      const kept = form.places.get(keyOf(place));
      if (kept) kept.understood = "periods" in read ? read.periods.map(([from, to]) => `từ ${from} đến ${to}`).join(", ") : need || input.value.trim() ? "" : "nghỉ cả ngày";
      if (kept && (!kept.input.hasAttribute("aria-invalid") || "periods" in read)) kept.said.textContent = kept.understood;
    };
    const take = () => {
      const read = input.value.trim() ? readPeriods(input.value) : { periods: [] };
      told();
      if ("fault" in read) form.state.refuse(place, input.value, read.fault);
      else form.setPeriods(path, read.periods);
      form.changed(place);
    };
    input.addEventListener("input", told);
    input.addEventListener("change", take);
    if (typed !== undefined) queueMicrotask(take);
    return { element: input, input };
  });
}
