// Where the search gets what it looks in: the data once, then the files of places that a query names, and the words of English where
// somebody asks in it. What cannot be had is done without: the rest still answers.

import { fetchEnglish, fetchNews, fetchPlaces, fetchSearchData } from "./page.js";
import { openEngine } from "./search-engine.js";
import { choose, withEnglish } from "./search-english.js";

const FEW = 3; // with fewer sure answers, the words of the news are looked through too
const [TOLD, SAID] = [0.5, 0.7]; // what an article is worth that has the words, and that has them in its title

export class SearchSource {
  /** @type {Promise<SearchEngine> | null} */
  #engine = null;
  /** In both languages. @type {SearchEngine | null} */
  #both = null;
  /** @type {Map<number, PlaceFile>} */
  #files = new Map();

  /** @param {string} root of the pages in this language @param {string} files root of what is the same in all @param {boolean} vietnamese */
  constructor(root, files, vietnamese) {
    this.root = root;
    this.files = files;
    this.vietnamese = vietnamese;
  }

  /** The engine; rejects where the data cannot be had, and asks again the next time. */
  open() {
    this.#engine ??= this.data().then(openEngine);
    this.#engine.catch(() => { this.#engine = null; });
    return this.#engine;
  }

  data() { return fetchSearchData(`${this.root}tim-kiem/du-lieu.json`); }

  /** Everything that answers, the best first. @param {string} query @param {SearchOptions} options */
  async ask(query, options) {
    const answers = await this.#askRecords(query, options);
    const sure = answers.filter(({ weak }) => !weak);
    const engine = await this.open();
    const narrowed = Object.values(options.facets).some(Boolean);
    if (narrowed || (sure.length >= FEW && !engine.asksNews(query))) return answers;
    const known = new Set(sure.map(({ address }) => address));
    const news = (await this.#askNews(query).catch(() => [])).filter(({ address }) => !known.has(address));
    const shown = new Set(news.map(({ address }) => address));
    return [...sure, ...news, ...answers.filter(({ weak, address }) => weak && !shown.has(address))];
  }

  /** What the words of the news have, the latest first. @param {string} query @returns {Promise<SearchAnswer[]>} */
  async #askNews(query) {
    const { months, asides } = await this.data();
    const { NewsSearch, wordsOfNews } = await import("./search-news.js"); // few ask for it
    const search = new NewsSearch((name) => fetchNews(`${this.files}tim-kiem/tin/${name}.json`), months);
    const found = await search.find(wordsOfNews(query, asides), /[\p{L}\d]$/u.test(query));
    return found.map(({ path, title, date, said }) => ({ kind: "article", address: `tin-tuc/${path}/`, title, note: date, points: said ? SAID : TOLD }));
  }

  /** @param {string} query @param {SearchOptions} options */
  async #askRecords(query, options) {
    const engine = await this.open();
    await this.#bring(engine.needs(query, options.home));
    await this.#bring(engine.needs(query, options.home)); // what stands before a district that is known now
    const answers = engine.search(query, options);
    if (!this.vietnamese || !engine.isForeign(query)) return answers;
    const both = await this.#openBoth().catch(() => null);
    return both ? choose(answers, both.search(query, options)) : answers;
  }

  /** @param {number[]} numbers of files of places */
  async #bring(numbers) {
    const found = await Promise.allSettled(numbers.map(async (number) => [number, await fetchPlaces(`${this.files}tim-kiem/ten/${number}.json`)]));
    const engine = await this.open();
    for (const one of found) {
      if (one.status === "rejected") continue;
      const [number, file] = /** @type {[number, PlaceFile]} */ (one.value);
      this.#files.set(number, file);
      engine.addFile(file);
      this.#both?.addFile(file);
    }
  }

  async #openBoth() {
    const [data, english] = await Promise.all([this.data(), fetchEnglish(`${this.files}tim-kiem/tieng-anh.json`)]);
    return this.#both ??= openEngine({ ...withEnglish(data, english), files: [...this.#files.values()] });
  }
}
