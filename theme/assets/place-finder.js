// Finds communes of the whole country by their names of today and of before July 2025, typed with or without marks, in the files of
// places that the search has (generator: render/search_places.py). Pure.

import { readPlaces } from "./place-files.js";
import { decodeTelex, decodeVni, readWords } from "./search-words.js";

const [WORDS, FILES] = [3, 6]; // of a query, and at once
const KINDS = /^(xã|phường|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh) /;

/** @param {string} text */
const words = (text) => readWords(text).map(({ word }) => word);

/** What was typed as plain words; a word in Telex or VNI keys as what it stands for too. @param {string} query */
const readings = (query) => readWords(query).map(({ plain, word }) => [word, decodeTelex(plain), decodeVni(plain)].filter(Boolean));

/**
 * The numbers of the files in which the names would be that the first words begin. One letter alone is asked for nothing.
 * @param {string[]} firsts the words with which the files begin, in order @param {string} query
 */
export function filesFor(firsts, query) {
  /** @type {Set<number>} */
  const found = new Set();
  /** @param {string} begin */
  const fileOf = (begin) => firsts.findLastIndex((first) => first <= begin);
  /** @type {(begin: string, end: string) => void} */
  const add = (begin, end) => { for (let i = Math.max(0, fileOf(begin)); i <= fileOf(end) && found.size < FILES; i++) found.add(i); };
  const typed = readings(query).slice(0, WORDS + 1);
  typed.slice(0, WORDS).forEach((forms, i) => {
    for (const form of forms.filter((one) => one.length > 1 || /\d/.test(one))) {
      const after = typed[i + 1];
      if (!after) { add(form, `${form}~`); continue; }
      for (const next of after) add(`${form} ${next}`, `${form} ${next}~`);
      add(form, form); // a name of one word
    }
  });
  return [...found];
}

/**
 * How well a name answers: every typed word begins one of its words, in their order, or one of those around it; 0 where one does not.
 * @param {string[][]} typed @param {string[]} own words of the name @param {string[]} around words of kind, district and province
 */
function rate(typed, own, around) {
  let [at, inName] = [0, 0];
  for (const forms of typed) {
    const found = own.findIndex((word, i) => i >= at && forms.some((form) => word.startsWith(form)));
    if (found >= 0) { at = found + 1; inName++; } else if (!around.some((word) => forms.some((form) => word.startsWith(form)))) return 0;
  }
  if (!inName) return 0;
  const whole = own.every((word) => typed.some((forms) => forms.includes(word)));
  return inName / own.length + (whole ? 1 : 0) + (typed[0].some((form) => own[0].startsWith(form)) ? 0.5 : 0);
}

/** What a name of before counts less than one of today. @type {Record<PlaceName["kind"], number>} */
const LESS = { today: 0, former: 0.1, own: 0.1, district: 0.4 };
/** What one that posts here counts more: its former name before a namesake that does not. */
const HERE = 0.15;

/**
 * The communes that a query may mean, the likeliest first, each once.
 * @param {Pick<SearchProvince, "path" | "name">[]} provinces @param {PlaceFile[]} files @param {string} query @param {number} most
 * @returns {FoundPlace[]}
 */
export function findPlaces(provinces, files, query, most) {
  const typed = readings(query);
  if (!typed.length) return [];
  const named = new Map(provinces.map(({ path, name }) => [path, name]));
  /** @type {Map<string, FoundPlace & {points: number}>} */
  const best = new Map();
  for (const { units, names } of files.map(readPlaces)) {
    const communes = units.map(({ path, kind, name, missing }) => ({ path, kind, name, province: named.get(path.split("/")[0]) ?? "", posts: Boolean(missing) }));
    for (const { kind, name, above, at } of names) {
      const [own, around] = [words(name.replace(KINDS, "").replace(/\s*\(.*\)/, "")), `${KINDS.exec(name)?.[1] ?? ""} ${above}`];
      if (!own.length) continue;
      at.forEach((number, turn) => {
        const commune = communes[number];
        const rated = rate(typed, own, words(`${around} ${commune.province}`));
        const points = rated && rated - LESS[kind] - 0.01 * turn + (commune.posts ? HERE : 0);
        if (points <= (best.get(commune.path)?.points ?? 0)) return;
        const same = kind === "today" || `${commune.kind} ${commune.name}` === name;
        const old = same ? "" : above ? `${name} (${above})` : name.replace(/\s*\(.*\)/, "");
        const part = kind === "former" ? at.length > 1 : /một phần/.test(name);
        best.set(commune.path, { commune, old, part, district: kind === "district", points });
      });
    }
  }
  return [...best.values()].sort((a, b) => b.points - a.points).slice(0, most)
    .map(({ commune, old, part, district }) => ({ commune, old, part, district }));
}
