// What a file of places says (generator: render/search_places.py), read out in full. Pure.

import { strip } from "./search-words.js";
import { parts } from "./units.js";

/** @type {(unit: PlaceFile["units"][number], file: PlaceFile) => PlaceUnit} */
function readUnit([province, full, lacks = -1, folder], { provinces, missing }) {
  const [kind, name] = parts(full);
  const path = `${provinces[province]}/${folder ?? strip(name).replaceAll(" ", "-")}`;
  return { path, kind, name, missing: lacks < 0 ? null : missing[lacks] };
}

/** The communes of a file, and every name with those to which it leads. @param {PlaceFile} file @returns {{units: PlaceUnit[], names: PlaceName[]}} */
export function readPlaces(file) {
  const units = file.units.map((unit) => readUnit(unit, file));
  /** @type {(kind: PlaceName["kind"]) => (old: [name: string, above: number, ...at: number[]]) => PlaceName} */
  const old = (kind) => ([name, above, ...at]) => ({ kind, name, above: file.above[above], at });
  return {
    units,
    names: [
      ...file.today.map((number) => ({ kind: /** @type {const} */ ("today"), name: `${units[number].kind} ${units[number].name}`, above: "", at: [number] })),
      ...file.own.map(([name, number]) => ({ kind: /** @type {const} */ ("own"), name, above: "", at: [number] })),
      ...file.former.map(old("former")), ...file.districts.map(old("district")),
    ],
  };
}
