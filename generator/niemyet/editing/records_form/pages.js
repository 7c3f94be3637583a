// The pages of the form: the place, its files, one file, what will be sent, what was sent.

import { makeChooser } from "./chooser.js";
import { allDrafts, draftOf, dropDraft, keepDraft } from "./drafts.js";
import { announce, button, make, way } from "./elements.js";
import { ConflictError } from "./forge-errors.js";
import { FormState } from "./form-state.js";
import { diffLines } from "./line-difference.js";
import { chooseFrom, codeOf, kindOf, nameOfFile, nameOfPlace, placeOf } from "./names.js";
import { readRecord } from "./edit.js";
import { rebase } from "./rebase.js";
import { RecordFile } from "./record-file.js";
import { RecordForm } from "./record-form.js";

const LAST_PLACE = "niemyet-noi";

/** @param {App} app */
export async function showPlaces(app) {
  const last = localStorage.getItem(LAST_PLACE);
  const chooser = makeChooser({
    options: () => [["", "Chung cả nước"], ...app.names.places].map(([path, name]) => [path || "ca-nuoc", name]), value: "",
    choose: (place) => place && app.go(`noi/${place}`), attributes: { id: "chon-noi" },
  });
  app.show("Cập nhật bản niêm yết",
    make("div", { class: "field" }, make("label", { for: "chon-noi" }, "Xã, phường hoặc tỉnh"), make("p", { class: "hint" }, "Gõ vài chữ của tên, có dấu hay không dấu đều được."), chooser.element),
    last ? make("p", {}, "Lần trước: ", way(`noi/${last}`, nameOfPlace(app.names, last === "ca-nuoc" ? "" : last)), ".") : "",
    hasArticles(app) ? make("p", {}, "Viết tin, bài: ", make("a", { href: "tin-bai/" }, "mở phần tin bài"), ".") : "");
}

/** Whether the form for articles knows the forge. @param {App} app */
const hasArticles = ({ names: { forge } }) => forge === null || forge.kind === "github" || forge.kind === "gitlab";

/** The files of a place that this form knows. @param {App} app @param {string} place */
export async function showPlace(app, place) {
  const path = place === "ca-nuoc" ? "" : place;
  localStorage.setItem(LAST_PLACE, place);
  const files = await listFiles(app, path);
  const link = (/** @type {string} */ file) => way(`tep/${file}`, `${nameOfFile(app.names, file)}${/^[0-9]/.test(codeOf(file)) ? ` (${codeOf(file)})` : ""}`);
  const rows = files.map((file) => make("li", {}, link(file), draftOf(file) ? make("span", { class: "begun" }, " – đang sửa, chưa gửi") : ""));
  const filter = make("input", { type: "search", id: "loc" });
  filter.addEventListener("input", () => {
    const typed = filter.value.toLowerCase();
    for (const row of rows) row.hidden = !(row.textContent ?? "").toLowerCase().includes(typed);
  });
  app.show(nameOfPlace(app.names, path),
    rows.length > 8 ? make("div", { class: "field" }, make("label", { for: "loc" }, "Tìm trong danh sách"), filter) : "",
    path.includes("/") ? make("p", {}, way(`nhieu/${path}`, "Sửa nhiều bản cùng lúc: đã rà soát, quyết định mới, đổi quầy")) : "",
    make("ul", { class: "files" }, ...rows), path ? newFile(app, path, files) : "");
}

/** A posting or a province's part that is not there yet. @param {App} app @param {string} place @param {string[]} files */
function newFile(app, place, files) {
  const folder = `catalogue/${place}`;
  const there = new Set(files.filter((file) => file.startsWith(`${folder}/`) && !file.slice(folder.length + 1).includes("/")).map(codeOf));
  const title = place.includes("/") ? "Niêm yết thêm một thủ tục" : "Ghi phần của tỉnh cho một thủ tục";
  const options = () => app.names.procedures.filter(({ code, province }) => !there.has(code) && (!province || place.startsWith(province)))
    .map(({ code, name }) => /** @type {[string, string]} */ ([code, `${name} (${code})`]));
  const chooser = makeChooser({ options, value: "", choose: (code) => code && app.go(`tep/${folder}/${code}.yaml`), attributes: { id: "them" } });
  return make("div", { class: "field" }, make("label", { for: "them" }, title), chooser.element);
}

