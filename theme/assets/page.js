// Small things that the scripts of a page share: making elements, remembering on this device, fetching open data.

import { say, sayAs } from "./words.js";

/**
 * An element with properties and children; properties that begin with data- or aria- are attributes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, string | boolean>} properties @param {(Node | string)[]} children
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-")) node.setAttribute(name, String(value)); else Object.assign(node, { [name]: value });
  }
  node.append(...children);
  return node;
}

/** What this device remembers; where it may not, the page forgets when it is closed. */
export const memory = {
  /** @param {string} key */
  read(key) { try { return localStorage.getItem(`niemyet.${key}`) ?? ""; } catch { return ""; } },
  /** @type {(key: string, value: string) => void} */
  write(key, value) {
    try { if (value) localStorage.setItem(`niemyet.${key}`, value); else localStorage.removeItem(`niemyet.${key}`); } catch { /* not allowed */ }
  },
};

/** @type {Map<string, Promise<unknown>>} */
const fetched = new Map();

/** JSON of this site, fetched once a page. Rejects where it cannot be had. @param {string} address */
function fetchOnce(address) {
  const before = fetched.get(address);
  if (before) return before;
  const asked = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  });
  asked.catch(() => fetched.delete(address)); // the next who asks may have a connection
  fetched.set(address, asked);
  return asked;
}

/** @param {string} address of du-lieu/lich.json */
export const fetchYears = (address) => /** @type {Promise<Years>} */ (fetchOnce(address));
/** @param {string} address of tim-kiem/du-lieu.json */
export const fetchSearchData = (address) => /** @type {Promise<CurrentData>} */ (fetchOnce(address));
/** @param {string} address of a file phi-thoi-han.json */
export const fetchFacts = (address) => /** @type {Promise<FactsFile>} */ (fetchOnce(address));
/** @param {string} address of tim-kiem/tieng-anh.json */
export const fetchEnglish = (address) => /** @type {Promise<EnglishData>} */ (fetchOnce(address));
/** @param {string} address of a file in tim-kiem/ten/ */
export const fetchPlaces = (address) => /** @type {Promise<PlaceFile>} */ (fetchOnce(address));

/** @param {string} address of a file in tim-kiem/tin/ @returns {Promise<any>} */
export const fetchNews = (address) => fetchOnce(address);

/** 8000 → "8.000 đồng" @param {number} amount */
export const sayMoney = (amount) => say("{amount} đồng", { amount: String(amount).replace(/\B(?=(\d{3})+$)/g, sayAs("between thousands", ".")) });
