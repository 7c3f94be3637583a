// What stands in a file of places (generator: render/search_places.py). Pure.

import { strip } from "./search-words.js";
import { parts } from "./units.js";

/**
 * A commune of a file; `lacks` is -1 where it takes no part in the site.
 * @type {(unit: PlaceFile["units"][number], file: PlaceFile) => {path: string, kind: string, name: string, lacks: number}}
 */
export function readUnit([province, full, lacks = -1, folder], { provinces }) {
  const [kind, name] = parts(full);
  return { path: `${provinces[province]}/${folder ?? strip(name).replaceAll(" ", "-")}`, kind, name, lacks };
}
