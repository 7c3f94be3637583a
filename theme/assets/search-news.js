// Finds articles by the words of their titles, leads and bodies, without fetching them all: the words are in files by month and by
// their first two letters (generator: render/search_news.py). Months are looked through from the latest back, until enough is found.

import { decodeTelex, decodeVni, readWords } from "./search-words.js";

const TOGETHER = 2; // months that are looked through at once
const MOST_MONTHS = 36; // how far back one query goes
const MOST_ENDS = 40; // words that one that is still being typed may become
const TITLES_IN_FILE = 32; // as in the generator
const [IN_TITLE, MOST] = [3, 20];

/** What nobody asks for in news: the words that only surround a question, and those that say that news are asked for. @param {CurrentData["asides"]} asides */
const asideOf = ({ filler, news }) => new Set([...filler, ...news].flatMap((text) => readWords(text).map(({ word }) => word)));

/** The words of a query, each with its possible spellings. @param {string} query @param {CurrentData["asides"]} asides @returns {string[][]} */
export function wordsOfNews(query, asides) {
  const aside = asideOf(asides);
  const typed = readWords(query.replaceAll(".", " "));
  const spelled = typed.map(({ plain, word }) => [...new Set([word, decodeTelex(plain), decodeVni(plain)].filter(Boolean))]);
  const meant = spelled.filter((forms) => !forms.some((form) => aside.has(form)));
  return meant.length ? meant : spelled;
}

/**
 * Where a word stands: article → in its title, its lead or its body.
 * @param {Record<string, number[]>[]} files @param {string[]} forms @param {boolean} typing whether the word may be unfinished
 */
function placesOf(files, forms, typing) {
  /** @type {Map<number, number>} */
  const places = new Map();
  for (const file of files) {
    const begun = typing ? Object.keys(file).filter((word) => forms.some((form) => form.length > 1 && word.startsWith(form))).slice(0, MOST_ENDS) : [];
    for (const word of new Set([...forms, ...begun])) {
      for (const number of Object.hasOwn(file, word) ? file[word] : []) places.set(number >> 2, Math.max(number & 3, places.get(number >> 2) ?? 0));
    }
  }
  return places;
}

/** The articles that have every word, those first that have all in title or lead, then the latest. @param {Map<number, number>[]} all */
export function together(all) {
  const [first, ...rest] = all;
  const found = [...first.keys()].filter((place) => rest.every((places) => places.has(place)));
  /** @param {number} place */
  const told = (place) => (all.every((places) => (places.get(place) ?? 0) > 1) ? 0 : 1);
  return found.sort((a, b) => told(a) - told(b) || a - b).map((place) => ({ place, title: all.every((places) => places.get(place) === IN_TITLE) }));
}

export class NewsSearch {
  /** @param {(name: string) => Promise<any>} fetchFile a file of the news by its name, "2026-11/muc" @param {string[]} months the latest first */
  constructor(fetchFile, months) {
    this.fetch = fetchFile;
    this.months = months.slice(0, MOST_MONTHS);
  }

  /** The articles that a query finds, the latest months first. @param {string[][]} words @param {boolean} typing @returns {Promise<FoundNews[]>} */
  async find(words, typing) {
    /** @type {FoundNews[]} */
    const found = [];
    for (let at = 0; words.length && at < this.months.length && found.length < MOST; at += TOGETHER) {
      const some = await Promise.all(this.months.slice(at, at + TOGETHER).map((month) => this.#look(month, words, typing)));
      found.push(...some.flat());
    }
    return found.slice(0, MOST);
  }

  /** @param {string} month @param {string[][]} words @param {boolean} typing @returns {Promise<FoundNews[]>} */
  async #look(month, words, typing) {
    const { keys } = /** @type {{keys: string[]}} */ (await this.fetch(`${month}/muc`));
    const wanted = words.map((forms) => [...new Set(forms.map((form) => form.slice(0, 2)))].filter((key) => keys.includes(key)));
    if (wanted.some((some) => !some.length)) return [];
    const all = await Promise.all(wanted.map(async (some, w) => {
      const files = await Promise.all(some.map((key) => this.fetch(`${month}/tu-${key}`)));
      return placesOf(files, words[w], typing && w === words.length - 1);
    }));
    const best = together(all).slice(0, MOST);
    return Promise.all(best.map(async ({ place, title: said }) => {
      const shown = await this.fetch(`${month}/bai-${Math.floor(place / TITLES_IN_FILE)}`);
      const [path, title, date] = shown[place % TITLES_IN_FILE];
      return { path, title, date, said };
    }));
  }
}
