// Which page is shown, and what all pages ask for: the forge, the names, the fields of a kind of record.

import { readRecord } from "./edit.js";
import { announce, make, way } from "./elements.js";
import { allDrafts } from "./drafts.js";
import { OfflineError } from "./forge-errors.js";
import { codeOf, placeOf } from "./names.js";
import { showFile, showPlace, showPlaces, showReview } from "./pages.js";

/** @typedef {(app: FormApp, rest: string) => Promise<unknown>} ShowPage */

export class FormApp {
  /**
   * @param {(settings: ForgeSettings) => Promise<Forge>} connect
   * @param {Record<string, ShowPage>} [more] Further pages, by the first part of their address.
   */
  constructor(connect, more = {}) {
    this.connect = connect;
    /** @type {Record<string, ShowPage>} */
    this.pages = { "": showPlaces, noi: showPlace, tep: showFile, gui: showReview, ...more };
    /** @type {Promise<Forge> | null} */
    this.asked = null;
    /** @type {Map<string, Promise<FormField>>} */
    this.kinds = new Map();
    this.main = /** @type {HTMLElement} */ (document.querySelector("main"));
  }

  async start() {
    /** @type {Names} */
    this.names = await fetchJson("ten.json");
    addEventListener("hashchange", () => this.route());
    if (location.search && this.names.forge) await this.forge().catch(() => undefined); // one comes back from signing in
    await this.route();
  }

  async route() {
    const [name, ...rest] = decodeURIComponent(location.hash.replace(/^#\/?/, "")).split("/");
    try {
      await (this.pages[name] ?? showPlaces)(this, rest.join("/"));
    } catch (error) {
      const words = error instanceof Error && !(error instanceof TypeError) ? error.message : "Có lỗi trong biểu mẫu.";
      this.show(error instanceof OfflineError ? "Không nối được mạng" : "Chưa mở được", make("p", { class: "refused" }, words), make("p", {}, way("", "Về trang đầu của biểu mẫu")));
      if (error instanceof TypeError) throw error;
    }
  }

  /** @param {string} hash */
  go(hash) {
    if (location.hash === `#/${hash}`) this.route();
    else location.hash = `#/${hash}`;
  }

  /** @param {string} title @param {(Node | string)[]} content */
  show(title, ...content) {
    const head = make("h1", { tabindex: "-1" }, title);
    const begun = allDrafts().length;
    const drafts = begun && !location.hash.startsWith("#/gui") ? make("p", { class: "notice" }, way("gui", `${begun} tệp đã sửa, chưa gửi: xem lại và gửi`)) : "";
    this.main.replaceChildren(head, ...(drafts ? [drafts] : []), ...content);
    document.title = `${title} – ${this.names.site}`;
    head.focus();
    announce("");
  }

  forge() {
    if (!this.names.forge) throw new Error("Trang này chưa khai kho dữ liệu (mục edit trong mkdocs.yml), nên biểu mẫu chưa có nơi để gửi.");
    this.asked ??= this.connect(this.names.forge);
    this.asked.catch(() => (this.asked = null));
    return this.asked;
  }

  /** @param {string} kind */
  fieldsOf(kind) {
    const known = this.kinds.get(kind) ?? fetchJson(`muc-${kind}.json`);
    this.kinds.set(kind, known);
    return known;
  }

  today() {
    return new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
  }

  /** What a new record begins with. @param {string} path @param {string} kind @returns {Promise<PlainTable>} */
  async begin(path, kind) {
    const code = codeOf(path);
    if (kind !== "posting") return /^[0-9]\./.test(code) ? { code } : {};
    const procedure = this.names.procedures.find((one) => one.code === code);
    const able = await this.countersOf(placeOf(path), procedure?.field);
    return { code, ...(able.length === 1 ? { counter: able[0] } : {}) };
  }

  /** The counters of a commune; of those for one field of work, if there are any. @param {string} place @param {string} [field] @returns {Promise<string[]>} */
  async countersOf(place, field) {
    const [commune] = await (await this.forge()).read([`catalogue/${place}/commune.yaml`]);
    const counters = commune ? readRecord(commune.text).counters : [];
    const tables = Array.isArray(counters) ? /** @type {PlainTable[]} */ (counters) : [];
    return tables.filter(({ fields }) => !field || (Array.isArray(fields) && fields.includes(field))).map(({ name }) => `${name}`);
  }

  /** @type {NameOf} */
  nameOf = ({ pick }, value) => {
    if (pick === "procedures") return this.names.procedures.find(({ code }) => code === value)?.name ?? value;
    if (pick === "fields") return this.names.fields.find(([slug]) => slug === value)?.[1] ?? value;
    return value;
  };
}

/** @param {string} name */
async function fetchJson(name) {
  const answer = await fetch(name).catch(() => {
    throw new OfflineError("Không tải được biểu mẫu. Kiểm tra mạng rồi mở lại trang.");
  });
  return answer.json();
}
