// The search box: asks as one types, shows answers that keyboard, touch and screen readers can use, and puts what was asked into the
// address. While somebody types on the page of the search, the page gives way to the answers, which a keyboard would cover.

import { readCommune } from "./my-commune.js";
import { SearchAsking } from "./search-asking.js";
import { SearchFilters } from "./search-filters.js";
import { SearchResults } from "./search-results.js";
import { say } from "./words.js";

const WAIT = 60; // milliseconds of quiet before asking
const [MOST, MOST_HERE] = [8, 20]; // answers at first, on any page and on that of the search

/** Makes a search form live. @param {HTMLFormElement} form */
export const setUpSearch = (form) => new SearchBox(form).setUp();

class SearchBox {
  timer = 0;
  turn = 0;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    const root = form.dataset.root ?? ""; // of the pages in this language
    const up = form.dataset.up ?? ""; // from the root of this language to that of the site
    /** @param {string} path */
    const whole = (path) => new URL(path || "./", location.href).href; // a worker has an address of its own
    this.source = new SearchAsking({ root: whole(root), files: whole(root + up), language: up ? document.documentElement.lang : "" });
    this.input = form.querySelector("input[type=search]");
    const facets = /** @type {HTMLElement | null} */ (document.querySelector("[data-facets]"));
    this.filters = facets && new SearchFilters(facets, () => this.ask());
    this.results = new SearchResults(root, facets ? MOST_HERE : MOST, facets ? "" : `${root}tim-kiem/`);
    facets?.before(this.filters?.chips ?? "");
    (facets ?? form).after(this.results.node);
  }

  setUp() {
    const { form, input, results } = this;
    input.addEventListener("focus", () => this.open(), { once: true });
    input.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), WAIT); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      this.ask().then(() => results.node.querySelector("a")?.focus());
    });
    for (const node of [form, results.node]) node.addEventListener("keydown", (event) => this.moveFocus(/** @type {KeyboardEvent} */ (event)));
    const address = new URLSearchParams(location.search), asked = address.get("q");
    if (asked) input.value = address.has("tin") && !asked.startsWith("tin ") ? `tin ${asked}` : asked; // from the page of news: the words that ask for news
    if (!input.value) return;
    this.open();
    this.ask(); // also what was typed before this script came
  }

  /** Gets ready, so that the first answer comes soon. */
  open() {
    this.source.open().catch(() => {});
    this.results.open();
  }

  async ask() {
    const { input, results, filters } = this;
    const query = input.value.trim();
    const facets = filters?.read() ?? {};
    const turn = ++this.turn; // what was asked before may be answered later
    remember(query, facets);
    this.makeRoom(Boolean(query));
    if (!query) { results.clear(); return; }
    try {
      const answers = await this.source.ask(query, { facets, home: readCommune()?.path ?? "" });
      await results.prepare(answers);
      if (turn === this.turn && input.value.trim() === query) results.show(answers, query);
    } catch {
      results.tell(say("Chưa tải được dữ liệu tìm kiếm. Kiểm tra kết nối rồi thử lại."));
    }
  }

  /** So that the first answers stand above a keyboard. @param {boolean} asked */
  makeRoom(asked) {
    document.documentElement.classList.toggle("is-seeking", asked && Boolean(this.filters));
    if (asked && !this.filters && matchMedia("(max-height: 40rem)").matches) this.form.scrollIntoView({ block: "start" });
  }

  /** @param {KeyboardEvent} event */
  moveFocus(event) {
    const links = [this.input, ...this.results.node.querySelectorAll("a")];
    const at = links.findIndex((node) => node === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (next === undefined || at < 0 || !links[next]) return;
    event.preventDefault();
    links[next].focus();
  }
}

/** Puts what was asked into the address, so that it is found again by one who comes back to this page. @type {(query: string, facets: Facets) => void} */
function remember(query, facets) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries({ q: query, ...facets })) {
    if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
  }
  if (address.href === location.href) return;
  try { history.replaceState(history.state, "", address); } catch { /* a page opened as a file, or too many letters a minute */ }
}
