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
  const data = () => fetchData(`${form.dataset.root}tim-kiem/du-lieu.json`);
  let home = memory.read(HOME);
  let engine = null;
  let timer = 0;

  async function loadEngine() {
    engine ??= data().then(makeEngine);
    return engine;
  }

  /** Names every commune under its province; there may be thousands, so it is done when somebody wants to choose. */
  async function offerHomes(select) {
    const { provinces, communes } = await data();
    if (select.length > 1) return; // done while we waited
    select.append(...Object.entries(provinces).map(([path, label]) => element("optgroup", { label },
      ...communes.filter((commune) => commune.path.startsWith(`${path}/`)).map(({ path: value, kind, name }) =>
        element("option", { value }, `${kind[0].toUpperCase()}${kind.slice(1)} ${name}`)))));
    select.value = home;
  }

  function options() {
    const chosen = Object.fromEntries([...(facets?.querySelectorAll("select") ?? [])].map((s) => [s.name, s.value]));
    delete chosen.home;
    return { facets: chosen, home, limit: facets ? 20 : 8 };
  }

  function show(answers, query) {
    list.replaceChildren(...answers.map((answer) => element("li", {},
      element("a", { href: form.dataset.root + answer.address }, answer.title),
      element("span", { className: "answers__note" }, answer.kind === "article" ? `Tin, ${answer.note}` : answer.note))));
    if (!query) status.textContent = "";
    else if (answers.length) status.textContent = `${answers.length} kết quả`;
    else status.replaceChildren("Không thấy kết quả nào. Thử ít từ hơn, hoặc ", element("a", { href: `${form.dataset.root}thu-tuc/` }, "xem tất cả thủ tục"), ".");
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
    const select = facets.querySelector("select[name=home]");
    facets.addEventListener("toggle", () => offerHomes(select).catch(() => {})); // without a connection there is nothing to choose
    facets.addEventListener("change", ({ target }) => {
      if (target === select) memory.write(HOME, home = select.value);
      ask();
    });
  }
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) input.value = asked;
  if (input.value) ask(); // also what was typed before this script came
}
