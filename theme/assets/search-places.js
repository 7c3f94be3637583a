// The places that a query names: provinces and communes of the whole country, by their names of today and of before July 2025. Pure.
//
// The communes of the site are there from the start if they are few; all others come in files by the first word of a name, which are
// asked for as somebody types (`needs`) and given with `addFile`.

import { readPlaces } from "./place-files.js";
import { push } from "./search-index.js";
import { isKind, joinAbove, kindBefore, mayBegin, sayName, sayProvince, without } from "./search-naming.js";
import { fold } from "./search-words.js";
import { nameUnit, parts } from "./units.js";

const [MOST_COMMUNES, MOST_OF_DISTRICT] = [8, 40];
const RIGHT_KIND = 0.2; // so much more a name is worth that was said with its kind
const STRANGE = 0.8; // how surely a place is meant that did not lie in the district that follows
const FARTHEST = 6; // words before a district that may be a place in it
const NOTHING = { rank: 0, start: 0, size: 0, end: 0 };
const [HERE, NEAR] = [0.1, 0.05]; // … of a commune that takes part in the site, of one in a province of the site
const BEHIND = 1.2; // who is named so much less surely is not meant
const [FORMERLY, PARTLY] = [0.97, 0.93]; // how surely a former name, or that of a part, means the commune of today

/** The kind of a unit, folded, and its name. @type {(unit: string) => [kind: string, name: string]} */
function divide(unit) {
  const [kind, name] = parts(unit);
  return [fold(kind), name];
}

/** A name, and its halves where two communes had been joined: Phương Liên - Trung Tự. @param {string} name */
const sayings = (name) => (name.includes(" - ") ? [name, ...name.split(" - ")] : [name]);

/** A former name without its kind and without remarks. @param {string} text */
const bare = (text) => text.replace(/^(xã|phường|thị trấn|đặc khu) |\s*\(.*\)/gi, "");

/** How two words may head a name: each as it may be read; a number is a name by itself. @type {(token: Token, after: Token | undefined) => string[]} */
const pairs = (token, after) => token.forms.flatMap((form) => [
  ...(after ? after.forms.map((next) => `${form} ${next}`) : []), ...(!after || /^\d+$/.test(form) ? [form] : []),
]);

export class PlaceIndex {
  /** Names by their first and by their last word, so that a slip in the other word is still found. @type {Map<number, CommuneName[]>} */
  #starts = new Map();
  /** @type {Map<number, CommuneName[]>} */
  #ends = new Map();
  /** By path. @type {Map<string, AnyCommune>} */
  #communes = new Map();
  /** @type {Map<string, Set<string>>} */
  #namesakes = new Map();
  /** @type {Map<number, ProvinceName[]>} */
  #provinces = new Map();
  /** @type {Map<string, SearchProvince>} */
  #byPath = new Map();
  #files = new Set();

  /** @param {SearchData} data @param {SearchIndex} words */
  constructor(data, words) {
    this.data = data;
    this.words = words;
    this.firsts = data.country.firsts;
    for (const province of data.country.provinces) this.#addProvince(province);
    for (const commune of data.communes) {
      this.#enter(commune);
      this.#addToday(commune);
      for (const own of commune.former) this.#addOwn(commune, own);
    }
    for (const file of data.files ?? []) this.addFile(file);
  }

  /** @param {SearchProvince} province */
  #addProvince(province) {
    this.#byPath.set(province.path, province);
    const names = [`${province.kind} ${province.name}`, ...province.also, ...province.former];
    for (const [i, full] of names.entries()) {
      const [kind, name] = divide(full);
      const list = this.words.count(name, false);
      push(this.#provinces, list[0].id, { province, kind, list, old: i > province.also.length ? full : "" });
    }
  }

