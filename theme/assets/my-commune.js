// The commune that a reader has chosen: remembered on this device only, told to nobody, changed and forgotten at any time.

import { memory } from "./page.js";
import { capitalize, nameUnit, parts } from "./units.js";

const [PATH, ABOUT] = ["commune", "commune-about"];

/** Told on the document when another commune was chosen, or none. */
export const CHANGED = "niemyet:commune";

/** What was chosen on this page, where the device may not remember. @type {MyCommune | null} */
let unkept = null;

/** The chosen commune, or null. @returns {MyCommune | null} */
export function readCommune() {
  const path = memory.read(PATH);
  if (!path) return unkept;
  try {
    const [known, kind, name, province, posts] = JSON.parse(memory.read(ABOUT));
    return known === path ? { path, kind, name, province, posts: posts === true } : null;
  } catch {
    return null; // chosen elsewhere, or by an earlier version: its name is not known here
  }
}

/** Remembers a commune; false where the device may not, so that it is known on this page only. @param {MyCommune} commune */
export function keepCommune(commune) {
  const { path, kind, name, province, posts } = commune;
  memory.write(ABOUT, JSON.stringify([path, kind, name, province, posts]));
  memory.write(PATH, path);
  const kept = memory.read(PATH) === path;
  unkept = kept ? null : commune;
  document.dispatchEvent(new CustomEvent(CHANGED));
  return kept;
}

export function forgetCommune() {
  memory.write(PATH, "");
  memory.write(ABOUT, "");
  unkept = null;
  document.dispatchEvent(new CustomEvent(CHANGED));
}

/** Whether the chosen commune lasts beyond this page. */
export const isKept = () => unkept === null;

/** "Xã Thường Tín" @param {MyCommune} commune */
export const titleOf = ({ kind, name }) => capitalize(nameUnit(kind, name));

/** "Xã Thường Tín, Hà Nội" @param {MyCommune} commune */
export const titleInProvince = (commune) => `${titleOf(commune)}, ${parts(commune.province)[1]}`;

/**
 * Where a commune's page is, counted from the site's root in this language; one that does not post here has its place on the page
 * of its province's communes.
 * @param {MyCommune} commune
 */
export function addressOf({ path, posts }) {
  const [province, folder] = path.split("/");
  return posts ? `${path}/` : `xa/${province}/#${folder}`;
}
