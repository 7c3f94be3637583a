// Finds communes by their names of today and of before July 2025, typed with or without marks. Pure.

import { decodeTelex, decodeVni, readWords } from "./search-words.js";

/** @param {string} text */
const words = (text) => readWords(text).map(({ word }) => word);

/** A name without its kind. @param {string} text */
const bare = (text) => text.replace(/^(xã|phường|thị trấn|đặc khu) /, "");

/** The province of a path, by its name with the kind. @type {(data: Pick<CurrentData, "provinces">, path: string) => string} */
function provinceOf({ provinces }, path) {
  return provinces[path.split("/")[0]] ?? "";
}

/** What was typed as plain words; a word in Telex or VNI keys as what it stands for too. @param {string} query */
const readings = (query) => readWords(query).map(({ plain, word }) => [word, decodeTelex(plain), decodeVni(plain)].filter(Boolean));

/**
 * How well a name answers: every typed word begins one of its words, in their order; 0 where one does not.
 * @param {string[][]} typed @param {string[]} own words of the name @param {string[]} around words of kind, district and province
 */
function rate(typed, own, around) {
  let [at, inName] = [0, 0];
  for (const forms of typed) {
    const found = own.findIndex((word, i) => i >= at && forms.some((form) => word.startsWith(form)));
    if (found >= 0) { at = found + 1; inName++; } else if (!around.some((word) => forms.some((form) => word.startsWith(form)))) return 0;
  }
  if (!inName) return 0;
  const whole = typed.flat().length && own.every((word) => typed.some((forms) => forms.includes(word)));
  return inName / own.length + (whole ? 1 : 0) + (typed[0].some((form) => own[0].startsWith(form)) ? 0.5 : 0);
}

/**
 * The communes that a query may mean, the likeliest first, each once.
 * @param {Pick<CurrentData, "provinces" | "communes">} data @param {FormerData} past @param {string} query @param {number} most
 * @returns {FoundPlace[]}
 */
export function findPlaces(data, past, query, most) {
  const typed = readings(query);
  if (!typed.length) return [];
  /** @type {MyCommune[]} */
  const all = [...data.communes.map((one) => ({ one, posts: true })), ...past.absent.map((one) => ({ one, posts: false }))]
    .map(({ one: { path, kind, name }, posts }) => ({ path, kind, name, posts, province: provinceOf(data, path) }));
  /** @type {Map<string, FoundPlace & {points: number}>} */
  const best = new Map();
  /** @type {(points: number, found: FoundPlace) => void} */
  const take = (points, found) => {
    if (points > (best.get(found.commune.path)?.points ?? 0)) best.set(found.commune.path, { ...found, points });
  };
  for (const commune of all) take(rate(typed, words(commune.name), words(`${commune.kind} ${commune.province}`)), { commune, old: "", part: false });
  data.communes.forEach(({ former }, i) => former.forEach((text) => { // the commune's own list: what it is called besides
    const [old, part] = [text.replace(/\s*\(.*\)/, ""), /một phần/.test(text)];
    take(rate(typed, words(bare(old)), words(all[i].province)) - 0.1, { commune: all[i], old, part });
  }));
  for (const { district, province, names } of past.former) {
    for (const [name, numbers] of Object.entries(names)) {
      if (!name) continue;
      const [own, above] = [words(bare(name)), province ? `${district}, ${province}` : district];
      numbers.forEach((number, turn) => {
        const commune = all[number];
        if (!commune || `${commune.kind} ${commune.name}` === name) return;
        const points = rate(typed, own, words(`${name.split(" ")[0]} ${above} ${commune.province}`)) - 0.1 - 0.01 * turn;
        take(points, { commune, old: `${name} (${above})`, part: numbers.length > 1 });
      });
    }
  }
  return [...best.values()].sort((a, b) => b.points - a.points).slice(0, most).map(({ commune, old, part }) => ({ commune, old, part }));
}
