// What was begun and not sent, kept on this device, with the content that it began from.

const ROOM = "niemyet-bieu-mau/";

/** @returns {Draft[]} */
export function allDrafts() {
  const keys = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? "").filter((key) => key.startsWith(ROOM));
  return keys.map((key) => JSON.parse(localStorage.getItem(key) ?? "")).sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** @param {string} path @returns {Draft | null} */
export const draftOf = (path) => JSON.parse(localStorage.getItem(ROOM + path) ?? "null");

/** @param {Draft} draft */
export const keepDraft = (draft) => localStorage.setItem(ROOM + draft.path, JSON.stringify(draft));

/** @param {string} path */
export const dropDraft = (path) => localStorage.removeItem(ROOM + path);
