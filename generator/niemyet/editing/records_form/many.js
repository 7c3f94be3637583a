// Many postings of a commune at once: tick them, say what becomes of them, look at all of it, send one proposal.

import { draftOf, keepDraft } from "./drafts.js";
import { readRecord, same } from "./edit.js";
import { button, make, way } from "./elements.js";
import { confirmOn, isWithdrawn, lastConfirmed, moveTo, repostBy } from "./many-wishes.js";
import { codeOf, nameOfFile, nameOfPlace } from "./names.js";
import { readTyped, sayDay } from "./values.js";

/** @typedef {{ path: string, name: string, field: string, draft: Draft, tick: HTMLInputElement, row: HTMLElement, told: HTMLElement }} Row */
/** @typedef {{ element: HTMLElement, read(): import("./many-wishes.js").Wish | string }} Way What is read: the wish, or why there is none yet. */

const POSTING = /\/[0-9]\.[0-9]{6}[^/]*\.yaml$/;

/** @param {App} app @param {string} place "ha-noi/kim-lien" */
export async function showMany(app, place) {
  app.show(`Nhiều bản cùng lúc – ${nameOfPlace(app.names, place)}`, make("p", { role: "status" }, "Đang đọc các bản niêm yết của nơi này…"));
  const rows = await readRows(app, place);
  const counted = make("p", { role: "status", class: "counted" });
  const ticked = () => rows.filter(({ tick }) => tick.checked);
  const count = () => {
    counted.textContent = `Đã chọn ${ticked().length} trong ${rows.length} bản.`;
  };
  for (const { tick } of rows) tick.addEventListener("change", count);
  const choose = (/** @type {(row: Row) => boolean} */ wanted) => {
    for (const row of rows) row.tick.checked = wanted(row);
    count();
  };
  const counters = await app.countersOf(place);
  const ways = makeWays(app, counters);
  const told = make("p", { role: "alert", class: "refused" });
  const go = button("Xem lại thay đổi", () => {
    const wish = ways.read();
    if (typeof wish === "string" || !ticked().length) {
      told.textContent = typeof wish === "string" ? wish : "Chưa chọn bản nào: đánh dấu ở danh sách trên.";
      return;
    }
    if (begin(ticked(), wish)) app.go("gui");
    else told.textContent = "Không bản nào trong các bản đã chọn đổi gì: xem lý do ở từng bản.";
  }, "main");
  count();
  app.show(`Nhiều bản cùng lúc – ${nameOfPlace(app.names, place)}`, make("p", {}, way(`noi/${place}`, "Về danh sách của nơi này")),
    makeChoice(app, rows, choose), counted, make("ul", { class: "many" }, ...rows.map(({ row }) => row)), ways.element, told, make("div", { class: "acts" }, go));
}

/** @param {App} app @param {string} place @returns {Promise<Row[]>} */
async function readRows(app, place) {
  const forge = await app.forge();
  const files = (await forge.list(`catalogue/${place}`)).filter(({ path }) => POSTING.test(path));
  const texts = await forge.read(files.map(({ path }) => path));
  const rows = texts.flatMap((file) => makeRow(app, file) ?? []);
  return rows.sort((one, other) => one.name.localeCompare(other.name, "vi"));
}

/** A row to tick; null for a posting that cannot be read or is posted no more. @param {App} app @param {ForgeText} file @returns {Row | null} */
function makeRow(app, { path, id, text }) {
  const record = tryRead(text);
  if (!record || isWithdrawn(record, app.today())) return null;
  const kept = draftOf(path);
  const draft = kept?.from === id ? kept : { path, kind: "posting", from: id, text, record, typed: {} };
  const procedure = app.names.procedures.find(({ code }) => code === codeOf(path));
  const name = nameOfFile(app.names, path);
  const tick = make("input", { type: "checkbox" });
  const told = make("span", { class: "refused" });
  const confirmed = lastConfirmed(draft.record);
  const about = [codeOf(path), confirmed && `rà soát ${sayDay(confirmed)}`, typeof draft.record.counter === "string" ? draft.record.counter : ""];
  const row = make("li", {}, make("label", {}, tick, " ", make("span", {}, name), make("span", { class: "hint" }, ` ${about.filter(Boolean).join(" · ")}`)), told);
  return { path, name, field: procedure?.field ?? "", draft, tick, row, told };
}

/** @param {string} text */
function tryRead(text) {
  try {
    return readRecord(text);
  } catch {
    return null;
  }
}

/**
 * What ticks many rows: all, those of a field of work, those not reviewed since a day.
 * @param {App} app @param {Row[]} rows @param {(wanted: (row: Row) => boolean) => void} choose
 */
