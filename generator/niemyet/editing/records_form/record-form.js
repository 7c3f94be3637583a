// The form of a record: its fields from the model, in the model's order, with lists that grow and shrink.

import { fits, makeChooser } from "./chooser.js";
import { makeControl, makePeriod, makeTicks } from "./controls.js";
import { put } from "./edit.js";
import { announce, button, make } from "./elements.js";
import { folded, frame, group, keyOf, tell } from "./field-frame.js";
import { nameItem } from "./record-file.js";

export class RecordForm {
  /**
   * @param {FormState} state
   * @param {(field: FormField, path: KeyPath) => [string, string][] | null} optionsOf What is chosen from; null: it is typed.
   * @param {{ today: string, sentences: Record<string, string>, kept: () => void }} around `kept`: called when anything has changed.
   */
  constructor(state, optionsOf, around) {
    this.state = state;
    this.optionsOf = optionsOf;
    this.around = around;
    /** @type {Map<string, { input: HTMLElement, said: HTMLElement, understood: string }>} */
    this.places = new Map();
    /** @type {Set<string>} */
    this.opened = new Set();
    /** @type {Set<string>} */
    this.touched = new Set();
    this.asked = false;
    this.element = make("div", { class: "record" });
  }

  draw() {
    this.places.clear();
    const whole = this.state.field;
    const fields = whole.kind === "register" ? [drawField(this, whole, [])] : (whole.fields ?? []).filter((field) => !isNameOfFile(whole, field)).map((field) => drawField(this, field, [field.name]));
    this.element.replaceChildren(...fields);
    tell(this, this.problems(), this.asked);
  }

  problems() {
    return this.state.problems(this.around.today, this.around.sentences);
  }

  /** @param {KeyPath} path */
  changed(path) {
    this.touched.add(keyOf(path));
    this.around.kept();
    tell(this, this.problems(), this.asked);
  }

  /** Shows everything that is wrong; gives it. */
  ask() {
    this.asked = true;
    const problems = this.problems();
    tell(this, problems, true);
    return problems;
  }

