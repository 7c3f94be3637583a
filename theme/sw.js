// Keeps visited pages and the search readable without a connection. The network comes first, so that nobody reads an
// old fee while a new one can be had; what is kept answers only where the network does not. Nothing leaves the device.
// Where a host says only when a file was changed, a browser guesses how long it stays so, and asks nobody: hence `fresh`.
"use strict";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE = "niemyet-1";
const KEPT_AT = "x-niemyet-kept";
const MOST_PAGES = 300;
const TAKEN_AWAY = /\.(?:pdf|docx?|xlsx|odt)$/; // sheets, forms, documents: large, and kept by who takes them
const SCRIPTS = ["niemyet", "scheme", "offline", "days", "page", "search", "search-engine", "search-index", "search-query", "search-words", "units", "words"];
const LOOK = ["niemyet.css", "be-vietnam-pro-400.woff2", "be-vietnam-pro-600.woff2"].map((name) => `assets/${name}`);
const ALWAYS = ["./", "tim-kiem/", "tim-kiem/du-lieu.json", "du-lieu/lich.json", ...LOOK, ...SCRIPTS.map((name) => `assets/${name}.js`)];

/** Asks the host, which answers in a word where nothing has changed; scripts and data too, for a page needs its own. @param {RequestInfo} request */
const fresh = (request) => fetch(request, { cache: "no-cache" });

/** @type {Map<string, string | null>} */
const ages = new Map(); // client → when the page that it shows was kept

/** @param {RequestInfo} request @param {Response} response */
async function keep(request, response) {
  if (!response.ok || response.type !== "basic" || TAKEN_AWAY.test(plain(response.url))) return;
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  const cache = await caches.open(CACHE);
  await cache.put(request, new Response(await response.clone().blob(), { status: response.status, headers }));
}

/** Forgets the pages kept first; scripts, styles and data stay. */
async function tidy() {
  const cache = await caches.open(CACHE);
  const pages = (await cache.keys()).filter(({ url }) => url.endsWith("/"));
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
    if (!kept) throw error;
    if (event.request.mode === "navigate") ages.set(event.resultingClientId, kept.headers.get(KEPT_AT));
    return kept;
  }
}

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  event.waitUntil(Promise.allSettled(ALWAYS.map(async (path) => {
    const address = new URL(path, worker.registration.scope).href;
    await keep(address, await fresh(address));
  })));
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === worker.location.origin) event.respondWith(answer(event));
});

worker.addEventListener("message", (event) => {
  const { ask, addresses } = /** @type {{ask: "age" | "keep", addresses: string[]}} */ (event.data);
  if (ask === "age") event.ports[0].postMessage(event.source instanceof Client ? ages.get(event.source.id) ?? null : null);
  if (ask === "keep") {
    // The first page of a visit and what it is made of came before this script was at work.
    event.waitUntil(Promise.allSettled(addresses.map(async (address) => {
      if (!(await caches.match(plain(address)))) await keep(plain(address), await fresh(address));
    })).then(tidy));
  }
});
