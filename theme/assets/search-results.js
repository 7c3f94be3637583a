// The results of a search: what answers, below a line what is only a guess, and what to do where nothing is found.

import { element, fetchFacts } from "./page.js";
import { capitalize } from "./units.js";
import { many, pieces, say } from "./words.js";

const GUESSES = 5; // that are shown at most
const PATIENCE = 1000; // milliseconds that answers wait for their fees and times, so that they do not move when these come

/** The name of a file with fees and times. */
const FACTS = "phi-thoi-han.json";

/** What an answer is, in a line. @param {SearchAnswer} answer */
const noteOf = ({ kind, note }) => (kind === "article" ? say("Tin, {date}", { date: note }) : note);

export class SearchResults {
  status = element("p", { className: "search__status", role: "status" });
  heading = element("h2", { className: "answers__heading hid" }, say("Kết quả"));
  list = element("ol", { className: "answers" });
  more = element("p", { hidden: true });
  guesses = element("section", { className: "answers-weak", hidden: true });
  node = element("div", { className: "search__results" }, this.status, this.heading, this.list, this.more, this.guesses);

  /**
   * @param {string} root of the pages in this language @param {number} most how many are shown at first
   * @param {string} elsewhere where all are shown, "" here
   */
  constructor(root, most, elsewhere) {
    this.root = root;
    this.most = most;
    this.elsewhere = elsewhere;
    this.clear();
  }

  clear() {
    this.status.textContent = "";
    this.list.replaceChildren();
    this.heading.hidden = this.more.hidden = this.guesses.hidden = true;
  }

  /** @param {string} message */
  tell(message) {
    this.clear();
    this.status.textContent = message;
  }

  /** Asks early for the fees and times of the whole country. */
  open() { fetchFacts(`${this.root}tim-kiem/${FACTS}`).catch(() => {}); }

  /** Asks for fees and times of what will be shown; waits for them, but not for long. @param {SearchAnswer[]} answers */
  async prepare(answers) {
    const asked = answers.slice(0, this.most + GUESSES).filter(({ code }) => code).map((answer) => this.#factsOf(answer));
    await Promise.race([Promise.allSettled(asked), new Promise((done) => { setTimeout(done, PATIENCE); })]);
  }

  /** @type {(answers: SearchAnswer[], query: string, most?: number) => void} */
  show(answers, query, most = this.most) {
    const sure = answers.filter(({ weak }) => !weak);
    this.clear();
    this.heading.hidden = !sure.length;
    this.#fill(this.list, sure.slice(0, most));
    this.status.replaceChildren(...(sure.length ? [many("{number} kết quả", sure.length)] : this.#help(answers.length > 0)));
    this.#offerMore(answers, query, sure.length, most);
    this.#guess(answers.filter(({ weak }) => weak).slice(0, sure.length ? GUESSES - 2 : GUESSES));
  }

  /** @param {HTMLElement} list @param {SearchAnswer[]} answers */
  #fill(list, answers) {
    list.replaceChildren(...answers.map((answer) => this.#describe(answer)));
  }

  /** @param {SearchAnswer} answer */
  #describe(answer) {
    const { address, title, code } = answer;
    const item = element("li", {}, element("a", { href: this.root + address }, capitalize(title)));
    const note = element("span", { className: "answers__note" }, noteOf(answer));
    if (!code) {
      item.append(element("span", { className: "answers__about" }, note));
      return item;
    }
    const [fee, about] = [element("span", { className: "answers__fee" }), element("span", { className: "answers__about" }, note)];
    item.append(fee, about);
    this.#factsOf(answer).then((facts) => {
      fee.textContent = facts.fee;
      about.prepend(facts.time, " · ");
      if (facts.counter) note.append(", ", facts.counter);
    }).catch(() => fee.remove()); // without a connection the names are enough
    return item;
  }

  /** @param {SearchAnswer} answer @returns {Promise<Facts>} */
  async #factsOf({ code = "", place }) {
    const { texts, of } = await fetchFacts(`${this.root}${place ?? "tim-kiem"}/${FACTS}`);
    const [fee, time, counter] = of[code];
    return { fee: texts[fee], time: texts[time], counter: counter === undefined ? "" : texts[counter] };
  }

  /** @type {(answers: SearchAnswer[], query: string, number: number, most: number) => void} */
  #offerMore(answers, query, number, most) {
    this.more.hidden = number <= most;
    if (this.more.hidden) return;
    if (this.elsewhere) {
      const href = `${this.elsewhere}?q=${encodeURIComponent(query)}`;
      this.more.replaceChildren(element("a", { href }, say("Xem thêm kết quả")));
      return;
    }
    const button = element("button", { type: "button", className: "quiet" }, say("Xem thêm kết quả"));
    button.addEventListener("click", () => {
      const at = this.list.children.length;
      this.show(answers, query, most + this.most);
      this.list.children[at]?.querySelector("a")?.focus();
    });
    this.more.replaceChildren(button);
  }

  /** @param {SearchAnswer[]} answers */
  #guess(answers) {
    this.guesses.hidden = !answers.length;
    const list = element("ol", { className: "answers" });
    this.#fill(list, answers);
    this.guesses.replaceChildren(element("h2", { className: "answers__heading" }, say("Có thể bạn tìm")), list);
  }

  /** What to do where nothing was found for sure. @param {boolean} guessed */
  #help(guessed) {
    const all = element("a", { href: `${this.root}thu-tuc/` }, say("xem tất cả thủ tục"));
    const other = element("a", { href: `${this.root}lam-o-dau/` }, say("xem việc làm ở nơi khác"));
    const sentence = guessed
      ? "Không thấy kết quả thật khớp. Thử gọi tên việc hay giấy tờ bằng ít từ hơn, {link}, hoặc {other}. Tên xã, phường, tỉnh đã bỏ từ trước năm 2025 không có ở đây: gõ tên sau này."
      : "Không thấy kết quả nào. Thử ít từ hơn, {link}, hoặc {other}. Tên xã, phường, tỉnh đã bỏ từ trước năm 2025 không có ở đây: gõ tên sau này.";
    return pieces(sentence, { link: all, other });
  }
}