/** @param {App} app @param {string} place */
async function listFiles(app, place) {
  const folder = place ? `catalogue/${place}` : "catalogue/reference";
  const lists = await Promise.all([folder, ...(place ? [] : [`${folder}/calendar`])].map(async (one) => (await app.forge()).list(one)));
  const known = app.names.procedures.filter(({ file, province }) => file && !place.includes("/") && province === place).map(({ file }) => file);
  const drafts = allDrafts().map(({ path }) => path).filter((path) => placeOf(path) === place);
  const all = new Set([...lists.flat().map(({ path }) => path), ...known, ...drafts]);
  const order = (/** @type {string} */ path) => `${/\/[0-9][^/]*$/.test(path) ? 1 : 0}${nameOfFile(app.names, path)}`;
  return [...all].filter((path) => kindOf(app.names, path)).sort((one, other) => order(one).localeCompare(order(other), "vi"));
}

/** @param {App} app @param {string} path */
export async function showFile(app, path) {
  const known = kindOf(app.names, path);
  if (!known) return app.show("Không có tệp này", make("p", {}, "Địa chỉ này không phải là một tệp mà biểu mẫu sửa được."));
  const [field, opened, more] = await Promise.all([app.fieldsOf(known.kind), openDraft(app, path, known.kind), readAround(app, path)]);
  const { draft, told } = opened;
  const file = new RecordFile(path, draft.text, field);
  const state = new FormState(field, file.before, draft.record, draft.typed);
  const keep = () => {
    draft.record = state.record;
    draft.typed = Object.fromEntries(state.typed);
    if (file.edits(state.result()).length || state.typed.size) keepDraft(draft);
    else dropDraft(path);
  };
  const form = new RecordForm(state, chooseFrom(app.names, path, () => state.record, more), { today: app.today(), sentences: app.names.sentences, kept: keep });
  const summary = make("div", { class: "summary", tabindex: "-1", hidden: true });
  const done = button("Xem lại thay đổi", () => {
    const problems = form.ask();
    const stopping = problems.filter(({ warning }) => !warning);
    summary.hidden = !stopping.length;
    summary.replaceChildren(make("p", {}, `Còn ${stopping.length} chỗ phải sửa trước khi gửi:`),
      make("ul", {}, ...stopping.map(({ path: at, told: words }) => make("li", {}, button(words, () => form.focus(at), "link")))));
    if (stopping.length) summary.focus();
    else app.go("gui");
  }, "main");
  const drop = button("Bỏ hết thay đổi ở bản này", () => {
    dropDraft(path);
    announce("Đã bỏ thay đổi.");
    app.go(`noi/${placeOf(path) || "ca-nuoc"}`);
  });
  form.draw();
  app.show(nameOfFile(app.names, path), make("p", {}, way(`noi/${placeOf(path) || "ca-nuoc"}`, nameOfPlace(app.names, placeOf(path)))),
    ...told.map((words) => make("p", { class: "notice" }, words)), summary, form.element, make("div", { class: "acts" }, done, drop));
  return undefined;
}

/** The draft of a file, on the file as it is now. @param {App} app @param {string} path @param {string} kind */
async function openDraft(app, path, kind) {
  const kept = draftOf(path);
  const [now] = await (await app.forge()).read([path]);
  const [text, from] = now ? [now.text, now.id] : [null, null];
  if (kept && kept.from === from) return { draft: kept, told: [] };
  const fresh = { path, kind, from, text, record: text === null ? await app.begin(path, kind) : readRecord(text), typed: {} };
  if (!kept || text === null) return { draft: fresh, told: kept ? ["Tệp này vừa bị bỏ khỏi kho; thay đổi đang soạn cho nó không còn chỗ ghi."] : [] };
  const { record, lost } = rebase(kept, text);
  const field = await app.fieldsOf(kind);
  const said = lost.length ? new RecordFile(path, kept.text, field).words(kept.record) : [];
  const told = ["Trong lúc soạn, đã có người khác sửa bản này. Thay đổi của mình đã được đặt lên bản mới.",
    ...(lost.length ? [`Có ${lost.length} chỗ cả hai cùng sửa, nay để theo bản mới. Đã định ghi: ${said.join(" · ")}`] : [])];
  const draft = { ...fresh, record, typed: kept.typed };
  keepDraft(draft);
  return { draft, told };
}

/**
 * What a record names and other files say: the counters of a posting's commune, documents that are being written.
 * @param {App} app @param {string} path
 */