  /** Takes a file of places; once, however often it is given. @param {PlaceFile} file */
  addFile(file) {
    if (this.#files.has(file.first)) return;
    this.#files.add(file.first);
    const { units, names } = readPlaces(file);
    const communes = units.map(({ path, kind, name, missing }) => this.#communes.get(path)
      ?? this.#enter(missing ? { path, kind, name, former: [], missing } : { path, kind, name }));
    for (const { kind, name, above, at } of names) {
      const own = at.map((number) => communes[number]);
      if (kind === "today") this.#addToday(own[0]);
      else if (kind === "own") this.#addOwn(own[0], name);
      else this.#addFormer(name, above, own, kind === "district");
    }
  }

  /** @template {AnyCommune} Commune @param {Commune} commune */
  #enter(commune) {
    this.#communes.set(commune.path, commune);
    const key = `${commune.kind} ${commune.name}`;
    this.#namesakes.set(key, (this.#namesakes.get(key) ?? new Set()).add(commune.path));
    return commune;
  }

  /** @param {AnyCommune} commune */
  #addToday(commune) {
    const above = [this.words.count(this.#nameProvince(commune), false)];
    this.#addName({ commune, kind: fold(commune.kind), above, list: this.words.count(commune.name), quality: 1, old: null });
  }

  /** A former name that a commune itself tells. @param {AnyCommune} commune @param {string} own */
  #addOwn(commune, own) {
    const above = [this.words.count(this.#nameProvince(commune), false)];
    const old = { name: own, above: "", part: false, district: false }; // its remark says whether it is a part
    const quality = /một phần/.test(own) ? PARTLY : FORMERLY;
    this.#addName({ commune, kind: divide(own)[0], above, list: this.words.count(bare(own)), quality, old });
  }

  /** An old commune, or an old district, of the register. @type {(name: string, over: string, communes: AnyCommune[], district: boolean) => void} */
  #addFormer(name, over, communes, district) {
    const [kind, title] = divide(name);
    const over2 = over ? over.split(", ").map((unit) => divide(unit)[1]) : [];
    const above = [...over2, this.#nameProvince(communes[0])].map((text) => this.words.count(text, false)).filter(({ length }) => length);
    const part = communes.length > 1;
    for (const [i, commune] of communes.entries()) {
      const same = `${commune.kind} ${commune.name}` === name;
      const old = same ? null : { name, above: over, part: part && !district, district };
      const surely = district ? FORMERLY : (part ? PARTLY : FORMERLY) - 0.001 * i;
      for (const [k, said] of (district ? [title] : sayings(title)).entries()) {
        this.#addName({ commune, kind, above, list: this.words.count(said, false), quality: surely - 0.02 * (k && 1), old });
      }
    }
  }

  /** @param {CommuneName} name */
  #addName(name) {
    const { list } = name;
    if (!list.length) return; // a remark is no name
    push(this.#starts, list[0].id, name);
    if (list.length > 1) push(this.#ends, list[list.length - 1].id, name);
  }

  /** "Hà Nội" @param {{path: string}} commune */
  #nameProvince({ path }) {
    const folder = path.split("/")[0];
    return this.#byPath.get(folder)?.name ?? this.data.provinces[folder] ?? "";
  }

  /** "thành phố Hà Nội" @param {{path: string}} commune */
  provinceOf({ path }) {
    const province = this.#byPath.get(path.split("/")[0]);
    return province ? nameUnit(province.kind, province.name) : this.#nameProvince({ path });
  }

  /** The commune at a path, if it is known by now. @param {string} path */
  at(path) { return this.#communes.get(path); }

  /** "xã Thường Tín", with its province where another has the same name. @param {AnyCommune} commune */
  titleOf(commune) {
    const name = nameUnit(commune.kind, commune.name);
    return (this.#namesakes.get(`${commune.kind} ${commune.name}`)?.size ?? 0) > 1 ? `${name}, ${this.provinceOf(commune)}` : name;
  }

  /** The file in which a name with these words at its head would stand. @param {string} words */
  #fileOf(words) {
    let at = -1;
    while (at + 1 < this.firsts.length && this.firsts[at + 1] <= words) at++;
    return at;
  }

  /**
   * The numbers of the files that may have what is named, without those already here: a place is named by words that stand first,
   * follow a kind, are no phrase of anything else, or stand before a district. Once a district is known, there may be more.
   * @param {Token[]} tokens @param {string} home the path of the chosen commune
   */
  needs(tokens, home) {
    const before = districtsIn(tokens, this.#findNames(tokens)).some(({ start }) => start > 1 && start < FARTHEST);
    const found = tokens.flatMap((token, t) => ((before && !t) || mayBegin(tokens, t, this.words) ? pairs(token, tokens[t + 1]) : []));
    if (home.includes("/") && !this.#communes.has(home)) found.push(fold(home.split("/")[1]));
    const numbers = new Set(found.filter((words) => words.length > 1 || /\d/.test(words)).map((words) => this.#fileOf(words)));
    return [...numbers].filter((number) => number >= 0 && !this.#files.has(this.firsts[number]));
  }

  /**
   * Communes named in the query, the best first, each with the words that are left.
   * @param {Token[]} tokens @returns {FoundCommune[]}
   */
  find(tokens) {
    /** @type {Map<AnyCommune, FoundCommune>} */
    const found = new Map();
    const names = this.#findNames(tokens);
    const districts = districtsIn(tokens, names);
    for (const { name, start } of names) {
      const one = this.#weigh(tokens, start, name, districts);
      if (one && one.rank > (found.get(name.commune)?.rank ?? 0)) found.set(name.commune, one);
    }
    const sorted = [...found.values()].sort((a, b) => b.rank - a.rank || a.commune.path.localeCompare(b.commune.path));
    const [{ rank: best, start: first, size, end } = NOTHING] = sorted;
    // neither the district of the best, nor a shorter name in its words: “thanh xuân bắc” is no Xuân Bắc
    const meant = sorted.filter(({ rank, start, size: own }) => rank > best - BEHIND
      && !(start >= first + size && start < end) && !(own < size && start > first && start + own <= first + size));
    return meant.slice(0, sorted[0]?.old?.district ? MOST_OF_DISTRICT : MOST_COMMUNES);
  }

  /** @type {(tokens: Token[], start: number, name: CommuneName, districts: SaidDistrict[]) => FoundCommune | null} */
  #weigh(tokens, start, name, districts) {
    const { end, words, strange } = joinAbove(tokens, start, name, districts);
    const quality = (strange ? STRANGE : 1) * sayName(tokens, start, name, words > 0, this.words);
    if (quality < 0.5) return null;
    let [rest, beside] = [without(tokens, start, end - start), 0];
    for (const above of name.above) {
      const from = rest.findIndex((_, i) => above.every(({ id }, k) => rest[i + k]?.ids.includes(id)));
      if (from >= 0) [rest, beside] = [without(rest, from, above.length), beside + 1];
    }
    rest = rest.filter((token, t) => !isKind(token) || this.#endsPhrase(rest[t - 1], token));
    const { commune, old, list } = name;
    const value = quality * (list.length + words + beside);
    const like = (kindBefore(tokens, start) === name.kind ? RIGHT_KIND : 0) + (isNamedLike(name) ? RIGHT_KIND : 0);
    return { commune, old, rest, quality, value, rank: value + like + (old?.part ? 0 : this.#isNear(commune)), start, size: list.length, end };
  }

  /** Whether what looks like a kind ends a phrase of something else: “mở quán” is no quận. @type {(before: Token | undefined, token: Token) => boolean} */
  #endsPhrase(before, token) {
    if (!before || isKind(before)) return false;
    return before.ids.some((id) => token.ids.some((own) => this.words.isPhrase(id, own)));
  }

  /** @param {AnyCommune} commune */
  #isNear(commune) {
    if ("missing" in commune) return HERE;
    return commune.path.split("/")[0] in this.data.provinces ? NEAR : 0;
  }

  /** Names of which a word of the query is the first or the last, and where each would start. @param {Token[]} tokens */
  #findNames(tokens) {
    return tokens.flatMap((token, at) => token.ids.flatMap((id) => [
      ...(this.#starts.get(id) ?? []).map((name) => ({ name, start: at })),
      ...(this.#ends.get(id) ?? []).map((name) => ({ name, start: at - name.list.length + 1 })),
    ]));
  }

  /** The province that is named, the longest name first, with the words that are left. @param {Token[]} tokens @returns {FoundProvince | null} */
  findProvince(tokens) {
    /** @type {FoundProvince | null} */
    let best = null;
    for (const [start, token] of tokens.entries()) {
      for (const name of token.ids.flatMap((id) => this.#provinces.get(id) ?? [])) {
        const quality = sayProvince(tokens, start, name);
        if (quality < 0.6 || quality * name.list.length <= (best?.value ?? 0)) continue;
        const rest = without(tokens, start, name.list.length).filter((one) => !isKind(one));
        best = { province: name.province, old: name.old, rest, quality, value: quality * name.list.length };
      }
    }
    return best;
  }
}

/** The old districts that are named in the query. @type {(tokens: Token[], names: {name: CommuneName, start: number}[]) => SaidDistrict[]} */
const districtsIn = (tokens, names) => names
  .filter(({ name: { old, list }, start }) => old?.district && list.every(({ id }, k) => tokens[start + k]?.ids.includes(id)))
  .map(({ name: { commune, list }, start }) => ({ start, size: list.length, folder: commune.path.split("/")[0] }));

/** Whether a commune is called like the old district that is asked for. @param {CommuneName} name */
const isNamedLike = ({ commune, old }) => Boolean(old?.district && old.name.endsWith(` ${commune.name}`));
