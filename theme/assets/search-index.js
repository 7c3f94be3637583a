// What the search looks in, made once of tim-kiem/du-lieu.json: words as numbers, the texts of everything that can be found. Pure.
//
// The data is factored (procedures + communes + articles, never procedures × communes). Words become numbers once, so
// that a query is compared with the texts of every procedure within a frame.

import { fit, fold, oneSlip, readWords, soundAlike } from "./search-words.js";
import { say } from "./words.js";

const [FEWEST_INITIALS, MOST_INITIALS] = [3, 7];
const SHORT_TITLE = 70; // letters of a document's title by which people know it: “Luật Cư trú”

/** How much a text counts by what it is. @type {Record<TextKind, number>} */
export const WEIGHT = { code: 1.2, name: 1, alias: 1, title: 0.9, field: 0.7, event: 0.5, summary: 0.6, subject: 0.5, paper: 0.45 };

/** @param {number[]} list */
export const sum = (list) => list.reduce((all, value) => all + value, 0);

/** @template K, V @param {Map<K, V[]>} map @param {K} key @param {V} value */
export function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value); else map.set(key, [value]);
}

/** @type {(a: number, b: number) => number} */
const pair = (a, b) => a * 65536 + b;

/** @param {Said} said @returns {said is SaidSynonym} */
export const isSynonym = (said) => typeof said.label === "number";

/** The number that stands for a group of synonyms in `places`. @param {SaidSynonym} said */
export const keyOf = ({ label }) => -1 - label;

/** The numbers of the words of some texts. @param {{list: IndexWord[]}[]} texts */
const wordsOf = (texts) => new Set(texts.flatMap(({ list }) => list.map(({ id }) => id)));

export class SearchIndex {
  /** Word ↔ number. @type {Map<string, number>} */
  ids = new Map();
  /** @type {string[]} */
  lexicon = [];
  /** How many entries have a word in their names, how many have it at all, what it is worth: by number. @type {number[]} */
  named = [];
  /** @type {number[]} */
  spread = [];
  /** @type {number[]} */
  worth = [];
  /** Words that follow each other somewhere: they tell which of two readings is meant. @type {Set<number>} */
  #pairs = new Set();
  /** The same of the names of places. @type {Set<number>} */
  #inPlaces = new Set();
  /** Phrases that are looked for in every text, by their first words. @type {Map<number, Phrase[]>} */
  #phrases = new Map();
  /** Number of a word or of a group of synonyms (-1, -2, …) → the texts that have it. @type {Map<number, IndexText[]>} */
  places = new Map();
  /** @type {IndexText[]} */
  #texts = [];
  /** How many things can be found. */
  #size = 0;
  /** Words with letters only, by their lengths. @type {number[][]} */
  #byLength = [];
  /** The initials with which names begin → their words. Made when they are first asked for. @type {Map<string, string[]> | null} */
  #initials = null;
  /** How many words there are but for those of places; 0 until all are known. */
  known = 0;

  /** @param {SearchData} data */
  constructor(data) {
    this.data = data;
    for (const [label, phrases] of [...data.synonyms.entries(), ...Object.entries(data.asides)]) {
      for (const words of phrases.map((text) => this.count(text))) if (words.length) push(this.#phrases, words[0].id, { label, words });
    }
    this.#addProcedures();
    this.#addPages();
    this.#addListings();
    this.#weigh();
    this.known = this.lexicon.length; // later numbers are words of places only
  }

  /**
   * The words of a text as numbers, each with its marks. `paired`: they are known to follow each other.
   * @param {string} text @param {boolean} [paired] @returns {IndexWord[]}
   */
  count(text, paired = true) {
    let before = -1;
    return readWords(text).map(({ word, marks }) => {
      const id = this.ids.get(word) ?? this.#enter(word);
      if (paired && before >= 0) (this.known ? this.#inPlaces : this.#pairs).add(pair(before, id));
      before = id;
      return { id, marks };
    });
  }

  /** @param {string} word */
  #enter(word) {
    const id = this.lexicon.push(word) - 1;
    this.ids.set(word, id);
    this.named.push(0);
    this.spread.push(0);
    return id;
  }

  /** Whether two words follow each other somewhere. @type {(before: number, after: number) => boolean} */
  follow(before, after) { return this.isPhrase(before, after) || this.#inPlaces.has(pair(before, after)); }

  /** The same, elsewhere than in the name of a place. @type {(before: number, after: number) => boolean} */
  isPhrase(before, after) { return this.#pairs.has(pair(before, after)); }

  /** Where the phrases stand in a list of words. @param {IndexWord[]} list @returns {Said[]} */
  findPhrases(list) {
    return list.flatMap(({ id }, from) => (this.#phrases.get(id) ?? [])
      .filter(({ words }) => words.every((word, k) => list[from + k]?.id === word.id && fit(list[from + k].marks, word.marks) > 0.9))
      .map(({ label, words }) => ({ label, from, to: from + words.length })));
  }

  /** @param {Entry} entry @param {Partial<Record<TextKind, string[]>>} own */
  #add(entry, own) {
    const kinds = /** @type {[TextKind, string[]][]} */ (Object.entries(own));
    const made = kinds.flatMap(([kind, texts]) => texts.map((text) => {
      const list = this.count(text);
      const said = kind === "code" ? [] : this.findPhrases(list).filter(isSynonym); // no “KH” in 28/KH-UBND
      return { entry, kind, list, said, total: 1, turn: 0, shares: 0 };
    }));
    wordsOf(made.filter(({ kind }) => WEIGHT[kind] > 0.8)).forEach((id) => { this.named[id]++; });
    wordsOf(made).forEach((id) => { this.spread[id]++; });
    for (const text of made) {
      for (const key of new Set([...wordsOf([text]), ...text.said.map(keyOf)])) push(this.places, key, text);
    }
    this.#texts.push(...made);
    this.#size++;
  }

  #addProcedures() {
    const { procedures, fields, events, provinces } = this.data;
    for (const p of procedures) {
      const owner = p.province ? [provinces[p.province]] : []; // who asks for another province's names it
      this.#add({ kind: "procedure", ...p }, {
        name: [p.name], alias: p.short ? [p.short, ...p.aliases] : p.aliases, code: [p.code, p.code.replace(".", ""), p.code.slice(2)],
        event: p.events.map((id) => events[id]), field: [fields[p.field], ...owner], summary: [p.summary], paper: p.papers,
      });
    }
  }

