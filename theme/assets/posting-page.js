// What a posting's page tells, for another page that speaks of several postings: its tables of answers, its papers, its counter.
// The page itself is what is asked for: nothing is computed or kept twice.

/** @type {Map<string, Promise<PostingPage | null>>} */
const known = new Map();

/** The posting at an address, null where nothing is posted there now. Rejects without a connection. @param {string} address */
export function fetchPosting(address) {
  const before = known.get(address);
  if (before) return before;
  const asked = ask(address);
  asked.catch(() => known.delete(address)); // the next who asks may have a connection
  known.set(address, asked);
  return asked;
}

/** @param {string} address */
async function ask(address) {
  const answer = await fetch(address);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return readPosting(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

/** @param {Document} page @returns {PostingPage | null} */
function readPosting(page) {
  if (page.querySelector("[data-stopped]")) return null;
  const tables = [...page.querySelectorAll("script[data-answers]")].map((block) => [block.dataset.answers, JSON.parse(block.textContent)]);
  const counter = page.querySelector("[data-card=place]") ?? [...page.querySelectorAll(".cards__value")].at(-1);
  const hours = page.querySelector(".hours");
  return {
    tables: Object.fromEntries(tables),
    papers: [...page.querySelectorAll(".paper")].map(readPaper),
    stale: page.querySelector("[data-dossier] > .note--stop") !== null,
    questions: [...page.querySelectorAll("[data-chooser] fieldset")].map(readQuestion),
    deadlines: [...page.querySelectorAll("[data-lines=deadlines] > .line")].map(readLine),
    counter: textOf(counter),
    office: textOf(page.querySelector(".place__name")),
    hours: hours ? [hours, ...page.querySelectorAll("li[data-day]")] : [],
  };
}

/** @param {Element | null | undefined} node */
const textOf = (node) => (node?.textContent ?? "").replace(/\s+/g, " ").trim();

/** @param {HTMLElement} set @returns {PostedQuestion} */
function readQuestion(set) {
  const inputs = [...set.querySelectorAll("input[type=radio]")];
  return {
    key: inputs[0]?.name ?? "", words: textOf(set.querySelector("legend")),
    options: inputs.map((input) => [input.value, textOf(input.nextElementSibling)]),
  };
}

/** @type {(node: HTMLElement, i: number) => PostedDeadline} */
function readLine({ dataset: { line, amount, unit, until } }, i) {
  return { place: Number(line ?? i), amount: until ? 0 : Number(amount ?? NaN), unit: until ? "" : unit ?? "" };
}

/** @type {(node: HTMLElement, i: number) => PostedPaper} */
function readPaper(node, i) {
  const tags = [...node.querySelectorAll(".paper__facts .tag:not(.tag--case):not(.tag--channel)")].map(textOf);
  const facts = tags.length ? tags.join(", ") : textOf(node.querySelector(".paper__facts:not(:has(.tag))")).replace(/^, /, "");
  return {
    place: Number(node.dataset.line ?? i), facts,
    name: textOf(node.querySelector(".paper__name")),
    when: textOf(node.querySelector(".paper__when")),
    cases: [...node.querySelectorAll(".tag--case")].map(textOf).join(", "),
  };
}