  /** Brings a person to a field, or to what is nearest around it. @param {KeyPath} path */
  focus(path) {
    for (let end = path.length; end >= 0; end -= 1) {
      const input = this.places.get(keyOf(path.slice(0, end)))?.input;
      if (input) {
        for (let box = input.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
        input.focus();
        return;
      }
    }
  }

  /** @param {KeyPath} list @param {Plain} item */
  addItem(list, item) {
    const before = this.state.get(list);
    const index = Array.isArray(before) ? before.length : 0;
    this.state.set(list, [...(Array.isArray(before) ? before : []), item]);
    this.draw();
    this.around.kept();
    const box = this.element.querySelector(`[data-item='${keyOf([...list, index])}']`);
    /** @type {HTMLElement | null | undefined} */ (box?.querySelector("input, textarea, select"))?.focus();
  }

  /** @param {KeyPath} list @param {number} index @param {string} name */
  removeItem(list, index, name) {
    this.state.remove(list, index);
    this.draw();
    this.around.kept();
    announce(`Đã bỏ ${name}.`);
    /** @type {HTMLElement | null} */ (this.element.querySelector(`[data-list='${keyOf(list)}'] > .add`))?.focus();
  }

  /** The hours of a line; more than one make further lines behind it, equal in all else. @param {KeyPath} path @param {[string, string][]} periods */
  setPeriods(path, [first, ...others]) {
    this.state.set([...path, "opens"], first?.[0] ?? null);
    this.state.set([...path, "closes"], first?.[1] ?? null);
    if (!others.length) return;
    const [list, index] = [path.slice(0, -1), Number(path.at(-1))];
    const line = /** @type {PlainTable} */ (this.state.get(path));
    for (const [n, [opens, closes]] of others.entries()) {
      const edit = { path: [...list, index + 1 + n], value: { ...line, opens, closes }, added: true };
      this.state.record = /** @type {PlainTable} */ (put(this.state.record, edit));
    }
    this.draw();
    announce(`Đã ghi thành ${others.length + 1} buổi.`);
  }
}

/** The code of a posting or a province's part is the name of its file. @param {FormField} whole @param {FormField} field */
const isNameOfFile = (whole, field) => field.name === "code" && ["posting", "overlay"].includes(whole.name);

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path @returns {HTMLElement} */
function drawField(form, field, path) {
  if (field.kind === "table") return drawPart(form, field, path);
  if (field.kind === "register") return drawRegister(form, field, path);
  if (field.kind === "list" || field.kind === "many") return drawSeveral(form, field, path);
  if (field.kind === "either") return typeof form.state.get(path) === "object" ? drawTable(form, field, path) : makeControl(form, { ...field, kind: "long" }, path);
  return makeControl(form, field, path);
}

/**
 * A part of a record; folded while there is nothing in it and nothing has to be.
 * @param {RecordForm} form @param {FormField} field @param {KeyPath} path
 */
function drawPart(form, field, path) {
  if (field.need || form.state.get(path) !== undefined) return group(form, field, path, field.title, drawTable(form, field, path));
  return folded(form, path, `${field.title} (chưa ghi)`, () => [field.hint ? make("p", { class: "hint" }, field.hint) : "", drawTable(form, field, path)]);
}

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path */
function drawTable(form, field, path) {
  const fields = (field.fields ?? []).filter((one) => one.pick !== "cases" || form.optionsOf(one, path)?.length || form.state.get([...path, one.name]) !== undefined);
  const opens = fields.find(({ name }) => name === "opens");
  const hasPeriod = opens && fields.some(({ name }) => name === "closes");
  const shown = fields.filter(({ name, more }) => !(hasPeriod && name === "closes") && (!more || form.state.get([...path, name]) !== undefined));
  const others = fields.filter(({ name, more }) => more && form.state.get([...path, name]) === undefined);
  const draw = (/** @type {FormField} */ one) =>
    hasPeriod && one === opens ? makePeriod(form, path, opens.need === true) : drawField(form, one, [...path, one.name]);
  return make("div", { class: "part" }, ...shown.map(draw), others.length ? folded(form, path, "Ghi thêm mục khác", () => others.map(draw)) : "");
}

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path */
function drawSeveral(form, field, path) {
  const item = /** @type {FormField} */ (field.item);
  const options = item.options ?? (field.pick ? form.optionsOf(field, path) : null);
  if (options && (item.options || field.pick === "cases" || field.pick === "fees")) return makeTicks(form, field, path, options);
  if (options) return drawPicked(form, field, path, options);
  return drawList(form, field, path);
}

/** @param {RecordForm} form @param {FormField} field @param {KeyPath} path */
function drawList(form, field, path) {
  const item = /** @type {FormField} */ (field.item);
  const value = form.state.get(path);
  const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const rows = items.map((one, n) => {
    const place = Array.isArray(value) ? [...path, n] : path;
    const name = nameItem(item, one, n);
    const remove = button("Bỏ", () => (Array.isArray(value) ? form.removeItem(path, n, name) : (form.state.set(path, null), form.draw(), form.around.kept())), "remove", `Bỏ ${name}`);
    const inside = item.kind === "table" ? drawTable(form, item, place) : drawField(form, { ...item, title: `${field.title}, mục ${n + 1}`, kind: item.kind === "text" ? "long" : item.kind }, place);
    const box = item.kind === "table" ? make("fieldset", {}, make("legend", {}, name), inside, remove) : make("div", { class: "row" }, inside, remove);
    box.dataset.item = keyOf(place);
    return box;
  });
  const add = button(`Thêm: ${field.title.toLowerCase()}`, () => form.addItem(path, item.kind === "table" ? {} : ""), "add");
  const box = group(form, field, path, field.title, ...rows, add);
  box.dataset.list = keyOf(path);
  return box;
}

/**
 * Several of many: what was chosen, and a field to choose one more.
 * @param {RecordForm} form @param {FormField} field @param {KeyPath} path @param {[string, string][]} options
 */
function drawPicked(form, field, path, options) {
  const value = form.state.get(path);
  const given = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const nameOf = (/** @type {Plain} */ one) => options.find(([known]) => known === one)?.[1] ?? `${one}`;
  const rows = given.map((one, n) => make("li", {}, nameOf(one), " ", button("Bỏ", () => form.removeItem(path, n, nameOf(one)), "remove", `Bỏ ${nameOf(one)}`)));
  /** @type {FormField} */
  const adding = { name: "", title: `Thêm: ${field.title.toLowerCase()}`, kind: "text" };
  const chooser = frame(form, adding, [...path, given.length], (attributes) => makeChooser({
    options: () => options.filter(([one]) => !given.includes(one)), value: "", attributes,
    choose: (one) => {
      if (!one) return;
      form.state.set(path, [...given, one]);
      form.draw();
      form.changed(path);
      form.focus([...path, given.length + 1]);
    },
  }));
  return group(form, field, path, field.title, make("ul", { class: "picked" }, ...rows), chooser);
}

/**
 * Records under a name or number each: one that is chosen, or all where they are few.
 * @param {RecordForm} form @param {FormField} field @param {KeyPath} path
 */
function drawRegister(form, field, path) {
  const item = /** @type {FormField} */ (field.item);
  const value = form.state.get(path) ?? {};
  const keys = typeof value === "object" ? Object.keys(value) : [];
  const title = (/** @type {string} */ key) => {
    const name = nameItem(item, /** @type {PlainTable} */ (value)[key], 0);
    return name.startsWith("mục ") ? key : `${key} – ${name}`;
  };
  const drawn = keys.map((key) => (item.kind === "table"
    ? folded(form, [...path, key], title(key), () => [drawTable(form, item, [...path, key])])
    : drawField(form, { ...item, title: key }, [...path, key])));
  const input = make("input", { type: "text", autocomplete: "off" });
  const add = () => {
    const key = input.value.trim();
    if (!key || keys.includes(key)) return;
    form.opened.add(`${keyOf([...path, key])}${key}`); // its title, as long as it has no name
    form.state.set([...path, key], item.kind === "table" ? {} : "");
    form.draw();
    form.changed(path);
    form.focus([...path, key, item.fields?.[0]?.name ?? ""]);
  };
  const adding = make("div", { class: "field" }, make("label", {}, path.length ? "Tên ngắn của mục thêm (chữ thường không dấu, nối bằng gạch ngang)" : "Số, ký hiệu của văn bản thêm", input), button("Thêm", add, "add"));
  return group(form, field, path, field.title, keys.length > MANY ? makeFilter(drawn) : "", ...drawn, adding);
}

const MANY = 12;

/** Shows of many only what fits. @param {HTMLElement[]} rows */
function makeFilter(rows) {
  const input = make("input", { type: "search" });
  input.addEventListener("input", () => {
    for (const row of rows) row.hidden = !fits(row.querySelector("summary, label")?.textContent ?? "", input.value);
  });
  return make("div", { class: "field" }, make("label", {}, "Tìm trong danh sách", input));
}
