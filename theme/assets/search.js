// The search box: asks the engine as one types, shows answers that keyboard, touch and screen readers can use.
// The chosen commune is remembered on this device only.

import { element, memory } from "./page.js";
import { SearchSource } from "./search-source.js";
import { capitalize, nameUnit } from "./units.js";
import { many, pieces, say } from "./words.js";

const HOME = "commune";
const WAIT = 60; // milliseconds of quiet before asking

/** Makes a search form live. @param {HTMLFormElement} form */
export const setUpSearch = (form) => new SearchBox(form).setUp();

class SearchBox {
  timer = 0;
  home = memory.read(HOME);
  status = element("p", { className: "search__status", role: "status" });
  list = element("ol", { className: "answers" });

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.root = form.dataset.root ?? ""; // of the pages in this language
    const up = form.dataset.up ?? ""; // from the root of this language to that of the site
    this.source = new SearchSource(this.root, this.root + up, !up);
    this.input = form.querySelector("input[type=search]");
    this.facets = document.querySelector("[data-facets]");
    this.most = this.facets ? 20 : 8; // one more is asked for, to know whether there are more
  }

  setUp() {
    const { form, input, facets } = this;
    const results = element("div", { className: "search__results" }, this.status, this.list);
    (facets ?? form).after(results);
    input.addEventListener("focus", () => this.source.open().catch(() => {}), { once: true });
    input.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), WAIT); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      this.ask().then(() => this.list.querySelector("a")?.focus());
    });
    for (const node of /** @type {HTMLElement[]} */ ([form, results])) node.addEventListener("keydown", (event) => this.moveFocus(event));
    if (facets) this.setUpFacets(facets);
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) input.value = asked;
    if (input.value) this.ask(); // also what was typed before this script came
  }

  /** @param {HTMLElement} facets */
  setUpFacets(facets) {
    facets.hidden = false;
    const select = facets.querySelector("select[name=home]");
    facets.addEventListener("toggle", () => this.offerHomes(select).catch(() => {})); // without a connection there is nothing to choose
    facets.addEventListener("change", ({ target }) => {
      if (target === select) memory.write(HOME, this.home = select.value);
      this.ask();
    });
  }

  /** Names every commune under its province; there may be thousands, so it is done when somebody wants to choose. @param {HTMLSelectElement} select */
  async offerHomes(select) {
    const { provinces, communes } = await this.source.data();
    if (select.length > 1) return; // done while we waited
    select.append(...Object.entries(provinces).map(([path, label]) => element("optgroup", { label },
      ...communes.filter((commune) => commune.path.startsWith(`${path}/`)).map(({ path: value, kind, name }) =>
        element("option", { value }, capitalize(nameUnit(kind, name)))))));
    select.value = this.home;
  }

  options() {
    const facets = Object.fromEntries([...(this.facets?.querySelectorAll("select") ?? [])].map((s) => [s.name, s.value]));
    delete facets.home;
    return { facets, home: this.home };
  }

  /** @type {(answers: SearchAnswer[], query: string) => void} */
  show(answers, query) {
    const { list, status, root, most } = this;
    list.replaceChildren(...answers.slice(0, most).map(({ kind, address, title, note }) => element("li", {},
      element("a", { href: root + address }, capitalize(title)),
      element("span", { className: "answers__note" }, kind === "article" ? say("Tin, {date}", { date: note }) : note))));
    if (!query) status.textContent = "";
    else if (answers.length > most) this.tellOfMore(query);
    else if (answers.length) status.textContent = many("{number} kết quả", answers.length);
    else {
      const all = element("a", { href: `${root}thu-tuc/` }, say("xem tất cả thủ tục"));
      status.replaceChildren(...pieces("Không thấy kết quả nào. Thử ít từ hơn, hoặc {link}.", { link: all }));
    }
  }

  /** There are more than are shown: how many is not counted, and where they are is a link. @param {string} query */
  tellOfMore(query) {
    const more = `${this.root}tim-kiem/?q=${encodeURIComponent(query)}`;
    const where = this.facets ? say("Gõ thêm từ để tìm sát hơn.") : element("a", { href: more }, say("Xem thêm kết quả"));
    this.status.replaceChildren(many("{number} kết quả gần nhất.", this.most), " ", where);
  }

  async ask() {
    const query = this.input.value.trim();
    remember(query);
    if (!query) { this.show([], ""); return; }
    try {
      const answers = await this.source.ask(query, this.options());
      if (this.input.value.trim() === query) this.show(answers, query);
    } catch {
      this.status.textContent = say("Chưa tải được dữ liệu tìm kiếm. Kiểm tra kết nối rồi thử lại.");
    }
  }

  /** @param {KeyboardEvent} event */
  moveFocus(event) {
    const links = [this.input, ...this.list.querySelectorAll("a")];
    const at = links.findIndex((node) => node === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (next === undefined || at < 0 || !links[next]) return;
    event.preventDefault();
    links[next].focus();
  }
}

/** Puts what was asked into the address, so that it is found again by one who comes back to this page. @param {string} query */
function remember(query) {
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
  if (address.href === location.href) return;
  try { history.replaceState(history.state, "", address); } catch { /* a page opened as a file, or too many letters a minute */ }
}