  #addPages() {
    for (const p of this.data.pages) {
      const own = p.number ? { code: [p.number, p.title], [p.note.length > SHORT_TITLE ? "subject" : "title"]: [p.note] } : { title: [p.title] };
      this.#add({ kind: "page", ...p }, { ...own, alias: p.words });
    }
    for (const e of this.data.elsewhere) this.#add({ kind: "elsewhere", ...e }, { name: [e.name], alias: e.aliases, event: [e.where] });
    for (const a of this.data.articles) this.#add({ kind: "article", ...a }, { title: [a.title], summary: [a.lead], event: a.places });
  }

  /** The pages of the fields and of the life events. */
  #addListings() {
    const { fields, procedures, hiddenEvents } = this.data;
    const events = hiddenEvents ? {} : this.data.events;
    for (const [id, name] of Object.entries(fields)) {
      const many = procedures.filter(({ field }) => field === id).length;
      if (many) this.#add({ kind: "field", id, name, many }, { title: [name] });
    }
    for (const [id, name] of Object.entries(events)) {
      const many = procedures.filter((p) => p.events.includes(id)).length;
      if (many) this.#add({ kind: "event", id, name, many }, { title: [name] });
    }
  }

  /** Rare words decide. A word that no name has counts less; so do the words that stand in any request. */
  #weigh() {
    const { weak, filler } = this.data.asides;
    const common = new Set([...weak, ...filler].map((text) => this.ids.get(fold(text))));
    /** @param {number} id */
    const rarity = (id) => Math.log(1 + this.#size / (this.named[id] || this.spread[id] || 1)) / Math.log(1 + this.#size);
    this.worth = this.lexicon.map((_, id) => (common.has(id) ? 0.4 : 1) * (this.named[id] ? 1 : 0.6) * rarity(id));
    for (const text of this.#texts) text.total = sum(text.list.map(({ id }) => this.worth[id])) || 1;
    this.lexicon.forEach((word, id) => {
      if (this.spread[id] && word.length > 1 && !/\d/.test(word)) (this.#byLength[word.length] ??= []).push(id);
    });
  }

  /** Words that differ from this one by a slip, or sound like it, the shorter first. @param {string} word */
  findSlips(word) {
    const close = [-1, 0, 1].flatMap((d) => this.#byLength[word.length + d] ?? []);
    return close.filter((id) => oneSlip(word, this.lexicon[id]) || soundAlike(word, this.lexicon[id]));
  }

  /** The words for which initials stand, if a name begins with them: ĐKKS, “đăng ký khai sinh”. @param {string} initials @returns {string[] | null} */
  spell(initials) {
    if (!/^[a-z]+$/.test(initials) || initials.length < FEWEST_INITIALS || initials.length > MOST_INITIALS) return null;
    if (this.lexicon.some((word, id) => this.spread[id] && word.startsWith(initials))) return null; // a word that is being typed
    this.#initials ??= this.#readInitials();
    return this.#initials.get(initials) ?? null;
  }

  #readInitials() {
    /** @type {Map<string, string[]>} */
    const found = new Map();
    for (const { kind, list } of this.#texts) {
      if (kind !== "name" && kind !== "alias") continue;
      const words = list.slice(0, MOST_INITIALS).map(({ id }) => this.lexicon[id]);
      for (let many = FEWEST_INITIALS; many <= words.length; many++) {
        const initials = words.slice(0, many).map((word) => word[0]).join("");
        if (!found.has(initials)) found.set(initials, words.slice(0, many));
      }
    }
    return found;
  }

  /** The field of a procedure, and whose it is if only one province has it. @param {SearchProcedure} procedure */
  noteOf({ field, province }) {
    const { fields, provinces } = this.data;
    return province ? say("{field}, riêng của {name}", { field: fields[field], name: provinces[province] }) : fields[field];
  }
}
