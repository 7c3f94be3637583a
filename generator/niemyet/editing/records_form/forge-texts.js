// Texts as forges take and give them, and the name of the branch that a proposal has.

/**
 * @param {string} text
 * @returns {string} UTF-8 in base64.
 */
export function encodeText(text) {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

/**
 * @param {string} encoded UTF-8 in base64, with or without line breaks.
 * @returns {string}
 */
export function decodeText(encoded) {
  return new TextDecoder().decode(Uint8Array.from(atob(encoded.replaceAll(/\s/g, "")), (letter) => letter.charCodeAt(0)));
}

/** @param {Uint8Array} bytes */
export function encodeUrl(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text */
export async function digestText(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/**
 * The branch of a proposal, by what is in it: sent once more after a lost answer, it is the same branch and the same proposal.
 * @param {string} login
 * @param {Proposal} proposal
 * @returns {Promise<string>}
 */
export async function nameBranch(login, { title, changes }) {
  const digest = await digestText(JSON.stringify([login, title, changes.map(({ path, text, from }) => [path, text, from])]));
  return "niemyet-" + Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {ForgeChange[]} changes
 * @param {Map<string, string>} now The ids that files have, by path; none of one that is not there.
 * @returns {string[]} The paths of files that are other ones than when their change began.
 */
export function findMoved(changes, now) {
  return changes.filter(({ path, from }) => (now.get(path) ?? null) !== from).map(({ path }) => path);
}
