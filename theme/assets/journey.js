// A life event as a journey: the question first, then what is for that answer; in a chosen commune each step with its fee, time and
// counter, papers once, and totals where every part is certain. What was answered and ticked stays on this device.

import { CHANGED, readCommune, titleOf } from "./my-commune.js";
import { answersFor, askCases, questionsOf } from "./journey-cases.js";
import { describeTask, describeWhole, listPapers } from "./journey-words.js";
import { setUpOpenNow } from "./office.js";
import { element, memory } from "./page.js";
import { fetchPosting } from "./posting-page.js";
import { nameUnit } from "./units.js";
import { say } from "./words.js";

/** Makes a life event's page live. @param {HTMLElement} box */
export const setUpJourney = (box) => new Journey(box).setUp();

class Journey {
  key = `trip:${location.pathname}`;
  answer = "";
  /** The papers that were ticked, the tasks that were picked: code → whether. */
  ticked = new Set(/** @type {string[]} */ ([]));
  /** @type {Record<string, boolean>} */
  picked = {};
  /** What the postings ask: name of a question → value. @type {Record<string, string>} */
  cases = {};
  /** Code → what its commune's page says; null where it posts nothing of it. @type {Map<string, PostingPage | null>} */
  pages = new Map();
  turn = 0;
  /** The path of the commune whose hours are shown. */
  hoursOf = "";
  /** What says whether it is open now. @type {(() => void) | undefined} */
  sayOpen;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.root = box.dataset.root ?? "";
    this.form = box.querySelector("form[data-ask]");
    this.asked = box.querySelector("form[data-cases]");
    this.whole = box.querySelector("[data-whole]");
    this.merged = box.querySelector("[data-merged]");
    this.steps = [...box.querySelectorAll("[data-step]")];
  }

  setUp() {
    this.recall();
    this.form?.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) this.answer = target.value;
      this.follow();
    });
    if (this.form) this.form.hidden = false;
    this.asked?.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) this.cases[target.name] = target.value;
      this.keep();
      this.show();
    });
    for (const task of this.box.querySelectorAll("[data-task]")) this.offerPick(task);
    this.whole.querySelector("[data-print-list]").addEventListener("click", () => print());
    addEventListener("beforeprint", () => { for (const details of this.merged.querySelectorAll("details")) details.setAttribute("open", ""); });
    document.addEventListener(CHANGED, () => this.load());
    this.follow();
    this.load();
  }

  recall() {
    try {
      const { answer = "", ticks = [], picks = {}, cases = {} } = JSON.parse(memory.read(this.key) || "{}");
      const inputs = [...this.form?.querySelectorAll("input[type=radio]") ?? []];
      const input = inputs.find(({ checked }) => checked) ?? inputs.find(({ value }) => value === answer); // tapped before this script came
      if (input) { input.checked = true; this.answer = input.value; }
      this.ticked = new Set(ticks);
      this.picked = picks;
      this.cases = cases;
    } catch { /* written by something else: nothing is recalled */ }
  }

  keep() { memory.write(this.key, JSON.stringify({ answer: this.answer, ticks: [...this.ticked], picks: this.picked, cases: this.cases })); }

  /** A box beside what is not for everybody: whether the reader does it. @param {HTMLElement} task */
  offerPick(task) {
    const { task: code = "", title = "" } = task.dataset;
    const box = element("input", { type: "checkbox", className: "tick", "aria-label": say("Tôi làm việc này: {name}", { name: title }) });
    box.addEventListener("change", () => {
      this.picked[code] = box.checked;
      if (box.checked) for (const other of this.rivals(task)) this.picked[other.dataset.task ?? ""] = false;
      this.follow();
    });
    task.append(element("label", { className: "alt__pick" }, box, element("span", {}, say("Tôi làm việc này"))));
  }

  /** What is done instead of a task. @param {HTMLElement} task */
  rivals(task) {
    const step = task.closest("[data-step=one]");
    return step ? this.open(/** @type {HTMLElement} */ (step)).filter((one) => one !== task) : [];
  }

  /** The tasks of a step that are for the reader's answer. @param {HTMLElement} step */
  open(step) { return [...step.querySelectorAll("[data-task]")].filter(({ hidden }) => !hidden); }

  /** Whether a task belongs to what the reader does. @param {HTMLElement} task */
  included(task) {
    const known = this.picked[task.dataset.task ?? ""];
    if (known !== undefined) return known;
    return task.dataset.when === undefined && !this.rivals(task).some((other) => this.picked[other.dataset.task ?? ""] || other.dataset.when === undefined);
  }

  follow() {
    for (const step of this.steps) this.followStep(step);
    this.box.classList.toggle("trip--answered", Boolean(this.answer) || !this.form);
    this.keep();
    this.show();
  }

  /** @param {HTMLElement} step */
  followStep(step) {
    for (const task of step.querySelectorAll("[data-task]")) {
      const { answer } = task.dataset;
      task.hidden = Boolean(this.answer) && answer !== undefined && !answer.split(" ").includes(this.answer);
    }
    let before = false;
    for (const part of step.querySelectorAll(".alts > *")) {
      if (part.matches(".or")) part.hidden = !before || /** @type {HTMLElement} */ (part.nextElementSibling).hidden;
      else if (!part.hidden) before = true;
    }
    const open = this.open(step);
    step.hidden = !open.length;
    const how = step.querySelector("[data-how]");
    if (how) how.hidden = open.length < 2;
    for (const task of open) this.showPick(task, open.length > 1 || task.dataset.when !== undefined);
  }

  /** @type {(task: HTMLElement, asked: boolean) => void} */
  showPick(task, asked) {
    const pick = task.querySelector(".alt__pick");
    const known = Boolean(this.answer) || !this.form;
    pick.hidden = !asked || !known;
    const mine = known && this.included(task);
    pick.querySelector("input").checked = mine;
    task.classList.toggle("alt--mine", mine);
  }

  /** Asks for the postings of the chosen commune. */
  async load() {
    const commune = readCommune();
    const turn = ++this.turn;
    this.pages = new Map();
    this.show();
    if (!commune?.posts) return;
    const codes = [...new Set([...this.box.querySelectorAll("[data-task]")].map(({ dataset }) => dataset.task ?? ""))];
    await Promise.all(codes.map(async (code) => {
      try {
        const page = await fetchPosting(`${this.root}${commune.path}/${code}/`);
        if (turn === this.turn) this.pages.set(code, page);
      } catch { /* without a connection nothing is told of this one */ }
    }));
    if (turn === this.turn) this.show();
  }

  show() {
    const commune = readCommune();
    for (const task of this.box.querySelectorAll("[data-task]")) this.showTask(task, commune);
    const mine = this.steps.flatMap((step) => this.open(step)).filter((task) => task.matches(".alt--mine"));
    const told = mine.flatMap((task) => this.tell(task) ?? []);
    const complete = mine.length > 0 && told.length === mine.length;
    if (this.asked) askCases(this.asked, complete ? questionsOf(told) : [], this.cases);
    this.whole.hidden = this.merged.hidden = !complete;
    if (!complete) return;
    describeWhole(this.whole, told);
    listPapers(this.merged, told, this.ticked, () => this.keep());
    this.showOpening(told[0].page, commune?.path ?? "");
  }

  /** What is known of a task: nothing before its page has come. @param {HTMLElement} task @returns {import("./journey-sums.js").Task | null} */
  tell({ dataset: { task: code = "", title = "", choose = "" } }) {
    const page = this.pages.get(code);
    if (!page) return null;
    const settled = Object.fromEntries(choose.split(" ").filter(Boolean).map((pair) => pair.split("=")));
    return { code, title, page, settled, chosen: { ...answersFor({ code, page }, this.cases), ...settled } };
  }

  /** @type {(task: HTMLElement, commune: MyCommune | null) => void} */
  showTask(task, commune) {
    const { task: code = "" } = task.dataset;
    const page = this.pages.get(code);
    const [link, facts] = [task.querySelector(".alt__name a"), task.querySelector("[data-facts]")];
    link.setAttribute("href", page && commune ? `${this.root}${commune.path}/${code}/` : `${this.root}thu-tuc/${code}/`);
    const told = this.tell(task);
    if (told) facts.replaceChildren(describeTask(told));
    else if (commune && (page === null || !commune.posts)) {
      facts.replaceChildren(element("p", { className: "alt__none" }, commune.posts
        ? say("{name} chưa niêm yết việc này tại đây: xem quy định chung.", { name: titleOf(commune) })
        : say("Chưa có phí, giờ và nơi nộp của {name} tại đây.", { name: nameUnit(commune.kind, commune.name) })));
    } else facts.replaceChildren();
  }

  /** Whether the office is open now: its hours as its pages state them. @type {(page: PostingPage, commune: string) => void} */
  showOpening(page, commune) {
    const line = this.whole.querySelector("[data-open-now]");
    if (this.hoursOf === commune) return;
    this.hoursOf = commune;
    this.whole.querySelector(".whole__hours")?.remove();
    line.hidden = true;
    if (!page.hours.length) return;
    const [table, ...days] = page.hours.map((node) => document.importNode(node, true));
    line.after(element("details", { className: "whole__hours" }, element("summary", {}, say("Giờ làm việc")), table,
      ...days.length ? [element("ul", { className: "remarks" }, ...days)] : []));
    line.dataset.open = `${this.root}du-lieu/lich.json`;
    if (this.sayOpen) this.sayOpen(); else this.sayOpen = setUpOpenNow(line);
  }
}
