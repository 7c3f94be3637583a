// Looks for what was asked beside the page, so that typing and reading never wait: making the index takes a slow phone a second.
// Runs in a worker; search-asking.js speaks with it.

import { SearchSource } from "./search-source.js";
// Everything that it is made of, named here so that all of it is asked for at once; else each waits for the one that names it.
import "./page.js";
import "./place-files.js";
import "./search-answers.js";
import "./search-codes.js";
import "./search-engine.js";
import "./search-english.js";
import "./search-index.js";
import "./search-intents.js";
import "./search-naming.js";
import "./search-places.js";
import "./search-query.js";
import "./search-ranking.js";
import "./search-words.js";
import "./units.js";
import "./words.js";

/** @type {Promise<SearchSource>} */
let source;

/** @param {AskedSource} asked */
async function begin({ root, files, language }) {
  if (language) await import(`./words-${language}.js`).catch(() => {}); // without them it answers in Vietnamese
  return new SearchSource(root, files, !language);
}

/** @param {SearchTask} task @returns {Promise<SearchTold>} */
async function answer({ number, query, options }) {
  try {
    const ready = await source;
    if (options) return { number, answers: await ready.ask(query, options) };
    await ready.open();
    return { number, answers: [] };
  } catch {
    return { number, answers: null };
  }
}

addEventListener("message", ({ data }) => {
  if ("root" in data) source = begin(data);
  else answer(data).then((told) => postMessage(told));
});