async function readAround(app, path) {
  const documents = allDrafts().filter(({ kind }) => kind.endsWith("documents")).flatMap(({ record }) => Object.keys(record));
  if (!["posting", "duty"].includes(kindOf(app.names, path)?.kind ?? "")) return { counters: [], documents };
  return { counters: await app.countersOf(placeOf(path)), documents };
}

/** Everything that was changed, in words and as lines; sent as one proposal. @param {App} app */
export async function showReview(app) {
  const files = await Promise.all(allDrafts().map(async (draft) => {
    const field = await app.fieldsOf(draft.kind);
    const file = new RecordFile(draft.path, draft.text, field);
    const state = new FormState(field, file.before, draft.record, draft.typed);
    return { draft, ...judge(app, file, state) };
  }));
  if (!files.length) return app.show("Chưa có thay đổi nào", make("p", {}, way("", "Chọn nơi để cập nhật"), "."));
  const title = make("input", { type: "text", id: "ten-de-nghi" });
  title.value = `Cập nhật ${files.length === 1 ? nameOfFile(app.names, files[0].draft.path) : `${files.length} tệp`}, ${nameOfPlace(app.names, placeOf(files[0].draft.path))}`;
  const told = make("p", { role: "status", class: "refused" });
  const ready = files.every(({ text }) => text !== null);
  const send = button("Gửi để duyệt", async () => {
    send.disabled = true;
    try {
      const changes = files.map(({ draft, text }) => ({ path: draft.path, text, from: draft.from }));
      const { address } = await (await app.forge()).send({ title: title.value.trim(), words: wordsOf(app, files), changes });
      for (const { draft } of files) dropDraft(draft.path);
      app.show("Đã gửi", make("p", {}, "Đề nghị đã được gửi để duyệt: ", make("a", { href: address }, address), "."), make("p", {}, way("", "Cập nhật tiếp")));
    } catch (error) {
      told.textContent = error instanceof ConflictError ? `${error.message} Mở lại từng bản ấy để xem, rồi gửi.` : error instanceof Error ? error.message : "Chưa gửi được.";
      send.disabled = false;
    }
  }, "main");
  send.disabled = !ready;
  app.show("Xem lại và gửi", ...files.map((file) => drawFile(app, file)),
    make("div", { class: "field" }, make("label", { for: "ten-de-nghi" }, "Tên của đề nghị"), title), told, make("div", { class: "acts" }, send));
  return undefined;
}

/** @param {App} app @param {RecordFile} file @param {FormState} state */
function judge(app, file, state) {
  const record = state.result();
  const stopping = state.problems(app.today(), app.names.sentences).filter(({ warning }) => !warning);
  const words = file.words(record, app.nameOf);
  if (stopping.length || state.typed.size) return { words, text: null, lines: [], told: `Còn ${Math.max(stopping.length, state.typed.size)} chỗ phải sửa.` };
  try {
    const text = file.write(record);
    return { words, text, lines: diffLines(file.text ?? "", text), told: "" };
  } catch {
    return { words, text: null, lines: [], told: "Tệp này được viết theo cách mà biểu mẫu không sửa được mà không làm mất chữ. Nhờ người phụ trách trang sửa thẳng trong tệp." };
  }
}

/** @param {App} app @param {Reviewed} file */
function drawFile(app, { draft, words, lines, told }) {
  const drawn = lines.map((line) => make("span", { class: line.startsWith("+") ? "added" : line.startsWith("-") ? "gone" : undefined }, `${line}\n`));
  return make("section", {}, make("h2", {}, `${nameOfFile(app.names, draft.path)} – ${nameOfPlace(app.names, placeOf(draft.path))}`),
    told ? make("p", { class: "refused" }, told) : "", make("ul", {}, ...words.map((one) => make("li", {}, one))),
    make("details", {}, make("summary", {}, "Xem từng dòng của tệp"), make("pre", { tabindex: "0" }, ...drawn)),
    make("p", {}, way(`tep/${draft.path}`, "Sửa tiếp"), " · ", button("Bỏ bản này", () => {
      dropDraft(draft.path);
      app.go("gui");
    }, "link")));
}

/** The difference as the proposal tells it. @param {App} app @param {Reviewed[]} files */
const wordsOf = (app, files) => files.map(({ draft, words }) => [`**${nameOfFile(app.names, draft.path)}** – ${nameOfPlace(app.names, placeOf(draft.path))}`, "", ...words.map((one) => `- ${one}`)].join("\n")).join("\n\n");
