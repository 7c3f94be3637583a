// Asks the worker that searches (search-worker.js), or, where there can be none, the same source on the page itself.

/** @typedef {import("./search-source.js").SearchSource} SearchSource */
/** @typedef {{query: string, options: SearchOptions | null, done: (answers: SearchAnswer[]) => void, fail: (error: unknown) => void}} Waiting */

export class SearchAsking {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<SearchSource> | null} */
  #here = null;
  /** What was asked and is not answered, by number. @type {Map<number, Waiting>} */
  #waiting = new Map();
  #number = 0;

  /** @param {AskedSource} asked */
  constructor(asked) { this.asked = asked; }

  /** Gets ready to answer; rejects where the data cannot be had. */
  open() { return this.#send("", null); }

  /** Everything that answers, the best first; rejects where the data cannot be had. @param {string} query @param {SearchOptions} options */
  ask(query, options) { return this.#send(query, options); }

  /** @type {(query: string, options: SearchOptions | null) => Promise<SearchAnswer[]>} */
  #send(query, options) {
    return new Promise((done, fail) => {
      const waiting = { query, options, done, fail };
      if (this.#here) { askHere(this.#here, waiting); return; }
      const number = ++this.#number;
      this.#waiting.set(number, waiting);
      try {
        this.#worker ??= this.#begin();
        this.#worker.postMessage({ number, query, options });
      } catch { this.#stay(); } // no workers here
    });
  }

  #begin() {
    const worker = new Worker(new URL("search-worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("error", () => this.#stay()); // no modules in workers, or a script that was not to be had
    worker.addEventListener("message", ({ data }) => {
      const { number, answers } = /** @type {SearchTold} */ (data);
      const waiting = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (answers) waiting?.done(answers); else waiting?.fail(new Error("no data"));
    });
    worker.postMessage(this.asked);
    return worker;
  }

  /** Searches on the page from now on, also for what waits. */
  #stay() {
    this.#worker?.terminate();
    const { root, files, language } = this.asked;
    const here = this.#here ??= import("./search-source.js").then(({ SearchSource }) => new SearchSource(root, files, !language));
    for (const waiting of this.#waiting.values()) askHere(here, waiting);
    this.#waiting.clear();
  }
}

/** @type {(here: Promise<SearchSource>, waiting: Waiting) => void} */
function askHere(here, { query, options, done, fail }) {
  here.then((source) => (options ? source.ask(query, options) : source.open().then(() => []))).then(done, fail);
}
