// The search box: asks the engine as one types, shows answers that keyboard, touch and screen readers can use.
// The chosen commune is remembered on this device only.

import { element, fetchData, memory } from "./page.js";
import { makeEngine } from "./search-engine.js";

const HOME = "commune";
const WAIT = 60; // milliseconds of quiet before asking

/** Makes a search form live. */
export function setUpSearch(form) {
  const input = form.querySelector("input[type=search]");
  const facets = document.querySelector("[data-facets]");
  const status = element("p", { className: "search__status", role: "status" });
  const list = element("ol", { className: "answers" });
  const results = element("div", { className: "search__results" }, status, list);
  (facets ?? form).after(results);
  let engine = null;
  let timer = 0;

  async function loadEngine() {
    engine ??= fetchData(`${form.dataset.root}tim-kiem/du-lieu.json`).then(makeEngine);
    return engine;
  }

  function options() {
    const chosen = Object.fromEntries([...(facets?.querySelectorAll("select") ?? [])].map((s) => [s.name, s.value]));
    const { home = memory.read(HOME), ...rest } = chosen;
    return { facets: rest, home, limit: facets ? 20 : 8 };
  }

  function show(answers, query) {
    list.replaceChildren(...answers.map((answer) => element("li", {},
      element("a", { href: form.dataset.root + answer.address }, answer.title),
      element("span", { className: "answers__note" }, answer.kind === "article" ? `Tin, ${answer.note}` : answer.note))));
    if (!query) status.textContent = "";
    else if (answers.length) status.textContent = `${answers.length} kết quả`;
    else status.textContent = "Không thấy kết quả nào. Thử ít từ hơn, hoặc xem tất cả thủ tục.";
  }

  async function ask() {
    const query = input.value.trim();
    if (!query) return show([], "");
    try {
      const search = await loadEngine();
      if (input.value.trim() === query) show(search(query, options()), query);
    } catch {
      engine = null;
      status.textContent = "Chưa tải được dữ liệu tìm kiếm. Kiểm tra kết nối rồi thử lại.";
    }
  }

  function moveFocus(event) {
    const links = [input, ...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (next === undefined || at < 0 || !links[next]) return;
    event.preventDefault();
    links[next].focus();
  }

  input.addEventListener("focus", () => loadEngine().catch(() => { engine = null; }), { once: true });
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); ask().then(() => list.querySelector("a")?.focus()); });
  for (const node of [form, results]) node.addEventListener("keydown", moveFocus);
  if (facets) {
    facets.hidden = false;
    const home = facets.querySelector("select[name=home]");
    home.value = memory.read(HOME);
    facets.addEventListener("change", () => { memory.write(HOME, home.value); ask(); });
  }
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) input.value = asked;
  if (input.value) ask(); // also what was typed before this script came
}
