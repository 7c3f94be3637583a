// What the clients need of a browser, for Node; and the door of the tests' forge.

/** @type {Map<string, string>} */
const kept = new Map();
const sessionStorage = {
  getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ value) => { kept.set(key, value); },
  removeItem: (/** @type {string} */ key) => { kept.delete(key); },
};
/** The address of the form: reading it gives an URL, as `location` does. */
export const page = { url: new URL("https://tinh.example/quan-tri/") };
const history = { replaceState: (/** @type {null} */ _, /** @type {string} */ __, /** @type {string} */ at) => { page.url = new URL(at, page.url); } };
Object.defineProperties(globalThis, {
  sessionStorage: { value: sessionStorage },
  history: { value: history },
  location: { get: () => page.url },
  isSecureContext: { value: true },
});

const FORGES = process.env.NIEMYET_FORGES ?? "";

/**
 * @param {object} order
 * @returns {Promise<any>}
 */
export async function tell(order) {
  const response = await fetch(`${FORGES}/test/act`, { method: "POST", body: JSON.stringify(order) });
  return response.json();
}

/**
 * @param {ForgeSettings["kind"]} kind
 * @returns {Promise<ForgeSettings & { number: string }>} A forge begun afresh.
 */
export async function begin(kind) {
  const { site, api, number } = await tell({ do: "begin", kind });
  return { kind, site, api, number, repository: "phu-trach/kho", branch: "main", client: null, relay: null };
}
