// Keeps visited pages and the search readable without a connection. The network comes first, so that nobody reads an
// old fee while a new one can be had; what is kept answers only where the network does not. Nothing leaves the device.
// Where a host says only when a file was changed, a browser guesses how long it stays so, and asks nobody: hence `fresh`.
"use strict";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE = "niemyet-1";
const KEPT_AT = "x-niemyet-kept";
const MOST_PAGES = 300;
const ASKED = "x-niemyet-asked"; // a commune that somebody has kept as a whole
const LONGEST = 30 * 24 * 3600 * 1000;
const TAKEN_AWAY = /\.(?:pdf|docx?|xlsx|odt)$/; // sheets, forms, documents: large, and kept by who takes them
const SCRIPTS = ["niemyet", "scheme", "offline", "days", "kept-pages", "page", "words"];
const SEARCH_SCRIPTS = ["my-commune", "place-files", "search", "search-answers", "search-asking", "search-codes", "search-engine", "search-english", "search-filters", "search-index",
  "search-news", "search-intents", "search-naming", "search-places", "search-query", "search-ranking", "search-results", "search-source",
  "search-words", "search-worker", "units"];
/** What a posting fetches when a row of it opens, and for the code of a sheet: who scans one has no connection as often as others. */
const ROW_SCRIPTS = ["rows", "tools", "qr", "verify", "sheet-code", "sheet-slips", "stated", "return-form", "return-date", "steps", "workdays", "hours", "opening", "calendar-file", "passed"];
const LOOK = "assets/niemyet.css"; // letters come with the page that uses them: a site may have none of its own
const OFFLINE = "offline.html"; // what is shown instead of a page that was never visited
const ALWAYS = [OFFLINE, "du-lieu/lich.json", LOOK, ...SCRIPTS.map((name) => `assets/${name}.js`)];
/** From the second page on: the first one, on a slow line, has no word of a search. */
const LATER = ["./", "tim-kiem/", "tim-kiem/du-lieu.json", "tim-kiem/phi-thoi-han.json",
  ...[...SEARCH_SCRIPTS, ...ROW_SCRIPTS].map((name) => `assets/${name}.js`)];

/** Asks the host, which answers in a word where nothing has changed; scripts and data too, for a page needs its own. @param {RequestInfo} request */
const fresh = (request) => fetch(request, { cache: "no-cache" });

/** @type {Map<string, string | null>} */
const ages = new Map(); // client → when the page that it shows was kept

/** @param {RequestInfo} request @param {Response} response @param {boolean} [asked] */
async function keep(request, response, asked = false) {
  if (!response.ok || response.type !== "basic" || TAKEN_AWAY.test(plain(response.url))) return;
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  const cache = await caches.open(CACHE);
  if (asked || (await cache.match(request))?.headers.has(ASKED)) headers.set(ASKED, "1");
  await cache.put(request, new Response(await response.clone().blob(), { status: response.status, headers }));
}

/** Forgets the pages kept first, and after 30 days those that nobody asked to keep; scripts, styles and data stay. */
async function tidy() {
  const cache = await caches.open(CACHE);
  const pages = (await cache.keys()).filter(({ url }) => url.endsWith("/"));
  for (const request of pages) {
    const { headers } = await cache.match(request) ?? new Response();
    const at = Date.parse(headers.get(KEPT_AT) ?? "");
    if (!headers.has(ASKED) && Date.now() - at > LONGEST) await cache.delete(request);
  }
  await Promise.all(pages.slice(0, Math.max(0, pages.length - MOST_PAGES)).map((request) => cache.delete(request)));
}

/** An address without its query: a version code or a search does not make another page. @param {string} url */
const plain = (url) => url.split("?")[0].split("#")[0];

/** @param {FetchEvent} event */
async function answer(event) {
  const address = plain(event.request.url);
  try {
    const response = await fresh(event.request);
    event.waitUntil(keep(address, response.clone()));
    return response;
  } catch (error) {
    const kept = await caches.match(address);
    const isPage = event.request.mode === "navigate";
    if (kept && isPage) ages.set(event.resultingClientId, kept.headers.get(KEPT_AT));
    const shown = kept ?? (isPage ? await caches.match(ours(OFFLINE)) : null);
    if (!shown) throw error;
    return shown;
  }
}

/** @param {string} path in the site */
const ours = (path) => new URL(path, worker.registration.scope).href;

/**
 * Asks for them and keeps what comes; those that are kept already stay as they are, but for `again`.
 * @param {string[]} addresses @param {boolean} again @param {boolean} [asked]
 */
const keepAll = (addresses, again, asked = false) => Promise.allSettled(addresses.map(async (address) => {
  if (again || !(await caches.match(plain(address)))) await keep(plain(address), await fresh(address), asked);
}));

/** How many of these pages are kept, and how large they are, in bytes. @param {string[]} addresses */
async function measure(addresses) {
  const kept = await Promise.all(addresses.map(async (address) => (await (await caches.match(plain(address)))?.blob())?.size ?? 0));
  return { pages: kept.filter(Boolean).length, bytes: kept.reduce((sum, size) => sum + size, 0) };
}

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  event.waitUntil(keepAll(ALWAYS.map(ours), true));
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === worker.location.origin) event.respondWith(answer(event));
});

worker.addEventListener("message", (event) => {
  const { ask, addresses, again } = /** @type {{ask: "age" | "keep" | "keep whole" | "measure", addresses: string[], again: boolean}} */ (event.data);
  if (ask === "age") event.ports[0].postMessage(event.source instanceof Client ? ages.get(event.source.id) ?? null : null);
  // The first page of a visit and what it is made of came before this script was at work.
  if (ask === "keep") event.waitUntil(keepAll([...addresses, ...(again ? LATER.map(ours) : [])], false).then(tidy));
  if (ask === "keep whole") {
    const kept = keepAll([...addresses, ...LATER.map(ours)], true, true).then(() => measure(addresses));
    event.waitUntil(kept.then((told) => event.ports[0].postMessage(told)));
  }
  if (ask === "measure") event.waitUntil(measure(addresses).then((told) => event.ports[0].postMessage(told)));
});