function makeChoice(app, rows, choose) {
  const known = app.names.fields.filter(([slug]) => rows.some(({ field }) => field === slug));
  const field = make("select", { id: "nhieu-linh-vuc" }, make("option", { value: "" }, "– chọn –"), ...known.map(([slug, name]) => make("option", { value: slug }, name)));
  field.addEventListener("change", () => field.value && choose((row) => row.field === field.value));
  const since = make("input", { id: "nhieu-tu-ngay", type: "text", inputmode: "numeric", placeholder: "20/11/2025" });
  const told = make("span", { class: "refused" });
  since.addEventListener("change", () => {
    const reading = readTyped(dayField, since.value);
    told.textContent = "fault" in reading ? reading.fault : "";
    if (!("fault" in reading)) choose(({ draft }) => lastConfirmed(draft.record) < reading.value);
  });
  return make("fieldset", {}, make("legend", {}, "Chọn bản"),
    make("div", { class: "acts" }, button("Chọn tất cả", () => choose(() => true)), button("Bỏ chọn", () => choose(() => false))),
    make("div", { class: "field" }, make("label", { for: "nhieu-linh-vuc" }, "Chỉ chọn lĩnh vực"), field),
    make("div", { class: "field" }, make("label", { for: "nhieu-tu-ngay" }, "Chỉ chọn bản chưa rà soát từ ngày"), since, told));
}

/** @type {FormField} */
const dayField = { name: "", title: "", kind: "day" };
/** @type {FormField} */
const numberField = { name: "", title: "", kind: "number" };

/**
 * What becomes of the ticked postings: one of three.
 * @param {App} app @param {string[]} counters
 * @returns {Way}
 */
function makeWays(app, counters) {
  const [number, date, posted] = [typed("nhieu-so", "Số quyết định"), typed("nhieu-ngay", "Ngày ký"), typed("nhieu-niem-yet", "Ngày niêm yết")];
  posted.input.value = sayDay(app.today());
  const counter = make("select", { id: "nhieu-quay" }, ...counters.map((name) => make("option", { value: name }, name)));
  /** @type {[value: string, words: string, more: HTMLElement[], read: () => import("./many-wishes.js").Wish | string][]} */
  const all = [
    ["con-dung", `Đã rà soát hôm nay, ${sayDay(app.today())}: vẫn đúng`, [], () => confirmOn(app.today())],
    ["quyet-dinh", "Theo quyết định mới", [number, date, posted].map(({ element }) => element), () => readDecision(number, date, posted)],
    ...(counters.length ? [/** @type {any} */ (["quay", "Đổi quầy", [make("div", { class: "field" }, make("label", { for: "nhieu-quay" }, "Quầy"), counter)], () => moveTo(counter.value)])] : []),
  ];
  const parts = all.map(([value, words, more], place) => {
    const radio = make("input", { type: "radio", name: "nhieu-cach", value });
    radio.checked = place === 0;
    const box = make("div", { class: "more", hidden: place > 0 }, ...more);
    return { radio, box, element: make("div", {}, make("label", {}, radio, ` ${words}`), box) };
  });
  const element = make("fieldset", {}, make("legend", {}, "Ghi gì vào các bản đã chọn"), ...parts.map((part) => part.element));
  element.addEventListener("change", () => {
    for (const { radio, box } of parts) box.hidden = !radio.checked;
  });
  return { element, read: () => all[parts.findIndex(({ radio }) => radio.checked)][3]() };
}

/** @param {string} id @param {string} title */
function typed(id, title) {
  const input = make("input", { id, type: "text" });
  return { title, input, element: make("div", { class: "field" }, make("label", { for: id }, title), input) };
}

/** @typedef {ReturnType<typeof typed>} Typed */

/** @param {Typed} number @param {Typed} date @param {Typed} posted @returns {import("./many-wishes.js").Wish | string} */
function readDecision(number, date, posted) {
  const values = [];
  for (const [{ title, input }, field] of /** @type {[Typed, FormField][]} */ ([[number, numberField], [date, dayField], [posted, dayField]])) {
    if (!input.value.trim()) return `Còn thiếu: ${title}.`;
    const reading = readTyped(field, input.value);
    if ("fault" in reading) return `${title}: ${reading.fault}`;
    values.push(reading.value);
  }
  const [found, signed, day] = values;
  return signed > day ? "Ngày niêm yết không thể trước ngày ký quyết định." : repostBy({ number: found, date: signed }, day);
}

/**
 * Keeps what becomes of the postings as drafts, to be looked at and sent together; says at each why it stays as it is.
 * @param {Row[]} rows @param {import("./many-wishes.js").Wish} wish
 * @returns {number} How many change.
 */
function begin(rows, wish) {
  let changed = 0;
  for (const { draft, told } of rows) {
    const outcome = wish(draft.record);
    told.textContent = "refusal" in outcome ? `giữ nguyên: ${outcome.refusal}` : "";
    if ("refusal" in outcome || same(outcome.record, draft.record)) continue;
    keepDraft({ ...draft, record: outcome.record });
    changed += 1;
  }
  return changed;
}
